"""Whether a training moved a criterion: against products that began alike, with an interval."""

from __future__ import annotations

import numpy as np
import pytest

from app.market.lift import LEAST, Floats, lift


def drawn(seed: int, count: int, *, effect: float = 0.0, low: float = 0.0) -> tuple[Floats, Floats]:
    """True quality, seen twice with noise; who is seen low the first time rises by itself."""
    rng = np.random.default_rng(seed)
    quality = rng.uniform(low, 0.9, count)
    first = np.clip(quality + rng.normal(0, 0.1, count), 0, 1)
    second = np.clip(quality + effect + rng.normal(0, 0.1, count), 0, 1)
    return first, second


def chosen_low(pair: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
    """Trained are those who scored low: plain differences then flatter every training."""
    low = pair[0] < 0.4
    return pair[0][low], pair[1][low]


def test_rising_by_itself_is_not_the_trainings() -> None:
    """The same kind of products, none trained in truth: the plain change is up, the gain is not."""
    found = [lift(*chosen_low(drawn(seed, 120)), *drawn(500 + seed, 400)) for seed in range(60)]
    assert np.mean([one.change for one in found]) > 0.02
    assert abs(np.mean([one.gain for one in found if one.gain is not None])) < 0.015
    assert sum(one.moves for one in found) <= 9  # five in a hundred would be, by luck


def test_a_planted_effect_is_found() -> None:
    found = lift(*chosen_low(drawn(3, 600, effect=0.12)), *drawn(4, 4_000))
    assert found.moves
    assert found.gain == pytest.approx(0.12, abs=0.03)


def test_the_interval_holds_the_effect_in_most_runs() -> None:
    held = 0
    for seed in range(100):
        found = lift(*drawn(seed, 60, effect=0.08), *drawn(1_000 + seed, 200))
        assert found.low is not None
        assert found.high is not None
        held += found.low <= 0.08 <= found.high
    assert held >= 75  # clipping at 1 takes a little from the effect


def test_too_few_say_nothing() -> None:
    before, after = drawn(5, LEAST - 1)
    found = lift(before, after, *drawn(6, 50))
    assert (found.gain, found.low, found.moves) == (None, None, False)
    assert found.change == pytest.approx(float(after.mean() - before.mean()))


def test_nobody_began_alike() -> None:
    low = np.full(10, 0.1)
    high = np.full(10, 0.9)
    assert lift(low, low + 0.2, high, high).gain is None


def test_nobody_trained_is_refused() -> None:
    with pytest.raises(ValueError, match="no products"):
        lift(np.array([]), np.array([]), *drawn(7, 5))


def test_the_same_data_give_the_same_interval() -> None:
    pairs = *drawn(8, 40), *drawn(9, 90)
    assert lift(*pairs) == lift(*pairs)
