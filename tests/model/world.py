"""Everything that happens in the model: people, laptops, networks, servers, disks and clocks."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest import mock
from uuid import UUID

from sqlalchemy.orm import Session

from app.central import people
from app.central.push import Caller
from app.domain.regions import covers
from app.errors import UserError
from app.protocol import receipts, wire
from app.sync import digests
from tests.conftest import NOW
from tests.laptops import DISTRICT, OTHER_DISTRICT
from tests.model import looking, oracles
from tests.model import stage as stages
from tests.model.centres import FIRST, LATER, restored
from tests.model.computers import Computer, Crash, Faults, Line, Watch
from tests.model.drawer import Drawer
from tests.model.holds import Hold
from tests.model.ledger import Key, Ledger
from tests.model.stage import CLONE, Stage, grants_in

CLOCKS = (
    timedelta(0),
    timedelta(days=-3),
    timedelta(days=3),
    timedelta(days=3653),
    datetime(2001, 1, 1, tzinfo=UTC) - NOW,
)
ASSIGNMENTS: Sequence[tuple[str, ...]] = (
    (DISTRICT,),
    (OTHER_DISTRICT,),
    (DISTRICT, OTHER_DISTRICT),
    (),
)


class World(Watch):
    """One run: the state of everything, and what the model remembers of it."""

    def __init__(self, stage: Stage) -> None:
        stages.set_back(stage)
        self.stage = stage
        self.centre = stage.centre
        self.ledger: Ledger = stage.ledger.copy()
        self.keys = list(stage.keys)
        self.lives = 2 * len(stage.computers)
        self.epochs = 0
        self.steps = 0
        self.backup_name = FIRST
        self.holds: list[Hold] = []
        self.photos: dict[str, bytes] = {}
        self.drawer = Drawer()
        self.callers: dict[UUID, Caller] = {}
        self._spy = mock.patch.object(digests, "read_anew", self._read_anew)
        self._spy.start()
        self.central = oracles.Centrally(self.ledger)
        self.central.set_back(looking.central_rows(self.centre))
        for laptop in stage.computers.values():
            laptop.line.watch = self
            laptop.line.faults = Faults()

    # -- who there is ------------------------------------------------------------

    @property
    def laptops(self) -> list[Computer]:
        """The laptops in use."""
        return [laptop for laptop in self.stage.computers.values() if laptop.there]

    def laptop(self, number: int) -> Computer:
        """One of them."""
        there = self.laptops
        return there[number % len(there)]

    def another(self, laptop: Computer, number: int, *, seen: bool = False) -> Computer:
        """One of the others; with `seen` one whose work this laptop is told of."""
        others = [other for other in self.laptops if other is not laptop]
        if seen:
            mine = self.regions(laptop)
            told = [o for o in others if any(covers(r, o.home) or covers(o.home, r) for r in mine)]
            others = told or others
        return others[number % len(others)]

    def regions(self, laptop: Computer) -> tuple[str, ...]:
        """Where its person works now."""
        return tuple(g.region for g in self.caller(laptop.line.known).grants)

    def caller(self, known: Caller) -> Caller:
        """The caller with present roles."""
        if known.person_id not in self.callers:
            with self.centre.engine.connect() as conn:
                grants = people.load_grants(conn, known.person_id)
            self.callers[known.person_id] = dataclasses.replace(known, grants=grants)
        return dataclasses.replace(known, grants=self.callers[known.person_id].grants)

    # -- what the lines tell -----------------------------------------------------

    def before_push(self, device: UUID, body: bytes | None) -> None:
        """Let go of what the database would make this push wait for."""
        keys = frozenset() if body is None else _keys(body)
        for hold in [h for h in self.holds if h.blocks(device, keys)]:
            self.let_go(hold, commit=True)

    def before_relay(self, letter: bytes, body: bytes) -> None:
        """The same for a batch that is carried."""
        self.before_push(receipts.read_letter(letter).device, body)

    def hold(self, line: Line, message: bytes, at: str) -> None:
        """Start the message's transaction and leave it open."""
        body = wire.Request.from_json(wire.unpack(message)).batch_bytes or b""
        caller = line.caller()
        line.known = caller
        hold = Hold(caller.device_id, _keys(body), at)
        if hold.start(lambda: next(line.answers(message))):
            self.holds.append(hold)
        else:
            self.pushed(body)

    def let_go(self, hold: Hold, *, commit: bool) -> None:
        """Commit or abort a transaction that was held open."""
        self.holds.remove(hold)
        hold.finish(commit=commit)
        self.look(hold.keys)

    def pushed(self, body: bytes | None) -> None:
        """Look at what a batch came to."""
        if body is not None:
            self.look(_keys(body))

    def look(self, keys: frozenset[Key]) -> None:
        """Judge what is committed of these rows."""
        self.central.became(looking.central_rows(self.centre, keys))

    # -- syncs -------------------------------------------------------------------

    def sync(
        self, laptop: Computer, faults: Faults | None = None, crash: int | None = None
    ) -> None:
        """One sync, with what goes wrong in it."""
        laptop.line.faults = faults or Faults()
        laptop.database.crash_after = crash
        with self.judged(laptop):
            try:
                laptop.sync()
            except (UserError, Crash) as error:
                code = getattr(error, "code", "crash")
                wrong = faults is not None or crash is not None
                oracles.demand(wrong, "a sync works on a good line", laptop.name, code)
            finally:
                laptop.line.faults = Faults()
                laptop.database.crash_after = None

    @contextmanager
    def judged(self, laptop: Computer) -> Iterator[None]:
        """Hold what a laptop was told inside against what it had before."""
        before, conflicts = looking.unconfirmed(laptop), looking.conflicts(laptop)
        yield
        oracles.after_sync(laptop, before, conflicts, self.central, self.ledger)

    # -- people at the centre ----------------------------------------------------

    def assign(self, laptop: Computer, regions: Sequence[str]) -> None:
        """Give a person other regions."""
        grants = grants_in(*regions)
        people.set_grants(self.centre, laptop.enrolled.person_id, grants)
        for hold in self.holds:
            hold.regions_changed |= hold.device == laptop.enrolled.device_id
        self.callers.clear()

    def set_clock(self, laptop: Computer, which: int) -> None:
        """A clock that is wrong, or right again."""
        laptop.clock.moment = self.stage.clock.now() + CLOCKS[which % len(CLOCKS)]

    def time_passes(self, days: int) -> None:
        """For everybody."""
        self.stage.clock.advance(timedelta(days=days))
        for laptop in self.laptops:
            laptop.clock.advance(timedelta(days=days))

    # -- disks -------------------------------------------------------------------

    def take_backup(self, laptop: Computer) -> None:
        """Keep a copy of a laptop's database."""
        laptop.backup = laptop.database.image()

    def restore(self, laptop: Computer) -> None:
        """The laptop as it was at its last backup; what was on its disk alone is gone."""
        if laptop.backup is None:
            return
        laptop.database.load(laptop.backup)
        self._another_life(laptop)
        self.forgive()

    def clone(self, laptop: Computer) -> None:
        """A second computer with the same disk, used beside the first."""
        twin = self.stage.computers[CLONE]
        if laptop is twin:
            return
        twin.database.load(laptop.database.image())
        for name in laptop.photos.all_hashes():
            twin.photos.put(laptop.photos.read(name))
        twin.enrolled, twin.key, twin.home = laptop.enrolled, laptop.key, laptop.home
        twin.line.known, twin.line.token = laptop.line.known, laptop.line.token
        twin.there, twin.backup = True, None
        twin.clock.moment = laptop.clock.now()
        self._another_life(laptop)
        self._another_life(twin)
        self.forgive()

    def _another_life(self, laptop: Computer) -> None:
        self.lives += 1
        laptop.live(self.lives)
        laptop.doubled = True

    def take_central_backup(self) -> None:
        """Back up the centre."""
        self.backup_name = LATER
        self.stage.backups.take(LATER)

    def restore_centre(self) -> None:
        """Bring back its last backup, and do what has to be done then."""
        for hold in list(self.holds):
            self.let_go(hold, commit=False)
        self.stage.backups.restore(self.backup_name)
        self.epochs += 1
        self.ledger.set_back = True
        self.stage.clock.advance(timedelta(seconds=1))
        restored(self.centre, f"epoch {self.epochs}")
        self.callers.clear()
        self.central.set_back(looking.central_rows(self.centre))
        self.forgive()

    def forgive(self) -> None:
        """What no disk holds any more cannot come back: not asked for at the end."""
        kept = self.ledger.kept_by(self._values(clean=True))
        self.ledger.excused |= self.ledger.parents.keys() - kept
        there = oracles.rows_somewhere(self.laptops, self.central, clean=True)
        self.ledger.births = {k: r for k, r in self.ledger.births.items() if k in there}
        self.ledger.deletions -= oracles.unknown_deletions(self.ledger, self.laptops, self.central)

    def _values(self, *, clean: bool) -> list[Any]:
        values = list(oracles.surviving(self.laptops, self.central, clean=clean))
        return [*values, *looking.kept_at_centre(self.centre)]

    # -- the end -----------------------------------------------------------------

    def heal(self) -> None:
        """Every fault ends; everybody syncs until all is quiet, and then once more."""
        for hold in list(self.holds):
            self.let_go(hold, commit=True)
        quiet: dict[str, object] = {}
        for _ in range(_TURNS):
            for laptop in self.laptops:
                if quiet.get(laptop.name) != self._news():
                    silent = self._heal(laptop)
                    quiet[laptop.name] = self._news() if silent else None
        for laptop in self.laptops:
            oracles.converged(laptop, self.regions(laptop), self.central)
            self._photographs(laptop)
        values, laptops = self._values(clean=False), self.laptops
        there = oracles.rows_somewhere(laptops, self.central, clean=False)
        oracles.nothing_lost(self.ledger, values, there, self.central)
        gone = oracles.unknown_deletions(self.ledger, laptops, self.central)
        oracles.demand(not gone, "deletions are not lost", gone)

    def _news(self) -> object:
        """Unchanged while the centre is: a laptop that had nothing to do has nothing to do."""
        with self.centre.engine.connect() as conn:
            return tuple(conn.exec_driver_sql(_NEWS).one())

    def _heal(self, laptop: Computer) -> bool:
        with self.judged(laptop):
            return oracles.quiet_sync(laptop)

    def _photographs(self, laptop: Computer) -> None:
        """A photograph whose row is here is here whole, and so it is at the centre."""
        for (entity, _), (_, row) in looking.laptop_rows(laptop).items():
            if entity != "photo" or row["deleted"]:
                continue
            for name in (row["sha256"], row["thumb_sha256"]):
                for store in (self.centre.photos, laptop.photos):
                    whole = store.has(name) and store.read(name) == self.photos[name]
                    oracles.demand(whole, "photographs arrive whole", laptop.name, name)

    def _read_anew(self, session: Session, scopes: Collection[str]) -> None:
        """Digests heal what nobody thought of; here they would hide what is to be found."""
        oracles.demand(self.epochs > 0, "digests only differ after a restore", scopes)
        _plain_read_anew(session, scopes)

    def close(self) -> None:
        """Let no thread stay behind."""
        self._spy.stop()
        for hold in list(self.holds):
            self.holds.remove(hold)
            hold.finish(commit=False)
        self.drawer.close()


_TURNS = 5
_plain_read_anew = digests.read_anew
_NEWS = (
    "SELECT seq, (SELECT count(*) FROM held WHERE settled_at IS NULL), "
    "(SELECT sum(last_no + incarnation) FROM device_sync) FROM feed_counter"
)


def _keys(body: bytes) -> frozenset[Key]:
    changes = wire.Batch.from_json(wire.parse(body)).changes
    return frozenset((c.entity, c.id) for c in changes)


def sha(data: bytes) -> str:
    """The name of a photograph."""
    return hashlib.sha256(data).hexdigest()
