"""The verification code as vector squares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import zxingcpp
from reportlab.lib.units import inch, mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from app.errors import UserError
from app.reports.styles import BLACK, WHITE

LARGEST_SIDE = 38 * mm
SMALLEST_MODULE = 0.4 * mm
QUIET = 4  # modules of white on each side, as the standard asks
_DOT = inch / 300
_DARK = bytes(1 if tone == 0 else 0 for tone in range(256))
_RUN = re.compile(rb"\x01+")


@dataclass(frozen=True, slots=True)
class Code:
    """A measured code: rows of dark modules, and the side of one module in points."""

    rows: tuple[bytes, ...]
    module: float

    @property
    def side(self) -> float:
        """Points, quiet zone included."""
        return (len(self.rows) + 2 * QUIET) * self.module


def measure(text: str) -> Code:
    """Encode at level M; raises UserError if the code would need more than 38 mm."""
    # Written by the library that reads codes: it cuts the text into segments by itself (`#` alone
    # would make all of it bytes), and takes a fifth of the time of one in Python.
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    rows = _rows(made.to_image(scale=1, add_quiet_zones=False))
    module = _module(len(rows) + 2 * QUIET)
    if module < SMALLEST_MODULE - 1e-6:
        raise UserError(
            "qr_too_long",
            "Kode verifikasi terlalu panjang untuk dicetak.",
            safe="Data sertifikat tetap tersimpan.",
            todo="Hubungi admin sebelum mencetak sertifikat ini.",
        )
    return Code(rows, module)


def _rows(picture: zxingcpp.Image) -> tuple[bytes, ...]:
    """A pixel a module, 0 for dark, as rows of 1 for dark."""
    side = picture.shape[0]
    pixels: Any = picture  # a buffer, which the library's types do not say
    dark = memoryview(pixels).tobytes().translate(_DARK)
    return tuple(dark[at : at + side] for at in range(0, side * side, side))


def _module(count: int) -> float:
    """A whole number of 300-dpi dots where that leaves the code within bounds."""
    dots = min(int(LARGEST_SIDE / count / _DOT), 7)
    snapped = dots * _DOT
    return snapped if snapped >= SMALLEST_MODULE else LARGEST_SIDE / count


def draw(canvas: Canvas, code: Code, x: float, y: float) -> None:
    """Draw with the lower left corner (of the quiet zone) at x, y, on white."""
    canvas.setFillColor(WHITE)
    canvas.rect(x, y, code.side, code.side, stroke=0, fill=1)
    canvas.setFillColor(BLACK)
    canvas.saveState()
    canvas.translate(x + QUIET * code.module, y + code.side - QUIET * code.module)
    canvas.scale(code.module, -code.module)
    # One path: neighbouring rows then show no hairlines between them on a screen. In whole
    # modules and written out here, because formatting 1,500 rectangles costs 15 ms otherwise.
    path = PDFPathObject(list(_runs(code.rows)))
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()


def _runs(rows: tuple[bytes, ...]) -> Iterator[str]:
    """Dark modules beside each other as one rectangle; rows are told apart by a light module."""
    pitch = len(rows) + 1
    for found in _RUN.finditer(b"\0".join(rows)):
        start, end = found.span()
        row, column = divmod(start, pitch)
        yield f"{column} {row} {end - start} 1 re"
