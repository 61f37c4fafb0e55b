"""The best package for one: at most one of each category within an amount, exactly, by cells.

A multiple-choice knapsack. Prices are counted in cells; of goods of one category and price only
the best can be in a best package, so that 2,000 products come down to a few hundred steps.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Goods as columns: category number and price in cells, both from 0 upwards."""

    category: Ints
    cells: Ints

    @property
    def categories(self) -> int:
        """One more than the largest category number."""
        return int(self.category.max()) + 1 if len(self.category) else 0


def best(shelf: Shelf, worth: Floats, amount: int) -> tuple[float, list[int]]:
    """The most that goods of different categories can be worth within `amount` cells, and which.

    Goods that are worth nothing or less are left out.
    """
    total = np.zeros(amount + 1)
    taken: list[Ints] = []
    for category in range(shelf.categories):
        total, chosen = _with(shelf, worth, category, total)
        taken.append(chosen)
    left, goods = amount, []
    for chosen in reversed(taken):
        at = int(chosen[left])
        if at >= 0:
            goods.append(at)
            left -= int(shelf.cells[at])
    return float(total[amount]), goods


def _with(shelf: Shelf, worth: Floats, category: int, before: Floats) -> tuple[Floats, Ints]:
    """One category more: the best with it for each number of cells, and what was taken."""
    after, chosen = before.copy(), np.full(len(before), -1, np.int64)
    for at in _champions(shelf, worth, category, len(before) - 1):
        price = int(shelf.cells[at])
        tried = before[: len(before) - price] + worth[at]
        better = tried > after[price:]
        after[price:][better] = tried[better]
        chosen[price:][better] = at
    return after, chosen


def _champions(shelf: Shelf, worth: Floats, category: int, amount: int) -> Ints:
    """Of each price the goods worth most, the cheap first, if worth more than all cheaper."""
    fits = (shelf.category == category) & (shelf.cells <= amount) & (worth > 0)
    own = np.flatnonzero(fits)
    order = own[np.lexsort((own, -worth[own], shelf.cells[own]))]
    ahead = np.maximum.accumulate(worth[order])
    first = np.ones(len(order), bool)
    first[1:] = ahead[1:] > ahead[:-1]
    return order[first]
