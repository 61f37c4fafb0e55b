"""Power cuts: what a disk still holds when only what was synced to it is sure.

Nothing of this needs root or another program. SQLite's own layer under its files is wrapped by
ctypes, so that each of its syncs is heard of; Python's `os.fsync` is replaced for the files and
folders of the photographs. Between two syncs a disk may have written anything of what it was
given, in any order: `Disk.image` makes one such disk.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import random
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

_SECTOR = 512
_VOLATILE = "-shm"
"""SQLite rebuilds this file from the log whenever nobody has it open; no disk needs to keep it."""
_JOURNALS = ("-wal", "-journal")
_SQLITE_IOERR_FSYNC = 10 | (4 << 8)
Name = tuple[str, int]
"""Whether a folder's entry is a file or a folder, and which (an inode)."""


@dataclass(slots=True)
class Disk:
    """A folder as a disk without power would leave it; `cut_at` counts down its syncs.

    Sure is the content of a file when it was last synced, and the names in a folder when that
    was. When the power goes, every later call to sync fails, as if the machine were no more.
    """

    root: Path
    dice: random.Random
    cut_at: int | None = None
    syncs: int = 0
    target: Path | None = None
    _sure: dict[int, bytes] = field(default_factory=dict)
    _names: dict[int, dict[str, Name]] = field(default_factory=dict)
    _held: dict[int, int] = field(default_factory=dict)
    _turn: threading.RLock = field(default_factory=threading.RLock)

    def settle(self) -> None:
        """All that is here now is sure."""
        for folder, _, files in os.walk(self.root):
            self._names[Path(folder).stat().st_ino] = _entries(Path(folder))
            for name in files:
                self._keep(Path(folder, name))

    def arm(self, cut_at: int, target: Path) -> None:
        """The power goes at the sync after so many more; the disk's image goes to `target`."""
        self.syncs, self.cut_at, self.target = 0, cut_at, target

    @property
    def is_off(self) -> bool:
        """Whether the power has gone."""
        return self.target is not None and self.target.exists()

    def cut(self) -> None:
        """The power goes now."""
        assert self.target is not None
        with self._turn:
            if not self.is_off:
                self._write(self.root, self.target)

    def close(self) -> None:
        """Let go of all files."""
        for handle in self._held.values():
            os.close(handle)
        self._held.clear()

    def around(self, path: Path, sync: Callable[[], int], failed: int) -> int:
        """Do `sync`, and know what is sure after it; `failed` once the power is gone.

        It goes before or after the sync is done, and in between as much as the dice say.
        """
        with self._turn:
            if self.is_off or not self._may_go_on():
                return failed
            note = self._seen(path)
            result = sync()
            if result == 0:
                note()
            return result if self._may_go_on() else failed

    def _may_go_on(self) -> bool:
        self.syncs += 1
        if self.cut_at is not None and self.syncs > self.cut_at:
            self.cut()
            return False
        return True

    def _seen(self, path: Path) -> Callable[[], None]:
        """What a sync of this path, beginning now, makes sure; to be called when it is done."""
        if path.is_dir():
            inode, names = path.stat().st_ino, _entries(path)
            return lambda: self._names.update({inode: names})
        first = path.stat().st_ino not in self._sure
        data = path.read_bytes()

        def note() -> None:
            self._keep(path, data)
            if first and path.name.endswith(_JOURNALS):  # SQLite syncs their folder itself
                folder = path.parent
                self._names[folder.stat().st_ino] = _entries(folder)

        return note

    def _keep(self, path: Path, data: bytes | None = None) -> None:
        """A file held open keeps its number for itself, so that no later one is taken for it."""
        inode = path.stat().st_ino
        self._sure[inode] = path.read_bytes() if data is None else data
        if inode not in self._held:
            self._held[inode] = os.open(path, os.O_RDONLY)

    # -- the image -----------------------------------------------------------------

    def _write(self, folder: Path, target: Path) -> None:
        """Each name that was not made sure may be the old one, the new one, or none."""
        sure, now = self._names.get(folder.stat().st_ino, {}), _entries(folder)
        target.mkdir(parents=True)
        for name in sorted(sure.keys() | now.keys()):
            entry = sure.get(name)
            if entry != now.get(name) and self.dice.random() < 0.5:
                entry = now.get(name)
            if entry is None or name.endswith(_VOLATILE):
                continue
            kind, inode = entry
            if kind == "folder":
                self._write(folder / name, target / name)
            else:
                live = _read(folder / name, inode)
                (target / name).write_bytes(self._torn(self._sure.get(inode, b""), live))

    def _torn(self, sure: bytes, live: bytes | None) -> bytes:
        """A file between what was synced and what was written since, sector by sector."""
        if live is None or live == sure:
            return sure
        how = self.dice.random()
        if how < 0.2:
            return sure
        if how < 0.4:
            return live
        length = self.dice.choice([len(sure), len(live), self.dice.randint(*_ends(sure, live))])
        data = bytearray(sure[:length].ljust(length, b"\0"))
        for start in range(0, length, _SECTOR):
            was, new = (b[start : start + _SECTOR] for b in (bytes(data), live))
            if new and new != was:
                data[start : start + len(new)] = self._sector(was, new[: len(was)])
        return bytes(data)

    def _sector(self, was: bytes, new: bytes) -> bytes:
        """Old, new, or torn within: bytes that were not written stay as they were."""
        chance = self.dice.random()
        if chance < 0.4:
            return was[: len(new)]
        if chance < 0.8:
            return new
        place = self.dice.randrange(len(new))
        if chance < 0.9:
            return new[:place] + was[place : len(new)]
        noise = self.dice.randbytes(len(new))
        return bytes(
            n if n == w else x for n, w, x in zip(new, was[: len(new)], noise, strict=True)
        )


