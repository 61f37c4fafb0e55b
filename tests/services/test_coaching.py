"""Pembinaan: who needs what, trainings and places, and which training moved what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.clock import ManualClock
from app.domain.market.terms import TrainingState
from app.domain.terms import GateState
from app.errors import UserError
from app.models.market import ProductFeedback, TrainingPlace
from app.services import changes, coaching, criterion_shares, training_effects, trainings
from app.services.trainings import TrainingForm
from app.services.workspace import Workspace
from tests.services.field import DISTRICT, add_product, enrol, judge, open_session, register


@pytest.fixture
def held(ws: Workspace) -> UUID:
    return open_session(ws)


def food(ws: Workspace, name: str = "Dapur Sari", **values: str) -> tuple[UUID, UUID]:
    business = register(ws, name, **values)
    return business, add_product(ws, business, f"Keripik {name}", category="MKN", photo=False)


def training(ws: Workspace, **values: object) -> UUID:
    form = TrainingForm(
        partner="Universitas Contoh",
        topic="Kemasan dan label",
        held_on=ws.today(),
        place="Aula",
        region=DISTRICT,
        criteria=("KMS",),
    )
    return trainings.save(ws, replace(form, **values))[0]  # type: ignore[arg-type]


def weak_packaging(ws: Workspace, held: UUID, product: UUID) -> None:
    # What fails is told to be mended, and a second attempt scores it again.
    scores = {f"KMS-{n}": 2 for n in (1, 2, 3)}
    judge(ws, product, held, 4, gates={"NIB": GateState.UNMET}, scores=scores)


# -- needs ---------------------------------------------------------------------------


def test_a_weak_criterion_is_a_need_and_a_strong_one_is_not(ws: Workspace, held: UUID) -> None:
    business, product = food(ws)
    weak_packaging(ws, held, product)
    strong, other = food(ws, "Dapur Dewi")
    judge(ws, other, held, 4)
    found = coaching.needs(ws)
    (candidate,) = found.candidates
    assert candidate.business_id == business != strong
    assert [code for code, _ in candidate.needs] == ["KMS"]
    (need,) = found.criteria
    assert (need.code, need.name, need.businesses, need.offered) == ("KMS", "Kemasan & label", 1, 0)
    assert candidate.needs[0][1] == pytest.approx(0.5)


def test_only_the_decision_that_stands_counts(
    ws: Workspace, held: UUID, clock: ManualClock
) -> None:
    _, product = food(ws)
    weak_packaging(ws, held, product)
    clock.advance(timedelta(days=20))
    judge(ws, product, held, 4)
    assert coaching.needs(ws).candidates == ()


def test_another_region_is_not_asked(ws: Workspace, held: UUID) -> None:
    _, product = food(ws)
    weak_packaging(ws, held, product)
    assert len(coaching.needs(ws, DISTRICT).candidates) == 1
    assert coaching.needs(ws, "31.73").candidates == ()


def test_two_complaints_are_a_need_and_one_is_not(ws: Workspace, held: UUID) -> None:
    business, product = food(ws)
    judge(ws, product, held, 4)
    complain(ws, business, product)
    assert coaching.needs(ws).candidates == ()
    complain(ws, business, product)
    (candidate,) = coaching.needs(ws).candidates
    assert [code for code, _ in candidate.needs] == ["RASA"]
    assert candidate.complaints == 2
    assert coaching.needs(ws).criteria[0].complaints == 2


def complain(ws: Workspace, business: UUID, product: UUID, rating: int = 2) -> None:
    with ws.change() as recorder:
        recorder.add(
            ProductFeedback(
                business_id=business,
                product_id=product,
                office="Suku Dinas Contoh",
                rating=rating,
                criterion="RASA",
                told_on=ws.today(),
                scope="training",
            )
        )
        recorder.done()


# -- trainings ------------------------------------------------------------------------


def test_an_offer_is_seen_in_the_needs_and_taken_back(ws: Workspace, held: UUID) -> None:
    business, product = food(ws)
    weak_packaging(ws, held, product)
    key = training(ws)
    count, change = trainings.offer(ws, key, [business, business])
    assert count == 1
    assert coaching.needs(ws).criteria[0].offered == 1
    assert coaching.needs(ws).candidates[0].offered
    again, _ = trainings.offer(ws, key, [business])
    assert again == 0
    changes.undo(ws, change)
    assert not coaching.needs(ws).candidates[0].offered
    assert trainings.offer(ws, key, [business])[0] == 1, "an offer taken back can be made again"


def test_who_stayed_away_still_needs_it(ws: Workspace, held: UUID) -> None:
    business, product = food(ws)
    weak_packaging(ws, held, product)
    key = training(ws)
    trainings.offer(ws, key, [business])
    (place,) = trainings.places(ws, key)
    trainings.mark(ws, [place.id], TrainingState.ABSENT)
    assert not coaching.needs(ws).candidates[0].offered
    (line,) = trainings.listed(ws)
    assert (line.offered, line.attended, line.absent, line.invited) == (0, 0, 1, 1)


def test_more_than_the_seats_is_refused_whole(ws: Workspace) -> None:
    key = training(ws, seats=2)
    businesses = [register(ws, f"Dapur {n}") for n in range(3)]
    with pytest.raises(UserError) as full:
        trainings.offer(ws, key, businesses)
    assert full.value.code == "training.full"
    assert trainings.places(ws, key) == []
    assert trainings.offer(ws, key, businesses[:2])[0] == 2
    with pytest.raises(UserError):
        trainings.offer(ws, key, businesses)


def test_a_training_planned_for_too_many_is_not_saved(ws: Workspace) -> None:
    businesses = [register(ws, f"Dapur {n}") for n in range(3)]
    form = TrainingForm("Mitra", "Foto", ws.today(), "Aula", DISTRICT, seats=2)
    with pytest.raises(UserError) as full:
        trainings.save(ws, form, None, businesses)
    assert full.value.code == "training.full"
    assert trainings.listed(ws) == []
    key, _ = trainings.save(ws, form, None, businesses[:2])
    assert len(trainings.places(ws, key)) == 2


def test_what_was_attended_is_neither_cancelled_nor_withdrawn(ws: Workspace) -> None:
    key = training(ws)
    trainings.offer(ws, key, [register(ws)])
    (place,) = trainings.places(ws, key)
    trainings.mark(ws, [place.id], TrainingState.ATTENDED)
    for attempt in (
        partial(trainings.cancel, ws, key),
        partial(trainings.withdraw, ws, [place.id]),
    ):
        with pytest.raises(UserError) as caught:
            attempt()
        assert caught.value.code == "training.attended"
    trainings.mark(ws, [place.id], TrainingState.OFFERED)
    trainings.withdraw(ws, [place.id])
    trainings.cancel(ws, key)
    assert trainings.listed(ws) == []


@pytest.mark.parametrize("values", [{"partner": "  "}, {"topic": ""}, {"place": ""}, {"seats": 0}])
def test_an_incomplete_training_is_refused(ws: Workspace, values: dict[str, object]) -> None:
    with pytest.raises(UserError) as caught:
        training(ws, **values)
    assert caught.value.code == "training.incomplete"


def test_a_training_is_changed_in_place(ws: Workspace) -> None:
    key = training(ws)
    (line,) = trainings.listed(ws)
    trainings.save(ws, replace(line.form, place="Balai kota", seats=30), key)
    (changed,) = trainings.listed(ws)
    assert (changed.id, changed.form.place, changed.form.seats) == (key, "Balai kota", 30)


def test_a_curator_does_not_plan_trainings(ws: Workspace, root: str) -> None:
    enrol(ws, root)
    with pytest.raises(UserError) as caught:
        training(ws)
    assert caught.value.code == "role.missing"
    enrol(ws, root, roles=(("mentor", DISTRICT),))
    key = training(ws)
    trainings.offer(ws, key, [register(ws)])
    with ws.db.read() as session:
        (row,) = session.scalars(sa.select(TrainingPlace))
        assert (row.scope, row.guest_scope) == (DISTRICT, None)


def test_partners_and_topics_are_data(ws: Workspace) -> None:
    universities = [p for p in trainings.partners(ws.resources) if "ersit" in p or "ST" in p]
    assert len(universities) >= 12
    known = criterion_shares.names(ws)
    aimed = {code for topic in trainings.topics(ws.resources) for code in topic.criteria}
    assert aimed <= known.keys()
    assert known.keys() <= aimed | {"LEG"}


# -- effects ---------------------------------------------------------------------------


def test_a_training_between_two_decisions_is_what_moved_it(
    ws: Workspace, held: UUID, clock: ManualClock
) -> None:
    """Six came and mended their packaging, six did not come and stayed as they were."""
    pairs = [food(ws, f"Dapur {n}") for n in range(12)]
    for _, product in pairs:
        weak_packaging(ws, held, product)
    clock.advance(timedelta(days=30))
    key = training(ws)
    trainings.offer(ws, key, [business for business, _ in pairs[:6]])
    trainings.mark(ws, [p.id for p in trainings.places(ws, key)], TrainingState.ATTENDED)
    clock.advance(timedelta(days=30))
    again = open_session(ws, name="Bazar kedua")
    for at, (_, product) in enumerate(pairs):
        score = 4 if at < 6 else 2
        scores = {f"KMS-{n}": score for n in (1, 2, 3)}
        judge(ws, product, again, 4, scores=scores)
    found = {(e.topic, e.code): e for e in training_effects.effects(ws)}
    packaging = found["Kemasan dan label", "KMS"]
    assert packaging.aimed
    assert packaging.lift.trained == 6
    assert packaging.lift.change == pytest.approx(0.5)
    assert packaging.lift.gain == pytest.approx(0.5)
    assert packaging.lift.moves
    taste = found["Kemasan dan label", "RASA"]
    assert not taste.aimed
    assert not taste.lift.moves


def test_a_training_after_the_second_decision_moved_nothing(
    ws: Workspace, held: UUID, clock: ManualClock
) -> None:
    business, product = food(ws)
    weak_packaging(ws, held, product)
    clock.advance(timedelta(days=30))
    judge(ws, product, open_session(ws, name="Bazar kedua"), 4)
    key = training(ws, held_on=ws.today() + timedelta(days=5))
    trainings.offer(ws, key, [business])
    trainings.mark(ws, [p.id for p in trainings.places(ws, key)], TrainingState.ATTENDED)
    assert training_effects.effects(ws) == ()
    assert isinstance(trainings.listed(ws)[0].form.held_on, date)
