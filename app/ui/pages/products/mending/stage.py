"""The picture on the bench: fitted, with the crop's frame and handles, or a point to pick."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.photos.mending import Crop
from app.ui.kit.paint import draw_icon_centred, draw_ring, fill_round, inner, painter_for
from app.ui.pages.products.mending.frame import handle_point, paint_cross, paint_frame
from app.ui.pages.products.mending.steps import WHOLE, Handle, dragged, moved
from app.ui.theme import Radius, colours

_MARGIN: Final = 18
_REACH: Final = 16
_STEP: Final = 0.01
_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_CURSORS: Final = {
    Handle.NW: Qt.CursorShape.SizeFDiagCursor,
    Handle.SE: Qt.CursorShape.SizeFDiagCursor,
    Handle.NE: Qt.CursorShape.SizeBDiagCursor,
    Handle.SW: Qt.CursorShape.SizeBDiagCursor,
    Handle.N: Qt.CursorShape.SizeVerCursor,
    Handle.S: Qt.CursorShape.SizeVerCursor,
    Handle.E: Qt.CursorShape.SizeHorCursor,
    Handle.W: Qt.CursorShape.SizeHorCursor,
    Handle.INSIDE: Qt.CursorShape.SizeAllCursor,
}


class Stage(QWidget):
    """`crop_changed(object)` a `Crop` while it is dragged or keyed, `crop_settled()` at the end;
    `picked(float, float)` a point of the shown picture, `pick_ended()` when none was wanted.

    Arrows move the frame, with Shift they move its right and lower edge; while a point is
    picked they move the cross, and Enter takes it.
    """

    crop_changed = Signal(object)
    crop_settled = Signal()
    picked = Signal(float, float)
    pick_ended = Signal()

    def __init__(self, size: QSize) -> None:
        super().__init__()
        self._after: QPixmap | None = None
        self._before: QPixmap | None = None
        self._shows_before = False
        self._broken = False
        self.crop = WHOLE
        self.ratio: float | None = None
        self._pick: QPointF | None = None
        self._drag: tuple[Handle, QPointF, Crop] | None = None
        self._size = size
        self.setFixedHeight(size.height())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Picture"))
        self.setAccessibleDescription(
            self.tr("Arrow keys move the crop, Shift with an arrow key changes its size.")
        )

    @override
    def sizeHint(self) -> QSize:
        return self._size

    # What is shown.

    def set_before(self, image: QImage) -> None:
        """The clean master, for comparing."""
        self._before = QPixmap.fromImage(image)
        self.update()

    def set_after(self, image: QImage) -> None:
        """The picture as mended, uncropped."""
        self._after = QPixmap.fromImage(image)
        self.update()

    def set_broken(self) -> None:
        """There is nothing to show."""
        self._broken = True
        self.update()

    def set_crop(self, crop: Crop) -> None:
        """Move the frame."""
        self.crop = crop
        self.update()

    def show_before(self, *, on: bool) -> None:
        """Show the clean master instead, as long as a key is held."""
        self._shows_before = on
        self.update()

    @property
    def shows_before(self) -> bool:
        """Whether the clean master is on show."""
        return self._shows_before

    @property
    def shown(self) -> QPixmap | None:
        """What is painted; None while nothing is there."""
        return self._before if self._shows_before or self._after is None else self._after

    @property
    def drags(self) -> bool:
        """Whether the frame is being dragged."""
        return self._drag is not None

    @property
    def picks(self) -> bool:
        """Whether a point is to be picked."""
        return self._pick is not None

    def set_picking(self, *, on: bool) -> None:
        """Ask for a point, by mouse or by arrows and Enter."""
        if on == self.picks:
            return
        self._pick = QPointF(0.5, 0.5) if on else None
        self._drag = None
        if on:
            self.setCursor(Qt.CursorShape.CrossCursor)
            self.setFocus()
        else:
            self.unsetCursor()
            self.pick_ended.emit()
        self.update()

    def area(self) -> QRectF:
        """Where the picture lies."""
        room = inner(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        if self.shown is None:
            return room
        size = self.shown.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        left = round(room.center().x() - size.width() / 2)
        return QRectF(left, round(room.center().y() - size.height() / 2), *size.toTuple())

    def frame(self) -> QRectF:
        """Where the crop's frame lies."""
        area, crop = self.area(), self.crop
        return QRectF(
            area.left() + crop.left * area.width(),
            area.top() + crop.top * area.height(),
            crop.width * area.width(),
            crop.height * area.height(),
        )

    # Mouse.

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._after is None:
            return
        at = event.position()
        if self.picks:
            if self.area().contains(at):
                self._take_point(self._fraction(at))
            return
        handle = self._handle_at(at)
        if handle is not None:
            self._drag = (handle, self._fraction(at), self.crop)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self.picks:
            self._pick = self._fraction(at)
            self.update()
        elif self._drag is None:
            handle = self._handle_at(at)
            self.setCursor(_CURSORS[handle] if handle else Qt.CursorShape.ArrowCursor)
        else:
            self._drag_to(self._fraction(at))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._drag = None
            self.crop_settled.emit()

    def _drag_to(self, at: QPointF) -> None:
        assert self._drag is not None
        handle, start, crop = self._drag
        if handle is Handle.INSIDE:
            crop = moved(crop, at.x() - start.x(), at.y() - start.y())
        else:
            crop = dragged(crop, handle, at.x(), at.y(), self.ratio)
        self._set_and_tell(crop)

    def _set_and_tell(self, crop: Crop) -> None:
        self.set_crop(crop)
        self.crop_changed.emit(crop)

    def _fraction(self, at: QPointF) -> QPointF:
        area = self.area()
        x = (at.x() - area.left()) / max(1.0, area.width())
        y = (at.y() - area.top()) / max(1.0, area.height())
        return QPointF(min(1.0, max(0.0, x)), min(1.0, max(0.0, y)))

    def _handle_at(self, at: QPointF) -> Handle | None:
        frame = self.frame()
        for handle in Handle:  # corners and edges before the inside
            if handle is Handle.INSIDE:
                return handle if frame.contains(at) and self.crop != WHOLE else None
            off = at - handle_point(frame, handle)
            if abs(off.x()) <= _REACH and abs(off.y()) <= _REACH:
                return handle
        return None

    # Keys.

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _ARROWS.get(Qt.Key(event.key()))
        if self._pick is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_point(self._pick)
        elif self._pick is not None and event.key() == Qt.Key.Key_Escape:
            self.set_picking(on=False)
        elif step is None or self._after is None:
            super().keyPressEvent(event)
        elif self._pick is not None:
            x, y = self._pick.x() + step[0] * _STEP, self._pick.y() + step[1] * _STEP
            self._pick = QPointF(min(1.0, max(0.0, x)), min(1.0, max(0.0, y)))
            self.update()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._grow(*step)
        else:
            self._set_and_tell(moved(self.crop, step[0] * _STEP, step[1] * _STEP))

    def _grow(self, across: int, down: int) -> None:
        crop = self.crop
        handle = Handle.E if across else Handle.S
        x, y = crop.right + across * _STEP, crop.bottom + down * _STEP
        self._set_and_tell(dragged(crop, handle, x, y, self.ratio))

    def _take_point(self, at: QPointF) -> None:
        self.picked.emit(at.x(), at.y())
        self.set_picking(on=False)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.crop_settled.emit()
        self.update()

    # Painting.

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, now = painter_for(self), colours()
        fill_round(painter, inner(self.rect()), Radius.CARD, now.surface_alt, now.border)
        if self.hasFocus():
            draw_ring(painter, inner(self.rect()), Radius.CARD, now.focus, 0)
        if self.shown is None:
            icon = "ban" if self._broken else "photo"
            draw_icon_centred(painter, icon, now.text_muted, inner(self.rect()), 48)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(self.area(), self.shown, QRectF(self.shown.rect()))
            # A white ground on a white card: the picture's own edge stays visible.
            fill_round(painter, self.area(), 1, None, now.border)
            if not self._shows_before and self._after is not None:
                self._paint_tools(painter)
        painter.end()

    def _paint_tools(self, painter: QPainter) -> None:
        if self._pick is None:
            paint_frame(painter, self.area(), self.frame(), with_thirds=self.crop != WHOLE)
            return
        area, pick = self.area(), self._pick
        x, y = area.left() + pick.x() * area.width(), area.top() + pick.y() * area.height()
        paint_cross(painter, QPointF(x, y))
