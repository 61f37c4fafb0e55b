"""The rule laboratory: turn a copy of the rules and see who would pass or change grade."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from app.domain.rubric_edit import Body
from app.domain.rubric_problems import problems
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.buttons import ghost_button, secondary_button
from app.ui.kit.cards import Card, Stat
from app.ui.kit.labels import Label
from app.ui.kit.tones import Tone
from app.ui.lanes import Latest
from app.ui.pages.rubrics import jobs
from app.ui.pages.rubrics.lab_controls import LabControls
from app.ui.pages.rubrics.tables import ReadTable
from app.ui.theme import Space

if TYPE_CHECKING:
    from app.services.rule_lab import Lab, Named, Result, Tally, Trial

_PAUSE_MS = 150
_LEFT = 330


class LabView(QWidget):
    """Controls at the left, what they would change at the right."""

    keep_requested = Signal(object)
    """The turned body is to become the draft."""

    export_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lab: Lab | None = None
        self._trial: Trial | None = None
        self._body: Body | None = None
        self._reading = False
        self._latest, self._latest_names = Latest(), Latest()
        self.controls: LabControls | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._run)
        self._make()
        self._lay_out()

    def _make(self) -> None:
        self.moved = Stat(self.tr("Move"), "–", icon="refresh")
        self.better = Stat(self.tr("Better"), "–", Tone.SUCCESS, icon="circle-check")
        self.worse = Stat(self.tr("Worse"), "–", Tone.DANGER, icon="circle-x")
        self.passed = Stat(self.tr("Passed"), "–", icon="certificate")
        self.note = Label("", "muted", wrap=True)
        self.note.setObjectName("lab_note")
        heads = (self.tr("From"), self.tr("To"), self.tr("Results"))
        self.moves = ReadTable(self.tr("Moves"), heads, wide=1)
        self.moves.setObjectName("lab_moves")
        self.moves.currentCellChanged.connect(self._on_move_chosen)
        who = (self.tr("Product"), self.tr("Business"), self.tr("District"), self.tr("Points"))
        self.names = ReadTable(self.tr("Names"), who)
        self.names.setObjectName("lab_names")
        counts = (
            self.tr("Results"),
            self.tr("Passed"),
            self.tr("After"),
            self.tr("Better"),
            self.tr("Worse"),
        )
        self.categories = ReadTable(self.tr("By category"), (self.tr("Category"), *counts))
        self.districts = ReadTable(self.tr("By district"), (self.tr("District"), *counts))
        self.reset_button = ghost_button(self.tr("Back to the start"), icon="arrow-back-up")
        self.reset_button.setObjectName("lab_reset_button")
        self.reset_button.clicked.connect(self._on_reset)
        self.keep_button = secondary_button(self.tr("Take over as draft"), icon="pencil")
        self.keep_button.setObjectName("lab_keep_button")
        self.keep_button.clicked.connect(self._on_keep)
        self.export_button = secondary_button(self.tr("Export"), icon="download")
        self.export_button.setObjectName("lab_export_button")
        self.export_button.clicked.connect(self.export_requested)

    def _lay_out(self) -> None:
        left = Card(self.tr("Turn the rules"), pad=Space.L)
        left.setFixedWidth(_LEFT)
        self._left = left
        buttons = QHBoxLayout()
        buttons.addWidget(self.reset_button)
        buttons.addStretch(1)
        left.body.addLayout(buttons)
        stats = QHBoxLayout()
        stats.setSpacing(Space.M)
        for stat in (self.moved, self.better, self.worse, self.passed):
            stats.addWidget(stat, 1)
        self.tabs = QTabWidget()
        moves = QWidget()
        column = QVBoxLayout(moves)
        column.setContentsMargins(0, Space.S, 0, 0)
        column.addWidget(self.moves, 2)
        column.addWidget(self.names, 3)
        self.tabs.addTab(moves, self.tr("Who moves"))
        self.tabs.addTab(self.categories, self.tr("By category"))
        self.tabs.addTab(self.districts, self.tr("By district"))
        right = Card()
        right.body.addLayout(stats)
        right.add(self.note)
        right.add(self.tabs, 1)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addStretch(1)
        foot.addWidget(self.export_button)
        foot.addWidget(self.keep_button)
        right.body.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        row.addWidget(left)
        row.addWidget(right, 1)

    # -- in and out --------------------------------------------------------------------

    def set_body(self, body: Body, *, keepable: bool) -> None:
        """Turn a copy of this body from now on."""
        self.keep_button.setVisible(keepable)
        if body == self._body:
            return
        self._body = body
        self._put_controls()

    def _put_controls(self) -> None:
        if self.controls is not None:
            self._left.body.removeWidget(self.controls)
            self.controls.deleteLater()
            self.controls = None
        if self._body is None or problems(self._body):
            self._trial = None
            self._show_note(self.tr("Mend what is marked red first; then rules can be tried."))
            return
        self.controls = LabControls(self._body)
        self.controls.body_turned.connect(self._on_turned)
        self._left.body.insertWidget(1, self.controls, 1)
        self.run_soon()

    def forget(self) -> None:
        """The stored results have changed: read them again when next on show."""
        self._lab = None

    def open(self) -> None:
        """Come to the front: read the stored results once."""
        if self._lab is None and not self._reading:
            self._reading = True
            self._show_note(self.tr("Reading all stored results …"))
            job = partial(jobs.read_lab, self._desk.ws)
            self._desk.lanes.io(job, self, self._on_lab)

    def _on_lab(self, lab: Lab) -> None:
        self._reading = False
        self._lab = lab
        self.run_soon()

    @property
    def result(self) -> tuple[Lab, Trial] | None:
        """What was tried last, for the export."""
        return (self._lab, self._trial) if self._lab and self._trial else None

    def export(self, path: Path) -> partial[Path]:
        """The job that writes the trial to a file."""
        assert self._lab is not None
        assert self._trial is not None
        return partial(jobs.export_trial, self._desk.ws, self._lab, self._trial, path)

    # -- trying ------------------------------------------------------------------------

    def _on_turned(self, _body: Body) -> None:
        self.run_soon()

    def run_soon(self) -> None:
        """Try in a moment, when the hand rests."""
        self._pause.start()

    def _run(self) -> None:
        if self._lab is None or self.controls is None:
            return
        body = self.controls.body
        rubric = jobs.parsed(body)
        if rubric is None or problems(body):
            self._latest.renew()
            self._show_note(self.tr("Rules like these contradict themselves: nothing was tried."))
            return
        token = self._latest.renew()
        job = partial(jobs.run_trial, self._lab, rubric, token.check)
        self._desk.lanes.io(job, self, self._on_trial, token=token)

    def _on_trial(self, trial: Trial) -> None:
        self._trial = trial
        better = sum(row.better for row in trial.categories)
        worse = sum(row.worse for row in trial.categories)
        before = sum(row.passed_before for row in trial.categories)
        after = sum(row.passed_after for row in trial.categories)
        self.moved.set_number(str(trial.moved))
        self.better.set_number(str(better))
        self.worse.set_number(str(worse))
        self.passed.set_number(f"{before} → {after}")
        self.moves.set_rows(
            [
                (_words(m.before), f"{_words(m.after)} · {m.category.term}", m.count)
                for m in trial.moves
            ]
        )
        self.names.set_rows([])
        self.categories.set_rows([_tally(row) for row in trial.categories])
        touched = sorted(trial.districts, key=lambda row: -(row.better + row.worse))
        self.districts.set_rows([_tally(row) for row in touched])
        self._show_trial_note(trial)
        if trial.moves:
            self.moves.setCurrentCell(0, 0)

    def _show_trial_note(self, trial: Trial) -> None:
        assert self._lab is not None
        text = self.tr("Tried on {n} stored results with {m} sheets.")
        lines = [text.format(n=self._lab.results, m=self._lab.sheets)]
        if self._lab.apart:
            text = self.tr(
                "{n} of them were decided under earlier rules or papers and stand as stored."
            )
            lines.append(text.format(n=self._lab.apart))
        if trial.unasked_indicators:
            text = self.tr("Never scored yet, counted as not applicable: {names}.")
            lines.append(text.format(names=", ".join(trial.unasked_indicators)))
        if trial.unasked_gates:
            text = self.tr("Never asked yet, counted as not met: {names}.")
            lines.append(text.format(names=", ".join(trial.unasked_gates)))
        self.note.setText(" ".join(lines))

    def _show_note(self, text: str) -> None:
        self.note.setText(text)
        for stat in (self.moved, self.better, self.worse, self.passed):
            stat.set_number("–")
        for table in (self.moves, self.names, self.categories, self.districts):
            table.set_rows([])

    def _on_move_chosen(self, row: int, *_: int) -> None:
        if self._trial is None or self._lab is None or not 0 <= row < len(self._trial.moves):
            return
        move = self._trial.moves[row]
        job = partial(jobs.read_names, self._desk.ws, self._lab, self._trial, move)
        self._desk.lanes.io(job, self, self._on_names, token=self._latest_names.renew())

    def _on_names(self, found: Sequence[Named]) -> None:
        self.names.set_rows(
            [(one.product, one.business, one.district, _points(one)) for one in found]
        )

    def _on_reset(self) -> None:
        self._put_controls()

    def _on_keep(self) -> None:
        if self.controls is not None:
            self.keep_requested.emit(self.controls.body)


def _words(result: Result) -> str:
    outcome, grade = result
    return f"{outcome.term}, {grade.term}"


def _points(one: Named) -> str:
    totals = (one.total_before, one.total_after)
    before, after = (labels.points(total) for total in totals)
    return f"{before} → {after}"


def _tally(row: Tally) -> tuple[str, int, int, int, int, int]:
    return row.name, row.results, row.passed_before, row.passed_after, row.better, row.worse
