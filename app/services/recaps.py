"""Rekap transaksi e-order: looked at whole first, then taken in; a line counts once for ever.

A line that comes again changes the one that is here, where it says something else; whose it is
stays as somebody has said by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from app.domain.names import name_key
from app.domain.regions import TRAINING
from app.models.entities import Business
from app.models.market import OrderLine
from app.services.changes import Before, Change, Recorder, joined
from app.services.eorder_mapping import mapping
from app.services.eorder_matching import chunks, goods
from app.services.eorder_scope import require_officer, scope_of
from app.services.eorder_tables import RowProblem
from app.services.recap_rows import RecapLine, read_recap
from app.services.recap_sorting import sort
from app.services.workspace import Workspace

Heard = Callable[[int, int], None]
Check = Callable[[], None]

_PORTION = 5000
_ENTITY = frozenset({OrderLine.__tablename__})


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


def look(ws: Workspace, path: Path, check: Check = lambda: None) -> Looked:
    """Read a recap and say what it would do; UserError `import.*`, `role.missing`."""
    require_officer(ws)
    found = read_recap(path, mapping(ws.resources), ws.today(), check)
    kept = sort(ws, found.lines, check)
    news = [*kept.fresh, *kept.changed.values()]
    return Looked(
        *(path.name, found.lines, found.problems, found.sums),
        *(len(kept.fresh) + kept.revived, len(kept.changed) - kept.revived),
        *(kept.known, kept.unmatched),
        sum(values["amount"] for values in news),
    )


def take(
    ws: Workspace,
    looked: Looked,
    heard: Heard = lambda _done, _total: None,
    check: Check = lambda: None,
) -> Taken:
    """Take the good lines in, in one transaction; `check` may stop it: then nothing is taken.

    What to write is made ready before: nobody waits longer for the database than writing takes.
    """
    require_officer(ws)
    kept = sort(ws, looked.lines, check)
    done, total = 0, len(kept.fresh) + len(kept.changed)
    with ws.change() as recorder:
        for some in chunks(kept.fresh, _PORTION):
            heard(done, total)
            check()
            _insert(recorder, ws, some, looked.file)
            done += len(some)
        for keys in chunks(list(kept.changed)):
            heard(done, total)
            check()
            _renew(recorder, kept.changed, keys, looked.file)
            done += len(keys)
        if total:
            last = recorder.session.get_one(OrderLine, [*kept.changed, *kept.keys][-1])
            recorder.tell("order_line.imported", last, lines=total)
        change = joined(Change(_ENTITY, tuple(map(_unborn, kept.keys))), recorder.done())
    heard(total, total)
    bad = len({problem.line for problem in looked.problems})
    new, other = len(kept.fresh) + kept.revived, len(kept.changed) - kept.revived
    counts = new, other, kept.known, kept.unmatched
    return Taken(*counts, bad, change if total else Change())


def _unborn(key: UUID) -> Before:
    return Before(OrderLine.__tablename__, key, None)


def _insert(recorder: Recorder, ws: Workspace, rows: list[dict[str, Any]], file: str) -> None:
    """Many at once; a line that a sync brought in the meantime stays as it came."""
    born = {
        "created_at": recorder.now,
        "created_by": ws.me.person_id,
        "source": file,
        "deleted": False,
        "extra": None,
    }
    statement = sqlite_insert(OrderLine).on_conflict_do_nothing()
    recorder.session.execute(statement, [{**values, **born} for values in rows])


def _renew(
    recorder: Recorder, changed: Mapping[UUID, Mapping[str, Any]], keys: list[UUID], file: str
) -> None:
    query = sa.select(OrderLine).where(OrderLine.id.in_(keys))
    for row in recorder.session.scalars(query):
        for name, value in changed[row.id].items():
            setattr(row, name, value)
        row.source, row.deleted = file, False
    recorder.session.flush()


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
