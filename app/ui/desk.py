"""What every page works with: the workspace, the lanes, and one way to tell and to fail.

A page asks with `desk.read`, changes with `desk.change`; after a change every page
hears which entities were touched and refreshes what it shows of them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.errors import UserError
from app.services import syncing
from app.services.changes import Change, undo
from app.services.workspace import Workspace
from app.ui.kit.thumbs import ThumbnailCache
from app.ui.lanes import CancelToken, ErrorHandler, Lanes
from app.ui.syncing.background import BackgroundSync
from app.ui.syncing.runner import Ended, SyncRunner

T = TypeVar("T")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """Where to go: a page's key and, at times, the record to show there."""

    page: str
    record: UUID | None = None
    new: bool = False
    draft: bool = False
    """`record` names a kept draft of a form that was never saved."""
    about: object = None
    """What to show there beside a record: a frozen value the page understands."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A short message at the corner, with a change that can be undone.

    `undo` takes back what is no change of records; it may outlive the page, so hold it weakly.
    """

    text: str
    change: Change | None = None
    undo: Callable[[], None] | None = None


class Desk(QObject):
    """Shared by all pages of one window; lives on the UI thread."""

    changed = Signal(object)
    """frozenset[str]: entities that were touched."""

    noticed = Signal(object)
    """Notice: something to tell in passing."""

    failed = Signal(object)
    """UserError: something a person can act on, when the page has no better place for it."""

    travelled = Signal(object)
    """Place: somebody wants to go there."""

    def __init__(self, ws: Workspace, lanes: Lanes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ws = ws
        self.lanes = lanes
        self.thumbs = ThumbnailCache(lanes, ws.photos.read, self)
        self.sync = SyncRunner(ws, lanes, self)
        self.background = BackgroundSync(ws, lanes, self.sync, self)
        self._is_echo = False
        self.sync.ended.connect(self._on_sync_ended)
        self.sync.broke.connect(self.handle)
        self.changed.connect(self._on_changed)
        lanes.unhandled = self.handle

    def go(
        self,
        page: str,
        record: UUID | None = None,
        *,
        new: bool = False,
        draft: bool = False,
        about: object = None,
    ) -> None:
        """Show a page, and a record (or a kept draft, or something else) on it."""
        self.travelled.emit(Place(page, record, new, draft, about))

    def read(
        self,
        job: Callable[[], T],
        owner: QObject,
        done: Callable[[T], None],
        *,
        token: CancelToken | None = None,
    ) -> CancelToken:
        """Run a reading job in the database lane."""
        return self.lanes.db(job, owner, done, token=token)

    def change(
        self,
        job: Callable[[], T],
        owner: QObject,
        done: Callable[[T], None],
        failed: ErrorHandler | None = None,
    ) -> None:
        """Run a changing job in the database lane; the page then calls `committed`."""
        self.lanes.db(job, owner, done, failed)

    def committed(self, change: Change, text: str = "") -> None:
        """Tell everybody what a change touched; with `text`, say so in the corner too."""
        self.changed.emit(change.entities)
        if text:
            self.noticed.emit(Notice(text, change if change.undoable else None))

    def undo(self, change: Change) -> None:
        """Take a change back and tell everybody."""

        def job() -> Change:
            return undo(self.ws, change)

        self.lanes.db(job, self, self._on_undone)

    def _on_undone(self, change: Change) -> None:
        self.committed(change, self.tr("Undone."))

    def _on_sync_ended(self, ended: Ended) -> None:
        """What came before a failure is here too; an empty run changes only the sync's own state.

        What a sync brought is no work that waits to be sent: background sync need not hear of it.
        """
        self._is_echo = True
        self.changed.emit(syncing.ENTITIES if ended.moved else frozenset({"sync"}))
        self._is_echo = False

    def _on_changed(self, entities: frozenset[str]) -> None:
        if not self._is_echo:
            self.background.heard(entities)

    def handle(self, error: Exception) -> None:
        """A failure nobody else takes: a person's to a banner, a bug to the record."""
        if isinstance(error, UserError):
            self.failed.emit(error)
            return
        raise error
