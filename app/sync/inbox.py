"""Taking in what the centre answered: receipts first, then news, staged and applied whole.

Everything here runs inside the caller's transaction with capture switched off. A
field that is ahead of the centre is never replaced by news; only a receipt that
says so (a conflict) does that, and then the person's value is kept for a choice.
"""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from app.models import bulk
from app.models.entities import FIELD, TABLES
from app.models.local import BatchOut, BlobTransfer, PullStage, Refusal, SyncConflict, SyncRow
from app.models.local import SyncState as State
from app.models.rows import decode_row, encode, encode_row
from app.protocol.wire import Ack, Answer, Item
from app.sync import digests, outbox
from app.sync.outbox import HELD, REFUSED, Frozen, FrozenRow

_CHUNK = 500
_OFFERED = frozenset(cls.__tablename__ for cls in FIELD)

Key = tuple[str, UUID]
Row = Mapping[str, Any]


@contextlib.contextmanager
def applying(session: Session) -> Iterator[None]:
    """Capture is off inside: what is written is the centre's word, not an edit."""
    session.flush()
    session.execute(sa.update(State).values(applying=True))
    yield
    session.flush()
    session.execute(sa.update(State).values(applying=False))
    session.expire_all()


def take_acks(session: Session, frozen: Frozen, answer: Answer, now: datetime) -> None:
    """Settle a batch by the centre's signed answer; taking it twice changes nothing."""
    mine = BatchOut.no == frozen.no
    query = sa.select(BatchOut.frozen_at).where(mine, BatchOut.acked_at.is_(None))
    frozen_at = session.scalar(query)  # without its bytes and rows
    if frozen_at is None:
        return
    by_key = {(r.entity, r.id): r for r in frozen.rows}
    acks = _without_plain(session, by_key, answer.acks)
    known = _rows_of(session, [(ack.entity, ack.id) for ack in acks])
    with session.no_autoflush:
        for ack in acks:
            row, here = by_key.get((ack.entity, ack.id)), known.get((ack.entity, ack.id))
            if row is None:
                continue
            if here is None:
                _bring_back(session, row, ack, answer.scopes)
                continue
            sync, local = here
            if ack.status == "rejected":
                _refuse(session, sync, row, ack, now)
            elif ack.status == "held":
                _hold(session, sync, row, ack, now)
            else:
                _settle(session, sync, local, row, ack, _Times(frozen_at, now))
    _drop_refusals(session, [a for a in answer.acks if a.status in {"ok", "conflict"}])
    signed = sa.update(BatchOut).where(mine).values(acked_at=now, receipt=answer.receipt)
    session.execute(signed)


def _without_plain(
    session: Session, by_key: Mapping[Key, FrozenRow], acks: Sequence[Ack]
) -> list[Ack]:
    """Settle in bulk what the centre took as it was and nobody touched since; the other acks."""
    plain = [
        (a.entity, a.id, by_key[a.entity, a.id].lver, a.ver)
        for a in acks
        if a.status == "ok" and a.row is None and (a.entity, a.id) in by_key
    ]
    if not plain:
        return list(acks)
    session.flush()
    settled = bulk.settle(session.connection(), plain)
    session.expire_all()
    return [a for a in acks if (a.entity, a.id) not in settled]


def _rows_of(session: Session, keys: Collection[Key]) -> dict[Key, tuple[SyncRow, Row]]:
    """Versions and values of the rows of a batch, read a kind at a time."""
    by_entity: dict[str, list[UUID]] = defaultdict(list)
    for entity, row_id in keys:
        by_entity[entity].append(row_id)
    found: dict[Key, tuple[SyncRow, Row]] = {}
    for entity, ids in by_entity.items():
        table = TABLES[entity]
        query = sa.select(table).where(table.c.id.in_(ids))
        rows = {row["id"]: dict(row) for row in session.execute(query).mappings()}
        for row_id, sync in _known(session, entity, ids).items():
            if row_id in rows:
                found[entity, row_id] = (sync, rows[row_id])
    return found


def _bring_back(session: Session, row: FrozenRow, ack: Ack, scopes: Collection[str]) -> None:
    """A row that left this disk after its batch did: only its receipt tells us of it now.

    A restored centre got the batch a second time. Older news of the row may wait for this very
    receipt; written at the version it tells, the row stands above them.
    """
    whole = len(row.values) == len(TABLES[row.entity].columns) - 1
    data = ack.row or (row.values if whole else None)
    taken = ack.status in {"ok", "conflict"}
    if taken and data is not None and {data.get("scope"), data.get("guest_scope")} & set(scopes):
        _write_whole(session, row.entity, [Item(row.entity, row.id, ack.ver, data)])


