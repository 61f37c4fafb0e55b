"""How often somebody may guess: failed enrolments from one address, counted by the minute."""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import datetime, timedelta

FAILURES = 10
SPAN = timedelta(minutes=1)
_ADDRESSES = 10_000
"""Remembered at most; the one that was quiet longest is forgotten first."""


class Throttle:
    """Lets an address try until it has failed too often within a minute; safe between threads."""

    def __init__(self) -> None:
        self._failed: OrderedDict[str, list[datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def may_try(self, address: str, now: datetime) -> bool:
        """Whether this address may try once more."""
        with self._lock:
            return len(self._recent(address, now)) < FAILURES

    def failed(self, address: str, now: datetime) -> None:
        """Note a wrong guess."""
        with self._lock:
            self._failed[address] = [*self._recent(address, now), now][-FAILURES:]
            self._failed.move_to_end(address)
            while len(self._failed) > _ADDRESSES:
                self._failed.popitem(last=False)

    def _recent(self, address: str, now: datetime) -> list[datetime]:
        return [at for at in self._failed.get(address, ()) if timedelta() <= now - at < SPAN]
