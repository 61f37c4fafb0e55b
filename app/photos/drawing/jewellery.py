"""Earrings and necklaces of beads."""

from __future__ import annotations

import math
import random

from app.photos.drawing.canvas import Across, Canvas, Down
from app.photos.drawing.colours import BLACK, WHITE, Colour, Palette, darker, lighter
from app.photos.drawing.lettering import label_art
from app.photos.drawing.scene import name_card, set_flat, sprig
from app.photos.drawing.shapes import Point, arc, ellipse, moved, rounded, smooth

_GOLD: Colour = (222, 176, 86)


def earrings(canvas: Canvas, palette: Palette, text: str, rng: random.Random) -> None:
    """A pair of beaded drops on a card of paper."""
    set_flat(canvas, palette, rng)
    card = rounded(296, 106, 408, 570, 26)
    canvas.glow(moved(card, 12, 18), BLACK, 0.42, 16)
    canvas.fill(card, Across([(0, WHITE), (1, palette.paper)]))
    canvas.line([*card, card[0]], 2, darker(palette.paper, 0.12))
    art = label_art((canvas.px(300), canvas.px(150)), palette, text, rng)
    canvas.place(art, 350, 500)
    fan = rng.random() < 0.5
    for x in (400.0, 600.0):
        canvas.line(arc(x, 186, 17, 26, 150, 400, 24), 4.5, _GOLD)
        _bead(canvas, (x, 226), 17, palette.accent)
        _drop(canvas, palette, x, fan)
    sprig(canvas, 846, 620, 112, (96, 142, 80), 205)


def _drop(canvas: Canvas, palette: Palette, x: float, fan: bool) -> None:
    if fan:
        wheel = [*arc(x, 250, 84, 84, 20, 160, 30), (x, 236)]
        canvas.glow(moved(wheel, 4, 8), BLACK, 0.38, 7)
        canvas.fill(wheel, Down([(0, lighter(palette.main, 0.3)), (1, palette.main)]))
        for a in range(24, 160, 14):
            tip = arc(x, 250, 80, 80, a, a, 1)[0]
            canvas.line([(x, 240), tip], 2, _GOLD, 0.9)
        for a in range(24, 160, 17):
            ax, ay = arc(x, 250, 96, 96, a, a, 1)[0]
            _bead(canvas, (ax, ay), 10, palette.accent)
        return
    hoop = ellipse(x, 306, 66, 74)
    canvas.line([*moved(hoop, 4, 8)], 12, BLACK, 0.18)
    canvas.line([*hoop, hoop[0]], 11, _GOLD)
    canvas.line(arc(x, 306, 66, 74, 190, 280, 20), 3.5, WHITE, 0.7)
    for number, (dx, dy) in enumerate(((0, 282), (-30, 322), (30, 322), (0, 352), (0, 414))):
        tone = palette.main if number % 2 == 0 else palette.accent
        _bead(canvas, (x + dx, dy), 20 if number < 4 else 25, tone)


def necklace(canvas: Canvas, palette: Palette, text: str, rng: random.Random) -> None:
    """A string of beads laid in a loop with a pendant."""
    set_flat(canvas, palette, rng)
    for r, size in ((236.0, 17.0), (186.0, 21.0)):
        points = arc(480, 270, r, r * 0.98, -42, 222, round(r / 7))
        canvas.line(points, 2, _GOLD)
        for number, point in enumerate(points):
            tone = (palette.main, palette.accent, _GOLD, palette.ink)[number % 4]
            grow = 1.0 + 0.35 * math.sin(math.pi * number / len(points))
            _bead(canvas, point, size * grow * (0.6 if number % 4 == 2 else 1.0), tone)
    pendant = smooth([(480, 470), (546, 548), (480, 640), (414, 548)])
    canvas.glow(moved(pendant, 6, 10), BLACK, 0.45, 9)
    canvas.fill(pendant, Across([(0, lighter(_GOLD, 0.4)), (1, darker(_GOLD, 0.25))]))
    inner = smooth([(480, 500), (520, 550), (480, 610), (440, 550)])
    canvas.fill(inner, Down([(0, lighter(palette.main, 0.4)), (1, darker(palette.main, 0.2))]))
    canvas.glow(ellipse(466, 534, 12, 18), WHITE, 0.7, 5)
    name_card(canvas, palette, text, rng, (714, 508, 208, 146))


def _bead(canvas: Canvas, at: Point, r: float, tone: Colour) -> None:
    x, y = at
    disc = ellipse(x, y, r, r)
    canvas.glow(moved(disc, r * 0.2, r * 0.35), BLACK, 0.42, r * 0.3)
    canvas.fill(disc, Down([(0, lighter(tone, 0.35)), (0.55, tone), (1, darker(tone, 0.4))]))
    canvas.glow(ellipse(x - r * 0.3, y - r * 0.38, r * 0.3, r * 0.2), WHITE, 0.85, r * 0.12)
