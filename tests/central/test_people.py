"""People, codes, laptops and logins; and setting up a centre."""

from __future__ import annotations

import base64
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.central import centre as centres
from app.central import people, pull
from app.central.centre import Centre
from app.central.people import Enrolled
from app.central.store import write_reference
from app.clock import ManualClock
from app.domain.permissions import Grant
from app.domain.terms import Role
from app.errors import UserError
from app.models.entities import Device, Region, RubricVersion
from app.models.reference import reference_row
from app.paths import RESOURCES
from app.protocol import keys
from tests import postgres

CURATOR = Grant(Role.CURATOR, "31.74.04")
PUBLIC = keys.public_text(keys.new_private_key())


def enrol(centre: Centre, code: str) -> Enrolled | None:
    return people.enrol(centre, code, "Laptop", PUBLIC)


def welcome(centre: Centre, *grants: Grant) -> Enrolled:
    person = people.add_person(centre, "Sari", grants or [CURATOR])
    enrolled = enrol(centre, people.new_code(centre, person))
    assert enrolled is not None
    return enrolled


def grants_by(centre: Centre, token: str) -> set[Grant] | None:
    with centre.engine.connect() as conn:
        caller = people.authenticate(conn, token)
    return None if caller is None else set(caller.grants)


def test_a_code_makes_a_laptop_somebodys(centre: Centre) -> None:
    enrolled = welcome(centre)
    assert enrolled.person_name == "Sari"
    assert enrolled.device_code == "A2"
    assert enrolled.roles == (("curator", "31.74.04"),)
    assert grants_by(centre, enrolled.token) == {CURATOR}
    delegation = keys.read_delegation(
        base64.b64decode(enrolled.delegation), keys.public_key(enrolled.root_public_key)
    )
    assert (delegation.region, delegation.device) == ("31.74.04", "A2")
    assert delegation.public == base64.b64decode(PUBLIC)


def test_a_code_works_once(centre: Centre) -> None:
    code = people.new_code(centre, people.add_person(centre, "Sari", [CURATOR]))
    assert enrol(centre, f" {code.lower().replace('-', ' ')} ") is not None
    assert enrol(centre, code) is None


@pytest.mark.parametrize("code", ["", "AAAA-AAAA-AAAA", "' OR 1=1 --", "é" * 500])
def test_a_wrong_code(centre: Centre, code: str) -> None:
    assert enrol(centre, code) is None


def test_a_code_expires(centre: Centre, clock: ManualClock) -> None:
    person = people.add_person(centre, "Sari", [CURATOR])
    early, late = people.new_code(centre, person), people.new_code(centre, person)
    clock.advance(timedelta(days=people.CODE_DAYS) - timedelta(seconds=1))
    assert enrol(centre, early) is not None
    clock.advance(timedelta(seconds=1))
    assert enrol(centre, late) is None


def test_only_hashes_are_kept(centre: Centre) -> None:
    code = people.new_code(centre, people.add_person(centre, "Sari", [CURATOR]))
    enrolled = enrol(centre, code)
    assert enrolled is not None
    with centre.engine.connect() as conn:
        everything = "".join(
            str(conn.execute(sa.text(f"SELECT * FROM {table}")).all())
            for table in ("enrol_code", "login", "device", "person")
        )
    for secret in (code, code.replace("-", ""), enrolled.token, centre.root_private_key()):
        assert secret not in everything


def test_who_is_kept_out_cannot_come_in(centre: Centre) -> None:
    enrolled = welcome(centre)
    code = people.new_code(centre, enrolled.person_id)
    people.set_active(centre, enrolled.person_id, active=False)
    assert grants_by(centre, enrolled.token) is None
    assert enrol(centre, code) is None
    people.set_active(centre, enrolled.person_id, active=True)
    assert grants_by(centre, enrolled.token) is None  # the old login has ended for good
    assert enrol(centre, people.new_code(centre, enrolled.person_id)) is not None


def test_another_region(centre: Centre) -> None:
    enrolled = welcome(centre)
    moved = Grant(Role.CHAIR, "31.71")
    people.set_grants(centre, enrolled.person_id, [moved])
    assert grants_by(centre, enrolled.token) == {moved}
    people.set_grants(centre, enrolled.person_id, [CURATOR, moved])
    assert grants_by(centre, enrolled.token) == {CURATOR, moved}
    people.set_grants(centre, enrolled.person_id, [])
    assert grants_by(centre, enrolled.token) == set()


def test_a_reset_ends_all_logins(centre: Centre) -> None:
    first = welcome(centre)
    second = enrol(centre, people.new_code(centre, first.person_id))
    assert second is not None
    assert second.device_code != first.device_code
    code = people.reset(centre, first.person_id)
    assert grants_by(centre, first.token) is None
    assert grants_by(centre, second.token) is None
    third = enrol(centre, code)
    assert third is not None
    assert grants_by(centre, third.token) == {CURATOR}


def test_a_laptop_taken_out_of_service(centre: Centre) -> None:
    enrolled = welcome(centre)
    with centre.engine.begin() as conn:
        conn.execute(sa.update(Device).where(Device.id == enrolled.device_id).values(active=False))
    assert grants_by(centre, enrolled.token) is None


