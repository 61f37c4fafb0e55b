"""What was decided on a case before: corrections of this result, other levels and attempts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.regions import TRAINING
from app.domain.terms import Grade, Level, Outcome
from app.models.entities import Curation, CurationSession, DecisionRecord, Person
from app.services import corrections, standing
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision as the history tells it."""

    id: UUID
    outcome: Outcome
    grade: Grade
    total: int
    decided_at: datetime
    by: str
    reason: str
    taken_back: bool = False
    in_force: bool = False
    certificate: str = ""
    """Register number of a certificate that was issued from it."""


@dataclass(frozen=True, slots=True)
class EarlierResult:
    """What the case came to elsewhere: a level below, or an attempt before."""

    curation_id: UUID
    level: Level
    attempt: int
    session_name: str
    decision: DecisionLine | None
    returned: str = ""
    """The reason for which it was sent down; empty when it was not."""


def names_of(ws: Workspace, session: Session, people: set[UUID]) -> dict[UUID, str]:
    """What people are called; who is not known here yet, by the end of their key."""
    rows = session.execute(sa.select(Person.id, Person.name).where(Person.id.in_(people)))
    known = {ws.me.person_id: ws.me.person_name, **dict(rows.all())}
    return {who: known.get(who) or f"Kurator {who.hex[-4:]}" for who in {*people, *known}}


def decision_lines(
    session: Session, made: list[DecisionRecord], names: Mapping[UUID, str]
) -> tuple[DecisionLine, ...]:
    """Every decision on a curation, the newest first; what only took back marks its object."""
    undone = {row.supersedes for row in made if row.deleted}
    counts = standing.in_force_of(made)
    papers = corrections.certificates_of(session, [row.id for row in made])
    numbers = {row.decision_id: row.register_no for row in papers}
    return tuple(
        DecisionLine(
            row.id,
            Outcome(row.outcome),
            Grade(row.grade),
            row.total,
            row.decided_at,
            names.get(row.decided_by, ""),
            row.reason or "",
            taken_back=row.id in undone,
            in_force=counts is not None and row.id == counts.id,
            certificate=numbers.get(row.id, ""),
        )
        for row in reversed(made)
        if not row.deleted
    )


def earlier_results(
    ws: Workspace, session: Session, curation: Curation
) -> tuple[EarlierResult, ...]:
    """Other curations of the case that have ended, lowest level and first attempt first."""
    practice = Curation.scope == TRAINING
    query = (
        sa.select(Curation, CurationSession.name)
        .outerjoin(CurationSession, CurationSession.id == Curation.session_id)
        .where(
            Curation.case_id == curation.case_id,
            Curation.id != curation.id,
            Curation.deleted.is_(False),
            practice if curation.scope == TRAINING else sa.not_(practice),
        )
    )
    rows = session.execute(query).all()
    keys = [row.id for row, _ in rows]
    made, returned = standing.history(session, keys), standing.returns(session, keys)
    names = names_of(ws, session, {d.decided_by for rows_ in made.values() for d in rows_})
    order = list(Level)
    found = []
    for row, session_name in sorted(
        rows, key=lambda r: (order.index(Level(r[0].level)), r[0].attempt)
    ):
        lines = decision_lines(session, made.get(row.id, []), names)
        decision = next((d for d in lines if d.in_force), None)
        sent = returned.get(row.id)
        if decision is None and sent is None:
            continue
        reason = sent.reason if sent else ""
        found.append(
            EarlierResult(
                row.id, Level(row.level), row.attempt, session_name or "", decision, reason
            )
        )
    return tuple(found)
