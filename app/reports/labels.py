"""Labels with blind codes: two columns of seven on A4, as cut sheets of 99,1 × 38,1 mm are sold.

The code large for eyes, as Code 128 for a scanner and as QR for a camera. Names never:
a label is what the curator sees.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import inch, mm
from reportlab.pdfgen.canvas import Canvas

from app.domain.dates import long_date
from app.reports import qr
from app.reports.document import close_canvas, open_canvas
from app.reports.session_values import SessionFacts
from app.reports.styles import BLACK, LINE, RED, SOFT, sans, sans_semibold
from app.reports.text import Block, Style, draw_stack, fit_stack, stack_height
from app.reports.values import PaperStatus

COLUMNS, ROWS = 2, 7
PER_PAGE = COLUMNS * ROWS
LABEL = (99.1 * mm, 38.1 * mm)
_LEFT, _TOP, _BETWEEN = 4.65 * mm, 15.15 * mm, 2.5 * mm
_PAD = 4 * mm
_DOT = inch / 300
_BAR = 4 * _DOT
"""The narrowest bar: a whole number of dots of an office printer, so that all are as wide."""

_BAR_HEIGHT = 9.5 * mm
_NAME = 70


def render_labels(
    facts: SessionFacts,
    codes: Sequence[str],
    *,
    invariant: bool = False,
    archival: bool = True,
) -> bytes:
    """One label for each code, in the order given; PDF/A-2b."""
    buffer = BytesIO()
    title = f"Label {facts.name}"
    canvas = open_canvas(
        buffer, A4, title, "Label kode buta untuk produk kurasi", invariant=invariant
    )
    for at, code in enumerate(codes):
        place = at % PER_PAGE
        if at and not place:
            canvas.showPage()
        row, column = divmod(place, COLUMNS)
        x = _LEFT + column * (LABEL[0] + _BETWEEN)
        y = A4[1] - _TOP - (row + 1) * LABEL[1]
        _draw_label(canvas, facts, code, x, y)
    return close_canvas(canvas, buffer, invariant=invariant, archival=archival)


def _draw_label(canvas: Canvas, facts: SessionFacts, code: str, x: float, y: float) -> None:
    _draw_corners(canvas, x, y)
    square = qr.measure(code)
    qr.draw(canvas, square, x + _PAD - 1 * mm, y + (LABEL[1] - square.side) / 2)
    left = x + _PAD + square.side + 2 * mm
    room = x + LABEL[0] - _PAD - left
    top = y + LABEL[1] - 4.2 * mm
    top = _draw_words(canvas, code, sans_semibold(24, BLACK), (left, top), (room, 11 * mm))
    bars = Code128(code, barWidth=_BAR, barHeight=_BAR_HEIGHT, quiet=0, humanReadable=0)
    canvas.setFillColor(BLACK)
    bars.drawOn(canvas, left, top - 1 * mm - _BAR_HEIGHT)
    style = sans(7.5, SOFT)
    about = f"{_short(facts.name)} · {long_date(facts.held_on)}"
    if facts.status is PaperStatus.TRAINING:
        about, style = f"LATIHAN · {about}", sans_semibold(7.5, RED)
    _draw_words(canvas, about, style, (left, y + 8.6 * mm), (room, 6 * mm))


def _short(name: str) -> str:
    """A name for two small lines: a label is found by its code, whatever the session's name."""
    return name if len(name) <= _NAME else f"{name[: _NAME - 1].rstrip()}…"


def _draw_words(
    canvas: Canvas,
    words: str,
    style: Style,
    corner: tuple[float, float],
    room: tuple[float, float],
) -> float:
    laid = fit_stack([Block(words, style)], *room)
    draw_stack(canvas, laid, *corner, "left")
    return corner[1] - stack_height(laid)


def _draw_corners(canvas: Canvas, x: float, y: float) -> None:
    """Where to cut plain paper; on a cut sheet they lie in the rounded corners."""
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.5)
    reach = 3 * mm
    for at_x, step_x in ((x, reach), (x + LABEL[0], -reach)):
        for at_y, step_y in ((y, reach), (y + LABEL[1], -reach)):
            canvas.line(at_x, at_y, at_x + step_x, at_y)
            canvas.line(at_x, at_y, at_x, at_y + step_y)
