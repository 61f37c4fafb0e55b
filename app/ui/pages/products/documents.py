"""The legal documents of a product as an editable list, one line each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.terms import DocumentType
from app.services.products import DocumentForm
from app.ui.kit.buttons import Button, ghost_button
from app.ui.kit.slots import weak_slot
from app.ui.pages.forms.findings import Found, verdict
from app.ui.pages.products.document_row import DocumentRow
from app.ui.theme import Space

_MOST_SUGGESTED = 3


class DocumentsEditor(QWidget):
    """All documents, and buttons that add the kind the category needs.

    `edited()` when a person changed anything, `left()` when a number was left.
    """

    edited = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[DocumentRow] = []
        self._suggested: list[Button] = []
        self._suggestions: tuple[DocumentType, ...] = ()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.S)
        self._adders = QHBoxLayout()
        self._adders.setSpacing(Space.XS)
        self.other_button = ghost_button(self.tr("Other document"), icon="plus")
        self.other_button.setObjectName("add_other_document")
        self.other_button.clicked.connect(self._on_other_clicked)
        self._adders.addWidget(self.other_button)
        self._adders.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(self._lines)
        column.addLayout(self._adders)

    @property
    def value(self) -> tuple[DocumentForm, ...]:
        """The documents as typed."""
        return tuple(row.form() for row in self.rows)

    def set_value(self, documents: Sequence[DocumentForm]) -> None:
        """Show other documents. Rows that show the same already stay, with their focus."""
        if _without_ids(documents) == _without_ids(self.value):
            for row, form in zip(self.rows, documents, strict=True):
                row.adopt(form.id)
            return
        for row in list(self.rows):
            self._drop(row)
        for form in documents:
            self._append(form)

    @property
    def suggestion_buttons(self) -> list[Button]:
        """The buttons that add a needed kind."""
        return self._suggested

    def set_suggestions(self, kinds: tuple[DocumentType, ...]) -> None:
        """Offer these kinds, the most needed first."""
        kinds = kinds[:_MOST_SUGGESTED]
        if kinds == self._suggestions:
            return
        self._suggestions = kinds
        for button in self._suggested:
            button.hide()
            button.deleteLater()
        self._suggested = []
        for at, kind in enumerate(kinds):
            button = ghost_button(kind.term, icon="plus", parent=self)
            button.setObjectName(f"add_document.{kind}")
            button.clicked.connect(weak_slot(self.add, kind))
            self._adders.insertWidget(at, button)
            button.show()
            self._suggested.append(button)
        self._order_tabs()

    def add(self, kind: DocumentType) -> None:
        """Add a document of a kind and go to its number."""
        row = self._append(DocumentForm(kind))
        self._order_tabs()
        self.edited.emit()
        row.number.setFocus()

    def fill(self, kind: DocumentType, number: str) -> None:
        """Write a number into the document of a kind, as if it had been typed."""
        row = next((row for row in self.rows if row.form().kind is kind), None)
        if row is None:
            row = self._append(DocumentForm(kind))
            self._order_tabs()
        row.number.setText(number)
        row.touched = True
        self.edited.emit()
        self.left.emit()
        row.number.setFocus()

    def show_findings(self, found: Found, *, everything: bool = False) -> None:
        """Show what was found in the rows that were left, or in all."""
        for place, row in enumerate(self.rows):
            row.touched = row.touched or everything
            findings = found.get(f"document.{place}", ()) if row.touched else ()
            row.set_message(*verdict(findings))

    def first_blocking(self) -> QLineEdit | None:
        """The number of the first row that forbids saving."""
        return next((row.number for row in self.rows if row.blocks), None)

    def _append(self, form: DocumentForm) -> DocumentRow:
        row = DocumentRow(form, self)
        row.edited.connect(self.edited)
        row.left.connect(self.left)
        row.removed.connect(weak_slot(self._on_row_removed, row))
        self.rows.append(row)
        self._lines.addWidget(row)
        row.show()
        return row

    def _drop(self, row: DocumentRow) -> None:
        self.rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _order_tabs(self) -> None:
        order: list[QWidget] = []
        for row in self.rows:
            order += [row.kind, row.number, row.until.check, row.until.date]
            order += [row.in_process, row.remove_button]
        order += [*self._suggested, self.other_button]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _on_row_removed(self, row: DocumentRow) -> None:
        self._drop(row)
        self.edited.emit()
        self.other_button.setFocus()

    def _on_other_clicked(self) -> None:
        present = {form.kind for form in self.value}
        self.add(next((k for k in DocumentType if k not in present), DocumentType.NIB))


def _without_ids(documents: Sequence[DocumentForm]) -> list[DocumentForm]:
    return [replace(form, id=None) for form in documents]
