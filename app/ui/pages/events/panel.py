"""One event: its name and days above, its three tabs below."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.market.terms import EventState
from app.services import events_papers
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.buttons import Button, IconButton, secondary_button
from app.ui.kit.cards import Card
from app.ui.kit.chips import ChipRow
from app.ui.kit.choices import Select
from app.ui.kit.labels import ElidedLabel
from app.ui.kit.slots import weak_slot
from app.ui.kit.tones import ChipSpec
from app.ui.pages.events.day_tab import DayTab
from app.ui.pages.events.floor_tab import FloorTab
from app.ui.pages.events.jobs import Opened
from app.ui.pages.events.papers import EventPapers
from app.ui.pages.events.places_tab import PlacesTab
from app.ui.pages.events.words import state_chip
from app.ui.theme import Space

FLOOR, PLACES, DAY = "floor", "places", "day"


class EventPanel(Card):
    """The opened event. `edit_wanted()`, `state_wanted(object)`, `remove_wanted()`."""

    edit_wanted = Signal()
    state_wanted = Signal(object)
    remove_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, pad=Space.L)
        self.setObjectName("event_panel")
        self._desk = desk
        self.opened: Opened | None = None
        self._event: UUID | None = None
        self.papers = EventPapers(desk, self)
        self._make_widgets()
        self._lay_out()
        self._connect()

    def _make_widgets(self) -> None:
        self.title = ElidedLabel("", "title")
        self.about = ElidedLabel("", "muted")
        self.chips = ChipRow()
        self.day_select = Select()
        self.day_select.setObjectName("event_day")
        self.day_select.setAccessibleName(self.tr("Day"))
        self.day_select.setMinimumContentsLength(20)
        self.state_button = secondary_button("", icon="flag")
        self.state_button.setObjectName("event_state")
        self.edit_button = IconButton("pencil", self.tr("Change the event"))
        self.edit_button.setObjectName("event_edit")
        self.remove_button = IconButton("trash", self.tr("Remove the event"))
        self.remove_button.setObjectName("event_remove")
        self.floor = FloorTab(self._desk)
        self.places = PlacesTab(self._desk)
        self.day = DayTab(self._desk)
        self.stack = QStackedWidget()
        self._pages = {FLOOR: self.floor, PLACES: self.places, DAY: self.day}
        for widget in self._pages.values():
            self.stack.addWidget(widget)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.about)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addLayout(words, 1)
        head.addWidget(self.chips)
        for button in (self.state_button, self.edit_button, self.remove_button):
            head.addWidget(button)
        bar = QHBoxLayout()
        bar.setSpacing(Space.S - 2)
        group = QButtonGroup(self)
        self.tabs: dict[str, Button] = {}
        for key, text in self._tab_words().items():
            button = secondary_button(text)
            button.setObjectName(f"event_tab.{key}")
            button.setCheckable(True)
            button.clicked.connect(weak_slot(self.show_tab, key))
            group.addButton(button)
            bar.addWidget(button)
            self.tabs[key] = button
        bar.addStretch(1)
        bar.addWidget(self.day_select)
        self.body.addLayout(head)
        self.body.addLayout(bar)
        self.add(self.stack, 1)
        self.tabs[FLOOR].setChecked(True)

    def _tab_words(self) -> dict[str, str]:
        return {
            FLOOR: self.tr("Plan"),
            PLACES: self.tr("Booths and turns"),
            DAY: self.tr("Attendance and takings"),
        }

    def _connect(self) -> None:
        self.day_select.currentIndexChanged.connect(self._on_day)
        self.edit_button.clicked.connect(self.edit_wanted)
        self.remove_button.clicked.connect(self.remove_wanted)
        self.state_button.clicked.connect(self._on_state)
        self.floor.print_wanted.connect(self._print_floor)
        self.places.cards_wanted.connect(self._print_cards)
        self.places.list_wanted.connect(self._print_list)
        self.day.export_wanted.connect(self._export)

    # -- showing ------------------------------------------------------------------------

    def show_event(self, opened: Opened) -> None:
        """Show an event; another one begins with what is to be done next."""
        event = opened.event
        is_other = self._event != event.id
        self._event, self.opened = event.id, opened
        self.title.setText(event.form.name)
        self.about.setText(f"{event.form.place}, {event.region_name}")
        self.chips.set_chips((ChipSpec(event.form.channel.term), state_chip(event.state)))
        self.state_button.setText(self._next_state_words()[event.state])
        for button in (self.state_button, self.edit_button, self.remove_button):
            button.setEnabled(event.runs)
        self._fill_days(opened, anew=is_other)
        if is_other:
            self.show_tab(self._first_tab(opened))
        self._on_day()

    def _next_state_words(self) -> dict[EventState, str]:
        return {
            EventState.PLANNED: self.tr("Open the event"),
            EventState.OPEN: self.tr("Close the event"),
            EventState.CLOSED: self.tr("Open again"),
        }

    def _first_tab(self, opened: Opened) -> str:
        if not opened.event.plan.stalls:
            return FLOOR
        return DAY if opened.today in opened.event.days and opened.recap.lines else PLACES

    def _fill_days(self, opened: Opened, *, anew: bool) -> None:
        days = opened.event.days
        kept = None if anew else self.day_select.currentData()
        if kept not in days:
            kept = opened.today if opened.today in days else days[0]
        self.day_select.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.day_select.clear()
        for day in days:
            self.day_select.addItem(labels.weekday_date(day), day)
        self.day_select.setCurrentIndex(days.index(kept))
        self.day_select.blockSignals(False)  # noqa: FBT003 - Qt's signature

    @property
    def chosen_day(self) -> date:
        """The day on show."""
        chosen: date = self.day_select.currentData()
        return chosen

    def show_tab(self, key: str) -> None:
        """Bring one tab forward."""
        self.tabs[key].setChecked(True)
        self.stack.setCurrentWidget(self._pages[key])

    def _on_day(self, *_: object) -> None:
        opened = self.opened
        if opened is None:
            return
        day = self.chosen_day
        self.floor.show_event(opened.event, day, opened.whose(day))
        self.places.show_day(opened, day)
        self.day.show_day(opened, day)

    def _on_state(self) -> None:
        if self.opened is None:
            return
        is_open = self.opened.event.state is EventState.OPEN
        self.state_wanted.emit(EventState.CLOSED if is_open else EventState.OPEN)

    # -- papers -------------------------------------------------------------------------

    def _print_floor(self) -> None:
        self._print(self.tr("Plan {name}"), events_papers.floor_pdf)

    def _print_list(self) -> None:
        self._print(self.tr("Places {name}"), events_papers.places_pdf)

    def _print(self, title: str, make: object) -> None:
        if self.opened is None or not callable(make):
            return
        event = self.opened.event
        job = partial(make, self._desk.ws, event.id, self.chosen_day)
        self.papers.print_paper(title.format(name=event.form.name), job)

    def _print_cards(self) -> None:
        if self.opened is not None:
            event = self.opened.event
            title = self.tr("Booth cards {name}").format(name=event.form.name)
            job = partial(events_papers.cards_pdf, self._desk.ws, event.id, (self.chosen_day,))
            self.papers.print_paper(title, job)

    def _export(self) -> None:
        if self.opened is not None:
            event = self.opened.event
            self.papers.export(event.id, self.tr("Recap {name}").format(name=event.form.name))
