"""Serapan as a workbook: the first sheet says what was selected and how it is counted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.clock import JAKARTA
from app.errors import UserError
from app.services import eorder_absorption, regions, workbooks
from app.services.eorder_absorption import Absorption, Figure, Filter
from app.services.rekap_book import month_name
from app.services.workbooks import PERCENT, Check
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from openpyxl import Workbook

DEFINITIONS = (
    "Serapan adalah nilai baris rekap transaksi e-order yang diimpor; satu baris dihitung sekali.",
    "Bagian dari belanja hanya dihitung untuk perangkat daerah dan bulan yang total belanjanya "
    "sudah diimpor.",
    "Kecamatan adalah alamat usaha sekarang; baris yang usahanya belum dikenali dihitung terpisah.",
)
_HEADS = ("Baris", "Nilai (Rp)", "Nilai yang dapat dibandingkan (Rp)", "Total belanja (Rp)")
_SHARE = "Bagian dari belanja"


def write(ws: Workspace, path: Path, only: Filter, check: Check = lambda: None) -> Path:
    """Gather and write; UserError `eorder.cannot_save` when the place refuses."""
    found = eorder_absorption.gather(ws, only, check)
    region = regions.region_name(ws, only.region)
    at = ws.clock.now().astimezone(JAKARTA)
    sheets = [
        partial(_about, found=found, region=region, at=at),
        partial(_held, name="Per bulan", head="Bulan", rows=found.months),
        partial(_held, name="Per perangkat daerah", head="Perangkat daerah", rows=found.agencies),
        partial(_plain, name="Per kecamatan", head="Kecamatan", rows=found.districts),
        partial(_plain, name="Per kategori", head="Kategori", rows=found.categories),
        partial(_plain, name="Per usaha", head="Usaha", rows=found.by_business),
    ]
    return workbooks.write(path, sheets, partial(_refused, path), check)


def _refused(path: Path) -> UserError:
    return UserError(
        "eorder.cannot_save",
        f"{path.name} tidak dapat disimpan di {path.parent}.",
        safe="Angka serapan tetap tersimpan di laptop ini.",
        todo="Pilih folder lain, kosongkan ruang, atau tutup berkas itu bila sedang terbuka.",
    )


def _about(workbook: Workbook, found: Absorption, region: str, at: datetime) -> None:
    only, total = found.only, found.total
    first, last = month_name(only.first) or "awal", month_name(only.last) or "kini"
    rows: list[list[Any]] = [
        ["Wilayah", region],
        ["Kategori", only.category.term if only.category else "Semua kategori"],
        ["Perangkat daerah", only.agency or "Semua"],
        ["Bulan", f"{first} sampai {last}"],
        ["Dibuat", f"{at:%d-%m-%Y %H.%M} WIB"],
        ["Nilai serapan (Rp)", total.amount],
        ["Baris transaksi", total.lines],
        ["Usaha", found.businesses],
        ["Nilai dengan usaha belum dikenali (Rp)", found.unmatched],
        ["Total belanja yang diketahui (Rp)", total.spent],
        ["Serapan yang dapat dibandingkan (Rp)", total.compared],
        [_SHARE, (total.share, PERCENT)],
        ["Target", (found.target / 100, PERCENT)],
    ]
    rows += [["Cara menghitung", text] for text in DEFINITIONS]
    workbooks.sheet(workbook, "Keterangan", ("Serapan e-order", "Isi"), rows, 38)


def _held(workbook: Workbook, name: str, head: str, rows: Iterable[Figure]) -> None:
    lines = [[r.name, r.lines, r.amount, r.compared, r.spent, (r.share, PERCENT)] for r in rows]
    workbooks.sheet(workbook, name, (head, *_HEADS, _SHARE), lines, 34)


def _plain(workbook: Workbook, name: str, head: str, rows: Iterable[Figure]) -> None:
    lines = [[r.name, r.lines, r.amount] for r in rows]
    workbooks.sheet(workbook, name, (head, *_HEADS[:2]), lines, 34)
