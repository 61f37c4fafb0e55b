"""The register of businesses as a file: CSV or XLSX, headings in Indonesian, read as a stream.

Both sides read it: a laptop with the list of one bazaar, the centre with the whole
register. Nothing is trusted: sizes are limited, encodings told, formulas are text.
"""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app.domain import identifiers
from app.domain.findings import sentence
from app.domain.identifiers import Severity
from app.domain.names import clean, fold, name_key
from app.domain.terms import BusinessStatus
from app.errors import UserError

MAX_BYTES = 400 * 1024 * 1024
MAX_ROWS = 1_000_000
_MAX_COLUMNS = 100
_MAX_RATIO = 200
_MAX_LINE = 1_000_000
_TITLES = 20
_SPREADSHEET_DIGITS = 10**15
"""A number from here on has lost its last digits in a spreadsheet (a NIK that is not text)."""

_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": ("nama usaha", "usaha", "name"),
    "owner_name": ("nama pemilik", "pemilik", "owner"),
    "ward": ("kelurahan", "kode kelurahan", "ward"),
    "district": ("kecamatan", "district"),
    "brand": ("merek", "merek dagang", "brand"),
    "nik": ("nik",),
    "nib": ("nib",),
    "npwp": ("npwp",),
    "phone": ("telepon", "telp", "no telp", "wa", "no wa", "no telepon", "hp", "no hp", "phone"),
    "jakpreneur_id": ("id jakpreneur", "jakpreneur id", "no jakpreneur"),
    "rt": ("rt",),
    "rw": ("rw",),
    "address": ("alamat", "address"),
    "sponsoring_agency": ("dinas pengampu", "dinas"),
}
_REQUIRED = ("name", "owner_name", "ward")
_NAME_LIMIT = 120


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with one line; `line` counts from 1, the heading line included."""

    line: int
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One good line, as values of columns of `business`."""

    line: int
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wards:
    """Finds wards by code, or by name and district, spelled as people spell them."""

    codes: frozenset[str]
    by_name: Mapping[str, tuple[str, ...]]
    districts: Mapping[str, str]

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str]]) -> Wards:
        """From (code, name) of all regions."""
        wards, names, districts = set(), dict[str, tuple[str, ...]](), dict[str, str]()
        for code, name in rows:
            key = fold(name).replace(" ", "")
            if code.count(".") == 3:
                wards.add(code)
                names[key] = (*names.get(key, ()), code)
            elif code.count(".") == 2:
                districts[code] = key
        return cls(frozenset(wards), names, districts)

    def find(self, ward: str, district: str) -> str | None:
        """The code of a ward, or None when it is unknown or could be several."""
        if ward.strip() in self.codes:
            return ward.strip()
        found = self.by_name.get(fold(ward).replace(" ", ""), ())
        if district.strip():
            wanted = fold(district).replace(" ", "")
            found = tuple(c for c in found if wanted in (self.districts.get(c[:8]), c[:8]))
        return found[0] if len(found) == 1 else None


