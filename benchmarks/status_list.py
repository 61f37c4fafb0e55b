"""What the status list costs the centre: made whole, asked for, and grown by a batch.

Over a real PostgreSQL with as many certificates as the province would issue in years; one in a
hundred is revoked. Asking is what each sync pays, growing what the one pays that brings some.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import sqlalchemy as sa

from app.central import centre as centres
from app.central import standing_list
from app.central.centre import Centre
from app.central.embedded import embedded_postgres
from app.clock import SystemClock
from app.domain.numbers import RegisterNumber
from app.models.central import StatusListState
from app.paths import RESOURCES
from benchmarks.figures import arguments, figure

FULL, QUICK = 367_000, 20_000
EACH = 400
"""Certificates a laptop issues in a year."""
PUSHED = 500

_DISTRICTS = """
    CREATE TEMP TABLE place AS SELECT row_number() OVER (ORDER BY code) - 1 AS n, code
    FROM region WHERE kind = 'kecamatan'"""
_ROWS = """
    INSERT INTO {table} ({columns}, scope, deleted, created_at, id)
    SELECT {values}, p.code, false, now(), md5('{table}' || g)::uuid
    FROM generate_series({first}, {last}) s(g)
    JOIN place p ON p.n = g % (SELECT count(*) FROM place) WHERE {where}"""
_FEED = """
    INSERT INTO feed (scope, entity, id, seq, gone)
    SELECT p.code, '{table}', md5('{table}' || g)::uuid,
        c.seq + row_number() OVER (ORDER BY g), false
    FROM generate_series({first}, {last}) s(g)
    JOIN place p ON p.n = g % (SELECT count(*) FROM place), feed_counter c WHERE {where}"""
_COUNTER = "UPDATE feed_counter SET seq = (SELECT max(seq) FROM feed)"
_SCOPES = """
    INSERT INTO scope_digest (scope, "rows", mark) SELECT code, 1, 1 FROM place
    ON CONFLICT DO NOTHING"""

_CERTIFICATE = {
    "decision_id": "md5('decision' || g)::uuid",
    "curation_id": "md5('curation' || g)::uuid",
    "product_id": "md5('product' || g)::uuid",
    "business_id": "md5('business' || g)::uuid",
    "device_id": f"md5('device' || g / {EACH})::uuid",
    "register_no": "(SELECT text FROM number WHERE number.g = s.g)",
    "status": "'issued'",
    "level": "'district'",
    "issued_on": "DATE '2026-11-21'",
    "valid_until": "DATE '2027-11-20'",
    "record_hash": "md5(g::text) || md5(g::text)",
    "payload": "repeat('A', 700)",
    "facts": "'{}'",
}
_REVOCATION = {
    "certificate_id": "md5('certificate' || g)::uuid",
    "product_id": "md5('product' || g)::uuid",
    "register_no": "''",
    "reason": "'error'",
    "revoked_by": "md5('person')::uuid",
    "revoked_at": "now()",
}


def add(conn: sa.Connection, table: str, first: int, last: int, every: int = 1) -> None:
    """Rows number `first` to `last`, one in `every`, with their places in the feed."""
    columns = _CERTIFICATE if table == "certificate" else _REVOCATION
    said = {
        "table": table,
        "columns": ", ".join(columns),
        "values": ", ".join(columns.values()),
        "first": first,
        "last": last,
        "where": f"g % {every} = 0",
    }
    for statement in (_ROWS.format(**said), _FEED.format(**said), _COUNTER):
        conn.exec_driver_sql(statement.replace("%", "%%"))


def number_all(conn: sa.Connection, count: int) -> None:
    """Register numbers, which end in a character that checks them."""
    conn.exec_driver_sql("CREATE TEMP TABLE number (g integer PRIMARY KEY, text text)")
    cursor = conn.connection.cursor()
    with cursor.copy("COPY number FROM STDIN") as copy:
        for g in range(count):
            device = f"{g // EACH + 4096:04X}"
            copy.write_row((g, str(RegisterNumber("31.74.04", device, 2026, g % EACH + 1))))


def asked(centre: Centre) -> float:
    """Milliseconds until the list is there."""
    start = time.perf_counter()
    standing_list.current(centre)
    return (time.perf_counter() - start) * 1000


def measure(centre: Centre, count: int) -> None:
    """First everything, then what a day brings."""
    with centre.engine.connect() as conn:
        conn.exec_driver_sql(_DISTRICTS)
        conn.exec_driver_sql(_SCOPES)
        number_all(conn, count + PUSHED + 1)
        add(conn, "certificate", 0, count - 1)
        add(conn, "certificate_revocation", 0, count - 1, 100)
        conn.commit()
        conn.exec_driver_sql("ANALYZE")
        figure("status_list_whole", asked(centre), None, "ms")
        size = sa.select(sa.func.length(StatusListState.message))
        figure("status_list_size", conn.execute(size).scalar_one() / 1000, None, "kB")
        figure("status_list_asked", min(asked(centre) for _ in range(20)), None, "ms")
        for name, table, first, last in (
            ("grown_by_one", "certificate", count, count),
            ("grown_by_a_batch", "certificate", count + 1, count + PUSHED),
            ("revoked_one", "certificate_revocation", 1, 1),
        ):
            add(conn, table, first, last)
            conn.commit()
            figure(f"status_list_{name}", asked(centre), None, "ms")
        conn.exec_driver_sql("UPDATE feed_counter SET seq = seq + 1")
        conn.commit()
        figure("status_list_nothing_new", min(asked(centre) for _ in range(20)), None, "ms")


def main() -> None:
    """Print the figures."""
    count = QUICK if arguments(__doc__ or "").quick else FULL
    with tempfile.TemporaryDirectory() as folder, embedded_postgres(Path(folder) / "pg") as engine:
        centre = centres.open_centre(engine, Path(folder) / "pusat", SystemClock())
        centres.init(centre, RESOURCES)
        measure(centre, count)


if __name__ == "__main__":
    main()
