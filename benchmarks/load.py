"""Many laptops against one service: lost updates (none may be), errors, seconds of a sync.

300 enrolled laptops (30 with --quick) add records, edit records that all share, and sync over
HTTPS with a real PostgreSQL, a few at a time. Exits with 1 when any update was lost.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import sqlalchemy as sa

from app.central import centre as centres
from app.central import people
from app.central.centre import Centre
from app.central.embedded import embedded_postgres
from app.central.people import Enrolled
from app.central.server import serving
from app.central.tls import make_certificate
from app.clock import SystemClock
from app.domain.permissions import Grant
from app.domain.terms import Role
from app.errors import UserError
from app.ids import IdMaker
from app.models.central import FieldConflict
from app.models.engine import LocalDatabase, open_local
from app.models.entities import Business
from app.models.local import SyncConflict
from app.paths import RESOURCES
from app.photos.store import PhotoStore
from app.protocol import keys
from app.sync.engine import SyncEngine
from app.sync.report import QuietWatcher, Report
from app.sync.transport import HttpsTransport
from benchmarks.figures import arguments, figure
from benchmarks.sync import row

FULL, QUICK = 300, 30
AT_ONCE = 6
ROUNDS = 3
SHARED = 20
FIELDS = ("note", "phone", "address")


@dataclass(frozen=True, slots=True)
class Write:
    """One value somebody wrote, and the one they saw when they wrote it."""

    row: UUID
    field: str
    value: str
    seen: str | None


@dataclass(slots=True)
class Tally:
    """What the laptops did; shared by their threads."""

    writes: list[Write] = field(default_factory=list)
    added: set[UUID] = field(default_factory=set)
    seconds: list[float] = field(default_factory=list)
    requests: int = 0
    errors: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def synced(self, seconds: float, report: Report, *, failed: bool) -> None:
        """Note one sync."""
        with self._lock:
            self.seconds.append(seconds)
            self.requests += report.round_trips
            self.errors += failed

    def wrote(self, writes: Iterable[Write], added: Iterable[UUID]) -> None:
        """Note what one person did; only what the laptop had saved."""
        with self._lock:
            self.writes.extend(writes)
            self.added.update(added)


@dataclass(slots=True)
class Laptop:
    """One enrolled laptop and the person at it."""

    name: str
    db: LocalDatabase
    photos: PhotoStore
    enrolled: Enrolled
    url: str
    pem: str
    rng: random.Random
    ids: IdMaker = field(default_factory=lambda: IdMaker(SystemClock()))
    turn: int = 0

    def work(self, shared: Sequence[UUID], tally: Tally) -> None:
        """Two records of its own, and two edits of records that everybody has."""
        self.turn += 1
        now, added, writes = SystemClock().now(), [], []
        with self.db.write() as session:
            for _ in range(2):
                business = Business(**{**row(self.turn, now), "id": self.ids.new()})
                session.add(business)
                added.append(business.id)
            for key in self.rng.sample(list(shared), 2):
                name = self.rng.choice(FIELDS)
                known = session.get_one(Business, key)
                value = f"{self.name} {self.turn} {name}"
                writes.append(Write(key, name, value, getattr(known, name)))
                setattr(known, name, value)
        tally.wrote(writes, added)

    def sync(self, tally: Tally | None = None) -> None:
        """One sync on a connection of its own, as after opening the lid."""
        report, failed = Report(), False
        engine = SyncEngine(
            self.db,
            self.photos,
            self.enrolled.device_id,
            SystemClock(),
            self.enrolled.root_public_key,
            person_id=self.enrolled.person_id,
        )
        start = time.perf_counter()
        try:
            with HttpsTransport(self.url, self.enrolled.token, self.pem) as transport:
                engine.run(transport, QuietWatcher(), report)
        except UserError:
            failed = True
        if tally is not None:
            tally.synced(time.perf_counter() - start, report, failed=failed)


def enrol(centre: Centre, folder: Path, blank: bytes, name: str, url: str, pem: str) -> Laptop:
    """A laptop whose database is a copy of `blank`: migrations need not run 300 times."""
    person = people.add_person(centre, name, [Grant(Role.CURATOR, "31.74.04")])
    public = keys.public_text(keys.new_private_key())
    enrolled = people.enrol(centre, people.new_code(centre, person), name, public)
    if enrolled is None:
        raise RuntimeError("a fresh code was refused")
    folder.mkdir(parents=True)
    (folder / "kurasi.sqlite").write_bytes(blank)
    db, photos = open_local(folder / "kurasi.sqlite"), PhotoStore(folder / "foto")
    return Laptop(name, db, photos, enrolled, url, pem, random.Random(name))


def blank_database(folder: Path) -> bytes:
    """The bytes of an empty laptop's database."""
    with closing(open_local(folder / "kosong.sqlite")) as database:
        database.backup(folder / "salinan.sqlite")
    return (folder / "salinan.sqlite").read_bytes()


