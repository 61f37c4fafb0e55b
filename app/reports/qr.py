"""The verification code as vector squares."""

from __future__ import annotations

import re
from dataclasses import dataclass

import segno
from reportlab.lib.units import inch, mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject
from segno import consts

from app.errors import UserError
from app.reports.styles import BLACK, WHITE

LARGEST_SIDE = 38 * mm
SMALLEST_MODULE = 0.4 * mm
QUIET = 4  # modules of white on each side, as the standard asks
_DOT = inch / 300
_ALPHANUMERIC = re.compile(r"[0-9A-Z $%*+\-./:]*\Z")
# Weighing all eight masks costs 50 ms a page. Readers accept any mask, and the payload is a
# signature (noise), so that a fixed one leaves no large even areas.
_MASK = 3


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
    made = segno.make(
        _segments(text),  # type: ignore[arg-type]  # the stub does not know segments
        error="m",
        boost_error=False,
        micro=False,
        mask=_MASK,
    )
    rows = tuple(bytes(row) for row in made.matrix)
    module = _module(len(rows) + 2 * QUIET)
    if module < SMALLEST_MODULE - 1e-6:
        raise UserError(
            "qr_too_long",
            "Kode verifikasi terlalu panjang untuk dicetak.",
            safe="Data sertifikat tetap tersimpan.",
            todo="Hubungi admin sebelum mencetak sertifikat ini.",
        )
    return Code(rows, module)


def _segments(text: str) -> list[tuple[str, int]]:
    """The short head in bytes, the long tail alphanumeric: `#` alone would make all of it bytes."""
    head, mark, tail = text.rpartition("#")
    if mark and tail and _ALPHANUMERIC.match(tail):
        return [(head + mark, consts.MODE_BYTE), (tail, consts.MODE_ALPHANUMERIC)]
    return [(text, consts.MODE_BYTE)]


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
    path = PDFPathObject(
        [
            f"{start} {index} {length} 1 re"
            for index, row in enumerate(code.rows)
            for start, length in _dark(row)
        ]
    )
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()


def _dark(row: bytes) -> list[tuple[int, int]]:
    return [(found.start(), len(found.group())) for found in re.finditer(rb"\x01+", row)]
