"""What curation found and coaching can mend: who needs what.

A criterion is a *need* of a business when the decision that stands for one of its products gave
it less than `NEED` of its points, or when two or more who received its goods complained of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.market.terms import TrainingState
from app.models.entities import Business, DecisionRecord
from app.models.market import ProductFeedback, Training, TrainingPlace
from app.services import criterion_shares, follow_ups
from app.services.workspace import Workspace

NEED = 0.7
"""Share of a criterion's points below which it is a need: the floor of grade B (proposal)."""

_COMPLAINT, _COMPLAINTS = 2, 2
"""A rating so low is a complaint; so many make a need."""

_OFFER_HOLDS = timedelta(days=365)

Shares = Mapping[str, float]
"""By criterion: how much of its points was reached, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Need:
    """A criterion, how many businesses need it, and how many of them were offered something."""

    code: str
    name: str
    businesses: int
    offered: int
    complaints: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A business that needs coaching. `needs` are its criteria below `NEED`, worst first."""

    business_id: UUID
    name: str
    district: str
    needs: tuple[tuple[str, float], ...]
    complaints: int
    offered: bool


@dataclass(frozen=True, slots=True)
class Needs:
    """What a region's businesses need, and who they are, worst first."""

    criteria: tuple[Need, ...]
    candidates: tuple[Candidate, ...]
    names: Mapping[str, str] = field(default_factory=dict)


def needs(ws: Workspace, region: str = "31") -> Needs:
    """What the businesses of a region and below need; for the I/O lane."""
    names = criterion_shares.names(ws)
    with ws.db.read() as session:
        shares = _weakest(ws, session, region)
        complaints = _complaints(session, region)
        offered = _offered(session, ws.today())
        keys = {*shares, *complaints}
        found = {key: _needs(shares.get(key, {}), complaints.get(key, {})) for key in keys}
        wanting = {key: own for key, own in found.items() if own}
        businesses = _businesses(session, list(wanting))
    listed = [
        Candidate(
            key,
            *businesses[key],
            own,
            sum(complaints.get(key, {}).values()),
            bool(offered.get(key, frozenset()) & {code for code, _ in own}),
        )
        for key, own in wanting.items()
        if key in businesses
    ]
    listed.sort(key=lambda c: (c.offered, c.needs[0][1], c.name))
    return Needs(_criteria(names, listed, offered, complaints), tuple(listed), names)


def _needs(shares: Shares, complaints: Mapping[str, int]) -> tuple[tuple[str, float], ...]:
    low = {code: share for code, share in shares.items() if share < NEED}
    for code, count in complaints.items():
        if count >= _COMPLAINTS:
            low.setdefault(code, shares.get(code, NEED))
    return tuple(sorted(low.items(), key=lambda pair: (pair[1], pair[0])))


def _criteria(
    names: Mapping[str, str],
    listed: Sequence[Candidate],
    offered: Mapping[UUID, frozenset[str]],
    complaints: Mapping[UUID, Mapping[str, int]],
) -> tuple[Need, ...]:
    wanting: dict[str, list[UUID]] = defaultdict(list)
    for candidate in listed:
        for code, _ in candidate.needs:
            wanting[code].append(candidate.business_id)
    found = [
        Need(
            code,
            names.get(code, code),
            len(keys),
            sum(1 for key in keys if code in offered.get(key, frozenset())),
            sum(own.get(code, 0) for own in complaints.values()),
        )
        for code, keys in wanting.items()
    ]
    return tuple(sorted(found, key=lambda n: (-n.businesses, n.name)))


def _weakest(ws: Workspace, session: Session, region: str) -> dict[UUID, dict[str, float]]:
    """Of each business, the lowest share of each criterion over its products."""
    query = (
        criterion_shares.rows(ws, session)
        .add_columns(DecisionRecord.business_id)
        .where(follow_ups.standing_decision(ws), _in_region(DecisionRecord.business_id, region))
    )
    full = criterion_shares.Most(session)
    found: dict[UUID, dict[str, float]] = defaultdict(dict)
    for _, code, rev, points, business in session.execute(query):
        share = full.share(rev, code, points)
        own = found[business]
        own[code] = min(share, own.get(code, 1.0))
    return found


def _in_region(column: sa.SQLColumnExpression[UUID], region: str) -> sa.ColumnElement[bool]:
    home = sa.or_(Business.ward_code == region, Business.ward_code.startswith(f"{region}."))
    return column.in_(sa.select(Business.id).where(Business.deleted.is_(False), home))


def _complaints(session: Session, region: str) -> dict[UUID, dict[str, int]]:
    query = (
        sa.select(ProductFeedback.business_id, ProductFeedback.criterion, sa.func.count())
        .where(
            ProductFeedback.deleted.is_(False),
            ProductFeedback.criterion.is_not(None),
            ProductFeedback.rating <= _COMPLAINT,
            _in_region(ProductFeedback.business_id, region),
        )
        .group_by(ProductFeedback.business_id, ProductFeedback.criterion)
    )
    found: dict[UUID, dict[str, int]] = defaultdict(dict)
    for business, code, count in session.execute(query):
        found[business][code or ""] = count
    return found


def _offered(session: Session, today: date) -> dict[UUID, frozenset[str]]:
    """Criteria that trainings of the last year aimed at, by business that was offered a place."""
    query = (
        sa.select(TrainingPlace.business_id, Training.criteria)
        .join(Training, Training.id == TrainingPlace.training_id)
        .where(
            TrainingPlace.deleted.is_(False),
            Training.deleted.is_(False),
            TrainingPlace.state != str(TrainingState.ABSENT),
            Training.held_on >= today - _OFFER_HOLDS,
        )
    )
    found: dict[UUID, frozenset[str]] = defaultdict(frozenset)
    for business, criteria in session.execute(query):
        found[business] |= frozenset(criteria)
    return found


def _businesses(session: Session, keys: Sequence[UUID]) -> dict[UUID, tuple[str, str]]:
    found: dict[UUID, tuple[str, str]] = {}
    for at in range(0, len(keys), 500):
        query = sa.select(Business.id, Business.name, Business.ward_code).where(
            Business.id.in_(keys[at : at + 500]), Business.deleted.is_(False)
        )
        found |= {key: (name, ward[:8]) for key, name, ward in session.execute(query)}
    return found
