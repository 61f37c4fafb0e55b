"""A watched folder: pictures that appear in it (card reader, phone cable, shared folder).

No notifications of the file system: network drives and phones on a cable send none. One pass
over the folder costs a listing, so whoever watches calls `look` about once a second in a worker.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.errors import UserError

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif"})
STABLE_S = 1.0
_DEEPEST = 8
_MOST = 50_000
# What systems keep beside the pictures; a phone keeps its thumbnails and its bin hidden.
_NOT_OURS = frozenset({"$recycle.bin", "system volume information", "lost+found", "lost.dir"})

_Mark = tuple[str, int, int]
"""Name, size, time of change: a card put in again, or copied aside, has no new pictures."""


@dataclass(frozen=True, slots=True)
class Look:
    """What one pass over the folder saw.

    `appeared` was there for the first time, `ready` has stopped growing and can be read.
    While the folder is out of reach (card taken out, cable pulled) both are empty.
    """

    appeared: tuple[Path, ...] = ()
    ready: tuple[Path, ...] = ()
    reachable: bool = True


@dataclass(slots=True)
class _Growing:
    mark: _Mark
    since: float


class Watch:
    """Remembers what it saw. One thread at a time; the first `look` only takes stock."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self.folder = folder
        self._clock = clock
        self._known: set[_Mark] | None = None
        self._growing: dict[Path, _Growing] = {}

    def look(self) -> Look:
        """One pass. Raises UserError `watch.no_folder` or `watch.too_many` on the first only."""
        try:
            found = dict(_pictures(self.folder))
        except OSError as error:
            if self._known is None:
                raise _no_folder(self.folder) from error
            return Look(reachable=False)
        if self._known is None:
            if len(found) >= _MOST:
                raise _too_many(self.folder)
            self._known = set(found.values())
            return Look()
        return self._compare(found, self._known)

    def _compare(self, found: dict[Path, _Mark], known: set[_Mark]) -> Look:
        now, appeared, ready = self._clock(), [], []
        for path in [path for path in self._growing if path not in found]:
            del self._growing[path]
        for path, mark in sorted(found.items()):
            if mark in known:
                self._growing.pop(path, None)
                continue
            growing = self._growing.get(path)
            if growing is None:
                appeared.append(path)
                self._growing[path] = _Growing(mark, now)
            elif growing.mark != mark:
                self._growing[path] = _Growing(mark, now)
            elif now - growing.since >= STABLE_S and mark[1] > 0 and _opens(path):
                del self._growing[path]
                known.add(mark)
                ready.append(path)
        return Look(tuple(appeared), tuple(ready))


def pictures_under(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Files as they are, and in the place of a folder the pictures in it, by name."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found.extend(sorted(picture for picture, _ in _walk(path, _DEEPEST)))
        else:
            found.append(path)
    return tuple(found)


def _pictures(folder: Path) -> Iterator[tuple[Path, _Mark]]:
    """OSError only when the folder itself is out of reach."""
    with os.scandir(folder):
        pass
    for place, found in enumerate(_walk(folder, _DEEPEST), start=1):
        yield found
        if place >= _MOST:
            return


def _walk(folder: Path, depth: int) -> Iterator[tuple[Path, _Mark]]:
    """Pictures below a folder; what cannot be listed or has just gone is passed over."""
    try:
        with os.scandir(folder) as entries:
            listed = list(entries)
    except OSError:
        return
    for entry in listed:
        if entry.name.startswith(".") or entry.name.lower() in _NOT_OURS:
            continue
        try:
            if entry.is_dir(follow_symlinks=False):
                if depth:
                    yield from _walk(Path(entry.path), depth - 1)
            elif _is_picture(entry.name):
                stat = entry.stat()
                yield Path(entry.path), (entry.name, stat.st_size, stat.st_mtime_ns)
        except OSError:
            continue


def _is_picture(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in SUFFIXES  # noqa: PTH122 - no Path for each of 50,000


def _opens(path: Path) -> bool:
    """Windows gives a file its whole size at once and locks it until it is written."""
    try:
        with path.open("rb") as file:
            return bool(file.read(1))
    except OSError:
        return False


def _no_folder(folder: Path) -> UserError:
    return UserError(
        "watch.no_folder",
        f"Folder {folder.name or folder} tidak dapat dibaca.",
        safe="Foto yang sudah masuk tetap tersimpan.",
        todo="Periksa kartu atau kabelnya, lalu pilih foldernya lagi.",
    )


def _too_many(folder: Path) -> UserError:
    return UserError(
        "watch.too_many",
        f"Folder {folder.name or folder} berisi terlalu banyak gambar untuk dipantau.",
        safe="Tidak ada yang berubah.",
        todo="Pilih folder yang lebih kecil, misalnya DCIM di kartu kamera.",
    )
