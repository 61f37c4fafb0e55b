"""Jars, bottles and cups."""

from __future__ import annotations

import math
import random

from app.photos.drawing.canvas import Across, Canvas, Down, cast_shadow, shade_round
from app.photos.drawing.colours import BLACK, WHITE, Colour, Palette, darker, lighter, mix
from app.photos.drawing.lettering import label_art
from app.photos.drawing.scene import scatter, set_the_scene, sprig
from app.photos.drawing.shapes import (
    Shape,
    arc,
    band,
    ellipse,
    lathe,
    moved,
    radius_at,
    rounded,
    turned,
)

FOOT = 622.0
"""Where standing products touch the table."""

GLASS: Colour = (226, 238, 234)
_LEAF: Colour = (86, 138, 70)


def jar(canvas: Canvas, palette: Palette, text: str, rng: random.Random, inside: str) -> None:
    """A glass jar with a lid; `inside` is 'sauce', 'cookies', 'chips' or 'honey'."""
    set_the_scene(canvas, palette, rng)
    r, top = (168, 292) if inside in ("cookies", "chips") else (152, 268)
    cx = 500.0
    profile = [
        (top, r * 0.86),
        (top + 34, r * 0.98),
        (top + 74, r),
        (FOOT - 40, r),
        (FOOT, r * 0.93),
    ]
    cast_shadow(canvas, cx, FOOT, r)
    body = lathe(cx, profile)
    canvas.fill(body, GLASS)
    _contents(canvas, palette, rng, body, (cx, top + 26, r), inside)
    shade_round(canvas, body, gloss=0.55)
    label_on(canvas, palette, text, rng, (cx, top + 122, r * 0.995, 158))
    _lid(canvas, palette, rng, (cx, top - 62, r * 0.93, 66))
    props(canvas, palette, rng)


def _contents(
    canvas: Canvas,
    palette: Palette,
    rng: random.Random,
    body: Shape,
    place: tuple[float, float, float],
    inside: str,
) -> None:
    cx, top, r = place
    filling = band(cx, top, FOOT - 6, r * 0.95, r * 0.9)
    if inside in ("sauce", "honey"):
        tone = palette.main if inside == "sauce" else (222, 150, 34)
        canvas.fill(filling, Down([(0, lighter(tone, 0.12)), (1, darker(tone, 0.25))]), clip=body)
        canvas.fill(ellipse(cx, top, r * 0.95, r * 0.11), lighter(tone, 0.25), clip=body)
        if inside == "sauce":
            _seeds(canvas, rng, filling, tone)
        return
    tone = (216, 168, 96) if inside == "cookies" else (226, 176, 72)
    canvas.fill(filling, darker(tone, 0.45), clip=body)
    for row in range(9):
        for column in range(7):
            x = cx - r + (column + 0.5 * (row % 2)) * r / 3 + rng.uniform(-9, 9)
            y = FOOT - 14 - row * 34 + rng.uniform(-7, 7)
            if y > top + 10:
                _crisp(canvas, rng, (x, y), tone, filling, inside)


def _crisp(
    canvas: Canvas,
    rng: random.Random,
    at: tuple[float, float],
    tone: Colour,
    clip: Shape,
    inside: str,
) -> None:
    x, y = at
    colour = mix(tone, rng.choice((WHITE, (150, 78, 30))), rng.uniform(0, 0.3))
    rx, ry = (34, 24) if inside == "cookies" else (44, rng.uniform(12, 26))
    piece = turned(ellipse(x, y, rx, ry), at, rng.uniform(-35, 35))
    canvas.glow(moved(piece, 2, 6), (60, 30, 10), 0.5, 5, clip)
    canvas.fill(piece, Down([(0, lighter(colour, 0.3)), (1, darker(colour, 0.15))]), clip=clip)
    if inside == "cookies":
        canvas.fill(ellipse(x, y, 9, 6), (150, 52, 40), 0.85, clip)
    else:
        canvas.line([(x - 18, y), (x + 18, y + 3)], 2, darker(colour, 0.25), 0.35, clip)


