"""The recap of an event as a workbook: rupiah are numbers, no personal data of an owner."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.clock import JAKARTA
from app.domain.dates import long_date
from app.errors import UserError
from app.services.events_days import DayLine
from app.services.events_recap import Figures, Recap

if TYPE_CHECKING:
    from openpyxl import Workbook

_RUPIAH, _PERCENT = '"Rp"#,##0', "0.0%"
_HEADS = ("Lapak", "Hadir", "Hadir, %", "Melapor omzet", "Omzet", "Rata-rata per lapak")
_LINE_HEADS = (
    *("Tanggal", "Lapak", "Usaha", "Produk", "Kategori", "Kelurahan", "RW", "Kecamatan"),
    *("Hadir", "Jam", "Dipindai", "Omzet", "Dicatat oleh", "Urutan giliran"),
)


def write(path: Path, recap: Recap, check: Callable[[], None] = lambda: None) -> Path:
    """Write the workbook whole or not at all; `check` may stop it between sheets.

    Raises UserError `event.cannot_save` when the place refuses.
    """
    from openpyxl import Workbook

    workbook = Workbook()
    if workbook.active is not None:
        workbook.remove(workbook.active)
    _about(workbook, recap)
    for name, head, rows in (
        ("Per hari", "Hari", recap.days),
        ("Per kecamatan", "Kecamatan", recap.areas),
        ("Per kategori", "Kategori", recap.categories),
    ):
        check()
        _sheet(workbook, name, (head, *_HEADS), [_figures(f) for f in (*rows, recap.total)])
    _sheet(workbook, "Per lapak", _LINE_HEADS, [_line(line) for line in recap.lines])
    check()
    return _save(workbook, path)


def _about(workbook: Workbook, recap: Recap) -> None:
    form = recap.event.form
    days = long_date(form.first_day)
    if form.last_day != form.first_day:
        days += f" sampai {long_date(form.last_day)}"
    rows: list[list[Any]] = [
        ["Kanal", form.channel.term],
        ["Acara", form.name],
        ["Tempat", form.place],
        ["Wilayah", recap.event.region_name],
        ["Tanggal", days],
        ["Omzet", (recap.total.amount, _RUPIAH)],
        ["Catatan", "Omzet menurut keterangan usaha atau petugas; koreksi terakhir yang dihitung."],
    ]
    _sheet(workbook, "Keterangan", ("Rekap acara", "Isi"), rows)


def _figures(figures: Figures) -> list[Any]:
    share = figures.came / figures.places if figures.places else None
    return [
        *(figures.name, figures.places, figures.came, (share, _PERCENT), figures.told),
        *((figures.amount, _RUPIAH), (figures.mean, _RUPIAH)),
    ]


def _line(day: DayLine) -> list[Any]:
    line = day.line
    return [
        *((line.day, "dd/mm/yyyy"), line.booth, line.business, line.product),
        *(line.category.term if line.category else "", line.ward, line.rw, line.district),
        "ya" if day.came else "tidak",
        day.came_at.astimezone(JAKARTA).strftime("%H.%M") if day.came_at else "",
        *("ya" if day.scanned else "tidak", (day.taken, _RUPIAH)),
        *(day.told_by.term if day.told_by else "", line.turn),
    ]


def _sheet(
    workbook: Workbook, name: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """A sheet whose first line is frozen; text stays text, also where it looks like a formula."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet = workbook.create_sheet(name)
    sheet.freeze_panes = "A2"
    for at, head in enumerate(heads, 1):
        cell = sheet.cell(1, at, head)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(at)].width = 26 if at == 1 else 16
    for down, row in enumerate(rows, 2):
        for at, given in enumerate(row, 1):
            value, shown = given if isinstance(given, tuple) else (given, "")
            cell = sheet.cell(down, at, value)
            if isinstance(value, str):
                cell.data_type = "s"
            elif shown:
                cell.number_format = shown


def _save(workbook: Workbook, path: Path) -> Path:
    fresh = path.with_name(path.name + ".baru")
    try:
        workbook.save(fresh)
        fresh.replace(path)
    except OSError as error:
        raise UserError(
            "event.cannot_save",
            f"{path.name} tidak dapat disimpan di {path.parent}.",
            safe="Kehadiran dan omzet tetap tersimpan di laptop ini.",
            todo="Pilih folder lain, kosongkan ruang, atau tutup berkas itu bila sedang terbuka.",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
    return path
