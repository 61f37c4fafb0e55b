"""The workshop: one process beside the program in which strangers' bytes are decoded.

It is started when first needed and stays warm. It may take a limited time and memory; who
takes more, or dies, is ended and started again, and the job ends as `photo.too_hard`.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from app.paths import RESOURCES
from app.photos import errors
from app.photos.frames import Frame, FrameError, read_frame, write_frame
from app.photos.jobs import JOBS, VERB

_MAX_WHERE = 1000
_PIPE = 1024 * 1024
"""The most that Linux lets anybody ask for."""

_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_KEPT_PAGES = {
    "MALLOC_MMAP_THRESHOLD_": str(32 * 1024 * 1024),
    "MALLOC_TRIM_THRESHOLD_": str(64 * 1024 * 1024),
}
"""For glibc: the pages of one photograph serve the next. To get 32 MB anew from the kernel for
each costs a third of an intake; what is larger still goes back at once."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may take. A job on an idle laptop ends within 2 s; a slow one gets more.

    `memory` is what the process may call its own; with the code it shares with others it
    stays under 512 MB.
    """

    seconds: float = 20.0
    memory: int = 416 * 1024 * 1024


class JobCancelled(Exception):  # noqa: N818 - not an error: nobody waits any more
    """The job was cancelled, or the workshop closed under it."""


class WorkshopBug(Exception):  # noqa: N818 - as the program calls what it records
    """A job raised what it should not; says where, without values."""


class Cancel:
    """Says, from any thread, that nobody waits for a job any more."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._said = False
        self._heard: list[Callable[[], None]] = []

    @property
    def said(self) -> bool:
        """Whether `say` was called."""
        return self._said

    def say(self) -> None:
        """Ask the jobs that carry this to end; they do so at once."""
        with self._guard:
            self._said = True
            heard = list(self._heard)
        for tell in heard:
            tell()

    @contextlib.contextmanager
    def telling(self, tell: Callable[[], None]) -> Iterator[None]:
        """Call `tell` when cancelled inside the `with`."""
        with self._guard:
            self._heard.append(tell)
        try:
            yield
        finally:
            with self._guard:
                self._heard.remove(tell)


