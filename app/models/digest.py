"""Digests of what a region holds: the alarm for every fault nobody thought of (sync design §2.3).

Count and xor over 64-bit marks of (key, version): each side can keep it up to date
row by row, in any order, and two sides that hold the same rows hold the same digest.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

_MASK = (1 << 64) - 1


def mark(row_id: UUID, ver: int) -> int:
    """A mark of one row at one version, as a signed 64-bit number.

    Mixed by the finaliser of SplitMix64, so that close keys and versions lie far apart.
    It guards against faults, not against people: those are the signatures' matter.
    """
    return mark_of(row_id.int, ver)


def mark_of(key: int, ver: int) -> int:
    """The mark of a row by its key as a number."""
    value = (key ^ (key >> 64) ^ (ver * 0x9E3779B97F4A7C15)) & _MASK
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & _MASK
    value ^= value >> 31
    return value - (1 << 64) if value >> 63 else value


class Digests:
    """Digests of several scopes as they grow; `marks` maps a scope to (rows, xor)."""

    def __init__(self) -> None:
        self.marks: dict[str, tuple[int, int]] = {}

    def put(self, scopes: Iterable[str], row_id: UUID, ver: int) -> None:
        """A row at this version is in `scopes`."""
        self._turn(scopes, row_id, ver, 1)

    def take(self, scopes: Iterable[str], row_id: UUID, ver: int) -> None:
        """A row at this version is in `scopes` no more."""
        self._turn(scopes, row_id, ver, -1)

    def add(self, scopes: Iterable[str], rows: int, xor: int) -> None:
        """So many rows with these marks together are in `scopes`."""
        for scope in scopes:
            count, before = self.marks.get(scope, (0, 0))
            self.marks[scope] = (count + rows, before ^ xor)

    def _turn(self, scopes: Iterable[str], row_id: UUID, ver: int, step: int) -> None:
        self.add(scopes, step, mark(row_id, ver))
