"""The one sync loop: send what was frozen, take in the answer, go on until both are quiet.

It can stop anywhere (a cut, a kill, a full disk): each step is one transaction, and
the next run goes on from there. Nothing is sent while an answer is missing, except
the same bytes again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import __version__
from app.clock import Clock
from app.errors import UserError
from app.models.engine import LocalDatabase
from app.models.local import BlobTransfer, SyncState
from app.models.rows import encode
from app.photos.store import PhotoStore
from app.protocol import wire
from app.sync import inbox, outbox
from app.sync.outbox import Frozen
from app.sync.transport import Transport

PAGE = 2_000
_WHOLE = 20_000
_MAX_FORKS = 2


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a sync is: `stage` is `rows` or `photos`; `total` 0 when not known."""

    stage: str
    done: int
    total: int


class Watcher(Protocol):
    """Hears of progress and may ask to stop; called in the sync's own thread."""

    def progress(self, progress: Progress) -> None:
        """Something moved."""
        ...

    def cancelled(self) -> bool:
        """Whether to stop at the next step."""
        ...


@dataclass(slots=True)
class Report:
    """What a sync did."""

    sent: int = 0
    received: int = 0
    refused: int = 0
    conflicts: int = 0
    photos_sent: int = 0
    photos_received: int = 0
    scopes: tuple[str, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    delegation: str = ""
    skew_ms: int = 0
    complete: bool = False
    round_trips: int = 0
    extra: dict[str, int] = field(default_factory=dict)


class SyncEngine:
    """Syncs one laptop's database and photographs with a centre."""

    def __init__(
        self, database: LocalDatabase, photos: PhotoStore, device_id: UUID, clock: Clock
    ) -> None:
        self._database = database
        self._photos = photos
        self._device_id = device_id
        self._clock = clock

    def run(self, transport: Transport, watcher: Watcher, report: Report) -> None:
        """Sync until nothing waits on either side, or the watcher asks to stop.

        `report` is filled in as it goes, so that it tells the truth after a failure too.

        Raises UserError for whatever the network or the centre does; what was
        confirmed until then stays confirmed, the rest still waits.
        """
        for _ in self._rows(transport, report):
            watcher.progress(Progress("rows", report.sent + report.received, 0))
            if watcher.cancelled():
                return
        report.complete = self._move_photos(transport, watcher, report)

    # -- rows ----------------------------------------------------------------

    def _rows(self, transport: Transport, report: Report) -> Iterator[None]:
        forks = 0
        while True:
            frozen, request = self._prepare()
            sent_at = self._clock.now()
            answer = transport.exchange(request)
            report.round_trips += 1
            self._note(answer, sent_at, report)
            if answer.problem:
                forks += 1
                self._mend(answer, forks)
                continue
            retried = self._take(frozen, answer, report)
            yield
            if frozen is None and not answer.more and not retried:
                return

    def _prepare(self) -> tuple[Frozen | None, wire.Request]:
        now = self._clock.now()
        with self._database.write() as session:
            frozen = outbox.in_flight(session) or outbox.freeze(session, now)
            state = session.get_one(SyncState, 1)
            return frozen, wire.Request(
                app=__version__,
                device=self._device_id,
                incarnation=state.incarnation,
                client_now=encode(now),
                batch_bytes=frozen.body if frozen else None,
                cursors={k: int(v) for k, v in state.cursors.items()},
                limit=PAGE,
                epoch=state.epoch,
            )

    def _note(self, answer: wire.Answer, sent_at: datetime, report: Report) -> None:
        now = self._clock.now()
        middle = sent_at + (now - sent_at) / 2
        skew = datetime.fromisoformat(answer.server_now) - middle
        report.skew_ms = int(skew.total_seconds() * 1000)
        report.scopes, report.roles = answer.scopes, answer.roles
        report.delegation = answer.delegation

    def _mend(self, answer: wire.Answer, forks: int) -> None:
        """Another copy of this laptop spoke (`fork`), or the centre was restored (`rewind`)."""
        if forks > _MAX_FORKS:
            raise _lost_thread()
        with self._database.write() as session:
            if answer.problem == "rewind" and outbox.resend_from(session, answer.applied_no):
                return
            outbox.forget_batches(session)

    def _take(self, frozen: Frozen | None, answer: wire.Answer, report: Report) -> bool:
        """Take in one answer; whether rows refused earlier are to be sent again."""
        now = self._clock.now()
        with self._database.write() as session:
            known = set(session.get_one(SyncState, 1).cursors)
            moved = bool(known) and known != set(answer.scopes)
            retried = outbox.retry_refused(session) if moved else 0
            with inbox.applying(session):
                if frozen is not None:
                    inbox.take_acks(session, frozen, answer.acks, now)
                staged = inbox.stage(session, answer)
                # Our regions changed: apply at once, for what is staged may belong to the old
                # ones, and purge now, for the next page would not know of the change.
                if moved or not answer.more or staged >= _WHOLE:
                    inbox.apply_stage(session, self._photos.has)
                if moved:
                    inbox.purge(session, answer.scopes)
            self._close_step(session, frozen, answer, report, now)
        _count(report, frozen, answer)
        return retried > 0

    def _close_step(
        self,
        session: Session,
        frozen: Frozen | None,
        answer: wire.Answer,
        report: Report,
        now: datetime,
    ) -> None:
        state = session.get_one(SyncState, 1)
        state.skew_ms = report.skew_ms
        if frozen is None and not answer.more:
            state.last_success_at = now

    # -- photographs -----------------------------------------------------------

    def _move_photos(self, transport: Transport, watcher: Watcher, report: Report) -> bool:
        """Thumbnails before masters, ours before theirs; False when stopped or some must wait."""
        waiting = self._transfers()
        complete = True
        for done, (sha256, direction) in enumerate(waiting):
            watcher.progress(Progress("photos", done, len(waiting)))
            if watcher.cancelled():
                return False
            move = self._send_photo if direction == "up" else self._fetch_photo
            complete = move(transport, sha256, report) and complete
        return complete

    def _transfers(self) -> list[tuple[str, str]]:
        query = (
            sa.select(BlobTransfer.sha256, BlobTransfer.direction)
            .where(BlobTransfer.state == "waiting")
            .order_by(
                BlobTransfer.thumbnail.desc(), BlobTransfer.direction.desc(), BlobTransfer.sha256
            )
        )
        with self._database.read() as session:
            return [(sha256, direction) for sha256, direction in session.execute(query)]

    def _send_photo(self, transport: Transport, sha256: str, report: Report) -> bool:
        known = transport.blob_offset(sha256)
        if known is None:
            return False  # its row is not at the centre (refused, or still waiting)
        offset, stored = known
        if not stored:
            try:
                data = self._photos.read(sha256)
            except UserError:
                return False  # missing or damaged here: the others must not wait for it
            stored = transport.put_blob(sha256, data, offset)
        if stored:
            self._mark_stored(sha256)
            report.photos_sent += 1
        return stored

    def _fetch_photo(self, transport: Transport, sha256: str, report: Report) -> bool:
        if not self._photos.has(sha256):
            offset = self._photos.part_offset(sha256)
            data = transport.get_blob(sha256, offset)
            if data is None:
                return False  # the laptop that took it has not sent it yet
            self._photos.append_part(sha256, offset, data)
            self._photos.finish_part(sha256)
            report.photos_received += 1
        self._mark_stored(sha256)
        return True

    def _mark_stored(self, sha256: str) -> None:
        now = self._clock.now()
        with self._database.write() as session:
            session.execute(
                sa.update(BlobTransfer)
                .where(BlobTransfer.sha256 == sha256)
                .values(state="stored", stored_at=now)
            )


def _count(report: Report, frozen: Frozen | None, answer: wire.Answer) -> None:
    statuses = [a.status for a in answer.acks] if frozen else []
    report.sent += statuses.count("ok") + statuses.count("conflict")
    report.conflicts += statuses.count("conflict")
    report.refused += statuses.count("rejected")
    report.received += len(answer.items)


def _lost_thread() -> UserError:
    return UserError(
        "sync.lost_thread",
        "Laptop dan pusat tidak sepakat tentang kiriman terakhir.",
        safe="Semua data tetap aman di laptop ini.",
        todo="Hubungi admin Dinas dan sebutkan pesan ini.",
    )


class QuietWatcher:
    """Hears nothing and never stops; for scripts."""

    def progress(self, progress: Progress) -> None:
        """Nothing to show."""

    def cancelled(self) -> bool:
        """Never."""
        return False
