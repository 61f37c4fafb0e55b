"""Loading the register: what is good is loaded once, what is not is named by its line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
import sqlalchemy as sa

from app.central import register
from app.central.centre import Centre
from app.errors import UserError
from app.models.entities import Business

HEADING = "Nama Usaha,Nama Pemilik,Kelurahan,Kecamatan,NIK,NIB,Telepon,ID Jakpreneur,RT\n"
GOOD = [
    "Dapur Sari,Sari,Gunung,Kebayoran Baru,3174041708450001,,081234567890,JP-1,5",
    "Kopi Bang Jali,Jali,31.74.07.1001,,,1909210016219,,,",
    '"Kue, Kering",Budi,gunung,,,,,,',
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def csv_file(folder: Path, lines: Sequence[str], encoding: str = "utf-8") -> Path:
    path = folder / "register.csv"
    path.write_bytes((HEADING + "\n".join(lines) + "\n").encode(encoding))
    return path


def names(centre: Centre) -> list[str]:
    with centre.engine.connect() as conn:
        return sorted(conn.execute(sa.select(Business.name)).scalars())


def ward_of(centre: Centre, name: str) -> tuple[str, str]:
    query = sa.select(Business.ward_code, Business.scope).where(Business.name == name)
    with centre.engine.connect() as conn:
        row = conn.execute(query).one()
        return row.ward_code, row.scope


def test_a_good_register(centre: Centre, folder: Path) -> None:
    loaded = register.load(centre, csv_file(folder, GOOD))
    assert (loaded.written, loaded.bad, loaded.twice) == (3, 0, 0)
    assert names(centre) == ["Dapur Sari", "Kopi Bang Jali", "Kue, Kering"]
    ward, scope = ward_of(centre, "Dapur Sari")
    assert ward.startswith(scope + ".")
    assert ward_of(centre, "Kue, Kering") == (ward, scope)
    with centre.engine.connect() as conn:
        feed = conn.execute(sa.text("SELECT count(*) FROM feed WHERE entity = 'business'")).scalar()
    assert feed == 3


def test_what_people_merged_is_not_brought_back(centre: Centre, folder: Path) -> None:
    path = csv_file(folder, GOOD)
    register.load(centre, path)
    one = sa.select(Business.id).where(Business.name == "Dapur Sari").scalar_subquery()
    other = sa.select(Business.id).where(Business.name == "Kue, Kering").scalar_subquery()
    with centre.engine.begin() as conn:
        merged = {"deleted": True, "merged_into": other, "merge_record": {}}
        conn.execute(sa.update(Business).where(Business.id == one).values(**merged))
    again = register.load(centre, path)
    assert (again.written, again.unchanged) == (0, 3)
    with centre.engine.connect() as conn:
        left = conn.execute(sa.select(Business.name).where(Business.deleted.is_(False))).scalars()
        assert sorted(left) == ["Kopi Bang Jali", "Kue, Kering"]


def test_the_same_again_changes_nothing(centre: Centre, folder: Path) -> None:
    path = csv_file(folder, GOOD)
    register.load(centre, path)
    with centre.engine.connect() as conn:
        seq = conn.execute(sa.text("SELECT seq FROM feed_counter")).scalar()
    again = register.load(centre, path)
    assert (again.written, again.unchanged) == (0, 3)
    with centre.engine.connect() as conn:
        assert conn.execute(sa.text("SELECT seq FROM feed_counter")).scalar() == seq


def test_a_corrected_line_changes_one_row(centre: Centre, folder: Path) -> None:
    register.load(centre, csv_file(folder, GOOD))
    loaded = register.load(
        centre, csv_file(folder, [GOOD[0].replace("Sari,Sari", "Sari,Sari Dewi"), *GOOD[1:]])
    )
    assert (loaded.written, loaded.unchanged) == (1, 2)
    assert len(names(centre)) == 3


def test_duplicates_are_told_with_their_first_line(centre: Centre, folder: Path) -> None:
    lines = [
        *GOOD,
        "Dapur Lain,Sari,Gunung,,,,,JP-1,",  # the same member
        "Kedai Baru,Jali,Gunung,,,1909210016219,,,",  # the same NIB
        "kue kering,Budi,Gunung,,,,,,",  # the same name in the same ward
    ]
    loaded = register.load(centre, csv_file(folder, lines))
    assert (loaded.written, loaded.twice) == (3, 3)
    assert [(d.line, d.text[-8:-1]) for d in loaded.duplicates] == [
        (5, "baris 2"),
        (6, "baris 3"),
        (7, "baris 4"),
    ]


def test_bad_lines_are_named_and_the_others_loaded(centre: Centre, folder: Path) -> None:
    lines = [
        ",Sari,Gunung,,,,,,",
        "Dapur,Sari,Antah Berantah,,,,,,",
        "Dapur,Sari,Gunung,,123,456,x,,",
        *GOOD,
        "Dapur saja",
    ]
    loaded = register.load(centre, csv_file(folder, lines))
    assert (loaded.written, loaded.bad) == (3, 4)
    found = [(p.line, p.column) for p in loaded.problems]
    assert found[:5] == [(2, "nama usaha"), (3, "kelurahan"), (4, "nik"), (4, "nib"), (4, "phone")]
    assert {line for line, _ in found[5:]} == {8}


def refused(centre: Centre, path: Path) -> str:
    with pytest.raises(UserError) as caught:
        register.load(centre, path)
    assert names(centre) == []
    assert "Tidak ada data yang diimpor" in caught.value.safe
    return caught.value.code


def test_another_encoding(centre: Centre, folder: Path) -> None:
    lines = [*GOOD * 800, "Café Betawi,Sari,Gunung,,,,,,"]  # far behind what is looked at first
    assert refused(centre, csv_file(folder, lines, "cp1252")) == "import.encoding"
    assert refused(centre, csv_file(folder, GOOD, "utf-16")) == "import.encoding"


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_other_separators_and_a_byte_order_mark(
    centre: Centre, folder: Path, separator: str
) -> None:
    path = csv_file(folder, GOOD[:2])
    path.write_text(path.read_text("utf-8").replace(",", separator), encoding="utf-8-sig")
    assert register.load(centre, path).written == 2


def test_missing_columns(centre: Centre, folder: Path) -> None:
    path = folder / "register.csv"
    path.write_text("Nama Usaha,Alamat\nDapur,Jalan\n", encoding="utf-8")
    assert refused(centre, path) == "import.columns"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "import.empty"),
        (b"\n\n\n", "import.empty"),
        (b'Nama Usaha,Nama Pemilik,Kelurahan\n"tidak ditutup,Sari,Gunung\n', "import.csv"),
        (b"PK\x03\x04" + bytes(100), "import.encoding"),
    ],
)
def test_what_is_no_register(centre: Centre, folder: Path, content: bytes, code: str) -> None:
    path = folder / "register.csv"
    path.write_bytes(content)
    assert refused(centre, path) == code


def test_a_file_that_is_not_there(centre: Centre, folder: Path) -> None:
    assert refused(centre, folder / "tak ada.csv") == "import.cannot_read"


def test_a_workbook(centre: Centre, folder: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADING.strip().split(","))
    sheet.append(["Dapur Sari", "Sari", "Gunung", None, "3174041708450001", None, None, None, 5])
    sheet.append(["Dapur Budi", "Budi", "Gunung", None, 3174041708450001, None, None, None, 5])
    sheet.append([None] * 9)
    sheet.append(["=1+1", "Budi", "Gunung", None, None, None, None, None, None])
    path = folder / "register.xlsx"
    book.save(path)
    book.close()
    loaded = register.load(centre, path)
    assert names(centre) == ["Dapur Sari"]
    # A number of sixteen digits has lost its last ones; a formula is no name.
    assert [(p.line, p.column) for p in loaded.problems] == [(3, "nik"), (5, "nama usaha")]
    (folder / "rusak.xlsx").write_bytes(path.read_bytes()[:500])
    with pytest.raises(UserError) as caught:
        register.load(centre, folder / "rusak.xlsx")
    assert caught.value.code == "import.xlsx"
