"""A disk without room, at every write: it is told, nothing is lost, nothing half-done is sent."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.central.centre import Centre
from app.errors import UserError
from app.models.engine import open_local
from app.photos.store import PhotoStore
from app.protocol import wire
from app.sync.report import Report
from tests import laptops
from tests.faults.books import check_books, check_healed, own_rows
from tests.faults.disks import (
    FailingFiles,
    FailingWrites,
    fill,
    integrity,
    make_room,
    shrink_log,
)
from tests.faults.story import Story
from tests.sync.conftest import Laptop, sha

FULL = {"database.disk_full", "photo.disk_full"}


@pytest.fixture
def cramped(rani: Laptop, small_disk: Path) -> Laptop:
    """Rani's laptop, its data on a disk that is soon full."""
    rani.db.close()
    return replace(
        rani,
        folder=small_disk,
        db=laptops.new_database(small_disk / "kurasi.sqlite"),
        photos=PhotoStore(small_disk / "foto"),
    )


def told(job: Callable[[], object]) -> UserError:
    """What the person is told when there is no room."""
    with pytest.raises(UserError) as caught:
        job()
    error = caught.value
    assert error.code in FULL
    assert error.safe
    assert error.todo
    return error


def no_room(laptop: Laptop, disk: Path) -> None:
    """Not a byte is left, neither on the disk nor in the log."""
    shrink_log(laptop.db)
    fill(disk)


def still_well(laptop: Laptop, disk: Path, centre: Centre) -> None:
    """Room again: the file is sound, the work goes on and arrives."""
    check_books(laptop, centre)
    make_room(disk)
    laptop.sync()
    check_healed(laptop, centre)
    laptop.db.close()
    assert integrity(laptop.db.path) == "ok"


def changes_sent(laptop: Laptop, since: int = 0) -> int:
    """How many changes left this laptop after its first `since` messages."""
    batches = (wire.unpack(message)["batch"] for message in laptop.transport.sent[since:])
    return sum(len(wire.parse(b.encode())["changes"]) for b in batches if b)


@pytest.mark.lesson("B7")
def test_no_room_for_an_edit(cramped: Laptop, small_disk: Path, centre: Centre) -> None:
    key = cramped.add(name="Sebelum penuh")
    no_room(cramped, small_disk)
    told(lambda: cramped.edit(key, note="catatan " * 2_000))
    told(lambda: cramped.add(name="Tidak muat", note="x" * 9_000))
    assert cramped.value(key, "note") is None
    assert set(cramped.rows()) == {key}
    still_well(cramped, small_disk, centre)


@pytest.mark.lesson("B7")
@pytest.mark.lesson("B13")
def test_no_room_for_a_photograph(cramped: Laptop, small_disk: Path, centre: Centre) -> None:
    kept = bytes(range(256)) * 40
    cramped.photograph(kept, b"kecil")
    no_room(cramped, small_disk)
    lost = bytes(range(255, -1, -1)) * 400
    told(lambda: cramped.photograph(lost, b"juga kecil"))
    assert cramped.photos.verify_all() == []
    assert not cramped.photos.has(sha(lost))
    assert len(cramped.rows("photo")) == 1
    assert list(small_disk.rglob("*.new")) == []
    still_well(cramped, small_disk, centre)
    assert centre.photos.read(sha(kept)) == kept


@pytest.mark.lesson("B7")
def test_no_room_to_freeze(cramped: Laptop, small_disk: Path, centre: Centre) -> None:
    for number in range(60):
        cramped.add(name=f"Usaha {number}", note="catatan " * 100)
    no_room(cramped, small_disk)
    told(cramped.sync)
    assert cramped.transport.sent == []
    assert cramped.waiting() == 60
    still_well(cramped, small_disk, centre)


