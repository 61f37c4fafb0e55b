"""Photographs at the centre: what the rows name against what the folder holds (field: B13)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from app.central.centre import Centre
from app.models.central import Blob, RowVersion
from app.models.entities import Photo

_NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Named:
    """A photograph (or thumbnail) some row names: its hash, length, and who sent the row."""

    sha256: str
    size_bytes: int
    device_id: UUID


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Rows of photographs against files.

    `missing`: named by a row, not here yet (its laptop still has it, or it is lost);
    `damaged`: here, but its bytes no longer give its name; `orphans`: here, named by no row.
    """

    named: int
    whole: int
    missing: tuple[str, ...]
    damaged: tuple[str, ...]
    orphans: tuple[str, ...]


def reconcile(centre: Centre, *, deep: bool = False) -> Reconciliation:
    """Compare; `deep` also reads every file and checks its hash (slow)."""
    named = {n.sha256 for n in _named(centre)}
    files = set(centre.photos.all_hashes())
    damaged = {f.sha256 for f in centre.photos.verify_all()} if deep else set()
    return Reconciliation(
        named=len(named),
        whole=len((named & files) - damaged),
        missing=tuple(sorted(named - files)),
        damaged=tuple(sorted(damaged)),
        orphans=tuple(sorted(files - named)),
    )


def renew_blobs(centre: Centre) -> tuple[int, int]:
    """Make the table of whole photographs tell what the folder holds; (added, dropped).

    After a restore the two come from different moments: laptops ask about every
    photograph anew and must get a true answer.
    """
    files = set(centre.photos.all_hashes())
    now = centre.clock.now()
    rows = [
        {
            "sha256": n.sha256,
            "size_bytes": n.size_bytes,
            "stored_at": now,
            "device_id": n.device_id,
        }
        for n in _named(centre)
        if n.sha256 in files
    ]
    with centre.engine.begin() as conn:
        known = set(conn.execute(sa.select(Blob.sha256)).scalars())
        gone = known - files
        if gone:
            conn.execute(sa.delete(Blob).where(Blob.sha256.in_(gone)))
        if rows:
            conn.execute(postgresql.insert(Blob).on_conflict_do_nothing(), rows)
    return len({r["sha256"] for r in rows} - known), len(gone)


def _named(centre: Centre) -> list[Named]:
    query = (
        sa.select(
            Photo.sha256,
            Photo.size_bytes,
            Photo.thumb_sha256,
            Photo.thumb_bytes,
            RowVersion.origin,
        )
        .join(RowVersion, sa.and_(RowVersion.entity == "photo", RowVersion.id == Photo.id))
        .where(Photo.deleted.is_(False))
    )
    found: dict[str, Named] = {}
    with centre.engine.connect() as conn:
        for sha256, size, thumb, thumb_size, origin in conn.execute(query):
            device = UUID(hex=origin.partition("/")[0]) if origin else _NOBODY
            found.setdefault(sha256, Named(sha256, size, device))
            found.setdefault(thumb, Named(thumb, thumb_size, device))
    return list(found.values())
