"""What passes to and from the workshop: whole frames within limits, or nothing."""

from __future__ import annotations

import io
import struct

import pytest

from app.photos.frames import (
    MAX_BLOBS,
    MAX_HEADER,
    MAX_TOTAL,
    FrameError,
    read_frame,
    write_frame,
)
from app.photos.taken import UnbelievableError, from_wire, to_wire

from .pictures import encoded, noisy

JPEG = encoded(noisy((8, 8)))
HONEST: dict[str, object] = {
    "width": 8,
    "height": 8,
    "taken_at": "2026-11-20T09:08:07",
    "latitude": -6.175,
    "longitude": 106.827,
    "sharpness": 1.0,
    "brightness": 128.0,
    "measures": {"glare": 0.25},
    "phash": "00ff00ff00ff00ff",
}


def framed(header: dict[str, object], blobs: list[bytes]) -> bytes:
    out = io.BytesIO()
    write_frame(out, header, blobs)
    return out.getvalue()


def test_a_frame_comes_out_as_it_went_in() -> None:
    stream = io.BytesIO(framed({"a": [1, None, "é"]}, [b"", b"x" * 70_000]) + framed({}, []))
    assert read_frame(stream) == ({"a": [1, None, "é"]}, [b"", b"x" * 70_000])
    assert read_frame(stream) == ({}, [])
    assert read_frame(stream) is None


def test_a_frame_cut_anywhere_is_none() -> None:
    whole = framed({"a": 1}, [b"xyz"])
    for length in range(1, len(whole)):
        with pytest.raises(FrameError):
            read_frame(io.BytesIO(whole[:length]))


def opening(magic: bytes = b"KLw1", header: int = 2, blobs: int = 0) -> bytes:
    return struct.pack(">4sII", magic, header, blobs)


@pytest.mark.parametrize(
    "data",
    [
        opening(b"KLw2") + b"{}",
        opening(header=MAX_HEADER + 1),
        opening(blobs=MAX_BLOBS + 1),
        opening(blobs=1) + struct.pack(">I", MAX_TOTAL + 1),
        opening(blobs=2) + struct.pack(">II", MAX_TOTAL, 1),
        opening() + b"[]",
        opening() + b"{]",
        opening(header=9) + b'{"a":NaN}',
        opening(header=10) + b'{"a":"\xff\xff"}',
        opening(header=200_000) + b"[" * 200_000,
    ],
)
def test_lies_are_no_frames(data: bytes) -> None:
    with pytest.raises(FrameError):
        read_frame(io.BytesIO(data))


@pytest.mark.parametrize(
    ("header", "blobs"),
    [({"a": "x" * MAX_HEADER}, []), ({}, [b""] * (MAX_BLOBS + 1)), ({}, [bytes(MAX_TOTAL + 1)])],
)
def test_what_is_too_large_is_not_sent(header: dict[str, object], blobs: list[bytes]) -> None:
    out = io.BytesIO()
    with pytest.raises(FrameError):
        write_frame(out, header, blobs)
    assert out.getvalue() == b""


def test_an_honest_intake_passes() -> None:
    found = from_wire(HONEST, [JPEG, JPEG], "a.jpg")
    assert found.original_name == "a.jpg"
    assert found.size_bytes == len(JPEG)
    assert found.measures == {"glare": 0.25}
    assert to_wire(found) == (HONEST, [JPEG, JPEG])


def test_half_a_place_is_none() -> None:
    found = from_wire(HONEST | {"longitude": None}, [JPEG, JPEG], "a.jpg")
    assert (found.latitude, found.longitude) == (None, None)


@pytest.mark.parametrize(
    "lie",
    [
        {"width": 0},
        {"width": 1601},
        {"height": 8.5},
        {"height": True},
        {"height": None},
        {"taken_at": "kemarin"},
        {"taken_at": "2026-11-20T09:08:07+07:00"},
        {"latitude": 91},
        {"longitude": "106"},
        {"sharpness": -1},
        {"sharpness": 1e300},
        {"brightness": 256},
        {"measures": []},
        {"measures": {"glare": "x"}},
        {"measures": {"<b>": 1.0}},
        {"measures": {f"m{n}": 1.0 for n in range(65)}},
        {"phash": "XYZ"},
        {"phash": 5},
    ],
)
def test_unbelievable_intakes_are_refused(lie: dict[str, object]) -> None:
    with pytest.raises(UnbelievableError):
        from_wire(HONEST | lie, [JPEG, JPEG], "a.jpg")


@pytest.mark.parametrize("blobs", [[], [JPEG], [JPEG, b"<svg/>"], [JPEG] * 3])
def test_other_than_two_jpegs_is_refused(blobs: list[bytes]) -> None:
    with pytest.raises(UnbelievableError):
        from_wire(HONEST, blobs, "a.jpg")
