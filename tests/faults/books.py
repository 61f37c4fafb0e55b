"""What must be true of a laptop and its centre: at every moment, and once all is healed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.central.centre import Centre
from app.models.central import BatchIn, Feed, FieldConflict, RowVersion
from app.models.entities import FIELD, TABLES
from app.models.local import BatchOut, BlobTransfer, PullStage, SyncRow, SyncState
from tests.faults.disks import integrity
from tests.sync.conftest import Laptop

ENTITIES = tuple(cls.__tablename__ for cls in FIELD)
Key = tuple[str, UUID]


@dataclass(slots=True)
class Central:
    """The centre's rows, versions and feed, read at one moment."""

    rows: dict[Key, dict[str, Any]]
    versions: dict[Key, int]
    feed: list[Any]
    epoch: str


def read_central(centre: Centre) -> Central:
    """Everything the centre knows."""
    with centre.engine.connect() as conn:
        rows = {
            (entity, row["id"]): dict(row)
            for entity in ENTITIES
            for row in conn.execute(sa.select(TABLES[entity])).mappings()
        }
        query = sa.select(RowVersion.entity, RowVersion.id, RowVersion.ver)
        versions = {(e, i): ver for e, i, ver in conn.execute(query)}
        rows = {key: row for key, row in rows.items() if key in versions}  # not the test's ground
        feed = list(conn.execute(sa.select(Feed.scope, Feed.entity, Feed.id, Feed.seq, Feed.gone)))
        return Central(rows, versions, feed, centre.state(conn)["epoch"])


def own_rows(laptop: Laptop) -> dict[Key, dict[str, Any]]:
    """All of a laptop's field rows."""
    return {(e, i): row for e in ENTITIES for i, row in laptop.rows(e).items()}


def check_books(laptop: Laptop, centre: Centre, central: Central | None = None) -> None:
    """However the last sync ended: nothing is called done that is not."""
    central = central or read_central(centre)
    assert integrity(laptop.db.path) == "ok"
    with laptop.db.read() as session:
        state = session.get_one(SyncState, 1)
        assert not state.applying
        known = {(r.entity, r.id): r for r in session.scalars(sa.select(SyncRow))}
        pages = session.scalars(sa.select(PullStage.item).order_by(PullStage.position))
        staged = {(i[0], UUID(i[1])): i[2] for page in pages for i in page["items"]}
        _clean_rows_arrived(laptop, known, staged, central)
        if state.epoch == central.epoch:
            _cursors_and_rows_agree(known, staged, state.cursors, central)
        _receipts_are_real(session, laptop, centre, state.incarnation)
        _photographs_are_real(session, laptop, centre)


def _clean_rows_arrived(
    laptop: Laptop, known: dict[Key, SyncRow], staged: dict[Key, int], central: Central
) -> None:
    for key, row in own_rows(laptop).items():
        sync = known[key]
        assert sync.fb or sync.bver > 0, "neither waits nor was ever at the centre"
        if not sync.fb:
            assert central.versions.get(key, 0) >= sync.bver
            if central.versions[key] == sync.bver:
                assert row == central.rows[key]
    assert all(ver <= central.versions.get(key, 0) for key, ver in staged.items())


def _cursors_and_rows_agree(
    known: dict[Key, SyncRow], staged: dict[Key, int], cursors: dict[str, Any], central: Central
) -> None:
    """Whatever lies behind a cursor is here, or waits here to be applied."""
    for entry in central.feed:
        if entry.gone or entry.seq > cursors.get(entry.scope, 0):
            continue
        key = (entry.entity, entry.id)
        here = max(known[key].bver if key in known else 0, staged.get(key, 0))
        assert here >= central.versions[key], "the cursor has passed a row that is not here"


def _receipts_are_real(session: Session, laptop: Laptop, centre: Centre, incarnation: int) -> None:
    acked = session.scalars(sa.select(BatchOut.hash).where(BatchOut.acked_at.is_not(None)))
    query = sa.select(BatchIn.hash).where(
        BatchIn.device_id == laptop.enrolled.device_id, BatchIn.incarnation == incarnation
    )
    with centre.engine.connect() as conn:
        assert set(acked) <= set(conn.execute(query).scalars())


def _photographs_are_real(session: Session, laptop: Laptop, centre: Centre) -> None:
    for sha256, direction in session.execute(
        sa.select(BlobTransfer.sha256, BlobTransfer.direction).where(BlobTransfer.state == "stored")
    ):
        store = centre.photos if direction == "up" else laptop.photos
        store.read(sha256)  # raises when missing, short or changed


def check_healed(
    laptop: Laptop, centre: Centre, central: Central | None = None, *, conflicts: bool = False
) -> None:
    """After a sync without faults: both sides have the same, and nothing waits."""
    central = central or read_central(centre)
    check_books(laptop, centre, central)
    assert laptop.waiting() == 0
    assert own_rows(laptop) == central.rows
    with laptop.db.read() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(PullStage)) == 0
        waiting = sa.select(BlobTransfer.sha256).where(BlobTransfer.state != "stored")
        assert session.scalars(waiting).all() == []
        for (entity, _), row in central.rows.items():
            for column in ("sha256", "thumb_sha256") if entity == "photo" else ():
                assert centre.photos.read(row[column]) == laptop.photos.read(row[column])
    if not conflicts:
        assert laptop.conflicts() == []
        with centre.engine.connect() as conn:
            assert conn.execute(sa.select(FieldConflict.id)).all() == []


def check_versions(central: Central, expected: dict[Key, int]) -> None:
    """The centre has these rows, no others, and wrote each as often as it was changed.

    A new row is version 1, each later edit adds one: what is applied twice shows here.
    """
    assert {key: central.versions[key] for key in central.rows} == expected
