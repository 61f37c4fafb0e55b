"""Pouches, boxes, bamboo baskets of food, and soap."""

from __future__ import annotations

import random

from app.photos.drawing.canvas import Across, Canvas, Down, cast_shadow
from app.photos.drawing.colours import BLACK, WHITE, Colour, Palette, darker, lighter, mix
from app.photos.drawing.lettering import label_art
from app.photos.drawing.scene import scatter, set_the_scene, sprig
from app.photos.drawing.shapes import Shape, ellipse, leaf, moved, rect, rounded, smooth, turned
from app.photos.drawing.vessels import FOOT

_KRAFT: Colour = (196, 152, 104)
_BAMBOO: Colour = (222, 186, 120)
_BANANA_LEAF: Colour = (62, 122, 58)


def pouch(canvas: Canvas, palette: Palette, text: str, rng: random.Random, inside: str) -> None:
    """A standing pouch; `inside` is 'chips' or 'nuts' (with a window) or 'coffee' (kraft)."""
    set_the_scene(canvas, palette, rng)
    cx = 500.0
    cast_shadow(canvas, cx, FOOT - 4, 172, 0.1)
    body = _pouch_outline(cx)
    tone = _KRAFT if inside == "coffee" else palette.main
    canvas.fill(body, Across([(0, darker(tone, 0.1)), (0.4, lighter(tone, 0.12)), (1, tone)]))
    if inside == "coffee":
        _valve(canvas, cx)
    else:
        _window(canvas, rng, cx, inside)
    _seal(canvas, body, tone, cx)
    art = label_art((canvas.px(264), canvas.px(176)), palette, text, rng)
    canvas.glow(rect(cx - 130, 258, 264, 178), BLACK, 0.25, 4)
    canvas.place(art, cx - 132, 254)
    _foil_light(canvas, body, cx)
    colour = (92, 54, 30) if inside == "coffee" else palette.accent
    scatter(canvas, rng, (cx + rng.choice((-1, 1)) * 265, 660), colour, 15)


def _pouch_outline(cx: float) -> Shape:
    left = [(cx - 168, 148), (cx - 172, 260), (cx - 164, 420), (cx - 172, 560), (cx - 160, FOOT)]
    right = [(2 * cx - x, y) for x, y in reversed(left)]
    foot = [(cx - 160, FOOT), (cx - 90, FOOT + 12), (cx + 90, FOOT + 12), (cx + 160, FOOT)]
    side, base = smooth(left, closed=False), smooth(foot, closed=False)
    return [*side, *base, *smooth(right, closed=False)]


def _seal(canvas: Canvas, body: Shape, tone: Colour, cx: float) -> None:
    canvas.fill(rect(cx - 200, 140, 400, 36), darker(tone, 0.12), 0.7, body)
    for i in range(6):
        canvas.line([(cx - 180, 150 + i * 4.5), (cx + 180, 150 + i * 4.5)], 1.2, WHITE, 0.25, body)
    canvas.line([(cx - 180, 206), (cx + 180, 206)], 3, darker(tone, 0.4), 0.5, body)
    canvas.line([(cx - 180, 210), (cx + 180, 210)], 2, WHITE, 0.4, body)
    for x in (cx - 166, cx + 166):
        canvas.fill(ellipse(x, 192, 9, 9), darker(tone, 0.3))


def _valve(canvas: Canvas, cx: float) -> None:
    canvas.fill(ellipse(cx, 232, 15, 15), darker(_KRAFT, 0.25))
    for dx, dy in ((-5, -3), (5, -3), (0, 6)):
        canvas.fill(ellipse(cx + dx, 232 + dy, 2.4, 2.4), darker(_KRAFT, 0.7))


def _window(canvas: Canvas, rng: random.Random, cx: float, inside: str) -> None:
    opening = smooth(
        [(cx - 112, 470), (cx, 450), (cx + 112, 470), (cx + 100, 590), (cx - 100, 590)]
    )
    canvas.fill(opening, (120, 74, 34))
    tone = (232, 182, 84) if inside == "chips" else (198, 132, 66)
    for _ in range(58):
        x, y = rng.uniform(cx - 110, cx + 110), rng.uniform(455, 595)
        size = (30, rng.uniform(9, 20)) if inside == "chips" else (15, 11)
        colour = mix(tone, rng.choice((WHITE, (140, 70, 26))), rng.uniform(0, 0.35))
        piece = turned(ellipse(x, y, *size), (x, y), rng.uniform(-70, 70))
        canvas.glow(moved(piece, 2, 4), (60, 30, 10), 0.45, 3, opening)
        stops = [(0, lighter(colour, 0.3)), (1, darker(colour, 0.15))]
        canvas.fill(piece, Down(stops), clip=opening)
    canvas.veil(opening, WHITE, [(0.05, 0), (0.2, 0.35), (0.3, 0)])
    canvas.line([*opening, opening[0]], 3, WHITE, 0.5)


