"""Where a digital signature stands on a certificate, and how it looks there.

Nothing of this is on a certificate that is not signed: only the place is named, as a
destination in the file that no reader shows.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

import pikepdf
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName
from reportlab.pdfgen.canvas import Canvas

from app.domain.dates import long_date
from app.reports.document import open_canvas
from app.reports.styles import DEEP, GREEN, SOFT, sans, sans_semibold, serif_bold
from app.reports.text import Block, clean, draw_stack, fit_stack, stack_height

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""

_PLACE = "ttd-{page}"
_BAR, _GAP, _AIR = 0.8 * mm, 1.8 * mm, 1 * mm


def mark(canvas: Canvas, box: Box) -> None:
    """Note on the page being drawn where its first signatory signs."""
    # reportlab itself names destinations only for its own outlines.
    document = canvas._doc  # type: ignore[attr-defined]
    named = getattr(document.Catalog, "Dests", None) or PDFDictionary()
    document.Catalog.Dests = named
    target = [document.thisPageRef(), PDFName("FitR"), *(round(value, 1) for value in box)]
    named[_PLACE.format(page=canvas.getPageNumber())] = PDFArray(target)


def place(pdf: bytes) -> Box | None:
    """Where the one page of a finished certificate is signed; None for any other file."""
    with pikepdf.open(BytesIO(pdf)) as document:
        named: Any = document.Root.get("/Dests", {})
        target: Any = named.get(f"/{_PLACE.format(page=1)}", ())
        if len(document.pages) != 1 or len(target) != 6 or target[1] != "/FitR":
            return None
        left, bottom, right, top = (float(value) for value in list(target)[2:])
    return left, bottom, right, top


def is_signed(pdf: bytes) -> bool:
    """Whether anybody has signed the file."""
    with pikepdf.open(BytesIO(pdf)) as document:
        form = document.Root.get("/AcroForm")
        fields = [] if form is None else list(form.get("/Fields", []))
        return any(field.get("/FT") == "/Sig" and "/V" in field for field in fields)


def appearance(box: Box, name: str, at: datetime) -> bytes:
    """A page as large as the box: who signed, and when (in the time zone of `at`)."""
    left, bottom, right, top = box
    width, height = right - left, top - bottom
    buffer = BytesIO()
    canvas = open_canvas(buffer, (width, height), "Tanda tangan", "", invariant=True)
    moment = f"{long_date(at.date())}, pukul {at:%H.%M} {at.tzname() or ''}".strip()
    blocks = [
        Block("Ditandatangani secara digital oleh", sans(6.5, SOFT)),
        Block(clean(name), serif_bold(11, DEEP), gap=0.8),
        Block(moment, sans_semibold(6, SOFT), gap=1.2),
    ]
    inset = _BAR + _GAP
    laid = fit_stack(blocks, width - inset, height - 2 * _AIR)
    widest = max(part.style.width(line) for part in laid for line in part.lines)
    x, text_height = (width - inset - widest) / 2, stack_height(laid)
    canvas.setFillColor(GREEN)
    canvas.rect(x, (height - text_height) / 2 - _AIR, _BAR, text_height + 2 * _AIR, 0, 1)
    draw_stack(canvas, laid, x + inset, (height + text_height) / 2, "left")
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()
