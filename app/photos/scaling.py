"""Making pictures smaller, and turning them upright: by OpenCV, in the workshop only.

Four bytes a pixel, as Pillow itself holds RGB: `picture` then looks at the very same memory,
where three bytes a pixel would have to be copied both ways.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from app.photos.held import held

# The processes around us share the cores; OpenCV's own threads only get into their way.
cv2.setNumThreads(1)

Pixels = npt.NDArray[np.uint8]
"""Height × width × 4: red, green, blue and one byte that says nothing."""

_CRISP: Final = 1.3
"""Up to here bicubic is as free of moiré as Pillow's and sharper than areas; beyond it is not:
on rings as fine as the sensor it makes waves of 9 grey levels at 1.44 and of 44 at 1.9."""

_TURNS: Final = {
    3: cv2.ROTATE_180,
    6: cv2.ROTATE_90_CLOCKWISE,
    8: cv2.ROTATE_90_COUNTERCLOCKWISE,
}
_MIRRORS: Final = {2: 1, 4: 0}
_TRANSPOSED: Final = {5: None, 7: cv2.ROTATE_180}


def pixels_of(image: Image.Image) -> Pixels:
    """The pixels of a picture in RGB, to be read: where Pillow can show them, its own."""
    if image.mode == "RGB" and (own := held(image)) is not None:
        return own
    data = image.tobytes("raw", "RGBX")
    return np.frombuffer(data, np.uint8).reshape(image.height, image.width, 4)


def picture(pixels: Pixels) -> Image.Image:
    """The pixels as a picture of Pillow's in the same memory, its mode RGBX: to be encoded or
    converted, not to be drawn on.
    """
    height, width = pixels.shape[:2]
    held = np.ascontiguousarray(pixels)
    return Image.frombuffer("RGBX", (width, height), held, "raw", "RGBX", 0, 1)


def shrunk(image: Image.Image, size: tuple[int, int]) -> Pixels:
    """A picture in RGB at a smaller size, or at its own.

    Halved, thirded … by Pillow first: a copy of 40 megapixels is 160 MB.
    """
    times = max(1, min(image.width // size[0], image.height // size[1]))
    return resized(pixels_of(image.reduce(times) if times > 1 else image), size)


def resized(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    """Pixels at another size (width, height)."""
    height, width = pixels.shape[:2]
    if (width, height) == size:
        return pixels
    crisp = max(width / size[0], height / size[1]) <= _CRISP
    how = cv2.INTER_CUBIC if crisp else cv2.INTER_AREA
    return np.asarray(cv2.resize(pixels, size, interpolation=how), np.uint8)


def halves(pixels: Pixels, side: int) -> Pixels:
    """Halved until halving once more would be less than `side`: quicker than one large step."""
    while max(pixels.shape[:2]) >= 2 * side and min(pixels.shape[:2]) >= 2:
        height, width = pixels.shape[:2]
        pixels = resized(pixels, (width // 2, height // 2))
    return pixels


def upright(pixels: Pixels, orientation: int) -> Pixels:
    """Turned as an EXIF orientation (1 to 8; others are none) asks for."""
    if orientation in _MIRRORS:
        return np.asarray(cv2.flip(pixels, _MIRRORS[orientation]), np.uint8)
    if orientation in _TRANSPOSED:
        pixels = np.asarray(cv2.transpose(pixels), np.uint8)
    turn = _TRANSPOSED.get(orientation, _TURNS.get(orientation))
    return pixels if turn is None else np.asarray(cv2.rotate(pixels, turn), np.uint8)
