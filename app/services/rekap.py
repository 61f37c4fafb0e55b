"""Rekap: how many were registered, scored and passed, where, when, and what they lacked.

Read from the counts that `rekap_count` keeps. A region's row counts the businesses whose
home lies in it, with their products and curations, wherever and at whatever level they were
scored; each attempt at each level is one curation. Every figure stands in the month in which
it happened. Practice never counts, except in a room that is practice altogether (before
enrolment, sample data), where everything says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.regions import ancestor, covers, is_region_code, level_of
from app.domain.terms import Category, DocumentType, Grade, Level, Outcome
from app.errors import UserError
from app.models.entities import Region
from app.models.local import RekapCell
from app.services import regions
from app.services.rekap_names import Names
from app.services.workspace import Workspace

SOON_DAYS = 90
"""A paper that ends within so many days is told."""

_LENGTH = {Level.PROVINCE: 2, Level.CITY: 5, Level.DISTRICT: 8}
"""Of a region's code."""
_WITHOUT_LEVEL = ("business", "verified", "product")
_BY_BUSINESS = ("business", "verified")
_COUNTED = (*_WITHOUT_LEVEL, "scored", "decided")


@dataclass(frozen=True, slots=True)
class Filter:
    """What is counted: a region and all below it, one level, one category, a span of months.

    `first` and `last` are months as `2026-11`; empty for no bound. None is all.
    """

    region: str = "31"
    level: Level | None = None
    category: Category | None = None
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Totals:
    """The counts of one region, month or whole selection; `points` are hundredths, summed."""

    registered: int = 0
    verified: int = 0
    products: int = 0
    scored: int = 0
    outcomes: Mapping[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))
    grades: Mapping[Grade, int] = field(default_factory=lambda: dict.fromkeys(Grade, 0))
    points: int = 0

    @property
    def decided(self) -> int:
        """Curations with a decision that stands."""
        return sum(self.outcomes.values())

    @property
    def passed(self) -> int:
        """Curations that passed without condition."""
        return self.outcomes[Outcome.PASSED]

    @property
    def rate(self) -> float | None:
        """Passed of decided, 0 to 1; None where nothing was decided."""
        return self.passed / self.decided if self.decided else None

    @property
    def mean(self) -> int | None:
        """Mean total in hundredths of a point."""
        return round(self.points / self.decided) if self.decided else None


@dataclass(frozen=True, slots=True)
class RegionRow:
    """One region's counts."""

    code: str
    name: str
    totals: Totals


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One month's counts; `month` is `2026-11`."""

    month: str
    totals: Totals


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """What sheets reach of a criterion's weight, in hundredths of a per cent, on average."""

    category: Category
    code: str
    name: str
    mean: int
    sheets: int


@dataclass(frozen=True, slots=True)
class ShortcomingRow:
    """What decisions found lacking: in how many, of how many that were judged by it."""

    kind: str
    code: str
    name: str
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document that gates ask for: how many products have none, an old one, one that ends."""

    kind: DocumentType
    wanted: int
    missing: int
    in_process: int
    expired: int
    ending: int


def require(only: Filter) -> None:
    """Raise UserError `rekap.filter` for a region or a month that is none."""
    is_month = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII).fullmatch
    bad = [month for month in (only.first, only.last) if month and not is_month(month)]
    if not is_region_code(only.region) or len(only.region) > _LENGTH[Level.DISTRICT]:
        bad.insert(0, only.region)
    if bad:
        raise UserError(
            "rekap.filter",
            f"{bad[0]} bukan kode wilayah atau bulan.",
            todo="Tulis wilayah seperti 31.74.04 dan bulan seperti 2026-11.",
        )


def is_practice(ws: Workspace) -> bool:
    """Whether what is counted here is practice altogether."""
    return ws.me.training


def default_region(ws: Workspace) -> str:
    """The smallest region that holds all of this person's."""
    mine = [code[:8] for code in ws.me.regions]
    for code in (mine[0], mine[0][:5]):
        if all(covers(code, other) for other in mine):
            return code
    return mine[0][:2]


def totals(ws: Workspace, only: Filter) -> Totals:
    """The counts of everything selected."""
    with ws.db.read() as session:
        return _totals(_sums(ws, session, only, _COUNTED)).get("", Totals())


