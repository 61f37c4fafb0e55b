"""Sertifikat and improvement sheets: from records to printed pages.

What a certificate says is kept in `facts`, once, when it is issued: a reprint next
year says the same, whatever was edited since.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.numbers import RegisterNumber
from app.domain.regions import any_covers
from app.domain.rubric import Rubric, canonical_json
from app.domain.scoring import combine, score_sheet
from app.domain.sheets import sheet_from_json
from app.domain.terms import (
    Category,
    CertificateStatus,
    DocumentType,
    GateState,
    Grade,
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
    Photo,
    Product,
    Signatory,
)
from app.models.local import Identity, PrintCount, RegisterCounter
from app.protocol import keys, token
from app.services import decisions, products, regions, rubrics, scopes
from app.services.changes import Change
from app.services.workspace import Workspace


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


def issue(ws: Workspace, decision_id: UUID) -> tuple[UUID, Change]:
    """Issue the certificate of a passed decision; the same decision gives the same certificate.

    Raises UserError `certificate.not_passed`, `certificate.no_photo`,
    `certificate.not_delegated`.
    """
    with ws.change() as recorder:
        session = recorder.session
        decision = session.get_one(DecisionRecord, decision_id)
        known = _certificate_of(session, decision_id)
        if known is not None:
            return known.id, recorder.done()
        _require_passed(session, decision)
        number = _next_number(ws, session, decision)
        facts = _facts(ws, session, decision, number)
        record_hash = sha256(canonical_json(facts)).hexdigest()
        row = recorder.add(
            Certificate(
                decision_id=decision.id,
                curation_id=decision.curation_id,
                product_id=decision.product_id,
                business_id=decision.business_id,
                register_no=str(number),
                status=str(
                    CertificateStatus.TRAINING
                    if facts["training"]
                    else CertificateStatus.PROVISIONAL
                ),
                level=decision.level,
                issued_on=date.fromisoformat(facts["issued_on"]),
                valid_until=date.fromisoformat(facts["valid_until"]),
                device_id=ws.me.device_id,
                record_hash=record_hash,
                payload=_payload(ws, session, facts, record_hash),
                facts=facts,
                scope=decision.scope,
                guest_scope=decision.guest_scope,
            )
        )
        recorder.tell("certificate.issued", row, register_no=row.register_no)
        return row.id, recorder.done()


def _certificate_of(session: Session, decision_id: UUID) -> Certificate | None:
    query = sa.select(Certificate).where(
        Certificate.decision_id == decision_id, Certificate.deleted.is_(False)
    )
    return session.scalar(query)


def _require_passed(session: Session, decision: DecisionRecord) -> None:
    if decision.outcome != Outcome.PASSED:
        raise UserError(
            "certificate.not_passed",
            "Produk ini belum lulus, jadi belum ada sertifikat.",
            todo="Cetak lembar perbaikan untuk pelaku usaha.",
        )
    photo = sa.select(Photo.id).where(
        Photo.product_id == decision.product_id, Photo.deleted.is_(False)
    )
    if session.scalar(photo.limit(1)) is None:
        raise UserError(
            "certificate.no_photo",
            "Sertifikat memerlukan foto produk, dan produk ini belum punya foto.",
            safe="Hasil kurasi tetap tersimpan.",
            todo="Tambahkan satu foto, lalu terbitkan lagi.",
        )


def _next_number(ws: Workspace, session: Session, decision: DecisionRecord) -> RegisterNumber:
    year = ws.today().year
    counter = session.get(RegisterCounter, year)
    if counter is None:
        counter = RegisterCounter(year=year, last=0)
        session.add(counter)
    counter.last += 1
    held = _session_of(session, decision)
    return RegisterNumber(held.region_code, ws.me.device_code, year, counter.last)


def _session_of(session: Session, decision: DecisionRecord) -> CurationSession:
    curation = session.get_one(Curation, decision.curation_id)
    return session.get_one(CurationSession, curation.session_id)


def _facts(
    ws: Workspace, session: Session, decision: DecisionRecord, number: RegisterNumber
) -> dict[str, Any]:
    product = session.get_one(Product, decision.product_id)
    business = session.get_one(Business, decision.business_id)
    held = _session_of(session, decision)
    address = regions.addresses(session, [business.ward_code])[business.ward_code]
    rubric = rubrics.by_rev(session, session.get_one(Curation, decision.curation_id).rubric_rev)
    today = ws.today()
    photo = products.photo_views(session, product.id)[0]
    return {
        "register_no": str(number),
        "training": ws.me.training or held.training,
        "business_name": business.name,
        "owner_name": business.owner_name,
        "product_name": product.name,
        "brand": business.brand or "",
        "category": Category(product.category).term,
        "ward": address.ward,
        "district": address.district,
        "city": address.city,
        "level": decision.level,
        "session_name": held.name,
        "place": held.place,
        "issued_on": today.isoformat(),
        "valid_until": _valid_until(session, product, rubric, today).isoformat(),
        "total": decision.total,
        "grade": decision.grade,
        "signatories": _signatories(ws, session, held.region_code, today),
        "letterhead": list(ws.settings.letterhead_lines),
        "address": ws.settings.letterhead_address,
        "photo": photo.sha256,
    }


def _valid_until(session: Session, product: Product, rubric: Rubric, today: date) -> date:
    """The rubric's months from today, cut short by the first document that runs out."""
    month = today.month - 1 + rubric.certificate_months
    year, month = today.year + month // 12, month % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    until = date(year, month, min(today.day, last))
    in_force = products.documents_in_force(session, product.business_id, product.id, today)
    ends = [
        day
        for kind in rubric.certificate_shortened_by
        if (day := in_force.get(DocumentType(kind))) is not None
    ]
    return min([until, *ends])


