"""Choosing and taking back, in the database lane, in the order a person did it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.services import changes, conflicts
from app.services.changes import Change, ConflictKey
from app.ui.desk import Desk


@dataclass(slots=True)
class Choice:
    """One choice of this visit; `change` once it stands in the database."""

    keys: tuple[ConflictKey, ...]
    text: str
    change: Change | None = None
    unwanted: bool = False


class Settling(QObject):
    """Keeps the choices of a visit so that each can be taken back, the last one first."""

    settled = Signal(object)
    """tuple[ConflictKey, ...]: their choice stands."""

    reopened = Signal(object)
    """tuple[ConflictKey, ...]: they wait again."""

    failed = Signal(object)
    """tuple[ConflictKey, ...]: nothing was chosen."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._choices: list[Choice] = []

    @property
    def last(self) -> Choice | None:
        """What `undo` would take back."""
        return next((c for c in reversed(self._choices) if not c.unwanted), None)

    @property
    def last_text(self) -> str:
        """That choice in words; '' when there is none."""
        return self.last.text if self.last is not None else ""

    def forget(self) -> None:
        """A new visit: what was chosen before is taken back elsewhere, by choosing again."""
        self._choices = [c for c in self._choices if c.change is None]

    def choose(self, keys: tuple[ConflictKey, ...], mine: bool, text: str) -> None:
        """Choose one value for these fields, in one step that can be taken back."""
        choice = Choice(keys, text)
        self._choices.append(choice)
        job = partial(conflicts.choose_all, self._desk.ws, list(keys), mine=mine)
        self._desk.change(
            job, self, partial(self._on_chosen, choice), partial(self._on_failed, choice)
        )

    def undo(self) -> None:
        """Take the last choice back, as soon as it stands."""
        choice = self.last
        if choice is None:
            return
        choice.unwanted = True
        if choice.change is not None:
            self._undo(choice, choice.change)

    def _on_chosen(self, choice: Choice, change: Change) -> None:
        choice.change = change
        self.settled.emit(choice.keys)
        self._desk.changed.emit(change.entities | {"sync"})
        if choice.unwanted:
            self._undo(choice, change)

    def _on_failed(self, choice: Choice, error: Exception) -> None:
        self._choices.remove(choice)
        self.failed.emit(choice.keys)
        self._desk.handle(error)

    def _undo(self, choice: Choice, change: Change) -> None:
        job = partial(changes.undo, self._desk.ws, change)
        self._desk.change(job, self, partial(self._on_undone, choice))

    def _on_undone(self, choice: Choice, change: Change) -> None:
        self._choices.remove(choice)
        self.reopened.emit(choice.keys)
        self._desk.changed.emit(change.entities | {"sync"})
