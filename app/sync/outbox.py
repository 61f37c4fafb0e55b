"""What waits to be sent, and freezing it: the exact bytes are stored before the first leaves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.models import bulk
from app.models.entities import PUSHED, TABLES
from app.models.local import AHEAD, BatchOut, Refusal, SyncRow, SyncState
from app.protocol.wire import MAX_CHANGES, Batch, Change, batch_hash, canonical

REFUSED = "refused"
HELD = "held"
LATER = frozenset(
    {
        "row.incomplete",
        "decision.without_sheets",
        "certificate.not_passed",
        "rubric.version_ahead",
        "paper_setup.version_ahead",
        "channel_rules.version_ahead",
    }
)
"""Refusals that only say that something else has not arrived yet: tried again at every sync."""
_MAX_BYTES = 4 * 1024 * 1024
_WEIGHT = {"paper_setup": 8, "draw_record": 4}
"""Text shrinks to an eighth when a batch is packed; an emblem not at all, random keys to a half."""


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
    query = sa.select(sa.func.count()).where(AHEAD, SyncRow.state == "")
    return session.scalar(query) or 0


def is_waiting(session: Session) -> bool:
    """Whether a batch has no receipt yet, or something waits to be frozen into one."""
    unanswered = sa.select(BatchOut.no).where(BatchOut.acked_at.is_(None)).limit(1)
    return session.scalar(unanswered) is not None or bool(kinds_to_freeze(session))


def in_flight(session: Session, known: Frozen | None = None) -> Frozen | None:
    """The oldest batch without a receipt; `known` itself where it is that one."""
    query = sa.select(BatchOut.no, BatchOut.hash).where(BatchOut.acked_at.is_(None))
    found = session.execute(query.order_by(BatchOut.no).limit(1)).first()
    if found is None:
        return None
    if known is not None and (known.no, batch_hash(known.body)) == (found.no, found.hash):
        return known
    return frozen_batch(session, found.no)


def freeze_ahead(session: Session, now: datetime) -> Frozen | None:
    """Freeze the batch after the one that is on its way; None where one waits already."""
    query = sa.select(sa.func.count()).select_from(BatchOut).where(BatchOut.acked_at.is_(None))
    return None if (session.scalar(query) or 0) > 1 else freeze(session, now)


def _thaw(data: Iterable[Any]) -> FrozenRow:
    entity, row_id, lver, values = data
    return FrozenRow(entity, UUID(row_id), lver, values)


def frozen_batch(session: Session, no: int) -> Frozen | None:
    """Batch `no`, while it has no receipt."""
    row = session.get(BatchOut, no)
    if row is None or row.acked_at is not None:
        return None
    return Frozen(row.no, row.body, tuple(_thaw(r) for r in row.rows))


def freeze(session: Session, now: datetime) -> Frozen | None:
    """Freeze the next batch, parents before children; None when all that waits is frozen.

    Over a network one is frozen while the one before it is answered; a file carries several.
    """
    written = _collect(session)
    if not written:
        return None
    changes = [change for change, _, _ in written]
    state = session.get_one(SyncState, 1)
    body = Batch.body(state.batch_no + 1, state.last_hash, [text for _, text, _ in written])
    rows = tuple(FrozenRow(c.entity, c.id, c.lver, values) for c, _, values in written)
    state.batch_no += 1
    state.last_hash = batch_hash(body)
    _stand_frozen(session, changes)
    kept = [[r.entity, r.id.hex, r.lver, r.values] for r in rows]
    session.add(
        BatchOut(no=state.batch_no, body=body, hash=state.last_hash, rows=kept, frozen_at=now)
    )
    return Frozen(state.batch_no, body, rows)


def _stand_frozen(session: Session, changes: Sequence[Change]) -> None:
    """These rows stand in a batch as they are now: only a later edit puts them into another."""
    session.flush()
    bulk.stand_frozen(session.connection(), [(c.entity, c.id, c.lver) for c in changes])
    session.expire_all()


def _collect(session: Session) -> list[tuple[Change, bytes, Mapping[str, Any]]]:
    """What goes into the next batch, each change with its bytes and the values in it."""
    found: list[tuple[Change, bytes, Mapping[str, Any]]] = []
    size = 0
    kinds = kinds_to_freeze(session)
    handed = _handed_over(session) if kinds else frozenset()
    for entity in kinds:
        conn, left = session.connection(), MAX_CHANGES - len(found)
        for waits in bulk.waiting(conn, TABLES[entity], left):
            change = _change(entity, waits, hand_over=(entity, waits.id) in handed)
            text = canonical(change.to_json())
            size += len(text) * _WEIGHT.get(entity, 1)
            if found and size > _MAX_BYTES:
                return found
            values = dict(zip(change.fields, map(waits.row.get, change.fields), strict=True))
            found.append((change, text, values))
        if len(found) >= MAX_CHANGES:
            break
    return found


_WAITS = sa.and_(AHEAD, SyncRow.state == "", SyncRow.lver > SyncRow.frozen)
"""Ahead of the centre, not refused, and edited since it last stood in a batch."""


def kinds_to_freeze(session: Session) -> list[str]:
    """Kinds of records that wait, parents before children."""
    query = sa.select(SyncRow.entity).where(_WAITS).distinct()
    waiting = set(session.scalars(query))
    return [cls.__tablename__ for cls in PUSHED if cls.__tablename__ in waiting]


def _handed_over(session: Session) -> frozenset[tuple[str, UUID]]:
    """Records whose person asked for them to be handed to the centre's staff."""
    query = sa.select(Refusal.entity, Refusal.id).where(Refusal.hand_over)
    return frozenset((entity, row_id) for entity, row_id in session.execute(query))


