"""Disks that are too small: a real one to fill, and one that is full at its n-th write."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from app.models.engine import LocalDatabase

_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
_BALLAST = "film.mp4"


@contextlib.contextmanager
def mounted(folder: Path, megabytes: int) -> Iterator[Path]:
    """A disk of that size at `folder`; skips where one cannot be had."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("a disk of its own can only be mounted by root on Linux")
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    if subprocess.run(mount, check=False, capture_output=True).returncode != 0:
        pytest.skip("this machine does not allow mounting a tmpfs")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(disk: Path, leave: int = 0) -> None:
    """Take all room on a disk but `leave` bytes."""
    with (disk / _BALLAST).open("ab", buffering=0) as ballast:
        for size in (65536, 4096, 1):
            with contextlib.suppress(OSError):
                while True:
                    ballast.write(bytes(size))
        ballast.truncate(ballast.seek(0, os.SEEK_END) - leave)


def make_room(disk: Path) -> None:
    """Give the room back."""
    (disk / _BALLAST).unlink()


def shrink_log(database: LocalDatabase) -> None:
    """Empty the write-ahead log, so that the very next write asks the disk for room."""
    with database.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def integrity(path: Path) -> str:
    """What SQLite thinks of its file, opened anew."""
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])


class FailingWrites:
    """Counts a database's writes and commits, and fails the n-th as a full disk does.

    With `about`, only statements that name this table count, and the commits after them.
    """

    def __init__(
        self, database: LocalDatabase, monkeypatch: pytest.MonkeyPatch, about: str = ""
    ) -> None:
        self.count = 0
        self._about = about
        self._counted = False
        self.fail_at: int | None = None
        dialect = database.engine.dialect
        for name in ("do_execute", "do_executemany"):
            event.listen(database.engine, name, self._before)
        commit = dialect.do_commit

        def do_commit(connection: Any) -> None:
            if self._counted or not about:
                self._step()
            commit(connection)

        monkeypatch.setattr(dialect, "do_commit", do_commit)

    def start(self, fail_at: int | None) -> None:
        """Count from nothing; fail at the `fail_at`-th (0 is the first), or never."""
        self.count, self.fail_at = 0, fail_at

    def _before(self, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.lstrip().startswith(_WRITES):
            self._counted = self._about in statement
            if self._counted:
                self._step()

    def _step(self) -> None:
        here, self.count = self.count, self.count + 1
        if here == self.fail_at:
            raise sqlite3.OperationalError("database or disk is full")


class FailingFiles:
    """Counts the calls that make files last, and fails the n-th with "no space left"."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self.fail_at: int | None = None
        fsync = os.fsync

        def failing(handle: int) -> None:
            here, self.count = self.count, self.count + 1
            if here == self.fail_at:
                raise OSError(errno.ENOSPC, "No space left on device")
            fsync(handle)

        monkeypatch.setattr("app.photos.store.os.fsync", failing)

    def start(self, fail_at: int | None) -> None:
        """Count from nothing; fail at the `fail_at`-th (0 is the first), or never."""
        self.count, self.fail_at = 0, fail_at
