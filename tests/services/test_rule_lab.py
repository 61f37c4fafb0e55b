"""The rule laboratory gives the very totals, outcomes and grades of the domain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import rubric_edit as edit
from app.domain.decision import Case, decide, strictest
from app.domain.rubric import Rubric, parse_rubric
from app.domain.scoring import Sheet, combine, score_sheet
from app.domain.sheets import sheet_to_json
from app.domain.terms import Category, DocumentType, GateState, Grade, Outcome
from app.models.entities import DecisionRecord
from app.services import rule_lab, sessions
from app.services.rule_lab_heap import HeapBuilder, Stored
from app.services.rule_lab_scoring import GRADES, NONE, OUTCOMES, judge
from app.services.workspace import Workspace
from tests.domain.rubrics import CODES, body
from tests.services.field import add_product, open_session, register
from tests.services.field import judge as judge_product

FSY, MKN = Category.FASHION, Category.PACKAGED_FOOD


@st.composite
def rules(draw: st.DrawFn) -> Rubric:
    """A rubric with other weights, floors, thresholds and terms of its gates."""
    data = body(draw(st.sampled_from(CODES)))
    for at, criterion in enumerate(data["criteria"]):
        for number, _ in enumerate(criterion["indicators"]):
            weight = draw(st.integers(0, 30))
            data = edit.set_value(data, ("criteria", at, "indicators", number, "weight"), weight)
        data = edit.set_value(data, ("criteria", at, "weight"), draw(st.integers(20, 60)))
        data = edit.set_value(data, ("criteria", at, "floor_percent"), draw(st.integers(0, 100)))
    for at, _ in enumerate(data["gates"]):
        when = draw(st.sampled_from([{}, {"min_shelf_life_days": 7}, {"min_shelf_life_days": 90}]))
        data = edit.set_value(data, ("gates", at, "condition"), when)
    low, high, top = sorted(draw(st.sets(st.integers(1, 99), min_size=3, max_size=3)))
    for line, when in ((1, {"total_below": low}), (4, {"total_below": high})):
        data = edit.set_value(data, ("outcomes", line, "when"), when)
    last = {"total_from": top, "recommended_documents": draw(st.booleans())}
    return parse_rubric(edit.normalised(edit.set_value(data, ("outcomes", 6, "when"), last)))


@dataclass(frozen=True)
class Result:
    """One result of a panel, as the domain takes it."""

    sheets: tuple[Sheet, ...]
    shelf_life: int | None
    papers: frozenset[str]
    settled: dict[str, str]

    def stored(self, number: int, rubric: Rubric) -> Stored:
        return Stored(
            id=f"{number:032x}",
            category=str(rubric.code),
            district="31.74.04",
            outcome="passed",
            grade="B",
            total=8000,
            shelf_life=self.shelf_life,
            sheets=[sheet_to_json(sheet) for sheet in self.sheets],
            settled=self.settled,
            papers=self.papers,
        )

    def by_the_domain(self, rubric: Rubric) -> tuple[int, int, int]:
        totals = [score_sheet(rubric, sheet) for sheet in self.sheets]
        if all(one.total is None for one in totals):
            return NONE, NONE, NONE
        answers = strictest(self.sheets) | {c: GateState(s) for c, s in self.settled.items()}
        critical = frozenset(code for sheet in self.sheets for code in sheet.critical)
        case = Case(combine(rubric, totals), answers, critical, self.papers)
        verdict = decide(rubric, case, rubric.gates_for(self.shelf_life))
        places = OUTCOMES.index(verdict.outcome), GRADES.index(verdict.grade)
        return (*places, verdict.total)


@st.composite
def sheets(draw: st.DrawFn, rubric: Rubric) -> Sheet:
    """A whole sheet: every indicator has a score or is not applicable."""
    codes = [i.code for i in rubric.indicators]
    aside = draw(st.frozensets(st.sampled_from(codes)) | st.just(frozenset(codes)))
    good = draw(st.integers(1, 4))
    score = st.integers(good, 4)
    states = st.dictionaries(
        st.sampled_from([gate.code for gate in rubric.gates]), st.sampled_from(list(GateState))
    )
    all_met = st.just({gate.code: GateState.MET for gate in rubric.gates})
    return Sheet(
        scores={code: draw(score) for code in codes if code not in aside},
        not_applicable=aside,
        gates=draw(states | all_met),
        critical=frozenset(draw(st.sampled_from([(), (), (), ("UNSAFE",)]))),
    )


@st.composite
def results(draw: st.DrawFn, rubric: Rubric) -> Result:
    gates = st.sampled_from([gate.code for gate in rubric.gates])
    papers = st.frozensets(st.sampled_from([str(kind) for kind in DocumentType]))
    return Result(
        tuple(draw(st.lists(sheets(rubric), min_size=1, max_size=4))),
        draw(st.none() | st.integers(0, 100)),
        draw(papers | st.just(frozenset(map(str, DocumentType)))),
        draw(st.just({}) | st.dictionaries(gates, st.sampled_from(list(map(str, GateState))))),
    )


@st.composite
def heaps(draw: st.DrawFn) -> tuple[Rubric, list[Result]]:
    rubric = draw(rules())
    return rubric, draw(st.lists(results(rubric), min_size=1, max_size=6))


def counted(rubric: Rubric, found: Sequence[Result]) -> list[tuple[int, int, int]]:
    builder = HeapBuilder()
    for number, result in enumerate(found):
        builder.add(result.stored(number, rubric))
    verdicts = judge(rubric, builder.heap())
    rows = zip(verdicts.outcomes, verdicts.grades, verdicts.totals, strict=True)
    return [(int(a), int(b), int(c)) for a, b, c in rows]


@settings(max_examples=150, deadline=None)
@given(heaps())
def test_every_verdict_is_the_domains(pair: tuple[Rubric, list[Result]]) -> None:
    rubric, found = pair
    assert counted(rubric, found) == [result.by_the_domain(rubric) for result in found]


@settings(max_examples=60, deadline=None)
@given(heaps(), st.data())
def test_a_copy_that_changes_nothing_moves_nobody(
    pair: tuple[Rubric, list[Result]], data: st.DataObject
) -> None:
    """Whatever was stored: an older version or papers that came later moved it, not the copy."""
    rubric, found = pair
    outcomes, grades = st.sampled_from(list(Outcome)), st.sampled_from(list(Grade))
    rows = [
        replace(
            result.stored(number, rubric),
            outcome=str(data.draw(outcomes)),
            grade=str(data.draw(grades)),
            total=data.draw(st.integers(0, 10_000)),
        )
        for number, result in enumerate(found)
    ]
    shelf = rule_lab.shelf_of(rows, {"31.74.04": 0}, rubric)
    lab = rule_lab.Lab({rubric.code: shelf}, ("31.74.04",), ("Pasar Minggu",))
    tried = rule_lab.trial(lab, {rubric.code: rubric})
    assert (tried.moved, tried.moves) == (0, ())
    after = tried.verdicts[rubric.code]
    assert [OUTCOMES[n] for n in after.outcomes] == [row.outcome for row in rows]
    assert after.totals.tolist() == [row.total for row in rows]
    assert all(t.better == t.worse == 0 for t in (*tried.categories, *tried.districts))


@pytest.mark.parametrize("score", [1, 2, 3, 4])
def test_halves_are_rounded_up_and_floors_met_exactly(score: int) -> None:
    """Three sheets whose mean lies on half a hundredth, and criteria just on their floor."""
    rubric = parse_rubric(body("MKN"))
    one = Sheet(scores=dict.fromkeys((i.code for i in rubric.indicators), score))
    bent = Sheet(scores={**one.scores, "LEG-4": 5 - score})
    found = [Result(panel, 5, frozenset(), {}) for panel in ((one, one, bent), (bent, one))]
    assert counted(rubric, found) == [result.by_the_domain(rubric) for result in found]


def test_panels_beyond_64_bits_are_counted_all_the_same() -> None:
    """Fifty sheets with every possible set of applicable indicators of one large criterion."""
    data = body("MKN")
    weights = [2, 3, 5, 7, 11, 13, 17, 19, 10, 8]
    blank = edit.blank_indicator(data, {"code": "RASA"})
    one = {**data["criteria"][0], "weight": 95, "floor_percent": 53}
    one["indicators"] = [
        {
            **blank,
            "code": f"RASA-{n}",
            "weight": weight,
            "not_applicable_allowed": True,
            "name": "x",
            "advice": "x",
            "ask": "x",
            "anchors": {str(s): f"{s}" for s in range(1, 5)},
        }
        for n, weight in enumerate(weights, start=1)
    ]
    two = {**one, "code": "SISA", "weight": 5, "floor_percent": 0}
    two["indicators"] = [{**one["indicators"][0], "code": "SISA-1", "weight": 5}]
    rubric = parse_rubric({**data, "criteria": [one, two]})
    codes = [i["code"] for i in one["indicators"]]
    panel = []
    for number in range(1, 800, 16):
        aside = frozenset(code for bit, code in enumerate(codes) if number >> bit & 1)
        scores = {c: 1 + (number * 7 + n) % 4 for n, c in enumerate(codes) if c not in aside}
        panel.append(Sheet(scores={**scores, "SISA-1": 2}, not_applicable=aside))
    found = [Result(tuple(panel), None, frozenset(), {})]
    assert counted(rubric, found) == [result.by_the_domain(rubric) for result in found]


# -- over a laptop's own results ---------------------------------------------------------


@pytest.fixture
def field(ws: Workspace) -> Workspace:
    """Four products decided at a bazaar: two good ones, two middling ones."""
    held = open_session(ws)
    shop = register(ws)
    for name, score in (("Satu", 4), ("Dua", 4), ("Tiga", 3), ("Empat", 2)):
        judge_product(ws, add_product(ws, shop, name), held, score)
    return ws


def changed(code: Category, *edits: tuple[tuple[str | int, ...], Any]) -> dict[Category, Rubric]:
    data = body(str(code))
    for place, value in edits:
        data = edit.set_value(data, place, value)
    return {code: parse_rubric(data)}


def test_unchanged_rules_move_nobody(field: Workspace) -> None:
    lab = rule_lab.read_lab(field)
    assert (lab.results, lab.sheets) == (4, 4)
    for rubrics in ({}, changed(FSY)):
        tried = rule_lab.trial(lab, rubrics)
        assert (tried.moved, tried.moves) == (0, ())
        assert tried.unasked_indicators == tried.unasked_gates == ()
        assert [t.results for t in tried.categories] == [4]


def test_a_higher_threshold_moves_who_was_below_it(field: Workspace) -> None:
    lab = rule_lab.read_lab(field)
    tried = rule_lab.trial(lab, changed(FSY, (("outcomes", 4, "when"), {"total_below": 80})))
    assert [(m.category, m.before, m.after, m.count) for m in tried.moves] == [
        (FSY, (Outcome.PASSED, Grade.B), (Outcome.NEEDS_IMPROVEMENT, Grade.C), 1)
    ]
    tally = tried.categories[0]
    assert (tally.name, tally.passed_before, tally.passed_after) == (FSY.term, 3, 2)
    assert (tally.better, tally.worse) == (0, 1)
    assert sum(t.worse for t in tried.districts) == 1
    named = rule_lab.names(field, lab, tried, tried.moves[0])
    assert [(n.product, n.business, n.total_before, n.total_after) for n in named] == [
        ("Tiga", "Dapur Sari", 7500, 7500)
    ]
    assert named[0].district == tried.districts[0].name


def test_weights_within_a_criterion_move_who_lives_by_them(field: Workspace) -> None:
    held = sessions.current(field)
    assert held is not None
    data = body(str(FSY))
    first, *others = [i["code"] for i in data["criteria"][0]["indicators"]]
    shop = register(field, "Warung Dua")
    scores = {first: 1, **dict.fromkeys(others, 3)}
    judge_product(field, add_product(field, shop, "Lima"), held.id, 3, scores=scores)
    lab = rule_lab.read_lab(field)
    criterion = data["criteria"][0]
    least = [1 if i["code"] == first else i["weight"] for i in criterion["indicators"]]
    lighter = edit.set_value(data, ("criteria", 0, "indicators", 0, "weight"), least[0])
    tried = rule_lab.trial(lab, {FSY: parse_rubric(edit.normalised(lighter))})
    (move,) = tried.moves
    assert (move.before[0], move.after[0], move.count) == (
        Outcome.NEEDS_IMPROVEMENT,
        Outcome.PASSED,
        1,
    )
    assert [n.product for n in rule_lab.names(field, lab, tried, move)] == ["Lima"]


def test_what_was_decided_otherwise_stays_as_stored(field: Workspace) -> None:
    """A result of an older version moves from what is stored, and only by what the copy turns."""
    with field.db.write() as session:
        row = session.scalars(sa.select(DecisionRecord).where(DecisionRecord.total == 7500)).one()
        columns = {c.name: getattr(row, c.name) for c in DecisionRecord.__table__.columns}
        other = {"outcome": "conditional", "grade": "C", "total": 7100}
        key = {"id": field.ids.new(), "supersedes": row.id}
        session.add(DecisionRecord(**{**columns, **other, **key}))
    lab = rule_lab.read_lab(field)
    assert (lab.results, lab.apart) == (4, 1)
    assert rule_lab.trial(lab, changed(FSY)).moved == 0
    tried = rule_lab.trial(lab, changed(FSY, (("outcomes", 4, "when"), {"total_below": 80})))
    (move,) = tried.moves
    assert move.before == (Outcome.CONDITIONAL, Grade.C)
    (named,) = rule_lab.names(field, lab, tried, move)
    assert (named.total_before, named.total_after) == (7100, 7500)


def test_rules_of_another_category_move_nobody(field: Workspace) -> None:
    lab = rule_lab.read_lab(field)
    harsh = changed(MKN, (("outcomes", 1, "when"), {"total_below": 69}))
    assert rule_lab.trial(lab, harsh).moved == 0


def test_what_was_never_asked_is_told(field: Workspace) -> None:
    data = body("FSY")
    data["criteria"][0]["indicators"][0]["weight"] = 11
    extra = {**data["criteria"][0]["indicators"][0], "code": "MUTU-9", "weight": 1, "name": "Uji"}
    data["criteria"][0]["indicators"].append(extra)
    data["gates"].append({**data["gates"][0], "code": "BARU", "name": "Syarat baru"})
    lab = rule_lab.read_lab(field)
    tried = rule_lab.trial(lab, {FSY: parse_rubric(data)})
    assert tried.unasked_indicators == ("Uji",)
    assert tried.unasked_gates == ("Syarat baru",)
    assert tried.categories[0].passed_after == 0


def test_of_rival_decisions_one_counts(field: Workspace) -> None:
    """Two laptops decided one curation without knowing of each other."""
    with field.db.write() as session:
        row = session.scalars(sa.select(DecisionRecord).order_by(DecisionRecord.id)).first()
        assert row is not None
        columns = {c.name: getattr(row, c.name) for c in DecisionRecord.__table__.columns}
        later = row.decided_at + timedelta(minutes=1)
        rival = {**columns, "id": field.ids.new(), "decided_at": later}
        session.add(DecisionRecord(**rival))
        key = rival["id"].hex
        gone = row.id.hex
    lab = rule_lab.read_lab(field)
    assert lab.results == 4
    assert key in lab.shelves[FSY].ids
    assert gone not in lab.shelves[FSY].ids


def test_a_trial_can_be_given_up(field: Workspace) -> None:
    class Enough(Exception):  # noqa: N818
        pass

    def enough() -> None:
        raise Enough

    lab = rule_lab.read_lab(field)
    with pytest.raises(Enough):
        rule_lab.trial(lab, changed(FSY), enough)


def test_an_empty_laptop_has_nothing_to_try(ws: Workspace) -> None:
    lab = rule_lab.read_lab(ws)
    assert (lab.results, rule_lab.trial(lab, changed(FSY)).moves) == (0, ())
