"""Packages of Gebetan UMKM: what one may hold, and what is wrong with one that holds it not.

A package of a cluster is worth at most its amount, has no category twice, no kecamatan twice, no
business twice; no product is promised more often than its business can make it. The rules are
checked here whoever composed the packages, the optimiser or a person by hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.domain.terms import Category, Term


@dataclass(frozen=True, slots=True)
class Cluster:
    """Who pays how much: e.g. "staf", Rp100.000 (programmes: 000, 003)."""

    code: str
    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class Goods:
    """A product on offer in a round. `price` in rupiah for one, `stock` pieces for the round,
    `waiting_days` since the business could first take part."""

    key: UUID
    business: UUID
    name: str
    category: Category
    district: str
    price: int
    stock: int
    waiting_days: int


@dataclass(frozen=True, slots=True)
class Order:
    """An office orders `quantity` packages of a cluster; all of one order are alike."""

    key: UUID
    office: str
    cluster: str
    quantity: int


class Fault(Term):
    """What is wrong with a package."""

    EMPTY = "empty", "Paket masih kosong"
    UNKNOWN = "unknown", "Produk tidak ditawarkan pada putaran ini"
    AMOUNT = "amount", "Melebihi nilai paket"
    CATEGORY = "category", "Kategori ganda"
    DISTRICT = "district", "Kecamatan ganda"
    BUSINESS = "business", "Usaha ganda"
    STOCK = "stock", "Stok tidak cukup"


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault of the package of one order; `goods` says of what, None of the package."""

    order: UUID
    fault: Fault
    goods: UUID | None


Filling = Mapping[UUID, Sequence[UUID]]
"""What the packages of each order hold: keys of goods by key of order."""


def faults(
    clusters: Mapping[str, Cluster],
    offered: Mapping[UUID, Goods],
    orders: Iterable[Order],
    filling: Filling,
) -> tuple[Finding, ...]:
    """Everything that is wrong, in the order of the orders; none: it may be confirmed."""
    promised: Counter[UUID] = Counter()
    found: list[Finding] = []
    for order in orders:
        held = filling.get(order.key, ())
        found += _of_one(clusters[order.cluster].amount, offered, order, held)
        for key in held:
            promised[key] += order.quantity
            if key in offered and promised[key] > offered[key].stock:
                found.append(Finding(order.key, Fault.STOCK, key))
    return tuple(found)


def _of_one(
    amount: int, offered: Mapping[UUID, Goods], order: Order, held: Sequence[UUID]
) -> Iterator[Finding]:
    if not held:
        yield Finding(order.key, Fault.EMPTY, None)
    inside: list[Goods] = []
    for key in held:
        goods = offered.get(key)
        if goods is None:
            yield Finding(order.key, Fault.UNKNOWN, key)
            continue
        for fault in doubled(inside, goods):
            yield Finding(order.key, fault, key)
        inside.append(goods)
    if sum(g.price for g in inside) > amount:
        yield Finding(order.key, Fault.AMOUNT, None)


def doubled(inside: Iterable[Goods], more: Goods) -> Iterator[Fault]:
    """What `more` would have in common with what is in the package already."""
    held = list(inside)
    if any(g.business == more.business for g in held):
        yield Fault.BUSINESS
    if any(g.category is more.category for g in held):
        yield Fault.CATEGORY
    if any(g.district == more.district for g in held):
        yield Fault.DISTRICT


def why_not(
    amount: int, inside: Sequence[Goods], more: Goods, quantity: int, left: int
) -> tuple[Fault, ...]:
    """Why `more` is not in a package as well; nothing: it would fit.

    `left` is how many pieces of it nobody has been promised.
    """
    found = list(doubled(inside, more))
    if sum(g.price for g in inside) + more.price > amount:
        found.append(Fault.AMOUNT)
    if left < quantity:
        found.append(Fault.STOCK)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Supply:
    """How long the businesses that never took part will last."""

    left: int
    this_round: int

    @property
    def rounds(self) -> int | None:
        """Whole rounds like this one that can follow; None when this one takes nobody."""
        return self.left // self.this_round if self.this_round else None


def supply(never: Iterable[UUID], chosen: Iterable[UUID]) -> Supply:
    """Of the businesses that never took part: how many remain after this round."""
    taken = set(chosen)
    return Supply(len(set(never) - taken), len(taken))
