"""Which training moves a criterion: trained products beside untrained ones that began alike.

Whoever scored low tends to score higher next time by itself, so the plain difference flatters
every training. Each trained product is compared with what untrained ones that began there came
to, by a straight line through those (analysis of covariance); what is left is the training's, as
far as such data can tell. The interval resamples both groups.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Rows = tuple[NDArray[np.int64], ...]
"""Of the trained and of the untrained: which products a sample holds, a sample a row."""

LEAST = 5
"""Fewer trained products say nothing."""

_MOST = 4_000
"""Of either group; more are thinned out, which the interval hardly notices."""

_DRAWS = 1_000
_SEED = 20_261_122
_TAIL = 5.0


@dataclass(frozen=True, slots=True)
class Lift:
    """Changes as shares of what a criterion can give, -1 to 1.

    `change` is the trained products' mean change, `expected` that of untrained ones which began
    alike, `gain` the difference with its 90 % interval. The last four are None where fewer than
    `LEAST` products were trained or untrained, or nobody to compare with began alike.
    """

    trained: int
    compared: int
    before: float
    after: float
    expected: float | None
    gain: float | None
    low: float | None
    high: float | None

    @property
    def change(self) -> float:
        """How the trained moved."""
        return self.after - self.before

    @property
    def moves(self) -> bool:
        """Whether the whole interval is above nothing."""
        return self.low is not None and self.low > 0


def lift(before: Floats, after: Floats, others_before: Floats, others_after: Floats) -> Lift:
    """The trained products' shares before and after, and the untrained ones'.

    ValueError when nobody was trained.
    """
    if len(before) == 0 or len(before) != len(after) or len(others_before) != len(others_after):
        raise ValueError("no products, or not as many before as after")
    before, after = _thinned(before, after)
    others_before, others_after = _thinned(others_before, others_after)
    means = float(before.mean()), float(after.mean())
    counts = len(before), len(others_before)
    if min(counts) < LEAST or not _alike(before, others_before):
        return Lift(*counts, *means, None, None, None, None)
    everyone = np.arange(counts[0])[None, :], np.arange(counts[1])[None, :]
    change, expected = _compared(before, after, others_before, others_after, everyone)
    rng = np.random.default_rng(_SEED)
    drawn = tuple(rng.integers(0, count, size=(_DRAWS, count)) for count in counts)
    changes, lines = _compared(before, after, others_before, others_after, drawn)
    low, high = np.percentile(changes - lines, (_TAIL, 100 - _TAIL))
    gain = float(change[0] - expected[0])
    return Lift(*counts, *means, float(expected[0]), gain, float(low), float(high))


def _thinned(first: Floats, second: Floats) -> tuple[Floats, Floats]:
    if len(first) <= _MOST:
        return first, second
    kept = np.linspace(0, len(first) - 1, _MOST).astype(np.int64)
    return first[kept], second[kept]


def _alike(before: Floats, others: Floats) -> bool:
    """Whether most of the trained began where some untrained did: no line reaches beyond."""
    inside = (before >= others.min()) & (before <= others.max())
    return bool(inside.mean() >= 0.5)


def _compared(
    before: Floats, after: Floats, others_before: Floats, others_after: Floats, drawn: Rows
) -> tuple[Floats, Floats]:
    """Mean change of the trained and what the line says of them, for each row of `drawn`."""
    mine, theirs = drawn
    start, own = before[mine].mean(axis=1), (after - before)[mine].mean(axis=1)
    x, y = others_before[theirs], (others_after - others_before)[theirs]
    middle, level = x.mean(axis=1), y.mean(axis=1)
    spread = ((x - middle[:, None]) ** 2).sum(axis=1)
    together = ((x - middle[:, None]) * (y - level[:, None])).sum(axis=1)
    slope = np.divide(together, spread, out=np.zeros_like(together), where=spread > 1e-9)
    return own, level + slope * (start - middle)
