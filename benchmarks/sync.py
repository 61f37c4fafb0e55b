"""Rows to and from a real PostgreSQL over HTTPS, and round trips of a sync with nothing to do."""

from __future__ import annotations

import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app.central import centre as centres
from app.central import people
from app.central.centre import Centre
from app.central.embedded import embedded_postgres
from app.central.server import serving
from app.central.store import write_reference
from app.central.tls import TlsFiles, make_certificate
from app.clock import SystemClock
from app.domain.permissions import Grant
from app.domain.terms import Role
from app.ids import IdMaker
from app.models.entities import Business
from app.paths import RESOURCES
from app.services import enrolment, syncing
from app.services.workspace import Workspace
from app.sync.report import QuietWatcher
from benchmarks.figures import arguments, figure

FULL, QUICK = 20_000, 4_000


def row(number: int, now: Any) -> dict[str, Any]:
    """A made-up business of 31.74.04."""
    blank = {c.name: None for c in Business.__table__.columns}
    name = f"Dapur Contoh {number}"
    return {
        **blank,
        "id": uuid.uuid4(),
        "scope": "31.74.04",
        "ward_code": "31.74.04.1001",
        "name": name,
        "name_key": name.lower().replace(" ", ""),
        "owner_name": f"Pemilik {number}",
        "phone": f"0812{number:08d}",
        "status": "active",
        "women_led": False,
        "up2k": False,
        "deleted": False,
        "created_at": now,
    }


def laptop(folder: Path, url: str, centre: Centre, tls: TlsFiles) -> Workspace:
    """A laptop that is enrolled and knows the reference data."""
    clock = SystemClock()
    person = people.add_person(centre, folder.name, [Grant(Role.CURATOR, "31.74.04")])
    ws = Workspace(folder, folder / "setelan.toml", RESOURCES, clock, IdMaker(clock))
    pem = tls.certificate.read_text(encoding="ascii")
    enrolment.enrol(ws, url, people.new_code(centre, person), pem)
    syncing.run(ws, QuietWatcher())
    return ws


def timed_sync(ws: Workspace) -> tuple[float, syncing.Report]:
    """Seconds of one sync, and its report."""
    start = time.perf_counter()
    report = syncing.run(ws, QuietWatcher())
    return time.perf_counter() - start, report


def measure(folder: Path, count: int) -> None:
    """Push from one laptop, pull on another, then nothing to do."""
    tls = make_certificate(folder / "tls")
    with embedded_postgres(folder / "pg") as engine:
        centre = centres.open_centre(engine, folder / "pusat", SystemClock())
        centres.init(centre, RESOURCES)
        with serving(centre, tls) as url:
            first = laptop(folder / "satu", url, centre, tls)
            second = laptop(folder / "dua", url, centre, tls)
            with first.db.write() as session:
                session.add_all([Business(**row(n, first.clock.now())) for n in range(count)])
            taken, _ = timed_sync(first)
            figure("push_rows_per_s", count / taken, count / _upsert(centre, count), "rows/s")
            taken, report = timed_sync(second)
            figure("pull_rows_per_s", report.received / taken, None, "rows/s")
            taken, report = timed_sync(second)
            figure("empty_warm_rtt", report.round_trips, 1, "round trips")
            figure("empty_sync_s", taken, None, "s")
            first.close()
            second.close()


def _upsert(centre: Centre, count: int) -> float:
    """The same rows into the same tables in batches of 500, without laptop, TLS and checks."""
    now = centre.clock.now()
    rows = [row(n, now) for n in range(count)]
    start = time.perf_counter()
    for place in range(0, count, 500):
        with centre.engine.begin() as conn:
            write_reference(conn, "business", rows[place : place + 500], now)
    return time.perf_counter() - start


def main() -> None:
    """Print all figures."""
    args = arguments(__doc__ or "")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        measure(Path(name), QUICK if args.quick else FULL)


if __name__ == "__main__":
    main()
