"""One photograph at the few sizes at which the coach looks at it.

Everything is measured at a fixed size, so that a figure says the same of a telephone's
12 megapixels, of the stored master and of a frame of the live preview.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

Bytes = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

FINE_SIDE = 640
COARSE_SIDE = 240
LETTER_SIDE = 1000


@dataclass(frozen=True, slots=True)
class Views:
    """`fine`: grey, up to 640 px, for edges; `coarse`: RGB, 240 px, for light and places;
    `letters`: grey, up to 1000 px, for print.
    """

    fine: Floats
    coarse: Bytes
    letters: Bytes


def pixels_of(image: Image.Image) -> Bytes:
    """RGB values, height × width × 3."""
    return np.asarray(image if image.mode == "RGB" else image.convert("RGB"), np.uint8)


def views_of(pixels: Bytes) -> Views:
    """The sizes of one picture, each made from the one before."""
    letters = fitted(pixels, LETTER_SIDE)
    fine = fitted(letters, FINE_SIDE)
    return Views(
        fine=grey(fine).astype(np.float32),
        coarse=fitted(fine, COARSE_SIDE),
        letters=grey(letters),
    )


def grey(pixels: Bytes) -> Bytes:
    """Luma, 0 to 255."""
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)


def fitted(pixels: Bytes, side: int) -> Bytes:
    """Reduced to `side` on the longer side; a smaller picture stays as it is."""
    height, width = pixels.shape[:2]
    scale = side / max(width, height)
    if scale >= 1:
        return pixels
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
