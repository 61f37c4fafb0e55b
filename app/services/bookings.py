"""What happens to places once they are given: giving up, not coming, swapping, giving by hand.

A place that becomes free goes to the first of the waiting list that may stand there on that day.
Rows that end are written before those that take their place, so that the centre sees them in
that order.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.dates import long_date
from app.domain.market.channels import Channel
from app.domain.market.floor import Stall
from app.domain.market.terms import BookingState
from app.domain.names import clean
from app.domain.terms import Category
from app.errors import UserError
from app.models.entities import Business, Product
from app.models.market import EventBooking, MarketEvent
from app.services import events, events_rows, standings
from app.services.changes import Change, Recorder
from app.services.events_rows import BookingLine
from app.services.workspace import Workspace

_MOST_FOUND = 30


@dataclass(frozen=True, slots=True)
class Freed:
    """A place was given up: who has it now; None when nobody who waits may stand there."""

    change: Change
    booth: int
    heir: str | None


def of_day(ws: Workspace, event_id: UUID, day: date) -> tuple[BookingLine, ...]:
    """Everything of one day: booths with who has them, and what ended."""
    return tuple(line for line in of_event(ws, event_id) if line.day == day)


def of_event(ws: Workspace, event_id: UUID) -> tuple[BookingLine, ...]:
    """All bookings of an event."""
    with ws.db.read() as session:
        return tuple(events_rows.lines(ws, session, event_id))


def waiting(ws: Workspace, event_id: UUID) -> tuple[BookingLine, ...]:
    """The waiting list of an event, in turn."""
    found = [line for line in of_event(ws, event_id) if line.state is BookingState.WAITING]
    return tuple(sorted(found, key=lambda line: (line.turn is None, line.turn or 0, line.id)))


# -- leaving ----------------------------------------------------------------------------


def no_show(ws: Workspace, booking_id: UUID) -> Freed:
    """The business did not come: the first who waits and fits moves up."""
    return _leave(ws, booking_id, BookingState.NO_SHOW, "")


def give_up(ws: Workspace, booking_id: UUID, reason: str) -> Freed:
    """The business says it will not come; UserError `booking.no_reason`."""
    return _leave(ws, booking_id, BookingState.GIVEN_UP, require_reason(reason))


def _leave(ws: Workspace, booking_id: UUID, state: BookingState, reason: str) -> Freed:
    with ws.change() as recorder:
        row, event = _held(ws, recorder.session, booking_id)
        rows = _from_here_on(recorder.session, event, row)
        booth, heir = row.booth or 0, None
        for each in rows:
            each.state, each.reason = str(state), reason or None
        recorder.tell(f"event_booking.{state}", row, booth=booth)
        recorder.session.flush()
        heir_row = _heir(ws, recorder.session, event, rows)
        if heir_row is not None:
            heir = _move_up(recorder, event, heir_row, rows)
        return Freed(recorder.done(), booth, heir)


def _from_here_on(
    session: Session, event: MarketEvent, row: EventBooking
) -> tuple[EventBooking, ...]:
    """The place, or where it is one for the whole event, its days from that one on."""
    if not events.form_of(event).whole:
        return (row,)
    query = sa.select(EventBooking).where(
        EventBooking.event_id == event.id,
        EventBooking.business_id == row.business_id,
        EventBooking.state == str(BookingState.ASSIGNED),
        EventBooking.deleted.is_(False),
        EventBooking.day >= row.day,
        EventBooking.booth == row.booth,
    )
    return tuple(sorted(session.scalars(query), key=lambda r: r.day))


def _heir(
    ws: Workspace, session: Session, event: MarketEvent, rows: Sequence[EventBooking]
) -> EventBooking | None:
    """The first who waits and may stand at that booth on all of these days."""
    plan, days = events.plan_of(event), [row.day for row in rows]
    stall = plan.stall(rows[0].booth or 0)
    busy = events_rows.busy(session, days)
    for row in events_rows.waiting(session, event.id):
        if row.product_id is None or row.business_id in busy:
            continue
        if stall is not None and not _fits(session, stall, row.product_id):
            continue
        if not any(blocked(ws, session, event, row.product_id, day) for day in days):
            return row
    return None


def _fits(session: Session, stall: Stall, product_id: UUID) -> bool:
    product = session.get(Product, product_id)
    return product is not None and (
        not stall.categories or Category(product.category) in stall.categories
    )


def blocked(
    ws: Workspace,
    session: Session,
    event: MarketEvent,
    product_id: UUID,
    day: date,
    but: Collection[UUID] = (),
) -> str:
    """Why a product may not stand there on a day; '' when it may. Of the bookings `but` none
    counts as a turn."""
    channel = Channel(event.channel)
    found = standings.read(session, ws, [product_id], day, but=but).get(product_id)
    if found is None:
        return "Produknya sudah dihapus."
    reasons = found[channel].reasons
    return f"{reasons[0].what} {reasons[0].todo}" if reasons else ""


def _move_up(
    recorder: Recorder, event: MarketEvent, heir: EventBooking, rows: Sequence[EventBooking]
) -> str:
    """The waiting row ends and a place begins, for its day may be another one."""
    heir.deleted = True
    recorder.session.flush()
    for row in rows:
        fresh = _copied(heir, row.day, row.booth)
        fresh.reason = "Naik dari daftar tunggu"
        recorder.tell("event_booking.moved_up", recorder.add(fresh), booth=row.booth)
    return recorder.session.get_one(Business, heir.business_id).name


def _copied(of: EventBooking, day: date, booth: int | None) -> EventBooking:
    """A place of the same business under the same turn."""
    return EventBooking(
        event_id=of.event_id,
        business_id=of.business_id,
        product_id=of.product_id,
        day=day,
        booth=booth,
        state=str(BookingState.ASSIGNED),
        turn=of.turn,
        turn_rule=of.turn_rule,
        draw_id=of.draw_id,
        reason=None,
        scope=of.scope,
        guest_scope=of.guest_scope,
    )


# -- swapping ---------------------------------------------------------------------------


def swap(ws: Workspace, one: UUID, other: UUID, reason: str) -> Change:
    """Two businesses change booths on a day: both rows end, two begin.

    Raises UserError `booking.no_reason`, `booking.not_fitting`, `booking.other_day`.
    """
    why = require_reason(reason)
    with ws.change() as recorder:
        first, event = _held(ws, recorder.session, one)
        second, _ = _held(ws, recorder.session, other)
        if (first.event_id, first.day) != (second.event_id, second.day):
            raise UserError(
                "booking.other_day",
                "Bertukar hanya dapat pada hari yang sama.",
                safe="Tidak ada yang diubah.",
                todo="Pilih dua lapak pada hari yang sama.",
            )
        require_fit(recorder.session, event, first, second.booth)
        require_fit(recorder.session, event, second, first.booth)
        booths = {first: second.booth, second: first.booth}
        _rebook(recorder, booths, why)
        return recorder.done()


def move(ws: Workspace, booking_id: UUID, booth: int, reason: str) -> Change:
    """A business changes to a booth that is free.

    Raises UserError `booking.no_reason`, `booking.not_fitting`, `booking.booth_taken`.
    """
    why = require_reason(reason)
    with ws.change() as recorder:
        row, event = _held(ws, recorder.session, booking_id)
        require_free(ws, recorder.session, event, row.day, booth)
        require_fit(recorder.session, event, row, booth)
        _rebook(recorder, {row: booth}, why)
        return recorder.done()


def _rebook(recorder: Recorder, booths: dict[EventBooking, int | None], why: str) -> None:
    for row, booth in booths.items():
        row.state, row.reason = str(BookingState.SWAPPED), f"Pindah ke lapak {booth}: {why}"
        recorder.tell("event_booking.swapped", row, booth=row.booth, to=booth)
    recorder.session.flush()
    for row, booth in booths.items():
        fresh = _copied(row, row.day, booth)
        fresh.reason = f"Dari lapak {row.booth}: {why}"
        recorder.add(fresh)


def require_fit(session: Session, event: MarketEvent, row: EventBooking, booth: int | None) -> None:
    stall = events.plan_of(event).stall(booth or 0)
    fits = stall is not None and stall.stands(row.day)
    if fits and stall is not None and row.product_id is not None:
        fits = _fits(session, stall, row.product_id)
    if not fits:
        raise UserError(
            "booking.not_fitting",
            f"Lapak {booth} bukan untuk kategori produk ini, atau tidak ada pada hari itu.",
            safe="Tidak ada yang diubah.",
            todo="Pilih lapak lain, atau ubah kategori lapak itu pada denah.",
        )


def require_free(
    ws: Workspace, session: Session, event: MarketEvent, day: date, booth: int
) -> None:
    holders = _holders(ws, session, event, day)
    if booth not in holders:
        return
    free = free_booths(ws, session, event, day)
    todo = f"Lapak kosong berikutnya: {free[0]}." if free else "Semua lapak hari itu sudah terisi."
    raise UserError(
        "booking.booth_taken",
        f"Lapak {booth} pada {long_date(day)} sudah ditempati {holders[booth]}.",
        safe="Tidak ada yang diubah.",
        todo=todo,
    )


def _holders(ws: Workspace, session: Session, event: MarketEvent, day: date) -> dict[int, str]:
    return {
        line.booth: line.business
        for line in events_rows.lines(ws, session, event.id)
        if line.day == day and line.counts and line.booth is not None
    }


def free_booths(
    ws: Workspace,
    session: Session,
    event: MarketEvent,
    day: date,
    category: Category | None = None,
) -> list[int]:
    """Booths nobody has on a day, those made for `category` or for any."""
    taken = _holders(ws, session, event, day)
    return [
        stall.no
        for stall in events.plan_of(event).on(day)
        if stall.no not in taken
        and (category is None or not stall.categories or category in stall.categories)
    ]


def _held(ws: Workspace, session: Session, key: UUID) -> tuple[EventBooking, MarketEvent]:
    """A place that counts, for whoever runs its event; UserError `booking.gone`."""
    row = session.get(EventBooking, key)
    if row is None or row.deleted or row.state != BookingState.ASSIGNED:
        raise gone()
    if key in events_rows.refusals(session, [key]):
        raise gone()
    event = events.require(session, row.event_id)
    events.require_runner(ws, event)
    return row, event


def gone() -> UserError:
    """The place is none any more."""
    return UserError(
        "booking.gone",
        "Tempat ini sudah tidak berlaku: sudah dibatalkan, ditukar, atau diganti.",
        safe="Tidak ada yang diubah.",
        todo="Lihat daftar lapak yang terbaru.",
    )


def require_reason(text: str) -> str:
    reason = clean(text)
    if not reason:
        raise UserError(
            "booking.no_reason",
            "Alasannya belum ditulis.",
            safe="Tidak ada yang diubah.",
            todo="Tulis satu kalimat: alasan itu dibaca usaha lain yang bertanya.",
        )
    return reason
