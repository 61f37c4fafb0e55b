"""Which training moved which criterion: steps from one decision to the next, with and without."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from uuid import UUID

import numpy as np
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.market.terms import TrainingState
from app.domain.regions import TRAINING
from app.market.lift import Floats, Lift, lift
from app.models.entities import DecisionRecord
from app.models.market import Training, TrainingPlace
from app.services import criterion_shares, standing
from app.services.workspace import Workspace

Shares = Mapping[str, float]
"""By criterion: how much of its points was reached, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Effect:
    """A topic, a criterion, and how far those who came moved it beyond who did not."""

    topic: str
    code: str
    name: str
    aimed: bool
    lift: Lift


@dataclass(frozen=True, slots=True)
class _Step:
    """From one decision on a product to the next: shares before and after."""

    business_id: UUID
    begun: date
    ended: date
    before: Shares
    after: Shares


def effects(ws: Workspace) -> tuple[Effect, ...]:
    """Each topic beside each criterion it could have moved; for the I/O lane.

    A step counts as trained when the business attended between the two decisions; all steps
    without any training are what it is compared with.
    """
    names = criterion_shares.names(ws)
    with ws.db.read() as session:
        steps = _steps(ws, session)
        attended = _attended(session)
        aims = _aims(session)
    groups: dict[str, list[_Step]] = defaultdict(list)
    untrained: list[_Step] = []
    for step in steps:
        came = {
            topic
            for topic, day in attended.get(step.business_id, ())
            if step.begun < day <= step.ended
        }
        for topic in came:
            groups[topic].append(step)
        if not came:
            untrained.append(step)
    found = [
        Effect(topic, code, names.get(code, code), code in aims.get(topic, ()), moved)
        for topic, own in groups.items()
        for code in names
        if (moved := _lift(code, own, untrained)) is not None
    ]
    return tuple(sorted(found, key=lambda e: (e.topic, not e.aimed, e.name)))


def _lift(code: str, trained: Sequence[_Step], untrained: Sequence[_Step]) -> Lift | None:
    own, others = _columns(code, trained), _columns(code, untrained)
    return lift(*own, *others) if len(own[0]) else None


def _columns(code: str, steps: Sequence[_Step]) -> tuple[Floats, Floats]:
    both = [(s.before[code], s.after[code]) for s in steps if code in s.before and code in s.after]
    before, after = (np.array([pair[at] for pair in both], dtype=np.float64) for at in (0, 1))
    return before, after


def _steps(ws: Workspace, session: Session) -> list[_Step]:
    again = (
        sa.select(DecisionRecord.product_id)
        .where(DecisionRecord.deleted.is_(False))
        .group_by(DecisionRecord.product_id)
        .having(sa.func.count() > 1)
    )
    query = (
        criterion_shares.rows(ws, session)
        .add_columns(
            DecisionRecord.product_id, DecisionRecord.business_id, DecisionRecord.decided_at
        )
        .where(
            standing.stands(),
            (DecisionRecord.scope == TRAINING) == ws.me.training,
            DecisionRecord.product_id.in_(again),
        )
    )
    full = criterion_shares.Most(session)
    shares: dict[UUID, dict[str, float]] = defaultdict(dict)
    made: dict[UUID, dict[UUID, tuple[UUID, date]]] = defaultdict(dict)
    for decision, code, rev, points, product, business, at in session.execute(query):
        shares[decision][code] = full.share(rev, code, points)
        made[product][decision] = business, at.date()
    found: list[_Step] = []
    for own in made.values():
        order = sorted(own, key=lambda key: (own[key][1], key.bytes))
        for one, other in pairwise(order):
            days = own[one][1], own[other][1]
            found.append(_Step(own[other][0], *days, shares[one], shares[other]))
    return found


def _attended(session: Session) -> dict[UUID, list[tuple[str, date]]]:
    query = (
        sa.select(TrainingPlace.business_id, Training.topic, Training.held_on)
        .join(Training, Training.id == TrainingPlace.training_id)
        .where(
            TrainingPlace.deleted.is_(False),
            TrainingPlace.state == str(TrainingState.ATTENDED),
            Training.deleted.is_(False),
        )
    )
    found: dict[UUID, list[tuple[str, date]]] = defaultdict(list)
    for business, topic, day in session.execute(query):
        found[business].append((topic, day))
    return found


def _aims(session: Session) -> dict[str, set[str]]:
    query = sa.select(Training.topic, Training.criteria).where(Training.deleted.is_(False))
    found: dict[str, set[str]] = defaultdict(set)
    for topic, criteria in session.execute(query):
        found[topic].update(criteria)
    return found
