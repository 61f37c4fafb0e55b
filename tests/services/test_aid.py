"""BPUM and other aid: found by NIK while the file is read, and the NIK is nowhere afterwards."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app.errors import UserError
from app.models.entities import AuditEvent
from app.models.market import Aid
from app.services import aid, changes, merges
from app.services.workspace import Workspace
from tests.services.eorder_field import csv_file, dapur, xlsx_file
from tests.services.field import enrol

NIK = "3174044509900001"
HEADS = ("No", "NIK", "Nama Usaha", "Program", "Tahun", "Tanggal Cair", "Jumlah")


def row(**values: Any) -> list[Any]:
    filled = {"NIK": NIK, "Program": "BPUM", "Tahun": 2021, "Jumlah": "Rp1.200.000", **values}
    return [filled.get(head, "") for head in HEADS]


def test_a_receiver_is_found_by_nik_and_the_nik_forgotten(ws: Workspace, tmp_path: Path) -> None:
    business = dapur(ws)
    path = csv_file(tmp_path / "bpum.csv", [HEADS, row(**{"Tanggal Cair": "05/05/2021"})])
    looked = aid.look(ws, path)
    assert (looked.fresh, looked.unmatched, looked.amount) == (1, 0, 1_200_000)
    taken = aid.take(ws, looked)
    assert (taken.added, taken.known) == (1, 0)
    assert aid.of_business(ws, business) == (
        aid.Received("BPUM", 2021, date(2021, 5, 5), 1_200_000, "bpum.csv"),
    )
    with ws.db.read() as session:
        (kept,) = session.scalars(sa.select(Aid))
        values = {c.name: str(getattr(kept, c.name)) for c in Aid.__table__.columns}
        told = [e.details for e in session.scalars(sa.select(AuditEvent))]
    for text in (repr(looked), json.dumps(values), json.dumps(told)):
        assert NIK not in text


def test_twice_imported_counts_once(ws: Workspace, tmp_path: Path) -> None:
    business = dapur(ws)
    path = csv_file(tmp_path / "a.csv", [HEADS, row()])
    change = aid.take(ws, aid.look(ws, path)).change
    again = aid.take(ws, aid.look(ws, path))
    assert (again.added, again.changed, again.known) == (0, 0, 1)
    mended = csv_file(tmp_path / "b.csv", [HEADS, row(Jumlah="1.300.000")])
    assert aid.take(ws, aid.look(ws, mended)).changed == 1
    assert [a.amount for a in aid.of_business(ws, business)] == [1_300_000]
    changes.undo(ws, change)
    assert aid.of_business(ws, business) == ()
    assert aid.take(ws, aid.look(ws, path)).changed == 1
    assert len(aid.of_business(ws, business)) == 1


def test_years_and_programmes_stand_side_by_side(ws: Workspace, tmp_path: Path) -> None:
    business = dapur(ws)
    rows = [
        row(Tahun=2020, Jumlah=2_400_000),
        row(),
        row(Program="", Tahun="", **{"Tanggal Cair": date(2022, 3, 1)}),
        row(Program="Hibah Alat", Tahun=2022),
    ]
    aid.take(ws, aid.look(ws, xlsx_file(tmp_path / "a.xlsx", [HEADS, *rows]), "Banpres"))
    found = [(a.programme, a.year) for a in aid.of_business(ws, business)]
    assert found == [("Banpres", 2022), ("Hibah Alat", 2022), ("BPUM", 2021), ("BPUM", 2020)]


def test_faults_name_line_and_column_but_nobody(ws: Workspace, tmp_path: Path) -> None:
    dapur(ws)
    rows = [
        row(NIK=""),
        row(NIK="3171010101010001"),
        row(NIK=3174044509900001),
        row(Tahun=""),
        row(Tahun=2031),
        row(Jumlah="banyak"),
        row(**{"Tanggal Cair": "31/02/2021"}),
        row(),
        row(),
    ]
    looked = aid.look(ws, xlsx_file(tmp_path / "a.xlsx", [HEADS, *rows]))
    assert [(p.line, p.column, p.text) for p in looked.problems] == [
        (2, "NIK", "Kosong, dan tidak ada nama lain dari usahanya."),
        (3, "NIK", "Tidak ada satu usaha pun di laptop ini yang pasti dimaksud."),
        (4, "NIK", "angkanya sudah dibulatkan Excel; ubah kolomnya menjadi teks."),
        (5, "Tahun", "Kosong, dan tanggal juga tidak ada."),
        (6, "Tahun", "Bukan tahun 2000 sampai 2026."),
        (7, "Nilai", "bukan jumlah rupiah."),
        (8, "Tanggal Terima", "tanggal itu tidak ada."),
        (10, "Program", "Bantuan yang sama untuk usaha ini sudah ada di baris 9."),
    ]
    assert (looked.fresh, looked.unmatched) == (1, 1)
    assert aid.take(ws, looked).left_out == 8


def test_aid_follows_a_business_that_was_merged(ws: Workspace, tmp_path: Path) -> None:
    first = dapur(ws)
    aid.take(ws, aid.look(ws, csv_file(tmp_path / "a.csv", [HEADS, row()])))
    second = dapur(ws, "Dapur Sari Baru", nik="", nib="", jakpreneur_id="")
    merges.merge(ws, second, first, {})
    assert [a.programme for a in aid.of_business(ws, second)] == ["BPUM"]
    assert aid.of_business(ws, first) == aid.of_business(ws, second)


def test_only_who_runs_the_market_imports(ws: Workspace, root: str, tmp_path: Path) -> None:
    enrol(ws, root)
    path = csv_file(tmp_path / "a.csv", [HEADS, row()])
    with pytest.raises(UserError) as caught:
        aid.look(ws, path)
    assert caught.value.code == "role.missing"
