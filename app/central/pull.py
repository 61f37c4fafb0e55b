"""Reading the feed: what is new in each scope a person may see, in the server's own order."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.central.fence import FenceError
from app.central.store import Key
from app.domain.regions import GLOBAL
from app.models.central import Feed, RowVersion, ScopeDigest
from app.models.entities import TABLES, Region
from app.models.rows import encode
from app.protocol import wire
from app.protocol.wire import Item

_MAX_BYTES = 8 * 1024 * 1024
"""A page is cut here too: one answer must fit what a laptop takes in."""
_CURATING_KINDS = ("provinsi", "kabkota", "kecamatan")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of news and the cursors behind it."""

    items: tuple[Item, ...]
    cursors: dict[str, int]
    more: bool


@dataclass(frozen=True, slots=True)
class Acked:
    """What the reader learns from the acks of this very answer, and need not be told as news.

    Only that: whatever else it wrote may have left its disk since (its regions were taken
    away and given back). `scopes` are those not read from the start, for such come whole.
    """

    versions: Mapping[Key, int] = field(default_factory=dict)
    scopes: Collection[str] = ()


_NOTHING = Acked()


def visible_scopes(conn: sa.Connection, regions: Iterable[str]) -> tuple[str, ...]:
    """Every scope below the granted regions, and the reference data's."""
    granted = list(regions)
    if not granted:
        return (GLOBAL,)
    below = [Region.code == code for code in granted]
    below += [Region.code.startswith(code + ".", autoescape=True) for code in granted]
    query = sa.select(Region.code).where(
        Region.kind.in_(_CURATING_KINDS), Region.deleted.is_(False), sa.or_(*below)
    )
    return (*sorted(conn.execute(query).scalars()), GLOBAL)


def read_pull(
    conn: sa.Connection,
    scopes: Sequence[str],
    cursors: Mapping[str, int],
    limit: int,
    acked: Acked = _NOTHING,
) -> Page:
    """The next `limit` entries over all `scopes`, in the feed's order.

    A row that still stands at the version this reader was just acked is not told.

    A row seen through two scopes comes once. Its exit from one scope comes only
    when no other scope of this reader still holds it.
    """
    starts = [{"scope": s, "cursor": cursors.get(s, 0)} for s in scopes]
    entries = conn.execute(
        sa.text(
            "SELECT f.scope, f.entity, f.id, f.seq, f.gone FROM "
            "jsonb_to_recordset(CAST(:starts AS jsonb)) AS s(scope text, cursor bigint), "
            f"LATERAL (SELECT * FROM {Feed.__tablename__} f WHERE f.scope = s.scope "
            "AND f.seq > s.cursor ORDER BY f.seq LIMIT :limit) f ORDER BY f.seq LIMIT :limit"
        ),
        {"starts": json.dumps(starts), "limit": limit},
    ).all()
    items = _items(conn, entries, frozenset(scopes), acked)
    reached = {s: cursors.get(s, 0) for s in scopes}
    sent: dict[Key, Item] = {}
    size = 0
    for entry in entries:
        key = (entry.entity, entry.id)
        if key in items and key not in sent:
            size += len(wire.canonical(items[key].to_json()))
            if sent and size > _MAX_BYTES:
                return Page(tuple(sent.values()), reached, more=True)
            sent[key] = items[key]
        reached[entry.scope] = entry.seq
    return Page(tuple(sent.values()), reached, more=len(entries) == limit)


def read_digest(conn: sa.Connection, scopes: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Rows and mark of each scope, as of this transaction; a scope without rows has (0, 0)."""
    query = sa.select(ScopeDigest.scope, ScopeDigest.rows, ScopeDigest.mark)
    found = conn.execute(query.where(ScopeDigest.scope.in_(scopes))).all()
    return {**dict.fromkeys(scopes, (0, 0)), **{s: (rows, mark) for s, rows, mark in found}}


def _items(
    conn: sa.Connection, entries: Sequence[Any], scopes: frozenset[str], acked: Acked
) -> dict[Key, Item]:
    keys = list(dict.fromkeys((e.entity, e.id) for e in entries))
    known = _versions(conn, keys)
    whole = {(e.entity, e.id) for e in entries if e.scope not in acked.scopes}
    told: dict[str, list[Any]] = defaultdict(list)
    for key in keys:
        version = known[key]
        gone = scopes.isdisjoint(version.scopes)  # one that left the reader's sight
        if gone or key in whole or acked.versions.get(key) != version.ver:
            told[version.entity].append((version, gone))
    return {
        (item.entity, item.id): item
        for entity, versions in told.items()
        for item in _of_kind(conn, entity, versions)
    }


def _of_kind(conn: sa.Connection, entity: str, versions: Sequence[Any]) -> Iterator[Item]:
    rows = _encoded(conn, entity, [v.id for v, gone in versions if not gone])
    for version, gone in versions:
        row = None if gone else rows.get(version.id)
        if row is None and not gone:
            raise FenceError  # never told as an exit: a laptop would throw the row away
        yield Item(entity, version.id, version.ver, row)


def _encoded(conn: sa.Connection, entity: str, ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """Rows as they travel, by key; what is None is left out.

    By the driver's own types: a mapping and a processor for each of thirty columns cost more than
    the row itself.
    """
    names = [c.name for c in TABLES[entity].columns]
    listed = ", ".join(f'"{name}"' for name in names)
    query = f"SELECT {listed} FROM {entity} WHERE id = ANY (%s)"
    place = names.index("id")
    return {
        row[place]: {n: encode(v) for n, v in zip(names, row, strict=True) if v is not None}
        for row in conn.exec_driver_sql(query, (list(ids),)).all()
    }


def _versions(conn: sa.Connection, keys: Sequence[Key]) -> dict[Any, Any]:
    if not keys:
        return {}
    wanted = json.dumps([{"entity": entity, "id": row_id.hex} for entity, row_id in keys])
    query = sa.text(
        "SELECT v.entity, v.id, v.ver, v.scopes "
        f"FROM {RowVersion.__tablename__} v JOIN "
        "jsonb_to_recordset(CAST(:keys AS jsonb)) AS k(entity text, id uuid) USING (entity, id)"
    )
    return {(r.entity, r.id): r for r in conn.execute(query, {"keys": wanted}).all()}