@pytest.mark.parametrize("region", ["31.99", "31.74.04.1001", "global", "", "3174"])
def test_an_unknown_region(centre: Centre, region: str) -> None:
    with pytest.raises(UserError) as caught:
        people.add_person(centre, "Sari", [Grant(Role.CURATOR, region)])
    assert caught.value.code == "central.unknown_region"
    with centre.engine.connect() as conn:
        assert people.people(conn) == []


def test_finding_people(centre: Centre) -> None:
    sari = people.add_person(centre, "Sari", [CURATOR])
    people.add_person(centre, "Budi", [])
    people.add_person(centre, "budi", [])
    with centre.engine.connect() as conn:
        assert people.find_person(conn, "SARI") == sari
        assert people.find_person(conn, str(sari)) == sari
        for text in ("Tono", "Budi", ""):
            with pytest.raises(UserError) as caught:
                people.find_person(conn, text)
            assert caught.value.code == "central.person_not_found"
        names = {p["name"]: p["roles"] for p in people.people(conn)}
    assert names["Sari"] == ["curator@31.74.04"]


def test_only_judges_are_delegated_to(centre: Centre) -> None:
    assert welcome(centre, Grant(Role.MENTOR, "31.74.04")).delegation == ""
    both = welcome(centre, CURATOR, Grant(Role.CURATOR, "31.74.05"), Grant(Role.ADMIN, "31"))
    root = keys.public_key(both.root_public_key)
    read = [keys.read_delegation(base64.b64decode(d), root) for d in both.delegation.split()]
    assert [d.region for d in read] == ["31.74.04", "31.74.05"]  # never the city around them
    wide = welcome(centre, CURATOR, Grant(Role.CHAIR, "31.74"))
    read = [keys.read_delegation(base64.b64decode(d), root) for d in wide.delegation.split()]
    assert [d.region for d in read] == ["31.74"]


def test_a_laptop_of_the_old_spelling_keeps_its_code_to_itself(centre: Centre) -> None:
    """Laptops were numbered A0, A1, … ZZ before: what one of them has is passed over."""
    first = welcome(centre, CURATOR)
    with centre.engine.begin() as conn:
        older = {"A3": UUID(int=501), "A4": UUID(int=502), "AO": UUID(int=503)}
        for code, key in older.items():
            facts = {"name": "Laptop lama", "public_key": "x", "active": code != "A4"}
            row = reference_row(key, centre.clock.now(), code=code, **facts)
            write_reference(conn, "device", [row], centre.clock.now())
    second = welcome(centre, CURATOR)
    assert (first.device_code, second.device_code) == ("A2", "A5")


# -- the centre itself ------------------------------------------------------------


def test_init_again_changes_nothing(centre: Centre) -> None:
    with centre.engine.connect() as conn:
        before = centre.state(conn)
        seq = conn.execute(sa.text("SELECT seq FROM feed_counter")).scalar()
    root = centre.root_private_key()
    assert centres.init(centre, RESOURCES) is False
    with centre.engine.connect() as conn:
        assert centre.state(conn) == before
        assert conn.execute(sa.text("SELECT seq FROM feed_counter")).scalar() == seq
        assert conn.execute(sa.select(sa.func.count()).select_from(Region)).scalar() == 318
        assert conn.execute(sa.select(sa.func.count()).select_from(RubricVersion)).scalar() == 6
    assert centre.root_private_key() == root
    assert centre.state is not None


def test_the_root_key_is_its_owners(centre: Centre, tmp_path: Path, clock: ManualClock) -> None:
    with postgres.database("template0") as engine:
        fresh = centres.open_centre(engine, tmp_path / "baru", clock)
        with engine.connect() as conn, pytest.raises(UserError) as caught:
            fresh.state(conn)
        assert caught.value.code == "central.not_initialised"
        assert centres.init(fresh, RESOURCES) is True
        assert fresh.root_key_file.stat().st_mode & 0o077 == 0
        with engine.connect() as conn:
            public = fresh.state(conn)["root_public_key"]
        assert public == keys.public_text(fresh.root_private_key())
        fresh.root_key_file.unlink()
        with pytest.raises(UserError) as caught:
            fresh.root_private_key()
        assert caught.value.code == "central.no_root_key"


def test_everyone_sees_their_regions_and_the_reference_data(centre: Centre) -> None:
    with centre.engine.connect() as conn:
        assert pull.visible_scopes(conn, []) == ("global",)
        assert pull.visible_scopes(conn, ["31.74.04"]) == ("31.74.04", "global")
        city = pull.visible_scopes(conn, ["31.74"])
        assert len(city) == 12
        assert len(pull.visible_scopes(conn, ["31"])) == 1 + 6 + 44 + 1
        assert pull.visible_scopes(conn, ["31.7"]) == ("global",)
        assert pull.visible_scopes(conn, ["%"]) == ("global",)


def test_keys_of_people_are_their_own(centre: Centre) -> None:
    made = {people.add_person(centre, f"Orang {n}", []) for n in range(5)}
    assert len(made) == 5
    assert all(isinstance(key, UUID) for key in made)
