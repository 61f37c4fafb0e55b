"""Lembar Naik Kelas: one page that a stall owner understands and hangs up beside the stove.

How the product looks, how it did, what keeps it from the best grade, three things to do first,
and the staircase of grades with the markets each of them opens.
"""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.domain.dates import weekday_date
from app.reports import images, ornament, text
from app.reports.document import close_canvas, open_canvas
from app.reports.letter_values import NextGradeData
from app.reports.next_grade_parts import draw_barriers, draw_bars, draw_stairs, draw_steps
from app.reports.notices import draw_diagonal, draw_notices, status_notices
from app.reports.paged import FOOT, HEAD_MARGIN, MARGIN, WIDTH, Kop, draw_footer
from app.reports.styles import (
    DEEP,
    GOLD,
    GREEN,
    MIST,
    SOFT,
    sans,
    sans_semibold,
    serif_bold,
    serif_italic,
)
from app.reports.text import Block, draw_stack, fit_stack, stack_height
from app.reports.values import PaperStatus

TITLE = "Lembar Naik Kelas"
PHOTO = 41 * mm
_GAP = 6 * mm
_HEADING = 7.5 * mm
_BARS = 97 * mm  # width of the scores; what bars the way stands beside them
_STAIRS = 41 * mm
_STEPS = 45 * mm
_ONWARD = 9 * mm


def render_next_grade(
    data: NextGradeData, *, invariant: bool = False, archival: bool = True
) -> bytes:
    """The sheet as PDF/A-2b, always one page; `invariant` fixes time.

    Raises UserError `paper_text_too_long` when a text fits at no legible size, and those of the
    photograph.
    """
    buffer = BytesIO()
    title = f"{TITLE} {text.clean(data.product_name)}"
    canvas = open_canvas(
        buffer, A4, title, "Hasil kurasi dan jalan menuju kelas berikutnya", invariant=invariant
    )
    y = Kop(data.letterhead, WIDTH).draw(canvas, MARGIN, A4[1] - HEAD_MARGIN) - 4 * mm
    y = _draw_title(canvas, data, y) - 3 * mm
    y = _draw_product(canvas, data, y) - _GAP
    _draw_lower(canvas, data, y)
    draw_footer(canvas, f"Nomor registrasi {data.mark}", "Halaman 1 dari 1", A4[0])
    if data.status is PaperStatus.TRAINING:
        draw_diagonal(canvas, "LATIHAN", A4)
    canvas.showPage()
    return close_canvas(canvas, buffer, invariant=invariant, archival=archival)


def _draw_title(canvas: Canvas, data: NextGradeData, top: float) -> float:
    about = f"Kurasi tingkat {data.level}, {data.session_name}, {weekday_date(data.held_on)}"
    blocks = [Block(TITLE, serif_bold(22, GREEN)), Block(about, serif_italic(11), gap=0.5)]
    y = draw_stack(canvas, fit_stack(blocks, WIDTH, 18 * mm), A4[0] / 2, top, "centre")
    found = status_notices(data.status)
    return draw_notices(canvas, found, A4[0] / 2, y - 1.5 * mm, WIDTH)


def _draw_product(canvas: Canvas, data: NextGradeData, top: float) -> float:
    """Photograph at the left, names beside it, result at the foot. Returns the lower edge."""
    _draw_photo(canvas, data, top)
    left, width = MARGIN + PHOTO + 6 * mm, WIDTH - PHOTO - 6 * mm
    panel = 15 * mm
    names = fit_stack(
        [
            Block(data.product_name, serif_bold(18, DEEP, leading=1.12)),
            Block(data.business_name, sans_semibold(10.5), gap=1.5),
            Block(data.category, sans(9, SOFT), gap=0.5),
        ],
        width,
        PHOTO - panel - 2 * mm,
    )
    draw_stack(canvas, names, left, top, "left")
    _draw_result(canvas, data, (left, top - PHOTO), (width, panel))
    return top - PHOTO


