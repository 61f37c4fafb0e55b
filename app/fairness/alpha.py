"""Krippendorff's alpha: agreement of several curators beyond chance, with an interval.

A table has one row a curator and one column a product (a *unit*); NaN where there is no
sheet. Alpha is 1 - observed / expected disagreement, both from the coincidence matrix
(Krippendorff, *Computing Krippendorff's Alpha-Reliability*, 2011).

The interval resamples products (all sheets of a product stay together, panels as they were)
and is bias-corrected and accelerated (BCa, Efron 1987): alpha's distribution leans to the
left, and percentiles alone miss the truth on one side.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import special

Floats = NDArray[np.float64]

DRAWS = 1_000
SEED = 20_261_122
"""Always the same draws: the same sheets give the same interval on every laptop."""


class Metric(Enum):
    """How far two values are apart."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Alpha and its 95 % interval; `units` counts what two curators or more have valued."""

    alpha: float
    low: float
    high: float
    units: int


def coincidences(table: NDArray[Any]) -> tuple[Floats, Floats]:
    """The values in order, and how often each pair stands together in a unit.

    Each unit with m values gives m (m - 1) ordered pairs of weight 1 / (m - 1); units with
    fewer than two values give none.
    """
    values, counts = _counts(table)
    pairs = counts.sum(axis=1)
    weighted = counts / (pairs - 1)[:, None]
    return values, counts.T @ weighted - np.diag(weighted.sum(axis=0))


def alpha(table: NDArray[Any], metric: Metric = Metric.ORDINAL) -> float | None:
    """Alpha of a table; None without a unit of two values, or when all values are equal."""
    values, together = coincidences(table)
    if len(values) < 2:
        return None
    margins = together.sum(axis=0)
    distance = _distances(values, margins, metric)
    observed = float((together * distance).sum())
    expected = float((np.outer(margins, margins) * distance).sum()) / float(margins.sum() - 1)
    return 1.0 - observed / expected


def units(table: NDArray[Any]) -> int:
    """How many units have two values or more."""
    return int(((~np.isnan(np.asarray(table, dtype=float))).sum(axis=0) >= 2).sum())


def agreement(
    table: NDArray[Any], *, draws: int = DRAWS, seed: int = SEED, level: float = 0.95
) -> Agreement | None:
    """Ordinal alpha with its BCa interval; None where alpha is undefined."""
    _, counts = _counts(table)
    size = len(counts)
    whole = _ordinal(counts, np.ones((1, size)))
    if size == 0 or np.isnan(whole[0]):
        return None
    rng = np.random.default_rng(seed)
    again = rng.multinomial(size, np.full(size, 1 / size), size=draws)
    drawn = _ordinal(counts, again.astype(float))
    drawn = drawn[~np.isnan(drawn)]  # a draw in which all values are equal tells nothing
    estimate = float(whole[0])
    if len(drawn) == 0 or float(np.ptp(drawn)) < 1e-12:
        return Agreement(estimate, estimate, estimate, size)
    left_out = _ordinal(counts, 1.0 - np.eye(size))
    low, high = np.quantile(drawn, _bca_levels(estimate, drawn, left_out, level))
    return Agreement(estimate, float(low), float(high), size)


def _counts(table: NDArray[Any]) -> tuple[Floats, Floats]:
    """Values in order, and how often each stands in each unit with two values or more."""
    data = np.asarray(table, dtype=float)
    data = data[:, (~np.isnan(data)).sum(axis=0) >= 2]
    present = ~np.isnan(data)
    values, codes = np.unique(data[present], return_inverse=True)
    counts = np.zeros((data.shape[1], len(values)))
    np.add.at(counts, (np.nonzero(present)[1], codes), 1.0)
    return values, counts


def _distances(values: Floats, margins: Floats, metric: Metric) -> Floats:
    """Squared distance of each pair of values."""
    if metric is Metric.NOMINAL:
        return 1.0 - np.eye(len(values))
    if metric is Metric.ORDINAL:
        # Half of both ends and all between them: the distance of their middle ranks.
        ranks = np.cumsum(margins) - margins / 2
        return np.asarray(np.subtract.outer(ranks, ranks) ** 2)
    gaps = np.subtract.outer(values, values)
    if metric is Metric.RATIO:
        sums = np.add.outer(values, values)
        gaps = np.divide(gaps, sums, out=np.zeros_like(gaps), where=sums != 0)
    return np.asarray(gaps**2)


def _ordinal(counts: Floats, weights: Floats) -> Floats:
    """Ordinal alpha for many weightings of the units at once, one a row; NaN if undefined.

    With middle ranks for values the squared distances inside a unit need only its sum and
    its sum of squares, so no coincidence matrix has to be built for each draw.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        margins = weights @ counts
        ranks = np.cumsum(margins, axis=1) - margins / 2
        number = counts.sum(axis=1)
        spread = number * (ranks**2 @ counts.T) - (ranks @ counts.T) ** 2
        observed = (weights * spread / (number - 1)).sum(axis=1)
        total = margins.sum(axis=1)
        mean = (margins * ranks).sum(axis=1) / total
        expected = total * (margins * (ranks - mean[:, None]) ** 2).sum(axis=1) / (total - 1)
        scale = total**3  # what is left of rounding when all values are equal
        return np.asarray(np.where(expected > 1e-12 * scale, 1 - observed / expected, np.nan))


def _bca_levels(estimate: float, drawn: Floats, left_out: Floats, level: float) -> Floats:
    """The quantiles to read off, corrected for bias and for a spread that grows with alpha."""
    below = ((drawn < estimate).sum() + (drawn == estimate).sum() / 2) / len(drawn)
    shift = special.ndtri(np.clip(below, 1 / len(drawn), 1 - 1 / len(drawn)))
    pull = np.nanmean(left_out) - left_out
    pull = pull[~np.isnan(pull)]
    scale = float((pull**2).sum()) ** 1.5
    bend = float((pull**3).sum()) / (6 * scale) if scale > 0 else 0.0
    tail = (1 - level) / 2
    ends = shift + special.ndtri(np.array([tail, 1 - tail]))
    return np.asarray(special.ndtr(shift + ends / (1 - bend * ends)))
