"""Where one more sheet helps: near a threshold, where something can still be learnt."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.fairness.next_sheet import Candidate, choose, doubt, nearest, worth

BOUNDS = (55.0, 70.0, 85.0)


def test_doubt_is_greatest_at_a_threshold() -> None:
    assert doubt(70, 4, BOUNDS) == pytest.approx(0.5, abs=0.01)
    assert doubt(74, 4, BOUNDS) == pytest.approx(0.16, abs=0.01)
    assert doubt(50, 1, BOUNDS) < 1e-5


def test_the_worth_agrees_with_drawing_it_out() -> None:
    """Against a plain simulation of what a further sheet would show."""
    centre, sd, shrink = 71.5, 5.0, 0.8
    rng = np.random.default_rng(6)
    moved = rng.normal(centre, sd * np.sqrt(1 - shrink**2), 20_000)
    after = np.mean([doubt(at, sd * shrink, BOUNDS) for at in moved])
    assert worth(centre, sd, shrink, BOUNDS) == pytest.approx(
        doubt(centre, sd, BOUNDS) - after, abs=0.006
    )


def test_nothing_to_learn_is_worth_nothing() -> None:
    assert worth(70, 4, 1.0, BOUNDS) == 0
    assert worth(70, 0, 0.5, BOUNDS) == 0
    assert worth(70, 4, 0.5, ()) == 0
    assert worth(30, 2, 0.5, BOUNDS) < 1e-6
    assert worth(71, 4, 0.7, BOUNDS) > worth(77, 4, 0.7, BOUNDS) > 0


@given(st.floats(25, 100), st.floats(0.1, 15), st.floats(0.3, 0.99))
@settings(max_examples=100, deadline=None)
def test_a_sheet_never_adds_doubt(centre: float, sd: float, shrink: float) -> None:
    gain = worth(centre, sd, shrink, BOUNDS)
    assert 0 <= gain <= doubt(centre, sd, BOUNDS) + 0.02


def test_the_nearest_threshold() -> None:
    assert nearest(76, BOUNDS) == 70
    assert nearest(79, BOUNDS) == 85
    assert nearest(79, ()) is None


def test_who_joins_circles_comes_first_then_who_did_least() -> None:
    people = {
        "busy": Candidate(joins=False, sheets=9, place=0),
        "idle": Candidate(joins=False, sheets=2, place=1),
        "bridge": Candidate(joins=True, sheets=12, place=2),
    }
    assert choose(people) == "bridge"
    del people["bridge"]
    assert choose(people) == "idle"
    assert choose({}) is None
