"""A push whose transaction the server holds open while others go on.

The push runs in a thread of its own and stops at a statement; which thread runs is
always decided here, so the order of events is that of the test and no other.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any
from unittest import mock
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import event

from app.central import fence
from tests.model.ledger import Key, Violation

BEFORE_FEED = "UPDATE feed_counter"
"""The last moment at which others can still commit before it."""
BEFORE_ROWS = "INSERT INTO "
"""Versions are read, nothing is written: another may make the same row meanwhile."""
STALLS = (BEFORE_FEED, BEFORE_ROWS)
"""Where a transaction may stall and others still go on."""
_PATIENCE = 60.0
_AS_EVER = contextlib.nullcontext()
_here = threading.local()


class Aborted(Exception):  # noqa: N818 - what a server does that is switched off
    """The transaction is not to be committed."""


@dataclass(slots=True)
class Hold:
    """One push on its way."""

    device: UUID
    keys: frozenset[Key]
    at: str
    regions_changed: bool = False
    """Its person lost or got a role meanwhile: then the database itself may refuse the rest."""
    _thread: threading.Thread | None = None
    _stopped: threading.Event = field(default_factory=threading.Event)
    _go: threading.Event = field(default_factory=threading.Event)
    _abort: bool = False
    _passed: bool = False
    _error: BaseException | None = None

    def start(self, push: Callable[[], object]) -> bool:
        """Run `push` until it stops; False when it ended without reaching that place."""
        self._thread = threading.Thread(target=self._run, args=(push,), name="held push")
        self._thread.start()
        self._wait(self._stopped)
        if not self._passed:
            self._end()
        return self._passed

    def finish(self, *, commit: bool) -> None:
        """Let it go on to its commit, or abort it."""
        self._abort = not commit
        quiet = mock.patch.object(fence.log, "error") if self.regions_changed else _AS_EVER
        with quiet:
            self._go.set()
            self._end()

    def blocks(self, device: UUID, keys: Collection[Key]) -> bool:
        """Whether the database would make such a push wait for this one."""
        return device == self.device or not self.keys.isdisjoint(keys)

    def _end(self) -> None:
        assert self._thread is not None
        self._thread.join(_PATIENCE)
        if self._thread.is_alive():
            raise Violation("a held push never ended")
        if self._error is not None:
            raise self._error

    def _run(self, push: Callable[[], object]) -> None:
        _here.hold = self
        try:
            push()
        except Aborted:
            pass
        except fence.FenceError as error:
            self._error = None if self.regions_changed else error
        except BaseException as error:  # noqa: BLE001 - raised again where it is awaited
            self._error = error
        finally:
            self._stopped.set()

    def reached(self, statement: str) -> None:
        """Called for every statement of this thread."""
        if self._passed or not statement.startswith(self.at):
            return
        self._passed = True
        self._stopped.set()
        self._wait(self._go)
        if self._abort:
            raise Aborted

    def _wait(self, signal: threading.Event) -> None:
        if not signal.wait(_PATIENCE):
            raise Violation("a push blocked where the model thought it free")


def listen(engine: sa.Engine) -> None:
    """Make the pushes of this engine's threads stoppable."""

    @event.listens_for(engine, "before_cursor_execute")
    def _statement(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
        hold: Hold | None = getattr(_here, "hold", None)
        if hold is not None:
            hold.reached(statement)
