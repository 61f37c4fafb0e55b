"""Who may take part in an event and since when each waits: the candidates of its turns."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import JAKARTA
from app.domain.market.channels import Channel, Reason
from app.domain.market.terms import BookingState
from app.domain.market.turns import Area, Waiting
from app.domain.terms import Category, Outcome
from app.models.entities import Business, DecisionRecord, Product
from app.models.local import Refusal
from app.models.market import EventBooking, MarketEvent
from app.services import events, events_rows, standings
from app.services.events_rows import rw_of
from app.services.workspace import Workspace

_HAD = (str(BookingState.ASSIGNED), str(BookingState.NO_SHOW))
"""A turn is had also by who did not come."""

_GOOD = (str(Outcome.PASSED), str(Outcome.CONDITIONAL))
NO_RW = "–"
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Who:
    """A business that may take part, as a proposal tells of it."""

    waiting: Waiting
    business: str
    product_id: UUID
    product: str
    scope: str
    women_led: bool
    up2k: bool

    @property
    def key(self) -> UUID:
        """The business."""
        return self.waiting.key


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A curated business that may not take part, and every reason with what would help."""

    business_id: UUID
    business: str
    product: str
    reasons: tuple[Reason, ...] = ()
    busy_at: str = ""
    """The other event at which it has a booth on these days."""


