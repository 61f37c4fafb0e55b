"""Plates and bowls of food, seen from above, with a small name card."""

from __future__ import annotations

import random

from app.photos.drawing.canvas import Across, Canvas
from app.photos.drawing.colours import BLACK, WHITE, Colour, Palette, darker, lighter, mix
from app.photos.drawing.foods import CENTRE, FOODS, GREEN
from app.photos.drawing.scene import name_card, set_flat, sprig
from app.photos.drawing.shapes import arc, ellipse, moved

_RADIUS = 268.0


def dish(
    canvas: Canvas, palette: Palette, text: str, rng: random.Random, food: str, deep: bool
) -> None:
    """A plate, or a bowl when `deep`, with `food` (see `FOODS`)."""
    set_flat(canvas, palette, rng)
    cx, cy = CENTRE
    china = mix(palette.paper, WHITE, 0.5)
    _china(canvas, palette, china, deep)
    well = ellipse(cx, cy, _RADIUS * (0.84 if deep else 0.72), _RADIUS * (0.84 if deep else 0.72))
    FOODS[food](canvas, palette, rng, well)
    canvas.glow(arc(cx, cy, _RADIUS * 0.92, _RADIUS * 0.92, 190, 260, 30), WHITE, 0.4, 12)
    name_card(canvas, palette, text, rng, (698, 522, 214, 140))
    sprig(canvas, 815, 190, 112, GREEN, 120 + rng.uniform(-20, 20))


def _china(canvas: Canvas, palette: Palette, china: Colour, deep: bool) -> None:
    cx, cy = CENTRE
    rim = ellipse(cx, cy, _RADIUS, _RADIUS)
    canvas.glow(moved(rim, 22, 30), BLACK, 0.42, 24)
    canvas.glow(moved(rim, 6, 8), BLACK, 0.35, 7)
    canvas.fill(rim, Across([(0, WHITE), (1, darker(china, 0.12))]))
    for r, width in ((0.965, 5.0), (0.925, 2.0)):
        ring = ellipse(cx, cy, _RADIUS * r, _RADIUS * r)
        canvas.line([*ring, ring[0]], width, palette.main, 0.85)
    if deep:
        inner = ellipse(cx, cy, _RADIUS * 0.87, _RADIUS * 0.87)
        canvas.fill(inner, Across([(0, darker(china, 0.3)), (1, lighter(china, 0.2))]))
        return
    well = ellipse(cx, cy, _RADIUS * 0.74, _RADIUS * 0.74)
    canvas.glow(moved(well, -3, -3), BLACK, 0.22, 5)
    canvas.fill(well, Across([(0, darker(china, 0.06)), (1, WHITE)]))
