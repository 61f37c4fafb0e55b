"""What an event brought: places, attendance and takings by day, by area and by category."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.domain.dates import weekday_date
from app.services import events, events_days
from app.services.events import EventView
from app.services.events_days import DayLine
from app.services.events_rows import BookingLine
from app.services.workspace import Workspace

_UNKNOWN = "tidak diketahui"


@dataclass(frozen=True, slots=True)
class Figures:
    """Of some booths: given, attended, told of takings, and rupiah in all."""

    name: str
    places: int
    came: int
    told: int
    amount: int

    @property
    def mean(self) -> int | None:
        """Rupiah a booth that told; None when none did."""
        return round(self.amount / self.told) if self.told else None


@dataclass(frozen=True, slots=True)
class Recap:
    """An event in figures, and its booths one by one."""

    event: EventView
    days: tuple[Figures, ...]
    areas: tuple[Figures, ...]
    categories: tuple[Figures, ...]
    total: Figures
    lines: tuple[DayLine, ...]


def gather(ws: Workspace, event_id: UUID, known: Sequence[BookingLine] | None = None) -> Recap:
    """The recap of an event; `known` are its bookings, if at hand."""
    view = events.get(ws, event_id)
    lines = events_days.all_days(ws, event_id, known)
    by_day = {day: [x for x in lines if x.line.day == day] for day in view.days}
    return Recap(
        event=view,
        days=tuple(_figures(weekday_date(day), some) for day, some in by_day.items()),
        areas=_grouped(lines, _area),
        categories=_grouped(lines, _category),
        total=_figures("Semua", lines),
        lines=lines,
    )


def _area(line: DayLine) -> str:
    return f"Kecamatan {line.line.district}" if line.line.district else f"Kecamatan {_UNKNOWN}"


def _category(line: DayLine) -> str:
    return line.line.category.term if line.line.category else f"Kategori {_UNKNOWN}"


def _grouped(lines: Iterable[DayLine], key: Callable[[DayLine], str]) -> tuple[Figures, ...]:
    groups: dict[str, list[DayLine]] = defaultdict(list)
    for line in lines:
        groups[key(line)].append(line)
    made = [_figures(name, some) for name, some in groups.items()]
    return tuple(sorted(made, key=lambda f: (-f.amount, f.name)))


def _figures(name: str, lines: Sequence[DayLine]) -> Figures:
    told = [line.taken for line in lines if line.taken is not None]
    return Figures(name, len(lines), sum(x.came for x in lines), len(told), sum(told))
