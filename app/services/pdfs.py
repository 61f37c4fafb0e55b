"""Certificates and improvement sheets as printed pages: records in, PDF/A out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import JAKARTA
from app.domain.numbers import paper_mark
from app.domain.rubric import Rubric
from app.domain.scoring import combine, score_sheet
from app.domain.sheets import sheet_from_json
from app.domain.terms import (
    Category,
    GateState,
    Level,
    Outcome,
)
from app.errors import UserError
from app.models.entities import (
    Assessment,
    Business,
    Certificate,
    Curation,
    CurationSession,
    DecisionRecord,
    Product,
)
from app.models.local import PrintCount
from app.photos.print_size import SIDE
from app.services import certificates, decisions, letterheads, products, regions, rubrics
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from app.reports.values import CertificateData


def certificate_pdf(ws: Workspace, certificate_id: UUID) -> bytes:
    """The certificate as PDF/A; its copy number is how often it was printed here before.

    One that was signed digitally is that file for ever. Raises UserError
    `certificate.corrected` when its decision no longer stands, `certificate.revoked`.
    """
    with ws.db.read() as session:
        certificates.require_printable(session, session.get_one(Certificate, certificate_id))
    try:
        return sealed_file(ws, certificate_id).read_bytes()
    except FileNotFoundError:
        return _certificate(ws, certificate_id, original=False)


def sealed_file(ws: Workspace, certificate_id: UUID) -> Path:
    """Where the digitally signed file of a certificate lies, if there is one."""
    return ws.folder / "tertanda" / f"{certificate_id.hex}.pdf"


def original_pdf(ws: Workspace, certificate_id: UUID) -> bytes:
    """The certificate to be signed: no copy of anything and no draft.

    Raises UserError `certificate.corrected` when its decision no longer stands.
    """
    return _certificate(ws, certificate_id, original=True)


def _certificate(ws: Workspace, certificate_id: UUID, *, original: bool) -> bytes:
    from app.reports.certificate import render_certificate

    return render_certificate(certificate_data(ws, certificate_id, original=original))


def certificate_data(
    ws: Workspace, certificate_id: UUID, *, original: bool = False
) -> CertificateData:
    """What stands on a certificate; `original`: to be signed.

    Raises as `certificate_pdf`; UserError `certificate.sealed` for one that was signed
    digitally, which nobody draws again.
    """
    from app.reports.values import CertificateData, PaperStatus, SigningMode

    if sealed_file(ws, certificate_id).exists():
        raise UserError(
            "certificate.sealed",
            "Sertifikat ini bertanda tangan digital dan dicetak dari berkasnya sendiri.",
            safe="Berkasnya tersimpan di laptop ini.",
            todo="Cetak satu per satu dari daftar Sertifikat.",
        )
    with ws.db.read() as session:
        row = session.get_one(Certificate, certificate_id)
        state = certificates.require_printable(session, row)
        printed = session.get(PrintCount, certificates.print_key(session, row))
        facts, record_hash = dict(row.facts), row.record_hash
        copies = printed.prints + printed.begun if printed and not original else 0
        letterhead = letterheads.of_facts(ws, session, facts)
    return CertificateData(
        register_no=facts["register_no"],
        official_number=state.official_number,
        business_name=facts["business_name"],
        owner_name=facts["owner_name"],
        product_name=facts["product_name"],
        brand=facts["brand"],
        category=facts["category"],
        ward=facts["ward"],
        district=facts["district"],
        city=facts["city"],
        level=Level(facts["level"]).term.lower(),
        session_name=facts["session_name"],
        place="Jakarta",
        issued_on=date.fromisoformat(facts["issued_on"]),
        valid_until=date.fromisoformat(facts["valid_until"]),
        total=Decimal(facts["total"]) / 100,
        grade=facts["grade"],
        conditions=(),
        signatories=_paper_signatories(facts),
        letterhead=letterhead,
        qr_text=state.payload,
        record_hash=record_hash,
        photo=_photo(ws, facts["photo"]),
        status=PaperStatus(state.status),
        copy_no=copies,
        mode=SigningMode.WET if original else SigningMode(ws.settings.signing_mode),
    )


def _paper_signatories(facts: Mapping[str, Any]) -> tuple[Any, ...]:
    from app.reports.values import Signatory as OnPaper

    return tuple(OnPaper(s["name"], s["position"], s["nip"] or None) for s in facts["signatories"])


def _photo(ws: Workspace, sha: str) -> bytes | None:
    """A certificate names its photograph; one that has not arrived here yet is left out."""
    if not ws.photos.has(sha):
        return None
    _, (small,) = ws.workshop.run("print_size", {"side": SIDE}, [ws.photos.read(sha)])
    return small


def improvement_pdf(ws: Workspace, decision_id: UUID) -> bytes:
    """The sheet that says what to improve, as PDF/A."""
    from app.reports.improvement import render_improvement_sheet

    with ws.db.read() as session:
        data = _improvement_data(ws, session, decision_id)
    return render_improvement_sheet(data)


def _improvement_data(ws: Workspace, session: Session, decision_id: UUID) -> Any:
    from app.reports.values import ImprovementData, ImprovementLine, PaperStatus

    decision = session.get_one(DecisionRecord, decision_id)
    curation = session.get_one(Curation, decision.curation_id)
    product = session.get_one(Product, decision.product_id)
    business = session.get_one(Business, product.business_id)
    held = session.get_one(CurationSession, curation.session_id)
    rubric = rubrics.by_rev(session, curation.rubric_rev)
    address = regions.addresses(session, [business.ward_code])[business.ward_code]
    photos = products.photo_views(session, product.id)
    training = ws.me.training or held.training
    return ImprovementData(
        register_no=_mark(held, decision),
        business_name=business.name,
        owner_name=business.owner_name,
        product_name=product.name,
        category=Category(product.category).term,
        district=address.district,
        city=address.city,
        level=Level(decision.level).term.lower(),
        session_name=held.name,
        place=held.place,
        assessed_on=held.held_on,
        outcome=Outcome(decision.outcome).term,
        total=Decimal(decision.total) / 100,
        grade=decision.grade,
        criteria=_criterion_bars(session, decision, rubric),
        gates=_gate_lines(session, decision, rubric, product),
        lines=tuple(
            ImprovementLine(i.title, i.score, i.finding, i.advice, i.ask, i.due_date)
            for i in decisions.items_of(session, decision_id)
        ),
        photo=_photo(ws, photos[0].sha256) if photos else None,
        letterhead=letterheads.letterhead(ws, session, held.region_code, held.held_on),
        curators=_curators(ws, session, decision),
        status=PaperStatus.TRAINING if training else PaperStatus.FINAL,
    )


def _mark(held: CurationSession, decision: DecisionRecord) -> str:
    year = decision.decided_at.astimezone(JAKARTA).year
    return paper_mark("LP", held.region_code, year, decision.id)


def _sheets(session: Session, decision: DecisionRecord) -> list[Assessment]:
    ids = [UUID(key) for key in decision.assessment_ids]
    return list(session.scalars(sa.select(Assessment).where(Assessment.id.in_(ids))))


def _criterion_bars(session: Session, decision: DecisionRecord, rubric: Rubric) -> tuple[Any, ...]:
    from app.reports.values import CriterionBar

    sheets = [score_sheet(rubric, sheet_from_json(a.sheet)) for a in _sheets(session, decision)]
    totals = combine(rubric, sheets)
    return tuple(
        CriterionBar(
            criterion.name,
            Decimal(row.points) / 100,
            round(row.weight / 100),
            criterion.floor_percent,
            row.floor_missed,
        )
        for criterion, row in zip(rubric.criteria, totals.criteria, strict=True)
        if row.applicable
    )


def _gate_lines(
    session: Session, decision: DecisionRecord, rubric: Rubric, product: Product
) -> tuple[Any, ...]:
    from app.domain.decision import strictest
    from app.reports.values import GateLine

    answers = strictest([sheet_from_json(a.sheet) for a in _sheets(session, decision)])
    answers |= {code: GateState(state) for code, state in (decision.gates or {}).items()}
    lines = []
    for gate in rubric.gates_for(product.shelf_life_days):
        state = answers.get(gate.code, GateState.UNMET)
        open_ = state in {GateState.UNMET, GateState.IN_PROCESS}
        lines.append(GateLine(gate.name, state.term, gate.remedy if open_ else None))
    return tuple(lines)


def _curators(ws: Workspace, session: Session, decision: DecisionRecord) -> tuple[str, ...]:
    from app.models.entities import Person

    ids = [a.curator_id for a in _sheets(session, decision)]
    known = dict(session.execute(sa.select(Person.id, Person.name).where(Person.id.in_(ids))).all())
    return tuple(known.get(i, ws.me.person_name) for i in ids)
