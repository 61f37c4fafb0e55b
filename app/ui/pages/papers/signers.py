"""Who signs, and from when to when: a card of rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain import findings
from app.domain.identifiers import Severity as Weight
from app.domain.identifiers import check_nip, compact
from app.domain.paper_setup import MAX_SIGNERS, Signer
from app.ui.kit.buttons import IconButton, ghost_button
from app.ui.kit.cards import Card
from app.ui.kit.fields import Field
from app.ui.kit.labels import Label, Line
from app.ui.kit.slots import weak_slot
from app.ui.kit.tones import Severity
from app.ui.pages.products.document_row import OptionalDate
from app.ui.theme import Size, Space

_SEVERITY = {Weight.FORMAT: Severity.FORMAT, Weight.HINT: Severity.HINT}


class SignerRow(QWidget):
    """One who signs: name and position above, NIP and span of time below."""

    edited = Signal()
    remove_requested = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.name, self.position, self.nip = QLineEdit(), QLineEdit(), QLineEdit()
        self.nip.setMaxLength(24)
        self.start = OptionalDate(self.tr("From the beginning"))
        self.end = OptionalDate(self.tr("Until further notice"))
        self.name_field = Field(self.tr("Name"), self.name)
        self.position_field = Field(self.tr("Position"), self.position)
        self.nip_field = Field(self.tr("NIP"), self.nip)
        self.end_field = Field(self.tr("Until"), self.end)
        self.remove_button = IconButton("trash", self.tr("Remove this signatory"))
        self.remove_button.clicked.connect(self.remove_requested)
        self._lay_out()
        for editor in (self.name, self.position, self.nip):
            editor.textEdited.connect(self._on_edited)
        for day in (self.start, self.end):
            day.edited.connect(self._on_edited)

    def _lay_out(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(Space.M)
        first.addWidget(self.name_field, 2, top)
        first.addWidget(self.position_field, 3, top)
        side = QVBoxLayout()
        side.setContentsMargins(0, 22, 0, 0)
        side.addWidget(self.remove_button)
        first.addLayout(side)
        second.addWidget(self.nip_field, 1, top)
        second.addWidget(Field(self.tr("From"), self.start), 0, top)
        second.addWidget(self.end_field, 0, top)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(first)
        column.addLayout(second)
        for day in (self.start, self.end):
            day.setFixedSize(178, Size.CONTROL)

    def set_place(self, at: int) -> None:
        """Tell tests and tours which row this is, from 0."""
        self.setObjectName(f"signer.{at}")
        for name in ("name", "position", "nip"):
            getattr(self, name).setObjectName(f"signer.{at}.{name}")

    def set_editable(self, *, on: bool) -> None:
        """Let it be written, or only read."""
        for editor in (self.name, self.position, self.nip):
            editor.setReadOnly(not on)
        for day in (self.start, self.end):
            day.setEnabled(on)
        self.remove_button.setVisible(on)

    @property
    def value(self) -> Signer:
        """What was typed."""
        name, position, nip = (e.text().strip() for e in (self.name, self.position, self.nip))
        return Signer(name, position, compact(nip), self.start.value, self.end.value)

    def set_value(self, value: Signer) -> None:
        """Show a signatory."""
        for editor, text in (
            (self.name, value.name),
            (self.position, value.position),
            (self.nip, value.nip),
        ):
            editor.setText(text)
            editor.setCursorPosition(0)
        for field, day in ((self.start, value.start), (self.end, value.end)):
            blocked = field.blockSignals(True)  # noqa: FBT003 - Qt's own
            field.set_value(day)
            field.blockSignals(blocked)
        self.check()

    def check(self, *, whole: bool = False) -> bool:
        """Look at what was typed; with `whole` also at what is still empty."""
        nip = self.nip.text().strip()
        found = check_nip(nip, self._today) if nip else ()
        if found:
            worst = min(found, key=lambda finding: finding.severity is not Weight.FORMAT)
            self.nip_field.set_message(_SEVERITY[worst.severity], findings.sentence(worst.code))
        else:
            self.nip_field.clear_message()
        value = self.value
        turned = value.start and value.end and value.end < value.start
        words = self.tr("Before the first day.") if turned else ""
        self.end_field.set_message(Severity.FORMAT if turned else Severity.NONE, words)
        for field, editor in ((self.name_field, self.name), (self.position_field, self.position)):
            missing = whole and not editor.text().strip()
            field.set_message(
                Severity.FORMAT if missing else Severity.NONE, findings.sentence("required")
            )
        fields = (self.name_field, self.position_field, self.nip_field, self.end_field)
        return not any(field.blocks for field in fields)

    def _on_edited(self, _text: str = "") -> None:
        self.check()
        self.edited.emit()


class SignersCard(Card):
    """The rows and a way to add one; `edited()` on every change."""

    edited = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Signatories"), parent)
        self.setObjectName("signers_card")
        self._today, self._editable = today, False
        text = self.tr(
            "A successor is added with the first day; certificates take whoever signs on their "
            "day, at most five."
        )
        self.add(Label(text, "muted", wrap=True))
        self.rows: list[SignerRow] = []
        self._lines: list[Line] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(Space.M)
        self.body.addLayout(self._column)
        self.add_button = ghost_button(self.tr("Add a signatory"), icon="plus")
        self.add_button.setObjectName("add_signer_button")
        self.add_button.clicked.connect(self._on_add_clicked)
        self.body.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def values(self) -> tuple[Signer, ...]:
        """All rows that are not empty."""
        values = (row.value for row in self.rows)
        return tuple(v for v in values if v.name or v.position or v.nip)

    def set_values(self, values: Sequence[Signer], *, editable: bool) -> None:
        """Show these."""
        self._editable = editable
        for widget in (*self.rows, *self._lines):
            widget.hide()
            widget.deleteLater()
        self.rows, self._lines = [], []
        for value in values:
            self._append(value)
        self._renumber()

    def first_wrong(self) -> SignerRow | None:
        """The first row that must not be published."""
        return next((row for row in self.rows if not row.check(whole=True)), None)

    def _append(self, value: Signer) -> SignerRow:
        if self.rows:
            line = Line()
            self._lines.append(line)
            self._column.addWidget(line)
            line.show()
        row = SignerRow(self._today)
        row.set_value(value)
        row.set_editable(on=self._editable)
        row.edited.connect(self.edited)
        row.remove_requested.connect(weak_slot(self._on_remove_requested, row))
        self._column.addWidget(row)
        # What comes after its parent was shown stays hidden for a turn and takes no focus.
        row.show()
        self.rows.append(row)
        return row

    def _on_add_clicked(self) -> None:
        row = self._append(Signer("", ""))
        self._renumber()
        row.name.setFocus()
        self.edited.emit()

    def _on_remove_requested(self, row: SignerRow) -> None:
        left = [other.value for other in self.rows if other is not row]
        self.set_values(left, editable=self._editable)
        self.add_button.setFocus()
        self.edited.emit()

    def _renumber(self) -> None:
        for at, row in enumerate(self.rows):
            row.set_place(at)
        self.add_button.setVisible(self._editable)
        self.add_button.setEnabled(len(self.rows) < MAX_SIGNERS)
