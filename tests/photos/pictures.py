"""Small pictures for the tests of photographs."""

from __future__ import annotations

import io
import random
from typing import Any

from PIL import Image, ImageDraw

RED, GREEN, BLUE, YELLOW = (220, 30, 30), (30, 180, 30), (30, 30, 220), (230, 220, 20)


def quarters(size: tuple[int, int] = (400, 300)) -> Image.Image:
    """Red, green / blue, yellow: every turn and mirror of it looks different."""
    image = Image.new("RGB", size)
    draw = ImageDraw.Draw(image)
    w, h = size[0] // 2, size[1] // 2
    for at, colour in zip(
        [(0, 0), (w, 0), (0, h), (w, h)], [RED, GREEN, BLUE, YELLOW], strict=True
    ):
        draw.rectangle((*at, at[0] + w, at[1] + h), fill=colour)
    return image


def noisy(size: tuple[int, int] = (320, 240), seed: int = 1) -> Image.Image:
    """Repeatable random pixels, as sharp as a picture can be."""
    data = random.Random(seed).randbytes(size[0] * size[1] * 3)
    return Image.frombytes("RGB", size, data)


def encoded(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """The bytes of `image` as a file of `kind`."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def decoded(data: bytes) -> Image.Image:
    """The loaded picture in `data`."""
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        return image.copy()


def near(found: object, wanted: tuple[int, int, int], tolerance: int = 30) -> bool:
    """Whether a pixel is about the wanted colour, as far as JPEG keeps it."""
    assert isinstance(found, tuple)
    return all(abs(a - b) <= tolerance for a, b in zip(found, wanted, strict=True))


def corners(image: Image.Image) -> list[object]:
    """The colours in the middles of the four quarters: top, then bottom."""
    xs, ys = (image.width // 4, image.width * 3 // 4), (image.height // 4, image.height * 3 // 4)
    return [image.getpixel((x, y)) for y in ys for x in xs]
