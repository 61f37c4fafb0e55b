"""Editing a rubric: all problems told, weights that add up, differences that can be applied."""

from __future__ import annotations

import copy
import itertools
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import rubric_edit as edit
from app.domain.decision import Case, decide
from app.domain.rubric import RubricError, parse_rubric
from app.domain.rubric_diff import Kind, apply, diff, grouped
from app.domain.rubric_fields import ProblemCode
from app.domain.rubric_problems import problems
from app.domain.scoring import Totals
from app.domain.terms import GateState, Grade, Outcome
from tests.domain.rubrics import CODES, body
from tests.domain.test_rubric import BREAKS, JSON, PLACES

Body = dict[str, Any]
FIRST = ("criteria", 0, "indicators", 0)


def codes(data: Any) -> set[ProblemCode]:
    return {problem.code for problem in problems(data)}


@pytest.mark.parametrize("code", CODES)
def test_the_shipped_rubrics_have_no_problem(code: str) -> None:
    assert problems(body(code)) == ()


@pytest.mark.parametrize("name", BREAKS)
def test_what_the_parser_refuses_is_told_with_its_place(name: str) -> None:
    data = body("MKN")
    BREAKS[name](data)
    found = problems(data)
    assert found
    assert ProblemCode.UNREADABLE not in {problem.code for problem in found}


def test_all_problems_are_told_at_once() -> None:
    data = edit.set_value(body("MKN"), (*FIRST, "weight"), 13)
    data = edit.set_value(data, (*FIRST, "anchors", "2"), "  ")
    data = edit.set_value(data, ("criteria", 1, "weight"), 19)
    data = edit.set_value(data, ("gates", 0, "due_days"), [60, 30])
    told = {(problem.place, problem.code) for problem in problems(data)}
    assert told == {
        (("criteria", 0, "weight"), ProblemCode.WEIGHT_SUM),
        ((*FIRST, "anchors", "2"), ProblemCode.EMPTY),
        (("criteria", 1, "weight"), ProblemCode.WEIGHT_SUM),
        (("criteria",), ProblemCode.WEIGHT_TOTAL),
        (("gates", 0, "due_days"), ProblemCode.DAYS_ORDER),
    }
    sums = [p.values for p in problems(data) if p.code is ProblemCode.WEIGHT_SUM]
    assert sums == [{"sum": 31, "wanted": 30}, {"sum": 20, "wanted": 19}]


CASES: dict[str, tuple[tuple[str | int, ...], Any, ProblemCode]] = {
    "half a weight": ((*FIRST, "weight"), 12.5, ProblemCode.TYPE),
    "a truth value as weight": ((*FIRST, "weight"), True, ProblemCode.TYPE),
    "two anchors alike": (
        (*FIRST, "anchors", "2"),
        body("MKN")["criteria"][0]["indicators"][0]["anchors"]["1"].upper(),
        ProblemCode.ANCHOR_SAME,
    ),
    "a code of another criterion": ((*FIRST, "code"), "HIG-9", ProblemCode.CODE_PREFIX),
    "a code in small letters": ((*FIRST, "code"), "rasa-1", ProblemCode.CODE),
    "a threshold over 100": (("outcomes", 1, "when"), {"total_below": 101}, ProblemCode.RANGE),
    "thresholds out of order": (
        ("outcomes", 4, "when"),
        {"total_below": 50},
        ProblemCode.OUTCOME_NEVER,
    ),
    "a line that never matches": (
        ("outcomes", 6, "when"),
        {"total_from": 85, "total_below": 80},
        ProblemCode.OUTCOME_NEVER,
    ),
    "a floor under zero": (("criteria", 0, "floor_percent"), -1, ProblemCode.RANGE),
    "a paper nobody knows": (("gates", 0, "document"), "SIM", ProblemCode.CHOICE),
    "a paper twice": (("recommended_documents",), ["SNI", "SNI"], ProblemCode.TWICE),
    "an empty summary": (("summary",), " ", ProblemCode.EMPTY),
    "no term of grace": (("gates", 0, "due_days"), [], ProblemCode.EMPTY),
}


