"""How far a job in another lane is: written there, read here by a timer; stopped from here."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from app.ui.lanes import CancelToken

_LOOK_MS = 100


class Running(QObject):
    """One long job at a time; `progressed(done, total)` while it runs."""

    progressed = Signal(int, int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.token = CancelToken()
        self._now = (0, 0)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_looked)

    @property
    def active(self) -> bool:
        """Whether a job runs."""
        return self._timer.isActive()

    def begin(self) -> CancelToken:
        """Another job begins; the one before is stopped."""
        self.token.cancel()
        self.token, self._now = CancelToken(), (0, 0)
        self._timer.start()
        return self.token

    def tell(self, done: int, total: int) -> None:
        """So far it is; called in the job's own thread."""
        self._now = (done, total)

    def end(self) -> None:
        """The job has ended, however."""
        self._timer.stop()

    def stop(self) -> None:
        """Have it end at its next step."""
        self.token.cancel()
        self.end()

    def _on_looked(self) -> None:
        done, total = self._now
        if total:
            self.progressed.emit(done, total)
