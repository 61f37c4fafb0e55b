"""Booth cards: eight on A4, each with the booth's number for the visitors and its code for a scan.

The business hangs its card at the booth; at the gate it is scanned. Nothing personal stands on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.domain.dates import weekday_date
from app.reports import qr
from app.reports.document import close_canvas, open_canvas
from app.reports.event_values import Card, EventFacts
from app.reports.styles import (
    BLACK,
    DEEP,
    GREEN,
    LINE,
    MIST,
    RED,
    SOFT,
    WHITE,
    sans,
    sans_semibold,
    serif_bold,
)
from app.reports.text import Block, draw_stack, fit_stack, stack_height
from app.reports.values import PaperStatus

COLUMNS, ROWS = 2, 4
PER_PAGE = COLUMNS * ROWS
CARD = (A4[0] / COLUMNS, A4[1] / ROWS)
_PAD = 6 * mm
_BAND = 9 * mm
_NUMBER = 21 * mm
_NAME = 60


def render_booth_cards(
    facts: EventFacts, cards: Sequence[Card], *, invariant: bool = False, archival: bool = True
) -> bytes:
    """One card for each booth, in the order given; PDF/A-2b, to be cut along the lines."""
    buffer = BytesIO()
    canvas = open_canvas(
        buffer, A4, f"Kartu lapak {facts.name}", "Kartu lapak usaha", invariant=invariant
    )
    for at, card in enumerate(cards):
        place = at % PER_PAGE
        if at and not place:
            canvas.showPage()
        if not place:
            _draw_cuts(canvas)
        row, column = divmod(place, COLUMNS)
        _draw_card(canvas, facts, card, column * CARD[0], A4[1] - (row + 1) * CARD[1])
    return close_canvas(canvas, buffer, invariant=invariant, archival=archival)


def _draw_cuts(canvas: Canvas) -> None:
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.5)
    canvas.setDash(2, 3)
    for at in range(1, COLUMNS):
        canvas.line(at * CARD[0], 0, at * CARD[0], A4[1])
    for at in range(1, ROWS):
        canvas.line(0, at * CARD[1], A4[0], at * CARD[1])
    canvas.setDash()


def _draw_card(canvas: Canvas, facts: EventFacts, card: Card, x: float, y: float) -> None:
    left, right = x + _PAD, x + CARD[0] - _PAD
    top = y + CARD[1] - _PAD
    _draw_band(canvas, facts, left, top, right - left)
    code = qr.measure(card.code)
    qr.draw(canvas, code, right - code.side, y + _PAD)
    room = right - code.side - 3 * mm - left
    _draw_number(canvas, card, left, top - _BAND - 3 * mm, room)
    words = [
        Block(_short(card.business), sans_semibold(12.5, BLACK)),
        Block(_short(card.product), sans(9, SOFT), gap=1),
    ]
    laid = fit_stack(words, room, 17 * mm)
    draw_stack(canvas, laid, left, top - _BAND - _NUMBER - 5 * mm, "left")
    small = [
        Block(weekday_date(card.day), sans_semibold(8, DEEP)),
        Block(card.code, sans(7, SOFT), gap=1),
    ]
    laid = fit_stack(small, room, 9 * mm)
    draw_stack(canvas, laid, left, y + _PAD + stack_height(laid), "left")


def _short(name: str) -> str:
    """A name for a small card: whoever looks for it has the list of places too."""
    return name if len(name) <= _NAME else f"{name[: _NAME - 1].rstrip()}…"


def _draw_band(canvas: Canvas, facts: EventFacts, x: float, top: float, width: float) -> None:
    practice = facts.status is PaperStatus.TRAINING
    canvas.setFillColor(RED if practice else GREEN)
    canvas.roundRect(x, top - _BAND, width, _BAND, 1.5 * mm, stroke=0, fill=1)
    name = f"LATIHAN · {_short(facts.name)}" if practice else _short(facts.name)
    words = [
        Block(name, sans_semibold(9.5, WHITE)),
        Block(_short(facts.place), sans(7.5, MIST), gap=0.5),
    ]
    laid = fit_stack(words, width - 6 * mm, _BAND - 1 * mm)
    draw_stack(canvas, laid, x + 3 * mm, top - (_BAND - stack_height(laid)) / 2, "left")


def _draw_number(canvas: Canvas, card: Card, x: float, top: float, room: float) -> None:
    words = [
        Block("LAPAK", sans_semibold(8, SOFT, tracking=0.12)),
        Block(str(card.booth), serif_bold(44, DEEP)),
    ]
    laid = fit_stack(words, room * 0.5, _NUMBER)
    draw_stack(canvas, laid, x, top, "left")
    kind = fit_stack([Block(card.category, sans(8.5, SOFT))], room * 0.5 - 2 * mm, _NUMBER)
    draw_stack(canvas, kind, x + room * 0.5, top - 1 * mm, "left")
