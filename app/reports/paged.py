"""Papers of any number of pages: letterhead, short head on later pages, footer. One family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageTemplate

from app.reports import fonts, images, text
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
from app.reports.text import Block, Laid, draw_stack, fit_stack, lay, stack_height
from app.reports.values import Letterhead, PaperStatus

MARGIN = 17 * mm
WIDTH = A4[0] - 2 * MARGIN
"""Of the text on an upright page."""

HEAD_MARGIN = 13 * mm
FOOT = 18 * mm
EMBLEM = 18 * mm
_UNBROKEN = 10  # steps of smaller print before a line of the letterhead is broken
_TOTAL = "page-total"
_FOOT_STYLE = sans(7.5, SOFT)


@dataclass(frozen=True, slots=True)
class Plan:
    """What stands around the story: `short` on later pages, `foot` at the left of every footer.

    `page` is the size in points, upright A4 unless said otherwise.
    """

    title: str
    subject: str
    letterhead: Letterhead
    short: tuple[str, str]
    foot: str
    status: PaperStatus
    page: tuple[float, float] = A4

    @property
    def width(self) -> float:
        """Of the text, in points."""
        return self.page[0] - 2 * MARGIN

    @property
    def top(self) -> float:
        """Where the letterhead begins."""
        return self.page[1] - HEAD_MARGIN


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
        self._head = Kop(plan.letterhead, plan.width)
        self._short = _running_head(plan)
        super().__init__(
            buffer,
            pagesize=plan.page,
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
                self._template("first", self._head.height + 7 * mm, self._draw_first),
                self._template("later", stack_height(self._short) + 6 * mm, self._draw_later),
            ]
        )

    def _template(self, name: str, head: float, draw: Any) -> PageTemplate:
        height = self._plan.top - head - FOOT
        frame = Frame(MARGIN, FOOT, self._plan.width, height, 0, 0, 0, 0, id=name)
        return PageTemplate(name, [frame], onPageEnd=draw)

    def _draw_first(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        self._head.draw(canvas, MARGIN, self._plan.top)
        self._draw_common(canvas)

    def _draw_later(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        y = draw_stack(canvas, self._short, MARGIN, self._plan.top, "left") - 1.5 * mm
        draw_rule(canvas, y, GREEN, 0.9, self._plan.width)
        self._draw_common(canvas)

    def _draw_common(self, canvas: Canvas) -> None:
        page = f"Halaman {canvas.getPageNumber()} dari "
        digits = _FOOT_STYLE.width("00")
        draw_footer(canvas, self._plan.foot, page, self._plan.page[0], digits)
        canvas.saveState()
        canvas.translate(self._plan.page[0] - MARGIN - digits, FOOT - 8 * mm)
        canvas.doForm(_TOTAL)
        canvas.restoreState()
        if self._plan.status is PaperStatus.TRAINING:
            draw_diagonal(canvas, "LATIHAN", self._plan.page)


class Kop:
    """The letterhead with the emblem at its left and the double rule below."""

    def __init__(self, kop: Letterhead, width: float) -> None:
        self._width = width
        self._emblem = images.load_emblem(kop.emblem) if kop.emblem is not None else None
        self._laid = _letterhead(kop, width - (2 * (EMBLEM + 3 * mm) if self._emblem else 0))
        least = EMBLEM - 2 * mm if self._emblem and self._laid else 0.0
        self.height = max(stack_height(self._laid), least)

    def draw(self, canvas: Canvas, left: float, top: float) -> float:
        """Draw downwards from `top`; returns the y of the lower rule."""
        middle = top - self.height / 2
        if self._emblem is not None:
            width, height = self._emblem.fitted(EMBLEM, EMBLEM)
            x, y = left + (EMBLEM - width) / 2, middle - height / 2
            canvas.drawImage(self._emblem.source, x, y, width, height, mask="auto")
        words_top = middle + stack_height(self._laid) / 2
        draw_stack(canvas, self._laid, left + self._width / 2, words_top, "centre")
        y = top - self.height - 2.5 * mm
        draw_rule(canvas, y, GREEN, 1.4, self._width, left)
        draw_rule(canvas, y - 1 * mm, GOLD, 0.5, self._width, left)
        return y - 1 * mm


def draw_rule(
    canvas: Canvas, y: float, colour: Any, weight: float, width: float, left: float = MARGIN
) -> None:
    """A rule over the whole width of the text."""
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(weight)
    canvas.line(left, y, left + width, y)


def _letterhead(kop: Letterhead, width: float) -> list[Laid]:
    lines = [Block(line.upper(), serif_bold(11.5, DEEP)) for line in kop.lines]
    blocks = [*lines, Block(kop.address, serif(9, SOFT), gap=1)]
    if not any(text.clean(block.text) for block in blocks):
        return []
    single = sum(block.style.line_height + block.gap for block in blocks)
    # Rather a smaller print than a broken line, but not for ever.
    for factor in text.STEPS[:_UNBROKEN]:
        laid = [lay(block, factor, width) for block in blocks if text.clean(block.text)]
        if all(len(part.lines) == 1 for part in laid):
            return laid
    return fit_stack(blocks, width, max(single, 20 * mm))


def _running_head(plan: Plan) -> list[Laid]:
    title, what = plan.short
    blocks = [Block(title, serif_bold(11, GREEN)), Block(what, sans(8, SOFT))]
    return fit_stack(blocks, plan.width, 40 * mm)


def draw_footer(canvas: Canvas, left: str, right: str, page: float, room: float = 0.0) -> None:
    """The rule and the two ends of a footer; `room` is kept free at the very right."""
    draw_rule(canvas, FOOT - 4 * mm, LINE, 0.5, page - 2 * MARGIN)
    y = FOOT - 8 * mm
    text.draw_line(canvas, right, _FOOT_STYLE, page - MARGIN - room, y, "right")
    laid = fit_stack([Block(left, _FOOT_STYLE)], page - 2 * MARGIN - 45 * mm, 8 * mm)
    draw_stack(canvas, laid, MARGIN, y + 6.6, "left")


class PaperHead(Flowable):
    """Title, what it is about, and the notice of a paper that is not final."""

    def __init__(self, title: str, about: str, status: PaperStatus, *, caps: bool = False) -> None:
        super().__init__()
        self._found = status_notices(status)
        style = serif_bold(19, GREEN, tracking=0.05) if caps else serif_bold(23, GREEN)
        self._blocks = [
            Block(title.upper() if caps else title, style),
            Block(about, serif_italic(11.5), gap=1),
        ]

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Reportlab's hook."""
        self._laid = fit_stack(self._blocks, available_width, 60 * mm)
        extra = HEIGHT + 2.5 * mm if self._found else 0.0
        self.width, self.height = available_width, stack_height(self._laid) + extra + 4 * mm
        return self.width, self.height

    def draw(self) -> None:
        """Reportlab's hook."""
        y = draw_stack(self.canv, self._laid, self.width / 2, self.height, "centre")
        draw_notices(self.canv, self._found, self.width / 2, y - 2.5 * mm, self.width)
