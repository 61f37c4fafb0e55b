"""Photographs on their way in, on disk from the moment somebody asked for them.

Each has a line of its own, which goes in the transaction that makes its photograph: after a
crash exactly those that are not in are still named. Kept beside the drafts of forms, and like
them never sent anywhere.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.models.entities import Product
from app.models.local import FormDraft
from app.services.workspace import Workspace

_KIND: Final = "arriving"
_FOLDER: Final = "menyusul"

Source = Path | tuple[bytes, str]
"""A file; or bytes and a name of what is none (pasted, dropped), which is written down as one."""


@dataclass(frozen=True, slots=True)
class Arriving:
    """A picture that was asked for and is not in; `key` names its line."""

    key: str
    product_id: UUID
    file: Path


@dataclass(frozen=True, slots=True)
class Kept:
    """What a former run of the program left, in its order."""

    pictures: tuple[Arriving, ...] = ()
    in_order: bool = True
    """Whether that run ended as a person closes a window; else whatever ended it may be among
    them, and somebody is asked before they are tried again."""


def note(ws: Workspace, product_id: UUID, sources: Sequence[Source]) -> tuple[str, ...]:
    """Write down that these belong to a product; the keys of their lines, in their order.

    Raises OSError when what is no file cannot be written; then none is noted.
    """
    lines = {}
    for source in sources:
        key = ws.ids.new().hex
        file = source if isinstance(source, Path) else _written(ws, key, *source)
        lines[key] = {"product": product_id.hex, "file": str(file.absolute()), "in_order": False}
    now = ws.clock.now()
    with ws.db.write() as session:
        session.add_all(
            FormDraft(kind=_KIND, key=key, values=values, saved_at=now)
            for key, values in lines.items()
        )
    return tuple(lines)


def settle(session: Session, key: str) -> None:
    """One is in: in the transaction that makes its photograph. Without a key, none is."""
    if key:
        session.execute(sa.delete(FormDraft).filter_by(kind=_KIND, key=key))


def let_go(ws: Workspace, keys: Sequence[str]) -> None:
    """These were refused by name, or left out by a person."""
    with ws.db.write() as session:
        for key in keys:
            settle(session, key)


def put_off(ws: Workspace, keys: Sequence[str]) -> None:
    """The program is being closed: these go on by themselves at its next start."""
    _say(ws, set(keys), in_order=True)


def waiting(ws: Workspace) -> Kept:
    """What was asked for and is not in, for products that are still there."""
    with ws.db.read() as session:
        rows = session.scalars(_lines()).all()
        pictures = [_read(row) for row in rows]
        there = {p.product_id for p in pictures if session.get(Product, p.product_id) is not None}
    in_order = all(row.values["in_order"] for row in rows)
    return Kept(tuple(p for p in pictures if p.product_id in there), in_order)


def take_up(ws: Workspace) -> None:
    """They are tried again now: from here on a crash is one once more."""
    _say(ws, None, in_order=False)


def tidy(ws: Workspace) -> None:
    """Once nothing is on its way: let go of what was written down as files, and of lines whose
    product has gone."""
    if waiting(ws).pictures:
        return
    with ws.db.write() as session:
        session.execute(sa.delete(FormDraft).filter_by(kind=_KIND))
    shutil.rmtree(ws.folder / _FOLDER, ignore_errors=True)


def _lines() -> sa.Select[Any]:
    return sa.select(FormDraft).filter_by(kind=_KIND).order_by(FormDraft.key)


def _read(row: FormDraft) -> Arriving:
    return Arriving(row.key, UUID(row.values["product"]), Path(row.values["file"]))


def _say(ws: Workspace, keys: set[str] | None, *, in_order: bool) -> None:
    """Of these lines, or of all."""
    with ws.db.write() as session:
        for row in session.scalars(_lines()):
            if keys is None or row.key in keys:
                row.values = {**row.values, "in_order": in_order}


def _written(ws: Workspace, key: str, data: bytes, name: str) -> Path:
    folder = ws.folder / _FOLDER
    folder.mkdir(exist_ok=True)
    plain = "".join(letter if letter.isalnum() else " " for letter in name).strip()
    file = folder / f"{plain} {key[-6:]}.png"
    with file.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    return file
