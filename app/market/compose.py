"""Composing the packages of a round: as full as can be, longest waiting first, and how good it is.

First a linear programme (HiGHS) over how many packages hold which product: it says what scarce
goods are worth to the round, and gives a bound that no composition can pass, so that the gap is
known and told. Then the real thing: each order gets one package, largest orders first, by an
exact knapsack over those worths, and is composed anew as long as that helps.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from app.market.knapsack import Floats, Ints, Shelf, best

_CELL = 500
"""Rupiah. Prices in Indonesia are multiples of 500; others are counted as the next one above."""

_TRIES = 12


@dataclass(frozen=True, slots=True)
class Offer:
    """Goods as columns, one a business: price in rupiah, category and district by number."""

    price: Ints
    category: Ints
    district: Ints
    stock: Ints
    waiting: Ints

    def __len__(self) -> int:
        return len(self.price)


@dataclass(frozen=True, slots=True)
class Demand:
    """Orders as columns: the package's amount in rupiah, and how many packages."""

    amount: Ints
    quantity: Ints

    def __len__(self) -> int:
        return len(self.amount)


@dataclass(frozen=True, slots=True)
class Composition:
    """Rows of `Offer` for each order. `value` and `bound` in rupiah with the wait counted in.

    `spent` is what all packages cost together, of `ordered` rupiah.
    """

    packages: tuple[tuple[int, ...], ...]
    value: float
    bound: float
    spent: int
    ordered: int

    @property
    def gap(self) -> float:
        """How far below the bound it may be, 0 to 1."""
        return (self.bound - self.value) / self.bound if self.bound > 0 else 0.0


def compose(
    offer: Offer,
    demand: Demand,
    *,
    wait_share: float = 0.1,
    seconds: float = 4.0,
    cancelled: Callable[[], bool] = lambda: False,
    heard: Callable[[int, int], None] = lambda _done, _total: None,
) -> Composition:
    """Packages for all orders; the same input gives the same result if it is not out of time.

    A rupiah of goods counts one, and up to `wait_share` more for who waits longest: 0.1 means
    that the longest wait outweighs a package a tenth less full. `seconds` is for improving.
    `heard` is told orders filled and in all, and may raise to stop the whole.
    """
    heard(0, len(demand))
    worth = _worth(offer, wait_share)
    prices, bound = _scarcity(offer, demand, worth)
    desk = _Desk(offer, demand, worth)
    largest_first = np.lexsort((np.arange(len(demand)), -demand.quantity * demand.amount))
    for done, order in enumerate(largest_first, start=1):
        desk.fill(int(order), worth - prices)
        heard(done, len(demand))
    _improve(desk, prices, time.monotonic() + seconds, cancelled)
    packages = tuple(tuple(sorted(held)) for held in desk.held)
    spent = sum(
        int(offer.price[list(held)].sum()) * int(demand.quantity[at])
        for at, held in enumerate(packages)
    )
    ordered = int((demand.amount * demand.quantity).sum())
    return Composition(packages, desk.value(), max(bound, desk.value()), spent, ordered)


def _worth(offer: Offer, wait_share: float) -> Floats:
    longest = max(1, int(offer.waiting.max(initial=0)))
    return offer.price * (1 + wait_share * np.clip(offer.waiting, 0, None) / longest)


