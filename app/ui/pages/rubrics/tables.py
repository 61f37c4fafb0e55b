"""A table to read: wrapped text, copied by Ctrl+C, one tone a row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)
from typing_extensions import override

from app.ui.kit.tones import Tone, tone_colours

Cell = str | int
_LEAST = 56


class ReadTable(QTableWidget):
    """Rows of words and numbers; numbers stand at the right."""

    def __init__(
        self, name: str, heads: Sequence[str], *, wide: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(0, len(heads), parent)
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(heads))
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(160, _LEAST)

    def set_rows(self, rows: Sequence[Sequence[Cell]], tones: Sequence[Tone] = ()) -> None:
        """Show these; `tones` colour the words of each row."""
        self.setRowCount(len(rows))
        for line, row in enumerate(rows):
            tone = tones[line] if tones else Tone.NEUTRAL
            for column, value in enumerate(row):
                self.setItem(line, column, self._item(value, tone))
        self.resizeRowsToContents()

    def _item(self, value: Cell, tone: Tone) -> QTableWidgetItem:
        number = isinstance(value, int)
        item = QTableWidgetItem(str(value))
        side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
        item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        if tone is not Tone.NEUTRAL:
            item.setForeground(QColor(tone_colours(tone)[1]))
        return item
