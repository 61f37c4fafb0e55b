"""What the sidebar and the page both have to know, told the same way."""

from __future__ import annotations

from dataclasses import dataclass

from app.services import refusals, syncing
from app.services.syncing import Status
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Standing:
    """The status, and how many refused records wait for a person (the others go by themselves)."""

    status: Status
    refused: int


def read_standing(ws: Workspace) -> Standing:
    """Read it in one job."""
    status = syncing.status(ws)
    lines = refusals.refusals(ws) if status.refused else []
    return Standing(status, sum(not (line.waits or line.handed_over) for line in lines))


def is_all_confirmed(status: Status) -> bool:
    """Whether nothing waits here in any form and a sync has gone well."""
    waits = (status.waiting_rows, status.waiting_photos, status.refused, status.handed_over)
    unclear = (status.conflicts, status.carried, status.unequal, status.upgrade)
    return status.last_success_at is not None and not any((*waits, *unclear))
