"""How evenly places were spread: shares, waits, and one figure for unevenness."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


def gini(values: Iterable[int]) -> Fraction | None:
    """Gini's coefficient of counts that are not negative: 0 all alike, towards 1 one has all.

    None when nobody is counted or nobody had anything: there is nothing to be uneven.
    """
    counts = sorted(values)
    if any(count < 0 for count in counts):
        raise ValueError("a count below zero")
    total = sum(counts)
    if not total:
        return None
    n = len(counts)
    weighted = sum(rank * count for rank, count in enumerate(counts, 1))
    return Fraction(2 * weighted, n * total) - Fraction(n + 1, n)


@dataclass(frozen=True, slots=True)
class AreaShare:
    """One area: how many of its businesses could have a place, places given, longest wait."""

    area: str
    eligible: int
    places: int
    longest_wait_days: int | None

    @property
    def per_hundred(self) -> Fraction | None:
        """Places for each hundred eligible businesses."""
        return Fraction(100 * self.places, self.eligible) if self.eligible else None


def area_shares(
    eligible: Mapping[str, Sequence[date]], places: Mapping[str, int], today: date
) -> tuple[AreaShare, ...]:
    """Each area with who is eligible there (`since` when each waits) and places it got.

    An area with places but nobody eligible any more still counts.
    """
    return tuple(
        AreaShare(
            area,
            len(eligible.get(area, ())),
            places.get(area, 0),
            _longest(eligible.get(area, ()), today),
        )
        for area in sorted({*eligible, *places})
    )


def _longest(since: Sequence[date], today: date) -> int | None:
    return max(((today - day).days for day in since), default=None)


def share(part: int, whole: int) -> Fraction | None:
    """A part of 1; None of nothing."""
    return Fraction(part, whole) if whole else None
