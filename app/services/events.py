"""Acara: bazaars, malls, Friday markets and exhibitions, with the plan of their floor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.dates import long_date, weekday_date
from app.domain.market.channels import Channel
from app.domain.market.floor import FloorPlan, PlanError, read_plan
from app.domain.market.terms import BookingState, EventState
from app.domain.market.turns import Basis
from app.domain.names import clean
from app.domain.permissions import writers
from app.domain.regions import any_covers, is_region_code
from app.errors import UserError
from app.models.entities import Region
from app.models.market import EventBooking, MarketEvent
from app.services import regions
from app.services.changes import Change
from app.services.regions import RegionChoice
from app.services.workspace import Workspace

CHANNELS = (Channel.BAZAAR, Channel.MALL, Channel.FRIDAY, Channel.EXHIBITION)
"""Channels that have events; e-order and Gebetan have orders and rounds."""

LONGEST_DAYS = 31
MOST_FRIDAYS = 53
_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class EventForm:
    """What is asked of an event. `whole`: who gets a booth keeps it on all days."""

    channel: Channel
    name: str
    place: str
    region_code: str
    first_day: date
    last_day: date
    basis: Basis = Basis.AREA
    whole: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class EventView:
    """One event as a page shows it."""

    id: UUID
    form: EventForm
    state: EventState
    plan: FloorPlan
    region_name: str
    days: tuple[date, ...]
    runs: bool
    """Whether the person of this laptop runs it (may plan, give and take places)."""


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event in the list: how many booths it has on all days, and how many are taken."""

    id: UUID
    channel: Channel
    name: str
    place: str
    first_day: date
    last_day: date
    state: EventState
    booths: int
    taken: int
    waiting: int


def listed(ws: Workspace) -> list[EventLine]:
    """All events: those to come first, the next one on top, then what is over, newest first."""
    today = ws.today()
    with ws.db.read() as session:
        rows = session.scalars(sa.select(MarketEvent).where(MarketEvent.deleted.is_(False))).all()
        counts = _counts(session)
    lines = [_line(row, counts) for row in rows]
    coming = [line for line in lines if line.last_day >= today]
    over = [line for line in lines if line.last_day < today]
    coming.sort(key=lambda line: (line.first_day, line.name, line.id))
    over.sort(key=lambda line: (-line.first_day.toordinal(), line.name, line.id))
    return [*coming, *over]


def _counts(session: Session) -> dict[tuple[UUID, str], int]:
    query = (
        sa.select(EventBooking.event_id, EventBooking.state, sa.func.count())
        .where(EventBooking.deleted.is_(False))
        .group_by(EventBooking.event_id, EventBooking.state)
    )
    return {(event, state): count for event, state, count in session.execute(query)}


def _line(row: MarketEvent, counts: dict[tuple[UUID, str], int]) -> EventLine:
    days = days_between(row.first_day, row.last_day)
    return EventLine(
        id=row.id,
        channel=Channel(row.channel),
        name=row.name,
        place=row.place,
        first_day=row.first_day,
        last_day=row.last_day,
        state=EventState(row.state),
        booths=sum(plan_of(row).counts(days)),
        taken=counts.get((row.id, BookingState.ASSIGNED), 0),
        waiting=counts.get((row.id, BookingState.WAITING), 0),
    )


def get(ws: Workspace, event_id: UUID) -> EventView:
    """One event; UserError `event.gone`."""
    with ws.db.read() as session:
        return view_of(ws, session, require(session, event_id))


def view_of(ws: Workspace, session: Session, row: MarketEvent) -> EventView:
    """An event's row as a frozen value."""
    known = regions.names(session, [row.region_code])
    return EventView(
        id=row.id,
        form=form_of(row),
        state=EventState(row.state),
        plan=plan_of(row),
        region_name=regions.short_city(known.get(row.region_code, row.region_code)),
        days=days_between(row.first_day, row.last_day),
        runs=ws.me.may(writers("market_event"), row.scope),
    )


def form_of(row: MarketEvent) -> EventForm:
    """What was agreed for an event."""
    rules = row.rules or {}
    return EventForm(
        channel=Channel(row.channel),
        name=row.name,
        place=row.place,
        region_code=row.region_code,
        first_day=row.first_day,
        last_day=row.last_day,
        basis=Basis(rules.get("basis", Basis.AREA)),
        whole=bool(rules.get("whole", False)),
        note=row.note or "",
    )


def plan_of(row: MarketEvent) -> FloorPlan:
    """The plan of an event; UserError `event.plan_unreadable`."""
    try:
        return read_plan(row.plan)
    except PlanError as error:
        raise UserError(
            "event.plan_unreadable",
            f"Denah {row.name} tidak dapat dibaca.",
            safe="Lapak yang sudah dibagikan tetap tersimpan.",
            todo="Minta petugas yang menyusunnya menyimpan denah itu lagi.",
        ) from error


def days_between(first: date, last: date) -> tuple[date, ...]:
    """Every day from the first to the last."""
    return tuple(first + timedelta(days=at) for at in range((last - first).days + 1))


