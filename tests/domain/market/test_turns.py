"""Turns: everyone once, areas in turn, no place that an earlier one could have had."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.market.turns import (
    Allocation,
    Basis,
    Booth,
    TurnRule,
    Waiting,
    allocate,
    give_up,
    swap,
    turns,
)
from app.domain.terms import Category

DAY = date(2026, 11, 27)
AREAS = [
    ("31.74.02", "31.74.02.1001", "01"),
    ("31.74.02", "31.74.02.1001", "02"),
    ("31.74.02", "31.74.02.1002", "01"),
    ("31.74.03", "31.74.03.1001", "01"),
]
DAYS = [DAY, DAY + timedelta(days=1), DAY + timedelta(days=2)]

people = st.builds(
    Waiting,
    key=st.uuids(),
    area=st.sampled_from(AREAS),
    times=st.integers(0, 2),
    since=st.dates(date(2025, 1, 1), DAY),
    number=st.integers(1, 99),
    category=st.sampled_from([Category.CRAFT, Category.PACKAGED_FOOD]),
    days=st.frozensets(st.sampled_from(DAYS), max_size=2),
)
crowds = st.lists(people, max_size=25, unique_by=lambda p: p.key)
history = st.dictionaries(
    st.sampled_from([area[:depth] for area in AREAS for depth in (1, 2, 3)]), st.integers(0, 9)
)
booths = st.lists(
    st.builds(
        Booth,
        st.sampled_from(DAYS),
        st.integers(1, 8),
        st.frozensets(st.sampled_from([Category.CRAFT, Category.PACKAGED_FOOD]), max_size=1),
    ),
    max_size=15,
    unique_by=lambda b: (b.day, b.number),
)
bases = st.sampled_from(Basis)


def one(key: int, where: int = 0, /, **changes: Any) -> Waiting:
    plain = Waiting(UUID(int=key), AREAS[where], 0, DAY, key, Category.CRAFT)
    return replace(plain, **changes)


@given(crowds, history, bases)
def test_everyone_has_one_number(crowd, had, basis) -> None:  # type: ignore[no-untyped-def]
    order = turns(crowd, had, basis)
    assert Counter(t.who.key for t in order) == Counter(p.key for p in crowd)
    assert [t.number for t in order] == list(range(1, len(crowd) + 1))


@given(crowds, history, bases, st.randoms(use_true_random=False))
def test_the_order_of_the_list_does_not_matter(crowd, had, basis, random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(crowd)
    random.shuffle(shuffled)
    assert turns(crowd, had, basis) == turns(shuffled, had, basis)


@given(crowds, history, bases)
def test_in_an_rw_fewer_turns_then_longer_wait_come_first(crowd, had, basis) -> None:  # type: ignore[no-untyped-def]
    order = turns(crowd, had, basis)
    for area in AREAS:
        own = [t.who for t in order if t.who.area == area]
        assert all(
            (a.times, a.since, a.number) <= (b.times, b.since, b.number) for a, b in pairwise(own)
        )


@given(crowds)
def test_areas_take_turns(crowd) -> None:  # type: ignore[no-untyped-def]
    """Of two kecamatan without history neither is more than one ahead while both have people."""
    order = turns(crowd, {})
    left = Counter(p.area[0] for p in crowd)
    had: Counter[str] = Counter()
    for turn in order:
        area = turn.who.area[0]
        others = [code for code in left if left[code] and code != area]
        assert all(had[area] <= had[other] for other in others)
        had[area] += 1
        left[area] -= 1


def test_an_area_that_had_much_waits() -> None:
    crowd = [one(1, 0), one(2, 3)]
    assert [t.who.key.int for t in turns(crowd, {AREAS[0][:1]: 5})] == [2, 1]
    assert [t.who.key.int for t in turns(crowd, {AREAS[3][:1]: 5})] == [1, 2]


def test_by_business_a_large_area_has_more() -> None:
    crowd = [*(one(n, 0) for n in range(1, 10)), one(10, 3)]
    equal = [t.who.area for t in turns(crowd, {}, Basis.AREA)][:2]
    assert equal == [AREAS[0], AREAS[3]]
    first = turns(crowd, {AREAS[3][:1]: 1}, Basis.BUSINESS)[:9]
    assert all(t.who.area == AREAS[0] for t in first)


@pytest.mark.parametrize(
    ("later", "rule"),
    [
        ({"area": AREAS[1]}, TurnRule.AREA),
        ({"times": 1}, TurnRule.TIMES),
        ({"since": DAY + timedelta(days=1)}, TurnRule.WAIT),
        ({"number": 3}, TurnRule.NUMBER),
    ],
)
def test_the_rule_is_named(later: dict[str, Any], rule: TurnRule) -> None:
    order = turns([one(1), one(2, **later)], {})
    assert [t.who.key.int for t in order] == [1, 2]
    assert [t.rule for t in order] == [rule, None]


@given(crowds, history, bases, booths)
def test_nobody_could_have_had_a_later_ones_booth(crowd, had, basis, plan) -> None:  # type: ignore[no-untyped-def]
    found = allocate(turns(crowd, had, basis), plan)
    _is_sound(found, crowd, plan)
    for turn in found.waiting:
        assert not any(booth.fits(turn.who) for booth in found.free)
        assert all(
            place.turn.number < turn.number for place in found.places if place.booth.fits(turn.who)
        )


def _is_sound(found: Allocation, crowd: list[Waiting], plan: list[Booth]) -> None:
    placed = [p.turn.who.key for p in found.places]
    assert len(set(placed)) == len(placed)
    assert Counter([*placed, *(t.who.key for t in found.waiting)]) <= Counter(p.key for p in crowd)
    assert Counter([*(p.booth for p in found.places), *found.free]) == Counter(plan)
    assert all(p.booth.fits(p.turn.who) for p in found.places)


@given(crowds, booths, st.data())
def test_a_no_show_goes_to_the_first_who_fits(crowd, plan, data) -> None:  # type: ignore[no-untyped-def]
    before = allocate(turns(crowd, {}), plan)
    if not before.places:
        return
    gone = data.draw(st.sampled_from(before.places))
    after = give_up(before, gone.turn.who.key)
    _is_sound(after, crowd, plan)
    assert after.place_of(gone.turn.who.key) is None
    heir = next((p for p in after.places if p.booth == gone.booth), None)
    fitting = [t for t in before.waiting if gone.booth.fits(t.who)]
    assert (heir.turn if heir else None) == (fitting[0] if fitting else None)


@given(crowds, booths, st.data())
def test_a_swap_keeps_everything_else(crowd, plan, data) -> None:  # type: ignore[no-untyped-def]
    now = allocate(turns(crowd, {}), plan)
    if len(now.places) < 2:
        return
    a, b = data.draw(st.permutations(now.places))[:2]
    keys = a.turn.who.key, b.turn.who.key
    if not (a.booth.fits(b.turn.who) and b.booth.fits(a.turn.who)):
        with pytest.raises(ValueError, match="fit"):
            swap(now, *keys)
        return
    after = swap(now, *keys)
    _is_sound(after, crowd, plan)
    moved = after.place_of(keys[0])
    assert moved is not None
    assert moved.booth == b.booth
    assert set(swap(after, *keys).places) == set(now.places)


def test_who_is_not_there() -> None:
    now = allocate(turns([one(1)], {}), [Booth(DAY, 1)])
    with pytest.raises(KeyError):
        give_up(now, UUID(int=9))
    with pytest.raises(KeyError):
        swap(now, UUID(int=1), UUID(int=9))
    with pytest.raises(ValueError, match="twice"):
        turns([one(1), one(1)], {})
    with pytest.raises(ValueError, match="depth"):
        turns([one(1), one(2, area=("31",))], {})
    with pytest.raises(ValueError, match="twice"):
        allocate((), [Booth(DAY, 1), Booth(DAY, 1)])
