"""What happens when two people changed one field of one row.

The rule is: the first that reached the centre stands, the other waits for a
person. Exceptions, where the field itself knows the answer, are below: rows made
twice offline under one natural key (the same curation opened on two laptops) keep
the earlier opening, and states only move forward (design, Settled).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.domain.terms import CurationState

Row = Mapping[str, Any]
Resolver = Callable[[Row, Row], Any]


def _keep(field: str) -> Resolver:
    return lambda current, _incoming: current[field]


def _earlier_opening(field: str) -> Resolver:
    def resolve(current: Row, incoming: Row) -> Any:
        theirs = incoming.get("opened_at")
        earlier = theirs is not None and theirs < current["opened_at"]
        return incoming[field] if earlier else current[field]

    return resolve


def _furthest_state(current: Row, incoming: Row) -> Any:
    states = (CurationState(current["state"]), CurationState(incoming["state"]))
    return str(max(states, key=lambda state: state.rank))


BIRTH: Mapping[str, Resolver] = {f: _keep(f) for f in ("created_at", "created_by")}
"""Who made a row, and when: never changed, not even by somebody who has seen it."""

_RESOLVERS: Mapping[str, Mapping[str, Resolver]] = {
    "curation": {
        "state": _furthest_state,
        **{f: _earlier_opening(f) for f in ("opened_at", "opened_by", "session_id", "walk_in")},
    },
}


def resolver(entity: str, field: str) -> Resolver | None:
    """The function (current row, incoming fields) → value, or None where a person must choose."""
    return _RESOLVERS.get(entity, {}).get(field) or BIRTH.get(field)
