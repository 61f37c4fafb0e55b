"""The queue of a session: who is done, who waits."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.terms import CurationState, Outcome
from app.services import curations
from app.services.curations import QueueCard
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.buttons import primary_button
from app.ui.kit.cards import Card
from app.ui.kit.record_view import PagedList
from app.ui.kit.records import Record, RecordListModel
from app.ui.kit.tones import ChipSpec, Tone


class QueueColumn(Card):
    """Products of one session: `chosen(object)` carries a curation, `next_wanted()` asks."""

    chosen = Signal(object)
    next_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, pad=12)
        self._desk = desk
        self._cards: dict[UUID, QueueCard] = {}
        self._want: UUID | None = None
        self.model = RecordListModel(desk.lanes, self._records, self)
        self.records = PagedList(self.tr("Products of the session"), desk.thumbs)
        self.records.setObjectName("queue.list")
        self.records.set_record_model(self.model)
        self.add_button = primary_button(self.tr("Add product"), icon="plus", shortcut="Ctrl+N")
        self.add_button.setObjectName("queue.add")
        self.add(self.add_button)
        self.add(self.records, 1)
        self.add_button.clicked.connect(self.next_wanted)
        self.records.record_selected.connect(self._on_selected)

    @property
    def count(self) -> int:
        """How many products stand in the queue."""
        return len(self._cards)

    def load(self, session_id: UUID, show: UUID | None = None) -> None:
        """Read the queue; then show the curation `show`, or keep the one on show."""
        self._want = show or self._want
        job = partial(curations.queue, self._desk.ws, session_id)
        self._desk.read(job, self, self._on_queue)

    def _on_queue(self, cards: list[QueueCard]) -> None:
        self._cards = {card.curation_id: card for card in cards}
        keys = list(self._cards)
        before = self.records.selected_id
        keep = self._want if self._want in self._cards else before
        if keys != list(self.model.ids):
            self.model.set_ids(keys)
        else:
            self.model.reload()
        self._want = None
        shown = keep if keep in self._cards else self._first_open() or next(iter(keys), None)
        if shown is None:
            return
        self.records.select_id(shown)
        if shown == before and isinstance(shown, UUID):
            self.chosen.emit(shown)  # the row stays, what is behind it may have changed

    def _first_open(self) -> UUID | None:
        waiting = (k for k, c in self._cards.items() if c.state is not CurationState.DECIDED)
        return next(waiting, None)

    def next_open(self) -> UUID | None:
        """The next curation without a decision, after the one on show."""
        return self._first_open()

    def _records(self, wanted: tuple[UUID, ...]) -> list[Record]:
        return [self._record(self._cards[key]) for key in wanted if key in self._cards]

    def _record(self, card: QueueCard) -> Record:
        return Record(card.curation_id, card.product, card.business, self._chips(card), card.thumb)

    def _chips(self, card: QueueCard) -> tuple[ChipSpec, ...]:
        if card.returned:
            return (ChipSpec(self.tr("Sent down"), Tone.WARNING, "arrow-left"),)
        if card.outcome is Outcome.PASSED and card.total is not None:
            text = f"{labels.points(card.total)} · {card.grade}"
            return (ChipSpec(text, Tone.SUCCESS, "star"),)
        if card.outcome is not None:
            chip = labels.outcome_chip(card.outcome, card.grade)
            return (ChipSpec(chip.text, chip.tone),)
        if card.answered:
            text = self.tr("{count} scored").format(count=card.answered)
            return (ChipSpec(text, Tone.INFO, "pencil"),)
        return (ChipSpec(self.tr("Not scored yet"), Tone.WARNING, "clock"),)

    def _on_selected(self, key: object) -> None:
        if isinstance(key, UUID):
            self.chosen.emit(key)
