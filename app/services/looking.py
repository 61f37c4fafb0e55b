"""Blind until submitted: who may see the others' sheets of a curation, and earlier results.

A chair who gives no sheet of their own says so, which is kept in the story of the curation;
from then on none of theirs is taken. That somebody made a decision says the same.
"""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.panel import may_see
from app.domain.regions import any_covers
from app.domain.terms import Role
from app.models.entities import Assessment, AuditEvent, CurationSession, DecisionRecord
from app.services import standing
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


def is_chair(ws: Workspace, held: CurationSession) -> bool:
    """Whether this person leads the panel: named in the session, or chair of its region.

    Before enrolment everyone practises, as everything.
    """
    mine = [g.region for g in ws.me.grants if g.role is Role.CHAIR]
    return ws.me.training or held.chair_id == ws.me.person_id or any_covers(mine, held.scope)
