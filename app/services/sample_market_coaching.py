"""Sample trainings for whoever needs them in the sample data; everything says Contoh."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from app.domain.market.terms import TrainingState
from app.services import coaching, rekap_filter, trainings
from app.services.trainings import TrainingForm
from app.services.workspace import Workspace

_PLANS = (("Kemasan dan label", -20, 12), ("Keamanan pangan dan higiene", 9, 15))


def fill_coaching(ws: Workspace) -> None:
    """One training that was held, and one that is to come."""
    criteria = {topic.name: topic.criteria for topic in trainings.topics(ws.resources)}
    partners = trainings.partners(ws.resources)
    found = coaching.needs(ws).candidates
    for at, (topic, days, seats) in enumerate(_PLANS):
        fitting = [c.business_id for c in found if set(criteria[topic]) & set(dict(c.needs))]
        form = TrainingForm(
            partner=partners[at],
            topic=topic,
            held_on=ws.today() + timedelta(days=days),
            place="Aula Contoh",
            region=rekap_filter.default_region(ws),
            criteria=criteria[topic],
            seats=seats,
            note="Data contoh",
        )
        key, _ = trainings.save(ws, form, None, fitting[:seats])
        if days < 0:
            _note(ws, key)


def _note(ws: Workspace, key: UUID) -> None:
    places = trainings.places(ws, key)
    came = [place.id for at, place in enumerate(places) if at % 4 != 3]
    missed = [place.id for at, place in enumerate(places) if at % 4 == 3]
    trainings.mark(ws, came, TrainingState.ATTENDED)
    trainings.mark(ws, missed, TrainingState.ABSENT)
