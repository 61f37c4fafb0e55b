"""Many laptops against one service: lost updates (none may be), errors, seconds of a sync.

300 enrolled laptops (30 with --quick) add records, edit records that all share, and sync over
HTTPS with a real PostgreSQL, a few at a time. Exits with 1 when any update was lost.

First syncs are no part of it: one laptop fetches what everybody has, the others begin with a
copy of what it holds.
"""

from __future__ import annotations

import queue
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager
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
from app.sync import outbox
from app.sync.engine import SyncEngine
from app.sync.report import QuietWatcher, Report
from app.sync.transport import HttpsTransport
from benchmarks.figures import arguments, figure
from benchmarks.sync import row

FULL, QUICK = 300, 30
AT_ONCE = 6
ROUNDS = 2
SHARED = 20
ADDS, EDITS = 1, 6  # every record added goes to everybody; edits are what may get lost
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
    rows: int = 0
    errors: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def synced(self, seconds: float, report: Report, *, failed: bool) -> None:
        """Note one sync."""
        with self._lock:
            self.seconds.append(seconds)
            self.requests += report.round_trips
            self.rows += report.sent + report.received
            self.errors += failed

    def wrote(self, writes: Iterable[Write], added: Iterable[UUID]) -> None:
        """Note what one person did; only what the laptop had saved."""
        with self._lock:
            self.writes.extend(writes)
            self.added.update(added)


class Seats:
    """A few running programs for many laptops: each opens one laptop's file after the other.

    An engine for each of 300 laptops would spend this process's time and memory on compiling
    the same statements 300 times, which no laptop does.
    """

    def __init__(self, folder: Path, blank: bytes, count: int) -> None:
        self._free: queue.SimpleQueue[LocalDatabase] = queue.SimpleQueue()
        for number in range(count):
            link = folder / f"kursi-{number}.sqlite"
            link.write_bytes(blank)
            database = open_local(link)
            database.close()  # opens again, whatever stands there then
            self._free.put(database)

    @contextmanager
    def open(self, path: Path) -> Iterator[LocalDatabase]:
        """The database at `path`, by the next program that is free."""
        database = self._free.get()
        try:
            database.path.unlink()
            database.path.symlink_to(path)
            yield database
        finally:
            database.close()
            self._free.put(database)


