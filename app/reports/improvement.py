"""The improvement sheet: A4 portrait, as many pages as the findings need."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageTemplate,
    Spacer,
)

from app.reports import fonts, images, text
from app.reports.dates import long_date, number, weekday_date
from app.reports.document import AUTHOR, CREATOR, archive
from app.reports.markup import labelled, paragraph
from app.reports.notices import HEIGHT, draw_diagonal, draw_notices, status_notices
from app.reports.sheet_parts import LABEL, Facts, Outcome, Section
from app.reports.sheet_rows import Bar, Gate, LineHead
from app.reports.styles import (
    DEEP,
    GOLD,
    GREEN,
    LINE,
    SOFT,
    sans,
    sans_semibold,
    serif,
    serif_bold,
    serif_italic,
)
from app.reports.text import Block, Laid, draw_stack, fit_stack, stack_height
from app.reports.values import ImprovementData, ImprovementLine, PaperStatus

MARGIN = 17 * mm
WIDTH = A4[0] - 2 * MARGIN
TOP = A4[1] - 13 * mm
FOOT = 18 * mm
TITLE = "Lembar Perbaikan Produk"
_TOTAL = "page-total"


def render_improvement_sheet(
    data: ImprovementData, *, invariant: bool = False, archival: bool = True
) -> bytes:
    """The sheet as PDF/A-2b (plain PDF with `archival=False`).

    `invariant` fixes the time stamps, so that equal data give equal bytes. Raises UserError
    when the photograph cannot be read.
    """
    fonts.ready()
    buffer = BytesIO()
    story = _story(data)
    _Sheet(buffer, data, invariant=invariant).build(story, canvasmaker=_CountingCanvas)
    return archive(buffer, invariant=invariant, archival=archival)


class _CountingCanvas(Canvas):
    """Every footer refers to a form that is drawn once the number of pages is known."""

    def save(self) -> None:
        total = str(self.getPageNumber() - 1)
        self.beginForm(_TOTAL, 0, -10, 40, 20)
        text.draw_line(self, total, _FOOT_STYLE, 0, 0, "left")
        self.endForm()
        super().save()


_FOOT_STYLE = sans(7.5, SOFT)


class _Sheet(BaseDocTemplate):
    """Two page templates: the first with the letterhead, the later ones with a short head."""

    def __init__(self, buffer: BytesIO, data: ImprovementData, *, invariant: bool) -> None:
        self._data = data
        self._head = _letterhead(data)
        self._short = _running_head(data)
        super().__init__(
            buffer,
            pagesize=A4,
            invariant=1 if invariant else 0,
            pageCompression=1,
            initialFontName=fonts.SANS,
            initialFontSize=9,
            title=f"{TITLE} {text.clean(data.register_no or '')}".strip(),
            subject="Hasil kurasi dan saran perbaikan",
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
        _draw_footer(canvas, self._data)
        if self._data.status is PaperStatus.TRAINING:
            draw_diagonal(canvas, "LATIHAN", A4)


def _draw_rule(canvas: Canvas, y: float, colour: Any, weight: float) -> None:
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(weight)
    canvas.line(MARGIN, y, A4[0] - MARGIN, y)


def _letterhead(data: ImprovementData) -> list[Laid]:
    lines = [Block(line.upper(), serif_bold(11.5, DEEP)) for line in data.letterhead.lines]
    blocks = [*lines, Block(data.letterhead.address, serif(9, SOFT), gap=1)]
    single = sum(block.style.line_height + block.gap for block in blocks)
    # Rather a smaller print than a broken line, but not for ever.
    return fit_stack(blocks, WIDTH, max(single, 20 * mm))


def _running_head(data: ImprovementData) -> list[Laid]:
    what = f"{data.product_name} – {data.business_name}"
    blocks = [Block(TITLE, serif_bold(11, GREEN)), Block(what, sans(8, SOFT))]
    return fit_stack(blocks, WIDTH, 40 * mm)


def _draw_footer(canvas: Canvas, data: ImprovementData) -> None:
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
    left = (
        f"Nomor registrasi {data.register_no}" if data.register_no else long_date(data.assessed_on)
    )
    laid = fit_stack([Block(left, _FOOT_STYLE)], WIDTH - 45 * mm, 8 * mm)
    draw_stack(canvas, laid, MARGIN, y + 6.6, "left")


class _Head(Flowable):
    """Title, what it is about, and the notice of a paper that is not final."""

    def __init__(self, data: ImprovementData) -> None:
        super().__init__()
        self._found = status_notices(data.status)
        about = f"Hasil kurasi tingkat {data.level}, {data.session_name}"
        self._laid = fit_stack(
            [Block(TITLE, serif_bold(23, GREEN)), Block(about, serif_italic(11.5), gap=1)],
            WIDTH,
            60 * mm,
        )

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        extra = HEIGHT + 2.5 * mm if self._found else 0.0
        self.height = stack_height(self._laid) + extra + 4 * mm
        return available_width, self.height

    def draw(self) -> None:
        y = draw_stack(self.canv, self._laid, WIDTH / 2, self.height, "centre")
        draw_notices(self.canv, self._found, WIDTH / 2, y - 2.5 * mm, WIDTH)


def _story(data: ImprovementData) -> list[Flowable]:
    photo = images.load_photo(data.photo) if data.photo else None
    return [
        NextPageTemplate("later"),
        _Head(data),
        Facts(_facts(data), photo),
        Spacer(0, 4 * mm),
        Outcome(data.outcome, number(data.total), data.grade),
        *_criteria(data),
        *_gates(data),
        *_improvements(data.lines),
    ]


def _facts(data: ImprovementData) -> list[tuple[str, str]]:
    return [
        ("Usaha", data.business_name),
        ("Pemilik", data.owner_name),
        ("Produk", data.product_name),
        ("Kategori", data.category),
        ("Wilayah", f"Kecamatan {data.district}, {data.city}"),
        ("Tempat", data.place),
        ("Tanggal", weekday_date(data.assessed_on)),
        ("Nomor", data.register_no or ""),
        ("Kurator", ", ".join(data.curators)),
    ]


def _criteria(data: ImprovementData) -> list[Flowable]:
    if not data.criteria:
        return []
    return [
        Section("Nilai tiap kriteria", _floor_remark(data)),
        *(Bar(bar) for bar in data.criteria),
    ]


def _floor_remark(data: ImprovementData) -> str:
    floors = any(bar.floor_percent > 0 for bar in data.criteria)
    return "Garis tegak: batas terendah kriteria" if floors else ""


def _gates(data: ImprovementData) -> list[Flowable]:
    if not data.gates:
        return []
    return [Section("Syarat wajib"), *(Gate(gate) for gate in data.gates)]


def _improvements(lines: tuple[ImprovementLine, ...]) -> list[Flowable]:
    if not lines:
        return []
    invite = (
        "Beri tanda pada kotak jika sudah dikerjakan, lalu bawa lembar ini ke kurasi berikutnya."
    )
    first, *others = (_improvement(index, line) for index, line in enumerate(lines, 1))
    opening = [
        Section("Yang perlu diperbaiki"),
        paragraph(invite, sans(9, SOFT, leading=1.4)),
        Spacer(0, 3 * mm),
    ]
    return [KeepTogether([*opening, *first]), *map(KeepTogether, others)]


def _improvement(index: int, line: ImprovementLine) -> list[Flowable]:
    due = f"Paling lambat {long_date(line.due)}" if line.due else ""
    rows = [
        ("Temuan", line.finding, sans(9.2, leading=1.42)),
        ("Saran", line.advice, sans(9.2, leading=1.42)),
        ("Buktikan", line.ask, sans(9.2, leading=1.42)),
        ("Tenggat", due, sans_semibold(9.2, DEEP, leading=1.42)),
    ]
    shown = [labelled(label, raw, style, LABEL) for label, raw, style in rows if text.clean(raw)]
    return [LineHead(index, line.title, line.score), *shown, Spacer(0, 3.2 * mm)]