def read(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Lines of a register with their numbers, by our column names; blank lines are skipped.

    Raises UserError `import.*` for a file that cannot be such a register.
    """
    numbered = enumerate(file_rows(path), start=1)
    columns: dict[int, str] | None = None
    for line, cells in numbered:
        if columns is None:
            if any(c.strip() for c in cells):
                columns = _columns(path, cells)
            continue
        if line > MAX_ROWS:
            raise _bad("import.too_many", f"{path.name} berisi lebih dari {MAX_ROWS:,} baris.")
        values = {name: cells[at] for at, name in columns.items() if at < len(cells)}
        if any(v.strip() for v in values.values()):
            yield line, values
    if columns is None:
        raise _bad("import.empty", f"{path.name} kosong.")


def cells(path: Path) -> Iterator[list[Any]]:
    """The lines of any list as they stand: text, and of a workbook numbers and dates as such.

    The same limits and the same UserError `import.*` as for a register.
    """
    _check_size(path)
    yield from _xlsx_values(path) if _is_workbook(path) else _csv_rows(path, titles=_TITLES)


def _is_workbook(path: Path) -> bool:
    return path.suffix.lower() in {".xlsx", ".xlsm"}


def file_rows(path: Path) -> Iterator[list[str]]:
    """The lines of any CSV or XLSX as text, the heading line first; UserError `import.*`."""
    _check_size(path)
    return _xlsx_rows(path) if _is_workbook(path) else _csv_rows(path)


def unknown_columns(path: Path) -> tuple[str, ...]:
    """Headings of a register that nobody here knows; they are left out, so they are told."""
    known = {fold(word) for words in _HEADINGS.values() for word in words}
    rows = _xlsx_rows(path) if _is_workbook(path) else _csv_rows(path)
    heading = next((cells for cells in rows if any(c.strip() for c in cells)), [])
    return tuple(c.strip() for c in heading if c.strip() and fold(c) not in known)


def _bad(code: str, what: str, todo: str = "Periksa berkasnya, lalu impor lagi.") -> UserError:
    return UserError(code, what, safe="Tidak ada data yang diimpor.", todo=todo)


def _check_size(path: Path) -> None:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise _bad("import.cannot_read", f"{path.name} tidak dapat dibuka.") from error
    if size > MAX_BYTES:
        raise _bad("import.too_large", f"{path.name} lebih besar dari 400 MB.")
    if size == 0:
        raise _bad("import.empty", f"{path.name} kosong.")


def _columns(path: Path, heading: list[str]) -> dict[int, str]:
    wanted = {fold(word): name for name, words in _HEADINGS.items() for word in words}
    found = {at: wanted[fold(c)] for at, c in enumerate(heading) if fold(c) in wanted}
    missing = [_HEADINGS[name][0] for name in _REQUIRED if name not in found.values()]
    if missing:
        raise _bad(
            "import.columns",
            f"Kolom yang wajib tidak ada di {path.name}: {', '.join(missing)}.",
            "Tambahkan judul kolom itu di baris pertama, lalu impor lagi.",
        )
    return found


def _csv_rows(path: Path, titles: int = 0) -> Iterator[list[str]]:
    """Before the headings may stand so many `titles`."""
    with path.open("rb") as raw:
        start = raw.read(64 * 1024)
        if b"\x00" in start:
            raise _bad(
                "import.encoding",
                f"{path.name} bukan CSV dalam UTF-8.",
                "Simpan sebagai XLSX, atau sebagai CSV UTF-8, lalu impor lagi.",
            )
        raw.seek(0)
        text = io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")
        try:
            sign = _delimiter(start, titles)
            yield from csv.reader(_lines(path, text), delimiter=sign, strict=True)
        except UnicodeDecodeError as error:
            raise _bad(
                "import.encoding",
                f"{path.name} memakai pengodean huruf lain, nama bisa rusak bila dipaksakan.",
                "Di Excel pilih Simpan Sebagai → CSV UTF-8 (atau XLSX), lalu impor lagi.",
            ) from error
        except csv.Error as error:
            raise _bad("import.csv", f"{path.name} bukan CSV yang utuh: {error}.") from error


def _lines(path: Path, text: io.TextIOWrapper) -> Iterator[str]:
    """Line by line, none longer than a row can be: one endless line must not fill the memory."""
    while line := text.readline(_MAX_LINE):
        if len(line) == _MAX_LINE:
            raise _bad("import.csv", f"{path.name} bukan CSV yang utuh: ada baris terlalu panjang.")
        yield line


def _delimiter(start: bytes, titles: int) -> str:
    lines = start.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="replace").splitlines()
    first = [line for line in lines if line.strip()][: titles + 1] or [""]
    return max(",;\t|", key=lambda sign: max(line.count(sign) for line in first))


def _xlsx_rows(path: Path) -> Iterator[list[str]]:
    for row in _xlsx_values(path):
        yield [_cell(value) for value in row]


def _xlsx_values(path: Path) -> Iterator[list[Any]]:
    import openpyxl

    try:
        _check_zip(path)
        with path.open("rb") as file:  # openpyxl would leave a broken book open
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
            sheet = book.worksheets[0]
            for row in sheet.iter_rows(values_only=True, max_col=_MAX_COLUMNS):
                yield list(row)
    except UserError:
        raise
    except Exception as error:
        # Zip and XML readers fail in every way there is; the file is damaged all the same.
        raise _bad("import.xlsx", f"{path.name} bukan berkas XLSX yang utuh.") from error


def _check_zip(path: Path) -> None:
    """An XLSX is a zip: refuse one that grows beyond reason before anything is unpacked."""
    with zipfile.ZipFile(path) as archive:
        size = sum(info.file_size for info in archive.infolist())
        if size > 4 * MAX_BYTES or size > _MAX_RATIO * max(path.stat().st_size, 1):
            raise _bad("import.too_large", f"{path.name} membengkak tidak wajar saat dibuka.")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (int, float)) and abs(value) >= _SPREADSHEET_DIGITS:
        return f"{value:.14e}"  # what stands in the cell is rounded: no check may take it for whole
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def check(
    line: int, raw: Mapping[str, str], wards: Wards, today: date
) -> RegisterRow | tuple[RowProblem, ...]:
    """One line as values for `business`, or everything that is wrong with it."""
    problems = [
        RowProblem(line, _HEADINGS[name][0], sentence("required"))
        for name in _REQUIRED
        if not clean(raw.get(name, ""))
    ]
    problems += [
        RowProblem(line, _HEADINGS[name][0], sentence("name.too_long"))
        for name in ("name", "owner_name", "brand")
        if len(clean(raw.get(name, ""))) > _NAME_LIMIT
    ]
    ward = wards.find(raw.get("ward", ""), raw.get("district", ""))
    if ward is None and raw.get("ward", "").strip():
        problems.append(RowProblem(line, "kelurahan", "Kelurahan tidak dikenal di Jakarta."))
    problems += _identifier_problems(line, raw, today)
    if problems or ward is None:
        return tuple(problems)
    return RegisterRow(line, _values(raw, ward))


_CHECKS = {
    "nik": identifiers.check_nik,
    "nib": identifiers.check_nib,
    "npwp": identifiers.check_npwp,
    "phone": identifiers.check_phone,
}


def _identifier_problems(line: int, raw: Mapping[str, str], today: date) -> list[RowProblem]:
    return [
        RowProblem(line, name, sentence(finding.code))
        for name, checker in _CHECKS.items()
        if raw.get(name, "").strip()
        for finding in checker(raw[name], today)
        if finding.severity is Severity.FORMAT
    ]


def _values(raw: Mapping[str, str], ward: str) -> dict[str, Any]:
    def text(name: str) -> str | None:
        return clean(raw.get(name, ""))[:500] or None

    def digits(name: str) -> str | None:
        return identifiers.compact(raw.get(name, "")) or None

    number = {n: clean(raw.get(n, "")).lstrip("0") for n in ("rt", "rw")}
    return {
        "name": clean(raw["name"]),
        "name_key": name_key(raw["name"]),
        "owner_name": clean(raw["owner_name"]),
        "ward_code": ward,
        "scope": ward[:8],
        "brand": text("brand"),
        "nik": digits("nik"),
        "nib": digits("nib"),
        "npwp": identifiers.npwp16(raw.get("npwp", "")) or None,
        "phone": text("phone"),
        "jakpreneur_id": text("jakpreneur_id"),
        "rt": number["rt"].zfill(3) if number["rt"].isdecimal() else None,
        "rw": number["rw"].zfill(3) if number["rw"].isdecimal() else None,
        "address": text("address"),
        "sponsoring_agency": text("sponsoring_agency"),
        "women_led": False,
        "up2k": False,
        "status": str(BusinessStatus.ACTIVE),
    }


def same_keys(values: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """What makes two lines the same business: member number, NIB, or name in one ward."""
    keys = [(n, values[n]) for n in ("jakpreneur_id", "nib") if values.get(n)]
    if values["name_key"]:  # empty for a name without a Latin letter
        keys.append(("name", f"{values['name_key']}@{values['ward_code']}"))
    return tuple(keys)
