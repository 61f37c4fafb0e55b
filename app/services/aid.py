"""Bantuan (BPUM and other aid): imported, dated, shown with its business, never a gate.

A list names its receivers by NIK. It serves to find the business while the file is read, and is
in nothing that is kept, told or sent: not in the row, not in a fault that is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.names import fold
from app.domain.regions import TRAINING
from app.ids import natural
from app.models.entities import Business
from app.models.market import Aid
from app.services import merges
from app.services.changes import Change
from app.services.eorder_mapping import Headings, mapping
from app.services.eorder_matching import Asked, Home, chunks, matcher
from app.services.eorder_scope import require_officer, scope_of
from app.services.eorder_tables import BadCellError, Line, RowProblem, day, digits, read, rupiah
from app.services.workspace import Workspace

Heard = Callable[[int, int], None]
Check = Callable[[], None]

BPUM = "BPUM"
"""The programme of a list that names none."""

_FLUSH = 500
_LONGEST = 80
_FIRST_YEAR = 2000


@dataclass(frozen=True, slots=True)
class AidLine:
    """One good line with the business it is about."""

    number: int
    home: Home
    programme: str
    year: int
    received_on: date | None
    amount: int

    @property
    def key(self) -> UUID:
        """One row a business, programme and year, however often a list comes."""
        return natural("aid", self.home.id, fold(self.programme), self.year)


@dataclass(frozen=True, slots=True)
class LookedAid:
    """A list as it would be taken in; problems name lines and columns, never a person."""

    file: str
    lines: tuple[AidLine, ...]
    problems: tuple[RowProblem, ...]
    unmatched: int
    fresh: int
    changed: int
    known: int
    amount: int


@dataclass(frozen=True, slots=True)
class TakenAid:
    """What an import did."""

    added: int
    changed: int
    known: int
    left_out: int
    change: Change


@dataclass(frozen=True, slots=True)
class Received:
    """Aid as a business's story tells it."""

    programme: str
    year: int
    received_on: date | None
    amount: int
    source: str


def look(
    ws: Workspace, path: Path, programme: str = BPUM, check: Check = lambda: None
) -> LookedAid:
    """Read a list and say what it would do; UserError `import.*`, `role.missing`.

    `programme` is that of lines which name none.
    """
    require_officer(ws)
    headings = mapping(ws.resources).tables["aid"]
    problems: list[RowProblem] = []
    good: list[tuple[Line, Asked]] = []
    for raw in read(path, headings):
        check()
        found = list(_problems(raw, headings, ws.today()))
        problems += found
        if not found:
            good.append((raw, _asked(raw)))
    with ws.db.read() as session:
        whose = matcher(session, (asked for _, asked in good))
        lines: list[AidLine] = []
        seen: dict[UUID, int] = {}
        unmatched = 0
        for raw, asked in good:
            check()
            home = whose.find(asked)
            if home is None:
                unmatched += 1
                text = "Tidak ada satu usaha pun di laptop ini yang pasti dimaksud."
                problems.append(RowProblem(raw.number, _named_by(raw, headings), text))
                continue
            line = _line(raw, home, programme, ws.today())
            first = seen.setdefault(line.key, line.number)
            if first == line.number:
                lines.append(line)
                continue
            text = f"Bantuan yang sama untuk usaha ini sudah ada di baris {first}."
            problems.append(RowProblem(raw.number, headings.first("programme"), text))
        states = list(_states(session, lines))
    problems.sort(key=lambda problem: problem.line)
    fresh, changed = states.count("fresh"), states.count("changed")
    return LookedAid(
        *(path.name, tuple(lines), tuple(problems), unmatched),
        *(fresh, changed, len(lines) - fresh - changed, sum(line.amount for line in lines)),
    )


def _asked(raw: Line) -> Asked:
    names = {name: digits(raw.cells.get(name)) for name in ("nik", "nib", "jakpreneur_id")}
    return Asked.of(**names, name=raw.text("business_name"))


def _named_by(raw: Line, headings: Headings) -> str:
    """The column by which the line names its business."""
    given = [name for name in headings.either if raw.text(name)]
    return headings.first(given[0] if given else headings.either[0])