def _refuse(session: Session, sync: SyncRow, row: FrozenRow, ack: Ack, now: datetime) -> None:
    if sync.lver == row.lver:
        sync.state = REFUSED
    if not sync.fb:
        # Confirmed once, lost with the centre's backup, not ours to bring any more: work again.
        sync.fb, sync.bver = dict.fromkeys(row.values, 0), 0
    session.merge(Refusal(entity=ack.entity, id=ack.id, code=ack.code, refused_at=now))


def _hold(session: Session, sync: SyncRow, row: FrozenRow, ack: Ack, now: datetime) -> None:
    """The centre keeps it for its staff: nothing waits here any more, nothing is confirmed yet."""
    if sync.lver == row.lver:
        sync.state = HELD
    code = "handover.waiting"
    session.merge(Refusal(entity=ack.entity, id=ack.id, code=code, refused_at=now, hand_over=True))


def take_settled(session: Session, answer: Answer, now: datetime) -> None:
    """What the centre's staff decided about records that were handed over."""
    for entity, row_id, accepted in answer.settled:
        sync = session.get(SyncRow, (entity, row_id))
        if entity not in TABLES or sync is None or sync.state != HELD:
            continue
        refusal = session.get(Refusal, (entity, row_id))
        if not accepted:
            sync.state = REFUSED
            if refusal is not None:
                refusal.code, refusal.hand_over = "handover.rejected", False
            continue
        sync.fb, sync.state = {}, ""
        if refusal is not None:
            session.delete(refusal)
        if not _is_ours(session, entity, row_id, answer.scopes):
            session.flush()
            _remove(session, entity, row_id)


def _is_ours(session: Session, entity: str, row_id: UUID, scopes: Collection[str]) -> bool:
    table = TABLES[entity]
    query = sa.select(table.c.scope, table.c.guest_scope).where(table.c.id == row_id)
    row = session.execute(query).first()
    return row is not None and bool({row.scope, row.guest_scope} & set(scopes))


@dataclass(frozen=True, slots=True)
class _Times:
    """When a batch was frozen, and now."""

    frozen: datetime
    now: datetime


def _settle(
    session: Session, sync: SyncRow, local: Row, row: FrozenRow, ack: Ack, times: _Times
) -> None:
    fb = dict(sync.fb)
    for name, sent in row.values.items():
        if name not in fb:
            continue
        edited = encode(local[name]) != sent
        if name in ack.fields:
            # Edited again without having seen the centre's value: keep the old base, so that
            # the next push conflicts too instead of overwriting what nobody looked at.
            if not edited:
                del fb[name]
                _keep_conflict(session, ack, row, name, times)
        elif edited:
            fb[name] = ack.ver
        else:
            del fb[name]
    if _is_of_lost_time(sync, ack.ver):
        # Told without the row is one that is new there: it has what the batch said.
        theirs = ack.row or {**encode_row(local), **row.values}
        lost = _lost(ack.entity, theirs, local, sync.bver, fb)
        if lost:
            fb |= lost
            sync.lver = digests.next_edit(session)
        sync.bver = ack.ver
    sync.fb, sync.bver, sync.state, sync.seen = fb, max(sync.bver, ack.ver), "", True
    if ack.row is not None:
        _write_clean(session, ack.entity, ack.id, ack.row, fb)


def _drop_refusals(session: Session, acks: Sequence[Ack]) -> None:
    """What the centre took in after all is not refused any more."""
    if not acks or session.scalar(sa.select(Refusal.id).limit(1)) is None:
        return
    for ack in acks:
        session.execute(
            sa.delete(Refusal).where(Refusal.entity == ack.entity, Refusal.id == ack.id)
        )


def _keep_conflict(session: Session, ack: Ack, row: FrozenRow, name: str, times: _Times) -> None:
    """Both values wait for a person, with who wrote the other one and when."""
    person, at = ack.by.get(name, ("", ""))
    mine = row.values[name]
    open_one = session.get(SyncConflict, (ack.entity, ack.id, name))
    if open_one is not None and open_one.settled_at is None and open_one.theirs == mine:
        mine = open_one.mine  # offered to a restored centre was the other's word: ours still waits
    session.merge(
        SyncConflict(
            entity=ack.entity,
            id=ack.id,
            field=name,
            mine=mine,
            theirs=(ack.row or {}).get(name),
            noticed_at=times.now,
            mine_at=times.frozen,
            theirs_by=UUID(person) if person else None,
            theirs_at=datetime.fromisoformat(at) if at else None,
            choice="",
            settled_at=None,
        )
    )


