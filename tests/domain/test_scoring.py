"""Scoring over the real rubrics: exact, fair to what does not apply, and the same every time."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.rubric import Rubric
from app.domain.scoring import Sheet, Totals, combine, notes_missing, score_sheet, unanswered
from tests.domain.rubrics import CODES, RUBRICS, even, rubric, rubric_and_sheets

Drawn = tuple[Rubric, list[Sheet]]


def total_of(totals: Totals) -> int:
    assert totals.total is not None
    return totals.total


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("score", [1, 2, 3, 4])
def test_even_sheets(code: str, score: int) -> None:
    totals = score_sheet(rubric(code), even(rubric(code), score))
    assert totals.total == 2500 * score
    assert [c.points for c in totals.criteria] == [
        c.weight * 25 * score for c in rubric(code).criteria
    ]


@given(rubric_and_sheets(full=True))
def test_a_full_sheet_is_the_weighted_sum(drawn: Drawn) -> None:
    wanted, (sheet,) = drawn
    totals = score_sheet(wanted, sheet)
    exact = sum(Fraction(i.weight * sheet.scores[i.code], 4) for i in wanted.indicators)
    assert totals.total == exact * 100
    assert 2500 <= total_of(totals) <= 10_000
    assert sum(c.points for c in totals.criteria) == totals.total
    assert [c.weight for c in totals.criteria] == [c.weight * 100 for c in wanted.criteria]


@given(rubric_and_sheets())
def test_weights_are_kept_whatever_does_not_apply(drawn: Drawn) -> None:
    wanted, (sheet,) = drawn
    totals = score_sheet(wanted, sheet)
    live = [c for c in totals.criteria if c.applicable]
    if not live:
        assert totals.total is None
        return
    assert 2500 <= total_of(totals) <= 10_000
    assert abs(sum(c.weight for c in live) - 10_000) <= len(live)
    assert abs(sum(c.points for c in live) - total_of(totals)) <= len(live)
    assert all(c.points == c.weight == 0 for c in totals.criteria if not c.applicable)


@given(RUBRICS, st.data())
def test_an_even_sheet_stays_even_whatever_does_not_apply(
    wanted: Rubric, data: st.DataObject
) -> None:
    score = data.draw(st.integers(1, 4))
    codes = [i.code for i in wanted.indicators]
    spared = data.draw(st.frozensets(st.sampled_from(codes), max_size=len(codes) - 1))
    sheet = Sheet(scores={c: score for c in codes if c not in spared}, not_applicable=spared)
    assert score_sheet(wanted, sheet).total == 2500 * score


def test_spreading_by_hand() -> None:
    """RASA 30 (12, 6, 6, 6) without aroma: 12 and 6 and 6 share the 30."""
    wanted = rubric("MKN")
    sheet = even(wanted, 4)
    scores = {**sheet.scores, "RASA-1": 2}
    del scores["RASA-3"]
    totals = score_sheet(wanted, Sheet(scores=scores, not_applicable=frozenset({"RASA-3"})))
    assert totals.criteria[0].points == 2250  # (12*2 + 6*4 + 6*4) / (4 * 24) * 30
    assert totals.total == 9250
    without = frozenset(i.code for i in wanted.criteria[0].indicators)
    rest = {c: 3 for c in sheet.scores if c not in without}
    totals = score_sheet(wanted, Sheet(scores=rest, not_applicable=without))
    assert totals.total == 7500
    assert [c.weight for c in totals.criteria] == [0, 2857, 3571, 2143, 1429]


@given(rubric_and_sheets(), st.data())
def test_a_better_score_is_never_worth_less(drawn: Drawn, data: st.DataObject) -> None:
    wanted, (sheet,) = drawn
    improvable = [c for c, s in sheet.scores.items() if s < wanted.scale.maximum]
    assume(improvable)
    code = data.draw(st.sampled_from(improvable))
    better = Sheet({**sheet.scores, code: sheet.scores[code] + 1}, sheet.not_applicable)
    assert total_of(score_sheet(wanted, better)) >= total_of(score_sheet(wanted, sheet))


@given(rubric_and_sheets())
def test_floors_by_definition(drawn: Drawn) -> None:
    wanted, (sheet,) = drawn
    totals = score_sheet(wanted, sheet)
    for criterion, points in zip(wanted.criteria, totals.criteria, strict=True):
        live = [i for i in criterion.indicators if i.code not in sheet.not_applicable]
        earned = sum(i.weight * sheet.scores[i.code] for i in live)
        possible = sum(i.weight * wanted.scale.maximum for i in live)
        missed = bool(live) and earned * 100 < criterion.floor_percent * possible
        assert points.floor_missed == missed
    assert totals.floor_missed == any(c.floor_missed for c in totals.criteria)


@given(rubric_and_sheets(most=4), st.randoms(use_true_random=False))
def test_the_order_of_sheets_does_not_matter(drawn: Drawn, random: object) -> None:
    wanted, sheets = drawn
    totals = [t for s in sheets if (t := score_sheet(wanted, s)).total is not None]
    assume(totals)
    shuffled = list(totals)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert combine(wanted, shuffled) == combine(wanted, totals)


@given(rubric_and_sheets(), st.integers(2, 4))
def test_an_identical_sheet_changes_nothing(drawn: Drawn, times: int) -> None:
    wanted, (sheet,) = drawn
    totals = score_sheet(wanted, sheet)
    assume(totals.total is not None)
    assert combine(wanted, [totals] * times) == combine(wanted, [totals]) == totals


@given(rubric_and_sheets(most=4))
def test_the_panel_lies_between_its_members(drawn: Drawn) -> None:
    wanted, sheets = drawn
    totals = [t for s in sheets if (t := score_sheet(wanted, s)).total is not None]
    assume(totals)
    each = [total_of(t) for t in totals]
    assert min(each) <= total_of(combine(wanted, totals)) <= max(each)


def test_a_panel_is_a_mean_never_a_sum() -> None:
    wanted = rubric("KRY")
    totals = [score_sheet(wanted, even(wanted, score)) for score in (2, 3, 4)]
    assert combine(wanted, totals) == totals[1]
    half = combine(wanted, totals[1:])
    assert half.total == 8750


@given(RUBRICS)
def test_nothing_applicable_has_no_total(wanted: Rubric) -> None:
    sheet = Sheet(not_applicable=frozenset(i.code for i in wanted.indicators))
    totals = score_sheet(wanted, sheet)
    assert totals.total is None
    with pytest.raises(ValueError, match="total"):
        combine(wanted, [totals])
    with pytest.raises(ValueError, match="total"):
        combine(wanted, [])


@given(rubric_and_sheets(), st.data())
def test_what_is_not_answered_is_named(drawn: Drawn, data: st.DataObject) -> None:
    wanted, (sheet,) = drawn
    left_out = data.draw(st.sets(st.sampled_from(sorted(sheet.scores)))) if sheet.scores else set()
    scores = {c: s for c, s in sheet.scores.items() if c not in left_out}
    found = unanswered(wanted, Sheet(scores, sheet.not_applicable))
    assert set(found) == left_out
    assert list(found) == [i.code for i in wanted.indicators if i.code in left_out]


def test_a_lowest_score_needs_a_note() -> None:
    wanted = rubric("SAJ")
    sheet = even(wanted, 2)
    scores = {**sheet.scores, "HIG-1": 1, "RASA-1": 1, "RASA-2": 1}
    notes = {"RASA-1": "hambar", "HIG-1": "  "}
    assert notes_missing(wanted, Sheet(scores, notes=notes)) == ("RASA-2", "HIG-1")
    spared = Sheet(scores, frozenset({"HIG-1"}), notes)
    assert notes_missing(wanted, spared) == ("RASA-2",)
