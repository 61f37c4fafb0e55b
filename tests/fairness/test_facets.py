"""The many-facet model: planted leniency is found, and what cannot be known is not told."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import approx_fprime

from app.fairness import facets
from app.fairness.likelihood import Model, Ratings, log_chances
from benchmarks.fairness_panels import Shape, draw


def drawn(seed: int = 1, **shape: float) -> Ratings:
    return draw(np.random.default_rng(seed), replace(Shape(), **shape)).ratings  # type: ignore[arg-type]


def only(ratings: Ratings, keep: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Ratings:
    """The ratings at `keep`, products numbered afresh."""
    _, product = np.unique(ratings.product[keep], return_inverse=True)
    return replace(
        ratings,
        curator=ratings.curator[keep],
        product=product,
        item=ratings.item[keep],
        step=ratings.step[keep],
        worth=ratings.worth[keep],
    )


def test_gradient_and_curvature_are_those_of_the_loss() -> None:
    model = Model(drawn(products=6))
    rng = np.random.default_rng(2)
    beta = rng.normal(0, 0.3, model.sheets + model.basis.shape[1])
    _, slope = model.loss(beta, 0.5)
    numeric = approx_fprime(beta, lambda at: model.loss(at, 0.5)[0], 1e-7)
    assert np.allclose(slope, numeric, atol=1e-3)
    way, tiny = rng.normal(size=len(beta)), 1e-5
    turn = (model.loss(beta + tiny * way, 0.5)[1] - model.loss(beta - tiny * way, 0.5)[1]) / (
        2 * tiny
    )
    assert np.allclose(model.curvature(beta, 0.5).solve(turn), way, atol=1e-6)


def test_the_arrow_reads_the_inverse_of_the_whole() -> None:
    model = Model(drawn(products=5))
    beta, arrow = model.solve(0.4)
    size = len(beta)
    inverse = np.stack([arrow.solve(row) for row in np.eye(size)])
    products = slice(model.sheets, model.sheets + model.products)
    assert np.allclose(np.diag(inverse)[products], arrow.product_variance())
    foot = slice(model.sheets + model.products, size)
    assert np.allclose(inverse[foot, foot], arrow.foot_covariance())
    assert arrow.log_determinant == pytest.approx(-np.linalg.slogdet(inverse)[1])


def test_planted_leniency_is_recovered_within_its_interval() -> None:
    """A small version of benchmarks/fairness.py: 10 sessions, 50 curators."""
    held: list[bool] = []
    whole: list[bool] = []
    for seed in range(10):
        session = draw(np.random.default_rng([seed, 99]), Shape())
        fitted = facets.fit(session.ratings)
        before = len(held)
        for found, truth, points in zip(
            fitted.leniency, session.leniency, session.true_points, strict=True
        ):
            assert found is not None
            held.append(found.logits.low <= truth <= found.logits.high)
            assert abs(found.points.value - points) < 8
        whole.append(all(held[before:]))
    assert np.mean(held) >= 0.96
    assert np.mean(whole) >= 0.9


def test_leniency_is_centred_and_signed() -> None:
    session = draw(np.random.default_rng(8), Shape(leniency=1.0))
    fitted = facets.fit(session.ratings)
    values = [one.logits.value for one in fitted.leniency if one]
    assert sum(values) == pytest.approx(0, abs=1e-8)
    assert np.corrcoef(values, session.leniency)[0, 1] > 0.95
    for one in fitted.leniency:
        assert one is not None
        assert one.points.low < one.points.value < one.points.high
        assert np.sign(one.points.value) == np.sign(one.logits.value)


def test_who_shares_no_product_is_not_compared() -> None:
    ratings = drawn(curators=4, products=40)
    first = ratings.product % 2 == 0
    apart = only(ratings, np.where(first, ratings.curator < 2, ratings.curator >= 2))
    fitted = facets.fit(apart)
    assert fitted.circle[0] == fitted.circle[1] != fitted.circle[2] == fitted.circle[3]
    for pair in (fitted.leniency[:2], fitted.leniency[2:]):
        values = [one.logits.value for one in pair if one is not None]
        assert len(values) == 2
        assert sum(values) == pytest.approx(0, abs=1e-8), "each circle has a middle of its own"


def test_one_curator_alone_is_never_judged() -> None:
    ratings = drawn()
    fitted = facets.fit(only(ratings, ratings.curator == 0))
    assert fitted.leniency == (None,)
    assert set(fitted.standing) == {None}
    assert max(fitted.freedom) <= 0


def test_products_with_all_the_best_scores_stay_finite() -> None:
    ratings = drawn(products=8)
    best = np.where(ratings.product == 0, 3, ratings.step)
    fitted = facets.fit(replace(ratings, step=best))
    assert np.isfinite(fitted.product).all()
    assert fitted.product[0] == max(fitted.product)
    everything = facets.fit(replace(ratings, step=np.full_like(ratings.step, 3)))
    assert np.isfinite(everything.product).all()
    for one in everything.leniency:
        assert one is not None
        assert abs(one.points.value) < 1


def test_names_do_not_matter() -> None:
    ratings = drawn(products=12)
    before = facets.fit(ratings)
    turned = facets.fit(replace(ratings, curator=4 - ratings.curator))
    for one, other in zip(before.leniency, reversed(turned.leniency), strict=True):
        assert one is not None
        assert other is not None
        assert one.logits.value == pytest.approx(other.logits.value, abs=1e-3)


def test_the_weak_products_do_not_make_a_curator_strict() -> None:
    """Curator 0 meets only the weakest, always with another: no leniency was planted."""
    session = draw(np.random.default_rng(4), Shape(leniency=0.0, panel=(5, 5)))
    ratings = session.ratings
    order = np.argsort(np.argsort(session.product))
    weak = order[ratings.product] < 20
    keep = np.where(ratings.curator == 0, weak, ~weak | (ratings.curator < 3))
    found = facets.fit(only(ratings, keep)).leniency[0]
    assert found is not None
    assert found.logits.low < 0 < found.logits.high


def test_a_sure_product_needs_no_more_sheets() -> None:
    few = facets.fit(drawn(panel=(2, 2)))  # type: ignore[arg-type]
    many = facets.fit(drawn(panel=(5, 5)))  # type: ignore[arg-type]
    widths = [
        np.mean([s.below + s.above for s in fitted.standing if s is not None])
        for fitted in (few, many)
    ]
    assert widths[1] < widths[0]
    assert all(s is not None and 0 < s.shrink < 1 for s in (*few.standing, *many.standing))


@given(
    st.lists(st.floats(-6, 6), min_size=1, max_size=5),
    st.lists(st.floats(-4, 4), min_size=1, max_size=4),
)
@settings(max_examples=50, deadline=None)
def test_chances_add_up_to_one(eta: list[float], threshold: list[float]) -> None:
    chances = np.exp(log_chances(np.array(eta), np.array(threshold)))
    assert np.allclose(chances.sum(axis=1), 1)
    higher = np.exp(log_chances(np.array(eta) + 0.5, np.array(threshold)))
    steps = np.arange(len(threshold) + 1)
    assert (higher @ steps > chances @ steps).all()
