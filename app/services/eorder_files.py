"""The registration as files: XLSX and CSV whose numbers survive Excel, and what goes beside them.

In the workbook every text is a text cell (format `@`). A CSV has no kinds of cells: there a
number that must stay text stands as `="0812…"`, unless the mapping says that the reader does
not understand it; a text that a spreadsheet would take for a formula gets an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import UserError
from app.services import workbooks
from app.services.eorder_mapping import Column, EorderMapping, Format
from app.services.eorder_rows import ProductRow
from app.services.workbooks import Check

if TYPE_CHECKING:
    from openpyxl import Workbook

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
_NUMBERS = frozenset({Format.NUMBER, Format.RUPIAH})


def csv_bytes(how: EorderMapping, rows: Iterable[ProductRow]) -> bytes:
    """The list in UTF-8 with a byte order mark, so that Excel reads its letters rightly."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=how.delimiter, lineterminator="\r\n")
    writer.writerow([guarded(column.heading) for column in how.columns])
    for row in rows:
        writer.writerow([_csv_cell(how, c, row.texts[c.heading]) for c in how.columns])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _csv_cell(how: EorderMapping, column: Column, text: str) -> str:
    if column.format is Format.DIGITS and text and how.digits_as_formula:
        return '="{}"'.format(text.replace('"', '""'))
    return guarded(text)


def guarded(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def write_xlsx(
    path: Path,
    how: EorderMapping,
    rows: Sequence[ProductRow],
    at: datetime,
    check: Check = lambda: None,
) -> Path:
    """The workbook: the products, and a sheet that says what it is."""
    fill = partial(_products, how=how, rows=rows)
    about = partial(_about, how=how, count=len(rows), at=at)
    return workbooks.write(path, [fill, about], partial(cannot_save, path), check)


def _products(workbook: Workbook, how: EorderMapping, rows: Sequence[ProductRow]) -> None:
    lines = (
        [_xlsx_cell(column, row.texts[column.heading]) for column in how.columns] for row in rows
    )
    workbooks.sheet(workbook, how.sheet, [c.heading for c in how.columns], lines, 20)


def _xlsx_cell(column: Column, text: str) -> object:
    if not text:
        return None
    if column.format in _NUMBERS and text.isascii() and text.isdigit():
        return int(text)
    return text, workbooks.TEXT


def _about(workbook: Workbook, how: EorderMapping, count: int, at: datetime) -> None:
    lines = [[line] for line in about(how, count, at)]
    workbooks.sheet(workbook, "Keterangan", ["Keterangan"], lines, 100)


def about(how: EorderMapping, count: int, at: datetime) -> list[str]:
    """What a person should know who opens the package."""
    size = (
        f"{how.photos.side} × {how.photos.side} px"
        if how.photos.square
        else (f"sisi terpanjang {how.photos.side} px")
    )
    guard = (
        'Pada CSV, nomor ditulis sebagai ="…" agar Excel tidak mengubahnya; XLSX lebih aman.'
        if how.digits_as_formula
        else "CSV dibuka lewat Data → Dari Teks, semua kolom sebagai Teks; XLSX lebih aman."
    )
    return [
        f"Paket pendaftaran e-order: {count} produk, dibuat {at:%d-%m-%Y %H.%M} WIB.",
        f"Format versi {how.mark}.",
        how.source,
        f"Foto di folder {how.photo_folder}: JPEG {size}, paling besar {how.photos.max_kb} kB.",
        "NIB, telepon, nomor P-IRT, BPOM dan halal adalah teks, bukan angka.",
        guard,
        "NIK tidak disertakan.",
    ]


def cannot_save(path: Path) -> UserError:
    """The place refuses."""
    return UserError(
        "eorder.cannot_save",
        f"{path.name} tidak dapat disimpan di {path.parent}.",
        safe="Tidak ada yang dicatat sebagai sudah diekspor.",
        todo="Pilih folder lain, kosongkan ruang, atau tutup berkas itu bila sedang terbuka.",
    )
