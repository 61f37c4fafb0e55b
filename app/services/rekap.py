"""Rekap: how many were registered, scored and passed, where, when, and what they lacked.

Read from the counts that `rekap_count` keeps. A region's row counts the businesses whose
home lies in it, with their products and curations, wherever and at whatever level they were
scored; each attempt at each level is one curation. Every figure stands in the month in which
it happened. Practice never counts, except in a room that is practice altogether (before
enrolment, sample data), where everything says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.regions import ancestor, covers, level_of
from app.domain.terms import Category, DocumentType, Grade, Level, Outcome
from app.models.entities import Region
from app.models.local import RekapCell
from app.services import regions
from app.services.rekap_filter import CODE_LENGTH, Filter, is_practice, months
from app.services.rekap_names import Names
from app.services.rekap_rows import (
    CriterionRow,
    DocumentRow,
    MonthRow,
    RegionRow,
    ShortcomingRow,
    Totals,
)
from app.services.workspace import Workspace

SOON_DAYS = 90
"""A paper that ends within so many days is told."""

_WITHOUT_LEVEL = ("business", "verified", "product")
_BY_BUSINESS = ("business", "verified")
_COUNTED = (*_WITHOUT_LEVEL, "scored", "decided")


def totals(ws: Workspace, only: Filter) -> Totals:
    """The counts of everything selected."""
    with ws.db.read() as session:
        return _totals(_sums(ws, session, only, _COUNTED)).get("", Totals())


def by_region(ws: Workspace, only: Filter, grain: Level = Level.DISTRICT) -> tuple[RegionRow, ...]:
    """A row for each region of a level, by name; those without any record too."""
    key = sa.func.substr(RekapCell.district, 1, CODE_LENGTH[grain])
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
        sa.func.length(Region.code) == CODE_LENGTH[grain],
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
    wide = len(only.region) < CODE_LENGTH[Level.CITY]
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
