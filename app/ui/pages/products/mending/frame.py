"""Painting the crop's frame with its handles, and the cross that picks a point.

White with a dark edge: they lie on photographs of any colour, in both schemes.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.ui.pages.products.mending.steps import Handle

_SHADE: Final = QColor(6, 14, 13, 150)
_LINE: Final = QColor(255, 255, 255)
_THIRDS: Final = QColor(255, 255, 255, 110)
_EDGE: Final = QColor(6, 14, 13, 170)


def handle_point(frame: QRectF, handle: Handle) -> QPointF:
    """Where a handle of the frame lies."""
    across, down = handle.value
    x = frame.center().x() + across * frame.width() / 2
    return QPointF(x, frame.center().y() + down * frame.height() / 2)


def paint_frame(painter: QPainter, area: QRectF, frame: QRectF, *, with_thirds: bool) -> None:
    """The frame in its picture, what is cut off darkened."""
    shade, hole = QPainterPath(), QPainterPath()
    shade.addRect(area)
    hole.addRect(frame)
    painter.fillPath(shade - hole, _SHADE)
    if with_thirds:
        _paint_thirds(painter, frame)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((_EDGE, 3.5), (_LINE, 1.5)):
        painter.setPen(QPen(colour, width))
        painter.drawRect(frame)
    for handle in Handle:
        if handle is not Handle.INSIDE:
            _paint_handle(painter, handle_point(frame, handle), handle)


def _paint_thirds(painter: QPainter, frame: QRectF) -> None:
    painter.setPen(QPen(_THIRDS, 1))
    for part in (1 / 3, 2 / 3):
        x = frame.left() + part * frame.width()
        y = frame.top() + part * frame.height()
        painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))
        painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))


def _paint_handle(painter: QPainter, at: QPointF, handle: Handle) -> None:
    across, down = handle.value
    wide, high = (14, 14) if across and down else (8, 22) if across else (22, 8)
    knob = QRectF(at.x() - wide / 2, at.y() - high / 2, wide, high)
    painter.setPen(QPen(_EDGE, 1.5))
    painter.setBrush(_LINE)
    painter.drawRoundedRect(knob, 4, 4)


def paint_cross(painter: QPainter, at: QPointF) -> None:
    """A ring with four arms that leaves the point itself free."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((_EDGE, 5.0), (_LINE, 2.0)):
        painter.setPen(QPen(colour, width))
        painter.drawEllipse(at, 13, 13)
        for arm in (QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1)):
            painter.drawLine(at + arm * 6, at + arm * 22)
