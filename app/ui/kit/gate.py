"""The row of one mandatory requirement: a question and four states."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.terms import GateState
from app.ui.kit.labels import Label
from app.ui.kit.score import FocusRow
from app.ui.kit.segmented import Segment
from app.ui.kit.slots import weak_slot
from app.ui.kit.tones import Tone
from app.ui.theme import Space

_LOOKS = {
    GateState.MET: (Tone.SUCCESS, "circle-check"),
    GateState.IN_PROCESS: (Tone.WARNING, "clock"),
    GateState.UNMET: (Tone.DANGER, "circle-x"),
    GateState.NOT_APPLICABLE: (Tone.NEUTRAL, "ban"),
}


class GateRow(FocusRow):
    """One gate. Keys while focused: 1 to 4 choose in the shown order, Delete clears.

    `state_chosen(object)` carries a `GateState`, or None when cleared.
    """

    state_chosen = Signal(object)

    def __init__(
        self,
        question: str,
        hint: str = "",
        parent: QWidget | None = None,
        *,
        states: Sequence[GateState] = tuple(GateState),
    ) -> None:
        super().__init__(parent)
        self._question = question
        self._state: GateState | None = None
        self._segments: dict[GateState, Segment] = {}
        row = QHBoxLayout()
        row.setSpacing(6)
        for state in states:
            row.addWidget(self._make_segment(state, state.term), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.S, Space.M, Space.S + 2)
        column.setSpacing(6)
        column.addWidget(Label(question, "strong", self, wrap=True))
        if hint:
            column.addWidget(Label(hint, "muted", self, wrap=True))
        column.addLayout(row)
        self._show()

    def _make_segment(self, state: GateState, text: str) -> Segment:
        tone, icon = _LOOKS[state]
        name = f"{self._question}: {text}"
        segment = Segment(text, name, tone=tone, icon=icon, parent=self)
        segment.setToolTip(f"{text} ({len(self._segments) + 1})")
        segment.clicked.connect(weak_slot(self._on_segment_clicked, state))
        self._segments[state] = segment
        return segment

    @property
    def state(self) -> GateState | None:
        """The shown state."""
        return self._state

    def segment(self, state: GateState) -> Segment:
        """The button of a state, for tests and tours."""
        return self._segments[state]

    def set_state(self, state: GateState | None) -> None:
        """Show a state or none, without a signal."""
        self._state = state
        self._show()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        states = list(self._segments)
        text = event.text()
        if plain and text in ("1", "2", "3", "4") and int(text) <= len(states):
            self._choose(states[int(text) - 1])
        elif plain and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose(None)
        elif not (plain and self.move_focus(event)):
            super().keyPressEvent(event)

    def _choose(self, state: GateState | None) -> None:
        self.set_state(state)
        self.state_chosen.emit(state)

    def _on_segment_clicked(self, state: GateState) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._choose(state)

    def _show(self) -> None:
        for state, segment in self._segments.items():
            segment.setChecked(state is self._state)
        shown = self._state.term if self._state else self.tr("no answer yet")
        self.setAccessibleName(f"{self._question}: {shown}")