class _Desk:
    """What each order holds now, and what is left of each product."""

    def __init__(self, offer: Offer, demand: Demand, worth: Floats) -> None:
        self.offer, self.demand, self.worth = offer, demand, worth
        self.left = offer.stock.astype(np.int64).copy()
        self.held: list[list[int]] = [[] for _ in range(len(demand))]
        self._shelf = Shelf(offer.category, -(-offer.price // _CELL))

    def fill(self, order: int, worth: Floats) -> None:
        """The best package that is left for one order, by `worth`; none is better than nothing."""
        quantity = int(self.demand.quantity[order])
        usable = np.where(self.left >= quantity, worth, 0.0)
        amount = int(self.demand.amount[order]) // _CELL
        goods = _apart(self._shelf, usable, amount, self.offer.district)
        self.held[order] = goods
        self.left[goods] -= quantity

    def clear(self, order: int) -> list[int]:
        """Take the package of an order apart; returns what it held."""
        goods, self.held[order] = self.held[order], []
        self.left[goods] += int(self.demand.quantity[order])
        return goods

    def put(self, order: int, goods: list[int]) -> None:
        """Put back what was there."""
        self.held[order] = goods
        self.left[goods] -= int(self.demand.quantity[order])

    def value_of(self, order: int) -> float:
        """What the packages of an order are worth."""
        return float(self.worth[self.held[order]].sum() * self.demand.quantity[order])

    def value(self) -> float:
        """What all packages are worth."""
        return sum(self.value_of(order) for order in range(len(self.demand)))


def _apart(shelf: Shelf, worth: Floats, amount: int, district: Ints) -> list[int]:
    """The best package with no district twice, or one close to it.

    Where the best has two of a district, it is tried without the one and without the other, the
    more promising first; after a few tries the rest of a pair is dropped.
    """
    open_ = [(*best(shelf, worth, amount), worth)]
    found: tuple[float, list[int]] = (0.0, [])
    for _ in range(_TRIES):
        if not open_:
            return found[1]
        at = max(range(len(open_)), key=lambda i: open_[i][0])
        value, goods, used = open_.pop(at)
        if value <= found[0]:
            return found[1]
        pair = _pair(goods, district)
        if pair is None:
            return goods
        kept = [g for g in goods if g != min(pair, key=lambda g: used[g])]
        if _pair(kept, district) is None and (rest := float(used[kept].sum())) > found[0]:
            found = (rest, kept)
        for gone in pair:
            fewer = used.copy()
            fewer[gone] = 0.0
            open_.append((*best(shelf, fewer, amount), fewer))
    return found[1]


def _pair(goods: Sequence[int], district: Ints) -> tuple[int, int] | None:
    seen: dict[int, int] = {}
    for at in goods:
        first = seen.setdefault(int(district[at]), at)
        if first != at:
            return first, at
    return None


def _improve(desk: _Desk, prices: Floats, until: float, cancelled: Callable[[], bool]) -> None:
    """Compose one order after another anew with what is left; keep what is worth more."""
    orders = len(desk.demand)
    idle, order = 0, 0
    while orders and idle < orders and time.monotonic() < until and not cancelled():
        before, goods = desk.value_of(order), desk.clear(order)
        desk.fill(order, desk.worth)
        if desk.value_of(order) > before + 1e-6:
            idle = 0
        else:
            desk.clear(order)
            desk.put(order, goods)
            idle += 1
        order = (order + 1) % orders


# -- the linear programme ------------------------------------------------------------------


def _scarcity(offer: Offer, demand: Demand, worth: Floats) -> tuple[Floats, float]:
    """What a piece of each product is worth beyond its price, and what no round can pass.

    Cluster by cluster: how many packages hold product p. No more than there is of p; of one
    category or district no more than there are packages; all together no more than their amount.
    Every round obeys this, so the best of it is a bound; that packages are whole is left out.
    """
    amounts, index = np.unique(demand.amount, return_inverse=True)
    wanted = np.bincount(index, demand.quantity, len(amounts))
    if not len(offer) or not len(amounts):
        return np.zeros(len(offer)), 0.0
    n = len(offer)
    groups = (np.arange(n), *(n + part for part in _parts(offer)))
    per_cluster = int(groups[-1].max()) + 2 - n
    rows = n + per_cluster * len(amounts)
    upper = offer.stock.astype(float)
    columns = []
    for cluster, (amount, count) in enumerate(zip(amounts, wanted, strict=True)):
        limits = np.full(per_cluster, float(count))
        limits[-1] = float(amount * count)
        upper = np.concatenate([upper, limits])
        shift = cluster * per_cluster
        money = np.full(n, n + shift + per_cluster - 1)
        at = (groups[0], groups[1] + shift, groups[2] + shift, money)
        columns.append(np.stack(at, axis=1))
    return _solved(np.concatenate(columns), offer, worth, upper, np.repeat(wanted, n), rows)


def _parts(offer: Offer) -> tuple[Ints, Ints]:
    """Category and district as rows of their own, one after the other."""
    category = np.unique(offer.category, return_inverse=True)[1]
    district = np.unique(offer.district, return_inverse=True)[1]
    return category, district + int(category.max()) + 1


def _solved(
    at: Ints, offer: Offer, worth: Floats, upper: Floats, most: Floats, rows: int
) -> tuple[Floats, float]:
    columns = len(at)
    coefficients = np.ones((columns, at.shape[1]))
    coefficients[:, -1] = np.tile(offer.price, columns // len(offer))
    programme = highspy.HighsLp()
    programme.num_col_, programme.num_row_ = columns, rows
    programme.sense_ = highspy.ObjSense.kMaximize
    programme.col_cost_ = np.tile(worth, columns // len(offer))
    programme.col_lower_, programme.col_upper_ = np.zeros(columns), most
    programme.row_lower_, programme.row_upper_ = np.full(rows, -highspy.kHighsInf), upper
    programme.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    programme.a_matrix_.start_ = np.arange(columns + 1) * at.shape[1]
    programme.a_matrix_.index_ = at.ravel()
    programme.a_matrix_.value_ = coefficients.ravel()
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)  # noqa: FBT003
    solver.setOptionValue("threads", 1)
    solver.passModel(programme)
    solver.run()
    duals = np.abs(np.array(solver.getSolution().row_dual)[: len(offer)])
    return duals, float(solver.getInfo().objective_function_value)
