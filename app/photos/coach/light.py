"""Too little light, too much of it, and a lamp mirrored in the product."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from app.photos.coach.places import Subject
from app.photos.coach.views import Bytes, Floats

_CLIPPED = 252
_WHITE = 235
_BURNT = 248
_SMALLEST_SPOT = 0.0012
_NEAR, _FALL = 212, 25

Mask = npt.NDArray[np.bool_]


def highlights(pixels: Bytes) -> float:
    """How bright the brightest few places are, 0 to 255: even a black product has a glint, and
    in a dark picture even white paper is grey.
    """
    return float(np.percentile(pixels.max(axis=2), 99.7))


def burnt(pixels: Bytes, contrast: Floats, subject: Subject) -> float:
    """The share of coloured places at the product's edges at which a colour has reached its
    end, 0 to 1.

    White is no colour, and a white ground no fault: a product may have as much of both as it
    likes.
    """
    high, low = pixels.max(axis=2), pixels.min(axis=2)
    limit = max(12.0, 0.15 * float(np.percentile(contrast, 99.7)))
    edges = cv2.dilate((contrast > limit).astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
    coloured = (low < _WHITE) & edges & _within(subject, low.shape)
    count = int(np.count_nonzero(coloured))
    if count <= low.size // 400:
        return float(np.mean(high >= _CLIPPED))
    return int(np.count_nonzero(coloured & (high >= _CLIPPED))) / count


def glare(pixels: Bytes, subject: Subject) -> float:
    """The share of the picture in burnt spots on the product that fade out softly and soon,
    as a mirrored lamp does.

    White paper ends at a line, a white ground reaches the border, a light wall does not end.
    """
    grey = np.asarray(pixels.min(axis=2))
    white = (grey >= _BURNT).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(white)
    inside = _within(subject, grey.shape)
    found = 0
    for number in range(1, count):
        spot = labels == number
        area = int(stats[number][4])
        if area < grey.size * _SMALLEST_SPOT or _touches_border(stats[number], grey.shape):
            continue
        if (spot & inside).sum() > 0.6 * area and _fades(grey, spot, area):
            found += area
    return found / grey.size


def _within(subject: Subject, shape: tuple[int, ...]) -> Mask:
    mask = np.zeros(shape[:2], np.bool_)
    left, top, right, bottom = subject.box
    mask[top:bottom, left:right] = True
    return mask


def _touches_border(box: npt.NDArray[np.int32], shape: tuple[int, ...]) -> bool:
    x, y, w, h = (int(value) for value in box[:4])
    return x == 0 or y == 0 or x + w == shape[1] or y + h == shape[0]


def _fades(grey: Bytes, spot: Mask, area: int) -> bool:
    """Bright still close by, not any more half a radius further."""
    radius = max(3, round(0.55 * float(np.sqrt(area / np.pi))))
    small = spot.astype(np.uint8)
    near = cv2.dilate(small, np.ones((3, 3), np.uint8))
    far = cv2.dilate(small, np.ones((2 * radius + 1, 2 * radius + 1), np.uint8))
    further = cv2.dilate(far, np.ones((3, 3), np.uint8))
    close_by = float(np.median(grey[(near - small) > 0]))
    beyond = float(np.median(grey[(further - far) > 0])) if (further > far).any() else 255.0
    return close_by >= _NEAR and close_by - beyond >= _FALL
