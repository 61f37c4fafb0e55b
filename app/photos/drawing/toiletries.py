"""Tubes, bottles with a head, and candles."""

from __future__ import annotations

import random

from app.photos.drawing.canvas import Canvas, Down, cast_shadow, shade_round
from app.photos.drawing.colours import WHITE, Palette, darker, lighter, mix
from app.photos.drawing.scene import set_the_scene
from app.photos.drawing.shapes import Profile, Shape, arc, band, ellipse, lathe, rounded, smooth
from app.photos.drawing.vessels import FOOT, GLASS, label_on, props


def tube(canvas: Canvas, palette: Palette, text: str, rng: random.Random) -> None:
    """A cosmetic tube that stands on its cap."""
    set_the_scene(canvas, palette, rng)
    cx = 500.0
    cast_shadow(canvas, cx, FOOT, 92)
    body: Shape = [(cx - 128, 128), (cx + 128, 128), (cx + 122, 210), (cx + 104, 540)]
    body += [*arc(cx, 548, 100, 12, 0, 180), (cx - 104, 540), (cx - 122, 210)]
    tone = lighter(palette.main, 0.62)
    canvas.fill(body, Down([(0, lighter(tone, 0.3)), (1, tone)]))
    canvas.fill([(cx - 128, 128), (cx + 128, 128), (cx + 126, 160), (cx - 126, 160)], palette.main)
    for i in range(31):
        canvas.line([(cx - 120 + i * 8, 132), (cx - 120 + i * 8, 156)], 1.6, WHITE, 0.3)
    shade_round(canvas, body, gloss=0.5)
    label_on(canvas, palette, text, rng, (cx, 268, 112, 168))
    cap = band(cx, 546, FOOT, 92, 92)
    canvas.fill(cap, palette.accent)
    shade_round(canvas, cap, gloss=0.4)
    props(canvas, palette, rng)


def pump(canvas: Canvas, palette: Palette, text: str, rng: random.Random, inside: str) -> None:
    """A bottle with a head: `inside` is 'lotion' (pump), 'spray' (trigger) or 'serum' (dropper)."""
    set_the_scene(canvas, palette, rng)
    cx, r, top = 500.0, 124.0, 292.0
    if inside == "serum":
        r, top = 112.0, 330.0
    tone = (150, 88, 36) if inside == "serum" else lighter(palette.main, 0.35)
    shoulder, foot = [(top, 40), (top + 24, 46), (top + 50, r * 0.9)], [(FOOT - 24, r)]
    sides = [(y, r) for y in (top + 80.0, top + 150.0, FOOT - 90.0)]
    profile: Profile = [*shoulder, *sides, *foot, (FOOT, r * 0.95)]
    cast_shadow(canvas, cx, FOOT, r)
    _head(canvas, palette, inside, cx, top)
    body = lathe(cx, profile)
    canvas.fill(body, Down([(0, lighter(tone, 0.2)), (1, darker(tone, 0.1))]))
    canvas.veil(body, lighter(tone, 0.6), [(0.35, 0), (0.6, 0.3), (0.8, 0)])
    shade_round(canvas, body, gloss=0.55)
    label_on(canvas, palette, text, rng, (cx, top + 96, r * 0.995, FOOT - top - 150))
    props(canvas, palette, rng)


def _head(canvas: Canvas, palette: Palette, inside: str, cx: float, top: float) -> None:
    tone = (52, 46, 44) if inside == "serum" else palette.paper
    parts = [rounded(cx - 16, 176, 32, 80, 6), band(cx, top - 46, top + 8, 46, 46)]
    if inside == "lotion":
        nose = [(cx + 30, 158), (cx + 112, 172), (cx + 138, 208), (cx + 118, 212), (cx + 96, 196)]
        parts.append([(cx - 46, 200), (cx - 46, 158), (cx - 30, 148), *nose, (cx + 20, 200)])
    elif inside == "spray":
        trigger = [(cx + 44, 200), (cx + 74, 246), (cx + 66, 292)]
        canvas.line(smooth(trigger, closed=False), 17, palette.accent)
        parts.append(_trigger_head(cx))
    else:
        bulb = [(cx - 32, 292), (cx - 36, 200), (cx, 162), (cx + 36, 200), (cx + 32, 292)]
        parts = [band(cx, top - 46, top + 8, 46, 46), smooth(bulb)]
    for part in parts:
        canvas.fill(part, tone)
        shade_round(canvas, part, gloss=0.3)


def _trigger_head(cx: float) -> Shape:
    back = [(cx - 74, 212), (cx - 92, 176), (cx - 66, 140), (cx + 60, 132), (cx + 120, 142)]
    return [*smooth(back, closed=False), (cx + 120, 176), (cx + 60, 184), (cx + 46, 212)]


def candle(canvas: Canvas, palette: Palette, text: str, rng: random.Random) -> None:
    """A scented candle in a glass, burning."""
    set_the_scene(canvas, palette, rng)
    cx, top, r = 500.0, 300.0, 150.0
    cast_shadow(canvas, cx, FOOT, r)
    body = lathe(cx, [(top, r), (FOOT - 26, r), (FOOT, r * 0.94)])
    canvas.fill(body, mix(GLASS, palette.main, 0.1))
    wax = lighter(palette.main, 0.5)
    canvas.fill(band(cx, top + 60, FOOT - 8, r * 0.95, r * 0.9), wax, clip=body)
    canvas.fill(ellipse(cx, top + 60, r * 0.95, r * 0.11), lighter(wax, 0.4), clip=body)
    canvas.glow(ellipse(cx, top + 66, 96, 40), (255, 214, 130), 0.8, 22, body)
    shade_round(canvas, body, gloss=0.55)
    label_on(canvas, palette, text, rng, (cx, top + 116, r * 0.995, 150))
    canvas.line(arc(cx, top, r, r * 0.12, 0, 360, 60), 3, WHITE, 0.7)
    canvas.line([(cx, top + 58), (cx + 2, top + 20)], 4, (60, 44, 36))
    flame = smooth([(cx, top - 74), (cx + 20, top - 14), (cx, top + 22), (cx - 20, top - 14)])
    canvas.glow(ellipse(cx, top - 20, 70, 90), (255, 208, 120), 0.6, 36)
    canvas.fill(flame, Down([(0, (255, 196, 80)), (0.6, (255, 236, 170)), (1, (255, 170, 60))]))
    props(canvas, palette, rng)
