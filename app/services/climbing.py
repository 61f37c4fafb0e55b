"""Which attempt of a case comes next, and whether the level below has let it go up."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain import climbing
from app.domain.climbing import Attempt, below
from app.domain.regions import TRAINING
from app.domain.standing import first_of, in_force
from app.domain.terms import Level, Outcome
from app.errors import UserError
from app.models.entities import CaseReturn, Curation, CurationSession
from app.services import standing


def next_attempt(session: Session, case_id: UUID, held: CurationSession) -> int:
    """The attempt to open in this session; UserError `curation.passed_already`."""
    level = Level(held.level)
    if passed(session, case_id, level, training=held.training):
        raise UserError(
            "curation.passed_already",
            f"Produk ini sudah lulus kurasi tingkat {level.term.lower()}.",
            todo="Lihat sertifikatnya di halaman Sertifikat.",
        )
    return climbing.next_attempt(attempts(session, case_id, level, training=held.training))


def require_level_below(session: Session, case_id: UUID, held: CurationSession) -> None:
    """UserError `curation.level_below` unless the level below has passed the product.

    A product that was sent down needs a new pass, later than that.
    """
    under = below(Level(held.level))
    if under is None or passed(session, case_id, under, training=held.training):
        return
    name = under.term.lower()
    if last_return(session, case_id, under, training=held.training) is not None:
        raise UserError(
            "curation.level_below",
            f"Produk ini dikembalikan ke tingkat {name} dan belum lulus lagi di sana.",
            safe="Semua nilai dan hasil sebelumnya tetap tersimpan.",
            todo=f"Nilai lagi di tingkat {name}.",
        )
    raise UserError(
        "curation.level_below",
        f"Produk ini belum lulus kurasi tingkat {name}.",
        todo=f"Nilai dahulu di tingkat {name}.",
    )


def passed(session: Session, case_id: UUID, level: Level, *, training: bool) -> bool:
    """Whether the case has passed a level and was not sent down to it since."""
    tried = attempts(session, case_id, level, training=training)
    return climbing.passed(tried, last_return(session, case_id, level, training=training))


def attempts(session: Session, case_id: UUID, level: Level, *, training: bool) -> list[Attempt]:
    """All attempts of a case at a level; practice counts among practice only."""
    practice = Curation.scope == TRAINING
    query = sa.select(Curation).where(
        Curation.case_id == case_id,
        Curation.level == str(level),
        Curation.deleted.is_(False),
        practice if training else sa.not_(practice),
    )
    rows = session.scalars(query).all()
    keys = [row.id for row in rows]
    decided, returned = standing.history(session, keys), standing.returns(session, keys)
    found = []
    for row in rows:
        made = decided.get(row.id, [])
        last = in_force(made)
        first = first_of(last, made).decided_at if last else None
        outcome = Outcome(last.outcome) if last else None
        found.append(Attempt(row.attempt, outcome, first, row.id in returned))
    return found


def last_return(
    session: Session, case_id: UUID, level: Level, *, training: bool
) -> datetime | None:
    """When the case was last sent down to a level; None for never."""
    practice = CaseReturn.scope == TRAINING
    query = sa.select(sa.func.max(CaseReturn.returned_at)).where(
        CaseReturn.case_id == case_id,
        CaseReturn.to_level == str(level),
        CaseReturn.deleted.is_(False),
        practice if training else sa.not_(practice),
    )
    return session.scalar(query)