def _write_clean(
    session: Session, entity: str, row_id: UUID, data: Mapping[str, Any], dirty: Mapping[str, Any]
) -> None:
    table = TABLES[entity]
    row = decode_row(table, data, row_id)
    values = {name: value for name, value in row.items() if name not in dirty and name != "id"}
    if values:
        session.execute(sa.update(table).where(table.c.id == row_id).values(**values))


def stage(session: Session, answer: Answer) -> int:
    """Keep a page of news with its cursors, in one transaction; how many rows now wait."""
    _keep_page(session, answer.items)
    state = session.get_one(State, 1)
    state.cursors, state.epoch = dict(answer.cursors), answer.epoch
    rows = sa.func.json_array_length(PullStage.item, "$.items")
    return session.scalar(sa.select(sa.func.coalesce(sa.func.sum(rows), 0))) or 0


def _keep_page(session: Session, items: Sequence[Item]) -> None:
    if items:
        page = {"items": [i.to_json() for i in items]}
        session.execute(sa.insert(PullStage), [{"item": page}])


def apply_stage(session: Session, has_photo: Callable[[str], bool], *, whole: bool = False) -> int:
    """Apply all staged news; the number of rows applied.

    News of a row that stands in a batch without an answer stay staged until it has one, for
    the answer may be older than they are (a stick brought the batch long ago) and would be
    taken for the newer word. `whole` applies those too.
    """
    applied = 0
    kept: list[Item] = []
    query = sa.select(PullStage.position, PullStage.item).order_by(PullStage.position).limit(1)
    while (staged := session.execute(query).first()) is not None:
        items = [Item.from_json(i) for i in staged.item["items"]]
        if not whole:
            items, waiting = _apart(session, items)
            kept += waiting
        _apply(session, items, has_photo)
        session.execute(sa.delete(PullStage).where(PullStage.position <= staged.position))
        applied += len(items)
    _keep_page(session, kept)
    return applied


def apply_now(session: Session, answer: Answer, has_photo: Callable[[str], bool]) -> None:
    """Apply a page that was not staged, with its cursors, in the caller's transaction."""
    items, waiting = _apart(session, answer.items)
    _apply(session, items, has_photo)
    _keep_page(session, waiting)
    state = session.get_one(State, 1)
    state.cursors, state.epoch = dict(answer.cursors), answer.epoch


