"""Sertifikat: issuing one for a passed decision, its number, its facts, its signature.

What a certificate says is kept in `facts`, once, when it is issued: a reprint next
year says the same, whatever was edited since.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy.orm import Session

from app.domain import official_numbers
from app.domain.decision import certificate_end
from app.domain.numbers import RegisterNumber, parse_register_number
from app.domain.official_numbers import Numbering
from app.domain.regions import covers
from app.domain.rubric import Rubric, canonical_json
from app.domain.terms import (
    Category,
    CertificateStatus,
    DocumentType,
    Grade,
    Level,
    Outcome,
    RevocationReason,
)
from app.errors import UserError
from app.models.entities import (
    Business,
    Certificate,
    CertificateConfirmation,
    Curation,
    CurationSession,
    DecisionRecord,
    Photo,
    Product,
)
from app.models.local import Identity, NumberLease, RegisterCounter
from app.protocol import cose, keys, token
from app.services import (
    certificate_states,
    letterheads,
    paper_setups,
    products,
    regions,
    rubrics,
    scopes,
    standing,
)
from app.services.certificate_states import CertificateState
from app.services.changes import Change, Recorder
from app.services.workspace import Workspace


def issue(ws: Workspace, decision_id: UUID) -> tuple[UUID, Change]:
    """Issue the certificate of a passed decision; the same decision gives the same certificate.

    Raises UserError `certificate.not_passed`, `certificate.corrected`, `certificate.no_photo`,
    `certificate.not_delegated`.
    """
    with ws.change() as recorder:
        session = recorder.session
        decision = session.get_one(DecisionRecord, decision_id)
        _require_in_force(session, decision)
        known = _certificate_of(session, decision_id)
        if known is not None:
            return known.id, recorder.done()
        row = make(ws, recorder, decision, replaces=_to_replace(session, decision))
        return row.id, recorder.done()


def make(
    ws: Workspace,
    recorder: Recorder,
    decision: DecisionRecord,
    replaces: Certificate | None = None,
) -> Certificate:
    """Add a certificate of a decision that stands, in the place of another or of none.

    Raises UserError as `issue`.
    """
    session = recorder.session
    _require_passed(session, decision)
    number = _next_number(ws, session, decision)
    facts = _facts(ws, session, decision, number)
    if replaces is not None:
        facts["replaces"] = replaces.register_no
    record_hash = sha256(canonical_json(facts)).hexdigest()
    status = CertificateStatus.TRAINING if facts["training"] else CertificateStatus.PROVISIONAL
    row = recorder.add(
        Certificate(
            decision_id=decision.id,
            curation_id=decision.curation_id,
            product_id=decision.product_id,
            business_id=decision.business_id,
            register_no=str(number),
            official_number=facts.get("official_number"),
            status=str(status),
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
    return row


_NEEDS_CURATION = frozenset({RevocationReason.PRODUCT_CHANGED, RevocationReason.FRAUD})
"""After these nothing is certified by the old decision any more."""


def _to_replace(session: Session, decision: DecisionRecord) -> Certificate | None:
    """The last certificate of this curation that was revoked: the new one names it.

    UserError `certificate.revoked` where only a new curation leads to another.
    """
    query = sa.select(Certificate).where(
        Certificate.curation_id == decision.curation_id, Certificate.deleted.is_(False)
    )
    rows = session.scalars(query.order_by(Certificate.created_at, Certificate.id)).all()
    known = certificate_states.states(session, rows)
    told = [(row, why) for row in rows if (why := known[row.id].revoked) is not None]
    if not told:
        return None
    # One that was replaced already is not replaced again, whatever the clocks say.
    open_ = [(row, why) for row, why in told if why.replaced_by is None]
    gone, why = (open_ or told)[-1]
    if why.reason in _NEEDS_CURATION:
        raise UserError(
            "certificate.needs_curation",
            f"Sertifikat produk ini sudah dicabut: {why.reason.term.lower()}.",
            safe="Hasil kurasi tetap tersimpan.",
            todo="Buka kurasi baru untuk produk ini.",
        )
    return gone


def _certificate_of(session: Session, decision_id: UUID) -> Certificate | None:
    """The certificate of a decision that was not revoked."""
    row, found = certificate_states.present(session, [decision_id]).get(decision_id, (None, None))
    return row if found is not None and found.revoked is None else None


def require_printable(session: Session, certificate: Certificate) -> CertificateState:
    """How it stands; UserError `certificate.corrected` for one whose decision no longer stands,
    `certificate.revoked` for one that was revoked."""
    decision = session.get(DecisionRecord, certificate.decision_id)
    if decision is not None:
        _require_in_force(session, decision)
    return certificate_states.require_standing(session, certificate)


def _require_in_force(session: Session, decision: DecisionRecord) -> None:
    """Nothing is printed from a decision that was corrected or taken back."""
    counts = standing.decision(session, decision.curation_id)
    if counts is None or counts.id != decision.id:
        raise UserError(
            "certificate.corrected",
            "Hasil ini sudah dikoreksi atau diurungkan, jadi tidak ada sertifikat darinya.",
            safe="Hasil lama tetap dapat dibaca dalam riwayatnya.",
            todo="Buka hasil yang sekarang berlaku.",
        )


def _require_passed(session: Session, decision: DecisionRecord) -> None:
    if decision.outcome != Outcome.PASSED:
        raise UserError(
            "certificate.not_passed",
            "Produk ini belum lulus, jadi belum ada sertifikat.",
            todo="Cetak lembar perbaikan untuk pelaku usaha.",
        )
    photo = sa.select(Photo.id).where(Photo.product_id == decision.product_id, scopes.shown_photo())
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
    business = session.get_one(Business, product.business_id)
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
        **letterheads.facts(letterheads.heading(ws, session, held.region_code, today)),
        **_official(ws, session, held, today),
        "photo": photo.sha256,
    }


def _official(
    ws: Workspace, session: Session, held: CurationSession, today: date
) -> dict[str, Any]:
    """The next number of a block the centre has lent, where the region gives them so.

    Without one left the centre gives it when it confirms: nobody waits for a number.
    """
    setup = paper_setups.in_force(session, held.region_code, today)
    if ws.me.training or held.training or setup is None:
        return {}
    if setup.numbering is not Numbering.LEASED:
        return {}
    name = official_numbers.series(setup.number, today)
    query = sa.select(NumberLease).where(
        NumberLease.series == name,
        NumberLease.next <= NumberLease.last,
        NumberLease.expires_on >= today,
    )
    lease = session.scalar(query.order_by(NumberLease.first).limit(1))
    if lease is None:
        return {}
    seq, lease.next = lease.next, lease.next + 1
    number = official_numbers.render(setup.number, seq, today)
    return {"official_number": number, "official_seq": seq}


def _valid_until(session: Session, product: Product, rubric: Rubric, today: date) -> date:
    """The rubric's months from today, cut short by the first document that runs out."""
    until = certificate_end(rubric, today)
    in_force = products.documents_in_force(session, product.business_id, product.id, today)
    ends = [
        day
        for kind in rubric.certificate_shortened_by
        if (day := in_force.get(DocumentType(kind))) is not None
    ]
    return min([until, *ends])


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
    root = keys.public_key(identity.root_public_key)
    chain = (_fitting(identity.delegation, root, facts["register_no"]),)
    key = keys.private_key(identity.private_key)
    text = token.make_token(signed, key, chain, identity.verify_host)
    try:  # a code that no verifier would believe must never reach paper
        token.verify_token(text, [root], ws.today())
    except token.TokenError as error:
        raise _not_delegated() from error
    return text


def _fitting(delegations: str, root: Ed25519PublicKey, register_no: str) -> bytes:
    """The delegation for the number's region, of those the centre gave this laptop."""
    number = parse_register_number(register_no)
    for text in delegations.split():
        message = base64.b64decode(text)
        try:
            region = keys.read_delegation(message, root).region
        except cose.CoseError:
            continue
        if number is not None and covers(region, number.region):
            return message
    raise _not_delegated()


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


def print_key(session: Session, row: Certificate) -> UUID:
    """Under what prints are counted: the final one is no copy of the provisional one."""
    query = sa.select(CertificateConfirmation.id).where(
        CertificateConfirmation.certificate_id == row.id
    )
    return session.scalar(query.limit(1)) or row.id
