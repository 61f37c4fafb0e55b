"""Composing in the lanes: read, solve with progress, keep; stopped at any time without a trace."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.services import gebetan_composing
from app.services.gebetan_composing import Composed, Heard, Solved, Task
from app.ui.desk import Desk
from app.ui.lanes import CancelToken


class Composing(QObject):
    """One composing at a time.

    `progressed(int, int)` orders filled and in all, `ended(object)` a `Composed`, or None when it
    was stopped or failed (which the desk tells).
    """

    progressed = Signal(int, int)
    ended = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._token: CancelToken | None = None
        self._task: Task | None = None
        self._is_writing = False

    @property
    def busy(self) -> bool:
        """Whether one is under way."""
        return self._token is not None

    def start(self, round_id: UUID, *, by_hand_too: bool) -> None:
        """Compose a round; nothing while another one is under way."""
        if self.busy:
            return
        self._token = CancelToken()
        job = partial(gebetan_composing.prepare, self._desk.ws, round_id, by_hand_too=by_hand_too)
        self._desk.lanes.db(job, self, self._on_task, self._on_failed, token=self._token)

    def stop(self) -> None:
        """Stop it; the packages stay as they were."""
        if self._token is not None and not self._is_writing:
            self._token.cancel()
            self._finish(None)

    def _on_task(self, task: Task) -> None:
        token = self._token
        if token is None:
            return
        self._task = task
        job = partial(_solve, task, self.progressed.emit, token)
        self._desk.lanes.io(job, self, self._on_solved, self._on_failed, token=token)

    def _on_solved(self, solved: Solved) -> None:
        if self._task is None or self._token is None:
            return
        job = partial(gebetan_composing.keep, self._desk.ws, self._task, solved)
        self._is_writing = True  # whole or not at all: there is nothing left to stop
        self._desk.lanes.db(job, self, self._on_kept, self._on_failed)

    def _on_kept(self, done: Composed) -> None:
        self._finish(done)

    def _on_failed(self, error: Exception) -> None:
        self._finish(None)
        self._desk.handle(error)

    def _finish(self, done: Composed | None) -> None:
        self._token, self._task, self._is_writing = None, None, False
        self.ended.emit(done)


def _solve(task: Task, heard: Heard, token: CancelToken) -> Solved:
    """Runs in the I/O lane; what it tells goes home as a queued signal."""

    def told(done: int, total: int) -> None:
        token.check()
        heard(done, total)

    solved = gebetan_composing.solve(task, told, lambda: token.cancelled)
    token.check()
    return solved
