"""Wood, ceramics and the ondel-ondel."""

from __future__ import annotations

import random

from app.photos.drawing.canvas import Across, Canvas, Down, cast_shadow, shade_round
from app.photos.drawing.colours import BLACK, WHITE, Colour, Palette, darker, lighter, mix
from app.photos.drawing.scene import name_card, set_flat, set_the_scene, sprig
from app.photos.drawing.shapes import (
    Point,
    Shape,
    arc,
    band,
    ellipse,
    lathe,
    leaf,
    moved,
    rect,
    rounded,
    smooth,
    turned,
)
from app.photos.drawing.vessels import FOOT

_GOLD: Colour = (222, 176, 86)
_WOOD: Colour = (158, 104, 62)


def wood_bowl(canvas: Canvas, palette: Palette, text: str, rng: random.Random) -> None:
    """A turned wooden bowl with spoons."""
    set_the_scene(canvas, palette, rng)
    cx, top = 470.0, 410.0
    for x, angle, r in ((560.0, 14.0, 46.0), (612.0, 27.0, 38.0)):
        _spoon(canvas, (x, top + 60), angle, r)
    cast_shadow(canvas, cx, FOOT - 4, 170, 0.16)
    profile = [(top, 226), (top + 80, 214), (top + 160, 160), (FOOT, 96)]
    body = lathe(cx, profile, 0.14)
    canvas.fill(body, Down([(0, lighter(_WOOD, 0.22)), (1, darker(_WOOD, 0.22))]))
    for i in range(16):
        y = top + 24 + i * 12.5
        ring = arc(cx, y + rng.uniform(-2, 2), 228 - i * 6, 30, 0, 180, 30)
        canvas.line(ring, rng.uniform(1.5, 3.5), darker(_WOOD, 0.4), 0.35, body)
    shade_round(canvas, body, gloss=0.28)
    rim = ellipse(cx, top, 226, 32)
    canvas.fill(rim, lighter(_WOOD, 0.4))
    canvas.fill(ellipse(cx, top + 3, 212, 27), Across([(0, darker(_WOOD, 0.5)), (1, _WOOD)]))
    name_card(canvas, palette, text, rng, (628, 520, 206, 138))
    sprig(canvas, 208, 664, 110, (96, 142, 80), -24)


def _spoon(canvas: Canvas, foot: Point, angle: float, r: float) -> None:
    x, y = foot
    stick = turned(rounded(x - 10, y - 330, 20, 340, 10), foot, angle)
    head = turned(ellipse(x, y - 330, r * 0.8, r * 1.25), foot, angle)
    for part in (stick, head):
        canvas.glow(moved(part, 8, 8), BLACK, 0.28, 8)
        canvas.fill(part, Across([(0, lighter(_WOOD, 0.45)), (1, darker(_WOOD, 0.1))]))
    hollow = turned(ellipse(x, y - 330, r * 0.58, r * 0.98), foot, angle)
    canvas.fill(hollow, Across([(0, darker(_WOOD, 0.3)), (1, lighter(_WOOD, 0.25))]))


