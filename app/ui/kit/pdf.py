"""A preview of printed papers, drawn off the UI thread."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.kit.buttons import IconButton
from app.ui.kit.labels import Label
from app.ui.kit.paint import draw_text, painter_for
from app.ui.kit.scroll import unfilled
from app.ui.lanes import Lanes, Latest
from app.ui.theme import Space, Type, colours, font, qcolor

_MARGIN: Final = 10
_KEPT: Final = 8
_STEPS: Final = (1.0, 1.5, 2.0, 3.0)


@dataclass(frozen=True, slots=True)
class _Wish:
    page: int
    box: tuple[int, int]
    zoom: float
    ratio: float


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """One page as a picture (device pixels), the number of pages, and what was wished."""

    image: QImage
    count: int
    wish: _Wish


class PdfUnreadableError(ValueError):
    """The bytes are no PDF that can be shown."""


def render_page(data: bytes, wish: _Wish) -> RenderedPage:
    """Draw one page to fit `wish.box` times its zoom; runs in any thread."""
    # QtPdf costs start-up time: only who looks at a paper pays for it.
    from PySide6.QtPdf import QPdfDocument

    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    try:
        document.load(buffer)
        count = document.pageCount()
        if not 0 <= wish.page < count:
            raise PdfUnreadableError("page cannot be read")
        size = fit(document.pagePointSize(wish.page), wish)
        image = document.render(wish.page, size)
    finally:
        document.close()
    image.setDevicePixelRatio(wish.ratio)
    return RenderedPage(image, count, wish)


def fit(page: QSizeF, wish: _Wish) -> QSize:
    """Device pixels for a page in points so that it fits the box, then zoomed."""
    width, height = wish.box
    scale = min(width / page.width(), height / page.height()) * wish.zoom * wish.ratio
    return QSize(max(1, round(page.width() * scale)), max(1, round(page.height() * scale)))


class _Paper(QWidget):
    """The picture of the page on its ground."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.image: QImage | None = None
        self.words = ""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        if self.image is None:
            centre = Qt.AlignmentFlag.AlignHCenter
            area = QRectF(self.rect())
            draw_text(painter, area, self.words, colours().text_muted, font(Type.SMALL), centre)
        else:
            size = self.image.deviceIndependentSize()
            left = round((self.width() - size.width()) / 2)
            top = round((self.height() - size.height()) / 2)
            area = QRectF(left, top, size.width(), size.height())
            painter.setRenderHint(painter.RenderHint.Antialiasing, on=False)
            painter.fillRect(area, qcolor("#FFFFFF"))
            painter.drawImage(area.topLeft(), self.image)
            painter.setPen(qcolor(colours().border))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.end()


