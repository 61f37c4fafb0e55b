"""Rekap as a paper: A4 landscape, figures, then tables whose head comes back on every page."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    NextPageTemplate,
    PageTemplate,
    Spacer,
    Table,
    TableStyle,
)

from app.reports import fonts, text
from app.reports.dates import long_date, number
from app.reports.document import AUTHOR, CREATOR, archive
from app.reports.markup import paragraph
from app.reports.notices import HEIGHT, draw_diagonal, draw_notices, status_notices
from app.reports.sheet_parts import Part, Section
from app.reports.styles import (
    DEEP,
    GOLD,
    GREEN,
    INK,
    LINE,
    MIST,
    SOFT,
    sans,
    sans_semibold,
    serif,
    serif_bold,
)
from app.reports.text import Block, Laid, draw_stack, fit_stack, stack_height
from app.reports.values import PaperStatus, RekapData, RekapTable

PAGE = landscape(A4)
MARGIN = 17 * mm
WIDTH = PAGE[0] - 2 * MARGIN
TOP = PAGE[1] - 12 * mm
FOOT = 16 * mm
TITLE = "Rekap Kurasi Produk"
_TOTAL = "page-total"
_FOOT_STYLE = sans(7.5, SOFT)
_HEAD, _CELL = sans_semibold(8, DEEP), sans(8.2)
_PAD = 3.0
_START = 42 * mm  # room that the first rows of a table need below its title
_FACTS = 3  # pairs of label and value in a row


def render_rekap(data: RekapData, *, invariant: bool = False, archival: bool = True) -> bytes:
    """The paper as PDF/A-2b (plain PDF with `archival=False`); `invariant` fixes time stamps."""
    fonts.ready()
    buffer = BytesIO()
    _Paper(buffer, data, invariant=invariant).build(_story(data), canvasmaker=_CountingCanvas)
    return archive(buffer, invariant=invariant, archival=archival)


class _CountingCanvas(Canvas):
    """Every footer refers to a form that is drawn once the number of pages is known."""

    def save(self) -> None:
        self.beginForm(_TOTAL, 0, -10, 40, 20)
        text.draw_line(self, str(self.getPageNumber() - 1), _FOOT_STYLE, 0, 0, "left")
        self.endForm()
        super().save()


class _Paper(BaseDocTemplate):
    """The letterhead on the first page, a short head on the others."""

    def __init__(self, buffer: BytesIO, data: RekapData, *, invariant: bool) -> None:
        self._data = data
        self._head = _letterhead(data)
        words = f"{TITLE} – {data.region}"
        self._short = fit_stack([Block(words, serif_bold(11, GREEN))], WIDTH, 20 * mm)
        super().__init__(
            buffer,
            pagesize=PAGE,
            invariant=1 if invariant else 0,
            pageCompression=1,
            initialFontName=fonts.SANS,
            initialFontSize=9,
            title=f"{TITLE} {text.clean(data.region)}",
            subject="Jumlah, hasil dan kekurangan per wilayah dan bulan",
            author=AUTHOR,
            creator=CREATOR,
            producer=CREATOR,
        )
        self.addPageTemplates(
            [
                self._template("first", stack_height(self._head) + 6 * mm, self._draw_first),
                self._template("later", stack_height(self._short) + 5 * mm, self._draw_later),
            ]
        )

    def _template(self, name: str, head: float, draw: Any) -> PageTemplate:
        frame = Frame(MARGIN, FOOT, WIDTH, TOP - head - FOOT, 0, 0, 0, 0, id=name)
        return PageTemplate(name, [frame], onPageEnd=draw)

    def _draw_first(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        y = draw_stack(canvas, self._head, PAGE[0] / 2, TOP, "centre") - 2.2 * mm
        _draw_rule(canvas, y, GREEN, 1.4)
        _draw_rule(canvas, y - 1 * mm, GOLD, 0.5)
        self._draw_common(canvas)

    def _draw_later(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        y = draw_stack(canvas, self._short, MARGIN, TOP, "left") - 1.5 * mm
        _draw_rule(canvas, y, GREEN, 0.9)
        self._draw_common(canvas)

    def _draw_common(self, canvas: Canvas) -> None:
        _draw_rule(canvas, FOOT - 4 * mm, LINE, 0.5)
        y = FOOT - 8 * mm
        right = PAGE[0] - MARGIN - _FOOT_STYLE.width("00")
        page = f"Halaman {canvas.getPageNumber()} dari "
        text.draw_line(canvas, page, _FOOT_STYLE, right, y, "right")
        canvas.saveState()
        canvas.translate(right, y)
        canvas.doForm(_TOTAL)
        canvas.restoreState()
        made = f"Dibuat {long_date(self._data.made_on)}"
        text.draw_line(canvas, made, _FOOT_STYLE, MARGIN, y, "left")
        if self._data.status is PaperStatus.TRAINING:
            draw_diagonal(canvas, "LATIHAN", PAGE)


def _draw_rule(canvas: Canvas, y: float, colour: Any, weight: float) -> None:
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(weight)
    canvas.line(MARGIN, y, PAGE[0] - MARGIN, y)


def _letterhead(data: RekapData) -> list[Laid]:
    lines = [Block(line.upper(), serif_bold(11.5, DEEP)) for line in data.letterhead.lines]
    blocks = [*lines, Block(data.letterhead.address, serif(9, SOFT), gap=1)]
    single = sum(block.style.line_height + block.gap for block in blocks)
    return fit_stack(blocks, WIDTH, max(single, 20 * mm))


class _Head(Part):
    """Title, region, and the notice of a paper that is not final."""

    def __init__(self, data: RekapData) -> None:
        super().__init__()
        self._found = status_notices(data.status)
        self._blocks = [Block(TITLE, serif_bold(22, GREEN)), Block(data.region, serif(12.5, DEEP))]

    def measure(self, width: float) -> float:
        """Height of the words and the notice."""
        self._laid = fit_stack(self._blocks, width, 40 * mm)
        extra = HEIGHT + 2.5 * mm if self._found else 0.0
        return stack_height(self._laid) + extra + 3 * mm

    def draw(self) -> None:
        """Reportlab's hook."""
        y = draw_stack(self.canv, self._laid, self.width / 2, self.height, "centre")
        draw_notices(self.canv, self._found, self.width / 2, y - 2.5 * mm, self.width)


