"""The drawn parts of a letter: its particulars, to whom it goes, the result at a glance."""

from __future__ import annotations

from reportlab.lib.units import mm

from app.reports.notices import HEIGHT, draw_notices, status_notices
from app.reports.sheet_parts import Part, laid_out
from app.reports.styles import DEEP, GREEN, MIST, SOFT, sans, sans_semibold, serif_bold
from app.reports.text import Block, draw_lines, draw_stack, fit_stack, stack_height
from app.reports.values import PaperStatus

_LABEL, _COLON = 21 * mm, 3.5 * mm


class LetterHead(Part):
    """Nomor, Sifat, Lampiran, Hal at the left, place and date at the right."""

    DATE = 62 * mm

    def __init__(self, rows: list[tuple[str, str]], day: str, status: PaperStatus) -> None:
        super().__init__()
        self.rows, self.day, self.found = rows, day, status_notices(status)

    def measure(self, width: float) -> float:
        """Height of the rows, and of the notice of a paper that is not final."""
        room = width - _LABEL - _COLON - self.DATE
        self.values = [laid_out(value, sans(9.8), room) for _, value in self.rows]
        self.dated = laid_out(self.day, sans(9.8), self.DATE)
        rows = sum(stack_height(value) + 0.8 * mm for value in self.values)
        self.notice = HEIGHT + 4 * mm if self.found else 0.0
        return max(rows, stack_height(self.dated)) + self.notice

    def draw(self) -> None:
        """Reportlab's hook."""
        draw_notices(self.canv, self.found, self.width / 2, self.height, self.width)
        y = self.height - self.notice
        draw_stack(self.canv, self.dated, self.width, y, "right")
        for (label, _), value in zip(self.rows, self.values, strict=True):
            draw_lines(self.canv, [label], sans(9.8, SOFT), 0, y, "left")
            draw_lines(self.canv, [":"], sans(9.8, SOFT), _LABEL, y, "left")
            y = draw_stack(self.canv, value, _LABEL + _COLON, y, "left") - 0.8 * mm


class Recipient(Part):
    """Yth., the name, what they are, where."""

    ROOM = 108 * mm

    def __init__(self, name: str, about: str, address: str) -> None:
        super().__init__()
        self.lines = (
            ("Yth.", sans(9.8)),
            (f"Bapak/Ibu {name}", sans_semibold(9.8)),
            (about, sans(9.8)),
            (address, sans(9.8)),
        )

    def measure(self, width: float) -> float:
        """Height of all lines."""
        self.laid = [laid_out(words, style, self.ROOM) for words, style in self.lines]
        return sum(stack_height(part) for part in self.laid)

    def draw(self) -> None:
        """Reportlab's hook."""
        y = self.height
        for part in self.laid:
            y = draw_stack(self.canv, part, 0, y, "left")


class Verdict(Part):
    """Product and outcome in a panel, total and grade at the right: read before anything else."""

    PAD = 3.4 * mm
    FIGURE = 22 * mm

    def __init__(self, product: str, stamp: str, total: str, grade: str) -> None:
        super().__init__()
        self.product, self.stamp = product, stamp
        self.figures = [("NILAI", total), ("KELAS", grade)]

    def measure(self, width: float) -> float:
        """Height of the panel."""
        room = width - len(self.figures) * self.FIGURE - 3 * self.PAD
        blocks = [
            Block(self.product, sans_semibold(10.2)),
            Block(self.stamp, serif_bold(17, DEEP, leading=1.15), gap=1),
        ]
        self.laid = fit_stack(blocks, room, 60 * mm)
        return max(stack_height(self.laid), 11 * mm) + 2 * self.PAD

    def draw(self) -> None:
        """Reportlab's hook."""
        canvas = self.canv
        canvas.setFillColor(MIST)
        canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        canvas.setFillColor(GREEN)
        canvas.rect(0, 0, 1.2 * mm, self.height, stroke=0, fill=1)
        top = (self.height + stack_height(self.laid)) / 2
        draw_stack(canvas, self.laid, 1.2 * mm + self.PAD, top, "left")
        for at, (caption, figure) in enumerate(reversed(self.figures)):
            self._draw_figure(caption, figure, self.width - self.FIGURE * (at + 0.5))

    def _draw_figure(self, caption: str, figure: str, x: float) -> None:
        blocks = [
            Block(caption, sans_semibold(6.5, SOFT, tracking=0.1)),
            Block(figure, serif_bold(18, DEEP, leading=1.12)),
        ]
        laid = fit_stack(blocks, self.FIGURE - 2 * mm, self.height)
        draw_stack(self.canv, laid, x, (self.height + stack_height(laid)) / 2, "centre")
