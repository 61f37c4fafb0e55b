"""The status list of this centre: made from what stands in its tables, signed, kept.

It is never behind the ledger: whoever asks gets a list that knows every certificate accepted
and every revocation taken in before. What came since the list was made is found by its place
in the feed and added. Going through all certificates takes seconds: that is for the timer that
writes the list for the public page, and for a sync only where no timer did it for a week.
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
from app.models.central import FeedCounter, KeyRevocation, StatusListState
from app.models.entities import Device
from app.protocol import keys, status

_RENEW = timedelta(hours=12)
"""After so long it is signed again though nothing happened: nobody's copy is to grow old."""
_WHOLE, _WHOLE_BY_SYNC = timedelta(hours=12), timedelta(days=7)
"""After so long all of it is made anew."""
_IDLE = 2_000
"""So much of the feed may be looked through again before it is noted that none concerns us."""
_LOCK = 0x6B_75_73_6C
"""Of whoever makes the list."""


@dataclass(frozen=True, slots=True)
class Held:
    """The list as it was last signed."""

    message: bytes
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class _Mark:
    """What a list was made from: the feed up to a place, and these revocations of keys."""

    seq: int
    keys: str

    def __str__(self) -> str:
        return f"{self.seq} {self.keys}"


def current(centre: Centre, *, unhurried: bool = False) -> Held:
    """The list that counts now, with all that was committed before; nobody waits for an
    `unhurried` one."""
    now = centre.clock.now()
    whole = _WHOLE if unhurried else _WHOLE_BY_SYNC
    with centre.engine.begin() as conn:
        row, mark = _read(conn), _mark(conn)
        held = _usable(row, mark)
        if row is not None and held is not None:
            renewed = _old(row, now, whole) and _alone(conn)
            if not renewed and not _behind(conn, held, mark):
                return _held(row)
        conn.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        return _make(centre, conn, now, whole)


def _old(row: Mapping[str, Any], now: datetime, whole: timedelta) -> bool:
    return bool(abs(now - row["checked_at"]) >= whole or now - row["issued_at"] >= _RENEW)


def _behind(conn: sa.Connection, held: _Mark, mark: _Mark) -> bool:
    """Whether something has come that the list does not say."""
    if held == mark:
        return False
    if held.keys != mark.keys or _since(conn, held):
        return True
    if mark.seq - held.seq >= _IDLE and _alone(conn):
        conn.execute(sa.update(StatusListState).values(mark=str(mark)))
    return False


def _read(conn: sa.Connection) -> Mapping[str, Any] | None:
    row = conn.execute(sa.select(StatusListState)).mappings().one_or_none()
    return None if row is None else dict(row)


def _held(row: Mapping[str, Any]) -> Held:
    return Held(bytes(row["message"]), row["issued_at"])


def _alone(conn: sa.Connection) -> bool:
    return bool(conn.execute(sa.select(sa.func.pg_try_advisory_xact_lock(_LOCK))).scalar())


def _mark(conn: sa.Connection) -> _Mark:
    """As of now; read before what it tells of, so that nothing falls between the two."""
    seq = conn.execute(sa.select(FeedCounter.seq)).scalar_one()
    revoked = sa.select(sa.func.count(), sa.func.max(KeyRevocation.revoked_at))
    keys_revoked = tuple(conn.execute(revoked.select_from(KeyRevocation)).one())
    return _Mark(seq, hashlib.sha256(repr(keys_revoked).encode()).hexdigest()[:16])


def _usable(row: Mapping[str, Any] | None, mark: _Mark) -> _Mark | None:
    """What the list there is was made from; None where it cannot be told, or is of a time that
    was lost."""
    seq, _, keys_revoked = row["mark"].partition(" ") if row else ("", "", "")
    if not keys_revoked or int(seq) > mark.seq:
        return None
    return _Mark(int(seq), keys_revoked)


# -- making it, with the lock held ---------------------------------------------------------


def _make(centre: Centre, conn: sa.Connection, now: datetime, whole: timedelta) -> Held:
    """What is due now: another may have made it while we waited."""
    before, mark = _read(conn), _mark(conn)
    at, held = _later(now, before), _usable(before, mark)
    if before is None or held is None or abs(now - before["checked_at"]) >= whole:
        return _keep(centre, conn, _whole(centre, conn, at), mark, now)
    news = _since(conn, held)
    if held.keys == mark.keys and not news and not _old(before, now, whole):
        return _held(before)
    root = keys.private_key(centre.root_private_key()).public_key()
    try:
        known = status.read(bytes(before["message"]), [root])
    except status.StatusError:  # signed by the root of before
        return _keep(centre, conn, _whole(centre, conn, at), mark, now)
    made = status.grown(known, at, news, _keys(conn))
    return _keep(centre, conn, made, mark, before["checked_at"])


def _whole(centre: Centre, conn: sa.Connection, at: datetime) -> status.StatusList:
    host = centre.state(conn)["verify_host"].lower()
    told = _numbers(conn, "kurasi_certificates()")
    return status.build(f"https://{host}/status.cwt", at, told, _keys(conn))


def _later(now: datetime, before: Mapping[str, Any] | None) -> datetime:
    """Whole seconds, as the list says them, and later than the last one whatever the clock does."""
    at = now.replace(microsecond=0)
    return at if before is None else max(at, before["issued_at"] + timedelta(seconds=1))


def _keep(
    centre: Centre, conn: sa.Connection, made: status.StatusList, mark: _Mark, checked: datetime
) -> Held:
    message = made.sign(keys.private_key(centre.root_private_key()))
    values = {
        "issued_at": made.issued_at,
        "checked_at": checked,
        "mark": str(mark),
        "message": message,
    }
    insert = postgresql.insert(StatusListState).values(one=1, **values)
    conn.execute(insert.on_conflict_do_update(index_elements=["one"], set_=values))
    return Held(message, made.issued_at)


def _since(conn: sa.Connection, held: _Mark) -> list[tuple[RegisterNumber, bool]]:
    return list(_numbers(conn, "kurasi_certificates_since(%s)", held.seq))


def _numbers(
    conn: sa.Connection, function: str, *values: int
) -> Iterator[tuple[RegisterNumber, bool]]:
    """Certificates with whether each was revoked: by name, or because its decision fell.

    Asked by a function: the service sees no row in nobody's name.
    """
    found = conn.exec_driver_sql(f"SELECT register_no, gone FROM {function}", values)
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
