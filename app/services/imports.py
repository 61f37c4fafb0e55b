"""Importing a list of businesses: checked whole first, then taken in whole, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.models import register_file
from app.models.entities import Business, Region
from app.models.register_file import RegisterRow, RowProblem, Wards
from app.services import scopes
from app.services.changes import Change
from app.services.workspace import Workspace

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: with problems it did nothing."""

    added: int
    problems: tuple[RowProblem, ...]
    duplicates: tuple[RowProblem, ...]
    change: Change
    ignored: tuple[str, ...] = ()


def businesses(ws: Workspace, path: Path) -> Imported:
    """Import businesses from CSV or XLSX; UserError for a file that is no such list.

    Lines that name a business that is here already (or stands twice) are reported and
    left out; any other problem keeps the whole file out.
    """
    with ws.db.read() as session:
        wards = Wards.of(session.execute(sa.select(Region.code, Region.name)).all())
        known = _known(session)
    good: list[RegisterRow] = []
    problems: list[RowProblem] = []
    duplicates: list[RowProblem] = []
    for line, raw in register_file.read(path):
        row = register_file.check(line, raw, wards, ws.today())
        if not isinstance(row, RegisterRow):
            problems += row
        elif not _note(known, row):
            duplicates.append(RowProblem(line, "nama usaha", "Usaha ini sudah terdaftar."))
        else:
            good.append(row)
    ignored = register_file.unknown_columns(path)
    if problems:
        return Imported(0, tuple(problems[:_SHOWN]), tuple(duplicates[:_SHOWN]), Change(), ignored)
    change = _add(ws, good)
    return Imported(len(good), (), tuple(duplicates[:_SHOWN]), change, ignored)


def _known(session: Session) -> set[tuple[str, str]]:
    query = sa.select(
        Business.jakpreneur_id, Business.nib, Business.name_key, Business.ward_code
    ).where(Business.deleted.is_(False))
    return {
        key
        for row in session.execute(query).mappings()
        for key in register_file.same_keys(dict(row))
    }


def _note(known: set[tuple[str, str]], row: RegisterRow) -> bool:
    keys = register_file.same_keys(row.values)
    if any(key in known for key in keys):
        return False
    known.update(keys)
    return True


def _add(ws: Workspace, rows: list[RegisterRow]) -> Change:
    with ws.change() as recorder:
        for row in rows:
            business = Business(**row.values)
            business.guest_scope = scopes.guest_of(ws, recorder.session, business.scope)
            recorder.add(business)
        return recorder.done()
