"""Rekap as a workbook: numbers are numbers, codes are text, the first sheet says what it is."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.terms import Grade, Outcome
from app.errors import UserError
from app.services import workbooks
from app.services.rekap_book import DEFINITIONS, SHORTCOMINGS, Book, Check
from app.services.rekap_rows import Totals
from app.services.workbooks import PERCENT, POINTS

if TYPE_CHECKING:
    from openpyxl import Workbook

_COUNTS = (
    *("Usaha terdaftar", "Terverifikasi", "Produk", "Dinilai", "Ditetapkan"),
    *(outcome.term for outcome in Outcome),
    "Lulus, %",
    *(f"Kelas {grade.term}" for grade in Grade),
    "Nilai rata-rata",
)


def write(path: Path, book: Book, check: Check = lambda: None) -> Path:
    """Write the workbook whole or not at all; `check` may stop it between rows.

    Raises UserError `rekap.cannot_save` when the place refuses.
    """
    sheets = (_about, _regions, _months, _shortcomings, _criteria, _documents)
    return workbooks.write(
        path, [partial(fill, book=book) for fill in sheets], partial(_refused, path), check
    )


def _refused(path: Path) -> UserError:
    return UserError(
        "rekap.cannot_save",
        f"{path.name} tidak dapat disimpan di {path.parent}.",
        safe="Angka rekap tetap tersimpan di laptop ini.",
        todo="Pilih folder lain, kosongkan ruang, atau tutup berkas itu bila sedang terbuka.",
    )


def _counts(totals: Totals) -> list[Any]:
    mean = None if totals.mean is None else totals.mean / 100
    return [
        *(totals.registered, totals.verified, totals.products, totals.scored, totals.decided),
        *totals.outcomes.values(),
        (totals.rate, PERCENT),
        *totals.grades.values(),
        (mean, POINTS),
    ]


def _about(workbook: Workbook, book: Book) -> None:
    rows: list[list[Any]] = [[name, value] for name, value in book.facts()]
    rows += [["Cara menghitung", text] for text in DEFINITIONS]
    rows += [[name, *value] for name, value in _pairs(book.totals)]
    workbooks.sheet(workbook, "Keterangan", ("Rekap kurasi", "Isi"), rows, 24)


def _pairs(totals: Totals) -> list[tuple[str, list[Any]]]:
    return [(name, [value]) for name, value in zip(_COUNTS, _counts(totals), strict=True)]


def _regions(workbook: Workbook, book: Book) -> None:
    for name, rows in (("Per kecamatan", book.districts), ("Per kota", book.cities)):
        lines = [[row.name, row.code, *_counts(row.totals)] for row in rows]
        workbooks.sheet(workbook, name, ("Wilayah", "Kode", *_COUNTS), lines, 28)


def _months(workbook: Workbook, book: Book) -> None:
    lines = [[row.month, *_counts(row.totals)] for row in book.months]
    workbooks.sheet(workbook, "Per bulan", ("Bulan", *_COUNTS), lines, 12)


def _shortcomings(workbook: Workbook, book: Book) -> None:
    lines = [
        [row.name, row.code, SHORTCOMINGS[row.kind], row.count, row.of, (_share(row), PERCENT)]
        for row in book.shortcomings
    ]
    heads = ("Kekurangan", "Kode", "Jenis", "Jumlah", "Dari keputusan", "Bagian")
    workbooks.sheet(workbook, "Kekurangan", heads, lines, 44)


def _share(row: Any) -> float | None:
    return row.count / row.of if row.of else None


def _criteria(workbook: Workbook, book: Book) -> None:
    lines = [
        [row.category.term, row.name, row.code, (row.mean / 10_000, PERCENT), row.sheets]
        for row in book.criteria
    ]
    heads = ("Kategori", "Kriteria", "Kode", "Rata-rata dari bobot", "Lembar")
    workbooks.sheet(workbook, "Kriteria", heads, lines, 26)


def _documents(workbook: Workbook, book: Book) -> None:
    lines = [
        [row.kind.term, row.wanted, row.missing, row.in_process, row.expired, row.ending]
        for row in book.documents
    ]
    heads = (
        *("Dokumen", "Produk yang memerlukan", "Tidak ada", "Dalam proses", "Kedaluwarsa"),
        "Habis dalam 90 hari",
    )
    workbooks.sheet(workbook, "Dokumen", heads, lines, 30)
