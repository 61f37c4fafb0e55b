"""The model's laptops: the program's own code over real SQLite, and lines that fail to order."""

from __future__ import annotations

import dataclasses
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.central.push import Caller
from app.ids import IdMaker
from app.models.engine import LocalDatabase
from app.protocol import wire
from app.sync.transport import Answers, Meanwhile, cut, nothing, offline
from tests.sync.conftest import Laptop
from tests.sync.inprocess import InProcess

Image = sqlite3.Connection


class Crash(Exception):  # noqa: N818 - a laptop whose battery is empty
    """The program ended in the middle of a transaction."""


class ModelDatabase(LocalDatabase):
    """The program's database, not waiting for the disk, that can end before a commit."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.crash_after: int | None = None
        self.eye = sqlite3.connect(path, isolation_level=None)
        """Looks at the tables without the program, and keeps the schema in mind."""
        event.listen(self.engine, "connect", _without_waiting)

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction; the one that `crash_after` counts down to is not committed."""
        with super().write() as session:
            yield session
            if self.crash_after is not None:
                self.crash_after -= 1
                if self.crash_after < 0:
                    self.crash_after = None
                    raise Crash

    def image(self) -> Image:
        """A copy by SQLite's backup API, in memory."""
        copy = sqlite3.connect(":memory:")
        self.eye.backup(copy)
        return copy

    def load(self, image: Image) -> None:
        """Become that copy."""
        self.engine.dispose()  # no connection may remember the tables as they were
        self.eye.execute("PRAGMA synchronous = OFF")
        image.backup(self.eye)

    def close(self) -> None:
        """Release all files."""
        self.eye.close()
        super().close()


def _without_waiting(dbapi: Any, _record: Any) -> None:
    dbapi.execute("PRAGMA synchronous = OFF")


@dataclass(slots=True)
class Faults:
    """What goes wrong in the next sync of one laptop."""

    lose_request: bool = False
    lose_answer: bool = False
    twice: bool = False
    lie: bool = False
    pages: int | None = None
    meanwhile: Callable[[], None] | None = None
    hold_at: str = ""


class Line(InProcess):
    """A laptop's way to the centre, watched by the model."""

    watch: Watch
    rows_a_page = 2

    def __init__(self, centre: Any, token: str, known: Caller) -> None:
        super().__init__(centre, token)
        self.known = known
        self.faults = Faults()

    def caller(self) -> Caller:
        """Who is logged in; asked of the centre once after each change of roles."""
        return self.watch.caller(self.known)

    def exchange(self, request: wire.Request, meanwhile: Meanwhile = nothing) -> Answers:
        """One exchange, with whatever is to go wrong in it."""
        faults = self.faults
        message = wire.pack(dataclasses.replace(request, limit=self.rows_a_page).to_json())
        if faults.lose_request:
            raise offline()
        self.sent.append(message)
        self.watch.before_push(self.known.device_id, request.batch_bytes)
        meanwhile()
        if faults.hold_at and request.batch_bytes is not None:
            self.watch.hold(self, message, faults.hold_at)
            raise offline()
        if faults.lie and request.batch_bytes is not None:
            yield from self._lie(request)
            raise cut()
        if faults.twice:
            self._first(message)
        for count, answer in enumerate(self.answers(message)):
            if count == 0:
                self.watch.pushed(request.batch_bytes)
            if faults.lose_answer:
                raise offline()
            if faults.pages is not None and count >= faults.pages:
                raise cut()
            yield answer
            if faults.meanwhile is not None:
                meanwhile, faults.meanwhile = faults.meanwhile, None
                meanwhile()

    def relay(self, letter: bytes, body: bytes) -> wire.Relayed:
        """Pass on a batch, its effect looked at like any other's."""
        if self.faults.lose_request:
            raise offline()
        self.watch.before_relay(letter, body)
        relayed = super().relay(letter, body)
        self.watch.pushed(body)
        if self.faults.lose_answer:
            raise offline()
        return relayed

    def again(self, number: int) -> None:
        """An old message arrives once more."""
        batches = [m for m in self.sent if wire.unpack(m)["batch"] is not None]
        if batches:
            self._first(batches[number % len(batches)])

    def _first(self, message: bytes) -> None:
        batch = wire.Request.from_json(wire.unpack(message)).batch_bytes
        self.watch.before_push(self.known.device_id, batch)
        with closing(self.answers(message)) as answers:
            next(answers)
        self.watch.pushed(batch)

    def _lie(self, request: wire.Request) -> Answers:
        """Somebody in between says that all has arrived, and passes nothing on."""
        batch = wire.Batch.from_json(wire.parse(request.batch_bytes or b""))
        quiet = wire.pack(dataclasses.replace(request, batch_bytes=None).to_json())
        with closing(self.answers(quiet)) as answers:
            honest = next(answers)
        acks = tuple(wire.Ack(c.entity, c.id, "ok", 1) for c in batch.changes)
        yield dataclasses.replace(honest, acks=acks, applied_no=batch.no)


class Watch:
    """What a line tells the model; the world is one."""

    def caller(self, known: Caller) -> Caller:
        """The caller with present roles."""
        raise NotImplementedError

    def before_push(self, device: UUID, body: bytes | None) -> None:
        """A batch of this laptop is about to arrive."""
        raise NotImplementedError

    def before_relay(self, letter: bytes, body: bytes) -> None:
        """A carried batch is about to arrive."""
        raise NotImplementedError

    def hold(self, line: Line, message: bytes, at: str) -> None:
        """Let the message's transaction stay open."""
        raise NotImplementedError

    def pushed(self, body: bytes | None) -> None:
        """What this batch had to say is committed."""
        raise NotImplementedError


@dataclass(slots=True)
class Computer(Laptop):
    """One laptop of the model, with the life it leads: another one after each restore."""

    name: str = ""
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    home: str = ""
    life: int = 0
    doubled: bool = False
    there: bool = True
    backup: Image | None = None

    @property
    def line(self) -> Line:
        """Its way to the centre."""
        assert isinstance(self.transport, Line)
        return self.transport

    @property
    def database(self) -> ModelDatabase:
        """Its database, which can crash."""
        assert isinstance(self.db, ModelDatabase)
        return self.db

    def live(self, life: int) -> None:
        """Begin a life of its own: keys that no other life makes."""
        self.life = life
        self.ids = IdMaker(self.clock, random.Random(f"{self.name}/{life}"))
