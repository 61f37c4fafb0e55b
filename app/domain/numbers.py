"""Register numbers: unique without a network, and safe to read aloud.

`K-31.74.04-A7-2026-00012-X`: region of the level, device, year, sequence of the
device in that year, and an ISO 7064 MOD 37,36 check character.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SHAPE = re.compile(
    r"K-(\d{2}(?:\.\d{2}){0,2})-([0-9A-Z]{2,6})-(\d{4})-(\d{5,9})-([0-9A-Z])", re.ASCII
)


@dataclass(frozen=True, slots=True)
class RegisterNumber:
    """The parts of a register number, without its check character."""

    region: str
    device: str
    year: int
    sequence: int

    def __str__(self) -> str:
        body = f"K-{self.region}-{self.device}-{self.year:04d}-{self.sequence:05d}"
        return f"{body}-{check_character(body)}"


def check_character(text: str) -> str:
    """ISO 7064 MOD 37,36 over the letters and digits of `text` (others are passed over)."""
    check = 36
    for symbol in text.upper():
        if symbol not in _ALPHABET:
            continue
        check = (check + _ALPHABET.index(symbol)) % 36 or 36
        check = check * 2 % 37
    return _ALPHABET[(1 - check) % 36]


def parse_register_number(text: str) -> RegisterNumber | None:
    """The number in `text`, or None when the shape or the check character is wrong."""
    match = _SHAPE.fullmatch(text.strip().upper())
    if match is None:
        return None
    region, device, year, sequence, _ = match.groups()
    number = RegisterNumber(region, device, int(year), int(sequence))
    return number if str(number) == text.strip().upper() else None
