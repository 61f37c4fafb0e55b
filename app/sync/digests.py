"""Comparing what we hold with what the centre holds, at the end of a sync.

Equal digests: nothing was missed. Unequal ones: the region is read anew from the
start, and what the centre turns out not to know (it was restored from a backup older
than our copy) is offered to it again. Nothing here is deleted on this side (field: B8).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

import orjson
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.models.digest import Digests, marks_of
from app.models.entities import FINAL, PUSHED, TABLES
from app.models.local import AHEAD, SyncRow, SyncState

Marks = Mapping[str, tuple[int, int]]
_OFFERED = frozenset(cls.__tablename__ for cls in PUSHED)


def differing(session: Session, told: Marks) -> tuple[str, ...]:
    """The scopes whose rows here are not those the centre told; none while we cannot know."""
    if not told or _a_row_is_moving(session):
        return ()
    held = _held(session, told)
    return tuple(s for s, mark in sorted(told.items()) if held.get(s, (0, 0)) != tuple(mark))


def _a_row_is_moving(session: Session) -> bool:
    """Whether some row changes its region here and the centre does not know yet."""
    moving = sa.or_(
        sa.func.json_type(SyncRow.fb, "$.scope").is_not(None),
        sa.func.json_type(SyncRow.fb, "$.guest_scope").is_not(None),
    )
    query = sa.select(SyncRow.id).where(AHEAD, SyncRow.bver > 0, moving).limit(1)
    return session.scalar(query) is not None


def _held(session: Session, scopes: Collection[str]) -> Marks:
    """Counted anew from every row: what some bookkeeping had missed would be no alarm."""
    session.flush()
    cursor = session.connection().connection.cursor()
    digests = Digests()
    for entity in TABLES:
        cursor.execute(_HELD.format(entity=entity))
        for scope, guest, keys, versions in cursor.fetchall():
            told = orjson.loads(f"[{versions}]")
            inside = {s for s in (scope, guest) if s and s in scopes}
            digests.add(inside, len(told), marks_of(keys, told))
    return digests.marks


_HELD = (
    "SELECT r.scope, r.guest_scope, group_concat(r.id, ''), group_concat(s.bver) FROM {entity} r "
    "JOIN sync_row s ON s.entity = '{entity}' AND s.id = r.id WHERE s.bver > 0 "
    "GROUP BY r.scope, r.guest_scope"
)
"""All keys of a place in one text: an object for each row costs more than counting it."""


def read_anew(session: Session, scopes: Collection[str]) -> None:
    """Forget how far we have read these scopes; rows in them count as unseen until named."""
    state = session.get_one(SyncState, 1)
    state.cursors = {s: 0 if s in scopes else n for s, n in state.cursors.items()}
    for entity, table in TABLES.items():
        inside = sa.select(table.c.id).where(
            sa.or_(table.c.scope.in_(scopes), table.c.guest_scope.in_(scopes))
        )
        mine = sa.update(SyncRow).where(SyncRow.entity == entity, SyncRow.bver > 0)
        session.execute(mine.where(SyncRow.id.in_(inside)).values(seen=False))
    session.expire_all()


def is_reading_anew(session: Session) -> bool:
    """Whether rows are still unseen."""
    return session.scalar(sa.select(SyncRow.id).where(sa.not_(SyncRow.seen)).limit(1)) is not None


def offer_unseen(session: Session, me: UUID | None) -> int:
    """Mark rows the centre did not name as new work of ours, to be sent; how many.

    Records of score of other people only their own laptop may send: here they stand as
    borrowed (version 0) until the centre names them again.
    Reference data is the centre's own: what it does not name any more (a role given after the
    backup it was restored from) is not so any more.
    """
    offered = 0
    for sync in session.scalars(sa.select(SyncRow).where(sa.not_(SyncRow.seen))).all():
        sync.seen = True
        row = _row(session, sync)
        if row is None:
            continue
        if sync.entity not in _OFFERED:
            _drop(session, sync)
            continue
        if sync.entity in FINAL and row["created_by"] != me:
            sync.bver = 0
            continue
        sync.fb = {name: 0 for name in row if name != "id"}
        sync.bver, sync.state, sync.frozen = 0, "", 0
        sync.lver = next_edit(session)
        offered += 1
    return offered


def _row(session: Session, sync: SyncRow) -> Mapping[str, Any] | None:
    table = TABLES[sync.entity]
    query = sa.select(table).where(table.c.id == sync.id)
    row = session.execute(query).mappings().first()
    return None if row is None else dict(row)


def _drop(session: Session, sync: SyncRow) -> None:
    table = TABLES[sync.entity]
    session.execute(sa.delete(table).where(table.c.id == sync.id))
    session.delete(sync)


def next_edit(session: Session) -> int:
    """The next number of the laptop's edit counter."""
    state = session.get_one(SyncState, 1)
    state.lver += 1
    return state.lver
