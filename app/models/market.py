"""The shared tables of the market: channels, Gebetan UMKM, events, draws, coaching, aid.

They travel like all records of the field (`app.models.entities`). A row about a business lies in
the business's home district, as a guest in the region that runs the event or the round.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.models.synced import Synced


class ChannelRulesVersion(Synced):
    """Rules of entry of all channels, published by an admin of the province.

    `body` is the JSON that `app.domain.market.channels.read_channels` reads, `rev` its hash.
    The version with the latest `valid_from` that has begun counts; version 1 is the program's own.
    """

    __tablename__ = "channel_rules"

    version: Mapped[int]
    rev: Mapped[str]
    body: Mapped[dict[str, Any]]
    valid_from: Mapped[date]
    published_at: Mapped[datetime]


class OrderListing(Synced):
    """A product handed to e-order, with the row as it was exported: what changed since can be told.

    `facts` maps the columns of the mapping to their text, `fingerprint` is their hash.
    """

    __tablename__ = "order_listing"

    export_id: Mapped[UUID] = mapped_column(index=True)
    product_id: Mapped[UUID] = mapped_column(index=True)
    business_id: Mapped[UUID] = mapped_column(index=True)
    exported_at: Mapped[datetime]
    exported_by: Mapped[UUID]
    file_name: Mapped[str]
    mapping: Mapped[str]
    fingerprint: Mapped[str]
    facts: Mapped[dict[str, Any]]


class OrderLine(Synced):
    """A line of an imported transaction recap of e-order; rupiah.

    UUIDv5 of the transaction's number and its line, so that a recap that comes twice counts once.
    `business_id` is None while nobody knows whose it is.
    """

    __tablename__ = "order_line"

    transaction_no: Mapped[str]
    line_no: Mapped[int]
    ordered_on: Mapped[date] = mapped_column(index=True)
    agency: Mapped[str]
    business_id: Mapped[UUID | None] = mapped_column(index=True)
    business_name: Mapped[str]
    product_id: Mapped[UUID | None]
    product_name: Mapped[str]
    category: Mapped[str | None]
    amount: Mapped[int] = mapped_column(sa.BigInteger)
    source: Mapped[str]


class Spending(Synced):
    """What an agency spent in a month altogether, in rupiah; UUIDv5 of agency and month."""

    __tablename__ = "spending"

    agency: Mapped[str]
    month: Mapped[date] = mapped_column(index=True)
    amount: Mapped[int] = mapped_column(sa.BigInteger)
    source: Mapped[str]


class GebetanRound(Synced):
    """A monthly round. `month` is its first day, `clusters` a list of {code, name, amount}."""

    __tablename__ = "gebetan_round"

    month: Mapped[date] = mapped_column(index=True)
    name: Mapped[str]
    state: Mapped[str]
    clusters: Mapped[list[Any]]
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    delivers_on: Mapped[date | None]
    note: Mapped[str | None]


class GebetanOrder(Synced):
    """An office's order of `quantity` packages of one cluster, and the package composed for it.

    `items` is None until composed: a list of {pick, product, name, price, category, district}
    with one piece of each in every package; `told` what the optimiser said of it.
    """

    __tablename__ = "gebetan_order"

    round_id: Mapped[UUID] = mapped_column(index=True)
    office: Mapped[str]
    office_kind: Mapped[str]
    region_code: Mapped[str]
    cluster: Mapped[str]
    quantity: Mapped[int]
    items: Mapped[list[Any] | None]
    told: Mapped[dict[str, Any] | None]
    composed_at: Mapped[datetime | None]
    by_hand: Mapped[bool] = mapped_column(default=False)
    delivered_on: Mapped[date | None]
    received_by: Mapped[str | None]
    paid_on: Mapped[date | None]


class GebetanPick(Synced):
    """A business takes part in Gebetan UMKM, with one product: once ever.

    The centre takes one living row a business that is not withdrawn (a constraint there). On the
    laptop that made it, it is an *usulan* until the centre has it.
    """

    __tablename__ = "gebetan_pick"

    round_id: Mapped[UUID] = mapped_column(index=True)
    business_id: Mapped[UUID] = mapped_column(index=True)
    product_id: Mapped[UUID] = mapped_column(index=True)
    price: Mapped[int] = mapped_column(sa.BigInteger)
    stock: Mapped[int]
    state: Mapped[str]
    picked_on: Mapped[date]
    note: Mapped[str | None]


class ProductFeedback(Synced):
    """What an office or a buyer said of a product that reached them; goes back into coaching.

    `rating` 1 to 5; `criterion` the criterion of the rubric it is about, when it is about one.
    """

    __tablename__ = "product_feedback"

    round_id: Mapped[UUID | None] = mapped_column(index=True)
    event_id: Mapped[UUID | None] = mapped_column(index=True)
    order_id: Mapped[UUID | None]
    business_id: Mapped[UUID] = mapped_column(index=True)
    product_id: Mapped[UUID] = mapped_column(index=True)
    office: Mapped[str]
    rating: Mapped[int]
    criterion: Mapped[str | None]
    words: Mapped[str | None]
    told_on: Mapped[date]


class MarketEvent(Synced):
    """A bazaar, a mall, a Friday market, an exhibition: place, days, booths and their plan.

    `plan` is {"width", "height" (metres), "booths": [{no, x, y, w, h, categories, days}]};
    `rules` what was agreed for its turns (`app.domain.market.turns`): {"basis", "places": ...}.
    """

    __tablename__ = "market_event"

    channel: Mapped[str]
    name: Mapped[str]
    place: Mapped[str]
    region_code: Mapped[str]
    first_day: Mapped[date] = mapped_column(index=True)
    last_day: Mapped[date]
    state: Mapped[str]
    plan: Mapped[dict[str, Any]]
    rules: Mapped[dict[str, Any] | None]
    note: Mapped[str | None]


class EventBooking(Synced):
    """One business, one event, one day: a booth, or a place in the waiting list.

    `turn` is its number in the order that gave it, `turn_rule` why it came before the next
    (`TurnRule`). A swap ends both rows and adds two. The centre takes one living assigned row a
    booth and day, and one that holds a business's place a day (constraints there).
    """

    __tablename__ = "event_booking"

    event_id: Mapped[UUID] = mapped_column(index=True)
    business_id: Mapped[UUID] = mapped_column(index=True)
    product_id: Mapped[UUID | None]
    day: Mapped[date]
    booth: Mapped[int | None]
    state: Mapped[str]
    turn: Mapped[int | None]
    turn_rule: Mapped[str | None]
    draw_id: Mapped[UUID | None]
    reason: Mapped[str | None]


class EventVisit(Synced):
    """A business was there: its booth card was scanned, or somebody ticked it off."""

    __tablename__ = "event_visit"

    event_id: Mapped[UUID] = mapped_column(index=True)
    booking_id: Mapped[UUID] = mapped_column(index=True)
    business_id: Mapped[UUID] = mapped_column(index=True)
    day: Mapped[date]
    came_at: Mapped[datetime]
    scanned: Mapped[bool]


class EventTaking(Synced):
    """What a business took on a day, in rupiah, and who told it; corrected by a later row."""

    __tablename__ = "event_taking"

    event_id: Mapped[UUID] = mapped_column(index=True)
    business_id: Mapped[UUID] = mapped_column(index=True)
    day: Mapped[date]
    amount: Mapped[int] = mapped_column(sa.BigInteger)
    told_by: Mapped[str]
    supersedes: Mapped[UUID | None]


class DrawRecord(Synced):
    """A draw's announcement, or its result: two rows of one `draw_id`, never changed.

    `body` of the first is the announcement (`app.domain.market.draw`), of the second
    {"numbers": [...], "order": [keys]}; `fingerprint` is the announcement's in both.
    """

    __tablename__ = "draw_record"

    draw_id: Mapped[UUID] = mapped_column(index=True)
    part: Mapped[str]
    event_id: Mapped[UUID | None] = mapped_column(index=True)
    round_id: Mapped[UUID | None]
    title: Mapped[str]
    fingerprint: Mapped[str]
    body: Mapped[dict[str, Any]]
    told_at: Mapped[datetime]


class Training(Synced):
    """Pembinaan: a training by a partner, and the criteria of the rubrics it aims at."""

    __tablename__ = "training"

    partner: Mapped[str]
    topic: Mapped[str]
    criteria: Mapped[list[str]]
    place: Mapped[str]
    region_code: Mapped[str]
    held_on: Mapped[date] = mapped_column(index=True)
    seats: Mapped[int | None]
    note: Mapped[str | None]


class TrainingPlace(Synced):
    """One business at one training; UUIDv5 of both."""

    __tablename__ = "training_place"

    training_id: Mapped[UUID] = mapped_column(index=True)
    business_id: Mapped[UUID] = mapped_column(index=True)
    state: Mapped[str]
    reason: Mapped[str | None]
    note: Mapped[str | None]


class Aid(Synced):
    """Aid a business received (BPUM and other), as imported: dated, shown, never a gate; rupiah.

    UUIDv5 of business, programme and year.
    """

    __tablename__ = "aid"

    business_id: Mapped[UUID] = mapped_column(index=True)
    programme: Mapped[str]
    year: Mapped[int]
    received_on: Mapped[date | None]
    amount: Mapped[int] = mapped_column(sa.BigInteger)
    source: Mapped[str]


MARKET: tuple[type[Synced], ...] = (
    OrderListing,
    OrderLine,
    Spending,
    GebetanRound,
    GebetanPick,
    GebetanOrder,
    MarketEvent,
    DrawRecord,
    EventBooking,
    EventVisit,
    EventTaking,
    ProductFeedback,
    Training,
    TrainingPlace,
    Aid,
)
"""Records of the market, in the order in which they are pushed."""

MARKET_APPEND_ONLY: frozenset[str] = frozenset(
    {"order_listing", "draw_record", "event_visit", "event_taking", "product_feedback"}
)
"""Of those, the ones a laptop may add but never change."""
