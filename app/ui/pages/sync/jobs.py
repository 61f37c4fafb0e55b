"""What the page reads, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.services import conflicts, parcels, refusals, regions, safety, syncing
from app.services.conflicts import ConflictLine
from app.services.parcels import DraftLine
from app.services.refusals import RefusalLine
from app.services.safety import Safety
from app.services.syncing import RunLine, Status, WaitingLine
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SyncView:
    """Everything the page shows, read in one job; `unequal` are names of regions."""

    status: Status
    waiting: tuple[WaitingLine, ...]
    refusals: tuple[RefusalLine, ...]
    conflicts: tuple[ConflictLine, ...]
    runs: tuple[RunLine, ...]
    safety: Safety
    drafts: tuple[DraftLine, ...]
    unequal: tuple[str, ...]
    now: datetime

    @property
    def to_mend(self) -> int:
        """Refused records that wait for a person; the others go by themselves."""
        return sum(not (line.waits or line.handed_over) for line in self.refusals)


def read_view(ws: Workspace) -> SyncView:
    """Read the page's whole content."""
    status = syncing.status(ws)
    return SyncView(
        status=status,
        waiting=tuple(syncing.waiting(ws)),
        refusals=tuple(refusals.refusals(ws)),
        conflicts=tuple(conflicts.open_conflicts(ws)),
        runs=tuple(syncing.runs(ws)),
        safety=safety.of_laptop(ws),
        drafts=tuple(parcels.drafts(ws)),
        unequal=tuple(regions.region_name(ws, code) for code in status.unequal),
        now=ws.clock.now(),
    )


def take_back(ws: Workspace, line: RefusalLine) -> bool:
    """Take a hand-over back; False when it is with the centre's staff already."""
    key = (line.entity, line.id)
    refusals.keep(ws, [key])
    return not any((r.entity, r.id) == key and r.handed_over for r in refusals.refusals(ws))
