"""How pyHanko is to write into a certificate: what was PDF/A-2b stays it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.extensions import DeveloperExtension
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from typing_extensions import override

_ETSI = "/ESIC"
"""Says in a file of version 1.7 that its signatures are PAdES."""


class ArchivalWriter(IncrementalPdfFileWriter):
    """Adds to a file and leaves its version and its metadata alone.

    For keys on an elliptic curve pyHanko would raise the version to 2.0, which no PDF/A-2 has,
    and it names itself as the producer in one of the two places that have to agree.
    """

    @override
    def ensure_output_version(self, version: Any) -> None:
        return

    @override
    def register_extension(self, ext: DeveloperExtension) -> None:
        if ext.prefix_name == _ETSI:
            super().register_extension(ext)

    @override
    def _update_meta(self) -> None:
        return


class PageOf(PdfContent):
    """The first page of a PDF in memory, with its fonts; pyHanko itself takes files alone."""

    _NAME = "/Rupa"

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf

    @override
    def render(self) -> bytes:
        assert self.writer is not None
        page = self.writer.import_page_as_xobject(PdfFileReader(BytesIO(self._pdf)))
        self.resources.xobject[self._NAME] = page
        left, bottom, right, top = page.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return self._NAME.encode() + b" Do"
