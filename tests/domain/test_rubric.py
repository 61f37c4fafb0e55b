"""The six rubrics as shipped hold every rule of a rubric; a broken one is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.rubric import RubricError, parse_rubric, rubric_rev
from app.domain.terms import DocumentType, GateState
from app.paths import RESOURCES
from tests.domain.rubrics import CODES, body, rubric


def test_there_are_six() -> None:
    found = sorted(p.stem for p in (RESOURCES / "rubrics").glob("???.json"))
    assert found == sorted(CODES)


@pytest.mark.parametrize("code", CODES)
def test_sums_anchors_and_codes(code: str) -> None:
    wanted = rubric(code)
    assert wanted.code == code
    assert sum(c.weight for c in wanted.criteria) == 100
    for criterion in wanted.criteria:
        assert sum(i.weight for i in criterion.indicators) == criterion.weight
        assert 0 < criterion.floor_percent < 100
        for indicator in criterion.indicators:
            assert indicator.code.startswith(criterion.code + "-")
            assert sorted(indicator.anchors) == [1, 2, 3, 4]
            assert len(set(indicator.anchors.values())) == 4
            assert all(text.strip() for text in indicator.anchors.values())
            assert indicator.advice
            assert indicator.ask
    codes = [i.code for i in wanted.indicators] + [g.code for g in wanted.gates]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("code", CODES)
def test_gates_and_papers(code: str) -> None:
    wanted = rubric(code)
    kinds = {str(kind) for kind in DocumentType}
    assert {"JAKPRENEUR", "NIB", "NOT_EXPIRED", "OWN_PRODUCTION"} <= {g.code for g in wanted.gates}
    for gate in wanted.gates:
        assert set(gate.accepted_documents) <= kinds
        assert "?" in gate.question
        assert gate.remedy
        assert list(gate.due_days) == sorted(gate.due_days)
        assert {GateState.MET, GateState.UNMET} <= set(gate.states)
        assert (GateState.IN_PROCESS in gate.states) == gate.in_process_allowed
    assert set(wanted.recommended_documents) <= kinds
    assert wanted.critical_findings
    assert wanted.certificate_months > 0


def test_food_drink_and_cosmetics_ask_for_halal() -> None:
    asks = {code for code in CODES if any(g.code == "HALAL" for g in rubric(code).gates)}
    assert asks == {"MKN", "MNM", "SAJ", "KOS"}
    assert next(c.floor_percent for c in rubric("MKN").criteria if c.code == "HIG") == 60


def test_the_revision_is_of_the_content() -> None:
    data = body("MKN")
    shuffled = json.loads(json.dumps(dict(reversed(data.items()))))
    assert rubric_rev(shuffled) == rubric("MKN").rev
    data["criteria"][0]["indicators"][0]["advice"] += "."
    assert parse_rubric(data).rev != rubric("MKN").rev


Break = Callable[[dict[str, Any]], object]
BREAKS: dict[str, Break] = {
    "a weight": lambda b: b["criteria"][0].update(weight=31),
    "an indicator's weight": lambda b: b["criteria"][0]["indicators"][0].update(weight=11),
    "a weight of nothing": lambda b: (
        b["criteria"][0]["indicators"][0].update(weight=0),
        b["criteria"][0]["indicators"][1].update(weight=18),
    ),
    "an anchor": lambda b: b["criteria"][0]["indicators"][0]["anchors"].pop("2"),
    "an anchor too many": lambda b: b["criteria"][0]["indicators"][0]["anchors"].update({"5": "x"}),
    "a label": lambda b: b["scale"]["labels"].pop("4"),
    "a code twice": lambda b: b["criteria"][0]["indicators"][1].update(code="RASA-1"),
    "a gate named as an indicator": lambda b: b["gates"][0].update(code="RASA-1"),
    "no last outcome": lambda b: b["outcomes"].pop(),
    "no outcomes": lambda b: b.update(outcomes=[]),
    "an unknown condition": lambda b: b["outcomes"][0].update(when={"moon": "full"}),
    "an unknown outcome": lambda b: b["outcomes"][0].update(outcome="great"),
    "an unknown grade": lambda b: b["outcomes"][0].update(grade="E"),
    "an unknown gate state": lambda b: b["outcomes"][2].update(when={"gate": "perhaps"}),
    "an unknown category": lambda b: b.update(code="XXX"),
    "another schema": lambda b: b.update(schema=2),
    "no criteria": lambda b: b.pop("criteria"),
    "criteria that are none": lambda b: b.update(criteria="RASA"),
    "a date that is none": lambda b: b.update(valid_from="2026-02-30"),
    "a score that is no number": lambda b: b["scale"]["labels"].update({"x": "?"}),
    "a scale that is none": lambda b: b.update(scale=4),
    "a minimum in words": lambda b: b["scale"].update(min="satu"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_rubric_is_refused(name: str) -> None:
    data = body("MKN")
    BREAKS[name](data)
    with pytest.raises(RubricError):
        parse_rubric(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)


@pytest.mark.parametrize("value", [None, [], "MKN", 4])
def test_what_is_no_object_is_no_rubric(value: Any) -> None:
    with pytest.raises(RubricError):
        parse_rubric(value)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = list(value.items()) if isinstance(value, dict) else []
    inner += list(enumerate(value)) if isinstance(value, list) else []
    return [path, *(p for key, child in inner for p in places(child, (*path, key)))]


PLACES = [path for path in places(body("KRY")) if path]


@settings(max_examples=200)
@given(st.sampled_from(PLACES), JSON)
def test_whatever_stands_anywhere_only_a_rubric_error(path: tuple[Any, ...], value: Any) -> None:
    data = body("KRY")
    parent = data
    for key in path[:-1]:
        parent = parent[key]
    parent[path[-1]] = value
    try:
        parsed = parse_rubric(data)
    except RubricError:
        return
    assert sum(i.weight for i in parsed.indicators) == 100
