"""Rekap transaksi e-order: looked at whole first, then taken in; a line counts once for ever.

A line that comes again changes the one that is here, where it says something else; whose it is
stays as somebody has said by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.names import fold, name_key
from app.domain.regions import TRAINING
from app.models.entities import Business
from app.models.market import OrderLine, Spending
from app.services.changes import Change
from app.services.eorder_mapping import mapping
from app.services.eorder_matching import Goods, Matcher, chunks, goods, matcher
from app.services.eorder_scope import require_officer, scope_of
from app.services.eorder_tables import RowProblem
from app.services.recap_rows import RecapLine, read_recap
from app.services.workspace import Workspace

Heard = Callable[[int, int], None]
Check = Callable[[], None]

_FLUSH = 500
_TOLD = ("ordered_on", "agency", "business_name", "product_name", "category", "amount")


@dataclass(frozen=True, slots=True)
class Looked:
    """A recap as it would be taken in: nothing is changed yet.

    `fresh` lines are not here yet, `changed` say something else than those that are here, `known`
    are here already; `unmatched` are those of the first two whose business nobody knows.
    """

    file: str
    lines: tuple[RecapLine, ...]
    problems: tuple[RowProblem, ...]
    sums: int
    fresh: int
    changed: int
    known: int
    unmatched: int
    amount: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did."""

    added: int
    changed: int
    known: int
    unmatched: int
    left_out: int
    change: Change


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Lines of one name whose business is not known."""

    business_name: str
    lines: int
    amount: int


@dataclass(frozen=True, slots=True)
class PastImport:
    """One file that was taken in."""

    file: str
    at: datetime
    lines: int
    amount: int


@dataclass(frozen=True, slots=True)
class _Known:
    """Everything about the lines of a file that is here already."""

    rows: Mapping[UUID, OrderLine]
    matcher: Matcher
    goods: Mapping[tuple[UUID, str], Goods]
    agencies: dict[str, str]


def look(ws: Workspace, path: Path, check: Check = lambda: None) -> Looked:
    """Read a recap and say what it would do; UserError `import.*`, `role.missing`."""
    require_officer(ws)
    found = read_recap(path, mapping(ws.resources), ws.today(), check)
    counts = {"fresh": 0, "changed": 0, "known": 0, "unmatched": 0, "amount": 0}
    with ws.db.read() as session:
        known = _known(session, found.lines, check)
        for line in found.lines:
            check()
            values, row = _values(ws, known, line), known.rows.get(line.key)
            state = _state(row, values)
            counts[state] += 1
            if state != "known":
                counts["unmatched"] += values["business_id"] is None
                counts["amount"] += line.amount
    return Looked(path.name, found.lines, found.problems, found.sums, **counts)


def take(
    ws: Workspace,
    looked: Looked,
    heard: Heard = lambda _done, _total: None,
    check: Check = lambda: None,
) -> Taken:
    """Take the good lines in, in one transaction; `check` may stop it: then nothing is taken."""
    require_officer(ws)
    counts = {"fresh": 0, "changed": 0, "known": 0, "unmatched": 0}
    total, last = len(looked.lines), None
    with ws.change() as recorder:
        known = _known(recorder.session, looked.lines, check)
        for done, line in enumerate(looked.lines):
            if done % _FLUSH == 0:
                check()
                heard(done, total)
                recorder.session.flush()
            values, row = _values(ws, known, line), known.rows.get(line.key)
            state = _state(row, values)
            counts[state] += 1
            if state == "known":
                continue
            counts["unmatched"] += values["business_id"] is None
            if row is None:
                last = recorder.add(OrderLine(**values, source=looked.file), line.key)
                continue
            for name, value in values.items():
                setattr(row, name, value)
            row.source, row.deleted, last = looked.file, False, row
        if last is not None:
            recorder.tell("order_line.imported", last, lines=counts["fresh"] + counts["changed"])
        change = recorder.done()
    heard(total, total)
    bad = len({problem.line for problem in looked.problems})
    return Taken(
        counts["fresh"], counts["changed"], counts["known"], counts["unmatched"], bad, change
    )


def _known(session: Session, lines: Iterable[RecapLine], check: Check) -> _Known:
    wanted = list(lines)
    rows: dict[UUID, OrderLine] = {}
    for some in chunks([line.key for line in wanted]):
        check()
        query = sa.select(OrderLine).where(OrderLine.id.in_(some))
        rows |= {row.id: row for row in session.scalars(query)}
    whose = matcher(session, (line.asked for line in wanted))
    homes = {home.id for line in wanted if (home := whose.find(line.asked)) is not None}
    homes |= {row.business_id for row in rows.values() if row.business_id is not None}
    return _Known(rows, whose, goods(session, homes), agencies(session))


def agencies(session: Session) -> dict[str, str]:
    """How each agency is spelled here, by its folded name: one spelling, one agency."""
    spelled: dict[str, str] = {}
    for column in (OrderLine.agency, Spending.agency):
        for name in session.scalars(sa.select(column).distinct().order_by(column)):
            spelled.setdefault(fold(name), name)
    return spelled


def _values(ws: Workspace, known: _Known, line: RecapLine) -> dict[str, Any]:
    home = known.matcher.find(line.asked)
    row = known.rows.get(line.key)
    business = home.id if home else None
    scope, guest = scope_of(ws, home.scope if home else None)
    if business is None and row is not None and row.business_id is not None:
        business, scope, guest = row.business_id, row.scope, row.guest_scope
    product = known.goods.get((business, name_key(line.product_name))) if business else None
    return {
        "transaction_no": line.transaction_no,
        "line_no": line.line_no,
        "ordered_on": line.ordered_on,
        "agency": _spelled(known, line.agency),
        "business_id": business,
        "business_name": line.business_name,
        "product_id": product.id if product else None,
        "product_name": line.product_name,
        "category": product.category if product else line.category,
        "amount": line.amount,
        "scope": scope,
        "guest_scope": guest,
    }


def _spelled(known: _Known, agency: str) -> str:
    """The spelling that is here; a new agency is spelled as its first line has it."""
    return known.agencies.setdefault(fold(agency), agency)


def _state(row: OrderLine | None, values: Mapping[str, Any]) -> str:
    if row is None or row.deleted:
        return "fresh"
    told = (*_TOLD, "business_id")
    return "known" if all(getattr(row, name) == values[name] for name in told) else "changed"


# -- whose it is ------------------------------------------------------------------------------


def unmatched(ws: Workspace, limit: int = 500) -> tuple[Unmatched, ...]:
    """Names whose business is not known, the largest amount first."""
    amount = sa.func.sum(OrderLine.amount)
    query = (
        sa.select(OrderLine.business_name, sa.func.count(), amount)
        .where(OrderLine.business_id.is_(None), *counted(ws))
        .group_by(OrderLine.business_name)
        .order_by(amount.desc(), OrderLine.business_name)
        .limit(limit)
    )
    with ws.db.read() as session:
        return tuple(Unmatched(*row) for row in session.execute(query))


def counted(ws: Workspace) -> tuple[sa.ColumnElement[bool], ...]:
    """Which lines count: living ones; practice only in a room that is practice altogether."""
    practice = OrderLine.scope == TRAINING
    return OrderLine.deleted.is_(False), practice if ws.me.training else ~practice


def match(ws: Workspace, business_name: str, business_id: UUID) -> tuple[int, Change]:
    """Say whose all unmatched lines of this name are; how many they were, and the change."""
    require_officer(ws)
    with ws.change() as recorder:
        session = recorder.session
        business = session.get_one(Business, business_id)
        scope, guest = scope_of(ws, business.scope)
        products = goods(session, [business_id])
        query = sa.select(OrderLine).where(
            OrderLine.business_name == business_name, OrderLine.business_id.is_(None), *counted(ws)
        )
        rows = session.scalars(query).all()
        for row in rows:
            product = products.get((business_id, name_key(row.product_name)))
            row.business_id, row.scope, row.guest_scope = business_id, scope, guest
            if product is not None:
                row.product_id, row.category = product.id, product.category
        if rows:
            recorder.tell("order_line.matched", rows[0], lines=len(rows))
        return len(rows), recorder.done()


def past(ws: Workspace, limit: int = 50) -> tuple[PastImport, ...]:
    """The files that were taken in, the last first."""
    at = sa.func.max(OrderLine.created_at)
    query = (
        sa.select(OrderLine.source, at, sa.func.count(), sa.func.sum(OrderLine.amount))
        .where(*counted(ws))
        .group_by(OrderLine.source)
        .order_by(at.desc())
        .limit(limit)
    )
    with ws.db.read() as session:
        return tuple(PastImport(*row) for row in session.execute(query))
