"""Turns and waits as a workbook: numbers are numbers, and the first sheet says what is counted."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.dates import long_date
from app.errors import UserError
from app.services import market_fairness, workbooks
from app.services.market_fairness import Fairness, Grain, Part, Question
from app.services.regions import region_name
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from openpyxl import Workbook

_PERCENT, _POINTS, _TWO = workbooks.PERCENT, "0.0", "0.00"
MEANING = (
    "Satu giliran: satu usaha dalam satu acara, satu putaran Gebetan, atau daftar e-order.",
    "Usaha yang dapat ikut: yang salah satu produknya lulus kurasi, dan masih berjualan.",
    "Tunggu: hari sejak giliran terakhir, atau sejak lulus bila belum pernah.",
    "Gini: 0 bila giliran per 100 usaha di semua wilayah sama, mendekati 1 bila satu wilayah saja.",
)
_HEADS = (
    *("Wilayah", "Kode", "Usaha yang dapat ikut", "Giliran", "Usaha yang sudah dapat"),
    *("Giliran per 100 usaha", "Tunggu, median (hari)", "Tunggu terlama (hari)"),
)


def write(ws: Workspace, path: Path, asked: Question) -> Path:
    """Write the year by every kind of area, whole or not at all; UserError `draw.cannot_save`."""
    sheets = [partial(_fill, ws=ws, asked=asked, grain=grain) for grain in Grain]
    return workbooks.write(path, sheets, partial(_refused, path))


def _fill(workbook: Workbook, ws: Workspace, asked: Question, grain: Grain) -> None:
    """One sheet a kind of area, before the first what they are about."""
    one = Question(asked.year, asked.region, grain, asked.channel)
    found = market_fairness.over_year(ws, one)
    if grain is next(iter(Grain)):
        _about(ws, workbook, one, found)
    workbooks.sheet(workbook, f"Per {grain.term.lower()}", _HEADS, _rows(found), 34)


def _about(ws: Workspace, workbook: Workbook, asked: Question, found: Fairness) -> None:
    channel = asked.channel.term if asked.channel else "Semua kanal"
    rows: list[list[Any]] = [
        ["Tahun", str(asked.year)],
        ["Wilayah", region_name(ws, asked.region)],
        ["Kanal", channel],
        ["Dibuat", long_date(ws.today())],
        ["Giliran", found.turns],
        ["Usaha yang dapat ikut", found.eligible],
        ["Usaha yang sudah dapat", found.served],
        *_group("perempuan", found.women),
        *_group("kelompok UP2K", found.up2k),
    ]
    rows += [["Cara menghitung", text] for text in MEANING]
    workbooks.sheet(workbook, "Keterangan", ("Keadilan giliran", "Isi"), rows, 30)


def _group(name: str, part: Part) -> list[list[Any]]:
    return [
        [f"Giliran {name}", (_float(part.share), _PERCENT)],
        [f"Usaha {name} di antara yang dapat ikut", (_float(part.expected), _PERCENT)],
    ]


def _rows(found: Fairness) -> list[list[Any]]:
    lines: list[list[Any]] = [
        [
            *(line.name, line.code, line.eligible, line.turns, line.served),
            *((line.per_hundred, _POINTS), line.median_wait, line.longest_wait),
        ]
        for line in found.areas
    ]
    return [*lines, ["Gini", "", None, None, None, (_float(found.gini), _TWO), None, None]]


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _refused(path: Path) -> UserError:
    return UserError(
        "draw.cannot_save",
        f"{path.name} tidak dapat disimpan di {path.parent}.",
        safe="Catatan giliran tetap tersimpan di laptop ini.",
        todo="Pilih folder lain, kosongkan ruang, atau tutup berkas itu bila sedang terbuka.",
    )