def _ends(sure: bytes, live: bytes) -> tuple[int, int]:
    shorter, longer = sorted((len(sure), len(live)))
    return shorter, longer


def _entries(folder: Path) -> dict[str, Name]:
    with os.scandir(folder) as found:
        return {e.name: ("folder" if e.is_dir() else "file", e.inode()) for e in found}


def _read(path: Path, inode: int) -> bytes | None:
    """What the file of this number holds now, where it still has this name."""
    with contextlib.suppress(OSError), path.open("rb") as file:
        if os.fstat(file.fileno()).st_ino == inode:
            return file.read()
    return None


# -- hearing of syncs ----------------------------------------------------------------


@contextlib.contextmanager
def heard(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every sync of a file under the disk's folder is told to it, for as long as the block lasts.

    Databases have to be opened and closed inside. Skips where SQLite cannot be reached.
    """
    with _sqlite(disk), monkeypatch.context() as patched:
        plain = os.fsync

        def fsync(handle: int) -> None:
            path = _path_of(handle)
            if not path.is_relative_to(disk.root):
                plain(handle)
            elif disk.around(path, lambda: plain(handle) or 0, 1):
                raise OSError(5, "the power is gone")

        patched.setattr(os, "fsync", fsync)
        yield


def _path_of(handle: int) -> Path:
    return Path(f"/proc/self/fd/{handle}").readlink()


class _Methods(ctypes.Structure):
    """sqlite3_io_methods, as far as it concerns us: the sixth entry syncs."""

    _fields_ = (
        ("version", ctypes.c_int),
        ("before", ctypes.c_void_p * 4),  # close, read, write, truncate
        ("sync", ctypes.c_void_p),
        ("after", ctypes.c_void_p * 13),
    )


class _File(ctypes.Structure):
    """sqlite3_file: a pointer to its methods, then whatever the layer keeps."""

    _fields_ = (("methods", ctypes.POINTER(_Methods)),)


_OPEN = ctypes.CFUNCTYPE(
    ctypes.c_int,
    ctypes.c_void_p,
    ctypes.c_void_p,  # the name: SQLite's layer keeps this very pointer, so no copy will do
    ctypes.POINTER(_File),
    ctypes.c_int,
    ctypes.c_void_p,
)
_SYNC = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)


class _Vfs(ctypes.Structure):
    """sqlite3_vfs: how SQLite reaches files."""

    _fields_ = (
        ("version", ctypes.c_int),
        ("file_size", ctypes.c_int),
        ("longest_path", ctypes.c_int),
        ("next", ctypes.c_void_p),
        ("name", ctypes.c_char_p),
        ("data", ctypes.c_void_p),
        ("open", ctypes.c_void_p),
        ("rest", ctypes.c_void_p * 15),
    )


@contextlib.contextmanager
def _sqlite(disk: Disk) -> Iterator[None]:
    """A layer of our own, the same as SQLite's but for its `open`, is the one that is used."""
    library = _library()
    plain = ctypes.cast(library.sqlite3_vfs_find(None), ctypes.POINTER(_Vfs))
    if plain.contents.name != b"unix":
        pytest.skip("power cuts are played over SQLite's layer for Linux")
    layer = _Vfs.from_buffer_copy(plain.contents)
    layer.name, layer.next = b"power", None
    wrapped = _Wrapped(disk, plain)
    opening = _OPEN(wrapped.open)
    layer.open = ctypes.cast(opening, ctypes.c_void_p)
    assert library.sqlite3_vfs_register(ctypes.byref(layer), 1) == 0
    try:
        yield
    finally:
        library.sqlite3_vfs_unregister(ctypes.byref(layer))
        library.sqlite3_vfs_register(plain, 1)


def _library() -> Any:
    """The very SQLite that Python uses."""
    import _sqlite3

    library = ctypes.CDLL(getattr(_sqlite3, "__file__", None))
    if not hasattr(library, "sqlite3_vfs_find"):
        pytest.skip("this Python's SQLite cannot be reached from outside")
    library.sqlite3_vfs_find.restype = ctypes.c_void_p
    return library


class _Wrapped:
    """Files opened through SQLite's own layer, with another way to sync."""

    def __init__(self, disk: Disk, plain: Any) -> None:
        self._disk, self._layer = disk, plain
        self._open = _OPEN(plain.contents.open)
        self._paths: dict[int, Path] = {}
        self._tables: dict[int, tuple[_Methods, Any]] = {}

    def open(self, _layer: Any, name: int | None, file: Any, flags: int, out: Any) -> int:
        """As SQLite would; the file's own methods are then replaced by a copy of theirs."""
        result: int = self._open(ctypes.cast(self._layer, ctypes.c_void_p), name, file, flags, out)
        methods = file.contents.methods
        if result == 0 and methods and name:
            path = Path(os.fsdecode(ctypes.string_at(name)))
            if path.is_relative_to(self._disk.root):
                self._paths[ctypes.addressof(file.contents)] = path
                file.contents.methods = ctypes.pointer(self._table(methods))
        return result

    def _table(self, methods: Any) -> _Methods:
        place = ctypes.addressof(methods.contents)
        if place not in self._tables:
            table = _Methods.from_buffer_copy(methods.contents)
            plain = _SYNC(table.sync)
            ours = _SYNC(lambda file, flags: self._sync(plain, file, flags))
            table.sync = ctypes.cast(ours, ctypes.c_void_p)
            self._tables[place] = table, ours
        return self._tables[place][0]

    def _sync(self, plain: Any, file: int, flags: int) -> int:
        return self._disk.around(self._paths[file], lambda: plain(file, flags), _SQLITE_IOERR_FSYNC)
