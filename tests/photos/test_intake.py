"""Taking in photographs: every camera, every orientation, every kind of damage."""

from __future__ import annotations

import hashlib
import io
import random
import struct
import zlib
from datetime import datetime
from typing import Any

import pillow_heif
import pytest
from PIL import Image, ImageCms

from app.errors import UserError
from app.photos import scaling
from app.photos.intake import take_in
from app.photos.taken import MAX_BYTES

from .pictures import (
    BLUE,
    GREEN,
    RED,
    YELLOW,
    corners,
    decoded,
    encoded,
    near,
    noisy,
    quarters,
)

CODES = {
    "photo.empty",
    "photo.not_an_image",
    "photo.corrupt",
    "photo.too_large",
    "photo.too_many_pixels",
    "photo.unsupported",
}
UPRIGHT = [RED, GREEN, BLUE, YELLOW]
# What must be done to an upright picture so that the orientation tag turns it back.
STORED_AS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def camera_exif(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Contoh"
    exif[0x0132] = "2026:11:21 10:00:00"
    exif.get_ifd(0x8769)[0x9003] = "2026:11:20 09:08:07"
    exif.get_ifd(0x8825).update(
        {1: "S", 2: (6.0, 10.0, 30.0), 3: "E", 4: (106.0, 49.0, 37.2)},
    )
    return exif


def heic(image: Image.Image, **options: Any) -> bytes:
    out = io.BytesIO()
    pillow_heif.from_pillow(image).save(out, quality=90, **options)
    return out.getvalue()


def refused(data: bytes) -> UserError:
    with pytest.raises(UserError) as caught:
        take_in(data, original_name="IMG_1.jpg")
    assert "IMG_1.jpg" in caught.value.what
    assert caught.value.safe
    assert caught.value.todo
    return caught.value


def bare_png(width: int, height: int) -> bytes:
    """A well-formed header that promises pixels which are not there."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + crc

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100))
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_formats(kind: str) -> None:
    found = take_in(encoded(quarters(), kind), original_name="a")
    assert all(map(near, corners(decoded(found.master)), UPRIGHT))


def test_heic() -> None:
    found = take_in(heic(quarters()), original_name="a.heic")
    assert all(map(near, corners(decoded(found.master)), UPRIGHT))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIC"])
def test_orientations(kind: str, orientation: int) -> None:
    turn = STORED_AS[orientation]
    stored = quarters() if turn is None else quarters().transpose(turn)
    exif = camera_exif(orientation).tobytes()
    data = heic(stored, exif=exif) if kind == "HEIC" else encoded(stored, kind, exif=exif)
    found = take_in(data, original_name="a")
    assert (found.width, found.height) == (400, 300)
    for picture in (found.master, found.thumbnail):
        assert all(map(near, corners(decoded(picture)), UPRIGHT))


@pytest.mark.parametrize(
    ("size", "master", "thumbnail"),
    [
        ((4000, 3000), (1600, 1200), (320, 240)),
        ((3000, 4000), (1200, 1600), (240, 320)),
        ((1601, 10), (1600, 10), (320, 2)),
        ((1600, 1600), (1600, 1600), (320, 320)),
        ((200, 100), (200, 100), (200, 100)),
        ((1, 1), (1, 1), (1, 1)),
        ((3, 9000), (1, 1600), (1, 320)),
    ],
)
def test_sizes(size: tuple[int, int], master: tuple[int, int], thumbnail: tuple[int, int]) -> None:
    found = take_in(encoded(Image.new("RGB", size, "teal")), original_name="a.jpg")
    assert decoded(found.master).size == (found.width, found.height) == master
    assert decoded(found.thumbnail).size == thumbnail


def test_facts_match_the_bytes() -> None:
    found = take_in(encoded(noisy()), original_name="kue kering.jpg")
    assert found.sha256 == hashlib.sha256(found.master).hexdigest()
    assert found.thumbnail_sha256 == hashlib.sha256(found.thumbnail).hexdigest()
    assert found.size_bytes == len(found.master)
    assert found.original_name == "kue kering.jpg"
    assert found.sharpness > 1000
    assert 120 < found.brightness < 135


def test_the_same_photograph_has_the_same_name() -> None:
    data = encoded(noisy(), exif=camera_exif())
    assert take_in(data, original_name="a") == take_in(data, original_name="a")


def test_camera_facts_are_read_and_stripped() -> None:
    found = take_in(encoded(noisy(), exif=camera_exif(), comment=b"RAHASIA"), original_name="a.jpg")
    assert found.taken_at == datetime.fromisoformat("2026-11-20T09:08:07")
    assert found.taken_at.tzinfo is None
    assert found.latitude == pytest.approx(-6.175)
    assert found.longitude == pytest.approx(106.827)
    for picture in (found.master, found.thumbnail):
        assert b"RAHASIA" not in picture
        assert b"Exif" not in picture
        assert not decoded(picture).getexif()
        assert set(decoded(picture).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_camera_facts_from_heic() -> None:
    found = take_in(heic(noisy(), exif=camera_exif().tobytes()), original_name="a.heic")
    assert found.taken_at == datetime.fromisoformat("2026-11-20T09:08:07")
    assert found.latitude == pytest.approx(-6.175)


@pytest.mark.parametrize("stamp", ["0000:00:00 00:00:00", "2026:13:45 99:99:99", "kemarin", ""])
def test_impossible_times_are_absent(stamp: str) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = stamp
    assert take_in(encoded(noisy(), exif=exif), original_name="a").taken_at is None


@pytest.mark.parametrize(
    "place",
    [
        {1: "S", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)},
        {1: "S", 2: (96.0, 0.0, 0.0), 3: "E", 4: (106.0, 0.0, 0.0)},
        {1: "S", 2: (6.0, 0.0, 0.0)},
        {1: "S", 2: (6.0, 0.0), 3: "E", 4: (106.0, 0.0, 0.0)},
    ],
)
def test_impossible_places_are_absent(place: dict[int, object]) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update(place)
    found = take_in(encoded(noisy(), exif=exif), original_name="a")
    assert (found.latitude, found.longitude) == (None, None)


def test_damaged_exif_does_not_cost_the_photograph() -> None:
    data = encoded(quarters(), exif=b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\xee" * 40)
    assert take_in(data, original_name="a").taken_at is None


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_transparent_becomes_white(kind: str) -> None:
    image = Image.new("RGBA", (64, 64), (255, 0, 0, 0))
    found = take_in(encoded(image, kind, lossless=True), original_name="a")
    assert near(decoded(found.master).getpixel((32, 32)), (255, 255, 255), 3)


def test_transparent_palette_and_grey_become_white() -> None:
    palette = Image.new("P", (64, 64), 0)
    palette.putpalette([255, 0, 0, 0, 0, 255])
    for data in (
        encoded(palette, "PNG", transparency=0),
        encoded(Image.new("LA", (64, 64), (0, 0)), "PNG"),
    ):
        pixel = decoded(take_in(data, original_name="a").master).getpixel((32, 32))
        assert near(pixel, (255, 255, 255), 3)


def test_other_pixel_layouts_keep_their_colour() -> None:
    grey16 = Image.new("I;16", (64, 64), 32768)
    cases = [
        (encoded(grey16, "PNG"), (128, 128, 128)),
        (encoded(Image.new("L", (64, 64), 90), "PNG"), (90, 90, 90)),
        (encoded(Image.new("L", (64, 64), 90)), (90, 90, 90)),
        (encoded(Image.new("1", (64, 64), 1), "PNG"), (255, 255, 255)),
        (encoded(Image.new("CMYK", (64, 64), (0, 255, 255, 0))), (255, 0, 0)),
    ]
    for data, wanted in cases:
        pixel = decoded(take_in(data, original_name="a").master).getpixel((32, 32))
        assert near(pixel, wanted, 4)


def swapped_profile() -> tuple[bytes, bytes]:
    """The sRGB profile, and one of another name in which red and blue have changed places."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    other = srgb.replace(b"rXYZ", b"tmp!").replace(b"bXYZ", b"rXYZ").replace(b"tmp!", b"bXYZ")
    return srgb, other.replace("sRGB".encode("utf-16-be"), "BGRs".encode("utf-16-be"))


def test_a_colour_profile_is_converted() -> None:
    srgb, swapped = swapped_profile()
    red = Image.new("RGB", (64, 64), (250, 5, 5))
    same = take_in(encoded(red, icc_profile=srgb), original_name="a")
    other = take_in(encoded(red, icc_profile=swapped), original_name="a")
    assert near(decoded(same.master).getpixel((9, 9)), (250, 5, 5), 4)
    assert near(decoded(other.master).getpixel((9, 9)), (5, 5, 250), 12)


def test_an_unusable_profile_is_ignored() -> None:
    found = take_in(encoded(quarters(), icc_profile=b"rusak" * 50), original_name="a")
    assert all(map(near, corners(decoded(found.master)), UPRIGHT))


def test_jpeg_is_shrunk_while_decoding(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, int]] = []
    real = scaling.shrunk

    def watch(image: Image.Image, size: tuple[int, int]) -> scaling.Pixels:
        seen.append(image.size)
        return real(image, size)

    monkeypatch.setattr(scaling, "shrunk", watch)
    take_in(encoded(Image.new("RGB", (4000, 3000))), original_name="a")
    assert seen == [(2000, 1500)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "photo.empty"),
        (b"bukan foto", "photo.not_an_image"),
        (b"%PDF-1.7 ...", "photo.not_an_image"),
        (b"\0" * 5000, "photo.not_an_image"),
        (encoded(quarters(), "GIF"), "photo.unsupported"),
        (encoded(quarters(), "BMP"), "photo.unsupported"),
        (encoded(quarters(), "TIFF"), "photo.unsupported"),
        (encoded(quarters(), "AVIF"), "photo.unsupported"),
        (b"\0\0\0\x18ftypisom" + b"\0" * 100, "photo.unsupported"),
        (b"\xff\xd8\xff\xe0" + b"x" * 100, "photo.corrupt"),
        (b"\x89PNG\r\n\x1a\n", "photo.corrupt"),
        (encoded(noisy())[:5000], "photo.corrupt"),
        (encoded(noisy(), "PNG")[:5000], "photo.corrupt"),
        (encoded(noisy(), "WEBP")[:3000], "photo.corrupt"),
        (heic(noisy())[:3000], "photo.corrupt"),
        (b"x" * (MAX_BYTES + 1), "photo.too_large"),
        (bare_png(8000, 5001), "photo.too_many_pixels"),
        (bare_png(10_000, 10_000), "photo.too_many_pixels"),
        (bare_png(20_000, 20_000), "photo.too_many_pixels"),
        (bare_png(2_000_000_000, 2_000_000_000), "photo.too_many_pixels"),
        (bare_png(8000, 5000), "photo.corrupt"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)} bytes",
)
def test_refusals(data: bytes, code: str) -> None:
    assert refused(data).code == code


