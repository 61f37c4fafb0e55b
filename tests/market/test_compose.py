"""Composed packages keep every rule, never pass the bound, and are best where all can be tried."""

from __future__ import annotations

from itertools import chain, combinations, product
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.market.packages import (
    Cluster,
    Fault,
    Goods,
    Order,
    doubled,
    faults,
    supply,
    why_not,
)
from app.domain.terms import Category
from app.market.compose import Composition, Demand, Offer, compose
from app.market.knapsack import Shelf, best

CATEGORIES = list(Category)


def offer_of(goods: list[Goods]) -> Offer:
    districts = sorted({g.district for g in goods})
    return Offer(
        np.array([g.price for g in goods], np.int64),
        np.array([CATEGORIES.index(g.category) for g in goods], np.int64),
        np.array([districts.index(g.district) for g in goods], np.int64),
        np.array([g.stock for g in goods], np.int64),
        np.array([g.waiting_days for g in goods], np.int64),
    )


def demand_of(orders: list[Order], clusters: dict[str, Cluster]) -> Demand:
    return Demand(
        np.array([clusters[o.cluster].amount for o in orders], np.int64),
        np.array([o.quantity for o in orders], np.int64),
    )


def goods(at: int, category: int, district: int, price: int, stock: int, waits: int) -> Goods:
    place = f"31.74.{district:02d}"
    key = UUID(int=at + 1)
    return Goods(
        key, UUID(int=at + 100), f"P{at}", CATEGORIES[category], place, price, stock, waits
    )


prices = st.integers(1, 9).map(lambda n: n * 5_000) | st.integers(3_000, 60_000)
rows = st.tuples(
    st.integers(0, 3), st.integers(1, 3), prices, st.integers(0, 9), st.integers(0, 400)
)
shelves = st.lists(rows, min_size=1, max_size=5).map(
    lambda found: [goods(at, *row) for at, row in enumerate(found)]
)
CLUSTERS = {
    "staf": Cluster("staf", "Staf", 50_000),
    "kasi": Cluster("kasi", "Kepala seksi", 80_000),
}
bookings = st.lists(
    st.tuples(st.sampled_from(list(CLUSTERS)), st.integers(1, 4)), min_size=1, max_size=3
).map(lambda found: [Order(UUID(int=n + 500), f"K{n}", c, q) for n, (c, q) in enumerate(found)])


def made(shelf: list[Goods], orders: list[Order], wait_share: float = 0.1) -> Composition:
    return compose(offer_of(shelf), demand_of(orders, CLUSTERS), wait_share=wait_share, seconds=1)


@given(shelves, bookings)
def test_every_rule_is_kept(shelf: list[Goods], orders: list[Order]) -> None:
    done = made(shelf, orders)
    filling = {
        order.key: [shelf[at].key for at in held]
        for order, held in zip(orders, done.packages, strict=True)
    }
    found = faults(CLUSTERS, {g.key: g for g in shelf}, orders, filling)
    assert {f.fault for f in found} <= {Fault.EMPTY}
    assert done.value <= done.bound + 1e-6
    assert done.spent <= done.ordered


def packages_of(shelf: list[Goods], amount: int) -> list[tuple[Goods, ...]]:
    some = chain.from_iterable(combinations(shelf, n) for n in range(len(shelf) + 1))
    return [
        p
        for p in some
        if sum(g.price for g in p) <= amount
        and not any(list(doubled(p[:n], p[n])) for n in range(len(p)))
    ]


@settings(max_examples=60)
@given(shelves, bookings)
def test_no_composition_passes_the_bound(shelf: list[Goods], orders: list[Order]) -> None:
    """All that are possible, tried: the best lies between what was found and the bound."""
    done = made(shelf, orders, wait_share=0.0)
    choices = [packages_of(shelf, CLUSTERS[o.cluster].amount) for o in orders]
    best_value = 0
    for chosen in product(*choices):
        used = {g.key: 0 for g in shelf}
        for order, package in zip(orders, chosen, strict=True):
            for g in package:
                used[g.key] += order.quantity
        if all(used[g.key] <= g.stock for g in shelf):
            worth = (
                o.quantity * sum(g.price for g in p) for o, p in zip(orders, chosen, strict=True)
            )
            best_value = max(best_value, sum(worth))
    assert done.value <= best_value <= done.bound + 1e-3


