"""Kode buta: short codes on products, so that who scores one does not see whose it is.

`A7-48293-K`: the laptop's code, five digits, an ISO 7064 check character. The laptop's code
makes it unique over laptops that never met; its own count makes it unique on the laptop.
Digits 2 to 9 cannot be mistaken for a letter, in print or aloud, and are typed on the
keypad; a count whose check character could be (0, 1, I, O) is passed over. The digits are
the count scrambled: they tell neither the order of the queue nor how many there are.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterator

from app.domain.numbers import check_character

_DIGITS = "23456789"
_LENGTH = 5
_BITS = 3 * _LENGTH
_MASK = (1 << _BITS) - 1
_UNCLEAR = frozenset("01IO")
_SHAPE = re.compile(rf"([0-9A-Z]{{2,6}})([{_DIGITS}]{{{_LENGTH}}})([0-9A-Z])", re.ASCII)
_NOISE = re.compile(r"[^0-9A-Z]+", re.ASCII)

# What a hand writes and an eye reads for something else; tried only when the check fails.
_LIKE_DEVICE = {"O": "O0", "0": "0O", "I": "I1", "1": "1I", "L": "L1"}
_LIKE_DIGIT = {"Z": "2", "S": "5", "B": "8", "G": "6"}

CAPACITY = 1 << _BITS
"""Counts a laptop has, including those that are passed over."""


class BlindCodeError(ValueError):
    """No blind code; `mistyped` when it has the shape of one and its check character is wrong."""

    def __init__(self, text: str, *, mistyped: bool) -> None:
        super().__init__(text)
        self.mistyped = mistyped


def next_code(device: str, after: int) -> tuple[int, str]:
    """The first count above `after` that has a clear code, and the code.

    Raises OverflowError when this laptop has given all of its codes.
    """
    for count in range(after + 1, CAPACITY):
        code = _spelled(device, _scrambled(device, count))
        if code[-1] not in _UNCLEAR:
            return count, code
    raise OverflowError(f"laptop {device} has given all of its blind codes")


def read_code(text: str) -> str:
    """The code in what was typed or scanned, as it is printed.

    Case, spaces and dashes do not matter, nor a letter that looks like the digit that was
    meant. Raises BlindCodeError. A wrong digit is always told, but where the name of a laptop
    enrolled long ago has a look-alike (C1, CI): then one in some thirty reads as its code.
    """
    typed = _NOISE.sub("", text.upper())
    if (code := _checked(typed)) is not None:
        return code
    meant = {code for code in map(_checked, _likely(typed)) if code is not None}
    if len(meant) == 1:
        return meant.pop()
    raise BlindCodeError(text, mistyped=_SHAPE.fullmatch(_digits_read(typed)) is not None)


def _checked(typed: str) -> str | None:
    match = _SHAPE.fullmatch(typed)
    if match is None:
        return None
    device, digits, _ = match.groups()
    code = _joined(device, digits)
    return code if code[-1] == typed[-1] else None


def _digits_read(typed: str) -> str:
    """The same with its digits read as digits."""
    body = slice(-_LENGTH - 1, -1)
    digits = "".join(_LIKE_DIGIT.get(symbol, symbol) for symbol in typed[body])
    return typed[: -_LENGTH - 1] + digits + typed[-1:]


def _likely(typed: str) -> Iterator[str]:
    """What may have been meant, the symbols of the laptop's code read either way."""
    whole = _digits_read(typed)
    device, rest = whole[: -_LENGTH - 1], whole[-_LENGTH - 1 :]
    if len(device) > 6:
        return
    for symbols in itertools.product(*(_LIKE_DEVICE.get(s, s) for s in device)):
        yield "".join(symbols) + rest


def _spelled(device: str, number: int) -> str:
    places = (number >> (3 * at) & 7 for at in reversed(range(_LENGTH)))
    return _joined(device, "".join(_DIGITS[place] for place in places))


def _joined(device: str, digits: str) -> str:
    body = f"{device}-{digits}"
    return f"{body}-{check_character(body)}"


def _scrambled(device: str, count: int) -> int:
    """A one-to-one mixing of the counts, another one for each laptop."""
    key = int.from_bytes(hashlib.sha256(device.encode("ascii")).digest()[:8], "big")
    number = count ^ (key & _MASK)
    number = number * 0x2C1B & _MASK
    number ^= number >> 8
    number = (number * 0x6D2B + (key >> _BITS)) & _MASK
    return number ^ (number >> 7)
