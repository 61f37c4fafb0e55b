"""A photograph as large as paper needs it: 300 dots an inch, sRGB on white, upright, and small.

A certificate goes by WhatsApp, and a master of 1600 px is nine times what a print shows.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final

from PIL import Image, ImageOps

from app.photos import errors
from app.photos.frames import Frame

SIDE: Final = 600
"""Pixels of the longer side: 50 mm at 300 dpi, the largest that any paper prints."""

LARGEST: Final = 160_000
"""Bytes; a picture that takes more is saved with a lower quality."""

_QUALITIES: Final = (85, 75, 60, 45, 30, 18)


def shrink(data: bytes, side: int = SIDE, largest: int = LARGEST, *, square: bool = False) -> bytes:
    """A JPEG of at most `side` pixels and `largest` bytes; a `square` one is filled up with white.

    Raises what Pillow raises for bytes that are no picture.
    """
    with Image.open(BytesIO(data)) as image:
        if image.format == "JPEG" and image.mode in ("RGB", "L"):
            # Decodes at a half, a quarter or an eighth, never below the side: most pixels are
            # not made at all.
            image.draft(image.mode, (side, side))
        image.load()
        picture = _on_white(ImageOps.exif_transpose(image))
    picture.thumbnail((side, side), Image.Resampling.HAMMING)
    if square:
        picture = ImageOps.pad(picture, (side, side), Image.Resampling.HAMMING, color="white")
    return _saved(picture, largest)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode == "RGB":
        return image
    paper = Image.new("RGB", image.size, "white")
    solid = image.convert("RGBA")
    paper.paste(solid, mask=solid.getchannel("A"))
    return paper


def _saved(picture: Image.Image, largest: int) -> bytes:
    for quality in _QUALITIES:
        out = BytesIO()
        picture.save(out, "JPEG", quality=quality)
        if out.tell() <= largest:
            break
    return out.getvalue()


def job(header: dict[str, Any], blobs: list[bytes]) -> Frame:
    """The workshop's: one photograph in, the same for paper or a list out.

    Header: `side` in pixels; `largest` in bytes and `square`, where they are not as for paper.
    """
    largest, square = int(header.get("largest", LARGEST)), bool(header.get("square", False))
    try:
        return {}, [shrink(blobs[0], int(header["side"]), largest, square=square)]
    except MemoryError:
        raise
    except Exception as error:
        raise errors.corrupt("") from error
