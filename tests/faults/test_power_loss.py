"""Power that goes at any sync of the disk: what was called saved is there, nothing is half.

Not played: a disk that says it has written what it has not, bits that rot on it, the centre's
own disk (PostgreSQL's matter), and file systems that keep less than what was synced.
"""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from app.central.centre import Centre
from app.errors import UserError
from app.models.engine import LocalDatabase, open_local
from app.models.entities import TABLES
from app.models.local import BlobTransfer
from app.photos.store import PhotoStore
from tests import laptops
from tests.faults.books import Key, check_books, check_healed, own_rows
from tests.faults.conftest import soak
from tests.faults.disks import integrity
from tests.faults.power import Disk, heard
from tests.sync.conftest import Laptop

_SYNCS = 60
"""About as many times a chapter of the life below asks the disk."""


class Lost(AssertionError):  # noqa: N818 - it is what it says
    """Something that was called saved is not there."""


@dataclass(slots=True)
class Life:
    """A laptop that loses its power again and again; `saved` are rows as they were committed.

    `doubtful` are those that were being written when the power went: old or new, never mixed.
    """

    laptop: Laptop
    folder: Path
    dice: random.Random
    synchronous: str = "FULL"
    saved: dict[Key, dict[str, Any]] = field(default_factory=dict)
    doubtful: dict[Key, dict[str, Any]] = field(default_factory=dict)
    cuts: int = 0

    def until_the_power_goes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Work and sync over a disk that is soon without power, and go on with what it kept."""
        self.cuts += 1
        disk = Disk(self.laptop.folder, self.dice)
        disk.settle()
        target = self.folder / f"disk-{self.cuts}"
        disk.arm(self.dice.randint(0, _SYNCS), target)
        with heard(disk, monkeypatch), self._opened(self.laptop.folder):
            try:
                self._work()
            except (UserError, OSError, sa.exc.DatabaseError):
                assert disk.is_off, "nothing fails while there is power"
            disk.cut()
        disk.close()
        self.laptop = replace(self.laptop, folder=target, photos=PhotoStore(target / "foto"))

    @contextlib.contextmanager
    def _opened(self, folder: Path) -> Iterator[None]:
        database = LocalDatabase(folder / "kurasi.sqlite")
        event.listen(database.engine, "connect", self._pragma)
        self.laptop = replace(self.laptop, db=database)
        try:
            yield
        finally:
            database.close()

    def _pragma(self, dbapi: Any, _record: Any) -> None:
        dbapi.execute(f"PRAGMA synchronous = {self.synchronous}")

    def _work(self) -> None:
        for _ in range(self.dice.randint(1, 3)):
            self._saved(self._written)
        edited = self.dice.choice([key for key in self.saved if key[0] == "business"])
        phone = self.laptop.ids.new().hex
        self._saved(lambda: self._edited(edited, phone))
        if self.dice.random() < 0.7:
            self._saved(self._photographed)
        self.laptop.sync()

    def _written(self) -> Key:
        return "business", self.laptop.add(note="x" * self.dice.randint(0, 3_000))

    def _edited(self, key: Key, phone: str) -> Key:
        self.doubtful[key] = {**self.saved[key], "phone": phone}
        self.laptop.edit(key[1], phone=phone)
        return key

    def _photographed(self) -> Key:
        """As the program does: what must be sent of it stands in its row's transaction."""
        names = [self.laptop.photos.put(self.dice.randbytes(size)) for size in (40_000, 400)]
        sizes = {"size_bytes": 40_000, "thumb_bytes": 400}
        row = laptops.row_of(
            "photo", self.laptop.ids.new(), sha256=names[0], thumb_sha256=names[1], **sizes
        )
        with self.laptop.db.write() as session:
            for name, size, small in zip(names, (40_000, 400), (False, True), strict=True):
                waits = {"size_bytes": size, "thumbnail": small, "state": "waiting"}
                session.add(BlobTransfer(sha256=name, direction="up", **waits))
            session.execute(sa.insert(TABLES["photo"]).values(**row))
        return "photo", row["id"]

    def _saved(self, job: Callable[[], Key]) -> None:
        key = job()
        row = self.laptop.row(key[1], key[0])
        assert row is not None
        self.saved[key] = row
        self.doubtful.pop(key, None)

    def look(self, centre: Centre) -> None:
        """The disk as it was left: whole, with everything that had been called saved on it."""
        path = self.laptop.folder / "kurasi.sqlite"
        assert integrity(path) == "ok"
        with self._opened(self.laptop.folder):
            rows = own_rows(self.laptop)
            for key, row in self.saved.items():
                if rows.get(key) not in (row, self.doubtful.get(key, row)):
                    raise Lost(key)
                self.saved[key] = rows[key]
            self.doubtful.clear()
            self._photographs(rows)
            check_books(self.laptop, centre)

    def _photographs(self, rows: dict[Key, dict[str, Any]]) -> None:
        assert self.laptop.photos.verify_all() == []
        for key in self.saved:
            for name in ("sha256", "thumb_sha256") if key[0] == "photo" else ():
                if not self.laptop.photos.has(rows[key][name]):
                    raise Lost(key)

    def heal(self, centre: Centre) -> None:
        """With power again: one sync, and both sides have the same."""
        self.laptop.photos.sweep()
        self.laptop = replace(self.laptop, db=open_local(self.laptop.folder / "kurasi.sqlite"))
        assert self.laptop.sync().complete
        check_healed(self.laptop, centre)
        self.laptop.db.close()


@pytest.fixture
def life(rani: Laptop, tmp_path: Path) -> Life:
    """Rani's laptop before its first power cut, with one record."""
    dice = random.Random("listrik")
    life = Life(rani, tmp_path / "disks", dice)
    key = rani.add(name="Yang pertama")
    row = rani.row(key)
    assert row is not None
    life.saved["business", key] = row
    rani.sync()
    rani.db.close()
    return life


def colleague_works(budi: Laptop, dice: random.Random) -> None:
    """News that the laptop is to hear of: rows, and a photograph to fetch."""
    budi.add(note="catatan " * 50)
    if dice.random() < 0.5:
        budi.photograph(dice.randbytes(30_000), dice.randbytes(300))
    budi.sync()


def cuts(life: Life, centre: Centre, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """Power cuts one after the other, nobody syncing in between."""
    for _ in range(count):
        life.until_the_power_goes(monkeypatch)
        life.look(centre)


@pytest.mark.lesson("B1")
def test_power_cuts_at_any_sync(
    life: Life, budi: Laptop, centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(soak(30)):
        colleague_works(budi, life.dice)
        life.until_the_power_goes(monkeypatch)
        life.look(centre)
        if life.dice.random() < 0.7:  # else the power goes again before the next sync
            life.heal(centre)


def test_a_database_that_asks_the_disk_less_would_be_found_out(
    life: Life, centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    """WAL with `synchronous=NORMAL` loses its last commits: the test above has eyes."""
    life.synchronous = "NORMAL"
    with pytest.raises(Lost):
        cuts(life, centre, monkeypatch, 20)


def test_a_photograph_whose_name_is_not_synced_would_be_found_out(
    life: Life, centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.photos.store._fsync_folder", lambda _folder: None)
    with pytest.raises(Lost):
        cuts(life, centre, monkeypatch, 30)
