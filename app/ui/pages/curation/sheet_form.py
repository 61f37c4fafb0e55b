"""The score sheet: indicators, gates, findings, remark; made for the keyboard.

Order on screen is the order of the paper. A digit scores and moves on; a score that
needs a note opens the note's line first. Every change is told at once, the page saves.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.rubric import Gate, Indicator
from app.domain.scoring import Sheet
from app.domain.terms import GateState
from app.services.sheet_views import Missing, SheetView
from app.ui.kit.choices import Check
from app.ui.kit.gate import GateRow
from app.ui.kit.labels import Label
from app.ui.kit.score import FocusRow, ScoreRow
from app.ui.kit.scroll import scrolling
from app.ui.kit.slots import weak_relay, weak_slot
from app.ui.theme import Space

_NOTE_PAUSE_MS = 300


class NoteEdit(QLineEdit):
    """The note of one indicator; Return, Down and Escape leave it."""

    left = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
            Qt.Key.Key_Escape,
            Qt.Key.Key_Down,
        ):
            self.left.emit()
            return
        super().keyPressEvent(event)


class IndicatorRow(QWidget):
    """One indicator with the line of its note."""

    def __init__(self, indicator: Indicator, limit: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.indicator = indicator
        self._limit = limit
        self.score = ScoreRow(indicator.name, str(indicator.weight), indicator.anchors)
        self.score.setObjectName(f"score.{indicator.code}")
        self.score.not_applicable_button.setEnabled(indicator.not_applicable_allowed)
        self.note = NoteEdit()
        self.note.setObjectName(f"note.{indicator.code}")
        self.note.setPlaceholderText(self.tr("What did you find? (Enter to go on)"))
        self.note.setAccessibleName(self.tr("Note for {name}").format(name=indicator.name))
        self.note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.score)
        note = QVBoxLayout()
        note.setContentsMargins(Space.M, 0, Space.M, Space.S)
        note.addWidget(self.note)
        column.addLayout(note)

    @property
    def needs_note(self) -> bool:
        """Whether the score asks for a note that is not there."""
        score = self.score.score
        return score is not None and score <= self._limit and not self.note.text().strip()

    def show_note_state(self) -> None:
        """Say whether a note is wanted or there."""
        score = self.score.score
        present = bool(self.note.text().strip())
        self.score.set_note_state(
            required=score is not None and score <= self._limit, present=present
        )
        if present or self.needs_note:
            self.note.show()

    def open_note(self) -> None:
        """Bring the note's line forward."""
        self.note.show()
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)


