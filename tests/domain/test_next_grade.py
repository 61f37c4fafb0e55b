"""Points still to be had add up to 100, and what bars grade A is all that bars it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.domain.decision import Case, decide
from app.domain.next_grade import gains, obstacles
from app.domain.rubric import OutcomeRule, Rubric
from app.domain.scoring import Sheet, combine, score_sheet
from app.domain.terms import GateState, Grade, Outcome
from tests.domain.rubrics import RUBRICS, even, rubric, rubric_and_sheets, sheets_of

Drawn = tuple[Rubric, list[Sheet]]


@given(rubric_and_sheets(most=4))
def test_the_total_and_all_gains_are_a_hundred(drawn: Drawn) -> None:
    wanted, sheets = drawn
    totals = [t for s in sheets if (t := score_sheet(wanted, s)).total is not None]
    if not totals:
        assert gains(wanted, sheets) == ()
        return
    exact = sum((gain.points for gain in gains(wanted, sheets)), Fraction(0))
    reached = combine(wanted, totals).total
    assert reached is not None
    # Each sheet's total is rounded to hundredths, and their mean once more.
    assert abs(100 - exact - Fraction(reached, 100)) <= Fraction(1, 100)


@given(rubric_and_sheets(most=3))
def test_the_biggest_gain_comes_first_and_is_real(drawn: Drawn) -> None:
    wanted, sheets = drawn
    found = gains(wanted, sheets)
    assert [g.points for g in found] == sorted((g.points for g in found), reverse=True)
    assert all(gain.points > 0 and gain.advice and gain.ask for gain in found)
    if len(sheets) == 1 and found:
        (sheet,), first = sheets, found[0]
        better = replace(sheet, scores={**sheet.scores, first.code: wanted.scale.maximum})
        before, after = (score_sheet(wanted, s).total for s in (sheet, better))
        assert before is not None
        assert after is not None
        assert abs(Fraction(after - before, 100) - first.points) <= Fraction(1, 100)


def test_of_equal_gains_the_weaker_comes_first() -> None:
    wanted = rubric("MKN")  # KMS-1 weighs 8, LEG-1 8: one from 2 and one from 2 are equal
    scores = {**even(wanted, 4).scores, "RASA-2": 2, "RASA-3": 2, "RASA-4": 3}
    sheets = [Sheet(scores), Sheet({**scores, "RASA-2": 1, "RASA-3": 3})]
    assert [gain.code for gain in gains(wanted, sheets)] == ["RASA-2", "RASA-3", "RASA-4"]
    assert gains(wanted, [even(wanted, 4)]) == ()


@st.composite
def cases(draw: st.DrawFn) -> tuple[Rubric, Case]:
    wanted = draw(RUBRICS)
    # Scores near the border, so that all outcomes come.
    low = draw(st.integers(1, 3))
    scores = {i.code: draw(st.integers(low, 4)) for i in wanted.indicators}
    states = st.sampled_from(list(GateState)) if draw(st.booleans()) else st.just(GateState.MET)
    documents = st.sampled_from(wanted.recommended_documents)
    findings = st.sampled_from([f.code for f in wanted.critical_findings])
    return wanted, Case(
        score_sheet(wanted, Sheet(scores)),
        {gate.code: draw(states) for gate in wanted.gates},
        draw(st.frozensets(findings, max_size=1)),
        draw(st.frozensets(documents)),
    )


@given(cases())
def test_nothing_bars_exactly_what_has_grade_a(drawn: tuple[Rubric, Case]) -> None:
    wanted, case = drawn
    bars = obstacles(wanted, case, wanted.gates)
    assert bars is not None
    named = (bars.gates_unmet, bars.gates_in_process, bars.floors, bars.documents, bars.critical)
    free = not bars.points and not any(named)
    assert free == (decide(wanted, case, wanted.gates).grade is Grade.A)


@given(cases())
def test_mending_what_is_named_leads_to_grade_a(drawn: tuple[Rubric, Case]) -> None:
    wanted, case = drawn
    bars = obstacles(wanted, case, wanted.gates)
    assert bars is not None
    assert case.totals.total is not None
    rows = tuple(
        replace(row, floor_missed=row.floor_missed and row.code not in bars.floors)
        for row in case.totals.criteria
    )
    mended = Case(
        replace(case.totals, criteria=rows, total=case.totals.total + bars.points),
        {**case.gates, **dict.fromkeys((*bars.gates_unmet, *bars.gates_in_process), GateState.MET)},
        case.critical - set(bars.critical),
        case.documents_in_force | set(bars.documents),
    )
    assert decide(wanted, mended, wanted.gates).grade is Grade.A


@given(RUBRICS, st.data())
def test_a_rubric_without_the_grade_says_so(wanted: Rubric, data: st.DataObject) -> None:
    plain = replace(wanted, outcomes=(OutcomeRule(Outcome.PASSED, Grade.B),))
    totals = score_sheet(plain, data.draw(sheets_of(plain, full=True)))
    case = Case(totals, {}, frozenset(), frozenset())
    assert obstacles(plain, case, plain.gates) is None
    assert obstacles(plain, case, plain.gates, Grade.B) is not None
