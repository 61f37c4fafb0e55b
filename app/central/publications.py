"""What makes a publication of a laptop the next one: a rubric, a set-up of papers, rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.clock import JAKARTA
from app.domain import paper_setup
from app.domain.market import channel_problems
from app.domain.rubric import canonical_json, rubric_rev
from app.domain.rubric_problems import problems
from app.models.entities import PaperSetup, RubricVersion
from app.models.market import ChannelRulesVersion

_MOST_BYTES = 512 * 1024
_LOCK = 0x6B_75_72_61
"""Of all publications; whoever holds it sees every version that was accepted before."""

_SERIES = {
    "rubric": RubricVersion.code,
    "paper_setup": PaperSetup.region_code,
    "channel_rules": ChannelRulesVersion.scope,
}
"""What has versions of its own: a rubric of a code, the set-up of a region, the channels' rules."""


_BUILT_IN = {"channel_rules": 1}
"""Versions the program brings along, which are no rows."""


def fault(entity: str, row: Mapping[str, Any]) -> str:
    """The code of what is wrong with a publication in itself; '' when nothing is."""
    sound = _SOUND[entity](row)
    if not sound or row["deleted"]:
        return f"{entity}.malformed"
    return "rubric.backdated" if entity == "rubric" and _is_backdated(row) else ""


def _is_backdated(row: Mapping[str, Any]) -> bool:
    """Whether a rubric is to count from a day before it was published."""
    published_on: date = row["published_at"].astimezone(JAKARTA).date()
    return date.fromisoformat(row["body"]["valid_from"]) < published_on


def _is_rubric(row: Mapping[str, Any]) -> bool:
    body = row["body"]
    if not isinstance(body, dict) or len(canonical_json(body)) > _MOST_BYTES:
        return False
    said = (body.get("code"), body.get("version"), rubric_rev(body))
    return said == (row["code"], row["version"], row["rev"]) and not problems(body)


def _is_setup(row: Mapping[str, Any]) -> bool:
    try:
        setup = paper_setup.from_columns(row)
    except ValueError:
        return False
    same = all(row[name] == value for name, value in paper_setup.to_columns(setup).items())
    return same and not paper_setup.problems(setup)


def _is_channel_rules(row: Mapping[str, Any]) -> bool:
    body = row["body"]
    if not isinstance(body, dict) or len(canonical_json(body)) > _MOST_BYTES:
        return False
    said = (body.get("version"), rubric_rev(body))
    return said == (row["version"], row["rev"]) and not channel_problems.problems(body)


_SOUND = {"rubric": _is_rubric, "paper_setup": _is_setup, "channel_rules": _is_channel_rules}


def one_at_a_time(conn: sa.Connection) -> None:
    """Wait for other publications; held until this transaction ends."""
    conn.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))


def newest(conn: sa.Connection, entity: str, row: Mapping[str, Any]) -> int:
    """The newest version of what `row` is a version of; 0 when there is none."""
    column = _SERIES[entity]
    query = sa.select(sa.func.max(column.class_.version)).where(column == row[column.key])
    return conn.execute(query).scalar() or _BUILT_IN.get(entity, 0)


def of_one_series(entity: str, row: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two rows of a kind are versions of the same."""
    name = _SERIES[entity].key
    return bool(row[name] == other[name])
