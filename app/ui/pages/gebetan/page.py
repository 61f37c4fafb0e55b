"""The page: Gebetan UMKM, a round at a time; orders, who is picked, packages, delivery."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.market.terms import RoundState
from app.services import gebetan_rounds
from app.services.changes import Change
from app.services.gebetan_feedback import Said
from app.services.gebetan_rounds import RoundView
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.banner import EmptyState
from app.ui.kit.buttons import secondary_button
from app.ui.kit.cards import Card, PageHeader
from app.ui.kit.chips import Chip
from app.ui.kit.choices import Select
from app.ui.kit.slots import weak_slot
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.lanes import Latest
from app.ui.pages.gebetan.delivery import DeliveryPanel
from app.ui.pages.gebetan.jobs import View, read
from app.ui.pages.gebetan.orders import OrdersPanel
from app.ui.pages.gebetan.packages import PackagesPanel
from app.ui.pages.gebetan.picks import PicksPanel
from app.ui.pages.gebetan.round_sheet import RoundSheet
from app.ui.pages.market.tabs import RAIL, MarketTabs
from app.ui.pages.page import Page
from app.ui.theme import Space

_TONES = {
    RoundState.OPEN: Tone.INFO,
    RoundState.COMPOSED: Tone.INFO,
    RoundState.DELIVERED: Tone.SUCCESS,
    RoundState.CLOSED: Tone.NEUTRAL,
}


class GebetanPage(Page):
    """Gebetan UMKM, one page of the market."""

    KEY = "gebetan"
    RAIL = RAIL
    WATCHES = frozenset(
        {
            *("gebetan_round", "gebetan_order", "gebetan_pick", "product_feedback", "sync"),
            *("business", "product", "decision", "certificate", "legal_document"),
        }
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("gebetan_page")
        self._wanted: UUID | None = None
        self._view: View | None = None
        self._latest = Latest()
        self.round_sheet: RoundSheet | None = None
        self._make_widgets()
        self._lay_out()
        self._connect()

    # -- building -------------------------------------------------------------------------

    def _make_widgets(self) -> None:
        self.header = PageHeader(self.tr("Gebetan UMKM"), " ")
        self.chooser = Select()
        self.chooser.setObjectName("gebetan.round")
        self.chooser.setAccessibleName(self.tr("Round"))
        self.chooser.setMinimumWidth(380)
        self.state = Chip("", Tone.INFO)
        self.change_button = secondary_button(self.tr("Change"), icon="pencil")
        self.change_button.setObjectName("gebetan.change")
        self.close_button = secondary_button(self.tr("Close the round"), icon="lock")
        self.close_button.setObjectName("gebetan.close")
        self.new_button = secondary_button(self.tr("New round"), icon="plus", shortcut="Ctrl+N")
        self.new_button.setObjectName("gebetan.new")
        for widget in (self.state, self.chooser, self.new_button):
            self.header.add_action(widget)
        self.tabs = MarketTabs(self.desk, self.KEY)
        self.sections = QTabBar()
        self.sections.setObjectName("gebetan.sections")
        self.sections.setAccessibleName(self.tr("Parts of the round"))
        self.sections.setExpanding(False)
        self.sections.setDrawBase(False)
        self.sections.setUsesScrollButtons(False)
        self.orders, self.picks = OrdersPanel(self.desk), PicksPanel(self.desk)
        self.packages, self.delivery = PackagesPanel(self.desk), DeliveryPanel(self.desk)
        self.stack = QStackedWidget()
        for panel in (self.orders, self.picks, self.packages, self.delivery):
            self.sections.addTab("")
            self.stack.addWidget(panel)
        self.blank = Card()
        self.empty = EmptyState(
            "shopping-bag",
            self.tr("No round yet"),
            self.tr(
                "Every month civil servants buy a parcel of small businesses' products, worth "
                "what their rank pays. Open this month's round to take the orders."
            ),
            action=self.tr("New round"),
            action_icon="plus",
        )
        self.blank.add(self.empty, 1)
        self.blank.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L + 4, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(self.header)
        column.addWidget(self.tabs)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        # More room than it asks for: the chosen tab's bold words are wider than Qt counts.
        row.addWidget(self.sections, 1)
        row.addWidget(self.change_button)
        row.addWidget(self.close_button)
        column.addLayout(row)
        column.addWidget(self.stack, 1)
        column.addWidget(self.blank, 1)

    def _connect(self) -> None:
        self.chooser.activated.connect(self._on_round_chosen)
        self.new_button.clicked.connect(self.new_round)
        self.empty.action_triggered.connect(self.new_round)
        self.change_button.clicked.connect(self._on_change_clicked)
        self.close_button.clicked.connect(self._on_close_clicked)
        self.sections.currentChanged.connect(self._on_section)
        self.picks.candidates_read.connect(self.packages.set_candidates)
        for at in range(self.stack.count()):
            key = QShortcut(QKeySequence(f"Alt+{at + 1}"), self)
            key.activated.connect(weak_slot(self.show_section, at))

    # -- showing --------------------------------------------------------------------------

    @property
    def said(self) -> Mapping[UUID, Sequence[Said]]:
        """What was said in the round on show, by order."""
        return self._view.held.said if self._view and self._view.held else {}

    @override
    def reload(self) -> None:
        job = partial(read, self.desk.ws, self._wanted)
        self.desk.read(job, self, self._on_read, token=self._latest.renew())

    @override
    def show_record(self, record: UUID | None) -> None:
        if record is not None:
            self._wanted = record
            self.reload()

    @override
    def put_off(self) -> None:
        for panel in (self.orders, self.picks, self.packages):
            panel.stop()

    def _on_read(self, view: View) -> None:
        self._view = view
        held = view.held
        self._show_rounds(view)
        self.new_button.setVisible(view.may_open and held is not None)
        self.empty.action_button.setVisible(view.may_open)
        self.stack.setVisible(held is not None)
        self.sections.setVisible(held is not None)
        self.blank.setVisible(held is None)
        for widget in (self.state, self.chooser, self.change_button, self.close_button):
            widget.setVisible(held is not None)
        if held is None:
            self.header.set_subtitle("")
            return
        self._show_round(held.round)
        self._name_sections(view)
        for panel in (self.orders, self.picks, self.packages, self.delivery):
            panel.set_held(held)

    def _show_rounds(self, view: View) -> None:
        self.chooser.clear()
        for one in view.rounds:
            name = f"{gebetan_rounds.month_name(one.month)} · {one.region}"
            self.chooser.addItem(name, one.id)
        if view.held is not None:
            self.chooser.setCurrentIndex(self.chooser.findData(view.held.round.id))

    def _show_round(self, held: RoundView) -> None:
        self.state.set_spec(ChipSpec(held.state.term, _TONES[held.state]))
        ended = held.state is RoundState.CLOSED
        self.change_button.setEnabled(not ended)
        self.close_button.setEnabled(not ended)
        words = self.tr("Orders from {first} to {last}").format(
            first=labels.long_date(held.opens_on), last=labels.long_date(held.closes_on)
        )
        if held.delivers_on is not None:
            day = labels.long_date(held.delivers_on)
            words += " · " + self.tr("delivered on {day}").format(day=day)
        self.header.set_subtitle(words)

    def _name_sections(self, view: View) -> None:
        if view.held is None:
            return
        shelf, picks = view.held.shelf, view.held.picks
        made = len(shelf.packages) - shelf.empty
        delivered = sum(p.order.delivered_on is not None for p in shelf.packages)
        names = (
            (self.tr("Orders"), len(shelf.packages)),
            (self.tr("Picked businesses"), len(picks)),
            (self.tr("Packages"), made),
            (self.tr("Delivery & feedback"), delivered),
        )
        for at, (name, count) in enumerate(names):
            text = f"{name} · {labels.number(count)}" if count else name
            # A tab's single & would name a key.
            self.sections.setTabText(at, text.replace("&", "&&"))
            self.sections.setTabToolTip(at, f"Alt+{at + 1}")

    def show_section(self, at: int) -> None:
        """Bring one part of the round forward and work there."""
        self.sections.setCurrentIndex(at)
        panel = (self.orders, self.picks, self.packages, self.delivery)[at]
        panel.focus()

    def _on_section(self, at: int) -> None:
        self.stack.setCurrentIndex(at)

    def _on_round_chosen(self, _at: int) -> None:
        self._wanted = self.chooser.currentData()
        self.reload()

    # -- rounds ---------------------------------------------------------------------------

    def new_round(self) -> None:
        """Ask for a new round."""
        self._ask(None)

    def _on_change_clicked(self) -> None:
        if self._view is not None and self._view.held is not None:
            self._ask(self._view.held.round)

    def _ask(self, held: RoundView | None) -> None:
        self.round_sheet = RoundSheet(self.desk, held, self.window())
        self.round_sheet.saved.connect(self._on_saved)
        self.round_sheet.open()

    def _on_saved(self, key: UUID) -> None:
        self._wanted = key

    def _on_close_clicked(self) -> None:
        if self._view is not None and self._view.held is not None:
            key = self._view.held.round.id
            self.desk.change(
                partial(gebetan_rounds.close, self.desk.ws, key), self, self._on_closed
            )

    def _on_closed(self, change: Change) -> None:
        self.desk.committed(change, self.tr("The round is closed."))
