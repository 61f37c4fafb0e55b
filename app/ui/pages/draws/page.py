"""The page: Draws and fairness."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.permissions import MARKET_ROLES
from app.ui.desk import Desk
from app.ui.kit.buttons import Button, primary_button, secondary_button
from app.ui.kit.cards import PageHeader
from app.ui.kit.slots import weak_slot
from app.ui.pages.draws.draws_panel import DrawsPanel
from app.ui.pages.draws.turns_panel import TurnsPanel
from app.ui.pages.market.tabs import RAIL, MarketTabs
from app.ui.pages.page import Page
from app.ui.theme import Space


class DrawsPage(Page):
    """Draws that anybody can do again, and how the turns of a year were spread."""

    KEY = "draws"
    RAIL = RAIL
    WATCHES = frozenset(
        {
            *("draw_record", "event_booking", "gebetan_pick", "order_listing"),
            *("market_event", "gebetan_round", "decision", "business", "settings"),
        }
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("draws_page")
        self.header = PageHeader(self.tr("Draws and fairness"))
        self.new_button = primary_button(self.tr("New draw"), icon="plus")
        self.new_button.setObjectName("draws.new")
        for widget in (*self._parts(), self.new_button):
            self.header.add_action(widget)
        self.tabs = MarketTabs(desk, self.KEY)
        self.draws = DrawsPanel(desk)
        self.fairness = TurnsPanel(desk)
        self.stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L + 4, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(self.header)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        for panel in (self.draws, self.fairness):
            self.stack.addWidget(panel)
        self.new_button.clicked.connect(self.draws.announce)

    def _parts(self) -> list[Button]:
        """The two tabs of the page itself."""
        group = QButtonGroup(self)
        self.parts: dict[str, Button] = {}
        names = {"draws": self.tr("Draws"), "fairness": self.tr("Fairness")}
        for at, (key, text) in enumerate(names.items()):
            button = secondary_button(text)
            button.setObjectName(f"draws_part.{key}")
            button.setCheckable(True)
            button.setChecked(at == 0)
            button.clicked.connect(weak_slot(self._on_part, at))
            group.addButton(button)
            self.parts[key] = button
        return list(self.parts.values())

    @override
    def enter(self, record: UUID | None = None, *, new: bool = False) -> None:
        super().enter(record, new=new)
        if self.stack.currentIndex() == 0:
            self.draws.list.setFocus()

    @override
    def reload(self) -> None:
        me = self.desk.ws.me
        may = any(me.may(MARKET_ROLES, region) for region in me.regions)
        self.new_button.setVisible(may)
        self.draws.empty.action_button.setVisible(may)
        self.draws.reload()
        self.fairness.reload()

    @override
    def show_record(self, record: UUID | None) -> None:
        """Bring a draw forward; None asks for a new one."""
        self._on_part(0)
        if record is None:
            self.draws.announce()
        else:
            self.draws.show_draw(record)

    def _on_part(self, at: int) -> None:
        list(self.parts.values())[at].setChecked(True)
        self.stack.setCurrentIndex(at)
