"""A second chance scores again only what failed."""

from __future__ import annotations

import json
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.decision import improvements
from app.domain.rescoring import (
    Rescore,
    carried,
    last_day,
    rescore_from_json,
    weak,
    with_carried,
)
from app.domain.rubric import Rubric, parse_rubric
from app.domain.scoring import Sheet, notes_missing, score_sheet, unanswered
from app.paths import RESOURCES

RUBRIC: Rubric = parse_rubric(json.loads((RESOURCES / "rubrics/MKN.json").read_text("utf-8")))
CODES = [i.code for i in RUBRIC.indicators]


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    scores = {code: draw(st.integers(1, 4)) for code in CODES}
    out = draw(st.sets(st.sampled_from(CODES), max_size=4))
    return Sheet(
        scores={code: score for code, score in scores.items() if code not in out},
        not_applicable=frozenset(out),
        notes={code: "kurang" for code, score in scores.items() if score == 1},
    )


panels = st.lists(sheets(), min_size=1, max_size=5)


@given(panels)
def test_what_is_scored_again_is_what_the_business_was_told(panel: list[Sheet]) -> None:
    told = improvements(RUBRIC, panel, (), date(2026, 11, 22))
    assert weak(RUBRIC, panel) == {item.code for item in told}


@given(panels, sheets())
def test_a_sheet_of_a_second_chance_is_whole(panel: list[Sheet], fresh: Sheet) -> None:
    codes = weak(RUBRIC, panel)
    stands = carried(RUBRIC, panel, codes)
    again = Sheet(scores=dict.fromkeys(codes, 4))
    whole = with_carried(again, stands)
    assert unanswered(RUBRIC, whole) == ()
    assert score_sheet(RUBRIC, whole).total is not None
    locked = set(CODES) - codes
    changed = with_carried(fresh, stands)
    assert all(changed.scores.get(c) == stands.scores.get(c) for c in locked)
    assert changed.not_applicable & locked == stands.not_applicable


@given(sheets())
def test_who_scored_before_keeps_their_own_scores(own: Sheet) -> None:
    others = [Sheet(scores=dict.fromkeys(CODES, 4))] * 2
    codes = weak(RUBRIC, [own])
    stands = carried(RUBRIC, [own, *others], codes, own)
    assert stands.scores == {c: s for c, s in own.scores.items() if c not in codes}
    assert stands.not_applicable == own.not_applicable - codes
    assert not set(notes_missing(RUBRIC, stands)) - codes


@given(panels)
def test_scoring_again_what_failed_with_better_scores_never_lowers_the_total(
    panel: list[Sheet],
) -> None:
    """Of one curator: what stood stands, what failed can only rise."""
    own = panel[0]
    codes = weak(RUBRIC, [own])
    before = score_sheet(RUBRIC, own).total
    better = {c: s + 1 for c, s in own.scores.items() if c in codes}
    after = score_sheet(
        RUBRIC, with_carried(Sheet(scores=better), carried(RUBRIC, [own], codes, own))
    ).total
    assert before is not None
    assert after is not None
    assert after >= before


def test_gates_and_findings_are_asked_again() -> None:
    sheet = Sheet(scores=dict.fromkeys(CODES, 3), critical=frozenset({"UNSAFE"}))
    stands = carried(RUBRIC, [sheet], frozenset())
    assert (stands.gates, stands.critical) == ({}, frozenset())


def test_it_is_kept_as_json() -> None:
    kept = Rescore(UUID(int=5), frozenset({"RASA-1", "KMS-3"}))
    assert rescore_from_json(json.loads(json.dumps(kept.to_json()))) == kept
    assert rescore_from_json(None) is None
    with pytest.raises(ValueError, match="not a second chance"):
        rescore_from_json({"decision": 7, "codes": []})
    with pytest.raises(ValueError, match="not a second chance"):
        rescore_from_json({"codes": []})


def test_the_chance_ends() -> None:
    assert last_day(date(2026, 11, 22), 90) == date(2027, 2, 20)
