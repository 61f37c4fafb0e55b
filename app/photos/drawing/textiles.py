"""Batik, clothes and plaited bags."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageDraw

from app.photos.drawing.canvas import Across, Canvas, Down
from app.photos.drawing.colours import BLACK, WHITE, Colour, Palette, darker, lighter, mix
from app.photos.drawing.lettering import label_art
from app.photos.drawing.packs import weave
from app.photos.drawing.scene import set_flat, set_the_scene, sprig
from app.photos.drawing.shapes import Shape, arc, ellipse, moved, rect, rounded, smooth, turned
from app.photos.drawing.vessels import FOOT

_REED: Colour = (214, 176, 112)


def cloth_paint(size: tuple[int, int], palette: Palette, rng: random.Random) -> Image.Image:
    """A batik field of `size` pixels with a row of *tumpal* along its lower edge."""
    ground = rng.choice((palette.main, palette.ink, palette.paper))
    art = Image.new("RGB", size, ground)
    draw = ImageDraw.Draw(art)
    inks = palette
    if ground == palette.paper:
        inks = Palette(
            palette.wall, palette.table, palette.main, palette.accent, palette.ink, palette.main
        )
    motif = rng.choice((_kawung, _ceplok, _parang))
    step = max(8.0, size[0] / 11)
    for row in range(math.ceil(size[1] / step) + 1):
        for column in range(-1, 13):
            motif(draw, (column + 0.5 * (row % 2)) * step, row * step, step, inks)
    _edge(draw, size, palette)
    return art


def _kawung(draw: ImageDraw.ImageDraw, x: float, y: float, s: float, palette: Palette) -> None:
    for dx, dy in ((-0.25, -0.25), (0.25, -0.25), (-0.25, 0.25), (0.25, 0.25)):
        cx, cy, r = x + dx * s, y + dy * s, s * 0.2
        draw.ellipse((cx - r, cy - r, cx + r, cy + r), fill=palette.paper)
        r *= 0.55
        draw.ellipse((cx - r, cy - r, cx + r, cy + r), fill=palette.accent)
    r = s * 0.07
    draw.polygon([(x - r, y), (x, y - r), (x + r, y), (x, y + r)], fill=palette.accent)


def _ceplok(draw: ImageDraw.ImageDraw, x: float, y: float, s: float, palette: Palette) -> None:
    for i in range(8):
        a = math.tau * i / 8
        cx, cy, r = x + math.cos(a) * s * 0.25, y + math.sin(a) * s * 0.25, s * 0.1
        tone = palette.accent if i % 2 else palette.paper
        draw.ellipse((cx - r, cy - r, cx + r, cy + r), fill=tone)
    r = s * 0.13
    draw.ellipse((x - r, y - r, x + r, y + r), fill=palette.paper)
    r = s * 0.06
    draw.ellipse((x - r, y - r, x + r, y + r), fill=palette.accent)


def _parang(draw: ImageDraw.ImageDraw, x: float, y: float, s: float, palette: Palette) -> None:
    blade = [(-0.45, 0.5), (-0.1, 0.05), (-0.2, -0.15), (0.2, -0.5), (0.12, -0.1), (0.28, 0.05)]
    draw.polygon([(x + dx * s, y + dy * s) for dx, dy in blade], fill=palette.paper)
    r = s * 0.08
    draw.ellipse((x - r + s * 0.02, y - r, x + r + s * 0.02, y + r), fill=palette.accent)


def _edge(draw: ImageDraw.ImageDraw, size: tuple[int, int], palette: Palette) -> None:
    w, h = size
    tall, count = w * 0.11, 12
    draw.rectangle((0, h - tall * 1.35, w, h), fill=palette.accent)
    for i in range(count):
        x, step = i * w / count, w / count
        draw.polygon([(x, h), (x + step, h), (x + step / 2, h - tall * 1.2)], fill=palette.ink)
        inner = [(x + step * 0.3, h), (x + step * 0.7, h), (x + step / 2, h - tall * 0.6)]
        draw.polygon(inner, fill=palette.paper)


def batik(canvas: Canvas, palette: Palette, text: str, rng: random.Random) -> None:
    """Three folded cloths, the topmost fanned out, held by a paper band."""
    set_flat(canvas, palette, rng)
    for number, (x, y, angle) in enumerate(((210, 120, -7.0), (236, 132, 4.0), (256, 118, -2.0))):
        shape = turned(rounded(x, y, 500, 500, 14), (500, 375), angle)
        canvas.glow(moved(shape, 14, 18), BLACK, 0.4, 14)
        paint = cloth_paint((canvas.px(540), canvas.px(540)), palette, rng)
        canvas.fill(shape, paint)
        if number < 2:
            canvas.fill(shape, darker(palette.ink, 0.1), 0.18)
        _folds(canvas, shape, angle)
    _paper_band(canvas, palette, text, rng)
    sprig(canvas, 840, 640, 118, (96, 142, 80), 210)


def _folds(canvas: Canvas, shape: Shape, angle: float) -> None:
    canvas.veil(shape, WHITE, [(0, 0.3), (0.08, 0.05), (0.5, 0.12), (0.55, 0), (1, 0)])
    canvas.veil(shape, BLACK, [(0.4, 0), (0.49, 0.2), (0.51, 0), (0.9, 0.1), (1, 0.36)])
    for offset in (-14, -7):
        edge = turned([(236, 618 + offset), (756, 618 + offset)], (500, 375), angle)
        canvas.line(edge, 2.4, WHITE, 0.35, shape)


def _paper_band(canvas: Canvas, palette: Palette, text: str, rng: random.Random) -> None:
    strip = turned(rect(250, 290, 516, 150), (500, 375), -2)
    canvas.glow(moved(strip, 3, 6), BLACK, 0.4, 7)
    canvas.fill(strip, palette.paper)
    art = label_art((canvas.px(270), canvas.px(146)), palette, text, rng)
    canvas.place(art.rotate(2, Image.Resampling.BICUBIC, expand=True), 370, 288)
    canvas.veil(strip, BLACK, [(0, 0.12), (0.1, 0), (0.85, 0), (1, 0.25)])


def shirt(canvas: Canvas, palette: Palette, text: str, rng: random.Random) -> None:
    """A batik shirt on a hanger in front of the wall."""
    set_the_scene(canvas, palette, rng)
    cx = 500.0
    hook = [*arc(cx + 8, 116, 16, 16, 180, 400, 20), (cx, 142), (cx, 162)]
    canvas.line(hook, 6, (120, 112, 104))
    paint = cloth_paint((canvas.px(560), canvas.px(520)), palette, rng)
    outline = _shirt_outline(cx)
    canvas.glow(moved(outline, 16, 18), BLACK, 0.42, 18)
    for arm in _sleeves(cx):
        canvas.fill(arm, paint)
        canvas.veil(arm, BLACK, [(0, 0.34), (0.5, 0.06), (1, 0.3)])
    canvas.fill(outline, paint)
    folds = [
        (0, 0.26),
        (0.12, 0),
        (0.3, 0.1),
        (0.36, 0),
        (0.6, 0.02),
        (0.72, 0.14),
        (0.8, 0),
        (1, 0.34),
    ]
    canvas.veil(outline, BLACK, folds)
    _front(canvas, palette, cx)
    art = label_art((canvas.px(104), canvas.px(128)), palette, text, rng)
    tag = art.rotate(-9, Image.Resampling.BICUBIC, expand=True)
    canvas.line([(cx + 150, 300), (cx + 172, 366)], 2, (220, 206, 180))
    canvas.place(tag, cx + 118, 360)


def _shirt_outline(cx: float) -> Shape:
    half = [(44, 160), (96, 172), (150, 196), (176, 270), (168, 420), (178, 640)]
    right = smooth([(cx + x, y) for x, y in half], closed=False)
    left = [(2 * cx - x, y) for x, y in reversed(right)]
    return [*right, *arc(cx, 640, 178, 14, 0, 180), *left]


def _sleeves(cx: float) -> list[Shape]:
    right: Shape = [
        (cx + 132, 186),
        (cx + 186, 214),
        (cx + 268, 372),
        (cx + 196, 414),
        (cx + 158, 320),
    ]
    return [right, [(2 * cx - x, y) for x, y in right]]


def _front(canvas: Canvas, palette: Palette, cx: float) -> None:
    canvas.fill(ellipse(cx, 164, 46, 15), darker(palette.ink, 0.2))
    canvas.fill(rect(cx - 16, 178, 32, 470), palette.ink, 0.28)
    canvas.line([(cx - 16, 186), (cx - 16, 650)], 2, WHITE, 0.3)
    for i in range(6):
        canvas.fill(ellipse(cx, 236 + i * 72, 7.5, 7.5), palette.paper)
        canvas.fill(ellipse(cx + 1, 237 + i * 72, 3, 3), palette.ink, 0.6)
    for side in (-1, 1):
        collar = [(cx, 184), (cx + side * 52, 154), (cx + side * 74, 178), (cx + side * 34, 232)]
        canvas.glow(moved(collar, 2, 6), BLACK, 0.4, 5)
        canvas.fill(collar, Down([(0, lighter(palette.main, 0.2)), (1, darker(palette.main, 0.1))]))


def scarf(canvas: Canvas, palette: Palette, text: str, rng: random.Random) -> None:
    """A printed scarf, loosely rolled beside its flat end."""
    set_flat(canvas, palette, rng)
    paint = cloth_paint((canvas.px(620), canvas.px(560)), palette, rng)
    spread = smooth(
        [(190, 150), (480, 110), (780, 150), (810, 420), (770, 640), (470, 610), (200, 650)]
    )
    canvas.glow(moved(spread, 12, 16), BLACK, 0.4, 14)
    canvas.fill(spread, paint)
    for i in range(7):
        x = 220.0 + i * 88
        fold = smooth(
            [(x, 100), (x + 34, 300), (x - 6, 500), (x + 26, 680), (x + 44, 500), (x + 70, 300)]
        )
        canvas.glow(fold, BLACK if i % 2 else WHITE, 0.24, 16, spread)
    art = label_art((canvas.px(220), canvas.px(150)), palette, text, rng)
    canvas.glow(rect(392, 300, 220, 152), BLACK, 0.45, 8)
    canvas.place(art, 388, 294)
    for i in range(38):
        x = 214 + i * 15.0
        canvas.line([(x, 636), (x + rng.uniform(-5, 5), 676)], 2.6, lighter(palette.main, 0.2), 0.8)


def tote(canvas: Canvas, palette: Palette, text: str, rng: random.Random) -> None:
    """A plaited bag with two handles."""
    set_the_scene(canvas, palette, rng)
    cx, top = 500.0, 306.0
    canvas.glow(ellipse(cx + 30, FOOT, 230, 26), BLACK, 0.5, 14)
    for lift, tone in (
        (0.0, darker(palette.ink, 0.1)),
        (24.0, mix(palette.ink, palette.accent, 0.25)),
    ):
        handle = arc(cx, top + lift + 6, 104, 190, 180, 360, 40)
        canvas.line(moved(handle, 4, 6), 18, BLACK, 0.2)
        canvas.line(handle, 18, tone)
        canvas.line(moved(handle, -2, -3), 4, WHITE, 0.3)
    body = [
        (cx - 204, top),
        (cx + 204, top),
        *smooth(
            [
                (cx + 204, top),
                (cx + 214, 470),
                (cx + 178, FOOT),
                (cx - 178, FOOT),
                (cx - 214, 470),
                (cx - 204, top),
            ],
            closed=False,
        ),
    ]
    weave(canvas, body, (cx - 218, top, 436, FOOT - top), _REED, 15, palette.main)
    canvas.veil(body, BLACK, [(0, 0.42), (0.2, 0.1), (0.42, 0), (0.7, 0.06), (1, 0.5)])
    canvas.fill(rounded(cx - 210, top - 14, 420, 30, 12), palette.ink)
    canvas.veil(rounded(cx - 210, top - 14, 420, 30, 12), WHITE, [(0.2, 0), (0.35, 0.3), (0.6, 0)])
    _leather_patch(canvas, palette, text, rng, cx)


def _leather_patch(
    canvas: Canvas, palette: Palette, text: str, rng: random.Random, cx: float
) -> None:
    patch = rounded(cx - 104, 388, 208, 146, 14)
    canvas.glow(moved(patch, 3, 6), BLACK, 0.45, 7)
    canvas.fill(patch, palette.paper)
    art = label_art((canvas.px(180), canvas.px(120)), palette, text, rng)
    canvas.place(art, cx - 90, 401)
    for i in range(22):
        x = cx - 98 + i * 9.3
        canvas.line([(x, 394), (x + 4, 394)], 1.8, palette.accent)
        canvas.line([(x, 528), (x + 4, 528)], 1.8, palette.accent)


def basket(canvas: Canvas, palette: Palette, text: str, rng: random.Random) -> None:
    """A round basket with a lid of reeds, and a tag."""
    set_the_scene(canvas, palette, rng)
    cx, top, r = 500.0, 366.0, 210.0
    canvas.glow(ellipse(cx + 26, FOOT, r * 1.04, 34), BLACK, 0.5, 15)
    side = smooth([(cx + r, top), (cx + r * 1.1, 490), (cx + r * 0.92, FOOT)], closed=False)
    left = [(2 * cx - x, y) for x, y in reversed(side)]
    body = [*side, *arc(cx, FOOT, r * 0.92, 26, 0, 180), *left]
    weave(
        canvas,
        body,
        (cx - r * 1.12, top, r * 2.24, FOOT - top + 28),
        _REED,
        19,
        mix(_REED, palette.main, 0.75),
    )
    canvas.veil(body, BLACK, [(0, 0.46), (0.2, 0.1), (0.42, 0), (0.7, 0.08), (1, 0.55)])
    dome = [*arc(cx, top + 4, r * 1.06, 128, 180, 360, 40), *arc(cx, top + 4, r * 1.06, 26, 0, 180)]
    weave(canvas, dome, (cx - r * 1.1, top - 130, r * 2.2, 164), _REED, 19)
    canvas.veil(dome, BLACK, [(0, 0.4), (0.3, 0.02), (0.5, 0), (1, 0.45)])
    knob = ellipse(cx, top - 132, 26, 20)
    canvas.fill(knob, Across([(0, lighter(palette.accent, 0.3)), (1, darker(palette.accent, 0.3))]))
    canvas.line(arc(cx, top + 4, r * 1.06, 26, 0, 180), 9, darker(_REED, 0.35))
    art = label_art((canvas.px(190), canvas.px(130)), palette, text, rng)
    canvas.glow(rect(cx - 93, 450, 190, 132), BLACK, 0.45, 7)
    canvas.place(art, cx - 95, 446)
