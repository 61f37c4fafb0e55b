"""Keadilan giliran: how turns at the market were spread, over a year or by one result at hand.

A turn is one business at one event, in one round of Gebetan, or on the list of e-order in that
year. Who could have had one: businesses with a decision that lets a product to the market.
Counted in the database, one row a business; weighed here (`app.domain.market.spread`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from statistics import median
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.market.channels import Channel
from app.domain.market.spread import gini, share
from app.domain.terms import Term
from app.models.entities import Region
from app.services import market_turns, regions
from app.services.market_turns import Turns
from app.services.workspace import Workspace


class Grain(Term):
    """What an area is."""

    CITY = "city", "Kota"
    DISTRICT = "district", "Kecamatan"
    WARD = "ward", "Kelurahan"
    RW = "rw", "RW"

    def code(self, ward: str, rw: str) -> str:
        """The area of a ward's business: "31.74.01.1001/04" for an RW."""
        if self is Grain.RW:
            return f"{ward}/{rw or '-'}"
        return ward[: {Grain.CITY: 5, Grain.DISTRICT: 8}.get(self, 13)]


@dataclass(frozen=True, slots=True)
class Part:
    """How many of the turns, and of those who could have had one, a group has."""

    turns: int
    of_turns: int
    eligible: int
    of_eligible: int

    @property
    def share(self) -> Fraction | None:
        """Of the turns."""
        return share(self.turns, self.of_turns)

    @property
    def expected(self) -> Fraction | None:
        """Of those who could have had one: what it would be by head count."""
        return share(self.eligible, self.of_eligible)


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One area. `served` businesses had a turn; waits are in days, of those who could have one."""

    code: str
    name: str
    eligible: int
    turns: int
    served: int
    median_wait: int | None
    longest_wait: int | None

    @property
    def per_hundred(self) -> float | None:
        """Turns for each hundred businesses that could have had one."""
        return 100 * self.turns / self.eligible if self.eligible else None


@dataclass(frozen=True, slots=True)
class Fairness:
    """The figures of a year, or of one result. `gini` is of the areas' turns per hundred."""

    grain: Grain
    areas: tuple[AreaLine, ...]
    turns: int
    eligible: int
    served: int
    women: Part
    up2k: Part
    gini: Fraction | None
    longest_wait: int | None

    @property
    def average(self) -> float | None:
        """Turns for each hundred businesses of all areas together."""
        return 100 * self.turns / self.eligible if self.eligible else None


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a year, a region, what an area is, one channel or all."""

    year: int
    region: str = "31"
    grain: Grain = Grain.DISTRICT
    channel: Channel | None = None


def over_year(ws: Workspace, asked: Question) -> Fairness:
    """The turns of a year so far, and how long everybody has waited by its end or today."""
    with ws.db.read() as session:
        people = market_turns.of_year(session, asked.year, asked.region, asked.channel)
        until = min(ws.today(), date(asked.year, 12, 31))
        return _weighed(session, people, asked.grain, until)


def years(ws: Workspace) -> tuple[int, ...]:
    """The years with turns, and this one; the newest first."""
    with ws.db.read() as session:
        found = market_turns.years(session)
    return tuple(sorted({*found, ws.today().year}, reverse=True))


def of_places(
    session: Session,
    placed: Iterable[UUID],
    eligible: Iterable[UUID],
    day: date,
    grain: Grain = Grain.DISTRICT,
) -> Fairness:
    """The figures of a result at hand before it is published: who gets a place, who could have.

    Waits end on `day`, and count from the last turn before it.
    """
    people = market_turns.of_result(session, set(placed), set(eligible), day)
    return _weighed(session, people, grain, day)


def _weighed(session: Session, people: Sequence[Turns], grain: Grain, until: date) -> Fairness:
    groups: dict[str, list[Turns]] = defaultdict(list)
    for one in people:
        groups[grain.code(one.ward, one.rw)].append(one)
    names = _names(session, groups)
    lines = [_line(code, names[code], group, until) for code, group in groups.items()]
    lines.sort(key=lambda line: (line.per_hundred is None, line.per_hundred, line.name))
    return Fairness(
        grain=grain,
        areas=tuple(lines),
        turns=sum(one.turns for one in people),
        eligible=sum(one.eligible for one in people),
        served=sum(one.turns > 0 for one in people),
        women=_part(people, [one for one in people if one.women_led]),
        up2k=_part(people, [one for one in people if one.up2k]),
        gini=gini(round(100 * x) for line in lines if (x := line.per_hundred) is not None),
        longest_wait=max(
            (w for line in lines if (w := line.longest_wait) is not None), default=None
        ),
    )


def _longest(lines: Sequence[AreaLine]) -> int | None:
    return max((line.longest_wait for line in lines if line.longest_wait is not None), default=None)


def _line(code: str, name: str, group: Sequence[Turns], until: date) -> AreaLine:
    waits = [max((until - one.since) // timedelta(1), 0) for one in group if one.eligible]
    return AreaLine(
        code,
        name,
        sum(one.eligible for one in group),
        sum(one.turns for one in group),
        sum(one.turns > 0 for one in group),
        round(median(waits)) if waits else None,
        max(waits, default=None),
    )


def _part(people: Sequence[Turns], group: Sequence[Turns]) -> Part:
    return Part(
        sum(one.turns for one in group),
        sum(one.turns for one in people),
        sum(one.eligible for one in group),
        sum(one.eligible for one in people),
    )


def _names(session: Session, codes: Iterable[str]) -> Mapping[str, str]:
    """`Tebet`, `Bukit Duri, Tebet`, `Bukit Duri RW 04, Tebet`."""
    rows = session.execute(sa.select(Region.code, Region.name)).all()
    known = {code: regions.short_city(name) for code, name in rows}

    def words(code: str) -> str:
        place, _, rw = code.partition("/")
        name = known.get(place, place)
        if rw:
            name = f"{name} RW {rw.zfill(2)}" if rw != "-" else f"{name} (RW belum dicatat)"
        return f"{name}, {known.get(place[:8], '')}" if len(place) > 8 else name

    return {code: words(code) for code in codes}
