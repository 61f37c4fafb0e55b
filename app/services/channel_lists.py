"""Kanal: who may enter a channel, who soon may not, who may not yet and why; counted and listed.

Lists and counts come from what is kept ready (`standing_count`); what is shown of a product is
read anew from its records. Products whose results this person must not see yet are left out.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.market.channels import Channel, Standing
from app.domain.terms import Category
from app.errors import UserError
from app.models.entities import Business, DecisionRecord, Product
from app.models.standing_rows import ALLOWED, StandingCombo, StandingProduct, StandingRow
from app.services import blindness, looking, scopes, standing_count, standing_keys, standings
from app.services.workspace import Workspace

SOON_DAYS = 30
PROVINCE = "31"


class Show(Enum):
    """Which products of a channel are listed."""

    ALLOWED = "allowed"
    SOON = "soon"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. `reason` is a key of `standing_keys`; '' for any."""

    channel: Channel = Channel.EORDER
    show: Show = Show.ALLOWED
    reason: str = ""
    region: str = PROVINCE
    text: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """Products of a channel; those that soon may not any more are among the allowed."""

    allowed: int = 0
    soon: int = 0
    not_yet: int = 0

    def of(self, show: Show) -> int:
        """The number of one kind."""
        return {Show.ALLOWED: self.allowed, Show.SOON: self.soon, Show.NOT_YET: self.not_yet}[show]


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """One reason, and how many products it bars; a product may be barred by several."""

    key: str
    words: str
    products: int


@dataclass(frozen=True, slots=True)
class ChannelView:
    """What the page shows beside the list; `waiting` businesses are still to be looked at.

    `numbers` are those of the products (`StandingProduct`): of a province's list of keys, making
    four hundred thousand UUIDs would take longer than finding them.
    """

    counts: dict[Channel, Counts]
    reasons: tuple[ReasonCount, ...]
    numbers: array[int]
    waiting: int


@dataclass(frozen=True, slots=True)
class StandingLine:
    """A product in the list, with its standing at the chosen channel."""

    n: int
    id: UUID
    name: str
    business: str
    category: Category
    thumb: str | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class ProductStandings:
    """One product at all channels; `decision_id` its last result that may be seen, if any.

    `hidden` where this person is about to score it: then nothing is told.
    """

    id: UUID
    name: str
    business_id: UUID
    business: str
    category: Category
    has_result: bool
    standings: tuple[Standing, ...]
    hidden: bool = False


def view(ws: Workspace, wanted: Wanted) -> ChannelView:
    """Counts of all channels, reasons and list of one."""
    waiting = standing_count.waiting(ws)
    with ws.db.read() as session:
        unseen = _unseen(ws, session)
        combos = dict(session.execute(sa.select(StandingCombo.id, StandingCombo.keys)).all())
        counts, barred = _counts(ws, session, wanted, unseen)
        reasons = _reasons(barred, combos)
        numbers = _numbers(ws, session, wanted, combos, unseen)
    return ChannelView(counts, reasons, numbers, waiting)


def _unseen(ws: Workspace, session: Session) -> frozenset[UUID]:
    return blindness.hidden(ws, session) | looking.unseen_results(ws, session)


def _here(region: str, unseen: frozenset[UUID]) -> list[sa.ColumnElement[bool]]:
    """Products of a region, without those that are not shown."""
    district = StandingProduct.district
    found = [sa.or_(district == region, district.startswith(f"{region}.", autoescape=True))]
    if region == PROVINCE:
        found = []
    if unseen:
        found.append(StandingProduct.product_id.not_in(unseen))
    return found


def _counts(
    ws: Workspace, session: Session, wanted: Wanted, unseen: frozenset[UUID]
) -> tuple[dict[Channel, Counts], dict[int, int]]:
    """Counts of every channel, and of the chosen one how many each set of reasons bars."""
    soon = sa.case((StandingRow.until <= _soon(ws), 1), else_=0)
    query = sa.select(
        StandingRow.channel, StandingRow.combo, sa.func.count(), sa.func.sum(soon)
    ).group_by(StandingRow.channel, StandingRow.combo)
    if where := _here(wanted.region, unseen):
        query = query.join(StandingProduct, StandingProduct.n == StandingRow.n).where(*where)
    found = dict.fromkeys(Channel, Counts())
    barred: dict[int, int] = {}
    for name, combo, n, ending in session.execute(query):
        channel = Channel(name)
        old = found[channel]
        if combo == ALLOWED:
            found[channel] = Counts(n, ending, old.not_yet)
        else:
            found[channel] = Counts(old.allowed, old.soon, old.not_yet + n)
            if channel is wanted.channel:
                barred[combo] = n
    return found, barred


