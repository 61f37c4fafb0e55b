"""What intake makes of a photograph, and how it comes out of the workshop.

The workshop decodes hostile bytes, so nothing it says is believed: hashes are counted again
here, and each figure must be one that a photograph can have.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

MAX_BYTES = 40 * 1024 * 1024
MASTER_SIDE = 1600
THUMBNAIL_SIDE = 320
EMBLEM_SIDE = 1200

_JPEG = b"\xff\xd8\xff"
_PNG = b"\x89PNG\r\n\x1a\n"
_MAX_TEXTS = 200
_MAX_TEXT = 8000
"""A QR code holds 7,089 digits."""

_LIKENESS = re.compile(r"[0-9a-f]{16}")
_NAME_OF_MEASURE = re.compile(r"[a-z][a-z0-9_.]{0,39}")
_MAX_MEASURES = 64


@dataclass(frozen=True, slots=True)
class Intake:
    """A photograph as the program keeps it.

    `master` and `thumbnail` are sRGB JPEGs without metadata, at most 1600 and
    320 px on the longest side, named by `sha256` and `thumbnail_sha256`.
    `width`, `height` (px) and `size_bytes` are the master's. `taken_at` is the
    camera's wall clock, naive; latitude and longitude are degrees (WGS 84).
    `sharpness` and `brightness` are explained in `app.photos.quality`; `measures` are the
    coach's figures, `phash` its 64 bits of likeness as 16 hexadecimal digits.
    """

    master: bytes
    thumbnail: bytes
    sha256: str
    thumbnail_sha256: str
    width: int
    height: int
    size_bytes: int
    taken_at: datetime | None
    latitude: float | None
    longitude: float | None
    sharpness: float
    brightness: float
    original_name: str
    measures: Mapping[str, float] | None = None
    phash: str | None = None


@dataclass(frozen=True, slots=True)
class Emblem:
    """The picture of a letterhead: a clean PNG, and its pixels (RGBA, row by row) to be shown."""

    png: bytes
    width: int
    height: int
    rgba: bytes


class UnbelievableError(Exception):
    """An answer of the workshop that no honest intake gives."""


def to_wire(intake: Intake) -> tuple[dict[str, Any], list[bytes]]:
    """An intake as the workshop hands it out; hashes and the name are known outside."""
    header = {
        "width": intake.width,
        "height": intake.height,
        "taken_at": intake.taken_at.isoformat() if intake.taken_at else None,
        "latitude": intake.latitude,
        "longitude": intake.longitude,
        "sharpness": intake.sharpness,
        "brightness": intake.brightness,
        "measures": None if intake.measures is None else dict(intake.measures),
        "phash": intake.phash,
    }
    return header, [intake.master, intake.thumbnail]


def from_wire(header: Mapping[str, Any], blobs: Sequence[bytes], name: str) -> Intake:
    """The intake in an answer of the workshop; UnbelievableError if it cannot be one."""
    if len(blobs) != 2 or not all(blob.startswith(_JPEG) for blob in blobs):
        raise UnbelievableError("not a master and a thumbnail")
    master, thumbnail = blobs
    latitude = _maybe(header, "latitude", -90, 90)
    longitude = _maybe(header, "longitude", -180, 180)
    return Intake(
        master=master,
        thumbnail=thumbnail,
        sha256=hashlib.sha256(master).hexdigest(),
        thumbnail_sha256=hashlib.sha256(thumbnail).hexdigest(),
        width=_side(header, "width"),
        height=_side(header, "height"),
        size_bytes=len(master),
        taken_at=_moment(header.get("taken_at")),
        latitude=latitude if longitude is not None else None,
        longitude=longitude if latitude is not None else None,
        sharpness=_figure(header.get("sharpness"), 0, 1e6),
        brightness=_figure(header.get("brightness"), 0, 255),
        original_name=name,
        measures=measures_of(header.get("measures")),
        phash=_phash(header.get("phash")),
    )


def emblem_of(header: Mapping[str, Any], blobs: Sequence[bytes]) -> Emblem:
    """The emblem in an answer of the workshop; UnbelievableError if it cannot be one."""
    width, height = (_side(header, key, EMBLEM_SIDE) for key in ("width", "height"))
    if len(blobs) != 2 or not blobs[0].startswith(_PNG) or len(blobs[1]) != 4 * width * height:
        raise UnbelievableError("no emblem")
    return Emblem(blobs[0], width, height, blobs[1])


def texts_of(value: object) -> list[str]:
    """The texts of codes in an answer of the workshop; UnbelievableError if they cannot be."""
    if not isinstance(value, list) or len(value) > _MAX_TEXTS:
        raise UnbelievableError("not texts")
    if not all(isinstance(text, str) and len(text) <= _MAX_TEXT for text in value):
        raise UnbelievableError("a text no code holds")
    return value


def _figure(value: object, low: float, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise UnbelievableError("not a number")
    if not math.isfinite(value) or not low <= value <= high:
        raise UnbelievableError("a number out of range")
    return float(value)


def _maybe(header: Mapping[str, Any], key: str, low: float, high: float) -> float | None:
    value = header.get(key)
    return None if value is None else _figure(value, low, high)


def _side(header: Mapping[str, Any], key: str, most: int = MASTER_SIDE) -> int:
    value = header.get(key)
    if not isinstance(value, int):
        raise UnbelievableError("a side that is no whole number")
    return int(_figure(value, 1, most))


def _moment(value: object) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise UnbelievableError("not a moment") from error
    if moment.tzinfo is not None:
        raise UnbelievableError("a camera's clock knows no zone")
    return moment


def measures_of(value: object) -> dict[str, float] | None:
    """The coach's figures in an answer of the workshop; UnbelievableError if they cannot be."""
    if value is None:
        return None
    if not isinstance(value, dict) or len(value) > _MAX_MEASURES:
        raise UnbelievableError("not measures")
    if not all(_NAME_OF_MEASURE.fullmatch(key) for key in value):
        raise UnbelievableError("a measure of no name")
    return {key: _figure(figure, -1e9, 1e9) for key, figure in value.items()}


def _phash(value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not _LIKENESS.fullmatch(value):
        raise UnbelievableError("not a likeness")
    return value
