"""A rubric as a workbook, to be written on in a spreadsheet and read back.

Five sheets with headings in Indonesian. Codes and texts are text cells, whatever they look
like. What is wrong with a workbook is told by cell ("Indikator!D14"): each value remembers
the cell it came from, and the problems are those of `app.domain.rubric_problems`.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.rubric_fields import Place
from app.domain.rubric_problems import problems
from app.errors import UserError
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
    Row,
    general_columns,
    indicator_columns,
)
from app.services.rubric_words import sentence
from app.services.rubric_xlsx_writing import write

__all__ = ["CellProblem", "WorkbookError", "read", "read_bytes", "write"]

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MAX_BYTES = 5 * 1024 * 1024
_MAX_UNPACKED = 40 * 1024 * 1024
_MAX_ROWS = 2_000
_SHOWN = 12
Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong, and in which cell; `cell` is a sheet's name where a row is missing."""

    cell: str
    text: str


class WorkbookError(UserError):
    """The workbook is read, but is no rubric that could be published."""

    def __init__(self, found: Sequence[CellProblem]) -> None:
        self.problems = tuple(found)
        lines = [f"{one.cell}: {one.text}" for one in found[:_SHOWN]]
        more = len(found) - len(lines)
        if more:
            lines.append(f"… dan {more} lagi.")
        super().__init__(
            "rubric.workbook",
            "Berkas ini belum dapat dipakai.\n" + "\n".join(lines),
            safe="Rubrik dan konsep yang ada tidak diubah.",
            todo="Perbaiki sel-sel itu, simpan, lalu impor lagi.",
        )


class _Absent:
    """No such key."""


_ABSENT = _Absent()


