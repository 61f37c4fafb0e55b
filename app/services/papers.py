"""The list of papers: a certificate for what passed, an improvement sheet for the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
from app.services import (
    blindness,
    certificate_states,
    looking,
    revocations,
    scopes,
    standing,
)
from app.services.certificate_states import CertificateState, Replacement, Revoked
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Rights:
    """What this person may do with a certificate as it stands now."""

    revoke: bool = False
    replace: bool = False
    take_back: bool = False
    """The revocation has not left this laptop yet."""


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
    official_number: str | None = None
    revoked: Revoked | None = None
    replaces: Replacement | None = None
    rights: Rights = Rights()


def ids(ws: Workspace, *, only: Outcome | None = None) -> list[UUID]:
    """Keys of the decisions that stand, or have left a certificate behind; newest first.

    What a product came to before is left out for who is about to score it, or judges it blind.
    """
    with ws.db.read() as session:
        certified = sa.select(Certificate.decision_id).where(Certificate.deleted.is_(False))
        query = (
            sa.select(DecisionRecord.id)
            .where(
                sa.or_(standing.stands(), DecisionRecord.id.in_(certified)),
                DecisionRecord.product_id.not_in(_untold(ws, session)),
            )
            .order_by(DecisionRecord.decided_at.desc(), DecisionRecord.id.desc())
        )
        if only is not None:
            query = query.where(DecisionRecord.outcome == str(only))
        return list(session.scalars(query))


def cards(ws: Workspace, wanted: Sequence[UUID]) -> list[PaperCard]:
    """Cards for decisions, in that order."""
    with ws.db.read() as session:
        rows = session.execute(
            sa.select(DecisionRecord, Product.name, Business.name)
            .join(Product, Product.id == DecisionRecord.product_id)
            .join(Business, Business.id == Product.business_id)
            .where(
                DecisionRecord.id.in_(wanted),
                DecisionRecord.product_id.not_in(_untold(ws, session)),
            )
        ).all()
        found = certificate_states.present(session, wanted)
        thumbs = scopes.thumbs(session, [d.product_id for d, *_ in rows])
        unsent = scopes.unsent(ws, session, "decision", [d.id for d, *_ in rows])
        by_id = {}
        for decision, product, business in rows:
            plain = _card(decision, product, business, thumbs, unsent)
            by_id[decision.id] = (
                _certified(ws, session, plain, *found[decision.id])
                if decision.id in found
                else plain
            )
    return [by_id[key] for key in wanted if key in by_id]


def _untold(ws: Workspace, session: Session) -> frozenset[UUID]:
    return looking.unseen_results(ws, session) | blindness.hidden(ws, session)


def _card(
    decision: DecisionRecord,
    product: str,
    business: str,
    thumbs: Mapping[UUID, str],
    unsent: set[UUID],
) -> PaperCard:
    from app.clock import JAKARTA

    return PaperCard(
        decision_id=decision.id,
        certificate_id=None,
        product_id=decision.product_id,
        product=product,
        business=business,
        outcome=Outcome(decision.outcome),
        grade=Grade(decision.grade),
        total=decision.total,
        level=Level(decision.level),
        decided_on=decision.decided_at.astimezone(JAKARTA).date(),
        register_no=None,
        status=None,
        valid_until=None,
        thumb=thumbs.get(decision.product_id),
        unsent=decision.id in unsent,
    )


def _certified(
    ws: Workspace, session: Session, card: PaperCard, row: Certificate, found: CertificateState
) -> PaperCard:
    stands = found.revoked is None
    told = found.revoked.id if found.revoked else None
    rights = Rights(
        revoke=stands and revocations.may_revoke(ws, row.scope),
        replace=stands and revocations.may_replace(ws, row.scope),
        take_back=told is not None and revocations.may_forget(session, told),
    )
    return replace(
        card,
        certificate_id=row.id,
        register_no=row.register_no,
        status=found.status,
        valid_until=row.valid_until,
        official_number=found.official_number,
        revoked=_by_name(ws, found.revoked),
        replaces=found.replaces,
        rights=rights,
    )


def _by_name(ws: Workspace, why: Revoked | None) -> Revoked | None:
    """Who works here is known by name also before the centre has told of them."""
    if why is None or why.by or why.person != ws.me.person_id:
        return why
    return replace(why, by=ws.me.person_name)
