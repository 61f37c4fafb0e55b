"""The two figures every photograph's row has carried from the first day.

Laptops from before the coach show chips by them; the coach itself judges by them only
where a row has no other figures. Pillow's own filters do: no numpy, no OpenCV.
"""

from __future__ import annotations

from itertools import pairwise

from PIL import Image, ImageFilter, ImageStat

MEASURED_SIDE = 640
"""Longest side, in pixels, at which sharpness is measured."""

_GRID = 4
# Centred on 128 because the bands of an 8-bit image cannot be negative.
_LAPLACIAN = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)


def sharpness(image: Image.Image) -> float:
    """Variance of the Laplacian in the sharpest of 4 × 4 fields; 0 is flat.

    The sharpest field counts, not the whole picture: a product in front of a
    plain wall is not blurred.
    """
    edges = _fit(image.convert("L"), MEASURED_SIDE).filter(_LAPLACIAN)
    # A kernel leaves the outermost pixels as they were: not edges, so cut off.
    if min(edges.size) < 2 + _GRID:
        return 0.0
    edges = edges.crop((1, 1, edges.width - 1, edges.height - 1))
    return max(_variance(edges.crop(box)) for box in _fields(edges.size))


def brightness(image: Image.Image) -> float:
    """Mean of the grey values, 0 (black) to 255 (white)."""
    return float(ImageStat.Stat(image.convert("L")).mean[0])


def _fit(image: Image.Image, side: int) -> Image.Image:
    scale = side / max(image.size)
    if scale >= 1:
        return image
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)


def _fields(size: tuple[int, int]) -> list[tuple[int, int, int, int]]:
    xs = [size[0] * i // _GRID for i in range(_GRID + 1)]
    ys = [size[1] * i // _GRID for i in range(_GRID + 1)]
    return [
        (left, top, right, bottom) for left, right in pairwise(xs) for top, bottom in pairwise(ys)
    ]


def _variance(image: Image.Image) -> float:
    return float(ImageStat.Stat(image).var[0])
