"""Where people sign: the official of a letter, the members of a panel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.reports import text
from app.reports.sheet_parts import Part
from app.reports.styles import INK, SOFT, sans, sans_semibold
from app.reports.text import Block, Laid, draw_stack, lay, stack_height

GAP = 6 * mm
BETWEEN = 6 * mm
PEN = 19 * mm
LEAST_PEN = 12 * mm
TALLEST = 225 * mm  # what a page holds, so that nobody signs alone overleaf


@dataclass(frozen=True, slots=True)
class Place:
    """Where one person signs: words above the signature, name and number below."""

    above: str
    name: str
    below: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class _Laid:
    above: list[Laid]
    name: list[Laid]
    below: list[Laid]

    @property
    def foot(self) -> float:
        return stack_height(self.name) + 1.4 * mm + stack_height(self.below)


class Signatures(Part):
    """Places to sign in rows of `columns`, all on one page; few of them keep to the right.

    Raises UserError `paper_text_too_long` when not even small print brings them onto one.
    """

    def __init__(
        self,
        places: Sequence[Place],
        columns: int = 2,
        *,
        right: bool = False,
        tallest: float = TALLEST,
    ) -> None:
        super().__init__()
        self.places, self.columns, self.right = list(places), columns, right
        self.tallest = tallest

    def measure(self, width: float) -> float:
        """Height of all rows, at the largest scale that a page takes."""
        self.column = (width - (self.columns - 1) * GAP) / self.columns
        for factor in text.STEPS:
            pen = max(PEN * factor, LEAST_PEN)
            laid = [self._lay(place, factor) for place in self.places]
            self.rows = [laid[at : at + self.columns] for at in range(0, len(laid), self.columns)]
            self.heights = [_height(row, pen) for row in self.rows]
            self.between = max(BETWEEN * factor, BETWEEN / 2)
            total = sum(self.heights) + max(len(self.rows) - 1, 0) * self.between
            if total <= self.tallest:
                return total
        raise text.too_long(self.places[0].name[:60])

    def _lay(self, place: Place, factor: float) -> _Laid:
        def one(words: str, style: text.Style) -> list[Laid]:
            return [lay(Block(words, style), factor, self.column)] if text.clean(words) else []

        mark = f"{place.number}. " if place.number is not None else ""
        return _Laid(
            one(f"{mark}{place.above}", sans(9.5)),
            one(place.name, sans_semibold(9.8, INK)),
            one(place.below, sans(8.5, SOFT)),
        )

    def draw(self) -> None:
        """Reportlab's hook."""
        top = self.height
        for row, height in zip(self.rows, self.heights, strict=True):
            foot = max(laid.foot for laid in row)
            shift = self.columns - len(row) if self.right else 0
            for at, laid in enumerate(row):
                x = (at + shift) * (self.column + GAP)
                draw_stack(self.canv, laid.above, x, top, "left")
                _draw_name(self.canv, laid, x, top - height + foot, self.column)
            top -= height + self.between


def _height(row: Sequence[_Laid], pen: float) -> float:
    return max(stack_height(one.above) for one in row) + pen + max(one.foot for one in row)


def _draw_name(canvas: Canvas, laid: _Laid, x: float, top: float, width: float) -> None:
    """Name over its rule, number below; a place without a name has the rule alone."""
    y = draw_stack(canvas, laid.name, x, top, "left") - 0.4 * mm
    canvas.setStrokeColor(SOFT)
    canvas.setLineWidth(0.5)
    canvas.line(x, y, x + min(width, 62 * mm), y)
    draw_stack(canvas, laid.below, x, y - 0.6 * mm, "left")
