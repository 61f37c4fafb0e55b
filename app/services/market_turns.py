"""Turns at the market, counted by the database: one row a business."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from app.clock import JAKARTA
from app.domain.market.channels import Channel
from app.domain.market.terms import BookingState, PickState
from app.domain.regions import TRAINING
from app.domain.terms import BusinessStatus, Outcome
from app.models.entities import Business, DecisionRecord
from app.models.local import Identity, Refusal
from app.models.market import EventBooking, GebetanPick, MarketEvent, OrderListing

_PLACES = (str(BookingState.ASSIGNED), str(BookingState.NO_SHOW))
"""Who did not come had a turn all the same."""

_LETS_IN = (str(Outcome.PASSED), str(Outcome.CONDITIONAL))


@dataclass(frozen=True, slots=True)
class Turns:
    """A business: where it is, whether it could have a turn, how many it had, its wait."""

    id: UUID
    ward: str
    rw: str
    women_led: bool
    up2k: bool
    eligible: bool
    turns: int
    since: date


def of_year(session: Session, year: int, region: str, channel: Channel | None) -> list[Turns]:
    """Every business of a region that could have had a turn in a year, or had one."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    turns = _turns(first, last, channel)
    query, good = _businesses(session, turns, _ever(last, channel))
    query = query.where(sa.or_(good.c.since.is_not(None), turns.c.turns > 0))
    inside = sa.or_(Business.ward_code == region, Business.ward_code.startswith(f"{region}."))
    return [_row(row) for row in session.execute(query.where(inside))]


def of_result(
    session: Session, placed: Collection[UUID], eligible: Collection[UUID], day: date
) -> list[Turns]:
    """Those who could have a place, with one turn each for who gets it."""
    query, _ = _businesses(session, None, _ever(day, None))
    keys = list({*placed, *eligible})
    found = session.execute(query.where(Business.id.in_(keys)))
    return [
        Turns(
            *(one.id, one.ward, one.rw, one.women_led, one.up2k),
            eligible=one.id in eligible,
            turns=int(one.id in placed),
            since=one.since,
        )
        for one in map(_row, found)
    ]


def years(session: Session) -> set[int]:
    """The years in which somebody had a turn."""
    found: set[int] = set()
    for day in (EventBooking.day, GebetanPick.picked_on, OrderListing.exported_at):
        year = sa.func.strftime("%Y", day)
        found |= {int(text) for text in session.scalars(sa.select(year).distinct()) if text}
    return found


def _businesses(
    session: Session, turns: sa.Subquery | None, ever: sa.Subquery
) -> tuple[sa.Select[Any], sa.Subquery]:
    """Living businesses with their turns, and the decisions that let them in."""
    good = _good(training=session.scalar(sa.select(Identity.enrolled_at)) is None)
    had: sa.ColumnElement[Any] = sa.literal(0) if turns is None else turns.c.turns
    query = sa.select(
        *(Business.id, Business.ward_code, Business.rw, Business.women_led, Business.up2k),
        sa.func.coalesce(had, 0).label("turns"),
        (Business.status != str(BusinessStatus.CLOSED)).label("active"),
        *(good.c.since, ever.c.last, Business.created_at),
    ).where(Business.deleted.is_(False))
    query = query.outerjoin(good, good.c.business_id == Business.id)
    query = query.outerjoin(ever, ever.c.business_id == Business.id)
    if turns is not None:
        query = query.outerjoin(turns, turns.c.business_id == Business.id)
    return query, good


def _row(row: Any) -> Turns:
    begun = _day(row.since or row.created_at)
    since = max(begun, date.fromisoformat(row.last)) if row.last else begun
    eligible = row.since is not None and bool(row.active)
    ward, rw = row.ward_code or "", (row.rw or "").strip().lstrip("0")
    return Turns(row.id, ward, rw, bool(row.women_led), bool(row.up2k), eligible, row.turns, since)


def _day(moment: datetime) -> date:
    return moment.astimezone(JAKARTA).date()


