"""Registration in e-order: checked, written, recorded, and what changed since."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl
import pytest
import sqlalchemy as sa
from PIL import Image

from app.clock import ManualClock
from app.domain.terms import Level
from app.errors import UserError
from app.models.entities import Business, Product
from app.models.market import OrderListing
from app.photos.store import PhotoStore
from app.services import (
    blindness,
    eorder_check,
    eorder_export,
    eorder_files,
    looking,
    photographs,
)
from app.services.eorder_check import Checked, ListingState
from app.services.eorder_mapping import mapping, read_mapping
from app.services.eorder_rows import product_code
from app.services.workspace import Workspace
from tests.conftest import OpenWorkspace
from tests.services.eorder_field import HALAL, NIB, PIRT, dapur, kue, passed, ready
from tests.services.field import enrol


def only(ws: Workspace) -> Checked:
    """The one product that is looked at."""
    (item,) = eorder_check.survey(ws).items
    return item


def told(item: Checked) -> list[str]:
    return [trouble.what for trouble in item.troubles]


def listings(ws: Workspace) -> list[OrderListing]:
    with ws.db.read() as session:
        rows = list(session.scalars(sa.select(OrderListing).order_by(OrderListing.id)))
        session.expunge_all()
        return rows


@pytest.fixture(scope="module")
def kitchen(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a laptop with one product that may be registered; copied by each test."""
    import random
    import shutil

    from app.ids import IdMaker
    from app.paths import RESOURCES
    from tests.conftest import NOW

    folder = tmp_path_factory.mktemp("dapur") / "laptop"
    shutil.copytree(template, folder, ignore=shutil.ignore_patterns("*.lock"))
    clock = ManualClock(NOW)
    ids = IdMaker(clock, random.Random("dapur"))
    made = Workspace(folder, folder / "setelan.toml", RESOURCES, clock, ids)
    ready(made)
    made.close()
    return folder


@pytest.fixture
def room(open_workspace: OpenWorkspace, kitchen: Path) -> Workspace:
    """A laptop with one product that may be registered."""
    found: Workspace = open_workspace("laptop", kitchen)
    return found


def test_a_product_that_passed_up_to_provinsi_is_ready(room: Workspace) -> None:
    item = only(room)
    assert (item.state, told(item)) == (ListingState.NEW, [])
    texts = item.row.texts
    assert texts["NIB"] == NIB
    assert (texts["No. P-IRT"], texts["No. Halal"]) == (PIRT, HALAL)
    assert (texts["P-IRT Berlaku s.d."], texts["Halal Berlaku s.d."]) == ("01/05/2028", "")
    assert (texts["Kategori"], texts["Harga (Rp)"]) == ("Makanan kemasan", "35000")
    assert texts["RT/RW"] == "003/004"
    assert texts["Kelas Kurasi"] in {"A", "B"}
    assert texts["No. Sertifikat Kurasi"].startswith("K-31-")
    assert texts["Foto 1"] == f"{NIB}_{texts['Kode Produk']}_1.jpg"
    assert [photo.role for photo in item.row.photos] == ["front", "label", "content"]


def test_what_did_not_climb_is_not_asked_for(ws: Workspace) -> None:
    passed(ws, kue(ws, dapur(ws)), Level.CITY)
    assert eorder_check.survey(ws).items == ()


def test_every_reason_is_told_at_once(ws: Workspace) -> None:
    business = dapur(ws, nib="", phone="", address="")
    passed(ws, kue(ws, business, "Kue " * 30, photos=1, price=None))
    item = only(ws)
    assert item.state is ListingState.BLOCKED
    assert told(item) == [
        "Belum ada NIB.",
        "Baru 1 foto, perlu 3.",
        "Kolom Nama Produk 119 huruf, paling banyak 100.",
        "Kolom Harga (Rp) kosong.",
        "Kolom Telepon kosong.",
        "Kolom Alamat kosong.",
    ]
    assert all(trouble.todo for trouble in item.troubles)


@pytest.mark.parametrize(("days", "free"), [(13, False), (14, True)])
def test_what_ends_too_soon_is_blocked_before_the_day(ws: Workspace, days: int, free: bool) -> None:
    ends = ws.today() + timedelta(days=days)
    product = kue(ws, dapur(ws), halal_until=ends)
    passed(ws, product)
    item = only(ws)
    assert item.state is (ListingState.NEW if free else ListingState.BLOCKED)
    if not free:
        rest = (
            "berakhir 4 Desember 2026. Pendaftaran memerlukan yang berlaku sampai 5 Desember 2026."
        )
        assert told(item) == [
            f"{paper} {rest}"
            for paper in ("Sertifikat", "Sertifikat halal atau Pernyataan tidak halal")
        ], "the certificate ends with the paper that it rests on"


