"""A running job as the window hears of it: progress home by one queued signal, and stopping."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal

from app.services.syncing import Progress


class QtWatcher(QObject):
    """Called in the sync's thread; `moved(Progress)` arrives on the UI thread."""

    moved = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._stop = threading.Event()

    def progress(self, progress: Progress) -> None:
        """Something moved."""
        self.moved.emit(progress)

    def cancelled(self) -> bool:
        """Whether to stop at the next step."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the sync to stop at its next step; what was confirmed stays confirmed."""
        self._stop.set()
