"""The lines of a transaction recap of e-order: read, checked one by one, every fault named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from app.domain.names import fold
from app.ids import natural
from app.services.eorder_mapping import EorderMapping, Headings
from app.services.eorder_matching import Asked
from app.services.eorder_tables import BadCellError, Line, RowProblem, day, digits, read, rupiah

Check = Callable[[], None]

_LONGEST = 300
_SUMS = frozenset({"total", "jumlah", "grand total", "sub total", "subtotal", "jumlah total"})
"""What the last line of many a recap begins with: a sum, no transaction."""


@dataclass(frozen=True, slots=True)
class RecapLine:
    """One good line, as it stands in the file; `category` is a code or None.

    `key` is the same wherever and however often the line is imported.
    """

    key: UUID
    number: int
    transaction_no: str
    line_no: int
    ordered_on: date
    agency: str
    business_name: str
    product_name: str
    category: str | None
    amount: int
    asked: Asked


@dataclass(frozen=True, slots=True)
class ReadRecap:
    """A recap as read: what is good, and what is wrong with the rest."""

    lines: tuple[RecapLine, ...]
    problems: tuple[RowProblem, ...]
    sums: int


def read_recap(
    path: Path, how: EorderMapping, today: date, check: Check = lambda: None
) -> ReadRecap:
    """Read a recap; UserError `import.*` for a file that is none. `check` may stop it."""
    headings = how.tables["recap"]
    lines: list[RecapLine] = []
    problems: list[RowProblem] = []
    numbers: Counter[str] = Counter()
    seen: dict[UUID, int] = {}
    sums = 0
    for raw in read(path, headings):
        check()
        if _is_sum(raw):
            sums += 1
            continue
        found = list(_problems(raw, headings, today))
        if found:
            problems += found
            continue
        line = _line(raw, how, today, numbers)
        first = seen.setdefault(line.key, line.number)
        if first != line.number:
            text = f"Transaksi dan baris yang sama sudah ada di baris {first}."
            problems.append(RowProblem(raw.number, headings.first("line_no"), text))
        else:
            lines.append(line)
    return ReadRecap(tuple(lines), tuple(problems), sums)


def _is_sum(raw: Line) -> bool:
    number = fold(raw.text("transaction_no"))
    return number in _SUMS or (
        not number and any(fold(raw.text(name)) in _SUMS for name in raw.cells)
    )


def _problems(raw: Line, headings: Headings, today: date) -> Iterator[RowProblem]:
    def wrong(name: str, text: str) -> RowProblem:
        return RowProblem(raw.number, headings.first(name), text)

    for name in ("transaction_no", "agency", "product_name"):
        if not raw.text(name):
            yield wrong(name, "Kosong.")
    if not raw.text("business_name") and not raw.text("nib"):
        yield wrong("business_name", "Kosong, dan NIB juga tidak ada.")
    for name in ("transaction_no", "agency", "business_name", "product_name"):
        if len(raw.text(name)) > _LONGEST:
            yield wrong(name, f"Lebih panjang dari {_LONGEST} huruf.")
    try:
        day(raw.cells.get("ordered_on"), today)
    except BadCellError as error:
        yield wrong("ordered_on", f"{_shown(raw, 'ordered_on')}{error}.")
    for name in ("nib", "jakpreneur_id", "transaction_no"):
        try:
            digits(raw.cells.get(name))
        except BadCellError as error:
            yield wrong(name, f"{error}.")
    if (text := raw.text("line_no")) and not _whole(text):
        yield wrong("line_no", f"{text[:40]}: bukan angka 1 sampai 999999.")
    yield from _amount_problems(raw, headings)


def _amount_problems(raw: Line, headings: Headings) -> Iterator[RowProblem]:
    if raw.text("amount"):
        names = ["amount"]
    elif raw.text("unit_price"):
        names = ["unit_price", "quantity"]
    else:
        yield RowProblem(raw.number, headings.first("amount"), "Kosong.")
        return
    for name in names:
        try:
            rupiah(raw.cells.get(name))
        except BadCellError as error:
            text = f"{_shown(raw, name)}{error}."
            yield RowProblem(raw.number, headings.first(name), text)


def _shown(raw: Line, name: str) -> str:
    """What stands there, so that it is found again; nothing for an empty cell."""
    text = raw.text(name)
    return f"{text[:40]}: " if text else ""


def _whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and 0 < int(text) < 1_000_000


def _line(raw: Line, how: EorderMapping, today: date, numbers: Counter[str]) -> RecapLine:
    transaction = digits(raw.cells["transaction_no"])
    numbers[transaction] += 1
    category = how.category(raw.text("category"))
    name = raw.text("business_name")
    line_no = int(raw.text("line_no") or numbers[transaction])
    return RecapLine(
        key=natural("order_line", transaction, line_no),
        number=raw.number,
        transaction_no=transaction,
        line_no=line_no,
        ordered_on=day(raw.cells["ordered_on"], today),
        agency=raw.text("agency"),
        business_name=name,
        product_name=raw.text("product_name"),
        category=str(category) if category else None,
        amount=_amount(raw),
        asked=Asked.of(
            nib=digits(raw.cells.get("nib")),
            jakpreneur_id=digits(raw.cells.get("jakpreneur_id")),
            name=name,
        ),
    )


def _amount(raw: Line) -> int:
    if raw.text("amount"):
        return rupiah(raw.cells["amount"])
    return rupiah(raw.cells["unit_price"]) * rupiah(raw.cells["quantity"])
