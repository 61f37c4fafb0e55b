"""One transaction, recorded: what it changed can be undone, and is told in the case's story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.ids import IdMaker
from app.models.entities import FINAL, SYNCED, AuditEvent, Synced
from app.models.local import SyncConflict

if TYPE_CHECKING:
    from app.services.workspace import Me, Workspace

ConflictKey = tuple[str, UUID, str]
"""Entity, row and field of a conflict."""

RowT = TypeVar("RowT", bound=Synced)
_CLASSES = {cls.__tablename__: cls for cls in SYNCED}


@dataclass(frozen=True, slots=True)
class Before:
    """A row as it was; `values` is None for one that did not exist."""

    entity: str
    id: UUID
    values: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Change:
    """What a mutation did: the entities it touched (for views to refresh) and how to undo it."""

    entities: frozenset[str] = frozenset()
    before: tuple[Before, ...] = field(default=(), repr=False)
    settled: tuple[ConflictKey, ...] = ()
    judgements: tuple[UUID, ...] = ()
    """Lines of the story that say what somebody decided; undoing withdraws them by new lines."""

    @property
    def undoable(self) -> bool:
        """Whether `undo` can take it back; records of score are corrected by new ones instead."""
        some = bool(self.before or self.settled or self.judgements)
        return some and not any(b.entity in FINAL for b in self.before)


def joined(first: Change, second: Change) -> Change:
    """Two changes, the second after the first, as one to tell and to undo."""
    known = {(before.entity, before.id) for before in first.before}
    later = tuple(b for b in second.before if (b.entity, b.id) not in known)
    merged = tuple(_with_older(b, second.before) for b in first.before)
    return Change(
        first.entities | second.entities,
        (*merged, *later),
        first.settled + second.settled,
        first.judgements + second.judgements,
    )


def _with_older(before: Before, later: tuple[Before, ...]) -> Before:
    """What a row was before both changes: the first one's word counts where both touched it."""
    if before.values is None:
        return before
    for other in later:
        if (other.entity, other.id) == (before.entity, before.id) and other.values:
            return replace(before, values={**other.values, **before.values})
    return before


class Recorder:
    """A write session that remembers rows as they were before it."""

    def __init__(self, session: Session, me: Me, ids: IdMaker, now: datetime) -> None:
        self.session = session
        self.now = now
        self._me = me
        self._ids = ids
        self._before: dict[tuple[str, UUID], Before] = {}
        event.listen(session, "before_flush", self._on_flush)

    def add(self, row: RowT, key: UUID | None = None) -> RowT:
        """Add a new row, born here and now; `key` where a natural key names it."""
        row.id = key or self._ids.new()
        row.created_at = self.now
        row.created_by = self._me.person_id
        self.session.add(row)
        return row

    def tell(self, verb: str, row: Synced, **details: Any) -> AuditEvent:
        """Add a line to the story of `row`; no personal data in `details`."""
        return self.add(
            AuditEvent(
                verb=verb,
                entity=row.__tablename__,
                entity_id=row.id,
                device_id=self._me.device_id,
                details=details,
                scope=row.scope,
                guest_scope=row.guest_scope,
            )
        )

    def done(
        self, settled: tuple[ConflictKey, ...] = (), judgements: tuple[AuditEvent, ...] = ()
    ) -> Change:
        """What was changed; flushes, so that a refused write fails here.

        `settled` are conflicts this change settles: undoing it opens them again. `judgements`
        are lines of the story that undoing withdraws.
        """
        self.session.flush()
        kept = tuple(b for b in self._before.values() if b.entity != "audit_event")
        entities = {b.entity for b in kept} | {event.entity for event in judgements}
        return Change(frozenset(entities), kept, settled, tuple(e.id for e in judgements))

    def _on_flush(self, session: Session, *_: object) -> None:
        for row in session.new:
            if isinstance(row, Synced):
                self._keep(row, None)
        for row in session.dirty:
            if isinstance(row, Synced) and session.is_modified(row):
                self._keep(row, _old_values(row))

    def _keep(self, row: Synced, values: Mapping[str, Any] | None) -> None:
        key = (row.__tablename__, row.id)
        earlier = self._before.get(key)
        if earlier is None:
            self._before[key] = Before(*key, values)
        elif earlier.values is not None and values:
            merged = {**values, **earlier.values}
            self._before[key] = Before(*key, merged)


def _old_values(row: Synced) -> dict[str, Any]:
    old = {}
    for attribute in sa.inspect(row).attrs:
        history = attribute.history
        if history.has_changes():
            old[attribute.key] = history.deleted[0] if history.deleted else None
    return old


def undo(ws: Workspace, change: Change) -> Change:
    """Take a change back by writing the old values again; what was added is marked deleted."""
    # What was added goes first: it may stand in a place that an older row takes again, and the
    # centre reads edits in the order in which they were made.
    added = [before for before in change.before if before.values is None]
    edited = [before for before in change.before if before.values is not None]
    with ws.change() as recorder:
        for some in (added, edited):
            for before in some:
                _restore(recorder, before)
            recorder.session.flush()
        for key in change.settled:
            conflict = recorder.session.get(SyncConflict, key)
            if conflict is not None:
                conflict.choice, conflict.settled_at = "", None
        withdrawn = tuple(_withdraw(recorder, key) for key in change.judgements)
        done = recorder.done()
        return replace(done, entities=done.entities | {event.entity for event in withdrawn})


def _restore(recorder: Recorder, before: Before) -> None:
    row = recorder.session.get_one(_CLASSES[before.entity], before.id)
    if before.values is None:
        row.deleted = True
    else:
        for name, value in before.values.items():
            setattr(row, name, value)
    recorder.tell(f"{before.entity}.undone", row)


def _withdraw(recorder: Recorder, key: UUID) -> AuditEvent:
    event = recorder.session.get_one(AuditEvent, key)
    row = recorder.session.get_one(_CLASSES[event.entity], event.entity_id)
    return recorder.tell(f"{event.verb}.withdrawn", row, of=key.hex)