def test_a_photograph_that_is_not_here_is_named(room: Workspace, tmp_path: Path) -> None:
    room.photos = PhotoStore(tmp_path / "kosong")
    assert told(only(room)) == [
        f"Foto {number} ({role}): berkas aslinya belum ada di laptop ini."
        for number, role in ((1, "depan"), (2, "belakang/label"), (3, "isi"))
    ]
    with pytest.raises(UserError) as caught:
        eorder_export.export(room, tmp_path / "paket")
    assert caught.value.code == "eorder.nothing"
    assert listings(room) == []


def test_the_package_is_whole(room: Workspace, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    done = eorder_export.export(room, tmp_path, heard=lambda *told: heard.append(told))
    assert (done.products, done.photos) == (1, 3)
    assert heard == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert done.path == tmp_path / "eorder-2026-11-21-1000"
    code = only(room).row.texts["Kode Produk"]
    files = sorted(p.relative_to(done.path).as_posix() for p in done.path.rglob("*.*"))
    photos = [f"foto/{NIB}_{code}_{number}.jpg" for number in (1, 2, 3)]
    assert files == ["BACA-DAHULU.txt", "eorder.csv", "eorder.xlsx", *photos]
    for name in photos:
        with Image.open(done.path / name) as image:
            assert (image.format, image.size) == ("JPEG", (1000, 1000))
        assert (done.path / name).stat().st_size <= 300 * 1024
    words = (done.path / "BACA-DAHULU.txt").read_text(encoding="utf-8-sig")
    assert mapping(room.resources).mark in words
    assert "tidak diterbitkan" in words
    assert sorted(tmp_path.glob(".eorder*")) == []


def test_identifiers_survive_excel(room: Workspace, tmp_path: Path) -> None:
    folder = eorder_export.export(room, tmp_path).path
    with (folder / "eorder.xlsx").open("rb") as file:
        sheet = openpyxl.load_workbook(file)["Produk"]
        heads = [cell.value for cell in sheet[1]]
        row = dict(zip(heads, sheet[2], strict=True))
        for heading, value in (("NIB", NIB), ("Telepon", "081234567890"), ("No. P-IRT", PIRT)):
            cell = row[heading]
            assert (cell.value, cell.data_type, cell.number_format) == (value, "s", "@")
        assert (row["Harga (Rp)"].value, row["Harga (Rp)"].number_format) == (35000, "#,##0")
    data = (folder / "eorder.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert lines[0] == [column.heading for column in mapping(room.resources).columns]
    told = dict(zip(*lines, strict=True))
    assert (told["NIB"], told["Telepon"]) == (f'="{NIB}"', '="081234567890"')
    assert told["Harga (Rp)"] == "35000"


def test_no_nik_leaves_the_laptop(room: Workspace, tmp_path: Path) -> None:
    path = eorder_export.export(room, tmp_path / "paket.zip").path
    with room.db.read() as session:
        nik = session.scalars(sa.select(Business.nik)).one()
    assert nik
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        for name in package.namelist():
            data = package.read(name)
            assert nik.encode() not in data
            if name.endswith(".xlsx"):
                with zipfile.ZipFile(io.BytesIO(data)) as book:
                    assert all(nik.encode() not in book.read(part) for part in book.namelist())
    assert all(nik not in json.dumps(row.facts) for row in listings(room))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "%"])
def test_no_text_becomes_a_formula(room: Workspace, tmp_path: Path, sign: str) -> None:
    nasty = f'{sign}HYPERLINK("x";"y")'
    assert eorder_files.guarded(nasty) == f"'{nasty}"
    with room.db.write() as session:
        session.scalars(sa.select(Product)).one().name = nasty
    folder = eorder_export.export(room, tmp_path).path
    text = (folder / "eorder.csv").read_bytes().decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert row["Nama Produk"] == (f"'{nasty}" if sign.strip() else nasty.strip())
    with (folder / "eorder.xlsx").open("rb") as file:
        cell = openpyxl.load_workbook(file)["Produk"]["B2"]
        assert (cell.value, cell.data_type) == (nasty.strip(), "s")


def test_what_was_exported_is_recorded_and_only_news_go_again(
    room: Workspace, clock: ManualClock, tmp_path: Path
) -> None:
    done = eorder_export.export(room, tmp_path)
    (row,) = listings(room)
    item = only(room)
    assert (row.export_id, row.product_id) == (done.export_id, item.row.product_id)
    assert (row.fingerprint, row.facts["NIB"]) == (item.row.fingerprint, NIB)
    assert row.scope == "training", "practice never leaves the laptop"
    assert item.state is ListingState.SAME
    with pytest.raises(UserError, match="Tidak ada produk baru atau berubah"):
        eorder_export.export(room, tmp_path)
    clock.advance(timedelta(hours=1))
    with room.db.write() as session:
        session.scalars(sa.select(Product)).one().price = 40_000
    item = only(room)
    assert item.state is ListingState.CHANGED
    (change,) = item.differences
    assert (change.heading, change.before, change.after) == ("Harga (Rp)", "35000", "40000")
    eorder_export.export(room, tmp_path)
    assert only(room).state is ListingState.SAME
    again = eorder_export.export(room, tmp_path, fresh_only=False)
    assert again.path.name.endswith(" (2)"), "a package never goes over another"
    past = eorder_export.history(room)
    assert [one.products for one in past] == [1, 1, 1]
    assert past[-1].export_id == done.export_id
    assert past[-1].by == "Rani Kurator"
    assert not done.change.undoable, "what was handed over cannot be taken back"


