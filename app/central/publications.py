"""What makes a rubric that a laptop sends the next version of its code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from app.domain.rubric import canonical_json, rubric_rev
from app.domain.rubric_problems import problems
from app.models.entities import RubricVersion

_MOST_BYTES = 512 * 1024
_LOCK = 0x6B_75_72_61
"""Of all publications; whoever holds it sees every version that was accepted before."""


def fault(row: Mapping[str, Any]) -> str:
    """The code of what is wrong with a publication in itself; '' when nothing is."""
    body = row["body"]
    if row["deleted"] or not isinstance(body, dict) or len(canonical_json(body)) > _MOST_BYTES:
        return "rubric.malformed"
    said = (body.get("code"), body.get("version"), rubric_rev(body))
    if said != (row["code"], row["version"], row["rev"]):
        return "rubric.malformed"
    return "rubric.malformed" if problems(body) else ""


def one_at_a_time(conn: sa.Connection) -> None:
    """Wait for other publications; held until this transaction ends."""
    conn.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))


def newest(conn: sa.Connection, code: str) -> int:
    """The newest version of a code; 0 when there is none."""
    query = sa.select(sa.func.max(RubricVersion.version)).where(RubricVersion.code == code)
    return conn.execute(query).scalar() or 0
