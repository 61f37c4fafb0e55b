"""The right side of the watch: one business, its papers that run out, and telling it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.expiry import Expiring, Paper
from app.ui import labels
from app.ui.kit.buttons import IconButton, primary_button, secondary_button
from app.ui.kit.cards import Card
from app.ui.kit.chips import Chip
from app.ui.kit.labels import ElidedLabel, Label, Line
from app.ui.kit.scroll import scrolling
from app.ui.kit.slots import weak_slot
from app.ui.pages.channels.words import StandingWords
from app.ui.theme import Space


class ExpiryDetail(Card):
    """Asks by signals; changes nothing."""

    business_wanted = Signal(object)
    product_wanted = Signal(object)
    letter_wanted = Signal(object)
    message_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.shown: Expiring | None = None
        self._words = StandingWords(self)
        self._words.hide()
        self.title = ElidedLabel("", "heading")
        self.subtitle = ElidedLabel("", "muted")
        self.place = ElidedLabel("", "muted")
        self.told = Label("", "muted", wrap=True)
        self.business_button = IconButton("building-store", self.tr("Go to the business"))
        self.message_button = secondary_button(self.tr("WhatsApp"), icon="device-mobile")
        self.letter_button = primary_button(self.tr("Letter"), icon="printer")
        for button, name, slot in (
            (self.business_button, "expiry.business", self._on_business),
            (self.message_button, "expiry.message", self._on_message),
            (self.letter_button, "expiry.letter", self._on_letter),
        ):
            button.setObjectName(name)
            button.clicked.connect(slot)
        self._lay_out()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        words.addWidget(self.place)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addLayout(words, 1)
        for button in (self.business_button, self.message_button, self.letter_button):
            head.addWidget(button)
        self.body.addLayout(head)
        self.add(Line())
        self.add(self.told)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, Space.M, 0)
        self._column.setSpacing(Space.S)
        self.add(scrolling(inside), 1)

    def show_business(self, found: Expiring) -> None:
        """Show this one."""
        self.shown = found
        self.title.setText(found.business)
        self.subtitle.setText(" · ".join(p for p in (found.owner, found.phone) if p))
        self.place.setText(found.place)
        self.told.setText(self._told(found))
        self._empty()
        for at, paper in enumerate(found.papers):
            if at:
                self._column.addWidget(Line())
            self._column.addWidget(self._block(paper))
        self._column.addStretch(1)

    def _told(self, found: Expiring) -> str:
        if not found.told:
            return self.tr("Not told yet.")
        last = found.told[0]
        text = self.tr("Told {when} by {how}.").format(
            when=labels.moment(last.at), how=last.how.term
        )
        more = len(found.told) - 1
        before = self.tr("{n} times before.").format(n=more)
        return f"{text} {before}" if more else text

    def _empty(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()

    def _block(self, paper: Paper) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, Space.XS, 0, Space.XS)
        column.setSpacing(Space.XS)
        spec = self._words.days(paper.days)
        open_button = IconButton("package", self.tr("Open the product"), size=30)
        open_button.clicked.connect(weak_slot(self._on_product, paper.product_id))
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(Label(paper.name, "strong"), 1)
        head.addWidget(Chip(spec.text, spec.tone, spec.icon))
        head.addWidget(open_button)
        column.addLayout(head)
        day = labels.long_date(paper.until)
        said = self.tr("ran out on {day}") if paper.ended else self.tr("good until {day}")
        words = f"{', '.join(paper.products)} · {said.format(day=day)}"
        column.addWidget(Label(words, wrap=True))
        closes = self.tr("Shut without it: {channels}.")
        waits = self.tr("Waits for a new one: {channels}.")
        text = (waits if paper.ended else closes).format(channels=", ".join(paper.channels))
        column.addWidget(Label(text, "muted", wrap=True))
        return box

    def _on_product(self, product_id: object) -> None:
        self.product_wanted.emit(product_id)

    def _on_business(self) -> None:
        if self.shown is not None:
            self.business_wanted.emit(self.shown.business_id)

    def _on_letter(self) -> None:
        if self.shown is not None:
            self.letter_wanted.emit(self.shown.business_id)

    def _on_message(self) -> None:
        if self.shown is not None:
            self.message_wanted.emit(self.shown.business_id)
