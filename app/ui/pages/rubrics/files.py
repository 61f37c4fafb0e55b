"""Asking which workbook to read, and where to write one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

Then = Callable[[Path], None]


class WorkbookFiles(QObject):
    """One file dialog at a time over a page; what was chosen goes to `then`."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._then: Then | None = None
        self.dialog: QFileDialog | None = None

    def ask_where(self, name: str, then: Then) -> None:
        """Where a workbook is to be written, `name` offered."""
        dialog = self._dialog(self.tr("Export"), then)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(name)
        dialog.open()

    def ask_which(self, then: Then) -> None:
        """Which workbook is to be read."""
        dialog = self._dialog(self.tr("Import"), then)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.open()

    def _dialog(self, title: str, then: Then) -> QFileDialog:
        words = self.tr("Workbook")
        dialog = QFileDialog(self._page, title, "", f"{words} (*.xlsx)")
        dialog.filesSelected.connect(self._on_selected)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog, self._then = dialog, then
        return dialog

    def _on_selected(self, paths: list[str]) -> None:
        if paths and self._then is not None:
            self._then(Path(paths[0]))
