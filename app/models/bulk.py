"""Many whole rows into the laptop's tables in one statement, without a dialect's work for each.

A page of news has 2,000 rows of thirty columns: what a statement does anew for every row
(naming its parameters, looking up how each is bound) costs more than writing it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
import sqlalchemy as sa

from app.models.rows import BAD_VALUE, RowError, decoders, encode, required, with_extra
from app.models.types import UtcDateTime

Store = Callable[[Any], Any]
FLOOR_BITS = 20
"""A restored centre raises the floor of versions by its clock, this many bits a second: what
stands above them is one of its lives, and no row gets so many versions in a life."""


def upsert(
    conn: sa.Connection, table: sa.Table, told: Iterable[tuple[UUID, Mapping[str, Any]]]
) -> None:
    """Write whole rows as they came, by key: new ones, or in the place of those that are there.

    They are held against the same rules as by `decode_row`, but each value goes from JSON to
    what the driver takes in one step. Raises RowError.
    """
    stores = _stores(table, conn.dialect)
    values = [_stored(table, stores, key, data) for key, data in told]
    if values:
        conn.exec_driver_sql(_upsert(table), values)


def _stored(
    table: sa.Table, stores: Mapping[str, Store], key: UUID, data: Mapping[str, Any]
) -> tuple[Any, ...]:
    row = {**_blank(table), **data}
    if len(row) > len(stores):
        row = {**_blank(table), **with_extra(table, data)}
    row["id"] = key.hex
    name = ""
    try:
        for name, store in stores.items():
            value = row[name]
            if value is not None and name != "id":
                row[name] = store(value)
    except BAD_VALUE as error:
        raise RowError(f"{table.name}.{name}: {error}") from error
    for name in required(table):
        if row[name] is None:
            raise RowError(f"{table.name}.{name}: missing")
    return tuple(row.values())


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row that is ahead of the centre: what sync knows of it, and all its values as JSON."""

    id: UUID
    bver: int
    fb: Mapping[str, int]
    lver: int
    row: Mapping[str, Any]


def waiting(conn: sa.Connection, table: sa.Table, limit: int) -> list[Waiting]:
    """Rows not refused and edited since they last stood in a batch, the oldest edit first."""
    tells = _tells(table, conn.dialect)
    found = conn.exec_driver_sql(_waiting(table), (table.name, limit)).all()
    names = [name for name, _ in tells]
    rows = []
    for key, bver, fb, lver, *values in found:
        row = dict(zip(names, values, strict=True))
        for name, tell in tells:
            if tell is not None and row[name] is not None:
                row[name] = tell(row[name])
        rows.append(Waiting(UUID(key), bver, _bases(fb), lver, row))
    return rows


@functools.lru_cache(256)
def _bases(text: str) -> Mapping[str, int]:
    """Fields with the versions they are based on; those of all new rows of a kind are the same."""
    bases: Mapping[str, int] = orjson.loads(text)
    return bases


def mark_versions(conn: sa.Connection, entity: str, versions: Iterable[tuple[UUID, int]]) -> None:
    """Note what the centre last told of rows of ours that are clean, or new here."""
    values = [(entity, key.hex, ver) for key, ver in versions]
    if values:
        conn.exec_driver_sql(_MARK, values)


def followed(conn: sa.Connection, entity: str, keys: Iterable[UUID]) -> list[UUID]:
    """Those of the keys that sync knows of already; of a first sync's there are none."""
    asked = orjson.dumps([key.hex for key in keys]).decode("ascii")
    return [UUID(key) for (key,) in conn.exec_driver_sql(_FOLLOWED, (entity, asked))]


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


_FOLLOWED = "SELECT id FROM sync_row WHERE entity = ? AND id IN (SELECT value FROM json_each(?))"
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


@functools.cache
def _waiting(table: sa.Table) -> str:
    names = ", ".join(f'r."{c.name}"' for c in table.columns)
    return (
        f"SELECT s.id, s.bver, s.fb, s.lver, {names} FROM sync_row s JOIN {table.name} r "
        "ON r.id = s.id WHERE s.entity = ? AND s.fb <> '{}' AND s.state = '' "
        "AND s.lver > s.frozen ORDER BY s.lver LIMIT ?"
    )


@functools.lru_cache(maxsize=64)
def _tells(table: sa.Table, dialect: sa.Dialect) -> tuple[tuple[str, Store | None], ...]:
    """How what the driver gives for each column becomes JSON; None: as it is."""
    return tuple((c.name, _tell(c, dialect)) for c in table.columns)


def _tell(column: sa.Column[Any], dialect: sa.Dialect) -> Store | None:
    if isinstance(column.type, sa.Uuid | sa.Date | sa.Text | sa.Integer | sa.Float):
        return None  # kept as it is told
    if isinstance(column.type, UtcDateTime):
        return _moment
    read = column.type.dialect_impl(dialect).result_processor(dialect, None)
    return read and (lambda value: encode(read(value)))


def _moment(text: str) -> str:
    """As `encode` spells a moment, from how SQLite keeps it."""
    day, _, time = text.partition(" ")
    return f"{day}T{time.removesuffix('.000000')}Z"


@functools.cache
def _blank(table: sa.Table) -> dict[str, Any]:
    """Every column in the order of the statement; what a row does not name is NULL."""
    return dict.fromkeys(c.name for c in table.columns)


@functools.lru_cache(maxsize=64)
def _stores(table: sa.Table, dialect: sa.Dialect) -> Mapping[str, Store]:
    """How a value of each column becomes what the driver takes, from JSON."""
    return {c.name: _store(c, dialect) for c in table.columns}


def _store(column: sa.Column[Any], dialect: sa.Dialect) -> Store:
    decode = decoders(column.table)[column.name]
    if isinstance(column.type, UtcDateTime):  # as SQLAlchemy writes it, in a third of the time
        return lambda value: decode(value).replace(tzinfo=None).isoformat(" ", "microseconds")
    bind = column.type.dialect_impl(dialect).bind_processor(dialect)
    return decode if bind is None else lambda value: bind(decode(value))
