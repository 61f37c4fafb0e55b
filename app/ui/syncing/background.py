"""Synchronising by itself: when a network appears, after work, and patiently after failures.

It never takes the focus and never opens anything: what it does shows in the sidebar and,
for whoever looks, on the page.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import UserError
from app.services import syncing
from app.services.workspace import Workspace
from app.ui.lanes import Lanes
from app.ui.syncing.network import Network, Reach
from app.ui.syncing.runner import Ended, SyncRunner

PAUSE = timedelta(hours=1)
_PASSING = ("network.", "central.")
"""Failures that end by themselves."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long to wait, in milliseconds.

    `settle` after a network appeared, `work` after something was entered, `idle` while there
    is nothing to send, `first` and `most` after failures, doubling in between.
    """

    settle: int = 2_000
    work: int = 20_000
    idle: int = 600_000
    first: int = 2_000
    most: int = 600_000

    def after(self, failures: int, luck: float) -> int:
        """How long to wait after so many failures in a row; `luck` from 0 to 1 spreads laptops."""
        wait: int = min(self.first << min(failures - 1, 30), self.most)
        return round(wait * (0.5 + luck))


class Mode(Enum):
    """What keeps background sync, or that nothing does."""

    OFF = "off"
    PAUSED = "paused"
    OFFLINE = "offline"
    METERED = "metered"
    READY = "ready"


class BackgroundSync(QObject):
    """Decides when the runner runs without being asked. Does nothing until `begin`."""

    changed = Signal()
    """The mode, or whether the centre answered, may be another now."""

    def __init__(
        self,
        ws: Workspace,
        lanes: Lanes,
        runner: SyncRunner,
        parent: QObject | None = None,
        *,
        luck: Callable[[], float] = random.random,
    ) -> None:
        super().__init__(parent)
        self._ws, self._lanes, self._runner, self._luck = ws, lanes, runner, luck
        self._network = Network(self)
        self._pace = Pace()
        self._active = False
        self._asking = False
        self._failures = 0
        self._paused_until: datetime | None = None
        self._trouble: UserError | None = None
        self._due, self._pause = QTimer(self), QTimer(self)
        for timer, slot in ((self._due, self._on_due), (self._pause, self.resume)):
            timer.setSingleShot(True)
            timer.timeout.connect(slot)
        runner.ended.connect(self._on_ended)

    # -- life -------------------------------------------------------------------------

    def begin(self, network: Network, pace: Pace | None = None) -> None:
        """Watch this network from now on."""
        if network is not self._network:
            network.changed.connect(self._on_network_changed)
        self._network, self._pace = network, pace or self._pace
        self._active = True
        self._wake(self._pace.settle)
        self.changed.emit()

    def end(self) -> None:
        """Start nothing any more, and let a quiet run stop at its next step."""
        self._active = False
        self._due.stop()
        self._pause.stop()
        self._runner.cancel()

    # -- what holds it ------------------------------------------------------------------

    @property
    def mode(self) -> Mode:
        """What keeps it now."""
        if not self._ws.settings.background_sync:
            return Mode.OFF
        if self._paused_until is not None:
            return Mode.PAUSED
        if self._network.reach() is Reach.NONE:
            return Mode.OFFLINE
        if self._network.is_metered() and not self._ws.settings.sync_on_metered:
            return Mode.METERED
        return Mode.READY

    @property
    def paused_until(self) -> datetime | None:
        """Until when a person wants quiet."""
        return self._paused_until

    @property
    def seems_offline(self) -> bool:
        """Whether the system sees no network, or the centre did not answer the last time."""
        silent = self._failures > 0 and self._trouble is None
        return silent or self._network.reach() is Reach.NONE

    @property
    def trouble(self) -> UserError | None:
        """Why the last run failed, where neither waiting nor another network helps."""
        return self._trouble

    def pause(self) -> None:
        """Quiet for an hour, or until `resume`; a run nobody asked for stops."""
        self._paused_until = self._ws.clock.now() + PAUSE
        self._pause.start(PAUSE // timedelta(milliseconds=1))
        self._due.stop()
        if self._runner.is_quiet:
            self._runner.cancel()
        self.changed.emit()

    def resume(self) -> None:
        """Go on at once."""
        self._pause.stop()
        self._paused_until = None
        self._failures = 0
        self._wake(0)
        self.changed.emit()

    # -- what happens around it -----------------------------------------------------------

    def heard(self, entities: frozenset[str]) -> None:
        """Something was entered (or set): send it soon, when no failure asks for patience."""
        if "settings" in entities:
            self._wake(self._pace.settle)
            self.changed.emit()
        elif entities - {"sync"} and not self._failures and not self._runner.is_running:
            self._wake(self._pace.work)

    def _on_network_changed(self) -> None:
        if self._network.reach() is not Reach.NONE:
            self._failures = 0
            self._wake(self._pace.settle)
        self.changed.emit()

    def _wake(self, wait: int) -> None:
        """Be due after `wait` at the latest."""
        if not self._active:
            return
        if not self._due.isActive() or self._due.remainingTime() > wait:
            self._due.start(wait)

    def _on_due(self) -> None:
        # What holds it tells when it lets go: the network, the settings, the end of the pause.
        if self.mode is not Mode.READY or self._runner.is_running or self._asking:
            return
        self._asking = True
        job = partial(syncing.answers, self._ws)
        self._lanes.io(job, self, self._on_answer, self._on_ask_failed)

    def _on_answer(self, answers: bool) -> None:
        self._asking = False
        if not self._active or self._runner.is_running:
            return
        if answers and self.mode is Mode.READY:
            self._runner.start(quiet=True)
        else:
            self._fail()

    def _on_ask_failed(self, error: Exception) -> None:
        self._asking = False
        self._fail()
        raise error

    def _on_ended(self, ended: Ended) -> None:
        error = ended.error
        passing = error is None or error.code.startswith(_PASSING)
        self._trouble = None if passing else error
        if error is not None:
            self._fail()
            return
        self._failures = 0
        self._due.stop()
        self._wake(self._pace.idle)
        self.changed.emit()

    def _fail(self) -> None:
        self._failures += 1
        self._due.stop()
        self._wake(self._pace.after(self._failures, self._luck()))
        self.changed.emit()
