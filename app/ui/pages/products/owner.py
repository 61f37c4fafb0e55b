"""Whose product it is: a business found by typing."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from app.services import businesses
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.kit.cards import Card
from app.ui.kit.record_view import ROW_HEIGHT, PagedList
from app.ui.kit.records import Record, RecordListModel
from app.ui.lanes import Latest
from app.ui.pages.forms.cards import business_records
from app.ui.theme import Space

_MOST = 12
_SHOWN = 4
_REST_MS = 120


def _find(ws: Workspace, text: str) -> list[UUID]:
    return list(businesses.ids(ws, text=text)[:_MOST])


class Offers(Card):
    """The list under the field: a child of the window, for a popup would grab the keyboard."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, name: str, window: QWidget) -> None:
        super().__init__(parent=window, pad=Space.XS)
        self.list = PagedList(name, desk.thumbs)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._model = RecordListModel(desk.lanes, partial(business_records, desk.ws), self)
        self.list.set_record_model(self._model)
        self.list.clicked.connect(self._on_list_clicked)
        self.add(self.list)
        self.hide()

    @property
    def count(self) -> int:
        """How many businesses are offered."""
        return self._model.rowCount()

    def offer(self, ids: list[UUID], under: QWidget) -> None:
        """Show these under a field, the first one marked; hide when there are none."""
        self._model.set_ids(ids)
        self.list.select_row(0)
        window = under.window()
        below = under.mapTo(window, QPoint(0, under.height() + Space.XS))
        room = window.height() - below.y() - Space.S
        height = min(min(len(ids), _SHOWN) * ROW_HEIGHT + 2 * Space.XS + 2, room)
        self.setGeometry(below.x(), below.y(), under.width(), height)
        self.setVisible(bool(ids))
        self.raise_()

    def step(self, by: int) -> None:
        """Mark another one."""
        self.list.select_row(self.list.currentIndex().row() + by)

    def take(self) -> None:
        """Choose the one that is marked."""
        record: Record | None = self._model.record(max(self.list.currentIndex().row(), 0))
        if record is not None:
            self.chosen.emit(record)

    def _on_list_clicked(self, _index: QModelIndex) -> None:
        self.take()


class OwnerPicker(QLineEdit):
    """Offers businesses that match what is typed; `picked()` when the choice changed.

    Typing on after a choice takes the choice back: what counts is never other than
    what can be read. Locked for a product that exists: it stays with its business.
    """

    picked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._latest = Latest()
        self._business_id: UUID | None = None
        self._offers: Offers | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self.setPlaceholderText(self.tr("Type the name of a business or its owner"))
        self.textEdited.connect(self._on_text_edited)

    @property
    def business_id(self) -> UUID | None:
        """The chosen business; None while none is."""
        return self._business_id

    @property
    def offers(self) -> Offers | None:
        """The list under the field while it is open."""
        open_ = self._offers is not None and self._offers.isVisible()
        return self._offers if open_ else None

    def set_business(self, business_id: UUID | None, name: str, *, locked: bool) -> None:
        """Show a business; `name` may be half typed when there is no id."""
        self._close()
        self._business_id = business_id
        self.setReadOnly(locked)
        if self.text() != name:
            self.setText(name)
            self.setCursorPosition(0)

    @override
    def event(self, event: QEvent) -> bool:
        # Escape closes the list first; without this the page's own Escape would come before.
        override_asked = event.type() == QEvent.Type.ShortcutOverride and self.offers is not None
        if override_asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.offers is None or not self._steers(event.key(), self.offers):
            super().keyPressEvent(event)

    def _steers(self, key: int, offers: Offers) -> bool:
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            offers.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            offers.take()
        elif key == Qt.Key.Key_Escape:
            self._close()
        else:
            return False
        return True

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        offers, tabbed = self.offers, event.reason() == Qt.FocusReason.TabFocusReason
        if offers is not None and offers.count == 1 and tabbed:
            offers.take()
        elif event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self._close()

    def _close(self) -> None:
        self._timer.stop()
        self._latest.renew()
        if self._offers is not None:
            self._offers.hide()

    def _on_text_edited(self, text: str) -> None:
        self._business_id = None
        self.picked.emit()
        if text.strip():
            self._timer.start()
        else:
            self._close()

    def _on_timer_timeout(self) -> None:
        job = partial(_find, self._desk.ws, self.text())
        self._desk.read(job, self, self._on_found, token=self._latest.renew())

    def _on_found(self, ids: list[UUID]) -> None:
        if not self.hasFocus():
            return
        if self._offers is None:
            self._offers = Offers(self._desk, self.tr("Businesses that match"), self.window())
            self._offers.chosen.connect(self._on_offers_chosen)
        self._offers.offer(ids, self)

    def _on_offers_chosen(self, record: Record) -> None:
        if isinstance(record.id, UUID):
            self.set_business(record.id, record.title, locked=False)
            self.picked.emit()
