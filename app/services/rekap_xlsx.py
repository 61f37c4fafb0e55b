"""Rekap as a workbook: numbers are numbers, codes are text, the first sheet says what it is."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.terms import Grade, Outcome
from app.errors import UserError
from app.services.rekap_book import DEFINITIONS, SHORTCOMINGS, Book, Check
from app.services.rekap_rows import Totals

if TYPE_CHECKING:
    from openpyxl import Workbook

_COUNTS = (
    *("Usaha terdaftar", "Terverifikasi", "Produk", "Dinilai", "Ditetapkan"),
    *(outcome.term for outcome in Outcome),
    "Lulus, %",
    *(f"Kelas {grade.term}" for grade in Grade),
    "Nilai rata-rata",
)
_PERCENT, _POINTS, _WHOLE = "0.0%", "0.00", "#,##0"


def write(path: Path, book: Book, check: Check = lambda: None) -> Path:
    """Write the workbook whole or not at all; `check` may stop it between rows.

    Raises UserError `rekap.cannot_save` when the place refuses.
    """
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    try:
        for sheet in (_about, _regions, _months, _shortcomings, _criteria, _documents):
            check()
            sheet(workbook, book)
        return _save(workbook, path, check)
    except BaseException:
        # Sheets begun are files of openpyxl's own; only saving closes and removes them.
        with contextlib.suppress(Exception):
            workbook.save(BytesIO())
        raise


def _save(workbook: Workbook, path: Path, check: Check) -> Path:
    fresh = path.with_name(path.name + ".baru")
    try:
        workbook.save(fresh)
        check()
        fresh.replace(path)
    except OSError as error:
        raise UserError(
            "rekap.cannot_save",
            f"{path.name} tidak dapat disimpan di {path.parent}.",
            safe="Angka rekap tetap tersimpan di laptop ini.",
            todo="Pilih folder lain, kosongkan ruang, atau tutup berkas itu bila sedang terbuka.",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
    return path


def _sheet(
    workbook: Workbook, name: str, heads: Sequence[str], rows: Iterable[Sequence[Any]], wide: int
) -> None:
    """A sheet whose first line is frozen; the first column is `wide` characters."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet = workbook.create_sheet(name)
    sheet.freeze_panes = "B2"
    for at, head in enumerate(heads, 1):
        width = wide if at == 1 else max(11, min(len(head) + 2, 40))
        sheet.column_dimensions[get_column_letter(at)].width = width
    cells = [_cell(sheet, head) for head in heads]
    for cell in cells:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    sheet.append(cells)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: Any, value: Any) -> Any:
    """Text stays text, also where it looks like a formula; (number, format) is a number."""
    from openpyxl.cell import WriteOnlyCell

    number, shown = value if isinstance(value, tuple) else (value, _WHOLE)
    cell = WriteOnlyCell(sheet, value=number)
    if isinstance(number, str):
        cell.data_type = "s"
    elif number is not None:
        cell.number_format = shown
    return cell


def _counts(totals: Totals) -> list[Any]:
    mean = None if totals.mean is None else totals.mean / 100
    return [
        *(totals.registered, totals.verified, totals.products, totals.scored, totals.decided),
        *totals.outcomes.values(),
        (totals.rate, _PERCENT),
        *totals.grades.values(),
        (mean, _POINTS),
    ]


def _about(workbook: Workbook, book: Book) -> None:
    rows: list[list[Any]] = [[name, value] for name, value in book.facts()]
    rows += [["Cara menghitung", text] for text in DEFINITIONS]
    rows += [[name, *value] for name, value in _pairs(book.totals)]
    _sheet(workbook, "Keterangan", ("Rekap kurasi", "Isi"), rows, 24)


def _pairs(totals: Totals) -> list[tuple[str, list[Any]]]:
    return [(name, [value]) for name, value in zip(_COUNTS, _counts(totals), strict=True)]


def _regions(workbook: Workbook, book: Book) -> None:
    for name, rows in (("Per kecamatan", book.districts), ("Per kota", book.cities)):
        lines = [[row.name, row.code, *_counts(row.totals)] for row in rows]
        _sheet(workbook, name, ("Wilayah", "Kode", *_COUNTS), lines, 28)


def _months(workbook: Workbook, book: Book) -> None:
    lines = [[row.month, *_counts(row.totals)] for row in book.months]
    _sheet(workbook, "Per bulan", ("Bulan", *_COUNTS), lines, 12)


def _shortcomings(workbook: Workbook, book: Book) -> None:
    lines = [
        [row.name, row.code, SHORTCOMINGS[row.kind], row.count, row.of, (_share(row), _PERCENT)]
        for row in book.shortcomings
    ]
    heads = ("Kekurangan", "Kode", "Jenis", "Jumlah", "Dari keputusan", "Bagian")
    _sheet(workbook, "Kekurangan", heads, lines, 44)


def _share(row: Any) -> float | None:
    return row.count / row.of if row.of else None


def _criteria(workbook: Workbook, book: Book) -> None:
    lines = [
        [row.category.term, row.name, row.code, (row.mean / 10_000, _PERCENT), row.sheets]
        for row in book.criteria
    ]
    heads = ("Kategori", "Kriteria", "Kode", "Rata-rata dari bobot", "Lembar")
    _sheet(workbook, "Kriteria", heads, lines, 26)


def _documents(workbook: Workbook, book: Book) -> None:
    lines = [
        [row.kind.term, row.wanted, row.missing, row.in_process, row.expired, row.ending]
        for row in book.documents
    ]
    heads = (
        *("Dokumen", "Produk yang memerlukan", "Tidak ada", "Dalam proses", "Kedaluwarsa"),
        "Habis dalam 90 hari",
    )
    _sheet(workbook, "Dokumen", heads, lines, 30)
