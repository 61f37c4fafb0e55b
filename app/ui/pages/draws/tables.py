"""Plain tables of the page: text in columns, numbers at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from app.ui.theme import Type, font

Index = QModelIndex | QPersistentModelIndex
_ROW = 34


class RowsModel(QAbstractTableModel):
    """Rows of text; an int is written as a number and stands at the right."""

    def __init__(self, heads: Sequence[str], numbers: Sequence[int], parent: QWidget) -> None:
        super().__init__(parent)
        self._heads, self._numbers = tuple(heads), frozenset(numbers)
        self._rows: Sequence[Sequence[str]] = ()

    @property
    def rows(self) -> Sequence[Sequence[str]]:
        """What is shown."""
        return self._rows

    def set_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._heads)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(self._aligned(index.column()))
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(self._aligned(section))
        return None

    def _aligned(self, column: int) -> Qt.AlignmentFlag:
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return right if column in self._numbers else left


class RowsTable(QTableView):
    """A table that is read by arrow keys and left by Tab."""

    def __init__(
        self,
        name: str,
        heads: Sequence[str],
        numbers: Sequence[int],
        stretch: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.rows_model = RowsModel(heads, numbers, self)
        self.setModel(self.rows_model)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setStyleSheet(
            "QHeaderView::section { padding: 8px 6px; } QTableView::item { padding: 6px 6px; }"
        )
        self.setFont(font(Type.SMALL, tabular=True))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
        header.setResizeContentsPrecision(50)

    def set_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these rows, from the first."""
        self.rows_model.set_rows(rows)
        self.scrollToTop()
