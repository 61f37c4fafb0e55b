"""Applying one frozen batch: authorise, merge field by field, answer per row.

The same batch sent again gets the stored answer. One bad row is refused with a
reason and does not hold up the others. Nothing here knows HTTP.
"""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from app.central import brake, checks, confirming
from app.central.confirming import RootKey
from app.central.fence import as_person
from app.central.store import (
    Author,
    Key,
    Raced,
    Versions,
    Write,
    commit_rows,
    load_rows,
    lock_versions,
    scopes_of,
    version_floor,
)
from app.domain.merging import BIRTH, FORWARD, made_anew, resolver
from app.domain.permissions import (
    JUDGED,
    REGION_FIELD,
    Grant,
    guarded,
    may_publish_for,
    may_set,
    may_write,
)
from app.models.central import BatchIn, DeviceSync, FieldConflict, Held
from app.models.entities import FINAL, PUBLISHED, PUSHED, TABLES
from app.models.rows import RowError, decode_row, decode_rows, decode_value, encode, encode_row
from app.protocol.receipts import BatchReceipt
from app.protocol.wire import Ack, Batch, Change, WireError, batch_hash, parse

_PUSHED = frozenset(cls.__tablename__ for cls in PUSHED)
_PUBLISHED = frozenset(cls.__tablename__ for cls in PUBLISHED)
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sends: a person on a device, with what they may do where."""

    person_id: UUID
    device_id: UUID
    device_code: str
    grants: tuple[Grant, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """A batch as it arrived: its frozen bytes, or None when nothing was sent, and by which copy."""

    caller: Caller
    incarnation: int
    body: bytes | None

    @property
    def author(self) -> Author:
        """Who writes, as the versions of rows remember it."""
        place = f"{self.caller.device_id.hex}/{self.incarnation}"
        return Author(self.caller.person_id, place)


@dataclass(frozen=True, slots=True)
class Pushed:
    """What became of a batch: acks, or a `problem` (`fork`, `rewind`) and nothing applied.

    `receipt` is what the centre signs, and when the batch had arrived.
    """

    acks: tuple[Ack, ...]
    applied_no: int
    problem: str = ""
    receipt: tuple[BatchReceipt, datetime] | None = None


class Refused(Exception):  # noqa: N818 - an answer for one row, not a failure
    """This row is not accepted; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class _Ground:
    """What every change of one batch is judged on."""

    sent: Sent
    check: checks.Checks
    floor: int
    fresh: Mapping[Key, dict[str, Any]] = field(default_factory=dict)
    """New rows that could be read together."""
    reach: dict[tuple[str, tuple[str, ...]], bool] = field(default_factory=dict)
    """Where the sender may write what: most rows of a batch lie in the same place."""

    def authorise(self, entity: str, scopes: tuple[str, ...]) -> None:
        """Refused unless the sender may write such a row there."""
        place = entity, scopes
        if place not in self.reach:
            self.reach[place] = may_write(self.sent.caller.grants, entity, scopes)
        if not self.reach[place]:
            raise Refused("scope.outside")

    def has_seen(self, before: Versions, name: str, base: int, *, anew: bool) -> bool:
        """Whether the sender had seen the value that stands when they wrote theirs.

        Either its version says so, or this very laptop wrote it in an earlier batch of the
        same chain: then the answer it is based on may still be on its way (batches that
        travel by file, or are sent once more after the centre was restored). Unless it made
        the row `anew`, having none any more.
        """
        if base > before.ver and base > self.floor:
            raise Refused("row.base_unknown")
        if before.field_version(name) <= base:
            return True
        return not anew and before.place_of(name) == self.sent.author.place


@dataclass(slots=True)
class _Merge:
    """What one change comes to."""

    ack: Ack
    write: Write | None = None
    lost: tuple[tuple[str, Any], ...] = ()


def apply_push(engine: sa.Engine, sent: Sent, now: datetime, root: RootKey) -> Pushed:
    """Apply the frozen bytes of a batch, in one transaction; tried again when two pushes raced.

    `root` gives the centre's private key, which confirms the certificates in it.
    """
    for _ in range(_TRIES):
        try:
            with as_person(engine, sent.caller.person_id) as conn:
                return _apply(conn, sent, now, root)
        except Raced:
            continue
    raise RuntimeError("a push raced too often")


