"""Whose lines of this name are: type, Down, Return."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services import businesses
from app.ui.desk import Desk
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.inputs import SearchField
from app.ui.kit.labels import Label
from app.ui.kit.record_view import PagedList
from app.ui.kit.records import RecordListModel
from app.ui.kit.sheet import Sheet
from app.ui.lanes import Latest
from app.ui.pages.forms.cards import business_records


class MatchSheet(Sheet):
    """`matched(object)` carries the key of the business that was chosen."""

    matched = Signal(object)

    def __init__(self, desk: Desk, name: str, parent: QWidget | None) -> None:
        super().__init__(self.tr("Whose is it?"), parent, width=560)
        self.setObjectName("match_sheet")
        self._desk, self._latest = desk, Latest()
        self.search = SearchField(self.tr("Search business"), shortcut="")
        self.search.setObjectName("match.search")
        self.model = RecordListModel(desk.lanes, partial(business_records, desk.ws), self)
        self.records = PagedList(self.tr("Businesses"), desk.thumbs)
        self.records.setObjectName("match.list")
        self.records.setMinimumHeight(300)
        self.records.set_record_model(self.model)
        self.body.addWidget(Label(self.tr("Whose is it?"), "title"))
        text = self.tr("All lines that say “{name}” will belong to the business you choose.")
        self.body.addWidget(Label(text.format(name=name), "muted", wrap=True))
        self.body.addWidget(self.search)
        self.body.addWidget(self.records, 1)
        self.cancel_button = secondary_button(self.tr("Cancel"))
        self.take_button = primary_button(self.tr("This one"), icon="check")
        self.take_button.setObjectName("match.take")
        self.add_button(self.cancel_button)
        self.add_button(self.take_button, default=True)
        self.search.text_settled.connect(self._on_text)
        self.search.list_requested.connect(self.records.setFocus)
        self.records.search_wanted.connect(self.search.setFocus)
        self.records.record_activated.connect(self._on_activated)
        self.cancel_button.clicked.connect(self.reject)
        self.take_button.clicked.connect(self._on_take)
        self.search.setText(name)
        self._on_text(name)
        self.search.setFocus()

    def _on_text(self, text: str) -> None:
        job = partial(businesses.ids, self._desk.ws, text=text)
        self._desk.read(job, self, self._on_ids, token=self._latest.renew())

    def _on_ids(self, found: Sequence[UUID]) -> None:
        self.model.set_ids(found)
        self.take_button.setEnabled(bool(found))
        if found:
            self.records.select_row(0)

    def _on_activated(self, key: UUID) -> None:
        self.matched.emit(key)
        self.accept()

    def _on_take(self) -> None:
        key = self.records.selected_id
        if isinstance(key, UUID):
            self._on_activated(key)
