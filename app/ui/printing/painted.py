"""Printing without a spooler's help: pages drawn off the UI thread, painted in bands on it.

`QPrinter` belongs to the UI thread. A page at 300 dpi takes a third of a second to draw,
so it is drawn in the I/O lane; painting goes band by band between events.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QMarginsF, QObject, QRect, QSize, QTimer, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.ui.kit.pdf_pages import PdfPages, PdfSource, PdfUnreadableError
from app.ui.lanes import Lanes

DPI: Final = 300
_BAND: Final = 256
"""Rows of the drawn page that are painted in one go."""


def printer_names() -> tuple[str, ...]:
    """The printers Qt knows; UI thread only."""
    return tuple(QPrinterInfo.availablePrinterNames())


def open_printer(name: str, title: str) -> QPrinter:
    """A printer for A4 to its very edges; the paper brings its own margins."""
    info = QPrinterInfo.printerInfo(name)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if not info.isNull():
        printer.setPrinterName(name)
    printer.setDocName(title)
    return printer


def draw_page(pages: PdfPages, page: int) -> QImage:
    """Draw a page at 300 dpi, in any thread; PdfUnreadableError when it cannot be.

    Opaque: without an alpha channel a printer takes a picture as it is, in a tenth of the time.
    """
    points = pages.sizes()[page]
    size = QSize(round(points.width() * DPI / 72), round(points.height() * DPI / 72))
    return pages.draw(page, size)


class PaintedPrint(QObject):
    """Paints pages of one PDF on one printer; `finished()` or `failed()` once, at the end."""

    page_painted = Signal(int)
    """How many are painted by now."""

    finished = Signal()
    failed = Signal()

    def __init__(
        self, lanes: Lanes, pdf: PdfSource, pages: Sequence[int], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._pages = PdfPages(pdf)
        self._order = tuple(pages)
        self._printer: QPrinter | None = None
        self._painter: QPainter | None = None
        self._image: QImage | None = None
        self._at, self._row = 0, 0
        self._stopped = False
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._paint_band)

    @property
    def painted(self) -> int:
        """How many pages are painted whole."""
        return self._at

    def start(self, printer: QPrinter) -> None:
        """Print on `printer`, which belongs to this job from now on."""
        self._printer = printer
        printer.setResolution(DPI)
        self._draw()

    def stop(self) -> None:
        """Finish the page that is being painted, and no other."""
        self._stopped = True

    def _draw(self) -> None:
        job = partial(draw_page, self._pages, self._order[self._at])
        self._lanes.io(job, self, self._on_drawn, self._on_failed)

    def _on_drawn(self, image: QImage) -> None:
        if self._stopped:
            self._end(ok=True)
        elif self._begin_page(image):
            self._image, self._row = image, 0
            self._timer.start()
        else:
            self._end(ok=False)

    def _begin_page(self, image: QImage) -> bool:
        """Turn the paper as the page lies; False when the printer does not answer."""
        printer = self._printer
        if printer is None:
            return False
        printer.setPageLayout(_layout(image))
        printer.setFullPage(True)
        if self._painter is not None:
            return printer.newPage()
        self._painter = QPainter()
        return self._painter.begin(printer)

    def _paint_band(self) -> None:
        if self._image is None or self._painter is None or self._printer is None:
            return
        image = self._image
        upto = min(self._row + _BAND, image.height())
        source = QRect(0, self._row, image.width(), upto - self._row)
        paper = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        self._painter.drawImage(_placed(source, image.size(), paper.size()), image.copy(source))
        self._row = upto
        if upto == image.height():
            self._timer.stop()
            self._turn()

    def _turn(self) -> None:
        self._at += 1
        self.page_painted.emit(self._at)
        if self._at < len(self._order) and not self._stopped:
            self._draw()
        else:
            self._end(ok=True)

    def _on_failed(self, error: Exception) -> None:
        self._end(ok=False)
        if not isinstance(error, PdfUnreadableError):
            self._lanes.unhandled(error)

    def _end(self, *, ok: bool) -> None:
        if self._painter is not None and self._painter.isActive():
            ok = self._painter.end() and ok
        self._painter = self._printer = self._image = None
        self._pages.close()
        if ok:
            self.finished.emit()
        else:
            self.failed.emit()


def _layout(image: QImage) -> QPageLayout:
    wide = image.width() > image.height()
    turn = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), turn, QMarginsF(0, 0, 0, 0))


def _placed(band: QRect, page: QSize, paper: QSize) -> QRect:
    """Where a band of the page lies on the paper; edges are rounded so that bands meet."""
    top = round(band.top() * paper.height() / page.height())
    bottom = round((band.top() + band.height()) * paper.height() / page.height())
    return QRect(0, top, paper.width(), bottom - top)