def test_another_picture_of_the_same_name_is_a_change(room: Workspace, tmp_path: Path) -> None:
    from tests.photos.pictures import encoded, noisy

    eorder_export.export(room, tmp_path)
    item = only(room)
    photographs.remove(room, _photo(room, item.row.photos[0].sha256))
    added = photographs.add_bytes(
        room, item.row.product_id, encoded(noisy((70, 50), 99)), "baru.jpg"
    )
    photographs.set_role(room, added.photo_ids[0], item.row.photos[0].role)
    (change,) = only(room).differences
    assert eorder_check.is_picture(change.heading)
    assert change.heading == "isi Foto 1"


def _photo(ws: Workspace, sha256: str) -> UUID:
    from app.models.entities import Photo

    with ws.db.read() as session:
        return session.scalars(sa.select(Photo.id).where(Photo.sha256 == sha256)).one()


def test_what_fits_no_more_is_told(room: Workspace, tmp_path: Path) -> None:
    eorder_export.export(room, tmp_path)
    with room.db.write() as session:
        session.scalars(sa.select(Business)).one().nib = None
    item = only(room)
    assert item.state is ListingState.DROPPED
    assert "Belum ada NIB." in told(item)
    assert [d.heading for d in item.differences][:1] == ["NIB"]


@pytest.mark.parametrize("rule", [(blindness, "hidden"), (looking, "unseen_results")])
def test_who_is_about_to_score_is_not_told(
    room: Workspace, monkeypatch: pytest.MonkeyPatch, rule: tuple[Any, str]
) -> None:
    untold = frozenset({only(room).row.product_id})
    monkeypatch.setattr(*rule, lambda _ws, _session: untold)
    assert eorder_check.survey(room).items == ()


class StoppedError(Exception):
    pass


@pytest.mark.parametrize("target", ["paket.zip", "folder"])
def test_stopped_it_leaves_nothing(room: Workspace, tmp_path: Path, target: str) -> None:
    place = tmp_path / "ke sini"
    place.mkdir()
    calls = 0

    def check() -> None:
        nonlocal calls
        calls += 1
        if calls > 6:
            raise StoppedError

    with pytest.raises(StoppedError):
        eorder_export.export(room, place / target, check=check)
    assert [p for p in place.rglob("*") if p.is_file()] == []
    assert listings(room) == []


def test_a_place_that_refuses_is_said(room: Workspace, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("x")
    with pytest.raises(UserError) as caught:
        eorder_export.export(room, tmp_path / "berkas" / "paket.zip")
    assert caught.value.code == "eorder.cannot_save"
    assert listings(room) == []


def test_only_who_runs_the_market_exports(room: Workspace, root: str, tmp_path: Path) -> None:
    enrol(room, root, roles=(("curator", "31"),))
    with pytest.raises(UserError) as caught:
        eorder_export.export(room, tmp_path)
    assert caught.value.code == "role.missing"


def test_a_mapping_never_asks_for_a_nik() -> None:
    from app.paths import RESOURCES

    body = json.loads((RESOURCES / "eorder_mapping.json").read_text(encoding="utf-8"))
    assert read_mapping(body) == mapping(RESOURCES)
    for field in ("nik", "npwp", "owner"):
        entry = {**body["columns"][0], "heading": "X", "field": field}
        with pytest.raises(ValueError, match="no field"):
            read_mapping({**body, "columns": [*body["columns"], entry]})


def test_another_mapping_has_another_mark() -> None:
    from app.paths import RESOURCES

    body = json.loads((RESOURCES / "eorder_mapping.json").read_text(encoding="utf-8"))
    changed = read_mapping({**body, "target": 41})
    assert changed.mark != mapping(RESOURCES).mark
    photos = {**body["photos"], "name": "{nik}_{product_code}_{number}.jpg"}
    with pytest.raises(ValueError, match="the name of photographs"):
        read_mapping({**body, "photos": photos})
    twice = {**body, "columns": [*body["columns"], body["columns"][0]]}
    with pytest.raises(ValueError, match="twice"):
        read_mapping(twice)


def test_names_of_photographs_are_safe_everywhere() -> None:
    from app.paths import RESOURCES

    name = mapping(RESOURCES).photos.file_name("../a b:c", "KL-1", 2)
    assert name == "..-a-b-c_KL-1_2.jpg"
    assert product_code(UUID(int=0xABC)) == "KL-000000000ABC"
