"""Denah lapak: the plan of the floor on a day, to hang at the entrance; A4 landscape."""

from __future__ import annotations

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from app.domain.dates import number, weekday_date
from app.errors import UserError
from app.reports import fonts, text
from app.reports.event_values import FloorData, FloorStall
from app.reports.markup import paragraph
from app.reports.paged import PaperHead, Plan, render_paged
from app.reports.sheet_parts import Part
from app.reports.styles import DEEP, GREEN, INK, LINE, MIST, SOFT, WHITE, sans
from app.reports.text import Block, Laid, draw_stack, fit_stack, stack_height

TITLE = "Denah Lapak"
_TALLEST = 112 * mm
_SMALLEST_WORDS = 15 * mm


def render_floor(data: FloorData, *, invariant: bool = False, archival: bool = True) -> bytes:
    """The plan as PDF/A-2b; `invariant` fixes time."""
    fonts.ready()
    facts = data.facts
    plan = Plan(
        title=f"{TITLE} {text.clean(facts.name)}",
        subject="Denah lapak satu hari",
        letterhead=facts.letterhead,
        short=(TITLE, f"{facts.name} – {weekday_date(facts.day)}"),
        foot=f"Nomor registrasi {data.mark}",
        status=facts.status,
        page=landscape(A4),
    )
    about = f"{facts.name}, {facts.place}, {weekday_date(facts.day)}"
    taken = sum(bool(stall.business) for stall in data.stalls)
    note = (
        f"{number(len(data.stalls))} lapak, {number(taken)} terisi. Ukuran lapangan "
        f"{_metres(data.width)} × {_metres(data.height)} meter; lapak berwarna sudah terisi."
    )
    story: list[Flowable] = [
        PaperHead(TITLE, about, facts.status),
        Drawing(data),
        Spacer(0, 3 * mm),
        paragraph(note, sans(8.5, SOFT)),
    ]
    return render_paged(plan, story, invariant=invariant, archival=archival)


def _metres(value: float) -> str:
    return f"{value:g}".replace(".", ",")


class Drawing(Part):
    """The hall to scale, as large as the page allows."""

    def __init__(self, data: FloorData) -> None:
        super().__init__()
        self._data = data

    def measure(self, width: float) -> float:
        """Height of the hall at that scale."""
        self._scale = min(width / self._data.width, _TALLEST / self._data.height)
        return self._data.height * self._scale

    def draw(self) -> None:
        """Reportlab's hook."""
        data, canvas = self._data, self.canv
        wide = data.width * self._scale
        left = (self.width - wide) / 2
        canvas.setFillColor(WHITE)
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(1)
        canvas.roundRect(left, 0, wide, self.height, 2 * mm, stroke=1, fill=1)
        for stall in data.stalls:
            self._draw_stall(stall, left)

    def _draw_stall(self, stall: FloorStall, left: float) -> None:
        canvas, scale = self.canv, self._scale
        gap = min(0.6 * mm, stall.w * scale * 0.06)
        x, w = left + stall.x * scale + gap, stall.w * scale - 2 * gap
        y, h = self.height - (stall.y + stall.h) * scale + gap, stall.h * scale - 2 * gap
        canvas.setFillColor(MIST if stall.business else WHITE)
        canvas.setStrokeColor(GREEN if stall.business else SOFT)
        canvas.setLineWidth(0.7)
        canvas.roundRect(x, y, w, h, min(1.2 * mm, w / 6), stroke=1, fill=1)
        words = self._words(stall, w, h)
        size = min(13.0, h * 0.42, 1.5 * w / len(str(stall.no)))
        middle = y + h / 2 + stack_height(words) / 2 - size * 0.36
        canvas.setFillColor(DEEP)
        canvas.setFont(fonts.SANS_SEMIBOLD, size)
        canvas.drawCentredString(x + w / 2, middle, str(stall.no))
        draw_stack(canvas, words, x + w / 2, middle - size * 0.3, "centre")

    def _words(self, stall: FloorStall, w: float, h: float) -> list[Laid]:
        """Whose the booth is, where there is room for it: the number alone finds it in the list."""
        under = text.clean(stall.business or stall.kinds)
        if w < _SMALLEST_WORDS or not under:
            return []
        try:
            return fit_stack([Block(under, sans(6.5, INK))], w - 1 * mm, h * 0.5)
        except UserError:
            return []
