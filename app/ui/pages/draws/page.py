"""The page: Draws and fairness."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.desk import Desk
from app.ui.kit.cards import PageHeader
from app.ui.pages.market.tabs import RAIL, MarketTabs
from app.ui.pages.page import Page
from app.ui.theme import Space


class DrawsPage(Page):
    """Draws and fairness, one page of the market."""

    KEY = "draws"
    RAIL = RAIL

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("draws_page")
        self.header = PageHeader(self.tr("Draws and fairness"))
        self.tabs = MarketTabs(desk, self.KEY)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L + 4, Space.XL, Space.XL)
        column.setSpacing(Space.M)
        column.addWidget(self.header)
        column.addWidget(self.tabs)
        column.addStretch(1)
