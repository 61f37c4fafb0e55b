"""Writing rows at the centre: bulk statements, versions and the feed.

Whatever writes a shared row at the centre goes through `commit_rows`, which gives
each row its version and, as the last statement, its place in the feed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql.base import PGDialect

from app.central.fence import FenceError
from app.models.central import CentreState, Feed, FeedCounter, RowVersion, ScopeDigest
from app.models.digest import Digests
from app.models.entities import TABLES
from app.models.rows import encode

Key = tuple[str, UUID]
_BIRTH = ""


class Raced(Exception):  # noqa: N818 - not an error: the transaction is tried again
    """Another transaction made the same row meanwhile; try the whole transaction again."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes: a person, and the laptop as `device/incarnation`; both empty for the centre."""

    person_id: UUID | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Versions:
    """What the centre knows of a row: version, versions of fields, the scopes that see it.

    `origin` is the laptop that made the row; `fby` says for each field changed since which
    laptop, which person and when.
    """

    ver: int
    fver: Mapping[str, int]
    scopes: tuple[str, ...]
    origin: str = ""
    fby: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def field_version(self, name: str) -> int:
        """The version at which a field last changed."""
        return self.fver.get(name, self.fver.get(_BIRTH, 1))

    def place_of(self, name: str) -> str:
        """The laptop that last wrote a field."""
        return self.fby[name][0] if name in self.fby else self.origin


@dataclass(frozen=True, slots=True)
class Write:
    """One row to write: all columns of a new one, or the changed fields of one that exists."""

    entity: str
    id: UUID
    values: Mapping[str, Any]
    before: Versions | None
    scopes: tuple[str, ...]
    floor: int = 0

    @property
    def ver(self) -> int:
        """The version the row gets."""
        return max(self.before.ver if self.before else 0, self.floor) + 1


def scopes_of(row: Mapping[str, Any]) -> tuple[str, ...]:
    """The scopes that see a row."""
    found = (row["scope"], row.get("guest_scope"))
    return tuple(dict.fromkeys(s for s in found if s))


def lock_versions(conn: sa.Connection, keys: Iterable[Key]) -> dict[Key, Versions]:
    """Versions of the rows that exist, locked in a fixed order (so that two pushes queue)."""
    by_entity: dict[str, list[UUID]] = defaultdict(list)
    for entity, row_id in keys:
        by_entity[entity].append(row_id)
    found: dict[Key, Versions] = {}
    for entity in sorted(by_entity):
        query = (
            sa.select(
                RowVersion.id,
                RowVersion.ver,
                RowVersion.fver,
                RowVersion.scopes,
                RowVersion.origin,
                RowVersion.fby,
            )
            .where(RowVersion.entity == entity, RowVersion.id == sa.any_(_uuids(by_entity[entity])))
            .order_by(RowVersion.id)
            .with_for_update()
        )
        for row_id, ver, fver, scopes, origin, fby in conn.execute(query):
            found[entity, row_id] = Versions(ver, fver, tuple(scopes), origin, fby)
    return found


def _uuids(ids: Sequence[UUID]) -> Any:
    """Keys as one text that PostgreSQL takes apart: the driver would write out each by itself."""
    text = sa.literal("{" + ",".join(i.hex for i in ids) + "}", sa.Text)
    return sa.cast(text, postgresql.ARRAY(sa.Uuid))


def load_rows(conn: sa.Connection, keys: Iterable[Key]) -> dict[Key, dict[str, Any]]:
    """The rows of `keys`, by key; those that do not exist are absent."""
    by_entity: dict[str, list[UUID]] = defaultdict(list)
    for entity, row_id in keys:
        by_entity[entity].append(row_id)
    rows: dict[Key, dict[str, Any]] = {}
    for entity, ids in by_entity.items():
        table = TABLES[entity]
        query = sa.select(table).where(table.c.id == sa.any_(_uuids(ids)))
        for row in conn.execute(query).mappings():
            rows[entity, row["id"]] = dict(row)
    return rows


