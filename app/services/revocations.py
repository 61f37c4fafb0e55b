"""Pencabutan: taking a certificate back, by itself or for another in its place.

A revocation is a record of its own that is never changed. Until it has left this laptop it
can be forgotten; afterwards nothing takes it back, but a new certificate may be issued.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain import revocation
from app.domain.names import clean
from app.domain.permissions import JUDGING_ROLES, REVOKING_ROLES
from app.domain.regions import TRAINING
from app.domain.revocation import Touched
from app.domain.terms import PhotoRole, RevocationReason
from app.errors import UserError
from app.models.entities import (
    Certificate,
    CertificateRevocation,
    DecisionRecord,
    Photo,
    Product,
)
from app.models.local import SyncRow
from app.services import certificate_states, certificates, standing
from app.services.changes import Before, Change, Recorder
from app.services.workspace import Workspace
from app.sync import inbox, outbox

_ENTITY = CertificateRevocation.__tablename__


def may_revoke(ws: Workspace, scope: str) -> bool:
    """Whether this person may revoke certificates of a region."""
    return ws.me.may(REVOKING_ROLES, scope)


def may_replace(ws: Workspace, scope: str) -> bool:
    """Whether this person may also issue another in its place."""
    return may_revoke(ws, scope) and ws.me.may(JUDGING_ROLES, scope)


def revoke(
    ws: Workspace,
    certificate_id: UUID,
    reason: RevocationReason,
    note: str = "",
    *,
    stands: UUID | None = None,
) -> Change:
    """Revoke one certificate, and no other; `stands` is one in force that stays in its place.

    Raises UserError `role.may_not_revoke`, `certificate.revoked`, `revocation.note`.
    """
    with ws.change() as recorder:
        session = recorder.session
        row = session.get_one(Certificate, certificate_id)
        _require(ws, session, row, reason, note)
        if stands is not None:
            certificate_states.require_standing(session, session.get_one(Certificate, stands))
        write(ws, recorder, row, reason, note, stands)
        return recorder.done()


def replace(
    ws: Workspace, certificate_id: UUID, reason: RevocationReason, note: str = ""
) -> tuple[UUID, Change]:
    """Revoke a certificate and issue another from the decision that stands, each naming the other.

    Raises UserError as `revoke`, and those of `certificates.issue`.
    """
    with ws.change() as recorder:
        session = recorder.session
        row = session.get_one(Certificate, certificate_id)
        _require(ws, session, row, reason, note)
        if not may_replace(ws, row.scope):
            raise _may_not()
        decision = standing.decision(session, row.curation_id)
        if decision is None:
            decision = session.get_one(DecisionRecord, row.decision_id)
        fresh = certificates.make(ws, recorder, decision, replaces=row)
        write(ws, recorder, row, reason, note, fresh.id)
        return fresh.id, recorder.done()


def write(
    ws: Workspace,
    recorder: Recorder,
    row: Certificate,
    reason: RevocationReason,
    note: str = "",
    replaced_by: UUID | None = None,
) -> None:
    """Add the record of a revocation, which somebody else has checked."""
    recorder.add(
        CertificateRevocation(
            certificate_id=row.id,
            product_id=row.product_id,
            register_no=row.register_no,
            reason=str(reason),
            note=clean(note) or None,
            replaced_by=replaced_by,
            revoked_by=ws.me.person_id,
            revoked_at=recorder.now,
            scope=row.scope,
            guest_scope=row.guest_scope,
        )
    )
    recorder.tell("certificate.revoked", row, register_no=row.register_no, reason=str(reason))


def revoke_corrected(ws: Workspace, recorder: Recorder, decision: DecisionRecord) -> None:
    """Revoke what a decision that is corrected now had certified.

    Who corrects and may not revoke leaves that to the correction itself: a certificate of a
    decision that fell counts as revoked everywhere.
    """
    query = sa.select(Certificate).where(Certificate.decision_id == decision.id)
    for row in recorder.session.scalars(query).all():
        told = sa.select(CertificateRevocation.id).where(
            CertificateRevocation.certificate_id == row.id
        )
        known = recorder.session.scalar(told.limit(1)) is not None
        if not known and may_revoke(ws, row.scope):
            write(ws, recorder, row, RevocationReason.CORRECTED)


def _require(
    ws: Workspace, session: Session, row: Certificate, reason: RevocationReason, note: str
) -> None:
    if not may_revoke(ws, row.scope):
        raise _may_not()
    certificate_states.require_standing(session, row)
    if revocation.problem(reason, clean(note)) is not None:
        raise UserError(
            "revocation.note",
            "Alasan ini perlu dijelaskan.",
            safe="Sertifikat belum dicabut.",
            todo=f"Tulis keterangannya, paling banyak {revocation.LONGEST_NOTE} huruf.",
        )


def _may_not() -> UserError:
    return UserError(
        "role.may_not_revoke",
        "Sertifikat dicabut oleh ketua tim, kasatpel, atau admin wilayahnya.",
        safe="Sertifikat tetap berlaku.",
        todo="Minta salah satu dari mereka.",
    )


def may_forget(session: Session, revocation_id: UUID) -> bool:
    """Whether a revocation has not left this laptop and may be taken back."""
    row = session.get(CertificateRevocation, revocation_id)
    sync = session.get(SyncRow, (_ENTITY, revocation_id))
    if row is None or (sync is None and row.scope != TRAINING):
        return False
    return sync is None or (not sync.bver and (not sync.frozen or sync.state == outbox.REFUSED))


def forget(ws: Workspace, revocation_id: UUID) -> Change:
    """Take back a revocation that nobody else has heard of; UserError `revocation.sent`."""
    with ws.change() as recorder:
        session = recorder.session
        if not may_forget(session, revocation_id):
            raise UserError(
                "revocation.sent",
                "Pencabutan ini sudah dikirim, jadi tidak dapat diurungkan.",
                safe="Catatannya tetap tersimpan.",
                todo="Terbitkan sertifikat baru sebagai penggantinya.",
            )
        row = session.get_one(CertificateRevocation, revocation_id)
        certificate = session.get_one(Certificate, row.certificate_id)
        other = session.get(Certificate, row.replaced_by) if row.replaced_by else None
        if other is not None and other.facts.get("replaces") == row.register_no:
            raise UserError(
                "revocation.replaced",
                "Penggantinya sudah terbit, jadi pencabutan ini tidak dapat diurungkan.",
                safe="Kedua sertifikat tetap tersimpan.",
            )
        recorder.tell("certificate.revocation_undone", certificate)
        inbox.forget(session, _ENTITY, revocation_id)
        return Change(recorder.done().entities | {_ENTITY, "certificate", "audit_event"})


# -- when a product changes ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """A certificate that vouches for what has just changed."""

    certificate_id: UUID
    register_no: str
    product: str
    touched: tuple[Touched, ...]
    may_revoke: bool


def touched_by(ws: Workspace, change: Change) -> tuple[Asked, ...]:
    """Certificates in force of products whose ingredients, maker or packaging a change touched."""
    products: dict[UUID, tuple[Touched, ...]] = {}
    makers: dict[UUID, tuple[Touched, ...]] = {}
    for before in change.before:
        if before.values and before.entity in {"product", "business"}:
            found = revocation.touched(before.values)
            if found:
                (products if before.entity == "product" else makers)[before.id] = found
    shown = [b.id for b in change.before if b.entity == "photo" and _may_show_another(b)]
    if not products and not makers and not shown:
        return ()
    with ws.db.read() as session:
        if makers:
            query = sa.select(Product.id, Product.business_id)
            for key, maker in session.execute(query.where(Product.business_id.in_(makers))):
                products.setdefault(key, makers[maker])
        return tuple(_asked(ws, session, products, _packed(session, shown)))


def _may_show_another(before: Before) -> bool:
    """A photograph that is new, or of which something else is said than before."""
    return before.values is None or "role" in before.values


_OF_PACKAGING = sa.and_(Photo.role == str(PhotoRole.PACKAGING), Photo.mended_from.is_(None))


def _packed(session: Session, photos: Sequence[UUID]) -> dict[UUID, datetime]:
    """Products of which one of these photographs shows the packaging, with when it came."""
    query = sa.select(Photo.product_id, sa.func.max(Photo.created_at)).where(
        Photo.id.in_(photos), _OF_PACKAGING, Photo.deleted.is_(False)
    )
    return dict(session.execute(query.group_by(Photo.product_id)).all())


def _repacked(session: Session, row: Certificate, came: datetime | None) -> bool:
    """Whether a photograph of the packaging came in the place of one that the certificate knew.

    The first one that ever shows it is in nobody's place, though the old one may be gone.
    """
    if came is None or came <= row.created_at:
        return False
    known = sa.select(Photo.id).where(
        Photo.product_id == row.product_id, _OF_PACKAGING, Photo.created_at <= row.created_at
    )
    return session.scalar(known.limit(1)) is not None


def _asked(
    ws: Workspace,
    session: Session,
    products: dict[UUID, tuple[Touched, ...]],
    packed: dict[UUID, datetime],
) -> Sequence[Asked]:
    query = (
        sa.select(Certificate)
        .where(Certificate.product_id.in_({*products, *packed}), Certificate.deleted.is_(False))
        .where(Certificate.valid_until >= ws.today())
        .order_by(Certificate.register_no)
    )
    rows = session.scalars(query).all()
    known = certificate_states.states(session, rows)
    found = []
    for row in rows:
        touched = products.get(row.product_id, ())
        if Touched.PACKAGING not in touched:
            new = _repacked(session, row, packed.get(row.product_id))
            touched += (Touched.PACKAGING,) if new else ()
        if touched and known[row.id].revoked is None:
            name, may = str(row.facts.get("product_name", "")), may_revoke(ws, row.scope)
            found.append(Asked(row.id, row.register_no, name, touched, may))
    return found


def keep(ws: Workspace, certificate_ids: Sequence[UUID], note: str) -> Change:
    """Note why certificates still hold although their product changed; UserError
    `revocation.note`."""
    if not clean(note):
        raise UserError(
            "revocation.note",
            "Tulis mengapa sertifikat tetap berlaku.",
            safe="Perubahan produk sudah tersimpan.",
            todo="Isi alasannya dengan singkat, atau cabut sertifikatnya.",
        )
    with ws.change() as recorder:
        for key in certificate_ids:
            row = recorder.session.get_one(Certificate, key)
            recorder.tell("certificate.kept", row, note=clean(note)[: revocation.LONGEST_NOTE])
        return Change(recorder.done().entities | {"audit_event"})


def revoke_all(ws: Workspace, asked: Sequence[Asked], note: str = "") -> Change:
    """Revoke certificates of a product that is not the same any more."""
    with ws.change() as recorder:
        session = recorder.session
        for one in asked:
            row = session.get_one(Certificate, one.certificate_id)
            if certificate_states.state(session, row).revoked is None:
                _require(ws, session, row, RevocationReason.PRODUCT_CHANGED, note)
                words = ", ".join(one.touched)
                write(ws, recorder, row, RevocationReason.PRODUCT_CHANGED, note or words)
        return recorder.done()
