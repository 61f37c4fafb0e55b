"""Rekap as a paper: A4 landscape, figures, then tables whose head comes back on every page."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Spacer, Table, TableStyle

from app.domain.dates import long_date, number
from app.reports import fonts, text
from app.reports.markup import paragraph
from app.reports.paged import MARGIN, PaperHead, Plan, render_paged
from app.reports.sheet_parts import Part, Section
from app.reports.styles import DEEP, GREEN, MIST, SOFT, sans, sans_semibold, serif_bold
from app.reports.tables import Column, table
from app.reports.text import Block, draw_stack, fit_stack, stack_height
from app.reports.values import RekapData, RekapTable

PAGE = landscape(A4)
WIDTH = PAGE[0] - 2 * MARGIN
TITLE = "Rekap Kurasi Produk"
_START = 42 * mm  # room that the first rows of a table need below its title
_FACTS = 3  # pairs of label and value in a row


def render_rekap(data: RekapData, *, invariant: bool = False, archival: bool = True) -> bytes:
    """The paper as PDF/A-2b (plain PDF with `archival=False`); `invariant` fixes time stamps."""
    fonts.ready()
    region = text.clean(data.region)
    plan = Plan(
        title=f"{TITLE} {region}",
        subject="Jumlah, hasil dan kekurangan per wilayah dan bulan",
        letterhead=data.letterhead,
        short=(TITLE, region),
        foot=f"{region}, dibuat {long_date(data.made_on)}",
        status=data.status,
        page=PAGE,
    )
    return render_paged(plan, _story(data), invariant=invariant, archival=archival)


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
        PaperHead(TITLE, data.region, data.status),
        _facts(data),
        Spacer(0, 2.5 * mm),
        _Figures(data.figures),
    ]
    for each in data.tables:
        section = Section(each.title, each.remark, over_long=True)
        story += [CondPageBreak(_START), section, _table(each)]
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


def _table(made: RekapTable) -> Flowable:
    if not made.rows:
        return paragraph("Tidak ada dalam pilihan ini.", sans(9, SOFT))
    columns = [
        Column(caption, width, "RIGHT" if at else "LEFT")
        for at, (caption, width) in enumerate(zip(made.columns, _widths(made), strict=True))
    ]
    rows = [[_shown(value) for value in row] for row in made.rows]
    return table(columns, rows, has_total=made.has_total)


def _widths(made: RekapTable) -> list[float]:
    """Texts take what figures leave; a table of few figures does not spread them apart."""
    texts = [any(isinstance(row[at], str) for row in made.rows) for at in range(len(made.columns))]
    figure = min(22 * mm, (WIDTH - 46 * mm) / max(texts.count(False), 1))
    left = WIDTH - figure * texts.count(False)
    share = min(left / max(texts.count(True), 1), 110 * mm)
    return [share if is_text else figure for is_text in texts]


def _shown(value: str | int | Decimal | None) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return "–"
    if isinstance(value, Decimal):  # one decimal in every row, so that they stand in line
        return f"{value:.1f}".replace(".", ",")
    return number(value)


_FACTS_STYLE = TableStyle(
    [
        ("FONTNAME", (0, 0), (-1, -1), fonts.SANS),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("PADDING", (0, 0), (-1, -1), 1.2),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ]
)
