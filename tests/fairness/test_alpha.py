"""Alpha against published examples, and what must hold of every table."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from app.fairness.alpha import Metric, agreement, alpha, coincidences, units

Floats = NDArray[np.float64]
_ = np.nan

KRIPPENDORFF = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
        [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
    ]
)
"""Section C of *Computing Krippendorff's Alpha-Reliability* (2011): 4 observers, 12 units."""


@pytest.mark.parametrize(
    ("metric", "published"),
    [
        (Metric.NOMINAL, 0.743),
        (Metric.ORDINAL, 0.815),
        (Metric.INTERVAL, 0.849),
        (Metric.RATIO, 0.797),
    ],
)
def test_the_published_example(metric: Metric, published: float) -> None:
    found = alpha(KRIPPENDORFF, metric)
    assert found is not None
    assert round(found, 3) == published


def test_the_published_coincidences() -> None:
    values, together = coincidences(KRIPPENDORFF)
    assert values.tolist() == [1, 2, 3, 4, 5]
    assert np.round(together.sum(axis=0)).tolist() == [9, 13, 10, 5, 3]
    assert np.allclose(together, together.T)
    assert np.allclose(np.diag(together), [7, 10, 8, 4, 3], atol=0.34)


def test_two_observers_and_two_values() -> None:
    """Section A of the same paper: ten units, alpha 0.095."""
    table = np.array([[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]])
    found = alpha(table, Metric.NOMINAL)
    assert found is not None
    assert round(found, 3) == 0.095


def test_what_cannot_be_measured_is_none() -> None:
    one_curator = np.array([[1.0, 2.0, 3.0]])
    all_equal = np.full((3, 6), 4.0)
    for table in (one_curator, all_equal, np.full((2, 3), _), np.empty((0, 0))):
        assert alpha(table) is None
        assert agreement(table) is None
    assert units(one_curator) == 0
    assert units(KRIPPENDORFF) == 11


def test_the_interval_is_always_the_same_and_holds_alpha() -> None:
    first, second = agreement(KRIPPENDORFF), agreement(KRIPPENDORFF)
    assert first == second
    assert first is not None
    assert first.alpha == pytest.approx(alpha(KRIPPENDORFF))
    assert first.low < first.alpha < first.high <= 1
    assert first.units == 11
    other = agreement(KRIPPENDORFF, seed=1)
    assert other is not None
    assert (other.alpha, other.low) != (first.alpha, first.low)


def test_more_products_make_the_interval_narrower() -> None:
    rng = np.random.default_rng(5)
    product = rng.normal(size=80)
    table = np.round(product + rng.normal(0, 0.7, (3, 80)), 1)
    few, many = agreement(table[:, :10]), agreement(table)
    assert few is not None
    assert many is not None
    assert many.high - many.low < (few.high - few.low) / 1.5


@st.composite
def tables(draw: st.DrawFn) -> Floats:
    """Two to five curators, three to ten products, scores 1 to 4 with gaps."""
    shape = (draw(st.integers(2, 5)), draw(st.integers(3, 10)))
    cell = st.one_of(st.integers(1, 4).map(float), st.just(np.nan))
    cells = draw(st.lists(cell, min_size=shape[0] * shape[1], max_size=shape[0] * shape[1]))
    return np.array(cells).reshape(shape)


@given(tables(), st.randoms(use_true_random=False), st.sampled_from(list(Metric)))
@settings(max_examples=60, deadline=None)
def test_neither_order_matters(table: Floats, random: object, metric: Metric) -> None:
    rng = np.random.default_rng(0)
    shuffled = rng.permutation(rng.permutation(table, axis=0), axis=1)
    assert alpha(shuffled, metric) == pytest.approx(alpha(table, metric))


@given(tables())
@settings(max_examples=60, deadline=None)
def test_both_ways_to_reckon_agree(table: Floats) -> None:
    """The coincidence matrix, and the sums over middle ranks that the draws are made with."""
    found, plain = agreement(table, draws=20), alpha(table)
    assert (found is None) == (plain is None)
    if found is not None:
        assert found.alpha == pytest.approx(plain)


@given(tables())
@settings(max_examples=60, deadline=None)
def test_perfect_agreement_is_one_and_nothing_exceeds_it(table: Floats) -> None:
    found = alpha(table)
    assert found is None or found <= 1 + 1e-12
    agreed = np.where(np.isnan(table), np.nan, np.arange(table.shape[1]) % 4 + 1.0)
    seen = agreed[:, (~np.isnan(agreed)).sum(axis=0) >= 2]
    assume(len(np.unique(seen[~np.isnan(seen)])) > 1)
    assert alpha(agreed) == pytest.approx(1)


def test_guessing_is_about_nought() -> None:
    rng = np.random.default_rng(3)
    found = [alpha(rng.integers(1, 5, (3, 200)).astype(float)) for _ in range(20)]
    assert abs(float(np.mean([one for one in found if one is not None]))) < 0.02


def test_ordinal_counts_near_misses_as_small() -> None:
    near = np.array([[1, 2, 3, 4, 2, 3], [1, 2, 3, 4, 3, 3]], dtype=float)
    far = np.array([[1, 2, 3, 4, 1, 3], [1, 2, 3, 4, 4, 3]], dtype=float)
    assert (alpha(near) or 0) > (alpha(far) or 0)
