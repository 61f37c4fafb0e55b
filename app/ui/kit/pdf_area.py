"""The ground a previewed page lies on: its place, scrolling, zooming about a point."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QEvent,
    QObject,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSizeF,
    Qt,
    Signal,
)
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QScrollBar, QWidget
from typing_extensions import override

from app.ui.kit.paint import draw_text, painter_for
from app.ui.kit.pdf_view import Drawn, Fit, fit_scale, ground_for
from app.ui.kit.scroll import unfilled
from app.ui.theme import Type, colours, font, qcolor

_NOTCH: Final = 120
"""What one click of a mouse's wheel turns, in Qt's eighths of a degree."""


class _Ground(QWidget):
    """Paints a page's picture into `place`: roughly stretched until a sharp one has come.

    Without a picture it is white paper; without a place only words.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.place = QRect()
        self.drawn: Drawn | None = None
        self.words = ""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        if self.place.isEmpty():
            centre = Qt.AlignmentFlag.AlignHCenter
            area = QRectF(self.rect())
            draw_text(painter, area, self.words, colours().text_muted, font(Type.SMALL), centre)
        else:
            painter.setRenderHint(painter.RenderHint.Antialiasing, on=False)
            painter.fillRect(self.place, qcolor("#FFFFFF"))
            if self.drawn is not None:
                painter.drawImage(self._target(self.drawn), self.drawn.image)
            painter.setPen(qcolor(colours().border))
            painter.drawRect(self.place.adjusted(0, 0, -1, -1))
        painter.end()

    def _target(self, drawn: Drawn) -> QRectF:
        """Where the picture belongs; a sharp one lies exactly on device pixels."""
        share, ratio = drawn.wish.share, self.devicePixelRatioF()
        exact = QSizeF(*drawn.wish.whole) / ratio
        is_sharp = abs(exact.width() - self.place.width()) < 1.5
        size = exact if is_sharp else QSizeF(self.place.size())
        return QRectF(
            self.place.x() + share.x() * size.width(),
            self.place.y() + share.y() * size.height(),
            share.width() * size.width(),
            share.height() * size.height(),
        )


class PageArea(QScrollArea):
    """A page on its ground at a scale, in logical pixels a point."""

    moved = Signal()
    """Another part of the page is seen."""

    zoom_stepped = Signal(int, QPointF)
    """The wheel with Ctrl: 1 larger, -1 smaller; about this point of the view."""

    edge_passed = Signal(int)
    """The wheel beyond the page's end: 1 below, -1 above."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._wheel = 0
        self._ground = _Ground(self)
        self.setWidget(self._ground)
        self.setProperty("role", "ground")
        unfilled(self._ground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().installEventFilter(self)
        for bar in self._bars():
            bar.valueChanged.connect(self.moved)

    @property
    def place(self) -> QRect:
        """Where the page lies on its ground, logical pixels; empty without a page."""
        return self._ground.place

    def show_words(self, words: str) -> None:
        """Take the page away and say something instead."""
        self._ground.words, self._ground.drawn = words, None
        self._ground.place = QRect()
        self._ground.resize(self.maximumViewportSize())
        self._ground.update()

    def show_picture(self, drawn: Drawn | None) -> None:
        """Paint this picture of the page, or leave the paper white."""
        self._ground.drawn = drawn
        self._ground.update()

    def lay(self, page: QSizeF, scale: float, fit: Fit) -> float:
        """Lay a page (points) at `scale`, or as large as `fit` says. Returns the scale."""
        view = self.maximumViewportSize()
        if fit is not Fit.NONE:
            scale = fit_scale(page, view, fit)
        size = (page * scale).toSize()
        ground = ground_for(size, view)
        self._ground.resize(ground)
        spare = ground - size
        self._ground.place = QRect(QPoint(spare.width() // 2, spare.height() // 2), size)
        self._ground.update()
        return scale

    def seen(self, ratio: float) -> QRect:
        """What is in view of the page, in device pixels of it."""
        corner = QPointF(self._corner() - self.place.topLeft()) * ratio
        return QRectF(corner, QSizeF(self.viewport().size()) * ratio).toAlignedRect()

    def spot(self, point: QPointF | None) -> tuple[QPointF, QPointF]:
        """A point of the view (its middle for None), and where on the page it is, in shares."""
        point = point or QRectF(self.viewport().rect()).center()
        at = point + QPointF(self._corner() - self.place.topLeft())
        return point, QPointF(at.x() / self.place.width(), at.y() / self.place.height())

    def bring(self, spot: tuple[QPointF, QPointF]) -> None:
        """Scroll so that a `spot` taken before lies where it lay."""
        point, share = spot
        across, down = self._bars()
        across.setValue(round(self.place.x() + share.x() * self.place.width() - point.x()))
        down.setValue(round(self.place.y() + share.y() * self.place.height() - point.y()))

    def scroll_by(self, way: QPoint) -> None:
        """Scroll by logical pixels."""
        across, down = self._bars()
        across.setValue(across.value() + way.x())
        down.setValue(down.value() + way.y())

    def to_end(self, *, bottom: bool) -> None:
        """Scroll to the upper or lower end of the page."""
        down = self.verticalScrollBar()
        down.setValue(down.maximum() if bottom else down.minimum())

    def _bars(self) -> tuple[QScrollBar, QScrollBar]:
        return self.horizontalScrollBar(), self.verticalScrollBar()

    def _corner(self) -> QPoint:
        across, down = self._bars()
        return QPoint(across.value(), down.value())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(event, QWheelEvent):
            return self._handles_wheel(event)
        return super().eventFilter(watched, event)

    def _handles_wheel(self, event: QWheelEvent) -> bool:
        """With Ctrl zoom; without, scroll, and at the page's end ask for the next one."""
        turned = event.angleDelta().y()
        zooms = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        down = self.verticalScrollBar()
        at_end = down.value() == (down.maximum() if turned < 0 else down.minimum())
        if not turned or not (zooms or at_end):
            self._wheel = 0
            return False
        self._wheel += turned
        if abs(self._wheel) >= _NOTCH:
            up, self._wheel = self._wheel > 0, 0
            if zooms:
                self.zoom_stepped.emit(1 if up else -1, event.position())
            else:
                self.edge_passed.emit(-1 if up else 1)
        return True
