"""The one sync loop: send what was frozen, take in the answer, go on until both are quiet.

It can stop anywhere (a cut, a kill, a full disk): each step is one transaction, and
the next run goes on from there. Nothing is sent while an answer is missing, except
the same bytes again; nothing is settled without the centre's signature. An answer that
brings receipts alone is taken in while the batch after it is on its way.
"""

from __future__ import annotations

import functools
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import __version__
from app.clock import Clock
from app.errors import UserError
from app.models.engine import LocalDatabase
from app.models.local import BlobTransfer, Refusal, Relay, SyncConflict, SyncState
from app.models.rows import encode
from app.photos.store import PhotoStore
from app.protocol import keys, wire
from app.protocol.receipts import BatchReceipt
from app.sync import digests, inbox, outbox, trust
from app.sync.late import Late, may_wait
from app.sync.outbox import Frozen
from app.sync.photographs import PhotoMover, ask_again
from app.sync.report import Progress, Report, Watcher
from app.sync.transport import Transport, cut, nothing

PAGE = 2_000
_PAGES = 100
_WHOLE = 20_000
_MAX_FORKS = 20
"""A copy from the drawer counts up one life at a time, past those of all its twins."""
_MAX_TURNS = 2_000
_KEEP_BATCHES = timedelta(days=60)


@dataclass(slots=True)
class _Turn:
    """What came of one exchange: the last answer, `fork` or `rewind`, rows to send once more."""

    answer: wire.Answer | None = None
    problem: str = ""
    retried: int = 0


