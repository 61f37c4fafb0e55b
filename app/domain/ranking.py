"""Picking the best of a session: points first, then the declared rules one after another.

The order is total and does not depend on how the products come: what all rules leave equal
is put in the order of their keys, and said so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

from app.domain.session_rules import TieRule
from app.domain.terms import Grade


@dataclass(frozen=True, slots=True)
class Entry:
    """A product that passed, with all a tie rule may ask about it.

    Shares are parts of a criterion's weight, 0 to 1; `hygiene` is None where its rubric has
    no such criterion, which ranks below any that has. `low_scores` is the mean number of
    scores 1 and 2 on a sheet.
    """

    key: UUID
    total: int
    grade: Grade
    open_gates: int
    first_criterion: Fraction
    hygiene: Fraction | None
    low_scores: Fraction
    newcomer: bool
    queued: tuple[int, datetime]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the ranking.

    `tied` when another product has as many points; then `rule` is the one that put this one
    where it stands, or None when every rule left them equal.
    """

    number: int
    key: UUID
    chosen: bool
    tied: bool = False
    rule: TieRule | None = None


_GRADES = tuple(Grade)

_KEYS: Mapping[TieRule, Callable[[Entry], Any]] = {
    TieRule.GRADE: lambda e: _GRADES.index(e.grade),
    TieRule.GATES: lambda e: e.open_gates,
    TieRule.TASTE: lambda e: -e.first_criterion,
    TieRule.HYGIENE: lambda e: Fraction(1) if e.hygiene is None else -e.hygiene,
    TieRule.FEWER_LOW: lambda e: e.low_scores,
    TieRule.NEWCOMER: lambda e: not e.newcomer,
    TieRule.EARLIER: lambda e: e.queued,
}
"""What each rule compares; the smaller comes first."""


def rank(entries: Iterable[Entry], rules: Sequence[TieRule], best: int) -> tuple[Place, ...]:
    """All entries in order; the first `best` are chosen."""
    ordered = sorted(entries, key=lambda e: (-e.total, *(_KEYS[rule](e) for rule in rules), e.key))
    return tuple(_place(ordered, at, rules, chosen=at < best) for at in range(len(ordered)))


def _place(ordered: Sequence[Entry], at: int, rules: Sequence[TieRule], *, chosen: bool) -> Place:
    mine = ordered[at]
    for neighbour in (at - 1, at + 1):
        if 0 <= neighbour < len(ordered) and ordered[neighbour].total == mine.total:
            rule = deciding(mine, ordered[neighbour], rules)
            return Place(at + 1, mine.key, chosen, tied=True, rule=rule)
    return Place(at + 1, mine.key, chosen)


def deciding(one: Entry, other: Entry, rules: Sequence[TieRule]) -> TieRule | None:
    """The first rule that tells two products of equal points apart; None when none does."""
    return next((rule for rule in rules if _KEYS[rule](one) != _KEYS[rule](other)), None)