@pytest.mark.parametrize("name", CASES)
def test_what_the_parser_lets_pass_is_told_too(name: str) -> None:
    place, value, code = CASES[name]
    data = edit.set_value(body("MKN"), place, value)
    assert code in codes(data)


@settings(max_examples=300)
@given(st.sampled_from(PLACES), JSON)
def test_whatever_stands_anywhere_no_problem_means_it_parses(
    place: tuple[Any, ...], value: Any
) -> None:
    data = edit.set_value(body("KRY"), place, value)
    found = problems(data)
    assert ProblemCode.UNREADABLE not in {problem.code for problem in found}
    if not found:
        parse_rubric(data)


@given(JSON)
def test_what_is_no_rubric_at_all_has_problems(value: Any) -> None:
    assert problems(value)


# -- a sitting at the editor -------------------------------------------------------------


def text_places(data: Body) -> list[tuple[Any, ...]]:
    found = []

    def walk(value: Any, at: tuple[Any, ...]) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                walk(inner, (*at, key))
        elif isinstance(value, list):
            for number, inner in enumerate(value):
                walk(inner, (*at, number))
        elif isinstance(value, str):
            found.append(at)

    walk(data, ())
    return found


@st.composite
def edited(draw: st.DrawFn, data: Body) -> Body:
    """One edit as the page makes them."""
    deed = draw(st.sampled_from(["weight", "text", "add", "drop", "move", "line", "normalise"]))
    at = draw(st.integers(0, len(data["criteria"]) - 1))
    criterion = data["criteria"][at]
    if deed == "weight" and criterion["indicators"]:
        n = draw(st.integers(0, len(criterion["indicators"]) - 1))
        place = ("criteria", at, "indicators", n, "weight")
        return edit.set_value(data, place, draw(st.integers(0, 40)))
    if deed == "text":
        place = draw(st.sampled_from(text_places(data)))
        return edit.set_value(data, place, draw(st.text("aB é", max_size=4)))
    if deed == "add":
        new = edit.blank_indicator(data, criterion)
        new |= {"name": "Baru", "advice": "Perbaiki.", "ask": "Pendamping"}
        new["anchors"] = {score: f"Tingkat {score}" for score in new["anchors"]}
        return edit.insert_item(data, ("criteria", at, "indicators"), 0, new)
    if deed == "drop" and len(criterion["indicators"]) > 1:
        return edit.drop_value(data, ("criteria", at, "indicators", 0))
    if deed == "move":
        return edit.move_item(data, ("criteria",), at, draw(st.integers(0, 3)))
    if deed == "line":
        return edit.insert_item(data, ("outcomes",), draw(st.integers(0, 8)), edit.blank_outcome())
    return edit.normalised(data)


@st.composite
def sittings(draw: st.DrawFn) -> tuple[Body, Body]:
    first = body(draw(st.sampled_from(CODES)))
    data = first
    for _ in range(draw(st.integers(1, 6))):
        data = draw(edited(data))
    return first, data


@given(sittings())
def test_edits_that_end_without_problems_parse(pair: tuple[Body, Body]) -> None:
    _, data = pair
    found = problems(data)
    assert ProblemCode.UNREADABLE not in {problem.code for problem in found}
    if found:
        return
    assert sum(i.weight for i in parse_rubric(data).indicators) == 100


@given(sittings())
def test_what_the_parser_refuses_has_problems(pair: tuple[Body, Body]) -> None:
    _, data = pair
    try:
        parse_rubric(data)
    except RubricError:
        assert problems(data)


