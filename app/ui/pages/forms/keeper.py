"""Writes what is being typed to the laptop's database, within a second of each key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.services import drafts
from app.services.drafts import Draft, DraftKey
from app.services.workspace import Workspace
from app.ui.desk import Desk

ENTITY = "form_draft"
"""What `Desk.changed` names when a form begins or ceases to wait."""

_REST_MS = 400


@dataclass(frozen=True, slots=True)
class _Written:
    """A draft that is on disk now; `first` when its form had none before."""

    key: DraftKey
    at: datetime
    first: bool


def _write(ws: Workspace, draft: Draft[Any], first: bool) -> _Written:
    return _Written(draft.key, drafts.keep(ws, draft), first)


def _erase(ws: Workspace, key: DraftKey) -> DraftKey:
    drafts.drop(ws, key)
    return key


class Keeper(QObject):
    """One for each page with a form; the disk is touched in the database lane only.

    `due()` soon after `touch`, however fast one types on; `written()` once a draft is on disk.
    """

    due = Signal()
    written = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked: dict[DraftKey, Draft[Any]] = {}
        self._at: dict[DraftKey, datetime] = {}
        # Not a pause in typing is waited for, but a moment after the first key.
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST_MS)
        self._timer.timeout.connect(self.due)

    def touch(self) -> None:
        """Something may have been typed."""
        if not self._timer.isActive():
            self._timer.start()

    def rest(self) -> None:
        """What was typed is taken care of."""
        self._timer.stop()

    def know(self, found: Iterable[Draft[Any]]) -> None:
        """These are in the database already."""
        for draft in found:
            self._asked[draft.key] = draft
            if draft.typed_at is not None:
                self._at[draft.key] = draft.typed_at

    def asked(self, key: DraftKey) -> Draft[Any] | None:
        """What the database holds of a form, or soon will."""
        return self._asked.get(key)

    def typed_at(self, key: DraftKey) -> datetime | None:
        """When what is on disk of a form was typed; None while nothing is."""
        return self._at.get(key)

    def keep(self, draft: Draft[Any]) -> None:
        """Write a draft, unless the same is there."""
        before = self._asked.get(draft.key)
        if before == draft:
            return
        self._asked[draft.key] = draft
        job = partial(_write, self._desk.ws, draft, before is None)
        self._desk.lanes.db(job, self, self._on_written, partial(_on_refused, self, draft.key))

    def drop(self, key: DraftKey) -> None:
        """Delete a form's draft, if there is one."""
        if self._asked.pop(key, None) is not None:
            self._at.pop(key, None)
            self._desk.lanes.db(partial(_erase, self._desk.ws, key), self, self._on_erased)

    def saved(self, key: DraftKey) -> None:
        """The form was saved, and its draft went with that."""
        self._at.pop(key, None)
        if self._asked.pop(key, None) is not None:
            self._tell()

    def refused(self, key: DraftKey, error: Exception) -> None:
        """The disk would not: what is typed next tries again."""
        self._asked.pop(key, None)
        self._desk.handle(error)

    def _tell(self) -> None:
        self._desk.changed.emit(frozenset({ENTITY}))

    def _on_written(self, written: _Written) -> None:
        if written.key in self._asked:
            self._at[written.key] = written.at
        self.written.emit()
        if written.first:
            self._tell()

    def _on_erased(self, _key: DraftKey) -> None:
        self._tell()


def _on_refused(keeper: Keeper, key: DraftKey, error: Exception) -> None:
    keeper.refused(key, error)
