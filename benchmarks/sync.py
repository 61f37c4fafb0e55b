"""Synchronisation over real HTTPS with a real PostgreSQL, beside the bare limits of the same run.

The centre is a process of its own, `main.py central serve`. Rows up and down, round trips of a
sync with nothing to do and of a day's work, a first sync and photographs over a hotspot of 300 ms
and 2 Mbit/s, and the same rows through PouchDB.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import httpx
import sqlalchemy as sa

from app.central import centre as centres
from app.central import people
from app.central.centre import Centre
from app.central.embedded import embedded_postgres
from app.central.push import Sent, apply_push
from app.central.tls import TlsFiles, make_certificate
from app.clock import SystemClock
from app.collector import spare_the_collector
from app.domain.permissions import Grant
from app.domain.terms import Role
from app.ids import IdMaker
from app.models.entities import Business
from app.models.local import BatchOut, SyncState
from app.paths import RESOURCES
from app.services import enrolment, syncing
from app.services.workspace import Workspace
from app.sync import digests, outbox, parcels
from app.sync.report import QuietWatcher, Report
from app.sync.transport import trust
from benchmarks.copying import copy_and_upsert
from benchmarks.figures import arguments, best, figure, unmeasured
from benchmarks.link import hotspot
from benchmarks.plain import bytes_of, insert_bare
from benchmarks.served import served
from benchmarks.work import a_day

FULL, QUICK = 20_000, 2_000
RTT_S, RATE = 0.3, 250_000.0
DISTRICT = "31.74.04"


@dataclass(frozen=True, slots=True)
class Bench:
    """One centre being served, and where laptops put their data."""

    folder: Path
    centre: Centre
    tls: TlsFiles
    url: str

    @property
    def pem(self) -> str:
        """The centre's certificate."""
        return self.tls.certificate.read_text(encoding="ascii")

    def laptop(self, name: str, url: str = "", region: str = DISTRICT) -> Workspace:
        """A laptop that is enrolled and knows the reference data."""
        clock, folder = SystemClock(), self.folder / name
        grants = [Grant(Role.CURATOR, region), Grant(Role.CHAIR, region)]
        person = people.add_person(self.centre, name, grants)
        ws = Workspace(folder, folder / "setelan.toml", RESOURCES, clock, IdMaker(clock))
        code = people.new_code(self.centre, person)
        enrolment.enrol(ws, url or self.url, code, self.pem)
        return ws


def row(number: int, now: Any) -> dict[str, Any]:
    """A made-up business."""
    blank = {c.name: None for c in Business.__table__.columns}
    name = f"Dapur Contoh {number}"
    return {
        **blank,
        "id": uuid.uuid4(),
        "scope": DISTRICT,
        "ward_code": f"{DISTRICT}.1001",
        "name": name,
        "name_key": name.lower().replace(" ", ""),
        "owner_name": f"Pemilik {number}",
        "phone": f"0812{number:08d}",
        "address": f"Jalan Contoh {number % 900} RT {number % 12 + 1}",
        "status": "active",
        "women_led": False,
        "up2k": False,
        "deleted": False,
        "created_at": now,
    }


