"""Places by turns ("secara bergantian"): whose turn it is, who gets which booth, who moves up.

First everyone is put into one order, in which areas take turns; then booths are given away in
that order. So one sentence explains every place and every wait: the number in the order.

Areas take turns on each level (kecamatan, then kelurahan in it, then RW in it): next comes the
one that had the smallest share so far, this year's turns counted. In an RW whoever had fewest
turns comes first, then who waits longest, then the drawn number (programmes.md: businesses of
each RW take part in turns).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from uuid import UUID

from app.domain.terms import Category, Term

Area = tuple[str, ...]
"""Codes from the widest area to the narrowest, e.g. (kecamatan, kelurahan, RW)."""


class Basis(Term):
    """What an area's share is measured by."""

    AREA = "area", "Setiap wilayah sama banyak"
    BUSINESS = "business", "Menurut banyaknya usaha yang menunggu"


class TurnRule(Term):
    """What put one candidate before another."""

    AREA = "area", "Wilayahnya mendapat lebih sedikit giliran"
    TIMES = "times", "Lebih sedikit ikut tahun ini"
    WAIT = "wait", "Menunggu lebih lama"
    NUMBER = "number", "Nomor undian lebih kecil"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A business that may take part. `times`: turns it had this year; `since`: waits from that
    day; `number`: its place in a draw; `days`: the days it can come, empty for any."""

    key: UUID
    area: Area
    times: int
    since: date
    number: int
    category: Category
    days: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Booth:
    """A booth on a day; `categories` it is made for, empty for any."""

    day: date
    number: int
    categories: frozenset[Category] = frozenset()

    def fits(self, who: Waiting) -> bool:
        """Whether that business can stand here."""
        kind = not self.categories or who.category in self.categories
        return kind and (not who.days or self.day in who.days)


@dataclass(frozen=True, slots=True)
class Turn:
    """A place in the order: 1 is next. `rule` put it before the one that follows."""

    number: int
    who: Waiting
    rule: TurnRule | None


def turns(
    candidates: Iterable[Waiting], had: Mapping[Area, int], basis: Basis = Basis.AREA
) -> tuple[Turn, ...]:
    """Everyone in order. `had` counts this year's turns of areas, any depth; missing means 0.

    ValueError when one stands there twice or areas are not equally deep.
    """
    people = list(candidates)
    if len({p.key for p in people}) != len(people):
        raise ValueError("a business stands there twice")
    if len({len(p.area) for p in people}) > 1:
        raise ValueError("areas of different depth")
    order = list(_walk(_Node.of(people, (), had, basis)))
    return tuple(
        Turn(at + 1, who, _rule(who, order[at + 1]) if at + 1 < len(order) else None)
        for at, who in enumerate(order)
    )


def _own(who: Waiting) -> tuple[int, date, int, bytes]:
    return who.times, who.since, who.number, who.key.bytes


def _rule(one: Waiting, other: Waiting) -> TurnRule:
    if one.area != other.area:
        return TurnRule.AREA
    if one.times != other.times:
        return TurnRule.TIMES
    return TurnRule.WAIT if one.since != other.since else TurnRule.NUMBER


class _Node:
    """An area with those who wait in it, or the areas in it that take turns."""

    def __init__(self, area: Area, count: int, basis: Basis) -> None:
        self.area, self.served = area, 0
        self.weight = count if basis is Basis.BUSINESS else 1
        self.people: list[Waiting] = []
        self.parts: list[_Node] = []

    @classmethod
    def of(
        cls, people: Sequence[Waiting], area: Area, had: Mapping[Area, int], basis: Basis
    ) -> _Node:
        node = cls(area, len(people), basis)
        node.served = had.get(area, 0)
        depth = len(area)
        if not people or depth == len(people[0].area):
            node.people = sorted(people, key=_own)
            return node
        groups: dict[str, list[Waiting]] = defaultdict(list)
        for who in people:
            groups[who.area[depth]].append(who)
        node.parts = [cls.of(group, (*area, code), had, basis) for code, group in groups.items()]
        return node

    def head(self) -> Waiting:
        """Who would come next from here."""
        return self.people[0] if self.people else min(self.parts, key=_Node.claim).head()

    def claim(self) -> tuple[Fraction, tuple[int, date, int, bytes], Area]:
        """The smaller, the sooner it is this area's turn."""
        return Fraction(self.served, self.weight), _own(self.head()), self.area

    def take(self) -> Waiting:
        """Whose turn it is here; takes them out."""
        self.served += 1
        if self.people:
            return self.people.pop(0)
        part = min(self.parts, key=_Node.claim)
        who = part.take()
        if not part.people and not part.parts:
            self.parts.remove(part)
        return who


def _walk(root: _Node) -> Iterator[Waiting]:
    while root.people or root.parts:
        yield root.take()


@dataclass(frozen=True, slots=True)
class Place:
    """A booth and who has it, with the number in the order that gave it."""

    booth: Booth
    turn: Turn


@dataclass(frozen=True, slots=True)
class Allocation:
    """Booths with their businesses, and who waits, in order."""

    places: tuple[Place, ...]
    waiting: tuple[Turn, ...]
    free: tuple[Booth, ...]

    def place_of(self, key: UUID) -> Place | None:
        """Where a business stands, if it has a booth."""
        return next((p for p in self.places if p.turn.who.key == key), None)


def allocate(order: Sequence[Turn], booths: Iterable[Booth]) -> Allocation:
    """Each in turn takes the first booth that fits: nobody later has one an earlier could use."""
    free = sorted(booths, key=lambda b: (b.day, b.number))
    if len({(b.day, b.number) for b in free}) != len(free):
        raise ValueError("a booth stands there twice")
    places, waiting = [], []
    for turn in order:
        booth = next((b for b in free if b.fits(turn.who)), None)
        if booth is None:
            waiting.append(turn)
        else:
            free.remove(booth)
            places.append(Place(booth, turn))
    return Allocation(tuple(places), tuple(waiting), tuple(free))


def give_up(now: Allocation, key: UUID) -> Allocation:
    """One does not come: the booth goes to the first who waits and fits, else it is free.

    KeyError when `key` has no booth.
    """
    place = now.place_of(key)
    if place is None:
        raise KeyError(key)
    others = tuple(p for p in now.places if p is not place)
    heir = next((t for t in now.waiting if place.booth.fits(t.who)), None)
    if heir is None:
        return replace(now, places=others, free=(*now.free, place.booth))
    rest = tuple(t for t in now.waiting if t is not heir)
    return replace(now, places=(*others, Place(place.booth, heir)), waiting=rest)


def swap(now: Allocation, one: UUID, other: UUID) -> Allocation:
    """Two change booths; KeyError when one has none, ValueError when a booth does not fit."""
    first, second = now.place_of(one), now.place_of(other)
    if first is None or second is None:
        raise KeyError(one if first is None else other)
    if not (first.booth.fits(second.turn.who) and second.booth.fits(first.turn.who)):
        raise ValueError("a booth does not fit")
    changed = {first: Place(second.booth, first.turn), second: Place(first.booth, second.turn)}
    return replace(now, places=tuple(changed.get(p, p) for p in now.places))
