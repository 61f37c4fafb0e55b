"""Looking for twins in the database: which records come near enough for the rule to judge.

The rule itself is `app.domain.twins`. Numbers (NIB, NIK, NPWP, Jakpreneur, telephone) are
compared over all records by the database; names only within a district, by keys made
anew in memory: no second copy of anybody's data is kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from typing import Any, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from app.domain import twins
from app.domain.twins import Certainty, Likeness, Marks
from app.models.entities import Business
from app.models.local import TwinPair, TwinTodo
from app.services.workspace import Workspace

_MANY = 20
"""A number that more records share says nothing (`08123456789` typed to get on)."""

_CROWD = 60
"""Names of a district under one key; a larger crowd (`Warung`, `Siti`) tells nobody apart, and
its members meet under their other keys."""

_FEW_KEYS = 4
"""Keys of a short name (`Ayu`, of Ayu): one that is shared has to do."""

_FEW = 300
"""Up to so many changed records their numbers are asked for; more are grouped at once."""


def _phone() -> sa.ColumnElement[str]:
    """What `twins.phone_key` makes of a telephone number, said by the database."""
    digits: Any = Business.phone
    for mark in (" ", "-", ".", "(", ")", "+"):
        digits = sa.func.replace(digits, mark, "")
    long_enough = sa.func.length(digits) >= twins.TELLING_PHONE
    return sa.case((long_enough, sa.func.substr(digits, -twins.TELLING_PHONE)))


_NUMBERS: tuple[Any, ...] = (
    *(Business.nib, Business.nik, Business.npwp, Business.jakpreneur_id, _phone()),
)
_COLUMNS = (
    *(Business.id, Business.name, Business.owner_name, Business.ward_code, Business.phone),
    *(Business.nib, Business.nik, Business.npwp, Business.jakpreneur_id),
)

Pair = tuple[UUID, UUID]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Looked:
    """One step of looking: how many records wait still, and whether any pair came or went."""

    left: int
    changed: bool


def _alive(session: Session, *which: sa.ColumnElement[bool]) -> dict[UUID, Marks]:
    query = sa.select(*_COLUMNS).where(Business.deleted.is_(False), *which)
    rows = (dict(row) for row in session.execute(query).mappings())
    return {row.pop("id"): twins.marks(**row) for row in rows}


def _chunks(values: Iterable[T], size: int = 500) -> Iterator[list[T]]:
    """Few enough at a time for one statement."""
    rest = iter(values)
    while chunk := list(islice(rest, size)):
        yield chunk


# -- one business, as typed -----------------------------------------------------------


def resembling(
    session: Session, typed: Marks, name_key: str, but: UUID | None, limit: int
) -> list[UUID]:
    """Businesses that may be the one typed, the surest first; where no address is typed yet,
    those whose name is the same letter by letter.
    """
    values = (*typed.numbers, typed.phone, name_key if not typed.ward else "")
    columns = (*_NUMBERS, Business.name_key)
    same = [column == value for column, value in zip(columns, values, strict=True) if value]
    found = _alive(session, sa.or_(*same)) if same else {}
    if typed.ward:
        wanted = set(twins.keys(typed))
        nearby = _alive(session, Business.scope == typed.district)
        found |= {k: m for k, m in nearby.items() if wanted.intersection(twins.keys(m))}
    judged = [(twins.likeness(typed, m), key) for key, m in found.items() if key != but]
    alike = [(like, key) for like, key in judged if like.certainty > Certainty.NONE]
    alike.sort(key=lambda found: (-found[0].certainty, -found[0].score, found[1]))
    return [key for _, key in alike[:limit]]


# -- all of them, step by step ----------------------------------------------------------


def look(ws: Workspace) -> Looked:
    """One step: compare the numbers of what changed, or the names of one district.

    Short enough to let others work between two steps; call it until nothing is left.
    """
    with ws.db.read() as session:
        newest = session.scalar(sa.select(sa.func.max(TwinTodo.n)).where(TwinTodo.step == 0))
        if newest is not None:
            found = _by_numbers(session, newest)
            return _note_numbers(ws, newest, found)
        scope = session.scalar(
            sa.select(Business.scope).join(TwinTodo, TwinTodo.id == Business.id).limit(1)
        )
        todo, found = _by_names(session, scope) if scope else (_gone(session), {})
    return _note_names(ws, todo, found)


def _by_numbers(session: Session, newest: int) -> dict[Pair, Likeness]:
    todo = sa.select(TwinTodo.id).where(TwinTodo.step == 0, TwinTodo.n <= newest)
    count = session.scalar(sa.select(sa.func.count()).select_from(todo.subquery())) or 0
    groups: list[Sequence[UUID]] = []
    for column in _NUMBERS:
        telling: list[sa.ColumnElement[bool]] = [Business.deleted.is_(False), column != ""]
        if count <= _FEW:
            asked = session.scalars(sa.select(column).where(Business.id.in_(todo), *telling))
            telling.append(column.in_(asked.all()))
        keys = sa.func.group_concat(sa.type_coerce(Business.id, sa.Text))
        query = (
            sa.select(keys)
            .where(*telling)
            .group_by(column)
            .having(sa.func.count().between(2, _MANY))
        )
        groups += [[UUID(key) for key in row.split(",")] for row in session.scalars(query)]
    return _judge(session, (pair for group in groups for pair in combinations(group, 2)))


def _judge(session: Session, pairs: Iterable[Pair]) -> dict[Pair, Likeness]:
    wanted = {(min(pair), max(pair)) for pair in pairs}
    marks: dict[UUID, Marks] = {}
    for some in _chunks(sorted({key for pair in wanted for key in pair})):
        marks |= _alive(session, Business.id.in_(some))
    return alike(wanted, marks)


def alike(pairs: Iterable[Pair], marks: Mapping[UUID, Marks]) -> dict[Pair, Likeness]:
    """The pairs the rule calls twins."""
    judged = {(a, b): twins.likeness(marks[a], marks[b]) for a, b in pairs}
    return {pair: like for pair, like in judged.items() if like.certainty > Certainty.NONE}


def _by_names(session: Session, scope: str) -> tuple[dict[UUID, int], dict[Pair, Likeness]]:
    query = (
        sa.select(TwinTodo.id, TwinTodo.n)
        .join(Business, Business.id == TwinTodo.id)
        .where(Business.scope == scope)
    )
    todo = dict(session.execute(query).all())
    marks = _alive(session, Business.scope == scope)
    return todo, alike(candidates(marks, todo.keys()), marks)


def candidates(marks: Mapping[UUID, Marks], todo: Collection[UUID]) -> set[Pair]:
    """Pairs of a district that share keys enough and of which one has to be looked at.

    Two records of one business share several; who shares only one (`Dapur`, `Siti`) out of
    many is a stranger, and there are too many of those to judge each.
    """
    crowds: dict[str, list[UUID]] = defaultdict(list)
    few: set[UUID] = set()
    for key, found in marks.items():
        words = set(twins.keys(found))
        if len(words) <= _FEW_KEYS:
            few.add(key)
        for word in words:
            crowds[word].append(key)
    shared: Counter[Pair] = Counter()
    for crowd in crowds.values():
        if 1 < len(crowd) <= _CROWD:
            shared.update(_pairs_with(crowd, todo))
    return {
        (min(pair), max(pair))
        for pair, times in shared.items()
        if times > 1 or not few.isdisjoint(pair)
    }


def _pairs_with(crowd: Sequence[UUID], todo: Collection[UUID]) -> Iterator[Pair]:
    """Every pair of a crowd in which one is to be looked at, always in the crowd's order."""
    looked = [key in todo for key in crowd]
    for place, one in enumerate(crowd):
        for other in range(place + 1, len(crowd)):
            if looked[place] or looked[other]:
                yield one, crowd[other]


