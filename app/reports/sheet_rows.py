"""The rows of the improvement sheet: criteria, gates, the head of each improvement."""

from __future__ import annotations

from reportlab.lib.colors import Color
from reportlab.lib.units import mm

from app.domain.dates import number
from app.reports import text
from app.reports.sheet_parts import Part, laid_out
from app.reports.styles import (
    AMBER,
    AMBER_PALE,
    DEEP,
    GREEN,
    LINE,
    MIST,
    OCHRE,
    PALE,
    RED,
    RED_PALE,
    SOFT,
    WHITE,
    sans,
    sans_semibold,
)
from app.reports.text import Block, draw_stack, fit_stack, stack_height
from app.reports.values import CriterionBar, GateLine


class Bar(Part):
    """Points of one criterion, its floor as a mark, and in words where it was missed."""

    NAME = 58 * mm
    FIGURE = 26 * mm
    THICK = 2.6 * mm

    def __init__(self, bar: CriterionBar) -> None:
        super().__init__()
        self.bar = bar

    def measure(self, width: float) -> float:
        """Height of the row."""
        self.name = laid_out(self.bar.name, sans(9), self.NAME - 3 * mm)
        note = f"di bawah batas {self.bar.floor_percent}%" if self.bar.floor_missed else ""
        self.note = laid_out(note, sans(7.5, AMBER), width - self.NAME - self.FIGURE)
        return max(stack_height(self.name), 4.6 * mm + stack_height(self.note)) + 1.2 * mm

    def draw(self) -> None:
        """Reportlab's hook."""
        draw_stack(self.canv, self.name, 0, self.height, "left")
        room = self.width - self.NAME - self.FIGURE
        y = self.height - 2 * mm - self.THICK / 2
        self._draw_track(y, room)
        figure = f"{number(self.bar.points)} / {self.bar.weight}"
        style = sans_semibold(9, AMBER if self.bar.floor_missed else DEEP)
        laid = fit_stack([Block(figure, style)], self.FIGURE - 3 * mm, 6 * mm)
        draw_stack(self.canv, laid, self.width, self.height, "right")
        draw_stack(self.canv, self.note, self.NAME, y - 1 * mm, "left")

    def _draw_track(self, y: float, room: float) -> None:
        share = min(max(float(self.bar.points) / max(self.bar.weight, 1), 0.0), 1.0)
        canvas, radius = self.canv, self.THICK / 2
        canvas.setFillColor(PALE)
        canvas.roundRect(self.NAME, y, room, self.THICK, radius, stroke=0, fill=1)
        canvas.setFillColor(OCHRE if self.bar.floor_missed else GREEN)
        if share > 0:
            filled = max(room * share, self.THICK)
            canvas.roundRect(self.NAME, y, filled, self.THICK, radius, stroke=0, fill=1)
        if 0 < self.bar.floor_percent <= 100:
            x = self.NAME + room * self.bar.floor_percent / 100
            canvas.setStrokeColor(DEEP)
            canvas.setLineWidth(0.9)
            canvas.line(x, y - 0.8 * mm, x, y + self.THICK + 0.8 * mm)


class Gate(Part):
    """A compulsory requirement, its state at the right, the remedy below."""

    STATE = 42 * mm

    def __init__(self, gate: GateLine) -> None:
        super().__init__()
        self.gate = gate

    def measure(self, width: float) -> float:
        """Height of the row with its rule."""
        ink = AMBER if self.gate.remedy else DEEP
        self.name = laid_out(self.gate.name, sans(9), width - self.STATE - 4 * mm)
        self.state = laid_out(self.gate.state, sans_semibold(9, ink), self.STATE)
        self.remedy = laid_out(self.gate.remedy or "", sans(8.5, SOFT), width - self.STATE - 4 * mm)
        left = stack_height(self.name) + stack_height(self.remedy)
        return max(left, stack_height(self.state)) + 2 * mm

    def draw(self) -> None:
        """Reportlab's hook."""
        y = self.height - 1 * mm
        draw_stack(self.canv, self.state, self.width, y, "right")
        y = draw_stack(self.canv, self.name, 0, y, "left")
        draw_stack(self.canv, self.remedy, 0, y, "left")
        self.canv.setStrokeColor(LINE)
        self.canv.setLineWidth(0.4)
        self.canv.line(0, 0, self.width, 0)


def _score_colours(score: int) -> tuple[Color, Color]:
    if score <= 1:
        return RED, RED_PALE
    return (AMBER, AMBER_PALE) if score == 2 else (DEEP, MIST)


class LineHead(Part):
    """Number, title, score, and a box for the owner to tick."""

    BADGE = 3 * mm  # radius
    INDENT = 9 * mm
    ASIDE = 34 * mm

    def __init__(self, index: int, title: str, score: int | None) -> None:
        super().__init__()
        self.index = index
        self.title = title
        self.score = score
        self.keepWithNext = 1

    def measure(self, width: float) -> float:
        """Height of the title, at least of the badge."""
        room = width - self.INDENT - self.ASIDE
        self.laid = laid_out(self.title, sans_semibold(10.5), room)
        return max(stack_height(self.laid), 2 * self.BADGE) + 3.4 * mm

    def draw(self) -> None:
        """Reportlab's hook."""
        canvas, top = self.canv, self.height - 2.4 * mm
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.5)
        canvas.line(0, self.height, self.width, self.height)
        middle = top - self.BADGE
        canvas.setFillColor(GREEN)
        canvas.circle(self.BADGE, middle, self.BADGE, stroke=0, fill=1)
        badge = sans_semibold(8.5, WHITE)
        text.draw_line(canvas, str(self.index), badge, self.BADGE, middle - 3.05, "centre")
        first = self.laid[0].style.line_height / 2 if self.laid else 0.0
        draw_stack(canvas, self.laid, self.INDENT, middle + first, "left")
        self._draw_aside(middle)

    def _draw_aside(self, middle: float) -> None:
        canvas, box = self.canv, 4.2 * mm
        canvas.setStrokeColor(SOFT)
        canvas.setLineWidth(0.8)
        canvas.rect(self.width - box, middle - box / 2, box, box)
        if self.score is None:
            return
        ink, ground = _score_colours(self.score)
        label, style = f"Skor {self.score}", sans_semibold(8, ink)
        width, right = style.width(label) + 4 * mm, self.width - box - 4 * mm
        canvas.setFillColor(ground)
        canvas.roundRect(right - width, middle - 2.4 * mm, width, 4.8 * mm, 2.4 * mm, 0, 1)
        text.draw_line(canvas, label, style, right - width / 2, middle - 2.9, "centre")