def _signatories(ws: Workspace, session: Session, region: str, today: date) -> list[dict[str, str]]:
    """Those the centre named for the region (or above it) today; else those of the settings."""
    rows = session.scalars(sa.select(Signatory).where(Signatory.deleted.is_(False)))
    fitting = [
        s
        for s in rows
        if any_covers([s.region_code], region)
        and (s.valid_from is None or s.valid_from <= today)
        and (s.valid_to is None or s.valid_to >= today)
    ]
    if fitting:
        nearest = max(len(s.region_code) for s in fitting)
        named = [
            (s.name, s.position, s.nip or "") for s in fitting if len(s.region_code) == nearest
        ]
    else:
        named = [(s.name, s.position, s.nip) for s in ws.settings.signatories]
    return [{"name": name, "position": position, "nip": nip} for name, position, nip in named]


def _payload(ws: Workspace, session: Session, facts: Mapping[str, Any], record_hash: str) -> str:
    """The text of the QR: signed by this laptop's delegated key, or the word LATIHAN."""
    identity = session.get_one(Identity, 1)
    if facts["training"]:
        return token.training_token(facts["register_no"])
    if not identity.delegation or not identity.verify_host or not identity.root_public_key:
        raise _not_delegated()
    signed = token.Facts(
        register_no=facts["register_no"],
        business=facts["business_name"],
        product=facts["product_name"],
        level=Level(facts["level"]),
        grade=Grade(facts["grade"]),
        total=facts["total"],
        issued_on=date.fromisoformat(facts["issued_on"]),
        valid_until=date.fromisoformat(facts["valid_until"]),
        record_hash=bytes.fromhex(record_hash),
        final=False,
    )
    chain = (base64.b64decode(identity.delegation),)
    key = keys.private_key(identity.private_key)
    text = token.make_token(signed, key, chain, identity.verify_host)
    try:  # a code that no verifier would believe must never reach paper
        token.verify_token(text, [keys.public_key(identity.root_public_key)], ws.today())
    except token.TokenError as error:
        raise _not_delegated() from error
    return text


def _not_delegated() -> UserError:
    return UserError(
        "certificate.not_delegated",
        "Laptop ini belum, atau tidak lagi, berwenang menandatangani sertifikat wilayah ini.",
        safe="Hasil kurasi tetap tersimpan.",
        todo="Periksa tanggal laptop, sinkronkan, lalu terbitkan lagi.",
    )


def find(ws: Workspace, text: str) -> UUID:
    """A certificate by register number or key; UserError `certificate.unknown`."""
    with ws.db.read() as session:
        wanted = sa.or_(
            Certificate.register_no == text.strip().upper(),
            sa.func.lower(sa.cast(Certificate.id, sa.Text))
            == text.strip().replace("-", "").lower(),
        )
        found = session.scalar(sa.select(Certificate.id).where(wanted))
    if found is None:
        raise UserError(
            "certificate.unknown",
            f"Sertifikat {text} tidak ada di laptop ini.",
            todo="Periksa nomornya, atau sinkronkan dahulu.",
        )
    return found


def certificate_pdf(ws: Workspace, certificate_id: UUID) -> bytes:
    """The certificate as PDF/A; its copy number is how often it was printed here before."""
    from app.reports.certificate import render_certificate
    from app.reports.values import CertificateData, PaperStatus, SigningMode

    with ws.db.read() as session:
        row = session.get_one(Certificate, certificate_id)
        printed = session.get(PrintCount, certificate_id)
        facts, status, official = dict(row.facts), row.status, row.official_number
        payload, record_hash = row.payload, row.record_hash
        copies = printed.prints if printed else 0
    data = CertificateData(
        register_no=facts["register_no"],
        official_number=official,
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
        letterhead=_letterhead(ws, facts["letterhead"], facts["address"]),
        qr_text=payload,
        record_hash=record_hash,
        photo=_photo(ws, facts["photo"]),
        status=PaperStatus(status),
        copy_no=copies,
        mode=SigningMode(ws.settings.signing_mode),
    )
    return render_certificate(data)


