"""Carrying out a mending: clean master in, mended master and thumbnail out.

Pure and deterministic: the same bytes and the same instructions give the same bytes.
"""

from __future__ import annotations

import io

from PIL import Image

from app.photos import balance, ground, upright
from app.photos.intake import repack
from app.photos.mending import AUTO, Crop, Mending, Neutral
from app.photos.taken import Intake

_QUARTERS = {
    1: Image.Transpose.ROTATE_270,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_90,
}


def apply(master: bytes, mending: Mending, *, name: str = "") -> Intake:
    """The mended picture as the program keeps pictures, without metadata."""
    return repack(mend(opened(master), mending), name)


def opened(data: bytes) -> Image.Image:
    """The loaded picture of a clean master, in RGB."""
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        return image.convert("RGB")


def mend(image: Image.Image, mending: Mending) -> Image.Image:
    """A new picture; `image` itself stays as it is."""
    image = placed(image, mending)
    if mending.crop is not None:
        image = image.crop(crop_box(image.size, mending.crop))
    return ground.whiten(image) if mending.white_ground else image


def placed(image: Image.Image, mending: Mending) -> Image.Image:
    """Balanced, turned and straightened, but whole."""
    image = balanced(image, mending.white_balance)
    if mending.quarter_turns:
        image = image.transpose(_QUARTERS[mending.quarter_turns])
    return upright.turn(image, mending.straighten_degrees)


def balanced(image: Image.Image, how: str | Neutral | None) -> Image.Image:
    """The picture with its white balance set."""
    if how is None:
        return image
    gains = balance.auto_gains(image) if how == AUTO else None
    if isinstance(how, Neutral):
        gains = balance.picked_gains(image, how)
    assert gains is not None
    return balance.apply_gains(image, gains)


def crop_box(size: tuple[int, int], crop: Crop) -> tuple[int, int, int, int]:
    """The crop in whole pixels, inside the picture and never empty."""
    width, height = size
    left = min(width - 1, round(crop.left * width))
    top = min(height - 1, round(crop.top * height))
    right = min(width, max(left + 1, round(crop.right * width)))
    bottom = min(height, max(top + 1, round(crop.bottom * height)))
    return left, top, right, bottom
