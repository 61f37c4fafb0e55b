"""5,000 spoiled pictures through the workshop: each is taken or refused, none hangs or swells.

`python -m benchmarks.hostile [COUNT] [SEED]`. Prints what became of them by format, the longest
job in CPU seconds of the workshop, and the most memory it ever held. Status 1 when a job took more
than 2 s, memory reached 512 MB, or anything else than a clear refusal came out.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

import psutil

from app.errors import UserError
from app.photos.errors import REFUSALS
from app.photos.taking import take_in
from app.photos.workshop import Workshop
from tests.photos import hostile

_LONGEST_S = 2.0
_MOST_MEMORY = 512 * 1024 * 1024


@dataclass
class Outcome:
    """What became of the pictures of one format."""

    counts: Counter[str] = field(default_factory=Counter)
    longest: float = 0.0
    ended: int = 0


def main() -> int:
    """Print the table; the exit status."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    print("format\tfiles\ttaken\trefused by code\tlongest s\tprocesses ended")
    worst = 0.0
    workshop = Workshop()
    for kind in hostile.FORMATS:
        outcome = _run(workshop, kind, -(-count // len(hostile.FORMATS)), seed)
        worst = max(worst, outcome.longest)
        _tell(kind, outcome)
    workshop.close()
    # Counted by the kernel over all workshops there were, ended ones too.
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    print(f"peak memory\t{memory / 1024**2:.0f} MB")
    return 0 if worst <= _LONGEST_S and memory < _MOST_MEMORY else 1


def _run(workshop: Workshop, kind: str, count: int, seed: int) -> Outcome:
    outcome = Outcome()
    for number, data in enumerate(hostile.spoiled(kind, count, seed)):
        before, pid, start = _cpu(workshop), workshop.pid, time.perf_counter()
        try:
            take_in(workshop, data, original_name=f"{kind} {number}")
            outcome.counts["taken"] += 1
        except UserError as error:
            if error.code not in REFUSALS:
                raise
            outcome.counts[error.code] += 1
        taken = time.perf_counter() - start
        if pid is not None and workshop.pid != pid:
            outcome.ended += 1  # its times went with it; the clock on the wall is the worse one
        else:
            taken = _cpu(workshop) - before  # of a process that was just started: its start too
        outcome.longest = max(outcome.longest, taken)
    return outcome


def _cpu(workshop: Workshop) -> float:
    if workshop.pid is None:
        return 0.0
    times = psutil.Process(workshop.pid).cpu_times()
    return float(times.user + times.system)


def _tell(kind: str, outcome: Outcome) -> None:
    counts = outcome.counts
    refused = ", ".join(f"{code} {n}" for code, n in counts.most_common() if code != "taken")
    total, taken = counts.total(), counts["taken"]
    print(
        f"{kind}\t{total}\t{taken}\t{refused}\t{outcome.longest:.2f}\t{outcome.ended}", flush=True
    )


if __name__ == "__main__":
    sys.exit(main())
