"""Lines of a recap by what is to be done with them: new, saying something else, here already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.names import fold, name_key
from app.models.market import OrderLine, Spending
from app.services.eorder_matching import Goods, Matcher, chunks, goods, matcher
from app.services.eorder_scope import scope_of
from app.services.recap_rows import RecapLine
from app.services.workspace import Workspace

Check = Callable[[], None]

_TOLD = (
    *("ordered_on", "agency", "business_id", "business_name"),
    *("product_name", "category", "amount"),
)
"""What a line says; the rest follows from it."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """The lines of a file by what is to be done with them, as values of `order_line`.

    Of the `changed`, so many as are `revived` had been taken back: they are as good as new.
    """

    fresh: list[dict[str, Any]]
    changed: dict[UUID, dict[str, Any]]
    revived: int
    known: int
    unmatched: int

    @property
    def keys(self) -> list[UUID]:
        """Of the new ones."""
        return [values["id"] for values in self.fresh]


@dataclass(frozen=True, slots=True)
class _Known:
    """Everything about the lines of a file that is here already."""

    rows: Mapping[UUID, OrderLine]
    matcher: Matcher
    goods: Mapping[tuple[UUID, str], Goods]
    agencies: dict[str, str]


def sort(ws: Workspace, lines: Iterable[RecapLine], check: Check) -> Sorted:
    """Which lines are new, which say something else than what is here."""
    fresh: list[dict[str, Any]] = []
    changed: dict[UUID, dict[str, Any]] = {}
    revived = known = unmatched = 0
    with ws.db.read() as session:
        here = _known(session, lines, check)
        for line in lines:
            check()
            values, row = _values(ws, here, line), here.rows.get(line.key)
            if row is not None and not row.deleted and _says(row, values):
                known += 1
                continue
            unmatched += values["business_id"] is None
            if row is None:
                fresh.append(values)
            else:
                changed[line.key] = values
                revived += row.deleted
    return Sorted(fresh, changed, revived, known, unmatched)


def _says(row: OrderLine, values: Mapping[str, Any]) -> bool:
    return all(getattr(row, name) == values[name] for name in _TOLD)


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
        "id": line.key,
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
