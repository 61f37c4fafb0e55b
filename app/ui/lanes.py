"""Work off the UI thread: one database lane, a small I/O lane, one way home.

A job is a plain callable that takes a snapshot and returns a value; it never sees
a widget. Results and errors come home through one long-lived queued signal and
are delivered on the thread that made the `Lanes`, normally the UI thread.
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from types import MethodType
from typing import Any, Final, TypeVar, cast

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot

T = TypeVar("T")
ErrorHandler = Callable[[Exception], None]

_IO_WORKERS: Final = 2
# A result may start a follow-up job; more rounds than this at shutdown is a loop.
_DRAIN_ROUNDS: Final = 20


class JobCancelled(Exception):  # noqa: N818 - not an error: the person moved on
    """Raised inside a job by `CancelToken.check`; never reaches an error handler."""


class CancelToken:
    """Tells a job, from any thread, that nobody waits for it any more."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask the job to stop; its result and errors of cancelling are dropped."""
        self._event.set()

    @property
    def cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._event.is_set()

    def check(self) -> None:
        """Raise `JobCancelled` if cancelled; for the loops inside long jobs."""
        if self.cancelled:
            raise JobCancelled


class Latest:
    """Keeps only the newest of a row of jobs: each `renew` cancels the token before."""

    def __init__(self) -> None:
        self._token = CancelToken()

    def renew(self) -> CancelToken:
        """Cancel the former token and return a fresh one."""
        self._token.cancel()
        self._token = CancelToken()
        return self._token


class _Callback:
    """Holds a callback; a bound method of the owner only weakly, so that jobs keep no widget."""

    def __init__(self, function: Callable[[Any], None], owner: QObject) -> None:
        is_own = isinstance(function, MethodType) and function.__self__ is owner
        self._weak = weakref.WeakMethod(function) if is_own else None
        self._strong = None if is_own else function

    def resolve(self) -> Callable[[Any], None] | None:
        return self._strong if self._weak is None else self._weak()


@dataclass(frozen=True, slots=True, eq=False)
class _Outcome:
    future: Future[Any]
    owner: weakref.ref[QObject]
    done: _Callback
    failed: _Callback | None
    token: CancelToken
    # Set once the signal was emitted: a future wakes its waiters before its callbacks run.
    sent: threading.Event

    def deliver(self, unhandled: ErrorHandler) -> None:
        if self.future.cancelled():
            return
        error = self.future.exception()
        if isinstance(error, JobCancelled):
            return
        if error is not None:
            self._deliver_error(error, unhandled)
        elif not self.token.cancelled and self._is_owner_alive():
            self._call(self.done, self.future.result())

    def _deliver_error(self, error: BaseException, unhandled: ErrorHandler) -> None:
        if not isinstance(error, Exception):
            raise error
        handler = self.failed.resolve() if self.failed and self._is_owner_alive() else None
        (handler or unhandled)(error)

    def _is_owner_alive(self) -> bool:
        owner = self.owner()
        return owner is not None and shiboken6.isValid(owner)

    @staticmethod
    def _call(callback: _Callback, value: object) -> None:
        function = callback.resolve()
        if function is not None:
            function(value)


class _Home(QObject):
    """Where outcomes arrive; lives on the thread that made it."""

    arrived = Signal(object)

    def __init__(self, lanes: Lanes, connection: Qt.ConnectionType) -> None:
        super().__init__()
        self._lanes = weakref.ref(lanes)
        self.arrived.connect(self._on_arrived, connection)

    @Slot(object)
    def _on_arrived(self, outcome: object) -> None:
        lanes = self._lanes()
        if lanes is not None:
            lanes.receive(cast(_Outcome, outcome))


def _raise_on_ui_thread(error: Exception) -> None:
    raise error


