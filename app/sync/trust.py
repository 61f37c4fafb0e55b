"""What the centre lends and tells beside rows: its status list, blocks of official numbers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy.orm import Session

from app.models.local import NumberLease, StatusList
from app.protocol import status, wire
from app.protocol.wire import Answer, Lease


def status_at(session: Session) -> int:
    """The second at which our status list was issued; 0 for none."""
    held = session.get(StatusList, 1)
    return 0 if held is None else int(held.issued_at.timestamp())


def leases_told(session: Session) -> Mapping[UUID, int]:
    """How far we have come in each block; the newest, where there are very many."""
    query = sa.select(NumberLease.id, NumberLease.next)
    newest = query.order_by(NumberLease.expires_on.desc(), NumberLease.first.desc())
    return dict(session.execute(newest.limit(wire.MAX_LEASES)).all())


def take(session: Session, answer: Answer, key: Ed25519PublicKey, now: datetime) -> None:
    """Keep what an answer brings, whatever way and however late it came."""
    if answer.status:
        keep_status(session, answer.status, key, now)
    for lease in answer.leases:
        _keep_lease(session, lease)


def keep_status(session: Session, message: bytes, key: Ed25519PublicKey, now: datetime) -> bool:
    """Keep a status list that `key` signed and that is newer than ours; whether it was."""
    try:
        told = status.read(message, [key])
    except status.StatusError:
        return False
    held = session.get(StatusList, 1)
    if held is not None and not status.fresher(told, _read(held.message, key)):
        return False
    values = {"message": message, "issued_at": told.issued_at, "received_at": now}
    session.merge(StatusList(one=1, **values))
    return True


def _read(message: bytes, key: Ed25519PublicKey) -> status.StatusList | None:
    """Our list, unless it is of a centre we belong to no more."""
    try:
        return status.read(message, [key])
    except status.StatusError:
        return None


def _keep_lease(session: Session, lease: Lease) -> None:
    """A block we know only moves on: an answer may be older than what we gave since.

    It is never forgotten either, for an answer that comes late would bring it anew.
    """
    held = session.get(NumberLease, lease.id)
    if held is not None:
        held.next = max(held.next, lease.next)
        return
    session.add(
        NumberLease(
            id=lease.id,
            series=lease.series,
            region_code=lease.region,
            first=lease.first,
            last=lease.last,
            next=max(lease.next, lease.first),
            expires_on=lease.expires_on,
        )
    )
