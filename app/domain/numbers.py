"""Register numbers: unique without a network, and safe to read aloud.

`K-31.74.04-A7-2026-00012-X`: region of the level, device, year, sequence of the
device in that year, and an ISO 7064 MOD 37,36 check character.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2s
from uuid import UUID

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


_LETTERS, _DIGITS = "ACDEFHJKMNPQRTUVWXY", "23456789"


def device_code(number: int) -> str:
    """The code of the laptop with this number, from 1: `A2`, `A3` … `A9`, `AA` … `YY`, `A22` …

    A letter first, so never a year. No symbol can be mistaken for another, by hand or by eye
    (0 O, 1 I L, 2 Z, 5 S, 6 G, 8 B): a code of such a laptop that was read or typed wrongly
    never becomes a code of another one. Laptops that were enrolled before may have any.
    """
    number, length = number - 1, 2
    while number >= (many := len(_LETTERS) * len(_DIGITS + _LETTERS) ** (length - 1)):
        number, length = number - many, length + 1
    text = ""
    for _ in range(length - 1):
        number, rest = divmod(number, len(_DIGITS + _LETTERS))
        text = (_DIGITS + _LETTERS)[rest] + text
    return _LETTERS[number] + text


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


_UNMISTAKEN = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MARK_LENGTH = 8


def paper_mark(kind: str, region: str, year: int, record: UUID) -> str:
    """The register mark of a paper that has no sequence: `BA-31.74.04-2026-7KQF3M2D-X`.

    Forty bits of the record's key, so every laptop that prints the paper of one record gives it
    the same mark, and those of two records differ (by chance one pair in 10^12 does not). No
    letter in it looks like a digit; the last character checks the rest.
    """
    rest = int.from_bytes(blake2s(record.bytes, digest_size=5).digest(), "big")
    letters = ""
    for _ in range(_MARK_LENGTH):
        rest, place = divmod(rest, len(_UNMISTAKEN))
        letters += _UNMISTAKEN[place]
    body = f"{kind}-{region}-{year:04d}-{letters}"
    return f"{body}-{check_character(body)}"
