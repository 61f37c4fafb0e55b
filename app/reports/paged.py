"""Papers of any number of pages, A4 portrait: letterhead, short head on later pages, footer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageTemplate

from app.reports import fonts, text
from app.reports.document import AUTHOR, CREATOR, archive
from app.reports.notices import HEIGHT, draw_diagonal, draw_notices, status_notices
from app.reports.styles import (
    DEEP,
    GOLD,
    GREEN,
    LINE,
    SOFT,
    sans,
    serif,
    serif_bold,
    serif_italic,
)
from app.reports.text import Block, Laid, draw_stack, fit_stack, stack_height
from app.reports.values import Letterhead, PaperStatus

MARGIN = 17 * mm
WIDTH = A4[0] - 2 * MARGIN
TOP = A4[1] - 13 * mm
FOOT = 18 * mm
_TOTAL = "page-total"
_FOOT_STYLE = sans(7.5, SOFT)


@dataclass(frozen=True, slots=True)
class Plan:
    """What stands around the story: `short` on later pages, `foot` at the left of every footer."""

    title: str
    subject: str
    letterhead: Letterhead
    short: tuple[str, str]
    foot: str
    status: PaperStatus


def render_paged(
    plan: Plan, story: Sequence[Flowable], *, invariant: bool = False, archival: bool = True
) -> bytes:
    """The paper as PDF/A-2b (plain PDF with `archival=False`).

    `invariant` fixes the time stamps, so that equal data give equal bytes.
    """
    fonts.ready()
    buffer = BytesIO()
    whole = [NextPageTemplate("later"), *story]
    _Paper(buffer, plan, invariant=invariant).build(whole, canvasmaker=_CountingCanvas)
    return archive(buffer, invariant=invariant, archival=archival)


class _CountingCanvas(Canvas):
    """Every footer refers to a form that is drawn once the number of pages is known."""

    def save(self) -> None:
        total = str(self.getPageNumber() - 1)
        self.beginForm(_TOTAL, 0, -10, 40, 20)
        text.draw_line(self, total, _FOOT_STYLE, 0, 0, "left")
        self.endForm()
        super().save()


class _Paper(BaseDocTemplate):
    """Two page templates: the first with the letterhead, the later ones with a short head."""

    def __init__(self, buffer: BytesIO, plan: Plan, *, invariant: bool) -> None:
        self._plan = plan
        self._head = _letterhead(plan.letterhead)
        self._short = _running_head(plan)
        super().__init__(
            buffer,
            pagesize=A4,
            invariant=1 if invariant else 0,
            pageCompression=1,
            initialFontName=fonts.SANS,
            initialFontSize=9,
            title=plan.title,
            subject=plan.subject,
            author=AUTHOR,
            creator=CREATOR,
            producer=CREATOR,
        )
        self.addPageTemplates(
            [
                self._template("first", stack_height(self._head) + 7 * mm, self._draw_first),
                self._template("later", stack_height(self._short) + 6 * mm, self._draw_later),
            ]
        )

    def _template(self, name: str, head: float, draw: Any) -> PageTemplate:
        height = TOP - head - FOOT
        frame = Frame(MARGIN, FOOT, WIDTH, height, 0, 0, 0, 0, id=name)
        return PageTemplate(name, [frame], onPageEnd=draw)

    def _draw_first(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        y = draw_stack(canvas, self._head, A4[0] / 2, TOP, "centre") - 2.5 * mm
        _draw_rule(canvas, y, GREEN, 1.4)
        _draw_rule(canvas, y - 1 * mm, GOLD, 0.5)
        self._draw_common(canvas)

    def _draw_later(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        y = draw_stack(canvas, self._short, MARGIN, TOP, "left") - 1.5 * mm
        _draw_rule(canvas, y, GREEN, 0.9)
        self._draw_common(canvas)

    def _draw_common(self, canvas: Canvas) -> None:
        _draw_footer(canvas, self._plan.foot)
        if self._plan.status is PaperStatus.TRAINING:
            draw_diagonal(canvas, "LATIHAN", A4)


def _draw_rule(canvas: Canvas, y: float, colour: Any, weight: float) -> None:
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(weight)
    canvas.line(MARGIN, y, A4[0] - MARGIN, y)


def _letterhead(kop: Letterhead) -> list[Laid]:
    lines = [Block(line.upper(), serif_bold(11.5, DEEP)) for line in kop.lines]
    blocks = [*lines, Block(kop.address, serif(9, SOFT), gap=1)]
    single = sum(block.style.line_height + block.gap for block in blocks)
    # Rather a smaller print than a broken line, but not for ever.
    return fit_stack(blocks, WIDTH, max(single, 20 * mm)) if any(kop.lines) else []


def _running_head(plan: Plan) -> list[Laid]:
    title, what = plan.short
    blocks = [Block(title, serif_bold(11, GREEN)), Block(what, sans(8, SOFT))]
    return fit_stack(blocks, WIDTH, 40 * mm)


def _draw_footer(canvas: Canvas, left: str) -> None:
    _draw_rule(canvas, FOOT - 4 * mm, LINE, 0.5)
    y = FOOT - 8 * mm
    digits = _FOOT_STYLE.width("00")
    right = A4[0] - MARGIN - digits
    page = f"Halaman {canvas.getPageNumber()} dari "
    text.draw_line(canvas, page, _FOOT_STYLE, right, y, "right")
    canvas.saveState()
    canvas.translate(right, y)
    canvas.doForm(_TOTAL)
    canvas.restoreState()
    laid = fit_stack([Block(left, _FOOT_STYLE)], WIDTH - 45 * mm, 8 * mm)
    draw_stack(canvas, laid, MARGIN, y + 6.6, "left")


class PaperHead(Flowable):
    """Title, what it is about, and the notice of a paper that is not final."""

    def __init__(self, title: str, about: str, status: PaperStatus) -> None:
        super().__init__()
        self._found = status_notices(status)
        self._laid = fit_stack(
            [Block(title, serif_bold(23, GREEN)), Block(about, serif_italic(11.5), gap=1)],
            WIDTH,
            60 * mm,
        )

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Reportlab's hook."""
        extra = HEIGHT + 2.5 * mm if self._found else 0.0
        self.height = stack_height(self._laid) + extra + 4 * mm
        return available_width, self.height

    def draw(self) -> None:
        """Reportlab's hook."""
        y = draw_stack(self.canv, self._laid, WIDTH / 2, self.height, "centre")
        draw_notices(self.canv, self._found, WIDTH / 2, y - 2.5 * mm, WIDTH)
