"""The files of the journal: a JSON object a line, each naming the hash of the line before.

One file a day. A line counts once it is whole, with its end, and on the disk; half a line
at the end of a file is what a kill or a power cut left, and is passed over.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.protocol.wire import canonical

Entry = dict[str, Any]
_SUFFIX = ".jsonl"
_NEAR_END = 256 * 1024


@dataclass(frozen=True, slots=True)
class Tail:
    """Where the journal ends: the newest file and its whole bytes, the last hash and mark."""

    path: Path | None = None
    size: int = 0
    hash: str = ""
    mark: Entry | None = None


@dataclass(slots=True)
class JournalFiles:
    """The journal in one folder; `faults` fills while it is read, in the officer's words."""

    root: Path
    faults: list[str] = field(default_factory=list)

    def files(self) -> list[Path]:
        """All files, the oldest first."""
        return sorted(self.root.glob(f"*{_SUFFIX}"))

    def tail(self) -> Tail:
        """Where to go on."""
        files = self.files()
        if not files:
            return Tail()
        path = files[-1]
        size, last, mark = _end_of(path)
        for earlier in reversed(files[:-1]):  # killed while the first lines of a day were written
            if last and mark is not None:
                break
            _, before, earlier_mark = _end_of(earlier)
            last, mark = last or before, mark or earlier_mark
        return Tail(path, size, _hash(last) if last else "", mark)

    def file_of(self, day: str) -> Path:
        """The file for `day`; a clock that was set back writes on in the newest."""
        files = self.files()
        newest = files[-1].stem if files else ""
        return self.root / f"{max(day, newest)}{_SUFFIX}"

    def append(self, tail: Tail, day: str, entries: Iterable[Mapping[str, Any]]) -> None:
        """Add `entries` after `tail` and wait for the disk; OSError leaves the file as it was."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        path, lines, last = self.file_of(day), bytearray(), tail.hash
        for entry in entries:
            line = canonical({**entry, "prev": last})
            last = _hash(line)
            lines += line + b"\n"
        _write(path, tail.size if path == tail.path else 0, bytes(lines))

    def read(self) -> Iterator[Entry]:
        """Every entry that can be read, in order; what is wrong is noted in `faults`."""
        last: str | None = None
        for path in self.files():
            *lines, torn = path.read_bytes().split(b"\n")
            if torn:
                self.faults.append(f"{path.name}: baris terakhir terpotong dan dilewati")
            for number, line in enumerate(lines, 1):
                entry = _parse(line)
                if entry is None:
                    self.faults.append(f"{path.name} baris {number}: tidak terbaca, dilewati")
                elif last is not None and entry.get("prev") != last:
                    self.faults.append(f"{path.name} baris {number}: rantai jurnal putus di sini")
                last = _hash(line)
                if entry is not None:
                    yield entry


def _hash(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()


def _parse(line: bytes) -> Entry | None:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return entry if isinstance(entry, dict) and isinstance(entry.get("kind"), str) else None


def _end_of(path: Path) -> tuple[int, bytes, Entry | None]:
    """How many bytes are whole lines, the last of them, and the last mark among them."""
    size = path.stat().st_size
    for near in (_NEAR_END, size):
        start = max(0, size - near)
        with path.open("rb") as file:
            file.seek(start)
            data = file.read()
        *lines, torn = data.split(b"\n")
        lines = lines[1:] if start else lines  # the first may be half a line
        for line in reversed(lines):
            entry = _parse(line)
            if entry is not None and entry["kind"] == "mark":
                return start + len(data) - len(torn), lines[-1], entry
    return len(data) - len(torn), lines[-1] if lines else b"", None


def _write(path: Path, at: int, data: bytes) -> None:
    fresh = not path.exists()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    try:
        os.ftruncate(handle, at)  # half a line that a kill left was never said to be kept
        os.lseek(handle, at, os.SEEK_SET)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(handle, rest) :]
            os.fsync(handle)
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(handle, at)
            raise
    finally:
        os.close(handle)
    if fresh and os.name != "nt":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
