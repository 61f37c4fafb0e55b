"""How long a thread keeps its event loop from turning: what a person feels as a freeze."""

from __future__ import annotations

import time
from pathlib import Path

_TICK_MS = 1
_SCHEDSTAT = Path("/proc/thread-self/schedstat")


def in_queue() -> float:
    """Seconds for which this thread was ready and had no processor; 0 where nobody counts."""
    try:
        return int(_SCHEDSTAT.read_text("ascii").split()[1]) / 1e9
    except OSError:
        return 0.0


class Stalls:
    """The longest time between two turns of the event loop that wants to turn every millisecond."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.longest = self.longest_own = 0.0
        self._last, self._queued = time.perf_counter(), in_queue()
        self._timer = QTimer(interval=_TICK_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_tick)

    def start(self) -> None:
        """Watch from now on."""
        self._last, self._queued = time.perf_counter(), in_queue()
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()

    def _on_tick(self) -> None:
        now, queued = time.perf_counter(), in_queue()
        stall = now - self._last - _TICK_MS / 1000
        self.longest = max(self.longest, stall)
        self.longest_own = max(self.longest_own, stall - (queued - self._queued))
        self._last, self._queued = now, queued
