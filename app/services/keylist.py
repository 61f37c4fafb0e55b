"""Keys of very many records: kept as the database gives them, made when looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload
from uuid import UUID


class KeyList(Sequence[UUID]):
    """A list of keys over their 32 hex digits: 367,000 of them without 367,000 objects."""

    def __init__(self, digits: Sequence[str]) -> None:
        self._digits = digits

    def __len__(self) -> int:
        return len(self._digits)

    @overload
    def __getitem__(self, place: int) -> UUID: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[UUID]: ...

    def __getitem__(self, place: int | slice) -> UUID | Sequence[UUID]:
        if isinstance(place, slice):
            return [UUID(digits) for digits in self._digits[place]]
        return UUID(self._digits[place])

    def __iter__(self) -> Iterator[UUID]:
        return map(UUID, self._digits)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, UUID) and key.hex in self._digits

    def __eq__(self, other: object) -> bool:
        if isinstance(other, KeyList):
            return list(self._digits) == list(other._digits)
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def index(self, key: UUID, start: int = 0, stop: int | None = None) -> int:
        """The place of a key; ValueError when it is not there."""
        end = len(self._digits) if stop is None else stop
        return self._digits.index(key.hex, start, end)
