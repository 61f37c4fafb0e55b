"""Blind until submitted: who may see the others' sheets of a curation, and earlier results.

A chair who gives no sheet of their own says so, which is kept in the story of the curation;
from then on none of theirs is taken. That somebody made a decision says the same.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.panel import may_see
from app.domain.regions import any_covers
from app.domain.standing import unsuperseded
from app.domain.terms import Role
from app.models.entities import Assessment, AuditEvent, Curation, CurationSession, DecisionRecord
from app.services import standing
from app.services.sessions import OPEN
from app.services.workspace import Workspace

OPENED = "panel.opened"


def opened(session: Session, curation_id: UUID, person_id: UUID) -> bool:
    """Whether somebody looked at the sheets of others, or decided on them, without their own."""
    looked = sa.select(AuditEvent.id).where(
        AuditEvent.entity_id == curation_id,
        AuditEvent.verb == OPENED,
        AuditEvent.created_by == person_id,
    )
    decided = sa.select(DecisionRecord.id).where(
        DecisionRecord.curation_id == curation_id, DecisionRecord.decided_by == person_id
    )
    scored = sa.select(Assessment.id).where(
        Assessment.curation_id == curation_id, Assessment.curator_id == person_id
    )
    if _any(session, looked):
        return True
    return _any(session, decided) and not _any(session, scored)


def _any(session: Session, query: sa.Select[UUID]) -> bool:
    return session.scalar(query.limit(1)) is not None


def may_look(ws: Workspace, session: Session, curation_id: UUID) -> bool:
    """Whether this person may see what the others gave a product, and what it had before."""
    me = ws.me.person_id
    decided = standing.decision(session, curation_id) is not None
    return may_see(
        submitted=bool(standing.sheets_of(session, curation_id, me)),
        opened=opened(session, curation_id, me),
        settled=decided or bool(standing.returns(session, [curation_id])),
    )


def unseen_results(ws: Workspace, session: Session) -> frozenset[UUID]:
    """Products this person is about to score: what they came to before is not told now.

    Those in the queue of a session that is open, for whom `may_look` says no.
    """
    if not ws.me.judges():
        return frozenset()
    query = (
        sa.select(Curation.id, Curation.product_id)
        .join(CurationSession, CurationSession.id == Curation.session_id)
        .where(
            Curation.deleted.is_(False),
            CurationSession.deleted.is_(False),
            CurationSession.state == OPEN,
        )
    )
    waiting = dict(session.execute(query).all())
    if not waiting:
        return frozenset()
    known = _given(session, waiting, ws.me.person_id)
    known |= standing.decisions(session, waiting).keys()
    known |= standing.returns(session, waiting).keys()
    return frozenset(product for key, product in waiting.items() if key not in known)


def _given(session: Session, keys: Collection[UUID], me: UUID) -> set[UUID]:
    """Of many curations those somebody gave a sheet for that stands, or has `opened`."""
    looked = sa.select(AuditEvent.entity_id).where(
        AuditEvent.entity_id.in_(keys), AuditEvent.verb == OPENED, AuditEvent.created_by == me
    )
    decided = sa.select(DecisionRecord.curation_id).where(
        DecisionRecord.curation_id.in_(keys), DecisionRecord.decided_by == me
    )
    own = sa.select(Assessment).where(Assessment.curation_id.in_(keys), Assessment.curator_id == me)
    sheets = session.scalars(own).all()
    scored = {row.curation_id for row in sheets}
    standing_now = {row.curation_id for row in unsuperseded(sheets) if not row.withdrawn}
    return standing_now | {*session.scalars(looked)} | ({*session.scalars(decided)} - scored)


def is_chair(ws: Workspace, held: CurationSession) -> bool:
    """Whether this person leads the panel: named in the session, or chair of its region.

    Before enrolment everyone practises, as everything.
    """
    mine = [g.region for g in ws.me.grants if g.role is Role.CHAIR]
    return ws.me.training or held.chair_id == ws.me.person_id or any_covers(mine, held.scope)
