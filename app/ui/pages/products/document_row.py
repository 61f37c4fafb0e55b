"""One legal document as a line: kind, number, until when, in process or not."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from PySide6.QtCore import QDate, QEvent, QObject, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.terms import DocumentType
from app.services.products import DocumentForm
from app.ui.kit.buttons import IconButton
from app.ui.kit.choices import Check, DateField, Select
from app.ui.kit.labels import Label
from app.ui.kit.tones import Severity
from app.ui.pages.forms.findings import PASSING
from app.ui.theme import Space, colours

_KIND, _DATE, _PROCESS = 164, 172, 116


class OptionalDate(QWidget):
    """A day, or none (in words): the box switches the date on."""

    edited = Signal()

    def __init__(self, none: str = "") -> None:
        super().__init__()
        self.check = Check("")
        self.check.setFixedWidth(30)
        self.date = DateField()
        self._none = Label(none or self.tr("No end date"), "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        row.addWidget(self.check)
        row.addWidget(self._none, 1)
        row.addWidget(self.date, 1)
        self.setFixedWidth(_DATE)
        self.setFocusProxy(self.check)
        self._switch()
        self.check.toggled.connect(self._on_check_toggled)
        self.date.dateChanged.connect(self.edited)

    @property
    def value(self) -> date | None:
        """The day; None while switched off."""
        if not self.check.isChecked():
            return None
        day = self.date.date()
        return date(day.year(), day.month(), day.day())

    def set_value(self, day: date | None) -> None:
        """Show a day, or none."""
        if day is not None:
            self.date.setDate(QDate(day.year, day.month, day.day))
        self.check.setChecked(day is not None)

    def set_name(self, name: str) -> None:
        """What a screen reader says."""
        self.check.setAccessibleName(name)
        self.date.setAccessibleName(name)

    def _switch(self) -> None:
        self.date.setVisible(self.check.isChecked())
        self._none.setVisible(not self.check.isChecked())

    def _on_check_toggled(self, _on: bool) -> None:
        self._switch()
        self.edited.emit()


class DocumentRow(QWidget):
    """One document. `edited()`, `removed()`; `left()` when its number was left."""

    edited = Signal()
    removed = Signal()
    left = Signal()

    def __init__(self, form: DocumentForm, parent: QWidget) -> None:
        super().__init__(parent)
        self._id: UUID | None = form.id
        self._of_product = form.of_product
        self.touched = False
        self.kind = Select()
        for term in DocumentType:
            self.kind.addItem(term.term, str(term))
        self.kind.setCurrentIndex(self.kind.findData(str(form.kind)))
        self.number = QLineEdit(form.number)
        self.until = OptionalDate()
        self.until.set_value(form.valid_until)
        self.in_process = Check(self.tr("In process"))
        self.in_process.setChecked(form.in_process)
        self.remove_button = IconButton("trash", self.tr("Remove this document"))
        self._message = Label("", "muted", wrap=True)
        self._severity = Severity.NONE
        self._build()
        self._connect()

    def _build(self) -> None:
        self.kind.setFixedWidth(_KIND)
        self.in_process.setFixedWidth(_PROCESS)
        self.kind.setAccessibleName(self.tr("Kind of document"))
        self.number.setAccessibleName(self.tr("Number of the document"))
        self.number.setPlaceholderText(self.tr("Number"))
        self.until.set_name(self.tr("Valid until"))
        line = QHBoxLayout()
        line.setSpacing(Space.S)
        for widget in (self.kind, self.number, self.until, self.in_process, self.remove_button):
            line.addWidget(widget, 1 if widget is self.number else 0)
        under = QHBoxLayout()
        under.setContentsMargins(_KIND + Space.S, 0, 0, 0)
        under.addWidget(self._message)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addLayout(line)
        column.addLayout(under)
        self._message.hide()

    def _connect(self) -> None:
        self.number.installEventFilter(self)
        self.number.textEdited.connect(self.edited)
        self.kind.activated.connect(self.edited)
        self.until.edited.connect(self.edited)
        self.in_process.toggled.connect(self.edited)
        self.remove_button.clicked.connect(self.removed)

    def form(self) -> DocumentForm:
        """What stands in the row; a NIB belongs to the business, whoever typed it here."""
        kind = DocumentType(str(self.kind.currentData()))
        of_product = self._of_product if self._id else kind is not DocumentType.NIB
        return DocumentForm(
            kind,
            self.number.text(),
            self.until.value,
            self.in_process.isChecked(),
            self._id,
            of_product,
        )

    def adopt(self, document_id: UUID | None) -> None:
        """The document was saved, or read again: this is its id."""
        self._id = document_id

    @property
    def blocks(self) -> bool:
        """Whether the shown message forbids saving."""
        return self._severity is Severity.FORMAT

    @property
    def message(self) -> str:
        """The shown message; empty if none."""
        return self._message.text()

    def set_message(self, severity: Severity, text: str) -> None:
        """Show a finding under the number."""
        self._severity = severity
        self._message.setText(text)
        self._message.setVisible(bool(text))
        self._colour()
        self.number.setAccessibleDescription(text)
        self.number.setProperty("severity", severity.value)
        self.number.style().unpolish(self.number)
        self.number.style().polish(self.number)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        now = colours()
        colour = now.danger_text if self.blocks else now.warning_text
        rule = f"color: {colour}"
        if self._message.styleSheet() != rule:
            self._message.setStyleSheet(rule)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        out = event.type() == QEvent.Type.FocusOut
        if out and isinstance(event, QFocusEvent) and event.reason() not in PASSING:
            self.touched = True
            self.left.emit()
        return super().eventFilter(watched, event)
