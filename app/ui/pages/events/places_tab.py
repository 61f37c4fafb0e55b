"""Lapak dan giliran: booths of a day with who has them, who waits, what ended; and what to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import UserError
from app.services import bookings
from app.services.bookings import Freed
from app.services.changes import Change
from app.services.events_rows import BookingLine
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.banner import EmptyState
from app.ui.kit.buttons import Button, IconButton, primary_button, secondary_button
from app.ui.kit.labels import ElidedLabel, Label
from app.ui.kit.slots import weak_slot
from app.ui.pages.events.hand_sheet import HandSheet
from app.ui.pages.events.jobs import Opened
from app.ui.pages.events.lost_bar import LostBar
from app.ui.pages.events.reason_sheet import ReasonSheet
from app.ui.pages.events.table import Head, Line, LinesTable
from app.ui.pages.events.turns_sheet import TurnsSheet
from app.ui.pages.events.words import Words
from app.ui.theme import Space

PLACES, WAITS, ENDED = "places", "waits", "ended"


class PlacesTab(QWidget):
    """The places of one event on the chosen day. `cards_wanted()` and `list_wanted()` print."""

    cards_wanted = Signal()
    list_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._opened: Opened | None = None
        self._day = date.min
        self._words = Words(self)
        self._lines: dict[UUID | int, BookingLine] = {}
        self.sheet: TurnsSheet | HandSheet | ReasonSheet | None = None
        self._make_widgets()
        self._lay_out()
        self._connect()

    def _make_widgets(self) -> None:
        self.told = ElidedLabel("", "muted")
        self.turns_button = primary_button(self.tr("Give booths by turns"), icon="users")
        self.turns_button.setObjectName("turns_button")
        self.cards_button = IconButton("qrcode", self.tr("Booth cards"))
        self.cards_button.setObjectName("cards_button")
        self.list_button = IconButton("printer", self.tr("List of places"))
        self.list_button.setObjectName("list_button")
        self.lost = LostBar(self._desk)
        self.table = LinesTable(self.tr("Booths and who has them"))
        self.table.setObjectName("places_table")
        self.why_label = Label("", "muted", wrap=True)
        self.why_label.setMinimumHeight(36)
        self.no_show_button = secondary_button(self.tr("Did not come"), icon="ban")
        self.no_show_button.setObjectName("no_show_button")
        self.give_up_button = secondary_button(self.tr("Gives up …"), icon="x")
        self.give_up_button.setObjectName("give_up_button")
        self.swap_button = secondary_button(self.tr("Swap or move …"), icon="refresh")
        self.swap_button.setObjectName("swap_button")
        self.hand_button = secondary_button(self.tr("Give out of turn …"), icon="plus")
        self.hand_button.setObjectName("hand_button")
        self.empty = EmptyState(
            "grid",
            self.tr("No booth given yet"),
            self.tr("Draw the plan first, then give the booths by turns."),
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.M, 0, 0)
        column.setSpacing(Space.S)
        bar = QHBoxLayout()
        bar.setSpacing(Space.S)
        bar.addLayout(self._views())
        bar.addWidget(self.told, 1)
        for button in (self.list_button, self.cards_button, self.turns_button):
            bar.addWidget(button)
        column.addLayout(bar)
        column.addWidget(self.lost)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.why_label)
        deeds = QHBoxLayout()
        deeds.setSpacing(Space.S)
        deeds.addStretch(1)
        for button in (
            *(self.no_show_button, self.give_up_button),
            *(self.swap_button, self.hand_button),
        ):
            deeds.addWidget(button)
        column.addLayout(deeds)

    def _views(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.S - 2)
        self.views: dict[str, Button] = {}
        for key in (PLACES, WAITS, ENDED):
            button = secondary_button(self._view_words()[key])
            button.setObjectName(f"places_view.{key}")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.clicked.connect(weak_slot(self._refresh))
            row.addWidget(button)
            self.views[key] = button
        self.views[PLACES].setChecked(True)
        return row

    def _view_words(self) -> dict[str, str]:
        return {
            PLACES: self.tr("Booths"),
            WAITS: self.tr("Waiting"),
            ENDED: self.tr("Ended"),
        }

    def _connect(self) -> None:
        self.turns_button.clicked.connect(self.give_by_turns)
        self.cards_button.clicked.connect(self.cards_wanted)
        self.list_button.clicked.connect(self.list_wanted)
        self.table.line_selected.connect(self._on_selected)
        self.table.enter_pressed.connect(self._on_enter)
        self.no_show_button.clicked.connect(self._on_no_show)
        self.give_up_button.clicked.connect(self._on_give_up)
        self.swap_button.clicked.connect(self._on_swap)
        self.hand_button.clicked.connect(self._on_by_hand)

    # -- showing ------------------------------------------------------------------------

    def show_day(self, opened: Opened, day: date) -> None:
        """Show the places of a day."""
        self._opened, self._day = opened, day
        self._refresh()
        self.lost.show_lost(opened.event.id, opened.lost)

    @property
    def view(self) -> str:
        """Booths, waiting or ended."""
        return next(key for key, button in self.views.items() if button.isChecked())

    def _refresh(self) -> None:
        opened = self._opened
        if opened is None:
            return
        found = {
            PLACES: opened.on(self._day),
            WAITS: opened.waiting(),
            ENDED: opened.ended(self._day),
        }
        for key, text in self._view_words().items():
            self.views[key].setText(f"{text} · {labels.number(len(found[key]))}")
        free = opened.free(self._day)
        text = self.tr("{free} free") if opened.event.plan.stalls else ""
        self.told.setText(text.format(free=labels.number(len(free))))
        self._lines = {line.id: line for line in found[self.view]}
        if self.view == PLACES:
            self._show_places(found[PLACES], free)
        else:
            self._show_others(found[self.view])
        is_bare = not opened.event.plan.stalls
        # Hide before showing: both side by side would make the window higher for good.
        gone, come = (self.table, self.empty) if is_bare else (self.empty, self.table)
        gone.hide()
        come.show()
        self.turns_button.setEnabled(opened.event.runs and bool(opened.event.plan.stalls))
        self.cards_button.setEnabled(bool(found[PLACES]))
        self.list_button.setEnabled(bool(found[PLACES]))

    def _show_places(self, lines: tuple[BookingLine, ...], free: list[int]) -> None:
        heads = (
            Head(self.tr("Booth"), 58, number=True),
            Head(self.tr("Business"), 168),
            Head(self.tr("Product"), 140),
            Head(self.tr("Area"), None),
            Head(self.tr("Turn"), 54, number=True),
            Head(self.tr("State"), 122),
        )
        rows = [(line.booth or 0, self._line(line)) for line in lines]
        blank = self.tr("free")
        rows += [(no, Line(no, (str(no), "", "", "", "", blank))) for no in free]
        rows.sort(key=lambda row: row[0])
        self.table.show_lines(heads, [line for _, line in rows])

    def _line(self, line: BookingLine) -> Line:
        enrolled = self._opened is not None and self._opened.enrolled
        state, tone = self._words.state(line, enrolled=enrolled)
        turn = "" if line.turn is None else labels.number(line.turn)
        booth = "" if line.booth is None else str(line.booth)
        cells = (booth, line.business, line.product, line.area, turn, state)
        return Line(line.id, cells, tone, self._words.why(line))

    def _show_others(self, lines: tuple[BookingLine, ...]) -> None:
        heads = (
            Head(self.tr("Booth"), 58, number=True),
            Head(self.tr("Business"), 168),
            Head(self.tr("Product"), 140),
            Head(self.tr("Area"), None),
            Head(self.tr("Turn"), 54, number=True),
            Head(self.tr("State"), 160),
        )
        self.table.show_lines(heads, [self._line(line) for line in lines])

    def _on_selected(self, key: UUID | int | None) -> None:
        line = self._lines.get(key) if key is not None else None
        self.why_label.setText(self._words.why(line) if line is not None else "")
        runs = self._opened is not None and self._opened.event.runs
        holds = runs and line is not None and line.counts
        for button in (self.no_show_button, self.give_up_button, self.swap_button):
            button.setEnabled(holds)
        is_free = self.view == PLACES and isinstance(key, int)
        self.hand_button.setEnabled(runs and is_free)
        self.hand_button.setVisible(self.view == PLACES)

    @property
    def _chosen(self) -> BookingLine | None:
        key = self.table.selected
        return self._lines.get(key) if key is not None else None

    # -- deeds --------------------------------------------------------------------------

    def give_by_turns(self) -> None:
        """Open the proposal."""
        if self._opened is None:
            return
        sheet = TurnsSheet(self._desk, self._opened.event, self)
        sheet.saved.connect(self._on_turns_saved)
        self.sheet = sheet
        sheet.open()

    def _on_turns_saved(self, change: Change) -> None:
        self._desk.committed(change, self.tr("The places are given."))

    def _on_no_show(self) -> None:
        line = self._chosen
        if line is not None:
            job = partial(bookings.no_show, self._desk.ws, line.id)
            self._desk.change(job, self, self._on_freed, self._desk.handle)

    def _on_freed(self, freed: Freed) -> None:
        text = self.tr("Booth {no} is free now.")
        if freed.heir is not None:
            text = self.tr("Booth {no}: {name} moves up from the waiting list.")
        self._desk.committed(freed.change, text.format(no=freed.booth, name=freed.heir))

    def _on_give_up(self) -> None:
        line = self._chosen
        if line is None:
            return
        title = self.tr("{name} gives up").format(name=line.business)
        about = self.tr("Booth {no} goes to the first of the waiting list that may stand there.")
        sheet = ReasonSheet(title, about.format(no=line.booth), self)
        sheet.answered.connect(partial(self._give_up, sheet, line.id))
        self.sheet = sheet
        sheet.open()

    def _give_up(self, sheet: ReasonSheet, key: UUID, _choice: object, reason: str) -> None:
        job = partial(bookings.give_up, self._desk.ws, key, reason)
        self._desk.change(job, sheet, partial(self._gave_up, sheet), partial(self._failed, sheet))

    def _gave_up(self, sheet: ReasonSheet, freed: Freed) -> None:
        sheet.accept()
        self._on_freed(freed)

    def _on_swap(self) -> None:
        line, opened = self._chosen, self._opened
        if line is None or opened is None:
            return
        title = self.tr("Another booth for {name}").format(name=line.business)
        about = self.tr("Both places end and two new ones begin; print their cards again.")
        held = self.tr("{no} · {name}")
        choices: list[tuple[str, object]] = [
            (held.format(no=other.booth, name=other.business), other.id)
            for other in opened.on(self._day)
            if other.id != line.id
        ]
        free = self.tr("{no} · free")
        choices += [(free.format(no=no), no) for no in opened.free(self._day)]
        sheet = ReasonSheet(title, about, self, choice=self.tr("Booth"), choices=choices)
        sheet.answered.connect(partial(self._swap, sheet, line.id))
        self.sheet = sheet
        sheet.open()

    def _swap(self, sheet: ReasonSheet, key: UUID, to: object, reason: str) -> None:
        ws = self._desk.ws
        job: Callable[[], Change]
        if isinstance(to, UUID):
            job = partial(bookings.swap, ws, key, to, reason)
        elif isinstance(to, int):
            job = partial(bookings.move, ws, key, to, reason)
        else:
            return
        done = partial(self._swapped, sheet)
        self._desk.change(job, sheet, done, partial(self._failed, sheet))

    def _swapped(self, sheet: ReasonSheet, change: Change) -> None:
        sheet.accept()
        self._desk.committed(change, self.tr("The booths are changed."))

    def _failed(self, sheet: ReasonSheet, error: Exception) -> None:
        if isinstance(error, UserError):
            sheet.show_error(error)
        else:
            self._desk.handle(error)

    def _on_enter(self) -> None:
        if self.hand_button.isEnabled():
            self._on_by_hand()

    def _on_by_hand(self) -> None:
        booth = self.table.selected
        if self._opened is None or not isinstance(booth, int):
            return
        sheet = HandSheet(self._desk, self._opened.event.id, self._day, booth, self)
        sheet.given.connect(self._on_given)
        self.sheet = sheet
        sheet.open()

    def _on_given(self, change: Change) -> None:
        self._desk.committed(change, self.tr("The booth is given."))
