"""A place out of turn: the rules of the channel hold all the same, and a reason is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.dates import long_date
from app.domain.market.channels import Channel
from app.domain.market.terms import BookingState
from app.domain.names import fold
from app.domain.regions import covers
from app.domain.terms import Category
from app.errors import UserError
from app.models.entities import Business, Product
from app.models.market import EventBooking, MarketEvent
from app.services import bookings, events, events_rows, standings
from app.services.changes import Change
from app.services.workspace import Workspace

_MOST_FOUND = 30


@dataclass(frozen=True, slots=True)
class Candidate:
    """A product that may be given a booth by hand."""

    business_id: UUID
    product_id: UUID
    business: str
    product: str
    category: Category
    blocked: str = ""
    """Why it may not; empty when it may."""


def candidates(ws: Workspace, event_id: UUID, day: date, text: str) -> tuple[Candidate, ...]:
    """Products found by name for giving a booth by hand, those that may not with the reason."""
    wanted = fold(text)
    with ws.db.read() as session:
        event = events.require(session, event_id)
        rows = session.execute(_named(wanted, event.region_code).limit(_MOST_FOUND)).all()
        found = standings.read(session, ws, [product.id for product, _ in rows], day)
        busy = events_rows.busy(session, [day])
        made = []
        for product, business in rows:
            reasons = found[product.id][Channel(event.channel)].reasons
            why = f"{reasons[0].what} {reasons[0].todo}" if reasons else ""
            if business.id in busy:
                why = f"Pada hari itu sudah mendapat lapak di {busy[business.id]}."
            made.append(
                Candidate(
                    business_id=business.id,
                    product_id=product.id,
                    business=business.name,
                    product=product.name,
                    category=Category(product.category),
                    blocked=why,
                )
            )
        return tuple(sorted(made, key=lambda c: (bool(c.blocked), c.business, c.product)))


def _named(wanted: str, region: str) -> sa.Select[Product, Business]:
    query = (
        sa.select(Product, Business)
        .join(Business, Business.id == Product.business_id)
        .where(
            Product.deleted.is_(False),
            Business.deleted.is_(False),
            sa.or_(Business.ward_code == region, Business.ward_code.startswith(f"{region}.")),
        )
        .order_by(Business.name_key, Product.name_key)
    )
    for word in wanted.split():
        named = Business.name_key.contains(word, autoescape=True)
        query = query.where(named | Product.name_key.contains(word, autoescape=True))
    return query


def book(
    ws: Workspace, event_id: UUID, day: date, booth: int, product_id: UUID, reason: str
) -> Change:
    """Give a free booth out of turn, with the reason that will be read by who asks why.

    Raises UserError `booking.no_reason`, `booking.booth_taken`, `booking.twice`,
    `booking.not_allowed`, `booking.not_fitting`.
    """
    why = bookings.require_reason(reason)
    with ws.change() as recorder:
        session = recorder.session
        event = events.require(session, event_id)
        events.require_runner(ws, event)
        product = session.get_one(Product, product_id)
        business = session.get_one(Business, product.business_id)
        bookings.require_free(ws, session, event, day, booth)
        _require_once(session, event, business, day)
        if blocked := bookings.blocked(ws, session, event, product_id, day):
            raise UserError(
                "booking.not_allowed",
                f"{business.name} belum boleh ikut {Channel(event.channel).term}: {blocked}",
                safe="Tidak ada yang diubah.",
                todo="Syarat kanal berlaku juga bagi tempat yang diberikan di luar giliran.",
            )
        row = _fresh(event, business, product_id, day, booth)
        bookings.require_fit(session, event, row, booth)
        _end_waiting(session, event, business.id)
        row.reason = f"Di luar giliran: {why}"
        recorder.add(row)
        recorder.tell("event_booking.by_hand", row, booth=booth)
        return recorder.done()


def _fresh(
    event: MarketEvent, business: Business, product_id: UUID, day: date, booth: int
) -> EventBooking:
    return EventBooking(
        event_id=event.id,
        business_id=business.id,
        product_id=product_id,
        day=day,
        booth=booth,
        state=str(BookingState.ASSIGNED),
        turn=None,
        turn_rule=None,
        draw_id=None,
        reason=None,
        scope=business.scope,
        guest_scope=None if business.scope == event.scope else event.scope,
    )


def _end_waiting(session: Session, event: MarketEvent, business_id: UUID) -> None:
    for row in events_rows.waiting(session, event.id):
        if row.business_id == business_id:
            row.deleted = True
    session.flush()


def _require_once(session: Session, event: MarketEvent, business: Business, day: date) -> None:
    name = events_rows.busy(session, [day]).get(business.id)
    if name is not None:
        raise UserError(
            "booking.twice",
            f"{business.name} sudah mendapat lapak di {name} pada {long_date(day)}.",
            safe="Tidak ada yang diubah.",
            todo="Satu usaha satu lapak sehari. Pilih usaha lain.",
        )
    if not covers(event.region_code, business.ward_code):
        raise UserError(
            "booking.not_allowed",
            f"{business.name} berada di luar wilayah acara ini.",
            safe="Tidak ada yang diubah.",
            todo="Pilih usaha dari wilayah acara.",
        )
