"""Unevenness in one figure, checked against its definition."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.market.spread import area_shares, gini, share

counts = st.lists(st.integers(0, 50), min_size=1, max_size=20)


@given(counts)
def test_gini_is_the_mean_difference(values: list[int]) -> None:
    """Half the relative mean absolute difference of all pairs."""
    total, n = sum(values), len(values)
    if not total:
        assert gini(values) is None
        return
    apart = sum(abs(a - b) for a, b in product(values, repeat=2))
    assert gini(values) == Fraction(apart, 2 * n * total)


@given(counts, st.integers(1, 9))
def test_gini_knows_no_unit_and_stays_below_one(values: list[int], times: int) -> None:
    found = gini(values)
    assert gini([value * times for value in values]) == found
    assert found is None or 0 <= found < 1


def test_the_ends_of_gini() -> None:
    assert gini([3, 3, 3]) == 0
    assert gini([0, 0, 0, 8]) == Fraction(3, 4)
    assert gini([]) is None
    with pytest.raises(ValueError, match="below zero"):
        gini([-1])


def test_shares_of_areas() -> None:
    today = date(2026, 11, 21)
    found = area_shares({"a": [date(2026, 11, 1), today], "c": []}, {"a": 1, "b": 2}, today)
    assert [(s.area, s.eligible, s.places, s.longest_wait_days) for s in found] == [
        ("a", 2, 1, 20),
        ("b", 0, 2, None),
        ("c", 0, 0, None),
    ]
    assert [s.per_hundred for s in found] == [50, None, None]
    assert share(3, 12) == Fraction(1, 4)
    assert share(0, 0) is None
