"""Composing the packages of Gebetan; tab-separated: name, ours, reference, ratio, unit.

packages       500 orders × 2,000 products until nothing improves, at most 10 s (reach)
packages_cpu   the same in CPU seconds, deaf to other programs
packages_gap   how far below a bound that no composition can pass it may be (in %)
packages_fill  rupiah in the packages of the rupiah ordered (in %)
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from app.market.compose import Demand, Offer, compose
from benchmarks.figures import arguments, figure

_REACH_SECONDS = 10.0
_AMOUNTS = (100_000, 120_000, 150_000, 200_000)


def round_of(products: int, orders: int, seed: int) -> tuple[Offer, Demand]:
    """A month: prices Rp5.000 to Rp45.000, six categories, 44 kecamatan, waits up to four years."""
    rng = np.random.default_rng(seed)
    offer = Offer(
        price=rng.integers(10, 91, products) * 500,
        category=rng.integers(0, 6, products),
        district=rng.integers(0, 44, products),
        stock=rng.integers(20, 300, products),
        waiting=rng.integers(0, 1500, products),
    )
    demand = Demand(rng.choice(_AMOUNTS, orders), rng.integers(5, 200, orders))
    return offer, demand


def main() -> None:
    """Print all figures."""
    args = arguments(__doc__ or "")
    offer, demand = round_of(2_000, 500, seed=1)
    start, cpu = time.perf_counter(), time.process_time()
    done = compose(offer, demand, seconds=2.0 if args.quick else 4.0)
    figure("packages", time.perf_counter() - start, _REACH_SECONDS, "s")
    figure("packages_cpu", time.process_time() - cpu, None, "s of CPU")
    figure("packages_gap", 100 * done.gap, None, "%")
    figure("packages_fill", 100 * done.spent / done.ordered, None, "%")


if __name__ == "__main__":
    main()
