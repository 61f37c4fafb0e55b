"""Foto produk: taking pictures in from files or bytes, and letting them go."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa

from app.clock import JAKARTA
from app.domain.terms import PhotoRole
from app.errors import UserError
from app.models.entities import Photo, Product
from app.models.local import BlobTransfer
from app.photos import errors
from app.photos.taken import MAX_BYTES, Intake
from app.photos.taking import take_in
from app.photos.workshop import Cancel
from app.services import arriving, mendings, uploads
from app.services.changes import Change, joined
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Added:
    """What became of several pictures: those taken in, and one reason for each that was not."""

    photo_ids: tuple[UUID, ...]
    refused: tuple[UserError, ...]
    change: Change


def add_files(
    ws: Workspace,
    product_id: UUID,
    paths: Sequence[Path],
    *,
    role: PhotoRole | None = None,
    cancel: Cancel | None = None,
    line: str = "",
) -> Added:
    """Take in pictures from files; a bad one is named and does not stop the rest.

    `line` is that of `arriving` which is settled with them. JobCancelled when cancelled: then
    none of these is in.
    """
    require_room(ws)
    taken: list[Intake] = []
    refused: list[UserError] = []
    for path in paths:
        try:
            taken.append(take_in(ws.workshop, _read(path), original_name=path.name, cancel=cancel))
        except UserError as error:
            refused.append(error)
    return _store(ws, product_id, taken, tuple(refused), role, line)


def add_bytes(
    ws: Workspace,
    product_id: UUID,
    data: bytes,
    name: str,
    *,
    role: PhotoRole | None = None,
    cancel: Cancel | None = None,
    line: str = "",
) -> Added:
    """Take in one picture that is no file (pasted, drawn, from a camera).

    `line` as of `add_files`. JobCancelled when cancelled: then it is not in.
    """
    require_room(ws)
    intake = take_in(ws.workshop, data, original_name=name, cancel=cancel)
    return _store(ws, product_id, [intake], (), role, line)


def retake(
    ws: Workspace,
    photo_id: UUID,
    product_id: UUID,
    data: bytes,
    name: str,
    *,
    role: PhotoRole | None = None,
) -> Added:
    """Take in a picture that comes in the place of another one of the product.

    The new one is in before the old one goes: whatever happens in between loses nothing.
    """
    added = add_bytes(ws, product_id, data, name, role=role)
    with ws.change() as recorder:
        old = recorder.session.get_one(Photo, photo_id)
        for new_id in added.photo_ids:
            recorder.session.get_one(Photo, new_id).position = old.position
        old.deleted = True
        recorder.tell("photo.removed", old)
        return replace(added, change=joined(added.change, recorder.done()))


def require_room(ws: Workspace) -> None:
    """Raise PhotoError 'photo.no_room' while less than the reserve is free.

    The reserve is for the work itself: the database must go on when photographs cannot.
    """
    reserve = ws.settings.photo_reserve_mb
    if shutil.disk_usage(ws.folder).free < reserve * 1024 * 1024:
        raise errors.no_room(reserve)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise errors.too_many_bytes(path.name)
        return path.read_bytes()
    except OSError as error:
        raise UserError(
            "photo.cannot_read",
            f"{path.name} tidak dapat dibaca.",
            todo="Periksa apakah kartu atau berkasnya masih terpasang, lalu coba lagi.",
        ) from error


def _store(
    ws: Workspace,
    product_id: UUID,
    taken: Sequence[Intake],
    refused: tuple[UserError, ...],
    role: PhotoRole | None = None,
    line: str = "",
) -> Added:
    for intake in taken:  # files first: a row never names a picture that is not there
        ws.photos.put(intake.master)
        ws.photos.put(intake.thumbnail)
    with ws.change() as recorder:
        session = recorder.session
        product = session.get_one(Product, product_id)
        last = sa.select(sa.func.coalesce(sa.func.max(Photo.position), 0))
        position = session.scalar(last.where(Photo.product_id == product_id)) or 0
        added = []
        for place, intake in enumerate(taken, start=position + 1):
            row = recorder.add(_row(product, intake, place, role))
            added.append(row.id)
            uploads.note(session, intake)
        arriving.settle(session, line)
        if added:
            recorder.tell("photo.added", product, count=len(added))
        return Added(tuple(added), refused, recorder.done())


def _row(product: Product, intake: Intake, position: int, role: PhotoRole | None) -> Photo:
    taken_at = intake.taken_at.replace(tzinfo=JAKARTA) if intake.taken_at else None
    return Photo(
        product_id=product.id,
        scope=product.scope,
        guest_scope=product.guest_scope,
        sha256=intake.sha256,
        thumb_sha256=intake.thumbnail_sha256,
        width=intake.width,
        height=intake.height,
        size_bytes=len(intake.master),
        thumb_bytes=len(intake.thumbnail),
        role=str(role) if role else None,
        position=position,
        taken_at=taken_at,
        latitude=intake.latitude,
        longitude=intake.longitude,
        sharpness=intake.sharpness,
        brightness=intake.brightness,
        original_name=intake.original_name[:200],
        measures=None if intake.measures is None else dict(intake.measures),
        phash=intake.phash,
    )


def remove(ws: Workspace, photo_id: UUID) -> Change:
    """Take a photograph off its product, a mended one with its master.

    The files stay, so this can be undone.
    """
    with ws.change() as recorder:
        row = recorder.session.get_one(Photo, photo_id)
        for one in mendings.family(recorder.session, row):
            one.deleted = True
        recorder.tell("photo.removed", row)
        return recorder.done()


def make_first(ws: Workspace, photo_id: UUID) -> Change:
    """Put a photograph before the others: it stands on cards and on the certificate."""
    with ws.change() as recorder:
        row = recorder.session.get_one(Photo, photo_id)
        first = sa.select(sa.func.min(Photo.position)).where(Photo.product_id == row.product_id)
        row.position = (recorder.session.scalar(first) or 0) - 1
        return recorder.done()


def set_role(ws: Workspace, photo_id: UUID, role: PhotoRole | None) -> Change:
    """Say what a photograph shows; None says nothing of it."""
    with ws.change() as recorder:
        row = recorder.session.get_one(Photo, photo_id)
        row.role = str(role) if role else None
        recorder.tell("photo.role", row, role=row.role or "")
        return recorder.done()


def missing(ws: Workspace) -> list[str]:
    """Pictures that the data names as here but whose file is not."""
    arriving = sa.select(BlobTransfer.sha256).where(
        BlobTransfer.direction == "down", BlobTransfer.state == "waiting"
    )
    named = sa.union(
        sa.select(Photo.sha256).where(Photo.deleted.is_(False)),
        sa.select(Photo.thumb_sha256).where(Photo.deleted.is_(False)),
    )
    with ws.db.read() as session:
        expected = set(session.scalars(named)) - set(session.scalars(arriving))
    return sorted(sha256 for sha256 in expected if not ws.photos.has(sha256))


def want_missing(ws: Workspace) -> int:
    """Ask the centre again for pictures that were lost here after they had reached it."""
    lost = missing(ws)
    if lost:
        with ws.db.write() as session:
            session.execute(
                sa.update(BlobTransfer)
                .where(BlobTransfer.sha256.in_(lost), BlobTransfer.state == "stored")
                .values(direction="down", state="waiting")
            )
    return len(lost)