class SheetForm(QWidget):
    """The rows of one sheet; `sheet_changed(object)` carries the whole `Sheet` after a change."""

    sheet_changed = Signal(object)
    finished = Signal()
    """The last row was answered."""

    photos_wanted = Signal()
    """F: the photographs over the whole screen."""

    def __init__(self, view: SheetView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.sheet: Sheet = view.sheet
        self.rows: dict[str, IndicatorRow] = {}
        self.gates: dict[str, GateRow] = {}
        self.findings: dict[str, Check] = {}
        self._text_pause = QTimer(self)
        self._text_pause.setSingleShot(True)
        self._text_pause.setInterval(_NOTE_PAUSE_MS)
        self._text_pause.timeout.connect(self._on_text_settled)
        self._build()
        self._show_sheet()

    def _build(self) -> None:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, Space.S, Space.M)
        self._column.setSpacing(Space.XS)
        limit = self._view.rubric.scale.note_required_at_or_below
        for criterion in self._view.rubric.criteria:
            self._section(f"{criterion.name} · {criterion.weight}")
            for indicator in criterion.indicators:
                self._add_indicator(IndicatorRow(indicator, limit))
        self._section(self.tr("Mandatory requirements"))
        for gate in self._view.gates:
            self._add_gate(gate)
        self._section(self.tr("Findings that end the curation"))
        for finding in self._view.rubric.critical_findings:
            check = Check(finding.name)
            check.setToolTip(finding.explain)
            check.setObjectName(f"finding.{finding.code}")
            check.toggled.connect(self._on_finding)
            self.findings[finding.code] = check
            line = QHBoxLayout()
            line.setContentsMargins(Space.M, 0, 0, 0)
            line.addWidget(check)
            self._column.addLayout(line)
        self._section(self.tr("Remark"))
        self.remark = QPlainTextEdit()
        self.remark.setObjectName("sheet.remark")
        self.remark.setTabChangesFocus(True)
        self.remark.setFixedHeight(64)
        self.remark.setPlaceholderText(self.tr("Anything the business should hear"))
        self.remark.setAccessibleName(self.tr("Remark"))
        self.remark.textChanged.connect(self._on_text_changed)
        line = QHBoxLayout()
        line.setContentsMargins(Space.M, 0, Space.M, 0)
        line.addWidget(self.remark)
        self._column.addLayout(line)
        self._column.addStretch(1)
        self.scroller = scrolling(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.scroller)

    def _section(self, text: str) -> None:
        label = Label(text, "section")
        label.setContentsMargins(Space.M, Space.S, 0, 0)
        self._column.addWidget(label)

    def _add_indicator(self, row: IndicatorRow) -> None:
        code = row.indicator.code
        self.rows[code] = row
        row.score.score_chosen.connect(weak_relay(self._on_score, code))
        row.score.not_applicable_toggled.connect(weak_relay(self._on_not_applicable, code))
        row.score.note_requested.connect(row.open_note)
        row.note.textChanged.connect(self._on_text_changed)
        row.note.left.connect(weak_slot(self._on_note_left, code))
        self._column.addWidget(row)

    def _add_gate(self, gate: Gate) -> None:
        row = GateRow(gate.question, gate.name, states=gate.states)
        row.setObjectName(f"gate.{gate.code}")
        row.setToolTip(gate.basis)
        row.state_chosen.connect(weak_relay(self._on_gate, gate.code))
        self.gates[gate.code] = row
        self._column.addWidget(row)

    def fits(self, view: SheetView) -> bool:
        """Whether another sheet asks the very same: then these rows serve for it too."""
        return (view.rubric.rev, view.gates) == (self._view.rubric.rev, self._view.gates)

    def show_view(self, view: SheetView) -> None:
        """Show another sheet that `fits`, or the same one anew. Who typed here is done with it:
        `flush` first.
        """
        if view.curation_id != self._view.curation_id:
            self.scroller.verticalScrollBar().setValue(0)
        self._view, self.sheet = view, view.sheet
        for row in self.rows.values():
            row.note.hide()
        self._show_sheet()

    def _show_sheet(self) -> None:
        for code, row in self.rows.items():
            row.note.setText(self.sheet.notes.get(code, ""))
            aside = code in self.sheet.not_applicable
            row.score.set_not_applicable(on=aside)
            if not aside:
                row.score.set_score(self.sheet.scores.get(code))
            row.show_note_state()
        for code, gate_row in self.gates.items():
            gate_row.set_state(self.sheet.gates.get(code))
        for code, check in self.findings.items():
            with QSignalBlocker(check):
                check.setChecked(code in self.sheet.critical)
        self.remark.setPlainText(self.sheet.remark)
        self._text_pause.stop()

    # -- answers ---------------------------------------------------------------

    def _on_score(self, code: str, score: int | None) -> None:
        scores = {c: s for c, s in self.sheet.scores.items() if c != code}
        if score is not None:
            scores[code] = score
        aside = self.sheet.not_applicable - {code}
        self._change(replace(self.sheet, scores=scores, not_applicable=aside))
        row = self.rows[code]
        row.show_note_state()
        if score is None:
            return
        if row.needs_note:
            row.open_note()
        else:
            self._move_on(row.score)

    def _on_not_applicable(self, code: str, on: bool) -> None:
        aside = self.sheet.not_applicable
        if not self.rows[code].indicator.not_applicable_allowed:
            self.rows[code].score.set_not_applicable(on=False)
            return
        scores = {c: s for c, s in self.sheet.scores.items() if c != code}
        marked = aside | {code} if on else aside - {code}
        self._change(replace(self.sheet, scores=scores, not_applicable=marked))
        self.rows[code].show_note_state()
        if on:
            self._move_on(self.rows[code].score)

    def _on_gate(self, code: str, state: GateState | None) -> None:
        gates = {c: s for c, s in self.sheet.gates.items() if c != code}
        if state is not None:
            gates[code] = state
        self._change(replace(self.sheet, gates=gates))
        if state is not None:
            self._move_on(self.gates[code])

    def _on_finding(self) -> None:
        marked = frozenset(code for code, check in self.findings.items() if check.isChecked())
        if marked != self.sheet.critical:
            self._change(replace(self.sheet, critical=marked))

    def _on_note_left(self, code: str) -> None:
        self.flush()
        self._move_on(self.rows[code].score)

    def _on_text_changed(self) -> None:
        # Not started anew at each key: who types on and on is saved all the same.
        if not self._text_pause.isActive():
            self._text_pause.start()

    def _on_text_settled(self) -> None:
        notes = {c: r.note.text() for c, r in self.rows.items() if r.note.text().strip()}
        sheet = replace(self.sheet, notes=notes, remark=self.remark.toPlainText())
        if sheet != self.sheet:
            self._change(sheet)
            for row in self.rows.values():
                row.show_note_state()

    def flush(self) -> None:
        """Take in text that was typed less than a moment ago."""
        if self._text_pause.isActive():
            self._text_pause.stop()
            self._on_text_settled()

    def _change(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.sheet_changed.emit(sheet)

    # -- moving ------------------------------------------------------------------

    def _stops(self) -> list[FocusRow]:
        return [*(row.score for row in self.rows.values()), *self.gates.values()]

    def _move_on(self, row: FocusRow) -> None:
        """To the next row; past gates that the papers answered already."""
        stops = self._stops()
        for following in stops[stops.index(row) + 1 :]:
            answered = isinstance(following, GateRow) and following.state is not None
            if answered or not following.isEnabled():
                continue
            self.bring(following)
            return
        self.finished.emit()

    def bring(self, row: QWidget) -> None:
        """Give a row the focus and scroll to it."""
        row.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroller.ensureWidgetVisible(row, 0, 120)

    def start(self) -> None:
        """Focus the first row without an answer."""
        for code, row in self.rows.items():
            if code not in self.sheet.scores and code not in self.sheet.not_applicable:
                self.bring(row.score)
                return
        for gate_row in self.gates.values():
            if gate_row.state is None:
                self.bring(gate_row)
                return

    def show_missing(self, missing: Missing) -> None:
        """Bring the first thing that is missing forward."""
        for code in (*missing.indicators, *missing.photos):
            self.bring(self.rows[code].score)
            return
        for code in missing.notes:
            self.rows[code].open_note()
            self.scroller.ensureWidgetVisible(self.rows[code], 0, 60)
            return
        for code in missing.gates:
            self.bring(self.gates[code])
            return

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F and not event.modifiers():
            self.photos_wanted.emit()
        else:
            super().keyPressEvent(event)

    def set_editable(self, *, on: bool) -> None:
        """Whether anything may be entered."""
        for code, row in self.rows.items():
            row.setEnabled(on and code not in self._view.locked)
        for gate_row in self.gates.values():
            gate_row.setEnabled(on)
        for check in self.findings.values():
            check.setEnabled(on)
        self.remark.setReadOnly(not on)
