"""The list of papers: a certificate for what passed, an improvement sheet for the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.terms import (
    CertificateStatus,
    Grade,
    Level,
    Outcome,
)
from app.models.entities import (
    Business,
    Certificate,
    DecisionRecord,
    Product,
)
from app.services import blindness, looking, scopes, standing
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PaperCard:
    """A line in the list of papers: a certificate, or a decision that got none."""

    decision_id: UUID
    certificate_id: UUID | None
    product_id: UUID
    product: str
    business: str
    outcome: Outcome
    grade: Grade
    total: int
    level: Level
    decided_on: date
    register_no: str | None
    status: CertificateStatus | None
    valid_until: date | None
    thumb: str | None
    unsent: bool


def ids(ws: Workspace, *, only: Outcome | None = None) -> list[UUID]:
    """Keys of the decisions that stand, newest first.

    What a product came to before is left out for who is about to score it, or judges it blind.
    """
    with ws.db.read() as session:
        query = (
            sa.select(DecisionRecord.id)
            .where(standing.stands(), DecisionRecord.product_id.not_in(_untold(ws, session)))
            .order_by(DecisionRecord.decided_at.desc())
        )
        if only is not None:
            query = query.where(DecisionRecord.outcome == str(only))
        return list(session.scalars(query))


def cards(ws: Workspace, wanted: Sequence[UUID]) -> list[PaperCard]:
    """Cards for decisions, in that order."""
    with ws.db.read() as session:
        rows = session.execute(
            sa.select(DecisionRecord, Product.name, Business.name, Certificate)
            .join(Product, Product.id == DecisionRecord.product_id)
            .join(Business, Business.id == Product.business_id)
            .outerjoin(Certificate, Certificate.decision_id == DecisionRecord.id)
            .where(
                DecisionRecord.id.in_(wanted),
                DecisionRecord.product_id.not_in(_untold(ws, session)),
            )
        ).all()
        thumbs = scopes.thumbs(session, [d.product_id for d, *_ in rows])
        unsent = scopes.unsent(ws, session, "decision", [d.id for d, *_ in rows])
        by_id = {d.id: _card(d, p, b, c, thumbs, unsent) for d, p, b, c in rows}
    return [by_id[key] for key in wanted if key in by_id]


def _untold(ws: Workspace, session: Session) -> frozenset[UUID]:
    return looking.unseen_results(ws, session) | blindness.hidden(ws, session)


def _card(
    decision: DecisionRecord,
    product: str,
    business: str,
    certificate: Certificate | None,
    thumbs: Mapping[UUID, str],
    unsent: set[UUID],
) -> PaperCard:
    from app.clock import JAKARTA

    return PaperCard(
        decision_id=decision.id,
        certificate_id=certificate.id if certificate else None,
        product_id=decision.product_id,
        product=product,
        business=business,
        outcome=Outcome(decision.outcome),
        grade=Grade(decision.grade),
        total=decision.total,
        level=Level(decision.level),
        decided_on=decision.decided_at.astimezone(JAKARTA).date(),
        register_no=certificate.register_no if certificate else None,
        status=CertificateStatus(certificate.status) if certificate else None,
        valid_until=certificate.valid_until if certificate else None,
        thumb=thumbs.get(decision.product_id),
        unsent=decision.id in unsent,
    )
