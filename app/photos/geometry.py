"""Where things are in a mended picture: sizes and places, no pixels."""

from __future__ import annotations

import math

from app.photos.mending import Crop, Mending


def inner_size(size: tuple[int, int], degrees: float) -> tuple[int, int]:
    """The largest picture of the same proportions that has no corner outside after turning."""
    width, height = size
    sine, cosine = abs(math.sin(math.radians(degrees))), abs(math.cos(math.radians(degrees)))
    scale = min(width / (width * cosine + height * sine), height / (width * sine + height * cosine))
    return max(1, round(width * scale)), max(1, round(height * scale))


def on_master(x: float, y: float, size: tuple[int, int], mending: Mending) -> tuple[float, float]:
    """Which place of the clean master (of `size`) shows at `x`, `y` of the uncropped picture.

    All places are fractions, from 0 to 1.
    """
    turns = mending.quarter_turns
    turned = (size[1], size[0]) if turns % 2 else size
    inner = inner_size(turned, mending.straighten_degrees)
    angle = math.radians(mending.straighten_degrees)
    right, down = (x - 0.5) * inner[0], (y - 0.5) * inner[1]
    u = 0.5 + (math.cos(angle) * right + math.sin(angle) * down) / turned[0]
    v = 0.5 + (math.cos(angle) * down - math.sin(angle) * right) / turned[1]
    for _ in range(turns):
        u, v = v, 1 - u
    return min(1.0, max(0.0, u)), min(1.0, max(0.0, v))


def turned_crop(crop: Crop, quarters: int) -> Crop:
    """The same part of a picture after quarter turns clockwise."""
    for _ in range(quarters % 4):
        crop = Crop(1 - crop.bottom, crop.left, 1 - crop.top, crop.right)
    return crop


def fitting(size: tuple[int, int], side: int) -> tuple[int, int]:
    """The size (width, height) with `side` as the longer one; a smaller picture stays."""
    scale = min(1.0, side / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
