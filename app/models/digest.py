"""Digests of what a region holds: the alarm for every fault nobody thought of (sync design §2.3).

Count and xor over 64-bit marks of (key, version): each side can keep it up to date
row by row, in any order, and two sides that hold the same rows hold the same digest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

_MASK = (1 << 64) - 1


def mark(row_id: UUID, ver: int) -> int:
    """A mark of one row at one version, as a signed 64-bit number.

    Mixed by the finaliser of SplitMix64, so that close keys and versions lie far apart.
    It guards against faults, not against people: those are the signatures' matter.
    """
    key = row_id.int
    value = (key ^ (key >> 64) ^ (ver * 0x9E3779B97F4A7C15)) & _MASK
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & _MASK
    value ^= value >> 31
    return value - (1 << 64) if value >> 63 else value


def marks_of(keys: str, versions: Sequence[int]) -> int:
    """The xor of the marks of many rows, by their keys in hexadecimal digits, one after the other.

    All at once: a number of Python's own for each step of each row costs fifty times as much.
    """
    if len(keys) != 32 * len(versions):
        raise ValueError("not a key for each version")
    if not keys:
        return 0
    import numpy as np  # the centre starts without it

    with np.errstate(over="ignore"):  # 64 bits, and what is above them falls away
        parts = np.frombuffer(bytes.fromhex(keys), dtype=">u8").astype(np.uint64)
        value = np.asarray(versions, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        value ^= parts[0::2] ^ parts[1::2]
        value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        value ^= value >> np.uint64(31)
    return int(np.bitwise_xor.reduce(value).astype(np.int64))


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
