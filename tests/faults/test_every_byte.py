"""A conversation cut after any number of its bytes: the whole pages count, nothing else does."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import pytest
import sqlalchemy as sa

from app.central.centre import Centre
from app.models.local import BatchOut, PullStage, SyncState
from app.protocol import wire
from app.sync.transport import Answers, Meanwhile, nothing, offline
from tests.faults.books import (
    ENTITIES,
    Key,
    check_books,
    check_healed,
    check_versions,
    own_rows,
    read_central,
)
from tests.faults.conftest import soak
from tests.faults.story import attempt
from tests.sync.conftest import Laptop
from tests.sync.inprocess import InProcess

_CHUNK = 97


class Cutter(InProcess):
    """A road that carries only part of a conversation.

    `up` or `down` bytes of it; or `pages` whole answers, without a look at bytes. What the
    centre says to the same bytes again is kept: after ten times asked in earnest (`asked`),
    it is believed to say the same for ever, which saves its work.
    """

    def __init__(self, centre: Centre, token: str, limit: int) -> None:
        super().__init__(centre, token)
        self.limit = limit
        self.up: int | None = None
        self.down: int | None = None
        self.pages: int | None = None
        self.asked = 0
        self.last: tuple[bytes, bytes] = (b"", b"")

    def exchange(self, request: wire.Request, meanwhile: Meanwhile = nothing) -> Answers:
        message = self.message(request)
        if self.up is not None:
            self.refuses(message)
            raise offline()
        stream = self._say(message)
        if self.pages is not None:
            yield from answers(stream)[: self.pages]
            raise offline()
        try:
            yield from read(stream[: self.down])
        except wire.WireError as error:
            raise offline() from error
        assert self.down is None, "a part was taken for the whole"

    def refuses(self, message: bytes) -> None:
        """The centre does nothing for the part of a message that gets `up`."""
        with pytest.raises(wire.WireError):
            self.answer(message[: self.up])

    def message(self, request: wire.Request) -> bytes:
        """The bytes of a request."""
        assert self.limit is not None
        return wire.pack({**request.to_json(), "limit": self.limit})

    def _say(self, message: bytes) -> bytes:
        if message == self.last[0] and self.asked >= 10:
            return self.last[1]
        stream = b"".join(wire.pack_frames(a.to_json() for a in self.answers(message)))
        if message == self.last[0]:
            assert stream == self.last[1], "the same bytes get the same answer"
        else:
            self.asked = 0
        self.asked += 1
        self.last = (message, stream)
        return stream


def answers(stream: bytes) -> list[wire.Answer]:
    """The answers in a whole stream, read without the help of `unpack_frames`."""
    return [wire.Answer.from_json(wire.parse(t)) for t in zlib.decompress(stream).splitlines()]


def read(part: bytes) -> Iterator[wire.Answer]:
    """Answers as a laptop reads them, from what arrives in pieces; WireError where it ends."""
    pieces = (part[i : i + _CHUNK] for i in range(0, len(part), _CHUNK))
    yield from (wire.Answer.from_json(f) for f in wire.unpack_frames(pieces))


def read_until_cut(part: bytes) -> list[wire.Answer]:
    """The answers in part of a stream, which must be seen to end too early."""
    came: list[wire.Answer] = []
    try:
        for answer in read(part):
            came.append(answer)
    except wire.WireError:
        return came
    raise AssertionError("a part was taken for the whole")


def whole_pages(part: bytes) -> int:
    """How many pages have arrived to their last letter."""
    return zlib.decompressobj().decompress(part).count(b"\n")


@dataclass(slots=True)
class Scene:
    """A laptop in the middle of an exchange, set back to its beginning as often as needed."""

    laptop: Laptop
    cutter: Cutter
    eye: sqlite3.Connection
    start: sqlite3.Connection
    first: bool = False
    rows: dict[Key, dict[str, Any]] = field(default_factory=dict)

    def begin(self) -> None:
        """Whatever waits is frozen; from here on it is kept."""
        self.cutter.up, self.cutter.down, self.cutter.pages = 0, None, None
        self.meet_a_cut()
        self.eye.backup(self.start)
        self.rows = own_rows(self.laptop)

    def set_back(self) -> None:
        """As at the beginning; `mark` does not move for it."""
        self.start.backup(self.eye)

    def meet_a_cut(self) -> None:
        """One sync that fails, with a sentence."""
        report, error = attempt(self.laptop, self.cutter)
        assert error is not None
        assert not report.complete

    def mark(self) -> int:
        """A number that stays while the laptop writes nothing at all."""
        return int(self.eye.execute("PRAGMA data_version").fetchone()[0])

    def everything(self) -> dict[str, list[Any]]:
        """Every table to the last letter."""
        tables = self.eye.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {name: self.eye.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in tables}

    def try_every_byte(self) -> int:
        """One exchange, cut after each number of its bytes in turn; how many cuts there were.

        What the centre makes of each part, and how many answers come out of each, is looked at
        for every byte; a whole sync is made about each end of a page, and at some other places.
        """
        stride = max(16 // soak(1), 1)
        self.begin()
        before = self.mark()
        message = self.cutter.message(self.laptop.engine._prepare()[1])
        for up in range(len(message)):
            self.cutter.up = up
            if up % stride:
                self.cutter.refuses(message)
            else:
                self.meet_a_cut()
        assert self.mark() == before
        self.cutter.up, self.cutter.down = None, 0
        self.meet_a_cut()  # the centre has it now, its word is lost
        assert self.mark() == before
        stream = self.cutter.last[1]
        expected = self._after_whole_pages(stream)
        told = answers(stream)
        pages = [whole_pages(stream[:down]) for down in range(len(stream) + 9)]
        for down in range(len(stream)):
            if down % stride and pages[down] == pages[down + 9]:
                assert read_until_cut(stream[:down]) == told[: pages[down]]
            else:
                self._cut_down(down, stream, expected)
        return len(message) + len(stream)

    def _cut_down(self, down: int, stream: bytes, expected: Sequence[Any]) -> None:
        before, self.cutter.down = self.mark(), down
        self.meet_a_cut()
        pages = whole_pages(stream[:down])
        if pages == 0:
            assert self.mark() == before
        else:
            assert self.everything() == expected[pages], (down, pages)
            self.set_back()

    def _after_whole_pages(self, stream: bytes) -> list[dict[str, list[Any]]]:
        """What the laptop must hold after 0, 1, 2… whole pages: looked at, and once healed."""
        told, found = answers(stream), [self.everything()]
        for pages in range(1, len(told) + 1):
            self.cutter.pages, self.cutter.down = pages, None
            self.meet_a_cut()
            found.append(self.everything())
            check_pages(self.laptop, self.rows, told[:pages], first=self.first)
            check_books(self.laptop, self.cutter.centre)
            self.cutter.pages = None
            assert attempt(self.laptop, self.cutter)[0].complete
            check_healed(self.laptop, self.cutter.centre)
            self.set_back()
        return found


def check_pages(
    laptop: Laptop,
    before: dict[Key, dict[str, Any]],
    told: Sequence[wire.Answer],
    *,
    first: bool = False,
) -> None:
    """Exactly these pages: receipts of the first, news of each, the cursors of the last.

    A `first` sync shows each page at once; later ones stage them until all are here.
    """
    assert laptop.waiting() == 0
    with laptop.db.read() as session:
        assert (
            session.scalars(sa.select(BatchOut.no).where(BatchOut.acked_at.is_(None))).all() == []
        )
        if told[0].receipt:
            assert told[0].receipt in session.scalars(sa.select(BatchOut.receipt)).all()
        state = session.get_one(SyncState, 1)
        assert (state.cursors, state.epoch) == (told[-1].cursors, told[-1].epoch)
        staged = [i for s in session.scalars(sa.select(PullStage.item)) for i in s["items"]]
    shown = told if first or not told[-1].more else ()
    waiting = [i.to_json() for answer in told[len(shown) :] for i in answer.items]
    new = {(i.entity, i.id) for answer in shown for i in answer.items if i.entity in ENTITIES}
    assert staged == waiting
    assert own_rows(laptop).keys() == before.keys() | new
    assert before.items() <= own_rows(laptop).items()


@pytest.fixture
def scene(rani: Laptop, centre: Centre) -> Iterator[Scene]:
    """Rani's laptop, with another eye on its file."""
    cutter = Cutter(centre, rani.enrolled.token, limit=1)
    with (
        closing(sqlite3.connect(rani.db.path)) as eye,
        closing(sqlite3.connect(":memory:")) as start,
    ):
        yield Scene(rani, cutter, eye, start)


