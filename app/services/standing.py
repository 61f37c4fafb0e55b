"""What counts of records that are never changed: sheets, decisions, returns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.standing import in_force, rivals_of, unsuperseded
from app.domain.terms import CurationState
from app.models.entities import Assessment, CaseReturn, Curation, DecisionRecord


def sheets(session: Session, curation_id: UUID) -> list[Assessment]:
    """Submitted sheets that stand, oldest first.

    What a later row supersedes has gone, whatever the clock; two of one curator from two
    laptops are both here.
    """
    query = (
        sa.select(Assessment)
        .where(Assessment.curation_id == curation_id)
        .order_by(Assessment.submitted_at, Assessment.id)
    )
    return [row for row in unsuperseded(session.scalars(query).all()) if not row.withdrawn]


def sheets_of(session: Session, curation_id: UUID, curator_id: UUID) -> list[Assessment]:
    """The standing sheets of one curator, oldest first."""
    return [row for row in sheets(session, curation_id) if row.curator_id == curator_id]


def history(session: Session, keys: Iterable[UUID]) -> dict[UUID, list[DecisionRecord]]:
    """All decisions ever made on these curations, oldest first."""
    query = (
        sa.select(DecisionRecord)
        .where(DecisionRecord.curation_id.in_(list(keys)))
        .order_by(DecisionRecord.decided_at, DecisionRecord.id)
    )
    found: dict[UUID, list[DecisionRecord]] = defaultdict(list)
    for row in session.scalars(query):
        found[row.curation_id].append(row)
    return found


def decisions(session: Session, keys: Iterable[UUID]) -> dict[UUID, DecisionRecord]:
    """The decision in force of each curation that has one."""
    known = history(session, keys).items()
    return {key: row for key, rows in known if (row := in_force(rows)) is not None}


def decision(session: Session, curation_id: UUID) -> DecisionRecord | None:
    """The decision in force of one curation."""
    return decisions(session, [curation_id]).get(curation_id)


def in_force_of(rows: Sequence[DecisionRecord]) -> DecisionRecord | None:
    """The decision in force of all that were made on one curation."""
    return in_force(rows)


def rivals(rows: Sequence[DecisionRecord]) -> int:
    """How many decisions on one curation nobody has corrected: two laptops decided."""
    return len(rivals_of(rows))


def state(curation: Curation, *, ended: bool) -> CurationState:
    """Where a curation is, whatever its column says: that one never goes back, an undo does."""
    if ended:
        return CurationState.DECIDED
    return min(CurationState(curation.state), CurationState.OPEN, key=lambda s: s.rank)


def stands() -> sa.ColumnElement[bool]:
    """Decisions nobody corrected or took back, for queries over many of them."""
    corrected = sa.select(DecisionRecord.supersedes).where(DecisionRecord.supersedes.is_not(None))
    return sa.and_(DecisionRecord.deleted.is_(False), DecisionRecord.id.not_in(corrected))


def returns(session: Session, keys: Iterable[UUID]) -> dict[UUID, CaseReturn]:
    """The return of each of these curations that was sent down; of two, the first."""
    query = (
        sa.select(CaseReturn)
        .where(CaseReturn.curation_id.in_(list(keys)), CaseReturn.deleted.is_(False))
        .order_by(CaseReturn.returned_at.desc(), CaseReturn.id.desc())
    )
    return {row.curation_id: row for row in session.scalars(query)}
