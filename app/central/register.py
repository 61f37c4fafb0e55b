"""Loading the existing register (367,000 businesses) into the centre, duplicates reported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.central.centre import Centre
from app.central.store import write_reference
from app.clock import today
from app.ids import natural
from app.models import register_file
from app.models.entities import Business, Region
from app.models.register_file import RegisterRow, RowProblem, Wards

_CHUNK = 5_000
_SHOWN = 1_000


@dataclass(slots=True)
class Loaded:
    """What became of a register: rows added or changed, and up to 1,000 lines of each trouble."""

    written: int = 0
    unchanged: int = 0
    bad: int = 0
    twice: int = 0
    problems: list[RowProblem] = field(default_factory=list)
    duplicates: list[RowProblem] = field(default_factory=list)


def load(centre: Centre, path: Path) -> Loaded:
    """Load a register. The file is read twice: what cannot be read stops it before any row.

    Lines with faults and lines that name one business twice are left out and reported; the
    same file again changes nothing. Raises UserError for a file that is no register.
    """
    loaded = Loaded()
    for _ in _rows(centre, path, Loaded()):
        pass
    chunk: list[dict[str, Any]] = []
    for row in _rows(centre, path, loaded):
        chunk.append(row)
        if len(chunk) >= _CHUNK:
            _write(centre, chunk, loaded)
            chunk = []
    _write(centre, chunk, loaded)
    return loaded


def _write(centre: Centre, chunk: list[dict[str, Any]], loaded: Loaded) -> None:
    if not chunk:
        return
    now = centre.clock.now()
    with centre.engine.begin() as conn:
        merged = _merged(conn, [row["id"] for row in chunk])
        # What people found to be another business stays that, whatever the file says.
        standing = [row for row in chunk if row["id"] not in merged]
        written = write_reference(conn, "business", standing, now) if standing else 0
    loaded.written += written
    loaded.unchanged += len(chunk) - written


def _merged(conn: sa.Connection, keys: list[UUID]) -> set[UUID]:
    gone = (Business.deleted.is_(True), Business.merged_into.is_not(None))
    return set(conn.execute(sa.select(Business.id).where(Business.id.in_(keys), *gone)).scalars())


def _rows(centre: Centre, path: Path, loaded: Loaded) -> Iterator[dict[str, Any]]:
    now = centre.clock.now()
    with centre.engine.connect() as conn:
        wards = Wards.of(conn.execute(sa.select(Region.code, Region.name)).all())
    blank = {c.name: None for c in Business.__table__.columns}
    seen: dict[tuple[str, str], int] = {}
    for line, raw in register_file.read(path):
        row = register_file.check(line, raw, wards, today(centre.clock))
        if not isinstance(row, RegisterRow):
            loaded.bad += 1
            loaded.problems += row if len(loaded.problems) < _SHOWN else ()
            continue
        first = _first_line(seen, row)
        if first != line:
            loaded.twice += 1
            if len(loaded.duplicates) < _SHOWN:
                text = f"Usaha yang sama sudah ada di baris {first}."
                loaded.duplicates.append(RowProblem(line, "nama usaha", text))
            continue
        member = row.values["jakpreneur_id"]
        place = row.values["name_key"], row.values["ward_code"]
        key = natural("business", member) if member else natural("business", *place)
        yield {**blank, **row.values, "id": key, "deleted": False, "created_at": now}


def _first_line(seen: dict[tuple[str, str], int], row: RegisterRow) -> int:
    keys = register_file.same_keys(row.values)
    first = min((seen[key] for key in keys if key in seen), default=row.line)
    for key in keys:
        seen.setdefault(key, first)
    return first