@dataclass(slots=True)
class Laptop:
    """One enrolled laptop and the person at it."""

    name: str
    path: Path
    seats: Seats
    photos: PhotoStore
    enrolled: Enrolled
    url: str
    pem: str
    rng: random.Random
    ids: IdMaker = field(default_factory=lambda: IdMaker(SystemClock()))
    turn: int = 0

    def work(self, shared: Sequence[UUID], tally: Tally) -> None:
        """Records of its own, and edits of records that everybody has."""
        self.turn += 1
        now, added, writes = SystemClock().now(), [], []
        with self.open() as db, db.write() as session:
            for _ in range(ADDS):
                business = Business(**{**row(self.turn, now), "id": self.ids.new()})
                session.add(business)
                added.append(business.id)
            for key in self.rng.sample(list(shared), EDITS):
                name = self.rng.choice(FIELDS)
                known = session.get_one(Business, key)
                value = f"{self.name} {self.turn} {name}"
                writes.append(Write(key, name, value, getattr(known, name)))
                setattr(known, name, value)
        tally.wrote(writes, added)

    def open(self) -> AbstractContextManager[LocalDatabase]:
        """Its database."""
        return self.seats.open(self.path)

    def waits(self) -> bool:
        """Whether anything has not arrived."""
        with self.open() as db, db.read() as session:
            return outbox.waiting(session) > 0

    def sync(self, tally: Tally | None = None) -> None:
        """One sync on a connection of its own, as after opening the lid."""
        with self.open() as db:
            self._sync(db, tally)

    def _sync(self, db: LocalDatabase, tally: Tally | None) -> None:
        report, failed = Report(), False
        engine = SyncEngine(
            db,
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


@dataclass(frozen=True, slots=True)
class Place:
    """Where laptops are made, and the centre they belong to."""

    centre: Centre
    folder: Path
    seats: Seats
    url: str
    pem: str


def enrol(place: Place, name: str, blank: bytes) -> Laptop:
    """A laptop whose database is a copy of `blank`, empty or as `furnished` made it."""
    centre, folder = place.centre, place.folder / name
    person = people.add_person(centre, name, [Grant(Role.CURATOR, "31.74.04")])
    public = keys.public_text(keys.new_private_key())
    enrolled = people.enrol(centre, people.new_code(centre, person), name, public)
    if enrolled is None:
        raise RuntimeError("a fresh code was refused")
    folder.mkdir(parents=True)
    (folder / "kurasi.sqlite").write_bytes(blank)
    path, photos = folder / "kurasi.sqlite", PhotoStore(folder / "foto")
    rng = random.Random(name)
    return Laptop(name, path, place.seats, photos, enrolled, place.url, place.pem, rng)


def blank_database(folder: Path) -> bytes:
    """The bytes of an empty laptop's database."""
    with closing(open_local(folder / "kosong.sqlite")) as database:
        database.backup(folder / "salinan.sqlite")
    return (folder / "salinan.sqlite").read_bytes()


def share(laptop: Laptop, tally: Tally) -> list[UUID]:
    """Records that everybody will have and edit, sent by one laptop."""
    now = SystemClock().now()
    with laptop.open() as db, db.write() as session:
        common = [Business(**row(n, now)) for n in range(SHARED)]
        session.add_all(common)
        shared = [business.id for business in common]
    tally.wrote((), shared)
    laptop.sync()
    return shared


def furnished(reader: Laptop, folder: Path) -> bytes:
    """The database of a laptop that has fetched all there is and has sent nothing yet."""
    reader.sync()
    with reader.open() as db:
        db.backup(folder / "lengkap.sqlite")
    return (folder / "lengkap.sqlite").read_bytes()


def run_day(laptops: Sequence[Laptop], shared: Sequence[UUID], tally: Tally, rounds: int) -> float:
    """Everybody works and syncs, `AT_ONCE` at a time; seconds of the syncing part."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        start = time.perf_counter()

        def turn(laptop: Laptop) -> None:
            laptop.work(shared, tally)
            laptop.sync(tally)

        for number in range(rounds):
            order = list(laptops)
            random.Random(number).shuffle(order)
            list(pool.map(turn, order))
        taken = time.perf_counter() - start
        late = [laptop for laptop in laptops if laptop.waits()]  # their sync had failed
        list(pool.map(Laptop.sync, late))
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
        with laptop.open() as db, db.read() as session:
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
        with serving(centre, tls) as url:
            blank, tally = blank_database(folder), Tally()
            place = Place(centre, folder, Seats(folder, blank, AT_ONCE), url, pem)
            first, reader = (enrol(place, name, blank) for name in ("Pertama", "Pembaca"))
            shared = share(first, tally)
            start = time.perf_counter()
            with ThreadPoolExecutor(AT_ONCE) as pool:
                names = [f"Kurator {n}" for n in range(count)]
                laptops = list(pool.map(lambda name: enrol(place, name, blank), names))
            figure("load_enrol", (time.perf_counter() - start) / count, None, "s a laptop")
            full = furnished(reader, folder)  # with what the centre tells of all these laptops
            for laptop in laptops:
                laptop.path.write_bytes(full)
            taken = run_day(laptops, shared, tally, ROUNDS)
            missing = lost(centre, laptops, tally)
    report(tally, taken, missing)
    return len(missing)


def report(tally: Tally, taken: float, missing: Sequence[str]) -> None:
    """One line a figure."""
    places = statistics.quantiles(tally.seconds, n=20)
    figure("load_syncs", len(tally.seconds), None, "syncs")
    figure("load_sync_p50", statistics.median(tally.seconds), None, "s")
    figure("load_sync_p95", places[-1], None, "s")
    figure("load_requests_per_s", tally.requests / taken, None, "requests/s")
    figure("load_rows_per_s", tally.rows / taken, None, "rows/s sent and received")
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
