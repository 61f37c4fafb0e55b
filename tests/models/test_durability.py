"""What was committed stays: a full disk, a killed program."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.errors import UserError
from app.models.engine import LocalDatabase, open_local
from app.models.entities import Business
from app.models.local import SheetDraft, SyncRow
from tests import laptops

ROOT = Path(__file__).resolve().parents[2]


def integrity(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("a disk of its own can only be mounted by root on Linux")
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    if subprocess.run(mount, check=False, capture_output=True).returncode != 0:
        pytest.skip("this machine does not allow mounting a tmpfs")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(database: LocalDatabase) -> tuple[int, UserError]:
    """Write until the disk is full; how many rows were committed, and what was said."""
    for number in range(10_000):
        try:
            laptops.insert(database, "business", str(number), note="catatan " * 400)
        except UserError as error:
            return number, error
    raise AssertionError("the disk never filled")


@pytest.mark.lesson("B7")
def test_a_full_disk_is_told_and_loses_nothing(small_disk: Path) -> None:
    database = laptops.new_database(small_disk / "kurasi.sqlite")
    written, error = fill(database)
    assert error.code == "database.disk_full"
    assert written > 20
    with database.read() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Business)) == written
        assert session.scalar(sa.select(sa.func.count()).select_from(SyncRow)) == written
    database.close()
    assert integrity(database.path) == "ok"


def test_work_goes_on_when_there_is_room_again(small_disk: Path) -> None:
    ballast = small_disk / "film.mp4"
    ballast.write_bytes(bytes(1024 * 1024))
    database = laptops.new_database(small_disk / "kurasi.sqlite")
    written, _ = fill(database)
    ballast.unlink()
    key = laptops.insert(database, "business", "sesudah", name="Sesudah penuh")
    assert laptops.read(database, "business", key) is not None
    with database.read() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Business)) == written + 1
    database.close()
    assert integrity(database.path) == "ok"


def test_opening_on_a_full_disk_says_so(small_disk: Path) -> None:
    folder = small_disk / "data"
    folder.mkdir()
    with pytest.raises(OSError, match="space"):
        (small_disk / "film.mp4").write_bytes(bytes(8 * 1024 * 1024))
    with pytest.raises(UserError) as caught:
        open_local(folder / "kurasi.sqlite")
    assert caught.value.code == "database.disk_full"


def test_a_read_only_file_is_told(db: LocalDatabase) -> None:
    with db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
        connection.rollback()
    with pytest.raises(UserError) as caught:
        laptops.insert(db, "business", "a")
    assert caught.value.code == "database.cannot_write"


WRITER = """
import sys
from pathlib import Path
from uuid import uuid4
import sqlalchemy as sa
from app.models.engine import open_local
from app.models.local import SheetDraft
from tests import laptops
from tests.conftest import NOW

database = open_local(Path(sys.argv[1]))
start = int(sys.argv[2])
for number in range(start, start + 100_000):
    laptops.insert(database, "business", str(number), note="x" * (number % 900))
    with database.write() as session:
        draft = session.get(SheetDraft, (laptops.DRAFT, laptops.DRAFT))
        if draft is None:
            draft = SheetDraft(curation_id=laptops.DRAFT, curator_id=laptops.DRAFT,
                               rubric_rev="", sheet={}, saved_at=NOW)
            session.add(draft)
        draft.sheet = {"scores": {"RASA-1": number}}
    print(number, flush=True)
"""


def killed_at_work(path: Path, start: int, rng: random.Random) -> int:
    """Let another program write, kill it in the middle; the last number it had confirmed."""
    command = [sys.executable, "-c", WRITER, str(path), str(start)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    ) as writer:
        assert writer.stdout is not None
        confirmed = [writer.stdout.readline() for _ in range(3)]
        time.sleep(rng.uniform(0, 0.05))
        writer.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        confirmed += writer.stdout.read().splitlines()
    whole = [line for line in confirmed if line.strip().isdecimal()]
    return int(whole[-1])


def test_a_killed_program_loses_nothing_it_had_saved(tmp_path: Path) -> None:
    path = tmp_path / "kurasi.sqlite"
    laptops.new_database(path).close()
    rng = random.Random(20261121)
    start = 0
    for _ in range(4):
        last = killed_at_work(path, start, rng)
        database = open_local(path)
        with database.read() as session:
            count = session.scalar(sa.select(sa.func.count()).select_from(Business)) or 0
            captured = session.scalar(sa.select(sa.func.count()).select_from(SyncRow))
            draft = session.get_one(SheetDraft, (laptops.DRAFT, laptops.DRAFT))
            saved = draft.sheet["scores"]["RASA-1"]
        database.close()
        assert integrity(path) == "ok"
        # One more of each may have been committed without having been confirmed.
        assert last + 1 <= count <= last + 2
        assert captured == count
        assert last <= saved <= last + 1
        start = count
