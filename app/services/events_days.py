"""The days of an event: who came (scanned or ticked off), and what each took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.dates import long_date
from app.domain.market.booth_code import (
    BoothCode,
    BoothCodeError,
    booking_mark,
    event_mark,
    read_booth_code,
)
from app.domain.market.terms import BookingState, Teller
from app.domain.permissions import writers
from app.errors import UserError
from app.models.market import EventBooking, EventTaking, EventVisit, MarketEvent
from app.services import events, events_rows
from app.services.changes import Change
from app.services.events_rows import BookingLine
from app.services.workspace import Workspace

MOST_TAKEN = 10_000_000_000
"""Rupiah a day: more than that is a slip of the finger."""


@dataclass(frozen=True, slots=True)
class DayLine:
    """A booth on a day: who has it, whether they came, what they took."""

    line: BookingLine
    came_at: datetime | None
    scanned: bool
    taken: int | None
    told_by: Teller | None

    @property
    def came(self) -> bool:
        """Whether somebody saw them there."""
        return self.came_at is not None


@dataclass(frozen=True, slots=True)
class Scanned:
    """A card was scanned: who it is; `again` when they were noted before, `moved_from` when the
    card names a booth they had before a swap."""

    change: Change
    line: BookingLine
    again: bool
    moved_from: int | None


def day(ws: Workspace, event_id: UUID, on: date) -> tuple[DayLine, ...]:
    """All booths of a day that are given, by number."""
    return tuple(line for line in all_days(ws, event_id) if line.line.day == on)


def all_days(
    ws: Workspace, event_id: UUID, known: Sequence[BookingLine] | None = None
) -> tuple[DayLine, ...]:
    """All booths of all days that are given; `known` are the event's bookings, if at hand."""
    with ws.db.read() as session:
        found = events_rows.lines(ws, session, event_id) if known is None else known
        lines = [line for line in found if line.counts]
        visits = _visits(session, event_id)
        takings = _takings(session, event_id)
    made = []
    for line in lines:
        visit = visits.get((line.business_id, line.day))
        taking = takings.get((line.business_id, line.day))
        made.append(
            DayLine(
                line=line,
                came_at=visit.came_at if visit else None,
                scanned=bool(visit and visit.scanned),
                taken=taking.amount if taking else None,
                told_by=Teller(taking.told_by) if taking else None,
            )
        )
    return tuple(made)


def _visits(session: Session, event_id: UUID) -> dict[tuple[UUID, date], EventVisit]:
    query = (
        sa.select(EventVisit)
        .where(EventVisit.event_id == event_id, EventVisit.deleted.is_(False))
        .order_by(EventVisit.came_at.desc(), EventVisit.id.desc())
    )
    return {(v.business_id, v.day): v for v in session.scalars(query)}


def _takings(session: Session, event_id: UUID) -> dict[tuple[UUID, date], EventTaking]:
    """What counts of each business and day: the newest that nobody corrected."""
    query = (
        sa.select(EventTaking)
        .where(EventTaking.event_id == event_id, EventTaking.deleted.is_(False))
        .order_by(EventTaking.created_at, EventTaking.id)
    )
    rows = session.scalars(query).all()
    corrected = {row.supersedes for row in rows}
    return {(row.business_id, row.day): row for row in rows if row.id not in corrected}


# -- who came ---------------------------------------------------------------------------


def scan(ws: Workspace, event_id: UUID, on: date, text: str) -> Scanned:
    """A booth card was scanned, or its code typed.

    Raises UserError `card.mistyped`, `card.not_a_card`, `card.elsewhere`, `card.unknown`,
    `card.other_day`, `card.ended`, `event.not_that_day`.
    """
    code = _read(text)
    with ws.change() as recorder:
        session = recorder.session
        event = events.require(session, event_id)
        row = _booking(session, event, code)
        _require_day(row, on)
        now = _standing(session, row)
        line = events_rows.of(ws, session, now)
        moved = code.booth if now.booth != code.booth else None
        again = _came(session, event.id, now.business_id, on)
        if not again:
            recorder.add(_visit(ws, now, scanned=True))
        return Scanned(recorder.done(), line, again, moved)


def tick(ws: Workspace, booking_id: UUID) -> Change:
    """The business is here, though nobody scanned its card; a second time changes nothing."""
    with ws.change() as recorder:
        session = recorder.session
        row = session.get_one(EventBooking, booking_id)
        _require_field(ws, row)
        if not _came(session, row.event_id, row.business_id, row.day):
            recorder.add(_visit(ws, row, scanned=False))
        return recorder.done()


def _visit(ws: Workspace, row: EventBooking, *, scanned: bool) -> EventVisit:
    return EventVisit(
        event_id=row.event_id,
        booking_id=row.id,
        business_id=row.business_id,
        day=row.day,
        came_at=ws.clock.now(),
        scanned=scanned,
        scope=row.scope,
        guest_scope=row.guest_scope,
    )