def _foil_light(canvas: Canvas, body: Shape, cx: float) -> None:
    """The bulge of a filled pouch."""
    dark = [(0, 0.34), (0.1, 0.08), (0.35, 0.0), (0.7, 0.02), (0.9, 0.16), (1, 0.4)]
    canvas.veil(body, (30, 18, 12), dark)
    for x, bend in ((cx - 132, 14), (cx + 128, -10)):
        streak = smooth([(x, 220), (x + bend, 380), (x + 4, 560), (x + bend + 12, 380)])
        canvas.glow(streak, WHITE, 0.5, 7, body)
    canvas.veil(body, BLACK, [(0.84, 0), (0.95, 0.18), (1, 0.3)], down=True)


def box(canvas: Canvas, palette: Palette, text: str, rng: random.Random) -> None:
    """A cardboard box, its front towards us and one side in the shade."""
    set_the_scene(canvas, palette, rng)
    x, y, w, h, d = 318.0, 236.0, 290.0, 376.0, 96.0
    canvas.glow(
        [(x, FOOT - 16), (x + w + d + 70, FOOT - 36), (x + w + 40, FOOT + 14)], BLACK, 0.4, 18
    )
    canvas.glow(rect(x, FOOT - 18, w, 12), BLACK, 0.5, 6)
    front, rise = rect(x, y, w, h), 40.0
    side = [(x + w, y), (x + w + d, y - rise), (x + w + d, y + h - rise - 14), (x + w, y + h)]
    top = [(x, y), (x + d, y - rise), (x + w + d, y - rise), (x + w, y)]
    tone = palette.main
    canvas.fill(front, Across([(0, lighter(tone, 0.2)), (1, lighter(tone, 0.04))]))
    canvas.fill(side, Across([(0, darker(tone, 0.25)), (1, darker(tone, 0.42))]))
    canvas.fill(top, Across([(0, lighter(tone, 0.42)), (1, lighter(tone, 0.2))]))
    canvas.line(
        [(x + d / 2, y - rise / 2), (x + w + d / 2, y - rise / 2)], 2, darker(tone, 0.3), 0.6
    )
    canvas.fill(rect(x, y + h - 96, w, 96), palette.accent, 0.95, front)
    _tumpal(canvas, (x, y + h - 96, w, 40), palette)
    art = label_art((canvas.px(w - 56), canvas.px(190)), palette, text, rng)
    canvas.place(art, x + 28, y + 44)
    canvas.line([(x, y), (x + w, y), (x + w, y + h)], 2, WHITE, 0.4)
    sprig(canvas, x - 50, 668, 104, (86, 138, 70), -20)


def _tumpal(
    canvas: Canvas, place: tuple[float, float, float, float], palette: Palette, count: int = 8
) -> None:
    """The row of triangles that edges Betawi cloth."""
    x, y, w, h = place
    step = w / count
    for i in range(count):
        left = x + i * step
        canvas.fill([(left, y), (left + step, y), (left + step / 2, y + h)], palette.ink)
        canvas.fill(
            [(left + step * 0.28, y), (left + step * 0.72, y), (left + step / 2, y + h * 0.5)],
            palette.paper,
        )


def besek(canvas: Canvas, palette: Palette, text: str, rng: random.Random) -> None:
    """Food in a woven bamboo box, lined with banana leaf."""
    set_the_scene(canvas, palette, rng)
    cx, y = 500.0, 380.0
    canvas.glow(ellipse(cx + 20, FOOT, 270, 34), BLACK, 0.45, 16)
    front = [(cx - 250, y), (cx + 250, y), (cx + 228, FOOT + 4), (cx - 228, FOOT + 4)]
    inner = [(cx - 250, y), (cx - 205, y - 96), (cx + 205, y - 96), (cx + 250, y)]
    canvas.fill(inner, Down([(0, darker(_BAMBOO, 0.45)), (1, darker(_BAMBOO, 0.25))]))
    for x in (-210, -120, -20, 90, 190):
        blade = leaf(cx + x, y + 6, 150, -90 + x * 0.14, 0.5)
        canvas.fill(blade, Across([(0, _BANANA_LEAF), (1, lighter(_BANANA_LEAF, 0.25))]))
    _rice_and_sides(canvas, rng, cx, y)
    weave(canvas, front, (cx - 252, y, 504, FOOT + 6 - y), _BAMBOO, 21)
    canvas.veil(front, BLACK, [(0, 0.26), (0.3, 0), (0.7, 0.02), (1, 0.34)])
    canvas.fill(rounded(cx - 258, y - 10, 516, 24, 8), lighter(_BAMBOO, 0.15))
    canvas.line([(cx - 254, y + 13), (cx + 254, y + 13)], 3, darker(_BAMBOO, 0.45), 0.6)
    art = label_art((canvas.px(250), canvas.px(150)), palette, text, rng)
    canvas.glow(rect(cx - 123, y + 56, 250, 152), BLACK, 0.35, 5)
    canvas.place(art, cx - 125, y + 52)
    sprig(canvas, cx - 300, 676, 100, (74, 132, 64), -16)


