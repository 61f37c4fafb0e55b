"""Editors of single values of a rubric; each tells its new value, setters tell nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.terms import DocumentType
from app.ui.kit.choices import Check, Select
from app.ui.kit.slots import weak_slot

_INDENT = 10


class Number(QSpinBox):
    """A whole number that the wheel changes only while it has the focus."""

    def __init__(self, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(least, most)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccelerated(True)
        self.lineEdit().setTextMargins(_INDENT, 0, 0, 0)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Input(QWidget):
    """One value; `edited(object)` after a person changed it."""

    edited = Signal(object)

    def __init__(self, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inner = inner
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(inner)
        self.setFocusProxy(inner)

    @override
    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.inner.setAccessibleName(name)

    def _tell(self, value: object) -> None:
        self.edited.emit(value)

    def set_value(self, value: Any) -> None:
        """Show a value."""
        raise NotImplementedError

    def set_read_only(self, *, on: bool) -> None:
        """Whether it is only to be read."""
        self.inner.setEnabled(not on)


class TextInput(Input):
    """One line, or several."""

    def __init__(self, *, lines: int = 1, parent: QWidget | None = None) -> None:
        self._line = QLineEdit() if lines == 1 else None
        self._area = QPlainTextEdit() if lines > 1 else None
        inner = self._line or self._area
        assert inner is not None
        super().__init__(inner, parent)
        if self._line is not None:
            self._line.textEdited.connect(self._tell)
        if self._area is not None:
            self._area.setTabChangesFocus(True)
            self._area.setFixedHeight(self._area.fontMetrics().lineSpacing() * lines + 22)
            self._area.textChanged.connect(self._on_area_changed)

    def _on_area_changed(self) -> None:
        if self._area is not None:
            self.edited.emit(self._area.toPlainText())

    @override
    def set_value(self, value: Any) -> None:
        text = "" if value is None else str(value)
        if self._line is not None and self._line.text() != text:
            self._line.setText(text)
            self._line.setCursorPosition(0)
        if self._area is not None and self._area.toPlainText() != text:
            blocker = QSignalBlocker(self._area)
            self._area.setPlainText(text)
            blocker.unblock()

    @override
    def set_read_only(self, *, on: bool) -> None:
        for inner in (self._line, self._area):
            if inner is not None:
                inner.setReadOnly(on)


class NumberInput(Input):
    """A whole number; `optional` shows a dash for none."""

    def __init__(
        self, least: int, most: int, *, optional: bool = False, parent: QWidget | None = None
    ) -> None:
        self._optional = optional
        self._spin = Number(least - 1 if optional else least, most)
        if optional:
            self._spin.setSpecialValueText("–")
        super().__init__(self._spin, parent)
        self._spin.setMaximumWidth(132)
        self._spin.valueChanged.connect(self._on_changed)

    def _on_changed(self, value: int) -> None:
        none = self._optional and value == self._spin.minimum()
        self.edited.emit(None if none else value)

    @override
    def set_value(self, value: Any) -> None:
        blocker = QSignalBlocker(self._spin)
        good = isinstance(value, int) and not isinstance(value, bool)
        self._spin.setValue(value if good else self._spin.minimum())
        blocker.unblock()


class FlagInput(Input):
    """Yes or no."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        self._check = Check(text)
        super().__init__(self._check, parent)
        self._check.toggled.connect(self._tell)

    @override
    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name or self._check.text())

    @override
    def set_value(self, value: Any) -> None:
        blocker = QSignalBlocker(self._check)
        self._check.setChecked(value is True)
        blocker.unblock()


class ChoiceInput(Input):
    """One of several values, each with its words."""

    def __init__(self, choices: Sequence[tuple[Any, str]], parent: QWidget | None = None) -> None:
        self._select = Select()
        self._values = [value for value, _ in choices]
        for _, words in choices:
            self._select.addItem(words)
        super().__init__(self._select, parent)
        self._select.activated.connect(self._on_activated)

    def _on_activated(self, at: int) -> None:
        self.edited.emit(self._values[at])

    @override
    def set_value(self, value: Any) -> None:
        self._select.setCurrentIndex(self._values.index(value) if value in self._values else -1)


class PapersInput(Input):
    """Any number of kinds of document, in their own order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        box = QWidget()
        super().__init__(box, parent)
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        self._checks: dict[str, Check] = {}
        for number, kind in enumerate(DocumentType):
            check = Check(kind.term)
            check.toggled.connect(weak_slot(self._on_toggled))
            grid.addWidget(check, number // 2, number % 2)
            self._checks[str(kind)] = check

    def _on_toggled(self) -> None:
        self.edited.emit([kind for kind, check in self._checks.items() if check.isChecked()])

    @override
    def set_value(self, value: Any) -> None:
        for kind, check in self._checks.items():
            blocker = QSignalBlocker(check)
            check.setChecked(isinstance(value, list) and kind in value)
            blocker.unblock()

    @override
    def set_read_only(self, *, on: bool) -> None:
        for check in self._checks.values():
            check.setEnabled(not on)


class DaysInput(Input):
    """Several numbers of days, with commas between them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._line = QLineEdit()
        super().__init__(self._line, parent)
        self._line.textEdited.connect(self._on_edited)

    def _on_edited(self, text: str) -> None:
        parts = [part.strip() for part in text.split(",") if part.strip()]
        self.edited.emit([int(p) if p.isascii() and p.isdigit() else 0 for p in parts])

    @override
    def set_value(self, value: Any) -> None:
        days = value if isinstance(value, list) else []
        typed = self._line.text().replace(" ", "").strip(",")
        if typed != ",".join(map(str, days)):
            self._line.setText(", ".join(map(str, days)))

    @override
    def set_read_only(self, *, on: bool) -> None:
        self._line.setReadOnly(on)
