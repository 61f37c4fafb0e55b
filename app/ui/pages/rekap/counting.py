"""Keeps Rekap's counts fresh in the background, district by district."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.services import rekap_count
from app.services.rekap_count import Counted
from app.ui.desk import Desk

_TELL_EVERY = 6


class Counting(QObject):
    """Counts until nothing waits; `counted(int)` tells now and then how many wait still."""

    counted = Signal(int)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._busy = self._stopped = False
        self._steps = 0

    def start(self) -> None:
        """Count what waits; does nothing while it counts already."""
        if not self._busy and not self._stopped:
            self._busy, self._steps = True, 0
            self._step()

    def stop(self) -> None:
        """Begin no further district: the rest waits for the next start."""
        self._stopped = True

    def _step(self) -> None:
        # Not the database lane: a first count must not hold up what somebody saves.
        job = partial(rekap_count.step, self._desk.ws)
        self._desk.lanes.io(job, self, self._on_step, self._on_failed)

    def _on_step(self, counted: Counted) -> None:
        self._steps += bool(counted.district)
        if counted.left and not self._stopped:
            if self._steps % _TELL_EVERY == 1:
                self.counted.emit(counted.left)
            self._step()
            return
        self._busy = False
        if self._steps:
            self.counted.emit(counted.left)

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        self._desk.handle(error)
