"""Tindak lanjut: what businesses were told to mend, what is overdue, what is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from app.domain.regions import TRAINING
from app.domain.terms import Level, Outcome
from app.errors import UserError
from app.models.entities import Business, Curation, DecisionRecord, ImprovementItem, Product
from app.services import blindness, looking, scopes, standing
from app.services.changes import Change
from app.services.workspace import Workspace

_SOON_DAYS = 14


class Show(Enum):
    """Which items are listed."""

    OVERDUE = "overdue"
    SOON = "soon"
    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One thing a business should mend. `days` until it is due, negative when overdue.

    `finding` is empty for who is about to score the product again: it is what it had before.
    """

    id: UUID
    decision_id: UUID
    product_id: UUID
    product: str
    business: str
    phone: str | None
    level: Level
    attempt: int
    title: str
    finding: str
    advice: str
    ask: str
    due: date | None
    days: int | None
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items there are of each kind."""

    overdue: int
    soon: int
    open: int
    done: int


def standing_decision(ws: Workspace) -> sa.ColumnElement[bool]:
    """Decisions after which no other came for the same product.

    Practice counts only before enrolment, where all is practice.
    """
    later = aliased(DecisionRecord)
    corrected = sa.select(DecisionRecord.supersedes).where(DecisionRecord.supersedes.is_not(None))
    followed = sa.exists().where(
        later.product_id == DecisionRecord.product_id,
        later.deleted.is_(False),
        later.id.not_in(corrected),
        _counts(ws, later),
        sa.or_(
            later.decided_at > DecisionRecord.decided_at,
            sa.and_(later.decided_at == DecisionRecord.decided_at, later.id > DecisionRecord.id),
        ),
    )
    return sa.and_(_counts(ws, DecisionRecord), standing.stands(), ~followed)


def _counts(ws: Workspace, decision: type[DecisionRecord]) -> sa.ColumnElement[bool]:
    return (decision.scope == TRAINING) == ws.me.training


def _condition(show: Show, today: date) -> sa.ColumnElement[bool]:
    due, pending = ImprovementItem.due_date, ImprovementItem.done_at.is_(None)
    if show is Show.DONE:
        return ImprovementItem.done_at.is_not(None)
    if show is Show.OVERDUE:
        return sa.and_(pending, due < today)
    if show is Show.SOON:
        return sa.and_(pending, due >= today, due <= today + timedelta(days=_SOON_DAYS))
    return pending


def _items(ws: Workspace, session: Session) -> sa.Select[ImprovementItem]:
    return (
        sa.select(ImprovementItem)
        .join(DecisionRecord, DecisionRecord.id == ImprovementItem.decision_id)
        .where(
            ImprovementItem.deleted.is_(False),
            DecisionRecord.outcome != str(Outcome.FAILED),
            ImprovementItem.product_id.not_in(blindness.hidden(ws, session)),
            standing_decision(ws),
        )
    )


def items(ws: Workspace, show: Show, limit: int = 500) -> list[ItemLine]:
    """Items of the decisions that stand, those longest overdue first."""
    today = ws.today()
    with ws.db.read() as session:
        query = (
            _items(ws, session)
            .join(Curation, Curation.id == DecisionRecord.curation_id)
            .join(Product, Product.id == ImprovementItem.product_id)
            .join(Business, Business.id == Product.business_id)
            .where(_condition(show, today), Product.deleted.is_(False))
            .add_columns(Product.name, Business.name, Business.phone, Curation)
            .order_by(
                ImprovementItem.due_date.is_(None),
                ImprovementItem.due_date,
                Business.name_key,
                ImprovementItem.product_id,
                ImprovementItem.position,
            )
            .limit(limit)
        )
        unseen = looking.unseen_results(ws, session)
        lines = [_line(*row, today=today) for row in session.execute(query)]
        return [replace(x, finding="") if x.product_id in unseen else x for x in lines]


def _line(
    item: ImprovementItem,
    product: str,
    business: str,
    phone: str | None,
    curation: Curation,
    *,
    today: date,
) -> ItemLine:
    return ItemLine(
        id=item.id,
        decision_id=item.decision_id,
        product_id=item.product_id,
        product=product,
        business=business,
        phone=phone,
        level=Level(curation.level),
        attempt=curation.attempt,
        title=item.title,
        finding=item.finding,
        advice=item.advice,
        ask=item.ask,
        due=item.due_date,
        days=None if item.due_date is None else (item.due_date - today).days,
        done_at=item.done_at,
    )


def counts(ws: Workspace) -> Counts:
    """How many items there are of each kind."""
    today = ws.today()
    with ws.db.read() as session:
        found = {show: _count(ws, session, show, today) for show in Show}
    return Counts(found[Show.OVERDUE], found[Show.SOON], found[Show.OPEN], found[Show.DONE])


def _count(ws: Workspace, session: Session, show: Show, today: date) -> int:
    query = _items(ws, session).where(_condition(show, today)).with_only_columns(sa.func.count())
    return session.scalar(query) or 0


def thumbs(ws: Workspace, products: Sequence[UUID]) -> dict[UUID, str]:
    """The first photograph's thumbnail of each product."""
    with ws.db.read() as session:
        return scopes.thumbs(session, products)


def set_done(ws: Workspace, item_id: UUID, *, done: bool = True) -> Change:
    """Note that a business has mended something, or that it has not after all.

    Raises UserError `role.missing`: who judges looks at it before it counts as done.
    """
    if not ws.me.judges():
        raise UserError(
            "role.missing",
            "Hanya kurator atau ketua tim yang boleh menandai perbaikan selesai.",
            safe="Daftar perbaikan tidak berubah.",
            todo="Minta kurator melihat perbaikannya.",
        )
    with ws.change() as recorder:
        item = recorder.session.get_one(ImprovementItem, item_id)
        item.done_at = recorder.now if done else None
        verb = "improvement.done" if done else "improvement.reopened"
        recorder.tell(verb, item, code=item.code, title=item.title)
        return recorder.done()
