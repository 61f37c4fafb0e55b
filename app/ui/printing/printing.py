"""Prints one paper at a time for a page: shows it, asks, prints, tells how it went.

Nothing is lost without a printer: whatever could not be printed is kept as a PDF in
the data folder, and the message says where.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import UserError
from app.services import print_counts
from app.services.workspace import Workspace
from app.ui.desk import Desk, Notice
from app.ui.printing import spooler
from app.ui.printing.paper import Printout, cut, file_name, keep, kept, write_pdf
from app.ui.printing.run import BatchRun, Ended, PaintRun, PrintRun, SpoolRun, Wanted
from app.ui.printing.sheets import PrintSheet, ProgressSheet
from app.ui.printing.troubles import no_printer, waiting
from app.ui.printing.watch import Stuck, Watch


@dataclass(frozen=True, slots=True)
class Printed:
    """What went to the printer (or its spooler) of a paper."""

    printout: Printout
    pages: tuple[int, ...]
    wanted: int
    """How many pages were asked for; more than went when somebody stopped it."""

    @property
    def title(self) -> str:
        """What the paper is called."""
        return self.printout.title

    @property
    def certificates(self) -> tuple[UUID, ...]:
        """The certificates that came out, each once a print."""
        return _of(self.printout.certificates, self.pages)


class Printing(QObject):
    """Prints one paper at a time for a page."""

    printed = Signal(object)
    """Printed: at least a page went."""

    saved = Signal(object)
    """Printout: it was saved as a file; it may still be printed."""

    failed = Signal(object)
    """UserError: not all was printed; `safe` says where the PDF lies."""

    finished = Signal(object)
    """Printout: nobody needs its file any more, whatever came of it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._over = parent
        self._printout: Printout | None = None
        self._run: PrintRun | None = None
        self._is_spooled = False
        self.sheet: PrintSheet | None = None
        self.progress: ProgressSheet | None = None
        self.dialog: QFileDialog | None = None

    @property
    def busy(self) -> bool:
        """Whether a paper is on its way."""
        return self._printout is not None

    def start(self, printout: Printout) -> None:
        """Show the paper, ask and print; nothing while another one is on its way."""
        if self.busy:
            return
        self._printout = printout
        self._is_spooled = spooler.find_spooler() is not None
        if self._is_spooled:
            self._desk.lanes.io(spooler.printers, self, self._ask)
        else:
            # QtPrintSupport costs start-up time: only who prints this way pays for it.
            from app.ui.printing import painted

            self._ask(painted.printer_names())

    # -- asking -------------------------------------------------------------------------

    def _ask(self, names: tuple[str, ...]) -> None:
        if self._printout is None:
            return
        if not names:
            self._keep(self._printout, None, no_printer())
            return
        last = self._desk.ws.settings.last_printer
        self.sheet = PrintSheet(self._desk.lanes, self._printout, names, last, self._over)
        self.sheet.wanted.connect(self._on_wanted)
        self.sheet.save_wanted.connect(self.save_as)
        self.sheet.rejected.connect(self._on_sheet_rejected)
        self.sheet.open()

    def _on_sheet_rejected(self) -> None:
        self._drop_sheet()
        self._finish()

    def _drop_sheet(self) -> None:
        """The sheet closes itself; its preview may not hold a file that is to be deleted."""
        if self.sheet is not None:
            self.sheet.preview.set_pdf(b"")
            self.sheet = None

    def save_as(self) -> None:
        """Ask where the paper on show goes as a PDF; the sheet stays open."""
        if self._printout is None:
            return
        place = QStandardPaths.StandardLocation.DocumentsLocation
        start = Path(QStandardPaths.writableLocation(place)) / file_name(self._printout.title)
        dialog = QFileDialog(self.sheet, self.tr("Save as PDF"), str(start), "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.filesSelected.connect(self._on_files_chosen)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _on_files_chosen(self, paths: list[str]) -> None:
        if paths and self._printout is not None:
            job = partial(_saved, Path(paths[0]), self._printout)
            done = partial(self._on_saved, self._printout)
            self._desk.lanes.io(job, self, done, self._on_saving_failed)

    def _on_saved(self, printout: Printout, path: Path) -> None:
        self.saved.emit(printout)
        self._desk.noticed.emit(Notice(self.tr("Saved: {name}").format(name=path.name)))

    def _on_saving_failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.failed.emit(error)
        else:
            self._desk.handle(error)

    # -- printing -----------------------------------------------------------------------

    def _on_wanted(self, wanted: Wanted) -> None:
        self._drop_sheet()
        self._remember(wanted.printer)
        known = wanted.printout.certificates
        note = partial(_begin, self._desk.ws, known) if known else None
        self._run = self._way(wanted)(self._desk.lanes, wanted, self, note)
        if wanted.printout.is_batch:
            self._show_progress(wanted, self._run)
        self._run.ended.connect(self._on_ended)
        self._run.start()

    def _way(self, wanted: Wanted) -> type[PrintRun]:
        if not self._is_spooled:
            return PaintRun
        return BatchRun if wanted.printout.is_batch else SpoolRun

    def _show_progress(self, wanted: Wanted, run: PrintRun) -> None:
        self.progress = ProgressSheet(wanted, self._over)
        self.progress.stop_wanted.connect(run.stop)
        run.progressed.connect(self.progress.set_done)
        run.troubled.connect(self.progress.set_trouble)
        self.progress.open()

    def _remember(self, name: str) -> None:
        if name != self._desk.ws.settings.last_printer:
            self._desk.change(partial(_remember, self._desk.ws, name), self, self._on_remembered)

    def _on_remembered(self, _nothing: None) -> None:
        """Kept for the next paper; nothing to show."""

    def _on_ended(self, ended: Ended) -> None:
        if self.progress is not None:
            self.progress.accept()
            self.progress = None
        if self._run is not None:
            self._run.deleteLater()
            self._run = None
        if ended.went:
            printout = ended.wanted.printout
            self.printed.emit(Printed(printout, ended.went, len(ended.wanted.pages)))
        self._forget(ended)
        if ended.error is not None:
            self._keep(ended.wanted.printout, ended.left, ended.error)
            return
        self._finish()
        if ended.job and not ended.wanted.printout.is_batch:
            self._watch(ended.wanted, ended.job)

    def _forget(self, ended: Ended) -> None:
        """What was noted as under way and did not go is no print."""
        left = _of(ended.wanted.printout.certificates, ended.left)
        if left:
            job = partial(print_counts.forget, self._desk.ws, left)
            self._desk.change(job, self, self._on_forgotten)

    def _on_forgotten(self, _nothing: None) -> None:
        """As before the print; nothing to show."""

    def _watch(self, wanted: Wanted, job: str) -> None:
        """The spooler has it; the printer may yet stand still."""
        watch = Watch(self._desk.lanes, wanted, job, self)
        watch.stuck.connect(self._on_stuck)

    def _on_stuck(self, stuck: Stuck) -> None:
        job = partial(_kept_waiting, self._desk.ws, stuck)
        self._desk.lanes.io(job, self, self.failed.emit, self._on_saving_failed)

    def _keep(self, printout: Printout, pages: tuple[int, ...] | None, error: UserError) -> None:
        """Keep what was not printed, then say both what went wrong and where it lies."""
        job = partial(kept, self._desk.ws, printout, pages, error)
        self._desk.lanes.io(job, self, self._on_kept, self._on_keeping_failed)

    def _on_kept(self, error: UserError) -> None:
        self._finish()
        self.failed.emit(error)

    def _on_keeping_failed(self, error: Exception) -> None:
        self._finish()
        self._on_saving_failed(error)

    def _finish(self) -> None:
        printout, self._printout = self._printout, None
        self.finished.emit(printout)


def _of(certificates: Sequence[UUID], pages: Iterable[int]) -> tuple[UUID, ...]:
    return tuple(certificates[page] for page in pages if page < len(certificates))


def _begin(ws: Workspace, certificates: Sequence[UUID], pages: tuple[int, ...]) -> None:
    print_counts.begin(ws, _of(certificates, pages))


def _saved(path: Path, printout: Printout) -> Path:
    return write_pdf(path, cut(printout.pdf))


def _kept_waiting(ws: Workspace, stuck: Stuck) -> UserError:
    """Runs in the I/O lane: a paper that waits in the queue may be needed before it moves."""
    wanted = stuck.wanted
    error = waiting(stuck.trouble, wanted.printer)
    path = keep(ws, wanted.printout, wanted.pages)
    safe = f"{error.safe} PDF-nya juga ada di {path}."
    return UserError(error.code, error.what, safe=safe, todo=error.todo)


def _remember(ws: Workspace, name: str) -> None:
    ws.save_settings(replace(ws.settings, last_printer=name))
