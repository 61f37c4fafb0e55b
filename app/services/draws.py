"""Undian as it is looked at: the list, one draw done again, and the files that are published.

The rule is `app.domain.market.draw`; the two rows of a draw are `DrawRecord` (`draw_rows`),
written by `draw_making`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import JAKARTA
from app.domain.market import draw_files
from app.domain.market.draw import Announcement, Drawn
from app.domain.market.draw_files import Verdict
from app.domain.permissions import MARKET_ROLES
from app.domain.terms import Term
from app.models.market import DrawRecord, GebetanRound, MarketEvent
from app.services import draw_rows, scopes
from app.services.draw_rows import ANNOUNCED, DRAWN, ENTITY
from app.services.workspace import Workspace

SHORT = 8
"""Signs of the hash by which people call a draw."""


class DrawState(Term):
    """Where a draw stands today."""

    WAITING = "waiting", "Menunggu hari undian"
    READY = "ready", "Angka dapat dimasukkan"
    DRAWN = "drawn", "Sudah diundi"
    REPLACED = "replaced", "Digantikan"


@dataclass(frozen=True, slots=True)
class DrawLine:
    """One draw in the list."""

    id: UUID
    title: str
    state: DrawState
    announced_on: date
    decided_on: date
    places: int
    candidates: int
    unsent: bool


@dataclass(frozen=True, slots=True)
class DrawView:
    """One draw, done again while it was read: `verdict` says whether its records fit together."""

    id: UUID
    state: DrawState
    announcement: Announcement
    fingerprint: str
    verdict: Verdict
    numbers: tuple[str, ...]
    drawn: Drawn | None
    region: str
    event_id: UUID | None
    round_id: UUID | None
    held_for: str
    left_out: int
    announced_at: datetime
    drawn_at: datetime | None
    replaced_by: UUID | None
    reason: str
    may_write: bool
    disputed: str = ""
    """Other numbers that were typed for it too, on another laptop; the first noted count."""

    @property
    def title(self) -> str:
        """As it was announced."""
        return self.announcement.title


def draws(ws: Workspace) -> tuple[DrawLine, ...]:
    """All draws, the newest first; their candidates are counted, not read."""
    body = DrawRecord.body

    def part(path: str) -> sa.ColumnElement[Any]:
        return sa.func.json_extract(body, f"$.{path}")

    query = sa.select(
        *(DrawRecord.draw_id, DrawRecord.id, DrawRecord.title),
        *(part(name).label(name) for name in ("announced_on", "decided_on", "places")),
        sa.func.json_array_length(body, "$.candidates").label("candidates"),
    ).where(DrawRecord.part == ANNOUNCED, DrawRecord.deleted.is_(False))
    with ws.db.read() as session:
        rows = session.execute(query.order_by(DrawRecord.told_at.desc(), DrawRecord.id)).all()
        done = _done(session)
        keys = [row.id for row in rows] + [key for all_ in done.values() for key, _ in all_]
        ahead = scopes.unsent(ws, session, ENTITY, keys)
        replaced = draw_rows.replacements(session)
    today = ws.today()
    found = []
    for row in rows:
        decided = date.fromisoformat(row.decided_on)
        results = done.get(row.draw_id, [])
        drawn = any(day >= decided for _, day in results)
        found.append(
            DrawLine(
                row.draw_id,
                row.title,
                _state(decided, today, drawn=drawn, replaced=row.draw_id in replaced),
                date.fromisoformat(row.announced_on),
                decided,
                row.places,
                row.candidates,
                row.id in ahead or any(key in ahead for key, _ in results),
            )
        )
    return tuple(found)


def _state(decided: date, today: date, *, drawn: bool, replaced: bool) -> DrawState:
    if replaced:
        return DrawState.REPLACED
    if drawn:
        return DrawState.DRAWN
    return DrawState.READY if today >= decided else DrawState.WAITING


def _done(session: Session) -> dict[UUID, list[tuple[UUID, date]]]:
    """The results of each draw, with the day each was noted."""
    query = sa.select(DrawRecord.draw_id, DrawRecord.id, DrawRecord.told_at).where(
        DrawRecord.part == DRAWN, DrawRecord.deleted.is_(False)
    )
    found: dict[UUID, list[tuple[UUID, date]]] = {}
    for draw_id, key, told_at in session.execute(query):
        found.setdefault(draw_id, []).append((key, told_at.astimezone(JAKARTA).date()))
    return found


def get(ws: Workspace, draw_id: UUID) -> DrawView:
    """One draw; UserError `draw.missing`, `draw.unreadable` for a record that is none."""
    with ws.db.read() as session:
        return read(ws, session, draw_id)


def read(ws: Workspace, session: Session, draw_id: UUID) -> DrawView:
    """As `get`, in a session that is open."""
    told, result = draw_rows.rows(session, draw_id)
    announcement = draw_rows.announcement(told)
    claim = None if result is None else draw_rows.claim(result)
    checked = draw_files.judge(announcement, claim, told.fingerprint)
    replaced = draw_rows.replacements(session).get(draw_id, {})
    by = replaced.get("by")
    return DrawView(
        id=draw_id,
        state=_state(
            announcement.decided_on, ws.today(), drawn=result is not None, replaced=bool(replaced)
        ),
        announcement=announcement,
        fingerprint=told.fingerprint,
        verdict=checked.verdict,
        numbers=claim.numbers if claim else (),
        drawn=checked.drawn,
        region=told.scope,
        event_id=told.event_id,
        round_id=told.round_id,
        held_for=_held_for(session, told),
        left_out=len(draw_rows.left_out(session, told.id)),
        announced_at=told.told_at,
        drawn_at=result.told_at if result else None,
        replaced_by=UUID(by) if isinstance(by, str) else None,
        reason=str(replaced.get("reason", "")),
        may_write=ws.me.may(MARKET_ROLES, told.scope),
        disputed=_disputed(session, draw_id),
    )


def _disputed(session: Session, draw_id: UUID) -> str:
    typed = [draw_rows.claim(row) for row in draw_rows.results(session, draw_id)]
    first = typed[0].order if typed else ()
    others = {" · ".join(one.numbers) for one in typed if one.order != first}
    return "; ".join(sorted(others))


def _held_for(session: Session, told: DrawRecord) -> str:
    event = session.get(MarketEvent, told.event_id) if told.event_id else None
    held = session.get(GebetanRound, told.round_id) if told.round_id else None
    return event.name if event else held.name if held else ""


def files(ws: Workspace, draw_id: UUID) -> dict[str, bytes]:
    """What is published, by file name: the announcement, and the result once there is one."""
    with ws.db.read() as session:
        told, result = draw_rows.rows(session, draw_id)
        announcement = draw_rows.announcement(told)
        stem = f"undian-{told.fingerprint[:SHORT]}"
        found = {f"{stem}-pengumuman.json": draw_files.announcement_file(announcement)}
        if result is not None:
            claim = draw_rows.claim(result)
            made = draw_files.result_file(claim.fingerprint, claim.numbers, claim.order)
            found[f"{stem}-hasil.json"] = made
    return found
