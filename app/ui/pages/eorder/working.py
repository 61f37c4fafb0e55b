"""One long job at a time: how far it is, and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.buttons import secondary_button
from app.ui.kit.cards import ProgressLine
from app.ui.kit.labels import Label
from app.ui.lanes import CancelToken
from app.ui.theme import Space

T = TypeVar("T")
Heard = Callable[[int, int], None]
Check = Callable[[], None]
_LOOK_MS = 100


class _Tally:
    """How far a job is: written by a worker, read by a timer."""

    def __init__(self) -> None:
        self.done, self.total = 0, 0

    def hear(self, done: int, total: int) -> None:
        self.done, self.total = done, total


class Working(QWidget):
    """A line of progress, there while a job runs; `stopped()` when somebody stopped it."""

    stopped = Signal()
    busy_changed = Signal(bool)

    def __init__(self, desk: Desk, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tally, self._token = _Tally(), CancelToken()
        self._done: Callable[[object], None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._show)
        self._words = ""
        self.label = Label("", "muted")
        self.line = ProgressLine(name)
        self.stop_button = secondary_button(self.tr("Stop"), icon="x")
        self.stop_button.setObjectName("working.stop")
        self.stop_button.clicked.connect(self.stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addWidget(self.label)
        row.addWidget(self.line, 1)
        row.addWidget(self.stop_button)
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether a job runs."""
        return self._done is not None

    def run(self, words: str, job: Callable[[Heard, Check], T], done: Callable[[T], None]) -> None:
        """Run `job(heard, check)` in the I/O lane; nothing while another one runs."""
        if self.busy:
            return
        tally, token = _Tally(), CancelToken()
        self._tally, self._token, self._words = tally, token, words
        self._done = done  # type: ignore[assignment]
        self._show()
        self.show()
        self._timer.start()
        self.busy_changed.emit(True)  # noqa: FBT003 - a signal takes no names
        self._desk.lanes.io(
            lambda: job(tally.hear, token.check), self, self._on_done, self._on_failed, token=token
        )

    def stop(self) -> None:
        """Stop it; nothing half is left, and nobody is told of an end."""
        if self.busy:
            self._token.cancel()
            self._end()
            self.stopped.emit()

    def _end(self) -> Callable[[object], None] | None:
        done, self._done = self._done, None
        self._timer.stop()
        self.hide()
        self.busy_changed.emit(False)  # noqa: FBT003 - a signal takes no names
        return done

    def _on_done(self, value: object) -> None:
        if self._token.cancelled:
            return
        done = self._end()
        if done is not None:
            done(value)

    def _on_failed(self, error: Exception) -> None:
        if self.busy:
            self._end()
        self._desk.handle(error)

    def _show(self) -> None:
        tally = self._tally
        counts = ""
        if tally.total:
            counts = f" {labels.number(tally.done)} / {labels.number(tally.total)}"
        self.label.setText(f"{self._words}{counts}")
        self.line.set_progress(tally.done, max(tally.total, 1))
