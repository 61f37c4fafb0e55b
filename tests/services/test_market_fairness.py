"""Turns and waits by area, groups, and one figure: counted by the database as by hand."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from uuid import UUID

import openpyxl
import pytest

from app.domain.market.channels import Channel
from app.domain.market.terms import BookingState
from app.errors import UserError
from app.models.entities import Business
from app.models.local import Refusal
from app.models.market import EventBooking, GebetanPick, OrderListing
from app.services import market_fairness, market_fairness_xlsx
from app.services.market_fairness import AreaLine, Grain, Question
from app.services.workspace import Workspace
from tests.services.field import OTHER_WARD, register
from tests.services.market import curated, event, gebetan_round

YEAR = 2026


def book(
    ws: Workspace,
    held: UUID,
    business: UUID,
    day: date,
    state: BookingState = BookingState.ASSIGNED,
    booth: int = 1,
) -> UUID:
    with ws.change() as recorder:
        booked = booth if state is BookingState.ASSIGNED else None
        row = EventBooking(
            event_id=held,
            business_id=business,
            day=day,
            booth=booked,
            state=str(state),
            scope="31.74.04",
        )
        recorder.add(row)
        return row.id


def mark(ws: Workspace, business: UUID, **values: object) -> None:
    with ws.change() as recorder:
        row = recorder.session.get_one(Business, business)
        for name, value in values.items():
            setattr(row, name, value)


def areas(found: market_fairness.Fairness) -> dict[str, AreaLine]:
    return {line.name: line for line in found.areas}


def test_a_year_by_kecamatan(ws: Workspace) -> None:
    south = curated(ws, "Satu", "Dua", "Tiga", "Empat")
    west = curated(ws, "Lima", ward=OTHER_WARD)
    mark(ws, south[0], women_led=True)
    mark(ws, west[0], up2k=True)
    held, other = event(ws), event(ws, "Bazar Lain")
    day = ws.today()
    book(ws, held, south[0], day)
    book(ws, held, south[0], day + timedelta(days=1))  # two days of one event: one turn
    book(ws, other, south[0], day - timedelta(days=2), BookingState.NO_SHOW)
    book(ws, held, south[1], day, BookingState.WAITING)
    book(ws, held, west[0], day, BookingState.GIVEN_UP)
    found = market_fairness.over_year(ws, Question(YEAR))
    shown = areas(found)
    assert set(shown) == {"Pasar Minggu", "Cengkareng"}
    line = shown["Pasar Minggu"]
    assert (line.eligible, line.turns, line.served) == (4, 2, 1)
    assert line.per_hundred == 50
    assert shown["Cengkareng"].turns == 0
    assert (found.turns, found.eligible, found.served) == (2, 5, 1)
    assert found.average == 40
    assert (found.women.share, found.women.expected) == (Fraction(1), Fraction(1, 5))
    assert (found.up2k.share, found.up2k.expected) == (Fraction(0), Fraction(1, 5))
    assert found.gini == Fraction(1, 2)
    assert [line.name for line in found.areas] == ["Cengkareng", "Pasar Minggu"]


def test_every_programme_is_a_turn_and_each_by_itself(ws: Workspace) -> None:
    first, second, third = curated(ws, "Satu", "Dua", "Tiga")
    book(ws, event(ws), first, ws.today())
    book(ws, event(ws, "Mal", channel=Channel.MALL), second, ws.today())
    with ws.change() as recorder:
        common = {"business_id": third, "product_id": ws.ids.new(), "scope": "31.74.04"}
        picked = GebetanPick(
            round_id=gebetan_round(ws),
            price=1,
            stock=1,
            state="picked",
            picked_on=ws.today(),
            **common,
        )
        recorder.add(picked)
        for _ in range(2):
            listed = OrderListing(
                export_id=ws.ids.new(),
                exported_at=ws.clock.now(),
                exported_by=ws.me.person_id,
                file_name="x",
                mapping="x",
                fingerprint="x",
                facts={},
                **common,
            )
            recorder.add(listed)
    counted = {
        channel: market_fairness.over_year(ws, Question(YEAR, channel=channel)).turns
        for channel in (None, *Channel)
    }
    assert counted == {
        None: 4,
        Channel.EORDER: 1,
        Channel.GEBETAN: 1,
        Channel.MALL: 1,
        Channel.BAZAAR: 1,
        Channel.FRIDAY: 0,
        Channel.EXHIBITION: 0,
    }


def test_waits_run_from_the_last_turn_else_from_passing(ws: Workspace) -> None:
    first, _ = curated(ws, "Satu", "Dua")
    book(ws, event(ws), first, ws.today())
    ws.clock.advance(timedelta(days=30))  # type: ignore[attr-defined]
    book(ws, event(ws, "Bazar Lain"), first, ws.today() - timedelta(days=10))
    (line,) = market_fairness.over_year(ws, Question(YEAR, grain=Grain.CITY)).areas
    assert (line.longest_wait, line.median_wait) == (30, 20)
    before = market_fairness.over_year(ws, Question(YEAR - 1)).areas
    assert sum(line.turns for line in before) == 0


def test_what_the_centre_refused_is_no_turn(ws: Workspace) -> None:
    (first,) = curated(ws, "Satu")
    lost = book(ws, event(ws), first, ws.today())
    with ws.db.write() as session:
        refusal = Refusal(
            entity="event_booking", id=lost, code="booking.twice", refused_at=ws.clock.now()
        )
        session.add(refusal)
    assert market_fairness.over_year(ws, Question(YEAR)).turns == 0


def test_by_rw_and_kelurahan(ws: Workspace) -> None:
    found = curated(ws, "Satu", "Dua", "Tiga", "Empat")
    mark(ws, found[3], rw=None)
    names = areas(market_fairness.over_year(ws, Question(YEAR, grain=Grain.RW)))
    wards = areas(market_fairness.over_year(ws, Question(YEAR, grain=Grain.WARD)))
    (ward,) = wards
    assert wards[ward].eligible == 4
    assert len(names) == 4
    assert sum("RW 0" in name for name in names) == 3
    assert sum("RW belum dicatat" in name for name in names) == 1
    assert all(name.endswith(", Pasar Minggu") for name in names)


def test_a_region_and_those_who_may_not(ws: Workspace) -> None:
    south = curated(ws, "Satu", "Dua")
    curated(ws, "Tiga", ward=OTHER_WARD)
    register(ws, "Tanpa Produk")
    mark(ws, south[1], status="closed")
    found = market_fairness.over_year(ws, Question(YEAR, region="31.74"))
    assert found.eligible == 1
    assert market_fairness.over_year(ws, Question(YEAR, region="31.01")).areas == ()
    assert market_fairness.years(ws) == (YEAR,)


def test_a_result_at_hand(ws: Workspace) -> None:
    south = curated(ws, "Satu", "Dua", "Tiga")
    west = curated(ws, "Empat", ward=OTHER_WARD)
    mark(ws, south[0], women_led=True)
    with ws.db.read() as session:
        found = market_fairness.of_places(session, south[:2], [*south, *west], ws.today())
    shown = areas(found)
    assert (found.turns, found.eligible) == (2, 4)
    assert (shown["Pasar Minggu"].turns, shown["Pasar Minggu"].eligible) == (2, 3)
    assert (shown["Cengkareng"].turns, shown["Cengkareng"].eligible) == (0, 1)
    assert found.women.share == Fraction(1, 2)
    assert found.gini == Fraction(1, 2)


def test_nobody_and_nothing(ws: Workspace) -> None:
    found = market_fairness.over_year(ws, Question(YEAR))
    assert (found.areas, found.turns, found.average, found.gini) == ((), 0, None, None)
    assert found.women.share is None


def test_the_workbook_has_the_same_figures(ws: Workspace, tmp_path: Path) -> None:
    south = curated(ws, "Satu", "Dua", "=Tiga")
    curated(ws, "Empat", ward=OTHER_WARD)
    book(ws, event(ws), south[0], ws.today())
    path = market_fairness_xlsx.write(ws, tmp_path / "keadilan.xlsx", Question(YEAR))
    workbook = openpyxl.load_workbook(path)
    assert workbook.sheetnames == [
        "Keterangan",
        *(f"Per {grain.term.lower()}" for grain in Grain),
    ]
    rows = list(workbook["Per kecamatan"].iter_rows(min_row=2, values_only=True))
    found = market_fairness.over_year(ws, Question(YEAR))
    for row, line in zip(rows, found.areas, strict=False):
        assert row[:5] == (line.name, line.code, line.eligible, line.turns, line.served)
        assert row[5] == pytest.approx(line.per_hundred)
    assert rows[-1][0] == "Gini"
    with pytest.raises(UserError) as caught:
        market_fairness_xlsx.write(ws, tmp_path / "tidak" / "ada.xlsx", Question(YEAR))
    assert caught.value.code == "draw.cannot_save"