def _apply(conn: sa.Connection, sent: Sent, now: datetime, root: RootKey) -> Pushed:
    place = _lock_device(conn, sent, now)
    if place is None:
        return Pushed((), 0, "fork")
    last_no, last_hash = place
    if sent.body is None:
        return Pushed((), last_no)
    batch, digest = Batch.from_json(parse(sent.body)), batch_hash(sent.body)
    if batch.no <= last_no:
        return _replay(conn, sent, batch.no, digest, last_no, now)
    if batch.no > last_no + 1:
        return Pushed((), last_no, "rewind")
    if batch.prev != last_hash:
        return _fork(conn, sent, last_no, now)
    acks = _apply_changes(conn, sent, batch.changes, now, root)
    return _remember(conn, sent, batch.no, digest, acks, now)


def _lock_device(conn: sa.Connection, sent: Sent, now: datetime) -> tuple[int, str] | None:
    """The laptop's last batch, its row locked; None when an older copy of it speaks."""
    device_id, incarnation = sent.caller.device_id, sent.incarnation
    query = sa.select(DeviceSync).where(DeviceSync.device_id == device_id).with_for_update()
    row = conn.execute(query).mappings().one()
    if incarnation < row["incarnation"]:
        _fork(conn, sent, row["last_no"], now)
        return None
    if incarnation > row["incarnation"]:
        conn.execute(
            sa.update(DeviceSync)
            .where(DeviceSync.device_id == device_id)
            .values(incarnation=incarnation, last_no=0, last_hash="")
        )
        return 0, ""
    return row["last_no"], row["last_hash"]


def _fork(conn: sa.Connection, sent: Sent, last_no: int, now: datetime) -> Pushed:
    """Two copies of one laptop: the administrator sees it, the copy gets a life of its own."""
    conn.execute(
        sa.update(DeviceSync)
        .where(DeviceSync.device_id == sent.caller.device_id)
        .values(forks=DeviceSync.forks + 1, last_fork_at=now)
    )
    return Pushed((), last_no, "fork")


def _replay(
    conn: sa.Connection, sent: Sent, no: int, digest: str, last_no: int, now: datetime
) -> Pushed:
    row = conn.execute(
        sa.select(BatchIn.hash, BatchIn.answer, BatchIn.received_at).where(
            BatchIn.device_id == sent.caller.device_id,
            BatchIn.incarnation == sent.incarnation,
            BatchIn.no == no,
        )
    ).one_or_none()
    if row is None or row.hash != digest:
        return _fork(conn, sent, last_no, now)
    acks = tuple(Ack.from_json(a) for a in row.answer)
    return Pushed(acks, last_no, receipt=(_receipt(sent, no, digest, acks), row.received_at))


def _receipt(sent: Sent, no: int, digest: str, acks: tuple[Ack, ...]) -> BatchReceipt:
    return BatchReceipt(sent.caller.device_id, sent.incarnation, no, digest, acks)


def _remember(
    conn: sa.Connection, sent: Sent, no: int, digest: str, acks: tuple[Ack, ...], now: datetime
) -> Pushed:
    conn.execute(
        sa.insert(BatchIn).values(
            device_id=sent.caller.device_id,
            incarnation=sent.incarnation,
            no=no,
            hash=digest,
            received_at=now,
            answer=[a.to_json() for a in acks],
        )
    )
    conn.execute(
        sa.update(DeviceSync)
        .where(DeviceSync.device_id == sent.caller.device_id)
        .values(last_no=no, last_hash=digest)
    )
    return Pushed(acks, no, receipt=(_receipt(sent, no, digest, acks), now))


