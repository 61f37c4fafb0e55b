"""The penalised likelihood of the many-facet model and its way to the best parameters.

Parameters stand in the order sheet, product, curator, indicator, threshold, the last three
in contrasts that add up to zero. The curvature has an arrow's shape: sheets do not meet each
other, nor do products once sheets are eliminated, so that only a matrix of curators,
indicators and thresholds has to be factored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, optimize, sparse
from scipy.sparse import csgraph

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_PRODUCT_SD, _LENIENCY_SD, _ITEM_SD, _THRESHOLD_SD = 3.0, 1.5, 2.0, 2.0
"""Weak priors, in logits; `spread` is that of sheets."""

_SPREADS = (0.02, 3.0)
"""Logits between which the spread of sheets is looked for."""

_ROUNDS, _ENOUGH = 50, 1e-7
"""Steps of Newton at most, and the gain (of log-likelihood) below which another is idle."""


@dataclass(frozen=True, slots=True)
class Ratings:
    """Scores, one a row: who (`curator`) gave which `item` of which `product` how many `step`s.

    Indices count from 0; `step` counts from the lowest score of the scale, `steps` is the
    highest. `worth` is how many points of the product's total one step is. `group` tells the
    rubric of each item.
    """

    curator: Ints
    product: Ints
    item: Ints
    step: Ints
    worth: Floats
    group: Ints
    steps: int

    @property
    def sizes(self) -> tuple[int, int, int]:
        """How many curators, products and items there are."""
        return int(self.curator.max()) + 1, int(self.product.max()) + 1, len(self.group)


def circles(curator: Ints, product: Ints) -> tuple[Ints, Ints]:
    """Which connected group each curator and each product is in: joined by shared products."""
    curators, products = int(curator.max()) + 1, int(product.max()) + 1
    edges = sparse.coo_matrix(
        (np.ones(len(curator)), (curator, product + curators)), shape=(curators + products,) * 2
    )
    _, label = csgraph.connected_components(edges, directed=False)
    label = np.asarray(label, dtype=np.int64)
    return label[:curators], label[curators:]


def log_chances(eta: Floats, threshold: Floats) -> Floats:
    """Log probability of each step, one row for each `eta`."""
    rise = np.concatenate([[0.0], np.cumsum(threshold)])
    power = eta[:, None] * np.arange(len(rise)) - rise
    power -= power.max(axis=1, keepdims=True)
    return np.asarray(power - np.log(np.exp(power).sum(axis=1, keepdims=True)))


@dataclass(frozen=True, slots=True)
class Arrow:
    """The curvature with sheets and products eliminated: what solving and reading need."""

    sheet: Floats
    sheet_side: sparse.csr_matrix
    product: Floats
    product_side: Floats
    root: Floats
    """Lower Cholesky factor of what is left: curators, indicators, thresholds."""

    @property
    def log_determinant(self) -> float:
        """Of the whole curvature."""
        return float(
            np.log(self.sheet).sum()
            + np.log(self.product).sum()
            + 2 * np.log(np.diag(self.root)).sum()
        )

    def solve(self, slope: Floats) -> Floats:
        """The whole curvature's inverse times `slope`."""
        sheets, products = len(self.sheet), len(self.product)
        top, middle = slope[:sheets], slope[sheets:]
        middle = middle - self.sheet_side.T @ (top / self.sheet)
        scaled = middle[:products] / self.product
        foot = linalg.cho_solve((self.root, True), middle[products:] - self.product_side.T @ scaled)
        centre = scaled - (self.product_side @ foot) / self.product
        rest = np.concatenate([centre, foot])
        return np.concatenate([(top - self.sheet_side @ rest) / self.sheet, rest])

    def foot_covariance(self) -> Floats:
        """Covariance of curators, indicators and thresholds, in contrasts."""
        return np.asarray(linalg.cho_solve((self.root, True), np.eye(len(self.root))))

    def product_variance(self) -> Floats:
        """Variance of each product's place."""
        reach = linalg.solve_triangular(self.root, self.product_side.T, lower=True)
        return np.asarray(1 / self.product + (reach**2).sum(axis=0) / self.product**2)


