"""A message cut after any number of its bytes is no message: nobody moves for part of one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest

from app.central.centre import Centre
from app.errors import UserError
from app.protocol import wire
from app.sync.engine import Report
from app.sync.transport import offline
from tests.faults.books import check_books, check_healed, check_versions, own_rows, read_central
from tests.faults.story import attempt
from tests.sync.conftest import Laptop
from tests.sync.inprocess import InProcess


@dataclass
class Cutter(InProcess):
    """A centre whose road carries only part of a message: `up` or `down` bytes of the next one.

    What the centre says to the same bytes again is kept: after ten times asked in earnest
    (`asked`), it is believed to say the same for ever, which saves its work.
    """

    up: int | None = None
    down: int | None = None
    through: int = 0
    asked: int = 0
    last: tuple[bytes, bytes] = (b"", b"")

    def exchange(self, request: wire.Request) -> wire.Answer:
        message = wire.pack(request.to_json())
        if self.up is not None:
            self._refuses(message[: self.up])
            raise offline()
        answer = self._say(message)
        if self.down is not None:
            with pytest.raises(wire.WireError):
                wire.Answer.from_json(wire.unpack(answer[: self.down], wire.MAX_ANSWER))
            raise offline()
        if self.through == 0:
            raise offline()
        self.through -= 1
        return wire.Answer.from_json(wire.unpack(answer, wire.MAX_ANSWER))

    def _refuses(self, part: bytes) -> None:
        with pytest.raises(wire.WireError):
            self.answer(part)

    def _say(self, message: bytes) -> bytes:
        if message == self.last[0] and self.asked >= 10:
            return self.last[1]
        answer = wire.pack(self.answer(message).to_json())
        if message == self.last[0]:
            assert answer == self.last[1], "the same bytes get the same answer"
        else:
            self.asked = 0
        self.asked += 1
        self.last = (message, answer)
        return answer


@pytest.fixture
def watched(rani: Laptop) -> Iterator[sqlite3.Connection]:
    """Another eye on Rani's database: its `data_version` moves when anybody changes anything."""
    with closing(sqlite3.connect(rani.db.path)) as connection:
        yield connection


def mark(watched: sqlite3.Connection) -> int:
    """A number that stays while nothing at all is written."""
    return int(watched.execute("PRAGMA data_version").fetchone()[0])


def try_every_byte(laptop: Laptop, cutter: Cutter, watched: sqlite3.Connection) -> int:
    """One exchange, cut after each number of its bytes in turn; how many cuts there were."""
    cutter.up, cutter.down = 0, None
    assert attempt(laptop, cutter)[1] is not None  # freezes what waits
    before, message, cuts = mark(watched), wire.pack(_next(laptop).to_json()), 0
    # A question without work in it has nothing to lose: some places are enough.
    for up in range(0, len(message), 1 if laptop.waiting() else 8):
        cutter.up = up
        cuts += _is_nothing(laptop, cutter, watched, before)
    cutter.up, cutter.down = None, 0
    cuts += _is_nothing(laptop, cutter, watched, before)  # the centre has it now, its word is lost
    for down in range(len(cutter.last[1])):
        cutter.down = down
        cuts += _is_nothing(laptop, cutter, watched, before)
    cutter.down = None
    return cuts


def _next(laptop: Laptop) -> wire.Request:
    return laptop.engine._prepare()[1]


def _is_nothing(laptop: Laptop, cutter: Cutter, watched: sqlite3.Connection, before: int) -> int:
    with pytest.raises(UserError):
        laptop.engine.run(cutter, _Nobody(), Report())
    assert mark(watched) == before
    return 1


class _Nobody:
    def progress(self, _progress: object) -> None:
        raise AssertionError("nothing may move")

    def cancelled(self) -> bool:
        raise AssertionError("nothing may move")


@pytest.mark.lesson("B1")
@pytest.mark.lesson("B4")
def test_every_cut_of_a_small_sync(
    rani: Laptop, budi: Laptop, centre: Centre, watched: sqlite3.Connection
) -> None:
    """Two rows up, two down, page by page: each message of it, cut after each of its bytes."""
    budi.sync()
    rani.sync()
    theirs = budi.add(name="Dari Budi"), budi.add(name="Juga dari Budi")
    budi.sync()
    mine = rani.add(name="Dari Rani")
    cutter = Cutter(centre, rani.enrolled.token, limit=2)
    cuts = exchanges = 0
    before = own_rows(rani)
    while rani.waiting() or not all(rani.row(key) for key in theirs):  # applied whole
        cuts += try_every_byte(rani, cutter, watched)
        cutter.through = 1
        attempt(rani, cutter)  # this one passes, the one after it does not
        check_books(rani, centre)
        assert before.items() <= own_rows(rani).items()
        exchanges += 1
    assert exchanges == 2
    assert cuts > 1_000
    cutter.through = 10
    assert attempt(rani, cutter)[0].complete
    check_healed(rani, centre)
    expected = {("business", key): 1 for key in (mine, *theirs)}
    check_versions(read_central(centre), expected)