def version_floor(conn: sa.Connection) -> int:
    """No version is given at or below it (raised when the centre was restored)."""
    return conn.execute(sa.select(CentreState.ver_floor)).scalar_one()


def commit_rows(conn: sa.Connection, writes: Sequence[Write], author: Author, at: datetime) -> None:
    """Write rows, their versions, their places in the feed and the digests of their scopes.

    Must be the last thing in the transaction: it takes the feed's counter, whose
    row lock lasts until the commit. Raises `Raced` when a new row exists already.
    """
    if not writes:
        return
    new, changed = defaultdict(list), defaultdict(list)
    for write in writes:
        if write.before is None:
            new[write.entity].append(write)
        else:
            changed[write.entity, tuple(sorted(write.values))].append(write)
    for entity, rows in sorted(new.items()):
        _insert(conn, entity, rows)
    for (entity, fields), rows in changed.items():
        if fields:
            _update(conn, entity, fields, rows)
    _save_versions(conn, writes, author, at)
    _save_feed(conn, writes)
    _save_digests(conn, writes)


def _json(value: object) -> str:
    """Keys and moments included: PostgreSQL reads the spellings of ISO."""
    return orjson.dumps(value).decode("utf-8")


def _records(table: sa.Table, names: Sequence[str]) -> str:
    dialect = PGDialect()  # type: ignore[no-untyped-call]
    parts = (f'"{n}" {table.c[n].type.compile(dialect)}' for n in names)
    return f"json_to_recordset(CAST(:rows AS json)) AS r({', '.join(parts)})"


def _rows_json(writes: Iterable[Write]) -> str:
    """Rows for `_records`, to which a column that is not named is NULL."""
    return _json(
        [{"id": w.id, **{n: v for n, v in w.values.items() if v is not None}} for w in writes]
    )


def _insert(conn: sa.Connection, entity: str, writes: Sequence[Write]) -> None:
    table = TABLES[entity]
    names = [c.name for c in table.columns]
    listed = ", ".join(f'"{n}"' for n in names)
    statement = sa.text(
        f"INSERT INTO {entity} ({listed}) SELECT {listed} FROM {_records(table, names)} "
        "ORDER BY id ON CONFLICT (id) DO NOTHING"
    )
    if conn.execute(statement, {"rows": _rows_json(writes)}).rowcount != len(writes):
        raise Raced


def _update(
    conn: sa.Connection, entity: str, fields: tuple[str, ...], writes: Sequence[Write]
) -> None:
    table = TABLES[entity]
    sets = ", ".join(f'"{f}" = r."{f}"' for f in fields)
    statement = sa.text(
        f"UPDATE {entity} t SET {sets} FROM {_records(table, ['id', *fields])} WHERE t.id = r.id"
    )
    if conn.execute(statement, {"rows": _rows_json(writes)}).rowcount != len(writes):
        raise FenceError  # row-level security hides what may not be changed and says nothing


def _save_versions(
    conn: sa.Connection, writes: Sequence[Write], author: Author, at: datetime
) -> None:
    mark = [author.place, author.person_id.hex if author.person_id else "", encode(at)]
    rows = [_version_row(write, author, mark) for write in writes]
    statement = sa.text(
        f"INSERT INTO {RowVersion.__tablename__} "
        "(entity, id, ver, fver, scopes, origin, fby, by, at, place) "
        "SELECT entity, id, ver, fver, scopes, origin, fby, CAST(:by AS uuid), :at, :place "
        "FROM json_to_recordset(CAST(:rows AS json)) AS r(entity text, id uuid, ver bigint, "
        "fver jsonb, scopes text[], origin text, fby jsonb) "
        "ON CONFLICT (entity, id) DO UPDATE SET ver = excluded.ver, fver = excluded.fver, "
        "scopes = excluded.scopes, fby = excluded.fby, by = excluded.by, at = excluded.at, "
        "place = excluded.place"
    )
    by = author.person_id and str(author.person_id)
    values = {"rows": _json(rows), "by": by, "at": at, "place": author.place}
    conn.execute(statement, values)


