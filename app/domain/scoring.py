"""From a sheet to points: exact, in hundredths of a point.

Each indicator gives `weight * score / max` points. One that is *tidak berlaku*
spreads its weight over the rest of its criterion; a criterion wholly *tidak
berlaku* spreads over the other criteria; a sheet with nothing applicable has no
total. (Design, Settled: outcome and grade.) Fractions keep the arithmetic exact;
only the results are rounded, half up, to hundredths.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from app.domain.rubric import Criterion, Rubric
from app.domain.terms import GateState


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a curator entered on one score sheet (lembar penilaian).

    `scores` maps indicator codes to a score; `not_applicable` holds the codes
    marked so; an indicator in neither is still unanswered.
    """

    scores: Mapping[str, int] = field(default_factory=dict)
    not_applicable: frozenset[str] = frozenset()
    notes: Mapping[str, str] = field(default_factory=dict)
    gates: Mapping[str, GateState] = field(default_factory=dict)
    critical: frozenset[str] = frozenset()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class CriterionPoints:
    """Points of one criterion, in hundredths; `weight` after spreading, hundredths too.

    `share` is the exact part of the weight that was earned, 0 to 1: floors are judged
    by it, since points and weight are rounded.
    """

    code: str
    points: int
    weight: int
    floor_missed: bool
    applicable: bool
    share: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Totals:
    """Points in hundredths (7550 = 75,50); `total` is None when nothing is applicable."""

    criteria: tuple[CriterionPoints, ...]
    total: int | None

    @property
    def floor_missed(self) -> bool:
        """Whether any criterion stays under its floor."""
        return any(c.floor_missed for c in self.criteria)


def score_sheet(rubric: Rubric, sheet: Sheet) -> Totals:
    """Points of a sheet; unanswered indicators count as nothing yet (0 points)."""
    shares = [_share(rubric, criterion, sheet) for criterion in rubric.criteria]
    live = sum(c.weight for c, s in zip(rubric.criteria, shares, strict=True) if s is not None)
    rows = [
        _points(criterion, share, Fraction(100, live) if live else Fraction(0))
        for criterion, share in zip(rubric.criteria, shares, strict=True)
    ]
    if not live:
        return Totals(tuple(rows), None)
    exact = sum(
        (share * criterion.weight * Fraction(100, live))
        for criterion, share in zip(rubric.criteria, shares, strict=True)
        if share is not None
    )
    return Totals(tuple(rows), _hundredths(Fraction(exact)))


def _share(rubric: Rubric, criterion: Criterion, sheet: Sheet) -> Fraction | None:
    """The part of its weight a criterion earns, 0 to 1; None when wholly not applicable."""
    live = [i for i in criterion.indicators if i.code not in sheet.not_applicable]
    if not live:
        return None
    earned = sum(i.weight * sheet.scores.get(i.code, 0) for i in live)
    possible = rubric.scale.maximum * sum(i.weight for i in live)
    return Fraction(earned, possible)


def _points(criterion: Criterion, share: Fraction | None, stretch: Fraction) -> CriterionPoints:
    if share is None:
        return CriterionPoints(criterion.code, 0, 0, floor_missed=False, applicable=False)
    weight = criterion.weight * stretch
    return CriterionPoints(
        criterion.code,
        _hundredths(share * weight),
        _hundredths(weight),
        floor_missed=share * 100 < criterion.floor_percent,
        applicable=True,
        share=share,
    )


def _hundredths(value: Fraction) -> int:
    return int(value * 100 + Fraction(1, 2))


def combine(rubric: Rubric, sheets: Sequence[Totals]) -> Totals:
    """The panel's totals: the mean over those present, never a sum (research §6.3).

    A criterion is judged by the sheets on which it is applicable; its floor is
    missed when the mean share is. Raises ValueError without a sheet that has a total.
    """
    counted = [s for s in sheets if s.total is not None]
    if not counted:
        raise ValueError("no sheet with a total")
    total = _mean(s.total for s in counted if s.total is not None)
    rows = [
        _combined(criterion, [s.criteria[place] for s in counted])
        for place, criterion in enumerate(rubric.criteria)
    ]
    return Totals(tuple(rows), total)


def _combined(criterion: Criterion, rows: Sequence[CriterionPoints]) -> CriterionPoints:
    live = [row for row in rows if row.applicable]
    if not live:
        return CriterionPoints(criterion.code, 0, 0, floor_missed=False, applicable=False)
    share = sum((row.share for row in live), Fraction(0)) / len(live)
    return CriterionPoints(
        criterion.code,
        _mean(row.points for row in live),
        _mean(row.weight for row in live),
        floor_missed=share * 100 < criterion.floor_percent,
        applicable=True,
        share=share,
    )


def _mean(values: Iterable[int]) -> int:
    numbers = list(values)
    return int(Fraction(sum(numbers), len(numbers)) + Fraction(1, 2))


def unanswered(rubric: Rubric, sheet: Sheet) -> tuple[str, ...]:
    """Codes of indicators with neither a score nor *tidak berlaku*, in sheet order."""
    return tuple(
        i.code
        for i in rubric.indicators
        if i.code not in sheet.scores and i.code not in sheet.not_applicable
    )


def notes_missing(rubric: Rubric, sheet: Sheet) -> tuple[str, ...]:
    """Codes of indicators whose score needs a note that is not there."""
    limit = rubric.scale.note_required_at_or_below
    return tuple(
        i.code
        for i in rubric.indicators
        if i.code not in sheet.not_applicable
        and sheet.scores.get(i.code, limit + 1) <= limit
        and not sheet.notes.get(i.code, "").strip()
    )
