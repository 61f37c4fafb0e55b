"""Rekap as a file or on paper: made in the background, can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import UserError
from app.services import rekap_book, rekap_paper, rekap_xlsx
from app.services.rekap_filter import Filter
from app.services.workspace import Workspace
from app.ui.desk import Desk, Notice
from app.ui.lanes import CancelToken
from app.ui.printing import Printed, Printing, Printout, file_name, write_pdf

Write = Callable[[Workspace, Filter, Path, CancelToken], Path]


class Exporting(QObject):
    """One export at a time; `busy_changed(bool)` while it writes."""

    busy_changed = Signal(bool)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._only = Filter()
        self._write: Write = write_xlsx
        self._token: CancelToken | None = None
        self._title = ""
        self.dialog: QFileDialog | None = None
        self.printing = Printing(desk, page)
        self.printing.printed.connect(self._on_printed)
        self.printing.failed.connect(self._on_failed_to_print)

    def ask_xlsx(self, only: Filter, name: str) -> None:
        """Ask where the workbook goes."""
        self._ask(only, write_xlsx, name, "xlsx", "XLSX (*.xlsx)")

    def ask_pdf(self, only: Filter, name: str) -> None:
        """Ask where the paper goes."""
        self._ask(only, write_paper, name, "pdf", "PDF (*.pdf)")

    def print_paper(self, only: Filter, name: str) -> None:
        """Make the paper, show it, and print it."""
        if self._token is not None or self.printing.busy:
            return
        self._title = name
        self._token = CancelToken()
        job = partial(make_paper, self._desk.ws, only, self._token)
        self.busy_changed.emit(True)  # noqa: FBT003 - a signal takes no names
        self._desk.lanes.io(job, self, self._on_made, self._on_failed)

    def _on_made(self, pdf: bytes) -> None:
        if self._token is None:  # stopped when it was all but ready
            return
        self._end()
        self.printing.start(Printout(self._title, pdf))

    def _on_printed(self, printed: Printed) -> None:
        text = self.tr("Sent to the printer: {title}").format(title=printed.title)
        self._desk.noticed.emit(Notice(text))

    def _on_failed_to_print(self, error: UserError) -> None:
        self._desk.failed.emit(error)

    def _ask(self, only: Filter, write: Write, name: str, suffix: str, kind: str) -> None:
        self._only, self._write = only, write
        place = QStandardPaths.StandardLocation.DocumentsLocation
        stem = file_name(name).removesuffix(".pdf")
        start = Path(QStandardPaths.writableLocation(place)) / f"{stem}.{suffix}"
        dialog = QFileDialog(self._page, self.tr("Save the recap"), str(start), kind)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.filesSelected.connect(self._on_files_chosen)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _on_files_chosen(self, paths: list[str]) -> None:
        if not paths or self._token is not None:
            return
        self._token = CancelToken()
        job = partial(self._write, self._desk.ws, self._only, Path(paths[0]), self._token)
        self.busy_changed.emit(True)  # noqa: FBT003 - a signal takes no names
        # The token is the job's own: cancelled, it ends without a word, and so do we.
        self._desk.lanes.io(job, self, self._on_written, self._on_failed)

    def stop(self) -> None:
        """Stop what is being written; nothing half is left."""
        if self._token is not None:
            self._token.cancel()
            self._end()

    def _end(self) -> None:
        self._token = None
        self.busy_changed.emit(False)  # noqa: FBT003 - a signal takes no names

    def _on_written(self, path: Path) -> None:
        self._end()
        text = self.tr("Saved: {name}").format(name=path.name)
        self._desk.noticed.emit(Notice(text))

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self._desk.handle(error)


def write_xlsx(ws: Workspace, only: Filter, path: Path, token: CancelToken) -> Path:
    """Gather and write the workbook."""
    book = rekap_book.gather(ws, only, token.check)
    return rekap_xlsx.write(path, book, token.check)


def write_paper(ws: Workspace, only: Filter, path: Path, token: CancelToken) -> Path:
    """Gather and write the paper."""
    return write_pdf(path, make_paper(ws, only, token))


def make_paper(ws: Workspace, only: Filter, token: CancelToken) -> bytes:
    """Gather and draw the paper."""
    pdf = rekap_paper.pdf(ws, rekap_book.gather(ws, only, token.check))
    token.check()
    return pdf
