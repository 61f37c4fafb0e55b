"""Writing a rubric as a workbook; what stands where is said in `rubric_columns`."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.services.rubric_columns import (
    FINDINGS,
    GATES,
    GENERAL,
    INDICATORS,
    NO,
    NOTHING,
    OUTCOMES,
    YES,
    Column,
    Kind,
    general_columns,
    indicator_columns,
)

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Body = dict[str, Any]


def write(body: Mapping[str, Any]) -> bytes:
    """The workbook of a rubric."""
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    assert first is not None
    book.remove(first)
    scores = _scores(body)
    _write_general(book, body, scores)
    indicators = indicator_columns(scores)
    _write_table(book, INDICATORS, indicators, _indicator_rows(body))
    _write_table(book, GATES.title, GATES.columns, body["gates"])
    _write_table(book, FINDINGS.title, FINDINGS.columns, body["critical_findings"])
    _write_table(book, OUTCOMES.title, OUTCOMES.columns, body["outcomes"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _scores(body: Mapping[str, Any]) -> list[int]:
    scale = body["scale"]
    return list(range(scale["min"], scale["max"] + 1))


def _write_general(book: Workbook, body: Mapping[str, Any], scores: Sequence[int]) -> None:
    sheet = book.create_sheet(GENERAL)
    for number, column in enumerate(general_columns(scores), start=1):
        _put(sheet, number, 1, column.title)
        _put(sheet, number, 2, _shown(column, _at(body, column.path)))
    _dress(sheet, [34, 90], head=False)


def _write_table(
    book: Workbook, title: str, columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]
) -> None:
    sheet = book.create_sheet(title)
    for number, column in enumerate(columns, start=1):
        _put(sheet, 1, number, column.title)
    for line, row in enumerate(rows, start=2):
        for number, column in enumerate(columns, start=1):
            _put(sheet, line, number, _shown(column, _at(row, column.path)))
    _dress(sheet, [column.width for column in columns], head=True)


def _indicator_rows(body: Mapping[str, Any]) -> list[Body]:
    """A row an indicator; what is the criterion's stands in its first."""
    rows = []
    for criterion in body["criteria"]:
        for number, indicator in enumerate(criterion["indicators"]):
            whole = criterion if number == 0 else {"code": criterion["code"]}
            rows.append({**indicator, "criterion": whole})
    return rows


class _Absent:
    """No such key."""


_ABSENT = _Absent()


def _at(row: Mapping[str, Any], path: Sequence[str]) -> Any:
    value: Any = row
    for key in path:
        if not isinstance(value, Mapping) or key not in value:
            return _ABSENT
        value = value[key]
    return value


def _shown(column: Column, value: Any) -> Any:
    if value is _ABSENT or value is None:
        return None
    if column.kind is Kind.FLAG:
        return YES if value else NO
    if column.kind in (Kind.WORDS, Kind.NUMBERS):
        return ", ".join(map(str, value)) if value else NOTHING
    return value if column.kind is Kind.NUMBER else str(value)


def _put(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    if value is None:
        return
    cell = sheet.cell(row, column)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula
        cell.number_format = "@"


def _dress(sheet: Worksheet, widths: Sequence[int], *, head: bool) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if (cell.row == 1) if head else (cell.column == 1):
                cell.font = Font(bold=True)
    if head:
        sheet.freeze_panes = "A2"
