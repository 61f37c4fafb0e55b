"""Many-facet rating-scale model: how lenient each curator is, judged on shared products alone.

The log odds of one score over the next lower one are

    product + leniency of the curator + sheet - difficulty of the indicator - threshold

(Linacre 1989, after Andrich 1978). The *sheet* is a random effect of one curator on one
product: eighteen scores of one sheet are no eighteen independent opinions, and without it
every interval would be far too narrow. Its spread is estimated by Laplace's approximation
of the marginal likelihood; all else by penalised maximum likelihood, which is convex.

Products have only a weak prior: a curator who met the best products is not taken for a
lenient one. Weak priors also hold products with all the highest scores and score steps that
nobody used. Curators are centred within each connected group, indicators within each rubric;
thresholds add up to zero.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from app.fairness.likelihood import Arrow, Floats, Model, Ratings, log_chances

__all__ = ["Estimate", "Fit", "Leniency", "Ratings", "Standing", "fit"]

_LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with the ends of its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Leniency:
    """How much more a curator gives than the curators they can be compared with.

    The intervals hold for all curators of a circle together (Šidák): with five intervals of
    95 % each, one session in six would call somebody lenient or strict for nothing.
    """

    logits: Estimate
    points: Estimate
    """On the scale of 0 to 100, for a product as they are in this session."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a product's curators added to its total by their leniency, and how sure it is.

    `added` is to be taken from the raw total to see it as an average curator would have
    given it; `below` and `above` reach from there to the ends of the interval, `deviation` is
    its standard error. `shrink` is the part of that which one more sheet would leave.
    """

    added: float
    below: float
    above: float
    deviation: float
    shrink: float


@dataclass(frozen=True, slots=True)
class Fit:
    """The model fitted. None stands for what cannot be compared with anything."""

    leniency: tuple[Leniency | None, ...]
    standing: tuple[Standing | None, ...]
    circle: tuple[int, ...]
    """For each curator, which connected group they belong to."""

    product_circle: tuple[int, ...]
    freedom: tuple[int, ...]
    """For each circle, degrees of freedom: what sheets tell beyond products and curators."""

    spread: float
    """Standard deviation of sheets, in logits."""

    product: Floats
    item: Floats
    threshold: Floats


def fit(ratings: Ratings) -> Fit:
    """Estimate everything; takes well under a second for 60 products and 5 curators."""
    model = Model(ratings)
    spread = model.best_spread()
    beta, arrow = model.solve(spread)
    return _Reading(model, beta, arrow, spread).fit()


class _Reading:
    """From parameters and curvature to what is told."""

    def __init__(self, model: Model, beta: Floats, arrow: Arrow, spread: float) -> None:
        self.model, self.spread = model, spread
        _, self.product, self.leniency, self.item, self.threshold = model.split(beta)
        self.product_sd = np.sqrt(arrow.product_variance())
        free = model.lenient.shape[1]
        inner = arrow.foot_covariance()[:free, :free]
        self.leniency_var = np.einsum("ij,jk,ik->i", model.lenient, inner, model.lenient)
        r = model.ratings
        self.base = self.product[r.product] - self.item[r.item]
        self.weight = r.worth / model.sheets_on[r.product]
        self.freedom = self._freedom()

    def fit(self) -> Fit:
        """All of it."""
        model = self.model
        return Fit(
            leniency=tuple(self._lenient(c) for c in range(model.curators)),
            standing=self._standings(),
            circle=tuple(int(c) for c in model.curator_circle),
            product_circle=tuple(int(c) for c in model.product_circle),
            freedom=tuple(self.freedom),
            spread=self.spread,
            product=self.product,
            item=self.item,
            threshold=self.threshold,
        )

    def _freedom(self) -> list[int]:
        """For each circle: sheets on shared products, less those products, less its curators."""
        model = self.model
        found = []
        for circle in range(int(model.curator_circle.max()) + 1):
            shared = (model.product_circle == circle) & (model.sheets_on > 1)
            people = int((model.curator_circle == circle).sum())
            found.append(int(model.sheets_on[shared].sum() - shared.sum()) - (people - 1))
        return found

    def _reach(self, circle: int, *, together: bool = False) -> float | None:
        """How many standard errors an interval reaches; None without a way to compare."""
        freedom, people = self.freedom[circle], int((self.model.curator_circle == circle).sum())
        if freedom < 1 or people < 2:
            return None
        level = _LEVEL ** (1 / people) if together else _LEVEL
        return float(special.stdtrit(freedom, 0.5 + level / 2))

    def _totals(self, shift: Floats | float) -> Floats:
        """Each product's expected total (up to a constant) when its scores are shifted."""
        log_p = log_chances(self.base + shift, self.threshold)
        steps = np.exp(log_p) @ np.arange(log_p.shape[1])
        ratings = self.model.ratings
        found = np.bincount(ratings.product, self.weight * steps, minlength=self.model.products)
        return found.astype(float)

    def _points(self, circle: int, shift: float) -> float:
        """What a shift for everything means in points, over the products of a circle."""
        here = self.model.product_circle == circle
        return float((self._totals(shift) - self._totals(0.0))[here].mean())

    def _lenient(self, curator: int) -> Leniency | None:
        circle = int(self.model.curator_circle[curator])
        reach = self._reach(circle, together=True)
        if reach is None:
            return None
        value = float(self.leniency[curator])
        half = reach * float(np.sqrt(self.leniency_var[curator]))
        ends = (value, value - half, value + half)
        return Leniency(Estimate(*ends), Estimate(*(self._points(circle, end) for end in ends)))

    def _standings(self) -> tuple[Standing | None, ...]:
        r, products = self.model.ratings, range(self.model.products)
        reach = [self._reach(int(c)) for c in self.model.product_circle]
        errors = np.array([x or 1.0 for x in reach])
        half = errors * self.product_sd
        neutral = self._totals(0.0)
        added = self._totals(self.leniency[r.curator]) - neutral
        below = neutral - self._totals(-half[r.product])
        above = self._totals(half[r.product]) - neutral
        deviation = (below + above) / (2 * errors)
        told = np.stack([added, below, above, deviation, self._shrink()], axis=1)
        return tuple(None if reach[n] is None else Standing(*map(float, told[n])) for n in products)

    def _shrink(self) -> Floats:
        """What one more sheet, by a curator known as well as the others are, leaves of the sd."""
        model, ratings = self.model, self.model.ratings
        chances = np.exp(log_chances(self.base, self.threshold))
        steps = np.arange(chances.shape[1])
        spread = chances @ steps**2 - (chances @ steps) ** 2
        told = np.bincount(ratings.product, spread, minlength=model.products) / model.sheets_on
        one = self.spread**2 + 1 / np.maximum(told, 1e-6) + float(self.leniency_var.mean())
        return np.asarray(np.sqrt(one / (one + self.product_sd**2)))