def test_who_waits_longest_comes_first() -> None:
    alike = [goods(at, 0, 1, 20_000, 10, at * 100) for at in range(4)]
    order = [Order(UUID(int=500), "Sudin", "staf", 10)]
    assert made(alike, order).packages == ((3,),)


def test_a_fuller_package_can_outweigh_a_wait() -> None:
    """A tenth for the longest wait: half as full is not made good by it."""
    shelf = [goods(0, 0, 1, 40_000, 10, 0), goods(1, 0, 2, 20_000, 10, 400)]
    order = [Order(UUID(int=500), "Sudin", "staf", 10)]
    assert made(shelf, order).packages == ((0,),)


@pytest.mark.parametrize("count", [0, 1])
def test_nothing_on_offer_or_nobody_ordering(count: int) -> None:
    none = Offer(*(np.zeros(0, np.int64) for _ in range(5)))
    demand = Demand(np.full(count, 50_000), np.full(count, 3))
    done = compose(none, demand)
    assert done.packages == ((),) * count
    assert done.gap == 0
    some = offer_of([goods(0, 0, 1, 20_000, 10, 0)])
    assert compose(some, Demand(np.zeros(0, np.int64), np.zeros(0, np.int64))).packages == ()


def test_the_same_twice() -> None:
    rng = np.random.default_rng(7)
    n, m = 120, 30
    offer = Offer(
        rng.integers(10, 91, n) * 500,
        rng.integers(0, 6, n),
        rng.integers(0, 44, n),
        rng.integers(20, 300, n),
        rng.integers(0, 1500, n),
    )
    demand = Demand(rng.choice([100_000, 120_000, 150_000, 200_000], m), rng.integers(5, 60, m))
    one, other = compose(offer, demand, seconds=60), compose(offer, demand, seconds=60)
    assert one == other
    assert one.gap < 0.05


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 12), st.integers(-5, 50)), max_size=7),
    st.integers(0, 25),
)
def test_the_knapsack_is_exact(found: list[tuple[int, int, int]], amount: int) -> None:
    columns = np.array(found, np.int64).reshape(-1, 3)
    value, chosen = best(Shelf(columns[:, 0], columns[:, 1]), columns[:, 2].astype(float), amount)
    assert value == sum(found[at][2] for at in chosen)
    assert sum(found[at][1] for at in chosen) <= amount
    assert len({found[at][0] for at in chosen}) == len(chosen)
    everything = chain.from_iterable(combinations(found, n) for n in range(len(found) + 1))
    possible = (
        sum(worth for *_, worth in some)
        for some in everything
        if sum(cells for _, cells, _ in some) <= amount
        and len({category for category, *_ in some}) == len(some)
    )
    assert value == max(possible)


def test_what_is_wrong_is_named() -> None:
    shelf = [goods(0, 0, 1, 30_000, 5, 0), goods(1, 0, 1, 30_000, 5, 0), goods(2, 1, 2, 1, 1, 0)]
    offered = {g.key: g for g in shelf}
    orders = [Order(UUID(int=500), "A", "staf", 2), Order(UUID(int=501), "B", "staf", 1)]
    filling = {orders[0].key: [g.key for g in shelf] + [UUID(int=9)]}
    found = {(f.order, f.fault, f.goods) for f in faults(CLUSTERS, offered, orders, filling)}
    first = orders[0].key
    assert found == {
        (first, Fault.CATEGORY, shelf[1].key),
        (first, Fault.DISTRICT, shelf[1].key),
        (first, Fault.UNKNOWN, UUID(int=9)),
        (first, Fault.AMOUNT, None),
        (first, Fault.STOCK, shelf[2].key),
        (orders[1].key, Fault.EMPTY, None),
    }
    assert why_not(50_000, shelf[:1], shelf[2], 1, 1) == ()
    assert why_not(30_000, shelf[:1], shelf[2], 2, 1) == (Fault.AMOUNT, Fault.STOCK)


def test_how_long_the_businesses_last() -> None:
    never = [UUID(int=n) for n in range(10)]
    assert supply(never, never[:3]).rounds == 2
    assert supply(never, []).rounds is None
    assert supply(never[:2], never[:3]).left == 0
