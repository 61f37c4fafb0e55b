"""The form of a set-up: letterhead, signatories, numbers, and from which day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.domain import findings
from app.domain.paper_setup import MAX_ADDRESS, MAX_LINE, MAX_LINES, PaperSetup
from app.ui.kit.cards import Card
from app.ui.kit.choices import DateField
from app.ui.kit.fields import Field
from app.ui.kit.tones import Severity
from app.ui.pages.papers.numbers import NumbersCard
from app.ui.pages.papers.signers import SignersCard
from app.ui.pages.settings.emblem import EmblemPicker
from app.ui.theme import Space


class SetupForm(QWidget):
    """Shows a set-up and holds what is typed; `edited()` on every change."""

    edited = Signal()
    emblem_wanted = Signal(object)
    """Path."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._setup = PaperSetup("", today)
        self._emblem: bytes | None = None
        self.lines = QPlainTextEdit()
        self.lines.setObjectName("setup.lines")
        self.lines.setTabChangesFocus(True)
        self.lines.setFixedHeight(104)
        self.address = QLineEdit()
        self.address.setObjectName("setup.address")
        self.emblem = EmblemPicker()
        self.signers = SignersCard(today)
        self.numbers = NumbersCard()
        self.start = DateField()
        self.start.setObjectName("setup.start")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        for card in (self._letterhead_card(), self.signers, self.numbers, self._start_card()):
            column.addWidget(card)
        column.addStretch(1)
        self._connect()

    def _letterhead_card(self) -> Card:
        card = Card(self.tr("Letterhead"))
        hint = self.tr("One line each, the highest body first.")
        self.lines_field = Field(self.tr("Lines"), self.lines, help_text=hint)
        self.address_field = Field(self.tr("Address"), self.address)
        card.add(self.lines_field)
        card.add(self.address_field)
        card.add(self.emblem)
        return card

    def _start_card(self) -> Card:
        card = Card(self.tr("Valid from"))
        self.start.setFixedWidth(180)
        hint = self.tr("Papers of earlier days stay as they are.")
        self.start_field = Field(self.tr("First day"), self.start, help_text=hint)
        card.add(self.start_field)
        return card

    def _connect(self) -> None:
        self.lines.textChanged.connect(self._on_edited)
        self.address.textEdited.connect(self._on_edited)
        self.signers.edited.connect(self._on_edited)
        self.numbers.edited.connect(self._on_edited)
        self.start.dateChanged.connect(self._on_edited)
        self.emblem.file_chosen.connect(self._on_file_chosen)
        self.emblem.cleared.connect(self._on_cleared)

    def _on_edited(self, _value: object = None) -> None:
        self.edited.emit()

    def _on_file_chosen(self, path: Path) -> None:
        self.emblem_wanted.emit(path)

    def _on_cleared(self) -> None:
        self.set_emblem(None, None)
        self.edited.emit()

    # -- showing ----------------------------------------------------------------------

    def show_setup(self, setup: PaperSetup, *, editable: bool) -> None:
        """Show a set-up, to be written or only read; its emblem's looks come by `set_emblem`."""
        blocked = self.blockSignals(True)  # noqa: FBT003 - Qt's own
        self._setup, self._emblem = setup, setup.emblem
        self.lines.setPlainText("\n".join(setup.lines))
        self.address.setText(setup.address)
        for editor in (self.lines, self.address):
            editor.setReadOnly(not editable)
        self.signers.set_values(setup.signers, editable=editable)
        day = setup.valid_from
        self.numbers.set_rule(setup.number, setup.numbering, day, editable=editable)
        self.start.setDate(QDate(day.year, day.month, day.day))
        self.start.setEnabled(editable)
        self.emblem.set_editable(on=editable)
        if setup.emblem is None:
            self.emblem.show_picture(None)
        for field in (self.lines_field, self.address_field, self.start_field):
            field.clear_message()
        self.blockSignals(blocked)

    def set_emblem(self, data: bytes | None, image: QImage | None) -> None:
        """The emblem of the set-up, and how it looks."""
        self._emblem = data
        self.emblem.show_picture(image)

    def show_emblem(self, image: QImage | None) -> None:
        """How the emblem of the set-up on show looks."""
        self.emblem.show_picture(image)

    @property
    def value(self) -> PaperSetup:
        """What the form holds."""
        lines = (line.strip() for line in self.lines.toPlainText().splitlines())
        day = self.start.date()
        return replace(
            self._setup,
            valid_from=date(day.year(), day.month(), day.day()),
            lines=tuple(line for line in lines if line),
            address=self.address.text().strip(),
            emblem=self._emblem,
            number=self.numbers.rule,
            numbering=self.numbers.kind,
            signers=self.signers.values,
        )

    # -- looking ----------------------------------------------------------------------

    def first_wrong(self) -> QWidget | None:
        """What keeps it from being published, marked; None when nothing is seen."""
        value = self.value
        self._mark(self.lines_field, self._wrong_lines(value))
        long = len(value.address) > MAX_ADDRESS
        too_long = self.tr("At most {n} characters.").format(n=MAX_ADDRESS)
        self._mark(self.address_field, too_long if long else "")
        past = value.valid_from < self._today
        self._mark(self.start_field, self.tr("This day has passed.") if past else "")
        numbers_fit = self.numbers.check()
        row = self.signers.first_wrong()
        for field in (self.lines_field, self.address_field):
            if field.blocks:
                return field
        if row is not None:
            return row.name
        if not numbers_fit:
            return self.numbers.template
        return self.start_field if past else None

    def _wrong_lines(self, value: PaperSetup) -> str:
        if not value.lines:
            return findings.sentence("required")
        if len(value.lines) > MAX_LINES:
            return self.tr("At most {n} lines.").format(n=MAX_LINES)
        if any(len(line) > MAX_LINE for line in value.lines):
            return self.tr("At most {n} characters in a line.").format(n=MAX_LINE)
        return ""

    def _mark(self, field: Field, words: str) -> None:
        field.set_message(Severity.FORMAT if words else Severity.NONE, words)