def timed(job: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of a job, and what it gave."""
    start = time.perf_counter()
    value = job()
    return time.perf_counter() - start, value


def sync(ws: Workspace) -> Report:
    """One sync."""
    return syncing.run(ws, QuietWatcher())


def rows_up(bench: Bench, count: int) -> None:
    """Frozen batches over HTTPS against COPY-and-upsert; then the whole laptop."""
    ws = bench.laptop("naik")
    sync(ws)
    with ws.db.write() as session:
        mine = ws.me.person_id
        session.add_all(
            [Business(**{**row(n, ws.clock.now()), "created_by": mine}) for n in range(count)]
        )
    taken, _ = timed(lambda: _freeze(ws))
    figure("freeze_rows_per_s", count / taken, None, "rows/s")
    bare = copy_and_upsert(
        bench.centre, [{**row(n, ws.clock.now()), "scope": "31.71.01"} for n in range(count)]
    )
    taken, report = timed(lambda: sync(ws))
    figure("push", report.sent / taken, count / bare, "rows/s, laptop, road and centre")
    ws.close()
    figure("push_centre", _at_the_centre(bench, count), count / bare, "rows/s, the centre alone")


def _at_the_centre(bench: Bench, count: int) -> float:
    """Rows a second of the same batches given to the centre's library by itself."""
    ws = bench.laptop("langsung", region="31.72")
    with ws.db.write() as session:
        mine = {"created_by": ws.me.person_id, "scope": "31.72.01", "ward_code": "31.72.01.1001"}
        session.add_all([Business(**{**row(n, ws.clock.now()), **mine}) for n in range(count)])
    _freeze(ws)
    with ws.db.read() as session:
        bodies = session.scalars(sa.select(BatchOut.body).order_by(BatchOut.no)).all()
    with bench.centre.engine.connect() as conn:
        caller = people.person_on_device(conn, ws.me.person_id, ws.me.device_id)
    assert caller is not None
    now, root = ws.clock.now(), bench.centre.root_private_key
    taken, _ = timed(
        lambda: [apply_push(bench.centre.engine, Sent(caller, 1, b), now, root) for b in bodies]
    )
    ws.close()
    return count / taken


def _freeze(ws: Workspace) -> int:
    with ws.db.write() as session:
        parcels.freeze_all(session, ws.clock.now())
        return outbox.waiting(session) + session.query(BatchOut).count()


def rows_down(bench: Bench) -> None:
    """A first sync on loopback, then what nothing costs."""
    ws = bench.laptop("turun")
    taken, report = timed(lambda: sync(ws))
    bare = insert_bare(ws, bench.folder)
    figure("pull_rows_per_s", report.received / taken, bare, "rows/s against bare INSERTs")
    _compare(ws)
    taken, report = timed(lambda: sync(ws))
    figure("empty_warm_rtt", report.round_trips, 1, "round trips")
    figure("empty_sync_s", taken, None, "s")
    ws.close()


def _compare(ws: Workspace) -> None:
    """What counting all rows costs, at the end of each sync that brought news."""
    with ws.db.read() as session:
        scopes = session.get_one(SyncState, 1).cursors
        told = dict.fromkeys(scopes, (0, 0))
        taken, _ = timed(lambda: digests.differing(session, told))
    figure("compare_s", taken, None, "s")


def over_a_hotspot(bench: Bench) -> None:
    """A first sync of a district against its compressed bytes alone on the same link."""
    with hotspot(bench.url, RTT_S, RATE) as (url, link):
        ws = bench.laptop("hotspot", url)
        _speak(ws, url)
        before = link.bytes_down
        taken, report = timed(lambda: sync(ws))
        carried = link.bytes_down - before
        floor = bytes_of(carried, RTT_S, RATE)
        figure("pull_20k", taken, floor, f"s for {report.received} rows, {carried} bytes")
        _empty_cold(ws, url)
        ws.close()


def _speak(ws: Workspace, url: str) -> None:
    """Whatever a first connection costs is not the pull's."""
    with ws.db.read() as session:
        pem = ws.identity(session).centre_certificate
    with httpx.Client(base_url=url, verify=trust(pem)) as client:
        client.get("/v1/hello")


def _empty_cold(ws: Workspace, url: str, times: int = 3) -> None:
    """Seconds of an empty sync from nothing, in round trips of this link.

    Beside it a bare greeting and one small question over TLS: three round trips, and what the
    two machines and the link itself take for them.
    """
    taken = best(lambda: sync(ws), times)
    figure("empty_cold_rtt", taken / RTT_S, 3, "round trips (seconds / 0.3)")
    bare = best(lambda: _speak(ws, url), times)
    figure("empty_cold_s", taken, bare, "s, against a greeting and one question alone")


def a_days_work(bench: Bench) -> None:
    """20 products registered, photographed, scored, decided and certified: round trips of rows."""
    ws = bench.laptop("sehari", region="31.73")
    sync(ws)
    a_day(ws, 20)
    rows = syncing.status(ws).waiting_rows
    report = sync(ws)
    figure("day_rtt", report.round_trips, 5, f"round trips for {rows} rows, photographs apart")
    ws.close()


def photographs_up(bench: Bench, count: int) -> None:
    """Photographs over the hotspot: bytes a second against what the link gives."""
    with hotspot(bench.url, RTT_S, RATE) as (url, link):
        ws = bench.laptop("foto", url, region="31.75")
        sync(ws)
        a_day(ws, 1, region="31.75.03", photos=count)
        status = syncing.status(ws)
        before = link.bytes_up
        taken, report = timed(lambda: sync(ws))
        moved = link.bytes_up - before
        unit = f"bytes/s, {report.photos_sent} files, {moved} bytes on the line"
        figure("photo_link", status.waiting_bytes / taken, RATE, unit)
        figure("photo_line", moved / taken, RATE, "bytes/s on the line, thumbnails and rows too")
        ws.close()


def pouch(folder: Path, count: int) -> None:
    """The same rows through PouchDB and express-pouchdb, where npm can install them."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        unmeasured("pouch_push", "no Node.js here")
        return
    place = folder / "pouch"
    shutil.copytree(Path(__file__).parent / "pouch", place)
    quiet = [npm, "install", "--no-package-lock", "--no-audit", "--no-fund", "--silent"]
    if subprocess.run(quiet, cwd=place, capture_output=True, check=False).returncode:
        unmeasured("pouch_push", "npm could not install it")
        return
    now = SystemClock().now()
    rows = [{k: str(v) for k, v in row(n, now).items() if v is not None} for n in range(count)]
    (place / "rows.json").write_text(json.dumps(rows), encoding="utf-8")
    done = subprocess.run(
        [node, "pouch.js", str(place / "rows.json")], cwd=place, capture_output=True, check=False
    )
    if done.returncode:
        unmeasured("pouch_push", "it did not run")
        return
    speeds = json.loads(done.stdout)
    figure("pouch_push", speeds["push"], None, "rows/s through PouchDB, loopback, in memory")
    figure("pouch_pull", speeds["pull"], None, "rows/s through PouchDB, loopback, in memory")


def measure(folder: Path, count: int, photos: int) -> None:
    """All figures, one centre."""
    spare_the_collector()  # as the window does
    tls = make_certificate(folder / "tls")
    with embedded_postgres(folder / "pg") as engine:
        centre = centres.open_centre(engine, folder / "pusat", SystemClock())
        centres.init(centre, RESOURCES)
        with served(centre, tls) as url:
            bench = Bench(folder, centre, tls, url)
            rows_up(bench, count)
            rows_down(bench)
            over_a_hotspot(bench)
            a_days_work(bench)
            photographs_up(bench, photos)
    pouch(folder, count)


def main() -> None:
    """Print all figures."""
    args = arguments(__doc__ or "")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        measure(Path(name), QUICK if args.quick else FULL, 4 if args.quick else 20)


if __name__ == "__main__":
    main()
