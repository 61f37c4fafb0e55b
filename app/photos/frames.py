"""What the program and its workshop say to each other: a JSON header, then blobs.

Never pickle: the workshop decodes strangers' bytes, and a pickle can run anything. Every
length is checked against a limit before a byte of it is read.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO, NoReturn

MAX_HEADER = 1024 * 1024
MAX_BLOBS = 32
MAX_TOTAL = 128 * 1024 * 1024

_OPENING = struct.Struct(">4sII")
_LENGTH = struct.Struct(">I")
_MAGIC = b"KLw1"

Frame = tuple[dict[str, Any], list[bytes]]


class FrameError(Exception):
    """Bytes that are no frame, or one over the limits."""


def write_frame(stream: BinaryIO, header: Mapping[str, Any], blobs: Sequence[bytes]) -> None:
    """Write and flush one frame; FrameError, with nothing written, when it is over the limits."""
    text = json.dumps(header, allow_nan=False, separators=(",", ":")).encode()
    if len(text) > MAX_HEADER or len(blobs) > MAX_BLOBS or sum(map(len, blobs)) > MAX_TOTAL:
        raise FrameError("too large to send")
    stream.write(_OPENING.pack(_MAGIC, len(text), len(blobs)))
    for blob in blobs:
        stream.write(_LENGTH.pack(len(blob)))
    stream.write(text)
    for blob in blobs:
        stream.write(blob)
    stream.flush()


def read_frame(stream: BinaryIO) -> Frame | None:
    """The next frame; None where the stream ends between two; FrameError for all else."""
    opening = stream.read(_OPENING.size)
    if not opening:
        return None
    if len(opening) != _OPENING.size:
        raise FrameError("cut off")
    magic, header_length, count = _OPENING.unpack(opening)
    if magic != _MAGIC or header_length > MAX_HEADER or count > MAX_BLOBS:
        raise FrameError("no frame")
    lengths = [_LENGTH.unpack(_exactly(stream, _LENGTH.size))[0] for _ in range(count)]
    if sum(lengths) > MAX_TOTAL:
        raise FrameError("too large")
    header = _parsed(_exactly(stream, header_length))
    return header, [_exactly(stream, length) for length in lengths]


def _exactly(stream: BinaryIO, length: int) -> bytes:
    data = stream.read(length)
    if len(data) != length:
        raise FrameError("cut off")
    return data


def _parsed(text: bytes) -> dict[str, Any]:
    try:
        header = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise FrameError("header is no JSON") from error
    if not isinstance(header, dict):
        raise FrameError("header is no object")
    return header


def _no_constant(_name: str) -> NoReturn:
    raise ValueError("NaN and infinity are no figures")
