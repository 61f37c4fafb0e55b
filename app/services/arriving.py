"""Photographs that were on their way in when the program was closed: they go on at its next start.

Kept beside the drafts of forms, and like them never sent anywhere.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from uuid import UUID

import sqlalchemy as sa

from app.models.entities import Product
from app.models.local import FormDraft
from app.services.workspace import Workspace

_KIND: Final = "arriving"
_FOLDER: Final = "menyusul"

Arriving = tuple[tuple[UUID, tuple[Path, ...]], ...]
"""Files by the product they belong to, in their order."""


def keep(ws: Workspace, waiting: Sequence[tuple[UUID, Path | tuple[bytes, str]]]) -> None:
    """Keep exactly these for the next start.

    What is no file (bytes and a name: pasted, dropped) is written down as one.
    """
    by_product: dict[str, list[str]] = {}
    for number, (product_id, source) in enumerate(waiting):
        file = source if isinstance(source, Path) else _written(ws, number, *source)
        by_product.setdefault(str(product_id), []).append(str(file.absolute()))
    now = ws.clock.now()
    with ws.db.write() as session:
        session.execute(sa.delete(FormDraft).filter_by(kind=_KIND))
        session.add_all(
            FormDraft(kind=_KIND, key=key, values={"files": files}, saved_at=now)
            for key, files in by_product.items()
        )


def kept(ws: Workspace) -> Arriving:
    """What was kept, for products that are still there."""
    query = sa.select(FormDraft.key, FormDraft.values).filter_by(kind=_KIND)
    with ws.db.read() as session:
        return tuple(
            (UUID(key), tuple(map(Path, values["files"])))
            for key, values in session.execute(query.order_by(FormDraft.key))
            if session.get(Product, UUID(key)) is not None
        )


def forget(ws: Workspace) -> None:
    """All are in, or were refused by name: nothing is kept any more."""
    with ws.db.write() as session:
        session.execute(sa.delete(FormDraft).filter_by(kind=_KIND))
    shutil.rmtree(ws.folder / _FOLDER, ignore_errors=True)


def _written(ws: Workspace, number: int, data: bytes, name: str) -> Path:
    folder = ws.folder / _FOLDER
    folder.mkdir(exist_ok=True)
    plain = "".join(letter if letter.isalnum() else " " for letter in name).strip()
    file = folder / f"{plain} {ws.ids.new().hex[-6:]}-{number + 1}.png"
    file.write_bytes(data)
    return file
