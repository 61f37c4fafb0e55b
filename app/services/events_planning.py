"""Planning an event: what was agreed, several Fridays at once, the plan of its floor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.dates import long_date, weekday_date
from app.domain.market.channels import Channel
from app.domain.market.floor import FloorPlan
from app.domain.market.terms import BookingState, EventState
from app.domain.names import clean
from app.domain.regions import any_covers, is_region_code
from app.errors import UserError
from app.models.market import EventBooking, MarketEvent
from app.services import events
from app.services.changes import Change
from app.services.workspace import Workspace

LONGEST_DAYS = 31
MOST_FRIDAYS = 53
_FRIDAY = 4


def create(
    ws: Workspace, form: events.EventForm, fridays: Sequence[date] = ()
) -> tuple[tuple[UUID, ...], Change]:
    """Plan an event, or one on each of these Fridays (Jumat Beli Lokal) in one step.

    Raises UserError `event.incomplete`, `event.days`, `event.not_friday`, `event.outside`,
    `role.missing`.
    """
    forms = [replace(form, first_day=d, last_day=d) for d in sorted(set(fridays))] or [form]
    if len(forms) > MOST_FRIDAYS:
        raise _bad_days(f"Sekali buat paling banyak {MOST_FRIDAYS} Jumat.")
    for each in forms:
        _check(ws, each)
    with ws.change() as recorder:
        made = []
        for each in forms:
            row = MarketEvent(
                state=str(EventState.PLANNED), plan={}, scope=each.region_code, guest_scope=None
            )
            _fill(row, each)
            row.plan = _plan_here(recorder.session, row)
            recorder.add(row)
            recorder.tell("market_event.planned", row, channel=row.channel)
            made.append(row.id)
        return tuple(made), recorder.done()


def update(ws: Workspace, event_id: UUID, form: events.EventForm) -> Change:
    """Change what was agreed; channel, region and days only as far as no place is given there.

    Raises UserError as `create`, and `event.in_use`.
    """
    _check(ws, form)
    with ws.change() as recorder:
        row = events.require(recorder.session, event_id)
        events.require_runner(ws, row)
        _require_unused(recorder.session, row, form)
        _fill(row, form)
        row.scope = form.region_code
        return recorder.done()


def fridays_from(first: date, count: int) -> tuple[date, ...]:
    """The first Friday on or after a day, and as many as asked for."""
    start = first + timedelta(days=(_FRIDAY - first.weekday()) % 7)
    return tuple(start + timedelta(weeks=at) for at in range(count))


def set_state(ws: Workspace, event_id: UUID, state: EventState) -> Change:
    """Say that an event is planned, under way, or over."""
    with ws.change() as recorder:
        row = events.require(recorder.session, event_id)
        events.require_runner(ws, row)
        row.state = str(state)
        recorder.tell(f"market_event.{state}", row)
        return recorder.done()


def remove(ws: Workspace, event_id: UUID) -> Change:
    """Take an event without places out of the list; UserError `event.in_use`."""
    with ws.change() as recorder:
        row = events.require(recorder.session, event_id)
        events.require_runner(ws, row)
        if _places(recorder.session, row.id):
            raise _in_use("Acara ini sudah membagikan lapak, jadi tidak dapat dihapus.")
        row.deleted = True
        recorder.tell("market_event.removed", row)
        return recorder.done()


def save_plan(ws: Workspace, event_id: UUID, plan: FloorPlan) -> Change:
    """Keep the plan of the floor; of a Friday also for those at the same place that have none.

    Raises UserError `event.plan_wrong`, `event.booth_in_use`.
    """
    if problems := plan.problems():
        raise UserError(
            "event.plan_wrong",
            " ".join(problems[:3]),
            safe="Denah yang tersimpan tidak berubah.",
            todo="Geser atau hapus lapaknya, lalu simpan lagi.",
        )
    with ws.change() as recorder:
        row = events.require(recorder.session, event_id)
        events.require_runner(ws, row)
        _require_booths(recorder.session, row, plan)
        row.plan = plan.to_json()
        recorder.tell("market_event.plan_saved", row, booths=len(plan.stalls))
        for other in _same_place(recorder.session, row):
            if row.channel == Channel.FRIDAY and not other.plan:
                other.plan = _every_day(plan).to_json()
        return recorder.done()


def _same_place(session: Session, row: MarketEvent) -> Sequence[MarketEvent]:
    """Other events of that channel at that place, the latest first."""
    query = (
        sa.select(MarketEvent)
        .where(
            MarketEvent.channel == row.channel,
            MarketEvent.place == row.place,
            MarketEvent.region_code == row.region_code,
            MarketEvent.deleted.is_(False),
            MarketEvent.id != row.id,
        )
        .order_by(MarketEvent.first_day.desc(), MarketEvent.id.desc())
    )
    return session.scalars(query).all()


def _plan_here(session: Session, row: MarketEvent) -> dict[str, Any]:
    """The plan of the last event at that place: the ground is the same, so it is a beginning."""
    with session.no_autoflush:
        before = next((e for e in _same_place(session, row) if e.plan), None)
    return {} if before is None else _every_day(events.plan_of(before)).to_json()


def _every_day(plan: FloorPlan) -> FloorPlan:
    """The same booths, each on all days: days are the other event's own."""
    return replace(plan, stalls=tuple(replace(s, days=frozenset()) for s in plan.stalls))