def _good(*, training: bool) -> sa.Subquery:
    """Businesses with a decision that stands and lets a product in, since the first of them."""
    later = aliased(DecisionRecord)
    # A list that is made once: no index leads from a decision to the one that took its place.
    fallen = sa.select(later.supersedes).where(
        later.supersedes.is_not(None), later.deleted.is_(False)
    )
    kind = DecisionRecord.scope == TRAINING
    return (
        sa.select(
            DecisionRecord.business_id,
            sa.func.min(DecisionRecord.decided_at, type_=DecisionRecord.decided_at.type).label(
                "since"
            ),
        )
        .where(
            DecisionRecord.deleted.is_(False),
            DecisionRecord.outcome.in_(_LETS_IN),
            kind if training else ~kind,
            DecisionRecord.id.not_in(fallen),
        )
        .group_by(DecisionRecord.business_id)
        .subquery()
    )


def _turns(first: date, last: date, channel: Channel | None) -> sa.Subquery:
    """How many turns each business had between two days."""
    parts = [
        part.with_only_columns(part.selected_columns.business_id, sa.literal(1).label("turn"))
        for part in _distinct(first, last, channel)
    ]
    every = sa.union_all(*parts).subquery()
    return (
        sa.select(every.c.business_id, sa.func.count().label("turns"))
        .group_by(every.c.business_id)
        .subquery()
    )


def _distinct(first: date, last: date, channel: Channel | None) -> list[sa.Select[Any]]:
    """One row for each turn: a business at an event, in a round, on the list of e-order."""
    found: list[sa.Select[Any]] = []
    if channel is None or channel not in (Channel.GEBETAN, Channel.EORDER):
        found.append(
            _bookings(channel)
            .where(EventBooking.day.between(first, last))
            .group_by(EventBooking.business_id, EventBooking.event_id)
        )
    if channel in (None, Channel.GEBETAN):
        found.append(_picks().where(GebetanPick.picked_on.between(first, last)))
    if channel in (None, Channel.EORDER):
        begin, end = (
            datetime.combine(d, t, JAKARTA) for d, t in ((first, time.min), (last, time.max))
        )
        found.append(
            _listings()
            .where(OrderListing.exported_at.between(begin, end))
            .group_by(OrderListing.business_id)
        )
    return found


def _ever(until: date, channel: Channel | None) -> sa.Subquery:
    """The day of each business's last turn up to a day, as text."""
    parts: list[sa.Select[Any]] = []
    if channel is None or channel not in (Channel.GEBETAN, Channel.EORDER):
        bookings = _bookings(channel).where(EventBooking.day <= until)
        parts.append(_last(bookings, EventBooking.business_id, EventBooking.day))
    if channel in (None, Channel.GEBETAN):
        picks = _picks().where(GebetanPick.picked_on <= until)
        parts.append(_last(picks, GebetanPick.business_id, GebetanPick.picked_on))
    if channel in (None, Channel.EORDER):
        end = datetime.combine(until, time.max, JAKARTA)
        listings = _listings().where(OrderListing.exported_at <= end)
        parts.append(_last(listings, OrderListing.business_id, OrderListing.exported_at))
    every = sa.union_all(*parts).subquery()
    return (
        sa.select(every.c.business_id, sa.func.max(every.c.last).label("last"))
        .group_by(every.c.business_id)
        .subquery()
    )


def _last(query: sa.Select[Any], business: Any, day: Any) -> sa.Select[Any]:
    return query.with_only_columns(
        business.label("business_id"),
        sa.func.strftime("%Y-%m-%d", sa.func.max(day), type_=sa.Text()).label("last"),
    ).group_by(business)


def _bookings(channel: Channel | None) -> sa.Select[Any]:
    query = (
        sa.select(EventBooking.business_id.label("business_id"))
        .join(MarketEvent, MarketEvent.id == EventBooking.event_id)
        .where(
            EventBooking.deleted.is_(False),
            EventBooking.state.in_(_PLACES),
            MarketEvent.deleted.is_(False),
            EventBooking.id.not_in(_refused("event_booking")),
        )
    )
    return query if channel is None else query.where(MarketEvent.channel == str(channel))


def _picks() -> sa.Select[Any]:
    return sa.select(GebetanPick.business_id.label("business_id")).where(
        GebetanPick.deleted.is_(False),
        GebetanPick.state != str(PickState.WITHDRAWN),
        GebetanPick.id.not_in(_refused("gebetan_pick")),
    )


def _listings() -> sa.Select[Any]:
    return sa.select(OrderListing.business_id.label("business_id")).where(
        OrderListing.deleted.is_(False)
    )


def _refused(entity: str) -> sa.Select[UUID]:
    return sa.select(Refusal.id).where(Refusal.entity == entity)
