"""The panel in the right column: who is how far, what the chair should know, what came before."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.case_history import DecisionLine, EarlierResult
from app.services.panels import MemberLine, MemberState, PanelView
from app.ui import labels
from app.ui.kit.buttons import ghost_button, secondary_button
from app.ui.kit.chips import Chip
from app.ui.kit.labels import ElidedLabel, Label
from app.ui.kit.paint import draw_icon, painter_for
from app.ui.kit.tones import TONE_ICONS, Tone, tone_colours
from app.ui.pages.curation.panel_words import PanelWords, tone_of
from app.ui.theme import Space

_STATES = {
    MemberState.WAITING: (Tone.NEUTRAL, "clock"),
    MemberState.WRITING: (Tone.INFO, "pencil"),
    MemberState.SUBMITTED: (Tone.SUCCESS, "check"),
    MemberState.TIED: (Tone.NEUTRAL, "ban"),
}


class AlarmLine(QWidget):
    """One sentence behind a small sign of its tone."""

    def __init__(self, text: str, tone: Tone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 0, 0, 0)
        row.addWidget(Label(text, wrap=True), 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        _, fore = tone_colours(self._tone)
        draw_icon(painter, TONE_ICONS[self._tone], fore, QPointF(0, 2), 16)
        painter.end()


class MemberRow(QWidget):
    """A member of the panel: name, points once they may be seen, how far."""

    def __init__(self, line: MemberLine, points: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name = self.tr("You") if line.me else line.name
        tone, icon = _STATES[line.state]
        text = line.tie.term if line.tie and line.state is MemberState.TIED else line.state.term
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(ElidedLabel(name), 1)
        if points:
            row.addWidget(Label(points, "strong"))
        row.addWidget(Chip(text, tone, icon))
        self.setAccessibleName(", ".join(part for part in (name, points, text) if part))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 26)


class PanelSection(QWidget):
    """Members, alarms, earlier results; it only tells what is wanted."""

    compare_wanted = Signal()
    open_wanted = Signal()

    def __init__(self, view: PanelView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = PanelWords(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.XS + 2)
        self.compare_button = secondary_button(self.tr("Compare the sheets"), icon="users")
        self.compare_button.setObjectName("panel.compare")
        self.compare_button.clicked.connect(self.compare_wanted)
        self.open_button = ghost_button(self.tr("Look without scoring"), icon="eye")
        self.open_button.setObjectName("panel.open")
        self.open_button.clicked.connect(self.open_wanted)
        self._add_alarms(view)
        self._add_members(view)
        self._add_history(view)

    def _title(self, text: str) -> None:
        label = Label(text, "section")
        label.setMinimumHeight(label.sizeHint().height() + Space.S)
        label.setAlignment(Qt.AlignmentFlag.AlignBottom)
        self._column.addWidget(label)

    def _add_members(self, view: PanelView) -> None:
        title = self.tr("Panel · {count} sheets, at least {wanted}")
        self._title(title.format(count=view.submitted, wanted=view.minimum))
        for line in view.members:
            totals = [
                labels.points(s.totals.total)
                for s in view.sheets
                if s.curator == line.person_id and s.totals.total is not None and not s.void
            ]
            self._column.addWidget(MemberRow(line, " / ".join(totals)))
        if not view.visible and view.submitted:
            text = self.tr("You see the others' sheets once yours is submitted.")
            self._column.addWidget(Label(text, "muted", wrap=True))
        self._column.addWidget(self.open_button)
        self.open_button.setVisible(view.may.open_unscored)
        self._column.addWidget(self.compare_button)
        # Where the chair must choose, the column's own button leads to the same place.
        comparing = view.visible and len(view.sheets) > 1
        self.compare_button.setVisible(comparing and not (view.may.reconcile and view.needs_chair))

    def _add_alarms(self, view: PanelView) -> None:
        for number in view.void_certificates:
            text = self.tr(
                "Certificate {number} was issued from an older result. It cannot be revoked in "
                "the program yet: ask for the paper back."
            )
            self._column.addWidget(AlarmLine(text.format(number=number), Tone.DANGER))
        for alarm in view.alarms:
            self._column.addWidget(AlarmLine(self._words.alarm(alarm, view), tone_of(alarm)))

    def _add_history(self, view: PanelView) -> None:
        if view.returned:
            self._title(self.tr("Sent down a level"))
            self._column.addWidget(Label(view.returned, wrap=True))
        if view.decision is not None and view.decision.reason:
            self._title(self.tr("The chair's reason"))
            self._column.addWidget(Label(view.decision.reason, wrap=True))
        old = [line for line in view.decisions if not line.in_force]
        if old:
            self._title(self.tr("Older results"))
            for line in old:
                self._column.addWidget(Label(self._old(line), "muted", wrap=True))
        if view.earlier:
            self._title(self.tr("Earlier levels and attempts"))
            for result in view.earlier:
                self._column.addWidget(Label(self._earlier(result), "muted", wrap=True))

    def _old(self, line: DecisionLine) -> str:
        how = self.tr("taken back") if line.taken_back else self.tr("corrected")
        return f"{labels.points(line.total)} · {line.outcome.term} · {how} · {line.by}"

    def _earlier(self, result: EarlierResult) -> str:
        where = result.level.term
        if result.attempt > 1:
            number = self.tr("attempt {number}").format(number=result.attempt)
            where = f"{where} ({number})"
        if result.decision is None:
            return self.tr("{where}: sent down. {why}").format(where=where, why=result.returned)
        told = result.decision
        points = labels.points(told.total)
        return f"{where}: {points} · {told.outcome.term} · {told.grade.term}"