def read(path: Path) -> Body:
    """The rubric of a workbook file.

    UserError `rubric.no_workbook`, `rubric.workbook_shape` (a sheet or heading is missing),
    WorkbookError with every problem by its cell.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _no_workbook(path.name)
        return read_bytes(path.read_bytes(), path.name)
    except OSError as error:
        raise _no_workbook(path.name) from error


def read_bytes(data: bytes, name: str = "Berkas") -> Body:
    """The rubric of a workbook, as `read`."""
    sheets = _Sheets(_open(data, name))
    body = sheets.body()
    found = [CellProblem(sheets.cell_of(one.place), sentence(one)) for one in problems(body)]
    if found:
        raise WorkbookError(found)
    return body


def _open(data: bytes, name: str) -> Workbook:
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(item.file_size for item in packed.infolist()) > _MAX_UNPACKED:
                raise _no_workbook(name)
        return openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except UserError:
        raise
    except Exception as error:  # openpyxl raises anything for a spoiled book
        raise _no_workbook(name) from error


def _no_workbook(name: str) -> UserError:
    return UserError(
        "rubric.no_workbook",
        f"{name} tidak dapat dibaca sebagai buku kerja rubrik (XLSX).",
        safe="Rubrik dan konsep yang ada tidak diubah.",
        todo="Ekspor rubrik dahulu, lalu isi berkas itu.",
    )


def _shape(what: str) -> UserError:
    return UserError(
        "rubric.workbook_shape",
        f"Buku kerja ini bukan ekspor rubrik: {what}.",
        safe="Rubrik dan konsep yang ada tidak diubah.",
        todo="Ekspor rubrik lagi dan pindahkan isinya ke berkas itu.",
    )


class _Sheets:
    """The sheets of a workbook, read into a body; every place knows its cell."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._cells: dict[Place, str] = {}

    def body(self) -> Body:
        body: Body = {"schema": 1}
        scale = self._general(body)
        low, high = scale.get("min"), scale.get("max")
        good = isinstance(low, int) and isinstance(high, int) and 0 <= low < high <= 9
        scores = range(low, high + 1) if good else range(1, 5)  # type: ignore[arg-type,operator]
        body["criteria"] = self._criteria(indicator_columns(scores))
        for key, table in (("gates", GATES), ("critical_findings", FINDINGS)):
            body[key] = self._table(table.title, table.columns, (key,))
        for gate in body["gates"]:
            gate.setdefault("document", None)
        body["outcomes"] = self._table(OUTCOMES.title, OUTCOMES.columns, ("outcomes",))
        for row in (*body["gates"], *body["outcomes"]):
            row.setdefault("when" if "outcome" in row or "grade" in row else "condition", {})
        return body

    def cell_of(self, place: Place) -> str:
        """The cell a place came from; of a whole row its first, of a list its sheet."""
        for length in range(len(place), 0, -1):
            found = self._cells.get(place[:length])
            if found is not None:
                return found
        inside = [cell for at, cell in self._cells.items() if at[: len(place)] == place]
        return inside[0] if inside else GENERAL

    def _sheet(self, title: str) -> Worksheet:
        if title not in self._book.sheetnames:
            raise _shape(f"lembar “{title}” tidak ada")
        sheet: Worksheet = self._book[title]
        if sheet.max_row > _MAX_ROWS:
            raise _shape(f"lembar “{title}” terlalu panjang")
        return sheet

    def _general(self, body: Body) -> Body:
        sheet = self._sheet(GENERAL)
        by_title: dict[str, tuple[int, Any]] = {}
        for number, row in enumerate(sheet.iter_rows(max_col=2, values_only=True), start=1):
            if isinstance(row[0], str):
                by_title[row[0].strip().casefold()] = (number, row[1] if len(row) > 1 else None)
        for column in general_columns(range(10)):
            number, raw = by_title.get(column.title.casefold(), (0, None))
            self._cells[column.path] = f"{GENERAL}!B{number}" if number else GENERAL
            value = _value(column, raw)
            if value is not _ABSENT:
                _set(body, column.path, value)
        body.setdefault("certificate", {})
        return body.setdefault("scale", {})  # type: ignore[no-any-return]

    def _rows(self, title: str, columns: Sequence[Column]) -> Iterator[tuple[int, list[Any]]]:
        sheet = self._sheet(title)
        rows = sheet.iter_rows(values_only=True)
        heads = [str(head or "").strip().casefold() for head in next(rows, ())]
        places = []
        for column in columns:
            if column.title.casefold() not in heads:
                raise _shape(f"kolom “{column.title}” tidak ada pada lembar “{title}”")
            places.append(heads.index(column.title.casefold()))
        self._letters = [_letter(place) for place in places]
        for number, row in enumerate(rows, start=2):
            raw = [row[place] if place < len(row) else None for place in places]
            if any(value not in (None, "") for value in raw):
                yield number, raw

    def _table(self, title: str, columns: Sequence[Column], at: Place) -> list[Body]:
        found: list[Body] = []
        self._cells[at] = title
        for number, raw in self._rows(title, columns):
            row: Body = {}
            self._fill(row, (*at, len(found)), columns, raw, f"{title}!", number)
            found.append(row)
        return found

    def _fill(
        self,
        row: Body,
        at: Place,
        columns: Sequence[Column],
        raw: Sequence[Any],
        sheet: str,
        number: int,
    ) -> None:
        for column, letter, value in zip(columns, self._letters, raw, strict=True):
            self._cells[(*at, *column.path)] = f"{sheet}{letter}{number}"
            read_ = _value(column, value)
            if read_ is not _ABSENT:
                _set(row, column.path, read_)

    def _criteria(self, columns: Sequence[Column]) -> list[Body]:
        criteria: list[Body] = []
        self._cells["criteria",] = INDICATORS
        for number, raw in self._rows(INDICATORS, columns):
            row: Body = {}
            place: Place = ("row", number)
            self._fill(row, place, columns, raw, f"{INDICATORS}!", number)
            whole = row.pop("criterion", {})
            known = next((c for c in criteria if c.get("code") == whole.get("code")), None)
            if known is None:
                known = {**whole, "indicators": []}
                criteria.append(known)
            at = criteria.index(known)
            self._moved(place, ("criteria", at), known, row)
            known["indicators"].append(row)
        return criteria

    def _moved(self, row: Place, criterion: Place, known: Body, _row: Body) -> None:
        """Cells of a row become those of its indicator, and in its first, of its criterion."""
        number = len(known["indicators"])
        for place in [p for p in self._cells if p[: len(row)] == row]:
            cell, rest = self._cells.pop(place), place[len(row) :]
            if rest and rest[0] == "criterion":
                self._cells.setdefault((*criterion, *rest[1:]), cell)
            else:
                self._cells[(*criterion, "indicators", number, *rest)] = cell


def _letter(place: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(place + 1)


def _set(row: Row, path: Sequence[str], value: Any) -> None:
    for key in path[:-1]:
        row = row.setdefault(key, {})
    row[path[-1]] = value


def _value(column: Column, raw: Any) -> Any:
    """A cell's value as the JSON has it; what does not fit stays as it is, to be told."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return _ABSENT
    if column.kind is Kind.NUMBER:
        return _number(raw)
    if column.kind is Kind.FLAG:
        return {YES: True, NO: False}.get(str(raw).strip().casefold(), raw)
    if column.kind is Kind.WORDS:
        return _parts(raw)
    if column.kind is Kind.NUMBERS:
        return [_number(part) for part in _parts(raw)]
    if column.kind is Kind.DAY and isinstance(raw, (datetime, date)):
        return raw.date().isoformat() if isinstance(raw, datetime) else raw.isoformat()
    return raw if isinstance(raw, str) else _as_text(raw)


def _as_text(raw: Any) -> str:
    """What a spreadsheet made a number of."""
    return str(int(raw)) if isinstance(raw, float) and raw.is_integer() else str(raw)


def _parts(raw: Any) -> list[str]:
    text = _as_text(raw).strip()
    return [] if text == NOTHING else [part.strip() for part in text.split(",") if part.strip()]


def _number(raw: Any) -> Any:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, float) and raw.is_integer():
        return int(raw)
    if isinstance(raw, str):
        text = raw.strip()
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else raw
    return raw
