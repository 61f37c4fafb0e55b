"""Straightening: turning a picture by a few degrees, and proposing by how many."""

from __future__ import annotations

import math
from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from app.photos.geometry import inner_size
from app.photos.mending import MOST_TILT

Floats = npt.NDArray[np.floating[Any]]

_SIDE: Final = 640
_SHORTEST: Final = 0.05
_BINS: Final = 4
"""Bins a degree."""

_ENOUGH: Final = 0.9
"""Lines of the winning direction, in lengths of the longer side, for a proposal."""

_AGREED: Final = 0.45
_STRAIGHT: Final = 0.3


def turn(image: Image.Image, degrees: float) -> Image.Image:
    """Turned clockwise and cut to its inner size; the very picture for 0."""
    if not degrees:
        return image
    width, height = inner_size(image.size, degrees)
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    half_x, half_y = (width - 1) / 2, (height - 1) / 2
    middle_x, middle_y = (image.width - 1) / 2, (image.height - 1) / 2
    # From a place in the new picture to its place in the old one: turned back.
    back = (
        cosine,
        sine,
        middle_x - cosine * half_x - sine * half_y,
        -sine,
        cosine,
        middle_y + sine * half_x - cosine * half_y,
    )
    # Pillow measures from pixel edges; half a pixel makes up for it.
    shifted = (
        back[0], back[1], back[2] + 0.5 - 0.5 * (back[0] + back[1]),
        back[3], back[4], back[5] + 0.5 - 0.5 * (back[3] + back[4]),
    )  # fmt: skip
    return image.transform(
        (width, height), Image.Transform.AFFINE, shifted, Image.Resampling.BICUBIC
    )


def propose(image: Image.Image) -> float | None:
    """By how many degrees the picture should be turned clockwise; 0 when it is straight.

    None when no direction is strong enough to go by.
    """
    scale = min(1.0, _SIDE / max(image.size))
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    grey = np.asarray(image.convert("L").resize(size, Image.Resampling.BOX))
    lines: Any = cv2.createLineSegmentDetector().detect(cv2.GaussianBlur(grey, (0, 0), 1.0))
    found = lines[0]
    if found is None:
        return None
    ends = found.reshape(-1, 4)
    dx, dy = ends[:, 2] - ends[:, 0], ends[:, 3] - ends[:, 1]
    lengths = np.hypot(dx, dy)
    # How far each line leans, clockwise, from the nearer of level and plumb: -45 to 45.
    leans = (np.degrees(np.arctan2(dy, dx)) + 45) % 90 - 45
    kept = (lengths >= _SHORTEST * max(size)) & (np.abs(leans) <= MOST_TILT)
    return _strongest(leans[kept], lengths[kept], max(size))


def _strongest(leans: Floats, lengths: Floats, side: int) -> float | None:
    if not len(leans):
        return None
    count = round(2 * MOST_TILT * _BINS)
    weights, _ = np.histogram(leans, count, range=(-MOST_TILT, MOST_TILT), weights=lengths)
    smooth = np.convolve(weights, [1, 2, 3, 2, 1], "same") / 3
    at = int(np.argmax(smooth))
    middle = -MOST_TILT + (at + 0.5) / _BINS
    near = np.abs(leans - middle) <= 1.0
    agreed = float(lengths[near].sum())
    if agreed < _ENOUGH * side or agreed < _AGREED * float(lengths.sum()):
        return None
    lean = float(np.average(leans[near], weights=lengths[near] ** 2))
    return 0.0 if abs(lean) < _STRAIGHT else -round(lean, 1)
