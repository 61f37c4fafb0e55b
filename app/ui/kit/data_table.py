"""A plain table of words: headed columns, one row selected, rows ticked where that is asked for."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from app.ui.kit.tones import Tone, tone_colours
from app.ui.theme import Type, font

Index = QModelIndex | QPersistentModelIndex
_ROW = 36


@dataclass(frozen=True, slots=True)
class Column:
    """A heading; numbers stand at the right, one column takes the room that is left."""

    heading: str
    right: bool = False
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The words of a row; `tones` colours some of its cells by column."""

    id: Hashable
    cells: tuple[str, ...]
    tones: tuple[tuple[int, Tone], ...] = ()


class _Model(QAbstractTableModel):
    ticked = Signal()

    def __init__(self, columns: Sequence[Column], parent: QWidget, *, ticks: bool) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: tuple[Row, ...] = ()
        self.chosen: set[Hashable] = set()
        self._ticks = ticks

    def set_rows(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.chosen &= {row.id for row in rows}
        self.endResetModel()
        self.ticked.emit()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, at = self.rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.cells[at]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.columns[at].heading}: {row.cells[at]}"
        if role == Qt.ItemDataRole.TextAlignmentRole and self.columns[at].right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and at in dict(row.tones):
            return QColor(tone_colours(dict(row.tones)[at])[1])
        if role == Qt.ItemDataRole.CheckStateRole and self._ticks and at == 0:
            ticked = row.id in self.chosen
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = self.columns[section].right
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        if self._ticks and index.column() == 0:
            found |= Qt.ItemFlag.ItemIsUserCheckable
        return found

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.tick(index.row(), on=Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def tick(self, row: int, *, on: bool) -> None:
        key = self.rows[row].id
        (self.chosen.add if on else self.chosen.discard)(key)
        at = self.index(row, 0)
        self.dataChanged.emit(at, at, [Qt.ItemDataRole.CheckStateRole])
        self.ticked.emit()


class DataTable(QTableView):
    """The table; Space ticks the row under the cursor where rows can be ticked."""

    ticked = Signal(int)
    """How many rows are ticked now."""

    opened = Signal(object)
    """A row's id, on Return or a double click."""

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        parent: QWidget | None = None,
        *,
        ticks: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._ticks = ticks
        self._model = _Model(columns, self, ticks=ticks)
        self.setModel(self._model)
        self._model.ticked.connect(self._on_ticked)
        self.doubleClicked.connect(self._on_double_clicked)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setFont(font(Type.SMALL, tabular=True))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for at, column in enumerate(columns):
            mode = QHeaderView.ResizeMode.Stretch if column.wide else _FITTED
            header.setSectionResizeMode(at, mode)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these; ticks of rows that are still there stay."""
        self._model.set_rows(rows)

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._model.rows

    @property
    def chosen(self) -> tuple[Any, ...]:
        """Ids of the ticked rows, in the order shown."""
        return tuple(row.id for row in self._model.rows if row.id in self._model.chosen)

    @property
    def current_id(self) -> Any:
        """Id of the row under the cursor, or None."""
        at = self.currentIndex().row()
        return self._model.rows[at].id if 0 <= at < len(self._model.rows) else None

    def tick_first(self, count: int) -> None:
        """Tick the first `count` rows and no others."""
        for at in range(len(self._model.rows)):
            self._model.tick(at, on=at < count)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Space and self._ticks and row >= 0:
            self._model.tick(row, on=self._model.rows[row].id not in self._model.chosen)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.opened.emit(self._model.rows[row].id)
        else:
            super().keyPressEvent(event)

    def _on_ticked(self) -> None:
        self.ticked.emit(len(self._model.chosen))

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.rows[index.row()].id)


_FITTED = QHeaderView.ResizeMode.ResizeToContents
