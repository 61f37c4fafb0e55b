"""A preview of printed papers, drawn off the UI thread."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.kit.pdf_area import PageArea
from app.ui.kit.pdf_bar import PdfBar
from app.ui.kit.pdf_pages import PdfPages, PdfSource, PdfUnreadableError
from app.ui.kit.pdf_view import Drawn, Fit, KeptPages, Wish, next_step, wish_for
from app.ui.lanes import JobCancelled, Lanes, Latest
from app.ui.theme import Space

_ARROW: Final = 48
_FAR: Final = 1_000_000
_REST_MS: Final = 200
"""How long a page is looked at before the next one is drawn: who leafs would wait for it."""

_TURNS: Final[dict[int, int]] = {
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_Home: -_FAR,
    Qt.Key.Key_End: _FAR,
}
_ZOOMS: Final[dict[int, Fit | float]] = {
    Qt.Key.Key_0: Fit.PAGE,
    Qt.Key.Key_1: 1.0,
    Qt.Key.Key_2: Fit.WIDTH,
}
_STEPS: Final[dict[int, int]] = {
    Qt.Key.Key_Plus: 1,
    Qt.Key.Key_Equal: 1,
    Qt.Key.Key_Minus: -1,
}
_ARROWS: Final[dict[int, QPoint]] = {
    Qt.Key.Key_Left: QPoint(-_ARROW, 0),
    Qt.Key.Key_Right: QPoint(_ARROW, 0),
    Qt.Key.Key_Up: QPoint(0, -_ARROW),
    Qt.Key.Key_Down: QPoint(0, _ARROW),
}


class PdfPreview(QWidget):
    """Shows a PDF a page at a time, fitted to its own size or zoomed.

    Pages are drawn in the I/O lane, sharp for the screen they are on; what is kept of them is
    bounded in bytes. Page Up and Page Down, Home and End turn pages, Plus and Minus zoom, 0 shows
    the whole page, 1 its true size, 2 its width; with Ctrl the wheel zooms about the mouse.
    `page_shown(int)` after each drawing; `failed()` if the bytes cannot be shown (the preview
    then says so itself).
    """

    page_shown = Signal(int)
    failed = Signal()

    def __init__(self, lanes: Lanes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lanes, self._latest, self._ahead = lanes, Latest(), Latest()
        self._pages: PdfPages | None = None
        self._sizes: tuple[QSizeF, ...] = ()
        self._page, self._scale = 0, 1.0
        self._fit = Fit.PAGE
        self._kept = KeptPages()
        self._asked: Wish | None = None
        self._words = ""
        self._build()
        self.set_pdf(b"")

    def _build(self) -> None:
        self._area = PageArea(self)
        self._area.moved.connect(self._schedule)
        self._area.zoom_stepped.connect(self._on_wheel_zoomed)
        self._area.edge_passed.connect(self._on_edge_passed)
        self.bar = PdfBar()
        self.bar.step_wanted.connect(self._turn)
        self.bar.page_wanted.connect(self.go_to)
        self.bar.zoom_stepped.connect(self._step_zoom)
        self.bar.zoom_chosen.connect(self.set_zoom)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._draw)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._draw_next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self._area, 1)
        column.addWidget(self.bar)
        self.setMinimumSize(200, 180)

    # -- what is on show ----------------------------------------------------------------

    @property
    def page(self) -> int:
        """The page on show, from 0."""
        return self._page

    @property
    def page_count(self) -> int:
        """How many pages there are; 0 until the PDF has been opened."""
        return len(self._sizes)

    @property
    def zoom(self) -> float:
        """1 is the size on paper."""
        return self._scale / self._true_scale()

    @property
    def kept_bytes(self) -> int:
        """What the pictures of pages take."""
        return self._kept.size

    def set_pdf(self, source: PdfSource) -> None:
        """Show another PDF, bytes or a file, from its first page; ``b""`` empties the preview."""
        token = self._latest.renew()
        self._ahead.renew()
        if self._pages is not None:
            self._pages.close()
        self._pages = PdfPages(source) if source else None
        self._sizes, self._page, self._fit = (), 0, Fit.PAGE
        self._kept.clear()
        self._asked = None
        self._rest.stop()
        self._words = self.tr("Drawing the preview…") if source else self.tr("No preview yet")
        self._lay_out()
        if self._pages is not None:
            job = partial(_sizes, self._pages)
            self._lanes.io(job, self, self._on_opened, self._on_failed, token=token)

    def go_to(self, page: int) -> None:
        """Turn to a page, from 0; the nearest there is."""
        page = max(0, min(page, self.page_count - 1))
        if self._sizes and page != self._page:
            if self._sizes[page] != self._sizes[self._page]:
                self._area.show_picture(None)
            self._page = page
            self._lay_out()
            self._area.to_end(bottom=False)

    def set_zoom(self, zoom: Fit | float) -> None:
        """Fit the page or its width, or show it at a share of its true size."""
        self._zoom_about(zoom, None)

    def next_page(self) -> None:
        """Turn forward; nothing at the end."""
        self._turn(1)

    def previous_page(self) -> None:
        """Turn back; nothing at the start."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        self.go_to(self._page + by)

    def _step_zoom(self, step: int) -> None:
        self.set_zoom(next_step(self.zoom, up=step > 0))

    def _on_wheel_zoomed(self, step: int, point: QPointF) -> None:
        self._zoom_about(next_step(self.zoom, up=step > 0), point)

    def _on_edge_passed(self, by: int) -> None:
        before = self._page
        self._turn(by)
        if self._page < before:
            self._area.to_end(bottom=True)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _TURNS:
            self._turn(_TURNS[key])
        elif key in _STEPS:
            self._step_zoom(_STEPS[key])
        elif key in _ZOOMS:
            self.set_zoom(_ZOOMS[key])
        elif key in _ARROWS:
            self._area.scroll_by(_ARROWS[key])
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

    def _set_ring(self, state: str) -> None:
        self._area.setProperty("ring", state)
        self._area.style().unpolish(self._area)
        self._area.style().polish(self._area)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _true_scale(self) -> float:
        return self.logicalDpiX() / 72

    def _lay_out(self) -> None:
        """Give the page its size and place, then have drawn what is seen of it."""
        if self._sizes:
            self._scale = self._area.lay(self._sizes[self._page], self._scale, self._fit)
        else:
            self._area.show_words(self._words)
        self.bar.set_state(self._page, self.page_count, self.zoom)
        text = self.tr("Preview, page {page} of {count}")
        self.setAccessibleName(text.format(page=self._page + 1, count=self.page_count))
        self._schedule()

    def _zoom_about(self, zoom: Fit | float, point: QPointF | None) -> None:
        """Zoom so that what lies under `point` of the view, or in its middle, stays there."""
        if not self._sizes:
            return
        spot = self._area.spot(point)
        self._fit = zoom if isinstance(zoom, Fit) else Fit.NONE
        if not isinstance(zoom, Fit):
            self._scale = zoom * self._true_scale()
        self._lay_out()
        self._area.bring(spot)

    def _schedule(self) -> None:
        self._timer.start()

    # -- drawing ------------------------------------------------------------------------

    def _wish(self) -> Wish:
        ratio = self.devicePixelRatioF()
        whole = (self._sizes[self._page] * self._scale * ratio).toSize().expandedTo(QSize(1, 1))
        seen = self._area.seen(ratio) & QRect(QPoint(0, 0), whole)
        return wish_for(self._page, whole, seen)

    def _draw(self) -> None:
        if self._pages is None or not self._sizes:
            return
        wish = self._wish()
        if wish == self._asked:
            return
        token = self._latest.renew()
        self._ahead.renew()
        self._rest.stop()
        self._asked = wish
        if (kept := self._kept.get(wish)) is not None:
            self._on_drawn(kept)
        else:
            job = partial(_drawn, self._pages, wish)
            self._lanes.io(job, self, self._on_drawn, self._on_failed, token=token)

    def _on_opened(self, sizes: tuple[QSizeF, ...]) -> None:
        self._sizes = sizes
        self._lay_out()

    def _on_drawn(self, drawn: Drawn) -> None:
        self._kept.put(drawn)
        self._area.show_picture(drawn)
        self.page_shown.emit(drawn.wish.page)
        self._rest.start()

    def _draw_next(self) -> None:
        """Have the following page ready for whoever reads this one; pages are drawn whole then."""
        if (shown := self._asked) is None:
            return
        wish = replace(shown, page=shown.page + 1)
        small = shown.part == (0, 0, *shown.whole) and self._pages is not None
        alike = wish.page < self.page_count and self._sizes[wish.page] == self._sizes[shown.page]
        if small and alike and self._pages is not None and self._kept.get(wish) is None:
            job = partial(_drawn, self._pages, wish)
            token = self._ahead.renew()
            self._lanes.io(job, self, self._kept.put, self._on_failed_ahead, token=token)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PdfUnreadableError):
            self._lanes.unhandled(error)
        self._sizes = ()
        self._words = self.tr("This paper cannot be shown")
        self._lay_out()
        self.failed.emit()

    def _on_failed_ahead(self, error: Exception) -> None:
        """It will be told when its turn to be seen has come."""
        if not isinstance(error, PdfUnreadableError):
            self._lanes.unhandled(error)


def _sizes(pages: PdfPages) -> tuple[QSizeF, ...]:
    """Runs in the I/O lane."""
    with _unless_closed(pages):
        return pages.sizes()


def _drawn(pages: PdfPages, wish: Wish) -> Drawn:
    """Runs in the I/O lane."""
    with _unless_closed(pages):
        return Drawn(wish, pages.draw(wish.page, QSize(*wish.whole), wish.rect))


@contextmanager
def _unless_closed(pages: PdfPages) -> Iterator[None]:
    """Of a paper that was put away meanwhile nothing is told."""
    try:
        yield
    except PdfUnreadableError:
        if pages.closed:
            raise JobCancelled from None
        raise