class Model:
    """The likelihood of one set of ratings."""

    def __init__(self, ratings: Ratings) -> None:
        self.ratings = ratings
        self.curators, self.products, self.items = ratings.sizes
        self.curator_circle, self.product_circle = circles(ratings.curator, ratings.product)
        pair = ratings.product * self.curators + ratings.curator
        pairs, self.sheet = np.unique(pair, return_inverse=True)
        self.sheets = len(pairs)
        self.sheets_on = np.bincount(pairs // self.curators, minlength=self.products)
        self.lenient = _contrasts(self.curator_circle)
        self.harder = _contrasts(ratings.group)
        self.thresholds = _contrasts(np.zeros(ratings.steps, dtype=np.int64))
        self._lay_out()
        self._start = np.zeros(self.sheets + self.basis.shape[1])

    def _lay_out(self) -> None:
        """One-hot rows: product, curator, item; then the contrasts of each."""
        r, size = self.ratings, len(self.ratings.step)
        columns = np.stack(
            [r.product, r.curator + self.products, r.item + self.products + self.curators], axis=1
        )
        values = np.tile([1.0, 1.0, -1.0], size)
        rows = np.repeat(np.arange(size), 3)
        wide = self.products + self.curators + self.items
        self.onehot = sparse.csr_matrix((values, (rows, columns.ravel())), shape=(size, wide))
        self.gather = sparse.csr_matrix(
            (np.ones(size), (self.sheet, np.arange(size))), shape=(self.sheets, size)
        )
        blocks = [sparse.identity(self.products), self.lenient, self.harder, self.thresholds]
        self.basis = sparse.block_diag(blocks, format="csr")
        widths = [block.shape[1] for block in blocks]
        deviations = [_PRODUCT_SD, _LENIENCY_SD, _ITEM_SD, _THRESHOLD_SD]
        self.prior = np.repeat(np.array(deviations) ** -2.0, widths)
        self.above = r.step[:, None] >= np.arange(1, r.steps + 1)

    def split(self, beta: Floats) -> tuple[Floats, Floats, Floats, Floats, Floats]:
        """Sheets, products, leniency, difficulty, thresholds."""
        cuts = np.cumsum([self.products, self.curators, self.items])
        product, lenient, harder, threshold = np.split(self.basis @ beta[self.sheets :], cuts)
        return beta[: self.sheets], product, lenient, harder, threshold

    def _chances(self, beta: Floats) -> Floats:
        sheet, *places, threshold = self.split(beta)
        eta = self.onehot @ np.concatenate(places) + sheet[self.sheet]
        return log_chances(eta, threshold)

    def loss(self, beta: Floats, spread: float) -> tuple[float, Floats]:
        """Penalised negative log-likelihood and its gradient."""
        log_p = self._chances(beta)
        sheet, rest = beta[: self.sheets], beta[self.sheets :]
        value = -log_p[np.arange(len(log_p)), self.ratings.step].sum()
        value += 0.5 * ((sheet**2).sum() / spread**2 + (self.prior * rest**2).sum())
        surplus = _at_least(np.exp(log_p)) - self.above
        pull = surplus.sum(axis=1)
        slope = np.concatenate([self.onehot.T @ pull, -surplus.sum(axis=0)])
        on_sheet = self.gather @ pull + sheet / spread**2
        return float(value), np.concatenate([on_sheet, self.basis.T @ slope + self.prior * rest])

    def curvature(self, beta: Floats, spread: float) -> Arrow:
        """Second derivatives of `loss`: the observed information."""
        over = _at_least(np.exp(self._chances(beta)))
        # Steps are cumulative, so "at least j and at least k" is "at least the larger".
        joint = np.minimum(over[:, :, None], over[:, None, :]) - over[:, :, None] * over[:, None, :]
        cross = joint.sum(axis=2)
        width = cross.sum(axis=1)
        weighted = self.onehot.multiply(width[:, None]).tocsr()
        inner = (self.onehot.T @ weighted).toarray()
        side = -(self.onehot.T @ cross)
        whole = np.block([[inner, side], [side.T, joint.sum(axis=0)]])
        sheet = self.gather @ width + spread**-2
        beside = sparse.hstack(
            [self.gather @ weighted, sparse.csr_matrix(-(self.gather @ cross))], format="csr"
        )
        whole -= (beside.T @ beside.multiply(1 / sheet[:, None]).tocsr()).toarray()
        folded = self.basis.T @ (self.basis.T @ whole).T + np.diag(self.prior)
        return _arrow(sheet, (beside @ self.basis).tocsr(), np.asarray(folded), self.products)

    def solve(self, spread: float) -> tuple[Floats, Arrow]:
        """The best parameters for a spread of sheets, and the curvature there.

        Newton's method, halving a step that leads up, from where the last spread ended: the
        problem is convex, and the arrow makes each step cheaper than a general optimiser's.
        """
        beta = self._start
        value, slope = self.loss(beta, spread)
        arrow = self.curvature(beta, spread)
        for _ in range(_ROUNDS):
            step = arrow.solve(slope)
            gain = float(slope @ step)
            if gain < _ENOUGH:
                break
            beta, value, slope = self._descend(beta, step, value, gain, spread)
            arrow = self.curvature(beta, spread)
        self._start = beta
        return beta, arrow

    def _descend(
        self, beta: Floats, step: Floats, value: float, gain: float, spread: float
    ) -> tuple[Floats, float, Floats]:
        """As far along a step as the loss falls (Armijo)."""
        part = 1.0
        while True:
            there = beta - part * step
            lower, slope = self.loss(there, spread)
            if lower <= value - 1e-4 * part * gain or part < 1e-6:
                return there, lower, slope
            part /= 2

    def best_spread(self) -> float:
        """The spread of sheets with the largest marginal likelihood, kept off zero.

        Laplace's approximation, with products and curators integrated out too (as in REML).
        A weak prior keeps the estimate inside (Chung et al. 2013): with few sheets a spread
        of nothing would promise a certainty nobody has.
        """
        low, high = np.log(_SPREADS)
        found = optimize.minimize_scalar(
            self.marginal, bounds=(low, high), method="bounded", options={"xatol": 0.05}
        )
        return float(np.exp(found.x))

    def marginal(self, log_spread: float) -> float:
        """Negative log of the marginal posterior of the spread, up to a constant."""
        spread = float(np.exp(log_spread))
        beta, arrow = self.solve(spread)
        value, _ = self.loss(beta, spread)
        return value + self.sheets * log_spread + arrow.log_determinant / 2 - log_spread


def _at_least(chances: Floats) -> Floats:
    """Chance of at least 1, 2, … steps."""
    return np.cumsum(chances[:, ::-1], axis=1)[:, -2::-1]


def _arrow(sheet: Floats, side: sparse.csr_matrix, rest: Floats, products: int) -> Arrow:
    """Eliminate the products from what eliminating the sheets has left."""
    product = np.diag(rest)[:products]
    product_side = rest[:products, products:]
    foot = rest[products:, products:] - product_side.T @ (product_side / product[:, None])
    root = linalg.cholesky(foot, lower=True, check_finite=False)
    return Arrow(sheet, side, product, product_side, np.asarray(root))


def _contrasts(group: NDArray[Any]) -> Floats:
    """Orthonormal columns that add up to zero within each group; none for a group of one."""
    columns = []
    for name in np.unique(group):
        inside = np.flatnonzero(group == name)
        for row in linalg.helmert(len(inside)) if len(inside) > 1 else ():
            column = np.zeros(len(group))
            column[inside] = row
            columns.append(column)
    return np.array(columns).reshape(len(columns), len(group)).T
