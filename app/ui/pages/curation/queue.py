"""The queue of a session: who is done, who waits; products that arrive are noted here."""

from __future__ import annotations

from enum import Enum
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.permissions import JUDGING_ROLES, ORGANISING_ROLES
from app.domain.terms import CurationState, Outcome, Role
from app.errors import UserError
from app.services import curations, steps
from app.services.changes import Change
from app.services.curations import QueueCard
from app.services.steps import Arrival
from app.services.workspace import Me
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.buttons import primary_button
from app.ui.kit.cards import Card
from app.ui.kit.choices import Select
from app.ui.kit.labels import Label
from app.ui.kit.records import Record, RecordListModel
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.pages.curation.queue_list import QueueList


class Show(Enum):
    """Which products of the queue are on show."""

    ALL = "all"
    TO_VERIFY = "to_verify"
    TO_VALIDATE = "to_validate"
    READY = "ready"
    SCORING = "scoring"
    DECIDED = "decided"

    def holds(self, state: CurationState) -> bool:
        """Whether a curation that stands there is shown."""
        return self is Show.ALL or state in _STATES[self]


_STATES = {
    Show.TO_VERIFY: {CurationState.REGISTERED},
    Show.TO_VALIDATE: {CurationState.VERIFIED},
    Show.READY: {CurationState.VALIDATED},
    Show.SCORING: {CurationState.OPEN},
    Show.DECIDED: {CurationState.DECIDED},
}


def first_show(me: Me) -> Show:
    """What a person sees first: a pendamping or kasatpel what waits for them."""
    roles = {grant.role for grant in me.grants}
    if me.training or roles & JUDGING_ROLES or not roles:
        return Show.ALL
    if roles & ORGANISING_ROLES:
        return Show.TO_VALIDATE if Role.DISTRICT_HEAD in roles else Show.ALL
    return Show.TO_VERIFY


def may_arrange(me: Me) -> bool:
    """Whether a person arranges sessions somewhere; a pendamping does not."""
    return me.training or any(grant.role in ORGANISING_ROLES for grant in me.grants)


