"""Papers and the workbook of an event: made in the background, seen before they are printed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import UserError
from app.ui.desk import Desk, Notice
from app.ui.lanes import CancelToken
from app.ui.pages.events.jobs import write_recap
from app.ui.printing import Printed, Printing, Printout, file_name


class EventPapers(QObject):
    """One paper or export at a time; `busy_changed(bool)` while one is made."""

    busy_changed = Signal(bool)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._title = ""
        self._event: UUID | None = None
        self._token: CancelToken | None = None
        self.dialog: QFileDialog | None = None
        self.printing = Printing(desk, page)
        self.printing.printed.connect(self._on_printed)
        self.printing.failed.connect(self._on_failed_to_print)

    def print_paper(self, title: str, make: Callable[[], bytes]) -> None:
        """Make a paper, show it, and print it."""
        if self._token is not None or self.printing.busy:
            return
        self._title = title
        self._begin()
        self._desk.lanes.io(make, self, self._on_made, self._on_failed)

    def _on_made(self, pdf: bytes) -> None:
        if self._token is None:  # stopped when it was all but ready
            return
        self._end()
        self.printing.start(Printout(self._title, pdf))

    def export(self, event_id: UUID, title: str) -> None:
        """Ask where the workbook goes, then write it."""
        if self._token is not None:
            return
        self._event = event_id
        place = QStandardPaths.StandardLocation.DocumentsLocation
        stem = file_name(title).removesuffix(".pdf")
        start = Path(QStandardPaths.writableLocation(place)) / f"{stem}.xlsx"
        dialog = QFileDialog(self._page, self.tr("Save the recap"), str(start), "XLSX (*.xlsx)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.filesSelected.connect(self._on_files_chosen)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _on_files_chosen(self, paths: list[str]) -> None:
        if paths and self._event is not None:
            self.write(self._event, Path(paths[0]))

    def write(self, event_id: UUID, path: Path) -> None:
        """Write the workbook there; `stop` ends it with nothing half left."""
        if self._token is not None:
            return
        token = self._begin()
        job = partial(write_recap, self._desk.ws, event_id, path, token)
        self._desk.lanes.io(job, self, self._on_written, self._on_failed)

    def stop(self) -> None:
        """Stop what is being made."""
        if self._token is not None:
            self._token.cancel()
            self._end()

    def _begin(self) -> CancelToken:
        self._token = CancelToken()
        self.busy_changed.emit(True)  # noqa: FBT003 - a signal takes no names
        return self._token

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

    def _on_printed(self, printed: Printed) -> None:
        text = self.tr("Sent to the printer: {title}").format(title=printed.title)
        self._desk.noticed.emit(Notice(text))

    def _on_failed_to_print(self, error: UserError) -> None:
        self._desk.failed.emit(error)
