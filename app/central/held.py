"""Titipan: records handed over by somebody who may not write them, for the staff to decide.

Accepted, a record is written as its sender made it, on the centre's authority; rejected,
the laptop says so to its person. Either way the laptop learns of it at its next sync.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.central.centre import Centre
from app.central.confirming import confirm_waiting
from app.central.store import (
    Author,
    Write,
    commit_rows,
    load_rows,
    lock_versions,
    scopes_of,
    version_floor,
)
from app.errors import UserError
from app.models.central import Held
from app.models.entities import APPEND_ONLY, FIELD, TABLES, Device, Person
from app.models.rows import RowError, decode_row
from app.protocol.wire import Change, WireError

_FIELD = frozenset(cls.__tablename__ for cls in FIELD)


@dataclass(frozen=True, slots=True)
class HeldLine:
    """One record that waits for a decision."""

    entity: str
    id: UUID
    title: str
    scope: str
    person: str
    laptop: str
    received_at: datetime


def waiting(conn: sa.Connection) -> list[HeldLine]:
    """What waits, oldest first."""
    query = (
        sa.select(Held.entity, Held.row_id, Held.change, Held.received_at, Person.name, Device.code)
        .join(Person, Person.id == Held.person_id)
        .join(Device, Device.id == Held.device_id)
        .where(Held.settled_at.is_(None))
        .order_by(Held.received_at, Held.row_id)
    )
    lines = []
    for entity, row_id, change, received_at, person, laptop in conn.execute(query):
        values = {name: pair[0] for name, pair in change["set"].items()}
        title = str(values.get("name") or values.get("register_no") or "")
        scope = str(values.get("scope") or "")
        lines.append(HeldLine(entity, row_id, title, scope, person, laptop, received_at))
    return lines


def settle(centre: Centre, row_id: UUID, *, accept: bool) -> int:
    """Accept or reject what was handed over under this key; how many records that were.

    Accepting takes the record with everything in it; of one that the centre has already,
    only fields nobody has changed since are taken (the others are as they are).
    Raises UserError `held.unknown`, `held.unreadable`.
    """
    now = centre.clock.now()
    with centre.engine.begin() as conn:
        query = sa.select(Held).where(Held.row_id == row_id, Held.settled_at.is_(None))
        rows = conn.execute(query.with_for_update()).mappings().all()
        if not rows:
            raise UserError(
                "held.unknown",
                "Tidak ada titipan dengan kunci itu.",
                todo="Lihat daftar dengan `main.py central held`.",
            )
        mine = sa.update(Held).where(Held.row_id == row_id, Held.settled_at.is_(None))
        conn.execute(mine.values(settled_at=now, accepted=accept))
        if accept:
            for row in rows:
                _write(conn, row, now)
    if accept and any(row["entity"] == "certificate" for row in rows):
        confirm_waiting(centre.engine, centre.root_private_key, now)
    return len(rows)


def _write(conn: sa.Connection, held: Any, now: datetime) -> None:
    try:
        change = Change.from_json(held["change"])
        if change.entity not in _FIELD:
            raise WireError("entity")
        data = {name: value for name, (value, _) in change.fields.items()}
        row = decode_row(TABLES[change.entity], data, change.id)
    except (WireError, RowError) as error:
        raise UserError(
            "held.unreadable",
            "Titipan ini tidak dapat dibaca sebagai catatan yang utuh.",
            todo="Tolak dengan `main.py central held --reject KUNCI`.",
        ) from error
    key = (change.entity, change.id)
    before = lock_versions(conn, [key]).get(key)
    values: dict[str, Any] = row
    if before is not None:
        if change.entity in APPEND_ONLY:
            return
        current = load_rows(conn, [key])[key]
        values = {
            name: value
            for name, value in row.items()
            if name != "id"
            and value != current[name]
            and before.field_version(name) <= change.fields[name][1]
        }
        if not values:
            return
        row = {**current, **values}
    author = Author(held["person_id"])
    floor = version_floor(conn)
    commit_rows(conn, [Write(*key, values, before, scopes_of(row), floor)], author, now)
