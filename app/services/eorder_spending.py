"""What agencies spent altogether, month by month: what the absorption is held against."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa

from app.domain.names import fold
from app.ids import natural
from app.models.market import Spending
from app.services.changes import Change
from app.services.eorder_mapping import Headings, mapping
from app.services.eorder_scope import own_region, require_officer
from app.services.eorder_tables import BadCellError, Line, RowProblem, month, read, rupiah
from app.services.recap_sorting import agencies
from app.services.workspace import Workspace

Check = Callable[[], None]


@dataclass(frozen=True, slots=True)
class SpendingLine:
    """What one agency spent in one month."""

    number: int
    agency: str
    month: date
    amount: int

    @property
    def key(self) -> UUID:
        """One row an agency and month, however the agency is spelled."""
        return natural("spending", fold(self.agency), self.month.isoformat())


@dataclass(frozen=True, slots=True)
class LookedSpending:
    """A list as it would be taken in."""

    file: str
    lines: tuple[SpendingLine, ...]
    problems: tuple[RowProblem, ...]
    fresh: int
    changed: int
    known: int
    amount: int


@dataclass(frozen=True, slots=True)
class TakenSpending:
    """What an import did."""

    added: int
    changed: int
    known: int
    left_out: int
    change: Change


def look(ws: Workspace, path: Path, check: Check = lambda: None) -> LookedSpending:
    """Read a list of spending and say what it would do; UserError `import.*`, `role.missing`."""
    require_officer(ws)
    headings = mapping(ws.resources).tables["spending"]
    lines: list[SpendingLine] = []
    problems: list[RowProblem] = []
    seen: dict[UUID, int] = {}
    for raw in read(path, headings):
        check()
        if fold(raw.text("agency")) in {"total", "jumlah"}:
            continue
        found = list(_problems(raw, headings, ws.today()))
        if found:
            problems += found
            continue
        line = _line(raw, ws.today())
        first = seen.setdefault(line.key, line.number)
        if first == line.number:
            lines.append(line)
            continue
        text = f"Bulan dan perangkat daerah yang sama sudah ada di baris {first}."
        problems.append(RowProblem(raw.number, headings.first("month"), text))
    states = list(_states(ws, lines))
    fresh, changed = states.count("fresh"), states.count("changed")
    amount = sum(line.amount for line, state in zip(lines, states, strict=True) if state != "known")
    known = len(lines) - fresh - changed
    return LookedSpending(path.name, tuple(lines), tuple(problems), fresh, changed, known, amount)


def _problems(raw: Line, headings: Headings, today: date) -> Iterator[RowProblem]:
    if not raw.text("agency"):
        yield RowProblem(raw.number, headings.first("agency"), "Kosong.")
    try:
        month(raw.cells.get("month"), raw.cells.get("year"), today)
    except BadCellError as error:
        yield RowProblem(raw.number, headings.first("month"), f"{error}.")
    try:
        rupiah(raw.cells.get("amount"))
    except BadCellError as error:
        yield RowProblem(raw.number, headings.first("amount"), f"{error}.")


def _line(raw: Line, today: date) -> SpendingLine:
    spent_in = month(raw.cells["month"], raw.cells.get("year"), today)
    return SpendingLine(raw.number, raw.text("agency"), spent_in, rupiah(raw.cells["amount"]))


def _states(ws: Workspace, lines: list[SpendingLine]) -> Iterator[str]:
    with ws.db.read() as session:
        query = sa.select(Spending.id, Spending.amount).where(Spending.deleted.is_(False))
        here = dict(session.execute(query).all())
    for line in lines:
        if line.key not in here:
            yield "fresh"
        else:
            yield "known" if here[line.key] == line.amount else "changed"


def take(ws: Workspace, looked: LookedSpending) -> TakenSpending:
    """Take the good lines in, in one transaction."""
    require_officer(ws)
    added = changed = known = 0
    with ws.change() as recorder:
        session, spelled = recorder.session, agencies(recorder.session)
        for line in looked.lines:
            row = session.get(Spending, line.key)
            if row is not None and not row.deleted and row.amount == line.amount:
                known += 1
                continue
            added += row is None or row.deleted
            changed += row is not None and not row.deleted
            if row is None:
                agency = spelled.setdefault(fold(line.agency), line.agency)
                row = Spending(agency=agency, month=line.month, scope=own_region(ws))
                row.amount, row.source = line.amount, looked.file
                recorder.add(row, line.key)
            row.amount, row.source, row.deleted = line.amount, looked.file, False
        change = recorder.done()
    left_out = len({problem.line for problem in looked.problems})
    return TakenSpending(added, changed, known, left_out, change)
