"""Printing without a spooler's help: pages drawn off the UI thread, painted in bands on it.

`QPrinter` belongs to the UI thread. A page at 300 dpi takes a third of a second to draw,
so it is drawn in the I/O lane; painting goes band by band between events.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QObject,
    QRect,
    QSize,
    QTimer,
    Signal,
)
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.ui.lanes import Lanes

DPI: Final = 300
_BAND: Final = 256
"""Rows of the drawn page that are painted in one go."""


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """One page as a picture on white, and how many pages there are."""

    image: QImage
    count: int


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


def draw_page(pdf: bytes, page: int) -> DrawnPage:
    """Draw a page at 300 dpi, in any thread; ValueError when it cannot be."""
    # QtPdf costs start-up time: only who prints pays for it.
    from PySide6.QtPdf import QPdfDocument

    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    try:
        document.load(buffer)
        count = document.pageCount()
        if not 0 <= page < count:
            raise ValueError(f"page {page} of {count}")
        points = document.pagePointSize(page)
        size = QSize(round(points.width() * DPI / 72), round(points.height() * DPI / 72))
        drawn = document.render(page, size)
    finally:
        document.close()
    return DrawnPage(_on_white(drawn), count)


def _on_white(drawn: QImage) -> QImage:
    """Without an alpha channel a printer takes the picture as it is, in a tenth of the time."""
    paper = QImage(drawn.size(), QImage.Format.Format_RGB32)
    paper.fill(0xFFFFFFFF)
    painter = QPainter(paper)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return paper


class PaintedPrint(QObject):
    """Paints one PDF on one printer; `finished()` or `failed(printer's name)` once."""

    finished = Signal()
    failed = Signal(str)

    def __init__(self, lanes: Lanes, pdf: bytes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes, self._pdf = lanes, pdf
        self._printer: QPrinter | None = None
        self._painter: QPainter | None = None
        self._drawn: DrawnPage | None = None
        self._page, self._row = 0, 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._paint_band)

    def start(self, printer: QPrinter) -> None:
        """Print on `printer`, which belongs to this job from now on."""
        self._printer = printer
        printer.setResolution(DPI)
        self._draw()

    def _draw(self) -> None:
        job = partial(draw_page, self._pdf, self._page)
        self._lanes.io(job, self, self._on_drawn, self._on_failed)

    def _on_drawn(self, drawn: DrawnPage) -> None:
        self._drawn, self._row = drawn, 0
        if self._begin_page(drawn.image):
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
        if self._drawn is None or self._painter is None or self._printer is None:
            return
        image = self._drawn.image
        upto = min(self._row + _BAND, image.height())
        source = QRect(0, self._row, image.width(), upto - self._row)
        paper = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        self._painter.drawImage(_placed(source, image.size(), paper.size()), image.copy(source))
        self._row = upto
        if upto == image.height():
            self._timer.stop()
            self._turn()

    def _turn(self) -> None:
        self._page += 1
        if self._drawn is not None and self._page < self._drawn.count:
            self._draw()
        else:
            self._end(ok=True)

    def _on_failed(self, error: Exception) -> None:
        self._end(ok=False)
        if not isinstance(error, ValueError):
            self._lanes.unhandled(error)

    def _end(self, *, ok: bool) -> None:
        name = "" if self._printer is None else self._printer.printerName()
        if self._painter is not None and self._painter.isActive():
            ok = self._painter.end() and ok
        self._painter = self._printer = self._drawn = None
        if ok:
            self.finished.emit()
        else:
            self.failed.emit(name)


def _layout(image: QImage) -> QPageLayout:
    wide = image.width() > image.height()
    turn = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), turn, QMarginsF(0, 0, 0, 0))


def _placed(band: QRect, page: QSize, paper: QSize) -> QRect:
    """Where a band of the page lies on the paper; edges are rounded so that bands meet."""
    top = round(band.top() * paper.height() / page.height())
    bottom = round((band.top() + band.height()) * paper.height() / page.height())
    return QRect(0, top, paper.width(), bottom - top)
