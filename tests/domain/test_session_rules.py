"""What is agreed for a session, as data."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import panel
from app.domain.session_rules import (
    Earlier,
    SessionRules,
    TieRule,
    members_asked,
    read_rules,
    rules_from_json,
)
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
    earlier=st.lists(
        st.builds(Earlier, st.datetimes(timezones=st.just(UTC)), st.integers(1, 9)), max_size=3
    ).map(tuple),
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


NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
CHANGED = {"earlier": [[NOON.isoformat(), 1], [(NOON + timedelta(hours=1)).isoformat(), 3]]}


@pytest.mark.parametrize(("minutes", "asked"), [(-1, 1), (0, 3), (59, 3), (60, 2), (600, 2)])
def test_what_was_asked_at_a_moment(minutes: int, asked: int) -> None:
    at = NOON + timedelta(minutes=minutes)
    said = {**CHANGED, "minimum_members": {"district": 2, "city": 9}}
    assert members_asked(said, Level.DISTRICT, 1, at) == asked


@given(rules, st.sampled_from(Level), st.integers(0, 9))
def test_the_centre_asks_what_the_laptop_asks(
    agreed: SessionRules, level: Level, of_session: int
) -> None:
    now = datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)
    asked = members_asked(agreed.to_json(), level, of_session, now)
    assert asked == panel.minimum_of(agreed, level, of_session)


def test_a_session_that_says_nothing_asks_for_its_own() -> None:
    assert members_asked(None, Level.PROVINCE, 0, NOON) == 1
    assert members_asked({"blind": True}, Level.PROVINCE, 2, NOON) == 2
