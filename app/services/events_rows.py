"""Bookings of an event as they stand here: whose, where, and what the centre says of each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.market.terms import BookingState
from app.domain.market.turns import TurnRule
from app.domain.terms import Category
from app.models.entities import Business, Product
from app.models.local import Refusal, SyncRow
from app.models.market import EventBooking, MarketEvent
from app.services import regions
from app.services.workspace import Workspace
from app.sync import outbox

RowT = TypeVar("RowT", Business, Product)

ABSENT = "Usaha di wilayah lain"
"""A business whose record this laptop does not hold."""


class Sent(Enum):
    """What the centre says of a booking; `USULAN` while it has not come there."""

    CONFIRMED = "confirmed"
    PROPOSED = "proposed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class BookingLine:
    """One business, one day: its booth or its place in the waiting list."""

    id: UUID
    business_id: UUID
    product_id: UUID | None
    day: date
    booth: int | None
    state: BookingState
    turn: int | None
    rule: TurnRule | None
    draw_id: UUID | None
    reason: str
    business: str
    product: str
    category: Category | None
    district: str
    ward: str
    rw: str
    women_led: bool
    up2k: bool
    sent: Sent
    refusal: str = ""

    @property
    def area(self) -> str:
        """`RW 03 Kuningan Timur, Setiabudi`."""
        ward = " ".join(part for part in (f"RW {self.rw}" if self.rw else "", self.ward) if part)
        return ", ".join(part for part in (ward, self.district) if part)

    @property
    def counts(self) -> bool:
        """Whether it holds its booth: one that the centre refused holds nothing."""
        return self.state is BookingState.ASSIGNED and self.sent is not Sent.REFUSED


def lines(ws: Workspace, session: Session, event_id: UUID) -> list[BookingLine]:
    """All bookings of an event, by day, booth and turn; those that ended too."""
    rows = session.scalars(
        sa.select(EventBooking).where(
            EventBooking.event_id == event_id, EventBooking.deleted.is_(False)
        )
    ).all()
    found = _read(ws, session, rows)
    found.sort(key=_order)
    return found


def of(ws: Workspace, session: Session, row: EventBooking) -> BookingLine:
    """One booking."""
    return _read(ws, session, [row])[0]


def _order(line: BookingLine) -> tuple[date, int, int, str, UUID]:
    last = 1_000_000
    return line.day, line.booth or last, line.turn or last, line.business, line.id


def _read(ws: Workspace, session: Session, rows: Sequence[EventBooking]) -> list[BookingLine]:
    businesses = _by_id(session, Business, {row.business_id for row in rows})
    products = _by_id(session, Product, {row.product_id for row in rows if row.product_id})
    places = regions.addresses(session, {b.ward_code for b in businesses.values()})
    refused = refusals(session, [row.id for row in rows])
    fresh = unknown_to_centre(ws, session, [row.id for row in rows])
    made = []
    for row in rows:
        business = businesses.get(row.business_id)
        product = products.get(row.product_id) if row.product_id else None
        address = places.get(business.ward_code) if business else None
        made.append(
            BookingLine(
                id=row.id,
                business_id=row.business_id,
                product_id=row.product_id,
                day=row.day,
                booth=row.booth,
                state=BookingState(row.state),
                turn=row.turn,
                rule=TurnRule(row.turn_rule) if row.turn_rule else None,
                draw_id=row.draw_id,
                reason=row.reason or "",
                business=business.name if business else ABSENT,
                product=product.name if product else "",
                category=Category(product.category) if product else None,
                district=address.district if address else "",
                ward=address.ward if address else "",
                rw=rw_of(business.rw) if business else "",
                women_led=bool(business and business.women_led),
                up2k=bool(business and business.up2k),
                sent=_sent(row.id, refused, fresh),
                refusal=refused.get(row.id, ""),
            )
        )
    return made


def _by_id(session: Session, cls: type[RowT], keys: Collection[UUID]) -> dict[UUID, RowT]:
    found: dict[UUID, RowT] = {}
    wanted = list(keys)
    for first in range(0, len(wanted), 500):
        query = sa.select(cls).where(cls.id.in_(wanted[first : first + 500]))
        found |= {row.id: row for row in session.scalars(query)}
    return found


def _sent(key: UUID, refused: Collection[UUID], fresh: Collection[UUID]) -> Sent:
    if key in refused:
        return Sent.REFUSED
    return Sent.PROPOSED if key in fresh else Sent.CONFIRMED


def rw_of(text: str | None) -> str:
    """`3` and `003` are one RW: `03`."""
    digits = (text or "").strip().lstrip("0")
    return digits.zfill(2) if digits else ""


def refusals(session: Session, keys: Iterable[UUID]) -> dict[UUID, str]:
    """Which of these bookings the centre refused, and its word for it; edited since is none."""
    query = (
        sa.select(Refusal.id, Refusal.code)
        .join(SyncRow, sa.and_(SyncRow.entity == Refusal.entity, SyncRow.id == Refusal.id))
        .where(Refusal.entity == "event_booking", SyncRow.state == outbox.REFUSED)
    )
    wanted = set(keys)
    return {key: code for key, code in session.execute(query) if key in wanted}


def any_refused(session: Session, event_id: UUID) -> bool:
    """Whether the centre refused a place of this event; asked often, so it reads little."""
    query = (
        sa.select(EventBooking.id)
        .join(Refusal, sa.and_(Refusal.id == EventBooking.id, Refusal.entity == "event_booking"))
        .where(EventBooking.event_id == event_id, EventBooking.deleted.is_(False))
    )
    return session.scalar(query.limit(1)) is not None


def unknown_to_centre(ws: Workspace, session: Session, keys: Iterable[UUID]) -> set[UUID]:
    """Which of these bookings the centre has never seen; none before there is one."""
    if not ws.me.enrolled:
        return set()
    query = sa.select(SyncRow.id).where(SyncRow.entity == "event_booking", SyncRow.bver == 0)
    return set(keys) & set(session.scalars(query))


def busy(session: Session, days: Collection[date], but: UUID | None = None) -> dict[UUID, str]:
    """Businesses that have a booth on one of these days, with the name of that event.

    The event `but` is left out. What the centre refused is no booth.
    """
    lost = sa.select(Refusal.id).where(Refusal.entity == "event_booking")
    query = (
        sa.select(EventBooking.business_id, MarketEvent.name)
        .join(MarketEvent, MarketEvent.id == EventBooking.event_id)
        .where(
            EventBooking.day.in_(list(days)),
            EventBooking.state == str(BookingState.ASSIGNED),
            EventBooking.deleted.is_(False),
            MarketEvent.deleted.is_(False),
            EventBooking.id.not_in(lost),
        )
        .order_by(MarketEvent.name.desc())
    )
    if but is not None:
        query = query.where(EventBooking.event_id != but)
    return dict(session.execute(query).all())


def waiting(session: Session, event_id: UUID) -> Sequence[EventBooking]:
    """The waiting list of an event in the order of its turns."""
    query = sa.select(EventBooking).where(
        EventBooking.event_id == event_id,
        EventBooking.state == str(BookingState.WAITING),
        EventBooking.deleted.is_(False),
    )
    rows = session.scalars(query).all()
    return sorted(rows, key=lambda row: (row.turn is None, row.turn or 0, row.id.bytes))
