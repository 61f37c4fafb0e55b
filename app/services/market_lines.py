"""What the market and others did for a business, as lines of its products' stories.

Made from the records themselves: a booth, a training, a place at e-order, aid with its day. Aid is
told and nothing hangs on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import JAKARTA
from app.domain.market.terms import BookingState, TrainingState
from app.models.entities import Synced
from app.models.market import (
    Aid,
    EventBooking,
    MarketEvent,
    OrderListing,
    Training,
    TrainingPlace,
)


@dataclass(frozen=True, slots=True)
class MarketLine:
    """One thing: when, of which record, what (`verb` and `details`), why, and who noted it."""

    at: datetime
    row: Synced
    verb: str
    why: str = ""
    details: dict[str, Any] = field(default_factory=dict)


def of(session: Session, product_id: UUID, business_id: UUID) -> list[MarketLine]:
    """The lines of a product and its business, in no order."""
    return [
        *_listings(session, product_id),
        *_booths(session, business_id),
        *_trainings(session, business_id),
        *_aid(session, business_id),
    ]


def _listings(session: Session, product_id: UUID) -> Iterator[MarketLine]:
    query = sa.select(OrderListing).where(
        OrderListing.product_id == product_id, OrderListing.deleted.is_(False)
    )
    for row in session.scalars(query):
        yield MarketLine(row.exported_at, row, "order.listed", details={"file": row.file_name})


def _booths(session: Session, business_id: UUID) -> Iterator[MarketLine]:
    told = (BookingState.ASSIGNED, BookingState.NO_SHOW, BookingState.GIVEN_UP)
    query = (
        sa.select(EventBooking, MarketEvent.name)
        .join(MarketEvent, MarketEvent.id == EventBooking.event_id)
        .where(
            EventBooking.business_id == business_id,
            EventBooking.deleted.is_(False),
            EventBooking.state.in_([str(state) for state in told]),
        )
    )
    for row, name in session.execute(query):
        details = {"event": name, "booth": row.booth or "", "day": row.day}
        yield MarketLine(
            row.created_at, row, f"booth.{row.state}", row.reason or "", details=details
        )


def _trainings(session: Session, business_id: UUID) -> Iterator[MarketLine]:
    query = (
        sa.select(TrainingPlace, Training)
        .join(Training, Training.id == TrainingPlace.training_id)
        .where(
            TrainingPlace.business_id == business_id,
            TrainingPlace.deleted.is_(False),
            Training.deleted.is_(False),
        )
    )
    for place, training in session.execute(query):
        offered = place.state == TrainingState.OFFERED
        at = place.created_at if offered else _noon(training.held_on)
        details = {"topic": training.topic, "partner": training.partner, "day": training.held_on}
        yield MarketLine(at, place, f"place.{place.state}", place.reason or "", details=details)


def _aid(session: Session, business_id: UUID) -> Iterator[MarketLine]:
    query = sa.select(Aid).where(Aid.business_id == business_id, Aid.deleted.is_(False))
    for row in session.scalars(query):
        day = row.received_on or date(row.year, 12, 31)
        details = {"programme": row.programme, "year": row.year, "amount": row.amount}
        yield MarketLine(_noon(day), row, "aid.received", details=details)


def _noon(day: date) -> datetime:
    """A moment that is that day wherever one reads it."""
    return datetime.combine(day, time(12), JAKARTA)
