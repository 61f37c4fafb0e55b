"""The form of a business: its fields, its sections, its findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.clock import JAKARTA
from app.domain.terms import BusinessStatus
from app.services import businesses
from app.services.businesses import CONSENT_TEXT, BusinessForm
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.choices import Check, Select
from app.ui.kit.fields import Field, FormGrid
from app.ui.kit.inputs import MaskedEdit, mask
from app.ui.kit.labels import Label
from app.ui.kit.tones import Severity
from app.ui.pages.businesses.wards import WardPicker
from app.ui.pages.forms.binding import Binding
from app.ui.pages.forms.findings import FindingsBoard, newer
from app.ui.theme import Space

_NOTE_HEIGHT = 56
_LINES = (
    *("name", "brand", "owner_name", "phone", "rt", "rw", "address"),
    *("nib", "npwp", "jakpreneur_id", "sponsoring_agency"),
)
_IDENTIFYING = frozenset({"name", "owner_name", "ward_code", "nik", "nib", "phone"})


class BusinessEditor(QWidget):
    """Always editable. `edited()` for what a person did, `identity_left()` once a field
    was left by which the same business can be known.
    """

    edited = Signal()
    identity_left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._new = True
        self.wards = WardPicker(desk, self)
        self._editors = self._make_editors()
        self._fields: dict[str, Field] = {}
        self._build()
        for name, editor in self._editors.items():
            editor.setObjectName(f"business_form.{name}")
        self._binding = Binding(self._editors, self)
        self._board = FindingsBoard(self._fields, self)
        self._binding.edited.connect(self._on_edited)
        self.wards.edited.connect(self._on_edited)
        self._board.left.connect(self._on_field_left)

    def _make_editors(self) -> dict[str, QWidget]:
        editors: dict[str, QWidget] = {name: QLineEdit() for name in _LINES}
        status = Select()
        for term in BusinessStatus:
            status.addItem(term.term, str(term))
        note = QPlainTextEdit()
        note.setTabChangesFocus(True)
        note.setFixedHeight(_NOTE_HEIGHT)
        return {
            **editors,
            "nik": MaskedEdit(),
            "status": status,
            "note": note,
            "women_led": Check(self.tr("Led by a woman")),
            "up2k": Check(self.tr("UP2K group")),
            "consent": Check(self.tr("The owner agrees")),
        }

    # Building: reading order is tab order.

    def _build(self) -> None:
        self._grid = FormGrid(columns=6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, Space.M, Space.S)
        column.addWidget(self._grid)
        self._build_business()
        self._build_address()
        self._build_identity()
        self._build_consent()

    def _add(self, name: str, label: str, span: int, *, required: bool = False) -> Field:
        field = Field(label, self._editors[name], required=required)
        self._fields[name] = field
        self._grid.add(field, span)
        return field

    def _build_business(self) -> None:
        self._grid.add_section(self.tr("Business"))
        self._add("name", self.tr("Business name"), 6, required=True)
        self._add("brand", self.tr("Brand"), 3)
        self._add("owner_name", self.tr("Owner's name"), 3, required=True)
        self._add("phone", self.tr("Telephone"), 3)
        self._add("status", self.tr("Status"), 3)
        marks = QWidget()
        line = QHBoxLayout(marks)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.XL)
        line.addWidget(self._editors["women_led"])
        line.addWidget(self._editors["up2k"])
        line.addStretch(1)
        self._grid.add(marks, 6)

    def _build_address(self) -> None:
        self._grid.add_section(self.tr("Address"))
        names = (self.tr("City"), self.tr("District"), self.tr("Ward"))
        keys = ("city", "district", "ward")
        for key, name, select in zip(keys, names, self.wards.selects, strict=True):
            field = Field(name, select, required=key == "ward")
            select.setObjectName(f"business_form.{key}")
            self._grid.add(field, 4 if key == "ward" else 3)
            if key == "district":
                self.district_field = field
            if key == "ward":
                self._fields["ward_code"] = field
        self._add("rt", "RT", 1)
        self._add("rw", "RW", 1)
        self._add("address", self.tr("Street and number"), 6)

    def _build_identity(self) -> None:
        self._grid.add_section(self.tr("Identity"))
        self._add("nik", self.tr("Owner's NIK"), 3)
        self._add("nib", "NIB", 3)
        self._add("npwp", "NPWP", 3)
        self._add("jakpreneur_id", self.tr("Jakpreneur number"), 3)
        self._add("sponsoring_agency", self.tr("Sponsoring agency"), 6)

    def _build_consent(self) -> None:
        self._grid.add_section(self.tr("Note and consent"))
        self._add("note", self.tr("Note"), 6)
        self._add("consent", self.tr("Consent of the owner"), 6, required=True)
        self._consent_words = Label(CONSENT_TEXT, "muted", wrap=True)
        self._grid.add(self._consent_words, 6)

    # Values.

    def form(self) -> BusinessForm:
        """What stands on the form."""
        return BusinessForm(**self._binding.values(), ward_code=self.wards.ward_code)

    def set_form(self, form: BusinessForm) -> None:
        """Show `form`."""
        values: dict[str, Any] = {f.name: getattr(form, f.name) for f in fields(form)}
        self._binding.write(values)
        if form.ward_code != self.wards.ward_code:
            self.wards.set_code(form.ward_code)

    def start(self, *, new: bool) -> None:
        """Another record came: nothing was left, nothing is found yet."""
        self._new = new
        self._board.start()
        self.district_field.clear_message()
        self.set_consent_at(None)

    def set_consent_at(self, at: datetime | None) -> None:
        """Say when the owner agreed; then it cannot be taken back here."""
        self._editors["consent"].setEnabled(at is None)
        words = CONSENT_TEXT
        if at is not None:
            day = labels.long_date(at.astimezone(JAKARTA).date())
            words = self.tr("Recorded on {day}.").format(day=day) + " " + words
        self._consent_words.setText(words)

    def set_walk_in(self, *, on: bool) -> None:
        """Say that the business belongs to another region than the curator's."""
        text = self.tr("Outside your region: scored here, seen by both.")
        self.district_field.set_message(Severity.HINT if on else Severity.NONE, text)

    # Findings.

    def show_newer(self, values: Mapping[str, Any]) -> None:
        """What others wrote into fields that were typed into here; shown with the findings."""
        self._board.set_remarks(
            {name: newer(self._readable(name, value)) for name, value in values.items()}
        )

    def _readable(self, name: str, value: Any) -> str:
        if name == "nik":
            return mask(value)
        if name == "status":
            return BusinessStatus(value).term
        return "" if name == "ward_code" else str(value)

    def name_of(self, field: str) -> str:
        """How a field is called."""
        editor = self._editors.get(field)
        return editor.text() if isinstance(editor, Check) else self._fields[field].label

    def show_findings(self, today: date) -> None:
        """Findings of the fields that were left."""
        self._board.show_findings(businesses.check(self.form(), today, new=self._new))

    def check(self, today: date) -> Field | None:
        """All findings; the first field that blocks."""
        return self._board.show_all(businesses.check(self.form(), today, new=self._new))

    def focus_first(self) -> None:
        """Put the focus into the first field."""
        self._editors["name"].setFocus()

    def editor(self, name: str) -> QWidget:
        """One editor by its field's name; KeyError for an unknown one."""
        return self._editors[name]

    def field(self, name: str) -> Field:
        """One field by its name; KeyError for an unknown one."""
        return self._fields[name]

    def _on_edited(self) -> None:
        self.edited.emit()

    def _on_field_left(self, name: str) -> None:
        if name in _IDENTIFYING:
            self.identity_left.emit()
