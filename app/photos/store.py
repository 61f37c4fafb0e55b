"""Photographs on disk: immutable blobs, each known by the SHA-256 of its bytes.

What a file is called is decided in this module alone, so that encryption can
be slipped underneath: callers only ever see hashes and bytes.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.photos import errors

_HASH = re.compile(r"[0-9a-f]{64}")
_FAN = re.compile(r"[0-9a-f]{2}")
_WHOLE = ".photo"
_PART = ".part"
_TEMPORARY = ".new"
_ASIDE = ".rusak"
_ERROR_HANDLE_DISK_FULL, _ERROR_DISK_FULL = 39, 112  # Windows
_ON_WINDOWS = os.name == "nt"
_REPLACE_ATTEMPTS = 6
_REPLACE_PAUSE_S = 0.05
_WRITING_S = 3600


class FindingKind(StrEnum):
    """What `PhotoStore.verify_all` can find wrong with a file."""

    CHANGED = "changed"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class StoreFinding:
    """One blob whose bytes no longer give its name."""

    sha256: str
    kind: FindingKind


class PhotoStore:
    """Content-addressed files under `root`, which is made when first written to.

    Every method that takes a hash raises ValueError for anything but 64
    lower-case hexadecimal digits: a hash becomes a path, so it is checked here.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, data: bytes) -> str:
        """Keep `data` durably and return its SHA-256; keeping it twice is harmless.

        A damaged file of that name is healed. Raises UserError
        'photo.disk_full' or 'photo.cannot_write', leaving nothing half-written.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        if not self._is_whole(sha256):
            with _writing():
                self._write(self._path(sha256), data)
        return sha256

    def read(self, sha256: str) -> bytes:
        """The bytes of a photograph, checked against its name.

        Raises UserError 'photo.missing', 'photo.cannot_read' or 'photo.changed'.
        """
        with _reading():
            data = self._path(sha256).read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise errors.changed()
        return data

    def has(self, sha256: str) -> bool:
        """Whether the photograph is here, whole (its bytes are not re-read)."""
        return self._path(sha256).is_file()

    def size(self, sha256: str) -> int:
        """Bytes of a photograph; raises UserError 'photo.missing'."""
        with _reading():
            return self._path(sha256).stat().st_size

    def part_offset(self, sha256: str) -> int:
        """How many bytes of an unfinished download are here; 0 when none."""
        try:
            return self._part(sha256).stat().st_size
        except FileNotFoundError:
            return 0

    def append_part(self, sha256: str, offset: int, data: bytes) -> None:
        """Add the next bytes of a download.

        Raises ValueError when `offset` is not `part_offset`, and UserError
        'photo.disk_full' or 'photo.cannot_write' with the part as it was.
        """
        here = self.part_offset(sha256)
        if offset != here:
            raise ValueError(f"part has {here} bytes, data is for offset {offset}")
        part = self._part(sha256)
        with _writing():
            self._make_folder(part.parent)
            _append(part, data, here)

    def finish_part(self, sha256: str) -> None:
        """Check a complete download and move it in place.

        A part whose bytes do not give the hash is thrown away with UserError
        'photo.changed'; without a part, 'photo.missing' unless already whole.
        """
        part = self._part(sha256)
        if not part.exists() and self._is_whole(sha256):
            return
        with _reading():
            whole = _digest(part) == sha256
        if not whole:
            part.unlink(missing_ok=True)
            raise errors.changed()
        with _writing():
            _fsync_file(part)
            _replace(part, self._path(sha256))
            _fsync_folder(part.parent)

    def all_hashes(self) -> Iterator[str]:
        """The hashes of all whole photographs, in ascending order."""
        for folder in self._folders():
            for path in sorted(folder.glob(f"*{_WHOLE}")):
                if _HASH.fullmatch(path.stem):
                    yield path.stem

    def verify_all(self) -> list[StoreFinding]:
        """Read every photograph again; what is not listed is as it was taken in."""
        findings = (self._verify(sha256) for sha256 in self.all_hashes())
        return [finding for finding in findings if finding]

    def used(self) -> int:
        """Bytes of all files here, unfinished downloads and what was set aside included."""
        total = 0
        for folder in self._folders():
            with os.scandir(folder) as entries:
                total += sum(entry.stat().st_size for entry in entries if entry.is_file())
        return total

    def set_aside(self, sha256: str) -> bool:
        """Move a damaged photograph out of the way of a good copy; whether it was there.

        A whole one stays where it is. Raises UserError 'photo.cannot_write'.
        """
        path = self._path(sha256)
        if not path.exists() or self._is_whole(sha256):
            return False
        with _writing():
            _replace(path, path.with_suffix(_ASIDE))
        _fsync_folder(path.parent)
        return True

    def sweep(self) -> int:
        """Delete what a power cut left of unfinished `put`s; returns how many.

        What is younger than an hour may be written this moment, by whomever. Unfinished
        downloads stay: they will be continued.
        """
        young = time.time() - _WRITING_S
        swept = 0
        for path in (p for folder in self._folders() for p in folder.glob(f"*{_TEMPORARY}")):
            with suppress(OSError):  # gone, or held by somebody: another time
                if path.stat().st_mtime < young:
                    path.unlink()
                    swept += 1
        return swept

    def _path(self, sha256: str) -> Path:
        if not _HASH.fullmatch(sha256):
            raise ValueError("not a SHA-256 in lower-case hexadecimal digits")
        return self._root / sha256[:2] / f"{sha256}{_WHOLE}"

    def _part(self, sha256: str) -> Path:
        return self._path(sha256).with_suffix(_PART)

    def _folders(self) -> list[Path]:
        if not self._root.is_dir():
            return []
        return sorted(p for p in self._root.iterdir() if p.is_dir() and _FAN.fullmatch(p.name))

    def _is_whole(self, sha256: str) -> bool:
        try:
            return _digest(self._path(sha256)) == sha256
        except OSError:
            return False

    def _verify(self, sha256: str) -> StoreFinding | None:
        try:
            intact = _digest(self._path(sha256)) == sha256
        except OSError:
            return StoreFinding(sha256, FindingKind.UNREADABLE)
        return None if intact else StoreFinding(sha256, FindingKind.CHANGED)

    def _make_folder(self, folder: Path) -> None:
        """The store's own folder has to last as well, wherever it lies."""
        for new in (self._root, folder):
            if not new.is_dir():
                new.mkdir(parents=True, exist_ok=True)
                _fsync_folder(new.parent)

    def _write(self, path: Path, data: bytes) -> None:
        self._make_folder(path.parent)
        handle, name = tempfile.mkstemp(suffix=_TEMPORARY, dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            _replace(Path(name), path)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink(missing_ok=True)
            raise
        _fsync_folder(path.parent)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _append(part: Path, data: bytes, before: int) -> None:
    try:
        with part.open("ab") as file:
            file.write(data)
    except OSError:
        # Half of `data` may have arrived; the offset must tell the truth.
        with suppress(OSError):
            os.truncate(part, before)
        raise


def _replace(source: Path, target: Path) -> None:
    """`os.replace`, patient with Windows' virus scanners, which hold new files open."""
    for attempt in range(1, _REPLACE_ATTEMPTS + 1):
        try:
            source.replace(target)
            return
        except PermissionError:
            if not _ON_WINDOWS or attempt == _REPLACE_ATTEMPTS:
                raise
            time.sleep(_REPLACE_PAUSE_S)


def _fsync_file(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _fsync_folder(folder: Path) -> None:
    """Make a rename last through a power cut; Windows and some shares cannot, nor need to."""
    if _ON_WINDOWS:
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise errors.disk_full() if _is_full(error) else errors.cannot_write() from error


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise errors.missing() from error
    except OSError as error:
        raise errors.cannot_read() from error


def _is_full(error: OSError) -> bool:
    full_on_windows = getattr(error, "winerror", None) in (
        _ERROR_HANDLE_DISK_FULL,
        _ERROR_DISK_FULL,
    )
    return full_on_windows or error.errno in (errno.ENOSPC, errno.EDQUOT)
