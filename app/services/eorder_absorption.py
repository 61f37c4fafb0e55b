"""Serapan: what agencies ordered of curated businesses, held against what they spent.

The target (a share of spending, data of the mapping) can only be judged where the spending of
the same agency and month is known; what was ordered elsewhere is counted, and told apart.
Sums are made by the database; a business's district is where its home is now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.regions import TRAINING
from app.domain.terms import Category
from app.models.entities import Business
from app.models.market import OrderLine, Spending
from app.services import regions
from app.services.eorder_mapping import mapping
from app.services.eorder_matching import chunks
from app.services.recaps import counted
from app.services.workspace import Workspace

PROVINCE = "31"
_PLACE = 8
_MONTH = sa.func.substr(sa.cast(OrderLine.ordered_on, sa.Text), 1, 7)


@dataclass(frozen=True, slots=True)
class Filter:
    """What is counted; '' and None are all. `first` and `last` are months as `2026-11`."""

    region: str = PROVINCE
    category: Category | None = None
    agency: str = ""
    first: str = ""
    last: str = ""

    @property
    def whole(self) -> bool:
        """Whether everything that was ordered is in it, so that a share of spending means much."""
        return self.region == PROVINCE and self.category is None


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what was ordered, and what of it can be held against spending.

    `spent` is None where nothing is known of it, or where it says nothing of this line (a
    business has no spending of its own).
    """

    key: str
    name: str
    amount: int
    lines: int
    compared: int = 0
    spent: int | None = None

    @property
    def share(self) -> float | None:
        """Of the spending, 0 to 1 and at times more; None where it is not known."""
        return self.compared / self.spent if self.spent else None


