"""Berkas kiriman: what a stick carries, sealed in the age format (age-encryption.org/v1).

Inside is a ZIP of one manifest and numbered entries. For the centre, and from it, the
file is sealed to a key; for a colleague in the room to a key that a spoken code opens.
Reading is strict and bounded: whatever is not as agreed is a ParcelError.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pyrage

VERSION = 1
MAX_ENTRIES = 50_000
MAX_ENTRY = 64 * 1024**2
MAX_TOTAL = 4 * 1024**3
SUFFIX = ".kurasi"

_MANIFEST = "surat.json"
_KEY, _BODY = "kunci.age", "isi.age"
_NAME = re.compile(r"(batch|answer|photo)/[0-9a-f]{1,64}|rows")
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_AGE, _ZIP = b"age-encryption.org/v1", b"PK\x03\x04"


class ParcelError(ValueError):
    """Not a file of ours, not for us, or not whole; `code` says which.

    Codes: `not_ours`, `damaged`, `locked` (sealed for another key, or a wrong code).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def new_secret() -> str:
    """A fresh secret key for opening files, as text."""
    return str(pyrage.x25519.Identity.generate())


def recipient_of(secret: str) -> str:
    """Whom to seal for, so that `secret` opens it."""
    return str(pyrage.x25519.Identity.from_str(secret).to_public())


def new_code() -> str:
    """A code that people read to each other, like `K7QD-PMX4-2HTR`: 60 bits behind scrypt."""
    raw = "".join(secrets.choice(_ALPHABET) for _ in range(12))
    return "-".join(raw[i : i + 4] for i in range(0, 12, 4))


def _plain(code: str) -> str:
    return "".join(c for c in code.upper() if c.isalnum())


class ParcelWriter:
    """Collects entries; sealed and put in place, whole or not at all, by `seal_*`."""

    def __init__(self, folder: Path) -> None:
        """`folder` holds the unsealed entries meanwhile: one that is as private as the data."""
        folder.mkdir(parents=True, exist_ok=True)
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed by close()
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED)
        self._folder = folder

    def __enter__(self) -> ParcelWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()
        self._file.close()

    def add(self, name: str, data: bytes) -> None:
        """One entry; photographs are not compressed again."""
        if _NAME.fullmatch(name) is None:
            raise ValueError(name)
        packed = zipfile.ZIP_STORED if name.startswith("photo/") else zipfile.ZIP_DEFLATED
        self._zip.writestr(name, data, packed)

    def _finish(self, manifest: dict[str, Any]) -> IO[bytes]:
        text = json.dumps({"version": VERSION, **manifest}, ensure_ascii=False)
        self._zip.writestr(_MANIFEST, text.encode("utf-8"))
        self._zip.close()
        self._file.seek(0)
        return self._file

    def seal_for(self, manifest: dict[str, Any], recipient: str, target: Path) -> int:
        """Seal to a key and put in place; the size in bytes."""
        key = pyrage.x25519.Recipient.from_str(recipient)
        body = self._finish(manifest)
        with _placing(target) as out:
            pyrage.encrypt_io(body, out, [key])
        return target.stat().st_size

    def seal_with_code(self, manifest: dict[str, Any], code: str, target: Path) -> int:
        """Seal so that `code` opens it, and put in place; the size in bytes."""
        identity = pyrage.x25519.Identity.generate()
        locked = pyrage.passphrase.encrypt(str(identity).encode("ascii"), _plain(code))
        body = self._finish(manifest)
        with (
            tempfile.TemporaryFile(dir=self._folder) as sealed,
            _placing(target) as out,
        ):
            pyrage.encrypt_io(body, sealed, [identity.to_public()])
            sealed.seek(0)
            with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as outer:
                outer.writestr(_KEY, locked)
                with outer.open(_BODY, "w", force_zip64=True) as entry:
                    while piece := sealed.read(1024**2):
                        entry.write(piece)
        return target.stat().st_size


@contextlib.contextmanager
def _placing(target: Path) -> Iterator[IO[bytes]]:
    """Write beside the target, sync to disk, then rename: a half file never has its name."""
    handle, name = tempfile.mkstemp(prefix=".kurasi-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def needs_code(path: Path) -> bool:
    """Whether a code opens this file (a colleague's), not a key; ParcelError when neither."""
    with path.open("rb") as file:
        start = file.read(len(_AGE))
    if start.startswith(_ZIP):
        return True
    if start == _AGE:
        return False
    raise ParcelError("not_ours")


class Parcel:
    """An opened file: its manifest and entries."""

    def __init__(self, file: IO[bytes]) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
            self._check()
            self.manifest: dict[str, Any] = json.loads(self._zip.read(_MANIFEST))
        except (zipfile.BadZipFile, KeyError, ValueError, RecursionError) as error:
            raise ParcelError("damaged") from error
        if not isinstance(self.manifest, dict) or self.manifest.get("version") != VERSION:
            raise ParcelError("not_ours")

    def _check(self) -> None:
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_TOTAL:
            raise ValueError("too large")
        for entry in entries:
            fits = _NAME.fullmatch(entry.filename) or entry.filename == _MANIFEST
            if not fits or entry.file_size > MAX_ENTRY:
                raise ValueError("an entry that does not belong")

    def names(self, kind: str) -> list[str]:
        """Entries of a kind, in order."""
        return sorted(n for n in self._zip.namelist() if n.startswith(kind + "/"))

    def read(self, name: str) -> bytes:
        """One entry's bytes; ParcelError `damaged`."""
        try:
            return self._zip.read(name)
        except (zipfile.BadZipFile, KeyError, ValueError, EOFError, OSError) as error:
            raise ParcelError("damaged") from error


@contextlib.contextmanager
def opened(path: Path, folder: Path, secret: str = "", code: str = "") -> Iterator[Parcel]:
    """Open a file with a key or a code; `folder` holds it unsealed meanwhile."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder) as plain:
        try:
            if needs_code(path):
                _open_with_code(path, plain, code)
            else:
                with path.open("rb") as sealed:
                    pyrage.decrypt_io(sealed, plain, [pyrage.x25519.Identity.from_str(secret)])
        except (pyrage.DecryptError, pyrage.IdentityError) as error:
            raise ParcelError("locked") from error
        except OSError as error:
            if error.errno is not None:
                raise  # the disk's own trouble
            raise ParcelError("damaged") from error
        plain.seek(0)
        yield Parcel(plain)


def _open_with_code(path: Path, plain: IO[bytes], code: str) -> None:
    try:
        with zipfile.ZipFile(path) as outer:
            if set(outer.namelist()) != {_KEY, _BODY} or outer.getinfo(_KEY).file_size > 4096:
                raise ParcelError("not_ours")
            secret = pyrage.passphrase.decrypt(outer.read(_KEY), _plain(code)).decode("ascii")
            with outer.open(_BODY) as sealed:
                pyrage.decrypt_io(sealed, plain, [pyrage.x25519.Identity.from_str(secret)])
    except (zipfile.BadZipFile, EOFError, UnicodeDecodeError) as error:
        raise ParcelError("damaged") from error
