"""Counting a JPEG's scans without going through it."""

from __future__ import annotations

import pytest
from PIL import Image

from app.photos.scans import scans

from .pictures import encoded, noisy

_SCAN = b"\xff\xda"


def camera() -> bytes:
    """As a camera writes them: with a preview before the picture that has a scan of its own."""
    whole, preview = encoded(noisy((64, 48))), encoded(noisy((8, 8)))
    length = (2 + len(preview)).to_bytes(2, "big")
    return whole[:2] + b"\xff\xe1" + length + preview + whole[2:]


def test_a_plain_picture_has_one() -> None:
    assert camera().count(_SCAN) == 2
    assert scans(camera()) == 1
    assert scans(encoded(Image.new("L", (8, 8)))) == 1


def test_a_progressive_one_has_all_that_are_in_it() -> None:
    whole = encoded(noisy((64, 48)), progressive=True)
    assert scans(whole) == whole.count(_SCAN) > 5


def plain(start: bytes) -> bytes:
    """A sequential picture of three colours whose segments begin with `start`, and five scans."""
    whole = encoded(noisy((64, 48)))
    return whole[:2] + start + whole[2:] + _SCAN * 4


@pytest.mark.parametrize(
    "start",
    [
        b"\x00",
        b"\xff\xff\xfe\x00\x02",  # a filling byte
        b"\xff\x01",  # a marker without length
        b"\xff\xd8",
        b"\xff\xc2\x00\x11\x08\x00\x08\x00\x08\x03" + bytes(9),  # a progressive frame before
        b"\xff\xc0\x00\x11\x08\x00\x08\x00\x08\x03" + bytes(9),  # two frames
        b"\xff\xfe\xff\xff",  # a segment beyond the end
        b"\xff\xfe\x00\x00",  # one that ends before it begins
    ],
)
def test_whatever_is_not_plain_is_counted(start: bytes) -> None:
    assert scans(plain(b"")) == 1
    found = plain(start)
    assert scans(found) == found.count(_SCAN) >= 5


def test_one_colour_after_the_other_is_counted() -> None:
    whole = plain(b"")
    at = whole.index(_SCAN) + 4
    assert scans(whole[:at] + b"\x01" + whole[at + 1 :]) == whole.count(_SCAN)


@pytest.mark.parametrize("length", [0, 2, 3, 5, 11, 20, 100])
def test_a_broken_head_is_counted(length: int) -> None:
    whole = plain(b"")[:length]
    assert scans(whole) == whole.count(_SCAN)
