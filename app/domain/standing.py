"""Which of several records of one thing counts, when none of them may ever be changed.

A correction names what it corrects (`supersedes`), a withdrawal as well. What nobody
supersedes still stands: two of them when two laptops did not know of each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID


class Record(Protocol):
    """A record that may name an earlier one of its kind."""

    @property
    def id(self) -> UUID:
        """Its key."""

    @property
    def supersedes(self) -> UUID | None:
        """The one it takes the place of."""


class Decided(Record, Protocol):
    """A decision; one that is `deleted` takes back what it supersedes and says nothing else."""

    @property
    def deleted(self) -> bool:
        """Whether it only takes back."""

    @property
    def decided_at(self) -> datetime:
        """When, by the clock of the laptop it was made on."""


RecordT = TypeVar("RecordT", bound=Record)
DecidedT = TypeVar("DecidedT", bound=Decided)


def unsuperseded(rows: Iterable[RecordT]) -> list[RecordT]:
    """The rows that no other row takes the place of, in the order they came."""
    known = list(rows)
    gone = {row.supersedes for row in known}
    return [row for row in known if row.id not in gone]


def in_force(rows: Sequence[DecidedT]) -> DecidedT | None:
    """The decision that counts, of all that were ever made on one curation; None for none.

    A correction outweighs a first decision whatever the clocks say; among equals the later
    one counts, then the greater key, so that every laptop that has the rows agrees.
    """
    rivals = rivals_of(rows)
    if not rivals:
        return None
    by_id = {row.id: row for row in rows}
    return max(rivals, key=lambda row: (_depth(row, by_id), row.decided_at, row.id))


def first_of(row: DecidedT, rows: Sequence[DecidedT]) -> DecidedT:
    """The decision that a correction goes back to: the first one since any was taken back."""
    by_id = {earlier.id: earlier for earlier in rows}
    seen = {row.id}
    while row.supersedes in by_id and row.supersedes not in seen:
        earlier = by_id[row.supersedes]
        if earlier.deleted:
            break
        seen.add(earlier.id)
        row = earlier
    return row


def rivals_of(rows: Sequence[DecidedT]) -> list[DecidedT]:
    """Decisions that nobody corrected or took back: more than one where two laptops decided."""
    return [row for row in unsuperseded(rows) if not row.deleted]


def _depth(row: DecidedT, by_id: dict[UUID, DecidedT]) -> int:
    """How many records lie below this one in its chain of corrections."""
    seen = {row.id}
    below = row.supersedes
    while below is not None and below not in seen:  # a row of another program could turn round
        seen.add(below)
        earlier = by_id.get(below)
        below = earlier.supersedes if earlier else None
    return len(seen)
