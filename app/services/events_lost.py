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
from app.services.bookings import blocked, free_booths, gone
from app.services.changes import Change, Recorder
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
    free = _next(ws, session, event, line)
    return Lost(line, what, free, again=winner is None)


def _next(ws: Workspace, session: Session, event: MarketEvent, line: BookingLine) -> int | None:
    """The next free booth that fits; None also for a business that had its turn by now."""
    own: list[UUID] = []
    if events.form_of(event).whole:  # its other days here are the same turn
        query = sa.select(EventBooking.id).where(
            EventBooking.event_id == event.id, EventBooking.business_id == line.business_id
        )
        own = list(session.scalars(query))
    if line.product_id is None or blocked(ws, session, event, line.product_id, line.day, own):
        return None
    if line.business_id in events_rows.busy(session, [line.day]):
        return None
    free = free_booths(ws, session, event, line.day, line.category)
    return free[0] if free else None


def _holds(line: BookingLine) -> bool:
    return line.state.holds and line.sent is not Sent.REFUSED


def take_next(ws: Workspace, booking_id: UUID) -> tuple[int, Change]:
    """A place that was lost gets the next free booth instead; UserError `booking.none_free`."""
    with ws.change() as recorder:
        row, event = _lost_row(ws, recorder.session, booking_id)
        booth = _next(ws, recorder.session, event, events_rows.of(ws, recorder.session, row))
        if booth is None:
            raise UserError(
                "booking.none_free",
                f"Tidak ada lapak kosong yang cocok pada {long_date(row.day)}.",
                safe="Usaha ini tetap tercatat sebagai belum mendapat lapak.",
                todo="Lepaskan tempatnya; usaha ini didahulukan pada giliran berikutnya.",
            )
        _reseat(recorder, row, booth)
        return booth, recorder.done()


def _reseat(recorder: Recorder, row: EventBooking, booth: int) -> None:
    old, row.booth = row.booth, booth
    row.reason = f"Lapak {old} sudah diberikan laptop lain"
    _forget_refusal(recorder.session, row.id)
    recorder.tell("event_booking.next_booth", row, booth=booth)
    recorder.session.flush()


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of all lost places of an event at once."""

    change: Change
    moved: int
    dropped: int


def settle_all(ws: Workspace, event_id: UUID) -> Settled:
    """Every lost place in the order of its turn: the next free booth that fits, else let go.

    When two laptops gave away one event, this is one step where it would be fifty.
    """
    with ws.change() as recorder:
        session, moved = recorder.session, 0
        event = events.require(session, event_id)
        events.require_runner(ws, event)
        found = [x for x in events_rows.lines(ws, session, event_id) if x.sent is Sent.REFUSED]
        found.sort(key=lambda line: (line.day, line.turn is None, line.turn or 0, line.id))
        for line in found:
            row = session.get_one(EventBooking, line.id)
            # Read anew each time: who was settled before has a booth by now.
            told = _told(ws, session, event, line, events_rows.lines(ws, session, event_id))
            if told.again:
                _resend(recorder, row)
            elif told.next_booth is not None:
                _reseat(recorder, row, told.next_booth)
            else:
                _drop(recorder, row)
            moved += not row.deleted
        return Settled(recorder.done(), moved, len(found) - moved)


def let_go(ws: Workspace, booking_id: UUID) -> Change:
    """Drop a place that was lost: it never counted."""
    with ws.change() as recorder:
        row, _ = _lost_row(ws, recorder.session, booking_id)
        _drop(recorder, row)
        return recorder.done()


def _drop(recorder: Recorder, row: EventBooking) -> None:
    row.deleted = True
    _forget_refusal(recorder.session, row.id)
    recorder.tell("event_booking.let_go", row)
    recorder.session.flush()


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
        _resend(recorder, row)
        return recorder.done()


def _resend(recorder: Recorder, row: EventBooking) -> None:
    # An edit that changes nothing else: it makes the row travel again.
    row.reason = f"{row.reason} (dikirim lagi)" if row.reason else "Dikirim lagi"
    _forget_refusal(recorder.session, row.id)
    recorder.session.flush()
