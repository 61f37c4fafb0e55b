"""Serapan: the sums of the database are those of plain counting, and what the target means."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.domain.terms import Category
from app.errors import UserError
from app.services import (
    businesses,
    eorder_absorption,
    eorder_absorption_xlsx,
    eorder_spending,
    recaps,
)
from app.services.eorder_absorption import Filter
from app.services.workspace import Workspace
from tests.services.eorder_field import RECAP, csv_file, dapur, recap_row
from tests.services.field import OTHER_WARD, WARD

AGENCIES = ("Dinas Sosial", "Biro Umum")
SPENT = {("Dinas Sosial", "2026-10"): 1_000_000, ("Dinas Sosial", "2026-11"): 3_000_000}


@pytest.fixture
def rows(ws: Workspace, tmp_path: Path) -> list[dict[str, Any]]:
    """Two hundred lines of three names, one of which nobody knows; the plain facts of each."""
    dapur(ws, "Satu", nib="1111111111111", ward_code=WARD)
    dapur(ws, "Dua", nib="2222222222222", ward_code=OTHER_WARD)
    draw = random.Random(7)
    told = [
        {
            "agency": draw.choice(AGENCIES),
            "day": date(2026, draw.choice((9, 10, 11)), draw.randint(1, 20)),
            "name": draw.choice(("Satu", "Dua", "Tiga")),
            "category": draw.choice(("Snack", "Nasi kotak", "Lain")),
            "amount": draw.randint(1, 99) * 1000,
        }
        for _ in range(200)
    ]
    lines = [
        recap_row(
            f"T{at}",
            Tanggal=f"{row['day']:%d/%m/%Y}",
            SKPD=row["agency"],
            NIB="",
            Kategori=row["category"],
            Nilai=row["amount"],
            **{"Nama Usaha": row["name"]},
        )
        for at, row in enumerate(told)
    ]
    recaps.take(ws, recaps.look(ws, csv_file(tmp_path / "rekap.csv", [RECAP, *lines])))
    spent: list[list[Any]] = [
        ["SKPD", "Bulan", "Belanja"],
        *([a, m, n] for (a, m), n in SPENT.items()),
    ]
    eorder_spending.take(ws, eorder_spending.look(ws, csv_file(tmp_path / "b.csv", spent)))
    return told


def sums(rows: list[dict[str, Any]], key: Any) -> dict[Any, int]:
    found: Counter[Any] = Counter()
    for row in rows:
        found[key(row)] += row["amount"]
    return dict(found)


def month(row: dict[str, Any]) -> str:
    return f"{row['day']:%Y-%m}"


def test_every_figure_is_that_of_plain_counting(ws: Workspace, rows: list[dict[str, Any]]) -> None:
    found = eorder_absorption.gather(ws, Filter())
    assert found.total.amount == sum(row["amount"] for row in rows)
    assert found.total.lines == len(rows)
    assert {f.key: f.amount for f in found.months} == sums(rows, month)
    assert {f.name: f.amount for f in found.agencies} == sums(rows, lambda r: r["agency"])
    by_name = sums(rows, lambda r: r["name"])
    assert {f.name: f.amount for f in found.by_business} == {
        name: amount for name, amount in by_name.items() if name != "Tiga"
    }
    assert (found.businesses, found.unmatched) == (2, by_name["Tiga"])
    places = {WARD[:8]: by_name["Satu"], OTHER_WARD[:8]: by_name["Dua"], "": by_name["Tiga"]}
    assert {f.key: f.amount for f in found.districts} == places
    kinds = sums(rows, lambda r: r["category"])
    assert {f.key: f.amount for f in found.categories} == {
        "MKN": kinds["Snack"],
        "SAJ": kinds["Nasi kotak"],
        "": kinds["Lain"],
    }


def test_the_share_is_of_spending_that_is_known(ws: Workspace, rows: list[dict[str, Any]]) -> None:
    found = eorder_absorption.gather(ws, Filter())
    compared = sum(r["amount"] for r in rows if (r["agency"], month(r)) in SPENT)
    assert (found.total.compared, found.total.spent) == (compared, 4_000_000)
    assert found.total.share == compared / 4_000_000
    assert found.target == 40
    assert found.reached is (compared * 100 >= 40 * 4_000_000)
    umum = next(f for f in found.agencies if f.name == "Biro Umum")
    assert (umum.share, umum.compared, umum.spent) == (None, 0, None)
    months = {f.key: f for f in found.months}
    assert months["2026-09"].share is None
    october = sum(
        r["amount"] for r in rows if (r["agency"], month(r)) == ("Dinas Sosial", "2026-10")
    )
    assert months["2026-10"].share == october / 1_000_000


def test_filters_select(ws: Workspace, rows: list[dict[str, Any]]) -> None:
    def total(**only: Any) -> int:
        return eorder_absorption.gather(ws, Filter(**only)).total.amount

    def counted(test: Any) -> int:
        return sum(row["amount"] for row in rows if test(row))

    assert total(agency="Biro Umum") == counted(lambda r: r["agency"] == "Biro Umum")
    assert total(first="2026-10") == counted(lambda r: r["day"].month >= 10)
    assert total(last="2026-10") == counted(lambda r: r["day"].month <= 10)
    assert total(region="31.74") == counted(lambda r: r["name"] == "Satu")
    assert total(category=Category.READY_FOOD) == counted(lambda r: r["category"] == "Nasi kotak")
    assert total(region="31.71") == 0
    assert not Filter(region="31.74").whole
    assert eorder_absorption.choices(ws).agencies == ("Biro Umum", "Dinas Sosial")
    assert eorder_absorption.choices(ws).months == ("2026-11", "2026-10", "2026-09")


def test_a_business_that_moved_is_counted_where_it_lives(
    ws: Workspace, rows: list[dict[str, Any]]
) -> None:
    found = eorder_absorption.gather(ws, Filter())
    one = next(f for f in found.by_business if f.name == "Satu")
    from dataclasses import replace
    from uuid import UUID

    form = businesses.get(ws, UUID(one.key)).form
    businesses.save(ws, replace(form, ward_code=OTHER_WARD), UUID(one.key))
    moved = eorder_absorption.gather(ws, Filter(region=OTHER_WARD[:5]))
    by_name = sums(rows, lambda r: r["name"])
    assert moved.total.amount == by_name["Satu"] + by_name["Dua"]


def test_nothing_imported_is_nothing(ws: Workspace) -> None:
    found = eorder_absorption.gather(ws, Filter())
    assert (found.total.amount, found.total.share, found.reached) == (0, None, None)
    assert found.months == found.agencies == found.districts == found.by_business == ()


def test_the_workbook_says_the_same(
    ws: Workspace, rows: list[dict[str, Any]], tmp_path: Path
) -> None:
    path = eorder_absorption_xlsx.write(ws, tmp_path / "serapan.xlsx", Filter())
    with path.open("rb") as file:
        book = openpyxl.load_workbook(file)
        assert book.sheetnames == [
            "Keterangan",
            "Per bulan",
            "Per perangkat daerah",
            "Per kecamatan",
            "Per kategori",
            "Per usaha",
        ]
        told = {row[0]: row[1] for row in book["Keterangan"].iter_rows(values_only=True)}
        months = list(book["Per bulan"].iter_rows(min_row=2, values_only=True))
    found = eorder_absorption.gather(ws, Filter())
    assert told["Nilai serapan (Rp)"] == found.total.amount
    assert told["Target"] == 0.4
    assert [(m[0], m[2]) for m in months] == [(f.name, f.amount) for f in found.months]
    with pytest.raises(UserError, match="tidak dapat disimpan"):
        eorder_absorption_xlsx.write(ws, tmp_path / "tidak" / "ada.xlsx", Filter())
