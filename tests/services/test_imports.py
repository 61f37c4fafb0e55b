"""Lists of businesses from files: taken in whole, or refused in words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl
import pytest

from app.errors import UserError
from app.models.entities import Business
from app.services import businesses, changes, imports
from app.services.imports import Imported
from app.services.workspace import Workspace
from tests.services.field import register

HEADING = ("Nama Usaha", "Nama Pemilik", "Kelurahan", "Kecamatan", "NIB", "RT", "Merek")
ROWS = (
    ("Dapur Sari & Rasa", "Sari", "Pejaten Barat", "Pasar Minggu", "9120001234567", "3", "Café"),
    ("Kopi Pagi", "Budi", "31.74.04.1001", "", "", "", ""),
)


def csv_text(*rows: Iterable[str], delimiter: str = ",") -> str:
    return "".join(delimiter.join(row) + "\r\n" for row in rows)


def write(folder: Path, data: str | bytes, name: str = "daftar.csv") -> Path:
    path = folder / name
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return path


def xlsx(folder: Path, *rows: Iterable[Any]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    path = folder / "daftar.xlsx"
    book.save(path)
    return path


def names(ws: Workspace) -> list[str]:
    return [c.name for c in businesses.cards(ws, businesses.ids(ws))]


def refused(ws: Workspace, path: Path, code: str) -> UserError:
    with pytest.raises(UserError) as caught:
        imports.businesses(ws, path)
    assert caught.value.code == code
    assert path.name in caught.value.what
    assert caught.value.safe == "Tidak ada data yang diimpor."
    assert caught.value.todo
    assert names(ws) == []
    return caught.value


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("start", ["", "\ufeff", "\r\n\r\n"], ids=["plain", "bom", "blank"])
def test_csv(ws: Workspace, tmp_path: Path, delimiter: str, start: str) -> None:
    text = start + csv_text(HEADING, *ROWS, ("", "") * 3, delimiter=delimiter)
    done = imports.businesses(ws, write(tmp_path, text))
    assert (done.added, done.problems, done.duplicates) == (2, (), ())
    first, second = businesses.ids(ws)
    form = businesses.get(ws, first).form
    assert (form.name, form.brand, form.rt) == ("Dapur Sari & Rasa", "Café", "003")
    assert (form.nib, form.consent) == ("9120001234567", False)
    assert businesses.get(ws, first).address.ward == "Pejaten Barat"
    assert businesses.get(ws, second).form.ward_code == "31.74.04.1001"


def test_quotes_hold_delimiters_and_lines(ws: Workspace, tmp_path: Path) -> None:
    text = csv_text(HEADING[:3], ('"Sari, ""Asli"" & <Co>"', '"Ibu\nSari"', "Pejaten Barat"))
    imports.businesses(ws, write(tmp_path, text))
    form = businesses.get(ws, businesses.ids(ws)[0]).form
    assert (form.name, form.owner_name) == ('Sari, "Asli" & <Co>', "Ibu Sari")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-le"])
def test_other_encodings_are_not_guessed(ws: Workspace, tmp_path: Path, encoding: str) -> None:
    text = csv_text(HEADING, *ROWS)
    refused(ws, write(tmp_path, text.encode(encoding)), "import.encoding")


def test_a_strange_letter_at_the_very_end(ws: Workspace, tmp_path: Path) -> None:
    rows = [(f"Usaha {n}", "Sari", "Pejaten Barat") for n in range(300)]
    data = csv_text(HEADING[:3], *rows).encode() + "Café,Sari,Pejaten Barat".encode("cp1252")
    refused(ws, write(tmp_path, data), "import.encoding")


def test_missing_columns_are_named(ws: Workspace, tmp_path: Path) -> None:
    error = refused(ws, write(tmp_path, "Nama Usaha,Alamat\r\nA,B\r\n"), "import.columns")
    assert "nama pemilik, kelurahan" in error.what


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("kosong.csv", b"", "import.empty"),
        ("kosong.xlsx", b"", "import.empty"),
        ("baris.csv", b"\r\n\r\n", "import.empty"),
        ("panjang.csv", b"a" * 1_100_000, "import.csv"),
        ("panjang.csv", csv_text(HEADING).encode() + b"x," * 600_000, "import.csv"),
        ("kutip.csv", csv_text(HEADING).encode() + b'"belum ditutup', "import.csv"),
        ("rusak.xlsx", b"PK\x03\x04 rusak", "import.xlsx"),
        ("surat.xlsx", b"Yang terhormat", "import.xlsx"),
    ],
)
def test_files_that_are_no_list(
    ws: Workspace, tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    refused(ws, write(tmp_path, data, name), code)


def test_a_file_that_is_not_there(ws: Workspace, tmp_path: Path) -> None:
    refused(ws, tmp_path / "hilang.csv", "import.cannot_read")


def test_bad_rows_are_told_and_nothing_is_taken(ws: Workspace, tmp_path: Path) -> None:
    rows = (
        ROWS[0],
        ("", "Budi", "Pejaten Barat", "", "", "", ""),
        ("A", "", "Atlantis", "", "12", "", ""),
        ("x" * 121, "Budi", "Pejaten Barat", "", "", "", ""),
    )
    done = imports.businesses(ws, write(tmp_path, csv_text(HEADING, *rows)))
    assert [(p.line, p.column) for p in done.problems] == [
        (3, "nama usaha"),
        (4, "nama pemilik"),
        (4, "kelurahan"),
        (4, "nib"),
        (5, "nama usaha"),
    ]
    assert all(p.text for p in done.problems)
    assert done.added == 0
    assert names(ws) == []
    assert not done.change.before


def test_a_ward_lies_in_the_district_that_is_named(ws: Workspace, tmp_path: Path) -> None:
    row = ("A", "Budi", "Pejaten Barat", "Tebet")
    done = imports.businesses(ws, write(tmp_path, csv_text(HEADING[:4], row)))
    assert [(p.line, p.column) for p in done.problems] == [(2, "kelurahan")]


def test_duplicates_in_the_file_and_in_the_data(ws: Workspace, tmp_path: Path) -> None:
    register(ws, "PT Kopi Pagi", ward_code="31.74.04.1001")
    rows = (
        ROWS[0],
        ROWS[1],
        ("Lain Nama", "Sari", "Pejaten Barat", "", "9120001234567", "", ""),
        ("DAPUR SARI RASA", "Orang Lain", "Pejaten Barat", "", "", "", ""),
        ("Kopi Pagi", "Budi", "Pejaten Barat", "", "", "", ""),
    )
    done = imports.businesses(ws, write(tmp_path, csv_text(HEADING, *rows)))
    assert (done.added, [d.line for d in done.duplicates]) == (2, [3, 4, 5])
    assert sorted(names(ws)) == ["Dapur Sari & Rasa", "Kopi Pagi", "PT Kopi Pagi"]


def test_names_without_latin_letters_are_not_all_the_same(ws: Workspace, tmp_path: Path) -> None:
    rows = (("茶屋", "A", "Pejaten Barat"), ("老字号", "B", "Pejaten Barat"))
    assert imports.businesses(ws, write(tmp_path, csv_text(HEADING[:3], *rows))).added == 2


def test_the_same_file_twice_adds_nothing(ws: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path, csv_text(HEADING, *ROWS))
    imports.businesses(ws, path)
    done = imports.businesses(ws, path)
    assert (done.added, len(done.duplicates)) == (0, 2)


def test_an_import_can_be_undone(ws: Workspace, tmp_path: Path) -> None:
    done = imports.businesses(ws, write(tmp_path, csv_text(HEADING, *ROWS)))
    changes.undo(ws, done.change)
    assert names(ws) == []
    assert imports.businesses(ws, tmp_path / "daftar.csv").added == 2


def test_walk_ins_of_a_list(enrolled: Workspace, tmp_path: Path) -> None:

    done = imports.businesses(
        enrolled, write(tmp_path, csv_text(HEADING[:3], ("A", "B", "31.73.01.1001")))
    )
    assert done.added == 1
    with enrolled.db.read() as session:
        row = session.get_one(Business, businesses.ids(enrolled)[0])
        assert (row.scope, row.guest_scope) == ("31.73.01", "31.74.04")


# -- XLSX --------------------------------------------------------------------------------


def test_xlsx_with_numbers_as_numbers(ws: Workspace, tmp_path: Path) -> None:
    heading = ("nama usaha", "nama pemilik", "kelurahan", "NIB", "RT", "telepon")
    path = xlsx(
        tmp_path,
        heading,
        ("Dapur & <Sari>", "Sari", "Pejaten Barat", 9120001234567, 3, "081234567890"),
        (None, None, None, None, None, None),
        ("Kopi", "Budi", "Pejaten Barat", 9120001234568.0, 4.0, None),
    )
    assert taken(imports.businesses(ws, path)) == 2
    first, second = (businesses.get(ws, key).form for key in businesses.ids(ws))
    assert (first.name, first.nib, first.rt) == ("Dapur & <Sari>", "9120001234567", "003")
    assert (second.nib, second.rt) == ("9120001234568", "004")


def taken(done: Imported) -> int:
    assert done.problems == ()
    return done.added


def test_a_nik_that_a_spreadsheet_rounded_is_refused(ws: Workspace, tmp_path: Path) -> None:
    """As a number its last digit is gone: 3174044108900001 has become …000."""
    heading = ("nama usaha", "nama pemilik", "kelurahan", "NIK")
    path = xlsx(tmp_path, heading, ("A", "B", "Pejaten Barat", 3174044108900000 + 10))
    done = imports.businesses(ws, path)
    assert [(p.line, p.column) for p in done.problems] == [(2, "nik")]
    path = xlsx(tmp_path, heading, ("A", "B", "Pejaten Barat", "3174044108900001"))
    assert taken(imports.businesses(ws, path)) == 1


def test_formulas_are_not_worked_out(ws: Workspace, tmp_path: Path) -> None:
    path = xlsx(tmp_path, HEADING[:3], ("=1+1", "Sari", "Pejaten Barat"))
    assert imports.businesses(ws, path).problems
    text = csv_text(HEADING[:3], ("=1+1", "Sari", "Pejaten Barat"))
    assert imports.businesses(ws, write(tmp_path, text)).added == 1
    assert names(ws) == ["=1+1"]


def rezip(path: Path, member: str, data: bytes) -> Path:
    """The same book with one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, data if info.filename == member else old.read(info))
    path.write_bytes(out.getvalue())
    return path


