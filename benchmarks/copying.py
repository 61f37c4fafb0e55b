"""COPY and upsert of the same rows into the same tables, indexes and batches: the push's limit."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from app.central.centre import Centre
from app.models.entities import TABLES
from app.models.rows import encode

_BATCH = 500


def copy_and_upsert(centre: Centre, rows: Sequence[dict[str, Any]]) -> float:
    """Seconds: business, row_version and feed, with the feed's counter taken last."""
    table = TABLES["business"]
    names = [c.name for c in table.columns]
    start = time.perf_counter()
    for place in range(0, len(rows), _BATCH):
        with centre.engine.begin() as conn:
            _copy(conn, "business", names, [[r[n] for n in names] for r in rows[place:][:_BATCH]])
            versions = [
                ["business", r["id"], 1, "{}", [r["scope"]], "", "{}", r["created_at"]]
                for r in rows[place:][:_BATCH]
            ]
            columns = ["entity", "id", "ver", "fver", "scopes", "origin", "fby", "at"]
            _copy(conn, "row_version", columns, versions)
            count = sa.text("UPDATE feed_counter SET seq = seq + :n RETURNING seq")
            last = conn.execute(count, {"n": _BATCH}).scalar_one()
            feed = [
                [r["scope"], "business", r["id"], last - n, False]
                for n, r in enumerate(rows[place:][:_BATCH])
            ]
            _copy(conn, "feed", ["scope", "entity", "id", "seq", "gone"], feed)
    return time.perf_counter() - start


def _copy(conn: sa.Connection, table: str, names: Sequence[str], rows: list[list[Any]]) -> None:
    """COPY into a temporary table, then one INSERT … ON CONFLICT."""
    listed = ", ".join(f'"{n}"' for n in names)
    conn.exec_driver_sql(
        f"CREATE TEMP TABLE IF NOT EXISTS c_{table} AS SELECT {listed} FROM {table} WITH NO DATA"
    )
    conn.exec_driver_sql(f"TRUNCATE c_{table}")
    cursor: Any = conn.connection.cursor()
    with cursor.copy(f"COPY c_{table} ({listed}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([_plain(value) for value in row])
    conn.exec_driver_sql(
        f"INSERT INTO {table} ({listed}) SELECT {listed} FROM c_{table} ON CONFLICT DO NOTHING"
    )


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return json.dumps(value)
    return value if isinstance(value, (list, bool)) else encode(value)
