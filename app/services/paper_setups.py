"""Set-ups of papers as this laptop has them: which one counts where and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain import paper_setup
from app.domain.paper_setup import PaperSetup
from app.errors import UserError
from app.models.entities import PaperSetup as Row
from app.models.local import SyncRow
from app.models.paper_setups import begun

_UNCONFIRMED = sa.select(SyncRow.id).where(
    SyncRow.entity == "paper_setup", sa.or_(SyncRow.fb != {}, SyncRow.bver == 0)
)
"""Published here and not taken by the centre, or lost by one that was restored."""


def unconfirmed(session: Session) -> set[UUID]:
    """Set-ups on this laptop that the centre does not have."""
    return set(session.scalars(_UNCONFIRMED))


@dataclass(frozen=True, slots=True)
class Found:
    """A set-up and the key of its row."""

    id: UUID
    setup: PaperSetup


def in_force(session: Session, region: str, day: date) -> PaperSetup | None:
    """The set-up of the nearest region on that day; None where nobody has published one.

    One that was published here and waits for the centre is not it yet: what it says would
    stand on papers that no other laptop prints. UserError `paper_setup.unreadable`.
    """
    found = find(session, region, day)
    return None if found is None else found.setup


def find(session: Session, region: str, day: date) -> Found | None:
    """`in_force` with its key."""
    query = begun(region, day).where(Row.id.not_in(_UNCONFIRMED)).limit(1)
    row = session.execute(query).mappings().first()
    return None if row is None else Found(row["id"], _read(dict(row)))


def of_row(row: Row) -> PaperSetup:
    """The set-up in a row; UserError `paper_setup.unreadable` for one of a newer program."""
    return _read({c.name: getattr(row, c.name) for c in Row.__table__.columns})


def _read(row: dict[str, Any]) -> PaperSetup:
    try:
        return paper_setup.from_columns(row)
    except ValueError as error:
        raise UserError(
            "paper_setup.unreadable",
            "Setelan surat wilayah ini dibuat oleh program yang lebih baru.",
            safe="Data kurasi tidak terpengaruh.",
            todo="Perbarui Kurasi Lapangan di laptop ini, lalu cetak lagi.",
        ) from error
