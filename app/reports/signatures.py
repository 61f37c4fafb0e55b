"""The signature blocks of a certificate: one to five officials, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.domain.dates import long_date
from app.errors import UserError
from app.reports import text
from app.reports.names import without_titles
from app.reports.seal import Box
from app.reports.styles import DEEP, INK, SOFT, serif, serif_bold, serif_medium
from app.reports.text import Block, Laid, draw_stack, fit_stack, lay, stack_height
from app.reports.values import CertificateData, Signatory, SigningMode

MOST = 5
WIDEST = 92 * mm
GUTTER = 4 * mm
PEN_SPACE = 19 * mm  # room for a signature and a stamp
LEAST_PEN_SPACE = 12 * mm


@dataclass(frozen=True, slots=True)
class Column:
    """One official, measured: what stands above the signature and below it."""

    above: list[Laid]
    name: list[Laid]
    nip: list[Laid]

    @property
    def below_height(self) -> float:
        """Points of name, rule and NIP."""
        return stack_height(self.name) + 1.5 + stack_height(self.nip)


def draw(
    canvas: Canvas, data: CertificateData, left: float, right: float, bottom: float, top: float
) -> Box:
    """Place and date, then a column for each signatory, within the given box (points).

    Returns where the first one signs.
    """
    count = len(data.signatories)
    if not 1 <= count <= MOST:
        raise UserError(
            "signatory_count",
            f"Sertifikat memerlukan 1 sampai {MOST} penanda tangan, kini {count}.",
            safe="Data sertifikat tetap tersimpan.",
            todo="Atur penanda tangan, lalu cetak lagi.",
        )
    centres, width = _centres(count, left, right)
    day = Block(f"{data.place}, {long_date(data.issued_on)}", serif(12))
    middle = sum(centres) / count
    reach = 2 * min(middle - left, right - middle)
    top = draw_stack(canvas, fit_stack([day], reach, 6 * mm), middle, top, "centre")
    top -= 0 if count == 1 else 1.2 * mm
    columns = _measure(data.signatories, width, top - bottom)
    return _draw_columns(canvas, columns, centres, width, (bottom, top), data.mode)


def _centres(count: int, left: float, right: float) -> tuple[list[float], float]:
    """Middles of the columns and their common width; few columns keep to the right."""
    width = min((right - left - GUTTER * (count - 1)) / count, WIDEST)
    first = right - width / 2 - (count - 1) * (width + GUTTER)
    return [first + index * (width + GUTTER) for index in range(count)], width


def _measure(signatories: tuple[Signatory, ...], width: float, height: float) -> list[Column]:
    """All columns at the largest common scale that leaves room for the pen."""
    for factor in text.STEPS:
        columns = [_column(person, factor, width) for person in signatories]
        if _needed(columns) <= height:
            return columns
    raise text.too_long(signatories[0].position[:60])


def _column(person: Signatory, factor: float, width: float) -> Column:
    nip = [Block(f"NIP {person.nip}", serif(10.5, SOFT))] if person.nip else []
    return Column(
        above=[lay(Block(person.position, serif_medium(12)), factor, width)],
        name=[lay(Block(without_titles(person.name), serif_bold(12.5, INK)), factor, width)],
        nip=[lay(block, factor, width) for block in nip],
    )


def _needed(columns: list[Column]) -> float:
    above = max(stack_height(column.above) for column in columns)
    below = max(column.below_height for column in columns)
    return above + LEAST_PEN_SPACE + below


def _draw_columns(
    canvas: Canvas,
    columns: list[Column],
    centres: list[float],
    width: float,
    span: tuple[float, float],
    mode: SigningMode,
) -> Box:
    """Positions hang from the top, names stand on one line: the signatures get what is between."""
    bottom, top = span
    pen_top = top - max(stack_height(column.above) for column in columns)
    names_top = bottom + max(column.below_height for column in columns)
    names_top = max(names_top, pen_top - PEN_SPACE)
    boxes = [_pen_box(x, width, names_top, pen_top) for x in centres]
    for column, x, box in zip(columns, centres, boxes, strict=True):
        draw_stack(canvas, column.above, x, top, "centre")
        if mode is SigningMode.TTE_DRAFT:
            _draw_empty_box(canvas, box)
        _draw_name(canvas, column, x, width, names_top)
    return boxes[0]


def _pen_box(x: float, width: float, low: float, high: float) -> Box:
    """What is left to a signature between position and name."""
    half = min(width / 2, 30 * mm)
    return x - half, low + 1 * mm, x + half, high - 1 * mm


def _draw_name(canvas: Canvas, column: Column, x: float, width: float, top: float) -> None:
    lowest = draw_stack(canvas, column.name, x, top, "centre")
    half = min(width / 2, 34 * mm)
    canvas.setLineWidth(0.5)
    canvas.setStrokeColor(DEEP)
    canvas.line(x - half, lowest - 0.5, x + half, lowest - 0.5)
    draw_stack(canvas, column.nip, x, lowest - 1.5, "centre")


def _draw_empty_box(canvas: Canvas, box: Box) -> None:
    """Left for the e-office to fill; nothing in it claims that anybody signed."""
    left, bottom, right, top = box
    canvas.saveState()
    canvas.setDash(2, 2)
    canvas.setLineWidth(0.7)
    canvas.setStrokeColor(SOFT)
    canvas.rect(left, bottom, right - left, top - bottom, stroke=1, fill=0)
    canvas.restoreState()