def run_day(laptops: Sequence[Laptop], tally: Tally, rounds: int) -> float:
    """Everybody works and syncs, `AT_ONCE` at a time; seconds of the syncing part."""
    first = laptops[0]
    now = SystemClock().now()
    with first.db.write() as session:
        common = [Business(**row(n, now)) for n in range(SHARED)]
        session.add_all(common)
        shared = [business.id for business in common]
    tally.wrote((), shared)
    first.sync()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(Laptop.sync, laptops))
        start = time.perf_counter()

        def turn(laptop: Laptop) -> None:
            laptop.work(shared, tally)
            laptop.sync(tally)

        for number in range(rounds):
            order = list(laptops)
            random.Random(number).shuffle(order)
            list(pool.map(turn, order))
        taken = time.perf_counter() - start
        list(pool.map(Laptop.sync, laptops))
    return taken


# -- the judge ------------------------------------------------------------------------


def lost(centre: Centre, laptops: Iterable[Laptop], tally: Tally) -> list[str]:
    """What is nowhere to be found, in words; empty when nothing was lost.

    A value is safe when it is the present one, was replaced by somebody who had seen it (or
    had seen one that did), or is kept as a conflict for a person to choose.
    """
    with centre.engine.connect() as conn:
        present = {r["id"]: r for r in conn.execute(sa.select(Business.__table__)).mappings()}
        kept = {
            (c.row_id, c.field, c.value)
            for c in conn.execute(
                sa.select(FieldConflict.row_id, FieldConflict.field, FieldConflict.value)
            )
        }
    for laptop in laptops:
        with laptop.db.read() as session:
            kept |= {(c.id, c.field, c.mine) for c in session.scalars(sa.select(SyncConflict))}
    seen_by = {(w.row, w.field, w.value): w.seen for w in tally.writes}
    safe: set[tuple[UUID, str, str]] = set()
    roots = {(w.row, w.field, present[w.row][w.field]) for w in tally.writes if w.row in present}
    for row_id, name, value in roots | kept:
        while value is not None and (row_id, name, value) not in safe:
            safe.add((row_id, name, value))
            value = seen_by.get((row_id, name, value))
    missing = [f"record {key}" for key in tally.added - present.keys()]
    return missing + [
        f"{w.field} of {w.row}: {w.value!r}"
        for w in tally.writes
        if (w.row, w.field, w.value) not in safe
    ]


def measure(folder: Path, count: int) -> int:
    """Print all figures; how many updates were lost."""
    tls = make_certificate(folder / "tls")
    pem = tls.certificate.read_text(encoding="ascii")
    with embedded_postgres(folder / "pg") as engine:
        centre = centres.open_centre(engine, folder / "pusat", SystemClock())
        centres.init(centre, RESOURCES)
        blank = blank_database(folder)
        with serving(centre, tls) as url:
            laptops = [
                enrol(centre, folder / str(n), blank, f"Kurator {n}", url, pem)
                for n in range(count)
            ]
            tally = Tally()
            taken = run_day(laptops, tally, ROUNDS)
            missing = lost(centre, laptops, tally)
            for laptop in laptops:
                laptop.db.close()
    report(tally, taken, missing)
    return len(missing)


def report(tally: Tally, taken: float, missing: Sequence[str]) -> None:
    """One line a figure."""
    places = statistics.quantiles(tally.seconds, n=20)
    figure("load_syncs", len(tally.seconds), None, "syncs")
    figure("load_sync_p50", statistics.median(tally.seconds), None, "s")
    figure("load_sync_p95", places[-1], None, "s")
    figure("load_requests_per_s", tally.requests / taken, None, "requests/s")
    figure("load_errors", tally.errors, None, "syncs")
    figure("load_writes", len(tally.writes) + len(tally.added), None, "writes")
    figure("load_lost_updates", len(missing), None, "writes")
    for words in missing[:20]:
        print(f"lost\t{words}", file=sys.stderr)


def main() -> int:
    """1 when anything was lost."""
    args = arguments(__doc__ or "")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        return 1 if measure(Path(name), QUICK if args.quick else FULL) else 0


if __name__ == "__main__":
    sys.exit(main())
