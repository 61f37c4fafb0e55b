"""Where the drawn products stand: a wall, a table, and the light of a window."""

from __future__ import annotations

import math
import random
from itertools import pairwise

from app.photos.drawing.canvas import Across, Canvas, Down
from app.photos.drawing.colours import BLACK, WHITE, Colour, Palette, darker, lighter, mix
from app.photos.drawing.lettering import label_art
from app.photos.drawing.shapes import Shape, arc, ellipse, leaf, moved, rect, rounded, turned

HORIZON = 452.0
"""Where the wall ends; products stand below it."""

_FAR = 2000.0  # wide enough for a picture of any proportions


def set_the_scene(canvas: Canvas, palette: Palette, rng: random.Random) -> None:
    """Wall, table and light behind a standing product."""
    _wall(canvas, palette)
    rng.choice((_arch, _sun, _arch, _bare))(canvas, palette, rng)
    _light(canvas, rng)
    canvas.blur(1.2)
    rng.choice((_sweep, _planks, _terrazzo, _linen))(canvas, palette, rng)
    canvas.set_is_built()


def set_flat(canvas: Canvas, palette: Palette, rng: random.Random) -> None:
    """A table seen from above, for things that lie."""
    ground = mix(palette.table, palette.wall, 0.35)
    canvas.fill(rect(-_FAR, -_FAR, 3 * _FAR, 3 * _FAR), ground)
    canvas.fill(rect(0, -40, 1000, 830), Down([(0, lighter(ground, 0.25)), (1, ground)]))
    rng.choice((_flat_planks, _flat_cloth, _flat_bare))(canvas, palette, rng)
    canvas.glow(ellipse(250, 130, 420, 300), WHITE, 0.4, 130)
    _leaf_shadow(canvas, rng, 0.1)
    canvas.set_is_built()


def finish(canvas: Canvas, rng: random.Random) -> None:
    """What every lens adds: darker corners and a little grain."""
    for x, y in ((-60, 800), (1060, 800), (1060, -50)):
        canvas.glow(ellipse(x, y, 330, 240), (40, 24, 16), 0.2, 120)
    canvas.grain(rng, 2.6)


