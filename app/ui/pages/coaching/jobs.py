"""What the page reads, each in one job."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from app.services import coaching, criterion_shares, rekap_filter, trainings
from app.services.coaching import Needs
from app.services.rekap_filter import Choice
from app.services.trainings import PlaceLine, Topic, TrainingLine
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class NeedsView:
    """What a region needs, the regions that can be chosen, and trainings yet to come."""

    needs: Needs
    regions: tuple[Choice, ...]
    region: str
    coming: tuple[TrainingLine, ...]
    districts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TrainingsView:
    """All trainings, and what a form offers to choose from."""

    trainings: tuple[TrainingLine, ...]
    names: Mapping[str, str]
    regions: tuple[Choice, ...]
    partners: tuple[str, ...]
    topics: tuple[Topic, ...]


def read_needs(ws: Workspace, region: str) -> NeedsView:
    """Read the needs of a region; '' for the person's own."""
    choices = rekap_filter.choices(ws)
    where = region or rekap_filter.default_region(ws)
    coming = tuple(t for t in trainings.listed(ws) if t.form.held_on >= ws.today())
    districts = {choice.code: choice.name for choice in choices}
    return NeedsView(coaching.needs(ws, where), choices, where, coming, districts)


def read_trainings(ws: Workspace) -> TrainingsView:
    """Read the trainings."""
    return TrainingsView(
        tuple(trainings.listed(ws)),
        criterion_shares.names(ws),
        rekap_filter.choices(ws),
        trainings.partners(ws.resources),
        trainings.topics(ws.resources),
    )


def read_places(ws: Workspace, training_id: UUID) -> tuple[UUID, list[PlaceLine]]:
    """Read who has a place at a training."""
    return training_id, trainings.places(ws, training_id)
