"""Work, bad lines, stalling servers, moves, other assignments, wrong clocks: nothing is lost."""

from __future__ import annotations

from tests.model.machine import FieldWork
from tests.model.running import play
from tests.model.stage import Stage


def test_work_over_bad_lines(stage: Stage) -> None:
    """The same examples at every run; `make soak` plays others."""
    played = play(stage, FieldWork, examples=40, steps=15)
    assert not played.broken, played.story
    assert played.examples >= 40
    assert played.steps > 300
