"""*Siapa berikutnya*: where one more sheet would make a class surer, and who could give it.

A product's total lies, as far as is known, around `centre` with deviation `sd`; the rubric's
thresholds cut the scale into bands. What a further sheet is worth is the expected rise of the
chance that the likeliest band is the right one (expected value of sample information): nil in
the middle of a band however unsure, nil at a threshold where nothing more can be learnt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy import special

_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(31)

Who = TypeVar("Who")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could fill one more sheet for a product."""

    joins: bool
    """Their sheet would join groups of curators that share no product yet."""

    sheets: int
    """How many they have filled in this session."""

    place: int
    """Their order among equals."""


def doubt(centre: float, sd: float, bounds: Sequence[float]) -> float:
    """The chance that the likeliest band is not the right one."""
    return float(1 - _surest(np.array([centre]), sd, bounds)[0])


def worth(centre: float, sd: float, shrink: float, bounds: Sequence[float]) -> float:
    """How much one more sheet lessens the doubt, on average; `shrink` is what it leaves of `sd`."""
    if not bounds or sd <= 0 or shrink >= 1:
        return 0.0
    moves = sd * float(np.sqrt(1 - shrink**2))
    after = _surest(centre + moves * _NODES, sd * shrink, bounds)
    expected = float(after @ _WEIGHTS / _WEIGHTS.sum())
    return max(0.0, expected - (1 - doubt(centre, sd, bounds)))


def nearest(centre: float, bounds: Iterable[float]) -> float | None:
    """The threshold nearest to a total."""
    return min(bounds, key=lambda bound: abs(bound - centre), default=None)


def choose(candidates: Mapping[Who, Candidate]) -> Who | None:
    """Who should fill it: who joins what is apart, then who has done least."""

    def order(who: Who) -> tuple[bool, int, int]:
        one = candidates[who]
        return (not one.joins, one.sheets, one.place)

    return min(candidates, key=order, default=None)


def _surest(
    centres: NDArray[np.float64], sd: float, bounds: Sequence[float]
) -> NDArray[np.float64]:
    """The chance of the likeliest band, for each centre."""
    edges = np.concatenate([[-np.inf], np.sort(np.asarray(bounds, dtype=float)), [np.inf]])
    below = special.ndtr((edges[None, :] - centres[:, None]) / max(sd, 1e-9))
    return np.asarray(np.diff(below, axis=1).max(axis=1))
