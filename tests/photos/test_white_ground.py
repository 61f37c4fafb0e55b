"""*Latar putih*, measured on drawn products whose every pixel is known."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from app.photos import ground
from app.photos.drawing import KINDS, draw_product
from tests.photos.pictures import noisy
from tests.photos.plain import GROUNDS, on_plain_ground, truth

EVERY_THIRD = list(KINDS)[::3]

SAME_COLOUR = frozenset({"cup_ice", "besek", "plate_fritters"})
"""Product as white as its ground, so that no border between them can be seen."""


@pytest.mark.parametrize("kind", EVERY_THIRD)
def test_the_ground_becomes_white_and_the_product_stays(kind: str) -> None:
    seed = list(KINDS).index(kind)
    image = on_plain_ground(kind, GROUNDS[seed % len(GROUNDS)], seed)
    product, bare = truth(kind, seed)
    assert ground.can_whiten(image)
    after = np.asarray(ground.whiten(image))
    assert (after[bare].min(axis=1) >= 250).mean() > 0.85  # the rest is soft shadow
    assert (after[bare].min(axis=1) >= 200).mean() > 0.97
    kept = (ground.product_mask(image)[product] >= 0.5).mean()
    assert kept > (0.8 if kind in SAME_COLOUR else 0.96)


def test_the_corners_are_pure_white() -> None:
    after = ground.whiten(on_plain_ground("jar_honey", GROUNDS[3], 1))
    for corner in ((2, 2), (after.width - 3, 2), (2, after.height - 3)):
        assert after.getpixel(corner) == (255, 255, 255)


def test_the_colours_of_the_product_are_not_touched() -> None:
    image = on_plain_ground("cup_coffee", GROUNDS[0], 2)
    deep = ground.product_mask(image) >= 0.999
    assert deep.mean() > 0.1
    before, after = np.asarray(image), np.asarray(ground.whiten(image))
    assert np.array_equal(before[deep], after[deep])


def test_a_hole_shows_the_ground() -> None:
    image = on_plain_ground("tote", GROUNDS[3], 3)
    _, bare = truth("tote", 3)
    handle = bare[60:330, 380:580]  # between the handles
    white = np.asarray(ground.whiten(image))[60:330, 380:580].min(axis=2) >= 230
    assert handle.mean() > 0.3
    assert white[handle].mean() > 0.95


@pytest.mark.parametrize(
    "busy",
    [
        noisy((400, 300)),
        draw_product("mug", 2, "Uji", 1, (800, 600)),
        draw_product("box", 3, "Uji", 2, (800, 600)),
        Image.new("RGB", (300, 200), (230, 230, 230)),
    ],
    ids=["noise", "scene", "other scene", "no product"],
)
def test_a_ground_that_is_not_plain_is_told_honestly(busy: Image.Image) -> None:
    assert not ground.can_whiten(busy)


def test_even_then_a_picture_comes_out() -> None:
    out = ground.whiten(noisy((90, 70)))
    assert out.size == (90, 70)
    assert out.mode == "RGB"


@pytest.mark.parametrize("size", [(1, 1), (3, 200), (17, 9)])
def test_tiny_pictures_do_no_harm(size: tuple[int, int]) -> None:
    image = Image.new("RGB", size, (200, 180, 160))
    assert ground.whiten(image).size == size
    assert not ground.can_whiten(image)


def test_it_is_the_same_every_time() -> None:
    image = on_plain_ground("candle", GROUNDS[1], 4)
    first = ground.whiten(image).tobytes()
    ground.forget()
    assert ground.whiten(image).tobytes() == first
