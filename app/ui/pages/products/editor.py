"""The form of a product: whose, what, how much, and its legal documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.identifiers import Finding, Severity
from app.domain.terms import Category
from app.services import products
from app.services.products import ProductForm
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.choices import Select
from app.ui.kit.fields import Field, FormGrid
from app.ui.pages.forms.binding import Binding
from app.ui.pages.forms.findings import FindingsBoard, Found, newer
from app.ui.pages.forms.numbers import NumberEdit
from app.ui.pages.products.documents import DocumentsEditor
from app.ui.pages.products.needed import Rubrics, needed_documents
from app.ui.pages.products.owner import OwnerPicker
from app.ui.theme import Space

_TEXT_HEIGHT = 56
_MOST_DAYS = 5


def _readable(name: str, value: Any) -> str:
    if name == "category":
        return Category(value).term
    if isinstance(value, int):
        return labels.rupiah(value) if name == "price" else labels.number(value)
    return str(value or "") if name != "documents" else ""


class ProductEditor(QWidget):
    """Always editable; `edited()` for what a person did."""

    edited = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rubrics: Rubrics = {}
        self.owner = OwnerPicker(desk)
        self.documents = DocumentsEditor()
        self._editors = self._make_editors()
        self._fields: dict[str, Field] = {}
        self._build()
        for name, editor in (*self._editors.items(), ("business", self.owner)):
            editor.setObjectName(f"product_form.{name}")
        self._binding = Binding(self._editors, self)
        self._board = FindingsBoard(self._fields, self)
        for signal in (self._binding.edited, self.documents.edited, self.owner.picked):
            signal.connect(self._on_edited)
        self._board.left.connect(self._on_left)
        self.documents.left.connect(self._on_left)

    def _make_editors(self) -> dict[str, QWidget]:
        category = Select()
        category.setPlaceholderText(self.tr("Choose"))
        for term in Category:
            category.addItem(term.term, str(term))
        category.setCurrentIndex(-1)
        texts: dict[str, QWidget] = {}
        for name in ("description", "ingredients"):
            text = QPlainTextEdit()
            text.setTabChangesFocus(True)
            text.setFixedHeight(_TEXT_HEIGHT)
            texts[name] = text
        return {
            "name": QLineEdit(),
            "category": category,
            "price": NumberEdit(),
            "net_content": QLineEdit(),
            "shelf_life_days": NumberEdit(most=_MOST_DAYS),
            **texts,
        }

    def _build(self) -> None:
        grid = FormGrid(columns=10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, Space.M, Space.S)
        column.addWidget(grid)
        self._add(grid, "business", self.owner, self.tr("Business"), 5, required=True)
        self._add(grid, "name", self._editors["name"], self.tr("Product name"), 5, required=True)
        names = {
            "category": (self.tr("Category"), 4),
            "price": (self.tr("Price in rupiah"), 2),
            "net_content": (self.tr("Net content"), 2),
            "shelf_life_days": (self.tr("Shelf life in days"), 2),
            "description": (self.tr("Description"), 5),
            "ingredients": (self.tr("Ingredients"), 5),
        }
        for name, (label, span) in names.items():
            editor = self._editors[name]
            self._add(grid, name, editor, label, span, required=name == "category")
        grid.add_section(self.tr("Legal documents"))
        grid.add(self.documents, 10)

    def _add(
        self,
        grid: FormGrid,
        name: str,
        editor: QWidget,
        label: str,
        span: int,
        *,
        required: bool = False,
    ) -> None:
        field = Field(label, editor, required=required)
        self._fields[name] = field
        grid.add(field, span)

    # Values.

    def form(self) -> ProductForm:
        """What stands on the form."""
        return ProductForm(**self._binding.values(), documents=self.documents.value)

    def set_form(self, form: ProductForm) -> None:
        """Show `form`."""
        values: dict[str, Any] = {name: getattr(form, name) for name in self._editors}
        self._binding.write(values)
        self.documents.set_value(form.documents)

    def start(self) -> None:
        """Another record came: nothing was left yet."""
        self._board.start()

    def set_rubrics(self, rubrics: Rubrics) -> None:
        """What each category asks for."""
        self._rubrics = rubrics
        self.suggest()

    def suggest(self) -> None:
        """Offer the documents this product still needs."""
        form = self.form()
        rubric = self._rubrics.get(Category(form.category)) if form.category else None
        present = {document.kind for document in form.documents}
        kinds = () if rubric is None else needed_documents(rubric, form.shelf_life_days, present)
        self.documents.set_suggestions(kinds)

    # Findings.

    def show_newer(self, values: Mapping[str, Any]) -> None:
        """What others wrote into fields that were typed into here; shown with the findings."""
        shown = {name: newer(_readable(name, values[name])) for name in values}
        self._board.set_remarks(shown)

    def name_of(self, field: str) -> str:
        """How a field is called."""
        return self._fields[field].label if field in self._fields else self.tr("Legal documents")

    def show_findings(self) -> None:
        """Findings of the fields that were left."""
        found = self._found()
        self._board.show_findings(found)
        self.documents.show_findings(found)

    def check(self) -> QWidget | None:
        """All findings; where the first one that blocks stands."""
        found = self._found()
        self.documents.show_findings(found, everything=True)
        return self._board.show_all(found) or self.documents.first_blocking()

    def _found(self) -> Found:
        found = dict(products.check(self.form(), self._desk.ws.today()))
        if self.owner.business_id is None:
            found["business"] = (Finding(Severity.FORMAT, "required"),)
        return found

    def editor(self, name: str) -> QWidget:
        """One editor by its field's name; KeyError for an unknown one."""
        return self._editors[name]

    def field(self, name: str) -> Field:
        """One field by its name; KeyError for an unknown one."""
        return self._fields[name]

    def _on_edited(self) -> None:
        self.edited.emit()

    def _on_left(self, _name: str = "") -> None:
        self.show_findings()
