"""Confirming certificates: the centre's own signature, and the official number with it.

In the transaction that accepts the certificate, so that none is ever accepted and not
confirmed, nor given a number that a transaction then takes back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.central import official, verdicts
from app.central.store import Author, Write, commit_rows, lock_versions, scopes_of, version_floor
from app.domain.numbers import parse_register_number
from app.ids import natural
from app.models.central import CentreState
from app.models.entities import Certificate, CertificateConfirmation
from app.protocol import keys, token

Row = Mapping[str, Any]
RootKey = Callable[[], str]
_ENTITY = CertificateConfirmation.__tablename__
_CHUNK = 500


def confirmation_id(certificate_id: UUID) -> UUID:
    """The key of a certificate's confirmation."""
    return natural("confirmation", certificate_id)


def confirm(
    conn: sa.Connection, certificates: Sequence[Row], root: RootKey, now: datetime
) -> list[Write]:
    """The confirmations of certificates that are accepted now, to be written with them.

    Counters are taken in one order, so that two transactions queue and never wait for
    each other.
    """
    if not certificates:
        return []
    key = keys.private_key(root())
    host = conn.execute(sa.select(CentreState.verify_host)).scalar_one()
    floor = version_floor(conn)
    writes = []
    for row in sorted(certificates, key=lambda r: (r["scope"], r["register_no"])):
        final = verdicts.said(row, row["register_no"], final=True)
        if final is None:
            continue
        number = official.number_for(conn, row, now)
        values = _values(row, number, token.make_token(final, key, (), host), now)
        writes.append(Write(_ENTITY, values["id"], values, None, scopes_of(row), floor))
    return writes


def _values(row: Row, number: str | None, payload: str, now: datetime) -> dict[str, Any]:
    return {
        "id": confirmation_id(row["id"]),
        "scope": row["scope"],
        "guest_scope": row["guest_scope"],
        "deleted": False,
        "created_at": now,
        "created_by": None,
        "extra": None,
        "certificate_id": row["id"],
        "register_no": row["register_no"],
        "official_number": number,
        "payload": payload,
        "confirmed_at": now,
    }


def confirm_waiting(engine: sa.Engine, root: RootKey, now: datetime) -> int:
    """Confirm what was accepted without: before this program, or by the centre's staff.

    What staff took in was not checked, so its code is opened first; one whose number another
    certificate has is left for people.
    """
    done = 0
    while True:
        with engine.begin() as conn:
            rows = _waiting(conn, done)
            fitting = [row for row in rows if _is_genuine(conn, row)]
            writes = confirm(conn, fitting, root, now)
            known = lock_versions(conn, [(_ENTITY, w.id) for w in writes])
            commit_rows(conn, [w for w in writes if (_ENTITY, w.id) not in known], Author(), now)
        done += len(rows) - len(writes)
        if len(rows) < _CHUNK:
            return done


def _waiting(conn: sa.Connection, skip: int) -> list[dict[str, Any]]:
    confirmed = sa.select(CertificateConfirmation.certificate_id)
    query = (
        sa.select(Certificate.__table__)
        .where(Certificate.id.not_in(confirmed), Certificate.deleted.is_(False))
        .order_by(Certificate.id)
    )
    return [dict(r) for r in conn.execute(query.offset(skip).limit(_CHUNK)).mappings()]


def _is_genuine(conn: sa.Connection, row: Row) -> bool:
    number = parse_register_number(row["register_no"])
    root = keys.public_key(conn.execute(sa.select(CentreState.root_public_key)).scalar_one())
    try:
        genuine = number is not None and verdicts.signed(row, number, lambda: root)
    except (AttributeError, KeyError, TypeError, ValueError):  # facts of no known form
        return False
    if not genuine:
        return False
    alike = sa.select(sa.func.count()).where(Certificate.register_no == row["register_no"])
    return conn.execute(alike.select_from(Certificate)).scalar_one() == 1
