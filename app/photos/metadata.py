"""What a camera wrote into a photograph: when, where, and which way is up.

Read before the master is made, because the master carries no EXIF. Damaged
metadata is no reason to refuse a photograph: it counts as absent.
"""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from PIL import ExifTags, Image

_STAMP = re.compile(r"(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)")
# Everything Pillow's TIFF reader was seen to raise on damaged directories.
_DAMAGED = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    struct.error,
    RuntimeError,
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """`orientation` 1 to 8 as in EXIF; `taken_at` is the camera's wall clock, naive.

    Latitude and longitude are degrees (WGS 84); both are there, or neither.
    """

    orientation: int = 1
    taken_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None


def read_metadata(image: Image.Image) -> Metadata:
    """The metadata of an opened image; never raises for what is written in it."""
    try:
        exif = image.getexif()
        main = dict(exif)
        detail = dict(exif.get_ifd(ExifTags.IFD.Exif))
        place = dict(exif.get_ifd(ExifTags.IFD.GPSInfo))
    except _DAMAGED:
        return Metadata()
    latitude, longitude = _position(place)
    return Metadata(_orientation(main), _taken_at(main, detail), latitude, longitude)


def _orientation(main: Mapping[int, object]) -> int:
    value = main.get(ExifTags.Base.Orientation)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _taken_at(main: Mapping[int, object], detail: Mapping[int, object]) -> datetime | None:
    stamps = (
        detail.get(ExifTags.Base.DateTimeOriginal),
        detail.get(ExifTags.Base.DateTimeDigitized),
        main.get(ExifTags.Base.DateTime),
    )
    return next((found for found in map(_parse_stamp, stamps) if found), None)


def _parse_stamp(value: object) -> datetime | None:
    match = _STAMP.match(value) if isinstance(value, str) else None
    if match is None:
        return None
    year, month, day, hour, minute, second = match.groups()
    try:
        return datetime.fromisoformat(f"{year}-{month}-{day}T{hour}:{minute}:{second}")
    except ValueError:
        return None


def _position(place: Mapping[int, object]) -> tuple[float | None, float | None]:
    gps = ExifTags.GPS
    latitude = _degrees(place.get(gps.GPSLatitude), place.get(gps.GPSLatitudeRef), "S", 90)
    longitude = _degrees(place.get(gps.GPSLongitude), place.get(gps.GPSLongitudeRef), "W", 180)
    # Phones without a fix write zeros; nobody sells off the coast of Ghana.
    if latitude is None or longitude is None or latitude == longitude == 0:
        return None, None
    return latitude, longitude


def _degrees(value: object, reference: object, negative: str, limit: int) -> float | None:
    if not isinstance(value, tuple) or len(value) != 3:
        return None
    try:
        degrees, minutes, seconds = (float(part) for part in value)
    except _DAMAGED:
        return None
    angle = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(angle) or not 0 <= angle <= limit:
        return None
    sign = -1 if isinstance(reference, str) and reference.strip("\0 ").upper() == negative else 1
    return round(sign * angle, 7)