@pytest.mark.lesson("B7")
def test_no_room_for_news(cramped: Laptop, budi: Laptop, small_disk: Path, centre: Centre) -> None:
    """The pull fails; what is here stays, and the next push sends no emptiness."""
    mine = cramped.add(name="Sudah di pusat")
    cramped.sync()
    for number in range(80):
        budi.add(name=f"Usaha {number}", note="catatan " * 100)
    budi.sync()
    before, since = own_rows(cramped), len(cramped.transport.sent)
    no_room(cramped, small_disk)
    for _ in range(3):
        told(cramped.sync)
        assert own_rows(cramped) == before
        check_books(cramped, centre)
    assert changes_sent(cramped, since) == 0
    still_well(cramped, small_disk, centre)
    assert changes_sent(cramped, since) == 0
    assert cramped.transport.centre is centre
    assert mine in budi.rows() or budi.sync().received


@pytest.mark.lesson("B7")
@pytest.mark.lesson("B13")
@pytest.mark.parametrize("leave", [0, 100_000])
def test_no_room_for_anothers_photograph(
    cramped: Laptop, budi: Laptop, small_disk: Path, centre: Centre, leave: int
) -> None:
    """None of it, or part of it, fits: it is fetched whole once there is room."""
    picture = bytes(range(256)) * 3_000
    budi.photograph(picture, b"kecil")
    budi.sync()
    for _ in cramped.engine._rows(cramped.transport, Report()):
        pass
    shrink_log(cramped.db)
    fill(small_disk, leave)
    for _ in range(2):
        told(cramped.sync)
        assert not cramped.photos.has(sha(picture))
        check_books(cramped, centre)
    still_well(cramped, small_disk, centre)
    assert cramped.photos.read(sha(picture)) == picture


@pytest.mark.lesson("B7")
def test_no_room_to_empty_the_log(cramped: Laptop, small_disk: Path, centre: Centre) -> None:
    """What was committed stands in the write-ahead log, and the file itself cannot grow by it:
    nothing is lost by trying, by closing, or by opening it again as long as the disk is full."""
    shrink_log(cramped.db)
    keys = {cramped.add(name=f"Usaha {n}", note="catatan " * 100) for n in range(60)}
    before = own_rows(cramped)
    fill(small_disk)
    size = cramped.db.path.stat().st_size
    with pytest.raises(sqlite3.OperationalError, match="full"):
        shrink_log(cramped.db)
    assert own_rows(cramped) == before
    cramped.db.close()
    again = replace(cramped, db=open_local(cramped.db.path))
    assert (set(again.rows()), own_rows(again)) == (keys, before)
    told(lambda: again.add(name="Tidak muat", note="x" * 3_000_000))
    assert again.waiting() == len(keys)
    still_well(again, small_disk, centre)
    assert again.db.path.stat().st_size > size


@pytest.mark.lesson("B1")
@pytest.mark.lesson("B7")
@pytest.mark.parametrize(("about", "least"), [("", 14), ("blob_transfer", 8)])
def test_full_at_every_write_of_a_sync(
    rani: Laptop, budi: Laptop, monkeypatch: pytest.MonkeyPatch, about: str, least: int
) -> None:
    """Each statement that writes and each commit fails in turn, until a sync has no more.

    First all those of a sync of rows, then those about photographs.
    """
    story = Story(rani, budi, photo_bytes=500, photographs=bool(about))
    writes = FailingWrites(rani.db, monkeypatch, about)
    for number in range(1_000):
        story.go_on()
        writes.start(number)
        error = story.interrupted(rani.transport)
        assert (error is None) == (writes.count <= number)
        writes.start(None)
        if error is None:
            break
        assert error.code == "database.disk_full"
        assert rani.sync().complete
    assert number >= least
    story.check()


@pytest.mark.lesson("B7")
@pytest.mark.lesson("B13")
def test_full_at_every_file_of_a_sync(
    rani: Laptop, budi: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Photographs on both sides of the road; here the centre's disk is full at times, too."""
    story = Story(rani, budi, photo_bytes=500)
    files = FailingFiles(monkeypatch)
    failed = 0
    for number in range(100):
        story.go_on()
        files.start(number)
        error = story.interrupted(rani.transport)
        enough = files.count <= number
        files.start(None)
        assert error is None or error.code in FULL
        failed += error is not None
        assert rani.sync().complete
        if enough:
            break
    assert failed >= 3, failed
    story.check()
