"""Time, injected: everything that asks the hour asks a `Clock`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Protocol

JAKARTA: tzinfo = timezone(timedelta(hours=7), "WIB")
"""Western Indonesian Time; fixed, without daylight saving since 1964."""


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The current moment, aware, in UTC."""
        ...


class SystemClock:
    """The laptop's own clock."""

    def now(self) -> datetime:
        """The current moment, aware, in UTC."""
        return datetime.now(UTC)


@dataclass(slots=True)
class ManualClock:
    """A clock that moves only when told; for tests, the tour and sample data."""

    moment: datetime

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.moment

    def advance(self, step: timedelta) -> None:
        """Move forward (or back, for a negative step)."""
        self.moment += step


def today(clock: Clock) -> date:
    """The calendar day in Jakarta."""
    return clock.now().astimezone(JAKARTA).date()
