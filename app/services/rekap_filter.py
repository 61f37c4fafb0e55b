"""What Rekap is asked for: where, at which level, of which category, in which months."""

from __future__ import annotations

import re
from dataclasses import dataclass

import sqlalchemy as sa

from app.domain.regions import covers, is_region_code
from app.domain.terms import Category, Level
from app.errors import UserError
from app.models.entities import Region
from app.services import regions
from app.services.workspace import Workspace

CODE_LENGTH = {Level.PROVINCE: 2, Level.CITY: 5, Level.DISTRICT: 8}
"""Of a region's code."""


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


def require(only: Filter) -> None:
    """Raise UserError `rekap.filter` for a region or a month that is none."""
    is_month = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII).fullmatch
    bad = [month for month in (only.first, only.last) if month and not is_month(month)]
    if not is_region_code(only.region) or len(only.region) > CODE_LENGTH[Level.DISTRICT]:
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


def months(first: str, last: str) -> list[str]:
    """All months of a span, both ends included."""
    at, end = _ordinal(first), _ordinal(last)
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(at, end + 1)]


def _ordinal(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


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
            sa.func.length(Region.code) <= CODE_LENGTH[Level.DISTRICT],
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
