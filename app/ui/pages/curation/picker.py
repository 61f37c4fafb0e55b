"""Choosing a product to score: type, Down, Enter."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services import products
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.inputs import SearchField
from app.ui.kit.labels import Label
from app.ui.kit.record_view import PagedList
from app.ui.kit.records import Record, RecordListModel
from app.ui.kit.sheet import Sheet
from app.ui.kit.tones import ChipSpec
from app.ui.lanes import Latest
from app.ui.pages.forms.blind_note import BlindNote


def product_records(desk: Desk, wanted: tuple[UUID, ...]) -> list[Record]:
    """Records for a list of products; runs in the database lane."""
    found = []
    for card in products.cards(desk.ws, wanted):
        chips = [ChipSpec(card.category.term)]
        if card.outcome is not None:
            chips.insert(0, labels.outcome_chip(card.outcome, card.grade))
        found.append(Record(card.id, card.name, card.business_name, tuple(chips), card.thumb))
    return found


class ProductPicker(Sheet):
    """`picked(object)` carries the product's key; `new_wanted()` when it is not here yet."""

    picked = Signal(object)
    new_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(self.tr("Which product comes next?"), parent, width=620)
        self._desk = desk
        self._latest = Latest()
        self._asked = self._answered = ""
        self._take_first = False
        self.search = SearchField(self.tr("Search product or business"), shortcut="")
        self.search.setObjectName("picker.search")
        self.model = RecordListModel(desk.lanes, partial(product_records, desk), self)
        self.records = PagedList(self.tr("Products"), desk.thumbs)
        self.records.setObjectName("picker.list")
        self.records.setMinimumHeight(380)
        self.records.set_record_model(self.model)
        self.body.addWidget(Label(self.tr("Which product comes next?"), "title"))
        self.body.addWidget(self.search)
        self._blind_note = BlindNote(desk)
        self.body.addWidget(self._blind_note)
        self.body.addWidget(self.records, 1)
        self.new_button = secondary_button(self.tr("Register a new product"), icon="plus")
        self.take_button = primary_button(self.tr("Score this product"), icon="arrow-right")
        self.add_button(self.new_button)
        self.add_button(self.take_button, default=True)
        self.search.text_settled.connect(self._on_text)
        self.search.returnPressed.connect(self._on_return)
        self.search.list_requested.connect(self.records.setFocus)
        self.records.search_wanted.connect(self.search.setFocus)
        self.records.record_activated.connect(self._on_activated)
        self.take_button.clicked.connect(self._on_take)
        self.new_button.clicked.connect(self._on_new)
        self._on_text("")
        self._blind_note.refresh()
        self.search.setFocus()

    def _on_text(self, text: str) -> None:
        self._asked, self._take_first = text, False
        job = partial(products.ids, self._desk.ws, text=text)
        self._desk.read(job, self, self._on_ids, token=self._latest.renew())

    def _on_ids(self, found: list[UUID]) -> None:
        self._answered = self._asked
        self.model.set_ids(found)
        if found:
            self.records.select_row(0)
        if self._take_first:
            self._on_take()

    def _on_return(self) -> None:
        """Take the chosen product; typed faster than found, the first once it is there."""
        if self._answered == self._asked:
            self._on_take()
        else:
            self._take_first = True

    def _on_activated(self, key: UUID) -> None:
        self.picked.emit(key)
        self.accept()

    def _on_take(self) -> None:
        key = self.records.selected_id
        if isinstance(key, UUID):
            self._on_activated(key)

    def _on_new(self) -> None:
        self.new_wanted.emit()
        self.accept()
