"""Two people change one rubric from the same version."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain import rubric_edit as edit
from app.domain.rubric_merge import merged
from app.domain.rubric_problems import problems
from tests.domain.rubrics import CODES, body
from tests.domain.test_rubric_edit import Body, edited, well_coded


@st.composite
def forks(draw: st.DrawFn) -> tuple[Body, Body, Body]:
    base = body(draw(st.sampled_from(CODES)))
    return base, draw(edited(draw(edited(base)))), draw(edited(base))


@given(forks())
def test_who_alone_changed_gets_all_of_it(pair: tuple[Body, Body, Body]) -> None:
    base, mine, _ = pair
    if not well_coded(mine):
        return
    assert merged(base, mine, base).body == mine
    assert merged(base, base, mine).body == mine
    assert merged(base, mine, mine).body == mine
    for told in (merged(base, mine, base), merged(base, base, mine), merged(base, mine, mine)):
        assert told.clashes == ()


def test_changes_in_different_places_stand_together() -> None:
    base = body("MKN")
    mine = edit.set_value(base, ("criteria", 0, "indicators", 0, "weight"), 11)
    mine = edit.set_value(mine, ("criteria", 0, "indicators", 1, "weight"), 7)
    mine = edit.insert_item(mine, ("gates",), 1, {**edit.blank_gate(mine), "code": "MILIK_SAYA"})
    theirs = edit.set_value(base, ("outcomes", 1, "when"), {"total_below": 60})
    theirs = edit.drop_value(theirs, ("gates", 5))
    theirs = edit.insert_item(
        theirs, ("gates",), 0, {**edit.blank_gate(theirs), "code": "MILIK_MEREKA"}
    )
    told = merged(base, mine, theirs)
    assert told.clashes == ()
    gates = [gate["code"] for gate in told.body["gates"]]
    assert "OWN_PRODUCTION" not in gates
    assert {"MILIK_SAYA", "MILIK_MEREKA", "NIB"} <= set(gates)
    assert told.body["outcomes"][1]["when"] == {"total_below": 60}
    assert [i["weight"] for i in told.body["criteria"][0]["indicators"]] == [11, 7, 6, 6]
    assert {p.place[0] for p in problems(told.body)} == {"gates"}  # the blank ones


def test_what_both_changed_is_told_and_mine_stands() -> None:
    base = body("MKN")
    place = ("criteria", 0, "indicators", 0, "anchors", "1")
    told = merged(base, edit.set_value(base, place, "A"), edit.set_value(base, place, "B"))
    assert told.clashes == (("indicators", "RASA-1", "anchors", "1"),)
    assert edit.value_at(told.body, place) == "A"
    line = ("outcomes", 1, "when", "total_below")
    told = merged(base, edit.set_value(base, line, 50), edit.set_value(base, line, 60))
    assert told.clashes == (("outcomes",),)
    assert edit.value_at(told.body, line) == 50
