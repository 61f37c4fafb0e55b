"""One print on its way: portion after portion, until all went, somebody stops it, or it fails.

A paper goes to the spooler whole and is done when the spooler has it. A batch of certificates
goes in portions of `PORTION` pages, each waited for: what was stopped does not come out later,
and only what came out is counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import UserError
from app.ui.lanes import Lanes
from app.ui.printing import spooler
from app.ui.printing.painted import PaintedPrint
from app.ui.printing.paper import Printout, cut
from app.ui.printing.spooler import Look
from app.ui.printing.troubles import Trouble, refused, stopped

PORTION: Final = 10
LOOK_MS: Final = 1000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be printed, where, and how often."""

    printout: Printout
    printer: str
    pages: tuple[int, ...]
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Ended:
    """How a print ended: the pages that went, and why not all did."""

    wanted: Wanted
    went: tuple[int, ...]
    error: UserError | None = None
    job: str = ""
    """The spooler's last job, where there was one."""

    @property
    def left(self) -> tuple[int, ...]:
        """Pages that did not go."""
        return tuple(page for page in self.wanted.pages if page not in set(self.went))


class PrintRun(QObject):
    """Base of both ways; started once, it ends once, by `ended(Ended)`."""

    progressed = Signal(int)
    """How many pages went by now."""

    troubled = Signal(object)
    """Trouble, or None when it is over."""

    ended = Signal(object)

    def __init__(self, lanes: Lanes, wanted: Wanted, parent: QObject) -> None:
        super().__init__(parent)
        self._lanes, self._wanted = lanes, wanted
        self._went: tuple[int, ...] = ()
        self._job = ""
        self._stopping = self._over = False

    def start(self) -> None:
        """Begin."""
        raise NotImplementedError

    def stop(self) -> None:
        """Print no further page; `ended` follows."""
        raise NotImplementedError

    def _end(self, error: UserError | None = None) -> None:
        if not self._over:
            self._over = True
            self.ended.emit(Ended(self._wanted, self._went, error, self._job))

    def _on_error(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self._end(error)
        else:
            self._end(refused(self._wanted.printer))
            self._lanes.unhandled(error)


class SpoolRun(PrintRun):
    """By the system's spooler."""

    def __init__(self, lanes: Lanes, wanted: Wanted, parent: QObject) -> None:
        super().__init__(lanes, wanted, parent)
        size = PORTION if wanted.printout.is_batch else max(1, len(wanted.pages))
        self._portions = spooler.chunks(wanted.pages, size)
        self._trouble: Trouble | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Hand over the next portion."""
        if not self._portions or self._stopping:
            self._end()
        else:
            job = partial(_spooled, self._wanted, self._portions[0])
            self._lanes.io(job, self, self._on_taken, self._on_error)

    def stop(self) -> None:
        """Take back what the printer has not begun."""
        self._stopping = True
        if self._timer.isActive():
            self._timer.stop()
            self._look()

    def _on_taken(self, job: str) -> None:
        self._job = job
        # A spooler that names no job cannot be asked about it.
        if not job or not self._wanted.printout.is_batch:
            self._portion_went()
        else:
            self._look()

    def _look(self) -> None:
        if self._stopping:
            job = partial(_taken_back, self._wanted.printer, self._job)
            self._lanes.io(job, self, self._on_taken_back, self._on_error)
        else:
            job = partial(spooler.look, self._wanted.printer, self._job)
            self._lanes.io(job, self, self._on_looked, self._on_error)

    def _on_looked(self, seen: Look) -> None:
        if seen.trouble is not self._trouble:
            self._trouble = seen.trouble
            self.troubled.emit(seen.trouble)
        if seen.done:
            self._portion_went()
        elif self._stopping:
            self._look()
        else:
            self._timer.start()

    def _on_taken_back(self, seen: Look) -> None:
        self._trouble = seen.trouble
        if seen.done or seen.started:  # sheets of it may lie in the tray
            self._portion_went()
        else:
            self._end_stopped()

    def _end_stopped(self) -> None:
        trouble = self._trouble
        self._end(None if trouble is None else stopped(trouble, self._wanted.printer))

    def _portion_went(self) -> None:
        self._went += self._portions.pop(0)
        self.progressed.emit(len(self._went))
        if self._stopping and self._portions:
            self._end_stopped()
        else:
            self.start()


class PaintRun(PrintRun):
    """By `QPrinter`."""

    def __init__(self, lanes: Lanes, wanted: Wanted, parent: QObject) -> None:
        super().__init__(lanes, wanted, parent)
        order = wanted.pages * wanted.copies
        self._painted = PaintedPrint(lanes, wanted.printout.pdf, order, self)
        self._painted.page_painted.connect(self._on_page_painted)
        self._painted.finished.connect(self._on_finished)
        self._painted.failed.connect(self._on_failed)

    def start(self) -> None:
        """Begin to paint."""
        from app.ui.printing import painted

        wanted = self._wanted
        self._painted.start(painted.open_printer(wanted.printer, wanted.printout.title))

    def stop(self) -> None:
        """Stop after the page that is being painted."""
        self._stopping = True
        self._painted.stop()

    def _on_page_painted(self, count: int) -> None:
        self._went = self._wanted.pages[:count]
        self.progressed.emit(len(self._went))

    def _on_finished(self) -> None:
        self._end()

    def _on_failed(self) -> None:
        self._end(refused(self._wanted.printer))


def _spooled(wanted: Wanted, portion: tuple[int, ...]) -> str:
    """Runs in the I/O lane."""
    pdf = cut(wanted.printout.pdf, portion)
    return spooler.submit(wanted.printer, wanted.printout.title, pdf, wanted.copies)


def _taken_back(printer: str, job: str) -> Look:
    """Runs in the I/O lane: see how far a job has come, then take it out of the queue."""
    seen = spooler.look(printer, job)
    if not seen.done:
        spooler.cancel(job)
    return seen
