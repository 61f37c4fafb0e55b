"""What needs a person: fields two people changed, and records the centre refused."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.conflicts import ConflictLine, text_of
from app.services.refusals import RefusalLine
from app.ui import labels
from app.ui.kit.buttons import Button, secondary_button
from app.ui.kit.cards import Card, IconBadge
from app.ui.kit.inputs import mask
from app.ui.kit.labels import ElidedLabel, Label
from app.ui.kit.paint import draw_ring, fill_round, inner, painter_for
from app.ui.kit.slots import weak_slot
from app.ui.kit.tones import Tone
from app.ui.pages.sync.words import Words
from app.ui.theme import Radius, Space, colours


class ConflictRow(QFrame):
    """One field with both values; keys 1 (mine) and 2 (the centre's), or the buttons."""

    chosen = Signal(object, bool)
    """ConflictLine, whether mine."""

    def __init__(self, line: ConflictLine, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        self._is_chosen = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        title = line.title or words.entity(line.entity)
        field = words.field(line.field)
        self.setAccessibleName(f"{title}, {field}")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        column.setSpacing(Space.S)
        column.addWidget(ElidedLabel(title, "strong"))
        kind = f"{words.entity(line.entity)} · {field} · {labels.moment(line.noticed_at)}"
        column.addWidget(ElidedLabel(kind, "muted"))
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        self.mine_button = self._side(row, self.tr("Yours"), "1", line.mine)
        self.theirs_button = self._side(row, self.tr("At the centre"), "2", line.theirs)
        column.addLayout(row)
        self.mine_button.clicked.connect(weak_slot(self._choose, True))  # noqa: FBT003
        self.theirs_button.clicked.connect(weak_slot(self._choose, False))  # noqa: FBT003

    def _side(self, row: QHBoxLayout, name: str, key: str, value: object) -> Button:
        text = mask(text_of(value)) if self.line.field == "nik" else text_of(value)
        column = QVBoxLayout()
        column.setSpacing(Space.XS)
        column.addWidget(Label(name, "muted"))
        shown = Label(text, "strong", wrap=True)
        column.addWidget(shown)
        column.addStretch(1)
        column.addSpacing(Space.XS)
        use = self.tr("Keep this ({key})").format(key=key)
        button = secondary_button(use)
        button.setAccessibleName(f"{name}: {text}. {use}")
        column.addWidget(button)
        row.addLayout(column, 1)
        return button

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_1, Qt.Key.Key_2):
            self._choose(event.key() == Qt.Key.Key_1)
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = colours(), painter_for(self)
        fill_round(painter, inner(self.rect()), Radius.CONTROL, now.surface_alt, now.border)
        if self.hasFocus():
            draw_ring(painter, inner(self.rect()), Radius.CONTROL, now.focus, 0)
        painter.end()

    def _choose(self, mine: bool) -> None:
        # Not disabled: the focus would leave the list.
        if not self._is_chosen:
            self._is_chosen = True
            self.chosen.emit(self.line, mine)


class ConflictCard(Card):
    """All fields that wait for a choice."""

    chosen = Signal(object, bool)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Changed by two people"), parent)
        self.setObjectName("conflict_card")
        self._words = words
        text = self.tr("Choose for each which value stays.")
        self.add(Label(text, "muted", wrap=True))
        self.rows: list[ConflictRow] = []

    def set_lines(self, lines: Sequence[ConflictLine]) -> None:
        """Show these; the focus stays in the list while there is one left."""
        had_focus = any(row.isAncestorOf(_focused(row)) or row.hasFocus() for row in self.rows)
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [ConflictRow(line, self._words) for line in lines]
        for row in self.rows:
            row.chosen.connect(self.chosen)
            self.add(row)
            # What comes after its parent was shown stays hidden for a turn: no focus, no click.
            row.show()
        if had_focus and self.rows:
            self.rows[0].setFocus()
        self.setVisible(bool(lines))


def _focused(row: QWidget) -> QWidget:
    return row.window().focusWidget() or row


class RefusalCard(Card):
    """What the centre refused and why; `retry_requested()`."""

    retry_requested = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Refused by the centre"), parent)
        self.setObjectName("refusal_card")
        self._words = words
        self.retry_button = secondary_button(self.tr("Try again"), icon="refresh")
        self.retry_button.setObjectName("retry_button")
        self.retry_button.setFixedHeight(30)
        self.retry_button.clicked.connect(self.retry_requested)
        self.add_header_widget(self.retry_button)
        self.rows: list[QWidget] = []

    def set_lines(self, lines: Sequence[RefusalLine]) -> None:
        """Show these."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [self._row(line) for line in lines]
        for row in self.rows:
            self.add(row)
        self.setVisible(bool(lines))

    def _row(self, line: RefusalLine) -> QWidget:
        kind = self._words.entity(line.entity)
        sentence = self._words.refusal(line.code)
        box = QWidget()
        box.setAccessibleName(f"{line.title or kind}. {sentence}")
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addWidget(IconBadge("circle-x", Tone.DANGER, 32), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(ElidedLabel(line.title or kind, "strong"))
        words.addWidget(ElidedLabel(f"{kind} · {labels.moment(line.refused_at)}", "muted"))
        words.addWidget(Label(sentence, wrap=True))
        row.addLayout(words, 1)
        return box
