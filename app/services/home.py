"""Beranda: the day at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import sqlalchemy as sa

from app.domain.terms import DocumentType, Outcome
from app.models.entities import Business, Curation, DecisionRecord, LegalDocument, Product
from app.services import scopes, sessions, standing
from app.services.sessions import SessionView
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ExpiryLine:
    """A document that runs out soon, or has."""

    product_id: UUID | None
    business: str
    product: str
    kind: DocumentType
    valid_until: date
    days: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What the first page shows."""

    session: SessionView | None
    businesses: int
    products: int
    outcomes: dict[Outcome, int]
    session_outcomes: dict[Outcome, int]
    expiring: tuple[ExpiryLine, ...]


def summary(ws: Workspace) -> Summary:
    """Counts over everything on this laptop, today's session, documents that run out."""
    with ws.db.read() as session:
        count = sa.select(sa.func.count())
        businesses = session.scalar(count.where(Business.deleted.is_(False))) or 0
        products = session.scalar(count.where(Product.deleted.is_(False))) or 0
        outcomes = dict(
            session.execute(
                sa.select(DecisionRecord.outcome, sa.func.count())
                .where(standing.stands())
                .group_by(DecisionRecord.outcome)
            ).all()
        )
        here = session.execute(
            sa.select(DecisionRecord.outcome, sa.func.count())
            .join(Curation, Curation.id == DecisionRecord.curation_id)
            .where(Curation.session_id == scopes.chosen_session(ws), standing.stands())
            .group_by(DecisionRecord.outcome)
        )
        in_session = dict(here.all())
    return Summary(
        session=sessions.current(ws),
        businesses=businesses,
        products=products,
        outcomes=_by_outcome(outcomes),
        session_outcomes=_by_outcome(in_session),
        expiring=tuple(expiring(ws)),
    )


def _by_outcome(counts: dict[str, int]) -> dict[Outcome, int]:
    return {outcome: counts.get(str(outcome), 0) for outcome in Outcome}


def expiring(ws: Workspace, days: int = 90, limit: int = 50) -> list[ExpiryLine]:
    """Documents that run out within `days`, those already over first."""
    today = ws.today()
    with ws.db.read() as session:
        query = (
            sa.select(LegalDocument, Business.name, Product.name)
            .join(Business, Business.id == LegalDocument.business_id)
            .outerjoin(Product, Product.id == LegalDocument.product_id)
            .where(
                LegalDocument.deleted.is_(False),
                LegalDocument.valid_until.is_not(None),
                LegalDocument.valid_until <= today + timedelta(days=days),
            )
            .order_by(LegalDocument.valid_until)
            .limit(limit)
        )
        return [
            ExpiryLine(
                d.product_id,
                business,
                product or "",
                DocumentType(d.kind),
                d.valid_until,
                (d.valid_until - today).days,
            )
            for d, business, product in session.execute(query)
            if d.valid_until is not None
        ]