def _version_row(write: Write, author: Author, mark: Sequence[Any]) -> dict[str, Any]:
    before = write.before
    return {
        "entity": write.entity,
        "id": write.id.hex,
        "ver": write.ver,
        "fver": _field_versions(write),
        "scopes": list(write.scopes),
        "origin": before.origin if before else author.place,
        "fby": {**before.fby, **dict.fromkeys(write.values, mark)} if before else {},
    }


def _field_versions(write: Write) -> dict[str, int]:
    """Versions of the fields: those never changed have the row's first, kept where it is not 1."""
    if write.before is None:
        return {} if write.ver == 1 else {_BIRTH: write.ver}
    return {**write.before.fver, **dict.fromkeys(write.values, write.ver)}


def _save_feed(conn: sa.Connection, writes: Sequence[Write]) -> None:
    entries = []
    for write in writes:
        left = set(write.before.scopes) - set(write.scopes) if write.before else set()
        places = [(s, False) for s in write.scopes] + [(s, True) for s in sorted(left)]
        entries += [
            {"scope": scope, "entity": write.entity, "id": write.id.hex, "gone": gone}
            for scope, gone in places
        ]
    counter = sa.update(FeedCounter).values(seq=FeedCounter.seq + len(entries))
    last = conn.execute(counter.returning(FeedCounter.seq)).scalar_one()
    for place, entry in enumerate(entries, start=last - len(entries) + 1):
        entry["seq"] = place
    statement = sa.text(
        f"INSERT INTO {Feed.__tablename__} (scope, entity, id, seq, gone) "
        "SELECT scope, entity, id, seq, gone FROM json_to_recordset(CAST(:rows AS json)) "
        "AS r(scope text, entity text, id uuid, seq bigint, gone boolean) "
        "ON CONFLICT (scope, entity, id) DO UPDATE SET seq = excluded.seq, gone = excluded.gone"
    )
    conn.execute(statement, {"rows": _json(entries)})


def _save_digests(conn: sa.Connection, writes: Sequence[Write]) -> None:
    """Turn the digests of the scopes these rows left, entered or changed in.

    After the feed's counter, so that no two transactions are here at once.
    """
    digests = Digests()
    for write in writes:
        if write.before is not None:
            digests.take(write.before.scopes, write.id, write.before.ver)
        digests.put(write.scopes, write.id, write.ver)
    rows = [{"scope": s, "rows": n, "mark": m} for s, (n, m) in sorted(digests.marks.items())]
    statement = sa.text(
        f'INSERT INTO {ScopeDigest.__tablename__} AS d (scope, "rows", mark) '
        'SELECT scope, "rows", mark FROM json_to_recordset(CAST(:rows AS json)) '
        'AS r(scope text, "rows" bigint, mark bigint) ON CONFLICT (scope) DO UPDATE '
        'SET "rows" = d."rows" + excluded."rows", mark = d.mark # excluded.mark'
    )
    conn.execute(statement, {"rows": _json(rows)})


_FIRST = frozenset({"id", "created_at", "created_by", "published_at"})
"""Said once, when a row is first written: loading it again makes nothing newer."""


def write_reference(
    conn: sa.Connection, entity: str, rows: Sequence[Mapping[str, Any]], at: datetime
) -> int:
    """Insert or update whole rows on the centre's own authority; the number that changed."""
    keys = [(entity, row["id"]) for row in rows]
    versions, current = lock_versions(conn, keys), load_rows(conn, keys)
    floor = version_floor(conn)
    writes = []
    for row in rows:
        key = (entity, row["id"])
        before = versions.get(key)
        values = dict(row)
        if before is not None:
            values = {n: v for n, v in row.items() if n not in _FIRST and v != current[key].get(n)}
            if not values:
                continue
        writes.append(Write(entity, row["id"], values, before, scopes_of(row), floor))
    commit_rows(conn, writes, Author(), at)
    return len(writes)
