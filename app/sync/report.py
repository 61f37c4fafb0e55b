"""What a sync tells while it runs and when it has ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a sync is: `stage` is `rows` or `photos`; `total` 0 when not known.

    For photographs `bytes_done` of `bytes_total` have moved.
    """

    stage: str
    done: int
    total: int
    bytes_done: int = 0
    bytes_total: int = 0


class Watcher(Protocol):
    """Hears of progress and may ask to stop; called in the sync's own threads."""

    def progress(self, progress: Progress) -> None:
        """Something moved."""
        ...

    def cancelled(self) -> bool:
        """Whether to stop at the next step."""
        ...


@dataclass(slots=True)
class Report:
    """What a sync did. `rejected` are rows turned down in this sync, `refused` how many still are.

    `offered`: rows the centre had lost and was given again; `unequal`: regions in which both
    sides still differ; `upgrade`: which side is too old for the other, `laptop` or `centre`.
    """

    sent: int = 0
    received: int = 0
    refused: int = 0
    conflicts: int = 0
    relayed: int = 0
    photos_sent: int = 0
    photos_received: int = 0
    bytes_sent: int = 0
    scopes: tuple[str, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    delegation: str = ""
    recipient: str = ""
    skew_ms: int = 0
    complete: bool = False
    round_trips: int = 0
    upgrade: str = ""
    centre_app: str = ""
    offered: int = 0
    unequal: tuple[str, ...] = ()
    rejected: set[tuple[str, UUID]] = field(default_factory=set, repr=False)


class QuietWatcher:
    """Hears nothing and never stops; for scripts."""

    def progress(self, progress: Progress) -> None:
        """Nothing to show."""

    def cancelled(self) -> bool:
        """Never."""
        return False
