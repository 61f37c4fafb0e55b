"""The market channels as this laptop knows them: rules as data, a proposal until confirmed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from app.domain.market.channels import Channel, ChannelRules, read_channels
from app.domain.terms import Grade

Ladder = tuple[tuple[Grade, tuple[str, ...]], ...]

COACHING = "Pembinaan dan pelatihan"
"""What is there for everyone, whatever the grade."""


@lru_cache(maxsize=4)
def rules(resources: Path) -> Mapping[Channel, ChannelRules]:
    """The rules of every channel, from resources/channels.json."""
    return read_channels(json.loads((resources / "channels.json").read_text(encoding="utf-8")))


@lru_cache(maxsize=4)
def ladder(resources: Path) -> Ladder:
    """The grades from the lowest up, each with what it opens beyond those below it."""
    opened = {
        grade: tuple(r.channel.term for r in rules(resources).values() if r.grade is grade)
        for grade in Grade
    }
    lowest = Grade.D
    return tuple(
        (grade, opened[grade] or ((COACHING,) if grade is lowest else ()))
        for grade in reversed(Grade)
    )