class _Figures(Part):
    """A few large figures in a panel, each with its caption."""

    HEIGHT = 17 * mm

    def __init__(self, figures: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.figures = figures

    def measure(self, width: float) -> float:
        """The height of the panel."""
        return self.HEIGHT

    def draw(self) -> None:
        """Reportlab's hook."""
        self.canv.setFillColor(MIST)
        self.canv.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        self.canv.setFillColor(GREEN)
        self.canv.rect(0, 0, 1.2 * mm, self.height, stroke=0, fill=1)
        pitch = self.width / max(len(self.figures), 1)
        for at, (caption, value) in enumerate(self.figures):
            blocks = [
                Block(value, serif_bold(19, DEEP, leading=1.1)),
                Block(caption, sans(7.5, SOFT)),
            ]
            laid = fit_stack(blocks, pitch - 4 * mm, self.height)
            top = (self.height + stack_height(laid)) / 2
            draw_stack(self.canv, laid, pitch * (at + 0.5), top, "centre")


def _story(data: RekapData) -> list[Flowable]:
    story: list[Flowable] = [
        NextPageTemplate("later"),
        _Head(data),
        _facts(data),
        Spacer(0, 2.5 * mm),
        _Figures(data.figures),
    ]
    for table in data.tables:
        section = Section(table.title, table.remark)
        # A long table begins here and goes on overleaf, rather than leave half a page white.
        section.keepWithNext = 0
        story += [CondPageBreak(_START), section, _table(table)]
    story += [Section("Cara menghitung")]
    story += [paragraph(f"• {note}", sans(8.5, SOFT, leading=1.4)) for note in data.notes]
    return story


def _facts(data: RekapData) -> Flowable:
    """What was selected: labels and values, a few pairs beside each other."""
    pairs: list[tuple[Any, Any]] = [
        (paragraph(label, sans(8.5, SOFT)), paragraph(value, sans_semibold(8.5)))
        for label, value in data.facts
    ]
    pairs += [("", "")] * (-len(pairs) % _FACTS)
    rows = [sum(pairs[at : at + _FACTS], ()) for at in range(0, len(pairs), _FACTS)]
    label = 20 * mm
    made = Table(rows, colWidths=[label, WIDTH / _FACTS - label] * _FACTS, hAlign="LEFT")
    made.setStyle(_FACTS_STYLE)
    return made


def _table(table: RekapTable) -> Flowable:
    if not table.rows:
        return paragraph("Tidak ada dalam pilihan ini.", sans(9, SOFT))
    widths = _widths(table)
    lines = [table.columns, *table.rows]
    cells = [
        [_shown(value, width - 2 * _PAD) for value, width in zip(line, widths, strict=True)]
        for line in lines
    ]
    made = Table(cells, colWidths=widths, repeatRows=1, hAlign="LEFT", splitByRow=1)
    made.setStyle(_STYLE)
    if table.has_total:
        made.setStyle(_LAST_IS_TOTAL)
    return made


def _widths(table: RekapTable) -> list[float]:
    """Texts take what figures leave; a table of few figures does not spread them apart."""
    texts = [
        any(isinstance(row[at], str) for row in table.rows) for at in range(len(table.columns))
    ]
    figure = min(22 * mm, (WIDTH - 46 * mm) / max(texts.count(False), 1))
    left = WIDTH - figure * texts.count(False)
    share = min(left / max(texts.count(True), 1), 110 * mm)
    return [share if is_text else figure for is_text in texts]


def _shown(value: str | int | Decimal | None, room: float) -> Any:
    if isinstance(value, str):
        line = text.clean(value)
        plain = _HEAD.width(line) <= room and len(fonts.runs(line, _CELL.face)) <= 1
        return line if plain else paragraph(value, _CELL)
    if value is None:
        return "–"
    if isinstance(value, Decimal):  # one decimal in every row, so that they stand in line
        return f"{value:.1f}".replace(".", ",")
    return number(value)


_STYLE = TableStyle(
    [
        ("FONTNAME", (0, 0), (-1, -1), fonts.SANS),
        ("FONTSIZE", (0, 0), (-1, -1), _CELL.size),
        ("TEXTCOLOR", (0, 0), (-1, -1), INK),
        ("FONTNAME", (0, 0), (-1, 0), _HEAD.face),
        ("FONTSIZE", (0, 0), (-1, 0), _HEAD.size),
        ("TEXTCOLOR", (0, 0), (-1, 0), DEEP),
        ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("BACKGROUND", (0, 0), (-1, 0), MIST),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, GREEN),
        ("LINEBELOW", (0, 1), (-1, -1), 0.35, LINE),
        ("TOPPADDING", (0, 0), (-1, -1), 2.2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.6),
        ("LEFTPADDING", (0, 0), (-1, -1), _PAD),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PAD),
    ]
)
_FACTS_STYLE = TableStyle(
    [
        ("FONTNAME", (0, 0), (-1, -1), fonts.SANS),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("PADDING", (0, 0), (-1, -1), 1.2),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ]
)
_LAST_IS_TOTAL = TableStyle(
    [
        ("FONTNAME", (0, -1), (-1, -1), fonts.SANS_SEMIBOLD),
        ("LINEABOVE", (0, -1), (-1, -1), 0.8, GREEN),
    ]
)
