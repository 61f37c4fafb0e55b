"""One print on its way, until all went, somebody stops it, or it fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from typing_extensions import override

from app.errors import UserError
from app.ui.lanes import Lanes
from app.ui.printing import spooler
from app.ui.printing.painted import PaintedPrint
from app.ui.printing.paper import Printout, cut
from app.ui.printing.ranges import show_pages
from app.ui.printing.spooler import Look
from app.ui.printing.troubles import Trouble, refused, stopped

Note = Callable[[tuple[int, ...]], None]
"""Writes down that pages are about to be handed over; runs in the database lane."""

AHEAD: Final = 2
LOOK_MS: Final = 500


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


@dataclass(frozen=True, slots=True)
class _Taken:
    """Pages the spooler has, and its name for them."""

    job: str
    pages: tuple[int, ...]


class PrintRun(QObject):
    """Base of both ways; started once, it ends once, by `ended(Ended)`."""

    progressed = Signal(int)
    """How many pages went by now."""

    troubled = Signal(object)
    """Trouble, or None when it is over."""

    ended = Signal(object)

    def __init__(
        self, lanes: Lanes, wanted: Wanted, parent: QObject, note: Note | None = None
    ) -> None:
        super().__init__(parent)
        self._lanes, self._wanted, self._note = lanes, wanted, note
        self._went: tuple[int, ...] = ()
        self._job = ""
        self._stopping = self._over = False

    def start(self) -> None:
        """Begin."""
        raise NotImplementedError

    def stop(self) -> None:
        """Print no further page; `ended` follows."""
        raise NotImplementedError

    def _noted(self, pages: tuple[int, ...], then: Callable[[], None]) -> None:
        """Note pages as under way, on disk, and only then go on: a crash must not lose them."""
        if self._note is None or not pages:
            then()
        else:
            job = partial(self._note, pages)
            self._lanes.db(job, self, lambda _nothing: then(), self._on_error)

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
    """The whole paper to the system's spooler; over when the spooler has it."""

    def start(self) -> None:
        """Hand it over."""
        self._noted(self._wanted.pages, self._submit)

    def _submit(self) -> None:
        job = partial(_spooled, self._wanted, self._wanted.pages)
        self._lanes.io(job, self, self._on_taken, self._on_error)

    def stop(self) -> None:
        """It is gone, or as good as."""

    def _on_taken(self, taken: _Taken) -> None:
        self._job = taken.job
        self._went = taken.pages
        self.progressed.emit(len(self._went))
        self._end()


class BatchRun(PrintRun):
    """Certificates to the system's spooler, each a job of its own, two in its queue at most.

    The printer never waits for us, and what is stopped does not come out later. A certificate
    went when its job has left the queue; stopped, the one that is being printed comes out and
    counts, unless its printer stands still.
    """

    def __init__(
        self, lanes: Lanes, wanted: Wanted, parent: QObject, note: Note | None = None
    ) -> None:
        super().__init__(lanes, wanted, parent, note)
        self._left = list(wanted.pages)
        self._queue: list[_Taken] = []
        self._trouble: Trouble | None = None
        self._failure: UserError | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Hand over what there is room for."""
        if self._stopping:
            self._take_back()
        elif self._left and len(self._queue) < AHEAD:
            self._noted((self._left[0],), self._submit)
        elif self._queue:
            self._timer.start(LOOK_MS)
        else:
            self._end()

    def _submit(self) -> None:
        if self._stopping:
            self._take_back()
            return
        job = partial(_spooled, self._wanted, (self._left[0],))
        self._lanes.io(job, self, self._on_taken, self._on_error)

    def stop(self) -> None:
        """Take back what the printer has not begun."""
        self._stopping = True
        if self._timer.isActive():
            self._timer.stop()
            self._take_back()

    def _on_taken(self, taken: _Taken) -> None:
        self._left.pop(0)
        if taken.job:
            self._queue.append(taken)
        else:  # a spooler that names no job cannot be asked about it
            self._went += taken.pages
            self.progressed.emit(len(self._went))
        self.start()

    def _look(self) -> None:
        job = partial(spooler.look, self._wanted.printer, [t.job for t in self._queue])
        self._lanes.io(job, self, self._on_looked, self._on_error)

    def _on_looked(self, seen: Look) -> None:
        if seen.trouble is not self._trouble:
            self._trouble = seen.trouble
            self.troubled.emit(seen.trouble)
        self._settle(seen.done)
        self.start()

    def _settle(self, done: frozenset[str]) -> None:
        for taken in self._queue:
            if taken.job in done:
                self._went += taken.pages
        self._queue = [taken for taken in self._queue if taken.job not in done]
        self.progressed.emit(len(self._went))

    def _take_back(self) -> None:
        job = partial(_taken_back, self._wanted.printer, tuple(t.job for t in self._queue))
        self._lanes.io(job, self, self._on_taken_back, self._on_error)

    def _on_taken_back(self, seen: Look) -> None:
        self._settle(seen.done)
        trouble = seen.trouble
        waits = None if trouble is None else stopped(trouble, self._wanted.printer)
        self._end(self._failure or waits)

    @override
    def _on_error(self, error: Exception) -> None:
        if isinstance(error, UserError) and self._queue and self._failure is None:
            self._failure, self._stopping = error, True
            self._take_back()
        else:
            super()._on_error(error)


class PaintRun(PrintRun):
    """By `QPrinter`."""

    def __init__(
        self, lanes: Lanes, wanted: Wanted, parent: QObject, note: Note | None = None
    ) -> None:
        super().__init__(lanes, wanted, parent, note)
        order = wanted.pages * wanted.copies
        self._painted = PaintedPrint(lanes, wanted.printout.pdf, order, self)
        self._painted.page_painted.connect(self._on_page_painted)
        self._painted.finished.connect(self._on_finished)
        self._painted.failed.connect(self._on_failed)

    def start(self) -> None:
        """Begin to paint."""
        self._noted(self._wanted.pages[:1], self._paint)

    def _paint(self) -> None:
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
        self._noted(self._wanted.pages[count : count + 1], self._on_noted)

    def _on_noted(self) -> None:
        """The next page is drawn meanwhile: it takes longer than a note."""

    def _on_finished(self) -> None:
        self._end()

    def _on_failed(self) -> None:
        self._end(refused(self._wanted.printer))


def _spooled(wanted: Wanted, pages: tuple[int, ...]) -> _Taken:
    """Runs in the I/O lane."""
    pdf = cut(wanted.printout.pdf, pages)
    title = wanted.printout.title
    if wanted.printout.is_batch:
        title = f"{title} ({show_pages(pages)})"
    return _Taken(spooler.submit(wanted.printer, title, pdf, wanted.copies), pages)


def _taken_back(printer: str, jobs: tuple[str, ...]) -> Look:
    """Runs in the I/O lane: take back all but what has come out, or is just coming out."""
    seen = spooler.look(printer, jobs)
    coming = seen.printing if seen.trouble is None else ""
    for job in jobs:
        if job not in seen.done and job != coming:
            spooler.cancel(job)
    return replace(seen, done=seen.done | {coming} - {""})
