"""The row of one indicator: four big scores, not applicable, a note; made for the keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.kit.buttons import IconButton
from app.ui.kit.chips import Chip
from app.ui.kit.labels import ElidedLabel, Label
from app.ui.kit.paint import draw_ring, fill_round, painter_for
from app.ui.kit.segmented import Segment
from app.ui.kit.slots import weak_slot
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.theme import Radius, Space, colours

SCORES: Final = (1, 2, 3, 4)
_ASIDE_KEYS = {Qt.Key.Key_Down: True, Qt.Key.Key_Up: False}


class FocusRow(QWidget):
    """A row that is one stop of the Tab key and shows so with tint and ring."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.hasFocus():
            return
        painter = painter_for(self)
        rect = QRectF(self.rect())
        fill_round(painter, rect, Radius.CARD - 2, colours().surface_alt)
        draw_ring(painter, rect, Radius.CARD - 2, colours().focus, 0)
        painter.end()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def move_focus(self, event: QKeyEvent) -> bool:
        """Up and Down walk from row to row; whether the key was one of them."""
        forward = _ASIDE_KEYS.get(Qt.Key(event.key()))
        if forward is None:
            return False
        self.focusNextPrevChild(forward)
        return True


class ScoreRow(FocusRow):
    """One indicator.

    Keys while focused: 1 to 4 score, T not applicable, N note, Delete clears, Up and
    Down change the row. `score_chosen(object)` carries the int, or None when cleared;
    `not_applicable_toggled(bool)`; `note_requested()`. The row shows a choice at once
    and then emits; `set_score` and `set_not_applicable` change it without a signal.
    """

    score_chosen = Signal(object)
    not_applicable_toggled = Signal(bool)
    note_requested = Signal()

    def __init__(
        self,
        name: str,
        weight: str,
        anchors: Mapping[int, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`weight` as shown (``"12"``), `anchors` what each score means."""
        super().__init__(parent)
        self._name = name
        self._anchors = dict(anchors or {})
        self._score: int | None = None
        self._not_applicable = False
        self._note_state = (False, False)
        self._segments = {score: self._make_segment(score) for score in SCORES}
        text = self.tr("Not applicable")
        self._aside = Segment(text, f"{name}: {text}", tall=True, parent=self)
        self._aside.setToolTip(self.tr("{text} (T)").format(text=text))
        self._aside.clicked.connect(self._on_aside_clicked)
        self._note = IconButton("note", self.tr("Note (N)"), size=28, parent=self)
        self._note.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._note.clicked.connect(self._on_note_clicked)
        self._flag = Chip("", Tone.WARNING, parent=self)
        self._anchor = Label("", "muted", self, wrap=True)
        self._build(self.tr("weight {weight}").format(weight=weight))
        self._show()

    def _build(self, weight: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(ElidedLabel(self._name, "strong", self), 1)
        head.addWidget(self._flag)
        head.addWidget(Label(weight, "muted", self))
        head.addWidget(self._note)
        scores = QHBoxLayout()
        scores.setSpacing(Space.S)
        for segment in self._segments.values():
            scores.addWidget(segment, 1)
        scores.addWidget(self._aside)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.XS, Space.M, Space.S + 2)
        column.setSpacing(Space.XS)
        column.addLayout(head)
        column.addLayout(scores)
        column.addWidget(self._anchor)

    def _make_segment(self, score: int) -> Segment:
        anchor = self._anchors.get(score, "")
        name = f"{self._name}: {score}" + (f", {anchor}" if anchor else "")
        segment = Segment(str(score), name, big=True, parent=self)
        segment.setToolTip(f"{score} · {anchor}" if anchor else str(score))
        segment.clicked.connect(weak_slot(self._on_segment_clicked, score))
        return segment

    @property
    def score(self) -> int | None:
        """The shown score."""
        return self._score

    @property
    def is_not_applicable(self) -> bool:
        """Whether the indicator is marked not applicable."""
        return self._not_applicable

    def segment(self, score: int) -> Segment:
        """The button of a score, for tests and tours."""
        return self._segments[score]

    @property
    def not_applicable_button(self) -> Segment:
        """The button that marks the indicator not applicable."""
        return self._aside

    @property
    def note_button(self) -> IconButton:
        """The button that asks for the note."""
        return self._note

    def set_score(self, score: int | None) -> None:
        """Show a score (1 to 4) or none, without a signal; takes back not applicable."""
        if score is not None and score not in self._segments:
            raise ValueError(f"score {score}")
        self._score = score
        self._not_applicable = self._not_applicable and score is None
        self._show()

    def set_not_applicable(self, *, on: bool) -> None:
        """Mark as not applicable, without a signal; takes the score away."""
        self._not_applicable = on
        self._score = None if on else self._score
        self._show()

    def set_note_state(self, *, required: bool, present: bool) -> None:
        """Whether the rubric wants a note here, and whether there is one."""
        self._note_state = (required, present)
        self._show()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not (plain and self._handles(event)):
            super().keyPressEvent(event)

    def _handles(self, event: QKeyEvent) -> bool:
        text = event.text().upper()
        if text in {str(score) for score in SCORES}:
            self._choose(int(text))
        elif text == "T":
            self._toggle_aside()
        elif text == "N":
            self.note_requested.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose(None)
        else:
            return self.move_focus(event)
        return True

    def _choose(self, score: int | None) -> None:
        self.set_score(score)
        self.score_chosen.emit(score)

    def _toggle_aside(self) -> None:
        self.set_not_applicable(on=not self._not_applicable)
        self.not_applicable_toggled.emit(self._not_applicable)

    def _on_segment_clicked(self, score: int) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._choose(score)

    def _on_aside_clicked(self) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._toggle_aside()

    def _on_note_clicked(self) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.note_requested.emit()

    def _show(self) -> None:
        for score, segment in self._segments.items():
            segment.setChecked(score == self._score)
        self._aside.setChecked(self._not_applicable)
        anchor = self._anchors.get(self._score, "") if self._score else ""
        self._anchor.setText(anchor)
        self._anchor.setVisible(bool(anchor))
        self._show_note()
        self._announce()

    def _show_note(self) -> None:
        required, present = self._note_state
        missing = required and not present
        text = self.tr("Note required") if missing else self.tr("Note")
        self._flag.set_spec(ChipSpec(text, Tone.WARNING if missing else Tone.NEUTRAL))
        self._flag.setVisible(missing or present)

    def _announce(self) -> None:
        state = str(self._score) if self._score else self.tr("no score yet")
        if self._not_applicable:
            state = self.tr("not applicable")
        required, present = self._note_state
        if required and not present:
            state = ", ".join((state, self.tr("note required")))
        self.setAccessibleName(f"{self._name}: {state}")
        self.setAccessibleDescription(self.tr("Keys 1 to 4 score, T not applicable, N note"))
