"""The embedded faces: where they live, what they can draw, what stands in when they cannot."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from threading import Lock

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONT_DIR = Path(__file__).resolve().parents[2] / "resources" / "fonts"

SERIF = "EBGaramond-Regular"
SERIF_MEDIUM = "EBGaramond-Medium"
SERIF_BOLD = "EBGaramond-SemiBold"
SERIF_ITALIC = "EBGaramond-Italic"
SANS = "Inter-Regular"
SANS_MEDIUM = "Inter-Medium"
SANS_SEMIBOLD = "Inter-SemiBold"
SANS_BOLD = "Inter-Bold"

FACES = (
    SERIF,
    SERIF_MEDIUM,
    SERIF_BOLD,
    SERIF_ITALIC,
    SANS,
    SANS_MEDIUM,
    SANS_SEMIBOLD,
    SANS_BOLD,
)
_STAND_IN = {
    SERIF: SANS,
    SERIF_MEDIUM: SANS_MEDIUM,
    SERIF_BOLD: SANS_SEMIBOLD,
    SERIF_ITALIC: SANS,
    SANS: SERIF,
    SANS_MEDIUM: SERIF_MEDIUM,
    SANS_SEMIBOLD: SERIF_BOLD,
    SANS_BOLD: SERIF_BOLD,
}
REPLACEMENT = "\N{WHITE SQUARE}"  # in all eight faces; says that a character is missing here

_lock = Lock()


def ready() -> None:
    """Register all faces with reportlab once per process; safe from several threads."""
    with _lock:
        _register()


@cache
def _register() -> None:
    for face in FACES:
        pdfmetrics.registerFont(TTFont(face, str(FONT_DIR / f"{face}.ttf")))


@cache
def _covered(face: str) -> frozenset[int]:
    font = pdfmetrics.getFont(face)
    assert isinstance(font, TTFont)
    return frozenset(font.face.charToGlyph)


@lru_cache(maxsize=4096)
def runs(text: str, face: str) -> tuple[tuple[str, str], ...]:
    """Split `text` into (face, piece) so that every character has a glyph.

    What neither the face nor its stand-in of the other family can draw becomes a visible
    `REPLACEMENT`: a reader must see that something was there.
    """
    pairs = ((_face_for(character, face), character) for character in text)
    return tuple(_joined(pairs, face))


def _joined(pairs: Iterator[tuple[str | None, str]], face: str) -> Iterator[tuple[str, str]]:
    drawable = ((found or face, char if found else REPLACEMENT) for found, char in pairs)
    for found, group in groupby(drawable, key=lambda pair: pair[0]):
        yield found, "".join(char for _, char in group)


def _face_for(character: str, face: str) -> str | None:
    for candidate in (face, _STAND_IN[face]):
        if ord(character) in _covered(candidate):
            return candidate
    return None


@lru_cache(maxsize=16384)
def width(text: str, face: str, size: float, tracking: float = 0.0) -> float:
    """Width in points, `tracking` being extra space after each character but the last."""
    drawn = sum(pdfmetrics.stringWidth(piece, used, size) for used, piece in runs(text, face))
    return float(drawn + tracking * max(len(text) - 1, 0))
