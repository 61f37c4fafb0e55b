"""One picture on its way from a phone: what was announced, what has come, what became of it."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeGuard

from app.domain.terms import PhotoRole
from app.photos.taken import MAX_BYTES

_ID = re.compile(r"[0-9a-f]{32}")
_LONGEST_NAME = 100
# The container of HEIC also holds films: `isom`, `mp42` and `qt  ` are not in the list.
_STILL = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
HEAD = 12
"""Bytes that tell a picture from anything else."""
NOT_AN_IMAGE = "Berkas ini bukan foto. Pilih foto JPEG, PNG, WebP atau HEIC."


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one dialog takes, and how fast; the page is told them."""

    picture: int = MAX_BYTES
    pictures: int = 30
    at_once: int = 4
    """Pictures that may be half here and moving; a phone sends one at a time."""
    piece: int = 512 * 1024
    resting_s: float = 30.0
    """An unfinished picture that stood still for so long takes nobody's place."""
    free: int = 300 * 1024 * 1024
    """What has to stay free on the disk."""


class Denied(Exception):  # noqa: N818 - an answer, not a failure
    """Ends a request: a status, a code for the page and a sentence for its reader."""

    def __init__(self, status: int, code: str, text: str = "", offset: int | None = None) -> None:
        super().__init__(code)
        self.status, self.code, self.text, self.offset = status, code, text, offset


class UploadState(StrEnum):
    """How far a picture has come."""

    RECEIVING = "receiving"
    WHOLE = "whole"
    STORED = "stored"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Offer:
    """What a phone announces of a picture. The name is for people, never for a path."""

    id: str
    name: str
    size: int
    crc32: int
    role: PhotoRole | None


def read_offer(data: object, limits: Limits) -> Offer:
    """What the page sent, checked; raises Denied."""
    malformed = Denied(400, "malformed")
    if not isinstance(data, dict):
        raise malformed
    ident, name = data.get("id"), data.get("name")
    size, crc32 = data.get("size"), data.get("crc32")
    if not isinstance(ident, str) or not _ID.fullmatch(ident) or not isinstance(name, str):
        raise malformed
    if not _is_count(size) or not _is_count(crc32) or crc32 >= 1 << 32:
        raise malformed
    if size > limits.picture:
        most = limits.picture // (1024 * 1024)
        raise Denied(413, "too_large", f"Foto ini lebih besar dari {most} MB.")
    if size < HEAD:
        raise Denied(415, "not_an_image", NOT_AN_IMAGE)
    return Offer(ident, _clean(name), size, crc32, _role(data.get("role")))


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _role(value: object) -> PhotoRole | None:
    return next((role for role in PhotoRole if role == value), None)


def _clean(name: str) -> str:
    """One printable line, short enough for a tile and a sentence."""
    last = re.split(r"[/\\]", name)[-1]
    line = "".join(letter for letter in last if letter.isprintable()).strip()
    return line[-_LONGEST_NAME:] or "foto"


def may_be_a_picture(head: bytes) -> bool:
    """Whether so begins a picture of a kind the intake takes.

    A fence only, so that films and documents do not fill the disk: the intake judges.
    """
    return (
        head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))
        or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")
        or (head[4:8] == b"ftyp" and head[8:12] in _STILL)
    )


@dataclass(frozen=True, slots=True)
class Arriving:
    """A picture as the dialog sees it. `path` is a file only while `state` is WHOLE."""

    id: str
    name: str
    size: int
    role: PhotoRole | None
    offset: int
    state: UploadState
    text: str
    path: Path
    phone: str
    moved_at: float


class Upload:
    """The file that grows. Not thread-safe: its session is."""

    def __init__(self, offer: Offer, path: Path, phone: str, now: float) -> None:
        self.offer, self.path, self.phone = offer, path, phone
        self.state, self.text = UploadState.RECEIVING, ""
        self.offset, self.moved_at = 0, now
        self._crc, self._head = 0, b""

    def append(self, data: bytes, now: float) -> None:
        """Add the next bytes; OSError leaves the picture as it was."""
        with self.path.open("r+b" if self.offset else "wb") as file:
            file.seek(self.offset)
            file.write(data)
        self._crc = zlib.crc32(data, self._crc)
        if len(self._head) < HEAD:
            self._head = (self._head + data)[:HEAD]
        self.offset += len(data)
        self.moved_at = now

    @property
    def is_foreign(self) -> bool:
        """Whether enough has come to see that this is no picture."""
        return len(self._head) >= HEAD and not may_be_a_picture(self._head)

    @property
    def is_damaged(self) -> bool:
        """Whether all has come, but not what was announced."""
        return self.offset == self.offer.size and self._crc != self.offer.crc32

    def start_again(self) -> None:
        """Forget what has come."""
        self.path.unlink(missing_ok=True)
        self.offset, self._crc, self._head = 0, 0, b""

    def settle(self, state: UploadState, text: str = "") -> None:
        """The end: nothing of it stays on disk."""
        self.path.unlink(missing_ok=True)
        self.state, self.text = state, text

    def view(self) -> Arriving:
        """As a value."""
        offer = self.offer
        return Arriving(
            offer.id,
            offer.name,
            offer.size,
            offer.role,
            self.offset,
            self.state,
            self.text,
            self.path,
            self.phone,
            self.moved_at,
        )