class Workshop:
    """Runs jobs one after the other, in the order they were asked for; thread-safe."""

    def __init__(self, limits: Limits | None = None, jobs: Mapping[str, str] = JOBS) -> None:
        self._limits = limits or Limits()
        self._jobs = dict(jobs)
        self._turns = threading.Condition()
        self._queue: deque[object] = deque()
        self._child: subprocess.Popen[bytes] | None = None
        self._served = 0
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The process, while there is one."""
        child = self._child
        return child.pid if child is not None and child.poll() is None else None

    def run(
        self,
        job: str,
        header: Mapping[str, Any],
        blobs: Sequence[bytes] = (),
        *,
        name: str = "",
        cancel: Cancel | None = None,
    ) -> Frame:
        """The answer of `job`, a name in `JOBS`; waits for its turn and for the answer.

        Raises PhotoError for what the job refuses (`errors.REFUSALS`, naming `name`), and
        'photo.too_hard' when it took too much or died; JobCancelled; WorkshopBug.
        """
        if job not in self._jobs:
            raise ValueError(f"no job {job!r}")
        cancel = cancel or Cancel()
        with self._turn(cancel):
            reused = self._served > 0
            answer = self._ask(job, header, blobs, cancel)
            if _ran_out_of_memory(answer) and reused:
                # Perhaps what earlier jobs left behind was too much: once more, in a fresh one.
                answer = self._ask(job, header, blobs, cancel)
        return _judged(answer, name)

    def close(self) -> None:
        """End the process and whatever runs in it; safe to repeat."""
        with self._turns:
            self._closed = True
            self._kill()
            self._turns.notify_all()
            self._turns.wait_for(lambda: not self._queue)
            self._forget_child()

    # -- turns ------------------------------------------------------------------------

    @contextlib.contextmanager
    def _turn(self, cancel: Cancel) -> Iterator[None]:
        ticket = object()
        with cancel.telling(self._wake):
            with self._turns:
                self._queue.append(ticket)
            try:
                with self._turns:
                    self._turns.wait_for(lambda: self._queue[0] is ticket or self._over(cancel))
                    self._check(cancel)
                yield
            finally:
                with self._turns:
                    self._queue.remove(ticket)
                    self._turns.notify_all()

    def _wake(self) -> None:
        with self._turns:
            self._turns.notify_all()

    def _over(self, cancel: Cancel) -> bool:
        return self._closed or cancel.said

    def _check(self, cancel: Cancel) -> None:
        if self._over(cancel):
            raise JobCancelled

    # -- one job ------------------------------------------------------------------------

    def _ask(
        self, job: str, header: Mapping[str, Any], blobs: Sequence[bytes], cancel: Cancel
    ) -> Frame | None:
        """The frame the process answers with; None when it had to be ended or died."""
        request = {"job": job, "header": header, "seconds": self._limits.seconds}
        with self._turns:
            self._check(cancel)
            child = self._ready_child()
            self._served += 1
        watch = threading.Timer(self._limits.seconds, child.kill)
        watch.daemon = True
        watch.start()
        try:
            with cancel.telling(child.kill):
                answer = None if cancel.said else _exchange(child, request, blobs)
        finally:
            watch.cancel()
            watch.join()
        if answer is None or _ran_out_of_memory(answer):
            with self._turns:
                self._kill()
                self._forget_child()
                self._check(cancel)
        return answer

    def _ready_child(self) -> subprocess.Popen[bytes]:
        """The warm process, or a new one; under the lock."""
        if self._child is not None and self._child.poll() is not None:
            self._forget_child()
        if self._child is None:
            orders = json.dumps({"jobs": self._jobs, "memory": self._limits.memory})
            self._child, self._served = _start(orders), 0
        return self._child

    def _kill(self) -> None:
        if self._child is not None:
            self._child.kill()

    def _forget_child(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        for stream in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):  # what waits to be written has no reader
                cast(BinaryIO, stream).close()
        child.wait()


def _exchange(
    child: subprocess.Popen[bytes], request: Mapping[str, Any], blobs: Sequence[bytes]
) -> Frame | None:
    try:
        write_frame(cast(BinaryIO, child.stdin), request, blobs)
        return read_frame(cast(BinaryIO, child.stdout))
    except OSError:
        return None
    except FrameError:
        # Half an answer, or none of ours: whatever speaks there is not believed again.
        child.kill()
        return None


def _ran_out_of_memory(answer: Frame | None) -> bool:
    return answer is not None and answer[0].get("failed") == "memory"


def _judged(answer: Frame | None, name: str) -> Frame:
    if answer is None:
        raise errors.too_hard(name)
    said, blobs = answer
    done = said.get("done")
    if isinstance(done, dict):
        return done, blobs
    if "refused" in said:
        raise errors.refusal(str(said["refused"]), name)
    if said.get("failed") == "bug":
        raise WorkshopBug(str(said.get("where"))[:_MAX_WHERE])
    raise errors.too_hard(name)


def _start(orders: str) -> subprocess.Popen[bytes]:
    """The program once more, with the verb of a workshop: alike from sources and frozen."""
    frozen = getattr(sys, "frozen", False)
    program = [] if frozen else [str(Path(RESOURCES).parent / "main.py")]
    alone = dict.fromkeys(_ONE_THREAD, "1") | {"PYTHONDONTWRITEBYTECODE": "1"} | _KEPT_PAGES
    child = subprocess.Popen(
        [sys.executable, *program, VERB, orders],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | alone,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    for stream in (child.stdin, child.stdout):
        _widen(cast(BinaryIO, stream))
    return child


def _widen(pipe: BinaryIO) -> None:
    """Let a photograph through in a gulp or two where the system can, not in 64 kB each."""
    if sys.platform != "win32":
        import fcntl

        with contextlib.suppress(OSError, AttributeError):  # more than this user may have; macOS
            fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _PIPE)


# -- one for all ----------------------------------------------------------------------------


class Lease:
    """A share in the one workshop of this program: closed with the last share."""

    _guard = threading.Lock()
    _shared: Workshop | None = None
    _holders = 0

    def __init__(self) -> None:
        with Lease._guard:
            if Lease._shared is None:
                Lease._shared = Workshop()
            Lease._holders += 1
            self._workshop: Workshop | None = Lease._shared

    def run(
        self,
        job: str,
        header: Mapping[str, Any],
        blobs: Sequence[bytes] = (),
        *,
        name: str = "",
        cancel: Cancel | None = None,
    ) -> Frame:
        """As `Workshop.run`; JobCancelled after `close`."""
        workshop = self._workshop
        if workshop is None:
            raise JobCancelled
        return workshop.run(job, header, blobs, name=name, cancel=cancel)

    @property
    def pid(self) -> int | None:
        """The process, while there is one and the share is held."""
        return self._workshop.pid if self._workshop else None

    @classmethod
    def holders(cls) -> int:
        """How many shares are held."""
        return cls._holders

    def close(self) -> None:
        """Give the share back; safe to repeat."""
        with Lease._guard:
            workshop, self._workshop = self._workshop, None
            if workshop is None:
                return
            Lease._holders -= 1
            if Lease._holders:
                return
            Lease._shared = None
        workshop.close()
