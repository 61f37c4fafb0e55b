"""A second chance: what is scored again, and what stands from the first time.

A product that must improve is scored again only where it failed, within a set time
(`SessionRules.rescore_days`). All else is carried over from the sheets its decision rests
on, so that the new sheet is whole and its total is computed like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from app.domain.rubric import Rubric
from app.domain.scoring import Sheet
from app.domain.terms import Outcome

CHANCES = frozenset({Outcome.NEEDS_IMPROVEMENT, Outcome.CONDITIONAL})
"""Outcomes after which only what failed is scored again. Who failed outright begins anew."""


@dataclass(frozen=True, slots=True)
class Rescore:
    """Kept with the curation: the decision whose failed `codes` alone are scored again."""

    decision: UUID
    codes: frozenset[str]

    def to_json(self) -> dict[str, Any]:
        """As it is kept with a curation."""
        return {"decision": self.decision.hex, "codes": sorted(self.codes)}


def rescore_from_json(data: Mapping[str, Any] | None) -> Rescore | None:
    """What was kept; None for a curation that is scored whole. ValueError when it is neither."""
    if data is None:
        return None
    try:
        return Rescore(UUID(data["decision"]), frozenset(str(code) for code in data["codes"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a second chance: {error!r}") from error


def last_day(decided_on: date, days: int) -> date:
    """The last day on which scoring only what failed is still offered."""
    return decided_on + timedelta(days=days)


def weak(rubric: Rubric, sheets: Sequence[Sheet]) -> frozenset[str]:
    """Codes of indicators whose mean score lies below the second-best of the scale.

    These are the ones that `app.domain.decision.improvements` tells the business about.
    """
    return frozenset(i.code for i in rubric.indicators if _is_weak(rubric, i.code, sheets))


def _is_weak(rubric: Rubric, code: str, sheets: Sequence[Sheet]) -> bool:
    scores = _scores(code, sheets)
    return bool(scores) and sum(scores) < (rubric.scale.maximum - 1) * len(scores)


def _scores(code: str, sheets: Iterable[Sheet]) -> list[int]:
    return [s.scores[code] for s in sheets if code in s.scores and code not in s.not_applicable]


def carried(
    rubric: Rubric, sheets: Sequence[Sheet], codes: frozenset[str], own: Sheet | None = None
) -> Sheet:
    """The part of a new sheet that stands from the first time: all but `codes`.

    A curator who scored before keeps their own scores (`own`); another takes the panel's:
    the lower median of those who found the indicator applicable, *tidak berlaku* where most
    did not. Gates and findings are never carried: they are about today.
    """
    stay = [i.code for i in rubric.indicators if i.code not in codes]
    spoken = [own] if own is not None and _knows(own, stay) else list(sheets)
    scores: dict[str, int] = {}
    dropped: set[str] = set()
    for code in stay:
        found = sorted(_scores(code, spoken))
        if len(found) * 2 < len(spoken) or not found:
            dropped.add(code)
        else:
            scores[code] = found[(len(found) - 1) // 2]
    notes = {
        code: " · ".join(dict.fromkeys(texts))
        for code in stay
        if (texts := [s.notes[code].strip() for s in spoken if s.notes.get(code, "").strip()])
    }
    return Sheet(scores=scores, not_applicable=frozenset(dropped), notes=notes)


def _knows(sheet: Sheet, codes: Iterable[str]) -> bool:
    return all(code in sheet.scores or code in sheet.not_applicable for code in codes)


def with_carried(sheet: Sheet, stands: Sheet) -> Sheet:
    """`sheet` with what stands put back, whatever was entered there."""
    locked = set(stands.scores) | stands.not_applicable
    scores = {code: score for code, score in sheet.scores.items() if code not in locked}
    notes = {code: note for code, note in sheet.notes.items() if code not in locked}
    return replace(
        sheet,
        scores={**scores, **stands.scores},
        notes={**notes, **stands.notes},
        not_applicable=(sheet.not_applicable - locked) | stands.not_applicable,
    )
