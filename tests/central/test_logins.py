"""As in production: tables of one login, the service under another, neither a superuser."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.central import centre as centres
from app.central import people, register
from app.central.centre import Centre
from app.clock import ManualClock
from app.domain.permissions import Grant
from app.domain.terms import Role
from app.errors import UserError
from app.models import row_security
from app.models.row_security import FIELD_TABLES
from app.paths import RESOURCES
from tests import laptops
from tests.conftest import NOW
from tests.postgres import production
from tests.sync.conftest import MakeLaptop, central_row, make_laptop
from tests.sync.inprocess import InProcess

__all__ = ["make_laptop"]


@pytest.fixture
def logins(tmp_path: Path) -> Iterator[tuple[Centre, Centre]]:
    """One centre, as its administrator and as the service open it."""
    with production() as engines:
        owner, service = (
            centres.open_centre(engine, tmp_path / "pusat", ManualClock(NOW)) for engine in engines
        )
        centres.init(owner, RESOURCES)
        yield owner, service


@pytest.fixture
def centre(logins: tuple[Centre, Centre]) -> Centre:
    return logins[0]


def test_a_day_of_a_centre_in_production(
    logins: tuple[Centre, Centre], make_laptop: MakeLaptop, tmp_path: Path
) -> None:
    owner, service = logins
    paper = tmp_path / "daftar.csv"
    paper.write_text("Nama Usaha,Nama Pemilik,Kelurahan,Kecamatan\nDapur Sari,Sari,Gunung,\n")
    assert register.load(owner, paper).written == 1
    assert register.load(owner, paper).unchanged == 1
    rani, budi = make_laptop("Rani"), make_laptop("Budi")
    kept = {"business": rani.add(), **rani.judge(), "audit_event": rani.add("audit_event")}
    for laptop in (rani, budi):
        laptop.transport = InProcess(service, laptop.enrolled.token)
    rani.photograph(b"foto" * 500, b"kecil")
    report = rani.sync()
    assert (report.complete, report.refused, report.photos_sent) == (True, 0, 2)
    assert budi.sync().photos_received == 2
    for entity, key in kept.items():
        assert budi.row(key, entity) == rani.row(key, entity) != None  # noqa: E711
        assert central_row(service, key, entity) is None  # in nobody's name
    rani.edit(kept["business"], name="Diubah")
    rani.sync()
    person = rani.enrolled.person_id
    code = people.new_code(owner, person)
    assert people.enrol(service, code, "Laptop baru", rani.enrolled.root_public_key) is not None
    people.set_grants(owner, person, [Grant(Role.CURATOR, laptops.OTHER_DISTRICT)])
    assert not rani.sync().refused
    assert rani.row(kept["business"]) is None
    people.set_active(owner, person, active=False)
    with pytest.raises(UserError):
        rani.sync()


def test_the_owner_steps_down_in_a_persons_name(centre: Centre, make_laptop: MakeLaptop) -> None:
    rani = make_laptop("Rani")
    key = rani.add()
    assert rani.sync().refused == 0
    with centre.engine.begin() as conn:  # FORCE: its own authority is a policy, no privilege
        assert conn.exec_driver_sql("SELECT id FROM business").scalars().all() == [key]
        for entity in FIELD_TABLES:
            assert conn.exec_driver_sql(f"DELETE FROM {entity}").rowcount == 0
        conn.execute(sa.text("SELECT set_config('app.person_id', :p, true)"), {"p": str(key)})
        assert conn.exec_driver_sql("UPDATE business SET name = 'x'").rowcount == 0


def test_setting_up_again_by_a_superuser_leaves_all_to_the_owner(centre: Centre) -> None:
    admin = sa.create_engine(centre.engine.url.set(username="postgres"))
    copy = dataclasses.replace(centre, engine=admin)
    assert not centres.init(copy, RESOURCES)
    admin.dispose()
    assert not centres.init(centre, RESOURCES)


def test_whoever_may_not_make_the_role_is_told(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_security, "SERVICE", "kurasi_absent")
    with centre.engine.begin() as conn, pytest.raises(UserError) as caught:
        row_security.require_service_role(conn)
    assert caught.value.code == "central.no_service_role"
    assert "roles.sql" in caught.value.sentence


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [("BYPASSRLS", "central.service_role_too_strong"), ("LOGIN", "central.no_service_role")],
)
def test_a_role_that_does_not_fit_is_refused(
    centre: Centre, monkeypatch: pytest.MonkeyPatch, attributes: str, expected: str
) -> None:
    """Too strong, or not one the owner is a member of."""
    monkeypatch.setattr(row_security, "SERVICE", "kurasi_other")
    admin = sa.create_engine(centre.engine.url.set(username="postgres"))
    with admin.begin() as conn:
        conn.exec_driver_sql(f"CREATE ROLE kurasi_other {attributes}")
    try:
        with centre.engine.begin() as conn, pytest.raises(UserError) as caught:
            row_security.require_service_role(conn)
        assert caught.value.code == expected
    finally:
        with admin.begin() as conn:
            conn.exec_driver_sql("DROP ROLE kurasi_other")
        admin.dispose()
