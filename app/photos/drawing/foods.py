"""What lies on the plates and in the bowls, seen from above."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from app.photos.drawing.canvas import Across, Canvas, Down
from app.photos.drawing.colours import BLACK, WHITE, Colour, Palette, darker, lighter, mix
from app.photos.drawing.shapes import Shape, arc, ellipse, leaf, moved, rect, smooth, turned

CENTRE = 476.0, 372.0
GREEN: Colour = (70, 130, 62)
_EGG: Colour = (240, 192, 84)

Filling = Callable[[Canvas, Palette, random.Random, Shape], None]


def _kerak_telor(canvas: Canvas, palette: Palette, rng: random.Random, well: Shape) -> None:
    del palette
    cx, cy = CENTRE
    _banana_leaf(canvas, well, (cx - 205, cy + 36), -10)
    ragged = [
        (cx + r * math.cos(a), cy + r * math.sin(a))
        for a, r in ((math.tau * i / 26, rng.uniform(164, 188)) for i in range(26))
    ]
    cake = smooth(ragged)
    canvas.glow(moved(cake, 7, 10), BLACK, 0.45, 9)
    canvas.fill(cake, Across([(0, (228, 164, 70)), (1, (182, 108, 40))]))
    for _ in range(120):
        x, y = _within(rng, cx, cy, 165)
        tone = rng.choice(((246, 204, 112), (150, 84, 30), (120, 62, 24), (238, 184, 84)))
        canvas.glow(ellipse(x, y, rng.uniform(6, 20), rng.uniform(4, 13)), tone, 0.7, 4, cake)
    _flecks(canvas, rng, (cx, cy, 138), ((250, 238, 210), (226, 190, 130)), 220, 7)
    _flecks(canvas, rng, (cx, cy, 120), ((152, 78, 30), (112, 52, 22), (188, 104, 44)), 130, 9)


def _rice(canvas: Canvas, palette: Palette, rng: random.Random, well: Shape) -> None:
    """Nasi uduk: rice, egg strips, tempe, sambal, cucumber."""
    cx, cy = CENTRE
    _banana_leaf(canvas, well, (cx - 200, cy + 64), -18)
    mound = ellipse(cx - 20, cy - 20, 112, 106)
    canvas.glow(moved(mound, 9, 12), BLACK, 0.4, 10)
    canvas.fill(mound, Across([(0, (255, 253, 244)), (1, (226, 216, 190))]))
    for _ in range(330):
        x, y = _within(rng, cx - 20, cy - 20, 104)
        grain = turned(ellipse(x, y, 7, 2.8), (x, y), rng.uniform(0, 180))
        canvas.fill(grain, rng.choice((WHITE, (232, 222, 198), (250, 246, 232))), 0.9)
    _flecks(canvas, rng, (cx - 20, cy - 30, 46), ((176, 100, 40), (206, 136, 62)), 60, 9)
    for i in range(9):
        x, y = cx + 96 + rng.gauss(0, 16), cy - 90 + i * 15
        _piece(canvas, turned(rect(x, y, 62, 17), (x, y), rng.uniform(-25, 25)), _EGG)
    for i in range(7):
        x, y = cx - 130 + i * 26, cy + 118 + rng.uniform(-10, 10)
        _piece(canvas, turned(rect(x, y, 34, 24), (x, y), rng.uniform(-40, 40)), (176, 104, 46))
    _slices(canvas, ((cx - 150, cy - 70), (cx - 166, cy - 30), (cx - 160, cy + 12)))
    _sauce(
        canvas,
        rng,
        (cx + 66, cy + 106, 44),
        palette.main if palette.main[0] > 150 else (184, 44, 26),
    )


def _soup(canvas: Canvas, palette: Palette, rng: random.Random, well: Shape) -> None:
    """Soto Betawi: milky broth, beef, tomato, spring onion."""
    del palette
    cx, cy = CENTRE
    _liquid(canvas, well, (240, 196, 120))
    for _ in range(34):
        x, y = _within(rng, cx, cy, 190)
        canvas.fill(
            ellipse(x, y, rng.uniform(6, 15), rng.uniform(6, 15)), (250, 170, 60), 0.3, well
        )
    for _ in range(13):
        x, y = _within(rng, cx, cy, 140)
        lump = smooth(
            [(x - 38, y), (x - 8, y - 26), (x + 34, y - 12), (x + 30, y + 22), (x - 16, y + 26)]
        )
        _piece(canvas, turned(lump, (x, y), rng.uniform(0, 360)), (142, 84, 50))
    for _ in range(6):
        x, y = _within(rng, cx, cy, 150)
        _piece(
            canvas, turned(arc(x, y, 38, 38, 0, 180), (x, y), rng.uniform(0, 360)), (206, 58, 40)
        )
    _flecks(canvas, rng, (cx, cy, 170), ((110, 164, 70), (74, 128, 52), (156, 196, 96)), 90, 9)
    _flecks(canvas, rng, (cx, cy, 120), ((186, 112, 46), (212, 148, 74)), 60, 9)


def _noodles(canvas: Canvas, palette: Palette, rng: random.Random, well: Shape) -> None:
    """Noodles or ketoprak in a dark peanut sauce."""
    del palette
    cx, cy = CENTRE
    _liquid(canvas, well, (150, 92, 48))
    for _ in range(95):
        x, y = _within(rng, cx, cy, 150)
        a, r = rng.uniform(0, 360), rng.uniform(40, 110)
        strand = arc(x, y, r, r * 0.7, a, a + rng.uniform(70, 150))
        canvas.line(strand, 10, darker((236, 196, 116), 0.35), 0.5, well)
        canvas.line(
            moved(strand, -1, -2), 7.5, mix((240, 204, 128), (206, 150, 74), rng.random()), 1, well
        )
    for _ in range(9):
        x, y = _within(rng, cx, cy, 120)
        _piece(
            canvas, turned(rect(x - 24, y - 20, 48, 40), (x, y), rng.uniform(0, 90)), (222, 168, 96)
        )
    _slices(canvas, ((cx + 120, cy - 60), (cx + 134, cy - 16), (cx + 126, cy + 28)))
    _flecks(canvas, rng, (cx, cy, 130), ((96, 150, 62), (212, 52, 38), (150, 192, 90)), 70, 9)


def _dessert(canvas: Canvas, palette: Palette, rng: random.Random, well: Shape) -> None:
    """Es selendang mayang: coconut milk, red syrup, layered jelly, ice."""
    cx, cy = CENTRE
    _liquid(canvas, well, (250, 238, 226))
    for _ in range(9):
        x, y = _within(rng, cx, cy, 150)
        canvas.glow(ellipse(x, y, 60, 34), (226, 84, 104), 0.4, 22, well)
    tones = ((226, 92, 112), (120, 176, 92), WHITE, palette.accent)
    for _ in range(20):
        x, y = _within(rng, cx, cy, 160)
        slab = turned(rect(x - 40, y - 17, 80, 34), (x, y), rng.uniform(-60, 60))
        tone = rng.choice(tones)
        _piece(canvas, slab, tone)
        canvas.line([slab[0], slab[1]], 8, lighter(tone, 0.5), 0.8)
    for _ in range(14):
        x, y = _within(rng, cx, cy, 165)
        cube = turned(rect(x - 22, y - 20, 44, 40), (x, y), rng.uniform(0, 90))
        canvas.fill(cube, WHITE, 0.4, well)
        canvas.line([*cube, cube[0]], 2, WHITE, 0.8, well)


def _cakes(canvas: Canvas, palette: Palette, rng: random.Random, well: Shape) -> None:
    """Layered and steamed cakes on banana leaf."""
    cx, cy = CENTRE
    _banana_leaf(canvas, well, (cx - 205, cy + 44), -12)
    tones = (palette.main, (120, 176, 92), (226, 112, 128), palette.accent, (240, 226, 196))
    for row in range(3):
        for column in range(3):
            x, y = cx - 104 + column * 104, cy - 98 + row * 96
            tone = tones[(row * 3 + column + rng.randrange(2)) % len(tones)]
            _cake(canvas, rng, x, y, tone)


def _cake(canvas: Canvas, rng: random.Random, x: float, y: float, tone: Colour) -> None:
    shape = turned(rect(x - 40, y - 36, 80, 72), (x, y), rng.uniform(-9, 9))
    canvas.glow(moved(shape, 8, 10), BLACK, 0.4, 7)
    canvas.fill(moved(shape, 3, 8), darker(tone, 0.4))
    canvas.fill(shape, Down([(0, lighter(tone, 0.35)), (1, tone)]))
    for i in range(3):
        t = 0.25 + i * 0.25
        a = tuple(p + (q - p) * t for p, q in zip(shape[0], shape[3], strict=True))
        b = tuple(p + (q - p) * t for p, q in zip(shape[1], shape[2], strict=True))
        canvas.line([(a[0], a[1]), (b[0], b[1])], 5, lighter(tone, 0.6), 0.45)
    canvas.fill(ellipse(x, y - 4, 7, 7), (250, 244, 228))


def _sweets(canvas: Canvas, palette: Palette, rng: random.Random, well: Shape) -> None:
    """Dodol: dark slices, some wrapped in paper with twisted ends."""
    cx, cy = CENTRE
    _banana_leaf(canvas, well, (cx - 205, cy + 28), -8)
    for number in range(15):
        angle = number * 2.4
        r = 44 * math.sqrt(number)
        x, y = cx + r * math.cos(angle), cy + r * math.sin(angle)
        if number % 3 == 1:
            _wrapped(canvas, (x, y), palette, rng.uniform(-40, 40))
            continue
        slab = turned(rect(x - 42, y - 18, 84, 36), (x, y), rng.uniform(-50, 50))
        _piece(canvas, slab, mix((74, 38, 22), palette.main, 0.15))
        canvas.glow(turned(rect(x - 30, y - 13, 50, 7), (x, y), 0), WHITE, 0.35, 4, slab)


def _wrapped(canvas: Canvas, at: tuple[float, float], palette: Palette, angle: float) -> None:
    x, y = at
    ends = [
        [(x - s * 36, y), (x - s * 66, y - 22), (x - s * 58, y), (x - s * 66, y + 22)]
        for s in (1, -1)
    ]
    body = rect(x - 38, y - 20, 76, 40)
    for part in (*ends, body):
        _piece(canvas, turned(part, at, angle), palette.paper)
    canvas.fill(turned(rect(x - 14, y - 20, 28, 40), at, angle), palette.main)
    canvas.fill(turned(rect(x - 4, y - 20, 8, 40), at, angle), palette.accent)


def _fritters(canvas: Canvas, palette: Palette, rng: random.Random, well: Shape) -> None:
    """Golden fried dumplings with a bowl of sauce."""
    cx, cy = CENTRE
    for number in range(9):
        angle = math.tau * number / 9
        x, y = cx + 122 * math.cos(angle), cy + 122 * math.sin(angle)
        half = turned(arc(x, y, 62, 56, 180, 360), (x, y), math.degrees(angle) + 90)
        _piece(canvas, half, mix((228, 164, 74), (186, 112, 40), rng.random() * 0.6))
        for a, b in zip(half[2:-2:3], half[3:-1:3], strict=False):
            canvas.line([a, b], 6, (250, 212, 136), 0.6)
    _sauce(canvas, rng, (cx, cy, 58), mix(palette.main, (184, 44, 26), 0.7))


FOODS: dict[str, Filling] = {
    "kerak_telor": _kerak_telor,
    "rice": _rice,
    "soup": _soup,
    "noodles": _noodles,
    "dessert": _dessert,
    "cakes": _cakes,
    "sweets": _sweets,
    "fritters": _fritters,
}


def _within(rng: random.Random, cx: float, cy: float, r: float) -> tuple[float, float]:
    angle, far = rng.uniform(0, math.tau), r * math.sqrt(rng.random())
    return cx + far * math.cos(angle), cy + far * math.sin(angle)


def _banana_leaf(canvas: Canvas, well: Shape, stem: tuple[float, float], angle: float) -> None:
    """The leaf food is laid on, with its rib and fine veins."""
    x, y = stem
    blade = leaf(x, y, 420, angle, 0.78)
    canvas.glow(moved(blade, 4, 6), BLACK, 0.3, 5, well)
    canvas.fill(blade, Down([(0, lighter(GREEN, 0.22)), (1, darker(GREEN, 0.16))]), clip=well)
    for i in range(1, 34):
        foot = x + i * 12.6
        for side in (-1, 1):
            vein = turned([(foot, y), (foot + 42, y + side * 175)], stem, angle)
            canvas.line(vein, 1.6, lighter(GREEN, 0.3), 0.35, blade)
    canvas.line(turned([(x, y), (x + 420, y)], stem, angle), 5, lighter(GREEN, 0.42), 0.9, well)


def _piece(canvas: Canvas, shape: Shape, tone: Colour) -> None:
    canvas.glow(moved(shape, 4, 6), BLACK, 0.4, 5)
    canvas.fill(shape, Down([(0, lighter(tone, 0.32)), (0.5, tone), (1, darker(tone, 0.22))]))


def _liquid(canvas: Canvas, well: Shape, tone: Colour) -> None:
    canvas.fill(well, Across([(0, darker(tone, 0.14)), (1, lighter(tone, 0.2))]))
    canvas.line([*well, well[0]], 5, darker(tone, 0.3), 0.35)
    cx, cy = CENTRE
    canvas.glow(ellipse(cx - 90, cy - 110, 70, 40), WHITE, 0.3, 22, well)


def _flecks(
    canvas: Canvas,
    rng: random.Random,
    place: tuple[float, float, float],
    tones: tuple[Colour, ...],
    count: int,
    size: float,
) -> None:
    cx, cy, r = place
    for _ in range(count):
        x, y = _within(rng, cx, cy, r)
        bit = turned(
            ellipse(x, y, size * rng.uniform(0.5, 1.3), size * 0.36), (x, y), rng.uniform(0, 180)
        )
        canvas.fill(moved(bit, 1.5, 2.5), (40, 20, 10), 0.3)
        canvas.fill(bit, rng.choice(tones))


def _slices(canvas: Canvas, places: tuple[tuple[float, float], ...]) -> None:
    """Cucumber."""
    for x, y in places:
        disc = ellipse(x, y, 33, 33)
        canvas.glow(moved(disc, 3, 5), BLACK, 0.4, 5)
        canvas.fill(disc, (84, 140, 66))
        canvas.fill(ellipse(x, y, 29, 29), (214, 232, 180))
        for i in range(8):
            a = math.tau * i / 8
            canvas.fill(ellipse(x + 13 * math.cos(a), y + 13 * math.sin(a), 4, 3), (240, 246, 214))


def _sauce(
    canvas: Canvas, rng: random.Random, place: tuple[float, float, float], tone: Colour
) -> None:
    x, y, r = place
    rim = ellipse(x, y, r, r)
    canvas.glow(moved(rim, 6, 8), BLACK, 0.45, 7)
    canvas.fill(rim, Across([(0, WHITE), (1, (214, 206, 194))]))
    pool = ellipse(x, y, r * 0.82, r * 0.82)
    canvas.fill(pool, Across([(0, darker(tone, 0.2)), (1, lighter(tone, 0.15))]))
    for _ in range(26):
        sx, sy = _within(rng, x, y, r * 0.74)
        canvas.fill(
            ellipse(sx, sy, 3.4, 2.6), rng.choice((lighter(tone, 0.5), (246, 210, 120))), 0.9
        )
