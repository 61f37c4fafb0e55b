"""What the centre says of Gebetan: once ever, and no package beyond its amount."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from app.central.centre import Centre
from app.domain.terms import Role
from app.ids import natural
from tests.sync.conftest import Laptop, MakeLaptop, central_row

CLUSTERS = [{"code": "staf", "name": "Staf", "amount": 100_000}]


@pytest.fixture
def officer(make_laptop: MakeLaptop) -> Laptop:
    return make_laptop("Oki Petugas", "31.74", role=Role.PROGRAMME_OFFICER)


def a_round(laptop: Laptop) -> UUID:
    return laptop.add("gebetan_round", scope="31.74", clusters=CLUSTERS, state="open")


def item(price: object, name: str = "a") -> dict[str, Any]:
    return {"pick": natural("pick", name).hex, "price": price, "name": name}


def an_order(laptop: Laptop, held: UUID, items: object, **values: Any) -> UUID:
    row = {"cluster": "staf", "quantity": 2, "office_kind": "upt", **values}
    return laptop.add("gebetan_order", scope="31.74", round_id=held, items=items, **row)


def test_a_package_within_its_amount_is_taken(officer: Laptop, centre: Centre) -> None:
    held = a_round(officer)
    key = an_order(officer, held, [item(60_000), item(40_000, "b")])
    empty = an_order(officer, held, None)
    assert officer.sync().refused == 0
    for known in (key, empty):
        assert central_row(centre, known, "gebetan_order") is not None


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ([item(60_000), item(40_001, "b")], "gebetan.amount"),
        ([item(60_000), item(10_000)], "row.bad_value"),
        ([item(-5_000), item(100_000, "b")], "row.bad_value"),
        ([item("murah")], "row.bad_value"),
        ([item(price=True)], "row.bad_value"),
        (["keripik"], "row.bad_value"),
        ({"pick": 1}, "row.bad_value"),
    ],
)
def test_a_package_beyond_its_amount_is_not(
    officer: Laptop, centre: Centre, items: object, code: str
) -> None:
    held = a_round(officer)
    key = an_order(officer, held, items)
    officer.sync()
    assert officer.refusals() == {key: code}
    assert central_row(centre, key, "gebetan_order") is None


def test_an_order_of_no_cluster_or_nothing_is_not(officer: Laptop) -> None:
    held = a_round(officer)
    unknown = an_order(officer, held, [item(1_000)], cluster="lurah")
    none = an_order(officer, held, None, quantity=0)
    officer.sync()
    assert officer.refusals() == {unknown: "row.bad_value", none: "row.bad_value"}


def test_a_package_waits_for_its_round(officer: Laptop) -> None:
    key = an_order(officer, natural("no round"), [item(1_000)])
    officer.sync()
    assert officer.refusals() == {key: "row.incomplete"}


def test_a_package_grown_later_is_refused_and_what_was_paid_is_not(
    officer: Laptop, centre: Centre
) -> None:
    held = a_round(officer)
    key = an_order(officer, held, [item(60_000)])
    officer.sync()
    officer.edit(key, "gebetan_order", received_by="Ibu Tini")
    assert officer.sync().refused == 0
    officer.edit(key, "gebetan_order", items=[item(60_000), item(60_000, "b")])
    officer.sync()
    assert officer.refusals() == {key: "gebetan.amount"}
    officer.edit(key, "gebetan_order", items=[item(60_000), item(10_000, "b")])
    officer.sync()
    assert officer.refusals() == {}
    row = central_row(centre, key, "gebetan_order")
    assert row is not None
    assert len(row["items"]) == 2


def a_pick(laptop: Laptop, business: UUID, **values: Any) -> UUID:
    row = {"state": "picked", "price": 20_000, "stock": 5, "business_id": business, **values}
    return laptop.add("gebetan_pick", **row)


def test_a_lost_race_is_settled_by_withdrawing(
    officer: Laptop, make_laptop: MakeLaptop, centre: Centre
) -> None:
    """Two offices pick one business without a network: the second to arrive withdraws, and
    nothing of it stays refused."""
    other = make_laptop("Nina Petugas", "31", role=Role.PROGRAMME_OFFICER)
    business = natural("laris")
    won = a_pick(other, business)
    lost = a_pick(officer, business)
    other.sync()
    officer.sync()
    assert officer.refusals() == {lost: "gebetan.taken"}
    assert officer.row(won, "gebetan_pick") is not None, "who won is seen here"
    officer.edit(lost, "gebetan_pick", state="withdrawn", note="Lebih dahulu dipilih.")
    assert officer.sync().refused == 0
    assert officer.refusals() == {}
    row = central_row(centre, lost, "gebetan_pick")
    assert row is not None
    assert row["state"] == "withdrawn"
