"""Keeps counts fresh in the background, step by step: Rekap's, and others of its kind."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from app.services import rekap_count
from app.services.workspace import Workspace
from app.ui.desk import Desk

_TELL_EVERY = 6


class Stepped(Protocol):
    """What a step tells: how many wait still, and whether it did anything."""

    @property
    def left(self) -> int:
        """How many wait."""

    @property
    def worked(self) -> bool:
        """Whether there was anything to do."""


class Counting(QObject):
    """Counts until nothing waits; `counted(int)` tells now and then how many wait still."""

    counted = Signal(int)

    def __init__(
        self,
        desk: Desk,
        parent: QObject,
        step: Callable[[Workspace], Stepped] = rekap_count.step,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job = partial(step, desk.ws)
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
        self._desk.lanes.io(self._job, self, self._on_step, self._on_failed)

    def _on_step(self, counted: Stepped) -> None:
        self._steps += counted.worked
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
