"""Printing a PDF: to the system's spooler where there is one, else painted page by page.

Nothing is lost without a printer: whatever could not be printed is kept as a PDF in
the data folder, and the message says where.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.errors import UserError
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.choices import Select
from app.ui.kit.fields import Field
from app.ui.kit.labels import Label
from app.ui.kit.sheet import Sheet

if TYPE_CHECKING:
    from app.ui.painted_print import PaintedPrint

KEPT = "cetak"
"""The folder, beside the database, for papers that could not be printed."""

_LIST_SECONDS = 10
_SPOOL_SECONDS = 60
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


@dataclass(frozen=True, slots=True)
class Printout:
    """A paper to print: its title (also its file's name, without `.pdf`) and its bytes."""

    title: str
    pdf: bytes


def file_name(title: str) -> str:
    """`title` as a file's name that Windows takes too, with `.pdf`."""
    stem = _FORBIDDEN.sub(" ", title).strip(" .")
    return f"{' '.join(stem.split())[:120] or 'Dokumen'}.pdf"


def write_pdf(path: Path, pdf: bytes) -> Path:
    """Write a PDF whole or not at all; UserError `paper.cannot_save` says what to do."""
    fresh = path.with_name(path.name + ".baru")
    try:
        fresh.write_bytes(pdf)
        fresh.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise UserError(
            "paper.cannot_save",
            f"{path.name} tidak dapat disimpan di {path.parent}.",
            safe="Hasil kurasi tetap tersimpan di laptop ini.",
            todo="Pilih folder lain, kosongkan ruang, atau tutup berkas itu bila sedang terbuka.",
        ) from error
    return path


def keep(ws: Workspace, printout: Printout) -> Path:
    """Put a paper into the data folder under `cetak/`, where it can be printed later."""
    folder = ws.folder / KEPT
    # When this fails, so does the write, with the sentence a person can act on.
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return write_pdf(folder / file_name(printout.title), printout.pdf)


# -- the spooler --------------------------------------------------------------------


def find_spooler() -> str | None:
    """The system's `lp`; None on Windows and where there is none."""
    return None if sys.platform == "win32" else shutil.which("lp")


def spooler_printers() -> tuple[str, ...]:
    """The printers the spooler knows; none when it cannot be asked."""
    program = shutil.which("lpstat")
    if program is None:
        return ()
    try:
        answer = subprocess.run(
            [program, "-e"], capture_output=True, timeout=_LIST_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    names = answer.stdout.decode("utf-8", "replace").split("\n")
    return tuple(name.strip() for name in names if name.strip())


def spool(program: str, printer: str, printout: Printout) -> None:
    """Hand a paper to the spooler; UserError `print.failed` when it does not take it."""
    command = [program, "-d", printer, "-t", printout.title, "-o", "media=A4"]
    try:
        answer = subprocess.run(
            command, input=printout.pdf, capture_output=True, timeout=_SPOOL_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise print_failed(printer) from error
    if answer.returncode:
        raise print_failed(printer)


def print_failed(printer: str) -> UserError:
    """The printer did not take the paper."""
    return UserError(
        "print.failed",
        f"Printer {printer} tidak menerima dokumen ini.",
        todo="Periksa kabel, kertas dan daya printer, lalu cetak lagi.",
    )


def no_printer() -> UserError:
    """This laptop has no printer."""
    return UserError(
        "print.no_printer",
        "Tidak ada printer yang terpasang di laptop ini.",
        todo="Pasang printer lalu cetak lagi, atau cetak berkas itu dari laptop lain.",
    )


# -- asking and printing --------------------------------------------------------------


class PrinterSheet(Sheet):
    """Which printer; the last choice comes first. `printer_chosen(str)` on Print."""

    printer_chosen = Signal(str)

    def __init__(
        self, title: str, names: tuple[str, ...], last: str, parent: QWidget | None
    ) -> None:
        super().__init__(self.tr("Print"), parent)
        self.setObjectName("printer_sheet")
        self.select = Select()
        self.select.setObjectName("printer_sheet.printer")
        self.select.addItems(list(names))
        if last in names:
            self.select.setCurrentIndex(names.index(last))
        self.body.addWidget(Label(self.tr("Print this paper"), "title"))
        self.body.addWidget(Label(title, "muted", wrap=True))
        self.body.addWidget(Field(self.tr("Printer"), self.select))
        self.cancel_button = secondary_button(self.tr("Cancel"))
        self.print_button = primary_button(self.tr("Print"), icon="printer")
        self.print_button.setObjectName("printer_sheet.print_button")
        self.add_button(self.cancel_button)
        self.add_button(self.print_button, default=True)
        self.cancel_button.clicked.connect(self.reject)
        self.print_button.clicked.connect(self._on_print_clicked)
        self.print_button.setFocus()

    def _on_print_clicked(self) -> None:
        self.printer_chosen.emit(self.select.currentText())
        self.accept()


class Printing(QObject):
    """Prints one paper at a time for a page: asks for the printer, prints, tells how it went."""

    printed = Signal(object)
    """Printout: the printer (or the spooler) has it."""

    failed = Signal(object)
    """UserError: it was not printed; `safe` says where the PDF lies."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._over = parent
        self._printout: Printout | None = None
        self._painted: PaintedPrint | None = None
        self._spooler: str | None = None
        self.sheet: PrinterSheet | None = None

    @property
    def busy(self) -> bool:
        """Whether a paper is on its way."""
        return self._printout is not None

    def start(self, printout: Printout) -> None:
        """Ask for the printer and print; nothing while another paper is on its way."""
        if self.busy:
            return
        self._printout = printout
        self._spooler = find_spooler()
        if self._spooler is None:
            # QtPrintSupport costs start-up time: only who prints this way pays for it.
            from app.ui.painted_print import printer_names

            self._ask(printer_names())
        else:
            self._desk.lanes.io(spooler_printers, self, self._ask)

    def _ask(self, names: tuple[str, ...]) -> None:
        if self._printout is None:
            return
        if not names:
            self._give_up(no_printer())
            return
        last = self._desk.ws.settings.last_printer
        self.sheet = PrinterSheet(self._printout.title, names, last, self._over)
        self.sheet.printer_chosen.connect(self._on_printer_chosen)
        self.sheet.rejected.connect(self._on_sheet_rejected)
        self.sheet.open()

    def _on_sheet_rejected(self) -> None:
        self.sheet = None
        self._printout = None

    def _on_printer_chosen(self, name: str) -> None:
        self.sheet = None
        if self._printout is None:
            return
        self._remember(name)
        if self._spooler is not None:
            job = partial(spool, self._spooler, name, self._printout)
            self._desk.lanes.io(job, self, self._on_spooled, self._on_failed)
        else:
            self._paint(name, self._printout)

    def _paint(self, name: str, printout: Printout) -> None:
        from app.ui.painted_print import PaintedPrint, open_printer

        self._painted = PaintedPrint(self._desk.lanes, printout.pdf, self)
        self._painted.finished.connect(self._on_painted)
        self._painted.failed.connect(self._on_painting_failed)
        self._painted.start(open_printer(name, printout.title))

    def _remember(self, name: str) -> None:
        if name != self._desk.ws.settings.last_printer:
            self._desk.change(partial(_remember, self._desk.ws, name), self, self._on_remembered)

    def _on_remembered(self, _nothing: None) -> None:
        """Kept for the next paper; nothing to show."""

    def _on_spooled(self, _nothing: None) -> None:
        self._finish()

    def _on_painted(self) -> None:
        self._drop_painted()
        self._finish()

    def _on_painting_failed(self, printer: str) -> None:
        self._drop_painted()
        self._give_up(print_failed(printer))

    def _drop_painted(self) -> None:
        if self._painted is not None:
            self._painted.deleteLater()
            self._painted = None

    def _finish(self) -> None:
        printout, self._printout = self._printout, None
        self.printed.emit(printout)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self._give_up(error)
        else:
            self._printout = None
            self._desk.handle(error)

    def _give_up(self, error: UserError) -> None:
        """Keep the paper, then say both what went wrong and where it lies."""
        if self._printout is not None:
            job = partial(_kept, self._desk.ws, self._printout, error)
            self._desk.lanes.io(job, self, self._on_given_up, self._on_keeping_failed)

    def _on_given_up(self, error: UserError) -> None:
        self._printout = None
        self.failed.emit(error)

    def _on_keeping_failed(self, error: Exception) -> None:
        self._printout = None
        if isinstance(error, UserError):
            self.failed.emit(error)
        else:
            self._desk.handle(error)


def _kept(ws: Workspace, printout: Printout, error: UserError) -> UserError:
    path = keep(ws, printout)
    return UserError(error.code, error.what, safe=f"PDF-nya ada di {path}.", todo=error.todo)


def _remember(ws: Workspace, name: str) -> None:
    ws.save_settings(replace(ws.settings, last_printer=name))
