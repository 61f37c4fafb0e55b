"""The hand-drawn parts of the improvement sheet, as platypus flowables."""

from __future__ import annotations

from abc import ABC, abstractmethod

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from app.reports import images, text
from app.reports.styles import DEEP, GOLD, GREEN, MIST, SOFT, sans, sans_semibold, serif_bold
from app.reports.text import Block, Laid, draw_stack, fit_stack, stack_height

TALLEST = 120 * mm  # more than any single part needs; a page is taller
VALUE_HEIGHT = 21 * mm  # of one fact, so that all of them stay within a page
LABEL = 24 * mm  # column of labels in facts and improvement lines


def laid_out(raw: str, style: text.Style, width: float, tallest: float = TALLEST) -> list[Laid]:
    """One wrapped text, at its full size unless that were taller than `tallest` points."""
    return fit_stack([Block(raw, style)], width, tallest) if text.clean(raw) else []


class Part(Flowable, ABC):
    """A part that takes the whole width and knows its height once measured."""

    @abstractmethod
    def measure(self, width: float) -> float:
        """Lay out for `width` points; return the height in points."""

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Reportlab's hook: the size taken, whatever height is left."""
        self.width = available_width
        self.height = self.measure(available_width)
        return self.width, self.height


class Facts(Part):
    """Labels and values at the left, the framed photograph at the right."""

    PHOTO = 46 * mm
    FRAME = 1.4 * mm
    ROW_GAP = 1.3 * mm

    def __init__(self, rows: list[tuple[str, str]], photo: images.Picture | None) -> None:
        super().__init__()
        self.rows = [(label, value) for label, value in rows if text.clean(value)]
        self.photo = photo

    def measure(self, width: float) -> float:
        """Height of the taller of both columns."""
        side = self.PHOTO + 6 * mm if self.photo else 0.0
        self.values = [
            laid_out(
                value,
                sans_semibold(9.5) if index < 3 else sans(9.5),
                width - LABEL - side,
                VALUE_HEIGHT,
            )
            for index, (_, value) in enumerate(self.rows)
        ]
        heights = sum(stack_height(value) + self.ROW_GAP for value in self.values)
        return max(heights, self._photo_size()[1] + 2 * self.FRAME if self.photo else 0.0)

    def _photo_size(self) -> tuple[float, float]:
        if self.photo is None:
            return 0.0, 0.0
        inner = self.PHOTO - 2 * self.FRAME
        return self.photo.fitted(inner, inner)

    def draw(self) -> None:
        """Reportlab's hook."""
        y = self.height
        for (label, _), value in zip(self.rows, self.values, strict=True):
            name = fit_stack([Block(label, sans(9.5, SOFT))], LABEL - 2 * mm, 10 * mm)
            draw_stack(self.canv, name, 0, y, "left")
            y = draw_stack(self.canv, value, LABEL, y, "left") - self.ROW_GAP
        if self.photo:
            self._draw_photo(self.photo)

    def _draw_photo(self, photo: images.Picture) -> None:
        width, height = self._photo_size()
        x, y = self.width - width - self.FRAME, self.height - height - self.FRAME
        self.canv.setStrokeColor(GOLD)
        self.canv.setLineWidth(0.8)
        edge = self.FRAME
        self.canv.rect(x - edge, y - edge, width + 2 * edge, height + 2 * edge)
        self.canv.drawImage(photo.source, x, y, width, height)


class Outcome(Part):
    """The decision in a panel, its total and grade at the right."""

    PADDING = 4 * mm

    def __init__(self, outcome: str, total: str, grade: str | None) -> None:
        super().__init__()
        self.outcome = outcome
        self.figures = [("NILAI", total)] + ([("KELAS", grade)] if grade else [])

    def measure(self, width: float) -> float:
        """Height of the panel."""
        reserved = len(self.figures) * 26 * mm + 2 * self.PADDING
        self.laid = fit_stack(
            [
                Block("HASIL KURASI", sans_semibold(6.5, GREEN, tracking=0.1)),
                Block(self.outcome, serif_bold(21, DEEP, leading=1.15)),
            ],
            width - reserved,
            TALLEST,
        )
        return max(stack_height(self.laid), 12 * mm) + 2 * self.PADDING * 0.7

    def draw(self) -> None:
        """Reportlab's hook."""
        self.canv.setFillColor(MIST)
        self.canv.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        self.canv.setFillColor(GREEN)
        self.canv.rect(0, 0, 1.2 * mm, self.height, stroke=0, fill=1)
        middle = (self.height + stack_height(self.laid)) / 2
        draw_stack(self.canv, self.laid, self.PADDING + 1.2 * mm, middle, "left")
        x = self.width - 15 * mm
        for caption, figure in reversed(self.figures):
            self._draw_figure(caption, figure, x)
            x -= 26 * mm

    def _draw_figure(self, caption: str, figure: str, x: float) -> None:
        laid = fit_stack(
            [
                Block(caption, sans_semibold(6.5, SOFT, tracking=0.1)),
                Block(figure, serif_bold(21, DEEP, leading=1.15)),
            ],
            23 * mm,
            self.height,
        )
        draw_stack(self.canv, laid, x, (self.height + stack_height(laid)) / 2, "centre")


class Section(Part):
    """A heading with a short gold rule below, and a small remark at the right."""

    ABOVE = 4.6 * mm
    BELOW = 2.6 * mm

    def __init__(self, title: str, remark: str = "", *, over_long: bool = False) -> None:
        """With `over_long` something follows that begins here and goes on overleaf."""
        super().__init__()
        self.title = title
        self.remark = remark
        self.keepWithNext = 0 if over_long else 1

    def measure(self, width: float) -> float:
        """Height with the white space around it."""
        self.laid = laid_out(self.title, serif_bold(14, GREEN), width * 0.6)
        return self.ABOVE + stack_height(self.laid) + self.BELOW

    def draw(self) -> None:
        """Reportlab's hook."""
        y = draw_stack(self.canv, self.laid, 0, self.height - self.ABOVE, "left")
        self.canv.setStrokeColor(GOLD)
        self.canv.setLineWidth(0.8)
        self.canv.line(0, y - 0.3 * mm, 14 * mm, y - 0.3 * mm)
        remark = laid_out(self.remark, sans(7.5, SOFT), self.width * 0.4)
        draw_stack(self.canv, remark, self.width, y + 10, "right")
