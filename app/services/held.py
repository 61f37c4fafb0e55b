"""Pictures of a watched folder that belong to no saved product yet: named over a restart.

The files stay where they are, in the folder; kept is which of them wait, and for which form.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from app.models.local import FormDraft
from app.services.drafts import DraftKey, FormKind
from app.services.workspace import Workspace

_KEY: Final = {"kind": "watched", "key": "folder"}


@dataclass(frozen=True, slots=True)
class Held:
    """A picture that waits; `form` where it came while the form of a new product was open."""

    file: Path
    form: DraftKey | None = None


def keep(ws: Workspace, folder: Path, pictures: Sequence[Held]) -> None:
    """Exactly these of this folder wait now; none is nothing to remember."""
    with ws.db.write() as session:
        session.execute(sa.delete(FormDraft).filter_by(**_KEY))
        if pictures:
            values = {"folder": str(folder), "held": [_plain(one) for one in pictures]}
            session.add(FormDraft(**_KEY, values=values, saved_at=ws.clock.now()))


def folder(ws: Workspace) -> Path | None:
    """The folder of which pictures wait, while it can be reached; looks at the disk."""
    values = _values(ws)
    found = Path(values["folder"]) if values else None
    return found if found is not None and found.is_dir() else None


def kept(ws: Workspace, watched: Path) -> tuple[Held, ...]:
    """Those of this folder that wait and are still there; looks at the disk."""
    values = _values(ws)
    if not values or Path(values["folder"]) != watched:
        return ()
    return tuple(one for one in map(_read, values["held"]) if one.file.is_file())


def _values(ws: Workspace) -> dict[str, Any] | None:
    with ws.db.read() as session:
        return session.scalar(sa.select(FormDraft.values).filter_by(**_KEY))


def _plain(one: Held) -> dict[str, Any]:
    form = one.form
    named = None if form is None else [str(form.kind), form.id.hex, form.new]
    return {"file": str(one.file), "form": named}


def _read(plain: dict[str, Any]) -> Held:
    form = None
    if plain["form"] is not None:
        kind, key, new = plain["form"]
        form = DraftKey(FormKind(kind), UUID(key), new=new)
    return Held(Path(plain["file"]), form)
