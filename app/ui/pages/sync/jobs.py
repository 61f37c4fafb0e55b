"""What the page reads, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass

from app.services import conflicts, refusals, syncing
from app.services.conflicts import ConflictLine
from app.services.refusals import RefusalLine
from app.services.syncing import RunLine, Status, WaitingLine
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SyncView:
    """Everything the page shows, read in one job."""

    status: Status
    waiting: tuple[WaitingLine, ...]
    refusals: tuple[RefusalLine, ...]
    conflicts: tuple[ConflictLine, ...]
    runs: tuple[RunLine, ...]


def read_view(ws: Workspace) -> SyncView:
    """Read the page's whole content."""
    return SyncView(
        syncing.status(ws),
        tuple(syncing.waiting(ws)),
        tuple(refusals.refusals(ws)),
        tuple(conflicts.open_conflicts(ws)),
        tuple(syncing.runs(ws)),
    )
