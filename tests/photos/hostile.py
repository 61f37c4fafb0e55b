"""Pictures that were spoiled on purpose: seeded, by format, in the ways that broke decoders.

Bits flipped, files cut, parts doubled, dropped or spliced from another file, sizes that lie
with a checksum that fits, bombs, damaged EXIF and ICC. Used by a sample in the tests and by
all in `python -m benchmarks.hostile`.
"""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pillow_heif
from PIL import Image, ImageCms

from .pictures import encoded, noisy, quarters

FORMATS = ("JPEG", "PNG", "WEBP", "HEIC")
Mutate = Callable[[random.Random, bytes, bytes], bytes]


def _exif() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x0132] = "2026:11:21 10:00:00"
    exif.get_ifd(0x8769)[0x9003] = "2026:11:20 09:08:07"
    exif.get_ifd(0x8825).update({1: "S", 2: (6.0, 10.0, 30.0), 3: "E", 4: (106.0, 49.0, 37.2)})
    return exif.tobytes()


def _heic(image: Image.Image, **options: Any) -> bytes:
    out = io.BytesIO()
    pillow_heif.from_pillow(image).save(out, quality=70, **options)
    return out.getvalue()


@cache
def sources(kind: str) -> tuple[bytes, ...]:
    """Good files of a format, each of another make."""
    small, large = noisy((96, 72)), quarters((1200, 900))
    clear = small.convert("RGBA")
    clear.putalpha(Image.linear_gradient("L").resize(clear.size))
    icc = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    told: dict[str, Any] = {"exif": _exif(), "icc_profile": icc}
    if kind == "JPEG":
        return (
            encoded(small, **told),
            encoded(large, progressive=True, **told),
            encoded(small.convert("CMYK")),
            encoded(small.convert("L"), restart_marker_blocks=1),
        )
    if kind == "PNG":
        return (
            encoded(small, "PNG", **told),
            encoded(clear, "PNG"),
            encoded(large.quantize(16), "PNG", transparency=0),
            encoded(Image.new("I;16", (90, 70), 3000), "PNG"),
        )
    if kind == "WEBP":
        frames = [noisy((48, 48), seed) for seed in (1, 2, 3)]
        return (
            encoded(small, "WEBP", **told),
            encoded(clear, "WEBP", lossless=True),
            encoded(large, "WEBP"),
            encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:]),
        )
    return (_heic(small, exif=_exif()), _heic(large), _heic(clear))


# -- ways to spoil any file ------------------------------------------------------------------


