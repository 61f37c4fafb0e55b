"""Acara: bazaars, malls, Friday markets and exhibitions, with the plan of their floor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.market.channels import Channel
from app.domain.market.floor import FloorPlan, PlanError, read_plan
from app.domain.market.terms import BookingState, EventState
from app.domain.market.turns import Basis
from app.domain.permissions import writers
from app.errors import UserError
from app.models.entities import Region
from app.models.local import Refusal
from app.models.market import EventBooking, MarketEvent
from app.services import regions
from app.services.regions import RegionChoice
from app.services.workspace import Workspace

CHANNELS = (Channel.BAZAAR, Channel.MALL, Channel.FRIDAY, Channel.EXHIBITION)
"""Channels that have events; e-order and Gebetan have orders and rounds."""


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
    lost = sa.select(Refusal.id).where(Refusal.entity == "event_booking")
    query = (
        sa.select(EventBooking.event_id, EventBooking.state, sa.func.count())
        .where(EventBooking.deleted.is_(False), EventBooking.id.not_in(lost))
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
    require_role(ws, row.scope)


def require_role(ws: Workspace, region: str) -> None:
    """UserError `role.missing` for who runs no event in a region."""
    if ws.me.may(writers("market_event"), region):
        return
    raise UserError(
        "role.missing",
        "Acara dan lapaknya diatur oleh petugas program atau admin wilayah ini.",
        safe="Tidak ada yang diubah.",
        todo="Minta petugas program mengaturnya; kehadiran dan omzet tetap dapat Anda catat.",
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
