"""What the page reads of an event, in one job; exports that run in the background."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from app.domain.market.terms import BookingState
from app.services import bookings, events_lost, events_recap, events_xlsx
from app.services.events import EventView
from app.services.events_days import DayLine
from app.services.events_lost import Lost
from app.services.events_recap import Recap
from app.services.events_rows import BookingLine
from app.services.workspace import Workspace
from app.ui.lanes import CancelToken


@dataclass(frozen=True, slots=True)
class Opened:
    """One event with everything its tabs show."""

    event: EventView
    lines: tuple[BookingLine, ...]
    lost: tuple[Lost, ...]
    recap: Recap
    enrolled: bool
    today: date

    def on(self, day: date) -> tuple[BookingLine, ...]:
        """Places of a day that count, by booth."""
        return tuple(line for line in self.lines if line.day == day and line.counts)

    def waiting(self) -> tuple[BookingLine, ...]:
        """The waiting list, in turn."""
        found = [line for line in self.lines if line.state is BookingState.WAITING]
        return tuple(sorted(found, key=lambda line: (line.turn is None, line.turn or 0, line.id)))

    def ended(self, day: date) -> tuple[BookingLine, ...]:
        """Places of a day that ended or were refused."""
        held = (BookingState.ASSIGNED, BookingState.WAITING)
        return tuple(
            line
            for line in self.lines
            if line.day == day and (line.state not in held or (line.booth and not line.counts))
        )

    def whose(self, day: date) -> dict[int, str]:
        """Who has which booth on a day."""
        return {line.booth: line.business for line in self.on(day) if line.booth is not None}

    def attendance(self, day: date) -> tuple[DayLine, ...]:
        """Who came on a day, by booth."""
        return tuple(line for line in self.recap.lines if line.line.day == day)

    def free(self, day: date) -> list[int]:
        """Booths nobody has on a day."""
        taken = self.whose(day)
        return [stall.no for stall in self.event.plan.on(day) if stall.no not in taken]


def read(ws: Workspace, event_id: UUID) -> Opened:
    """An event, its places, its recap."""
    lines = bookings.of_event(ws, event_id)
    recap = events_recap.gather(ws, event_id, lines)
    return Opened(
        event=recap.event,
        lines=lines,
        lost=events_lost.lost(ws, event_id),
        recap=recap,
        enrolled=ws.me.enrolled,
        today=ws.today(),
    )


def write_recap(ws: Workspace, event_id: UUID, path: Path, token: CancelToken) -> Path:
    """The recap as a workbook."""
    recap = events_recap.gather(ws, event_id)
    return events_xlsx.write(path, recap, token.check)