class SyncEngine:
    """Syncs one laptop's database and photographs with a centre."""

    def __init__(
        self,
        database: LocalDatabase,
        photos: PhotoStore,
        device_id: UUID,
        clock: Clock,
        centre_key: str,
        *,
        person_id: UUID | None = None,
        lines: int = 3,
    ) -> None:
        """`centre_key` is the public key receipts must be signed with; `lines` how many
        photographs travel at once."""
        self.database = database
        self._photos = photos
        self._device_id = device_id
        self._person_id = person_id
        self._clock = clock
        self._key = keys.public_key(centre_key)
        self._purge_again = False
        self._may_read_anew = True
        self._asked_at = 0  # the edit counter when the last request was made
        self._skew_ms: int | None = None  # of our clock against the one that answers
        self._ahead: Frozen | None = None  # the batch frozen while another was on its way
        self._late: Late | None = None  # an answer to take in while the next is on its way
        self._mover = PhotoMover(database, photos, device_id, clock, self._key, lines)

    def run(self, transport: Transport, watcher: Watcher, report: Report) -> None:
        """Sync until nothing waits on either side, or the watcher asks to stop.

        `report` is filled in as it goes, so that it tells the truth after a failure too.

        Raises UserError for whatever the network or the centre does; what was
        confirmed until then stays confirmed, the rest still waits.
        """
        self._begin()
        self._relay(transport, report)
        with closing(self._rows(transport, report)) as steps:
            for _ in steps:
                watcher.progress(Progress("rows", report.sent + report.received, 0))
                if watcher.cancelled():
                    return
        self._count_refused(report)
        report.complete = self._mover.move(transport, watcher, report)

    def _count_refused(self, report: Report) -> None:
        """What was turned down only because something else had not arrived is settled by now."""
        with self.database.read() as session:
            found = [session.get(Refusal, key) for key in report.rejected]
        report.refused = sum(r is not None and r.code not in outbox.LATER for r in found)

    def _begin(self) -> None:
        with self.database.write() as session:
            outbox.retry_refused(session, outbox.LATER)
            outbox.drop_old(session, self._clock.now() - _KEEP_BATCHES)

    # -- batches carried for others -------------------------------------------

    def _relay(self, transport: Transport, report: Report) -> None:
        """Pass on what other laptops gave us to carry; one that cannot pass does not stop us."""
        query = sa.select(Relay).where(Relay.sent_at.is_(None), Relay.problem.in_(("", "rewind")))
        query = query.order_by(Relay.device_id, Relay.incarnation, Relay.no)
        with self.database.read() as session:
            waiting = session.scalars(query).all()
            session.expunge_all()
        for relay in waiting:
            relayed = transport.relay(relay.letter, relay.body)
            report.round_trips += 1
            with self.database.write() as session:
                row = session.get_one(Relay, (relay.device_id, relay.incarnation, relay.no))
                row.problem = relayed.problem
                if not relayed.problem:
                    row.sent_at = self._clock.now()
                    report.relayed += 1

    # -- rows ----------------------------------------------------------------

    def _rows(self, transport: Transport, report: Report) -> Generator[None, None, None]:
        try:
            yield from self._turns(transport, report)
        finally:
            self._take_late(report)

    def _turns(self, transport: Transport, report: Report) -> Generator[None, None, None]:
        forks = 0
        self._may_read_anew = True
        for _ in range(_MAX_TURNS):
            frozen, request = self._prepare()
            turn = _Turn()
            with closing(self._step(transport, frozen, request, report, turn)) as step:
                yield from step
            answer = turn.answer
            if answer is None:
                raise cut()
            if turn.problem:
                forks += 1
                self._mend(turn.problem, answer.applied_no, forks)
            elif self._is_over(frozen, turn) and not self._compare(answer, report):
                return
        raise _lost_thread()

    def _is_over(self, frozen: Frozen | None, turn: _Turn) -> bool:
        """Whether both sides have said all; what is written meanwhile waits for the next sync."""
        if turn.answer is None or turn.answer.more or turn.retried:
            return False
        if frozen is None:
            return True
        with self.database.read() as session:
            return self._has_said_all(session)

    def _has_said_all(self, session: Session) -> bool:
        return not self._purge_again and not outbox.is_waiting(session)

    def _step(
        self,
        transport: Transport,
        frozen: Frozen | None,
        request: wire.Request,
        report: Report,
        turn: _Turn,
    ) -> Generator[None, None, None]:
        """One exchange, taken in answer by answer; `turn` tells what came of it."""
        sent_at = self._clock.now()
        report.round_trips += 1
        report.bytes_sent += len(request.batch_bytes or b"")
        meanwhile = functools.partial(self._meanwhile, report) if frozen else nothing
        with closing(transport.exchange(request, meanwhile)) as answers:
            for answer in answers:
                first = turn.answer is None
                if first:
                    self._take_late(report)
                    self._note(answer, sent_at, report)
                turn.answer = answer
                if first:
                    turn.problem = answer.problem or self._place_problem(frozen, answer)
                if turn.problem:
                    return  # before any news: who was set back must not take them for its own
                if frozen is not None and first and self._puts_off(frozen, request, answer):
                    yield
                    continue
                turn.retried += self.take(frozen if first else None, answer, report)
                yield

    def _puts_off(self, frozen: Frozen, request: wire.Request, answer: wire.Answer) -> bool:
        """Whether the answer is taken in later; its receipt is looked at now."""
        late = may_wait(frozen, request, answer, self._ahead)
        if late is not None:
            self.check_receipt(request.incarnation, frozen, answer)
        self._late = late
        return late is not None

    def _take_late(self, report: Report) -> None:
        late, self._late = self._late, None
        if late is not None:
            self.take(late.frozen, late.answer, report)

    def _prepare(self) -> tuple[Frozen | None, wire.Request]:
        now = self._clock.now()
        if self._late is not None:
            return self._late.following, self._late.follow(now)
        with self.database.write() as session:
            frozen = outbox.in_flight(session, self._ahead) or outbox.freeze(session, now)
            self._asked_at = session.get_one(SyncState, 1).lver
            return frozen, self.request(session, frozen.body if frozen else None)

    def _meanwhile(self, report: Report) -> None:
        """While the centre is busy: what it said of the batch before, and the batch after this."""
        self._take_late(report)
        with self.database.write() as session:
            self._ahead = outbox.freeze_ahead(session, self._clock.now())

    def request(self, session: Session, body: bytes | None) -> wire.Request:
        """What this laptop asks now, with the batch in `body`."""
        state = session.get_one(SyncState, 1)
        return wire.Request(
            app=__version__,
            device=self._device_id,
            incarnation=state.incarnation,
            client_now=encode(self._clock.now()),
            batch_bytes=body,
            cursors={k: int(v) for k, v in state.cursors.items()},
            limit=PAGE,
            epoch=state.epoch,
            pages=_PAGES,
            schema=wire.SCHEMA,
            outlook=_outlook(session, state),
            status_at=trust.status_at(session),
            leases=trust.leases_told(session),
        )

    def _note(self, answer: wire.Answer, sent_at: datetime, report: Report) -> None:
        now = self._clock.now()
        middle = sent_at + (now - sent_at) / 2
        skew = datetime.fromisoformat(answer.server_now) - middle
        self._skew_ms = report.skew_ms = int(skew.total_seconds() * 1000)
        report.scopes, report.roles = answer.scopes, answer.roles
        report.delegation, report.recipient = answer.delegation, answer.recipient
        report.upgrade, report.centre_app = answer.upgrade, answer.app

    def _place_problem(self, frozen: Frozen | None, answer: wire.Answer) -> str:
        """Whether the centre's count of our batches tells that one of us was set back."""
        if frozen is not None:
            return ""
        with self.database.read() as session:
            ours = session.get_one(SyncState, 1).batch_no
        if answer.applied_no < ours:
            return "rewind"
        return "fork" if answer.applied_no > ours else ""

    def _mend(self, problem: str, applied_no: int, forks: int) -> None:
        """Another copy of this laptop spoke (`fork`), or the centre was restored (`rewind`)."""
        if forks > _MAX_FORKS:
            raise _lost_thread()
        self._ahead = None
        with self.database.write() as session:
            if problem == "rewind":
                ask_again(session)  # its photographs may be gone with its rows
                if outbox.resend_from(session, applied_no):
                    return
            outbox.forget_batches(session)

    def take(self, frozen: Frozen | None, answer: wire.Answer, report: Report) -> int:
        """Take in one answer; how many rows refused earlier are to be sent again."""
        now = self._clock.now()
        with self.database.write() as session:
            if frozen is not None:
                incarnation = session.get_one(SyncState, 1).incarnation
                self.check_receipt(incarnation, frozen, answer)
            self._meet(session, answer.epoch)
            state = session.get_one(SyncState, 1)
            if self._skew_ms is not None:
                state.skew_ms, state.upgrade = self._skew_ms, answer.upgrade
                state.centre_app = answer.app
            known = set(state.cursors)
            # Until one sync was whole there is nothing here that half a sync could contradict.
            first = state.last_success_at is None or not any(map(int, state.cursors.values()))
            moved = bool(known) and known != set(answer.scopes)
            retried = outbox.retry_refused(session) if moved else 0
            with inbox.applying(session):
                if frozen is not None:
                    inbox.take_acks(session, frozen, answer, now)
                inbox.take_settled(session, answer, now)
                self._take_news(session, answer, moved=moved, first=first)
                trust.take(session, answer, self._key, now)
                if moved or (self._purge_again and frozen is None):
                    self._purge_again = inbox.purge(session, answer.scopes)
            if not answer.more and (frozen is None or self._has_said_all(session)):
                session.get_one(SyncState, 1).last_success_at = now
        _count(report, frozen, answer)
        return retried

    def settle(self, frozen: Frozen, answer: wire.Answer, report: Report) -> None:
        """Take in the receipts for one batch and nothing else (a file brings them so)."""
        with self.database.write() as session:
            incarnation = session.get_one(SyncState, 1).incarnation
            self.check_receipt(incarnation, frozen, answer)
            self._meet(session, answer.epoch)
            with inbox.applying(session):
                inbox.take_acks(session, frozen, answer, self.now())
        _count(report, frozen, answer)

    def take_trust(self, answer: wire.Answer) -> None:
        """Take in the status list and nothing else: it counts however old the file is."""
        with self.database.write() as session:
            trust.take(session, answer, self._key, self.now())

    def send_again(self, applied_no: int) -> None:
        """A file tells that the centre was restored: what came after this batch goes again."""
        self._mend("rewind", applied_no, forks=1)

    def now(self) -> datetime:
        """The present moment by this laptop's clock."""
        return self._clock.now()

    def _meet(self, session: Session, epoch: str) -> None:
        """After the centre was restored: read everything anew, before any of its numbers is
        taken for news. What the centre of before had told us is ours to offer too."""
        if session.get_one(SyncState, 1).epoch not in {"", epoch}:
            with inbox.applying(session):
                inbox.apply_stage(session, self._photos.has, whole=True)
            digests.read_anew(session, tuple(session.get_one(SyncState, 1).cursors))
            ask_again(session)
        session.get_one(SyncState, 1).epoch = epoch

    def check_receipt(self, incarnation: int, frozen: Frozen, answer: wire.Answer) -> None:
        """UserError unless the centre signed for exactly this batch and these acks."""
        digest = wire.batch_hash(frozen.body)
        word = BatchReceipt(self._device_id, incarnation, frozen.no, digest, answer.acks)
        if not word.confirmed_by(answer.receipt, self._key):
            raise no_receipt()

    def _take_news(
        self, session: Session, answer: wire.Answer, *, moved: bool, first: bool
    ) -> None:
        """Staged until whole, so that nobody sees half a sync; a first sync comes page by page."""
        if first:
            inbox.apply_stage(session, self._photos.has)  # of a program that staged these
            inbox.apply_now(session, answer, self._photos.has)
            return
        staged = inbox.stage(session, answer)
        # Our regions changed: apply at once, for what is staged may belong to the old ones,
        # and purge now, for the next page would not know of the change.
        if moved or not answer.more or staged >= _WHOLE:
            inbox.apply_stage(session, self._photos.has)

    def _compare(self, answer: wire.Answer, report: Report) -> bool:
        """Hold both sides against each other at the end; whether another turn is needed."""
        with self.database.write() as session:
            state = session.get_one(SyncState, 1)
            if digests.is_reading_anew(session):
                report.offered += digests.offer_unseen(session, self._person_id)
                return True
            if state.lver > self._asked_at and outbox.kinds_to_freeze(session):
                return True  # what a restored centre lost goes to it before both are compared
            told = {scope: list(mark) for scope, mark in answer.digest.items()}
            if not told or told == state.digests:
                return False
            unequal = digests.differing(session, answer.digest)
            if unequal and self._may_read_anew:
                self._may_read_anew = False  # once a sync, also after one that met a restore
                digests.read_anew(session, unequal)
                return True
            state.digests = None if unequal else told
            state.unequal = list(unequal)
            report.unequal = unequal
            return False


