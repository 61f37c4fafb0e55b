"""Pelatihan: the trainings at the left, who was offered a place and who came at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.market.terms import TrainingState
from app.services.trainings import PlaceLine, TrainingLine
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.banner import EmptyState
from app.ui.kit.buttons import IconButton, secondary_button
from app.ui.kit.cards import Card
from app.ui.kit.data_table import Column, DataTable, Row
from app.ui.kit.labels import ElidedLabel
from app.ui.kit.record_view import PagedList
from app.ui.kit.records import Record, RecordListModel
from app.ui.kit.slots import weak_slot
from app.ui.pages.coaching.jobs import TrainingsView
from app.ui.pages.coaching.words import STATE_TONES, CoachingWords
from app.ui.theme import Space

_LEFT = 352


class TrainingsPanel(QWidget):
    """Asks by signals, changes nothing itself."""

    opened = Signal(object)
    """A training's key: who has a place there is to be read."""
    edit_wanted = Signal(object)
    cancel_wanted = Signal(object)
    print_wanted = Signal(object)
    marked = Signal(object, object)
    """Places (UUIDs) and the TrainingState to note."""
    withdrawn = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: TrainingsView | None = None
        self._lines: dict[UUID, TrainingLine] = {}
        self._places: list[PlaceLine] = []
        self.current: UUID | None = None
        self._words = CoachingWords(self)
        self._words.hide()
        self.model = RecordListModel(desk.lanes, self._records, self)
        self.list = PagedList(self.tr("Trainings"), desk.thumbs)
        self.list.setObjectName("coaching.trainings")
        self.list.set_record_model(self.model)
        self.table = DataTable(
            self.tr("Places"),
            [
                Column(self.tr("Business"), wide=True),
                Column(self.tr("Owner")),
                Column(self.tr("State")),
            ],
            ticks=True,
        )
        self.table.setObjectName("coaching.places")
        self.title, self.subtitle = ElidedLabel("", "heading"), ElidedLabel("", "muted")
        self._make_buttons()
        self.empty = EmptyState(
            "users",
            self.tr("No training yet"),
            self.tr("Plan one here, or tick businesses under Needs and offer them one."),
        )
        self._lay_out()
        self._connect()

    def _make_buttons(self) -> None:
        self.print_button = IconButton("printer", self.tr("Print the attendance list"))
        self.print_button.setObjectName("coaching.print")
        self.edit_button = IconButton("pencil", self.tr("Change the training"))
        self.edit_button.setObjectName("coaching.edit")
        self.cancel_button = IconButton("trash", self.tr("Cancel the training"))
        self.cancel_button.setObjectName("coaching.cancel")
        self.came_button = secondary_button(self.tr("Came"), icon="check")
        self.came_button.setObjectName("coaching.came")
        self.absent_button = secondary_button(self.tr("Did not come"), icon="x")
        self.absent_button.setObjectName("coaching.absent")
        self.back_button = secondary_button(self.tr("Not noted"))
        self.back_button.setObjectName("coaching.back")
        self.withdraw_button = secondary_button(self.tr("Withdraw"))
        self.withdraw_button.setObjectName("coaching.withdraw")

    def _lay_out(self) -> None:
        left = Card(pad=Space.M)
        left.setFixedWidth(_LEFT)
        left.add(self.list, 1)
        self._right = Card(pad=Space.M)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self.title, 1)
        for button in (self.print_button, self.edit_button, self.cancel_button):
            head.addWidget(button)
        marks = QHBoxLayout()
        marks.setSpacing(Space.S)
        for mark in (
            self.came_button,
            self.absent_button,
            self.back_button,
            self.withdraw_button,
        ):
            marks.addWidget(mark)
        marks.addStretch(1)
        self._right.body.addLayout(head)
        self._right.add(self.subtitle)
        self._right.add(self.table, 1)
        self._right.body.addLayout(marks)
        self._blank = Card()
        self._blank.add(self.empty, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        row.addWidget(left)
        row.addWidget(self._right, 1)
        row.addWidget(self._blank, 1)

    def _connect(self) -> None:
        self.list.record_selected.connect(self._on_selected)
        self.table.ticked.connect(self._on_ticked)
        states = {
            self.came_button: TrainingState.ATTENDED,
            self.absent_button: TrainingState.ABSENT,
            self.back_button: TrainingState.OFFERED,
        }
        for button, state in states.items():
            button.clicked.connect(weak_slot(self._mark, state))
        self.withdraw_button.clicked.connect(self._on_withdraw)
        self.print_button.clicked.connect(self._on_print)
        self.edit_button.clicked.connect(self._on_edit)
        self.cancel_button.clicked.connect(self._on_cancel)
        self._on_ticked(0)

    def show_view(self, view: TrainingsView) -> None:
        """Show these trainings; the one that was open stays open."""
        self.view = view
        self._lines = {line.id: line for line in view.trainings}
        if self.current not in self._lines:
            self.current = next(iter(self._lines), None)
        self._right.setVisible(self.current is not None)
        self._blank.setVisible(self.current is None)
        self.model.set_ids(list(self._lines))
        if self.current is not None:
            self.list.select_id(self.current)
            self._open(self.current)

    def line(self, key: UUID) -> TrainingLine | None:
        """A training that is listed."""
        return self._lines.get(key)

    def _records(self, ids: tuple[Any, ...]) -> Sequence[Record]:
        found = [self._lines[key] for key in ids if key in self._lines]
        return [
            Record(
                line.id,
                line.form.topic,
                self._words.training(line),
                self._words.training_chips(line),
                icon="users",
            )
            for line in found
        ]

    def _open(self, key: UUID) -> None:
        assert self.view is not None
        line = self._lines[key]
        if key != self.current:
            self.table.set_rows(())
        self.current = key
        form = line.form
        self.title.setText(form.topic)
        parts = [labels.weekday_date(form.held_on), form.partner, form.place]
        parts.append(self._words.criteria(form.criteria, self.view.names))
        self.subtitle.setText(" · ".join(parts))
        self.opened.emit(key)

    def show_places(self, key: UUID, places: Sequence[PlaceLine]) -> None:
        """Show who has a place at the training, when it is still the one on show."""
        if key != self.current:
            return
        self._places = list(places)
        self.table.set_rows(
            [
                Row(p.id, (p.business, p.owner, p.state.term), ((2, STATE_TONES[p.state]),))
                for p in places
            ]
        )

    # -- answering ------------------------------------------------------------------------

    def _on_selected(self, key: UUID | None) -> None:
        if key is not None and key != self.current:
            self._open(key)

    def _on_ticked(self, count: int) -> None:
        for button in (
            self.came_button,
            self.absent_button,
            self.back_button,
            self.withdraw_button,
        ):
            button.setEnabled(count > 0)

    def _mark(self, state: TrainingState) -> None:
        self.marked.emit(self.table.chosen, state)

    def _on_withdraw(self) -> None:
        self.withdrawn.emit(self.table.chosen)

    def _on_print(self) -> None:
        self.print_wanted.emit(self.current)

    def _on_edit(self) -> None:
        self.edit_wanted.emit(self.current)

    def _on_cancel(self) -> None:
        self.cancel_wanted.emit(self.current)
