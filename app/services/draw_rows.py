"""The two rows of a draw as they were kept: what was announced, what came out, what was noted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import JAKARTA
from app.domain.market import draw as rule
from app.domain.market.draw import Announcement, DrawError
from app.domain.market.draw_files import Claim
from app.domain.market.terms import DrawPart
from app.errors import UserError
from app.models.entities import AuditEvent
from app.models.market import DrawRecord

ENTITY = DrawRecord.__tablename__
ANNOUNCED, DRAWN = str(DrawPart.ANNOUNCED), str(DrawPart.DRAWN)
TOLD, REPLACED = "draw_record.announced", "draw_record.replaced"
"""Lines of the story: what was noted with an announcement, and that another took its place."""


def rows(session: Session, draw_id: UUID) -> tuple[DrawRecord, DrawRecord | None]:
    """The announcement and, once there is one, the result that counts; UserError `draw.missing`."""
    query = sa.select(DrawRecord).where(
        DrawRecord.draw_id == draw_id,
        DrawRecord.part == ANNOUNCED,
        DrawRecord.deleted.is_(False),
    )
    told = session.scalar(query.limit(1))
    if told is None:
        raise UserError(
            "draw.missing",
            "Undian ini tidak ada di laptop ini.",
            todo="Sinkronkan dahulu, lalu buka lagi daftarnya.",
        )
    return told, next(iter(results(session, draw_id)), None)


def results(session: Session, draw_id: UUID) -> list[DrawRecord]:
    """What was typed as the result, the first noted first: that one counts, on every laptop.

    Two laptops without a network may both type it; nobody may before the day.
    """
    query = sa.select(DrawRecord).where(
        DrawRecord.draw_id == draw_id, DrawRecord.deleted.is_(False)
    )
    found = list(session.scalars(query.order_by(DrawRecord.told_at, DrawRecord.id)))
    decided = next((str(row.body.get("decided_on")) for row in found if row.part == ANNOUNCED), "")
    return [
        row
        for row in found
        if row.part == DRAWN and row.told_at.astimezone(JAKARTA).date().isoformat() >= decided
    ]


def announcement(told: DrawRecord) -> Announcement:
    """What was announced; UserError `draw.unreadable`."""
    try:
        return rule.read_announcement(told.body)
    except DrawError as error:
        raise UserError(
            "draw.unreadable",
            f"Catatan undian {told.title} tidak dapat dibaca.",
            safe="Catatannya tetap tersimpan seperti saat diterima.",
            todo="Perbarui program ini. Bila tetap begitu, laporkan kepada admin.",
        ) from error


def claim(result: DrawRecord) -> Claim:
    """What a result says came out; what is no result says nothing."""
    numbers, order = result.body.get("numbers"), result.body.get("order")
    if not isinstance(numbers, list) or not isinstance(order, list):
        return Claim(result.fingerprint, (), ())
    return Claim(result.fingerprint, tuple(map(str, numbers)), tuple(map(str, order)))


def replacements(session: Session) -> dict[UUID, Mapping[str, Any]]:
    """By the draw that was replaced: which took its place, and why."""
    query = sa.select(DrawRecord.draw_id, AuditEvent.details).join(
        AuditEvent, AuditEvent.entity_id == DrawRecord.id
    )
    return dict(session.execute(query.where(AuditEvent.verb == REPLACED)).all())


def left_out(session: Session, announced: UUID) -> dict[UUID, tuple[str, ...]]:
    """Businesses that were looked at and not taken, with why, as noted on that day."""
    query = sa.select(AuditEvent.details).where(
        AuditEvent.entity_id == announced, AuditEvent.verb == TOLD
    )
    details = session.scalar(query.limit(1)) or {}
    return {
        UUID(key): tuple(codes.split(","))
        for codes, keys in details.get("left_out", {}).items()
        for key in keys
    }


def noted_day(session: Session, announced: UUID) -> date | None:
    """The day for which candidates were to be allowed; None for a list from a file."""
    query = sa.select(AuditEvent.details).where(
        AuditEvent.entity_id == announced, AuditEvent.verb == TOLD
    )
    day = (session.scalar(query.limit(1)) or {}).get("day")
    return date.fromisoformat(day) if day else None
