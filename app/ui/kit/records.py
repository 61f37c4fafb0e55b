"""Lists of any length: all ids, pages of records loaded when painted, a true scroll bar."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from app.ui.kit.tones import ChipSpec
from app.ui.lanes import CancelToken, Lanes

RECORD_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
ID_ROLE: Final = RECORD_ROLE + 1

_PAGE: Final = 64
_KEPT_PAGES: Final = 24
_MOST_ASKED: Final = 4

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Record:
    """What one row shows. `icon` stands in for a missing thumbnail."""

    id: Hashable
    title: str
    subtitle: str = ""
    chips: tuple[ChipSpec, ...] = ()
    thumbnail: str | None = None
    icon: str = "package"


PageLoader = Callable[[tuple[Any, ...]], Sequence[Record]]


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    records: tuple[Record | None, ...] = ()
    error: Exception | None = None


def _load_page(number: int, ids: tuple[Hashable, ...], loader: PageLoader) -> _Page:
    try:
        found = {record.id: record for record in loader(ids)}
    except Exception as error:  # noqa: BLE001 - travels home with its page's number
        return _Page(number, error=error)
    return _Page(number, tuple(found.get(ident) for ident in ids))


class RecordListModel(QAbstractListModel):
    """Rows from a sequence of ids; records come page by page through the database lane.

    `load_page(ids)` runs in the database lane: it returns the records of those ids in
    any order; an id it leaves out stays a placeholder. `ids` is kept as given (an
    `array` of row ids costs the least memory) and must not change afterwards.
    `RECORD_ROLE` gives a `Record` or None while loading, `ID_ROLE` the id.
    """

    page_loaded = Signal()

    def __init__(self, lanes: Lanes, load_page: PageLoader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._loader = load_page
        self._ids: Sequence[Any] = ()
        self._pages: OrderedDict[int, tuple[Record | None, ...]] = OrderedDict()
        self._asked: OrderedDict[int, CancelToken] = OrderedDict()
        self._broken: set[int] = set()

    def set_ids(self, ids: Sequence[Any]) -> None:
        """Show these ids, in this order, and forget all pages."""
        self.beginResetModel()
        self._forget()
        self._ids = ids
        self.endResetModel()

    @property
    def ids(self) -> Sequence[Any]:
        """The ids on show."""
        return self._ids

    def refresh(self, ids: Collection[Any]) -> None:
        """Load the pages of these ids anew, because the records changed."""
        wanted = set(ids)
        for number in list(self._pages):
            if wanted.intersection(self._ids_of(number)):
                self._reload(number)

    def reload(self) -> None:
        """Load everything on show anew, failed pages too."""
        self._forget()
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, 0))

    def row_of(self, ident: Hashable) -> int:
        """The row of an id, -1 if it is not there."""
        try:
            return self._ids.index(ident)
        except ValueError:
            return -1

    def record(self, row: int) -> Record | None:
        """The record of a row; None while it loads (asking starts the loading)."""
        number, at = divmod(row, _PAGE)
        page = self._pages.get(number)
        if page is None:
            self._ask(number)
            page = self._pages.get(number)
        if page is None:
            return None
        self._pages.move_to_end(number)
        return page[at]

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role == ID_ROLE:
            return self._ids[index.row()]
        if role == RECORD_ROLE:
            return self.record(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(index.row(), role)
        return None

    def _words(self, row: int, role: int) -> str:
        record = self.record(row)
        if record is None:
            return ""
        if role == Qt.ItemDataRole.DisplayRole:
            return record.title
        chips = (chip.text for chip in record.chips)
        return ", ".join(part for part in (record.title, record.subtitle, *chips) if part)

    def _ids_of(self, number: int) -> tuple[Any, ...]:
        return tuple(self._ids[number * _PAGE : (number + 1) * _PAGE])

    def _ask(self, number: int) -> None:
        if number in self._asked or number in self._broken:
            return
        # Scrolled past before it ran: drop it, painting asks again if it is needed.
        while len(self._asked) >= _MOST_ASKED:
            self._asked.popitem(last=False)[1].cancel()
        token = CancelToken()
        self._asked[number] = token
        job = partial(_load_page, number, self._ids_of(number), self._loader)
        self._lanes.db(job, self, self._on_page_loaded, token=token)

    def _on_page_loaded(self, page: _Page) -> None:
        self._asked.pop(page.number, None)
        if page.error is not None:
            self._broken.add(page.number)
            self._lanes.unhandled(page.error)
            return
        self._pages[page.number] = page.records
        while len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)
        self._announce(page.number)
        self.page_loaded.emit()

    def _reload(self, number: int) -> None:
        self._pages.pop(number, None)
        self._ask(number)

    def _announce(self, number: int) -> None:
        first = number * _PAGE
        last = min(first + _PAGE, len(self._ids)) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, 0))

    def _forget(self) -> None:
        for token in self._asked.values():
            token.cancel()
        self._asked.clear()
        self._pages.clear()
        self._broken.clear()
