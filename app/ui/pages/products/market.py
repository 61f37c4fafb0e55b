"""Kanal pasar: where one product may enter, below its form."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services import channel_lists
from app.services.channel_lists import ProductStandings
from app.ui.desk import Desk
from app.ui.kit.buttons import ghost_button
from app.ui.kit.labels import Label
from app.ui.lanes import Latest
from app.ui.pages.channels.standings_view import StandingsView
from app.ui.theme import Space


class MarketCard(QWidget):
    """All six channels of the product on the form; nothing for one that was never saved."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("market_card")
        self._desk, self._latest = desk, Latest()
        self.product_id: UUID | None = None
        self.note = Label(self.tr("You are about to score it: its results are not shown yet."))
        self.note.hide()
        self.view = StandingsView()
        self.open_button = ghost_button(self.tr("Open in Channels"), icon="arrow-right")
        self.open_button.setObjectName("market_card.open")
        self.open_button.clicked.connect(self._on_open)
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Market channels"), "section"), 1)
        head.addWidget(self.open_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, Space.M, Space.S)
        column.setSpacing(Space.S)
        column.addLayout(head)
        column.addWidget(self.note)
        column.addWidget(self.view)
        self.hide()

    def show_product(self, product_id: UUID | None) -> None:
        """Read the standings of a product; what was shown of another one goes at once."""
        if product_id is None or product_id != self.product_id:
            self.hide()
        self.product_id = product_id
        token = self._latest.renew()
        if product_id is not None:
            job = partial(channel_lists.of_product, self._desk.ws, product_id)
            self._desk.lanes.db(job, self, self._on_read, self._on_failed, token=token)

    def _on_read(self, found: ProductStandings) -> None:
        self.note.setVisible(found.hidden)
        self.view.show_standings(found.standings, self._desk.ws.today())
        self.show()

    def _on_failed(self, _error: Exception) -> None:
        """The page itself says when a product has gone."""
        self.hide()

    def _on_open(self) -> None:
        self._desk.go("market", self.product_id)
