"""What is agreed for a session, as data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.session_rules import SessionRules, TieRule, read_rules, rules_from_json
from app.domain.terms import Level
from app.models.entities import CurationSession
from app.paths import RESOURCES
from app.services.session_rules import rules_of, shipped

DEFAULT = shipped(RESOURCES)


def test_what_is_shipped_is_whole() -> None:
    assert set(DEFAULT.minimum_members) == set(Level)
    assert list(DEFAULT.minimum_members.values()) == sorted(DEFAULT.minimum_members.values())
    assert DEFAULT.tie_rules[-1] is TieRule.EARLIER, "something must always tell two apart"


rules = st.builds(
    SessionRules,
    minimum_members=st.fixed_dictionaries({level: st.integers(1, 9) for level in Level}),
    difference_points=st.integers(1, 100),
    criterion_difference_percent=st.integers(1, 100),
    fast_seconds=st.integers(0, 600),
    improve_days=st.integers(1, 365),
    rescore_days=st.integers(1, 365),
    appeal_days=st.integers(1, 90),
    appeal_answer_days=st.integers(1, 90),
    blind=st.booleans(),
    pick_best=st.none() | st.integers(1, 500),
    tie_rules=st.lists(st.sampled_from(TieRule), unique=True).map(tuple),
)


@given(rules)
def test_a_session_keeps_what_was_agreed(agreed: SessionRules) -> None:
    kept = json.loads(json.dumps(agreed.to_json()))
    assert rules_from_json(kept, DEFAULT) == agreed
    assert read_rules(kept) == agreed


def test_what_a_session_does_not_say_is_as_shipped() -> None:
    held = CurationSession(rules={"blind": True, "of_a_later_program": 7})
    found = rules_of(RESOURCES, held)
    assert found.blind
    assert found.tie_rules == DEFAULT.tie_rules
    assert rules_of(RESOURCES, CurationSession(rules=None)) == DEFAULT


def test_rules_that_are_none_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"missing: .*fast_seconds"):
        read_rules({"blind": True, "minimum_members": {}, "tie_rules": []})
    with pytest.raises(ValueError, match="no_rule"):
        rules_from_json({"tie_rules": ["no_rule"]}, DEFAULT)