def _flipped(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    out = bytearray(data)
    for _ in range(rng.randint(1, 20)):
        at = rng.randrange(len(out) if rng.random() < 0.6 else min(400, len(out)))
        out[at] ^= 1 << rng.randrange(8)
    return bytes(out)


def _cut(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    return data[: rng.randrange(len(data))]


def _overwritten(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    out = bytearray(data)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(out) if rng.random() < 0.5 else min(400, len(out)))
        out[at : at + 4] = rng.choice([b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff", b"\x80\0\0\0"])
    return bytes(out)


def _spliced(rng: random.Random, data: bytes, other: bytes) -> bytes:
    return data[: rng.randrange(len(data))] + other[rng.randrange(len(other)) :]


def _doubled(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    at, length = rng.randrange(len(data)), rng.randint(1, 4000)
    return data[: at + length] + data[at:]


def _hollow(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    at, length = rng.randrange(len(data)), rng.randint(1, 4000)
    return data[:at] + data[at + length :]


# -- ways that know the format ---------------------------------------------------------------


def _segments(data: bytes) -> list[bytes]:
    """A JPEG's segments up to its first scan, then the rest as one."""
    parts, at = [data[:2]], 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        length = 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        parts.append(data[at : at + length])
        at += length
    return [*parts, data[at:]]


def _chunks(data: bytes) -> list[bytes]:
    """A PNG's signature and chunks."""
    parts, at = [data[:8]], 8
    while at + 12 <= len(data):
        length = 12 + int.from_bytes(data[at : at + 4], "big")
        parts.append(data[at : at + length])
        at += length
    return parts


def _riff(data: bytes) -> list[bytes]:
    """A WebP's header and chunks."""
    parts, at = [data[:12]], 12
    while at + 8 <= len(data):
        length = 8 + int.from_bytes(data[at + 4 : at + 8], "little")
        length += length % 2
        parts.append(data[at : at + length])
        at += length
    return parts


def _boxes(data: bytes) -> list[bytes]:
    """A HEIC's outermost boxes."""
    parts, at = [], 0
    while at + 8 <= len(data):
        length = max(8, int.from_bytes(data[at : at + 4], "big"))
        parts.append(data[at : at + length])
        at += length
    return parts


_PARTS = {"JPEG": _segments, "PNG": _chunks, "WEBP": _riff, "HEIC": _boxes}


def _shuffled(kind: str) -> Mutate:
    def mutate(rng: random.Random, data: bytes, other: bytes) -> bytes:
        """Parts dropped, doubled, moved, or taken from another file."""
        parts, others = _PARTS[kind](data), _PARTS[kind](other)
        for _ in range(rng.randint(1, 4)):
            at = rng.randrange(1, len(parts)) if len(parts) > 1 else 0
            choice = rng.randrange(4)
            if choice == 0 and len(parts) > 2:
                del parts[at]
            elif choice == 1:
                parts[at:at] = [parts[at]] * rng.randint(1, 50)
            elif choice == 2:
                parts.insert(at, rng.choice(others))
            else:
                parts.append(parts.pop(at))
        return b"".join(parts)

    return mutate


def _lying_jpeg(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    out = bytearray(data)
    for marker in (b"\xff\xc0", b"\xff\xc2"):
        at = data.find(marker)
        if at > 0:
            out[at + 5 : at + 9] = _sides(rng, ">HH", 65_500)
    return bytes(out)


def _lying_png(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    body = _sides(rng, ">II", 2**31 - 1) + data[24:29]
    return data[:8] + _chunk(b"IHDR", body) + data[33:]


def _lying_webp(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    out = bytearray(data)
    at = data.find(b"VP8X")
    if at > 0:
        out[at + 12 : at + 18] = rng.randbytes(6)
    at = data.find(b"VP8 ")
    if at > 0:
        out[at + 14 : at + 18] = _sides(rng, "<HH", 16_383)
    out[4:8] = struct.pack("<I", rng.choice([0, 5, len(data), 2**32 - 1, rng.randrange(2**31)]))
    return bytes(out)


def _lying_heic(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    out = bytearray(data)
    at = data.find(b"ispe")
    if at > 0 and rng.random() < 0.5:
        out[at + 8 : at + 16] = _sides(rng, ">II", 2**31 - 1)
    names = [b"ispe", b"iloc", b"iinf", b"hvcC", b"ipma", b"iprp", b"meta", b"mdat", b"pitm"]
    at = data.find(rng.choice(names))
    if at > 3:
        length = rng.choice([0, 1, 7, 2**31 - 1, 2**32 - 1, rng.randrange(2000)])
        out[at - 4 : at] = struct.pack(">I", length)
    return bytes(out)


def _sides(rng: random.Random, layout: str, most: int) -> bytes:
    choices = [0, 1, 8, 400, 6_300, min(most, 20_000), most]
    return struct.pack(layout, rng.choice(choices), rng.choice(choices))


def _told(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """EXIF or ICC damaged from where it begins."""
    starts = [
        data.find(mark) for mark in (b"Exif\0\0", b"II*\0", b"MM\0*", b"acsp", b"ICC_PROFILE")
    ]
    found = [at for at in starts if at > 0]
    if not found:
        return _flipped(rng, data, b"")
    out, at = bytearray(data), rng.choice(found)
    for _ in range(rng.randint(1, 30)):
        out[min(len(out) - 1, at + rng.randrange(300))] = rng.randrange(256)
    return bytes(out)


def _chunk(kind: bytes, body: bytes) -> bytes:
    crc = struct.pack(">I", zlib.crc32(kind + body))
    return struct.pack(">I", len(body)) + kind + body + crc


# -- bombs ------------------------------------------------------------------------------------


def _zeros(length: int) -> bytes:
    packer = zlib.compressobj(9)
    block = bytes(1024 * 1024)
    parts = [packer.compress(block) for _ in range(length // len(block) + 1)]
    return b"".join([*parts, packer.flush()])


def _bomb_png(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    width, height = rng.choice([(6_000, 6_000), (39_000, 1_000), (30_000, 30_000), (4_000, 900)])
    depth, colour = rng.choice([(8, 2), (8, 6), (16, 0), (1, 0), (16, 6)])
    interlaced = rng.randrange(2)
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)
    filling = _bomb_filling(64)
    extra = rng.choice(
        [
            b"",
            _chunk(b"zTXt", b"a\0\0" + _bomb_filling(64)),
            _chunk(b"iCCP", b"a\0\0" + _bomb_filling(64)),
            _chunk(b"iTXt", b"a\0\1\0\0\0" + _bomb_filling(64)) * 20,
            _chunk(b"eXIf", b"MM\0*" + rng.randbytes(60)),
        ]
    )
    end = _chunk(b"IDAT", filling) + _chunk(b"IEND", b"")
    return data[:8] + _chunk(b"IHDR", header) + extra + end


@cache
def _bomb_filling(megabytes: int) -> bytes:
    return _zeros(megabytes * 1024 * 1024)


@cache
def _huge_progressive() -> bytes:
    return encoded(Image.new("L", (6_000, 6_000), 128), progressive=True)


def _bomb_jpeg(rng: random.Random, _data: bytes, _other: bytes) -> bytes:
    """A trap of scans: each is tiny, and each goes over the whole picture again."""
    whole = _huge_progressive() if rng.random() < 0.3 else sources("JPEG")[1]
    first, last = whole.find(b"\xff\xda"), whole.rfind(b"\xff\xda")
    return whole[:first] + whole[first:last] + whole[last:-2] * rng.choice([20, 400, 4_000])


def _bomb_webp(rng: random.Random, _data: bytes, _other: bytes) -> bytes:
    side = rng.choice([(4_800, 4_900), (6_300, 6_300), (16_383, 1_400)])
    return _flat_webp(side)


@cache
def _flat_webp(size: tuple[int, int]) -> bytes:
    return encoded(Image.new("RGB", size, "teal"), "WEBP", lossless=True, method=0)


def _bomb_heic(rng: random.Random, data: bytes, _other: bytes) -> bytes:
    """The item's size says more than its tiles hold, or the boxes nest without end."""
    if rng.random() < 0.5:
        return _lying_heic(rng, data, b"")
    box = b""
    for _ in range(rng.choice([50, 2_000])):
        box = struct.pack(">I", 8 + len(box)) + b"meta" + box
    return data[:24] + box + data[24:]


_ANY: tuple[Mutate, ...] = (_flipped, _cut, _overwritten, _spliced, _doubled, _hollow, _told)
_OWN: dict[str, tuple[Mutate, Mutate]] = {
    "JPEG": (_lying_jpeg, _bomb_jpeg),
    "PNG": (_lying_png, _bomb_png),
    "WEBP": (_lying_webp, _bomb_webp),
    "HEIC": (_lying_heic, _bomb_heic),
}


def spoiled(kind: str, count: int, seed: int) -> Iterator[bytes]:
    """`count` spoiled files of a format, the same for each seed; one in twenty is a bomb."""
    rng = random.Random(f"{kind} {seed}")
    lying, bomb = _OWN[kind]
    ways = (*_ANY, _shuffled(kind), lying, lying)
    for number in range(count):
        mutate = bomb if number % 20 == 19 else rng.choice(ways)
        data, other = rng.choice(sources(kind)), rng.choice(sources(kind))
        yield mutate(rng, data, other)
