"""Drawings that every page of a paper shares, made ready once per process.

An ornament is the same in each certificate: its operators are drawn, encoded and compressed for
the first one, and the bytes go as they are into the files of all others.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from app.reports import fonts

Define = Callable[..., None]


@dataclass(frozen=True, slots=True)
class _Ready:
    """A form XObject: its name, box and compressed operators, and the forms it refers to."""

    name: str
    box: tuple[float, float, float, float]
    packed: bytes
    uses: tuple[str, ...]


def define_once(canvas: Canvas, define: Define, *measures: float) -> None:
    """Give `canvas` the forms that `define(canvas, *measures)` defines.

    `define` may draw nothing else, and nothing that depends on more than its arguments; no text,
    because a face's glyphs are numbered anew in each file.
    """
    document: pdfdoc.PDFDocument = vars(canvas)["_doc"]
    for ready in _made(define, measures):
        form = pdfdoc.PDFFormXObject(*ready.box)
        form.Contents = pdfdoc.PDFStream(content=ready.packed)
        form.Contents.dictionary["Filter"] = pdfdoc.PDFName("FlateDecode")
        form.XObjects = document.xobjDict(ready.uses) if ready.uses else None
        document.addForm(ready.name, form)


@lru_cache(maxsize=16)
def _made(define: Define, measures: tuple[float, ...]) -> tuple[_Ready, ...]:
    scratch = _Scratch(BytesIO(), initialFontName=fonts.SANS)
    define(scratch, *measures)
    return tuple(scratch.ready)


class _Scratch(Canvas):
    """Collects the forms drawn on it."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        self.ready: list[_Ready] = []
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def endForm(self, **extra_attributes: object) -> None:
        """Reportlab's hook: the form as it would be written."""
        inner = vars(self)
        name, *box = inner["_formData"]
        uses = tuple(inner["_formsinuse"])
        super().endForm(**extra_attributes)
        form = inner["_doc"].idToObject[pdfdoc.xObjectName(name)]
        left, bottom, right, top = (float(edge) for edge in box)
        packed = zlib.compress(form.stream, 9)
        self.ready.append(_Ready(str(name), (left, bottom, right, top), packed, uses))
