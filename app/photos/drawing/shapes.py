"""Outlines for the drawn sample photographs: closed polygons in scene units.

A scene is 1000 units wide and 750 high, whatever the size of the picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

Point = tuple[float, float]
Shape = list[Point]
Outline = Sequence[Point]
"""What may be drawn; a `Shape` is what the functions here make."""
Profile = Sequence[tuple[float, float]]
"""(y, radius) from top to bottom of something turned on a lathe."""


def rect(x: float, y: float, w: float, h: float) -> Shape:
    """A rectangle by its upper left corner."""
    return [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]


def rounded(x: float, y: float, w: float, h: float, r: float) -> Shape:
    """A rectangle with round corners."""
    r = min(r, w / 2, h / 2)
    centres = [(x + w - r, y + r, -90), (x + w - r, y + h - r, 0), (x + r, y + h - r, 90)]
    centres.append((x + r, y + r, 180))
    return [
        point for cx, cy, start in centres for point in arc(cx, cy, r, r, start, start + 90, 10)
    ]


def ellipse(cx: float, cy: float, rx: float, ry: float) -> Shape:
    """A whole ellipse."""
    return arc(cx, cy, rx, ry, 0, 360, 72)


def arc(
    cx: float, cy: float, rx: float, ry: float, start: float, end: float, steps: int = 24
) -> Shape:
    """Points on an ellipse from one angle to another, in degrees, clockwise from the right."""
    angles = (math.radians(start + (end - start) * i / steps) for i in range(steps + 1))
    return [(cx + rx * math.cos(a), cy + ry * math.sin(a)) for a in angles]


def smooth(points: Sequence[Point], steps: int = 10, *, closed: bool = True) -> Shape:
    """A Catmull-Rom curve through the points."""
    n = len(points)
    if closed:
        spans = [[points[(i + j) % n] for j in (-1, 0, 1, 2)] for i in range(n)]
    else:
        ends = [points[0], *points, points[-1]]
        spans = [ends[i : i + 4] for i in range(n - 1)]
    curve = [_between(*span, t=step / steps) for span in spans for step in range(steps)]
    return curve if closed else [*curve, points[-1]]


def _between(a: Point, b: Point, c: Point, d: Point, *, t: float) -> Point:
    def axis(p: float, q: float, r: float, s: float) -> float:
        bend = 2 * p - 5 * q + 4 * r - s
        return 0.5 * (2 * q + (r - p) * t + bend * t * t + (3 * q - p - 3 * r + s) * t**3)

    return axis(a[0], b[0], c[0], d[0]), axis(a[1], b[1], c[1], d[1])


def lathe(cx: float, profile: Profile, tilt: float = 0.12) -> Shape:
    """The outline of a turned body seen a little from above: round rim and foot."""
    side = smooth([(r, y) for y, r in profile], closed=False)
    (top_r, top_y), (foot_r, foot_y) = side[0], side[-1]
    right = [(cx + r, y) for r, y in side]
    left = [(cx - r, y) for r, y in reversed(side)]
    foot = arc(cx, foot_y, foot_r, foot_r * tilt, 0, 180)
    rim = arc(cx, top_y, top_r, top_r * tilt, 180, 360)
    return right + foot + left + rim


def band(cx: float, y1: float, y2: float, r1: float, r2: float, tilt: float = 0.12) -> Shape:
    """A strip around a turned body, from `y1` to `y2`: what a label or a collar covers."""
    upper = arc(cx, y1, r1, r1 * tilt, 180, 0)
    lower = arc(cx, y2, r2, r2 * tilt, 0, 180)
    return upper + lower


def radius_at(profile: Profile, y: float) -> float:
    """The radius of a profile at a height, straight between its points."""
    for (y1, r1), (y2, r2) in pairwise(profile):
        if y1 <= y <= y2:
            return r1 + (r2 - r1) * (y - y1) / max(y2 - y1, 1e-6)
    return profile[-1][1]


def leaf(x: float, y: float, length: float, angle: float, width: float = 0.32) -> Shape:
    """A pointed leaf that grows from (x, y) in a direction in degrees."""
    half = length * width / 2
    steps = [i / 16 for i in range(17)]
    edge = [(x + t * length, y + half * math.sin(math.pi * t**0.85)) for t in steps]
    back = [(px, 2 * y - py) for px, py in reversed(edge[1:-1])]
    return turned(edge + back, (x, y), angle)


def turned(shape: Sequence[Point], centre: Point, angle: float) -> Shape:
    """The shape turned around a point, in degrees clockwise."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    cx, cy = centre
    return [
        (cx + (x - cx) * cos - (y - cy) * sin, cy + (x - cx) * sin + (y - cy) * cos)
        for x, y in shape
    ]


def moved(shape: Sequence[Point], dx: float, dy: float) -> Shape:
    """The shape moved by (dx, dy)."""
    return [(x + dx, y + dy) for x, y in shape]