def _gone(session: Session) -> dict[UUID, int]:
    """What waits and is not on this laptop any more."""
    here = sa.select(Business.id).where(Business.id == TwinTodo.id)
    query = sa.select(TwinTodo.id, TwinTodo.n).where(~here.exists())
    return dict(session.execute(query).all())


# -- writing down ---------------------------------------------------------------------------


def _note_numbers(ws: Workspace, newest: int, found: Mapping[Pair, Likeness]) -> Looked:
    looked = sa.select(TwinTodo.id).where(TwinTodo.step == 0, TwinTodo.n <= newest)
    with ws.db.write() as session:
        gone = session.execute(
            sa.delete(TwinPair).where(sa.or_(TwinPair.a.in_(looked), TwinPair.b.in_(looked)))
        )
        _keep(session, found)
        session.execute(
            sa.update(TwinTodo).where(TwinTodo.step == 0, TwinTodo.n <= newest).values(step=1)
        )
        changed = bool(found) or gone.rowcount > 0  # type: ignore[attr-defined]
        return Looked(_waiting(session), changed)


def _note_names(ws: Workspace, todo: Mapping[UUID, int], found: Mapping[Pair, Likeness]) -> Looked:
    with ws.db.write() as session:
        _keep(session, found)
        # What changed meanwhile has a newer number and stays noted.
        for some in _chunks(todo.values()):
            session.execute(sa.delete(TwinTodo).where(TwinTodo.n.in_(some)))
        return Looked(_waiting(session), bool(found))


def _keep(session: Session, found: Mapping[Pair, Likeness]) -> None:
    if not found:
        return
    rows = [
        {"a": a, "b": b, "certainty": int(like.certainty), "score": like.score}
        for (a, b), like in found.items()
    ]
    insert = sqlite.insert(TwinPair)
    renew = {name: insert.excluded[name] for name in ("certainty", "score")}
    session.execute(insert.on_conflict_do_update(index_elements=["a", "b"], set_=renew), rows)


def _waiting(session: Session) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(TwinTodo)) or 0
