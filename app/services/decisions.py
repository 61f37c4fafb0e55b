"""Hasil: from the sheets of a curation to its outcome, its grade and what to improve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.names import clean
from app.domain.standing import unsuperseded
from app.domain.terms import CurationState, Grade, Outcome
from app.errors import UserError
from app.models.entities import Curation, DecisionRecord, ImprovementItem
from app.services import looking, panel_facts, standing
from app.services.changes import Change, Recorder
from app.services.rulings import PLAIN, Judged, Ruling, judge, require_judge, ruled
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision as shown."""

    id: UUID
    curation_id: UUID
    outcome: Outcome
    grade: Grade
    total: int
    decided_at: datetime
    gates_unmet: tuple[str, ...]
    gates_in_process: tuple[str, ...]
    floors_missed: tuple[str, ...]
    critical: tuple[str, ...]
    items: int
    reason: str = ""
    """Why the chair decided, or corrected; empty where the sheets spoke for themselves."""


def preview(ws: Workspace, curation_id: UUID, ruling: Ruling = PLAIN) -> Judged | None:
    """The verdict the sheets would give now; None also for who may not see them yet."""
    with ws.db.read() as session:
        if not looking.may_look(ws, session, curation_id):
            return None
        curation = session.get_one(Curation, curation_id)
        found = panel_facts.gather(ws, session, curation)
        return judge(session, curation, ws.today(), found, ruling)


def conclude(ws: Workspace, curation_id: UUID, ruling: Ruling = PLAIN) -> tuple[UUID, Change]:
    """Decide a curation by its sheets, with the items to improve, in one transaction.

    Raises UserError `curation.no_sheet`, `curation.too_few`, `curation.needs_chair`,
    `curation.decided`, `curation.returned`, `curation.interest`, `ruling.no_reason`,
    `ruling.sheets`, `ruling.gates`, `role.missing`, `role.not_chair`.
    """
    require_judge(ws)
    with ws.change() as recorder:
        session = recorder.session
        curation = session.get_one(Curation, curation_id)
        if standing.decision(session, curation_id) is not None:
            raise UserError(
                "curation.decided",
                "Hasil kurasi ini sudah ditetapkan.",
                todo="Lihat hasilnya, atau buat koreksi dengan alasan.",
            )
        judged = ruled(ws, session, curation, ruling)
        taken_back = standing.history(session, [curation_id]).get(curation_id, [])
        after = next((d.id for d in reversed(unsuperseded(taken_back)) if d.deleted), None)
        decision = record(ws, recorder, curation, judged, ruling.reason, after)
        curation.state = str(CurationState.DECIDED)
        recorder.tell("curation.decided", curation, outcome=decision.outcome, grade=decision.grade)
        return decision.id, recorder.done()


def record(
    ws: Workspace,
    recorder: Recorder,
    curation: Curation,
    judged: Judged,
    reason: str,
    supersedes: UUID | None,
) -> DecisionRecord:
    """Write a decision down with its improvement items."""
    verdict = judged.verdict
    places = {"scope": curation.scope, "guest_scope": curation.guest_scope}
    decision = recorder.add(
        DecisionRecord(
            curation_id=curation.id,
            product_id=curation.product_id,
            business_id=curation.business_id,
            level=curation.level,
            outcome=str(verdict.outcome),
            grade=str(verdict.grade),
            total=verdict.total,
            reasons={
                "gates_unmet": list(verdict.gates_unmet),
                "gates_in_process": list(verdict.gates_in_process),
                "floors_missed": list(verdict.floors_missed),
                "critical": list(verdict.critical),
            },
            assessment_ids=[key.hex for key in judged.assessment_ids],
            decided_by=ws.me.person_id,
            decided_at=recorder.now,
            supersedes=supersedes,
            reason=clean(reason) or None,
            gates={code: str(state) for code, state in judged.settled.items()} or None,
            **places,
        )
    )
    for position, item in enumerate(judged.improvements):
        recorder.add(
            ImprovementItem(
                decision_id=decision.id,
                product_id=curation.product_id,
                position=position,
                code=item.code,
                title=item.title,
                score=item.score,
                finding=item.finding,
                advice=item.advice,
                ask=item.ask,
                due_date=item.due,
                **places,
            )
        )
    return decision


def items_of(session: Session, decision_id: UUID) -> Sequence[ImprovementItem]:
    """The improvement items of a decision in their order; of a corrected one what it had."""
    corrected = sa.exists().where(DecisionRecord.supersedes == decision_id)
    query = (
        sa.select(ImprovementItem)
        .where(
            ImprovementItem.decision_id == decision_id,
            sa.or_(ImprovementItem.deleted.is_(False), corrected),
        )
        .order_by(ImprovementItem.position)
    )
    return session.scalars(query).all()


def get(ws: Workspace, decision_id: UUID) -> DecisionView:
    """One decision."""
    with ws.db.read() as session:
        row = session.get_one(DecisionRecord, decision_id)
        return DecisionView(
            id=row.id,
            curation_id=row.curation_id,
            outcome=Outcome(row.outcome),
            grade=Grade(row.grade),
            total=row.total,
            decided_at=row.decided_at,
            items=len(items_of(session, decision_id)),
            reason=row.reason or "",
            **{name: tuple(row.reasons[name]) for name in _REASONS},
        )


_REASONS = ("gates_unmet", "gates_in_process", "floors_missed", "critical")
