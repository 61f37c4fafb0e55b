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
from app.domain.twins import MergeRecord, survivor

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


def _first_given(field: str) -> Resolver:
    """What was done once is done: of two who did it offline, the first to reach the centre."""
    return lambda current, incoming: (
        incoming.get(field) if current[field] is None else current[field]
    )


def _furthest_state(current: Row, incoming: Row) -> Any:
    states = (CurationState(current["state"]), CurationState(incoming["state"]))
    return str(max(states, key=lambda state: state.rank))


def _survivor(field: str) -> Resolver:
    """Two laptops gave one row to different records: the one that outlives the other has it."""

    def resolve(current: Row, incoming: Row) -> Any:
        here, there = current[field], incoming.get(field)
        return survivor(here, there) if here and there else here or there

    return resolve


def _joined_records(current: Row, incoming: Row) -> Any:
    """What both laptops moved when they merged one business without knowing of each other."""
    here, there = current["merge_record"], incoming.get("merge_record")
    if not here or not there:
        return here or there
    return MergeRecord.from_json(here).joined(MergeRecord.from_json(there)).to_json()


BIRTH: Mapping[str, Resolver] = {f: _keep(f) for f in ("created_at", "created_by")}
"""Who made a row, and when: never changed, not even by somebody who has seen it."""

_OPENING = ("opened_at", "opened_by", "session_id", "walk_in", "unverified", "rescore", "queue_no")
_ON_THE_WAY = ("verified_at", "verified_by", "validated_at", "validated_by", "checked_in_at")

_RESOLVERS: Mapping[str, Mapping[str, Resolver]] = {
    "business": {"merged_into": _survivor("merged_into"), "merge_record": _joined_records},
    "product": {"business_id": _survivor("business_id")},
    "legal_document": {"business_id": _survivor("business_id")},
    "curation": {
        "state": _furthest_state,
        **{f: _earlier_opening(f) for f in _OPENING},
        **{f: _first_given(f) for f in _ON_THE_WAY},
    },
}

FORWARD = frozenset({("curation", "state")})
"""Fields that never go back, not even by the word of somebody who has seen where they stand."""


def made_anew(current: Row, incoming: Row) -> bool:
    """Whether a row under a natural key was made once more, by somebody who had no copy of it.

    Not even its first author has then seen what they had written themselves: clean rows leave
    a disk with their region, and the next to need one opens it afresh.
    """
    return any(name in incoming and incoming[name] != current[name] for name in BIRTH)


def resolver(entity: str, field: str) -> Resolver | None:
    """The function (current row, incoming fields) → value, or None where a person must choose."""
    return _RESOLVERS.get(entity, {}).get(field) or BIRTH.get(field)
