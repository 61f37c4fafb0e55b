"""The same, with disks cloned and brought back, and a centre restored from its backup."""

from __future__ import annotations

from tests.model.machine import Disasters
from tests.model.running import play
from tests.model.stage import Stage


def test_disks_that_are_lost_and_brought_back(stage: Stage) -> None:
    """What any disk still holds is at the centre in the end."""
    played = play(stage, Disasters, examples=40, steps=15)
    assert not played.broken, played.story
    assert played.examples >= 40
    assert played.steps > 300
