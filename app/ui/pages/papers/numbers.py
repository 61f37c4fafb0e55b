"""How a unit numbers its certificates: template, parts, and an example while one types."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QWidget

from app.domain.official_numbers import (
    LONGEST,
    Numbering,
    NumberProblem,
    NumberRule,
    problems,
    render,
)
from app.ui.kit.buttons import Button, secondary_button
from app.ui.kit.cards import Card
from app.ui.kit.choices import Check
from app.ui.kit.fields import Field
from app.ui.kit.labels import Label
from app.ui.kit.tones import Severity
from app.ui.theme import Space

_EXAMPLE = 7


class NumbersCard(Card):
    """The rule of the numbers; `edited()` on every change."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Official number"), parent)
        self.setObjectName("numbers_card")
        self._day = date.min
        self.template, self.classification, self.unit = QLineEdit(), QLineEdit(), QLineEdit()
        self.template.setObjectName("number.template")
        self.classification.setObjectName("number.classification")
        self.unit.setObjectName("number.unit")
        parts = "{seq:04d} · {klasifikasi} · {unit} · {bulan_romawi} · {tahun}"
        self.template_field = Field(self.tr("Template"), self.template, help_text=parts)
        self.add(self.template_field)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        row.addWidget(Field(self.tr("Classification"), self.classification), 1)
        row.addWidget(Field(self.tr("Unit"), self.unit), 1)
        self.body.addLayout(row)
        self.yearly = Check(self.tr("Begin again with 1 each year"))
        self.yearly.setObjectName("number.yearly")
        self.add(self.yearly)
        self.add(self._example_row())
        self._add_numbering()
        for editor in (self.template, self.classification, self.unit):
            editor.textEdited.connect(self._on_edited)
        self.yearly.toggled.connect(self._on_edited)

    def _example_row(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(Label(self.tr("Example"), "muted"))
        self.example = Label("", "strong")
        self.example.setObjectName("number.example")
        row.addWidget(self.example, 1)
        return box

    def _add_numbering(self) -> None:
        words = {
            Numbering.AT_CONFIRMATION: self.tr("Given when the centre confirms"),
            Numbering.LEASED: self.tr("From blocks lent to laptops"),
        }
        self.numbering: dict[Numbering, Button] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        for kind, text in words.items():
            button = secondary_button(text)
            button.setObjectName(f"numbering.{kind}")
            button.setCheckable(True)
            button.clicked.connect(self._on_edited)
            group.addButton(button)
            row.addWidget(button)
            self.numbering[kind] = button
        row.addStretch(1)
        self.body.addLayout(row)
        self._why = Label("", "muted", wrap=True)
        self.add(self._why)

    def _words(self) -> Mapping[NumberProblem, str]:
        return {
            NumberProblem.UNREADABLE: self.tr("Only the parts named here may stand in braces."),
            NumberProblem.CHARACTER: self.tr("Only letters, digits, spaces and . / - _ ( )"),
            NumberProblem.NO_SEQ: self.tr("{seq}, the running number, is missing."),
            NumberProblem.SEQ_TWICE: self.tr("{seq} may stand only once."),
            NumberProblem.SEQ_TOUCHES_DIGIT: self.tr(
                "Something must part {seq} from other digits."
            ),
            NumberProblem.REPEATS: self.tr(
                "Without {tahun} the numbers of next year would be those of this one."
            ),
            NumberProblem.CLASSIFICATION_MISSING: self.tr("The classification is still empty."),
            NumberProblem.UNIT_MISSING: self.tr("The unit is still empty."),
            NumberProblem.LONG: self.tr("Longer than {n} characters.").format(n=LONGEST),
        }

    @property
    def rule(self) -> NumberRule:
        """What was typed."""
        editors = self.template, self.classification, self.unit
        template, classification, unit = (editor.text().strip() for editor in editors)
        return NumberRule(template, classification, unit, self.yearly.isChecked())

    @property
    def kind(self) -> Numbering:
        """When a number is given."""
        return next(kind for kind, button in self.numbering.items() if button.isChecked())

    def set_rule(self, rule: NumberRule, kind: Numbering, day: date, *, editable: bool) -> None:
        """Show a rule; `day` is that of the example."""
        self._day = day
        for editor, text in (
            (self.template, rule.template),
            (self.classification, rule.classification),
            (self.unit, rule.unit),
        ):
            editor.setText(text)
            editor.setCursorPosition(0)
            editor.setReadOnly(not editable)
        blocked = self.yearly.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.yearly.setChecked(rule.yearly)
        self.yearly.blockSignals(blocked)
        self.yearly.setEnabled(editable)
        for other, button in self.numbering.items():
            button.setChecked(other is kind)
            button.setEnabled(editable)
        self.check()

    def check(self) -> bool:
        """Look at the rule and show an example; False when it gives no numbers."""
        found = problems(self.rule)
        if found:
            self.template_field.set_message(Severity.FORMAT, self._words()[found[0]])
            self.example.setText("–")
        else:
            self.template_field.clear_message()
            self.example.setText(render(self.rule, _EXAMPLE, self._day))
        leased = self.kind is Numbering.LEASED
        self._why.setText(
            self.tr("Numbers are there without a network; gaps are accounted for.")
            if leased
            else self.tr("No gaps; at the booth a certificate has its register number alone.")
        )
        return not found

    def _on_edited(self, _value: object = None) -> None:
        self.check()
        self.edited.emit()
