"""Keeping photographs: whether there is room for more, and whether those there are whole."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa

from app.models.entities import Business, Photo, Product
from app.models.local import BlobTransfer
from app.photos.store import FindingKind
from app.services import blindness, photographs
from app.services.workspace import Workspace

_MB = 1024 * 1024


class RoomState(StrEnum):
    """Whether photographs can come in."""

    ENOUGH = "enough"
    LOW = "low"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Room:
    """Room on the disk, in bytes; `over_folder_limit` where the folder alone is the reason."""

    state: RoomState
    free: int
    used: int
    reserve: int
    over_folder_limit: bool = False


def room(ws: Workspace) -> Room:
    """How much room is left for photographs and how much they take; walks their folder."""
    settings = ws.settings
    free, used = shutil.disk_usage(ws.folder).free, ws.photos.used()
    reserve = settings.photo_reserve_mb * _MB
    limit = settings.photo_folder_warn_mb * _MB
    over = bool(limit) and used > limit
    state = RoomState.ENOUGH
    if over or free < settings.photo_warn_free_mb * _MB:
        state = RoomState.LOW
    if free < reserve:
        state = RoomState.OUT
    return Room(state, free, used, reserve, over and free >= settings.photo_warn_free_mb * _MB)


class FaultKind(StrEnum):
    """What is wrong with a photograph's file."""

    MISSING = "missing"
    CHANGED = "changed"
    UNREADABLE = "unreadable"


_KINDS = {
    FindingKind.CHANGED: FaultKind.CHANGED,
    FindingKind.UNREADABLE: FaultKind.UNREADABLE,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One file that is not as it was taken in, and the product it shows.

    `product` and `business` are empty when no photograph in use has this file. What is
    `at_centre` comes again with the next sync; the rest must be photographed again.
    """

    sha256: str
    kind: FaultKind
    product: str
    business: str
    at_centre: bool


def faults(ws: Workspace) -> tuple[Fault, ...]:
    """Every file that is missing or changed; reads all of them again, so it takes a while."""
    found = {finding.sha256: _KINDS[finding.kind] for finding in ws.photos.verify_all()}
    found |= dict.fromkeys(photographs.missing(ws), FaultKind.MISSING)
    if not found:
        return ()
    with ws.db.read() as session:
        hidden = blindness.hidden(ws, session)
        shown = {
            sha: (blindness.NAMELESS, "") if key in hidden else (product, business)
            for column in (Photo.sha256, Photo.thumb_sha256)
            for sha, key, product, business in session.execute(
                sa.select(column, Product.id, Product.name, Business.name)
                .join(Product, Product.id == Photo.product_id)
                .join(Business, Business.id == Product.business_id)
                .where(column.in_(found), Photo.deleted.is_(False))
            )
        }
        arrived = sa.select(BlobTransfer.sha256).where(
            BlobTransfer.sha256.in_(found), BlobTransfer.state == "stored"
        )
        stored = set(session.scalars(arrived))

    def by_product(item: tuple[str, FaultKind]) -> tuple[tuple[str, str], str]:
        return shown.get(item[0], ("", "")), item[0]

    return tuple(
        Fault(sha, kind, *shown.get(sha, ("", "")), sha in stored)
        for sha, kind in sorted(found.items(), key=by_product)
    )


def set_aside(ws: Workspace, found: Collection[Fault]) -> int:
    """Make way for good copies of changed files that the centre has: the next sync fetches them.

    Nothing is deleted: a changed file keeps its bytes under another name.
    """
    moved = 0
    for fault in found:
        if fault.at_centre and fault.kind is not FaultKind.MISSING:
            moved += ws.photos.set_aside(fault.sha256)
    return moved


def sentences(found: Collection[Fault]) -> Iterator[str]:
    """What is wrong, product by product, and what to do about it."""
    products: dict[tuple[str, str], list[Fault]] = {}
    for fault in found:
        products.setdefault((fault.product, fault.business), []).append(fault)
    for (product, business), theirs in products.items():
        name = f"{product} ({business})" if business else product
        name = name or "Foto yang tidak dipakai lagi"
        again = all(fault.at_centre for fault in theirs)
        todo = "sinkronkan untuk mengambilnya lagi dari pusat" if again else "foto ulang produknya"
        if not product:
            todo = "tidak perlu apa-apa"
        kinds = [fault.kind for fault in theirs]
        lost = kinds.count(FaultKind.MISSING)
        counts = [f"{lost} berkas hilang"] * bool(lost)
        counts += [f"{len(kinds) - lost} berkas rusak"] * (lost < len(kinds))
        yield f"{name}: {', '.join(counts)}; {todo}"