def _soon(ws: Workspace) -> date:
    return ws.today() + timedelta(days=SOON_DAYS)


def _reasons(barred: dict[int, int], combos: dict[int, str]) -> tuple[ReasonCount, ...]:
    counted: Counter[str] = Counter()
    for combo, n in barred.items():
        for key in combos[combo].strip("|").split("|"):
            counted[key] += n
    found = [ReasonCount(key, standing_keys.words(key), n) for key, n in counted.items()]
    return tuple(sorted(found, key=lambda reason: (-reason.products, reason.words)))


def _numbers(
    ws: Workspace,
    session: Session,
    wanted: Wanted,
    combos: dict[int, str],
    unseen: frozenset[UUID],
) -> array[int]:
    query = (
        sa.select(StandingProduct.n)
        .join(StandingRow, StandingRow.n == StandingProduct.n)
        .where(StandingRow.channel == str(wanted.channel), *_here(wanted.region, unseen))
    )
    by_name = StandingProduct.name_key, StandingProduct.n
    if wanted.show is Show.NOT_YET:
        chosen = [n for n, keys in combos.items() if f"|{wanted.reason}|" in keys]
        barred = StandingRow.combo.in_(chosen) if wanted.reason else StandingRow.combo != ALLOWED
        query = query.where(barred).order_by(*by_name)
    elif wanted.show is Show.SOON:
        ending = StandingRow.combo == ALLOWED, StandingRow.until <= _soon(ws)
        query = query.where(*ending).order_by(StandingRow.until, *by_name)
    else:
        query = query.where(StandingRow.combo == ALLOWED).order_by(*by_name)
    if not wanted.text.strip():
        return array("q", session.scalars(query))
    from app.services import search

    named = search.keys(ws, wanted.text, "product")
    here = StandingProduct.product_id.in_(named)
    found = query.add_columns(StandingProduct.product_id).where(here)
    known = {key: n for n, key in session.execute(found)}
    return array("q", (known[key] for key in named if key in known))


def lines(ws: Workspace, channel: Channel, numbers: Sequence[int]) -> list[StandingLine]:
    """Some products of the list, in that order."""
    with ws.db.read() as session:
        known = _products(session, numbers)
        ids = list(known.values())
        found = standings.read(session, ws, ids, ws.today())
        thumbs = scopes.thumbs(session, ids)
        query = (
            sa.select(Product.id, Product.name, Product.category, Business.name)
            .outerjoin(Business, Business.id == Product.business_id)
            .where(Product.id.in_(ids))
        )
        places = {key: n for n, key in known.items()}
        rows = {
            places[key]: StandingLine(
                *(places[key], key, name, business or "", Category(category)),
                thumbs.get(key),
                found[key][channel],
            )
            for key, name, category, business in session.execute(query)
            if key in found
        }
    return [rows[n] for n in numbers if n in rows]


def _products(session: Session, numbers: Sequence[int]) -> dict[int, UUID]:
    query = sa.select(StandingProduct.n, StandingProduct.product_id)
    return dict(session.execute(query.where(StandingProduct.n.in_(numbers))).all())


def of_number(ws: Workspace, n: int) -> ProductStandings:
    """As `of_product`, by its number in a list."""
    with ws.db.read() as session:
        key = _products(session, [n]).get(n)
    return of_product(ws, key or UUID(int=0))


def of_product(ws: Workspace, product_id: UUID) -> ProductStandings:
    """One product at all channels; UserError `product.gone`, `product.blind`."""
    with ws.db.read() as session:
        row = session.get(Product, product_id)
        if row is None or row.deleted:
            raise UserError(
                "product.gone", "Produk ini tidak ada lagi di laptop ini.", todo="Cari lagi."
            )
        blindness.require_shown(ws, session, product_id)
        business = session.get(Business, row.business_id)
        hidden = product_id in looking.unseen_results(ws, session)
        found = standings.read(session, ws, [product_id], ws.today())[product_id]
        result = sa.select(DecisionRecord.id).where(DecisionRecord.product_id == product_id)
        has_result = session.scalar(result.limit(1)) is not None
        return ProductStandings(
            id=row.id,
            name=row.name,
            business_id=row.business_id,
            business=business.name if business else "",
            category=Category(row.category),
            has_result=has_result and not hidden,
            standings=() if hidden else tuple(found.values()),
            hidden=hidden,
        )
