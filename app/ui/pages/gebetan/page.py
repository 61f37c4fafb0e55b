"""The page: Gebetan UMKM."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.desk import Desk
from app.ui.kit.cards import PageHeader
from app.ui.pages.market.tabs import RAIL, MarketTabs
from app.ui.pages.page import Page
from app.ui.theme import Space


class GebetanPage(Page):
    """Gebetan UMKM, one page of the market."""

    KEY = "gebetan"
    RAIL = RAIL

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("gebetan_page")
        self.header = PageHeader(self.tr("Gebetan UMKM"))
        self.tabs = MarketTabs(desk, self.KEY)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L + 4, Space.XL, Space.XL)
        column.setSpacing(Space.M)
        column.addWidget(self.header)
        column.addWidget(self.tabs)
        column.addStretch(1)