def _apart(session: Session, items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """News to apply, and those of rows whose batch has no answer yet."""
    travelling = outbox.travelling(session)
    if not travelling:
        return list(items), []
    waiting = [i for i in items if (i.entity, i.id) in travelling]
    return [i for i in items if (i.entity, i.id) not in travelling], waiting


def _apply(session: Session, items: Sequence[Item], has_photo: Callable[[str], bool]) -> None:
    by_entity: dict[str, dict[UUID, Item]] = defaultdict(dict)
    for item in items:
        if item.entity in TABLES:
            by_entity[item.entity][item.id] = item  # the later one wins
    for entity, found in by_entity.items():
        known = _known(session, entity, list(found))
        met = [(item, known[item.id]) for item in found.values() if item.id in known]
        for item, sync in met:
            _offer_again(session, item, sync)
        fresh = [i for i in found.values() if i.row is not None and _is_whole(known.get(i.id), i)]
        _write_whole(session, entity, fresh)
        for item, sync in met:
            _apply_to_known(session, item, sync)
        if entity == "photo":
            _want_photos(session, [i.row for i in found.values() if i.row], has_photo)


def _known(session: Session, entity: str, ids: Sequence[UUID]) -> dict[UUID, SyncRow]:
    session.flush()
    here = bulk.followed(session.connection(), entity, ids)
    if not here:
        return {}
    query = sa.select(SyncRow).where(SyncRow.entity == entity, SyncRow.id.in_(here))
    return {row.id: row for row in session.scalars(query)}


def _offer_again(session: Session, item: Item, sync: SyncRow) -> None:
    """What a restored centre lost of a row it still has: our values, as edits of what we had seen.

    Asked only while a region is read anew. The centre's backup may be older than our copy (a
    lower version), or somebody has written the row since (a version beyond the raised floor).
    It takes back what nobody changed there; the rest becomes a choice, not a silent loss.
    """
    if item.row is None or not _is_of_lost_time(sync, item.ver):
        return
    if item.entity not in _OFFERED:
        sync.bver = 0  # reference data: the centre's word, whatever its number
        return
    table = TABLES[item.entity]
    ours = session.execute(sa.select(table).where(table.c.id == item.id)).mappings().one()
    lost = _lost(item.entity, item.row, ours, sync.bver, sync.fb)
    if lost:
        sync.state = sync.state if sync.fb else ""
        sync.fb = {**sync.fb, **lost}
        sync.lver = digests.next_edit(session)
    sync.bver = item.ver


def _is_of_lost_time(sync: SyncRow, ver: int) -> bool:
    """Whether we hold a row as it was before a restore, and the centre now tells this version.

    Then the number says nothing of what we have: news and answers are both held against it.
    """
    if sync.seen or not sync.bver:
        return False
    return ver < sync.bver or ver >> bulk.FLOOR_BITS != sync.bver >> bulk.FLOOR_BITS


def _lost(
    entity: str, theirs: Row, ours: Mapping[Any, Any], base: int, dirty: Collection[str]
) -> dict[str, int]:
    """Fields in which a restored centre is behind what we had seen, with that as their base."""
    row = decode_row(TABLES[entity], theirs, UUID(int=0))
    return {n: base for n, v in row.items() if n != "id" and n not in dirty and ours[n] != v}


def _is_whole(sync: SyncRow | None, item: Item) -> bool:
    """Whether the row may be written as it comes: nothing of it is ahead of the centre."""
    return sync is None or (not sync.fb and item.ver > sync.bver)


def _write_whole(session: Session, entity: str, items: Sequence[Item]) -> None:
    if not items:
        return
    table = TABLES[entity]
    session.flush()
    conn = session.connection()
    bulk.upsert(conn, table, ((i.id, i.row or {}) for i in items))
    bulk.mark_versions(conn, entity, ((i.id, i.ver) for i in items))


def _apply_to_known(session: Session, item: Item, sync: SyncRow) -> None:
    """A row with edits ahead keeps them; a row that left our regions goes when it is clean.

    But for one of a time the centre has lost since: it stays unseen, and is offered with what
    the centre does not name at all.
    """
    if item.row is None and _is_of_lost_time(sync, item.ver):
        return
    if not sync.seen:
        sync.seen = True
    if item.row is None:
        if not sync.fb:
            _remove(session, item.entity, item.id)
        else:
            # It left our regions with work of ours on it: kept, but no longer what we hold there.
            sync.bver = 0
    elif sync.fb and item.ver > sync.bver:
        _write_clean(session, item.entity, item.id, item.row, sync.fb)
        sync.bver = item.ver


def _remove(session: Session, entity: str, row_id: UUID) -> None:
    table = TABLES[entity]
    session.execute(sa.delete(table).where(table.c.id == row_id))
    session.execute(sa.delete(SyncRow).where(SyncRow.entity == entity, SyncRow.id == row_id))


def forget(session: Session, entity: str, row_id: UUID) -> None:
    """Take a row away that the centre never had and is not to have: it becomes a draft again."""
    with applying(session):
        _remove(session, entity, row_id)
    session.execute(sa.delete(Refusal).where(Refusal.entity == entity, Refusal.id == row_id))


def _want_photos(
    session: Session, rows: Sequence[Mapping[str, Any]], has_photo: Callable[[str], bool]
) -> None:
    wanted = [
        {"sha256": sha, "size_bytes": size, "thumbnail": small}
        for row in rows
        for sha, size, small in (
            (row["thumb_sha256"], row["thumb_bytes"], True),
            (row["sha256"], row["size_bytes"], False),
        )
        if not row.get("deleted")
    ]
    if wanted:
        # One that is here without a word of it, after a backup was brought back, may be here alone.
        ways = ("up" if has_photo(w["sha256"]) else "down" for w in wanted)
        new = {"state": "waiting", "stored_at": None}
        insert = sqlite.insert(BlobTransfer).on_conflict_do_nothing()
        session.execute(
            insert, [{**w, "direction": d, **new} for w, d in zip(wanted, ways, strict=True)]
        )


def purge(session: Session, scopes: Sequence[str]) -> bool:
    """Remove clean rows that no scope of ours holds any more; whether some had to stay.

    Those that stand in a batch without an answer stay until it has one: a restored centre
    may have lost them, and refuse them now. So do those read before it was restored, until
    they have been offered: nobody else may have them any more.
    """
    travelling = outbox.travelling(session)
    stayed = False
    for entity, table in TABLES.items():
        inside = sa.or_(table.c.scope.in_(scopes), table.c.guest_scope.in_(scopes))
        clean = sa.select(SyncRow.id).where(
            SyncRow.entity == entity, SyncRow.fb == {}, SyncRow.bver > 0, SyncRow.seen
        )
        query = sa.select(table.c.id).where(
            sa.not_(sa.func.coalesce(inside, False)), table.c.id.in_(clean)
        )
        for row_id in session.scalars(query).all():
            if (entity, row_id) in travelling:
                stayed = True
            else:
                _remove(session, entity, row_id)
    return stayed
