"""Who signs: rows of name, position and NIP, each NIP checked as it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain import findings
from app.domain.identifiers import Severity as Weight
from app.domain.identifiers import check_nip
from app.settings import SignatorySetting
from app.ui.kit.buttons import IconButton, ghost_button
from app.ui.kit.cards import Card
from app.ui.kit.fields import Field
from app.ui.kit.labels import Label
from app.ui.kit.slots import weak_slot
from app.ui.kit.tones import Severity
from app.ui.theme import Space

MOST = 5
"""More do not fit beside each other on the certificate."""

_SEVERITY = {Weight.FORMAT: Severity.FORMAT, Weight.HINT: Severity.HINT}


class SignatoryRow(QWidget):
    """One who signs."""

    edited = Signal()
    remove_requested = Signal()

    def __init__(self, at: int, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.name, self.position, self.nip = QLineEdit(), QLineEdit(), QLineEdit()
        self.nip.setMaxLength(24)
        self.name_field = Field(self.tr("Name"), self.name)
        self.nip_field = Field(self.tr("NIP"), self.nip)
        fields = (
            (self.name_field, 4),
            (Field(self.tr("Position"), self.position), 4),
            (self.nip_field, 3),
        )
        self.remove_button = IconButton("trash", self.tr("Remove this signatory"))
        self.remove_button.clicked.connect(self.remove_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        top = Qt.AlignmentFlag.AlignTop
        for field, stretch in fields:
            row.addWidget(field, stretch, top)
        side = QVBoxLayout()
        side.setContentsMargins(0, 22, 0, 0)
        side.addWidget(self.remove_button, 0, top)
        row.addLayout(side)
        for editor in (self.name, self.position, self.nip):
            editor.textEdited.connect(self._on_text_edited)
        self.set_place(at)

    def set_place(self, at: int) -> None:
        """Tell tests and tours which row this is, from 0."""
        self.setObjectName(f"signatory.{at}")
        self.name.setObjectName(f"signatory.{at}.name")
        self.position.setObjectName(f"signatory.{at}.position")
        self.nip.setObjectName(f"signatory.{at}.nip")

    @property
    def value(self) -> SignatorySetting:
        """What was typed."""
        texts = (editor.text().strip() for editor in (self.name, self.position, self.nip))
        return SignatorySetting(*texts)

    def set_value(self, value: SignatorySetting) -> None:
        """Show a signatory."""
        for editor, text in (
            (self.name, value.name),
            (self.position, value.position),
            (self.nip, value.nip),
        ):
            editor.setText(text)
            editor.setCursorPosition(0)
        self.check()

    def check(self) -> bool:
        """Look at the NIP; False when it must not be saved."""
        nip = self.nip.text().strip()
        found = check_nip(nip, self._today) if nip else ()
        if found:
            worst = min(found, key=lambda finding: finding.severity is not Weight.FORMAT)
            self.nip_field.set_message(_SEVERITY[worst.severity], findings.sentence(worst.code))
        else:
            self.nip_field.clear_message()
        return not self.nip_field.blocks

    def _on_text_edited(self, _text: str) -> None:
        self.check()
        self.edited.emit()


class SignatoryCard(Card):
    """The rows and a way to add one; `edited()` on every change."""

    edited = Signal()

    row_added = Signal()
    """A fresh row has the focus."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Signatories"), parent)
        self.setObjectName("signatory_card")
        self._today = today
        text = self.tr("They sign until the centre has named others for the region.")
        self.add(Label(text, "muted", wrap=True))
        self.rows: list[SignatoryRow] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(Space.M)
        self.body.addLayout(self._column)
        self.add_signatory = ghost_button(self.tr("Add a signatory"), icon="plus")
        self.add_signatory.setObjectName("add_signatory_button")
        self.add_signatory.clicked.connect(self._on_add_clicked)
        self.body.addWidget(self.add_signatory, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def values(self) -> tuple[SignatorySetting, ...]:
        """All rows that are not empty."""
        return tuple(row.value for row in self.rows if any((row.value.name, row.value.position)))

    def set_values(self, values: Sequence[SignatorySetting]) -> None:
        """Show these."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        for value in values:
            self._append(value)
        self._renumber()

    def first_wrong(self) -> SignatoryRow | None:
        """The first row that must not be saved."""
        return next((row for row in self.rows if not row.check()), None)

    def _append(self, value: SignatorySetting) -> SignatoryRow:
        row = SignatoryRow(len(self.rows), self._today)
        row.set_value(value)
        row.edited.connect(self.edited)
        row.remove_requested.connect(weak_slot(self._on_remove_requested, row))
        self._column.addWidget(row)
        # What comes after its parent was shown stays hidden for a turn and takes no focus.
        row.show()
        self.rows.append(row)
        return row

    def _on_add_clicked(self) -> None:
        row = self._append(SignatorySetting("", ""))
        self._renumber()
        row.name.setFocus()
        self.row_added.emit()
        self.edited.emit()

    def _on_remove_requested(self, row: SignatoryRow) -> None:
        self.rows.remove(row)
        row.hide()
        row.deleteLater()
        self._renumber()
        self.add_signatory.setFocus()
        self.edited.emit()

    def _renumber(self) -> None:
        for at, row in enumerate(self.rows):
            row.set_place(at)
        self.add_signatory.setEnabled(len(self.rows) < MOST)
