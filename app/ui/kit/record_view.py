"""How records look: the delegate that paints a row, and the view that holds 367,000 of them."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from app.ui.kit.paint import (
    CHIP_HEIGHT,
    draw_chips,
    draw_icon_centred,
    draw_ring,
    draw_text,
    fill_round,
)
from app.ui.kit.records import ID_ROLE, RECORD_ROLE, Record, RecordListModel
from app.ui.kit.thumbs import ThumbnailCache
from app.ui.theme import Radius, Type, colours, font

ROW_HEIGHT: Final = 84
_THUMB: Final = 60


class RecordDelegate(QStyledItemDelegate):
    """Paints thumbnail, title, subtitle and chips; grey bars while a record loads."""

    def __init__(self, thumbs: ThumbnailCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbs = thumbs

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(240, ROW_HEIGHT)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(4, 2, -4, -2)
        self._paint_ground(painter, rect, option)
        record: Record | None = index.data(RECORD_ROLE)
        if record is None:
            self._paint_placeholder(painter, rect)
        else:
            self._paint_record(painter, rect, record)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem) -> None:
        now, state = colours(), option.state
        radius = Radius.CARD - 2
        if state & QStyle.StateFlag.State_Selected:
            fill_round(painter, rect, radius, now.accent_soft, now.accent)
        elif state & QStyle.StateFlag.State_MouseOver:
            fill_round(painter, rect, radius, now.hover)
        if state & QStyle.StateFlag.State_HasFocus:
            draw_ring(painter, rect, radius, now.focus, 0)

    def _paint_record(self, painter: QPainter, rect: QRectF, record: Record) -> None:
        now = colours()
        box = QRectF(rect.left() + 10, rect.center().y() - _THUMB / 2, _THUMB, _THUMB)
        self._paint_thumbnail(painter, box, record)
        left, width = box.right() + 12, rect.right() - box.right() - 24
        title = font(Type.BODY, QFont.Weight.DemiBold)
        top = box.top() - 2
        draw_text(painter, QRectF(left, top, width, 20), record.title, now.text, title)
        row = QRectF(left, top + 20, width, 18)
        draw_text(painter, row, record.subtitle, now.text_muted, font(Type.SMALL))
        draw_chips(painter, QRectF(left, top + 42, width, CHIP_HEIGHT), record.chips)

    def _paint_thumbnail(self, painter: QPainter, box: QRectF, record: Record) -> None:
        now, pixmap = colours(), None
        if record.thumbnail is not None:
            ratio = painter.device().devicePixelRatioF()
            pixmap = self._thumbs.pixmap(
                record.thumbnail, _THUMB, radius=Radius.CONTROL, ratio=ratio
            )
        if pixmap is None:
            fill_round(painter, box, Radius.CONTROL, now.neutral_soft)
            draw_icon_centred(painter, record.icon, now.text_muted, box, 24)
        else:
            painter.drawPixmap(box.topLeft(), pixmap)

    def _paint_placeholder(self, painter: QPainter, rect: QRectF) -> None:
        colour = colours().neutral_soft
        box = QRectF(rect.left() + 10, rect.center().y() - _THUMB / 2, _THUMB, _THUMB)
        fill_round(painter, box, Radius.CONTROL, colour)
        room = rect.right() - box.right() - 24
        for top, share in ((4, 0.6), (26, 0.8), (46, 0.35)):
            bar = QRectF(box.right() + 12, box.top() + top, room * share, 11)
            fill_round(painter, bar, 5, colour)


class PagedList(QTableView):
    """A list of records, one column wide.

    A table view, because it opens 367,000 rows in milliseconds where `QListView` lays
    every row out first (0.8 s measured). `record_selected(object)` carries the id when
    the current row changes, None when there is none; `record_activated(object)` on
    Return, Enter or a double click. `search_wanted()` on Up in the first row.
    """

    record_selected = Signal(object)
    record_activated = Signal(object)
    search_wanted = Signal()

    def __init__(self, name: str, thumbs: ThumbnailCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbs = thumbs
        self.setAccessibleName(name)
        self.setItemDelegate(RecordDelegate(thumbs, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self._set_headers()
        self.verticalScrollBar().setSingleStep(ROW_HEIGHT // 3)
        self.doubleClicked.connect(self._on_index_double_clicked)
        # Asked for here: the very first time PySide builds its class, which takes 17 ms, and
        # would take them in the middle of photographs coming in.
        self._port = self.viewport()
        thumbs.ready.connect(self._on_thumbs_ready)

    def _set_headers(self) -> None:
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(ROW_HEIGHT)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def set_record_model(self, model: RecordListModel) -> None:
        """Show `model`; the view does not own it."""
        self.setModel(model)

    @property
    def record_model(self) -> RecordListModel:
        """The model on show; TypeError before `set_record_model`."""
        model = self.model()
        if not isinstance(model, RecordListModel):
            raise TypeError("no record model is set")
        return model

    @property
    def selected_id(self) -> Any:
        """The id of the current row, or None."""
        index = self.currentIndex()
        return index.data(ID_ROLE) if index.isValid() else None

    def select_id(self, ident: object) -> bool:
        """Make the row of `ident` current and visible; False if it is not in the list."""
        return self.select_row(self.record_model.row_of(ident))

    def select_row(self, row: int) -> bool:
        """Make `row` current and visible; False if there is no such row."""
        model = self.record_model
        if not 0 <= row < model.rowCount():
            return False
        self.setCurrentIndex(model.index(row, 0))
        # Once more when a fresh layout has settled: the row must be seen, not only current.
        QTimer.singleShot(0, self, self._show_current)
        return True

    def _show_current(self) -> None:
        self.scrollTo(self.currentIndex())

    @override
    def currentChanged(self, current: Any, previous: Any) -> None:
        super().currentChanged(current, previous)
        self.record_selected.emit(current.data(ID_ROLE) if current.isValid() else None)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # Without a current row nothing would show where the focus is.
        if event.reason() != Qt.FocusReason.MouseFocusReason and self.selected_id is None:
            self._select_first()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.selected_id is not None:
            self.record_activated.emit(self.selected_id)
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.search_wanted.emit()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            last = self.record_model.rowCount() - 1
            self.select_row(0 if event.key() == Qt.Key.Key_Home else last)
        else:
            super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            super().mouseDoubleClickEvent(event)

    def _select_first(self) -> None:
        if isinstance(self.model(), RecordListModel):
            self.select_row(0)

    def _on_index_double_clicked(self, index: QModelIndex) -> None:
        self.record_activated.emit(index.data(ID_ROLE))

    def _on_thumbs_ready(self, _path: object) -> None:
        self._port.update()
