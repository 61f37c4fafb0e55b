"""A trial of the rule laboratory as a workbook: moves, categories, kecamatan, names."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from app.services import rule_lab
from app.services.rule_lab import Lab, Result, Tally, Trial
from app.services.workspace import Workspace

_MOST_NAMES = 20_000
_TALLY = ("Hasil", "Lulus tersimpan", "Lulus dengan aturan baru", "Naik", "Turun")


def write(ws: Workspace, lab: Lab, trial: Trial) -> bytes:
    """The workbook; names as far as a spreadsheet stays handy."""
    book = Workbook()
    first = book.active
    assert first is not None
    book.remove(first)
    heads = ("Kategori", "Dari", "Kelas", "Menjadi", "Kelas baru", "Jumlah")
    moves = [
        (m.category.term, m.before[0].term, m.before[1], m.after[0].term, m.after[1], m.count)
        for m in trial.moves
    ]
    _sheet(book, "Perpindahan", heads, moves)
    _sheet(book, "Per kategori", ("Kategori", *_TALLY), map(_tally, trial.categories))
    _sheet(book, "Per kecamatan", ("Kecamatan", *_TALLY), map(_tally, trial.districts))
    _sheet(book, "Nama", _NAMES, _names(ws, lab, trial))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


_NAMES = ("Produk", "Usaha", "Kecamatan", "Dari", "Menjadi", "Nilai tersimpan", "Nilai baru")


def _names(ws: Workspace, lab: Lab, trial: Trial) -> Iterable[tuple[Any, ...]]:
    left = _MOST_NAMES
    for move in trial.moves:
        if left <= 0:
            return
        for one in rule_lab.names(ws, lab, trial, move, limit=left):
            left -= 1
            results = _words(one.before), _words(one.after)
            totals = one.total_before / 100, one.total_after / 100
            yield (one.product, one.business, one.district, *results, *totals)


def _words(result: Result) -> str:
    outcome, grade = result
    return f"{outcome.term}, {grade.term}"


def _tally(row: Tally) -> tuple[Any, ...]:
    return (
        row.name,
        row.results,
        row.passed_before,
        row.passed_after,
        row.better,
        row.worse,
    )


def _sheet(book: Workbook, title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    sheet = book.create_sheet(title)
    for column, head in enumerate(heads, start=1):
        sheet.cell(1, column, head).font = Font(bold=True)
        sheet.column_dimensions[sheet.cell(1, column).column_letter].width = 24
    for line, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(line, column)
            cell.value = str(value) if isinstance(value, str) else value
            if isinstance(value, str):
                cell.data_type = "s"  # a name is never a formula
    sheet.freeze_panes = "A2"
