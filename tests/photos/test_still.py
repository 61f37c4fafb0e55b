"""A still from a camera: the pixels and the time come through intake."""

from __future__ import annotations

import io
from datetime import datetime

from PIL import Image

from app.photos.intake import take_in
from app.photos.still import jpeg_of

WHEN = datetime(2026, 11, 21, 10, 0, 5)  # noqa: DTZ001 - a camera's wall clock


def test_the_time_comes_through_intake() -> None:
    taken = take_in(jpeg_of(4, 2, bytes(24), WHEN), original_name="kamera.jpg")
    assert (taken.width, taken.height, taken.taken_at) == (4, 2, WHEN)


def test_rows_and_colours_stay_in_their_order() -> None:
    top, bottom = b"\xc0\x20\x20" * 16, b"\x20\x20\xc0" * 16
    image = Image.open(io.BytesIO(jpeg_of(16, 16, top * 8 + bottom * 8, WHEN)))
    red, blue = image.getpixel((2, 2)), image.getpixel((2, 13))
    assert isinstance(red, tuple)
    assert isinstance(blue, tuple)
    assert red[0] > 150 > red[2]
    assert blue[2] > 150 > blue[0]