def _seeds(canvas: Canvas, rng: random.Random, clip: Shape, tone: Colour) -> None:
    for _ in range(90):
        x, y = rng.uniform(340, 660), rng.uniform(290, FOOT)
        colour = rng.choice((lighter(tone, 0.5), (246, 208, 110), darker(tone, 0.4)))
        canvas.fill(ellipse(x, y, rng.uniform(2, 6), rng.uniform(2, 4)), colour, 0.75, clip)


def label_on(
    canvas: Canvas,
    palette: Palette,
    text: str,
    rng: random.Random,
    place: tuple[float, float, float, float],
) -> None:
    """A label around a body: (centre, top, radius, height)."""
    cx, y, r, height = place
    art = label_art((canvas.px(2 * r), canvas.px(height)), palette, text, rng)
    sag = r * 0.12
    canvas.glow(band(cx, y + sag * 0.1, y + height + 3, r, r), BLACK, 0.22, 3)
    canvas.place(art, cx - r, y, sag=sag)
    # Paper shines less than glass: the name must stay readable.
    shade_round(canvas, band(cx, y, y + height, r, r), gloss=0.1)


def _lid(
    canvas: Canvas, palette: Palette, rng: random.Random, place: tuple[float, float, float, float]
) -> None:
    cx, y, r, height = place
    tone = rng.choice((palette.accent, palette.ink, (196, 160, 92), palette.main))
    side = band(cx, y, y + height, r, r)
    canvas.fill(side, tone)
    for i in range(30):
        x = cx - r * math.cos(math.pi * (i + 0.5) / 30)
        dip = r * 0.12 * math.sin(math.pi * (i + 0.5) / 30)
        canvas.line([(x, y + 14 + dip), (x, y + height - 6 + dip)], 2.2, BLACK, 0.16)
    shade_round(canvas, side, gloss=0.4)
    disc = ellipse(cx, y, r, r * 0.12)
    canvas.fill(disc, Across([(0, lighter(tone, 0.35)), (1, darker(tone, 0.05))]))
    canvas.line(arc(cx, y + 2, r * 0.9, r * 0.09, 15, 165), 2, darker(tone, 0.3), 0.5)


def bottle(canvas: Canvas, palette: Palette, text: str, rng: random.Random, inside: str) -> None:
    """A bottle; `inside` is 'drink' (clear glass), 'syrup' (slim) or 'sauce' (squat)."""
    set_the_scene(canvas, palette, rng)
    top, r, neck = {"drink": (150, 114, 36), "syrup": (146, 96, 31), "sauce": (170, 108, 40)}[
        inside
    ]
    cx = 500.0
    shoulder = top + (FOOT - top) * 0.36
    profile = [(top, neck), (top + 60, neck), (top + 90, neck * 1.1), (shoulder, r), (FOOT - 30, r)]
    profile.append((FOOT, r * 0.94))
    cast_shadow(canvas, cx, FOOT, r)
    body = lathe(cx, profile)
    tone = palette.main
    canvas.fill(body, mix(GLASS, tone, 0.12))
    liquid = lathe(cx, [(top + 76, neck), *[(y, q * 0.95) for y, q in profile[2:]]])
    canvas.fill(liquid, Down([(0, lighter(tone, 0.2)), (1, darker(tone, 0.18))]), clip=body)
    canvas.veil(liquid, lighter(tone, 0.6), [(0.3, 0), (0.55, 0.4), (0.8, 0)], clip=body)
    height = (FOOT - shoulder) * 0.66
    shade_round(canvas, body, gloss=0.6)
    label_on(canvas, palette, text, rng, (cx, shoulder + 34, r * 0.995, height))
    _cap(canvas, palette, (cx, top - 22, neck * 1.16, 54))
    if inside == "drink":
        _neck_tag(canvas, palette, cx, top + 66, neck)
    props(canvas, palette, rng)


def _cap(canvas: Canvas, palette: Palette, place: tuple[float, float, float, float]) -> None:
    cx, y, r, height = place
    cap = band(cx, y, y + height, r, r)
    canvas.fill(cap, palette.accent)
    shade_round(canvas, cap, gloss=0.4)
    canvas.fill(ellipse(cx, y, r, r * 0.12), lighter(palette.accent, 0.25))