def require(session: Session, event_id: UUID) -> MarketEvent:
    """An event that is there; UserError `event.gone`."""
    row = session.get(MarketEvent, event_id)
    if row is None or row.deleted:
        raise UserError(
            "event.gone",
            "Acara ini sudah tidak ada di laptop ini.",
            todo="Pilih acara lain dari daftar.",
        )
    return row


def require_runner(ws: Workspace, row: MarketEvent) -> None:
    """UserError `role.missing` for who does not run this event."""
    _require_role(ws, row.scope)


def _require_role(ws: Workspace, region: str) -> None:
    if ws.me.may(writers("market_event"), region):
        return
    raise UserError(
        "role.missing",
        "Acara dan lapaknya diatur oleh petugas program atau admin wilayah ini.",
        safe="Tidak ada yang diubah.",
        todo="Minta petugas program mengaturnya; kehadiran dan omzet tetap dapat Anda catat.",
    )


# -- changing ---------------------------------------------------------------------------


def create(
    ws: Workspace, form: EventForm, fridays: Sequence[date] = ()
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
            recorder.add(row)
            recorder.tell("market_event.planned", row, channel=row.channel)
            made.append(row.id)
        return tuple(made), recorder.done()


def update(ws: Workspace, event_id: UUID, form: EventForm) -> Change:
    """Change what was agreed; channel, region and days only as far as no place is given there.

    Raises UserError as `create`, and `event.in_use`.
    """
    _check(ws, form)
    with ws.change() as recorder:
        row = require(recorder.session, event_id)
        require_runner(ws, row)
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
        row = require(recorder.session, event_id)
        require_runner(ws, row)
        row.state = str(state)
        recorder.tell(f"market_event.{state}", row)
        return recorder.done()


def remove(ws: Workspace, event_id: UUID) -> Change:
    """Take an event without places out of the list; UserError `event.in_use`."""
    with ws.change() as recorder:
        row = require(recorder.session, event_id)
        require_runner(ws, row)
        if _places(recorder.session, row.id):
            raise _in_use("Acara ini sudah membagikan lapak, jadi tidak dapat dihapus.")
        row.deleted = True
        recorder.tell("market_event.removed", row)
        return recorder.done()


def save_plan(ws: Workspace, event_id: UUID, plan: FloorPlan) -> Change:
    """Keep the plan of the floor.

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
        row = require(recorder.session, event_id)
        require_runner(ws, row)
        _require_booths(recorder.session, row, plan)
        row.plan = plan.to_json()
        recorder.tell("market_event.plan_saved", row, booths=len(plan.stalls))
        return recorder.done()


def _fill(row: MarketEvent, form: EventForm) -> None:
    row.channel = str(form.channel)
    row.name, row.place = clean(form.name), clean(form.place)
    row.region_code = form.region_code
    row.first_day, row.last_day = form.first_day, form.last_day
    row.rules = {**(row.rules or {}), "basis": str(form.basis), "whole": form.whole}
    row.note = clean(form.note) or None


def _check(ws: Workspace, form: EventForm) -> None:
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


def _check_days(form: EventForm) -> None:
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


def _check_region(ws: Workspace, form: EventForm) -> None:
    outside = not any_covers(ws.me.regions, form.region_code)
    if outside or not is_region_code(form.region_code) or form.region_code.count(".") > 2:
        raise UserError(
            "event.outside",
            "Wilayah acara di luar wilayah tugas Anda.",
            safe="Isian lain tidak hilang.",
            todo="Pilih wilayah Anda, atau minta petugas wilayah itu membuatnya.",
        )
    _require_role(ws, form.region_code)


def _require_unused(session: Session, row: MarketEvent, form: EventForm) -> None:
    places = _places(session, row.id)
    if not places:
        return
    if (row.channel, row.region_code) != (str(form.channel), form.region_code):
        raise _in_use("Lapaknya sudah dibagikan, jadi kanal dan wilayahnya tidak dapat diganti.")
    kept = days_between(form.first_day, form.last_day)
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
            todo="Tukar atau batalkan dahulu tempatnya di tab Lapak & giliran.",
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


# -- choices ----------------------------------------------------------------------------


def region_choices(ws: Workspace) -> list[RegionChoice]:
    """Where this person may hold an event: their regions and what lies directly in them."""
    found: dict[str, RegionChoice] = {}
    for code in ws.me.regions:
        found[code] = RegionChoice(code, regions.region_name(ws, code))
        if code.count(".") < 2:
            found.update((c.code, c) for c in regions.children(ws, code))
    return list(found.values())


def names(session: Session, keys: Iterable[UUID]) -> dict[UUID, str]:
    """Names of events."""
    query = sa.select(MarketEvent.id, MarketEvent.name).where(MarketEvent.id.in_(set(keys)))
    return dict(session.execute(query).all())


def region_of(session: Session, code: str) -> str:
    """The name of a region, or its code."""
    name = session.scalar(sa.select(Region.name).where(Region.code == code).limit(1))
    return regions.short_city(name or code)
