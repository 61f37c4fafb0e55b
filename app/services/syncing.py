"""Sinkronisasi: enrolment, one sync, and what the page about it shows, always true."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import urlsplit
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.regions import any_covers
from app.errors import UserError
from app.models.entities import SYNCED, Assessment, Business, LegalDocument, Photo, Product, Synced
from app.models.local import (
    BlobTransfer,
    Refusal,
    SheetDraft,
    SyncConflict,
    SyncRow,
    SyncRun,
    SyncState,
)
from app.models.rows import decode_value, encode
from app.protocol import keys
from app.protocol.trust import fingerprint as fingerprint
from app.services.changes import Change
from app.services.workspace import Workspace, device_name
from app.sync import inbox, outbox
from app.sync.engine import Progress as Progress
from app.sync.engine import Report as Report
from app.sync.engine import SyncEngine
from app.sync.engine import Watcher as Watcher
from app.sync.transport import HttpsTransport, Transport, bad_address

_CLASSES: dict[str, type[Synced]] = {cls.__tablename__: cls for cls in SYNCED}

ENTITIES: frozenset[str] = frozenset(_CLASSES)
"""Everything a sync may have touched."""


class Enroller(Protocol):
    """A connection that can exchange a code for a login."""

    def enrol(self, code: str, device: str, public_key: str) -> dict[str, Any]:
        """Exchange a one-time code."""
        ...


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


# -- enrolment ---------------------------------------------------------------------


def fetch_certificate(url: str) -> str | None:
    """The certificate a centre shows, as PEM, when no public authority vouches for it.

    For a trial or an office of its own: the person compares the fingerprint. None when
    the system trusts the address anyway. Raises UserError when nothing answers.
    """
    parts = _address(url)
    try:
        with HttpsTransport(url, None, None) as transport:
            transport.hello()
            return None
    except UserError as error:
        if error.code != "network.certificate":
            raise
    return ssl.get_server_certificate(parts, timeout=10)


def _address(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise bad_address(url)
    return parts.hostname, parts.port or 443


def enrol(ws: Workspace, url: str, code: str, certificate_pem: str | None = None) -> None:
    """Connect this laptop to a centre by a one-time code.

    Records made before it stay: businesses, products and photographs are sent, what was
    scored in training stays on the laptop. Raises UserError for a bad address or code,
    and whatever the network does; then nothing has changed.
    """
    url = url.strip().rstrip("/")
    _address(url)
    private = keys.new_private_key()
    with HttpsTransport(url, None, certificate_pem) as transport:
        answer = transport.enrol(code, device_name(), keys.public_text(private))
    take_enrolment(ws, answer, private, url, certificate_pem)


def take_enrolment(
    ws: Workspace, answer: dict[str, Any], private: str, url: str, certificate_pem: str | None
) -> None:
    """Become the laptop the centre's answer describes, in one transaction."""
    if ws.is_new:
        ws.start(answer["person_name"])
    with ws.db.write() as session:
        identity = ws.identity(session)
        before = identity.person_id if identity.enrolled_at is None else None
        identity.person_id = UUID(answer["person_id"])
        identity.person_name = answer["person_name"]
        identity.device_id, identity.device_code = UUID(answer["device_id"]), answer["device_code"]
        identity.enrolled_at = ws.clock.now()
        identity.centre_url, identity.centre_certificate = url, certificate_pem
        identity.token, identity.roles = answer["token"], answer["roles"]
        identity.private_key, identity.delegation = private, answer["delegation"]
        identity.root_public_key = answer["root_public_key"]
        identity.verify_host = answer["verify_host"]
        if before is not None:
            _adopt(session, before, identity.person_id)
            _invite(session, [region for _, region in answer["roles"]])
    ws.forget_me()


def _adopt(session: Session, before: UUID, person_id: UUID) -> None:
    """Work done here before the first enrolment becomes this person's.

    Records of score too, which is why the triggers that guard them keep still; what
    waits to be sent is marked so already.
    """
    with inbox.applying(session):
        for cls in SYNCED:
            mine = sa.update(cls).where(cls.created_by == before)
            session.execute(mine.values(created_by=person_id))
        for owned in (Assessment, SheetDraft):
            mine = sa.update(owned).where(owned.curator_id == before)
            session.execute(mine.values(curator_id=person_id))


def _invite(session: Session, regions: list[str]) -> None:
    """Businesses of other districts, registered before enrolment, become walk-ins of ours.

    None of them was ever sent, so every field of theirs waits to be sent already.
    """
    if not regions:
        return
    with inbox.applying(session):
        for cls in (Business, Product, LegalDocument, Photo):
            for scope in session.scalars(sa.select(cls.scope).distinct()).all():
                if not any_covers(regions, scope):
                    guests = sa.update(cls).where(cls.scope == scope, cls.guest_scope.is_(None))
                    session.execute(guests.values(guest_scope=regions[0]))


# -- one sync ------------------------------------------------------------------------

Connect = Callable[[Workspace], AbstractContextManager[Transport]]


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
    try:
        with connect(ws) as transport:
            engine = SyncEngine(ws.db, ws.photos, ws.me.device_id, ws.clock)
            engine.run(transport, watcher, report)
    except UserError as error:
        _note(ws, started, report, ok=False, sentence=error.sentence)
        raise
    _renew(ws, report)
    _note(ws, started, report, ok=True, sentence="")
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
