"""The one sync of a window: whoever starts it, everybody sees the same run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from app.errors import UserError
from app.services import syncing
from app.services.syncing import Progress, Report
from app.services.workspace import Workspace
from app.ui.lanes import Lanes
from app.ui.syncing.watching import QtWatcher


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: its report, or why it broke off.

    `stopped` when a person asked it to stop; `quiet` when nobody had asked for it.
    """

    report: Report | None
    error: UserError | None
    stopped: bool
    quiet: bool

    @property
    def moved(self) -> bool:
        """Whether records or photographs may have come or gone."""
        report = self.report
        if report is None:
            return True
        counts = (report.sent, report.received, report.photos_sent, report.photos_received)
        return any((*counts, report.relayed))


class SyncRunner(QObject):
    """Runs one sync at a time in the I/O lane; lives on the UI thread."""

    started = Signal()
    progressed = Signal(object)
    """Progress."""

    ended = Signal(object)
    """Ended."""

    broke = Signal(object)
    """Exception: a fault of the program; the run has ended all the same."""

    def __init__(self, ws: Workspace, lanes: Lanes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ws, self._lanes = ws, lanes
        self._watcher: QtWatcher | None = None
        self._quiet = False

    @property
    def is_running(self) -> bool:
        """Whether a sync runs now."""
        return self._watcher is not None

    @property
    def is_quiet(self) -> bool:
        """Whether the run is one that nobody asked for."""
        return self.is_running and self._quiet

    @property
    def is_stopping(self) -> bool:
        """Whether the run was asked to stop and has not yet."""
        return self._watcher is not None and self._watcher.cancelled()

    def start(self, *, quiet: bool = False) -> None:
        """Sync once, off the UI thread. While one runs, asking for it makes that one one's own."""
        if self.is_running:
            self._quiet = self._quiet and quiet
            return
        self._quiet = quiet
        self._watcher = QtWatcher()
        self._watcher.moved.connect(self._on_moved, Qt.ConnectionType.QueuedConnection)
        self.started.emit()
        job = partial(syncing.run, self._ws, self._watcher)
        self._lanes.io(job, self, self._on_done, self._on_failed)

    def cancel(self) -> None:
        """Stop at the next step; the next run goes on from there."""
        if self._watcher is not None:
            self._watcher.cancel()

    def _on_moved(self, progress: Progress) -> None:
        if self.is_running:
            self.progressed.emit(progress)

    def _on_done(self, report: Report) -> None:
        self._end(report, None)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self._end(None, error)
            return
        self._end(None, None)
        self.broke.emit(error)

    def _end(self, report: Report | None, error: UserError | None) -> None:
        stopped, self._watcher = self.is_stopping, None
        self.ended.emit(Ended(report, error, stopped, self._quiet))
