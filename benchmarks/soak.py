"""The model test without end: fresh seeds until so many faulty steps have been made.

    make soak ARGS="STEPS=1000000"      python -m benchmarks.soak SEED=7 replays one round

Prints one line a round; the last line is the figure `soak`: steps made, then what was
lost, applied twice and overwritten unseen. Ends with 1 as soon as a promise is broken.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter

from tests.model.machine import Disasters, FieldWork
from tests.model.running import Play, play, stage

EXAMPLES = 25
STEPS_AN_EXAMPLE = 40
KINDS = (FieldWork, Disasters)
_CHANCE = random.SystemRandom()
"""Not `secrets.randbits`: the stage makes that one tell the same numbers every time."""
PROMISES = {"lost": "lost", "once": "twice", "blind": "blind"}
"""Words in a broken promise, and the column it is counted in; any other is `other`."""


def wishes(arguments: list[str]) -> dict[str, int]:
    """`NAME=number` pairs; underscores in numbers are fine."""
    return {name: int(value) for name, value in (a.split("=", 1) for a in arguments)}


def column(broken: str) -> str:
    """What kind of fault a broken promise is."""
    return next((c for word, c in PROMISES.items() if word in broken.split(":")[0]), "other")


def show(played: Play, seed: int, kind: str, done: int) -> None:
    """One round, and how to play it again when it failed."""
    rate = played.steps / played.seconds if played.seconds else 0.0
    print(
        f"seed {seed}\t{kind}\t{played.examples} examples\t{done} steps\t{rate:.1f}/s", flush=True
    )
    if played.broken:
        print(f"BROKEN: {played.broken}\n{played.story}")
        print(
            f'replay: make soak ARGS="SEED={seed} KIND={[k.__name__ for k in KINDS].index(kind)}"'
        )


def main(arguments: list[str]) -> int:
    """Exit status: 1 when a promise was broken."""
    asked = wishes(arguments)
    steps, found = 0, Counter(dict.fromkeys(("lost", "twice", "blind", "other"), 0))
    examples, started, number = 0, time.monotonic(), 0
    goal = asked.get("STEPS", 20_000) if "SEED" not in asked else 1
    with stage() as on:
        while steps < goal and not any(found.values()):
            seed = asked.get("SEED", _CHANCE.getrandbits(32))
            kind = KINDS[asked.get("KIND", number) % len(KINDS)]
            number += 1
            played = play(
                on, kind, examples=EXAMPLES, steps=STEPS_AN_EXAMPLE, seed=seed,
                shrink="SHRINK" in asked,
            )  # fmt: skip
            steps, examples = steps + played.steps, examples + played.examples
            if played.broken:
                found[column(played.broken)] += 1
            show(played, seed, kind.__name__, steps)
    counts = "\t".join(f"{found[name]} {name}" for name in ("lost", "twice", "blind", "other"))
    minutes = (time.monotonic() - started) / 60
    print(
        f"soak\t{steps}\t-\t-\tsteps\t{examples} examples\t{counts}\t{minutes:.1f} min", flush=True
    )
    return int(any(found.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
