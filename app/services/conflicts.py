"""Bentrok: a field that two people changed, told as a story, settled by one choice.

The centre's value stands meanwhile; nothing is lost and nothing hurries. A choice is a
new edit on top of what both have seen, and it can be taken back.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.models.entities import TABLES, Person, Region
from app.models.local import SyncConflict
from app.models.rows import decode_value, encode
from app.services import blindness
from app.services.changes import Change, ConflictKey
from app.services.titles import CLASSES, product_of, title
from app.services.workspace import Workspace

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """A field that two people changed: who wrote what, when, and in which record.

    `theirs_by` is '' when the person is not known here; `mine_at` is when our value was sent.
    `region` is the name of the place the record belongs to. `photos` are hashes of the
    thumbnails to show side by side (ours, theirs) where the record is a photograph.
    `withheld` while the record is about a product that this person judges blind: then nothing
    is told but that it waits.
    """

    entity: str
    id: UUID
    title: str
    field: str
    mine: Any
    theirs: Any
    noticed_at: datetime
    mine_by: str = ""
    mine_at: datetime | None = None
    theirs_by: str = ""
    theirs_at: datetime | None = None
    region: str = ""
    photos: tuple[str, str] | None = None
    withheld: bool = False

    @property
    def key(self) -> ConflictKey:
        """What names this conflict."""
        return (self.entity, self.id, self.field)


def open_conflicts(ws: Workspace) -> list[ConflictLine]:
    """Fields that wait for a choice, oldest first; those of one record beside each other.

    Last come those that cannot be decided yet, because their product is judged blind.
    """
    query = sa.select(SyncConflict).where(SyncConflict.settled_at.is_(None))
    query = query.order_by(SyncConflict.noticed_at, SyncConflict.id, SyncConflict.field)
    with ws.db.read() as session:
        hidden = blindness.hidden(ws, session)
        lines = [_line(ws, session, c, hidden) for c in session.scalars(query).all()]
    return sorted(lines, key=lambda line: line.withheld)


def _line(
    ws: Workspace, session: Session, conflict: SyncConflict, hidden: Collection[UUID]
) -> ConflictLine:
    row = session.get(CLASSES[conflict.entity], conflict.id)
    plain = ConflictLine(
        entity=conflict.entity,
        id=conflict.id,
        title=title(ws, session, conflict.entity, conflict.id),
        field=conflict.field,
        mine=None,
        theirs=None,
        noticed_at=conflict.noticed_at,
        withheld=row is not None and product_of(session, row) in hidden,
    )
    if plain.withheld:
        return plain
    by = session.get(Person, conflict.theirs_by) if conflict.theirs_by else None
    region = session.scalar(sa.select(Region.name).where(Region.code == row.scope)) if row else None
    return replace(
        plain,
        mine=conflict.mine,
        theirs=conflict.theirs,
        mine_by=ws.me.person_name,
        mine_at=conflict.mine_at,
        theirs_by=by.name if by else "",
        theirs_at=conflict.theirs_at,
        region=region or "",
        photos=_photos(conflict, row),
    )


def _photos(conflict: SyncConflict, row: Any) -> tuple[str, str] | None:
    if conflict.field == "thumb_sha256":
        return (str(conflict.mine), str(conflict.theirs))
    thumb = getattr(row, "thumb_sha256", None)
    return (thumb, thumb) if thumb else None


def choose(ws: Workspace, key: ConflictKey, *, mine: bool) -> Change:
    """Settle one conflict: mine is a new edit on top of the centre's; theirs stands already.

    Settled already, by another window: nothing changes.
    """
    return choose_all(ws, [key], mine=mine)


def choose_all(ws: Workspace, keys: list[ConflictKey], *, mine: bool) -> Change:
    """Settle several in one undoable step (the fields of one record, say).

    Raises UserError `product.blind` for a record whose values may not be seen yet.
    """
    with ws.change() as recorder:
        session = recorder.session
        hidden = blindness.hidden(ws, session)
        settled = []
        for key in keys:
            conflict = session.get(SyncConflict, key)
            if conflict is None or conflict.settled_at is not None:
                continue
            row = session.get(CLASSES[conflict.entity], conflict.id)
            if row is not None and product_of(session, row) in hidden:
                raise blindness.not_shown()
            if mine and row is not None:
                table = TABLES[conflict.entity]
                setattr(row, conflict.field, decode_value(table, conflict.field, conflict.mine))
            conflict.choice, conflict.settled_at = (MINE if mine else THEIRS), recorder.now
            settled.append(key)
        return recorder.done(settled=tuple(settled))


def text_of(value: Any) -> str:
    """A value of a conflict as a person reads it."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return str(encode(value))
