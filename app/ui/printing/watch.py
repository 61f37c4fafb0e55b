"""An eye on a job that the spooler has taken: tells when the printer does not get on with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.ui.lanes import Lanes
from app.ui.printing import spooler
from app.ui.printing.run import Wanted
from app.ui.printing.spooler import Look
from app.ui.printing.troubles import Trouble

FIRST_LOOK_MS: Final = 500
LOOK_MS: Final = 3000
_MOST_LOOKS: Final = 60


@dataclass(frozen=True, slots=True)
class Stuck:
    """A paper in the spooler's queue, and what its printer waits for."""

    wanted: Wanted
    trouble: Trouble


class Watch(QObject):
    """Looks every few seconds for some minutes, then goes; `stuck(Stuck)` at most once.

    A trouble counts once it has been seen twice: a printer that wakes says *offline* first.
    """

    stuck = Signal(object)

    def __init__(self, lanes: Lanes, wanted: Wanted, job: str, parent: QObject) -> None:
        super().__init__(parent)
        self._lanes, self._wanted, self._job = lanes, wanted, job
        self._looks = 0
        self._before: Trouble | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        self._timer.start(FIRST_LOOK_MS)

    def _look(self) -> None:
        job = partial(spooler.look, self._wanted.printer, [self._job])
        self._lanes.io(job, self, self._on_looked)

    def _on_looked(self, seen: Look) -> None:
        self._looks += 1
        if seen.trouble is not None and seen.trouble is self._before:
            self.stuck.emit(Stuck(self._wanted, seen.trouble))
            self.deleteLater()
        elif self._job in seen.done or self._looks >= _MOST_LOOKS:
            self.deleteLater()
        else:
            self._before = seen.trouble
            self._timer.start(LOOK_MS)
