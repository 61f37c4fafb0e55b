"""A still from a camera as a file, with the time it was taken at inside, as cameras write it."""

from __future__ import annotations

import io
from datetime import datetime

from PIL import Image
from PIL.ExifTags import IFD, Base

_QUALITY = 95
"""What is lost here is lost before intake, which encodes once more."""


def jpeg_of(width: int, height: int, rgb: bytes, taken_at: datetime) -> bytes:
    """The pixels, row by row, as a JPEG file; `taken_at` is the wall clock beside the camera."""
    exif = Image.Exif()
    exif.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = f"{taken_at:%Y:%m:%d %H:%M:%S}"
    file = io.BytesIO()
    image = Image.frombytes("RGB", (width, height), rgb)
    image.save(file, "JPEG", quality=_QUALITY, subsampling=0, exif=exif)
    return file.getvalue()
