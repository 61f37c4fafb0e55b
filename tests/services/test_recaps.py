"""The transaction recap: read as other offices write it, matched, counted once."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app.errors import UserError
from app.models.market import OrderLine, Spending
from app.services import changes, eorder_spending, recaps
from app.services.workspace import Workspace
from tests.services.eorder_field import (
    NIB,
    RECAP,
    csv_file,
    dapur,
    kue,
    recap_row,
    xlsx_file,
)
from tests.services.field import OTHER_WARD, enrol


def lines(ws: Workspace) -> list[OrderLine]:
    with ws.db.read() as session:
        query = sa.select(OrderLine).where(OrderLine.deleted.is_(False)).order_by(OrderLine.line_no)
        rows = list(session.scalars(query))
        session.expunge_all()
        return rows


def imported(ws: Workspace, path: Path) -> recaps.Taken:
    return recaps.take(ws, recaps.look(ws, path))


def bad(looked: recaps.Looked) -> list[tuple[int, str, str]]:
    return [(p.line, p.column, p.text) for p in looked.problems]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_with_a_title_above_it(ws: Workspace, tmp_path: Path, delimiter: str) -> None:
    business = dapur(ws)
    product = kue(ws, business, photos=0)
    path = csv_file(
        tmp_path / "rekap.csv",
        [["Rekap Transaksi e-order, November 2026"], [], RECAP, recap_row()],
        delimiter,
    )
    looked = recaps.look(ws, path)
    assert (looked.fresh, looked.known, looked.unmatched) == (1, 0, 0)
    assert (looked.amount, looked.problems, lines(ws)) == (1_250_000, (), [])
    taken = recaps.take(ws, looked)
    assert (taken.added, taken.changed, taken.left_out) == (1, 0, 0)
    (row,) = lines(ws)
    assert (row.business_id, row.product_id, row.category) == (business, product, "MKN")
    assert (row.amount, row.ordered_on, row.source) == (1_250_000, date(2026, 11, 20), path.name)
    assert (row.agency, row.scope) == ("Dinas Sosial", "training")


def test_a_workbook_keeps_its_numbers_and_dates(ws: Workspace, tmp_path: Path) -> None:
    dapur(ws)
    at = datetime.fromisoformat("2026-11-03T09:30")
    row = recap_row(12345, Tanggal=at, NIB=int(NIB), Nilai=1234567.5, Baris=2.0)
    imported(ws, xlsx_file(tmp_path / "rekap.xlsx", [RECAP, row]))
    (line,) = lines(ws)
    assert (line.transaction_no, line.line_no, line.amount) == ("12345", 2, 1_234_568)
    assert (line.ordered_on, line.business_id is not None) == (date(2026, 11, 3), True)


def test_twice_imported_counts_once(ws: Workspace, tmp_path: Path) -> None:
    dapur(ws)
    path = csv_file(tmp_path / "a.csv", [RECAP, recap_row(), recap_row(Baris=2, Nilai=500)])
    imported(ws, path)
    again = imported(ws, xlsx_file(tmp_path / "b.xlsx", [RECAP, recap_row()]))
    assert (again.added, again.changed, again.known) == (0, 0, 1)
    assert [row.source for row in lines(ws)] == ["a.csv", "a.csv"]
    mended = csv_file(tmp_path / "c.csv", [RECAP, recap_row(Nilai="2.000.000")])
    looked = recaps.look(ws, mended)
    assert (looked.fresh, looked.changed, looked.known) == (0, 1, 0)
    recaps.take(ws, looked)
    assert [(row.amount, row.source) for row in lines(ws)] == [
        (2_000_000, "c.csv"),
        (500, "a.csv"),
    ]


def test_an_import_can_be_taken_back_and_done_again(ws: Workspace, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [RECAP, recap_row()])
    changes.undo(ws, imported(ws, path).change)
    assert lines(ws) == []
    assert imported(ws, path).added == 1
    assert len(lines(ws)) == 1


def test_lines_without_numbers_are_numbered_in_their_transaction(
    ws: Workspace, tmp_path: Path
) -> None:
    heads = [head for head in RECAP if head != "Baris"]
    rows = [recap_row(number)[:1] + recap_row(number)[2:] for number in ("A", "A", "B")]
    imported(ws, csv_file(tmp_path / "a.csv", [heads, *rows]))
    assert sorted((r.transaction_no, r.line_no) for r in lines(ws)) == [
        ("A", 1),
        ("A", 2),
        ("B", 1),
    ]


def test_quantity_times_price_where_no_sum_is_told(ws: Workspace, tmp_path: Path) -> None:
    heads = [*RECAP[:-1], "Qty", "Harga Satuan"]
    rows = [[*recap_row()[:-1], "20", "Rp 12.500"], [*recap_row("B")[:-1], "", "Rp12.500"]]
    looked = recaps.look(ws, csv_file(tmp_path / "a.csv", [heads, *rows]))
    assert looked.amount == 250_000
    assert bad(looked) == [(3, "Jumlah Barang", "kosong.")]


def test_matching_by_nib_then_number_then_name(ws: Workspace, tmp_path: Path) -> None:
    first = dapur(ws, "Dapur Satu", nib="1111111111111", jakpreneur_id="JKP-1")
    second = dapur(ws, "Dapur Dua", nib="2222222222222", jakpreneur_id="JKP-2")
    dapur(ws, "Kembar", nib="", jakpreneur_id="", ward_code=OTHER_WARD)
    dapur(ws, "Kembar", nib="", jakpreneur_id="")
    heads = [*RECAP, "ID Jakpreneur"]

    def row(number: int, name: str, nib: str, member: str) -> list[Any]:
        told = {"Nama Usaha": name, "NIB": nib, "Baris": number}
        return [*recap_row(**told), member]

    rows = [
        row(1, "Nama Lain", "2222222222222", "JKP-1"),
        row(2, "Nama Lain", "", "JKP-1"),
        row(3, "TOKO DAPUR DUA", "", ""),
        row(4, "Kembar", "", ""),
        row(5, "Tidak Dikenal", "9999999999999", ""),
        row(6, "Dapur Satu", '="1111111111111"', ""),
    ]
    taken = imported(ws, csv_file(tmp_path / "a.csv", [heads, *rows]))
    assert taken.unmatched == 2
    found = [row.business_id for row in lines(ws)]
    assert found == [second, first, second, None, None, first]


def test_who_is_not_known_is_named_by_hand(ws: Workspace, tmp_path: Path) -> None:
    rows = [
        recap_row("A", NIB="", Nilai=100),
        recap_row("B", NIB="", Nilai=200),
        recap_row("C", NIB="", Nilai=900, **{"Nama Usaha": "Warung Lain"}),
    ]
    path = csv_file(tmp_path / "a.csv", [RECAP, *rows])
    imported(ws, path)
    assert recaps.unmatched(ws) == (
        recaps.Unmatched("Warung Lain", 1, 900),
        recaps.Unmatched("Dapur Sari", 2, 300),
    )
    business = dapur(ws, "Dapur Sari Wulandari", nib="")
    product = kue(ws, business, photos=0)
    count, change = recaps.match(ws, "Dapur Sari", business)
    assert count == 2
    assert [u.business_name for u in recaps.unmatched(ws)] == ["Warung Lain"]
    again = imported(ws, path)
    assert (again.added, again.changed, again.known) == (0, 0, 3), "what was said by hand stays"
    assert {row.product_id for row in lines(ws)} == {None, product}
    changes.undo(ws, change)
    assert len(recaps.unmatched(ws)) == 2


def test_every_fault_is_named_by_row_and_column(ws: Workspace, tmp_path: Path) -> None:
    rows = [
        recap_row(""),
        recap_row("B", Tanggal="31/02/2026"),
        recap_row("C", Tanggal="22/11/2026"),
        recap_row("D", Nilai="sepuluh ribu"),
        recap_row("E", Nilai="-5.000"),
        recap_row("F", NIB="9,12E+12"),
        recap_row("G", Baris="x"),
        recap_row("H", SKPD="", **{"Nama Produk": ""}),
        recap_row("I", NIB="", **{"Nama Usaha": ""}),
        recap_row("J"),
        recap_row("J"),
        ["Jumlah", "", "", "", "", "", "", "", "99.000.000"],
    ]
    looked = recaps.look(ws, csv_file(tmp_path / "a.csv", [RECAP, *rows]))
    assert bad(looked) == [
        (2, "No Transaksi", "Kosong."),
        (3, "Tanggal", "31/02/2026: tanggal itu tidak ada."),
        (4, "Tanggal", "22/11/2026: belum terjadi."),
        (5, "Nilai", "sepuluh ribu: bukan jumlah rupiah."),
        (6, "Nilai", "-5.000: harus lebih dari nol."),
        (7, "NIB", "angkanya sudah dibulatkan Excel; ubah kolomnya menjadi teks."),
        (8, "Baris", "x: bukan angka 1 sampai 999999."),
        (9, "SKPD", "Kosong."),
        (9, "Nama Produk", "Kosong."),
        (10, "Nama Usaha", "Kosong, dan NIB juga tidak ada."),
        (12, "Baris", "Transaksi dan baris yang sama sudah ada di baris 11."),
    ]
    assert (looked.sums, looked.fresh) == (1, 1)
    taken = recaps.take(ws, looked)
    assert (taken.added, taken.left_out) == (1, 10)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.csv", b"", "import.empty"),
        ("a.csv", b"Nama;Nilai\r\nx;1", "import.columns"),
        ("a.csv", "No Transaksi;Tanggal\r\nCaf\xe9;1".encode("latin-1"), "import.encoding"),
        ("a.csv", b"PK\x00\x03", "import.encoding"),
        ("a.xlsx", b"PK\x03\x04 broken", "import.xlsx"),
        ("a.xlsx", b"<html>", "import.xlsx"),
        ("a.csv", b"\r\n\r\n  ;;\r\n", "import.empty"),
    ],
)
def test_a_file_that_is_no_recap_is_refused_in_words(
    ws: Workspace, tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UserError) as caught:
        recaps.look(ws, path)
    assert caught.value.code == code
    assert name in caught.value.what
    assert caught.value.safe == "Tidak ada data yang diimpor."


def test_missing_columns_are_named(ws: Workspace, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [["No Transaksi", "Tanggal", "SKPD"], ["A", "", ""]])
    with pytest.raises(UserError, match="Nama Usaha, Nama Produk, Nilai atau Harga Satuan"):
        recaps.look(ws, path)


def test_a_bomb_is_not_unpacked(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    with pytest.raises(UserError, match="membengkak"):
        recaps.look(ws, path)


class StoppedError(Exception):
    pass


def test_ten_thousand_rows_come_in_whole_or_not_at_all(ws: Workspace, tmp_path: Path) -> None:
    dapur(ws)
    names = ["Dapur Sari", "Warung Asing", "Toko Jauh"]
    rows = (
        recap_row(
            f"T{at // 4}", Baris=at % 4 + 1, NIB="", Nilai=1000, **{"Nama Usaha": names[at % 3]}
        )
        for at in range(10_000)
    )
    looked = recaps.look(ws, xlsx_file(tmp_path / "besar.xlsx", [RECAP, *rows]))
    assert (looked.fresh, looked.unmatched, looked.amount) == (10_000, 6_666, 10_000_000)
    heard: list[int] = []

    def stop() -> None:
        if heard and heard[-1] >= 5_000:
            raise StoppedError

    with pytest.raises(StoppedError):
        recaps.take(ws, looked, lambda done, _total: heard.append(done), stop)
    assert lines(ws) == []
    taken = recaps.take(ws, looked)
    assert (taken.added, taken.unmatched) == (10_000, 6_666)
    assert recaps.past(ws)[0].lines == 10_000
    assert recaps.look(ws, tmp_path / "besar.xlsx").known == 10_000


def test_rows_lie_where_their_business_is_at_home(ws: Workspace, root: str, tmp_path: Path) -> None:
    enrol(ws, root, roles=(("programme_officer", "31.74"),))
    dapur(ws, "Dekat", nib="1111111111111")
    dapur(ws, "Jauh", nib="2222222222222", ward_code=OTHER_WARD)
    rows = [
        recap_row("A", NIB="1111111111111"),
        recap_row("B", Baris=2, NIB="2222222222222"),
        recap_row("C", Baris=3, NIB="", **{"Nama Usaha": "Asing"}),
    ]
    imported(ws, csv_file(tmp_path / "a.csv", [RECAP, *rows]))
    assert [(row.scope, row.guest_scope) for row in lines(ws)] == [
        ("31.74.04", None),
        ("31.73.01", "31.74"),
        ("31.74", None),
    ]


def test_only_who_runs_the_market_imports(ws: Workspace, root: str, tmp_path: Path) -> None:
    enrol(ws, root, roles=(("mentor", "31.74"),))
    path = csv_file(tmp_path / "a.csv", [RECAP, recap_row()])
    for job in (recaps.look, eorder_spending.look):
        with pytest.raises(UserError) as caught:
            job(ws, path)
        assert caught.value.code == "role.missing"


def test_spending_by_agency_and_month(ws: Workspace, tmp_path: Path) -> None:
    imported(ws, csv_file(tmp_path / "rekap.csv", [RECAP, recap_row()]))
    rows = [
        ["SKPD", "Bulan", "Tahun", "Total Belanja"],
        ["DINAS SOSIAL", "November", "2026", "Rp10.000.000"],
        ["Dinas Sosial", "10/2026", "", "5000000"],
        ["Dinas Sosial", "Nov 2026", "", "1"],
        ["Biro Umum", "13", "2026", "1"],
        ["Biro Umum", "Desember 2026", "", "1"],
        ["Biro Umum", "", "", "0"],
        ["Total", "", "", "15.000.000"],
    ]
    looked = eorder_spending.look(ws, csv_file(tmp_path / "belanja.csv", rows))
    assert (looked.fresh, looked.amount) == (2, 15_000_000)
    assert [(p.line, p.column, p.text) for p in looked.problems] == [
        (4, "Bulan", "Bulan dan perangkat daerah yang sama sudah ada di baris 2."),
        (5, "Bulan", "bulan itu tidak ada."),
        (6, "Bulan", "belum terjadi."),
        (7, "Bulan", "kosong."),
        (7, "Belanja", "harus lebih dari nol."),
    ]
    taken = eorder_spending.take(ws, looked)
    assert (taken.added, taken.left_out) == (2, 4)
    with ws.db.read() as session:
        query = sa.select(Spending.agency, Spending.month, Spending.amount)
        found = session.execute(query.order_by(Spending.month)).all()
    assert [tuple(row) for row in found] == [
        ("Dinas Sosial", date(2026, 10, 1), 5_000_000),
        ("Dinas Sosial", date(2026, 11, 1), 10_000_000),
    ], "one agency has one spelling"
    again = eorder_spending.take(ws, looked)
    assert (again.added, again.changed, again.known) == (0, 0, 2)