@given(sittings())
def test_normalised_weights_add_up_and_stay_so(pair: tuple[Body, Body]) -> None:
    _, data = pair
    told = edit.normalised(data)
    sums = {ProblemCode.WEIGHT_SUM, ProblemCode.WEIGHT_TOTAL, ProblemCode.RANGE}
    weighing = {p.code for p in problems(told) if "weight" in p.place or p.place == ("criteria",)}
    assert not weighing & sums
    assert edit.normalised(told) == told


@given(st.lists(st.integers(0, 60), min_size=1, max_size=12), st.integers(12, 100))
def test_shared_out_weights_keep_their_order(weights: list[int], total: int) -> None:
    shared = edit.shared_out(weights, total)
    assert sum(shared) == total
    assert min(shared) >= 1
    by_weight = sorted(range(len(weights)), key=lambda n: weights[n])
    assert all(shared[a] <= shared[b] + 1 for a, b in itertools.pairwise(by_weight))


def test_more_indicators_than_points_cannot_be_shared() -> None:
    with pytest.raises(ValueError, match="3 weights of 2 points"):
        edit.shared_out([1, 1, 1], 2)


def test_an_edit_leaves_the_body_before_as_it_was() -> None:
    data = body("SAJ")
    before = copy.deepcopy(data)
    edit.set_value(data, (*FIRST, "anchors", "1"), "Lain")
    edit.drop_value(data, ("gates", 0))
    edit.move_item(data, ("criteria",), 0, 2)
    edit.normalised(edit.set_value(data, (*FIRST, "weight"), 1))
    edit.next_version(data, 1, date(2026, 11, 22), "Apa pun")
    assert data == before


UNMET, RUNNING = 2, 5
"""Where the shipped tables say what an open requirement leads to."""


def decided(data: Body, points: int, state: GateState) -> Outcome:
    """What a sheet of this total comes to when one requirement is answered so."""
    rubric = parse_rubric(data)
    answers = {gate.code: GateState.MET for gate in rubric.gates}
    answers[rubric.gates[0].code] = state
    totals = Totals((), points * 100)
    return decide(rubric, Case(totals, answers, frozenset(), frozenset()), rubric.gates).outcome


@pytest.mark.parametrize(
    ("line", "consequence", "state", "points", "outcome"),
    [
        (UNMET, (Outcome.FAILED, Grade.D), GateState.UNMET, 90, Outcome.FAILED),
        (UNMET, (Outcome.CONDITIONAL, Grade.C), GateState.UNMET, 90, Outcome.CONDITIONAL),
        (UNMET, (Outcome.CONDITIONAL, Grade.C), GateState.UNMET, 60, Outcome.NEEDS_IMPROVEMENT),
        (UNMET, None, GateState.UNMET, 75, Outcome.PASSED),
        (RUNNING, (Outcome.FAILED, Grade.D), GateState.IN_PROCESS, 60, Outcome.FAILED),
        (RUNNING, (Outcome.FAILED, Grade.D), GateState.UNMET, 90, Outcome.NEEDS_IMPROVEMENT),
        (RUNNING, None, GateState.IN_PROCESS, 90, Outcome.PASSED),
        (RUNNING, None, GateState.IN_PROCESS, 60, Outcome.NEEDS_IMPROVEMENT),
    ],
)
def test_a_line_whose_consequence_changes_goes_where_it_is_as_strict(
    line: int,
    consequence: tuple[Outcome, Grade] | None,
    state: GateState,
    points: int,
    outcome: Outcome,
) -> None:
    data = body("MKN")
    before = copy.deepcopy(data)
    turned = edit.with_consequences(data, {line: consequence})
    assert data == before
    assert problems(turned) == ()
    assert decided(turned, points, state) is outcome
    assert edit.with_consequences(data, {}) == data


def test_blank_things_only_wait_to_be_written() -> None:
    data = body("MKN")
    data = edit.insert_item(data, ("criteria",), 0, edit.blank_criterion(data))
    data = edit.insert_item(data, ("gates",), 0, edit.blank_gate(data))
    data = edit.insert_item(data, ("critical_findings",), 0, edit.blank_finding(data))
    wanted = {ProblemCode.EMPTY, ProblemCode.WEIGHT_TOTAL}
    assert codes(data) == wanted
    assert data["criteria"][0]["indicators"][0]["code"] == "KRITERIA_1-1"