def _apply_changes(
    conn: sa.Connection, sent: Sent, changes: Sequence[Change], now: datetime, root: RootKey
) -> tuple[Ack, ...]:
    keys = [(c.entity, c.id) for c in changes if c.entity in _PUSHED]
    versions = lock_versions(conn, keys)
    rows = load_rows(conn, versions)
    check, fresh = checks.Checks(conn, _sender(sent)), _read_new(changes, versions)
    ground = _Ground(sent, check, version_floor(conn), fresh)
    merges: dict[Key, _Merge] = {}
    for change in changes:
        key = (change.entity, change.id)
        if key in merges:
            raise WireError("one row twice in a batch")
        merges[key] = _merge(ground, change, versions.get(key), rows.get(key))
    told = [(k, rows[k], m.write.values) for k, m in merges.items() if m.write and k in rows]
    for key in brake.too_much(told, sent.caller.person_id):
        merges[key] = _Merge(Ack(*key, "rejected", versions[key].ver, code=brake.CODE))
    _keep_conflicts(conn, sent.caller, merges, now)
    _keep_held(conn, sent.caller, changes, merges, now)
    writes = [m.write for m in merges.values() if m.write]
    new = [w.values for w in writes if w.entity == "certificate" and w.before is None]
    confirmed = confirming.confirm(conn, new, root, now)
    # Last: both take the feed's counter.
    commit_rows(conn, writes, sent.author, now)
    commit_rows(conn, confirmed, Author(), now)
    return tuple(m.ack for m in merges.values())


def _read_new(changes: Sequence[Change], versions: Container[Key]) -> dict[Key, dict[str, Any]]:
    """New rows, a kind at a time; what does not fit is left to be looked at by itself."""
    kinds: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        if change.new and change.entity in _PUSHED and (change.entity, change.id) not in versions:
            kinds[change.entity].append(change)
    found: dict[Key, dict[str, Any]] = {}
    for entity, new in kinds.items():
        with contextlib.suppress(RowError):
            rows = decode_rows(TABLES[entity], [c.id for c in new], [c.fields for c in new])
            found |= {(entity, row["id"]): row for row in rows}
    return found


def _sender(sent: Sent) -> checks.Sender:
    return checks.Sender(sent.caller.person_id, sent.caller.device_id)


def _merge(
    ground: _Ground, change: Change, before: Versions | None, current: dict[str, Any] | None
) -> _Merge:
    # Of a row out of their sight its version is nobody's business.
    ver = before.ver if before and current is not None else 0
    try:
        if change.entity not in _PUSHED:
            raise Refused("entity.unknown")
        if change.hand_over and change.entity not in _PUBLISHED:
            return _Merge(Ack(change.entity, change.id, "held", ver))
        if before is None:
            return _new(ground, change)
        if current is None:  # it exists, but the database itself hides it from this person
            raise Refused("scope.outside")
        return _changed(ground, change, before, current)
    except (Refused, RowError, checks.CheckError) as refusal:
        code = getattr(refusal, "code", "row.malformed")
        return _Merge(Ack(change.entity, change.id, "rejected", ver, code=code))


def _new(ground: _Ground, change: Change) -> _Merge:
    if not change.new:
        raise Refused("row.incomplete")  # an edit of a row whose first batch has not come yet
    row = ground.fresh.get((change.entity, change.id))
    if row is None:
        data = {name: value for name, (value, _) in change.fields.items()}
        row = decode_row(TABLES[change.entity], data, change.id)
    scopes = scopes_of(row)
    # Where something is judged, it belongs: only a business may be a guest of one's region.
    owned = (row["scope"],) if change.entity in JUDGED else scopes
    ground.authorise(change.entity, owned)
    _authorise_region(ground.sent.caller, change.entity, row)
    _authorise_state(ground.sent.caller, change.entity, row, row)
    ground.check.row(change.entity, row)
    write = Write(change.entity, change.id, row, None, scopes, ground.floor)
    return _Merge(Ack(change.entity, change.id, "ok", write.ver), write)