def sprig(canvas: Canvas, x: float, y: float, size: float, colour: Colour, angle: float) -> None:
    """A twig with leaves that lies on the table and throws a small shadow."""
    parts = [leaf(x, y, size, angle), leaf(x, y, size * 0.8, angle - 38)]
    parts.append(leaf(x, y, size * 0.75, angle + 40))
    for part in parts:
        canvas.glow(moved(part, 5, 7), BLACK, 0.3, 5)
    for number, part in enumerate(parts):
        tint = mix(colour, WHITE if number == 1 else BLACK, 0.12 * number)
        canvas.fill(part, Down([(0, lighter(tint, 0.2)), (1, darker(tint, 0.18))]))
        canvas.line([part[0], part[len(part) // 2]], 1.6, lighter(tint, 0.4), 0.6)


def scatter(
    canvas: Canvas, rng: random.Random, centre: tuple[float, float], colour: Colour, size: float
) -> None:
    """A few seeds, beans or spices beside the product."""
    for _ in range(9):
        x, y = centre[0] + rng.gauss(0, 52), centre[1] + rng.gauss(0, 15)
        r = size * rng.uniform(0.75, 1.2)
        bean = turned(ellipse(x, y, r, r * 0.66), (x, y), rng.uniform(-60, 60))
        canvas.glow(moved(bean, r * 0.25, r * 0.4), BLACK, 0.4, r * 0.35)
        canvas.fill(bean, Down([(0, lighter(colour, 0.3)), (1, darker(colour, 0.35))]))
        canvas.glow(ellipse(x - r * 0.3, y - r * 0.3, r * 0.3, r * 0.16), WHITE, 0.5, r * 0.15)


def name_card(
    canvas: Canvas,
    palette: Palette,
    text: str,
    rng: random.Random,
    place: tuple[float, float, float, float],
) -> None:
    """A name card that lies or leans: (x, y, width, height)."""
    x, y, w, h = place
    art = label_art((canvas.px(w), canvas.px(h)), palette, text, rng)
    canvas.glow(rect(x + 4, y + 8, w, h), BLACK, 0.42, 8)
    canvas.place(art, x, y)


def _wall(canvas: Canvas, palette: Palette) -> None:
    canvas.fill(rect(-_FAR, -_FAR, 3 * _FAR, 3 * _FAR), palette.wall)
    stops = [(0, lighter(palette.wall, 0.28)), (0.5, palette.wall), (1, darker(palette.wall, 0.1))]
    canvas.fill(rect(-40, -_FAR, 1080, 3 * _FAR), Across(stops))
    canvas.glow(ellipse(300, 150, 330, 260), WHITE, 0.35, 110)


def _bare(canvas: Canvas, palette: Palette, rng: random.Random) -> None:
    del palette, rng  # only the wall


def _arch(canvas: Canvas, palette: Palette, rng: random.Random) -> None:
    cx, r = 500 + rng.uniform(-70, 70), rng.uniform(215, 255)
    tone = mix(palette.wall, rng.choice((palette.accent, palette.main, WHITE)), 0.38)
    shape = [*arc(cx, 285, r, r, 180, 360, 60), (cx + r, 600), (cx - r, 600)]
    canvas.glow(moved(shape, 8, 8), BLACK, 0.16, 10)
    canvas.fill(shape, Across([(0, darker(tone, 0.12)), (0.35, tone), (1, lighter(tone, 0.22))]))


def _sun(canvas: Canvas, palette: Palette, rng: random.Random) -> None:
    cx, r = 500 + rng.uniform(-60, 60), rng.uniform(205, 235)
    tone = mix(palette.wall, rng.choice((palette.accent, palette.paper)), 0.6)
    disc = ellipse(cx, 300, r, r)
    canvas.glow(moved(disc, 7, 9), BLACK, 0.14, 10)
    canvas.fill(disc, Across([(0, lighter(tone, 0.25)), (1, darker(tone, 0.06))]))


def _light(canvas: Canvas, rng: random.Random) -> None:
    if rng.random() < 0.5:
        _leaf_shadow(canvas, rng, 0.15)
        return
    slope = rng.uniform(0.25, 0.45)
    for number in range(3):
        x = 40 + number * 165 + rng.uniform(-10, 10)
        beam = [(x, -60), (x + 118, -60), (x + 118 + 620 * slope, 560), (x + 620 * slope, 560)]
        canvas.glow(beam, WHITE, 0.2, 9)


def _leaf_shadow(canvas: Canvas, rng: random.Random, strength: float) -> None:
    """A palm frond between the window and the wall."""
    x, y, way = rng.choice(((1020.0, -20.0, 142.0), (-20.0, -10.0, 38.0)))
    for i in range(13):
        t = i / 13
        px = x + math.cos(math.radians(way)) * 470 * t
        py = y + math.sin(math.radians(way)) * 470 * t
        for side in (-58, 58):
            blade = leaf(px, py, 210 * (1 - t * 0.55), way + side * (1 - t * 0.35), 0.16)
            canvas.glow(blade, (52, 38, 30), strength, 7)


def _table(canvas: Canvas, tone: Colour) -> Shape:
    top = rect(-_FAR, HORIZON, 3 * _FAR, _FAR)
    canvas.glow(rect(-_FAR, HORIZON - 8, 3 * _FAR, 12), BLACK, 0.16, 10)
    canvas.fill(top, tone)
    front = rect(-_FAR, HORIZON, 3 * _FAR, 300)
    stops = [(0, darker(tone, 0.1)), (0.25, tone), (1, lighter(tone, 0.22))]
    canvas.fill(front, Down(stops))
    return front


def _sweep(canvas: Canvas, palette: Palette, rng: random.Random) -> None:
    """A paper backdrop that curves into the table: no edge, only a change of light."""
    tone = mix(palette.table, palette.wall, rng.uniform(0.1, 0.3))
    canvas.glow(rect(-_FAR, HORIZON + 6, 3 * _FAR, _FAR), tone, 1.0, 22)
    canvas.glow(ellipse(420, 680, 420, 90), WHITE, 0.4, 60)


def _planks(canvas: Canvas, palette: Palette, rng: random.Random) -> None:
    tone = mix((176, 128, 84), palette.table, 0.35)
    front = _table(canvas, tone)
    edges = [HORIZON, 486, 532, 592, 668, 770]
    for low, high in pairwise(edges):
        board = rect(-_FAR, low, 3 * _FAR, high - low)
        canvas.fill(board, mix(tone, rng.choice((WHITE, (96, 58, 30))), 0.1), 0.8)
        for _ in range(7):
            _grain_line(canvas, rng, (low + 3, high - 3), tone, front)
        canvas.fill(rect(-_FAR, high - 2.2, 3 * _FAR, 2.2), darker(tone, 0.5), 0.55)
    canvas.glow(ellipse(380, 560, 420, 90), WHITE, 0.28, 70)


def _grain_line(
    canvas: Canvas,
    rng: random.Random,
    between: tuple[float, float],
    tone: Colour,
    clip: Shape | None,
) -> None:
    x, y = rng.uniform(-100, 800), rng.uniform(*between)
    length, bend = rng.uniform(180, 480), rng.uniform(-3, 3)
    points = [(x + length * i / 12, y + bend * math.sin(i / 12 * math.pi)) for i in range(13)]
    canvas.line(points, rng.uniform(0.8, 1.8), darker(tone, 0.35), 0.32, clip)


def _terrazzo(canvas: Canvas, palette: Palette, rng: random.Random) -> None:
    tone = mix(palette.table, WHITE, 0.35)
    front = _table(canvas, tone)
    chips = (palette.main, palette.accent, palette.ink, palette.wall, (150, 140, 130))
    for _ in range(150):
        depth = rng.random()
        x, y = rng.uniform(-60, 1060), HORIZON + 4 + depth * 300
        r = rng.uniform(2, 8) * (0.45 + depth)
        points = [
            (x + r * rng.uniform(0.6, 1.2) * math.cos(a), y + r * 0.5 * math.sin(a))
            for a in (math.tau * i / 6 for i in range(6))
        ]
        canvas.fill(points, mix(tone, rng.choice(chips), 0.5), 0.8, front)


def _linen(canvas: Canvas, palette: Palette, rng: random.Random) -> None:
    tone = mix(palette.table, (214, 198, 170), 0.3)
    front = _table(canvas, tone)
    for i in range(75):
        y = HORIZON + 3 + i * 4.2
        colour = rng.choice((WHITE, darker(tone, 0.4)))
        canvas.line([(-60, y), (1060, y + rng.uniform(-1, 1))], 1.0, colour, 0.16)
    for _ in range(3):
        y, rise = rng.uniform(490, 720), rng.uniform(-22, 22)
        fold = [(-80.0, y), (500.0, y + rise), (1080.0, y - rise), (1080.0, y - rise + 14)]
        canvas.glow([*fold, (500.0, y + rise + 18), (-80.0, y + 12)], BLACK, 0.1, 9, front)


def _flat_bare(canvas: Canvas, palette: Palette, rng: random.Random) -> None:
    corner = rng.choice((-1, 1))
    tone = mix(palette.wall, palette.accent, 0.3)
    shape = turned(rect(500 + corner * 420 - 300, -300, 600, 1400), (500, 375), corner * 16)
    canvas.glow(shape, BLACK, 0.12, 8)
    canvas.fill(shape, tone)


def _flat_planks(canvas: Canvas, palette: Palette, rng: random.Random) -> None:
    tone = mix((182, 138, 96), palette.table, 0.4)
    for i in range(8):
        low = -20 + i * 100.0
        board = rect(-_FAR, low, 3 * _FAR, 100)
        canvas.fill(board, mix(tone, rng.choice((WHITE, (96, 58, 30))), 0.12))
        for _ in range(9):
            _grain_line(canvas, rng, (low + 5, low + 95), tone, board)
        canvas.fill(rect(-_FAR, low + 98, 3 * _FAR, 2.4), darker(tone, 0.5), 0.6)


def _flat_cloth(canvas: Canvas, palette: Palette, rng: random.Random) -> None:
    tone = mix(palette.main, palette.paper, 0.62)
    cloth = turned(rounded(90, 40, 820, 660, 8), (500, 375), rng.uniform(-7, 7))
    canvas.glow(moved(cloth, 8, 12), BLACK, 0.3, 12)
    canvas.fill(cloth, Across([(0, lighter(tone, 0.2)), (1, tone)]))
    for i in range(9):
        x = 60 + i * 110.0
        canvas.line([(x, -50), (x + 30, 800)], 16, lighter(tone, 0.45), 0.32, cloth)
        canvas.line([(-50, x - 40), (1050, x - 70)], 16, lighter(tone, 0.45), 0.32, cloth)
