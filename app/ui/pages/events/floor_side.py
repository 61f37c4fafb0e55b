"""Beside the plan: rows of booths made at once, booths a day, and the chosen booth."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QSpinBox, QVBoxLayout, QWidget

from app.domain.market.floor import MOST_BOOTHS, FloorPlan, Grid, Stall
from app.domain.terms import Category
from app.ui import labels
from app.ui.kit.buttons import secondary_button
from app.ui.kit.choices import Check
from app.ui.kit.labels import Label
from app.ui.kit.slots import weak_slot
from app.ui.theme import Size, Space

_SPIN = 84
SpinT = TypeVar("SpinT", QSpinBox, QDoubleSpinBox)


class FloorSide(QWidget):
    """What can be set by numbers.

    `grid_wanted(object)`, `counts_wanted(object)`, `number_wanted(int)`,
    `categories_wanted(object)`; the tab makes the new plan of them.
    """

    grid_wanted = Signal(object)
    counts_wanted = Signal(object)
    number_wanted = Signal(int)
    categories_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: list[QSpinBox] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, Space.S, 0)
        column.setSpacing(Space.S)
        self._add_chosen(column)
        self._add_days(column)
        self._add_grid(column)
        column.addStretch(1)

    def _add_grid(self, column: QVBoxLayout) -> None:
        column.addWidget(Label(self.tr("Rows of booths"), "section"))
        self.rows_spin = _spin("grid_rows", 1, 60, 4)
        self.columns_spin = _spin("grid_columns", 1, 100, 14)
        self.width_spin = _metres("grid_width", 2.0)
        self.depth_spin = _metres("grid_depth", 2.0)
        self.aisle_spin = _metres("grid_aisle", 2.0, least=0.0)
        column.addLayout(
            _pairs(
                (self.tr("Rows"), self.rows_spin),
                (self.tr("Booths a row"), self.columns_spin),
                (self.tr("Width, m"), self.width_spin),
                (self.tr("Depth, m"), self.depth_spin),
                (self.tr("Aisle, m"), self.aisle_spin),
            )
        )
        self.grid_button = secondary_button(self.tr("Draw the rows anew"), icon="grid")
        self.grid_button.setObjectName("grid_button")
        self.grid_button.clicked.connect(self._on_grid)
        column.addWidget(self.grid_button)

    def _add_days(self, column: QVBoxLayout) -> None:
        column.addWidget(Label(self.tr("Booths a day"), "section"))
        self._days_box = QWidget()
        self._days = QGridLayout(self._days_box)
        self._days.setContentsMargins(0, 0, 0, 0)
        self._days.setVerticalSpacing(Space.XS)
        column.addWidget(self._days_box)
        self.counts_button = secondary_button(self.tr("Use these numbers"), icon="check")
        self.counts_button.setObjectName("counts_button")
        self.counts_button.clicked.connect(self._on_counts)
        column.addWidget(self.counts_button)

    def _add_chosen(self, column: QVBoxLayout) -> None:
        self.chosen_label = Label("", "section")
        column.addWidget(self.chosen_label)
        self.chosen_hint = Label(
            self.tr("Choose a booth with the mouse or with Page Down."), "muted", wrap=True
        )
        column.addWidget(self.chosen_hint)
        self.chosen_box = QWidget()
        box = QVBoxLayout(self.chosen_box)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        self.number_spin = _spin("stall_number", 1, MOST_BOOTHS, 1)
        self.number_spin.editingFinished.connect(self._on_number)
        box.addLayout(_pairs((self.tr("Number"), self.number_spin)))
        box.addWidget(Label(self.tr("Only for (none ticked: any)"), "muted", wrap=True))
        self.checks: dict[Category, Check] = {}
        for category in Category:
            check = Check(category.term)
            check.setObjectName(f"stall_category.{category}")
            check.clicked.connect(weak_slot(self._on_categories))
            box.addWidget(check)
            self.checks[category] = check
        column.addWidget(self.chosen_box)

    # -- showing ------------------------------------------------------------------------

    def show_plan(self, plan: FloorPlan, days: Sequence[date]) -> None:
        """How many booths stand on each day."""
        if len(self._counts) != len(days):
            self._make_days(days)
        for spin, count in zip(self._counts, plan.counts(days), strict=True):
            spin.setMaximum(max(len(plan.stalls), 1))
            spin.setValue(count)
        self.counts_button.setEnabled(bool(plan.stalls))

    def _make_days(self, days: Sequence[date]) -> None:
        for widget in self._days_box.findChildren(QWidget):
            widget.hide()
            widget.deleteLater()
        self._counts = []
        for row, day in enumerate(days):
            spin = _spin(f"count.{row}", 0, MOST_BOOTHS, 0)
            spin.setAccessibleName(labels.weekday_date(day))
            self._days.addWidget(Label(labels.long_date(day), "body"), row, 0)
            self._days.addWidget(spin, row, 1)
            self._counts.append(spin)
        self._days.setColumnStretch(0, 1)

    @property
    def count_spins(self) -> tuple[QSpinBox, ...]:
        """The numbers of booths, by day."""
        return tuple(self._counts)

    def show_stall(self, stall: Stall | None) -> None:
        """The chosen booth."""
        self.chosen_box.setVisible(stall is not None)
        self.chosen_hint.setVisible(stall is None)
        if stall is None:
            self.chosen_label.setText(self.tr("No booth chosen"))
            return
        self.chosen_label.setText(self.tr("Booth {no}").format(no=stall.no))
        self.number_spin.setValue(stall.no)
        for category, check in self.checks.items():
            check.setChecked(category in stall.categories)

    def set_editable(self, *, on: bool) -> None:
        """Whether anything may be changed."""
        self.setEnabled(on)

    # -- asking -------------------------------------------------------------------------

    def _on_grid(self) -> None:
        self.grid_wanted.emit(
            Grid(
                self.rows_spin.value(),
                self.columns_spin.value(),
                self.width_spin.value(),
                self.depth_spin.value(),
                self.aisle_spin.value(),
            )
        )

    def _on_counts(self) -> None:
        self.counts_wanted.emit(tuple(spin.value() for spin in self._counts))

    def _on_number(self) -> None:
        self.number_wanted.emit(self.number_spin.value())

    def _on_categories(self) -> None:
        self.categories_wanted.emit(
            frozenset(category for category, check in self.checks.items() if check.isChecked())
        )


def _spin(name: str, least: int, most: int, value: int) -> QSpinBox:
    spin = QSpinBox()
    spin.setObjectName(name)
    spin.setRange(least, most)
    spin.setValue(value)
    return dressed(spin)


def _metres(name: str, value: float, least: float = 1.0) -> QDoubleSpinBox:
    spin = QDoubleSpinBox()
    spin.setObjectName(name)
    spin.setRange(least, 20.0)
    spin.setSingleStep(0.5)
    spin.setDecimals(1)
    spin.setValue(value)
    return dressed(spin)


def dressed(spin: SpinT) -> SpinT:
    """A spin box as high as other fields, its number clear of the frame."""
    spin.setFixedSize(_SPIN, Size.CONTROL)
    # The style sheet's padding stops at the frame of a spin box, its line has none.
    spin.lineEdit().setTextMargins(10, 0, 10, 0)
    return spin


def _pairs(*pairs: tuple[str, QWidget]) -> QGridLayout:
    grid = QGridLayout()
    grid.setVerticalSpacing(Space.XS)
    for row, (name, widget) in enumerate(pairs):
        label = Label(name, "body")
        label.setBuddy(widget)
        widget.setAccessibleName(name)
        grid.addWidget(label, row, 0)
        grid.addWidget(widget, row, 1)
    grid.setColumnStretch(0, 1)
    return grid
