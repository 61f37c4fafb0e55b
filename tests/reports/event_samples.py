"""An event to print in tests."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from app.domain.market.booth_code import booth_code
from app.domain.market.floor import Grid, generate
from app.reports.event_values import (
    Card,
    EventFacts,
    FloorData,
    FloorStall,
    PlaceRow,
    PlacesData,
    WaitRow,
)
from app.reports.values import PaperStatus

from .samples import KOP

DAY = date(2026, 11, 27)
EVENT = UUID(int=11)
EVENT_FACTS = EventFacts(
    channel="Bazar",
    name="Bazar UP2K-PKK Balai Kota",
    place="Halaman Balai Kota",
    region="Jakarta Selatan",
    day=DAY,
    letterhead=KOP,
    status=PaperStatus.FINAL,
)
_NAMES = ("Dapur Mpok Nur", "Batik “Cahaya” & Putri <Betawi>", "Jamu Sari")
_PRODUCTS = ("Kerak Telor Kering", "Kain Sarung", "Bir Pletok")


def cards(count: int) -> list[Card]:
    return [
        Card(
            booth=at,
            business=_NAMES[at % 3],
            product=_PRODUCTS[at % 3],
            category="Makanan kemasan",
            day=DAY,
            code=booth_code(EVENT, UUID(int=at), at),
        )
        for at in range(1, count + 1)
    ]


def places(count: int) -> PlacesData:
    def row(at: int) -> PlaceRow:
        area = f"RW {at % 4 + 1:02d} Kuningan Timur"
        return PlaceRow(at, _NAMES[at % 3], _PRODUCTS[at % 3], area, "Makanan kemasan")

    half = count // 2
    return PlacesData(
        facts=EVENT_FACTS,
        mark="DL-31.74-2026-7KQF3M2D-X",
        districts=(
            ("Setiabudi", tuple(row(at) for at in range(1, half + 1))),
            ("Tebet", tuple(row(at) for at in range(half + 1, count + 1))),
        ),
        waiting=tuple(
            WaitRow(count + at, _NAMES[at % 3], _PRODUCTS[at % 3], "RW 02 Manggarai, Tebet")
            for at in range(1, 4)
        ),
        free=(count + 1, count + 2),
    )


def floor(rows: int = 4, columns: int = 14) -> FloorData:
    plan = generate(Grid(rows, columns))
    stalls = tuple(
        FloorStall(s.no, s.x, s.y, s.w, s.h, _NAMES[s.no % 3] if s.no % 5 else "")
        for s in plan.stalls
    )
    return FloorData(EVENT_FACTS, "DN-31.74-2026-7KQF3M2D-X", plan.width, plan.height, stalls)
