"""The list at the left of a page: search as you type over any number of records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from app.ui.desk import Desk
from app.ui.kit.banner import EmptyState
from app.ui.kit.cards import Card
from app.ui.kit.inputs import SearchField
from app.ui.kit.record_view import PagedList
from app.ui.kit.records import PageLoader, RecordListModel
from app.ui.lanes import Latest
from app.ui.theme import Space

Find = Callable[[], Sequence[UUID]]


@dataclass(frozen=True, slots=True)
class FinderWords:
    """The words of one finder."""

    search: str
    name: str
    nothing: str
    nothing_todo: str


@dataclass(frozen=True, slots=True)
class _Listing:
    """Ids found, worked out in the lane: 367,000 comparisons are not for the UI thread."""

    ids: Sequence[UUID]
    wanted: UUID | None
    row: int
    same: bool


def _list(find: Find, shown: Sequence[UUID], wanted: UUID | None) -> _Listing:
    ids = find()
    row = ids.index(wanted) if wanted is not None and wanted in ids else -1
    return _Listing(ids, wanted, row, same=ids == shown)


def _row_of(ids: Sequence[UUID], wanted: UUID) -> int:
    return ids.index(wanted) if wanted in ids else -1


class Finder(Card):
    """Search field and list.

    `chosen(object)` carries the id a person made current, `listed(int)` how many there
    are after each search. `query_changed()` when the text settled: the page calls `read`.
    """

    chosen = Signal(object)
    listed = Signal(int)
    query_changed = Signal()

    def __init__(
        self, desk: Desk, words: FinderWords, loader: PageLoader, extra: QWidget | None = None
    ) -> None:
        super().__init__(pad=10)
        self._desk = desk
        self._latest = Latest()
        self._placing = Latest()
        self.search = SearchField(words.search)
        self.search.setObjectName("search_field")
        self.list = PagedList(words.name, desk.thumbs)
        self.list.setObjectName("record_list")
        self._model = RecordListModel(desk.lanes, loader, self)
        self.list.set_record_model(self._model)
        self._empty = EmptyState("search", words.nothing, words.nothing_todo)
        self._empty.hide()
        self._wanted: UUID | None = None
        self._build(extra)
        self._connect()

    def _build(self, extra: QWidget | None) -> None:
        self.body.setSpacing(Space.S)
        self.add(self.search)
        if extra is not None:
            self.add(extra)
        self.add(self.list, 1)
        self.add(self._empty, 1)

    def _connect(self) -> None:
        self.search.text_settled.connect(self.query_changed)
        self.search.list_requested.connect(self.list.setFocus)
        self.list.search_wanted.connect(self.search.setFocus)
        self.list.record_selected.connect(self._on_list_record_selected)

    def put_above(self, note: QWidget) -> None:
        """A line between what is searched for and what was found."""
        self.body.insertWidget(self.body.indexOf(self.list), note)

    @property
    def text(self) -> str:
        """What is searched for."""
        return self.search.text()

    @property
    def count(self) -> int:
        """How many records are listed."""
        return self._model.rowCount()

    def read(self, find: Find, wanted: UUID | None) -> None:
        """Look again, and keep `wanted` current; an older search that still runs is dropped."""
        self._wanted = wanted
        job = partial(_list, find, self._model.ids, wanted)
        self._desk.read(job, self, self._on_listed, token=self._latest.renew())

    def mark(self, wanted: UUID | None) -> None:
        """Make `wanted` the current row, when it is listed."""
        self._wanted = wanted
        if wanted is None:
            self.list.setCurrentIndex(QModelIndex())
        elif wanted != self.list.selected_id:
            self._place(wanted)

    def refresh(self, record: UUID) -> None:
        """Read one record's line anew."""
        self._model.refresh([record])

    def _place(self, wanted: UUID) -> None:
        job = partial(_row_of, self._model.ids, wanted)
        self._desk.read(job, self, self._on_row_found, token=self._placing.renew())

    def choose_first(self) -> None:
        """Make the first row current, as a person would."""
        self.list.select_row(0)

    def _on_listed(self, listing: _Listing) -> None:
        if listing.same:
            self._model.reload()
        else:
            self._model.set_ids(listing.ids)
        if listing.wanted == self._wanted:
            self._on_row_found(listing.row)
        elif self._wanted is not None:
            self._place(self._wanted)
        self._empty.setVisible(not listing.ids)
        self.list.setVisible(bool(listing.ids))
        self.listed.emit(len(listing.ids))

    def _on_row_found(self, row: int) -> None:
        if row >= 0 and self.list.currentIndex().row() != row:
            self.list.select_row(row)

    def _on_list_record_selected(self, record: UUID | None) -> None:
        if record is not None and record != self._wanted:
            self._wanted = record
            self.chosen.emit(record)
