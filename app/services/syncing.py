"""Sinkronisasi: enrolment, one sync, and what the page about it shows, always true."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.errors import UserError
from app.models.entities import SYNCED, Synced
from app.models.local import (
    AHEAD,
    BlobTransfer,
    LocalBase,
    Refusal,
    Relay,
    SyncConflict,
    SyncRow,
    SyncRun,
    SyncState,
)
from app.protocol.trust import fingerprint as fingerprint
from app.services import photographs
from app.services.workspace import Workspace
from app.sync import outbox
from app.sync.engine import SyncEngine
from app.sync.report import Progress as Progress
from app.sync.report import Report as Report
from app.sync.report import Watcher as Watcher
from app.sync.transport import HttpsTransport, Transport

_MEASURABLE = 50_000
_ROW_BYTES = 300
_USUAL_SPEED = 100_000
"""Bytes a second of a phone hotspot, until this laptop has measured its own."""

_CLASSES: dict[str, type[Synced]] = {cls.__tablename__: cls for cls in SYNCED}

ENTITIES: frozenset[str] = frozenset(_CLASSES)
"""Everything a sync may have touched."""


@dataclass(frozen=True, slots=True)
class Status:
    """The state of this laptop towards the centre, for the sidebar and the page.

    `handed_over`: records the centre's staff are asked to take; `carried`: batches of other
    laptops that wait here; `upgrade`: `laptop` or `centre` when one is too old for the other;
    `unequal`: regions in which both sides differ though both think they are done;
    `seconds_left`: how long what waits will take, as the last syncs went (None: nothing waits).
    """

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
    handed_over: int = 0
    carried: int = 0
    upgrade: str = ""
    centre_app: str = ""
    unequal: tuple[str, ...] = ()
    seconds_left: int | None = None

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
            refused=_count(session, Refusal, sa.not_(Refusal.hand_over)),
            conflicts=_count(session, SyncConflict, SyncConflict.settled_at.is_(None)),
            last_success_at=state.last_success_at,
            skew_ms=state.skew_ms,
            handed_over=_count(session, Refusal, Refusal.hand_over.is_(True)),
            carried=_count(session, Relay, Relay.sent_at.is_(None)),
            upgrade=state.upgrade,
            centre_app=state.centre_app,
            unequal=tuple(state.unequal or ()),
            seconds_left=_seconds_left(session, outbox.waiting(session), size),
        )


def _count(session: Session, table: type[LocalBase], *which: sa.ColumnElement[bool]) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(table).where(*which)) or 0


def _seconds_left(session: Session, rows: int, photo_bytes: int) -> int | None:
    """How long what waits will take at the speed of the last syncs that moved something."""
    if not rows and not photo_bytes:
        return None
    query = sa.select(SyncRun).where(SyncRun.bytes_sent > _MEASURABLE).order_by(SyncRun.id.desc())
    runs = session.scalars(query.limit(5)).all()
    seconds = sum((r.ended_at - r.started_at).total_seconds() for r in runs)
    speed = sum(r.bytes_sent for r in runs) / seconds if seconds > 0 else _USUAL_SPEED
    return max(1, round((rows * _ROW_BYTES + photo_bytes) / max(speed, 1)))


def waiting(ws: Workspace) -> list[WaitingLine]:
    """What waits, by kind."""
    with ws.db.read() as session:
        query = (
            sa.select(SyncRow.entity, sa.func.count())
            .where(AHEAD, SyncRow.state == "")
            .group_by(SyncRow.entity)
        )
        counts = dict(session.execute(query).all())
    return [WaitingLine(name, counts[name]) for name in _CLASSES if name in counts]


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


def https(ws: Workspace) -> HttpsTransport:
    """The connection this laptop was enrolled for; UserError `enrol.missing` before that."""
    with ws.db.read() as session:
        identity = ws.identity(session)
        url, token, pem = identity.centre_url, identity.token, identity.centre_certificate
    if not url or not token:
        raise _not_enrolled()
    return HttpsTransport(url, token, pem)


def answers(ws: Workspace) -> bool:
    """Whether the centre this laptop belongs to answers now; False also where there is none.

    For asking quietly: it leaves no trace among the attempts.
    """
    me = ws.me
    if me.sample or not me.enrolled:
        return False
    try:
        with https(ws) as transport:
            transport.hello()
    except UserError:
        return False
    return True


def _not_enrolled() -> UserError:
    return UserError(
        "enrol.missing",
        "Laptop ini belum terhubung ke pusat.",
        safe="Semua data tetap aman di laptop ini.",
        todo="Hubungkan dahulu dengan kode dari admin di halaman Sinkronisasi.",
    )


def run(ws: Workspace, watcher: Watcher, connect: Connect = https) -> Report:
    """Sync once and note how it went; UserError for what the network or the centre did."""
    started = ws.clock.now()
    report = Report()
    photographs.want_missing(ws)
    try:
        with connect(ws) as transport:
            engine = engine_of(ws)
            engine.run(transport, watcher, report)
    except UserError as error:
        _note(ws, started, report, ok=False, sentence=error.sentence, heard=False)
        raise
    stopped = watcher.cancelled() and not report.complete
    _note(ws, started, report, ok=not stopped, sentence=_STOPPED if stopped else "")
    return report


def engine_of(ws: Workspace) -> SyncEngine:
    """The engine for this laptop as it is enrolled; UserError `enrol.missing` before that."""
    with ws.db.read() as session:
        key = ws.identity(session).root_public_key
    if key is None:
        raise _not_enrolled()
    me = ws.me
    return SyncEngine(ws.db, ws.photos, me.device_id, ws.clock, key, person_id=me.person_id)


def _renew(ws: Workspace, session: Session, report: Report) -> None:
    identity = ws.identity(session)
    identity.roles = [list(role) for role in report.roles]
    if report.delegation:
        identity.delegation = report.delegation
    if report.recipient:
        identity.centre_recipient = report.recipient


def note_file(ws: Workspace, started: datetime, report: Report) -> None:
    """Note that the centre's answer came by file."""
    _note(ws, started, report, ok=True, sentence="")


def _note(
    ws: Workspace, started: datetime, report: Report, *, ok: bool, sentence: str, heard: bool = True
) -> None:
    """Note a run and, where the centre was heard to the end, what it says of us, at once."""
    with ws.db.write() as session:
        if heard:
            _renew(ws, session, report)
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
                bytes_sent=report.bytes_sent,
            )
        )
    if heard:
        ws.forget_me()
