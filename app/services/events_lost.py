"""Lost races: places of an event that another laptop gave away first, and the way on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.dates import long_date
from app.errors import UserError
from app.models.local import Refusal
from app.models.market import EventBooking, MarketEvent
from app.services import events, events_rows
from app.services.bookings import free_booths, gone
from app.services.changes import Change
from app.services.events_rows import BookingLine, Sent
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Lost:
    """A place that the centre did not take: what happened, and the way on.

    `next_booth` is the next that is free and fits; None when there is none or the business has
    its place already. `again`: what stood in the way is gone, so sending it once more will do.
    """

    line: BookingLine
    what: str
    next_booth: int | None
    again: bool = False


def lost(ws: Workspace, event_id: UUID) -> tuple[Lost, ...]:
    """Places of an event that were lost to another laptop and wait for a word."""
    with ws.db.read() as session:
        event = events.require(session, event_id)
        if not events_rows.any_refused(session, event_id):
            return ()
        all_lines = events_rows.lines(ws, session, event_id)
        refused = [line for line in all_lines if line.sent is Sent.REFUSED]
        return tuple(_told(ws, session, event, line, all_lines) for line in refused)


def _told(
    ws: Workspace,
    session: Session,
    event: MarketEvent,
    line: BookingLine,
    others: Iterable[BookingLine],
) -> Lost:
    day = long_date(line.day)
    rivals = [o for o in others if o.day == line.day and o.id != line.id]
    if line.refusal == "booking.twice":
        own = next((o for o in rivals if o.business_id == line.business_id and _holds(o)), None)
        where = f" (lapak {own.booth})" if own and own.booth else ""
        what = f"{line.business} sudah punya tempat pada {day}{where}, diberikan laptop lain."
        return Lost(line, what, None, again=own is None)
    if line.refusal != "booking.booth_taken":
        what = f"Pusat belum menerima tempat {line.business} pada {day} (kode {line.refusal})."
        return Lost(line, what, None, again=True)
    winner = next((o for o in rivals if o.booth == line.booth and o.counts), None)
    whose = f"kepada {winner.business}" if winner else "oleh laptop lain"
    what = f"Lapak {line.booth} pada {day} sudah lebih dahulu diberikan {whose}."
    free = free_booths(ws, session, event, line.day, line.category)
    return Lost(line, what, free[0] if free else None, again=winner is None)


def _holds(line: BookingLine) -> bool:
    return line.state.holds and line.sent is not Sent.REFUSED


def take_next(ws: Workspace, booking_id: UUID) -> tuple[int, Change]:
    """A place that was lost gets the next free booth instead; UserError `booking.none_free`."""
    with ws.change() as recorder:
        row, event = _lost_row(ws, recorder.session, booking_id)
        line = events_rows.of(ws, recorder.session, row)
        free = free_booths(ws, recorder.session, event, row.day, line.category)
        if not free:
            raise UserError(
                "booking.none_free",
                f"Tidak ada lapak kosong yang cocok pada {long_date(row.day)}.",
                safe="Usaha ini tetap tercatat sebagai belum mendapat lapak.",
                todo="Lepaskan tempatnya; usaha ini didahulukan pada giliran berikutnya.",
            )
        old, row.booth = row.booth, free[0]
        row.reason = f"Lapak {old} sudah diberikan laptop lain"
        _forget_refusal(recorder.session, row.id)
        recorder.tell("event_booking.next_booth", row, booth=free[0])
        return free[0], recorder.done()


def let_go(ws: Workspace, booking_id: UUID) -> Change:
    """Drop a place that was lost: it never counted."""
    with ws.change() as recorder:
        row, _ = _lost_row(ws, recorder.session, booking_id)
        row.deleted = True
        _forget_refusal(recorder.session, row.id)
        recorder.tell("event_booking.let_go", row)
        return recorder.done()


def _forget_refusal(session: Session, key: UUID) -> None:
    """It is sent anew at the next sync, which says again whether it holds."""
    session.execute(sa.delete(Refusal).where(Refusal.entity == "event_booking", Refusal.id == key))


def _lost_row(
    ws: Workspace, session: Session, booking_id: UUID
) -> tuple[EventBooking, MarketEvent]:
    row = session.get(EventBooking, booking_id)
    if row is None or row.deleted or booking_id not in events_rows.refusals(session, [booking_id]):
        raise gone()
    event = events.require(session, row.event_id)
    events.require_runner(ws, event)
    return row, event


def send_again(ws: Workspace, booking_id: UUID) -> Change:
    """Send a place once more as it is: what stood in its way is gone."""
    with ws.change() as recorder:
        row, _ = _lost_row(ws, recorder.session, booking_id)
        # An edit that changes nothing else: it makes the row travel again.
        row.reason = f"{row.reason} (dikirim lagi)" if row.reason else "Dikirim lagi"
        _forget_refusal(recorder.session, row.id)
        return recorder.done()