def _rice_and_sides(canvas: Canvas, rng: random.Random, cx: float, y: float) -> None:
    mound = smooth(
        [(cx - 120, y + 8), (cx - 84, y - 92), (cx, y - 128), (cx + 84, y - 92), (cx + 120, y + 8)]
    )
    canvas.fill(mound, Across([(0, (255, 252, 240)), (0.6, (246, 238, 216)), (1, (214, 202, 174))]))
    for _ in range(150):
        x, gy = rng.uniform(cx - 115, cx + 115), rng.uniform(y - 120, y)
        grain = turned(ellipse(x, gy, 6, 2.6), (x, gy), rng.uniform(0, 180))
        canvas.fill(grain, rng.choice((WHITE, (226, 214, 186))), 0.7, mound)
    sides = (
        (-178, (168, 84, 36)),
        (172, (190, 58, 34)),
        (226, (96, 140, 60)),
        (-222, (226, 170, 70)),
    )
    for dx, colour in sides:
        for _ in range(11):
            x, sy = cx + dx + rng.gauss(0, 22), y - 20 + rng.gauss(0, 15)
            lump = turned(ellipse(x, sy, 22, 14), (x, sy), rng.uniform(-40, 40))
            canvas.glow(moved(lump, 2, 4), BLACK, 0.3, 4)
            canvas.fill(lump, Down([(0, lighter(colour, 0.35)), (1, darker(colour, 0.2))]))


def weave(
    canvas: Canvas,
    clip: Shape,
    place: tuple[float, float, float, float],
    tone: Colour,
    columns: int,
    second: Colour | None = None,
) -> None:
    """Plaited strips over a shape: each passes over one and under the next."""
    x, y, w, h = place
    step = w / columns
    rows = round(h / step)
    canvas.fill(clip, darker(tone, 0.5))
    for row in range(rows + 1):
        for column in range(columns + 1):
            over = (row + column) % 2 == 0
            colour = tone if over or second is None else second
            strip = rounded(x + column * step, y + row * step, step * 1.12, step * 0.86, step * 0.2)
            stops = [
                (0, darker(colour, 0.25)),
                (0.45, lighter(colour, 0.22)),
                (1, darker(colour, 0.3)),
            ]
            if not over:
                strip = rounded(
                    x + column * step, y + row * step, step * 0.86, step * 1.12, step * 0.2
                )
            canvas.fill(strip, Across(stops) if over else Down(stops), clip=clip)


def soap(canvas: Canvas, palette: Palette, text: str, rng: random.Random) -> None:
    """Three bars of soap, one in its paper sleeve, on a small board."""
    set_the_scene(canvas, palette, rng)
    board = rounded(236, FOOT - 14, 528, 32, 14)
    canvas.glow(moved(board, 12, 14), BLACK, 0.5, 14)
    canvas.fill(board, Down([(0, (196, 144, 92)), (1, (140, 94, 56))]))
    bars = ((250, 458, 262), (500, 462, 252), (316, 306, 368))
    for number, (x, y, w) in enumerate(bars):
        tone = mix(palette.main, palette.paper, (0.25, 0.5, 0.0)[number])
        _bar(canvas, rng, (x, y, w, 152), tone)
    sleeve = rect(384, 303, 232, 158)
    canvas.glow(moved(sleeve, 2, 2), BLACK, 0.3, 4)
    art = label_art((canvas.px(232), canvas.px(158)), palette, text, rng)
    canvas.place(art, 384, 303)
    canvas.veil(sleeve, BLACK, [(0, 0), (0.7, 0.02), (1, 0.2)], down=True)
    sprig(canvas, 806, 654, 116, (104, 150, 92), 190)
    _suds(canvas, rng)


def _bar(
    canvas: Canvas, rng: random.Random, place: tuple[float, float, float, float], tone: Colour
) -> None:
    x, y, w, h = place
    bar = rounded(x, y, w, h, 22)
    canvas.glow(moved(bar, 8, 6), BLACK, 0.32, 8)
    canvas.fill(bar, Down([(0, lighter(tone, 0.34)), (0.25, tone), (1, darker(tone, 0.2))]))
    for _ in range(26):
        sx, sy = rng.uniform(x, x + w), rng.uniform(y, y + h)
        canvas.fill(ellipse(sx, sy, rng.uniform(2, 5), 2.2), darker(tone, 0.4), 0.5, bar)
    canvas.glow(rounded(x + 18, y + 10, w - 36, 12, 6), WHITE, 0.6, 4, bar)


def _suds(canvas: Canvas, rng: random.Random) -> None:
    for _ in range(16):
        x, y, r = rng.uniform(150, 260), rng.uniform(628, 672), rng.uniform(6, 20)
        bubble = ellipse(x, y, r, r)
        canvas.fill(bubble, WHITE, 0.28)
        canvas.line([*bubble, bubble[0]], 1.4, WHITE, 0.75)
        canvas.fill(ellipse(x - r * 0.35, y - r * 0.4, r * 0.26, r * 0.18), WHITE, 0.9)
