"""What Rekap tells: one line for a region, a month, a criterion, a shortcoming, a paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.terms import Category, DocumentType, Grade, Outcome


@dataclass(frozen=True, slots=True)
class Totals:
    """The counts of one region, month or whole selection; `points` are hundredths, summed."""

    registered: int = 0
    verified: int = 0
    products: int = 0
    scored: int = 0
    outcomes: Mapping[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))
    grades: Mapping[Grade, int] = field(default_factory=lambda: dict.fromkeys(Grade, 0))
    points: int = 0

    @property
    def decided(self) -> int:
        """Curations with a decision that stands."""
        return sum(self.outcomes.values())

    @property
    def passed(self) -> int:
        """Curations that passed without condition."""
        return self.outcomes[Outcome.PASSED]

    @property
    def rate(self) -> float | None:
        """Passed of decided, 0 to 1; None where nothing was decided."""
        return self.passed / self.decided if self.decided else None

    @property
    def mean(self) -> int | None:
        """Mean total in hundredths of a point."""
        return round(self.points / self.decided) if self.decided else None


@dataclass(frozen=True, slots=True)
class RegionRow:
    """One region's counts."""

    code: str
    name: str
    totals: Totals


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One month's counts; `month` is `2026-11`."""

    month: str
    totals: Totals


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """What sheets reach of a criterion's weight, in hundredths of a per cent, on average."""

    category: Category
    code: str
    name: str
    mean: int
    sheets: int


@dataclass(frozen=True, slots=True)
class ShortcomingRow:
    """What decisions found lacking: in how many, of how many that were judged by it."""

    kind: str
    code: str
    name: str
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document that gates ask for: how many products have none, an old one, one that ends."""

    kind: DocumentType
    wanted: int
    missing: int
    in_process: int
    expired: int
    ending: int
