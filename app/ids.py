"""Keys made on the laptop: UUIDv7, or UUIDv5 of a natural key.

Python 3.11 has no uuid7; the layout (RFC 9562 §5.7) is ten lines, and making it
here keeps time and randomness injectable, which the sync model test needs.
"""

from __future__ import annotations

import random
import secrets
from uuid import UUID, uuid5

from app.clock import Clock

NAMESPACE = UUID("6f1c3b1e-7d0a-5c0e-9a51-1d8d5a0c3b5e")
"""Namespace of all natural keys of this program; never changes."""


class IdMaker:
    """Makes UUIDv7s from a clock and a source of randomness, increasing within a millisecond."""

    def __init__(self, clock: Clock, rng: random.Random | None = None) -> None:
        self._clock = clock
        self._bits = rng.getrandbits if rng else secrets.randbits
        self._last = 0

    def new(self) -> UUID:
        """A fresh key; later keys sort after earlier ones of this maker."""
        millis = int(self._clock.now().timestamp() * 1000)
        candidate = (millis << 74) | self._bits(74)
        # Two keys within one millisecond, or a clock set back: stay increasing.
        self._last = candidate if candidate > self._last else self._last + 1
        stamp, rest = self._last >> 74, self._last & ((1 << 74) - 1)
        high, low = rest >> 62, rest & ((1 << 62) - 1)
        return UUID(int=(stamp << 80) | (7 << 76) | (high << 64) | (2 << 62) | low)


def natural(*parts: object) -> UUID:
    """The key of what `parts` name: two laptops that mean the same row make the same key."""
    return uuid5(NAMESPACE, "\x1f".join(str(p) for p in parts))
