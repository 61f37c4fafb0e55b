"""A data room: one program at a time, no newer data, and who works in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.clock import ManualClock
from app.errors import UserError
from app.ids import IdMaker
from app.paths import RESOURCES, SAMPLE, WORK, DataDir
from app.services import businesses, changes, doctor, home, regions
from app.services.changes import Change
from app.services.workspace import Workspace
from tests.conftest import OpenWorkspace
from tests.services.field import add_product, form, judge, open_session, register


def opened(folder: Path, clock: ManualClock) -> Workspace:
    return Workspace(folder, folder / "setelan.toml", RESOURCES, clock, IdMaker(clock))


def refused(folder: Path, clock: ManualClock) -> UserError:
    with pytest.raises(UserError) as caught:
        opened(folder, clock)
    assert caught.value.todo
    return caught.value


@pytest.mark.lesson("B26")
def test_a_second_instance_is_refused(ws: Workspace, clock: ManualClock) -> None:
    error = refused(ws.folder, clock)
    assert error.code == "workspace.in_use"
    register(ws)
    ws.close()
    opened(ws.folder, clock).close()


def test_newer_data_is_refused(ws: Workspace, clock: ManualClock) -> None:
    with ws.db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    ws.close()
    assert refused(ws.folder, clock).code == "database.newer"
    assert refused(ws.folder, clock).code == "database.newer"  # and the folder is free again


def test_damaged_data_is_refused_and_left_alone(tmp_path: Path, clock: ManualClock) -> None:
    path = tmp_path / "kurasi.sqlite"
    path.write_bytes(b"bukan basis data, " * 100)
    before = path.read_bytes()
    assert refused(tmp_path, clock).code == "database.damaged"
    assert path.read_bytes() == before


def test_a_folder_that_is_a_file(tmp_path: Path, clock: ManualClock) -> None:
    (tmp_path / "berkas").write_text("halo", encoding="utf-8")
    for folder in (tmp_path / "berkas", tmp_path / "berkas" / "kerja"):
        assert refused(folder, clock).code == "workspace.cannot_write"


def test_damaged_settings_free_the_folder(ws: Workspace, clock: ManualClock) -> None:
    ws.close()
    (ws.folder / "setelan.toml").write_text("[[[", encoding="utf-8")
    assert refused(ws.folder, clock).code == "settings.damaged"
    (ws.folder / "setelan.toml").unlink()
    opened(ws.folder, clock).close()


def test_the_first_start(tmp_path: Path, clock: ManualClock) -> None:
    ws = opened(tmp_path, clock)
    try:
        assert ws.is_new
        with pytest.raises(RuntimeError):
            _ = ws.me
        ws.start("  Sari  ")
        assert (ws.me.person_name, ws.me.device_code, ws.me.training) == ("Sari", "00", True)
        assert ws.me.regions == ("31",)
    finally:
        ws.close()


def test_everything_is_there_again(open_workspace: OpenWorkspace) -> None:
    ws = open_workspace()
    judge(ws, add_product(ws, register(ws)), open_session(ws), 3)
    ws.save_settings(replace(ws.settings, scheme="dark"))
    me = ws.me
    ws.close()
    again = open_workspace()
    assert again.me == me
    assert again.settings.scheme == "dark"
    assert home.summary(again).products == 1


def test_regions_for_the_pickers(ws: Workspace) -> None:
    cities = regions.children(ws, "31")
    assert len(cities) == 6
    assert "Jakarta Selatan" in {c.name for c in cities}
    districts = [d for c in cities for d in regions.children(ws, c.code)]
    assert len(districts) == 44
    wards = [w for d in districts for w in regions.children(ws, d.code)]
    assert len(wards) == len({w.code for w in wards}) == 267
    assert regions.region_name(ws, "31.74") == "Jakarta Selatan"
    assert regions.region_name(ws, "99") == "99"


def test_rooms(tmp_path: Path) -> None:
    data = DataDir(tmp_path / "data")
    assert data.room() == WORK
    data.choose(SAMPLE)
    assert data.room() == SAMPLE
    data.choose(WORK)
    assert data.room() == WORK
    assert data.folder(WORK) != data.folder(SAMPLE)


def test_doctor_finds_a_spoiled_photograph(ws: Workspace) -> None:
    add_product(ws, register(ws))

    def state() -> dict[str, bool | None]:
        return {c.name: c.ok for c in doctor.examine(ws.folder, ws)}

    assert state()["data"] is state()["berkas foto"] is True
    photo = next((ws.folder / "foto").rglob("*.photo"))
    photo.write_bytes(b"rusak")
    assert state()["berkas foto"] is False


def test_nothing_is_nothing_to_undo() -> None:
    assert not Change().undoable


def test_an_undo_can_be_undone(ws: Workspace) -> None:
    key = register(ws)
    _, change = businesses.save(ws, form("Baru"), key)
    back = changes.undo(ws, change)
    changes.undo(ws, back)
    assert businesses.get(ws, key).form.name == "Baru"
