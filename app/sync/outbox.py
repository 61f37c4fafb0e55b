"""What waits to be sent, and freezing it: the exact bytes are stored before the first leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.models.entities import FIELD, TABLES
from app.models.local import BatchOut, SyncRow, SyncState
from app.models.rows import encode
from app.protocol.wire import MAX_CHANGES, Batch, Change, batch_hash, canonical

REFUSED = "refused"
_MAX_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Frozen:
    """A frozen batch: the bytes to send, and what they were frozen from (for the receipts)."""

    no: int
    body: bytes
    rows: tuple[FrozenRow, ...]


@dataclass(frozen=True, slots=True)
class FrozenRow:
    """One row as it was frozen: its edit counter and the values sent, as JSON."""

    entity: str
    id: UUID
    lver: int
    values: Mapping[str, Any]


def waiting(session: Session) -> int:
    """How many rows are ahead of the centre and not refused by it."""
    query = sa.select(sa.func.count()).where(SyncRow.fb != {}, SyncRow.state == "")
    return session.scalar(query) or 0


def in_flight(session: Session) -> Frozen | None:
    """The oldest batch without a receipt."""
    query = sa.select(BatchOut).where(BatchOut.acked_at.is_(None)).order_by(BatchOut.no).limit(1)
    row = session.scalar(query)
    return None if row is None else Frozen(row.no, row.body, tuple(_thaw(r) for r in row.rows))


def _thaw(data: Sequence[Any]) -> FrozenRow:
    entity, row_id, lver, values = data
    return FrozenRow(entity, UUID(row_id), lver, values)


def freeze(session: Session, now: datetime) -> Frozen | None:
    """Freeze the next batch, parents before children; None when nothing waits.

    Must not be called while a batch is in flight: at most one is.
    """
    changes = _collect(session)
    if not changes:
        return None
    state = session.get_one(SyncState, 1)
    body = canonical(Batch(state.batch_no + 1, state.last_hash, tuple(changes)).to_json())
    rows = [[c.entity, c.id.hex, c.lver, {n: v for n, (v, _) in c.fields.items()}] for c in changes]
    state.batch_no += 1
    state.last_hash = batch_hash(body)
    session.add(
        BatchOut(no=state.batch_no, body=body, hash=state.last_hash, rows=rows, frozen_at=now)
    )
    return Frozen(state.batch_no, body, tuple(_thaw(r) for r in rows))


def _collect(session: Session) -> list[Change]:
    changes: list[Change] = []
    size = 0
    for cls in FIELD:
        for dirty, row in _dirty_rows(session, cls.__tablename__, MAX_CHANGES - len(changes)):
            change = _change(dirty, row)
            size += len(canonical(change.to_json()))
            if changes and size > _MAX_BYTES:
                return changes
            changes.append(change)
        if len(changes) >= MAX_CHANGES:
            break
    return changes


def _dirty_rows(
    session: Session, entity: str, limit: int
) -> list[tuple[SyncRow, Mapping[str, Any]]]:
    if limit <= 0:
        return []
    table = TABLES[entity]
    dirty = session.scalars(
        sa.select(SyncRow)
        .where(SyncRow.entity == entity, SyncRow.fb != {}, SyncRow.state == "")
        .order_by(SyncRow.lver)
        .limit(limit)
    ).all()
    query = sa.select(table).where(table.c.id.in_([d.id for d in dirty]))
    rows = {row["id"]: dict(row) for row in session.execute(query).mappings()}
    return [(d, rows[d.id]) for d in dirty if d.id in rows]


def _change(dirty: SyncRow, row: Mapping[str, Any]) -> Change:
    fields = {name: (encode(row[name]), base) for name, base in dirty.fb.items() if name in row}
    return Change(dirty.entity, dirty.id, fields, new=dirty.bver == 0, lver=dirty.lver)


def forget_batches(session: Session) -> None:
    """After a fork: drop what was frozen; the rows are still dirty and are frozen anew."""
    session.execute(sa.delete(BatchOut))
    state = session.get_one(SyncState, 1)
    state.incarnation += 1
    state.batch_no, state.last_hash = 0, ""


def resend_from(session: Session, applied_no: int) -> bool:
    """After the centre was restored: send kept batches again; False when they are gone."""
    later = sa.update(BatchOut).where(BatchOut.no > applied_no).values(acked_at=None)
    session.execute(later)
    return session.get(BatchOut, applied_no + 1) is not None


def retry_refused(session: Session) -> int:
    """Let refused rows be sent once more; how many there are."""
    refused = session.scalars(sa.select(SyncRow).where(SyncRow.state == REFUSED)).all()
    for row in refused:
        row.state = ""
    return len(refused)
