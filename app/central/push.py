"""Applying one frozen batch: authorise, merge field by field, answer per row.

The same batch sent again gets the stored answer. One bad row is refused with a
reason and does not hold up the others. Nothing here knows HTTP.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.central import checks
from app.central.store import (
    Key,
    Raced,
    Versions,
    Write,
    commit_rows,
    load_rows,
    lock_versions,
    scopes_of,
)
from app.domain.merging import resolver
from app.domain.permissions import Grant, may_write
from app.models.central import BatchIn, DeviceSync, FieldConflict
from app.models.entities import APPEND_ONLY, FIELD, TABLES
from app.models.rows import RowError, decode_row, decode_value, encode, encode_row
from app.protocol.wire import Ack, Batch, Change, WireError, batch_hash, parse

_FIELD_ENTITIES = frozenset(cls.__tablename__ for cls in FIELD)
_JUDGED = frozenset(
    {
        "curation_session",
        "curation_case",
        "curation",
        "assessment",
        "decision",
        "improvement_item",
        "certificate",
    }
)
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sends: a person on a device, with what they may do where."""

    person_id: UUID
    device_id: UUID
    device_code: str
    grants: tuple[Grant, ...]


@dataclass(frozen=True, slots=True)
class Pushed:
    """What became of a batch: receipts, or a `problem` (`fork`, `rewind`) and nothing applied."""

    acks: tuple[Ack, ...]
    applied_no: int
    problem: str = ""


class Refused(Exception):  # noqa: N818 - an answer for one row, not a failure
    """This row is not accepted; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class _Merge:
    """What one change comes to."""

    ack: Ack
    write: Write | None = None
    lost: tuple[tuple[str, Any], ...] = ()


def apply_push(
    engine: sa.Engine, caller: Caller, incarnation: int, body: bytes | None, now: datetime
) -> Pushed:
    """Apply the frozen bytes of a batch, in one transaction; tried again when two pushes raced."""
    for _ in range(_TRIES):
        try:
            with engine.begin() as conn:
                return _apply(conn, caller, incarnation, body, now)
        except Raced:
            continue
    raise RuntimeError("a push raced too often")


def _apply(
    conn: sa.Connection, caller: Caller, incarnation: int, body: bytes | None, now: datetime
) -> Pushed:
    place = _lock_device(conn, caller.device_id, incarnation)
    if place is None:
        return Pushed((), 0, "fork")
    last_no, last_hash = place
    if body is None:
        return Pushed((), last_no)
    batch, digest = Batch.from_json(parse(body)), batch_hash(body)
    if batch.no <= last_no:
        return _replay(conn, caller, incarnation, batch.no, digest, last_no)
    if batch.no > last_no + 1:
        return Pushed((), last_no, "rewind")
    if batch.prev != last_hash:
        return Pushed((), last_no, "fork")
    acks = _apply_changes(conn, caller, batch.changes, now)
    _remember(conn, caller, incarnation, batch.no, digest, acks, now)
    return Pushed(acks, batch.no)


def _lock_device(conn: sa.Connection, device_id: UUID, incarnation: int) -> tuple[int, str] | None:
    """The laptop's last batch, its row locked; None when an older copy of it speaks."""
    query = sa.select(DeviceSync).where(DeviceSync.device_id == device_id).with_for_update()
    row = conn.execute(query).mappings().one()
    if incarnation < row["incarnation"]:
        return None
    if incarnation > row["incarnation"]:
        conn.execute(
            sa.update(DeviceSync)
            .where(DeviceSync.device_id == device_id)
            .values(incarnation=incarnation, last_no=0, last_hash="")
        )
        return 0, ""
    return row["last_no"], row["last_hash"]


def _replay(
    conn: sa.Connection, caller: Caller, incarnation: int, no: int, digest: str, last_no: int
) -> Pushed:
    row = conn.execute(
        sa.select(BatchIn.hash, BatchIn.answer).where(
            BatchIn.device_id == caller.device_id,
            BatchIn.incarnation == incarnation,
            BatchIn.no == no,
        )
    ).one_or_none()
    if row is None or row.hash != digest:
        return Pushed((), last_no, "fork")
    return Pushed(tuple(Ack.from_json(a) for a in row.answer), last_no)


def _remember(
    conn: sa.Connection,
    caller: Caller,
    incarnation: int,
    no: int,
    digest: str,
    acks: Sequence[Ack],
    now: datetime,
) -> None:
    conn.execute(
        sa.insert(BatchIn).values(
            device_id=caller.device_id,
            incarnation=incarnation,
            no=no,
            hash=digest,
            received_at=now,
            answer=[a.to_json() for a in acks],
        )
    )
    conn.execute(
        sa.update(DeviceSync)
        .where(DeviceSync.device_id == caller.device_id)
        .values(last_no=no, last_hash=digest)
    )


