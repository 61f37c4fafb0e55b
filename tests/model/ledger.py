"""What was written, by whom, and what its writer had seen: the model's own memory.

Every value a person types in the model is unlike any other, so a value names its writing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

Key = tuple[str, UUID]
Place = tuple[str, UUID, str]

TRACKED: dict[str, tuple[str, ...]] = {
    "business": ("note", "phone"),
    "product": ("description", "ingredients"),
    "legal_document": ("number", "note"),
    "photo": ("role", "original_name"),
    "curation_session": ("name", "place"),
    "improvement_item": ("finding", "advice"),
    "interest": ("note",),
    "appeal": ("brought_by", "reason"),
}
"""Fields people write in the model; what anybody may edit has two, so that edits can also miss."""


class Violation(AssertionError):  # noqa: N818 - it is what it says
    """A promise of the synchronisation is broken."""


@dataclass(slots=True)
class Ledger:
    """Values with their parents, births of rows, deletions; and what was lost with a disk."""

    parents: dict[str, frozenset[str]] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    writers: dict[str, int] = field(default_factory=dict)
    births: dict[Key, dict[str, Any]] = field(default_factory=dict)
    deletions: set[Key] = field(default_factory=set)
    openings: dict[UUID, set[tuple[Any, ...]]] = field(default_factory=dict)
    excused: set[str] = field(default_factory=set)
    count: int = 0
    set_back: bool = False
    """Whether the centre was ever restored: then a laptop may be asked about what others wrote
    in the lost time, for nobody else may have it any more (design, sync 2.7)."""

    def copy(self) -> Ledger:
        """As it stands now."""
        openings = {key: set(found) for key, found in self.openings.items()}
        return Ledger(
            dict(self.parents),
            dict(self.places),
            dict(self.writers),
            dict(self.births),
            set(self.deletions),
            openings,
            set(self.excused),
            self.count,
            self.set_back,
        )

    def write(self, place: Place, life: int, seen: Iterable[str | None]) -> str:
        """A fresh value for a field, written over what its writer had before their eyes."""
        self.count += 1
        value = f"nilai {self.count}"
        self.parents[value] = frozenset(v for v in seen if v is not None)
        self.places[value], self.writers[value] = place, life
        return value

    def seen_by(self, value: str) -> set[str]:
        """The value and all that its writers had seen before it."""
        found: set[str] = set()
        ahead = [value]
        while ahead:
            value = ahead.pop()
            if value not in found and value in self.parents:
                found.add(value)
                ahead += self.parents[value]
        return found

    def kept_by(self, values: Iterable[Any]) -> set[str]:
        """All that is still there, or was replaced knowingly, when `values` are there."""
        kept: set[str] = set()
        for value in values:
            if isinstance(value, str) and value not in kept:
                kept |= self.seen_by(value)
        return kept
