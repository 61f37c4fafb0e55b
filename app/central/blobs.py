"""Photographs at the centre: taken in from where the last attempt broke off, checked, kept."""

from __future__ import annotations

import re
import threading
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
    if not _HASH.fullmatch(sha256):
        return None
    size = sa.case((Photo.sha256 == sha256, Photo.size_bytes), else_=Photo.thumb_bytes)
    query = sa.select(Photo.scope, Photo.guest_scope, size.label("size")).where(
        sa.or_(Photo.sha256 == sha256, Photo.thumb_sha256 == sha256)
    )
    query = query.order_by(Photo.created_at, Photo.id)
    regions = [g.region for g in caller.grants]
    with as_person(centre.engine, caller.person_id) as conn:
        stored = conn.execute(sa.select(Blob.size_bytes).where(Blob.sha256 == sha256)).scalar()
        for row in conn.execute(query):
            if any(any_covers(regions, s) for s in (row.scope, row.guest_scope) if s):
                return Access(sha256, stored or row.size)
        sent = sa.select(sa.func.kurasi_sent_photo(sha256, caller.device_id.hex))
        own = conn.execute(sent).scalar()
    return None if own is None else Access(sha256, stored or own)


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