class PdfPreview(QWidget):
    """Shows PDF bytes a page at a time, fitted to its own size or zoomed.

    Pages are drawn in the I/O lane and the last eight are kept. Page Up and Page Down
    turn pages, Plus and Minus zoom, 0 fits. `page_shown(int)` after each drawing;
    `failed()` if the bytes cannot be shown (the preview then says so itself).
    """

    page_shown = Signal(int)
    failed = Signal()

    def __init__(self, lanes: Lanes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lanes, self._latest = lanes, Latest()
        self._data = b""
        self._page, self._count, self._zoom = 0, 0, 0
        self._kept: OrderedDict[_Wish, RenderedPage] = OrderedDict()
        self._paper = _Paper(self)
        self._area = QScrollArea(self)
        self._area.setWidget(self._paper)
        self._area.setProperty("role", "ground")
        unfilled(self._paper)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._draw)
        self._build()
        self.set_pdf(b"")

    def _build(self) -> None:
        self.previous_button = IconButton("chevron-left", self.tr("Previous page"), size=32)
        self.next_button = IconButton("chevron-right", self.tr("Next page"), size=32)
        self.zoom_button = IconButton("search", self.tr("Zoom"), size=32)
        self._where = Label("", "muted")
        self.previous_button.clicked.connect(self.previous_page)
        self.next_button.clicked.connect(self.next_page)
        self.zoom_button.clicked.connect(self.zoom_on)
        bar = QHBoxLayout()
        bar.setSpacing(Space.XS)
        bar.addWidget(self.previous_button)
        bar.addWidget(self._where)
        bar.addWidget(self.next_button)
        bar.addStretch(1)
        bar.addWidget(self.zoom_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self._area, 1)
        column.addLayout(bar)
        self.setMinimumSize(200, 180)

    @property
    def page(self) -> int:
        """The page on show, from 0."""
        return self._page

    @property
    def page_count(self) -> int:
        """How many pages there are; 0 until the first is drawn."""
        return self._count

    def set_pdf(self, data: bytes) -> None:
        """Show other bytes from their first page; ``b""`` empties the preview."""
        self._latest.renew()
        self._data = data
        self._page, self._count, self._zoom = 0, 0, 0
        self._kept.clear()
        self._paper.image = None
        self._paper.words = self.tr("Drawing the preview…") if data else self.tr("No preview yet")
        self._show_state()
        self._schedule()

    def next_page(self) -> None:
        """Turn forward; nothing at the end."""
        self._go_to(self._page + 1)

    def previous_page(self) -> None:
        """Turn back; nothing at the start."""
        self._go_to(self._page - 1)

    def zoom_on(self) -> None:
        """The next zoom step, and from the last back to the whole page."""
        self._set_zoom((self._zoom + 1) % len(_STEPS))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._go_to(self._page + (1 if key == Qt.Key.Key_PageDown else -1))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self._set_zoom(self._zoom + (1 if key == Qt.Key.Key_Plus else -1))
        elif key == Qt.Key.Key_0:
            self._set_zoom(0)
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._set_ring("on")

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._set_ring("off")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._schedule()

    def _set_ring(self, state: str) -> None:
        self._area.setProperty("ring", state)
        self._area.style().unpolish(self._area)
        self._area.style().polish(self._area)

    def _go_to(self, page: int) -> None:
        if 0 <= page < self._count:
            self._page = page
            self._show_state()
            self._schedule()

    def _set_zoom(self, step: int) -> None:
        self._zoom = min(max(step, 0), len(_STEPS) - 1)
        self._schedule()

    def _schedule(self) -> None:
        self._timer.start()

    def _wish(self) -> _Wish:
        room = self._area.maximumViewportSize()
        box = (max(60, room.width() - 2 * _MARGIN), max(60, room.height() - 2 * _MARGIN))
        return _Wish(self._page, box, _STEPS[self._zoom], self.devicePixelRatioF())

    def _draw(self) -> None:
        self._paper.resize(self._area.maximumViewportSize())
        self._paper.update()
        if not self._data:
            return
        wish = self._wish()
        token = self._latest.renew()
        if (kept := self._kept.get(wish)) is not None:
            self._show(kept)
            return
        job = partial(render_page, self._data, wish)
        self._lanes.io(job, self, self._on_rendered, self._on_failed, token=token)

    def _on_rendered(self, rendered: RenderedPage) -> None:
        self._kept[rendered.wish] = rendered
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self._show(rendered)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PdfUnreadableError):
            self._lanes.unhandled(error)
        self._paper.image = None
        self._paper.words = self.tr("This paper cannot be shown")
        self._paper.update()
        self.failed.emit()

    def _show(self, rendered: RenderedPage) -> None:
        self._count = rendered.count
        self._paper.image = rendered.image
        size = rendered.image.deviceIndependentSize().toSize()
        room = self._area.maximumViewportSize()
        wide = max(room.width(), size.width() + 2 * _MARGIN)
        high = max(room.height(), size.height() + 2 * _MARGIN)
        fits = size.width() <= room.width() and size.height() <= room.height()
        self._paper.resize(room if fits else QSize(wide, high))
        for bar in (self._area.horizontalScrollBar(), self._area.verticalScrollBar()):
            bar.setValue(bar.maximum() // 2)
        self._paper.update()
        self._show_state()
        self.page_shown.emit(self._page)

    def _show_state(self) -> None:
        self.previous_button.setEnabled(self._page > 0)
        self.next_button.setEnabled(self._page + 1 < self._count)
        self.zoom_button.setEnabled(bool(self._count))
        self._where.setText(f"{self._page + 1} / {self._count}" if self._count else "")
        text = self.tr("Preview, page {page} of {count}")
        self.setAccessibleName(text.format(page=self._page + 1, count=self._count))
