"""Rules of entry published by an admin of the province reach everybody; mistakes do not."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from app.central.centre import Centre
from app.domain.regions import GLOBAL
from app.domain.rubric import rubric_rev
from app.domain.terms import Role
from app.ids import natural
from app.paths import RESOURCES
from app.services import standings
from tests.sync.conftest import Laptop, MakeLaptop, central_count, central_row

DAY = date(2026, 11, 22)


def version(number: int = 2, **friday: Any) -> dict[str, Any]:
    """The program's rules with those of the Friday market otherwise."""
    body: dict[str, Any] = json.loads((RESOURCES / "channels.json").read_text(encoding="utf-8"))
    body["version"] = number
    body["channels"][4].update(friday or {"photos": 2})
    return body


def publish(laptop: Laptop, body: dict[str, Any], **values: Any) -> UUID:
    rev, number = rubric_rev(body), body.get("version", 2)
    said = {"version": number, "rev": rev, "body": body, "valid_from": DAY}
    row = {"id": natural("channel_rules", number, rev), "scope": GLOBAL, **said}
    return laptop.add("channel_rules", **{**row, "created_by": laptop.enrolled.person_id, **values})


@pytest.fixture
def admin(make_laptop: MakeLaptop) -> Laptop:
    return make_laptop("Adi Admin", "31", role=Role.ADMIN)


def in_force(laptop: Laptop) -> int:
    """The version a laptop judges by; 1 is the program's own."""
    with laptop.db.read() as session:
        row = standings.version_in_force(session, DAY)
        return row.version if row else 1


def test_a_new_version_counts_everywhere_once_the_centre_has_it(
    admin: Laptop, rani: Laptop, centre: Centre
) -> None:
    rani.sync()
    key = publish(admin, version())
    assert in_force(admin) == 1, "it waits for the centre"
    assert admin.sync().refused == 0
    assert central_row(centre, key, "channel_rules") is not None
    rani.sync()
    assert rani.row(key, "channel_rules") == admin.row(key, "channel_rules")
    assert in_force(admin) == in_force(rani) == 2


@pytest.mark.parametrize(
    ("role", "region"),
    [(Role.ADMIN, "31.74"), (Role.PROGRAMME_OFFICER, "31"), (Role.CHAIR, "31")],
)
def test_nobody_else_publishes(
    make_laptop: MakeLaptop, centre: Centre, role: Role, region: str
) -> None:
    laptop = make_laptop("Bukan Admin", region, role=role)
    key = publish(laptop, version())
    laptop.sync()
    assert laptop.refusals() == {key: "scope.outside"}
    assert central_count(centre, "channel_rules") == 0
    assert in_force(laptop) == 1


def test_who_comes_second_is_refused(make_laptop: MakeLaptop, admin: Laptop) -> None:
    other = make_laptop("Bayu Admin", "31", role=Role.ADMIN)
    publish(admin, version())
    second = publish(other, version(photos=4))
    admin.sync()
    other.sync()
    assert other.refusals() == {second: "channel_rules.version_taken"}
    assert in_force(other) == 2


def test_a_version_that_is_ahead_waits_for_the_one_before(
    make_laptop: MakeLaptop, admin: Laptop
) -> None:
    other = make_laptop("Bayu Admin", "31", role=Role.ADMIN)
    key = publish(other, version(3, photos=4))
    other.sync()
    assert other.refusals() == {key: "channel_rules.version_ahead"}
    publish(admin, version())
    admin.sync()
    other.sync()
    assert other.refusals() == {}
    assert in_force(other) == 3


@pytest.mark.parametrize(
    "body",
    [
        {"version": 2},
        {"version": 2, "channels": None},
        {"version": 2, "channels": [None]},
        {"version": 2, "channels": [{"channel": ["eorder"]}]},
        {"version": 2, "channels": version()["channels"][:5]},
        version(photos=-1),
        version(grade="E"),
        version(documents={"*": [[]]}),
        version(regions="31"),
    ],
)
def test_what_is_no_set_of_rules_is_refused_and_the_rest_goes_on(
    admin: Laptop, centre: Centre, body: dict[str, Any]
) -> None:
    key = publish(admin, body)
    business = admin.add("business")
    admin.sync()
    assert admin.refusals() == {key: "channel_rules.malformed"}
    assert central_row(centre, business) is not None
