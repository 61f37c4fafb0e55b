"""Measured text on a canvas: cleaned, wrapped, balanced, shrunk to its box, never cut."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from app.errors import UserError
from app.reports import fonts

Align = Literal["left", "centre", "right"]

SMALLEST = 6.0  # points; below this a print is not read any more
STEPS = tuple(1.0 - step * 0.03 for step in range(28))  # scales tried, largest first


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """One line: NFC, white space folded, invisible controls and format marks taken out."""
    kept = (_visible(char) for char in unicodedata.normalize("NFC", text))
    return " ".join("".join(kept).split())


def _visible(char: str) -> str:
    kind = unicodedata.category(char)
    if kind == "Cc":
        return " "
    if kind == "Cs":
        return fonts.REPLACEMENT
    return "" if kind == "Cf" else char


def too_long(what: str) -> UserError:
    """The error for text that no legible size brings into its area."""
    return UserError(
        "paper_text_too_long",
        f"Teks terlalu panjang untuk dicetak: {what}.",
        safe="Data tetap tersimpan lengkap.",
        todo="Persingkat teksnya, lalu cetak lagi.",
    )


@dataclass(frozen=True, slots=True)
class Style:
    """One face at one size. `leading` is a multiple of the size, `tracking` of the size too."""

    face: str
    size: float
    colour: Color
    leading: float = 1.22
    tracking: float = 0.0
    floor: float = SMALLEST

    def scaled(self, factor: float) -> Style:
        """The same style smaller, but not below its floor."""
        return replace(self, size=max(self.size * factor, min(self.floor, self.size)))

    @property
    def line_height(self) -> float:
        """Points from one baseline to the next."""
        return self.size * self.leading

    def width(self, text: str) -> float:
        """Width of `text` in points."""
        return fonts.width(text, self.face, self.size, self.tracking * self.size)


def wrap(text: str, style: Style, limit: float) -> list[str]:
    """Lines no wider than `limit` points; a word wider than a line is broken, not cut."""
    lines: list[list[str]] = []
    # There is no kerning: a line is as wide as its words and what is between them.
    between = style.width("   ") - style.width("  ") + 2 * style.tracking * style.size
    reached = 0.0
    for word in _pieces(clean(text), style, limit):
        width = style.width(word)
        if lines and reached + between + width <= limit:
            lines[-1].append(word)
            reached += between + width
        else:
            lines.append([word])
            reached = width
    return [" ".join(words) for words in lines]


def _pieces(text: str, style: Style, limit: float) -> Iterator[str]:
    for word in text.split(" ") if text else ():
        yield from _broken(word, style, limit)


def _broken(word: str, style: Style, limit: float) -> Iterator[str]:
    while style.width(word) > limit and len(word) > 1:
        end = _longest_prefix(word, style, limit)
        yield word[:end]
        word = word[end:]
    yield word


def _longest_prefix(word: str, style: Style, limit: float) -> int:
    end = next(
        (n for n in range(len(word) - 1, 1, -1) if style.width(word[:n]) <= limit),
        1,
    )
    while end < len(word) - 1 and unicodedata.combining(word[end]):
        end += 1
    return end


def balanced(text: str, style: Style, limit: float) -> list[str]:
    """Like `wrap`, but with lines of like length: what a centred name needs."""
    lines = wrap(text, style, limit)
    if len(lines) < 2:
        return lines
    narrow, wide = limit / len(lines) * 0.8, limit
    while wide - narrow > 4:
        middle = (narrow + wide) / 2
        if len(wrap(text, style, middle)) > len(lines):
            narrow = middle
        else:
            wide = middle
    return wrap(text, style, wide)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a stack; `gap` is the white space above it in points."""

    text: str
    style: Style
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class Laid:
    """A block that has been measured: its lines at their final size."""

    lines: tuple[str, ...]
    style: Style
    gap: float

    @property
    def height(self) -> float:
        """Points without the gap."""
        return len(self.lines) * self.style.line_height


def stack_height(laid: Sequence[Laid]) -> float:
    """Points from the top of the first block to the bottom of the last, gaps between included."""
    return sum(part.height + part.gap for part in laid) - (laid[0].gap if laid else 0.0)


def fit_stack(blocks: Sequence[Block], width: float, height: float) -> list[Laid]:
    """The largest common scale at which all blocks fit the box.

    Raises UserError `paper_text_too_long` if even the smallest print does not fit.
    """
    return list(_fitted(tuple(blocks), width, height))


@lru_cache(maxsize=1024)
def _fitted(blocks: tuple[Block, ...], width: float, height: float) -> tuple[Laid, ...]:
    """Kept, because most of a paper's words are the same on the next one."""
    shown = [block for block in blocks if clean(block.text)]
    for factor in STEPS:
        laid = [lay(block, factor, width) for block in shown]
        if stack_height(laid) <= height and fits_width(laid, width):
            return tuple(laid)
    raise too_long(clean(shown[0].text)[:60])


@lru_cache(maxsize=1024)
def lay(block: Block, factor: float, width: float) -> Laid:
    """Measure one block at a scale; the lines are no wider than `width` points."""
    style = block.style.scaled(factor)
    return Laid(tuple(balanced(block.text, style, width)), style, block.gap * factor)


def fits_width(laid: Sequence[Laid], width: float) -> bool:
    """False only where not even one character fits on a line."""
    return all(part.style.width(line) <= width + 0.01 for part in laid for line in part.lines)


def draw_stack(canvas: Canvas, laid: Sequence[Laid], x: float, top: float, align: Align) -> float:
    """Draw downwards from `top`; `x` is the left edge, centre or right edge. Returns the bottom."""
    y = top + (laid[0].gap if laid else 0.0)
    for part in laid:
        y -= part.gap
        y = draw_lines(canvas, part.lines, part.style, x, y, align)
    return y


def draw_lines(
    canvas: Canvas, lines: Sequence[str], style: Style, x: float, top: float, align: Align
) -> float:
    """Draw ready lines downwards from `top`; returns the y below the last one."""
    for line in lines:
        # Ascenders take about 0.72 of the size: this centres the ink in its line.
        draw_line(canvas, line, style, x, top - style.line_height / 2 - style.size * 0.26, align)
        top -= style.line_height
    return top


def draw_line(
    canvas: Canvas, line: str, style: Style, x: float, baseline: float, align: Align
) -> None:
    """Draw one cleaned line on its baseline, with stand-in faces where needed."""
    shift = {"left": 0.0, "centre": 0.5, "right": 1.0}[align]
    x -= style.width(line) * shift
    tracking = style.tracking * style.size
    canvas.setFillColor(style.colour)
    for face, piece in fonts.runs(line, style.face):
        canvas.setFont(face, style.size)
        canvas.drawString(x, baseline, piece, charSpace=tracking)
        x += fonts.width(piece, face, style.size, tracking) + tracking
