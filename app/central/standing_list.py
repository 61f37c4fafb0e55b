"""The status list of this centre: made from what stands in its tables, signed, kept.

Made anew when something in it has changed, but no more often than every few minutes, and at
least twice a day, so that nobody's copy grows old while nothing happens.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from app.central.centre import Centre
from app.domain.numbers import RegisterNumber, parse_register_number
from app.models.central import KeyRevocation, StatusListState
from app.models.entities import Device
from app.protocol import keys, status

_LOOK_AGAIN = timedelta(minutes=3)
_RENEW = timedelta(hours=12)
_LOCK = 0x6B_75_73_6C
"""Of whoever makes the list; others go on with the one there is."""


@dataclass(frozen=True, slots=True)
class Held:
    """The list as it was last signed."""

    message: bytes
    issued_at: datetime


def current(centre: Centre, *, at_once: bool = False) -> Held:
    """The list that counts now, made anew where it is due; `at_once` looks in any case."""
    now = centre.clock.now()
    with centre.engine.begin() as conn:
        row = _read(conn)
        due = row is None or at_once or abs(now - row["checked_at"]) >= _LOOK_AGAIN
        if not due or (row is not None and not _alone(conn)):
            return _held(row)
        if row is None:
            conn.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        mark = _mark(conn)
        before = _read(conn)
        if before is not None and before["mark"] == mark and now - before["issued_at"] < _RENEW:
            conn.execute(sa.update(StatusListState).values(checked_at=now))
            return _held(before)
        return _make(centre, conn, before, mark, now)


def _read(conn: sa.Connection) -> Mapping[str, Any] | None:
    row = conn.execute(sa.select(StatusListState)).mappings().one_or_none()
    return None if row is None else dict(row)


def _held(row: Mapping[str, Any] | None) -> Held:
    assert row is not None
    return Held(bytes(row["message"]), row["issued_at"])


def _alone(conn: sa.Connection) -> bool:
    return bool(conn.execute(sa.select(sa.func.pg_try_advisory_xact_lock(_LOCK))).scalar())


def _mark(conn: sa.Connection) -> str:
    """Changes whenever the list would."""
    counts = conn.execute(sa.select(sa.func.kurasi_certificate_counts())).scalar_one()
    revoked = sa.select(sa.func.count(), sa.func.max(KeyRevocation.revoked_at))
    keys_revoked = tuple(conn.execute(revoked.select_from(KeyRevocation)).one())
    return hashlib.sha256(repr((counts, keys_revoked)).encode()).hexdigest()[:16]


def _make(
    centre: Centre,
    conn: sa.Connection,
    before: Mapping[str, Any] | None,
    mark: str,
    now: datetime,
) -> Held:
    host = centre.state(conn)["verify_host"]
    # Whole seconds, as the list says them, and later than the last one whatever the clock does.
    at = now.replace(microsecond=0)
    if before is not None:
        at = max(at, before["issued_at"] + timedelta(seconds=1))
    made = status.build(f"https://{host.lower()}/status.cwt", at, _numbers(conn), _keys(conn))
    message = made.sign(keys.private_key(centre.root_private_key()))
    values = {"issued_at": at, "checked_at": now, "mark": mark, "message": message}
    insert = postgresql.insert(StatusListState).values(one=1, **values)
    conn.execute(insert.on_conflict_do_update(index_elements=["one"], set_=values))
    return Held(message, at)


def _numbers(conn: sa.Connection) -> Iterator[tuple[RegisterNumber, bool]]:
    """Every certificate with whether it was revoked: by name, or because its decision fell.

    Asked by a function: the service sees no row in nobody's name.
    """
    found = conn.exec_driver_sql("SELECT register_no, gone FROM kurasi_certificates()")
    for text, gone in found:
        number = parse_register_number(text)
        if number is not None:
            yield number, gone


def _keys(conn: sa.Connection) -> dict[str, status.RevokedKey]:
    query = sa.select(Device.code, KeyRevocation.since, KeyRevocation.spared)
    rows = conn.execute(query.join(Device, Device.id == KeyRevocation.device_id))
    return {
        code: status.RevokedKey(since, frozenset(map(bytes.fromhex, spared)))
        for code, since, spared in rows
    }
