"""Reading lists of other offices: headings by their synonyms, rupiah, dates and months as written.

A file begins with a title as often as with its headings, so the headings are looked for in the
first lines. Cells of a workbook keep their kind: a number there is a number, never `1.234`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from app.domain.dates import MONTHS
from app.domain.names import clean, fold
from app.errors import UserError
from app.models import register_file
from app.models.register_file import RowProblem
from app.services.eorder_mapping import Headings

__all__ = ["BadCellError", "Line", "RowProblem", "day", "digits", "month", "read", "rupiah", "text"]

_HEADING_LINES = 20
_LARGEST = 10**15
_EARLIEST = 2000
_DOTS = re.compile(r"\d{1,3}(\.\d{3})+(,\d{1,2})?", re.ASCII)
_COMMAS = re.compile(r"\d{1,3}(,\d{3})+(\.\d{1,2})?", re.ASCII)
_PLAIN = re.compile(r"\d+([.,]\d{1,2})?", re.ASCII)
_DMY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(\s.*)?", re.ASCII)
_YMD = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})([T\s].*)?", re.ASCII)
_WORDS = re.compile(r"(\d{1,2}) ([a-z]+) (\d{4})", re.ASCII)
_MONTH_WORDS = re.compile(r"([a-z]+)[ \-/.]*(\d{4})", re.ASCII)
_YEAR_MONTH = re.compile(r"(\d{4})[\-/](\d{1,2})", re.ASCII)
_MONTH_YEAR = re.compile(r"(\d{1,2})[\-/](\d{4})", re.ASCII)
_MONTH_NAMES = {
    **{name.casefold(): at for at, name in enumerate(MONTHS, 1)},
    **{name[:3].casefold(): at for at, name in enumerate(MONTHS, 1)},
    "agt": 8,
    "ags": 8,
    "nop": 11,
    "nopember": 11,
    "peb": 2,
    "pebruari": 2,
}


class BadCellError(ValueError):
    """A cell that cannot be read as what it should be; says why in Indonesian."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: its number in the file (from 1) and its cells by our names."""

    number: int
    cells: Mapping[str, Any]

    def text(self, name: str) -> str:
        """A cell as text; empty where there is none."""
        return text(self.cells.get(name))


def read(path: Path, headings: Headings) -> Iterator[Line]:
    """The lines below the headings; those that are all blank are skipped.

    Raises UserError `import.*` for a file that is no such list.
    """
    columns: dict[int, str] | None = None
    seen: list[dict[int, str]] = []
    for number, cells in enumerate(register_file.cells(path), start=1):
        if columns is None:
            found = _columns(cells, headings)
            if not _missing(found, headings):
                columns = found
            elif any(text(cell) for cell in cells):
                seen.append(found)
            if columns is None and number >= _HEADING_LINES:
                break
            continue
        if number > register_file.MAX_ROWS:
            raise _bad("import.too_many", f"{path.name} berisi lebih dari satu juta baris.")
        values = {name: cells[at] for at, name in columns.items() if at < len(cells)}
        if any(text(value) for value in values.values()):
            yield Line(number, values)
    if columns is None:
        raise _no_headings(path, seen, headings)


def _columns(cells: list[Any], headings: Headings) -> dict[int, str]:
    wanted = {fold(word): name for name, words in headings.columns.items() for word in words}
    found: dict[int, str] = {}
    for at, cell in enumerate(cells):
        name = wanted.get(fold(text(cell)))
        if name is not None and name not in found.values():
            found[at] = name
    return found


def _missing(found: Mapping[int, str], headings: Headings) -> list[str]:
    there = set(found.values())
    missing = [headings.first(name) for name in headings.required if name not in there]
    if headings.either and not there & set(headings.either):
        missing.append(" atau ".join(headings.first(name) for name in headings.either))
    return missing


def _no_headings(path: Path, seen: list[dict[int, str]], headings: Headings) -> UserError:
    best = max(seen, key=len, default={})
    if not seen:
        return _bad("import.empty", f"{path.name} kosong.")
    return _bad(
        "import.columns",
        f"Kolom yang wajib tidak ada di {path.name}: {', '.join(_missing(best, headings))}.",
        "Tambahkan judul kolom itu di baris judul, lalu impor lagi.",
    )


def _bad(code: str, what: str, todo: str = "Periksa berkasnya, lalu impor lagi.") -> UserError:
    return UserError(code, what, safe="Tidak ada data yang diimpor.", todo=todo)


# -- cells ---------------------------------------------------------------------------------


