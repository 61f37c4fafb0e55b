"""Made-up panels with planted leniency: what the truth is, and the sheets that come of it.

Drawn as the model sees the world, and, in `odd` ways, as it does not: curators who are
lenient in one criterion and strict in another, and lenient curators who meet the weak products.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.fairness.likelihood import Ratings, log_chances

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

WEIGHTS = np.array([12, 6, 6, 6, 8, 5, 7, 8, 5, 6, 6, 8, 4, 2, 1, 4, 3, 3])
CRITERIA = np.repeat(np.arange(5), [4, 3, 4, 4, 3])
"""Packaged food: eighteen indicators in five criteria, 100 points; scores 1 to 4."""

_WORTH = WEIGHTS / 4
_THRESHOLDS = np.array([-1.6, -0.1, 1.7])


@dataclass(frozen=True, slots=True)
class Shape:
    """How a session is drawn; deviations in logits."""

    curators: int = 5
    products: int = 40
    panel: tuple[int, int] = (2, 3)
    leniency: float = 0.6
    sheet: float = 0.4
    quirk: float = 0.0
    """Of each curator in each criterion, beyond their leniency."""

    sorted_out: bool = False
    """Lenient curators rather meet the weak products."""


@dataclass(frozen=True, slots=True)
class Session:
    """Planted truth and drawn sheets."""

    leniency: Floats
    product: Floats
    difficulty: Floats
    quirks: Floats
    curator: Ints
    on: Ints
    scores: Ints
    """One row a sheet, steps above the lowest score; `curator` and `on` go with the rows."""

    @property
    def ratings(self) -> Ratings:
        """As the model wants them."""
        sheets, items = self.scores.shape
        return Ratings(
            curator=np.repeat(self.curator, items),
            product=np.repeat(self.on, items),
            item=np.tile(np.arange(items), sheets),
            step=self.scores.ravel(),
            worth=np.tile(_WORTH, sheets),
            group=np.zeros(items, dtype=np.int64),
            steps=3,
        )

    @property
    def raw(self) -> Floats:
        """Each product's mean total, as the program decides by it."""
        totals = (self.scores + 1) @ _WORTH
        return np.bincount(self.on, totals) / np.bincount(self.on)

    @property
    def true_totals(self) -> Floats:
        """Each product's expected total from a neutral curator."""
        return np.asarray(_expected(self.product[:, None] - self.difficulty) + _WORTH.sum())

    @property
    def true_points(self) -> Floats:
        """Each curator's planted leniency in points, over the products of the session."""
        base = self.product[:, None] - self.difficulty
        shifts = self.leniency[:, None] + self.quirks[:, CRITERIA]
        neutral = _expected(base).mean()
        return np.array([_expected(base + shift).mean() - neutral for shift in shifts])

    def table(self, criterion: int) -> Floats:
        """Points of a criterion, curators by products, NaN where there is no sheet."""
        inside = criterion == CRITERIA
        points = (self.scores[:, inside] + 1) @ _WORTH[inside]
        found = np.full((len(self.leniency), int(self.on.max()) + 1), np.nan)
        found[self.curator, self.on] = points
        return found


def draw(rng: np.random.Generator, shape: Shape) -> Session:
    """One session."""
    leniency = rng.normal(0, shape.leniency, shape.curators)
    quirks = rng.normal(0, shape.quirk, (shape.curators, 5))
    quirks -= quirks.mean(axis=0)
    quirks -= (quirks[:, CRITERIA] @ WEIGHTS / WEIGHTS.sum())[:, None]
    difficulty = rng.normal(0, 0.5, len(WEIGHTS))
    product = rng.normal(0.9, 1.0, shape.products)
    return sheets_of(
        rng, shape, leniency - leniency.mean(), product, difficulty - difficulty.mean(), quirks
    )


def more_products(rng: np.random.Generator, shape: Shape, like: Session, count: int) -> Session:
    """The same curators and rubric on `count` fresh products: the population behind a session."""
    product = rng.normal(0.9, 1.0, count)
    return sheets_of(rng, shape, like.leniency, product, like.difficulty, like.quirks)


def sheets_of(
    rng: np.random.Generator,
    shape: Shape,
    leniency: Floats,
    product: Floats,
    difficulty: Floats,
    quirks: Floats,
) -> Session:
    """Panels and scores for given curators and products."""
    pull = leniency[None, :] * -product[:, None] if shape.sorted_out else 0.0
    # The largest of equally likely keys are a random panel; a pull makes some likelier.
    keys = rng.gumbel(size=(len(product), shape.curators)) + pull
    sizes = rng.integers(shape.panel[0], shape.panel[1] + 1, len(product))
    rank = np.argsort(np.argsort(-keys, axis=1), axis=1)
    on, curator = np.nonzero(rank < sizes[:, None])
    noise = rng.normal(0, shape.sheet, len(on))
    eta = (product[on] + leniency[curator] + noise)[:, None] - difficulty
    eta = eta + quirks[curator][:, CRITERIA]
    chances = log_chances(eta.ravel(), _THRESHOLDS)
    scores = (chances + rng.gumbel(size=chances.shape)).argmax(axis=1).reshape(eta.shape)
    return Session(leniency, product, difficulty, quirks, curator, on, scores)


def _expected(eta: Floats) -> Floats:
    """Expected points above the lowest score, for rows of indicators."""
    chances = np.exp(log_chances(eta.ravel(), _THRESHOLDS))
    return np.asarray((chances @ np.arange(4)).reshape(eta.shape) @ _WORTH)
