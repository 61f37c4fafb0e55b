"""What the code on a booth card says: which event, which booking, which booth; and a check.

`L-7KQF-3M2D9AXB-012-K`: four symbols of the event's key, eight of the booking's, the booth, an
ISO 7064 check character. A laptop that has the event finds the booking by it; nothing in it
names anybody. It is short enough for a keyboard scanner and for a finger.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2s
from uuid import UUID

from app.domain.numbers import check_character

_SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_EVENT, _BOOKING = 4, 8
_NOISE = re.compile(r"[^0-9A-Z]+", re.ASCII)
_SHAPE = re.compile(rf"L([{_SYMBOLS}]{{{_EVENT}}})([{_SYMBOLS}]{{{_BOOKING}}})(\d{{3}})([0-9A-Z])")


class BoothCodeError(ValueError):
    """No booth card; `mistyped` when it has the shape of one and its check is wrong."""

    def __init__(self, text: str, *, mistyped: bool) -> None:
        super().__init__(text)
        self.mistyped = mistyped


@dataclass(frozen=True, slots=True)
class BoothCode:
    """The parts of a code."""

    event: str
    booking: str
    booth: int


def booth_code(event: UUID, booking: UUID, booth: int) -> str:
    """The code of one booking."""
    body = f"L-{event_mark(event)}-{booking_mark(booking)}-{booth:03d}"
    return f"{body}-{check_character(body)}"


def read_booth_code(text: str) -> BoothCode:
    """What was scanned or typed; case, blanks and dashes do not matter. BoothCodeError."""
    typed = _NOISE.sub("", text.upper())
    match = _SHAPE.fullmatch(typed)
    if match is None:
        raise BoothCodeError(text, mistyped=False)
    event, booking, booth, check = match.groups()
    if check_character(typed[:-1]) != check:
        raise BoothCodeError(text, mistyped=True)
    return BoothCode(event, booking, int(booth))


def event_mark(event: UUID) -> str:
    """Four symbols of an event's key."""
    return _mark(event, _EVENT)


def booking_mark(booking: UUID) -> str:
    """Eight symbols of a booking's key: within one event two are never alike but by 1 in 10^6."""
    return _mark(booking, _BOOKING)


def _mark(key: UUID, length: int) -> str:
    rest = int.from_bytes(blake2s(key.bytes, digest_size=8).digest(), "big")
    symbols = ""
    for _ in range(length):
        rest, place = divmod(rest, len(_SYMBOLS))
        symbols += _SYMBOLS[place]
    return symbols