def _authorise_move(
    ground: _Ground, entity: str, current: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    """A row moves by whom it belongs to (or who made it), and never out of their sight."""
    if current["created_by"] != ground.sent.caller.person_id:
        ground.authorise(entity, (current["scope"],))
    ground.authorise(entity, scopes_of(after))


def _authorise_region(caller: Caller, entity: str, row: Mapping[str, Any]) -> None:
    """What is published for a region is published by an admin of it."""
    name = REGION_FIELD.get(entity)
    if name and not may_publish_for(caller.grants, row[name]):
        raise Refused("scope.outside")


def _authorise_state(
    caller: Caller, entity: str, values: Mapping[str, Any], row: Mapping[str, Any]
) -> None:
    """Some steps of a curation are not everybody's who may write it."""
    for name in guarded(entity) & values.keys():
        if not may_set(caller.grants, entity, name, values[name], scopes_of(row)):
            raise Refused("scope.outside")


def _changed(ground: _Ground, change: Change, before: Versions, current: dict[str, Any]) -> _Merge:
    caller = ground.sent.caller
    ground.authorise(change.entity, before.scopes)
    incoming = _decode_fields(change, current)
    if not incoming:
        raise Refused("row.empty")
    values: dict[str, Any] = {}
    lost: list[tuple[str, Any]] = []
    anew = made_anew(current, incoming)
    for name, value in incoming.items():
        if value == current[name]:
            continue
        if name in BIRTH and change.entity not in FINAL:
            continue
        if change.entity in FINAL:
            raise Refused("row.final")
        settle: Callable[..., Any] | None = resolver(change.entity, name)
        # What is unknown here cannot be judged: all of it is kept.
        seen = name == "extra" or ground.has_seen(before, name, change.fields[name][1], anew=anew)
        if seen and (change.entity, name) not in FORWARD:
            values[name] = value
        elif settle is not None:
            settled = settle(current, {**current, **incoming})
            if settled != current[name]:
                values[name] = settled
        else:
            lost.append((name, value))
    after = {**current, **values}
    if {"scope", "guest_scope"} & values.keys():
        _authorise_move(ground, change.entity, current, after)
    _authorise_state(caller, change.entity, values, after)
    ground.check.row(change.entity, after, changed=frozenset(values))
    return _outcome(ground, change, before, after, values, tuple(lost), incoming)


def _decode_fields(change: Change, current: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that came, as values; those of a newer program join what `extra` has of them."""
    table = TABLES[change.entity]
    sent = {name: value for name, (value, _) in change.fields.items() if name != "id"}
    known = {n: decode_value(table, n, v) for n, v in sent.items() if n in table.columns}
    unknown = {n: v for n, v in sent.items() if n not in table.columns}
    if unknown or known.get("extra"):
        joined = {**(current["extra"] or {}), **(known.get("extra") or {}), **unknown}
        known["extra"] = decode_value(table, "extra", joined)
    return known


def _outcome(
    ground: _Ground,
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
        write = Write(change.entity, change.id, values, before, scopes_of(after), ground.floor)
        ver = write.ver
    # A laptop that had not seen every change gets the row whole: its next edits must be
    # based on what it has seen, never on a version number alone. The numbers of a row that
    # nobody wrote since a restore say nothing: what was seen may be of the lost time.
    unseen = before.ver > min(base for _, base in change.fields.values())
    unseen = unseen or before.ver <= ground.floor
    differs = any(after[name] != value for name, value in incoming.items())
    row = encode_row(after) if differs or unseen else None
    status = "conflict" if lost else "ok"
    fields = tuple(name for name, _ in lost)
    by = {name: _writer(before, after, name) for name in fields}
    return _Merge(Ack(change.entity, change.id, status, ver, fields, row=row, by=by), write, lost)


def _writer(before: Versions, row: Mapping[str, Any], name: str) -> tuple[str, str]:
    """Who wrote the value that stands, and when: the person's key and a moment, as JSON."""
    if name in before.fby:
        return before.fby[name][1], before.fby[name][2]
    return encode(row["created_by"]) or "", encode(row["created_at"])


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


def _keep_held(
    conn: sa.Connection,
    caller: Caller,
    changes: Sequence[Change],
    merges: Mapping[Key, _Merge],
    now: datetime,
) -> None:
    """Keep what was handed over for the centre's staff; handed over again, the newer counts."""
    for change in changes:
        if merges[change.entity, change.id].ack.status != "held":
            continue
        insert = postgresql.insert(Held).values(
            device_id=caller.device_id,
            entity=change.entity,
            row_id=change.id,
            person_id=caller.person_id,
            change=change.to_json(),
            reason="",
            received_at=now,
        )
        again = {"change": insert.excluded.change, "received_at": now}
        conn.execute(
            insert.on_conflict_do_update(
                index_elements=["device_id", "entity", "row_id"],
                set_={**again, "settled_at": None, "accepted": None},
            )
        )