def _apply_changes(
    conn: sa.Connection, caller: Caller, changes: Sequence[Change], now: datetime
) -> tuple[Ack, ...]:
    keys = [(c.entity, c.id) for c in changes if c.entity in _FIELD_ENTITIES]
    versions, rows = lock_versions(conn, keys), load_rows(conn, keys)
    sender = checks.Sender(caller.person_id, caller.device_id)
    check = checks.Checks(conn, sender)
    merges: dict[Key, _Merge] = {}
    for change in changes:
        key = (change.entity, change.id)
        if key in merges:
            raise WireError("one row twice in a batch")
        merges[key] = _merge(caller, change, versions.get(key), rows.get(key), check)
    _keep_conflicts(conn, caller, merges, now)
    # Last: takes the feed's counter.
    _commit(conn, caller, merges, now)
    return tuple(m.ack for m in merges.values())


def _commit(
    conn: sa.Connection, caller: Caller, merges: Mapping[Key, _Merge], now: datetime
) -> None:
    commit_rows(conn, [m.write for m in merges.values() if m.write], caller.person_id, now)


def _merge(
    caller: Caller,
    change: Change,
    before: Versions | None,
    current: dict[str, Any] | None,
    check: checks.Checks,
) -> _Merge:
    try:
        if change.entity not in _FIELD_ENTITIES:
            raise Refused("entity.unknown")
        if before is None or current is None:
            return _new(caller, change, check)
        return _changed(caller, change, before, current, check)
    except (Refused, RowError, checks.CheckError) as refusal:
        code = getattr(refusal, "code", "row.malformed")
        ver = before.ver if before else 0
        return _Merge(Ack(change.entity, change.id, "rejected", ver, code=code))


def _new(caller: Caller, change: Change, check: checks.Checks) -> _Merge:
    data = {name: value for name, (value, _) in change.fields.items()}
    row = decode_row(TABLES[change.entity], {**data, "id": change.id.hex})
    scopes = scopes_of(row)
    # Where something is judged, it belongs: only a business may be a guest of one's region.
    owned = (row["scope"],) if change.entity in _JUDGED else scopes
    _authorise(caller, change.entity, owned)
    check.row(change.entity, row)
    write = Write(change.entity, change.id, row, None, scopes)
    return _Merge(Ack(change.entity, change.id, "ok", 1), write)


def _authorise(caller: Caller, entity: str, scopes: tuple[str, ...]) -> None:
    if not may_write(caller.grants, entity, scopes):
        raise Refused("scope.outside")


def _authorise_move(
    caller: Caller, entity: str, current: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    """A row moves by whom it belongs to (or who made it), and never out of their sight."""
    if current["created_by"] != caller.person_id:
        _authorise(caller, entity, (current["scope"],))
    _authorise(caller, entity, scopes_of(after))


def _changed(
    caller: Caller,
    change: Change,
    before: Versions,
    current: dict[str, Any],
    check: checks.Checks,
) -> _Merge:
    _authorise(caller, change.entity, before.scopes)
    incoming = _decode_fields(change)
    if not incoming:
        raise Refused("row.empty")
    values: dict[str, Any] = {}
    lost: list[tuple[str, Any]] = []
    for name, value in incoming.items():
        if value == current[name]:
            continue
        if change.entity in APPEND_ONLY:
            raise Refused("row.final")
        settle: Callable[..., Any] | None = resolver(change.entity, name)
        if before.field_version(name) <= change.fields[name][1]:
            values[name] = value
        elif settle is not None:
            settled = settle(current, {**current, **incoming})
            if settled != current[name]:
                values[name] = settled
        else:
            lost.append((name, value))
    after = {**current, **values}
    if {"scope", "guest_scope"} & values.keys():
        _authorise_move(caller, change.entity, current, after)
    check.row(change.entity, after, changed=frozenset(values))
    return _outcome(change, before, after, values, tuple(lost), incoming)


def _decode_fields(change: Change) -> dict[str, Any]:
    table = TABLES[change.entity]
    return {
        name: decode_value(table, name, value)
        for name, (value, _) in change.fields.items()
        if name in table.columns and name != "id"
    }


def _outcome(
    change: Change,
    before: Versions,
    after: Mapping[str, Any],
    values: Mapping[str, Any],
    lost: tuple[tuple[str, Any], ...],
    incoming: Mapping[str, Any],
) -> _Merge:
    write = None
    ver = before.ver
    if values:
        write = Write(change.entity, change.id, values, before, scopes_of(after))
        ver = write.ver
    # A laptop that had not seen every change gets the row whole: its next edits must be
    # based on what it has seen, never on a version number alone.
    unseen = before.ver > min(base for _, base in change.fields.values())
    differs = any(after[name] != value for name, value in incoming.items())
    row = encode_row(after) if differs or unseen else None
    status = "conflict" if lost else "ok"
    fields = tuple(name for name, _ in lost)
    return _Merge(Ack(change.entity, change.id, status, ver, fields, row=row), write, lost)


def _keep_conflicts(
    conn: sa.Connection, caller: Caller, merges: Mapping[Key, _Merge], now: datetime
) -> None:
    rows = [
        {
            "entity": entity,
            "row_id": row_id,
            "field": name,
            "value": encode(value),
            "person_id": caller.person_id,
            "device_id": caller.device_id,
            "received_at": now,
        }
        for (entity, row_id), merge in merges.items()
        for name, value in merge.lost
    ]
    if rows:
        conn.execute(sa.insert(FieldConflict), rows)
