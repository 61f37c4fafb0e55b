"""Sharpness and brightness, the two figures that laptops from before the coach judge by."""

from __future__ import annotations

import pytest
from PIL import Image, ImageFilter

from app.photos.coach import Kind, columns, figures, findings, shipped_thresholds
from app.photos.scaling import pixels_of

from .pictures import noisy, quarters


def sharpness(image: Image.Image) -> float:
    """Of a picture of Pillow's."""
    return columns.sharpness(pixels_of(image))


def brightness(image: Image.Image) -> float:
    """Of a picture of Pillow's."""
    return columns.brightness(pixels_of(image))


def flags(sharp: float, bright: float) -> tuple[Kind, ...]:
    """What the coach says of a row that has nothing but these two."""
    found = findings(figures({}, sharp, bright), shipped_thresholds(), 1600, 1200)
    return tuple(sorted(one.kind for one in found))


def test_blur_lowers_sharpness_step_by_step() -> None:
    image = noisy((800, 600)).resize((1600, 1200))
    figures = [sharpness(image.filter(ImageFilter.GaussianBlur(r))) for r in (0, 2, 4, 8, 16)]
    assert figures == sorted(figures, reverse=True)
    assert flags(figures[0], 128) == ()
    assert flags(figures[-1], 128) == (Kind.BLURRED,)


def test_a_sharp_product_before_a_plain_wall_is_sharp() -> None:
    wall = Image.new("RGB", (1600, 1200), "white")
    wall.paste(noisy((200, 150)), (900, 700))
    assert flags(sharpness(wall), 128) == ()


def test_sharpness_does_not_depend_on_the_camera() -> None:
    big = quarters((3200, 2400))
    assert sharpness(big) == pytest.approx(sharpness(quarters((1600, 1200))), rel=0.2)


@pytest.mark.parametrize("size", [(1, 1), (1, 1600), (5, 5), (6, 6), (1600, 3)])
def test_tiny_pictures_have_figures(size: tuple[int, int]) -> None:
    assert sharpness(Image.new("RGB", size, "grey")) == 0
    assert brightness(Image.new("RGB", size, (7, 7, 7))) == 7


def test_the_border_is_not_an_edge() -> None:
    assert sharpness(Image.new("RGB", (640, 480), "white")) == 0


@pytest.mark.parametrize(
    ("level", "wanted"),
    [(10, (Kind.DARK,)), (60, ()), (128, ()), (235, ()), (250, (Kind.BRIGHT,))],
)
def test_light(level: int, wanted: tuple[Kind, ...]) -> None:
    found = brightness(Image.new("RGB", (64, 64), (level, level, level)))
    assert found == level
    assert flags(500, found) == wanted


def test_both_at_once() -> None:
    assert flags(0, 0) == (Kind.BLURRED, Kind.DARK)
