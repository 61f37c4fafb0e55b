"""A recap that two officers import is one recap at the centre, wherever its businesses live."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from app.central.centre import Centre
from app.domain.terms import Role
from app.ids import natural
from tests.sync.conftest import Laptop, MakeLaptop, central_row

LINE = {
    "transaction_no": "TRX-1",
    "line_no": 1,
    "ordered_on": date(2026, 11, 20),
    "agency": "Dinas Sosial",
    "business_id": None,
    "business_name": "Dapur Sari",
    "product_name": "Kue Kering",
    "category": None,
    "amount": 1_250_000,
    "source": "rekap.xlsx",
}
KEY = natural("order_line", "TRX-1", 1)


def line(laptop: Laptop, scope: str, **values: Any) -> UUID:
    """The same line of a recap, imported on this laptop."""
    return laptop.add("order_line", id=KEY, **{**LINE, "scope": scope, **values})


def officer(make_laptop: MakeLaptop, name: str, *regions: str) -> Laptop:
    return make_laptop(name, *regions, role=Role.PROGRAMME_OFFICER)


def test_two_officers_import_one_recap(centre: Centre, make_laptop: MakeLaptop) -> None:
    first, second = officer(make_laptop, "Oki", "31.74"), officer(make_laptop, "Oni", "31.74")
    line(first, "31.74")
    line(second, "31.74")
    for laptop in (first, second, first):
        report = laptop.sync()
        assert (report.refused, report.conflicts) == (0, 0)
    row = central_row(centre, KEY, "order_line")
    assert row is not None
    assert row["amount"] == LINE["amount"]


def test_a_business_recognised_by_hand_takes_its_line_home(
    centre: Centre, make_laptop: MakeLaptop
) -> None:
    province = officer(make_laptop, "Oki", "31")
    line(province, "31")
    assert province.sync().refused == 0
    business = province.ids.new()
    province.edit(KEY, "order_line", business_id=business, scope="31.74.04")
    assert province.sync().refused == 0
    row = central_row(centre, KEY, "order_line")
    assert row is not None
    assert (row["business_id"], row["scope"]) == (business, "31.74.04")


def test_an_officer_of_another_city_may_tell_of_its_guests(
    centre: Centre, make_laptop: MakeLaptop
) -> None:
    laptop = officer(make_laptop, "Oki", "31.74")
    line(laptop, "31.73.01", guest_scope="31.74")
    assert laptop.sync().refused == 0
    assert central_row(centre, KEY, "order_line") is not None


def test_nobody_else_imports(centre: Centre, make_laptop: MakeLaptop) -> None:
    laptop = make_laptop("Rani", "31.74", role=Role.CURATOR)
    line(laptop, "31.74")
    assert laptop.sync().refused == 1
    assert central_row(centre, KEY, "order_line") is None
