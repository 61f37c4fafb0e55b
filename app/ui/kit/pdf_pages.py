"""A PDF held open to draw its pages, from any thread and without the interpreter's lock.

PDFium takes one caller at a time, whatever the document. Its calls go through ctypes, which
lets the UI thread run meanwhile; `QPdfDocument.render` would hold it for the whole page.
"""

from __future__ import annotations

import atexit
import ctypes
from collections import deque
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakSet

from PySide6.QtCore import QRect, QSize, QSizeF
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    import pypdfium2

PdfSource = bytes | Path

_turn = Lock()
_leaving: deque[Any] = deque()
"""Documents nobody wants any more: whoever has the turn next closes them."""

_open: WeakSet[PdfPages] = WeakSet()

_BGRX: Final = 3  # FPDFBitmap_BGRx: what Qt calls RGB32 on little-endian machines
_WHITE: Final = 0xFFFFFFFF
_WITH_ANNOTATIONS: Final = 1  # FPDF_ANNOT


class PdfUnreadableError(ValueError):
    """The bytes are no PDF that can be shown."""


class PdfPages:
    """One PDF, opened at the first question and kept open until `close`.

    `source` may be a file, which is then read page by page: the memory it takes does not grow
    with the number of pages. Every method may be called from any thread but waits for its turn,
    so that the UI thread should call `close` alone.
    """

    def __init__(self, source: PdfSource) -> None:
        self._source = source
        self._document: pypdfium2.PdfDocument | None = None
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether it was put away."""
        return self._closed

    def sizes(self) -> tuple[QSizeF, ...]:
        """The size of each page in points; PdfUnreadableError."""
        with _turn:
            document = self._open()
            found = [document.get_page_size(at) for at in range(len(document))]
        if not found:
            raise PdfUnreadableError("no pages")
        return tuple(QSizeF(*size) for size in found)

    def draw(self, page: int, whole: QSize, part: QRect | None = None) -> QImage:
        """A page on white as it looks when `whole` pixels large, or a part of it; opaque.

        Raises PdfUnreadableError.
        """
        part = part or QRect(0, 0, whole.width(), whole.height())
        image = QImage(part.size(), QImage.Format.Format_RGB32)
        if image.isNull():
            raise PdfUnreadableError("no room for the picture")
        with _turn:
            self._draw_into(image, self._page(page), whole, part)
        return image

    def close(self) -> None:
        """Let go of the document; never waits, and may be repeated."""
        self._closed = True
        document, self._document = self._document, None
        if document is not None:
            _leaving.append(document)
            _close_leaving()

    def __del__(self) -> None:
        self.close()

    def _open(self) -> pypdfium2.PdfDocument:
        # Costs start-up time: only who looks at a paper pays for it.
        import pypdfium2

        _drain()
        if self._closed:
            raise PdfUnreadableError("closed")
        if self._document is None:
            try:
                if not _open:  # after the import, so that ours comes before PDFium's own end
                    atexit.register(_close_all)
                _open.add(self)
                self._document = pypdfium2.PdfDocument(self._source)
                self._document.init_forms()  # what a signature shows is drawn as a form's field
            except (pypdfium2.PdfiumError, OSError) as error:
                raise PdfUnreadableError(str(error)) from error
        return self._document

    def _page(self, number: int) -> pypdfium2.PdfPage:
        import pypdfium2

        try:
            return self._open()[number]
        except (pypdfium2.PdfiumError, IndexError) as error:
            raise PdfUnreadableError(f"page {number}") from error

    @staticmethod
    def _draw_into(image: QImage, page: pypdfium2.PdfPage, whole: QSize, part: QRect) -> None:
        from pypdfium2 import raw

        pixels = (ctypes.c_ubyte * image.sizeInBytes()).from_buffer(image.bits())
        bitmap = raw.FPDFBitmap_CreateEx(
            image.width(), image.height(), _BGRX, pixels, image.bytesPerLine()
        )
        try:
            # Not by Qt, which would keep the interpreter's lock meanwhile.
            raw.FPDFBitmap_FillRect(bitmap, 0, 0, image.width(), image.height(), _WHITE)
            place = -part.x(), -part.y(), whole.width(), whole.height(), 0
            raw.FPDF_RenderPageBitmap(bitmap, page, *place, _WITH_ANNOTATIONS)
            if page.formenv is not None:
                raw.FPDF_FFLDraw(page.formenv, bitmap, page, *place, _WITH_ANNOTATIONS)
        finally:
            raw.FPDFBitmap_Destroy(bitmap)
            page.close()


def _close_all() -> None:
    """At the program's end, before PDFium's."""
    atexit.unregister(_close_all)
    for pages in list(_open):
        pages.close()


def _close_leaving() -> None:
    """Close what is leaving, or leave it to whoever has the turn: nobody waits for it."""
    if _turn.acquire(blocking=False):
        try:
            _drain()
        finally:
            _turn.release()


def _drain() -> None:
    while _leaving:
        _leaving.popleft().close()