def by_region(ws: Workspace, only: Filter, grain: Level = Level.DISTRICT) -> tuple[RegionRow, ...]:
    """A row for each region of a level, by name; those without any record too."""
    key = sa.func.substr(RekapCell.district, 1, _LENGTH[grain])
    with ws.db.read() as session:
        found = _totals(_sums(ws, session, only, _COUNTED, key))
        codes = {*_codes(session, only.region, grain), *found}
        names = regions.names(session, codes)
    rows = (
        RegionRow(code, regions.short_city(names.get(code, code)), found.get(code, Totals()))
        for code in codes
    )
    return tuple(sorted(rows, key=lambda row: (row.name, row.code)))


def _codes(session: Session, region: str, grain: Level) -> Iterable[str]:
    """Regions of a level that lie in `region`, or the one that it lies in."""
    if list(Level).index(level_of(region)) <= list(Level).index(grain):
        return [ancestor(region, grain)]
    query = sa.select(Region.code).where(
        sa.func.length(Region.code) == _LENGTH[grain],
        Region.deleted.is_(False),
        Region.valid_to.is_(None),
    )
    return [code for code in session.scalars(query) if covers(region, code)]


def by_month(ws: Workspace, only: Filter) -> tuple[MonthRow, ...]:
    """A row for each month from the first to the last in which something happened."""
    with ws.db.read() as session:
        found = _totals(_sums(ws, session, only, _COUNTED, RekapCell.month))
    if not found:
        return ()
    return tuple(MonthRow(m, found.get(m, Totals())) for m in months(min(found), max(found)))


def months(first: str, last: str) -> list[str]:
    """All months of a span, both ends included."""
    at, end = _ordinal(first), _ordinal(last)
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(at, end + 1)]


