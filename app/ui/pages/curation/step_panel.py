"""A product on its way to the curators: what was done, what comes next, and whose step it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.terms import CurationState
from app.services.steps import Step, StepsView
from app.ui import labels
from app.ui.kit.buttons import ghost_button, primary_button, secondary_button
from app.ui.kit.cards import IconBadge
from app.ui.kit.labels import Label
from app.ui.kit.tones import Tone
from app.ui.theme import Space


class StepLine(QWidget):
    """One step: done by whom and when, or still to come."""

    def __init__(self, title: str, told: str, *, done: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.XS, 0, Space.XS)
        row.setSpacing(Space.M)
        icon, tone = ("check", Tone.SUCCESS) if done else ("clock", Tone.NEUTRAL)
        row.addWidget(IconBadge(icon, tone, 36), 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(title, "strong"))
        words.addWidget(Label(told, "muted", wrap=True))
        row.addLayout(words, 1)


class StepPanel(QWidget):
    """The signals only tell what is wanted; the page does it.

    Enter takes the step that is this person's.
    """

    verify_wanted = Signal()
    validate_wanted = Signal()
    start_wanted = Signal()
    remove_wanted = Signal()
    photos_wanted = Signal()

    def __init__(self, view: StepsView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, 0)
        column.setSpacing(Space.S)
        for line in self._lines():
            column.addWidget(line)
        self.next_words = Label(self._next_words(), wrap=True)
        self.next_words.setObjectName("steps.next")
        column.addSpacing(Space.S)
        column.addWidget(self.next_words)
        column.addSpacing(Space.XS)
        column.addWidget(self._buttons())
        column.addStretch(1)

    def _lines(self) -> list[StepLine]:
        view = self.view
        return [
            self._line(self.tr("Registered"), view.registered),
            self._line(self.tr("Verified by a pendamping"), view.verified),
            self._line(self.tr("Validated by the Kasatpel"), view.validated),
        ]

    def _line(self, title: str, step: Step | None) -> StepLine:
        if step is None:
            return StepLine(title, self.tr("Not yet"), done=False)
        parts = (step.by, labels.moment(step.at) if step.at else "")
        return StepLine(title, " · ".join(p for p in parts if p), done=True)

    def _next_words(self) -> str:
        view = self.view
        if not view.session_open:
            return self.tr("The session is closed: nothing can be done here any more.")
        if view.may_verify:
            return self.tr("Look at product, papers and photographs, then verify.")
        if view.may_validate:
            return self.tr("The pendamping has verified it. Validate it for the curators.")
        if view.state is CurationState.VALIDATED:
            return (
                self.tr("Everything is in order: it can be scored.")
                if view.may_start
                else self.tr("It waits for a curator or officer to open it for scoring.")
            )
        if view.state is CurationState.VERIFIED:
            return self.tr("It waits for the Kasatpel of the district to validate it.")
        return self.tr("It waits for a pendamping to verify it.")

    def _buttons(self) -> QWidget:
        view, box = self.view, QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        self.verify_button = primary_button(self.tr("Verify"), icon="shield-check")
        self.validate_button = primary_button(self.tr("Validate"), icon="shield-check")
        makes = secondary_button if view.may_verify or view.may_validate else primary_button
        is_walk_in = view.state is not CurationState.VALIDATED
        words = self.tr("Score without verification") if is_walk_in else self.tr("Open for scoring")
        self.start_button = makes(words, icon="clipboard-check")
        self.remove_button = ghost_button(self.tr("Take out of the queue"), icon="trash")
        for name, button, allowed, wanted in (
            ("verify", self.verify_button, view.may_verify, self.verify_wanted),
            ("validate", self.validate_button, view.may_validate, self.validate_wanted),
            ("start", self.start_button, view.may_start, self.start_wanted),
            ("remove", self.remove_button, view.may_remove, self.remove_wanted),
        ):
            button.setObjectName(f"steps.{name}")
            button.setVisible(allowed)
            button.clicked.connect(wanted)
            row.addWidget(button)
        row.addStretch(1)
        return box

    def start(self) -> None:
        """Focus the step that is this person's."""
        for button in (self.verify_button, self.validate_button, self.start_button):
            if not button.isHidden():
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F and not event.modifiers():
            self.photos_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if focused is not None and hasattr(focused, "click"):
                focused.click()
        else:
            super().keyPressEvent(event)
