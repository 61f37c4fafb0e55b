"""What the centre refused, why, and the ways on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.services.refusals import RefusalLine
from app.ui import labels
from app.ui.kit.buttons import Button, ghost_button, secondary_button
from app.ui.kit.cards import Card, IconBadge
from app.ui.kit.chips import Chip
from app.ui.kit.labels import ElidedLabel, Label
from app.ui.kit.slots import weak_slot
from app.ui.kit.tones import Tone
from app.ui.pages.sync.words import Words
from app.ui.theme import Space

_MOST = 30
"""How many are listed: whoever has more mends the cause first, not each record."""


class RefusalRow(QFrame):
    """One refused record: what it is, why, and what can be done about it."""

    hand_over_requested = Signal()
    take_back_requested = Signal()

    def __init__(self, line: RefusalLine, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        kind, sentence = words.entity(line.entity), self._sentence(words)
        self.chip = self._make_chip()
        self.button = self._make_button()
        chip = f" {self.chip.spec.text}." if self.chip else ""
        self.setAccessibleName(f"{line.title or kind}.{chip} {sentence}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addWidget(self._badge(), 0, Qt.AlignmentFlag.AlignTop)
        text = QVBoxLayout()
        text.setSpacing(1)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(ElidedLabel(line.title or kind, "strong"), 1)
        if self.chip:
            head.addWidget(self.chip)
        text.addLayout(head)
        text.addWidget(ElidedLabel(f"{kind} · {labels.moment(line.refused_at)}", "muted"))
        text.addWidget(Label(sentence, wrap=True))
        if self.button:
            text.addSpacing(Space.XS)
            text.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(text, 1)

    def _sentence(self, words: Words) -> str:
        if self.line.handed_over:
            return self.tr("The centre's staff decide. Until then it stays here, unchanged.")
        return words.refusal(self.line.code)

    def _badge(self) -> IconBadge:
        if self.line.handed_over:
            return IconBadge("users", Tone.INFO, 32)
        if self.line.waits:
            return IconBadge("clock", Tone.NEUTRAL, 32)
        return IconBadge("circle-x", Tone.DANGER, 32)

    def _make_chip(self) -> Chip | None:
        if self.line.handed_over:
            return Chip(self.tr("Handed over, waits for the staff"), Tone.INFO)
        if self.line.waits:
            return Chip(self.tr("Waits for another record"), Tone.NEUTRAL)
        return None

    def _make_button(self) -> Button | None:
        if self.line.handed_over:
            button = ghost_button(self.tr("Take back"), icon="arrow-back-up")
            button.clicked.connect(self.take_back_requested)
        elif self.line.may_hand_over:
            button = secondary_button(self.tr("Hand over to the centre"), icon="upload")
            button.clicked.connect(self.hand_over_requested)
        else:
            return None
        button.setFixedHeight(30)
        return button


class RefusalCard(Card):
    """All of them; `retry_requested()` sends again, the others carry the `RefusalLine`."""

    retry_requested = Signal()
    hand_over_requested = Signal(object)
    take_back_requested = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Refused by the centre"), parent)
        self.setObjectName("refusal_card")
        self._words = words
        self._lines: tuple[RefusalLine, ...] = ()
        self.retry_button = secondary_button(self.tr("Try again"), icon="refresh")
        self.retry_button.setObjectName("retry_button")
        self.retry_button.setFixedHeight(30)
        self.retry_button.clicked.connect(self.retry_requested)
        self.add_header_widget(self.retry_button)
        self.rows: list[RefusalRow] = []
        self.more = Label("", "muted", self)

    def set_lines(self, lines: Sequence[RefusalLine]) -> None:
        """Show these; unchanged ones keep their widgets, and with them the focus."""
        self.setVisible(bool(lines))
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [self._row(line) for line in lines[:_MOST]]
        for row in self.rows:
            self.add(row)
            # What comes after its parent was shown stays hidden for a turn.
            row.show()
        left = len(lines) - len(self.rows)
        self.add(self.more)  # below the rows that came
        self.more.setText(self.tr("and {count} more").format(count=labels.number(left)))
        self.more.setVisible(left > 0)
        self.retry_button.setVisible(any(not line.handed_over for line in lines))

    def _row(self, line: RefusalLine) -> RefusalRow:
        row = RefusalRow(line, self._words)
        row.hand_over_requested.connect(weak_slot(self._on_hand_over, line))
        row.take_back_requested.connect(weak_slot(self._on_take_back, line))
        return row

    def _on_hand_over(self, line: RefusalLine) -> None:
        self.hand_over_requested.emit(line)

    def _on_take_back(self, line: RefusalLine) -> None:
        self.take_back_requested.emit(line)
