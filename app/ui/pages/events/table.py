"""A table of lines that are made ready by a job: texts, a tone for one column, and a key each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from app.ui.kit.tones import Tone, tone_colours
from app.ui.theme import Type, font, qcolor

Index = QModelIndex | QPersistentModelIndex
_ROW: Final = 34


@dataclass(frozen=True, slots=True)
class Head:
    """A column: `width` None shares what is left; numbers stand at the right."""

    text: str
    width: int | None = None
    number: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row. `key` is whatever the page knows it by; `tone` colours the last column."""

    key: UUID | int
    cells: tuple[str, ...]
    tone: Tone = Tone.NEUTRAL
    tip: str = ""


class LinesModel(QAbstractTableModel):
    """Lines under their headings."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.heads: tuple[Head, ...] = ()
        self.lines: tuple[Line, ...] = ()

    def show(self, heads: Sequence[Head], lines: Sequence[Line]) -> None:
        """Show these."""
        self.beginResetModel()
        self.heads, self.lines = tuple(heads), tuple(lines)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.heads)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return line.cells[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.tip or line.cells[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.heads[column].text}: {line.cells[column]}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.heads[column].number else None
            return (side or Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
        last = column == len(self.heads) - 1
        if role == Qt.ItemDataRole.ForegroundRole and last and line.tone is not Tone.NEUTRAL:
            return qcolor(tone_colours(line.tone)[1])
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.heads):
            return None
        head = self.heads[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return head.text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if head.number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class LinesTable(QTableView):
    """The table: one row is selected, Space and Enter ask for what the page does with it."""

    line_selected = Signal(object)
    """The key of the current row; None for none."""

    space_pressed = Signal()
    enter_pressed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.lines = LinesModel(self)
        self.setModel(self.lines)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setFont(font(Type.SMALL, tabular=True))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.horizontalHeader().setHighlightSections(False)
        self.setStyleSheet(
            "QHeaderView::section { padding: 8px 6px; } QTableView::item { padding: 4px 6px; }"
        )
        self.selectionModel().currentRowChanged.connect(self._on_current)

    def show_lines(self, heads: Sequence[Head], lines: Sequence[Line]) -> None:
        """Show these; the row that was selected stays selected while it is there."""
        kept = self.selected
        self.lines.show(heads, lines)
        header = self.horizontalHeader()
        for at, head in enumerate(heads):
            if head.width is None:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
            else:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
                self.setColumnWidth(at, head.width)
        if not self.select(kept) and lines:
            self.selectRow(0)
        self.line_selected.emit(self.selected)

    @property
    def selected(self) -> UUID | int | None:
        """The key of the current row."""
        row = self.currentIndex().row()
        return self.lines.lines[row].key if 0 <= row < len(self.lines.lines) else None

    def select(self, key: UUID | int | None) -> bool:
        """Make the row of a key the current one; False when it is not there."""
        for row, line in enumerate(self.lines.lines):
            if key is not None and line.key == key:
                self.selectRow(row)
                return True
        return False

    def _on_current(self, *_: object) -> None:
        self.line_selected.emit(self.selected)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.space_pressed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter_pressed.emit()
        else:
            super().keyPressEvent(event)