@pytest.mark.parametrize(
    ("member", "data"),
    [
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row><c"),
        ("xl/worksheets/sheet1.xml", b""),
        ("xl/workbook.xml", b"<workbook/>"),
        ("[Content_Types].xml", b"<Types/>"),
        (
            "xl/worksheets/sheet1.xml",
            b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>',
        ),
    ],
)
def test_a_book_that_is_broken_inside(
    ws: Workspace, tmp_path: Path, member: str, data: bytes
) -> None:
    path = rezip(xlsx(tmp_path, HEADING, *ROWS), member, data)
    with pytest.raises(UserError) as caught:
        imports.businesses(ws, path)
    assert caught.value.code in {"import.xlsx", "import.empty"}
    assert names(ws) == []


def test_a_cut_book(ws: Workspace, tmp_path: Path) -> None:
    path = xlsx(tmp_path, HEADING, *ROWS)
    refused(ws, write(tmp_path, path.read_bytes()[:-200], "potong.xlsx"), "import.xlsx")


def test_a_zip_bomb_is_not_opened(ws: Workspace, tmp_path: Path) -> None:
    path = rezip(xlsx(tmp_path, HEADING, *ROWS), "xl/worksheets/sheet1.xml", b" " * 20_000_000)
    refused(ws, path, "import.too_large")


def test_keys_of_what_was_taken(ws: Workspace, tmp_path: Path) -> None:
    done = imports.businesses(ws, write(tmp_path, csv_text(HEADING, *ROWS)))
    assert {b.id for b in done.change.before} == set(businesses.ids(ws))
    assert all(isinstance(key, UUID) for key in businesses.ids(ws))
