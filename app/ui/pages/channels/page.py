"""Kanal: who may enter which market channel and why not yet, and whose papers run out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.market.channels import Channel
from app.services import expiry, rekap_filter, standing_count, syncing
from app.services.channel_lists import SOON_DAYS, Show
from app.services.expiry import Window
from app.services.rekap_filter import Choice
from app.services.workspace import Workspace
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.buttons import Button, secondary_button
from app.ui.kit.cards import PageHeader
from app.ui.kit.choices import Select
from app.ui.kit.slots import weak_slot
from app.ui.pages.channels.expiry_panel import ExpiryPanel
from app.ui.pages.channels.rules_sheet import RulesSheet
from app.ui.pages.channels.standing_panel import StandingPanel
from app.ui.pages.market.tabs import RAIL, MarketTabs
from app.ui.pages.page import Page
from app.ui.pages.rekap.counting import Counting
from app.ui.theme import Space

_REGION_WIDTH = 268


@dataclass(frozen=True, slots=True)
class About:
    """What the page may be asked to show: papers that run out, or a channel's products."""

    window: Window | None = None
    channel: Channel | None = None
    show: Show = Show.ALLOWED


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands around the panels, read in one job."""

    regions: tuple[Choice, ...]
    start: str
    ending: int
    waiting: int


def _read(ws: Workspace) -> _Frame:
    return _Frame(
        rekap_filter.choices(ws),
        rekap_filter.default_region(ws),
        expiry.within(ws, SOON_DAYS),
        standing_count.waiting(ws),
    )


class ChannelsPage(Page):
    """The first page of the market: Kanal."""

    KEY = "market"
    RAIL = RAIL
    WATCHES = syncing.ENTITIES | {"sync", "settings", "audit_event"}

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("channels_page")
        self.rules_sheet: RulesSheet | None = None
        self._watching = False
        self._make_widgets()
        self._lay_out()
        self.rules_button.clicked.connect(self._on_rules)
        self.region.currentIndexChanged.connect(self._on_region)
        self.counting.counted.connect(self._on_counted)

    # -- building ---------------------------------------------------------------------

    def _make_widgets(self) -> None:
        self.region = Select()
        self.region.setObjectName("channel_region")
        self.region.setAccessibleName(self.tr("Region"))
        self.region.setFixedWidth(_REGION_WIDTH)
        self.views: dict[bool, Button] = {}
        group = QButtonGroup(self)
        words = {False: self.tr("Who may enter"), True: self.tr("What runs out")}
        for watching, text in words.items():
            button = secondary_button(text)
            button.setObjectName("view.expiry" if watching else "view.standing")
            button.setCheckable(True)
            button.setChecked(watching is self._watching)
            button.clicked.connect(weak_slot(self.watch, watching))
            group.addButton(button)
            self.views[watching] = button
        self.rules_button = secondary_button(self.tr("Rules of entry"), icon="note")
        self.rules_button.setObjectName("rules_button")
        actions = (self.region, *self.views.values(), self.rules_button)
        self.header = PageHeader(self.tr("Channels"), " ", actions)
        self.tabs = MarketTabs(self.desk, self.KEY)
        self.standing = StandingPanel(self.desk)
        self.expiry = ExpiryPanel(self.desk)
        self.expiry.hide()
        self.counting = Counting(self.desk, self, standing_count.step)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L + 4, Space.XL, Space.XL)
        column.setSpacing(Space.M)
        for widget in (self.header, self.tabs):
            column.addWidget(widget)
        column.addWidget(self.standing, 1)
        column.addWidget(self.expiry, 1)

    # -- reading ------------------------------------------------------------------------

    @override
    def reload(self) -> None:
        self.desk.read(partial(_read, self.desk.ws), self, self._on_read)

    def _on_read(self, frame: _Frame) -> None:
        self._show_regions(frame)
        self._tell(frame)
        self._read_panel()
        self.counting.start()  # tells when what changed has been looked at

    def _show_regions(self, frame: _Frame) -> None:
        kept = self.region.currentData() or frame.start
        with QSignalBlocker(self.region):
            self.region.clear()
            for choice in frame.regions:
                self.region.addItem("\u2003" * choice.depth + choice.name, choice.code)
            self.region.setCurrentIndex(max(self.region.findData(kept), 0))
        self._hand_region()

    def _hand_region(self) -> None:
        code = self.region.currentData() or rekap_filter.default_region(self.desk.ws)
        self.standing.set_region(code)
        self.expiry.set_region(code)

    def _tell(self, frame: _Frame) -> None:
        text = self.tr("{count} papers run out within 30 days")
        told = text.format(count=labels.number(frame.ending))
        if frame.waiting:
            waits = self.tr("{count} businesses are still being looked at")
            told = f"{told} · {waits.format(count=labels.number(frame.waiting))}"
        self.header.set_subtitle(told)

    def _read_panel(self) -> None:
        (self.expiry if self._watching else self.standing).reload()

    def _on_region(self, _index: int) -> None:
        self._hand_region()
        self._read_panel()

    def _on_counted(self, left: int) -> None:
        if self._in_front or not left:
            self.reload()

    @override
    def put_off(self) -> None:
        self.counting.stop()
        self.expiry.telling.stop()

    # -- showing ------------------------------------------------------------------------

    def watch(self, watching: bool) -> None:
        """Show what runs out, or who may enter."""
        self._watching = watching
        self.views[watching].setChecked(True)
        both: tuple[QWidget, QWidget] = (self.standing, self.expiry)
        gone, come = both if watching else both[::-1]
        gone.hide()
        come.show()
        self._read_panel()

    @override
    def show_about(self, about: object) -> None:
        if not isinstance(about, About):
            return
        if about.window is not None:
            self.expiry.choose(about.window)
            self.watch(watching=True)
        elif about.channel is not None:
            self.watch(watching=False)
            self.standing.choose_channel(about.channel)
            self.standing.choose_show(about.show)

    @override
    def show_record(self, record: UUID | None) -> None:
        """Bring a product's standings forward."""
        if record is not None:
            self.watch(watching=False)
            self.standing.open(record)

    def _on_rules(self) -> None:
        self.rules_sheet = RulesSheet(self.desk, self)
        self.rules_sheet.published.connect(self.reload)
        self.rules_sheet.open()
