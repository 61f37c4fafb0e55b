"""The one table of the Gebetan page: rows with keys, chosen and worked by keyboard."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)
from typing_extensions import override

from app.ui.kit.tones import Tone, tone_colours
from app.ui.theme import Type, font

_ROW = 36

Cell = str | tuple[str, Tone]
"""Words, and where they say something by their colour too, its tone."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its heading, whether figures in it stand at the right, whether it takes the
    room that is left."""

    text: str
    right: bool = False
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its key, its cells, and what more is to be said of it."""

    key: Hashable
    cells: tuple[Cell, ...]
    tip: str = ""


class Grid(QTableWidget):
    """Rows to choose from. Up and Down move, Space or Ctrl marks several where that is allowed.

    `row_changed(object)`: key of the current row or None; `opened(object)` on Enter or a double
    click; `removal_wanted()` on Delete; `typed(str)` any other single character.
    """

    row_changed = Signal(object)
    opened = Signal(object)
    removal_wanted = Signal()
    typed = Signal(str)

    def __init__(
        self, name: str, heads: Sequence[Head], *, many: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(0, len(heads), parent)
        self._heads = tuple(heads)
        self._rows: tuple[Row, ...] = ()
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels([h.text for h in heads])
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFont(font(Type.SMALL, tabular=True))
        # Headings stand level with what is below them, which leaves room for the focus ring.
        self.setStyleSheet("QHeaderView::section { padding: 8px 11px; }")
        self._set_header()
        self.currentCellChanged.connect(self._on_current_changed)
        self.cellDoubleClicked.connect(self._on_double_clicked)

    def _set_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(30)
        for at, head in enumerate(self._heads):
            way = QHeaderView.ResizeMode
            header.setSectionResizeMode(at, way.Stretch if head.wide else way.ResizeToContents)
            item = self.horizontalHeaderItem(at)
            if item is not None:
                item.setTextAlignment(_aligned(head))

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is on show."""
        return self._rows

    @property
    def current_key(self) -> Any:
        """The key of the current row, or None."""
        at = self.currentRow()
        return self._rows[at].key if 0 <= at < len(self._rows) else None

    @property
    def selected_keys(self) -> list[Any]:
        """The keys of all marked rows, from above."""
        marked = sorted({index.row() for index in self.selectedIndexes()})
        return [self._rows[at].key for at in marked]

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these; the current row and the marked ones stay where they are still there."""
        kept, marked = self.current_key, set(self.selected_keys)
        at = self.currentRow()
        self.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self._rows = tuple(rows)
        self.setRowCount(len(rows))
        for line, row in enumerate(rows):
            for column, cell in enumerate(row.cells):
                self.setItem(line, column, self._item(cell, self._heads[column], row.tip))
        self._restore(kept, marked, at)
        self.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.row_changed.emit(self.current_key)

    def _restore(self, kept: object, marked: set[Any], at: int) -> None:
        keys = [row.key for row in self._rows]
        if not keys:
            self.setCurrentCell(-1, -1)
            return
        again = keys.index(kept) if kept in keys else max(0, min(at, len(keys) - 1))
        self.setCurrentCell(again, 0)
        for line in (line for line, key in enumerate(keys) if key in marked and line != again):
            self._mark(line)

    def _mark(self, line: int) -> None:
        """Mark one row more."""
        for column in range(self.columnCount()):
            item = self.item(line, column)
            if item is not None:
                item.setSelected(True)

    def select_key(self, key: object) -> bool:
        """Make a row current; False where it is not there."""
        for line, row in enumerate(self._rows):
            if row.key == key:
                self.setCurrentCell(line, 0)
                return True
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if self.current_key is not None:
                self.opened.emit(self.current_key)
        elif event.key() == Qt.Key.Key_Delete and self.selected_keys:
            self.removal_wanted.emit()
        elif plain and len(event.text()) == 1 and event.text().isalnum():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _item(self, cell: Cell, head: Head, tip: str) -> QTableWidgetItem:
        text, tone = cell if isinstance(cell, tuple) else (cell, Tone.NEUTRAL)
        item = QTableWidgetItem(text)
        item.setTextAlignment(_aligned(head))
        item.setToolTip(tip or (text if head.wide else ""))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{head.text}: {text}")
        if tone is not Tone.NEUTRAL:
            item.setForeground(QColor(tone_colours(tone)[1]))
        return item

    def _on_current_changed(self, *_cells: int) -> None:
        self.row_changed.emit(self.current_key)

    def _on_double_clicked(self, line: int, _column: int) -> None:
        if 0 <= line < len(self._rows):
            self.opened.emit(self._rows[line].key)


def _aligned(head: Head) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if head.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
