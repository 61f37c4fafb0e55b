"""Making pictures smaller without moiré, and turning them upright."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from app.photos.geometry import fitting
from app.photos.scaling import halves, picture, pixels_of, resized, shrunk, upright

from .pictures import quarters

_FAINT = 12.0
"""A wave of so many grey levels over many pixels is not seen on a label."""


def rings(width: int, height: int, finest: float = 2.0) -> Image.Image:
    """Rings that grow finer outwards, to `finest` pixels a ring: what shows any moiré."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    squared = (x - width / 2) ** 2 + (y - height / 2) ** 2
    grey = 127.5 + 127.5 * np.cos(2 * np.pi * squared / (finest * width))
    return Image.fromarray(grey.astype(np.uint8)).convert("RGB")


def waves(image: Image.Image) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """Grey averaged over 20 × 20 pixels: rings average out, moiré does not."""
    return np.asarray(image.convert("RGB").convert("L").reduce(20), np.float32)


@pytest.mark.parametrize("times", [1.02, 1.25, 1.29, 1.31, 1.44, 1.9, 2.5, 3.7])
def test_fine_rings_make_no_moire(times: float) -> None:
    size = (800, 600)
    large = rings(round(size[0] * times), round(size[1] * times))
    ours = waves(picture(shrunk(large, size)))
    best = waves(large.resize(size, Image.Resampling.LANCZOS))
    assert np.abs(ours - best).max() < _FAINT


def test_print_stays_as_crisp_as_with_pillow() -> None:
    large = Image.new("RGB", (1000, 750), "white")
    large.paste((0, 0, 0), (300, 200, 304, 500))  # a stroke of 4 pixels becomes 3.2
    stroke = np.asarray(picture(shrunk(large, (800, 600))).convert("RGB").convert("L"))[
        300, 235:250
    ]
    pillow = large.resize((800, 600), Image.Resampling.BICUBIC).convert("L")
    theirs = np.asarray(pillow)[300, 235:250]
    assert stroke.min() <= theirs.min() + 5
    assert np.abs(np.diff(stroke.astype(int))).max() >= np.abs(np.diff(theirs.astype(int))).max()


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (900, 1), (7, 5), (1601, 3), (40000, 2)])
def test_odd_shapes_keep_their_colour(size: tuple[int, int]) -> None:
    small = fitting(size, 160)
    pixels = shrunk(Image.new("RGB", size, (9, 99, 199)), small)
    image = picture(halves(pixels, 40)).convert("RGB")
    assert pixels.shape == (small[1], small[0], 4)
    assert image.getextrema() == ((9, 9), (99, 99), (199, 199))


def test_a_picture_of_that_size_is_not_touched() -> None:
    pixels = pixels_of(quarters((320, 240)))
    assert resized(pixels, (320, 240)) is pixels
    assert picture(pixels).convert("RGB").tobytes() == quarters((320, 240)).tobytes()


@pytest.mark.parametrize(
    ("orientation", "turn"),
    [
        (1, None),
        (2, Image.Transpose.FLIP_LEFT_RIGHT),
        (3, Image.Transpose.ROTATE_180),
        (4, Image.Transpose.FLIP_TOP_BOTTOM),
        (5, Image.Transpose.TRANSPOSE),
        (6, Image.Transpose.ROTATE_270),
        (7, Image.Transpose.TRANSVERSE),
        (8, Image.Transpose.ROTATE_90),
        (9, None),
    ],
)
def test_turning_is_what_pillow_calls_it(orientation: int, turn: Image.Transpose | None) -> None:
    image = quarters((12, 8))
    wanted = image if turn is None else image.transpose(turn)
    turned = picture(upright(pixels_of(image), orientation)).convert("RGB")
    assert turned.tobytes() == wanted.tobytes()
