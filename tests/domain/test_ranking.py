"""The best N: points, then the declared rules in their order, and which one decided."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ranking import Entry, deciding, rank
from app.domain.session_rules import TieRule
from app.domain.terms import Grade

AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
ALL = tuple(TieRule)
EVEN = Entry(
    key=UUID(int=1),
    total=7500,
    grade=Grade.B,
    open_gates=0,
    first_criterion=Fraction(3, 4),
    hygiene=Fraction(3, 4),
    low_scores=Fraction(2),
    newcomer=False,
    queued=(5, AT),
)

shares = st.integers(0, 4).map(lambda n: Fraction(n, 4))
entries = st.builds(
    Entry,
    key=st.uuids(),
    total=st.sampled_from([7000, 7500, 8000]),
    grade=st.sampled_from([Grade.A, Grade.B]),
    open_gates=st.integers(0, 1),
    first_criterion=shares,
    hygiene=st.none() | shares,
    low_scores=shares,
    newcomer=st.booleans(),
    queued=st.tuples(st.integers(1, 3), st.just(AT)),
)
fields = st.lists(entries, max_size=8, unique_by=lambda e: e.key)
orders = st.lists(st.sampled_from(ALL), unique=True).map(tuple)


@pytest.mark.parametrize(
    ("rule", "better"),
    [
        (TieRule.GRADE, {"grade": Grade.A}),
        (TieRule.GATES, {"open_gates": 0}),
        (TieRule.TASTE, {"first_criterion": Fraction(4, 4)}),
        (TieRule.HYGIENE, {"hygiene": Fraction(4, 4)}),
        (TieRule.FEWER_LOW, {"low_scores": Fraction(1)}),
        (TieRule.NEWCOMER, {"newcomer": True}),
        (TieRule.EARLIER, {"queued": (4, AT)}),
        (TieRule.EARLIER, {"queued": (5, AT - timedelta(minutes=1))}),
    ],
)
def test_each_rule_tells_two_apart(rule: TieRule, better: dict[str, Any]) -> None:
    other = replace(EVEN, key=UUID(int=2), open_gates=1)
    same_but_gates = replace(EVEN, open_gates=1) if rule is not TieRule.GATES else EVEN
    first = replace(same_but_gates, key=UUID(int=9), **better)
    found = rank([other, first], ALL, 1)
    assert [(p.key, p.chosen, p.rule) for p in found] == [
        (first.key, True, rule),
        (other.key, False, rule),
    ]


def test_points_come_before_every_rule() -> None:
    more = replace(EVEN, key=UUID(int=2), total=7501, grade=Grade.B)
    fewer = replace(EVEN, grade=Grade.A)
    found = rank([fewer, more], ALL, 1)
    assert [(p.key, p.tied, p.rule) for p in found] == [
        (more.key, False, None),
        (fewer.key, False, None),
    ]


def test_what_no_rule_tells_apart_is_said_to_be_even() -> None:
    pair = [replace(EVEN, key=UUID(int=n)) for n in (2, 1)]
    found = rank(pair, ALL, 1)
    assert [(p.key.int, p.tied, p.rule) for p in found] == [(1, True, None), (2, True, None)]


def test_hygiene_of_a_rubric_without_it_ranks_below_any() -> None:
    without = replace(EVEN, key=UUID(int=2), hygiene=None)
    dirty = replace(EVEN, key=UUID(int=3), hygiene=Fraction(0))
    assert deciding(without, dirty, ALL) is TieRule.HYGIENE
    assert [p.key.int for p in rank([without, dirty], ALL, 2)] == [3, 2]


@given(fields, orders, st.integers(0, 9), st.randoms(use_true_random=False))
def test_a_total_order_whatever_way_they_come(
    given_entries: list[Entry], rules: tuple[TieRule, ...], best: int, rng: Any
) -> None:
    mixed = list(given_entries)
    rng.shuffle(mixed)
    found = rank(given_entries, rules, best)
    assert found == rank(mixed, rules, best)
    assert [p.number for p in found] == list(range(1, len(given_entries) + 1))
    assert {p.key for p in found} == {e.key for e in given_entries}
    assert sum(p.chosen for p in found) == min(best, len(given_entries))
    assert all(p.chosen == (p.number <= best) for p in found)


@given(fields, orders)
def test_the_rule_that_is_shown_is_the_one_that_decided(
    given_entries: list[Entry], rules: tuple[TieRule, ...]
) -> None:
    by_key = {e.key: e for e in given_entries}
    found = rank(given_entries, rules, 1)
    for above, here in itertools.pairwise(found):
        one, other = by_key[above.key], by_key[here.key]
        assert one.total >= other.total
        if one.total == other.total:
            assert here.tied
            assert here.rule == deciding(one, other, rules)
    for place in found:
        alone = sum(e.total == by_key[place.key].total for e in given_entries) == 1
        assert place.tied is not alone


@given(fields, orders, st.uuids())
def test_one_more_product_never_turns_two_others_round(
    given_entries: list[Entry], rules: tuple[TieRule, ...], key: UUID
) -> None:
    if any(e.key == key for e in given_entries):
        return
    before = [p.key for p in rank(given_entries, rules, 1)]
    after = [p.key for p in rank([*given_entries, replace(EVEN, key=key)], rules, 1)]
    assert [k for k in after if k != key] == before