class QueueColumn(Card):
    """Products of one session: `chosen(object)` carries a curation, `next_wanted()` asks."""

    chosen = Signal(object)
    next_wanted = Signal()

    arrived = Signal(object)
    """Arrival: a product whose code was typed or scanned comes on show."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, pad=12)
        self._desk = desk
        self._cards: dict[UUID, QueueCard] = {}
        self._session_id: UUID | None = None
        self._want: UUID | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.model = RecordListModel(self._desk.lanes, self._records, self)
        self.records = QueueList(self.tr("Products of the session"), self._desk.thumbs)
        self.records.setObjectName("queue.list")
        self.records.set_record_model(self.model)
        self.add_button = primary_button(self.tr("Add product"), icon="plus", shortcut="Ctrl+N")
        self.add_button.setObjectName("queue.add")
        self.code_edit = QLineEdit()
        self.code_edit.setObjectName("queue.code")
        self.code_edit.setPlaceholderText(self.tr("Check in: type or scan a code"))
        self.code_edit.setAccessibleName(self.tr("Check in by code"))
        self.code_edit.setToolTip(self.tr("Check in by code ({keys})").format(keys="Ctrl+M"))
        self.told = Label("", "muted", wrap=True)
        self.told.setObjectName("queue.told")
        self.told.hide()
        self.filter = Select()
        self.filter.setObjectName("queue.filter")
        self.filter.setAccessibleName(self.tr("Show"))
        for show in Show:
            self.filter.addItem("", show)
        self.filter.setCurrentIndex(list(Show).index(first_show(self._desk.ws.me)))
        self._name_filters()
        for widget in (self.add_button, self.code_edit, self.told, self.filter):
            self.add(widget)
        self.add(self.records, 1)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self.next_wanted)
        self.records.record_selected.connect(self._on_selected)
        self.records.move_wanted.connect(self._on_move_wanted)
        self.filter.currentIndexChanged.connect(self._on_filtered)
        self.code_edit.returnPressed.connect(self._on_code)
        self.code_edit.textEdited.connect(self._on_typing)
        QShortcut(QKeySequence("Ctrl+M"), self).activated.connect(self.focus_code)

    @property
    def count(self) -> int:
        """How many products stand in the queue."""
        return len(self._cards)

    @property
    def showing(self) -> Show:
        """Which of them are on show."""
        found = self.filter.currentData()
        return found if isinstance(found, Show) else Show.ALL

    # -- reading --------------------------------------------------------------------

    def load(self, session_id: UUID, show: UUID | None = None) -> None:
        """Read the queue; then show the curation `show`, or keep the one on show."""
        if session_id != self._session_id:
            self._session_id = session_id
            self.told.hide()
        self._want = show or self._want
        job = partial(curations.queue, self._desk.ws, session_id)
        self._desk.read(job, self, self._on_queue)

    def _on_queue(self, cards: list[QueueCard]) -> None:
        self._cards = {card.curation_id: card for card in cards}
        wanted = self._cards.get(self._want) if self._want is not None else None
        if wanted is not None and not self.showing.holds(wanted.state):
            self._filter_by(Show.ALL)
        self._name_filters()
        self._show_cards()

    def _show_cards(self) -> None:
        keys = [k for k, card in self._cards.items() if self.showing.holds(card.state)]
        before = self.records.selected_id
        keep = self._want if self._want in keys else before
        if keys != list(self.model.ids):
            self.model.set_ids(keys)
        else:
            self.model.reload()
        self._want = None
        shown = keep if keep in keys else self._first_open(keys) or next(iter(keys), None)
        if shown is None:
            self.chosen.emit(None)
            return
        self.records.select_id(shown)
        if shown == before and isinstance(shown, UUID):
            self.chosen.emit(shown)  # the row stays, what is behind it may have changed

    def _first_open(self, keys: list[UUID]) -> UUID | None:
        waiting = (k for k in keys if self._cards[k].state is not CurationState.DECIDED)
        return next(waiting, None)

    def next_open(self) -> UUID | None:
        """The next curation without a decision, after the one on show."""
        return self._first_open(list(self.model.ids))

    def set_open(self, *, on: bool) -> None:
        """Whether the session is open: only then is anything added or moved."""
        self.add_button.setEnabled(on)
        self.records.can_move = on and may_arrange(self._desk.ws.me)

    # -- filters --------------------------------------------------------------------

    def _name_filters(self) -> None:
        words = {
            Show.ALL: self.tr("All products ({count})"),
            Show.TO_VERIFY: self.tr("Waiting for verification ({count})"),
            Show.TO_VALIDATE: self.tr("Waiting for validation ({count})"),
            Show.READY: self.tr("Ready to be scored ({count})"),
            Show.SCORING: self.tr("Being scored ({count})"),
            Show.DECIDED: self.tr("Decided ({count})"),
        }
        states = [card.state for card in self._cards.values()]
        for at, show in enumerate(Show):
            count = sum(show.holds(state) for state in states)
            self.filter.setItemText(at, words[show].format(count=count))

    def _filter_by(self, show: Show) -> None:
        self.filter.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.filter.setCurrentIndex(list(Show).index(show))
        self.filter.blockSignals(False)  # noqa: FBT003 - Qt's own

    def _on_filtered(self) -> None:
        self._show_cards()

    # -- rows -----------------------------------------------------------------------

    def _records(self, wanted: tuple[UUID, ...]) -> list[Record]:
        return [self._record(self._cards[key]) for key in wanted if key in self._cards]

    def _record(self, card: QueueCard) -> Record:
        title = f"{card.place} · {card.title}"
        below = card.category.term if card.blind else card.business
        return Record(card.curation_id, title, below, self._chips(card), card.thumb)

    def _chips(self, card: QueueCard) -> tuple[ChipSpec, ...]:
        if card.returned:
            return (ChipSpec(self.tr("Sent down"), Tone.WARNING, "arrow-left"),)
        if card.state is not CurationState.OPEN or card.answered:
            return (self._state_chip(card),)
        # There is room for one; that nobody verified it stands over the sheet too.
        if card.checked_in_at is not None:
            return (ChipSpec(self.tr("Here"), Tone.SUCCESS, "map-pin"),)
        if card.unverified:
            return (ChipSpec(self.tr("Unverified"), Tone.WARNING),)
        return (self._state_chip(card),)

    def _state_chip(self, card: QueueCard) -> ChipSpec:
        if card.outcome is Outcome.PASSED and card.total is not None:
            text = f"{labels.points(card.total)} · {card.grade}"
            return ChipSpec(text, Tone.SUCCESS, "star")
        if card.outcome is not None:
            chip = labels.outcome_chip(card.outcome, card.grade)
            return ChipSpec(chip.text, chip.tone)
        if card.state.rank < CurationState.OPEN.rank:
            return labels.state_chip(card.state)
        if card.answered:
            text = self.tr("{count} scored").format(count=card.answered)
            return ChipSpec(text, Tone.INFO, "pencil")
        return ChipSpec(self.tr("Not scored yet"), Tone.WARNING, "clock")

    def _on_selected(self, key: object) -> None:
        if isinstance(key, UUID):
            self.chosen.emit(key)

    # -- moving and arriving ----------------------------------------------------------

    def _on_move_wanted(self, key: UUID, before: UUID | None) -> None:
        job = partial(steps.move, self._desk.ws, key, before)
        self._desk.change(job, self, self._on_moved, self._on_refused)

    def _on_moved(self, change: Change) -> None:
        self._desk.committed(change)

    def focus_code(self) -> None:
        """Ready for the next code."""
        self.code_edit.setFocus()
        self.code_edit.selectAll()

    def _on_typing(self, _text: str) -> None:
        self.told.hide()

    def _on_code(self) -> None:
        text = self.code_edit.text().strip()
        if text and self._session_id is not None:
            job = partial(steps.check_in, self._desk.ws, self._session_id, text)
            self._desk.change(job, self, self._on_arrived, self._on_refused)

    def _on_arrived(self, arrival: Arrival) -> None:
        self.code_edit.clear()
        words = self.tr("{code} was here already.") if arrival.again else self.tr("{code} is here.")
        self._tell(words.format(code=arrival.code))
        self._want = arrival.curation_id
        self.arrived.emit(arrival)
        if arrival.change.entities:
            self._desk.committed(arrival.change)
        elif self._session_id is not None:
            self.load(self._session_id)

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._tell(f"{error.what} {error.todo}")
        self.code_edit.selectAll()

    def _tell(self, text: str) -> None:
        self.told.setText(text)
        self.told.show()