class Lanes:
    """A serial lane for the local database and a lane of two workers for files and network.

    Must be made on the UI thread. `unhandled` receives, on the UI thread, every error
    whose job named no `failed` handler or whose owner is gone; by default it is raised
    into `sys.excepthook`.
    """

    def __init__(self, unhandled: ErrorHandler = _raise_on_ui_thread) -> None:
        self.unhandled = unhandled
        self._pending: set[_Outcome] = set()
        self._guard = threading.Lock()
        self._closed = self._closing = False
        self._db, self._io = self._make_executors()
        self._home = _Home(self, self._connection())

    def db(
        self,
        job: Callable[[], T],
        owner: QObject,
        done: Callable[[T], None],
        failed: ErrorHandler | None = None,
        *,
        token: CancelToken | None = None,
    ) -> CancelToken:
        """Run `job` after every earlier database job; `done(result)` on the UI thread.

        `done` and `failed` are called only while `owner` lives and, for `done`, the
        token is not cancelled. Errors always arrive somewhere: `failed`, else
        `unhandled`. Returns the token. RuntimeError after `shutdown`.
        """
        return self._submit(self._db, job, owner, done, failed, token)

    def io(
        self,
        job: Callable[[], T],
        owner: QObject,
        done: Callable[[T], None],
        failed: ErrorHandler | None = None,
        *,
        token: CancelToken | None = None,
    ) -> CancelToken:
        """Like `db`, for slow files and network; two jobs at a time, order not promised."""
        return self._submit(self._io, job, owner, done, failed, token)

    @property
    def pending(self) -> int:
        """Jobs whose outcome has not been delivered yet."""
        with self._guard:
            return len(self._pending)

    def drain(self) -> None:
        """Wait for every job and deliver what came home; a loop of follow-ups ends by itself."""
        for _ in range(_DRAIN_ROUNDS):
            with self._guard:
                waiting = list(self._pending)
            if not waiting:
                return
            for outcome in waiting:
                outcome.sent.wait()
            QCoreApplication.sendPostedEvents(self._home, QEvent.Type.MetaCall)

    def finish_db(self, within: float) -> bool:
        """Wait until every database job asked for has run, at most `within` seconds.

        Delivers nothing; whether it came to the end. For what must be on disk before the
        window goes: jobs in the other lane (a sync, say) are not waited for.
        """
        if self._closed:
            return True
        try:
            self._db.submit(_nothing).result(timeout=within)
        except FutureTimeout:
            return False
        return True

    def shutdown(self) -> None:
        """Drain both lanes, deliver the results, then refuse new jobs. May be called twice."""
        if self._closed:
            return
        self.drain()
        self._closed = self._closing = True
        for executor in (self._db, self._io):
            executor.shutdown(wait=True, cancel_futures=True)
        QCoreApplication.sendPostedEvents(self._home, QEvent.Type.MetaCall)
        self._closing = False

    def receive(self, outcome: _Outcome) -> None:
        """Deliver one outcome; called by the signal home on the UI thread only."""
        with self._guard:
            self._pending.discard(outcome)
        outcome.deliver(self.unhandled)

    def _submit(
        self,
        executor: Executor,
        job: Callable[[], T],
        owner: QObject,
        done: Callable[[T], None],
        failed: ErrorHandler | None,
        token: CancelToken | None,
    ) -> CancelToken:
        token = token or CancelToken()
        if self._closing:  # a result delivered last may ask for more: nobody waits for it
            token.cancel()
            return token
        if self._closed:
            raise RuntimeError("the lanes are shut down")
        future = executor.submit(_guarded, job, token)
        handler = _Callback(failed, owner) if failed else None
        outcome = _Outcome(
            future, weakref.ref(owner), _Callback(done, owner), handler, token, threading.Event()
        )
        with self._guard:
            self._pending.add(outcome)
        future.add_done_callback(_Courier(self._home, outcome))
        return token

    def _make_executors(self) -> tuple[Executor, Executor]:
        return (
            ThreadPoolExecutor(1, thread_name_prefix="db-lane"),
            ThreadPoolExecutor(_IO_WORKERS, thread_name_prefix="io-lane"),
        )

    def _connection(self) -> Qt.ConnectionType:
        return Qt.ConnectionType.QueuedConnection


def _nothing() -> None:
    """Runs when all before it has run."""


def _guarded(job: Callable[[], T], token: CancelToken) -> T:
    token.check()
    return job()


@dataclass(frozen=True, slots=True)
class _Courier:
    """Carries an outcome from a worker to the signal home."""

    home: _Home
    outcome: _Outcome

    def __call__(self, _future: Future[Any]) -> None:
        self.home.arrived.emit(self.outcome)
        self.outcome.sent.set()


class _InlineExecutor(Executor):
    """Runs each job at once, in the caller's thread."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - a future carries any failure
            future.set_exception(error)
        return future


class InlineLanes(Lanes):
    """The same interface, wholly synchronous, for tests: `done` has run when `db` returns."""

    def _make_executors(self) -> tuple[Executor, Executor]:
        return _InlineExecutor(), _InlineExecutor()

    def _connection(self) -> Qt.ConnectionType:
        return Qt.ConnectionType.DirectConnection
