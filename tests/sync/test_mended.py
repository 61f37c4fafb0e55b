"""Mended photographs at the centre: of a clean master of the same product, in words it knows."""

from __future__ import annotations

from typing import Any

import pytest

from app.photos.mending import Crop, Mending
from app.protocol import wire
from tests.sync.conftest import Laptop, MakeLaptop, central_row
from tests.sync.forged import change, send

HOW = Mending(1, -2.4, Crop(0.1, 0.2, 0.75, 1), "auto", white_ground=True).to_json()


def mended(laptop: Laptop, master: wire.Change, **values: Any) -> wire.Change:
    product = master.fields["product_id"][0]
    given = {"mended_from": master.id.hex, "mending": HOW, "product_id": product, **values}
    return change(laptop, "photo", **given)


def test_master_and_mended_come_in_one_batch(rani: Laptop) -> None:
    master = change(rani, "photo")
    made = mended(rani, master)
    assert [ack.status for ack in send(rani, master, made)] == ["ok", "ok"]
    row = central_row(rani.transport.centre, made.id, "photo")
    assert row is not None
    assert row["mended_from"] == master.id
    assert row["mending"] == HOW


BAD_HOW: list[Any] = [
    None,
    {},
    {**HOW, "turns": 7},
    {**HOW, "crop": [0, 0, 2, 2]},
    Mending().to_json(),
    {"v": 1},
]


@pytest.mark.parametrize("how", BAD_HOW)
def test_instructions_nobody_can_follow(rani: Laptop, how: Any) -> None:
    master = change(rani, "photo")
    _, ack = send(rani, master, mended(rani, master, mending=how))
    assert (ack.status, ack.code) == ("rejected", "photo.mending_malformed")


def test_instructions_without_a_master(rani: Laptop) -> None:
    (ack,) = send(rani, change(rani, "photo", mending=HOW))
    assert (ack.status, ack.code) == ("rejected", "photo.mending_malformed")


def test_a_master_that_has_not_come_yet_is_waited_for(rani: Laptop) -> None:
    master = change(rani, "photo")
    made = mended(rani, master)
    (ack,) = send(rani, made)
    assert (ack.status, ack.code) == ("rejected", "row.incomplete")
    assert [ack.status for ack in send(rani, master, made)] == ["ok", "ok"]


def test_a_picture_of_another_product_is_no_master(rani: Laptop) -> None:
    master = change(rani, "photo")
    other = mended(rani, master, product_id=rani.ids.new().hex)
    _, ack = send(rani, master, other)
    assert (ack.status, ack.code) == ("rejected", "photo.mended_from_another")


def test_a_mended_picture_is_no_master(rani: Laptop) -> None:
    master = change(rani, "photo")
    made = mended(rani, master)
    again = mended(rani, made, product_id=master.fields["product_id"][0])
    assert [ack.code for ack in send(rani, master, made, again)] == [
        "",
        "",
        "photo.mended_from_another",
    ]


@pytest.mark.parametrize("field", ["mended_from", "mending"])
def test_what_a_picture_was_made_from_stays(rani: Laptop, field: str) -> None:
    master = change(rani, "photo")
    made = mended(rani, master)
    send(rani, master, made)
    edit = wire.Change("photo", made.id, {field: (None, 1)}, new=False, lver=2)
    (ack,) = send(rani, edit)
    assert (ack.status, ack.code) == ("rejected", "row.final")


def test_both_reach_the_other_laptop(rani: Laptop, make_laptop: MakeLaptop) -> None:
    master = change(rani, "photo")
    made = mended(rani, master)
    send(rani, master, made)
    budi = make_laptop("Budi")
    budi.sync()
    row = budi.row(made.id, "photo")
    assert row is not None
    assert row["mended_from"] == master.id
    assert row["mending"] == HOW
