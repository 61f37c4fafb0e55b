"""The brake: no one batch deletes or empties a great part of what others entered.

Whoever means it may hand the records over, and the centre's staff decide. It stands
against a laptop that lost its values and would write that down as everybody's (field: B7).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

MAX_SHRUNK = 100
"""More than anybody deletes or empties between two syncs by hand."""
CODE = "batch.shrinks"
_MOVES = frozenset({"scope", "guest_scope", "extra"})
_EMPTY: tuple[Any, ...] = (None, "", [], {})

Key = tuple[str, UUID]
Row = Mapping[str, Any]


def too_much(changes: Iterable[tuple[Key, Row, Row]], person: UUID) -> frozenset[Key]:
    """The rows that must wait for the staff, of all `(key, row as it stands, values to write)`.

    What a person entered themselves, they may delete again: an import taken back, say.
    """
    shrunk = frozenset(key for key, row, values in changes if _shrinks(row, values, person))
    return shrunk if len(shrunk) > MAX_SHRUNK else frozenset()


def _shrinks(row: Row, values: Row, person: UUID) -> bool:
    if values.get("deleted") and not row["deleted"]:
        return bool(row["created_by"] != person)
    return any(
        value in _EMPTY and row[name] not in _EMPTY
        for name, value in values.items()
        if name not in _MOVES
    )
