"""Photographs at the centre: taken in from where the last attempt broke off, checked, kept."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from app.central.centre import Centre
from app.central.fence import as_person
from app.central.push import Caller
from app.domain.regions import any_covers
from app.errors import UserError
from app.models.central import Blob
from app.models.entities import Photo
from app.protocol import keys
from app.protocol.places import Places
from app.protocol.receipts import PhotoReceipt

_HASH = re.compile(r"[0-9a-f]{64}")
_turns = tuple(threading.Lock() for _ in range(64))


def _turn(sha256: str) -> threading.Lock:
    """One writer a photograph: two that overlap would write into each other's bytes."""
    return _turns[int(sha256[:2], 16) % len(_turns)]


@dataclass(frozen=True, slots=True)
class Access:
    """A photograph this caller may handle, and how long it must be."""

    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Status:
    """How much of a photograph the centre holds, and whether it is whole and checked."""

    offset: int
    stored: bool


def access(centre: Centre, caller: Caller, sha256: str) -> Access | None:
    """Whether a photo row that names this hash lies in the caller's regions; None when not.

    The laptop whose row it is may always bring its picture, wherever the row was moved since.
    """
    return accesses(centre, caller, [sha256]).get(sha256)


def accesses(centre: Centre, caller: Caller, hashes: Iterable[str]) -> dict[str, Access]:
    """The same for many; those the caller may not handle are missing."""
    asked = [sha256 for sha256 in hashes if _HASH.fullmatch(sha256)]
    with as_person(centre.engine, caller.person_id) as conn:
        stored = _stored(conn, asked)
        sizes = _named(conn, caller, asked)
        for sha256 in asked:
            if sha256 not in sizes:
                sent = sa.select(sa.func.kurasi_sent_photo(sha256, caller.device_id.hex))
                sizes[sha256] = conn.execute(sent).scalar()
    return {
        sha256: Access(sha256, stored.get(sha256) or size)
        for sha256, size in sizes.items()
        if size is not None
    }


def _stored(conn: sa.Connection, hashes: Sequence[str]) -> dict[str, int]:
    query = sa.select(Blob.sha256, Blob.size_bytes).where(Blob.sha256.in_(hashes))
    return dict(conn.execute(query).all())


def _named(conn: sa.Connection, caller: Caller, hashes: Sequence[str]) -> dict[str, int | None]:
    """Sizes as the oldest row of the caller's regions says that names each."""
    regions = [g.region for g in caller.grants]
    columns = Photo.sha256, Photo.size_bytes, Photo.thumb_sha256, Photo.thumb_bytes
    named = sa.or_(Photo.sha256.in_(hashes), Photo.thumb_sha256.in_(hashes))
    query = sa.select(*columns, Photo.scope, Photo.guest_scope).where(named)
    asked, found = set(hashes), dict[str, int | None]()
    for master, size, thumb, thumb_size, *scopes in conn.execute(
        query.order_by(Photo.created_at, Photo.id)
    ):
        if not any(any_covers(regions, s) for s in scopes if s):
            continue
        for sha256, length in ((master, size), (thumb, thumb_size)):
            if sha256 in asked:
                found.setdefault(sha256, length)
    return found


def places(centre: Centre, caller: Caller, hashes: Iterable[str]) -> Places:
    """How far each has come, with the centre's word for those that are whole."""
    found = {}
    for sha256, wanted in accesses(centre, caller, hashes).items():
        now = status(centre, wanted)
        found[sha256] = now.offset, receipt(centre, caller, wanted) if now.stored else b""
    return found


def status(centre: Centre, wanted: Access) -> Status:
    """Offset to go on from; `stored` only when length and hash were checked."""
    if centre.photos.has(wanted.sha256):
        return Status(wanted.size_bytes, stored=True)
    return Status(centre.photos.part_offset(wanted.sha256), stored=False)


def settled(centre: Centre, wanted: Access) -> Status:
    """As `status`, after whoever is writing this photograph now has finished."""
    with _turn(wanted.sha256):
        return status(centre, wanted)


def receipt(centre: Centre, caller: Caller, stored: Access) -> bytes:
    """The centre's signed word that it holds this photograph whole."""
    word = PhotoReceipt(caller.device_id, stored.sha256, stored.size_bytes)
    return word.sign(keys.private_key(centre.root_private_key()), centre.clock.now())


def append(centre: Centre, caller: Caller, wanted: Access, offset: int, data: bytes) -> Status:
    """Take in bytes from `offset`; bytes that do not fit where we are change nothing."""
    with _turn(wanted.sha256):
        return _append(centre, caller, wanted, offset, data)


def take_in(centre: Centre, caller: Caller, wanted: Access, offset: int, data: bytes) -> None:
    """As `append`; bytes that turn out wrong are gone, and the status tells to begin anew."""
    try:
        append(centre, caller, wanted, offset, data)
    except UserError as error:
        if error.code != "photo.changed":
            raise


def _append(centre: Centre, caller: Caller, wanted: Access, offset: int, data: bytes) -> Status:
    now = status(centre, wanted)
    if now.stored or offset != now.offset:
        return now
    if data:
        centre.photos.append_part(wanted.sha256, offset, data)
    # Also without new bytes: a power cut or a full disk came just before this once.
    if offset + len(data) >= wanted.size_bytes:
        centre.photos.finish_part(wanted.sha256)
        _remember(centre, caller, wanted)
    return status(centre, wanted)


def _remember(centre: Centre, caller: Caller, wanted: Access) -> None:
    row = {
        "sha256": wanted.sha256,
        "size_bytes": wanted.size_bytes,
        "stored_at": centre.clock.now(),
        "device_id": caller.device_id,
    }
    with centre.engine.begin() as conn:
        conn.execute(postgresql.insert(Blob).values(**row).on_conflict_do_nothing())


def read(centre: Centre, wanted: Access, offset: int) -> bytes:
    """The photograph's bytes from `offset`; UserError when it has not arrived yet."""
    return centre.photos.read(wanted.sha256)[offset:]
