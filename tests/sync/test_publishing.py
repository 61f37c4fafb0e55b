"""A rubric published by an admin of the province reaches everybody; anybody else's does not."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.central import centre as centres
from app.central.centre import Centre
from app.domain import rubric_edit as edit
from app.domain.regions import GLOBAL
from app.domain.rubric import rubric_rev
from app.domain.terms import Role
from app.ids import natural
from app.models.entities import RubricVersion
from app.models.local import SyncRow
from app.paths import RESOURCES
from tests.domain.rubrics import body
from tests.sync.conftest import Laptop, MakeLaptop, central_count, central_row

DAY = date(2026, 11, 22)


def version(number: int = 2, name: str = "Makanan kemasan", code: str = "MKN") -> dict[str, Any]:
    """A rubric that differs from version 1."""
    data = edit.set_value(body(code), ("criteria", 0, "name"), name)
    return edit.next_version(data, number - 1, DAY, f"Versi {number}")


def publish(laptop: Laptop, data: dict[str, Any], **values: Any) -> UUID:
    rev = rubric_rev(data)
    said = {"code": data["code"], "version": data["version"], "rev": rev, "body": data}
    key = natural("rubric", said["code"], said["version"], rev)
    row = {"id": key, "scope": GLOBAL, "created_by": laptop.enrolled.person_id, **said}
    return laptop.add("rubric", **{**row, **values})


@pytest.fixture
def admin(make_laptop: MakeLaptop) -> Laptop:
    return make_laptop("Adi Admin", "31", role=Role.ADMIN)


def test_a_new_version_reaches_every_laptop(admin: Laptop, rani: Laptop, centre: Centre) -> None:
    rani.sync()
    key = publish(admin, version())
    report = admin.sync()
    assert (report.sent, report.refused) == (1, 0)
    assert admin.dirty(key, "rubric") == {}
    row = central_row(centre, key, "rubric")
    assert row is not None
    assert (row["version"], row["created_by"]) == (2, admin.enrolled.person_id)
    rani.sync()
    assert rani.row(key, "rubric") == admin.row(key, "rubric")
    assert rani.waiting() == admin.waiting() == 0
    assert rani.sync().received == 0


@pytest.mark.parametrize(
    ("role", "region"),
    [
        (Role.ADMIN, "31.74"),
        (Role.ADMIN, "31.74.04"),
        (Role.CHAIR, "31"),
        (Role.CURATOR, "31"),
        (Role.PROGRAMME_OFFICER, "31"),
    ],
)
def test_nobody_else_publishes(
    make_laptop: MakeLaptop, centre: Centre, role: Role, region: str
) -> None:
    laptop = make_laptop("Bukan Admin", region, role=role)
    key = publish(laptop, version())
    business = laptop.add("business") if region != "31.74.04.1001" else None
    laptop.sync()
    assert laptop.refusals() == {key: "scope.outside"}
    assert central_count(centre, "rubric") == 6
    assert business is None or central_row(centre, business) is not None


def test_who_comes_second_is_refused_and_keeps_theirs(
    make_laptop: MakeLaptop, admin: Laptop, centre: Centre
) -> None:
    other = make_laptop("Bayu Admin", "31", role=Role.ADMIN)
    first, second = publish(admin, version(name="Satu")), publish(other, version(name="Dua"))
    admin.sync()
    other.sync()
    assert other.refusals() == {second: "rubric.version_taken"}
    assert other.row(second, "rubric") is not None
    assert other.row(first, "rubric") is not None, "the winner is there to compare with"
    assert central_row(centre, second, "rubric") is None


def test_two_publications_at_once_give_one_version(make_laptop: MakeLaptop, centre: Centre) -> None:
    names = ["Adi", "Bayu", "Cici", "Dewi"]
    admins = [make_laptop(name, "31", role=Role.ADMIN) for name in names]
    keys = [publish(a, version(name=n)) for a, n in zip(admins, names, strict=True)]
    threads = [threading.Thread(target=a.sync) for a in admins]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = [key for key in keys if central_row(centre, key, "rubric")]
    assert len(kept) == 1
    told = [a.refusals() for a in admins]
    assert sorted(map(len, told)) == [0, 1, 1, 1]


def test_the_same_text_from_two_laptops_is_one_version(
    make_laptop: MakeLaptop, admin: Laptop, centre: Centre
) -> None:
    again = make_laptop("x", "31", role=Role.ADMIN, person=admin.enrolled.person_id)
    keys = {publish(laptop, version()) for laptop in (admin, again)}
    admin.sync()
    again.sync()
    assert len(keys) == 1
    assert admin.refusals() == again.refusals() == {}
    assert central_count(centre, "rubric") == 7


def test_one_version_after_the_other(admin: Laptop, centre: Centre) -> None:
    publish(admin, version(2))
    publish(admin, version(3, "Lain"))
    publish(admin, version(2, code="SAJ"))
    assert admin.sync().refused == 0
    assert central_count(centre, "rubric") == 9


def test_a_version_that_is_ahead_waits_for_the_one_before(
    make_laptop: MakeLaptop, admin: Laptop, centre: Centre
) -> None:
    other = make_laptop("Bayu Admin", "31", role=Role.ADMIN)
    key = publish(other, version(3, "Lain"))
    other.sync()
    assert other.refusals() == {key: "rubric.version_ahead"}
    publish(admin, version(2))
    admin.sync()
    other.sync()
    assert other.refusals() == {}
    assert central_row(centre, key, "rubric") is not None


SPOILED: dict[str, dict[str, Any]] = {
    "another hash": {"rev": "0" * 64},
    "another number": {"version": 7},
    "another category": {"code": "SAJ"},
    "weights that do not add up": {
        "body": edit.set_value(version(), ("criteria", 0, "weight"), 31)
    },
    "half a weight": {"body": edit.set_value(version(), ("criteria", 0, "floor_percent"), 50.5)},
    "no rubric at all": {"body": {"schema": 1}},
    "more than a rubric": {"body": edit.set_value(version(), ("source",), "x" * 600_000)},
    "deleted": {"deleted": True},
    "of a region": {"scope": "31.74.04"},
    "with a guest": {"guest_scope": "31.74.04"},
    "in another's name": {"created_by": UUID(int=5)},
    "in nobody's name": {"created_by": None},
}


@pytest.mark.parametrize("name", SPOILED)
def test_what_is_no_next_version_is_refused(admin: Laptop, centre: Centre, name: str) -> None:
    data = SPOILED[name].get("body", version())
    said = {"code": "MKN", "version": 2, "rev": rubric_rev(data), **SPOILED[name]}
    key = natural("rubric", said["code"], said["version"], said["rev"])
    row = {"id": key, "scope": GLOBAL, "created_by": admin.enrolled.person_id, "body": data}
    admin.add("rubric", **{**row, **said})
    admin.sync()
    assert set(admin.refusals()) == {key}
    assert central_count(centre, "rubric") == 6


def test_a_publication_lies_where_its_content_says(admin: Laptop) -> None:
    key = publish(admin, version(), id=UUID(int=12))
    admin.sync()
    assert admin.refusals() == {key: "row.wrong_key"}


def test_a_published_version_never_changes(admin: Laptop, centre: Centre) -> None:
    key = publish(admin, version())
    admin.sync()
    before = central_row(centre, key, "rubric")
    with admin.db.write() as session:  # a program that is not ours
        session.execute(
            sa.update(SyncRow).where(SyncRow.id == key).values(fb={"version": 1}, lver=99)
        )
    admin.sync()
    assert central_row(centre, key, "rubric") == before


def test_setting_a_centre_up_again_leaves_what_was_published(admin: Laptop, centre: Centre) -> None:
    key = publish(admin, version())
    admin.sync()
    centres.init(centre, RESOURCES)
    assert central_count(centre, "rubric") == 7
    with centre.engine.connect() as conn:
        newest = sa.select(RubricVersion.id).where(RubricVersion.code == "MKN")
        order = newest.order_by(RubricVersion.version.desc())
        assert conn.execute(order).scalars().first() == key


@pytest.mark.parametrize(
    ("day", "code"), [("2026-11-20", "rubric.backdated"), ("2026-11-21", ""), ("2027-01-01", "")]
)
def test_a_version_counts_from_its_publication_at_the_earliest(
    admin: Laptop, day: str, code: str
) -> None:
    """Published on the 21st in Jakarta, whatever day that is in London."""
    data = {**version(), "valid_from": day}
    at = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
    key = publish(admin, data, published_at=at)
    admin.sync()
    assert admin.refusals().get(key, "") == code
