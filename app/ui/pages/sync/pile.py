"""The conflicts that wait, one of them in front; what was chosen leaves at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.services.changes import ConflictKey
from app.services.conflicts import ConflictLine


class Pile:
    """Keeps its place while lines come and go, and counts what was chosen in this visit."""

    def __init__(self) -> None:
        self._lines: list[ConflictLine] = []
        self._at = 0
        self._leaving: set[ConflictKey] = set()
        self._chosen: set[ConflictKey] = set()
        self._expected: ConflictKey | None = None

    @property
    def front(self) -> ConflictLine | None:
        """The one to decide now."""
        return self._lines[self._at] if self._lines else None

    @property
    def place(self) -> tuple[int, int]:
        """Where that one stands among all of this visit: (3, 10)."""
        return len(self._chosen) + self._at + 1, len(self._chosen) + len(self._lines)

    @property
    def chosen(self) -> int:
        """How many were decided in this visit."""
        return len(self._chosen)

    def __len__(self) -> int:
        return len(self._lines)

    def of_record(self) -> list[ConflictLine]:
        """All that wait for the record in front, the one in front among them."""
        front = self.front
        if front is None:
            return []
        return [x for x in self._lines if (x.entity, x.id) == (front.entity, front.id)]

    def set_lines(self, lines: Sequence[ConflictLine]) -> None:
        """What the database says; what is on its way there does not come back."""
        wanted = self._expected or (self.front.key if self.front is not None else None)
        self._expected = None
        self._lines = [line for line in lines if line.key not in self._leaving]
        keys = [line.key for line in self._lines]
        self._chosen -= set(keys)
        if wanted in keys:
            self._at = keys.index(wanted)
        self._clip()

    def take(self, keys: Iterable[ConflictKey]) -> None:
        """These were chosen: the next one comes forward."""
        gone = set(keys)
        front = self.front
        self._leaving |= gone
        self._chosen |= gone
        before = self._lines[: self._at]
        self._at -= sum(line.key in gone for line in before)
        self._lines = [line for line in self._lines if line.key not in gone]
        if front is not None and front.key not in gone:
            self._at = self._lines.index(front)
        self._clip()

    def settle(self, keys: Iterable[ConflictKey]) -> None:
        """The database knows of the choice (or has refused it): its word counts again."""
        self._leaving -= set(keys)

    def expect(self, key: ConflictKey) -> None:
        """Put this one in front when the next lines bring it back."""
        self._expected = key

    def move(self, step: int) -> None:
        """To the next or the one before; round at the ends."""
        if self._lines:
            self._at = (self._at + step) % len(self._lines)

    def start_over(self) -> None:
        """A new visit: count from one."""
        self._chosen.clear()

    def _clip(self) -> None:
        self._at = max(0, min(self._at, len(self._lines) - 1))
