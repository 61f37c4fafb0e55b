"""How often a decoder goes over a JPEG: a camera's dozen, or a trap's thousands."""

from __future__ import annotations

from typing import Final

_SEQUENTIAL: Final = {0xC0, 0xC1}
_FRAMES: Final = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN: Final = 0xDA
_SEGMENTS: Final = _FRAMES | {0xC4, 0xCC, 0xDB, 0xDD, 0xFE} | set(range(0xE0, 0xF0))


def scans(data: bytes) -> int:
    """At most so many scans are in the file.

    A sequential one with all colours in its first scan has no other that libjpeg would decode,
    which spares counting through megabytes. Whatever is not plainly that is counted.
    """
    return 1 if _is_plain(data) else data.count(b"\xff\xda")


def _is_plain(data: bytes) -> bool:
    """Whether the segments before the first scan say so, with nothing between or beside them."""
    colours, at = 0, 2
    while at + 10 <= len(data) and data[at] == 0xFF:
        marker, body = data[at + 1], at + 4
        if marker == _SCAN:
            return colours > 0 and data[body] == colours
        if marker not in _SEGMENTS or (marker in _FRAMES and colours):
            return False
        if marker in _FRAMES:
            if marker not in _SEQUENTIAL:
                return False
            colours = data[body + 5]
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return False
