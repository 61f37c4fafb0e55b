"""What brings a product further: the points still to be had, and what bars the way to a grade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.domain.decision import Case
from app.domain.rubric import Criterion, Gate, OutcomeRule, Rubric
from app.domain.scoring import Sheet
from app.domain.terms import GateState, Grade


@dataclass(frozen=True, slots=True)
class Gain:
    """What the best score of one indicator would add to the total, in exact points of 100."""

    code: str
    title: str
    points: Fraction
    mean: Fraction
    advice: str
    ask: str


def gains(rubric: Rubric, sheets: Sequence[Sheet]) -> tuple[Gain, ...]:
    """Points to be gained by each indicator, the biggest gain first.

    The rule: an indicator that got `score` of `best` lacks `weight × (best − score) / best`
    points of its sheet, its weight spread as `scoring.score_sheet` spreads it; one that was not
    applicable lacks nothing. The gain is the mean of that over the sheets, as the panel's total
    is their mean: total and gains add up to 100. Of equal gains the lower mean score comes
    first, then the order of the sheet. What has nothing to gain is left out.
    """
    counted = [sheet for sheet in sheets if _live_weight(rubric, sheet)]
    found = []
    for criterion in rubric.criteria:
        for indicator in criterion.indicators:
            code = indicator.code
            lacks = [_lack(rubric, criterion, code, sheet) for sheet in counted]
            given = [s.scores.get(code, 0) for s in counted if code not in s.not_applicable]
            points = sum(lacks, Fraction(0)) / max(len(counted), 1)
            if points:
                mean = Fraction(sum(given), len(given))
                found.append(
                    Gain(code, indicator.name, points, mean, indicator.advice, indicator.ask)
                )
    return tuple(sorted(found, key=lambda gain: (-gain.points, gain.mean)))


def _live(criterion: Criterion, sheet: Sheet) -> int:
    """The weight of a criterion's indicators that apply."""
    return sum(i.weight for i in criterion.indicators if i.code not in sheet.not_applicable)


def _live_weight(rubric: Rubric, sheet: Sheet) -> int:
    """The weight of the criteria of which something applies."""
    return sum(c.weight for c in rubric.criteria if _live(c, sheet))


def _lack(rubric: Rubric, criterion: Criterion, code: str, sheet: Sheet) -> Fraction:
    if code in sheet.not_applicable:
        return Fraction(0)
    indicator = next(i for i in criterion.indicators if i.code == code)
    weight = Fraction(indicator.weight * criterion.weight, _live(criterion, sheet))
    best = rubric.scale.maximum
    missing = Fraction(best - sheet.scores.get(code, 0), best)
    return weight * missing * Fraction(100, _live_weight(rubric, sheet))


@dataclass(frozen=True, slots=True)
class Obstacles:
    """What keeps a product from a grade, as codes; `points` in hundredths still missing."""

    points: int
    gates_unmet: tuple[str, ...]
    gates_in_process: tuple[str, ...]
    floors: tuple[str, ...]
    documents: tuple[str, ...]
    critical: tuple[str, ...]


def obstacles(
    rubric: Rubric, case: Case, gates: Sequence[Gate], grade: Grade = Grade.A
) -> Obstacles | None:
    """What must go before the outcome table gives `grade`; None where no line of it does.

    The rule: the first line with the grade is the goal. What its conditions ask and the product
    lacks is in the way, and whatever would be caught by a line above the goal. Where a line has
    several conditions all of them are named, though mending one may do.
    """
    place = next((n for n, rule in enumerate(rubric.outcomes) if rule.grade is grade), None)
    if place is None:
        return None
    goal, above = rubric.outcomes[place], rubric.outcomes[:place]
    states = {gate.code: case.gates.get(gate.code, GateState.UNMET) for gate in gates}
    caught = {rule.gate for rule in above} - {goal.gate}
    no_floor = any(rule.floor_missed for rule in above) or goal.floor_missed is False
    clean = any(rule.critical_finding for rule in above) or goal.critical_finding is False
    found = [f.code for f in rubric.critical_findings if f.code in case.critical]
    return Obstacles(
        points=max(_wanted(goal, above) - (case.totals.total or 0), 0),
        gates_unmet=_in_state(states, caught, GateState.UNMET),
        gates_in_process=_in_state(states, caught, GateState.IN_PROCESS),
        floors=tuple(c.code for c in case.totals.criteria if no_floor and c.floor_missed),
        documents=_documents(rubric, case, goal, above),
        critical=tuple(found) if clean else (),
    )


def _wanted(goal: OutcomeRule, above: Sequence[OutcomeRule]) -> int:
    """The total, in hundredths, from which the goal is within reach."""
    return 100 * max([goal.total_from or 0, *(rule.total_below or 0 for rule in above)])


def _in_state(
    states: Mapping[str, GateState], caught: set[GateState | None], wanted: GateState
) -> tuple[str, ...]:
    return tuple(c for c, state in states.items() if state is wanted and wanted in caught)


def _documents(
    rubric: Rubric, case: Case, goal: OutcomeRule, above: Sequence[OutcomeRule]
) -> tuple[str, ...]:
    asked = goal.recommended_documents or any(r.recommended_documents is False for r in above)
    missing = (d for d in rubric.recommended_documents if d not in case.documents_in_force)
    return tuple(missing) if asked else ()
