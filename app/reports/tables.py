"""The one table of the papers: a head that comes back on every page, fine rules, nothing cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Table, TableStyle

from app.reports import fonts, text
from app.reports.markup import paragraph
from app.reports.styles import DEEP, GREEN, INK, LINE, MIST, sans, sans_semibold

HEAD, CELL = sans_semibold(8, DEEP), sans(8.6, leading=1.3)
_PAD = 1.3 * mm


Cell = str | Flowable | list[Flowable]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its caption, its width in points, and how figures in it stand."""

    caption: str
    width: float
    align: Literal["LEFT", "CENTER", "RIGHT"] = "LEFT"


def table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    *,
    least: float = 0.0,
    pad: float = 2.4,
    valign: Literal["MIDDLE", "TOP"] = "MIDDLE",
    has_total: bool = False,
    splits: bool = False,
) -> Table:
    """Rows under their captions, over as many pages as they need.

    `least` is the smallest height of a row where it must hold a signature. A row goes over to
    the next page whole and has to fit one; with `splits` it is divided where a page ends.
    """
    lines = [
        [_cell(value, column.width) for value, column in zip(row, columns, strict=True)]
        for row in rows
    ]
    made = Table(
        [[_head(c) for c in columns], *lines],
        colWidths=[c.width for c in columns],
        rowHeights=None,
        repeatRows=1,
        hAlign="LEFT",
        splitByRow=1,
        splitInRow=1 if splits else 0,
    )
    made.setStyle(TableStyle([*_STYLE, *_own(columns, least, pad, valign)]))
    if has_total:
        made.setStyle(_LAST_IS_TOTAL)
    return made


def _own(columns: Sequence[Column], least: float, pad: float, valign: str) -> list[tuple[Any, ...]]:
    style: list[tuple[Any, ...]] = [
        ("ALIGN", (at, 0), (at, -1), column.align) for at, column in enumerate(columns)
    ]
    space = max(pad, (least - CELL.line_height) / 2)
    style.append(("VALIGN", (0, 1), (-1, -1), valign))
    style += [("TOPPADDING", (0, 1), (-1, -1), space), ("BOTTOMPADDING", (0, 1), (-1, -1), space)]
    return style


def _head(column: Column) -> Any:
    fits = HEAD.width(column.caption) <= column.width - 2 * _PAD
    return column.caption if fits else paragraph(column.caption, HEAD)


def _cell(value: Cell, width: float) -> Any:
    """What fits on one line goes as it is, which is a tenth of the work of a paragraph."""
    if not isinstance(value, str):
        return value
    line = text.clean(value)
    one_face = len(fonts.runs(line, CELL.face)) <= 1
    plain = one_face and "\n" not in value and CELL.width(line) <= width - 2 * _PAD
    return line if plain else paragraph(value, CELL)


_STYLE: tuple[tuple[Any, ...], ...] = (
    ("FONTNAME", (0, 0), (-1, -1), CELL.face),
    ("FONTSIZE", (0, 0), (-1, -1), CELL.size),
    ("LEADING", (0, 0), (-1, -1), CELL.line_height),
    ("TEXTCOLOR", (0, 0), (-1, -1), INK),
    ("FONTNAME", (0, 0), (-1, 0), HEAD.face),
    ("FONTSIZE", (0, 0), (-1, 0), HEAD.size),
    ("TEXTCOLOR", (0, 0), (-1, 0), DEEP),
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("BACKGROUND", (0, 0), (-1, 0), MIST),
    ("LINEBELOW", (0, 0), (-1, 0), 0.8, GREEN),
    ("LINEBELOW", (0, 1), (-1, -1), 0.35, LINE),
    ("TOPPADDING", (0, 0), (-1, 0), 3.2),
    ("BOTTOMPADDING", (0, 0), (-1, 0), 3.6),
    ("LEFTPADDING", (0, 0), (-1, -1), _PAD),
    ("RIGHTPADDING", (0, 0), (-1, -1), _PAD),
)
_LAST_IS_TOTAL = TableStyle(
    [
        ("FONTNAME", (0, -1), (-1, -1), fonts.SANS_SEMIBOLD),
        ("LINEABOVE", (0, -1), (-1, -1), 0.8, GREEN),
    ]
)