def _fill(row: MarketEvent, form: events.EventForm) -> None:
    row.channel = str(form.channel)
    row.name, row.place = clean(form.name), clean(form.place)
    row.region_code = form.region_code
    row.first_day, row.last_day = form.first_day, form.last_day
    row.rules = {**(row.rules or {}), "basis": str(form.basis), "whole": form.whole}
    row.note = clean(form.note) or None


def _check(ws: Workspace, form: events.EventForm) -> None:
    missing = [
        word
        for word, value in (("nama acara", form.name), ("tempat", form.place))
        if not clean(value)
    ]
    if missing:
        raise UserError(
            "event.incomplete",
            f"Belum diisi: {' dan '.join(missing)}.",
            safe="Isian lain tidak hilang.",
            todo="Lengkapi, lalu simpan lagi.",
        )
    _check_days(form)
    _check_region(ws, form)


def _check_days(form: events.EventForm) -> None:
    length = (form.last_day - form.first_day).days + 1
    if length < 1:
        raise _bad_days("Hari terakhir lebih awal daripada hari pertama.")
    if length > LONGEST_DAYS:
        raise _bad_days(f"Satu acara paling lama {LONGEST_DAYS} hari.")
    if form.channel is not Channel.FRIDAY:
        return
    if length > 1 or form.first_day.weekday() != _FRIDAY:
        raise UserError(
            "event.not_friday",
            f"Jumat Beli Lokal satu hari saja, dan {weekday_date(form.first_day)} bukan Jumat."
            if form.first_day.weekday() != _FRIDAY
            else "Jumat Beli Lokal satu hari saja.",
            todo="Pilih satu hari Jumat, atau buat beberapa Jumat sekaligus.",
        )


def _check_region(ws: Workspace, form: events.EventForm) -> None:
    outside = not any_covers(ws.me.regions, form.region_code)
    if outside or not is_region_code(form.region_code) or form.region_code.count(".") > 2:
        raise UserError(
            "event.outside",
            "Wilayah acara di luar wilayah tugas Anda.",
            safe="Isian lain tidak hilang.",
            todo="Pilih wilayah Anda, atau minta petugas wilayah itu membuatnya.",
        )
    events.require_role(ws, form.region_code)


def _require_unused(session: Session, row: MarketEvent, form: events.EventForm) -> None:
    places = _places(session, row.id)
    if not places:
        return
    if (row.channel, row.region_code) != (str(form.channel), form.region_code):
        raise _in_use("Lapaknya sudah dibagikan, jadi kanal dan wilayahnya tidak dapat diganti.")
    kept = events.days_between(form.first_day, form.last_day)
    gone = sorted({place.day for place in places} - set(kept))
    if gone:
        raise _in_use(f"Lapak pada {long_date(gone[0])} sudah dibagikan.")


def _require_booths(session: Session, row: MarketEvent, plan: FloorPlan) -> None:
    for place in _places(session, row.id):
        stall = plan.stall(place.booth) if place.booth is not None else None
        if place.booth is None or (stall is not None and stall.stands(place.day)):
            continue
        raise UserError(
            "event.booth_in_use",
            f"Lapak {place.booth} pada {long_date(place.day)} sudah diberikan kepada usaha.",
            safe="Denah yang tersimpan tidak berubah.",
            todo="Tukar atau batalkan dahulu tempatnya di tab Lapak dan giliran.",
        )


def _places(session: Session, event_id: UUID) -> Sequence[EventBooking]:
    query = sa.select(EventBooking).where(
        EventBooking.event_id == event_id,
        EventBooking.deleted.is_(False),
        EventBooking.state.in_([s for s in BookingState if s.holds]),
    )
    return session.scalars(query).all()


def _bad_days(what: str) -> UserError:
    return UserError("event.days", what, todo="Perbaiki tanggalnya, lalu simpan lagi.")


def _in_use(what: str) -> UserError:
    return UserError(
        "event.in_use",
        what,
        safe="Tidak ada yang diubah.",
        todo="Batalkan dahulu tempat yang sudah diberikan.",
    )
