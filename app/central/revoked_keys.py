"""Revoking a laptop's key from a day on, without voiding what it had signed honestly before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from app.central import official
from app.central.centre import Centre
from app.clock import JAKARTA
from app.errors import UserError
from app.models.central import KeyRevocation, RowVersion
from app.models.entities import Certificate, Device
from app.protocol.status import HASH_PREFIX


@dataclass(frozen=True, slots=True)
class RevokedKey:
    """What was done: `spared` certificates stay believed; `doubtful` came since that day and
    are to be looked at one by one."""

    code: str
    since: date
    spared: int
    doubtful: tuple[str, ...]
    void: int


def revoke_key(centre: Centre, code: str, since: date | None = None) -> RevokedKey:
    """Believe a laptop's key no more; what the centre had before `since` (now) stays believed.

    Raises UserError `central.device_not_found`.
    """
    now = centre.clock.now()
    with centre.engine.begin() as conn:
        return revoke(conn, code, find(conn, code), since, now)


def revoke(
    conn: sa.Connection, code: str, device: UUID, since: date | None, now: datetime
) -> RevokedKey:
    """The same within a transaction.

    Only what had arrived counts as honest: whoever has the key can date a paper as they like.
    Revoked again, the earlier day counts, and nothing is spared that was not before.
    """
    known = _known(conn, device)
    day = since or now.astimezone(JAKARTA).date()
    rows = _certificates(conn, device)
    honest = rows if since is None else [r for r in rows if r.at < _midnight(since)]
    spared = {row.record_hash[: 2 * HASH_PREFIX] for row in honest}
    if known is not None:
        day, spared = min(day, known[0]), spared & set(known[1])
    values = {"since": day, "spared": sorted(spared), "revoked_at": now}
    insert = postgresql.insert(KeyRevocation).values(device_id=device, **values)
    conn.execute(insert.on_conflict_do_update(index_elements=["device_id"], set_=values))
    void = official.close_old(conn, now, device)
    doubtful = [r.register_no for r in rows if r.record_hash[: 2 * HASH_PREFIX] not in spared]
    return RevokedKey(code, day, len(rows) - len(doubtful), tuple(doubtful), void)


def is_revoked(conn: sa.Connection, device: UUID) -> bool:
    """Whether the key of a laptop is not believed any more."""
    return _known(conn, device) is not None


def _known(conn: sa.Connection, device: UUID) -> tuple[date, list[str]] | None:
    query = sa.select(KeyRevocation.since, KeyRevocation.spared)
    row = conn.execute(query.where(KeyRevocation.device_id == device)).one_or_none()
    return None if row is None else (row.since, list(row.spared))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), JAKARTA)


def find(conn: sa.Connection, code: str) -> UUID:
    """The laptop with this code; UserError `central.device_not_found`."""
    query = sa.select(Device.id).where(Device.code == code.strip().upper())
    device = conn.execute(query).scalar()
    if device is None:
        raise UserError(
            "central.device_not_found",
            f"Tidak ada laptop berkode {code}.",
            todo="Lihat daftar dengan `main.py central status`.",
        )
    return device


def _certificates(conn: sa.Connection, device: UUID) -> list[Any]:
    """What the centre has of this laptop, with when it arrived."""
    arrived = sa.and_(RowVersion.entity == "certificate", RowVersion.id == Certificate.id)
    query = (
        sa.select(Certificate.register_no, Certificate.record_hash, RowVersion.at)
        .join(RowVersion, arrived)
        .where(Certificate.device_id == device)
        .order_by(Certificate.register_no)
    )
    return list(conn.execute(query))