def vase(canvas: Canvas, palette: Palette, text: str, rng: random.Random) -> None:
    """A glazed vase with dry leaves."""
    set_the_scene(canvas, palette, rng)
    cx, top = 460.0, 300.0
    for angle, length in ((-112.0, 210.0), (-92.0, 250.0), (-74.0, 220.0), (-56.0, 180.0)):
        blade = leaf(cx, top + 20, length, angle, 0.2)
        tone = mix((190, 158, 96), palette.accent, rng.uniform(0, 0.5))
        canvas.fill(blade, Across([(0, lighter(tone, 0.2)), (1, darker(tone, 0.25))]))
        canvas.line([blade[0], blade[len(blade) // 2]], 2, darker(tone, 0.4), 0.5)
    cast_shadow(canvas, cx, FOOT, 120, 0.16)
    profile = [
        (top, 56),
        (top + 50, 46),
        (top + 130, 128),
        (top + 210, 152),
        (FOOT - 40, 118),
        (FOOT, 92),
    ]
    _glazed(canvas, palette, rng, lathe(cx, profile), (cx, top, FOOT))
    canvas.fill(ellipse(cx, top, 56, 8), darker(palette.main, 0.45))
    canvas.line(arc(cx, top, 56, 8, 0, 360, 40), 3, lighter(palette.main, 0.4))
    name_card(canvas, palette, text, rng, (640, 520, 206, 138))


def _glazed(
    canvas: Canvas,
    palette: Palette,
    rng: random.Random,
    body: Shape,
    place: tuple[float, float, float],
) -> None:
    """Raw clay below, glaze that has run above."""
    cx, top, foot = place
    clay = (206, 168, 132)
    canvas.fill(body, clay)
    edge = foot - 86
    drips = smooth(
        [(cx - 200 + i * 40, edge + rng.uniform(-22, 34)) for i in range(11)], closed=False
    )
    glaze = [(cx - 220, top - 30), (cx + 220, top - 30), *reversed(drips)]
    stops = [(0, lighter(palette.main, 0.3)), (0.6, palette.main), (1, darker(palette.main, 0.2))]
    canvas.fill(glaze, Down(stops), clip=body)
    canvas.line(drips, 5, darker(palette.main, 0.35), 0.5, body)
    for _ in range(130):
        x, y = rng.uniform(cx - 160, cx + 160), rng.uniform(top, foot)
        canvas.fill(ellipse(x, y, rng.uniform(1, 3), 1.6), darker(clay, 0.5), 0.5, body)
    shade_round(canvas, body, gloss=0.6)


def mug(canvas: Canvas, palette: Palette, text: str, rng: random.Random) -> None:
    """A glazed mug with steam."""
    set_the_scene(canvas, palette, rng)
    cx, top, r = 460.0, 330.0, 138.0
    canvas.line(arc(cx + r - 4, 470, 84, 86, -80, 80, 30), 32, darker(palette.main, 0.12))
    canvas.line(arc(cx + r - 8, 466, 84, 86, -70, -10, 20), 6, WHITE, 0.35)
    cast_shadow(canvas, cx, FOOT, r * 0.9, 0.16)
    body = lathe(cx, [(top, r), (top + 120, r * 1.02), (FOOT - 40, r), (FOOT, r * 0.86)])
    _glazed(canvas, palette, rng, body, (cx, top, FOOT))
    canvas.fill(ellipse(cx, top, r, r * 0.13), lighter(palette.main, 0.5))
    canvas.fill(
        ellipse(cx, top + 3, r * 0.93, r * 0.1), Across([(0, (58, 34, 22)), (1, (116, 72, 44))])
    )
    for x in (cx - 34, cx + 26):
        wisp = smooth(
            [(x, 300), (x + 26, 236), (x - 14, 176), (x + 18, 110), (x + 2, 178), (x + 40, 240)]
        )
        canvas.glow(wisp, WHITE, 0.55, 12)
    name_card(canvas, palette, text, rng, (680, 520, 196, 134))
    sprig(canvas, 214, 664, 106, (96, 142, 80), -20)


def ondel_ondel(canvas: Canvas, palette: Palette, text: str, rng: random.Random) -> None:
    """A pair of ondel-ondel dolls, the giant puppets of Betawi."""
    set_the_scene(canvas, palette, rng)
    _doll(canvas, palette, rng, 372, ((196, 44, 40), palette.main))
    _doll(canvas, palette, rng, 618, ((250, 236, 214), palette.accent))
    name_card(canvas, palette, text, rng, (404, 556, 190, 122))


def _doll(
    canvas: Canvas, palette: Palette, rng: random.Random, cx: float, tones: tuple[Colour, Colour]
) -> None:
    face, dress = tones
    cast_shadow(canvas, cx, FOOT, 112, 0.16)
    body = lathe(cx, [(332, 74), (400, 96), (520, 112), (FOOT, 112)], 0.14)
    canvas.fill(body, dress)
    for y in (440, 470):
        canvas.line(arc(cx, y, 110, 16, 0, 180, 30), 10, palette.paper, 1, body)
    for i in range(9):
        x = cx - 112 + i * 25
        tip = [(x, FOOT + 16), (x + 25, FOOT + 16), (x + 12, FOOT - 46)]
        canvas.fill(tip, palette.paper if i % 2 else palette.ink, 0.9, body)
    sash = [(cx - 88, 352), (cx - 52, 344), (cx + 108, 528), (cx + 104, 580)]
    canvas.fill(sash, mix(palette.ink, (40, 110, 80), 0.5), 1, body)
    shade_round(canvas, body, gloss=0.25)
    _crown(canvas, rng, cx)
    _face(canvas, cx, face)


def _crown(canvas: Canvas, rng: random.Random, cx: float) -> None:
    """*Kembang kelapa*: sticks wrapped in bright paper."""
    colours = ((230, 64, 60), (246, 190, 60), (64, 150, 92), (70, 110, 196), (236, 120, 160))
    for i in range(23):
        angle = -170 + i * 160 / 22
        end = arc(cx, 250, 128, 128, angle, angle, 1)[0]
        canvas.line([(cx, 244), end], 3, (150, 120, 70))
        for far in (96, 112, 127):
            x, y = arc(cx, 250, far, far, angle, angle, 1)[0]
            canvas.fill(ellipse(x, y, 7.5, 7.5), rng.choice(colours))
    band_shape = [*arc(cx, 236, 82, 62, 180, 360, 30), (cx + 82, 250), (cx - 82, 250)]
    canvas.fill(band_shape, Across([(0, lighter(_GOLD, 0.35)), (1, darker(_GOLD, 0.25))]))
    for dx in (-56, -28, 0, 28, 56):
        canvas.fill(ellipse(cx + dx, 226, 8, 8), (196, 44, 50))


def _face(canvas: Canvas, cx: float, tone: Colour) -> None:
    shape = smooth(
        [(cx - 76, 250), (cx - 70, 316), (cx, 368), (cx + 70, 316), (cx + 76, 250), (cx, 236)]
    )
    canvas.glow(moved(shape, 3, 8), BLACK, 0.35, 7)
    canvas.fill(shape, Across([(0, lighter(tone, 0.14)), (1, darker(tone, 0.12))]))
    for side in (-1, 1):
        x = cx + side * 31
        canvas.fill(ellipse(x, 284, 19, 12), WHITE)
        canvas.fill(ellipse(x, 285, 8.5, 9.5), (30, 22, 20))
        canvas.line(arc(x, 274, 25, 15, 200, 340, 14), 5, (30, 22, 20))
        canvas.glow(ellipse(x + side * 14, 318, 15, 11), (232, 92, 84), 0.45, 5)
    canvas.line([(cx, 290), (cx - 6, 316), (cx + 5, 317)], 3.4, darker(tone, 0.4))
    lips = smooth([(cx - 25, 335), (cx, 329), (cx + 25, 335), (cx, 350)])
    canvas.fill(lips, (150, 24, 36) if tone[1] > 120 else (60, 10, 14))


def keychains(canvas: Canvas, palette: Palette, text: str, rng: random.Random) -> None:
    """Wooden key rings with a carved flower."""
    set_flat(canvas, palette, rng)
    for x, y, angle in ((262.0, 250.0, 13.0), (500.0, 222.0, -3.0), (738.0, 254.0, -14.0)):
        ring = ellipse(x, y - 76, 30, 30)
        canvas.line(moved(ring, 3, 6), 8, BLACK, 0.25)
        canvas.line([*ring, ring[0]], 8, (186, 188, 192))
        tag = turned(rounded(x - 94, y - 50, 188, 262, 58), (x, y - 50), angle)
        canvas.glow(moved(tag, 10, 14), BLACK, 0.45, 11)
        canvas.fill(tag, Across([(0, lighter(_WOOD, 0.5)), (1, lighter(_WOOD, 0.2))]))
        middle = turned([(x, y + 88)], (x, y - 50), angle)[0]
        _emblem(canvas, middle, rng.choice((palette.main, palette.accent, palette.ink)))
    name_card(canvas, palette, text, rng, (376, 514, 248, 152))
    sprig(canvas, 800, 650, 118, (96, 142, 80), 200)


def _emblem(canvas: Canvas, at: Point, tone: Colour) -> None:
    x, y = at
    for i in range(8):
        canvas.fill(leaf(x, y, 68, i * 45, 0.5), tone, 0.9)
    canvas.fill(ellipse(x, y, 18, 18), _GOLD)
    canvas.line(ellipse(x, y, 78, 78), 5, darker(_WOOD, 0.2), 0.8)


def carved_box(canvas: Canvas, palette: Palette, text: str, rng: random.Random) -> None:
    """A carved wooden box with a lid (*kotak ukir*)."""
    set_the_scene(canvas, palette, rng)
    front = rounded(270, 400, 460, FOOT - 400, 12)
    canvas.glow(rect(276, FOOT - 8, 486, 26), BLACK, 0.5, 14)
    canvas.fill(front, Down([(0, lighter(_WOOD, 0.12)), (1, darker(_WOOD, 0.3))]))
    lid = [(262, 400), (310, 300), (690, 300), (738, 400)]
    canvas.fill(lid, Down([(0, lighter(_WOOD, 0.42)), (1, lighter(_WOOD, 0.12))]))
    canvas.fill(rounded(258, 392, 484, 26, 8), lighter(_WOOD, 0.25))
    for number in range(7):
        x = 306 + number * 64.5
        for angle in range(0, 360, 60):
            canvas.fill(leaf(x, 352, 24, angle, 0.5), darker(_WOOD, 0.4), 0.7, lid)
        canvas.line(arc(x, 590, 26, 26, 180, 360, 16), 4, darker(_WOOD, 0.5), 0.7, front)
    canvas.fill(band(500, 404, 440, 26, 22), _GOLD)
    canvas.veil(front, BLACK, [(0, 0.24), (0.3, 0), (0.8, 0.08), (1, 0.36)])
    name_card(canvas, palette, text, rng, (392, 446, 216, 122))
    sprig(canvas, 226, 668, 108, (96, 142, 80), -18)
