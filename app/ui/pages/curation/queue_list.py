"""The list of a queue, whose rows are moved by Alt and an arrow or by dragging."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from app.ui.kit.paint import fill_round, painter_for
from app.ui.kit.record_view import ROW_HEIGHT, PagedList
from app.ui.kit.thumbs import ThumbnailCache
from app.ui.theme import colours


class QueueList(PagedList):
    """`move_wanted(key, key)`: put the first before the second, at the end for None.

    `enter_wanted()` on Return: on to the product itself.
    """

    move_wanted = Signal(object, object)

    def __init__(self, name: str, thumbs: ThumbnailCache, parent: QWidget | None = None) -> None:
        super().__init__(name, thumbs, parent)
        self._pressed: QPoint | None = None
        self._dragged: object = None
        self._gap: int | None = None
        self.can_move = True
        self.setAccessibleDescription(self.tr("Alt with Up or Down moves a product"))

    # -- by keys --------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move_by(step)
        elif event.key() == Qt.Key.Key_Escape and self._dragged is not None:
            self._stop_dragging()
        else:
            super().keyPressEvent(event)

    def _move_by(self, step: int) -> None:
        row = self.currentIndex().row()
        last = self.record_model.rowCount() - 1
        if self.can_move and row >= 0 and 0 <= row + step <= last:
            self._move_to(self.selected_id, row + step if step < 0 else row + step + 1)

    def _move_to(self, key: object, gap: int) -> None:
        """Move to the gap above a row; the one after the last is the end."""
        ids = self.record_model.ids
        before = ids[gap] if gap < len(ids) else None
        if key is not None and before != key:
            self.move_wanted.emit(key, before)

    # -- by dragging ------------------------------------------------------------------

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.can_move:
            self._pressed = event.position().toPoint()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        here = event.position().toPoint()
        far = (here - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self._dragged is None and far and self.indexAt(self._pressed).isValid():
            self._dragged = self.selected_id
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragged is not None:
            self._gap = self._gap_at(here.y())
            self.viewport().update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        dragged, gap = self._dragged, self._gap
        self._stop_dragging()
        if dragged is None or gap is None:
            return
        row = self.record_model.row_of(dragged)
        if gap not in (row, row + 1):
            self._move_to(dragged, gap)

    def _stop_dragging(self) -> None:
        if self._dragged is not None:
            self.viewport().unsetCursor()
        self._pressed = self._dragged = self._gap = None
        self.viewport().update()

    def _gap_at(self, y: int) -> int:
        """The gap between rows nearest to a height of the viewport."""
        offset = y + self.verticalScrollBar().value()
        return max(0, min(round(offset / ROW_HEIGHT), self.record_model.rowCount()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._gap is None:
            return
        painter = painter_for(self.viewport())
        y = self._gap * ROW_HEIGHT - self.verticalScrollBar().value()
        top = max(0, min(y - 1, self.viewport().height() - 3))
        line = QRectF(6, top, self.viewport().width() - 12, 3)
        fill_round(painter, line, 1.5, colours().accent)
        painter.end()