def test_the_next_version_says_when_and_why() -> None:
    told = edit.next_version(body("MKN"), 4, date(2026, 12, 1), " Bobot halal naik ")
    assert (told["version"], told["valid_from"]) == (5, "2026-12-01")
    assert told["summary"] == "Bobot halal naik"
    assert parse_rubric(told).version == 5


# -- differences -------------------------------------------------------------------------


@given(sittings())
def test_nothing_differs_from_itself(pair: tuple[Body, Body]) -> None:
    assert diff(pair[1], pair[1]) == ()


def well_coded(data: Body) -> bool:
    return not any("code" in problem.place for problem in problems(data))


@given(sittings())
def test_differences_applied_give_the_new_version(pair: tuple[Body, Body]) -> None:
    old, new = pair
    if not well_coded(new):
        return
    assert apply(old, diff(old, new)) == new
    assert apply(new, diff(new, old)) == old


def test_any_two_rubrics_differ_by_what_can_be_applied() -> None:
    for one in CODES:
        for other in CODES:
            assert apply(body(one), diff(body(one), body(other))) == body(other)


def test_differences_are_told_by_thing() -> None:
    old = body("MKN")
    new = edit.set_value(old, (*FIRST, "weight"), 11)
    new = edit.set_value(new, ("criteria", 0, "indicators", 1, "weight"), 7)
    new = edit.drop_value(new, ("gates", 5))
    new = edit.insert_item(new, ("gates",), 0, {**edit.blank_gate(new), "name": "Baru"})
    new = edit.set_value(new, ("outcomes", 1, "when"), {"total_below": 60})
    told = {(g.kind, g.section, g.code): g for g in grouped(diff(old, new))}
    assert told.keys() == {
        (Kind.CHANGED, "indicators", "RASA-1"),
        (Kind.CHANGED, "indicators", "RASA-2"),
        (Kind.REMOVED, "gates", "OWN_PRODUCTION"),
        (Kind.ADDED, "gates", "SYARAT_1"),
        (Kind.CHANGED, "gates", ""),
        (Kind.CHANGED, "outcomes", "002"),
    }
    change = told[Kind.CHANGED, "indicators", "RASA-1"].differences[0]
    assert (change.name[2:], change.before, change.after) == (("weight",), 12, 11)
    assert told[Kind.REMOVED, "gates", "OWN_PRODUCTION"].title == "Produksi sendiri"
    assert told[Kind.ADDED, "gates", "SYARAT_1"].title == "Baru"


# -- steps back and forward --------------------------------------------------------------


@given(sittings(), st.data())
def test_undo_and_redo_walk_the_same_way(pair: tuple[Body, Body], data: st.DataObject) -> None:
    first, second = pair
    third = data.draw(edited(second))
    history = edit.History(first)
    stops = [first]
    for following in (second, third):
        if following != stops[-1]:
            stops.append(following)
        history.change(following)
    for stop in reversed(stops[:-1]):
        assert history.undo() == stop
    assert not history.can_undo
    assert history.undo() == first
    for stop in stops[1:]:
        assert history.redo() == stop
    assert not history.can_redo


def test_keys_typed_into_one_field_are_one_step() -> None:
    first = body("MKN")
    history = edit.History(first)
    place = (*FIRST, "name")
    for text in ("C", "Ci", "Cit"):
        history.change(edit.set_value(history.now, place, text), place)
    history.change(edit.set_value(history.now, (*FIRST, "ask"), "x"), (*FIRST, "ask"))
    assert history.undo()["criteria"][0]["indicators"][0]["name"] == "Cit"
    assert history.undo() == first
    history.redo()
    history.change(edit.set_value(history.now, place, "Lain"), place)
    assert not history.can_redo
