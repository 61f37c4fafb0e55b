"""Keeping photographs: room is told before it is out, and what is spoiled is named."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.errors import UserError
from app.models.entities import Photo, Product
from app.models.local import BlobTransfer
from app.services import doctor, keeping, photographs, products
from app.services.keeping import FaultKind, RoomState
from app.services.workspace import Workspace
from tests.photos.pictures import decoded, encoded, noisy
from tests.photos.test_intake import camera_exif
from tests.services.field import add_product, register

MB = 1024 * 1024


class Usage(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture
def product(ws: Workspace) -> UUID:
    return add_product(ws, register(ws), photo=False)


def free(monkeypatch: pytest.MonkeyPatch, megabytes: int) -> None:
    usage = Usage(10_000 * MB, 0, megabytes * MB)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)


def picture(seed: int = 1) -> bytes:
    return encoded(noisy((64, 48), seed))


def mark_stored(ws: Workspace) -> None:
    with ws.db.write() as session:
        session.execute(sa.update(BlobTransfer).values(state="stored"))


def spoil(ws: Workspace, sha256: str) -> Path:
    path = ws.folder / "foto" / sha256[:2] / f"{sha256}.photo"
    path.write_bytes(b"\xff\xd8\xff rusak")
    return path


def verdict(ws: Workspace, name: str) -> tuple[bool | None, str]:
    (check,) = (c for c in doctor.examine(ws.folder, ws) if c.name == name)
    return check.ok, check.detail


@pytest.mark.parametrize(
    ("megabytes", "state"),
    [
        (1024, RoomState.ENOUGH),
        (1023, RoomState.LOW),
        (200, RoomState.LOW),
        (199, RoomState.OUT),
    ],
)
def test_room_is_told_before_it_is_out(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch, megabytes: int, state: RoomState
) -> None:
    free(monkeypatch, megabytes)
    found = keeping.room(ws)
    assert (found.state, found.free, found.used) == (state, megabytes * MB, 0)
    expected = {RoomState.ENOUGH: True, RoomState.LOW: None, RoomState.OUT: False}
    assert verdict(ws, "ruang foto")[0] is expected[state]


def test_the_limits_are_settings(
    ws: Workspace, product: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    photographs.add_bytes(ws, product, encoded(noisy((1600, 1200))), "a.jpg")
    free(monkeypatch, 5_000)
    assert keeping.room(ws).used > MB
    ws.save_settings(replace(ws.settings, photo_folder_warn_mb=1))
    found = keeping.room(ws)
    assert (found.state, found.over_folder_limit) == (RoomState.LOW, True)
    assert "photo_folder_warn_mb" in verdict(ws, "ruang foto")[1]
    ws.save_settings(replace(ws.settings, photo_folder_warn_mb=0, photo_warn_free_mb=6_000))
    found = keeping.room(ws)
    assert (found.state, found.over_folder_limit) == (RoomState.LOW, False)


def test_below_the_reserve_no_photograph_comes_in(
    ws: Workspace, product: UUID, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(picture())
    free(monkeypatch, 199)
    with pytest.raises(UserError) as several:
        photographs.add_files(ws, product, [path])
    with pytest.raises(UserError) as one:
        photographs.add_bytes(ws, product, picture(), "a.jpg")
    for caught in (several, one):
        assert caught.value.code == "photo.no_room"
        assert "200 MB" in caught.value.what
    assert keeping.room(ws).used == 0
    free(monkeypatch, 201)
    assert photographs.add_files(ws, product, [path]).photo_ids


def test_what_is_spoiled_is_named_with_what_to_do(ws: Workspace) -> None:
    owner = register(ws)
    first, second = add_product(ws, owner), add_product(ws, owner)
    views = [products.get(ws, key) for key in (first, second)]
    mark_stored(ws)
    photographs.add_bytes(ws, second, picture(7), "baru.jpg")
    new = products.get(ws, second).photos[-1]
    spoil(ws, new.sha256)
    found = keeping.faults(ws)
    assert [(f.sha256, f.kind, f.at_centre) for f in found] == [
        (new.sha256, FaultKind.CHANGED, False)
    ]
    assert found[0].product == views[1].form.name
    ok, detail = verdict(ws, "berkas foto")
    assert ok is False
    assert detail.startswith(f"1 rusak. {found[0].product} ({found[0].business}): 1 berkas rusak")
    assert detail.endswith("foto ulang produknya")
    assert ws.photos.has(new.sha256)


def test_a_changed_file_makes_way_for_the_centres(ws: Workspace) -> None:
    add_product(ws, register(ws))
    (view,) = products.get(ws, products.ids(ws)[0]).photos
    mark_stored(ws)
    path = spoil(ws, view.sha256)
    ok, detail = verdict(ws, "berkas foto")
    assert ok is False
    assert detail.endswith("sinkronkan untuk mengambilnya lagi dari pusat")
    assert not ws.photos.has(view.sha256)
    assert path.with_suffix(".rusak").read_bytes() == b"\xff\xd8\xff rusak"
    assert verdict(ws, "berkas foto")[1].startswith("1 hilang")
    assert photographs.want_missing(ws) == 1
    with ws.db.read() as session:
        assert session.get_one(BlobTransfer, view.sha256).direction == "down"


def test_many_products_are_counted(ws: Workspace) -> None:
    owner = register(ws)
    for _ in range(12):
        add_product(ws, owner, photo=False)
    for number, key in enumerate(products.ids(ws)):
        with ws.db.write() as session:
            session.get_one(Product, key).name = str(number)
        photographs.add_bytes(ws, key, picture(number), "a.jpg")
    for path in (ws.folder / "foto").rglob("*.photo"):
        path.unlink()
    detail = verdict(ws, "berkas foto")[1]
    assert detail.startswith("24 hilang. ")
    assert detail.endswith("dan 2 produk lain")


def test_a_whole_file_is_never_set_aside(ws: Workspace, product: UUID) -> None:
    photographs.add_bytes(ws, product, picture(), "a.jpg")
    (view,) = products.get(ws, product).photos
    assert not ws.photos.set_aside(view.sha256)
    assert not ws.photos.set_aside("0" * 64)
    assert ws.photos.read(view.sha256)


def test_place_and_time_lie_beside_the_picture_never_in_it(ws: Workspace, product: UUID) -> None:
    data = encoded(noisy(), exif=camera_exif(6), comment=b"RAHASIA")
    photographs.add_bytes(ws, product, data, "IMG_0001.jpg")
    with ws.db.read() as session:
        row = session.scalars(sa.select(Photo)).one()
        assert row.latitude == pytest.approx(-6.175)
        assert row.longitude == pytest.approx(106.827)
        assert row.taken_at is not None
        hashes = (row.sha256, row.thumb_sha256)
    for sha256 in hashes:
        stored = ws.photos.read(sha256)
        assert b"Exif" not in stored
        assert b"RAHASIA" not in stored
        assert b"GPS" not in stored
        assert not decoded(stored).getexif()
        assert "exif" not in decoded(stored).info
