"""The one search field (Ctrl+K): businesses and products from anywhere."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services import search
from app.services.search import Hit
from app.ui.desk import Desk, Place
from app.ui.kit.inputs import SearchField
from app.ui.kit.labels import Label
from app.ui.kit.record_view import PagedList
from app.ui.kit.records import Record, RecordListModel
from app.ui.kit.sheet import Sheet
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.lanes import Latest

_PAGES = {"business": "businesses", "product": "products"}


class SearchPalette(Sheet):
    """Type, Down, Enter. `travelled(object)` carries the `Place` that was chosen."""

    travelled = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(self.tr("Search"), parent, width=640)
        self._desk = desk
        self._latest = Latest()
        self._hits: dict[UUID, Hit] = {}
        self._asked = self._answered = ""
        self._open_first = False
        self.search = SearchField(self.tr("Name, owner, NIB or phone number"), shortcut="")
        self.search.setObjectName("palette.search")
        self.model = RecordListModel(desk.lanes, self._records, self)
        self.records = PagedList(self.tr("Results"), desk.thumbs)
        self.records.setObjectName("palette.list")
        self.records.setMinimumHeight(420)
        self.records.set_record_model(self.model)
        self.hint = Label(self.tr("Typing errors are forgiven. Down and Enter open."), "muted")
        self.body.addWidget(self.search)
        self.body.addWidget(self.records, 1)
        self.body.addWidget(self.hint)
        self.search.text_settled.connect(self._on_text)
        self.search.list_requested.connect(self.records.setFocus)
        self.search.returnPressed.connect(self._on_return)
        self.records.search_wanted.connect(self.search.setFocus)
        self.records.record_activated.connect(self._on_activated)
        self.search.setFocus()

    def _on_text(self, text: str) -> None:
        self._asked, self._open_first = text, False
        job = partial(search.hits, self._desk.ws, text)
        self._desk.read(job, self, self._on_hits, token=self._latest.renew())

    def _on_hits(self, found: list[Hit]) -> None:
        self._answered = self._asked
        self._hits = {hit.id: hit for hit in found}
        self.model.set_ids(list(self._hits))
        if found:
            self.records.select_row(0)
        empty = bool(self.search.text().strip()) and not found
        self.hint.setText(
            self.tr("Nothing was found.")
            if empty
            else self.tr("Typing errors are forgiven. Down and Enter open.")
        )
        if self._open_first:
            self._on_return()

    def _records(self, wanted: tuple[UUID, ...]) -> list[Record]:
        return [self._record(self._hits[key]) for key in wanted if key in self._hits]

    def _record(self, hit: Hit) -> Record:
        is_business = hit.entity == "business"
        chip = ChipSpec(
            self.tr("Business") if is_business else self.tr("Product"),
            Tone.NEUTRAL if is_business else Tone.INFO,
        )
        icon = "building-store" if is_business else "package"
        return Record(hit.id, hit.title, hit.subtitle, (chip,), hit.thumb, icon)

    def _on_return(self) -> None:
        """Open the chosen hit; typed faster than found, open the first once it is there."""
        if self._answered != self._asked:
            self._open_first = True
            return
        key = self.records.selected_id
        if isinstance(key, UUID):
            self._on_activated(key)

    def _on_activated(self, key: UUID) -> None:
        hit = self._hits.get(key)
        if hit is not None:
            self.travelled.emit(Place(_PAGES[hit.entity], hit.id))
            self.accept()