@pytest.mark.lesson("B1")
@pytest.mark.lesson("B4")
@pytest.mark.parametrize("first", [False, True], ids=["later", "first"])
def test_every_cut_of_a_small_sync(
    rani: Laptop, budi: Laptop, centre: Centre, scene: Scene, first: bool
) -> None:
    """A row up, three down, page by page: the exchange cut after each of its bytes.

    A first sync shows each page at once, later ones stage them until all are here.
    """
    expected = {} if first else {("business", rani.add(name="Sejak lama")): 1}
    if not first:
        rani.sync()
    budi.sync()
    theirs = budi.add(name="Dari Budi"), budi.add(name="Juga dari Budi")
    budi.sync()
    mine = rani.add(name="Dari Rani")
    scene.first = first
    scene.cutter.limit = 2 if first else 1
    cuts = scene.try_every_byte()
    assert cuts > 1_500
    told = answers(scene.cutter.last[1])
    assert len(told) >= 3
    scene.cutter.down = None
    assert attempt(rani, scene.cutter)[0].complete
    check_healed(rani, centre)
    check_versions(
        read_central(centre), expected | {("business", key): 1 for key in (mine, *theirs)}
    )


@pytest.mark.lesson("B1")
def test_every_cut_of_a_question(rani: Laptop, budi: Laptop, centre: Centre, scene: Scene) -> None:
    """Nothing to send: what was on its way is asked for again."""
    mine = rani.add(name="Sejak lama")
    rani.sync()
    theirs = budi.add(name="Dari Budi"), budi.add(name="Juga dari Budi")
    budi.sync()
    assert scene.try_every_byte() > 800
    scene.cutter.down = None
    assert attempt(rani, scene.cutter)[0].complete
    check_healed(rani, centre)
    check_versions(read_central(centre), {("business", key): 1 for key in (mine, *theirs)})
