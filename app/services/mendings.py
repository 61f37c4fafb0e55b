"""Mended photographs: rows that stand in their clean master's place, and step back again.

A mended picture is always made from the clean master, so that mending often costs no
quality. The master and what was made from it share their place among the photographs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.errors import UserError
from app.models.entities import Photo
from app.photos import taking
from app.photos.mending import Mending, from_json
from app.photos.taken import Intake
from app.services import uploads
from app.services.changes import Change, Recorder
from app.services.workspace import Workspace

_TAKEN_OVER = (
    "product_id",
    "scope",
    "guest_scope",
    "role",
    "position",
    "taken_at",
    "latitude",
    "longitude",
    "original_name",
)


@dataclass(frozen=True, slots=True)
class ToMend:
    """What the window needs to mend a photograph: its clean master and the mending so far."""

    master: bytes
    mending: Mending
    name: str


def to_mend(ws: Workspace, photo_id: UUID) -> ToMend:
    """The clean master behind a photograph; UserError when it is not on this laptop."""
    with ws.db.read() as session:
        shown = session.get_one(Photo, photo_id)
        master = _master_of(session, shown)
        wanted, sha256, name = _instructions(shown), master.sha256, master.original_name
    return ToMend(ws.photos.read(sha256), wanted, name)


def mend(ws: Workspace, photo_id: UUID, mending: Mending) -> tuple[UUID, Change]:
    """Let a picture mended from the clean master stand in its place; returns which row does now.

    What was mended before gives way. Instructions that change nothing bring the master back.
    UserError when the master is not on this laptop or the disk is full.
    """
    made = None
    if not mending.is_identity:
        source = to_mend(ws, photo_id)
        made = taking.mend(ws.workshop, source.master, mending, original_name=source.name)
        # Files first: a row never names a picture that is not there.
        ws.photos.put(made.master)
        ws.photos.put(made.thumbnail)
    with ws.change() as recorder:
        session = recorder.session
        shown = session.get_one(Photo, photo_id)
        master = _master_of(session, shown)
        if made is None:
            key = _step_back(shown, master)
        else:
            key = _stand_in(recorder, shown, master, mending, made)
        recorder.tell("photo.mended" if made else "photo.restored", shown, master=master.id.hex)
        return key, recorder.done()


def family(session: Session, row: Photo) -> list[Photo]:
    """The rows that go when `row` is removed: with a mended one its master, and the reverse.

    A master stays while another laptop's mending of it lives.
    """
    if row.mended_from is None:
        return [row, *_mended_from(session, row.id)]
    master = session.get(Photo, row.mended_from)
    others = [one for one in _mended_from(session, row.mended_from) if one.id != row.id]
    return [row] if master is None or others else [row, master]


def _mended_from(session: Session, master_id: UUID) -> Sequence[Photo]:
    query = sa.select(Photo).where(Photo.mended_from == master_id, Photo.deleted.is_(False))
    return session.scalars(query).all()


def _master_of(session: Session, shown: Photo) -> Photo:
    if shown.mended_from is None:
        return shown
    master = session.get(Photo, shown.mended_from)
    if master is None:
        raise UserError(
            "photo.no_master",
            "Foto asli dari foto ini belum ada di laptop ini.",
            safe="Foto yang tampil tetap tersimpan.",
            todo="Sinkronkan dahulu, lalu perbaiki lagi.",
        )
    return master


def _instructions(shown: Photo) -> Mending:
    """How the shown picture was mended; nothing for a master, or for words we do not know."""
    try:
        return from_json(shown.mending) if shown.mending else Mending()
    except ValueError:  # of a newer program
        return Mending()


def _step_back(shown: Photo, master: Photo) -> UUID:
    if shown is not master:
        shown.deleted, master.deleted = True, False
        # What was done to the shown one since stays: which comes first, and what it shows.
        for name in ("position", "role"):
            if getattr(master, name) != getattr(shown, name):
                setattr(master, name, getattr(shown, name))
    return master.id


def _stand_in(
    recorder: Recorder, shown: Photo, master: Photo, mending: Mending, made: Intake
) -> UUID:
    before = [shown] if shown is not master else _mended_from(recorder.session, master.id)
    for row in before:
        row.deleted = True
    row = recorder.add(_row(shown, master, mending, made))
    uploads.note(recorder.session, made)
    return row.id


def _row(shown: Photo, master: Photo, mending: Mending, made: Intake) -> Photo:
    row = Photo(**{name: getattr(shown, name) for name in _TAKEN_OVER})
    row.sha256, row.thumb_sha256 = made.sha256, made.thumbnail_sha256
    row.width, row.height = made.width, made.height
    row.size_bytes, row.thumb_bytes = len(made.master), len(made.thumbnail)
    row.sharpness, row.brightness = made.sharpness, made.brightness
    row.measures = None if made.measures is None else dict(made.measures)
    row.phash = made.phash
    row.mended_from, row.mending = master.id, mending.to_json()
    return row
