"""The pictures of the Naik Kelas sheet: bars, barriers, staircase, and the three things to do."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.reports.letter_values import FirstStep, ScoreBar, Stair
from app.reports.styles import (
    AMBER,
    AMBER_PALE,
    DEEP,
    GOLD,
    GREEN,
    LINE,
    MIST,
    OCHRE,
    PALE,
    RED,
    SOFT,
    WHITE,
    sans,
    sans_semibold,
    serif_bold,
)
from app.reports.text import Block, draw_line, draw_stack, fit_stack, stack_height

Point = tuple[float, float]
_NAME = 34 * mm
_WORD = 27 * mm
_NOTHING = "Tidak ada lagi. Pertahankan mutu ini pada setiap produksi."


def draw_bars(canvas: Canvas, bars: Sequence[ScoreBar], corner: Point, size: Point) -> None:
    """A row for each criterion: name, a bar in quarters, a word with the points."""
    x, (width, height) = corner[0], size
    pitch = min(height / max(len(bars), 1), 9.5 * mm)
    y = corner[1] + height
    for bar in bars:
        y -= pitch
        middle = y + pitch / 2
        name = fit_stack([Block(bar.name, sans(9.2))], _NAME - 2 * mm, pitch)
        draw_stack(canvas, name, x, middle + stack_height(name) / 2, "left")
        _draw_bar(canvas, bar, (x + _NAME, middle), width - _NAME - _WORD)
        words = [
            Block(bar.word, sans_semibold(9, AMBER if bar.low else DEEP, leading=1.12)),
            Block(bar.points, sans(7.5, SOFT, leading=1.12)),
        ]
        laid = fit_stack(words, _WORD - 3 * mm, pitch)
        top = middle + stack_height(laid) / 2
        draw_stack(canvas, laid, x + width - _WORD + 3 * mm, top, "left")


def _draw_bar(canvas: Canvas, bar: ScoreBar, left: Point, room: float) -> None:
    x, middle = left
    thick = 4.4 * mm
    y, radius = middle - thick / 2, thick / 2
    canvas.setFillColor(PALE)
    canvas.roundRect(x, y, room, thick, radius, stroke=0, fill=1)
    share = min(max(bar.share, 0.0), 1.0)
    if share > 0:
        canvas.setFillColor(_ink_of(bar))
        canvas.roundRect(x, y, max(room * share, thick), thick, radius, stroke=0, fill=1)
    canvas.setStrokeColor(WHITE)
    canvas.setLineWidth(0.8)
    for quarter in (1, 2, 3):
        at = x + room * quarter / 4
        canvas.line(at, y, at, y + thick)


def _ink_of(bar: ScoreBar) -> Color:
    if bar.low:
        return RED
    return GREEN if bar.share >= 0.7 else OCHRE


def draw_barriers(canvas: Canvas, barriers: Sequence[str], corner: Point, size: Point) -> None:
    """What keeps the product from the grade, each with its mark."""
    x, y = corner
    width, height = size
    canvas.setFillColor(AMBER_PALE if barriers else MIST)
    canvas.roundRect(x, y, width, height, 1.6 * mm, stroke=0, fill=1)
    pad, indent = 3 * mm, 4 * mm
    lines = barriers or (_NOTHING,)
    blocks = [Block(line, sans(9, leading=1.3), gap=3) for line in lines]
    laid = fit_stack(blocks, width - 2 * pad - indent, height - 2 * pad)
    top = y + height - pad
    for part in laid:
        canvas.setFillColor(OCHRE if barriers else GREEN)
        canvas.circle(x + pad + 1 * mm, top - part.style.line_height / 2, 0.9 * mm, 0, 1)
        draw_stack(canvas, [part], x + pad + indent, top, "left")
        top -= part.height + part.gap


def draw_stairs(
    canvas: Canvas, stairs: Sequence[Stair], grade: str, corner: Point, size: Point
) -> None:
    """A stair for each grade, rising to the right; the one reached is dark and says so."""
    (x, y), (width, height) = corner, size
    count = max(len(stairs), 1)
    step = width / count
    letter = 10 * mm
    lowest = height * 0.34
    rise = (height - letter - lowest) / max(count - 1, 1)
    for at, stair in enumerate(stairs):
        tall = lowest + rise * at
        here = stair.grade == grade
        left = x + at * step
        canvas.setFillColor(GREEN if here else PALE)
        canvas.rect(left, y, step - 0.8 * mm, tall, stroke=0, fill=1)
        canvas.setFillColor(GOLD if here else GREEN)
        canvas.rect(left, y + tall - 0.8 * mm, step - 0.8 * mm, 0.8 * mm, stroke=0, fill=1)
        _draw_letter(canvas, stair.grade, (left, y + tall), here=here)
        _draw_channels(canvas, stair, (left, y), (step, tall - 1 * mm), here=here)


def _draw_letter(canvas: Canvas, grade: str, at: Point, *, here: bool) -> None:
    x, y = at
    style = serif_bold(21, DEEP if here else SOFT)
    draw_line(canvas, grade, style, x + 2.5 * mm, y + 1.6 * mm, "left")
    if not here:
        return
    words, flag = "Anda di sini", sans_semibold(8, WHITE)
    width, left = flag.width("Anda di sini") + 5 * mm, x + 10 * mm
    canvas.setFillColor(DEEP)
    canvas.roundRect(left, y + 2 * mm, width, 5 * mm, 2.5 * mm, stroke=0, fill=1)
    draw_line(canvas, words, flag, left + 2.5 * mm, y + 3.45 * mm, "left")


def _draw_channels(canvas: Canvas, stair: Stair, corner: Point, size: Point, *, here: bool) -> None:
    (x, y), (width, height) = corner, size
    ink = WHITE if here else DEEP
    blocks = [Block(channel, sans(8.3, ink, leading=1.22), gap=1.5) for channel in stair.channels]
    if not blocks:
        return
    laid = fit_stack(blocks, width - 5.6 * mm, height - 3 * mm)
    draw_stack(canvas, laid, x + 2.5 * mm, y + height - 1.5 * mm, "left")


def draw_steps(canvas: Canvas, steps: Sequence[FirstStep], corner: Point, size: Point) -> None:
    """Up to three cards side by side, the biggest gain first."""
    (x, y), (width, height) = corner, size
    gap, count = 4 * mm, 3
    card = (width - gap * (count - 1)) / count
    for at, step in enumerate(steps[:count]):
        _draw_step(canvas, step, at + 1, (x + at * (card + gap), y), (card, height))
    if not steps:
        laid = fit_stack([Block(_NOTHING, sans(9.5))], width, height)
        draw_stack(canvas, laid, x, y + height, "left")


def _draw_step(canvas: Canvas, step: FirstStep, at: int, corner: Point, size: Point) -> None:
    (x, y), (width, height) = corner, size
    canvas.setStrokeColor(LINE)
    canvas.setFillColor(WHITE)
    canvas.setLineWidth(0.8)
    canvas.roundRect(x, y, width, height, 1.6 * mm, stroke=1, fill=1)
    pad, badge = 3 * mm, 3.4 * mm
    middle = y + height - pad - badge
    canvas.setFillColor(GREEN)
    canvas.circle(x + pad + badge, middle, badge, stroke=0, fill=1)
    draw_line(canvas, str(at), sans_semibold(10, WHITE), x + pad + badge, middle - 3.6, "centre")
    _draw_points(canvas, step.points, x + width - pad, middle)
    ask = f"Tanya: {step.ask}" if step.ask else ""
    blocks = [
        Block(step.title, sans_semibold(10, DEEP, leading=1.2)),
        Block(step.advice, sans(8.6, leading=1.32), gap=2.5),
        Block(ask, sans(8, SOFT, leading=1.25), gap=3),
    ]
    top = middle - badge - 2 * mm
    laid = fit_stack(blocks, width - 2 * pad, top - y - pad)
    draw_stack(canvas, laid, x + pad, top, "left")


def _draw_points(canvas: Canvas, points: str, right: float, middle: float) -> None:
    if not points:
        return
    style = sans_semibold(8.5, DEEP)
    width = style.width(points) + 4 * mm
    canvas.setFillColor(MIST)
    canvas.roundRect(right - width, middle - 2.5 * mm, width, 5 * mm, 2.5 * mm, stroke=0, fill=1)
    draw_line(canvas, points, style, right - 2 * mm, middle - 3.1, "right")
