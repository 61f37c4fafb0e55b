"""The two figures every photograph's row has carried from the first day.

Laptops from before the coach show chips by them; the coach itself judges by them only
where a row has no other figures.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import cv2
import numpy as np

from app.photos.coach.views import Bytes, fitted

MEASURED_SIDE: Final = 640
"""Longest side, in pixels, at which sharpness is measured."""

_SLIGHT: Final = 1.3
"""Up to here linear is as good as areas, and five times as quick; a figure grows by a tenth."""

_GRID = 4


def sharpness(pixels: Bytes) -> float:
    """Variance of the Laplacian in the sharpest of 4 × 4 fields; 0 is flat.

    The sharpest field counts, not the whole picture: a product in front of a
    plain wall is not blurred.
    """
    edges = cv2.Laplacian(_reduced(_grey(pixels)), cv2.CV_16S)
    # The outermost pixels have no neighbours on one side: not edges, so cut off.
    edges = edges[1:-1, 1:-1]
    if min(edges.shape) < _GRID:
        return 0.0
    rows, columns = ([size * i // _GRID for i in range(_GRID + 1)] for size in edges.shape[:2])
    return max(
        float(cv2.meanStdDev(edges[top:bottom, left:right])[1][0, 0] ** 2)
        for top, bottom in pairwise(rows)
        for left, right in pairwise(columns)
    )


def brightness(pixels: Bytes) -> float:
    """Mean of the grey values, 0 (black) to 255 (white)."""
    grey = _grey(pixels)
    return float(cv2.sumElems(grey)[0]) / grey.size  # `cv2.mean` of all white is above 255


def _reduced(grey: Bytes) -> Bytes:
    height, width = grey.shape
    times = max(height, width) / MEASURED_SIDE
    if not 1 < times <= _SLIGHT:
        return fitted(grey, MEASURED_SIDE)
    size = max(1, round(width / times)), max(1, round(height / times))
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_LINEAR), np.uint8)


def _grey(pixels: Bytes) -> Bytes:
    """Luma of pixels with or without a fourth byte."""
    how = cv2.COLOR_RGBA2GRAY if pixels.shape[2] == 4 else cv2.COLOR_RGB2GRAY
    return np.asarray(cv2.cvtColor(pixels, how), np.uint8)
