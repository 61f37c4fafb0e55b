"""One place for colours, units and the styles of both papers."""

from __future__ import annotations

from reportlab.lib.colors import Color, HexColor

from app.reports import fonts
from app.reports.text import Style

GREEN = HexColor("#0F766E")
DEEP = HexColor("#0B4F4A")
MIST = HexColor("#EEF5F3")
PALE = HexColor("#D3E7E3")
GOLD = HexColor("#B08A2E")
GOLD_DARK = HexColor("#7A5C12")
GOLD_PALE = HexColor("#EFE3C2")
INK = HexColor("#1C2A29")
SOFT = HexColor("#52625F")
LINE = HexColor("#D5DDDB")
AMBER = HexColor("#8A4B08")
AMBER_PALE = HexColor("#FDF1DC")
OCHRE = HexColor("#C27A12")
RED = HexColor("#A3211B")
RED_PALE = HexColor("#FCE9E7")
CREAM = HexColor("#FFFDF6")
WHITE = HexColor("#FFFFFF")
BLACK = HexColor("#000000")


def serif(size: float, colour: Color = INK, **more: float) -> Style:
    """EB Garamond Regular."""
    return Style(fonts.SERIF, size, colour, **more)


def serif_medium(size: float, colour: Color = INK, **more: float) -> Style:
    """EB Garamond Medium."""
    return Style(fonts.SERIF_MEDIUM, size, colour, **more)


def serif_bold(size: float, colour: Color = INK, **more: float) -> Style:
    """EB Garamond SemiBold."""
    return Style(fonts.SERIF_BOLD, size, colour, **more)


def serif_italic(size: float, colour: Color = SOFT, **more: float) -> Style:
    """EB Garamond Italic."""
    return Style(fonts.SERIF_ITALIC, size, colour, **more)


def sans(size: float, colour: Color = INK, **more: float) -> Style:
    """Inter Regular."""
    return Style(fonts.SANS, size, colour, **more)


def sans_semibold(size: float, colour: Color = INK, **more: float) -> Style:
    """Inter SemiBold."""
    return Style(fonts.SANS_SEMIBOLD, size, colour, **more)