def _neck_tag(canvas: Canvas, palette: Palette, cx: float, y: float, r: float) -> None:
    canvas.line(arc(cx, y, r * 1.06, r * 0.3, 0, 180), 3.4, (196, 160, 110))
    tag = turned(rounded(cx + 22, y + 20, 56, 74, 8), (cx + 22, y + 14), 14)
    canvas.glow(moved(tag, 4, 6), BLACK, 0.35, 6)
    canvas.fill(tag, palette.paper)
    canvas.fill(ellipse(cx + 42, y + 68, 14, 14), palette.accent)
    canvas.line([(cx + 10, y + 8), (cx + 36, y + 34)], 2, (170, 130, 84))


def cup(canvas: Canvas, palette: Palette, text: str, rng: random.Random, inside: str) -> None:
    """A cup to take away; `inside` is 'coffee' (paper) or 'ice' (clear, with a straw)."""
    set_the_scene(canvas, palette, rng)
    cx, top, r = 500.0, 210.0, 142.0
    profile = [(top, r), (FOOT, r * 0.7)]
    cast_shadow(canvas, cx, FOOT, r * 0.72)
    body = lathe(cx, profile)
    if inside == "ice":
        _iced(canvas, palette, rng, (cx, top, r), body)
    else:
        canvas.fill(body, lighter(palette.main, 0.05))
    shade_round(canvas, body, gloss=0.35 if inside == "coffee" else 0.6)
    label_on(canvas, palette, text, rng, (cx, 356, radius_at(profile, 440) * 0.97, 150))
    lid = WHITE if inside == "ice" else palette.ink
    canvas.fill(band(cx, top - 20, top + 4, r * 1.05, r * 1.05), lid, 0.9)
    if inside == "ice":
        dome = [*arc(cx, top - 16, r, r * 0.72, 180, 360), (cx + r, top - 14), (cx - r, top - 14)]
        canvas.fill(dome, (240, 248, 248), 0.42)
        canvas.veil(dome, WHITE, [(0.12, 0), (0.22, 0.75), (0.34, 0)])
    else:
        rim = band(cx, top - 46, top - 16, r * 0.9, r * 0.98)
        canvas.fill(rim, lid)
        shade_round(canvas, rim)
        canvas.fill(ellipse(cx, top - 46, r * 0.9, r * 0.1), lighter(lid, 0.18))
    props(canvas, palette, rng)


def _iced(
    canvas: Canvas,
    palette: Palette,
    rng: random.Random,
    place: tuple[float, float, float],
    body: Shape,
) -> None:
    cx, top, r = place
    straw = turned(rounded(cx + 20, top - 150, 17, 260, 8), (cx + 28, top), 9)
    canvas.fill(
        straw, Across([(0, lighter(palette.accent, 0.3)), (1, darker(palette.accent, 0.2))])
    )
    canvas.fill(body, (236, 244, 242))
    liquid = band(cx, top + 34, FOOT + 6, r * 0.97, r * 0.68)
    tone = palette.main
    stops = [(0, lighter(palette.paper, 0.2)), (0.3, lighter(tone, 0.45)), (1, darker(tone, 0.05))]
    canvas.fill(liquid, Down(stops), clip=body)
    for _ in range(12):
        x, y = rng.uniform(cx - r, cx + r), rng.uniform(top + 20, top + 170)
        cube = turned(rounded(x - 26, y - 22, 52, 46, 9), (x, y), rng.uniform(-40, 40))
        canvas.fill(cube, WHITE, 0.3, body)
        canvas.line([*cube, cube[0]], 1.6, WHITE, 0.55, body)


def props(canvas: Canvas, palette: Palette, rng: random.Random) -> None:
    """Something small in front, so that no two pictures are alike."""
    side = rng.choice((-1, 1))
    x = 500 + side * rng.uniform(255, 300)
    leafy = mix(_LEAF, palette.main, 0.15)
    if rng.random() < 0.6:
        angle = rng.uniform(170, 220) if side > 0 else rng.uniform(-40, 0)
        sprig(canvas, x, 668, rng.uniform(92, 128), leafy, angle)
    else:
        scatter(canvas, rng, (x, 664), rng.choice((palette.accent, palette.main)), 15)
