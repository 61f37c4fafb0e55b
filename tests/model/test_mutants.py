"""Each planted bug is found by the model; the few that cannot matter say why."""

from __future__ import annotations

import pytest

from tests.model.mutants import MUTANTS, Mutant, hunt
from tests.model.stage import Stage

QUICK = [m for m in MUTANTS if not m.equivalent and not m.slow]


@pytest.mark.parametrize("mutant", QUICK, ids=lambda m: m.name)
def test_a_planted_bug_is_found(stage: Stage, mutant: Mutant) -> None:
    """Those that live longer are hunted by `python -m tests.model.mutants` alone."""
    found = hunt(stage, mutant)
    assert found.broken, f"survived {found.examples} examples"


def test_what_cannot_be_found_says_why() -> None:
    assert all(len(m.equivalent) > 40 for m in MUTANTS if m.equivalent)
    assert len({m.name for m in MUTANTS}) == len(MUTANTS)
