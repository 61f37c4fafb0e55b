"""What the page asks of the services, as jobs for the lanes."""

from __future__ import annotations

from dataclasses import dataclass

from app.services import eorder_absorption, recaps, rekap_filter
from app.services.recaps import PastImport, Unmatched
from app.services.rekap_filter import Choice
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class AbsorptionChoices:
    """What can be chosen: regions, agencies, months from the newest."""

    regions: tuple[Choice, ...]
    start: str
    agencies: tuple[str, ...]
    months: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportsView:
    """What came in so far, and whose business nobody recognised."""

    past: tuple[PastImport, ...]
    unmatched: tuple[Unmatched, ...]


def read_choices(ws: Workspace) -> AbsorptionChoices:
    """Read what can be chosen."""
    found = eorder_absorption.choices(ws)
    start = rekap_filter.default_region(ws)
    return AbsorptionChoices(rekap_filter.choices(ws), start, found.agencies, found.months)


def read_imports(ws: Workspace) -> ImportsView:
    """Read what came in."""
    return ImportsView(recaps.past(ws), recaps.unmatched(ws))
