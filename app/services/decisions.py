"""Hasil: from the sheets of a curation to its outcome, its grade and what to improve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.decision import Case, Improvement, Verdict, decide, improvements, strictest
from app.domain.rubric import Rubric
from app.domain.scoring import Sheet, Totals, combine, score_sheet
from app.domain.sheets import sheet_from_json
from app.domain.terms import CurationState, Grade, Outcome
from app.errors import UserError
from app.models.entities import (
    Curation,
    CurationSession,
    DecisionRecord,
    ImprovementItem,
    Product,
)
from app.services import products, rubrics
from app.services.changes import Change, Recorder
from app.services.score_sheets import standing_sheets
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Judged:
    """A curation seen whole: the sheets that stand, their combined totals and the verdict."""

    rubric: Rubric
    sheets: tuple[Sheet, ...]
    assessment_ids: tuple[UUID, ...]
    totals: Totals
    verdict: Verdict
    improvements: tuple[Improvement, ...]


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


def judge(session: Session, curation: Curation, today: date) -> Judged | None:
    """What the sheets come to; None while there is none."""
    rows = standing_sheets(session, curation.id)
    if not rows:
        return None
    rubric = rubrics.by_rev(session, curation.rubric_rev)
    sheets = [sheet_from_json(row.sheet) for row in rows]
    product = session.get_one(Product, curation.product_id)
    gates = rubric.gates_for(product.shelf_life_days)
    totals = combine(rubric, [score_sheet(rubric, sheet) for sheet in sheets])
    in_force = products.documents_in_force(session, product.business_id, product.id, today)
    case = Case(
        totals,
        strictest(sheets),
        frozenset(code for sheet in sheets for code in sheet.critical),
        frozenset(str(kind) for kind in in_force),
    )
    verdict = decide(rubric, case, gates)
    items = improvements(rubric, sheets, gates, today)
    if verdict.grade is Grade.A:
        items = ()
    ids = tuple(row.id for row in rows)
    return Judged(rubric, tuple(sheets), ids, totals, verdict, items)


def preview(ws: Workspace, curation_id: UUID) -> Judged | None:
    """The verdict the sheets would give now."""
    with ws.db.read() as session:
        return judge(session, session.get_one(Curation, curation_id), ws.today())


def conclude(ws: Workspace, curation_id: UUID) -> tuple[UUID, Change]:
    """Decide a curation by its sheets, with the items to improve, in one transaction.

    Raises UserError `curation.no_sheet`, `curation.too_few`, `curation.decided`,
    `role.missing`.
    """
    if not ws.me.judges():
        raise UserError(
            "role.missing",
            "Hanya kurator atau ketua tim yang boleh menetapkan hasil.",
            safe="Lembar penilaian tetap tersimpan.",
            todo="Minta ketua tim menetapkannya.",
        )
    with ws.change() as recorder:
        session = recorder.session
        curation = session.get_one(Curation, curation_id)
        judged = judge(session, curation, ws.today())
        if judged is None:
            raise UserError(
                "curation.no_sheet",
                "Belum ada lembar penilaian yang dikirim untuk produk ini.",
                todo="Kirim lembar penilaian dahulu.",
            )
        _require_members(session, curation, len(judged.sheets))
        if curation.state == CurationState.DECIDED:
            raise UserError(
                "curation.decided",
                "Hasil kurasi ini sudah ditetapkan.",
                todo="Lihat hasilnya, atau buat koreksi dengan alasan.",
            )
        decision = _record(ws, recorder, curation, judged)
        curation.state = str(CurationState.DECIDED)
        recorder.tell("curation.decided", curation, outcome=decision.outcome, grade=decision.grade)
        return decision.id, recorder.done()


def _require_members(session: Session, curation: Curation, present: int) -> None:
    held = session.get_one(CurationSession, curation.session_id)
    if present < held.minimum_members:
        raise UserError(
            "curation.too_few",
            f"Baru {present} dari {held.minimum_members} lembar penilaian yang masuk.",
            safe="Lembar yang sudah masuk tetap tersimpan.",
            todo="Tunggu lembar anggota tim yang lain.",
        )


def _record(
    ws: Workspace, recorder: Recorder, curation: Curation, judged: Judged
) -> DecisionRecord:
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
    """The improvement items of a decision in their order."""
    query = (
        sa.select(ImprovementItem)
        .where(ImprovementItem.decision_id == decision_id, ImprovementItem.deleted.is_(False))
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
            **{name: tuple(row.reasons[name]) for name in _REASONS},
        )


_REASONS = ("gates_unmet", "gates_in_process", "floors_missed", "critical")
