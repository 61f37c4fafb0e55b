"""All figures as a table: a row a region or a month."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from app.domain.terms import Grade, Outcome
from app.services.rekap_rows import Totals
from app.ui import labels
from app.ui.pages.rekap import words
from app.ui.theme import Type, font

Index = QModelIndex | QPersistentModelIndex
_ROW = 34


class FiguresModel(QAbstractTableModel):
    """Names and totals; the last row is the sum of the selection."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, Totals]] = []
        self._tips = {4 + at: outcome.term for at, outcome in enumerate(Outcome)}
        self._columns: list[tuple[str, Callable[[Totals], str]]] = [
            (self.tr("Businesses"), lambda t: labels.number(t.registered)),
            (self.tr("Verified"), lambda t: labels.number(t.verified)),
            (self.tr("Scored"), lambda t: labels.number(t.scored)),
            *((text, _counted(outcome)) for outcome, text in self._outcomes().items()),
            ("%", lambda t: words.percent(t.rate)),
            *((grade.term, _graded(grade)) for grade in Grade),
        ]

    def _outcomes(self) -> dict[Outcome, str]:
        """Short headings; the whole term is the tooltip."""
        return {
            Outcome.PASSED: Outcome.PASSED.term,
            Outcome.CONDITIONAL: self.tr("Conditional"),
            Outcome.NEEDS_IMPROVEMENT: self.tr("To improve"),
            Outcome.FAILED: self.tr("Failed"),
        }

    def set_rows(self, rows: Sequence[tuple[str, Totals]]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._columns) + 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        name, totals = self._rows[index.row()]
        at = index.column() - 1
        if role == Qt.ItemDataRole.DisplayRole:
            return name if at < 0 else self._columns[at][1](totals)
        if role == Qt.ItemDataRole.TextAlignmentRole and at >= 0:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.AccessibleTextRole and at >= 0:
            heading, value = self._columns[at]
            return f"{name}, {heading}: {value(totals)}"
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section - 1][0] if section else self.tr("Region or month")
        if role == Qt.ItemDataRole.ToolTipRole and section:
            return self._tips.get(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


def _counted(outcome: Outcome) -> Callable[[Totals], str]:
    return lambda totals: labels.number(totals.outcomes[outcome])


def _graded(grade: Grade) -> Callable[[Totals], str]:
    return lambda totals: labels.number(totals.grades[grade])


class FiguresTable(QTableView):
    """The table, as high as its rows."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.figures = FiguresModel(self)
        self.setModel(self.figures)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(30)
        # Fourteen columns side by side: only the padding differs from other tables.
        self.setStyleSheet(
            "QHeaderView::section { padding: 8px 4px; } QTableView::item { padding: 6px 4px; }"
        )
        self.setFont(font(Type.SMALL, tabular=True))
        self.setTabKeyNavigation(False)

    def set_rows(self, rows: Sequence[tuple[str, Totals]]) -> None:
        """Show these rows."""
        self.figures.set_rows(rows)
        self.setMinimumHeight(44 + _ROW * min(len(rows), 12))
