"""The plan of the floor: numbered booths in metres, what each is made for, which days it stands.

A plan is data of an event (`MarketEvent.plan`). Every change gives a new plan, so that an editor
can go back step by step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.domain.market.turns import Booth
from app.domain.terms import Category

STEP = 0.5
"""Booths stand on a grid of half metres."""

SMALLEST, LARGEST_HALL = 1.0, 300.0
MOST_BOOTHS = 999
_CLOSE = 1e-6


class PlanError(ValueError):
    """No plan that can be used; the text says why, in Indonesian."""


@dataclass(frozen=True, slots=True)
class Stall:
    """A booth as drawn: left upper corner and size in metres.

    `categories` it is made for, empty for any; `days` on which it stands, empty for all.
    """

    no: int
    x: float
    y: float
    w: float
    h: float
    categories: frozenset[Category] = frozenset()
    days: frozenset[date] = frozenset()

    def stands(self, day: date) -> bool:
        """Whether it is there on that day."""
        return not self.days or day in self.days

    def overlaps(self, other: Stall) -> bool:
        """Whether the two stand on the same ground; touching is allowed."""
        apart_x = self.x + self.w <= other.x + _CLOSE or other.x + other.w <= self.x + _CLOSE
        apart_y = self.y + self.h <= other.y + _CLOSE or other.y + other.h <= self.y + _CLOSE
        return not (apart_x or apart_y)

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "no": self.no,
            "x": self.x,
            "y": self.y,
            "w": self.w,
            "h": self.h,
            "categories": sorted(str(c) for c in self.categories),
            "days": sorted(day.isoformat() for day in self.days),
        }


@dataclass(frozen=True, slots=True)
class FloorPlan:
    """A hall or a field with its booths, in the order of their numbers."""

    width: float
    height: float
    stalls: tuple[Stall, ...] = ()

    def stall(self, no: int) -> Stall | None:
        """The booth with that number."""
        return next((s for s in self.stalls if s.no == no), None)

    def on(self, day: date) -> tuple[Stall, ...]:
        """The booths that stand on that day."""
        return tuple(s for s in self.stalls if s.stands(day))

    def booths(self, days: Sequence[date]) -> tuple[Booth, ...]:
        """What can be given away on these days."""
        return tuple(Booth(day, s.no, s.categories) for day in days for s in self.on(day))

    def counts(self, days: Sequence[date]) -> tuple[int, ...]:
        """How many booths stand on each of these days."""
        return tuple(len(self.on(day)) for day in days)

    def with_stall(self, stall: Stall) -> FloorPlan:
        """That booth in place of the one with its number, or added."""
        others = [s for s in self.stalls if s.no != stall.no]
        return replace(self, stalls=tuple(sorted((*others, stall), key=lambda s: s.no)))

    def without(self, no: int) -> FloorPlan:
        """Without that booth."""
        return replace(self, stalls=tuple(s for s in self.stalls if s.no != no))

    def moved(self, no: int, x: float, y: float) -> FloorPlan:
        """That booth elsewhere: on the grid, and inside the hall."""
        stall = self.stall(no)
        if stall is None:
            raise KeyError(no)
        x = min(max(snapped(x), 0.0), max(self.width - stall.w, 0.0))
        y = min(max(snapped(y), 0.0), max(self.height - stall.h, 0.0))
        return self.with_stall(replace(stall, x=x, y=y))

    def added(self, w: float, h: float) -> tuple[FloorPlan, int]:
        """One more booth on the first free ground, row by row, with the next free number.

        PlanError when there is no room.
        """
        no = next(n for n in range(1, len(self.stalls) + 2) if self.stall(n) is None)
        for at_y in range(int((self.height - h) / STEP) + 1):
            for at_x in range(int((self.width - w) / STEP) + 1):
                fresh = Stall(no, at_x * STEP, at_y * STEP, w, h)
                if not any(fresh.overlaps(s) for s in self.stalls):
                    return self.with_stall(fresh), no
        raise PlanError("Tidak ada ruang kosong untuk satu lapak lagi. Perbesar denahnya dahulu.")

    def renumbered(self, no: int, to: int) -> FloorPlan:
        """That booth under another number; PlanError when another has it."""
        stall = self.stall(no)
        if stall is None:
            raise KeyError(no)
        if to != no and self.stall(to) is not None:
            raise PlanError(f"Nomor {to} sudah dipakai lapak lain.")
        if not 1 <= to <= MOST_BOOTHS:
            raise PlanError(f"Nomor lapak harus antara 1 dan {MOST_BOOTHS}.")
        return self.without(no).with_stall(replace(stall, no=to))

    def with_counts(self, days: Sequence[date], counts: Sequence[int]) -> FloorPlan:
        """As many booths on each day as asked for, those with the smallest numbers.

        PlanError when a day asks for more than are drawn.
        """
        most = len(self.stalls)
        for count in counts:
            if not 0 <= count <= most:
                raise PlanError(f"Denah memuat {most} lapak, jadi tidak dapat {count} per hari.")
        kept = []
        for rank, stall in enumerate(self.stalls[: max(counts, default=0)]):
            stands = frozenset(d for d, n in zip(days, counts, strict=True) if rank < n)
            kept.append(replace(stall, days=frozenset() if len(stands) == len(days) else stands))
        return replace(self, stalls=tuple(kept))

    def problems(self) -> tuple[str, ...]:
        """What must be mended before anybody can use the plan, in Indonesian."""
        found = []
        if not self.stalls:
            found.append("Denah belum memuat lapak.")
        for stall in self.stalls:
            if stall.x + stall.w > self.width + _CLOSE or stall.y + stall.h > self.height + _CLOSE:
                found.append(f"Lapak {stall.no} keluar dari denah.")
        for at, one in enumerate(self.stalls):
            found += [
                f"Lapak {one.no} dan {other.no} bertumpuk."
                for other in self.stalls[at + 1 :]
                if one.overlaps(other)
            ]
        return tuple(found)

    def to_json(self) -> dict[str, Any]:
        """As it is kept with the event."""
        booths = [stall.to_json() for stall in self.stalls]
        return {"width": self.width, "height": self.height, "booths": booths}


EMPTY = FloorPlan(20.0, 12.0)
"""What a new event begins with."""


def snapped(value: float) -> float:
    """The nearest half metre."""
    return round(value / STEP) * STEP


@dataclass(frozen=True, slots=True)
class Grid:
    """How many booths in how many rows, how large, with which aisle between the rows."""

    rows: int
    columns: int
    width: float = 2.0
    depth: float = 2.0
    aisle: float = 2.0


def generate(grid: Grid, count: int | None = None) -> FloorPlan:
    """Booths in rows, numbered along each row; `count` leaves the last of them out.

    Two rows stand back to back between aisles, as at bazaars. PlanError for what is no grid.
    """
    if grid.rows < 1 or grid.columns < 1 or grid.rows * grid.columns > MOST_BOOTHS:
        raise PlanError(f"Jumlah lapak harus antara 1 dan {MOST_BOOTHS}.")
    if min(grid.width, grid.depth) < SMALLEST or grid.aisle < 0:
        raise PlanError("Lapak paling kecil 1 × 1 meter, dan lorong tidak boleh kurang dari nol.")
    stalls, y = [], grid.aisle
    for row in range(grid.rows):
        for column in range(grid.columns):
            no = row * grid.columns + column + 1
            stalls.append(Stall(no, 1.0 + column * grid.width, y, grid.width, grid.depth))
        back_to_back = row % 2 == 1 and row + 1 < grid.rows
        y += grid.depth + (0.0 if back_to_back else grid.aisle)
    width, height = grid.columns * grid.width + 2.0, y
    if max(width, height) > LARGEST_HALL:
        raise PlanError("Denahnya menjadi lebih dari 300 meter. Kurangi baris atau kolomnya.")
    return FloorPlan(width, height, tuple(stalls[:count]))


def read_plan(data: Mapping[str, Any]) -> FloorPlan:
    """The plan in its JSON; PlanError when it is none. An empty object is an empty plan."""
    if not data:
        return EMPTY
    try:
        stalls = tuple(_stall(entry) for entry in data.get("booths", ()))
        plan = FloorPlan(float(data["width"]), float(data["height"]), stalls)
    except (KeyError, TypeError, ValueError) as error:
        raise PlanError("Denah acara ini tidak dapat dibaca.") from error
    if len({s.no for s in stalls}) != len(stalls):
        raise PlanError("Satu nomor lapak dipakai dua kali.")
    if any(not 1 <= s.no <= MOST_BOOTHS or min(s.w, s.h) <= 0 for s in stalls):
        raise PlanError("Denah acara ini memuat lapak yang tidak masuk akal.")
    return replace(plan, stalls=tuple(sorted(stalls, key=lambda s: s.no)))


def _stall(entry: Mapping[str, Any]) -> Stall:
    return Stall(
        no=int(entry["no"]),
        x=float(entry["x"]),
        y=float(entry["y"]),
        w=float(entry["w"]),
        h=float(entry["h"]),
        categories=frozenset(Category(c) for c in entry.get("categories", ())),
        days=frozenset(date.fromisoformat(d) for d in entry.get("days", ())),
    )