def test_too_many_pixels_are_never_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise AssertionError("decoded")

    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", forbidden)
    assert refused(bare_png(8000, 5001)).code == "photo.too_many_pixels"


def mutated(rng: random.Random, data: bytes) -> bytes:
    """`data` cut, flipped, doubled or overwritten in a few places."""
    out = bytearray(data)
    for _ in range(rng.randint(1, 12)):
        at = rng.randrange(len(out)) if rng.random() < 0.5 else rng.randrange(min(200, len(out)))
        choice = rng.randrange(5)
        if choice == 0:
            out[at] ^= 1 << rng.randrange(8)
        elif choice == 1:
            out[at : at + 4] = rng.choice([b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff"])
        elif choice == 2:
            del out[at : at + rng.randint(1, 60)]
        elif choice == 3:
            out[at:at] = rng.randbytes(rng.randint(1, 60))
        else:
            out[at:at] = out[at : at + rng.randint(1, 200)]
        if not out:
            return b""
    return bytes(out)


def test_mutated_files_raise_nothing_else() -> None:
    exif = camera_exif(6).tobytes()
    small = noisy((64, 48))
    sources = [
        encoded(small, exif=exif),
        encoded(small, progressive=True, exif=exif),
        encoded(small, "PNG", exif=exif),
        encoded(small.quantize(16), "PNG"),
        encoded(small, "WEBP", exif=exif),
        heic(small, exif=exif),
    ]
    rng = random.Random(20261121)
    codes = set()
    for number in range(324):
        data = mutated(rng, sources[number % len(sources)])
        try:
            found = take_in(data, original_name=f"{number}.jpg")
        except UserError as error:
            codes.add(error.code)
        else:
            assert decoded(found.master).size == (found.width, found.height)
    assert "photo.corrupt" in codes
    assert codes <= CODES
