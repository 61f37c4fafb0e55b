"""Reading a laptop's and the centre's tables without the program's own eyes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.central.centre import Centre
from app.central.store import load_rows
from app.models.central import FieldConflict, Held, RowVersion
from app.models.entities import FINAL, PUSHED, TABLES
from app.models.local import Relay
from app.protocol import wire
from tests.model.computers import Computer
from tests.model.ledger import TRACKED, Key, Place

KINDS = tuple(cls.__tablename__ for cls in PUSHED)
Row = dict[str, Any]
_BY_PEOPLE = "WHERE t.created_by IS NOT NULL"
"""Rubrics that came with the program are nobody's."""


@dataclass(frozen=True, slots=True)
class Local:
    """One row of a laptop as it stands: its tracked fields, and what is ahead of the centre."""

    key: Key
    values: dict[str, str | None]
    deleted: bool
    bver: int
    dirty: frozenset[str]
    state: str

    @property
    def borrowed(self) -> bool:
        """Somebody else's record of score that the centre has lost, or tells us no more: it
        claims no version, and only its author's laptop may bring it."""
        return not self.dirty and not self.bver and self.key[0] in FINAL


def raw(laptop: Computer, query: str, *values: Any) -> list[Any]:
    """Rows by plain SQL."""
    return laptop.database.eye.execute(query, values).fetchall()


def local_rows(laptop: Computer) -> dict[Key, Local]:
    """All rows of a laptop that people made and the sync knows of."""
    found: dict[Key, Local] = {}
    for (entity,) in raw(laptop, "SELECT DISTINCT entity FROM sync_row"):
        if entity not in KINDS:
            continue
        names = TRACKED.get(entity, ())
        columns = ", ".join(f"t.{n}" for n in ("deleted", *names))
        query = (
            f"SELECT t.id, s.bver, s.fb, s.state, {columns} FROM {entity} t "
            f"JOIN sync_row s ON s.entity = '{entity}' AND s.id = t.id {_BY_PEOPLE}"
        )
        for row_id, bver, fb, state, deleted, *values in raw(laptop, query):
            key = (entity, UUID(row_id))
            dirty = frozenset(json.loads(fb))
            tracked = dict(zip(names, values, strict=True))
            found[key] = Local(key, tracked, bool(deleted), bver, dirty, state)
    return found


def unconfirmed(laptop: Computer) -> dict[Place, str]:
    """Values typed here that the centre has not confirmed."""
    return {
        (*row.key, name): value
        for row in local_rows(laptop).values()
        for name, value in row.values.items()
        if name in row.dirty and value is not None
    }


def conflicts(laptop: Computer) -> list[tuple[Place, Any, Any]]:
    """Fields that wait for a person, with both values."""
    rows = raw(laptop, "SELECT entity, id, field, mine, theirs FROM sync_conflict")
    return [((e, UUID(i), f), json.loads(m), json.loads(t)) for e, i, f, m, t in rows]


def carried(laptop: Computer) -> Iterator[wire.Batch]:
    """Batches of others that this laptop still has to pass on, or could not."""
    with laptop.db.read() as session:
        for body in session.scalars(sa.select(Relay.body).where(Relay.sent_at.is_(None))):
            yield wire.Batch.from_json(wire.parse(body))


def values_of(changes: Iterable[wire.Change]) -> Iterator[str]:
    """The texts in changes."""
    for change in changes:
        yield from (v for v, _ in change.fields.values() if isinstance(v, str))


def central_rows(centre: Centre, keys: Iterable[Key] | None = None) -> dict[Key, tuple[int, Row]]:
    """Rows that people made, with their versions at the centre; all when no keys are given."""
    query = sa.select(RowVersion.entity, RowVersion.id, RowVersion.ver)
    query = query.where(RowVersion.entity.in_(KINDS), RowVersion.by.is_not(None))
    wanted = None if keys is None else set(keys)
    if wanted is not None:
        query = query.where(RowVersion.id.in_([i for _, i in wanted]))
    with centre.engine.connect() as conn:
        vers = {(e, i): ver for e, i, ver in conn.execute(query)}
        rows = load_rows(conn, [k for k in vers if wanted is None or k in wanted])
    return {key: (vers[key], row) for key, row in rows.items()}


def laptop_rows(laptop: Computer) -> dict[Key, tuple[int, Row]]:
    """Clean rows of a laptop that people made, whole, with the version it holds each at."""
    found: dict[Key, tuple[int, Row]] = {}
    known = {(e, UUID(i)): v for e, i, v in raw(laptop, _CLEAN)}
    with laptop.db.read() as session:
        for entity in sorted({e for e, _ in known if e in KINDS}):
            table = TABLES[entity]
            query = sa.select(table).where(table.c.created_by.is_not(None))
            for row in session.execute(query).mappings():
                if (entity, row["id"]) in known:
                    found[entity, row["id"]] = (known[entity, row["id"]], dict(row))
    return found


_CLEAN = "SELECT entity, id, bver FROM sync_row WHERE fb = '{}'"


def kept_at_centre(centre: Centre) -> Iterator[str]:
    """Values that lost against others, or wait for the centre's staff."""
    with centre.engine.connect() as conn:
        yield from conn.execute(sa.select(FieldConflict.value)).scalars()
        for change in conn.execute(sa.select(Held.change)).scalars():
            yield from values_of([wire.Change.from_json(change)])
