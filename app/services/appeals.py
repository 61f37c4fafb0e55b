"""Keberatan: a business objects to a decision; one who did not score it answers in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import JAKARTA
from app.domain.names import clean
from app.domain.terms import AppealOutcome, Grade, Level, Outcome
from app.errors import UserError
from app.models.entities import (
    Appeal,
    Assessment,
    Business,
    Curation,
    CurationSession,
    DecisionRecord,
    Person,
    Product,
)
from app.services import blindness, looking
from app.services.changes import Change
from app.services.session_rules import rules_of, shipped
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class AppealLine:
    """One objection. `days` until an answer is due, negative when overdue; None once answered."""

    id: UUID
    decision_id: UUID
    curation_id: UUID
    product_id: UUID
    product: str
    business: str
    level: Level
    outcome: Outcome
    grade: Grade
    total: int
    brought_by: str
    reason: str
    filed_at: datetime
    due: date
    days: int | None
    answer_outcome: AppealOutcome | None
    answer: str
    answered_by: str
    answered_at: datetime | None
    mine_to_answer: bool


def file(ws: Workspace, decision_id: UUID, brought_by: str, reason: str) -> tuple[UUID, Change]:
    """Record an objection against a decision, as the business brings it.

    Raises UserError `appeal.invalid`, `appeal.late`, `appeal.pending`.
    """
    who, why = clean(brought_by), reason.strip()
    if not who or not why:
        raise UserError(
            "appeal.invalid",
            "Nama yang mengajukan dan alasannya belum diisi.",
            todo="Isi keduanya, lalu simpan lagi.",
        )
    with ws.change() as recorder:
        session = recorder.session
        decision = session.get_one(DecisionRecord, decision_id)
        curation = session.get_one(Curation, decision.curation_id)
        held = session.get_one(CurationSession, curation.session_id)
        rules = rules_of(ws.resources, held)
        _require_fileable(session, decision, ws.today(), rules.appeal_days)
        row = recorder.add(
            Appeal(
                decision_id=decision.id,
                curation_id=decision.curation_id,
                product_id=decision.product_id,
                business_id=decision.business_id,
                brought_by=who,
                reason=why,
                filed_at=recorder.now,
                due_date=ws.today() + timedelta(days=rules.appeal_answer_days),
                scope=decision.scope,
                guest_scope=decision.guest_scope,
            )
        )
        recorder.tell("appeal.filed", row)
        return row.id, recorder.done()


def last_day(ws: Workspace, decision_id: UUID) -> date:
    """The last day on which a business may object to a decision."""
    with ws.db.read() as session:
        decision = session.get_one(DecisionRecord, decision_id)
        curation = session.get_one(Curation, decision.curation_id)
        held = session.get(CurationSession, curation.session_id)
        rules = shipped(ws.resources) if held is None else rules_of(ws.resources, held)
        return _decided_on(decision) + timedelta(days=rules.appeal_days)


def _decided_on(decision: DecisionRecord) -> date:
    return decision.decided_at.astimezone(JAKARTA).date()


def _require_fileable(session: Session, decision: DecisionRecord, today: date, days: int) -> None:
    if today > _decided_on(decision) + timedelta(days=days):
        raise UserError(
            "appeal.late",
            f"Masa keberatan sudah lewat: {days} hari sejak hasil ditetapkan.",
            safe="Hasil kurasi tidak berubah.",
            todo="Tawarkan kurasi ulang setelah perbaikan.",
        )
    pending = sa.select(Appeal.id).where(
        Appeal.decision_id == decision.id,
        Appeal.deleted.is_(False),
        Appeal.answered_at.is_(None),
    )
    if session.scalar(pending.limit(1)) is not None:
        raise UserError(
            "appeal.pending",
            "Keberatan atas hasil ini sudah tercatat dan belum dijawab.",
            safe="Keberatan yang pertama tetap tersimpan.",
            todo="Lihat di Tindak lanjut.",
        )


def answer(ws: Workspace, appeal_id: UUID, outcome: AppealOutcome, words: str) -> Change:
    """Answer an objection with a reason; who scored or decided the product may not.

    Raises UserError `appeal.no_reason`, `appeal.answered`, `appeal.own`, `role.missing`.
    """
    if not words.strip():
        raise UserError(
            "appeal.no_reason",
            "Jawaban harus disertai alasan.",
            todo="Tulis alasannya, lalu simpan lagi.",
        )
    with ws.change() as recorder:
        session = recorder.session
        row = session.get_one(Appeal, appeal_id)
        if row.answered_at is not None:
            raise UserError(
                "appeal.answered",
                "Keberatan ini sudah dijawab.",
                safe="Jawaban yang pertama tetap tersimpan.",
                todo="Muat ulang daftarnya.",
            )
        _require_answerer(ws, session, row)
        row.outcome, row.answer = str(outcome), words.strip()
        row.answered_by, row.answered_at = ws.me.person_id, recorder.now
        recorder.tell("appeal.answered", row, outcome=str(outcome))
        return recorder.done()


def _require_answerer(ws: Workspace, session: Session, row: Appeal) -> None:
    if not ws.me.judges():
        raise UserError(
            "role.missing",
            "Hanya kurator atau ketua tim yang boleh menjawab keberatan.",
            safe="Keberatan tetap tercatat.",
            todo="Minta ketua tim lain menjawabnya.",
        )
    if ws.me.person_id in judges_of(session, row.curation_id):
        raise UserError(
            "appeal.own",
            "Anda ikut menilai produk ini, jadi tidak boleh menjawab keberatannya.",
            safe="Keberatan tetap tercatat.",
            todo="Minta kurator atau ketua tim yang tidak ikut menilai.",
        )


def judges_of(session: Session, curation_id: UUID) -> set[UUID]:
    """Everybody who scored or decided a curation, withdrawn sheets included."""
    scored = sa.select(Assessment.curator_id).where(Assessment.curation_id == curation_id)
    decided = sa.select(DecisionRecord.decided_by).where(DecisionRecord.curation_id == curation_id)
    return {*session.scalars(scored), *session.scalars(decided)}


def listed(ws: Workspace, *, answered: bool = False, limit: int = 300) -> list[AppealLine]:
    """Objections, those due first; answered ones the latest first.

    Those about a product that waits for this person's own sheet come after it: they tell its
    result.
    """
    today = ws.today()
    with ws.db.read() as session:
        untold = looking.unseen_results(ws, session) | blindness.hidden(ws, session)
        query = (
            sa.select(Appeal, DecisionRecord, Product.name, Business.name, Person.name)
            .join(DecisionRecord, DecisionRecord.id == Appeal.decision_id)
            .join(Product, Product.id == Appeal.product_id)
            .join(Business, Business.id == Appeal.business_id)
            .outerjoin(Person, Person.id == Appeal.answered_by)
            .where(
                Appeal.deleted.is_(False),
                Appeal.answered_at.is_not(None) == answered,
                Appeal.product_id.not_in(untold),
            )
            .order_by(Appeal.answered_at.desc() if answered else Appeal.due_date, Appeal.id)
            .limit(limit)
        )
        rows = session.execute(query).all()
        return [_line(ws, session, *row, today) for row in rows]


def _line(
    ws: Workspace,
    session: Session,
    row: Appeal,
    decision: DecisionRecord,
    product: str,
    business: str,
    answerer: str | None,
    today: date,
) -> AppealLine:
    open_still = row.answered_at is None
    mine = open_still and ws.me.judges()
    return AppealLine(
        id=row.id,
        decision_id=row.decision_id,
        curation_id=row.curation_id,
        product_id=row.product_id,
        product=product,
        business=business,
        level=Level(decision.level),
        outcome=Outcome(decision.outcome),
        grade=Grade(decision.grade),
        total=decision.total,
        brought_by=row.brought_by,
        reason=row.reason,
        filed_at=row.filed_at,
        due=row.due_date,
        days=(row.due_date - today).days if open_still else None,
        answer_outcome=AppealOutcome(row.outcome) if row.outcome else None,
        answer=row.answer or "",
        answered_by=answerer or "",
        answered_at=row.answered_at,
        mine_to_answer=mine and ws.me.person_id not in judges_of(session, row.curation_id),
    )
