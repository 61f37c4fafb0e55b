"""All that the papers of one result rest on, gathered once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import JAKARTA
from app.domain.decision import Case, strictest
from app.domain.rubric import Gate, Rubric
from app.domain.scoring import Sheet, combine, score_sheet
from app.domain.sheets import sheet_from_json
from app.domain.terms import CertificateStatus, GateState, Level, Outcome
from app.errors import UserError
from app.models.entities import (
    Assessment,
    Business,
    Certificate,
    Curation,
    CurationSession,
    DecisionRecord,
    ImprovementItem,
    Product,
)
from app.services import (
    blindness,
    certificate_states,
    decisions,
    looking,
    products,
    regions,
    rubrics,
    standing,
)
from app.services.certificate_states import CertificateState
from app.services.regions import Address
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """One decision in force with everything beside it; rows of an open session, never kept."""

    decision: DecisionRecord
    curation: Curation
    product: Product
    business: Business
    held: CurationSession
    rubric: Rubric
    gates: tuple[Gate, ...]
    sheets: tuple[Sheet, ...]
    items: Sequence[ImprovementItem]
    certificate: Certificate | None
    state: CertificateState | None
    """What the certificate is worth now."""

    address: Address
    practice: bool

    @property
    def revoked(self) -> bool:
        """Whether its certificate does not hold any more, with no other in its place."""
        return self.state is not None and self.state.status is CertificateStatus.REVOKED

    @property
    def outcome(self) -> Outcome:
        """What was decided."""
        return Outcome(self.decision.outcome)

    @property
    def level(self) -> str:
        """The level as a bare word."""
        return Level(self.decision.level).term.lower()

    @property
    def decided_on(self) -> date:
        """The day of the decision in Jakarta."""
        return self.decision.decided_at.astimezone(JAKARTA).date()

    def critical(self) -> list[str]:
        """Names of the findings that ended the curation."""
        found = self.decision.reasons["critical"]
        return [f.name for f in self.rubric.critical_findings if f.code in found]


def gather(ws: Workspace, session: Session, decision_id: UUID) -> ResultFacts:
    """What a paper or a message says of a decision.

    Raises UserError `result.corrected`, and `result.unseen` for who is about to score the
    product at another level and is not told what it came to below.
    """
    decision = session.get_one(DecisionRecord, decision_id)
    _require_standing(session, decision)
    _require_told(ws, session, decision)
    curation = session.get_one(Curation, decision.curation_id)
    product = session.get_one(Product, decision.product_id)
    business = session.get_one(Business, product.business_id)
    held = session.get_one(CurationSession, curation.session_id)
    rubric = rubrics.by_rev(session, curation.rubric_rev)
    certificate, state = _certificate(session, decision_id)
    return ResultFacts(
        decision,
        curation,
        product,
        business,
        held,
        rubric,
        rubric.gates_for(product.shelf_life_days),
        _sheets(session, decision),
        decisions.items_of(session, decision_id),
        certificate,
        state,
        regions.addresses(session, [business.ward_code])[business.ward_code],
        practice=ws.me.training or held.training,
    )


def _require_standing(session: Session, decision: DecisionRecord) -> None:
    counts = standing.decision(session, decision.curation_id)
    if counts is None or counts.id != decision.id:
        raise UserError(
            "result.corrected",
            "Hasil ini sudah dikoreksi atau diurungkan, jadi tidak diberitahukan lagi.",
            safe="Hasil lama tetap dapat dibaca dalam riwayatnya.",
            todo="Buka hasil yang sekarang berlaku.",
        )


def _require_told(ws: Workspace, session: Session, decision: DecisionRecord) -> None:
    untold = looking.unseen_results(ws, session) | blindness.hidden(ws, session)
    if decision.product_id in untold:
        raise UserError(
            "result.unseen",
            "Produk ini sedang menunggu penilaian Anda, jadi hasil sebelumnya belum diperlihatkan.",
            safe="Hasilnya tetap tersimpan.",
            todo="Kirim lembar penilaian Anda dahulu, atau minta petugas mencetaknya.",
        )


def _sheets(session: Session, decision: DecisionRecord) -> tuple[Sheet, ...]:
    keys = [UUID(key) for key in decision.assessment_ids]
    rows = session.scalars(sa.select(Assessment).where(Assessment.id.in_(keys)))
    return tuple(sheet_from_json(row.sheet) for row in rows)


def _certificate(
    session: Session, decision_id: UUID
) -> tuple[Certificate | None, CertificateState | None]:
    """The certificate that holds, else the one that was revoked last; with what it is worth."""
    query = sa.select(Certificate).where(
        Certificate.decision_id == decision_id, Certificate.deleted.is_(False)
    )
    rows = session.scalars(query.order_by(Certificate.created_at.desc(), Certificate.id)).all()
    states = certificate_states.states(session, rows)
    held = [row for row in rows if states[row.id].status is not CertificateStatus.REVOKED]
    first = next(iter([*held, *rows]), None)
    return first, states[first.id] if first is not None else None


def case_of(session: Session, found: ResultFacts) -> Case:
    """What the outcome depended on, as it was when it was decided."""
    answers = strictest(found.sheets)
    answers |= {code: GateState(state) for code, state in (found.decision.gates or {}).items()}
    in_force = products.documents_in_force(
        session, found.product.business_id, found.product.id, found.decided_on
    )
    return Case(
        combine(found.rubric, [score_sheet(found.rubric, sheet) for sheet in found.sheets]),
        answers,
        frozenset(found.decision.reasons["critical"]),
        frozenset(str(kind) for kind in in_force),
    )
