"""Looking at Pillow's own pixels."""

from __future__ import annotations

import gc

import numpy as np
import pytest
from PIL import Image

from app.photos.held import held

from .pictures import noisy


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "RGBX"])
@pytest.mark.parametrize("size", [(1, 1), (7, 5), (2000, 1500)])
def test_pixels_are_those_of_the_picture(mode: str, size: tuple[int, int]) -> None:
    image = noisy(size).convert(mode)
    pixels = held(image)
    assert pixels is not None
    assert pixels.shape == (size[1], size[0], 4)
    assert np.array_equal(pixels[:, :, :3], np.asarray(image.convert("RGB")))


def test_they_are_looked_at_where_they_are() -> None:
    image = noisy((64, 48))
    pixels = held(image)
    assert pixels is not None
    image.putpixel((3, 2), (1, 2, 3))
    assert pixels[2, 3, :3].tolist() == [1, 2, 3]
    with pytest.raises(ValueError, match="read-only"):
        pixels[0, 0, 0] = 1


def test_they_outlive_the_picture() -> None:
    image = noisy((640, 480))
    wanted, pixels = image.tobytes(), held(image)
    del image
    gc.collect()
    others = [Image.new("RGB", (640, 480), "white") for _ in range(4)]
    assert pixels is not None
    assert pixels[:, :, :3].tobytes() == wanted
    assert len(others) == 4


def test_what_pillow_holds_otherwise_is_not_shown() -> None:
    assert held(Image.new("RGB", (2600, 2000))) is None, "20 MB are held in two pieces"
    assert held(Image.new("L", (8, 8))) is None
    assert held(Image.new("CMYK", (8, 8))) is None
