"""Many whole rows into the laptop's tables in one statement, without a dialect's work for each.

A page of news has 2,000 rows of thirty columns: what a statement does anew for every row
(naming its parameters, looking up how each is bound) costs more than writing it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

import orjson
import sqlalchemy as sa

Binder = Callable[[Any], Any]
FLOOR_BITS = 20
"""A restored centre raises the floor of versions by its clock, this many bits a second: what
stands above them is one of its lives, and no row gets so many versions in a life."""


def upsert(conn: sa.Connection, table: sa.Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write whole rows: new ones, or in the place of those with the same key."""
    binders = _binders(table, conn.dialect)
    values = [
        tuple(
            row[name] if bind is None or row[name] is None else bind(row[name])
            for name, bind in binders
        )
        for row in rows
    ]
    if values:
        conn.exec_driver_sql(_upsert(table), values)


def mark_versions(conn: sa.Connection, entity: str, versions: Iterable[tuple[UUID, int]]) -> None:
    """Note what the centre last told of rows of ours that are clean, or new here."""
    values = [(entity, key.hex, ver) for key, ver in versions]
    if values:
        conn.exec_driver_sql(_MARK, values)


def settle(
    conn: sa.Connection, rows: Collection[tuple[str, UUID, int, int]]
) -> set[tuple[str, UUID]]:
    """Rows (kind, key, edit counter, version) that nobody touched since are clean; which were.

    Not those whose version a restored centre tells: what we hold of them may be of another time.
    """
    asked = {(entity, key.hex): (entity, key) for entity, key, _, _ in rows}
    told = orjson.dumps([[e, key.hex, lver, ver] for e, key, lver, ver in rows])
    found = conn.exec_driver_sql(_SETTLE, (told.decode("ascii"),))
    return {asked[entity, key] for entity, key in found}


def stand_frozen(conn: sa.Connection, rows: Iterable[tuple[str, UUID, int]]) -> None:
    """These rows (kind, key, edit counter) stand in a batch as they are now."""
    told = orjson.dumps([[entity, key.hex, lver] for entity, key, lver in rows])
    conn.exec_driver_sql(_FREEZE, (told.decode("ascii"),))


_SETTLE = f"""
UPDATE sync_row SET fb = '{{}}', state = '', bver = told.value ->> 3, seen = 1
FROM json_each(?) AS told
WHERE entity = told.value ->> 0 AND sync_row.id = told.value ->> 1 AND lver = told.value ->> 2
AND (bver = 0 OR told.value ->> 3 BETWEEN bver AND bver | {(1 << FLOOR_BITS) - 1})
RETURNING entity, id"""
_FREEZE = """
UPDATE sync_row SET frozen = told.value ->> 2
FROM json_each(?) AS told
WHERE entity = told.value ->> 0 AND sync_row.id = told.value ->> 1"""
_MARK = (
    "INSERT INTO sync_row (entity, id, bver, fb, lver, state) VALUES (?, ?, ?, '{}', 0, '') "
    "ON CONFLICT (entity, id) DO UPDATE SET bver = excluded.bver, seen = 1"
)


@functools.cache
def _upsert(table: sa.Table) -> str:
    names = [f'"{c.name}"' for c in table.columns]
    sets = ", ".join(f"{n} = excluded.{n}" for n in names if n != '"id"')
    places = ", ".join("?" * len(names))
    return (
        f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({places}) "
        f"ON CONFLICT (id) DO UPDATE SET {sets}"
    )


@functools.lru_cache(maxsize=64)
def _binders(table: sa.Table, dialect: sa.Dialect) -> tuple[tuple[str, Binder | None], ...]:
    """How each column's values become what the driver takes; None: as they are."""
    return tuple(
        (c.name, c.type.dialect_impl(dialect).bind_processor(dialect)) for c in table.columns
    )
