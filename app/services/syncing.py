"""Sinkronisasi: enrolment, one sync, and what the page about it shows, always true."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.errors import UserError
from app.models.entities import SYNCED, Business, Product, Synced
from app.models.local import (
    BlobTransfer,
    Refusal,
    SyncConflict,
    SyncRow,
    SyncRun,
    SyncState,
)
from app.models.rows import decode_value, encode
from app.protocol.trust import fingerprint as fingerprint
from app.services import photographs
from app.services.changes import Change
from app.services.workspace import Workspace
from app.sync import outbox
from app.sync.engine import Progress as Progress
from app.sync.engine import Report as Report
from app.sync.engine import SyncEngine
from app.sync.engine import Watcher as Watcher
from app.sync.transport import HttpsTransport, Transport

_CLASSES: dict[str, type[Synced]] = {cls.__tablename__: cls for cls in SYNCED}

ENTITIES: frozenset[str] = frozenset(_CLASSES)
"""Everything a sync may have touched."""


@dataclass(frozen=True, slots=True)
class Status:
    """The state of this laptop towards the centre, for the sidebar and the page."""

    enrolled: bool
    sample: bool
    centre_url: str | None
    waiting_rows: int
    waiting_photos: int
    waiting_bytes: int
    refused: int
    conflicts: int
    last_success_at: datetime | None
    skew_ms: int | None

    @property
    def unsent(self) -> int:
        """Records that have not reached the centre, refused ones included."""
        return self.waiting_rows + self.refused


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """How many rows of one kind wait."""

    entity: str
    count: int


@dataclass(frozen=True, slots=True)
class RefusalLine:
    """A record the centre refused, and why."""

    entity: str
    id: UUID
    title: str
    code: str
    refused_at: datetime


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """A field that two people changed."""

    entity: str
    id: UUID
    title: str
    field: str
    mine: Any
    theirs: Any
    noticed_at: datetime


@dataclass(frozen=True, slots=True)
class RunLine:
    """One attempt to sync."""

    started_at: datetime
    ok: bool
    sentence: str
    sent: int
    received: int
    photos_sent: int
    photos_received: int


def status(ws: Workspace) -> Status:
    """What waits, what is refused, when it last went well."""
    me = ws.me
    with ws.db.read() as session:
        state = session.get_one(SyncState, 1)
        photos, size = session.execute(
            sa.select(
                sa.func.count(), sa.func.coalesce(sa.func.sum(BlobTransfer.size_bytes), 0)
            ).where(
                BlobTransfer.direction == "up",
                BlobTransfer.state == "waiting",
                BlobTransfer.thumbnail.is_(False),
            )
        ).one()
        return Status(
            enrolled=me.enrolled,
            sample=me.sample,
            centre_url=me.centre_url,
            waiting_rows=outbox.waiting(session),
            waiting_photos=photos,
            waiting_bytes=size,
            refused=session.scalar(sa.select(sa.func.count()).select_from(Refusal)) or 0,
            conflicts=session.scalar(sa.select(sa.func.count()).select_from(SyncConflict)) or 0,
            last_success_at=state.last_success_at,
            skew_ms=state.skew_ms,
        )


def waiting(ws: Workspace) -> list[WaitingLine]:
    """What waits, by kind."""
    with ws.db.read() as session:
        query = (
            sa.select(SyncRow.entity, sa.func.count())
            .where(SyncRow.fb != {}, SyncRow.state == "")
            .group_by(SyncRow.entity)
        )
        counts = dict(session.execute(query).all())
    return [WaitingLine(name, counts[name]) for name in _CLASSES if name in counts]


def refusals(ws: Workspace) -> list[RefusalLine]:
    """What the centre refused, newest first."""
    with ws.db.read() as session:
        rows = session.scalars(sa.select(Refusal).order_by(Refusal.refused_at.desc())).all()
        return [
            RefusalLine(r.entity, r.id, _title(session, r.entity, r.id), r.code, r.refused_at)
            for r in rows
        ]


def conflicts(ws: Workspace) -> list[ConflictLine]:
    """Fields that wait for a choice."""
    with ws.db.read() as session:
        rows = session.scalars(sa.select(SyncConflict).order_by(SyncConflict.noticed_at)).all()
        return [
            ConflictLine(
                c.entity,
                c.id,
                _title(session, c.entity, c.id),
                c.field,
                c.mine,
                c.theirs,
                c.noticed_at,
            )
            for c in rows
        ]


def _title(session: Session, entity: str, row_id: UUID) -> str:
    row = session.get(_CLASSES[entity], row_id)
    if row is None:
        return ""
    for name in ("name", "product_id", "business_id"):
        value = getattr(row, name, None)
        if isinstance(value, str):
            return value
        owner = _owner(session, name, value) if value else None
        if owner is not None:
            return owner
    return str(getattr(row, "register_no", "") or "")


def _owner(session: Session, column: str, key: UUID) -> str | None:
    cls = Product if column == "product_id" else Business
    return session.scalar(sa.select(cls.name).where(cls.id == key))


def choose(ws: Workspace, line: ConflictLine, *, mine: bool) -> Change:
    """Settle a conflict: mine is a new edit on top of the centre's; theirs stands already."""
    with ws.change() as recorder:
        session = recorder.session
        conflict = session.get_one(SyncConflict, (line.entity, line.id, line.field))
        if mine:
            cls = _CLASSES[line.entity]
            row = session.get_one(cls, line.id)
            table = cls.__table__
            assert isinstance(table, sa.Table)
            setattr(row, line.field, decode_value(table, line.field, conflict.mine))
        session.delete(conflict)
        return recorder.done()