def text(value: Any) -> str:
    """A cell as text on one line; a whole number without a point."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _cleaned(str(value))


@lru_cache(maxsize=16_384)
def _cleaned(words: str) -> str:
    """Most words of a list stand in it over and over."""
    return clean(words).removeprefix("'").strip()


def digits(value: Any) -> str:
    """An identifier as text: what guards it from a spreadsheet (`="…"`, `'…`) is taken off.

    BadCellError for one that a spreadsheet has rounded (a number of sixteen digits or more).
    """
    rounded = isinstance(value, (int, float)) and not isinstance(value, bool)
    if rounded and abs(value) >= _LARGEST:
        raise BadCellError("angkanya sudah dibulatkan Excel; ubah kolomnya menjadi teks")
    bare = text(value)
    if re.fullmatch(r"[\d,.]+E\+?\d+", bare, re.ASCII | re.IGNORECASE):
        raise BadCellError("angkanya sudah dibulatkan Excel; ubah kolomnya menjadi teks")
    guarded = re.fullmatch(r'="(.*)"', bare)
    return (guarded[1] if guarded else bare).strip()


def rupiah(value: Any) -> int:
    """`Rp1.234.567,00`, `1,234,567.00`, `1234567` or a number: whole rupiah above zero."""
    if isinstance(value, bool) or value is None or not text(value):
        raise BadCellError("kosong")
    if isinstance(value, (int, float, Decimal)):
        amount = Decimal(str(value))
    else:
        amount = _written(text(value))
    if not amount.is_finite() or abs(amount) >= _LARGEST:
        raise BadCellError("bukan jumlah rupiah yang wajar")
    if amount <= 0:
        raise BadCellError("harus lebih dari nol")
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _written(words: str) -> Decimal:
    bare = re.sub(r"(?i)^(rp|idr)\.?\s*", "", words.strip())
    bare = re.sub(r"\s|,-+$|\.-+$", "", bare)
    negative = bare.startswith("-") or (bare.startswith("(") and bare.endswith(")"))
    bare = re.sub(r"(?i)^(rp|idr)\.?", "", bare.strip("-()"))
    if _DOTS.fullmatch(bare):
        bare = bare.replace(".", "").replace(",", ".")
    elif _COMMAS.fullmatch(bare):
        bare = bare.replace(",", "")
    elif _PLAIN.fullmatch(bare):
        bare = bare.replace(",", ".")
    else:
        raise BadCellError("bukan jumlah rupiah")
    return -Decimal(bare) if negative else Decimal(bare)


def day(value: Any, today: date) -> date:
    """`22/11/2026`, `2026-11-22`, `22 November 2026` or a date; none that is still to come."""
    if isinstance(value, datetime):
        found = value.date()
    elif isinstance(value, date):
        found = value
    else:
        found = _spelled(text(value))
    if found.year < _EARLIEST:
        raise BadCellError("tahunnya tidak wajar")
    if found > today:
        raise BadCellError("belum terjadi")
    return found


def _spelled(words: str) -> date:
    if not words:
        raise BadCellError("kosong")
    if match := _DMY.fullmatch(words):
        parts = int(match[3]), int(match[2]), int(match[1])
    elif match := _YMD.fullmatch(words):
        parts = int(match[1]), int(match[2]), int(match[3])
    elif (match := _WORDS.fullmatch(words.casefold())) and match[2] in _MONTH_NAMES:
        parts = int(match[3]), _MONTH_NAMES[match[2]], int(match[1])
    else:
        raise BadCellError("bukan tanggal hh/bb/tttt")
    try:
        return date(*parts)
    except ValueError as error:
        raise BadCellError("tanggal itu tidak ada") from error


def month(value: Any, year: Any, today: date) -> date:
    """`November 2026`, `2026-11`, `11/2026`, a date, or a month with its year beside it."""
    if isinstance(value, (datetime, date)):
        return day(value, today).replace(day=1)
    words, beside = text(value).casefold(), text(year)
    if not words:
        raise BadCellError("kosong")
    if match := _YEAR_MONTH.fullmatch(words):
        parts = int(match[1]), int(match[2])
    elif match := _MONTH_YEAR.fullmatch(words):
        parts = int(match[2]), int(match[1])
    elif (match := _MONTH_WORDS.fullmatch(words)) and match[1] in _MONTH_NAMES:
        parts = int(match[2]), _MONTH_NAMES[match[1]]
    elif re.fullmatch(r"\d{4}", beside, re.ASCII) and (words in _MONTH_NAMES or words.isdecimal()):
        parts = int(beside), _MONTH_NAMES.get(words) or int(words)
    else:
        return day(value, today).replace(day=1)
    try:
        return day(date(*parts, 1), today)
    except ValueError as error:
        if isinstance(error, BadCellError):
            raise
        raise BadCellError("bulan itu tidak ada") from error