def _outlook(session: Session, state: SyncState) -> wire.Outlook:
    photos = sa.select(sa.func.count()).select_from(BlobTransfer)
    photos = photos.where(BlobTransfer.direction == "up", BlobTransfer.state == "waiting")
    open_conflicts = sa.select(sa.func.count()).where(SyncConflict.settled_at.is_(None))
    refusals = sa.select(sa.func.count()).select_from(Refusal)
    return wire.Outlook(
        waiting_rows=outbox.waiting(session),
        waiting_photos=session.scalar(photos) or 0,
        refused=session.scalar(refusals) or 0,
        conflicts=session.scalar(open_conflicts) or 0,
        unequal=tuple(state.unequal or ()),
    )


def _count(report: Report, frozen: Frozen | None, answer: wire.Answer) -> None:
    statuses = [a.status for a in answer.acks] if frozen else []
    report.sent += statuses.count("ok") + statuses.count("conflict")
    report.conflicts += statuses.count("conflict")
    report.rejected |= {(a.entity, a.id) for a in answer.acks if frozen and a.status == "rejected"}
    report.refused = len(report.rejected)
    report.received += len(answer.items)


def _lost_thread() -> UserError:
    return UserError(
        "sync.lost_thread",
        "Laptop dan pusat tidak sepakat tentang kiriman terakhir.",
        safe="Semua data tetap aman di laptop ini.",
        todo="Hubungi admin Dinas dan sebutkan pesan ini.",
    )


def no_receipt() -> UserError:
    """The answer does not carry the centre's signature for what was sent."""
    return UserError(
        "sync.no_receipt",
        "Jawaban pusat tidak membawa tanda terima yang sah, jadi kiriman dianggap belum sampai.",
        safe="Semua data tetap aman di laptop ini.",
        todo="Coba jaringan lain. Bila tetap begini, hubungi admin Dinas.",
    )
