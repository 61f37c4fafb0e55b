"""Where a digital signature stands on a certificate, and how it looks there.

Nothing of this is on a certificate that is not signed: only the place is named, as a
destination in the file that no reader shows.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import pikepdf
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.reports.dates import long_date
from app.reports.document import open_canvas
from app.reports.styles import DEEP, GREEN, SOFT, sans, sans_semibold, serif_bold
from app.reports.text import Block, clean, draw_stack, fit_stack, stack_height

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""

_PLACE = "ttd-{page}"
_BAR = 0.8 * mm


def mark(canvas: Canvas, box: Box) -> None:
    """Note on the page being drawn where its first signatory signs."""
    left, bottom, right, top = box
    name = _PLACE.format(page=canvas.getPageNumber())
    canvas.bookmarkPage(name, fit="FitR", left=left, bottom=bottom, right=right, top=top)


def place(pdf: bytes) -> Box | None:
    """Where the first page is signed; None for a file that no certificate of ours is."""
    with pikepdf.open(BytesIO(pdf)) as document:
        if pikepdf.Name.Names not in document.Root or "/Dests" not in document.Root.Names:
            return None
        named = pikepdf.NameTree(document.Root.Names.Dests)
        try:
            target = named[_PLACE.format(page=1)]
        except KeyError:
            return None
        if isinstance(target, pikepdf.Dictionary):
            target = target.D
        if len(document.pages) != 1 or len(target) != 6 or target[1] != "/FitR":
            return None
        left, bottom, right, top = (float(value) for value in target[2:])
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
    canvas.setFillColor(GREEN)
    canvas.rect(0, 0, _BAR, height, stroke=0, fill=1)
    moment = f"{long_date(at.date())}, pukul {at:%H.%M} {at.tzname() or ''}".strip()
    blocks = [
        Block("Ditandatangani secara digital oleh", sans(6.2, SOFT)),
        Block(clean(name), serif_bold(10.5, DEEP), gap=0.6),
        Block(moment, sans_semibold(5.8, SOFT), gap=1),
    ]
    inset = _BAR + 1.6 * mm
    laid = fit_stack(blocks, width - inset, height)
    draw_stack(canvas, laid, inset, (height + stack_height(laid)) / 2, "left")
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()
