"""The page Acara: events at the left, the opened one with its tabs at the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.market.terms import EventState
from app.services import events, events_planning
from app.services.changes import Change
from app.services.events import EventLine
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.banner import EmptyState
from app.ui.kit.buttons import primary_button
from app.ui.kit.cards import Card, PageHeader
from app.ui.kit.record_view import PagedList
from app.ui.kit.records import Record, RecordListModel
from app.ui.kit.tones import ChipSpec
from app.ui.lanes import Latest
from app.ui.pages.events.event_sheet import EventSheet
from app.ui.pages.events.jobs import Opened, read
from app.ui.pages.events.panel import EventPanel
from app.ui.pages.events.words import Words
from app.ui.pages.market.tabs import RAIL, MarketTabs
from app.ui.pages.page import Page
from app.ui.theme import Space

_LIST_WIDTH = 304


class EventsPage(Page):
    """Bazaars, malls, Friday markets, exhibitions: planned, given away by turns, recorded."""

    KEY = "events"
    RAIL = RAIL
    WATCHES = frozenset(
        {
            *("market_event", "event_booking", "event_visit", "event_taking"),
            *("business", "product", "sync"),
        }
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("events_page")
        self._words = Words(self)
        self._lines: dict[UUID, EventLine] = {}
        self._wanted: UUID | None = None
        self._latest, self._latest_event = Latest(), Latest()
        self.sheet: EventSheet | None = None
        self._make_widgets()
        self._lay_out()
        self._connect()

    def _make_widgets(self) -> None:
        self.header = PageHeader(self.tr("Events"))
        self.new_button = primary_button(self.tr("New event"), icon="plus", shortcut="Ctrl+N")
        self.new_button.setObjectName("new_event")
        self.header.add_action(self.new_button)
        self.tabs = MarketTabs(self.desk, self.KEY)
        self.model = RecordListModel(self.desk.lanes, self._records, self)
        self.list = PagedList(self.tr("Events"), self.desk.thumbs)
        self.list.setObjectName("event_list")
        self.list.set_record_model(self.model)
        self.panel = EventPanel(self.desk)
        self.panel.hide()
        self.empty = EmptyState(
            "calendar",
            self.tr("No event yet"),
            self.tr("Plan a bazaar, a mall, some Fridays or an exhibition; booths come next."),
            action=self.tr("New event"),
            action_icon="plus",
        )
        self.empty.setObjectName("events_empty")

    def _lay_out(self) -> None:
        self._left = Card(pad=Space.S)
        self._left.setFixedWidth(_LIST_WIDTH)
        self._left.add(self.list, 1)
        self._blank = Card()
        self._blank.add(self.empty, 1)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        row.addWidget(self._left)
        row.addWidget(self.panel, 1)
        row.addWidget(self._blank, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L + 4, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(self.header)
        column.addWidget(self.tabs)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self.new_button.clicked.connect(self.plan_new)
        self.empty.action_triggered.connect(self.plan_new)
        self.list.record_selected.connect(self._on_selected)
        self.panel.edit_wanted.connect(self._on_edit)
        self.panel.state_wanted.connect(self._on_state)
        self.panel.remove_wanted.connect(self._on_remove)

    # -- reading ------------------------------------------------------------------------

    @override
    def reload(self) -> None:
        job = partial(events.listed, self.desk.ws)
        self.desk.read(job, self, self._on_listed, token=self._latest.renew())

    def _on_listed(self, lines: list[EventLine]) -> None:
        keep = self._wanted or self.list.selected_id
        self._wanted = None
        self._lines = {line.id: line for line in lines}
        self.model.set_ids(tuple(self._lines))
        coming = sum(line.last_day >= self.desk.ws.today() for line in lines)
        text = self.tr("{coming} to come · {all} in all")
        self.header.set_subtitle(text.format(coming=coming, all=labels.number(len(lines))))
        self._show_empty(is_empty=not lines)
        if lines and not self.list.select_id(keep):
            self.list.select_row(0)

    def _show_empty(self, *, is_empty: bool) -> None:
        # Hide before showing: both side by side would widen the window for good.
        gone, come = (self.panel, self._blank) if is_empty else (self._blank, self.panel)
        gone.hide()
        come.show()
        self._left.setVisible(not is_empty)
        self.new_button.setVisible(not is_empty)

    def _records(self, ids: tuple[Any, ...]) -> Sequence[Record]:
        lines = self._lines
        return [self._record(lines[key]) for key in ids if key in lines]

    def _record(self, line: EventLine) -> Record:
        given = self.tr("{taken} of {booths}").format(taken=line.taken, booths=line.booths)
        channel = ChipSpec(line.channel.term)
        chips = (channel, ChipSpec(given)) if line.booths else (channel,)
        return Record(
            id=line.id,
            title=line.name,
            subtitle=self._words.span(line),
            chips=chips,
            icon="calendar",
        )

    def _on_selected(self, key: UUID | None) -> None:
        if key is not None:
            job = partial(read, self.desk.ws, key)
            self.desk.read(job, self, self._on_read, token=self._latest_event.renew())

    def _on_read(self, opened: Opened) -> None:
        self.panel.show_event(opened)

    @override
    def show_record(self, record: UUID | None) -> None:
        """Bring an event forward; None plans a new one."""
        if record is None:
            self.plan_new()
        elif not self.list.select_id(record):
            self._wanted = record

    # -- changing -----------------------------------------------------------------------

    def plan_new(self) -> None:
        """Ask what the new event is."""
        self._ask(EventSheet(self.desk, None, self))

    def _on_edit(self) -> None:
        if self.panel.opened is not None:
            self._ask(EventSheet(self.desk, self.panel.opened.event, self))

    def _ask(self, sheet: EventSheet) -> None:
        sheet.saved.connect(self._on_saved)
        self.sheet = sheet
        sheet.open()

    def _on_saved(self, keys: tuple[UUID, ...], change: Change) -> None:
        self._wanted = keys[0]
        text = self.tr("The event is saved.")
        if len(keys) > 1:
            text = self.tr("{count} events are saved.").format(count=len(keys))
        self.desk.committed(change, text)

    def _on_state(self, state: EventState) -> None:
        if self.panel.opened is not None:
            job = partial(
                events_planning.set_state, self.desk.ws, self.panel.opened.event.id, state
            )
            self.desk.change(job, self, self._on_done, self.desk.handle)

    def _on_done(self, change: Change) -> None:
        self.desk.committed(change)

    def _on_remove(self) -> None:
        if self.panel.opened is not None:
            job = partial(events_planning.remove, self.desk.ws, self.panel.opened.event.id)
            self.desk.change(job, self, self._on_removed, self.desk.handle)

    def _on_removed(self, change: Change) -> None:
        self.desk.committed(change, self.tr("The event is removed."))
