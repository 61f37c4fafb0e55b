"""Databases of laptops for tests, and rows to put into them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.ids import natural
from app.models.engine import LocalDatabase, open_local
from app.models.entities import TABLES
from app.models.types import UtcDateTime
from tests import blank
from tests.conftest import NOW

DISTRICT = "31.74.04"
WARD = "31.74.04.1001"
OTHER_DISTRICT = "31.74.05"
OTHER_WARD = "31.74.05.1001"
DRAFT = UUID(int=99)


def new_database(path: Path) -> LocalDatabase:
    """An empty database of the present schema, without running the migrations each time."""
    return open_local(blank.lay(path.parent, path.name))


_BY_TYPE: Mapping[type[sa.types.TypeEngine[Any]], Any] = {
    UtcDateTime: NOW,
    sa.Uuid: UUID(int=7),
    sa.Boolean: False,
    sa.Integer: 1,
    sa.Float: 0.5,
    sa.Date: date(2026, 11, 21),
    sa.JSON: {},
    sa.Text: "teks",
}
_BY_NAME: Mapping[str, Any] = {
    "scope": DISTRICT,
    "ward_code": WARD,
    "status": "active",
    "state": "open",
    "level": "district",
    "outcome": "passed",
    "grade": "B",
    "panel": [],
    "assessment_ids": [],
    "sha256": hashlib.sha256(b"foto").hexdigest(),
    "thumb_sha256": hashlib.sha256(b"mini").hexdigest(),
}


_BY_ENTITY: Mapping[tuple[str, str], Any] = {
    ("product", "category"): "MKN",
    ("legal_document", "kind"): "PIRT",
    ("certificate", "status"): "provisional",
    ("certificate_revocation", "reason"): "corrected",
    ("interest", "kind"): "kin",
    ("market_event", "channel"): "bazaar",
    ("event_booking", "state"): "waiting",
    ("event_taking", "told_by"): "officer",
    ("draw_record", "part"): "announced",
    ("gebetan_order", "office_kind"): "upt",
    ("gebetan_pick", "state"): "picked",
    ("training_place", "state"): "offered",
    ("case_return", "curation_id"): UUID(int=6),
    ("case_return", "from_level"): "city",
    ("case_return", "to_level"): "district",
}


def row_of(entity: str, key: UUID | str, **values: Any) -> dict[str, Any]:
    """A whole row of `entity`: what is not given is filled in where it must not be None."""
    table = TABLES[entity]
    row = {c.name: None if c.nullable else _default(c) for c in table.columns}
    row |= {n: v for (e, n), v in _BY_ENTITY.items() if e == entity}
    row["id"] = key if isinstance(key, UUID) else natural("test", entity, key)
    return {**row, **values}


def _default(column: sa.Column[Any]) -> Any:
    if column.name in _BY_NAME:
        return _BY_NAME[column.name]
    return next(value for kind, value in _BY_TYPE.items() if isinstance(column.type, kind))


def insert(database: LocalDatabase, entity: str, key: UUID | str, **values: Any) -> UUID:
    """Add a row as a person's work; returns its key."""
    row = row_of(entity, key, **values)
    with database.write() as session:
        session.execute(sa.insert(TABLES[entity]).values(**row))
    row_id: UUID = row["id"]
    return row_id


def edit(database: LocalDatabase, entity: str, row_id: UUID, **values: Any) -> None:
    """Change fields of a row as a person's work."""
    table = TABLES[entity]
    with database.write() as session:
        session.execute(sa.update(table).where(table.c.id == row_id).values(**values))


def read(database: LocalDatabase, entity: str, row_id: UUID) -> dict[str, Any] | None:
    """A row, or None."""
    table = TABLES[entity]
    with database.read() as session:
        row = session.execute(sa.select(table).where(table.c.id == row_id)).mappings().first()
        return None if row is None else dict(row)