def _problems(raw: Line, headings: Headings, today: date) -> Iterator[RowProblem]:
    def wrong(name: str, text: object) -> RowProblem:
        return RowProblem(raw.number, headings.first(name), f"{text}.")

    if not any(raw.text(name) for name in headings.either):
        yield wrong(headings.either[0], "Kosong, dan tidak ada nama lain dari usahanya")
    for name in ("nik", "nib", "jakpreneur_id"):
        try:
            digits(raw.cells.get(name))
        except BadCellError as error:
            yield wrong(name, error)
    if len(raw.text("programme")) > _LONGEST:
        yield wrong("programme", f"Lebih panjang dari {_LONGEST} huruf")
    try:
        rupiah(raw.cells.get("amount"))
    except BadCellError as error:
        yield wrong("amount", error)
    if raw.text("received_on"):
        try:
            day(raw.cells["received_on"], today)
        except BadCellError as error:
            yield wrong("received_on", error)
            return
    elif not raw.text("year"):
        yield wrong("year", "Kosong, dan tanggal juga tidak ada")
    if (year := raw.text("year")) and not _is_year(year, today):
        yield wrong("year", f"Bukan tahun {_FIRST_YEAR} sampai {today.year}")


def _is_year(text: str, today: date) -> bool:
    return text.isascii() and text.isdigit() and _FIRST_YEAR <= int(text) <= today.year


def _line(raw: Line, home: Home, programme: str, today: date) -> AidLine:
    received = day(raw.cells["received_on"], today) if raw.text("received_on") else None
    year = int(raw.text("year")) if raw.text("year") else (received or today).year
    name, amount = raw.text("programme") or programme, rupiah(raw.cells["amount"])
    return AidLine(raw.number, home, name, year, received, amount)


def _states(session: Session, lines: list[AidLine]) -> Iterator[str]:
    here: dict[UUID, tuple[int, date | None]] = {}
    for some in chunks([line.key for line in lines]):
        query = sa.select(Aid.id, Aid.amount, Aid.received_on)
        for key, amount, on in session.execute(query.where(Aid.id.in_(some), ~Aid.deleted)):
            here[key] = amount, on
    for line in lines:
        if line.key not in here:
            yield "fresh"
        else:
            same = here[line.key] == (line.amount, line.received_on)
            yield "known" if same else "changed"


def take(
    ws: Workspace,
    looked: LookedAid,
    heard: Heard = lambda _done, _total: None,
    check: Check = lambda: None,
) -> TakenAid:
    """Take the good lines in, in one transaction; `check` may stop it: then nothing is taken."""
    require_officer(ws)
    added = changed = known = 0
    with ws.change() as recorder:
        session = recorder.session
        for done, line in enumerate(looked.lines):
            if done % _FLUSH == 0:
                check()
                heard(done, len(looked.lines))
            row = session.get(Aid, line.key)
            values = line.amount, line.received_on
            if row is None:
                row, added = _row(ws, line), added + 1
                row.source = looked.file
                recorder.add(row, line.key)
                recorder.tell("aid.imported", row, programme=line.programme, year=line.year)
            elif row.deleted or (row.amount, row.received_on) != values:
                changed += 1
                row.amount, row.received_on = values
                row.source, row.deleted = looked.file, False
            else:
                known += 1
        change = recorder.done()
    left_out = len({problem.line for problem in looked.problems})
    return TakenAid(added, changed, known, left_out, change)


def _row(ws: Workspace, line: AidLine) -> Aid:
    scope, guest = scope_of(ws, line.home.scope)
    return Aid(
        business_id=line.home.id,
        programme=line.programme,
        year=line.year,
        received_on=line.received_on,
        amount=line.amount,
        scope=scope,
        guest_scope=guest,
    )


def of_business(ws: Workspace, business_id: UUID) -> tuple[Received, ...]:
    """What a business received, the newest first; of those merged into it too."""
    practice = Aid.scope == TRAINING
    with ws.db.read() as session:
        standing = merges.standing(session, business_id)
        key = standing.id if standing is not None else business_id
        older = sa.select(Business.id).where(Business.merged_into == key)
        query = (
            sa.select(Aid)
            .where(
                sa.or_(Aid.business_id == key, Aid.business_id.in_(older)),
                Aid.deleted.is_(False),
                practice if ws.me.training else ~practice,
            )
            .order_by(Aid.year.desc(), Aid.received_on.desc(), Aid.programme)
        )
        return tuple(
            Received(row.programme, row.year, row.received_on, row.amount, row.source)
            for row in session.scalars(query)
        )
