"""White balance: what is grey in truth becomes grey in the picture.

Gains are applied in linear light, by a table of 256 values a channel. They keep the
brightness and are bounded: a lamp is yellow, a whole picture that has to be halved in
blue is no mistake of the lamp.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image

from app.photos.mending import Neutral

Gains = tuple[float, float, float]

_LEAST, _MOST = 0.4, 2.5
_NORM: Final = 6
"""Between grey world (1) and white patch (∞): 6 is the usual middle (shades of grey)."""

_CLIPPED: Final = 250
_PATCH: Final = 0.015
_MEASURED: Final = (160, 160)
_LUMA: Final = (0.2126, 0.7152, 0.0722)


def _linear(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Linear light of sRGB values, both 0 to 1."""
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


_LINEAR: Final = _linear(np.arange(256) / 255)


def auto_gains(image: Image.Image) -> Gains:
    """Gains by which the picture as a whole becomes neutral."""
    small = image.resize(_MEASURED, Image.Resampling.BOX)
    pixels = np.asarray(small).reshape(-1, 3)
    usable = pixels[(pixels.max(axis=1) < _CLIPPED) & (pixels.max(axis=1) > 12)]
    if len(usable) < len(pixels) // 50:
        return 1.0, 1.0, 1.0
    return _gains((_LINEAR[usable] ** _NORM).mean(axis=0) ** (1 / _NORM))


def picked_gains(image: Image.Image, point: Neutral) -> Gains:
    """Gains by which the neighbourhood of `point` becomes neutral."""
    reach = max(1, round(_PATCH * min(image.size)))
    x = min(image.width - 1, int(point.x * image.width))
    y = min(image.height - 1, int(point.y * image.height))
    box = (x - reach, y - reach, x + reach + 1, y + reach + 1)
    inside = (
        max(0, box[0]),
        max(0, box[1]),
        min(image.width, box[2]),
        min(image.height, box[3]),
    )
    pixels = np.asarray(image.crop(inside)).reshape(-1, 3)
    return _gains(_LINEAR[pixels].mean(axis=0))


def _gains(light: npt.NDArray[np.float64]) -> Gains:
    """What makes this light neutral and as bright as before."""
    if light.min() < 1e-4:
        return 1.0, 1.0, 1.0
    grey = float(light @ _LUMA)
    red, green, blue = (min(_MOST, max(_LEAST, grey / float(one))) for one in light)
    return red, green, blue


def apply_gains(image: Image.Image, gains: Gains) -> Image.Image:
    """The picture with each channel's light multiplied."""
    tables: list[int] = []
    for gain in gains:
        light = np.clip(_LINEAR * gain, 0, 1)
        encoded = np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
        tables += [int(value) for value in np.rint(encoded * 255)]
    return image.point(tables)
