"""From totals, gates and findings to an outcome and a grade, by the rubric's own table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.rubric import Gate, OutcomeRule, Rubric
from app.domain.scoring import Sheet, Totals
from app.domain.terms import GateState, Grade, Outcome


@dataclass(frozen=True, slots=True)
class Case:
    """All that an outcome depends on."""

    totals: Totals
    gates: Mapping[str, GateState]
    critical: frozenset[str]
    documents_in_force: frozenset[str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Outcome and grade, with what led to them (codes of gates, criteria, findings)."""

    outcome: Outcome
    grade: Grade
    total: int
    gates_unmet: tuple[str, ...]
    gates_in_process: tuple[str, ...]
    floors_missed: tuple[str, ...]
    critical: tuple[str, ...]


def decide(rubric: Rubric, case: Case, gates: Sequence[Gate]) -> Verdict:
    """Apply the rubric's ordered outcome table; the first line that matches wins.

    `gates` are those that apply to the product; one without an answer counts as
    unmet. Raises ValueError when the totals have no total.
    """
    total = case.totals.total
    if total is None:
        raise ValueError("a sheet with nothing applicable cannot be decided")
    states = {gate.code: case.gates.get(gate.code, GateState.UNMET) for gate in gates}
    rule = next(r for r in rubric.outcomes if _matches(r, rubric, case, states, total))
    return Verdict(
        rule.outcome,
        rule.grade,
        total,
        gates_unmet=_with_state(states, GateState.UNMET),
        gates_in_process=_with_state(states, GateState.IN_PROCESS),
        floors_missed=tuple(c.code for c in case.totals.criteria if c.floor_missed),
        critical=tuple(f.code for f in rubric.critical_findings if f.code in case.critical),
    )


def _with_state(states: Mapping[str, GateState], wanted: GateState) -> tuple[str, ...]:
    return tuple(code for code, state in states.items() if state is wanted)


def _matches(
    rule: OutcomeRule, rubric: Rubric, case: Case, states: Mapping[str, GateState], total: int
) -> bool:
    recommended = set(rubric.recommended_documents) <= case.documents_in_force
    conditions = (
        rule.critical_finding is None or rule.critical_finding == bool(case.critical),
        rule.total_below is None or total < rule.total_below * 100,
        rule.total_from is None or total >= rule.total_from * 100,
        rule.gate is None or rule.gate in states.values(),
        rule.floor_missed is None or rule.floor_missed == case.totals.floor_missed,
        rule.recommended_documents is None or rule.recommended_documents == recommended,
    )
    return all(conditions)


_STRICTNESS = (
    GateState.UNMET,
    GateState.IN_PROCESS,
    GateState.MET,
    GateState.NOT_APPLICABLE,
)


def strictest(sheets: Sequence[Sheet]) -> dict[str, GateState]:
    """One answer per gate from several sheets: the strictest, until the chair reconciles."""
    answers: dict[str, GateState] = {}
    for sheet in sheets:
        for code, state in sheet.gates.items():
            seen = answers.get(code, state)
            answers[code] = min(seen, state, key=_STRICTNESS.index)
    return answers


@dataclass(frozen=True, slots=True)
class Improvement:
    """One thing the business should mend: what was found, what to do, by when, whom to ask."""

    code: str
    title: str
    score: int | None
    finding: str
    advice: str
    ask: str
    due: date | None


def improvements(
    rubric: Rubric,
    sheets: Sequence[Sheet],
    gates: Sequence[Gate],
    today: date,
    answers: Mapping[str, GateState] | None = None,
    indicator_days: int | None = None,
) -> tuple[Improvement, ...]:
    """Items for every result below A: open gates first, then the weakest indicators.

    An indicator is listed when its mean score lies below the second-best score of
    the scale. Due dates come from the gate's first and last term of grace. `answers` are
    the gates as the chair settled them; the strictest of the sheets unless given.
    Indicators fall due after `indicator_days` (SessionRules.improve_days).
    """
    told = strictest(sheets) if answers is None else answers
    rows = [row for gate in gates if (row := _gate_item(gate, told, today))]
    due = today + timedelta(days=indicator_days) if indicator_days else None
    scored = sorted(
        (pair for i in rubric.indicators if (pair := _indicator_item(rubric, i.code, sheets, due))),
        key=lambda pair: pair[0],
    )
    return (*rows, *(item for _, item in scored))


def _gate_item(gate: Gate, answers: Mapping[str, GateState], today: date) -> Improvement | None:
    state = answers.get(gate.code, GateState.UNMET)
    if state not in {GateState.UNMET, GateState.IN_PROCESS} or not gate.remedy:
        return None
    days = gate.due_days[-1] if gate.due_days and state is GateState.UNMET else None
    if gate.due_days and state is GateState.IN_PROCESS:
        days = gate.due_days[0]
    due = today + timedelta(days=days) if days else None
    return Improvement(gate.code, gate.name, None, state.term, gate.remedy, gate.ask, due)


def _indicator_item(
    rubric: Rubric, code: str, sheets: Sequence[Sheet], due: date | None
) -> tuple[float, Improvement] | None:
    indicator = next(i for i in rubric.indicators if i.code == code)
    scores = [s.scores[code] for s in sheets if code in s.scores and code not in s.not_applicable]
    if not scores:
        return None
    mean = sum(scores) / len(scores)
    if mean >= rubric.scale.maximum - 1:
        return None
    worst = min(scores)
    notes = [s.notes[code].strip() for s in sheets if s.notes.get(code, "").strip()]
    finding = " · ".join(dict.fromkeys(notes)) or indicator.anchors[worst]
    lost = (rubric.scale.maximum - mean) * indicator.weight
    item = Improvement(code, indicator.name, worst, finding, indicator.advice, indicator.ask, due)
    return -lost, item


def certificate_end(rubric: Rubric, issued_on: date) -> date:
    """The last day of a certificate by the rubric's months; documents may shorten it."""
    month = issued_on.month - 1 + rubric.certificate_months
    year, month = issued_on.year + month // 12, month % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(issued_on.day, last))