@dataclass(frozen=True, slots=True)
class Field:
    """Everybody an allocation is about."""

    people: tuple[Who, ...]
    left_out: tuple[LeftOut, ...]
    had: Mapping[Area, int] = field(default_factory=dict)
    """This year's turns at this channel, of every area and what lies in it."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """One curated product of one business."""

    product_id: UUID
    product: str
    category: Category
    business: Business


def gather(
    ws: Workspace,
    session: Session,
    event: MarketEvent,
    days: Sequence[date],
    drawn: Mapping[UUID, int] | None = None,
) -> Field:
    """Candidates of an event on these days, those left out, and the turns had; `drawn` the place
    of each in a draw, where one decides between equals.

    Who has a booth at this event on one of the days is neither: it is served.
    """
    form = events.form_of(event)
    served = _holders(session, event.id, days)
    asked = [a for a in _curated(session, event.region_code) if a.business.id not in served]
    allowed, reasons = _standings(ws, session, form.channel, asked, days)
    if form.whole:
        allowed = {key: held for key, held in allowed.items() if len(held) == len(days)}
    elsewhere = events_rows.busy(session, days, event.id)
    best = _one_each(asked, allowed, elsewhere)
    had = _had(session, form.channel, days[0].year)
    people = _people(session, form.channel, best, allowed, had, drawn or {})
    return Field(people, _left_out(asked, best, reasons, elsewhere), _by_area(session, had))


def _curated(session: Session, region: str) -> list[_Asked]:
    """Products of active businesses in a region with a decision that may be good enough.

    Nobody enters a market without one, and rules look at the rest: so the many that were never
    curated need not be looked at.
    """
    decided = (
        sa.select(DecisionRecord.product_id)
        .where(DecisionRecord.deleted.is_(False), DecisionRecord.outcome.in_(_GOOD))
        .distinct()
    )
    query = (
        sa.select(Product, Business)
        .join(Business, Business.id == Product.business_id)
        .where(
            Product.deleted.is_(False),
            Business.deleted.is_(False),
            Product.id.in_(decided),
            sa.or_(Business.ward_code == region, Business.ward_code.startswith(f"{region}.")),
        )
        .order_by(Product.id)
    )
    return [
        _Asked(product.id, product.name, Category(product.category), business)
        for product, business in session.execute(query)
    ]


def _standings(
    ws: Workspace,
    session: Session,
    channel: Channel,
    asked: Sequence[_Asked],
    days: Sequence[date],
) -> tuple[dict[UUID, frozenset[date]], dict[UUID, tuple[Reason, ...]]]:
    """By product: the days on which it may enter, and why not on the first on which it may not."""
    allowed: dict[UUID, set[date]] = defaultdict(set)
    reasons: dict[UUID, tuple[Reason, ...]] = {}
    unsure = [a.product_id for a in asked]
    for day in days:
        open_ended = []
        for key, found in standings.read(session, ws, unsure, day).items():
            here = found[channel]
            if not here.allowed:
                reasons.setdefault(key, here.reasons)
                open_ended.append(key)
                continue
            lasts = [d for d in days if d >= day and (here.until is None or d <= here.until)]
            allowed[key].update(lasts)
            if lasts[-1] != days[-1]:
                open_ended.append(key)
        # Who may enter on all days that follow need not be asked again for each of them.
        unsure = open_ended
    return {key: frozenset(held) for key, held in allowed.items()}, reasons


def _one_each(
    asked: Sequence[_Asked], allowed: Mapping[UUID, frozenset[date]], busy: Collection[UUID]
) -> dict[UUID, _Asked]:
    """The product with which each business takes part: the one that may come on most days."""
    best: dict[UUID, _Asked] = {}
    for one in asked:
        key = one.business.id
        if key in busy or not allowed.get(one.product_id):
            continue
        known = best.get(key)
        if known is None or len(allowed[one.product_id]) > len(allowed[known.product_id]):
            best[key] = one
    return best


def _left_out(
    asked: Sequence[_Asked],
    best: Mapping[UUID, _Asked],
    reasons: Mapping[UUID, tuple[Reason, ...]],
    busy: Mapping[UUID, str],
) -> tuple[LeftOut, ...]:
    found: dict[UUID, LeftOut] = {}
    for one in asked:
        key = one.business.id
        if key in best or key in found:
            continue
        why = reasons.get(one.product_id, ())
        found[key] = LeftOut(key, one.business.name, one.product, why, busy.get(key, ""))
    return tuple(sorted(found.values(), key=lambda left: (left.business, left.business_id)))


def _people(
    session: Session,
    channel: Channel,
    best: Mapping[UUID, _Asked],
    allowed: Mapping[UUID, frozenset[date]],
    had: Mapping[UUID, int],
    drawn: Mapping[UUID, int],
) -> tuple[Who, ...]:
    since = waiting_since(session, channel, [one.business for one in best.values()])
    registered = sorted(best, key=lambda key: (best[key].business.created_at, key.bytes))
    rank = {key: len(drawn) + at for at, key in enumerate(registered, 1)}
    return tuple(
        Who(
            waiting=Waiting(
                key=key,
                area=area_of(one.business.ward_code, one.business.rw),
                times=had.get(key, 0),
                since=since[key],
                number=drawn.get(key, rank[key]),
                category=one.category,
                days=allowed[one.product_id],
            ),
            business=one.business.name,
            product_id=one.product_id,
            product=one.product,
            scope=one.business.scope,
            women_led=one.business.women_led,
            up2k=one.business.up2k,
        )
        for key, one in sorted(best.items(), key=lambda item: item[0].bytes)
    )


def area_of(ward: str, rw: str | None) -> Area:
    """Kecamatan, kelurahan, RW."""
    return ward[:8], ward, rw_of(rw) or NO_RW


def _holders(session: Session, event_id: UUID, days: Collection[date]) -> set[UUID]:
    lost = sa.select(Refusal.id).where(Refusal.entity == "event_booking")
    query = sa.select(EventBooking.business_id).where(
        EventBooking.event_id == event_id,
        EventBooking.state == str(BookingState.ASSIGNED),
        EventBooking.deleted.is_(False),
        EventBooking.id.not_in(lost),
    )
    return set(session.scalars(query.where(EventBooking.day.in_(list(days)))))


def _had(session: Session, channel: Channel, year: int) -> dict[UUID, int]:
    """Turns each business had this year at a channel; all days of one event are one turn."""
    query = _turns(channel).where(
        EventBooking.day >= date(year, 1, 1), EventBooking.day <= date(year, 12, 31)
    )
    return Counter(business for business, _ in session.execute(query.distinct()))


def _turns(channel: Channel) -> sa.Select[UUID, UUID]:
    lost = sa.select(Refusal.id).where(Refusal.entity == "event_booking")
    return (
        sa.select(EventBooking.business_id, EventBooking.event_id)
        .join(MarketEvent, MarketEvent.id == EventBooking.event_id)
        .where(
            MarketEvent.channel == str(channel),
            MarketEvent.deleted.is_(False),
            EventBooking.deleted.is_(False),
            EventBooking.state.in_(_HAD),
            EventBooking.id.not_in(lost),
        )
    )


def _by_area(session: Session, had: Mapping[UUID, int]) -> dict[Area, int]:
    found: Counter[Area] = Counter()
    for key, ward, rw in _homes(session, had):
        area = area_of(ward, rw)
        for depth in range(1, len(area) + 1):
            found[area[:depth]] += had[key]
    return dict(found)


def _homes(session: Session, keys: Iterable[UUID]) -> Iterable[tuple[UUID, str, str | None]]:
    wanted = list(keys)
    for first in range(0, len(wanted), _AT_ONCE):
        some = wanted[first : first + _AT_ONCE]
        query = sa.select(Business.id, Business.ward_code, Business.rw).where(Business.id.in_(some))
        yield from session.execute(query)


def waiting_since(
    session: Session, channel: Channel, businesses: Sequence[Business]
) -> dict[UUID, date]:
    """Since when each waits for a place at a channel: its last turn there, else the day it was
    first curated well enough for any market, else the day it was registered.
    """
    last = dict(
        session.execute(
            _turns(channel)
            .with_only_columns(EventBooking.business_id, sa.func.max(EventBooking.day))
            .group_by(EventBooking.business_id)
        ).all()
    )
    curated = dict(
        session.execute(
            sa.select(DecisionRecord.business_id, sa.func.min(DecisionRecord.decided_at))
            .where(DecisionRecord.deleted.is_(False), DecisionRecord.outcome.in_(_GOOD))
            .group_by(DecisionRecord.business_id)
        ).all()
    )
    found = {}
    for business in businesses:
        begun = curated.get(business.id, business.created_at)
        found[business.id] = last.get(business.id) or begun.astimezone(JAKARTA).date()
    return found