def _paper_signatories(facts: Mapping[str, Any]) -> tuple[Any, ...]:
    from app.reports.values import Signatory as OnPaper

    return tuple(OnPaper(s["name"], s["position"], s["nip"] or None) for s in facts["signatories"])


def _letterhead(ws: Workspace, lines: Sequence[str], address: str) -> Any:
    from app.reports.values import Letterhead

    return Letterhead(tuple(lines), address, _emblem(ws))


def _emblem(ws: Workspace) -> bytes | None:
    """The emblem the Dinas installed; none is shipped."""
    if not ws.settings.emblem_file:
        return None
    try:
        return Path(ws.settings.emblem_file).read_bytes()
    except OSError as error:
        raise UserError(
            "paper.emblem_missing",
            "Berkas lambang di setelan tidak ditemukan.",
            safe="Data kurasi tidak terpengaruh.",
            todo="Pilih lagi berkasnya di Pengaturan, atau kosongkan.",
        ) from error


def _photo(ws: Workspace, sha: str) -> bytes | None:
    """A certificate names its photograph; one that has not arrived here yet is left out."""
    return ws.photos.read(sha) if ws.photos.has(sha) else None


def count_print(ws: Workspace, certificate_id: UUID) -> int:
    """Note one more print; returns how many there were before."""
    with ws.change() as recorder:
        session = recorder.session
        row = session.get(PrintCount, certificate_id)
        if row is None:
            row = PrintCount(certificate_id=certificate_id, prints=0)
            session.add(row)
        before, row.prints = row.prints, row.prints + 1
        recorder.tell("certificate.printed", session.get_one(Certificate, certificate_id))
        return before


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
    business = session.get_one(Business, decision.business_id)
    held = session.get_one(CurationSession, curation.session_id)
    rubric = rubrics.by_rev(session, curation.rubric_rev)
    address = regions.addresses(session, [business.ward_code])[business.ward_code]
    photos = products.photo_views(session, product.id)
    training = ws.me.training or held.training
    return ImprovementData(
        register_no=None,
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
        letterhead=_letterhead(ws, ws.settings.letterhead_lines, ws.settings.letterhead_address),
        curators=_curators(ws, session, decision),
        status=PaperStatus.TRAINING if training else PaperStatus.FINAL,
    )


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


def ids(ws: Workspace, *, only: Outcome | None = None) -> list[UUID]:
    """Keys of decisions, newest first."""
    with ws.db.read() as session:
        query = sa.select(DecisionRecord.id).order_by(DecisionRecord.decided_at.desc())
        if only is not None:
            query = query.where(DecisionRecord.outcome == str(only))
        return list(session.scalars(query))


def cards(ws: Workspace, wanted: Sequence[UUID]) -> list[PaperCard]:
    """Cards for decisions, in that order."""
    with ws.db.read() as session:
        rows = session.execute(
            sa.select(DecisionRecord, Product.name, Business.name, Certificate)
            .join(Product, Product.id == DecisionRecord.product_id)
            .join(Business, Business.id == DecisionRecord.business_id)
            .outerjoin(Certificate, Certificate.decision_id == DecisionRecord.id)
            .where(DecisionRecord.id.in_(wanted))
        ).all()
        thumbs = scopes.thumbs(session, [d.product_id for d, *_ in rows])
        unsent = scopes.unsent(ws, session, "decision", [d.id for d, *_ in rows])
        by_id = {d.id: _card(d, p, b, c, thumbs, unsent) for d, p, b, c in rows}
    return [by_id[key] for key in wanted if key in by_id]


def _card(
    decision: DecisionRecord,
    product: str,
    business: str,
    certificate: Certificate | None,
    thumbs: Mapping[UUID, str],
    unsent: set[UUID],
) -> PaperCard:
    from app.clock import JAKARTA

    return PaperCard(
        decision_id=decision.id,
        certificate_id=certificate.id if certificate else None,
        product_id=decision.product_id,
        product=product,
        business=business,
        outcome=Outcome(decision.outcome),
        grade=Grade(decision.grade),
        total=decision.total,
        level=Level(decision.level),
        decided_on=decision.decided_at.astimezone(JAKARTA).date(),
        register_no=certificate.register_no if certificate else None,
        status=CertificateStatus(certificate.status) if certificate else None,
        valid_until=certificate.valid_until if certificate else None,
        thumb=thumbs.get(decision.product_id),
        unsent=decision.id in unsent,
    )
