"""A case's way up: which attempt comes next at a level, and whether the next level is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.terms import Level, Outcome


@dataclass(frozen=True, slots=True)
class Attempt:
    """One curation of a case at one level.

    `outcome` is that of the decision in force, `first_decided` when it was first decided at
    all (a correction of an old result is no new pass); `returned` when it was sent down.
    """

    number: int
    outcome: Outcome | None = None
    first_decided: datetime | None = None
    returned: bool = False

    @property
    def open(self) -> bool:
        """Whether it has not ended yet."""
        return self.outcome is None and not self.returned


def below(level: Level) -> Level | None:
    """The level under this one; None under the lowest."""
    order = list(Level)
    place = order.index(level)
    return order[place - 1] if place else None


def passed(attempts: Sequence[Attempt], returned_at: datetime | None) -> bool:
    """Whether the case may climb from this level.

    The last decided attempt passed, and not before the case was last sent down to this level.
    """
    decided = [a for a in attempts if a.outcome is not None]
    if not decided:
        return False
    last = max(decided, key=lambda a: a.number)
    if last.outcome is not Outcome.PASSED:
        return False
    return returned_at is None or (last.first_decided or returned_at) > returned_at


def next_attempt(attempts: Sequence[Attempt]) -> int:
    """The attempt to open: one that has not ended, else the number after all of them."""
    waiting = [a.number for a in attempts if a.open]
    if waiting:
        return max(waiting)
    return max((a.number for a in attempts), default=0) + 1