def _draw_photo(canvas: Canvas, data: NextGradeData, top: float) -> None:
    if data.photo is None:
        ornament.draw_medallion(canvas, MARGIN + PHOTO / 2, top - PHOTO / 2, PHOTO / 2)
        return
    picture = images.load_photo(data.photo)
    inner = PHOTO - 2.4 * mm
    width, height = picture.fitted(inner, inner)
    x, y = MARGIN + (PHOTO - width) / 2, top - (PHOTO + height) / 2
    edge = 1.2 * mm
    canvas.setStrokeColor(GOLD)
    canvas.setLineWidth(0.8)
    canvas.rect(x - edge, y - edge, width + 2 * edge, height + 2 * edge)
    canvas.drawImage(picture.source, x, y, width, height)


def _draw_result(
    canvas: Canvas, data: NextGradeData, corner: tuple[float, float], size: tuple[float, float]
) -> None:
    (x, y), (width, height) = corner, size
    canvas.setFillColor(MIST)
    canvas.rect(x, y, width, height, stroke=0, fill=1)
    canvas.setFillColor(GREEN)
    canvas.rect(x, y, 1.2 * mm, height, stroke=0, fill=1)
    figure = 21 * mm
    pairs = (("HASIL", data.outcome), ("NILAI", data.total), ("KELAS", data.grade))
    rooms = (width - 2 * figure - 6 * mm, figure, figure)
    left = x + 4 * mm
    for (caption, value), room in zip(pairs, rooms, strict=True):
        laid = fit_stack(
            [
                Block(caption, sans_semibold(6.5, SOFT, tracking=0.1)),
                Block(value, serif_bold(16, DEEP, leading=1.1)),
            ],
            room - 2 * mm,
            height - 2 * mm,
        )
        draw_stack(canvas, laid, left, y + (height + stack_height(laid)) / 2, "left")
        left += room


def _draw_lower(canvas: Canvas, data: NextGradeData, top: float) -> None:
    """From the bottom up: what comes next, three things, the staircase; scores take the rest."""
    right = MARGIN + _BARS + 7 * mm
    y = FOOT + 1 * mm
    onward = fit_stack([Block(data.onward, sans_semibold(9.2, DEEP))], WIDTH, _ONWARD)
    draw_stack(canvas, onward, MARGIN, y + stack_height(onward), "left")
    y += _ONWARD + 2 * mm + _STEPS
    draw_steps(canvas, data.steps, (MARGIN, y - _STEPS), (WIDTH, _STEPS))
    y = _heading(canvas, _do_first(data), MARGIN, y) + 4 * mm + _STAIRS
    draw_stairs(canvas, data.stairs, data.grade, (MARGIN, y - _STAIRS), (WIDTH, _STAIRS))
    y = _heading(canvas, "Tangga kelas dan pasar yang dibukanya", MARGIN, y) + 3 * mm
    height = top - _HEADING - y
    _heading(canvas, "Nilai produk Anda", MARGIN, top - _HEADING)
    draw_bars(canvas, data.scores, (MARGIN, y), (_BARS, height))
    goal = data.stairs[-1].grade if data.stairs else "A"
    _heading(canvas, f"Yang masih menahan kelas {goal}", right, top - _HEADING)
    draw_barriers(canvas, data.barriers, (right, y), (MARGIN + WIDTH - right, height))


def _do_first(data: NextGradeData) -> str:
    words = {1: "satu hal ini", 2: "dua hal ini", 3: "tiga hal ini"}
    return f"Kerjakan dulu {words.get(len(data.steps), 'ini')}"


def _heading(canvas: Canvas, words: str, x: float, bottom: float) -> float:
    """A heading with its short gold rule above `bottom`. Returns its upper edge."""
    laid = fit_stack([Block(words, serif_bold(13, GREEN))], WIDTH, _HEADING)
    draw_stack(canvas, laid, x, bottom + _HEADING, "left")
    canvas.setStrokeColor(GOLD)
    canvas.setLineWidth(0.8)
    canvas.line(x, bottom + 1.7 * mm, x + 14 * mm, bottom + 1.7 * mm)
    return bottom + _HEADING
