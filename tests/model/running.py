"""Playing the model: with a seed, for so many examples, counting what was done."""

from __future__ import annotations

import contextlib
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import hypothesis
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.model.ledger import Violation
from tests.model.machine import FieldWork
from tests.model.stage import Stage, open_stage


@dataclass(frozen=True, slots=True)
class Play:
    """What came of one run: `broken` tells the promise that was broken, or is empty."""

    examples: int
    steps: int
    seconds: float
    broken: str = ""
    story: str = ""


@contextlib.contextmanager
def stage() -> Iterator[Stage]:
    """A stage in a folder of its own."""
    with (
        tempfile.TemporaryDirectory(prefix="kl-model-") as folder,
        open_stage(Path(folder)) as made,
    ):
        yield made


def machine(stage: Stage, kind: type[FieldWork]) -> type[FieldWork]:
    """The machine on this stage, with counters of its own."""
    return type(kind.__name__, (kind,), {"stage": stage, "totals": Counter()})


def play(
    stage: Stage,
    kind: type[FieldWork],
    *,
    examples: int,
    steps: int,
    seed: int | None = None,
    shrink: bool = False,
) -> Play:
    """Run so many examples; by `seed`, or always the same ones without."""
    chosen = machine(stage, kind)
    if seed is not None:
        hypothesis.seed(seed)(chosen)
    phases = [Phase.generate, *([Phase.shrink] if shrink else [])]
    how = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        derandomize=seed is None,
        phases=phases,
        report_multiple_bugs=False,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
    )
    start, broken, story = time.monotonic(), "", ""
    try:
        run_state_machine_as_test(chosen, settings=how)
    except Violation as violation:
        broken = str(violation)
        story = "\n".join(getattr(violation, "__notes__", []))
    totals = chosen.totals
    spent = time.monotonic() - start
    return Play(totals["examples"], totals["steps"], spent, broken, story)
