"""How wide the edges of a picture are: what focus and a steady hand are judged by.

An edge of width s seen through two soft glasses, one stronger than the other, fades by
both, the narrow edge more: from the ratio s follows, whatever the contrast (Zhuo and Sim,
*Defocus map estimation from a single image*, 2011).
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from app.photos.coach.views import FINE_SIDE, Floats

WIDEST = 12.0
"""What a picture without any edge gets, in thousandths of its longer side."""

_WEAK, _STRONG = 1.0, 2.4
_FAINT = 3.0
_DIRECTIONS = 4
_STEEP = 0.35
_NOT_GRAIN = 2.5
_NEAR = 13
_FEWEST = 40

Flat = npt.NDArray[np.float32]


def edge_width(grey: Floats) -> float:
    """Width (a standard deviation) of the steepest edges in the middle of a picture, across
    the direction they are widest in; in thousandths of the picture's longer side.

    The steepest, because the ground may well be soft; by direction, because a shaken picture
    stays sharp along the way it was moved; in the middle, because what stands there is what
    the picture is of.
    """
    height, width = grey.shape
    if min(height, width) < 24:
        return WIDEST
    rows, columns = (slice(n // 12, n - n // 12) for n in (height, width))
    grain = _grain(grey)
    weak, _ = (found[rows, columns] for found in _slope(grey, _WEAK, grain))
    strong, angle = (found[rows, columns] for found in _slope(grey, _STRONG, grain))
    steep = weak > max(_FAINT, _NOT_GRAIN * grain, _STEEP * float(np.percentile(weak, 99.5)))
    if np.count_nonzero(steep) < _FEWEST:
        return WIDEST
    # Around the steepest edges also the softer ones: a shaken picture has hardly any steep
    # ones across its way.
    around = cv2.dilate(steep.astype(np.uint8), np.ones((_NEAR, _NEAR), np.uint8)) > 0
    at = around & (strong > max(_FAINT, 0.3 * float(np.percentile(strong[around], 98))))
    if np.count_nonzero(at) < _FEWEST:
        return WIDEST
    ratios = np.asarray(weak[at] / np.maximum(strong[at], 1e-3), np.float32)
    pixels = _width(_sharpest(ratios, angle[at]))
    return min(WIDEST, float(pixels * 1000 / max(width, height)))


def _slope(grey: Floats, sigma: float, noise: float) -> tuple[Floats, Floats]:
    soft = cv2.GaussianBlur(grey, (0, 0), sigma)
    dx = cv2.Sobel(soft, cv2.CV_32F, 1, 0, scale=0.125)
    dy = cv2.Sobel(soft, cv2.CV_32F, 0, 1, scale=0.125)
    # White grain through a Gaussian leaves slopes of this variance.
    energy = dx * dx + dy * dy - np.float32(noise**2 / (4 * np.pi * sigma**4))
    slope = np.sqrt(np.maximum(energy, 0))
    return np.asarray(slope, np.float32), np.asarray(cv2.phase(dx, dy), np.float32)


def _grain(grey: Floats) -> float:
    """Standard deviation of the sensor's noise (Immerkær's mask, by its median)."""
    mask = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
    residue = np.abs(cv2.filter2D(grey, -1, mask))
    return float(np.median(residue)) / 0.6745 / 6


def _sharpest(ratios: Flat, angle: Flat) -> float:
    """The ratio of the sharper edges in the direction that has the softest ones."""
    step = np.pi / _DIRECTIONS
    bins = np.floor((angle % np.pi) / step + 0.5).astype(np.int32) % _DIRECTIONS
    fewest = max(_FEWEST, ratios.size // 16)
    found = [
        float(np.percentile(some, 80))
        for some in (ratios[bins == number] for number in range(_DIRECTIONS))
        if some.size >= fewest
    ]
    return min(found) if found else float(np.percentile(ratios, 80))


def _width(ratio: float) -> float:
    """The width in pixels from how much steeper an edge is through the weak glass."""
    if ratio <= 1.02:
        return WIDEST * FINE_SIDE / 1000
    squared = (_STRONG**2 - (ratio * _WEAK) ** 2) / (ratio**2 - 1)
    return float(np.sqrt(max(0.0, squared)))
