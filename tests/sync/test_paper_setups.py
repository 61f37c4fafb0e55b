"""A set-up of papers goes from an admin of a region to every laptop, one version at a time."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from app.central import paper_setups as at_centre
from app.central.centre import Centre
from app.domain.official_numbers import NumberRule
from app.domain.paper_setup import MAX_EMBLEM, PaperSetup, Signer, to_columns
from app.domain.regions import GLOBAL
from app.domain.terms import Role
from app.protocol import wire
from app.services import paper_setups
from tests.domain.test_paper_setup import PNG
from tests.sync.conftest import Laptop, MakeLaptop, central_count, central_row

DAY = date(2026, 11, 22)
CITY = PaperSetup(
    region="31.74",
    valid_from=DAY,
    lines=("SUKU DINAS",),
    address="Jakarta",
    emblem=PNG,
    number=NumberRule("{seq:04d}/{unit}/{tahun}", unit="SD"),
    signers=(Signer("Sari", "Kepala Suku Dinas"),),
)
PROVINCE = replace(CITY, region="31", lines=("DINAS",), number=NumberRule("{seq}/{tahun}"))


def publish(laptop: Laptop, setup: PaperSetup = CITY, version: int = 1, **values: Any) -> UUID:
    said = {"version": version, "scope": GLOBAL, **to_columns(setup)}
    return laptop.add("paper_setup", **{"created_by": laptop.enrolled.person_id, **said, **values})


@pytest.fixture
def admin(make_laptop: MakeLaptop) -> Laptop:
    return make_laptop("Adi Admin", "31.74", role=Role.ADMIN)


def in_force(laptop: Laptop, region: str, day: date = DAY) -> PaperSetup | None:
    with laptop.db.read() as session:
        return paper_setups.in_force(session, region, day)


def test_what_a_citys_admin_publishes_holds_on_every_laptop_of_the_city(
    admin: Laptop, rani: Laptop, centre: Centre
) -> None:
    publish(admin)
    assert in_force(admin, "31.74.04") is None, "not before the centre has it"
    assert admin.sync().refused == 0
    rani.sync()
    for laptop in (admin, rani):
        assert in_force(laptop, "31.74.04") == in_force(laptop, "31.74") == CITY
        assert in_force(laptop, "31.75.01") is None
        assert in_force(laptop, "31.74.04", date(2026, 11, 21)) is None
    with centre.engine.connect() as conn:
        assert at_centre.in_force(conn, "31.74.04", DAY) == CITY
        assert at_centre.in_force(conn, "31", DAY) is None


def test_the_nearest_region_counts_and_there_what_began_last(
    make_laptop: MakeLaptop, rani: Laptop, centre: Centre
) -> None:
    admin = make_laptop("Ibu Provinsi", "31", role=Role.ADMIN)
    later = replace(CITY, valid_from=date(2027, 1, 1), lines=("BARU",))
    mended = replace(CITY, lines=("DIPERBAIKI",))
    for version, setup in enumerate((CITY, later, mended), start=1):
        publish(admin, setup, version)
    publish(admin, PROVINCE)
    assert admin.sync().refused == 0
    rani.sync()
    expected = {
        ("31.74.04", DAY): mended,
        ("31.74.04", date(2027, 1, 1)): later,
        ("31.75", DAY): PROVINCE,
        ("31", date(2030, 1, 1)): PROVINCE,
    }
    with centre.engine.connect() as conn:
        for (region, day), setup in expected.items():
            assert in_force(rani, region, day) == setup
            assert at_centre.in_force(conn, region, day) == setup


@pytest.mark.parametrize(
    ("role", "region", "setup"),
    [
        (Role.ADMIN, "31.75", CITY),
        (Role.ADMIN, "31.74", PROVINCE),
        (Role.ADMIN, "31.74.04", CITY),
        (Role.CHAIR, "31", CITY),
        (Role.PROGRAMME_OFFICER, "31.74", CITY),
    ],
)
def test_nobody_publishes_for_a_region_that_is_not_theirs(
    make_laptop: MakeLaptop, centre: Centre, role: Role, region: str, setup: PaperSetup
) -> None:
    laptop = make_laptop("Bukan Admin", region, role=role)
    key = publish(laptop, setup)
    laptop.sync()
    assert laptop.refusals() == {key: "scope.outside"}
    assert central_count(centre, "paper_setup") == 0


def test_who_comes_second_is_told_and_keeps_theirs(
    make_laptop: MakeLaptop, admin: Laptop, centre: Centre
) -> None:
    other = make_laptop("Bayu Admin", "31", role=Role.ADMIN)
    publish(admin)
    second = publish(other, replace(CITY, lines=("LAIN",)))
    admin.sync()
    other.sync()
    assert other.refusals() == {second: "paper_setup.version_taken"}
    assert in_force(other, "31.74") == CITY
    assert central_row(centre, second, "paper_setup") is None


def test_a_version_that_is_ahead_waits_for_the_one_before(
    make_laptop: MakeLaptop, admin: Laptop
) -> None:
    other = make_laptop("Bayu Admin", "31", role=Role.ADMIN)
    key = publish(other, version=2)
    other.sync()
    assert other.refusals() == {key: "paper_setup.version_ahead"}
    publish(admin)
    admin.sync()
    other.sync()
    assert other.refusals() == {}


SPOILED: dict[str, dict[str, Any]] = {
    "of a ward": {"region_code": "31.74.04.1001"},
    "of a place that is nowhere": {"region_code": "31.99"},
    "in another's name": {"created_by": UUID(int=5)},
    "in nobody's name": {"created_by": None},
    "of a region's scope": {"scope": "31.74"},
    "with a guest": {"guest_scope": "31.74.04"},
    "deleted": {"deleted": True},
    "numbers that repeat": {"number_template": "{seq}"},
    "an emblem that is none": {"emblem": {"png": "R0lGODlh"}},
    "an emblem with more": {"emblem": {**to_columns(CITY)["emblem"], "svg": "<svg/>"}},
    "a signatory with more": {
        "signatories": [{**to_columns(CITY)["signatories"][0], "phone": "0812"}]
    },
    "a signatory with half a NIP": {
        "signatories": [{**to_columns(CITY)["signatories"][0], "nip": "1970"}]
    },
    "nobody signs": {"signatories": []},
    "another numbering": {"numbering": "by_dice"},
}


@pytest.mark.parametrize("name", SPOILED)
def test_what_no_paper_could_carry_is_refused(admin: Laptop, centre: Centre, name: str) -> None:
    key = publish(admin, **SPOILED[name])
    admin.sync()
    assert set(admin.refusals()) == {key}
    assert central_count(centre, "paper_setup") == 0


def test_a_published_set_up_never_changes(admin: Laptop, centre: Centre) -> None:
    key = publish(admin)
    admin.sync()
    before = central_row(centre, key, "paper_setup")
    with admin.db.engine.begin() as conn:  # a program that is not ours
        conn.exec_driver_sql("DROP TRIGGER kl_paper_setup_final")
    admin.edit(key, "paper_setup", address="Bandung")
    admin.sync()
    assert central_row(centre, key, "paper_setup") == before
    assert admin.refusals() == {key: "row.final"}


def test_many_emblems_at_once_are_no_batch_too_large(admin: Laptop, centre: Centre) -> None:
    districts = [f"31.74.{number:02d}" for number in range(1, 11)]
    for number, region in enumerate(districts * 2):
        noise = random.Random(number).randbytes(MAX_EMBLEM - len(PNG))
        publish(admin, replace(CITY, region=region, emblem=PNG + noise), 1 + number // 10)
    report = admin.sync()
    assert (report.sent, report.refused) == (20, 0)
    assert central_count(centre, "paper_setup") == 20
    assert max(map(len, admin.transport.sent)) < 2 * wire.MAX_PACKED
