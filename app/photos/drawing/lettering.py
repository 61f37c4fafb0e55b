"""Labels for the drawn products: paper, ornament, a name and the word CONTOH."""

from __future__ import annotations

import random
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from app.photos.drawing.colours import Colour, Palette, lighter, mix

_FONTS = Path(__file__).resolve().parents[3] / "resources" / "fonts"
MARK = "CONTOH"
_OVERSAMPLE = 2


@lru_cache(maxsize=64)
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A bundled font, such as 'Inter-Bold', at a size in pixels."""
    return ImageFont.truetype(str(_FONTS / f"{name}.ttf"), max(6, size))


def fitted(text: str, name: str, width: float, height: float) -> ImageFont.FreeTypeFont:
    """The font at the largest size at which `text` fits the space (pixels)."""
    trial = font(name, 100)
    x1, _, x2, _ = trial.getbbox(text)
    return font(name, int(min(100 * width / max(x2 - x1, 1), height)))


def label_art(
    size: tuple[int, int], palette: Palette, text: str, rng: random.Random
) -> Image.Image:
    """A product label as RGBA, `size` in pixels, in one of four styles."""
    big = size[0] * _OVERSAMPLE, size[1] * _OVERSAMPLE
    style = rng.choice((_framed, _blocked, _crested, _toothed))
    return style(big, palette, text).resize(size, Image.Resampling.LANCZOS)


def _sheet(size: tuple[int, int], colour: Colour) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    art = Image.new("RGBA", size, (*colour, 255))
    return art, ImageDraw.Draw(art)


def _framed(size: tuple[int, int], palette: Palette, text: str) -> Image.Image:
    art, draw = _sheet(size, palette.paper)
    w, h = size
    gap = round(min(w, h) * 0.05)
    draw.rectangle((gap, gap, w - gap, h - gap), outline=palette.accent, width=max(2, gap // 3))
    _diamonds(draw, w // 2, round(h * 0.17), round(h * 0.035), palette.main)
    _diamonds(draw, w // 2, round(h * 0.83), round(h * 0.035), palette.main)
    _words(draw, (gap * 3, h * 0.22, w - gap * 3, h * 0.78), palette.ink, palette.main, text)
    return art


def _blocked(size: tuple[int, int], palette: Palette, text: str) -> Image.Image:
    art, draw = _sheet(size, palette.main)
    w, h = size
    draw.rectangle((0, 0, w, h * 0.16), fill=palette.accent)
    draw.rectangle((0, h * 0.84, w, h), fill=palette.accent)
    paper = lighter(palette.paper, 0.3)
    _words(draw, (w * 0.08, h * 0.2, w * 0.92, h * 0.8), paper, palette.paper, text)
    return art


def _crested(size: tuple[int, int], palette: Palette, text: str) -> Image.Image:
    art, draw = _sheet(size, palette.paper)
    w, h = size
    r = h * 0.13
    draw.ellipse((w / 2 - r, h * 0.06, w / 2 + r, h * 0.06 + 2 * r), fill=palette.accent)
    _flower(draw, w / 2, h * 0.06 + r, r * 0.66, palette.paper, palette.main)
    draw.rectangle((0, h * 0.9, w, h), fill=palette.main)
    _words(draw, (w * 0.07, h * 0.33, w * 0.93, h * 0.86), palette.ink, palette.main, text)
    return art


def _toothed(size: tuple[int, int], palette: Palette, text: str) -> Image.Image:
    """Edged with *tumpal*, the row of triangles on Betawi cloth."""
    art, draw = _sheet(size, palette.paper)
    w, h = size
    count = 9
    step, tall = w / count, h * 0.14
    for i in range(count):
        x = i * step
        draw.polygon([(x, 0), (x + step, 0), (x + step / 2, tall)], fill=palette.main)
        draw.polygon([(x, h), (x + step, h), (x + step / 2, h - tall)], fill=palette.main)
        draw.polygon(
            [(x + step * 0.3, 0), (x + step * 0.7, 0), (x + step / 2, tall * 0.5)],
            fill=palette.accent,
        )
    _words(draw, (w * 0.07, h * 0.19, w * 0.93, h * 0.81), palette.ink, palette.main, text)
    return art


def _words(
    draw: ImageDraw.ImageDraw,
    box: tuple[float, float, float, float],
    ink: Colour,
    mark_ink: Colour,
    text: str,
) -> None:
    """The name in one or two lines over a small, spaced CONTOH."""
    x1, y1, x2, y2 = box
    lines = _broken(text)
    mark_height = (y2 - y1) * 0.17
    room = (y2 - y1 - mark_height * 1.5) / len(lines)
    longest = max(lines, key=lambda line: font("EBGaramond-SemiBold", 100).getlength(line))
    face = fitted(longest, "EBGaramond-SemiBold", x2 - x1, room)
    leading = face.size * 0.92
    top = (y1 + y2 - mark_height * 1.4 - leading * len(lines)) / 2
    middle = (x1 + x2) / 2
    for number, line in enumerate(lines):
        draw.text((middle, top + leading * (number + 0.5)), line, ink, face, anchor="mm")
    spaced = "\u2009".join(MARK)
    small = fitted(spaced, "Inter-SemiBold", (x2 - x1) * 0.6, mark_height)
    at = top + leading * len(lines) + mark_height * 0.85
    draw.text((middle, at), spaced, mix(mark_ink, ink, 0.25), small, anchor="mm")


def _broken(text: str) -> list[str]:
    """The name in two lines of about the same length, or one when it is short."""
    words = text.split()
    if len(words) < 2 or len(text) <= 8:
        return [text]
    cuts = [[" ".join(words[:i]), " ".join(words[i:])] for i in range(1, len(words))]
    return min(cuts, key=lambda cut: max(map(len, cut)))


def _diamonds(draw: ImageDraw.ImageDraw, x: int, y: int, r: int, colour: Colour) -> None:
    for offset in (-4, -2, 0, 2, 4):
        size = r if offset == 0 else r * 0.6
        cx = x + offset * r
        draw.polygon([(cx - size, y), (cx, y - size), (cx + size, y), (cx, y + size)], fill=colour)


def _flower(
    draw: ImageDraw.ImageDraw, x: float, y: float, r: float, petal: Colour, heart: Colour
) -> None:
    for dx, dy in ((0, -1), (0.95, -0.31), (0.59, 0.81), (-0.59, 0.81), (-0.95, -0.31)):
        cx, cy, p = x + dx * r * 0.58, y + dy * r * 0.58, r * 0.42
        draw.ellipse((cx - p, cy - p, cx + p, cy + p), fill=petal)
    draw.ellipse((x - r * 0.25, y - r * 0.25, x + r * 0.25, y + r * 0.25), fill=heart)
