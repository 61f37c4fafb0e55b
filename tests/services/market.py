"""Businesses that may go to a bazaar, and events to hold draws for."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from app.domain.market.channels import Channel
from app.domain.market.terms import EventState, RoundState
from app.models.market import GebetanRound, MarketEvent
from app.services import draw_making, draw_pool
from app.services.draw_making import DrawForm
from app.services.workspace import Workspace
from tests.services.field import DISTRICT, WARD, add_product, judge, open_session, register

SOURCES = ("Penutupan IHSG, dua desimal", "JISDOR, rupiah penuh")
NUMBERS = ("7.241,88", "16.402")


def curated(ws: Workspace, *names: str, ward: str = WARD) -> list[UUID]:
    """Businesses with a NIB and a product that passed its kecamatan."""
    held = open_session(ws)
    found = []
    for at, name in enumerate(names):
        business = register(
            ws, name, ward_code=ward, nib=f"{8120000000000 + at}", rw=f"{at % 3 + 1}"
        )
        judge(ws, add_product(ws, business, f"Kain {name}", photo=False), held, 4)
        found.append(business)
    return found


def event(
    ws: Workspace,
    name: str = "Bazar Contoh Tebet",
    region: str = DISTRICT,
    in_days: int = 14,
    channel: Channel = Channel.BAZAAR,
) -> UUID:
    """An event to come."""
    day = ws.today() + timedelta(days=in_days)
    with ws.change() as recorder:
        row = MarketEvent(
            channel=str(channel),
            name=name,
            place="Lapangan Contoh",
            region_code=region,
            first_day=day,
            last_day=day + timedelta(days=2),
            state=str(EventState.PLANNED),
            plan={},
            scope=region,
        )
        recorder.add(row)
        return row.id


def gebetan_round(ws: Workspace, region: str = "31", closes: date | None = None) -> UUID:
    """An open round."""
    today = ws.today()
    with ws.change() as recorder:
        row = GebetanRound(
            month=today.replace(day=1),
            name="Gebetan Contoh",
            state=str(RoundState.OPEN),
            clusters=[],
            opens_on=today,
            closes_on=closes or today + timedelta(days=10),
            scope=region,
        )
        recorder.add(row)
        return row.id


def form(ws: Workspace, places: int = 2, in_days: int = 6) -> DrawForm:
    """What is filled in for a draw."""
    return DrawForm("Undian lapak", places, SOURCES, ws.today() + timedelta(days=in_days))


def announced(ws: Workspace, event_id: UUID, places: int = 2) -> UUID:
    """A draw for an event, announced today."""
    return draw_making.announce(ws, form(ws, places), draw_pool.of_event(ws, event_id))[0]


def table(path: Path, *rows: tuple[str, ...], heads: tuple[str, ...] = ()) -> Path:
    """A CSV file."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerows([heads or ("Nama Usaha", "Wilayah", "ID Jakpreneur"), *rows])
    return path
