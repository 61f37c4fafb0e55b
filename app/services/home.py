"""Beranda: the day at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.terms import DocumentType, Outcome
from app.models.entities import Business, Curation, LegalDocument, Product
from app.services import blindness, rekap, scopes, sessions, standing
from app.services.rekap_filter import Filter
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
class Queue:
    """The products of a session by how far they are; `mine` wait for this person's sheet."""

    waiting: int = 0
    scored: int = 0
    decided: int = 0
    mine: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """What the first page shows."""

    session: SessionView | None
    queue: Queue
    businesses: int
    products: int
    outcomes: dict[Outcome, int]
    session_outcomes: dict[Outcome, int]
    expiring: tuple[ExpiryLine, ...]


def summary(ws: Workspace) -> Summary:
    """Counts over everything on this laptop, today's session, documents that run out.

    Outcomes are those that were counted last: counting a district takes longer than a save may
    wait, so it is never done here (`rekap_count.step`, in a lane of its own).
    """
    totals = rekap.totals(ws, Filter())
    with ws.db.read() as session:
        count = sa.select(sa.func.count())
        businesses = session.scalar(count.where(Business.deleted.is_(False))) or 0
        products = session.scalar(count.where(Product.deleted.is_(False))) or 0
        queue, in_session = _session(ws, session)
    return Summary(
        session=sessions.current(ws),
        queue=queue,
        businesses=businesses,
        products=products,
        outcomes=dict(totals.outcomes),
        session_outcomes=in_session,
        expiring=tuple(expiring(ws)),
    )


def _session(ws: Workspace, session: Session) -> tuple[Queue, dict[Outcome, int]]:
    """How far today's session is, and what was decided in it: the decisions that stand."""
    held = scopes.current_session(ws, session)
    query = sa.select(Curation.id).where(
        Curation.session_id == (held.id if held else None), Curation.deleted.is_(False)
    )
    keys = list(session.scalars(query))
    decisions = standing.decisions(session, keys)
    ended = decisions.keys() | standing.returns(session, keys).keys()
    sheets = {
        key: {sheet.curator_id for sheet in standing.sheets(session, key)}
        for key in keys
        if key not in ended
    }
    scored = sum(bool(curators) for curators in sheets.values())
    mine = sum(ws.me.person_id not in curators for curators in sheets.values())
    queue = Queue(len(sheets) - scored, scored, len(ended), mine if ws.me.judges() else 0)
    outcomes = dict.fromkeys(Outcome, 0)
    for decision in decisions.values():
        outcomes[Outcome(decision.outcome)] += 1
    return queue, outcomes


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
                sa.or_(
                    LegalDocument.product_id.is_(None),
                    LegalDocument.product_id.not_in(blindness.hidden(ws, session)),
                ),
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