@dataclass(frozen=True, slots=True)
class Absorption:
    """Every figure of one selection."""

    only: Filter
    target: int
    total: Figure
    businesses: int
    unmatched: int
    months: tuple[Figure, ...]
    agencies: tuple[Figure, ...]
    districts: tuple[Figure, ...]
    categories: tuple[Figure, ...]
    by_business: tuple[Figure, ...]

    @property
    def reached(self) -> bool | None:
        """Whether the target is reached; None where it cannot be said."""
        share = self.total.share
        return None if share is None else share * 100 >= self.target


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen: agencies, and the months of which anything is known."""

    agencies: tuple[str, ...]
    months: tuple[str, ...]


def choices(ws: Workspace) -> Choices:
    """The agencies by name and the months from the newest."""
    with ws.db.read() as session:
        ordered = session.scalars(sa.select(OrderLine.agency).where(*counted(ws)).distinct())
        spent = session.scalars(sa.select(Spending.agency).where(*_spending(ws)).distinct())
        agencies = sorted({*ordered, *spent}, key=str.casefold)
        months = session.scalars(sa.select(_MONTH).where(*counted(ws)).distinct())
        return Choices(tuple(agencies), tuple(sorted(months, reverse=True)))


def gather(ws: Workspace, only: Filter, check: Callable[[], None] = lambda: None) -> Absorption:
    """All figures of a selection; `check` may stop it in between."""
    where = _where(ws, only)
    with ws.db.read() as session:
        # One pass over the lines for three questions, another one for the businesses.
        cells = _sums(session, where, OrderLine.agency, _MONTH, OrderLine.category)
        check()
        businesses = _sums(session, where, OrderLine.business_id)
        check()
        spent = _spent(ws, session, only)
        homes = _homes(session, [key for key, *_ in businesses if key is not None])
        names = _district_names(session, homes.values())
    pairs = _summed(cells, 0, 1)
    kinds = _summed(cells, 2)
    total = _held("", "", [(*k[2:], k[0], k[1]) for k in pairs], spent, set(spent))
    return Absorption(
        only=only,
        target=mapping(ws.resources).target,
        total=total,
        businesses=sum(key is not None for key, *_ in businesses),
        unmatched=sum(amount for key, _, amount in businesses if key is None),
        months=_by(pairs, spent, 1),
        agencies=_largest(_by(pairs, spent, 0)),
        districts=_districts(businesses, homes, names),
        categories=_largest(_figure(kind or "", _category(kind), n, a) for kind, n, a in kinds),
        by_business=_businesses(businesses, homes),
    )


# -- asking -------------------------------------------------------------------------------


def _where(ws: Workspace, only: Filter) -> list[sa.ColumnElement[bool]]:
    wanted = list(counted(ws))
    if only.region != PROVINCE:
        inside = sa.select(Business.id).where(
            Business.scope >= only.region, Business.scope < only.region + "/"
        )
        wanted.append(OrderLine.business_id.in_(inside))
    if only.category is not None:
        wanted.append(OrderLine.category == str(only.category))
    if only.agency:
        wanted.append(OrderLine.agency == only.agency)
    if only.first:
        wanted.append(OrderLine.ordered_on >= _first_day(only.first))
    if only.last:
        wanted.append(OrderLine.ordered_on < _next_month(_first_day(only.last)))
    return wanted


def _spending(ws: Workspace) -> tuple[sa.ColumnElement[bool], ...]:
    practice = Spending.scope == TRAINING
    return Spending.deleted.is_(False), practice if ws.me.training else ~practice


def _first_day(month: str) -> date:
    return date(int(month[:4]), int(month[5:7]), 1)


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _sums(
    session: Session, where: list[sa.ColumnElement[bool]], *keys: sa.ColumnElement[Any] | Any
) -> list[Any]:
    """Keys, lines, rupiah."""
    query = (
        sa.select(*keys, sa.func.count(), sa.func.sum(OrderLine.amount))
        .where(*where)
        .group_by(*keys)
    )
    return list(session.execute(query))


def _summed(cells: Iterable[Any], *places: int) -> list[Any]:
    """Sums by some of the keys of cells that have more."""
    found: dict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0, 0])
    for cell in cells:
        sums = found[tuple(cell[place] for place in places)]
        sums[0] += cell[-2]
        sums[1] += cell[-1]
    return [(*key, *sums) for key, sums in found.items()]


def _spent(ws: Workspace, session: Session, only: Filter) -> dict[tuple[str, str], int]:
    """Spending by agency and month; of everything, for spending knows no region or category."""
    query = sa.select(Spending.agency, Spending.month, Spending.amount).where(*_spending(ws))
    if only.agency:
        query = query.where(Spending.agency == only.agency)
    if only.first:
        query = query.where(Spending.month >= _first_day(only.first))
    if only.last:
        query = query.where(Spending.month < _next_month(_first_day(only.last)))
    return {(agency, f"{month:%Y-%m}"): n for agency, month, n in session.execute(query)}


def _homes(session: Session, keys: list[UUID]) -> dict[UUID, tuple[str, str]]:
    """Name and district of businesses; one that was merged is told as what it became."""
    found: dict[UUID, tuple[str, str]] = {}
    merged: dict[UUID, UUID] = {}
    for some in chunks(keys):
        query = sa.select(Business.id, Business.name, Business.scope, Business.merged_into)
        for key, name, scope, into in session.execute(query.where(Business.id.in_(some))):
            found[key] = (name, scope[:_PLACE])
            if into is not None:
                merged[key] = into
    if merged:
        later = _homes(session, list(set(merged.values()) - set(found)))
        found |= {old: (later | found).get(new, found[old]) for old, new in merged.items()}
    return found


def _district_names(session: Session, homes: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    return regions.names(session, {district for _, district in homes})


# -- figures --------------------------------------------------------------------------------


def _figure(key: str, name: str, lines: int, amount: int) -> Figure:
    return Figure(key, name, amount, lines)


def _category(code: str | None) -> str:
    return Category(code).term if code else "Tanpa kategori"


def _held(
    key: str,
    name: str,
    rows: Iterable[tuple[int, int, str, str]],
    spent: Mapping[tuple[str, str], int],
    of: set[tuple[str, str]],
) -> Figure:
    """A figure of (lines, amount, agency, month), against the spending of `of`."""
    told = list(rows)
    compared = sum(a for _, a, agency, month in told if (agency, month) in of)
    return Figure(
        *(key, name, sum(a for _, a, _, _ in told), sum(n for n, _, _, _ in told), compared),
        sum(spent[pair] for pair in of) if of else None,
    )


def _by(
    pairs: Iterable[tuple[str, str, int, int]], spent: Mapping[tuple[str, str], int], at: int
) -> tuple[Figure, ...]:
    """Figures by agency (0) or month (1), in the order of their keys; those only spent too."""
    rows: dict[str, list[tuple[int, int, str, str]]] = defaultdict(list)
    for agency, month, lines, amount in pairs:
        rows[(agency, month)[at]].append((lines, amount, agency, month))
    held: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for pair in spent:
        held[pair[at]].add(pair)
    keys = sorted({*rows, *held})
    return tuple(_held(key, key, rows[key], spent, held[key]) for key in keys)


def _districts(
    businesses: Iterable[tuple[UUID | None, int, int]],
    homes: Mapping[UUID, tuple[str, str]],
    names: Mapping[str, str],
) -> tuple[Figure, ...]:
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for key, lines, amount in businesses:
        place = homes[key][1] if key is not None and key in homes else ""
        sums[place][0] += lines
        sums[place][1] += amount
    return _largest(
        _figure(code, names.get(code, code) or "Usaha belum dikenali", *counts)
        for code, counts in sums.items()
    )


def _businesses(
    businesses: Iterable[tuple[UUID | None, int, int]], homes: Mapping[UUID, tuple[str, str]]
) -> tuple[Figure, ...]:
    return _largest(
        _figure(str(key), homes[key][0], lines, amount)
        for key, lines, amount in businesses
        if key is not None and key in homes
    )


def _largest(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    return tuple(sorted(figures, key=lambda f: (-f.amount, f.name.casefold())))
