"""An objection: who brought it and why, by when it must be answered, and the answer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.terms import AppealOutcome
from app.services.appeals import AppealLine
from app.ui import labels
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.cards import KeyValueGrid
from app.ui.kit.chips import ChipRow
from app.ui.kit.fields import Field
from app.ui.kit.labels import Label
from app.ui.kit.slots import weak_slot
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.theme import Space


class AppealCard(QWidget):
    """`answered(object, object, str)`: the objection's key, an AppealOutcome, the reason."""

    answered = Signal(object, object, str)

    def __init__(
        self, line: AppealLine, due: ChipSpec | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.line = line
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        self.chips = ChipRow()
        self.chips.set_chips(self._chip_specs(due))
        column.addWidget(self.chips)
        column.addWidget(KeyValueGrid(self._facts()))
        column.addWidget(Label(self.tr("Reason"), "label"))
        column.addWidget(Label(line.reason, wrap=True))
        self.answer_edit: QPlainTextEdit | None = None
        if line.answered_at is not None:
            self._add_answer(column)
        elif line.mine_to_answer:
            self._add_form(column)
        else:
            text = self.tr(
                "It is answered by a curator or chair who neither scored nor decided this product."
            )
            column.addWidget(Label(text, "muted", wrap=True))
        column.addStretch(1)

    def _chip_specs(self, due: ChipSpec | None) -> tuple[ChipSpec, ...]:
        line = self.line
        specs = [
            ChipSpec(line.level.term, Tone.INFO),
            labels.outcome_chip(line.outcome, line.grade),
            labels.total_chip(line.total, line.outcome),
        ]
        if line.answer_outcome is not None:
            upheld = line.answer_outcome is AppealOutcome.UPHELD
            tone = Tone.SUCCESS if upheld else Tone.NEUTRAL
            specs.append(ChipSpec(line.answer_outcome.term, tone, "check" if upheld else "x"))
        elif due is not None:
            specs.append(due)
        return tuple(specs)

    def _facts(self) -> list[tuple[str, str]]:
        line = self.line
        return [
            (self.tr("Brought by"), line.brought_by),
            (self.tr("Recorded"), labels.moment(line.filed_at)),
            (self.tr("Answer due"), labels.long_date(line.due)),
        ]

    def _add_answer(self, column: QVBoxLayout) -> None:
        line = self.line
        column.addWidget(Label(self.tr("Answer"), "label"))
        column.addWidget(Label(line.answer, wrap=True))
        when = "" if line.answered_at is None else labels.moment(line.answered_at)
        column.addWidget(Label(" · ".join(p for p in (line.answered_by, when) if p), "muted"))
        if line.answer_outcome is AppealOutcome.UPHELD:
            text = self.tr(
                "The chair now corrects the decision with a reason, or the product is scored again."
            )
            column.addWidget(Label(text, "muted", wrap=True))

    def _add_form(self, column: QVBoxLayout) -> None:
        self.answer_edit = QPlainTextEdit()
        self.answer_edit.setObjectName("appeal_answer")
        self.answer_edit.setTabChangesFocus(True)
        self.answer_edit.setFixedHeight(112)
        column.addWidget(Field(self.tr("Your answer with its reason"), self.answer_edit))
        self.uphold = primary_button(self.tr("Uphold the objection"), icon="check")
        self.uphold.setObjectName("appeal_uphold")
        self.dismiss = secondary_button(self.tr("Dismiss it"), icon="x")
        self.dismiss.setObjectName("appeal_dismiss")
        self.uphold.clicked.connect(weak_slot(self._on_answered, AppealOutcome.UPHELD))
        self.dismiss.clicked.connect(weak_slot(self._on_answered, AppealOutcome.DISMISSED))
        row = QHBoxLayout()
        row.setSpacing(Space.S + 2)
        row.addStretch(1)
        row.addWidget(self.dismiss)
        row.addWidget(self.uphold)
        column.addLayout(row)

    def _on_answered(self, outcome: AppealOutcome) -> None:
        words = self.answer_edit.toPlainText() if self.answer_edit is not None else ""
        self.answered.emit(self.line.id, outcome, words)
