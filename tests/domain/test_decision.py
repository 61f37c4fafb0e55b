"""Outcome and grade, exactly as settled; and what to mend below an A."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.decision import Case, Verdict, decide, improvements, strictest
from app.domain.rubric import Gate, Rubric
from app.domain.scoring import CriterionPoints, Sheet, Totals, combine, score_sheet
from app.domain.terms import GateState, Grade, Outcome
from tests.domain.rubrics import CODES, RUBRICS, even, rubric, rubric_and_sheets

TODAY = date(2026, 11, 21)
Drawn = tuple[Rubric, list[Sheet]]


def totals(wanted: Rubric, total: int, floor_missed: bool = False) -> Totals:
    rows = tuple(
        CriterionPoints(c.code, 0, c.weight * 100, floor_missed and n == 0, applicable=True)
        for n, c in enumerate(wanted.criteria)
    )
    return Totals(rows, total)


def verdict(
    wanted: Rubric,
    total: int,
    *,
    floor_missed: bool = False,
    gates: Mapping[str, GateState] | None = None,
    critical: frozenset[str] = frozenset(),
    recommended: bool = True,
) -> Verdict:
    met = {g.code: GateState.MET for g in wanted.gates}
    papers = frozenset(wanted.recommended_documents) if recommended else frozenset()
    case = Case(totals(wanted, total, floor_missed), {**met, **(gates or {})}, critical, papers)
    return decide(wanted, case, wanted.gates)


def short(found: Verdict) -> tuple[str, str]:
    return str(found.outcome), str(found.grade)


BY_TOTAL = [
    (2500, "failed", "D"),
    (5499, "failed", "D"),
    (5500, "needs_improvement", "C"),
    (6999, "needs_improvement", "C"),
    (7000, "passed", "B"),
    (8499, "passed", "B"),
    (8500, "passed", "A"),
    (10000, "passed", "A"),
]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(("total", "outcome", "grade"), BY_TOTAL)
def test_by_total_alone(code: str, total: int, outcome: str, grade: str) -> None:
    assert short(verdict(rubric(code), total)) == (outcome, grade)


@pytest.mark.parametrize("code", CODES)
def test_an_a_needs_the_recommended_documents(code: str) -> None:
    assert short(verdict(rubric(code), 10_000, recommended=False)) == ("passed", "B")


@pytest.mark.parametrize("code", CODES)
def test_the_order_of_the_table(code: str) -> None:
    wanted = rubric(code)
    unmet = {"NIB": GateState.UNMET}
    waiting = {"NIB": GateState.IN_PROCESS}
    critical = frozenset({wanted.critical_findings[0].code})
    assert short(verdict(wanted, 10_000, critical=critical)) == ("failed", "D")
    assert short(verdict(wanted, 5499, gates=unmet)) == ("failed", "D")
    assert short(verdict(wanted, 5500, gates=unmet)) == ("needs_improvement", "C")
    assert short(verdict(wanted, 10_000, gates=unmet)) == ("needs_improvement", "C")
    assert short(verdict(wanted, 10_000, floor_missed=True)) == ("needs_improvement", "C")
    assert short(verdict(wanted, 6999, gates=waiting)) == ("needs_improvement", "C")
    assert short(verdict(wanted, 7000, gates=waiting)) == ("conditional", "C")
    assert short(verdict(wanted, 9000, gates=waiting)) == ("conditional", "C")
    assert short(verdict(wanted, 9000, gates=waiting, floor_missed=True)) == (
        "needs_improvement",
        "C",
    )


def test_a_gate_without_an_answer_counts_as_unmet() -> None:
    wanted = rubric("MKN")
    case = Case(totals(wanted, 9000), {}, frozenset(), frozenset())
    found = decide(wanted, case, wanted.gates)
    assert found.outcome is Outcome.NEEDS_IMPROVEMENT
    assert found.gates_unmet == tuple(g.code for g in wanted.gates)
    assert decide(wanted, case, ()).outcome is Outcome.PASSED


def test_a_gate_that_does_not_apply_is_no_obstacle() -> None:
    halal = {"HALAL": GateState.NOT_APPLICABLE}
    assert short(verdict(rubric("MKN"), 9000, gates=halal)) == ("passed", "A")


def test_what_led_to_it_is_told() -> None:
    found = verdict(
        rubric("MKN"),
        7000,
        floor_missed=True,
        gates={"HALAL": GateState.IN_PROCESS, "NIB": GateState.UNMET},
        critical=frozenset({"EXPIRED", "UNSAFE", "no such finding"}),
    )
    assert found.gates_unmet == ("NIB",)
    assert found.gates_in_process == ("HALAL",)
    assert found.floors_missed == ("RASA",)
    assert found.critical == ("UNSAFE", "EXPIRED")


def test_no_total_no_verdict() -> None:
    case = Case(Totals((), None), {}, frozenset(), frozenset())
    with pytest.raises(ValueError, match="nothing applicable"):
        decide(rubric("MKN"), case, ())


STATES = st.sampled_from(list(GateState))


@st.composite
def cases(draw: st.DrawFn) -> tuple[Rubric, Case]:
    wanted, sheets = draw(rubric_and_sheets(full=True, most=3))
    answers = draw(st.fixed_dictionaries({}, optional={g.code: STATES for g in wanted.gates}))
    critical = draw(st.frozensets(st.sampled_from([f.code for f in wanted.critical_findings])))
    papers = draw(st.frozensets(st.sampled_from(["TRADEMARK", "LAB_TEST", "SLHS", "NIB"])))
    combined = combine(wanted, [score_sheet(wanted, s) for s in sheets])
    return wanted, Case(combined, answers, critical, papers)


def settled(wanted: Rubric, case: Case) -> tuple[Outcome, Grade]:
    """The rule as the design page says it, written a second time."""
    total = case.totals.total
    assert total is not None
    states = [case.gates.get(g.code, GateState.UNMET) for g in wanted.gates]
    if case.critical or total < 5500:
        return Outcome.FAILED, Grade.D
    if GateState.UNMET in states or case.totals.floor_missed or total < 7000:
        return Outcome.NEEDS_IMPROVEMENT, Grade.C
    if GateState.IN_PROCESS in states:
        return Outcome.CONDITIONAL, Grade.C
    best = total >= 8500 and set(wanted.recommended_documents) <= case.documents_in_force
    return Outcome.PASSED, Grade.A if best else Grade.B


@given(cases())
def test_as_settled(drawn: tuple[Rubric, Case]) -> None:
    wanted, case = drawn
    found = decide(wanted, case, wanted.gates)
    assert (found.outcome, found.grade) == settled(wanted, case)
    assert decide(wanted, case, wanted.gates) == found


@given(cases(), st.data())
def test_a_gate_taken_away_never_helps(drawn: tuple[Rubric, Case], data: st.DataObject) -> None:
    wanted, case = drawn
    gate = data.draw(st.sampled_from(wanted.gates))
    worse = Case(
        case.totals,
        {**case.gates, gate.code: GateState.UNMET},
        case.critical,
        case.documents_in_force,
    )
    found = decide(wanted, worse, wanted.gates)
    assert found.outcome in {Outcome.FAILED, Outcome.NEEDS_IMPROVEMENT}
    assert found.grade >= decide(wanted, case, wanted.gates).grade  # A < B < C < D


@given(st.lists(STATES, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_the_strictest_answer_counts(states: list[GateState], random: object) -> None:
    sheets = [Sheet(gates={"NIB": state}) for state in states]
    order = [GateState.UNMET, GateState.IN_PROCESS, GateState.MET, GateState.NOT_APPLICABLE]
    assert strictest(sheets) == {"NIB": min(states, key=order.index)}
    random.shuffle(sheets)  # type: ignore[attr-defined]
    assert strictest(sheets) == {"NIB": min(states, key=order.index)}


# -- what to mend -----------------------------------------------------------------


@given(rubric_and_sheets(most=3), st.data())
def test_every_open_gate_and_weak_indicator_is_listed(drawn: Drawn, data: st.DataObject) -> None:
    wanted, sheets = drawn
    answers = data.draw(st.fixed_dictionaries({}, optional={g.code: STATES for g in wanted.gates}))
    sheets = [Sheet(s.scores, s.not_applicable, gates=answers) for s in sheets]
    listed = [i.code for i in improvements(wanted, sheets, wanted.gates, TODAY)]
    open_states = {GateState.UNMET, GateState.IN_PROCESS}
    gates = [g.code for g in wanted.gates if answers.get(g.code, GateState.UNMET) in open_states]
    weak = set()
    for indicator in wanted.indicators:
        scores = [s.scores[indicator.code] for s in sheets if indicator.code in s.scores]
        if scores and sum(scores) / len(scores) < 3:
            weak.add(indicator.code)
    assert listed[: len(gates)] == gates
    assert set(listed[len(gates) :]) == weak
    assert len(listed) == len(set(listed))


@given(RUBRICS)
def test_each_item_says_what_to_do_and_whom_to_ask(wanted: Rubric) -> None:
    items = improvements(wanted, [even(wanted, 2)], wanted.gates, TODAY)
    assert len(items) == len(wanted.gates) + len(wanted.indicators)
    assert all(i.title and i.finding and i.advice and i.ask for i in items)
    weights = {i.code: i.weight for i in wanted.indicators}
    lost = [weights[i.code] for i in items if i.score is not None]
    assert lost == sorted(lost, reverse=True)  # where most is to be won comes first


def test_terms_of_grace_and_findings() -> None:
    wanted = rubric("MKN")
    gates: dict[str, GateState] = {g.code: GateState.MET for g in wanted.gates}
    gates |= {"NIB": GateState.UNMET, "HALAL": GateState.IN_PROCESS}
    scores = {i.code: 4 for i in wanted.indicators} | {"RASA-1": 1, "KMS-3": 2}
    notes = {"RASA-1": " terlalu asin "}
    sheets = [Sheet(scores, notes=notes, gates=gates), Sheet(scores, gates=gates)]
    by_code = {i.code: i for i in improvements(wanted, sheets, wanted.gates, TODAY)}
    assert list(by_code) == ["NIB", "HALAL", "RASA-1", "KMS-3"]
    assert by_code["NIB"].due == TODAY + timedelta(days=90)
    assert by_code["HALAL"].due == TODAY + timedelta(days=30)
    assert by_code["RASA-1"].finding == "terlalu asin"
    anchors = {i.code: i.anchors for i in wanted.indicators}
    assert by_code["KMS-3"].finding == anchors["KMS-3"][2]


def test_short_shelf_life_needs_no_permit() -> None:
    def codes(gates: tuple[Gate, ...]) -> set[str]:
        return {g.code for g in gates}

    wanted = rubric("MKN")
    permit = {"DISTRIBUTION_PERMIT"}
    assert codes(wanted.gates) - codes(wanted.gates_for(6)) == permit
    assert codes(wanted.gates_for(7)) == codes(wanted.gates_for(None)) == codes(wanted.gates)