def _ordinal(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def span(ws: Workspace) -> tuple[str, str] | None:
    """The first and the last month of which anything is known."""
    first, last = sa.func.min(RekapCell.month), sa.func.max(RekapCell.month)
    with ws.db.read() as session:
        query = sa.select(first, last).where(RekapCell.figure.in_(_COUNTED))
        found = session.execute(query).one()
    return (found[0], found[1]) if found[0] else None


def criteria(ws: Workspace, only: Filter) -> tuple[CriterionRow, ...]:
    """Mean of each criterion, by category, in the order of the rubric."""
    with ws.db.read() as session:
        names = Names(session)
        rows = _sums(ws, session, only, ("criterion",), RekapCell.category)
    found = [
        CriterionRow(
            Category(category),
            code,
            names.criterion(Category(category), code),
            round(total / n),
            n,
        )
        for _, category, code, n, total in rows
    ]
    return tuple(sorted(found, key=lambda r: names.place(r.category, r.code)))


def shortcomings(ws: Workspace, only: Filter) -> tuple[ShortcomingRow, ...]:
    """What was lacking, the commonest first; the same thing of several categories together."""
    with ws.db.read() as session:
        names = Names(session)
        judged = _sums(ws, session, only, ("decided",), RekapCell.category)
        rows = _short(ws, session, only)
    decided: dict[str, int] = defaultdict(int)
    for _, category, _, n, _ in judged:
        decided[category] += n
    counts: dict[tuple[str, str, str], list[tuple[str, int]]] = defaultdict(list)
    for category, code, n in rows:
        kind, bare = code.split(":", 1)
        name = names.shortcoming(Category(category), kind, bare)
        counts[kind, bare, name].append((category, n))
    found = [
        ShortcomingRow(*key, sum(n for _, n in parts), sum(decided[c] for c, _ in parts))
        for key, parts in counts.items()
    ]
    return tuple(sorted(found, key=lambda r: (-r.count, r.kind, r.code, r.name)))


def documents(ws: Workspace, only: Filter) -> tuple[DocumentRow, ...]:
    """The state of papers today, whatever the months and the level of the filter."""
    today = ws.today()
    soon, now = (today + timedelta(days=SOON_DAYS)).isoformat(), today.isoformat()
    state = {"missing": 0, "in_process": 0, "over": 0, "ends": 0, "good": 0}
    found: dict[str, dict[str, int]] = defaultdict(lambda: dict(state))
    everything = Filter(only.region, None, only.category)
    with ws.db.read() as session:
        for _, day, code, n, _ in _sums(ws, session, everything, ("document",), RekapCell.month):
            kind, kept = code.split(":")
            if kept == "ends":
                kept = "over" if day < now else "ends" if day <= soon else "good"
            found[kind][kept] += n
    rows = (
        DocumentRow(
            kind=DocumentType(kind),
            wanted=sum(states.values()),
            missing=states["missing"],
            in_process=states["in_process"],
            expired=states["over"],
            ending=states["ends"],
        )
        for kind, states in found.items()
    )
    return tuple(sorted(rows, key=lambda r: list(DocumentType).index(r.kind)))


def _short(ws: Workspace, session: Session, only: Filter) -> list[Any]:
    """(category, code, n). Over a province in the order of the index that is made for it,
    which SQLite would not take by itself; a district's few rows lie together.
    """
    wide = len(only.region) < _LENGTH[Level.CITY]
    bounds = {
        "level = :level": only.level,
        "category = :category": only.category,
        "month >= :first": only.first,
        "month <= :last": only.last,
    }
    query = f"""
    SELECT category, code, sum(n) FROM rekap_cell
    {"INDEXED BY ix_rekap_cell_short" if wide else ""}
    WHERE figure = 'short' AND district >= :region AND district < :end AND practice <= :practice
    {"".join(f" AND {bound}" for bound, value in bounds.items() if value)}
    GROUP BY category, code"""
    values = {"region": only.region, "end": only.region + "/", "practice": is_practice(ws)}
    values |= {"level": str(only.level), "category": str(only.category)}
    values |= {"first": only.first, "last": only.last}
    return list(session.execute(sa.text(query), values))


def _sums(
    ws: Workspace, session: Session, only: Filter, figures: tuple[str, ...], key: Any = None
) -> list[Any]:
    """(figure, key, code, n, total) over the cells of a filter; one key, '', without `key`."""
    cell = RekapCell
    key = sa.literal("") if key is None else key
    every = sa.or_(cell.figure.not_in(_BY_BUSINESS), cell.category == "")
    wanted = [cell.figure.in_(figures), *_where(ws, only)]
    if only.category is None:
        wanted.append(every)
    query = (
        sa.select(cell.figure, key.label("key"), cell.code, sa.func.sum(cell.n))
        .add_columns(sa.func.sum(cell.total))
        .where(*wanted)
        .group_by(cell.figure, sa.text("key"), cell.code)
    )
    return list(session.execute(query))


def _where(ws: Workspace, only: Filter) -> list[sa.ColumnElement[bool]]:
    cell = RekapCell
    wanted: list[sa.ColumnElement[bool]] = [
        cell.district >= only.region,
        cell.district < only.region + "/",
        cell.practice.in_((False, True) if is_practice(ws) else (False,)),
    ]
    if only.level is not None:
        wanted.append(cell.level.in_(("", str(only.level))))
    if only.category is not None:
        wanted.append(cell.category == str(only.category))
    if only.first:
        wanted.append(cell.month >= only.first)
    if only.last:
        wanted.append(cell.month <= only.last)
    return wanted


def _totals(rows: Iterable[Any]) -> dict[str, Totals]:
    """Sums by key as totals."""
    plain: dict[str, dict[str, int]] = defaultdict(dict)
    outcomes: dict[str, dict[Outcome, int]] = defaultdict(lambda: dict.fromkeys(Outcome, 0))
    grades: dict[str, dict[Grade, int]] = defaultdict(lambda: dict.fromkeys(Grade, 0))
    points: dict[str, int] = defaultdict(int)
    for figure, key, code, n, total in rows:
        if figure != "decided":
            plain[key][figure] = n
            continue
        outcome, grade = code.split(":")
        plain[key].setdefault("decided", 0)
        outcomes[key][Outcome(outcome)] += n
        grades[key][Grade(grade)] += n
        points[key] += total
    return {
        key: Totals(
            registered=counts.get("business", 0),
            verified=counts.get("verified", 0),
            products=counts.get("product", 0),
            scored=counts.get("scored", 0),
            outcomes=outcomes[key],
            grades=grades[key],
            points=points[key],
        )
        for key, counts in plain.items()
    }


@dataclass(frozen=True, slots=True)
class Choice:
    """A region that can be chosen; `depth` is 0 for the widest."""

    code: str
    name: str
    depth: int


def choices(ws: Workspace) -> tuple[Choice, ...]:
    """The regions of this person, each with what lies in it below."""
    top = default_region(ws)
    with ws.db.read() as session:
        query = sa.select(Region.code, Region.name).where(
            sa.func.length(Region.code) <= _LENGTH[Level.DISTRICT],
            Region.deleted.is_(False),
            Region.valid_to.is_(None),
        )
        names = {code: regions.short_city(name) for code, name in session.execute(query)}
    mine = [code for code in names if covers(top, code)]
    path = {code: [names.get(code[:n], "") for n in (2, 5, 8) if n <= len(code)] for code in mine}
    shallowest = top.count(".")
    return tuple(
        Choice(code, names[code], code.count(".") - shallowest)
        for code in sorted(mine, key=lambda code: path[code])
    )