def retry_refused(ws: Workspace) -> None:
    """Send refused records once more at the next sync."""
    with ws.db.write() as session:
        outbox.retry_refused(session)
        session.execute(sa.delete(Refusal))


def runs(ws: Workspace, limit: int = 30) -> list[RunLine]:
    """The latest attempts, newest first."""
    with ws.db.read() as session:
        rows = session.scalars(sa.select(SyncRun).order_by(SyncRun.id.desc()).limit(limit))
        return [
            RunLine(
                r.started_at, r.ok, r.sentence, r.sent, r.received, r.photos_sent, r.photos_received
            )
            for r in rows
        ]


# -- one sync ------------------------------------------------------------------------

Connect = Callable[[Workspace], AbstractContextManager[Transport]]

_STOPPED = "Dihentikan sebelum selesai. Sinkronisasi berikutnya melanjutkan dari sini."


def https(ws: Workspace) -> AbstractContextManager[Transport]:
    """The connection this laptop was enrolled for; UserError `enrol.missing` before that."""
    with ws.db.read() as session:
        identity = ws.identity(session)
        url, token, pem = identity.centre_url, identity.token, identity.centre_certificate
    if not url or not token:
        raise UserError(
            "enrol.missing",
            "Laptop ini belum terhubung ke pusat.",
            safe="Semua data tetap aman di laptop ini.",
            todo="Hubungkan dahulu dengan kode dari admin di halaman Sinkronisasi.",
        )
    return HttpsTransport(url, token, pem)


def run(ws: Workspace, watcher: Watcher, connect: Connect = https) -> Report:
    """Sync once and note how it went; UserError for what the network or the centre did."""
    started = ws.clock.now()
    report = Report()
    photographs.want_missing(ws)
    try:
        with connect(ws) as transport:
            engine = SyncEngine(ws.db, ws.photos, ws.me.device_id, ws.clock)
            engine.run(transport, watcher, report)
    except UserError as error:
        _note(ws, started, report, ok=False, sentence=error.sentence)
        raise
    _renew(ws, report)
    stopped = watcher.cancelled() and not report.complete
    _note(ws, started, report, ok=not stopped, sentence=_STOPPED if stopped else "")
    return report


def _renew(ws: Workspace, report: Report) -> None:
    with ws.db.write() as session:
        identity = ws.identity(session)
        identity.roles = [list(role) for role in report.roles]
        if report.delegation:
            identity.delegation = report.delegation
    ws.forget_me()


def _note(ws: Workspace, started: datetime, report: Report, *, ok: bool, sentence: str) -> None:
    with ws.db.write() as session:
        session.add(
            SyncRun(
                started_at=started,
                ended_at=ws.clock.now(),
                ok=ok,
                sentence=sentence,
                sent=report.sent,
                received=report.received,
                photos_sent=report.photos_sent,
                photos_received=report.photos_received,
            )
        )


def text_of(value: Any) -> str:
    """A value of a conflict as a person reads it."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return str(encode(value))
