"""How figures are taken and printed: best of several, ours beside a reference of the same run."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable


def arguments(about: str) -> argparse.Namespace:
    """`--quick` ends within a minute on two cores."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--quick", action="store_true", help="smaller work, under a minute")
    return parser.parse_args()


def best(job: Callable[[], object], times: int = 3) -> float:
    """Seconds of the fastest of several runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        job()
        taken.append(time.perf_counter() - start)
    return min(taken)


def figure(name: str, ours: float, reference: float | None, unit: str) -> None:
    """One line, tab-separated; `-` where there is no reference."""
    ratio = f"{ours / reference:.2f}" if reference else "-"
    shown = f"{reference:.3f}" if reference is not None else "-"
    print(f"{name}\t{ours:.3f}\t{shown}\t{ratio}\t{unit}", flush=True)


def unmeasured(name: str, why: str) -> None:
    """A figure that cannot be taken here, and why."""
    print(f"{name}\t-\t-\t-\t{why}", flush=True)