def _change(entity: str, waits: bulk.Waiting, *, hand_over: bool) -> Change:
    """The row as it is sent; a record handed over is sent whole, for whoever reads it."""
    row, bases = waits.row, waits.fb
    if hand_over:
        bases = dict.fromkeys((n for n in row if n != "id"), waits.bver)
    bases = bases if bases.keys() <= row.keys() else {n: b for n, b in bases.items() if n in row}
    fields = dict(zip(bases, zip(map(row.get, bases), bases.values(), strict=True), strict=True))
    whole = len(fields) == len(row) - 1
    return Change(entity, waits.id, fields, new=whole, lver=waits.lver, hand_over=hand_over)


def forget_batches(session: Session) -> None:
    """After a fork: drop what was frozen; the rows are still dirty and are frozen anew."""
    session.execute(sa.delete(BatchOut))
    session.execute(sa.update(SyncRow).where(SyncRow.frozen > 0).values(frozen=0))
    state = session.get_one(SyncState, 1)
    state.incarnation += 1
    state.batch_no, state.last_hash = 0, ""


def resend_from(session: Session, applied_no: int) -> bool:
    """After the centre was restored: send kept batches again; False when they are gone."""
    later = sa.update(BatchOut).where(BatchOut.no > applied_no).values(acked_at=None, receipt=None)
    session.execute(later)
    return session.get(BatchOut, applied_no + 1) is not None


def travelling(session: Session) -> frozenset[tuple[str, UUID]]:
    """Rows that stand in a batch without an answer."""
    batches = session.scalars(sa.select(BatchOut.rows).where(BatchOut.acked_at.is_(None)))
    return frozenset((entity, UUID(key)) for rows in batches for entity, key, *_ in rows)


def drop_old(session: Session, before: datetime) -> None:
    """Drop batches answered before a moment: kept until then for a centre that was restored."""
    session.execute(sa.delete(BatchOut).where(BatchOut.acked_at < before))


def retry_refused(session: Session, codes: Collection[str] | None = None) -> int:
    """Let refused rows be sent once more, or those refused with `codes`; how many there are."""
    query = sa.select(SyncRow).where(SyncRow.state == REFUSED)
    if codes is not None:
        refused = sa.and_(Refusal.entity == SyncRow.entity, Refusal.id == SyncRow.id)
        query = query.join(Refusal, refused).where(Refusal.code.in_(codes))
    rows = session.scalars(query).all()
    for row in rows:
        row.state, row.frozen = "", 0
    return len(rows)
