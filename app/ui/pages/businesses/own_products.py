"""The products of one business, beside its form."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QModelIndex, Signal

from app.services import products
from app.ui.desk import Desk
from app.ui.kit.banner import EmptyState
from app.ui.kit.buttons import secondary_button
from app.ui.kit.cards import Card
from app.ui.kit.labels import Label
from app.ui.kit.record_view import PagedList
from app.ui.kit.records import ID_ROLE, RecordListModel
from app.ui.lanes import Latest
from app.ui.pages.forms.cards import own_product_records
from app.ui.theme import Space


class OwnProducts(Card):
    """A card with the list; `opened(object)` carries a product's id, `add_requested()`."""

    opened = Signal(object)
    add_requested = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(pad=10)
        self._desk = desk
        self._latest = Latest()
        self.list = PagedList(self.tr("Products of this business"), desk.thumbs)
        self.list.setObjectName("own_products")
        self._model = RecordListModel(desk.lanes, partial(own_product_records, desk.ws), self)
        self.list.set_record_model(self._model)
        self._empty = EmptyState(
            "package", self.tr("No products yet"), self.tr("Add the first one to photograph it.")
        )
        self.add_button = secondary_button(
            self.tr("Add product"), icon="plus", shortcut="Ctrl+Shift+N"
        )
        self.add_button.setObjectName("add_product_button")
        title = Label(self.tr("Products"), "title")
        title.setContentsMargins(Space.S, Space.XS, 0, 0)
        self.body.setSpacing(Space.S)
        self.add(title)
        self.add(self.list, 1)
        self.add(self._empty, 1)
        self.add(self.add_button)
        self.list.record_activated.connect(self.opened)
        self.list.clicked.connect(self._on_list_clicked)
        self.add_button.clicked.connect(self.add_requested)
        self._on_ids([])

    @property
    def count(self) -> int:
        """How many products are listed."""
        return self._model.rowCount()

    def show_business(self, business_id: UUID | None) -> None:
        """Read the products of a business; none for one that is not saved."""
        token = self._latest.renew()
        if business_id is None:
            self._on_ids([])
            return
        job = partial(products.ids, self._desk.ws, business=business_id)
        self._desk.read(job, self, self._on_ids, token=token)

    def _on_ids(self, ids: list[UUID]) -> None:
        if ids == self._model.ids:
            self._model.reload()
        else:
            self._model.set_ids(ids)
        self.list.setVisible(bool(ids))
        self._empty.setVisible(not ids)

    def _on_list_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(ID_ROLE))
