"""Draws of an event whose order decides where turns and waiting are equal; redone before use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.market import draw as rule
from app.domain.market.draw import DrawError
from app.domain.market.terms import DrawPart
from app.errors import UserError
from app.models.market import DrawRecord
from app.services import draw_rows
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class DrawChoice:
    """A published draw whose order may decide where all else is equal."""

    draw_id: UUID
    title: str


def choices(ws: Workspace, event_id: UUID) -> list[DrawChoice]:
    """Draws of an event that were drawn already and not replaced, newest first."""
    with ws.db.read() as session:
        query = (
            sa.select(DrawRecord.draw_id, DrawRecord.title)
            .where(
                DrawRecord.event_id == event_id,
                DrawRecord.part == str(DrawPart.DRAWN),
                DrawRecord.deleted.is_(False),
            )
            .order_by(DrawRecord.told_at.desc())
        )
        replaced = draw_rows.replacements(session)
        found = session.execute(query).all()
        return [DrawChoice(key, title) for key, title in found if key not in replaced]


def order(session: Session, draw_id: UUID) -> Mapping[UUID, int]:
    """Each candidate's place in the result, which is redone from its public numbers.

    Raises UserError `event.draw_gone`, `event.draw_wrong`.
    """
    try:
        told, result = draw_rows.rows(session, draw_id)
    except UserError as error:
        raise _gone() from error
    if result is None:
        raise _gone()
    claim = draw_rows.claim(result)
    announced = draw_rows.announcement(told)
    try:
        keys = [UUID(str(key)) for key in claim.order]
        drawn = rule.redo(announced, told.fingerprint, claim.numbers, keys)
    except (DrawError, ValueError) as error:
        raise UserError(
            "event.draw_wrong",
            f"Hasil undian {told.title} tidak cocok dengan pengumumannya.",
            safe="Belum ada lapak yang dibagikan.",
            todo="Periksa undian itu di halaman Undian, atau susun giliran tanpa undian.",
        ) from error
    return {one.key: at for at, one in enumerate(drawn.order, 1)}


def _gone() -> UserError:
    return UserError(
        "event.draw_gone",
        "Hasil undian itu belum ada di laptop ini.",
        todo="Sinkronkan dahulu, atau susun giliran tanpa undian.",
    )