def _came(session: Session, event_id: UUID, business_id: UUID, on: date) -> bool:
    query = sa.select(EventVisit.id).where(
        EventVisit.event_id == event_id,
        EventVisit.business_id == business_id,
        EventVisit.day == on,
        EventVisit.deleted.is_(False),
    )
    return session.scalar(query.limit(1)) is not None


def _read(text: str) -> BoothCode:
    try:
        return read_booth_code(text)
    except BoothCodeError as error:
        if error.mistyped:
            raise UserError(
                "card.mistyped",
                "Kode kartu salah baca: huruf terakhirnya tidak cocok.",
                safe="Belum ada yang dicatat.",
                todo="Pindai sekali lagi, atau centang usahanya pada daftar.",
            ) from error
        raise UserError(
            "card.not_a_card",
            "Itu bukan kode kartu lapak.",
            safe="Belum ada yang dicatat.",
            todo="Pindai kode pada kartu lapak, atau centang usahanya pada daftar.",
        ) from error


def _booking(session: Session, event: MarketEvent, code: BoothCode) -> EventBooking:
    if code.event != event_mark(event.id):
        raise _elsewhere(session, code)
    query = sa.select(EventBooking).where(EventBooking.event_id == event.id)
    for row in session.scalars(query):
        if booking_mark(row.id) == code.booking:
            return row
    raise UserError(
        "card.unknown",
        f"Kartu lapak {code.booth} itu belum dikenal laptop ini.",
        safe="Kodenya benar; mungkin diberikan laptop lain.",
        todo="Sinkronkan dahulu lalu pindai lagi, atau centang usahanya pada daftar.",
    )


def _elsewhere(session: Session, code: BoothCode) -> UserError:
    rows = session.execute(sa.select(MarketEvent.id, MarketEvent.name))
    name = next((n for key, n in rows if event_mark(key) == code.event), "")
    return UserError(
        "card.elsewhere",
        f"Kartu ini dari acara {name}." if name else "Kartu ini dari acara lain.",
        safe="Belum ada yang dicatat.",
        todo="Pilih acara itu di daftar kiri, atau minta kartu acara ini.",
    )


def _require_day(row: EventBooking, on: date) -> None:
    if row.day != on:
        raise UserError(
            "card.other_day",
            f"Kartu ini untuk {long_date(row.day)}, bukan {long_date(on)}.",
            safe="Belum ada yang dicatat.",
            todo="Pilih hari itu bila memang hari ini, atau minta usaha datang pada harinya.",
        )


def _standing(session: Session, row: EventBooking) -> EventBooking:
    """The place itself, or the one its business has that day after a swap."""
    if row.state == BookingState.ASSIGNED and not row.deleted:
        return row
    query = sa.select(EventBooking).where(
        EventBooking.event_id == row.event_id,
        EventBooking.business_id == row.business_id,
        EventBooking.day == row.day,
        EventBooking.state == str(BookingState.ASSIGNED),
        EventBooking.deleted.is_(False),
    )
    now = session.scalar(query.limit(1))
    if now is not None:
        return now
    word = "dihapus" if row.deleted else BookingState(row.state).term.lower()
    raise UserError(
        "card.ended",
        f"Tempat pada kartu ini tidak berlaku lagi: {word}.",
        safe="Belum ada yang dicatat.",
        todo="Lihat daftar lapak; bila ada lapak kosong, berikan di tab Lapak dan giliran.",
    )


def _require_field(ws: Workspace, row: EventBooking) -> None:
    scopes = (row.scope, row.guest_scope or row.scope)
    if not any(ws.me.may(writers("event_visit"), scope) for scope in scopes):
        raise UserError(
            "role.missing",
            "Kehadiran dan omzet dicatat oleh petugas wilayah acara ini.",
            safe="Tidak ada yang diubah.",
            todo="Minta petugas wilayah itu mencatatnya.",
        )


# -- what they took ---------------------------------------------------------------------


def record_taking(ws: Workspace, booking_id: UUID, amount: int, told_by: Teller) -> Change:
    """What a business took on that day; a later word corrects the one before, both are kept.

    Raises UserError `taking.amount`.
    """
    if not 0 <= amount <= MOST_TAKEN:
        raise UserError(
            "taking.amount",
            "Omzet sehari harus antara Rp0 dan Rp10 miliar.",
            safe="Omzet yang sudah dicatat tidak berubah.",
            todo="Periksa jumlah nolnya, lalu simpan lagi.",
        )
    with ws.change() as recorder:
        row = recorder.session.get_one(EventBooking, booking_id)
        _require_field(ws, row)
        before = _takings(recorder.session, row.event_id).get((row.business_id, row.day))
        recorder.add(
            EventTaking(
                event_id=row.event_id,
                business_id=row.business_id,
                day=row.day,
                amount=amount,
                told_by=str(told_by),
                supersedes=before.id if before else None,
                scope=row.scope,
                guest_scope=row.guest_scope,
            )
        )
        return recorder.done()
