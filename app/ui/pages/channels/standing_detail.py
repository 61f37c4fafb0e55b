"""The right side of Kanal: one product at all channels, and where to go from there."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.channel_lists import ProductStandings
from app.ui.desk import Desk
from app.ui.kit.buttons import IconButton
from app.ui.kit.cards import Card
from app.ui.kit.labels import ElidedLabel, Label, Line
from app.ui.kit.scroll import scrolling
from app.ui.pages.channels.standings_view import StandingsView
from app.ui.theme import Space


class StandingDetail(Card):
    """Asks by signals where to go; changes nothing."""

    product_wanted = Signal(object)
    business_wanted = Signal(object)
    follow_up_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self.shown: ProductStandings | None = None
        self.title = ElidedLabel("", "heading")
        self.subtitle = ElidedLabel("", "muted")
        self.follow_up_button = IconButton("list-check", self.tr("What is to be mended"))
        self.business_button = IconButton("building-store", self.tr("Go to the business"))
        self.product_button = IconButton("package", self.tr("Open the product"))
        for button, name, slot in (
            (self.follow_up_button, "standing.follow_up", self._on_follow_up),
            (self.business_button, "standing.business", self._on_business),
            (self.product_button, "standing.product", self._on_product),
        ):
            button.setObjectName(name)
            button.clicked.connect(slot)
        self.note = Label("", "muted", wrap=True)
        self.view = StandingsView()
        self._lay_out()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addLayout(words, 1)
        for button in (self.follow_up_button, self.business_button, self.product_button):
            head.addWidget(button)
        self.body.addLayout(head)
        self.add(Line())
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, Space.M, 0)
        column.addWidget(self.note)
        column.addWidget(self.view)
        column.addStretch(1)
        self.add(scrolling(inside), 1)

    def show_product(self, found: ProductStandings) -> None:
        """Show this one."""
        self.shown = found
        self.title.setText(found.name)
        self.subtitle.setText(" · ".join(p for p in (found.business, found.category.term) if p))
        self.follow_up_button.setEnabled(found.has_result)
        self.note.setVisible(found.hidden)
        if found.hidden:
            self.note.setText(self.tr("You are about to score it: its results are not shown yet."))
        self.view.show_standings(found.standings, self._desk.ws.today())

    @property
    def product_id(self) -> UUID | None:
        """The product on show."""
        return self.shown.id if self.shown else None

    def _on_product(self) -> None:
        if self.shown is not None:
            self.product_wanted.emit(self.shown.id)

    def _on_business(self) -> None:
        if self.shown is not None:
            self.business_wanted.emit(self.shown.business_id)

    def _on_follow_up(self) -> None:
        if self.shown is not None:
            self.follow_up_wanted.emit(self.shown.id)
