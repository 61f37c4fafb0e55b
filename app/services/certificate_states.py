"""What certificates are worth now: confirmed by the centre or not yet, revoked, replaced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.terms import CertificateStatus, RevocationReason
from app.errors import UserError
from app.models.entities import (
    Certificate,
    CertificateConfirmation,
    CertificateRevocation,
    DecisionRecord,
    Person,
)


@dataclass(frozen=True, slots=True)
class Replacement:
    """Another certificate, in place of this one or before it; no `id` when it is not here."""

    register_no: str
    id: UUID | None = None
    decision_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Revoked:
    """Why a certificate does not hold any more; `id` is None where its decision fell."""

    reason: RevocationReason
    note: str
    by: str
    at: datetime
    person: UUID
    id: UUID | None = None
    replaced_by: Replacement | None = None


@dataclass(frozen=True, slots=True)
class CertificateState:
    """One certificate as it stands: its worth, its official number, the code to print."""

    status: CertificateStatus
    official_number: str | None
    payload: str
    revoked: Revoked | None = None
    replaces: Replacement | None = None


def state(session: Session, row: Certificate) -> CertificateState:
    """How one certificate stands."""
    return states(session, [row])[row.id]


def states(session: Session, rows: Sequence[Certificate]) -> dict[UUID, CertificateState]:
    """How certificates stand, by key."""
    ids = [row.id for row in rows]
    confirmed = _confirmed(session, ids)
    revoked = _revoked(session, rows)
    replaced = _numbered(session, [str(row.facts.get("replaces", "")) for row in rows])
    found = {}
    for row in rows:
        confirmation = confirmed.get(row.id)
        number, payload = row.official_number, row.payload
        if confirmation is not None:
            number, payload = confirmation.official_number, confirmation.payload
        why = revoked.get(row.id)
        status = _status(row, final=confirmation is not None, revoked=why is not None)
        before = row.facts.get("replaces")
        known = replaced.get(before, Replacement(before)) if before else None
        found[row.id] = CertificateState(status, number, payload, why, known)
    return found


def present(
    session: Session, decisions: Sequence[UUID]
) -> dict[UUID, tuple[Certificate, CertificateState]]:
    """The certificate of each decision that has one, and how it stands.

    One that holds before all that were revoked, whatever the clocks say; else the last.
    """
    query = (
        sa.select(Certificate)
        .where(Certificate.decision_id.in_(decisions), Certificate.deleted.is_(False))
        .order_by(Certificate.created_at, Certificate.id)
    )
    rows = session.scalars(query).all()
    known = states(session, rows)
    found: dict[UUID, tuple[Certificate, CertificateState]] = {}
    for row in rows:
        held = found.get(row.decision_id)
        if held is None or held[1].revoked is not None:
            found[row.decision_id] = row, known[row.id]
    return found


def _status(row: Certificate, *, final: bool, revoked: bool) -> CertificateStatus:
    if revoked:
        return CertificateStatus.REVOKED
    if row.status == CertificateStatus.TRAINING:
        return CertificateStatus.TRAINING
    return CertificateStatus.FINAL if final else CertificateStatus.PROVISIONAL


def _confirmed(session: Session, ids: Sequence[UUID]) -> dict[UUID, CertificateConfirmation]:
    query = sa.select(CertificateConfirmation).where(
        CertificateConfirmation.certificate_id.in_(ids), CertificateConfirmation.deleted.is_(False)
    )
    return {row.certificate_id: row for row in session.scalars(query)}


def _revoked(session: Session, rows: Sequence[Certificate]) -> dict[UUID, Revoked]:
    """Of several revocations the earliest; where there is none, the correction of the decision."""
    found: dict[UUID, CertificateRevocation | DecisionRecord] = {}
    query = (
        sa.select(CertificateRevocation)
        .where(CertificateRevocation.certificate_id.in_([row.id for row in rows]))
        .order_by(CertificateRevocation.revoked_at.desc(), CertificateRevocation.id.desc())
    )
    told = {r.certificate_id: r for r in session.scalars(query)}
    fallen = _fallen(session, [row.decision_id for row in rows])
    for row in rows:
        if row.id in told:
            found[row.id] = told[row.id]
        elif row.decision_id in fallen:
            found[row.id] = fallen[row.decision_id]
    people = _names(session, [_author(r) for r in found.values()])
    later = _later(session, [row for row in rows if row.id in found])
    by_id = _by_id(session, [r.replaced_by for r in told.values() if r.replaced_by])
    return {
        row.id: _told(found[row.id], people, by_id, later.get(row.register_no))
        for row in rows
        if row.id in found
    }


def _author(row: CertificateRevocation | DecisionRecord) -> UUID:
    return row.revoked_by if isinstance(row, CertificateRevocation) else row.decided_by


def _told(
    row: CertificateRevocation | DecisionRecord,
    people: dict[UUID, str],
    known: dict[UUID, Replacement],
    later: Replacement | None,
) -> Revoked:
    by = people.get(_author(row), "")
    if isinstance(row, DecisionRecord):
        return Revoked(
            *(RevocationReason.CORRECTED, row.reason or "", by, row.decided_at),
            person=row.decided_by,
            replaced_by=later,
        )
    named = known.get(row.replaced_by) if row.replaced_by else None
    return Revoked(
        *(RevocationReason(row.reason), row.note or "", by, row.revoked_at),
        person=row.revoked_by,
        id=row.id,
        replaced_by=named or later,
    )


def _fallen(session: Session, decisions: Sequence[UUID]) -> dict[UUID, DecisionRecord]:
    """Decisions that were corrected or taken back, each with the record that did it."""
    query = (
        sa.select(DecisionRecord)
        .where(DecisionRecord.supersedes.in_(decisions))
        .order_by(DecisionRecord.decided_at.desc())
    )
    return {row.supersedes: row for row in session.scalars(query) if row.supersedes}


def _names(session: Session, ids: Sequence[UUID]) -> dict[UUID, str]:
    return dict(session.execute(sa.select(Person.id, Person.name).where(Person.id.in_(ids))).all())


def _by_id(session: Session, ids: Sequence[UUID]) -> dict[UUID, Replacement]:
    query = sa.select(Certificate).where(Certificate.id.in_(ids))
    return {row.id: _link(row) for row in session.scalars(query)}


def _numbered(session: Session, numbers: Sequence[str]) -> dict[str, Replacement]:
    wanted = [number for number in numbers if number]
    if not wanted:
        return {}
    query = sa.select(Certificate).where(Certificate.register_no.in_(wanted))
    return {row.register_no: _link(row) for row in session.scalars(query)}


def _later(session: Session, rows: Sequence[Certificate]) -> dict[str, Replacement]:
    """Certificates that name one of these as what they replace, by its number."""
    if not rows:
        return {}
    query = sa.select(Certificate).where(Certificate.product_id.in_([r.product_id for r in rows]))
    found: dict[str, list[Certificate]] = defaultdict(list)
    for row in session.scalars(query.order_by(Certificate.register_no)):
        if row.facts.get("replaces"):
            found[row.facts["replaces"]].append(row)
    return {number: _link(rows[-1]) for number, rows in found.items()}


def _link(row: Certificate) -> Replacement:
    return Replacement(row.register_no, row.id, row.decision_id)


def require_standing(session: Session, row: Certificate) -> CertificateState:
    """How it stands; UserError `certificate.revoked` for one that does not hold any more."""
    found = state(session, row)
    if found.revoked is not None:
        raise revoked_error(found.revoked)
    return found


def revoked_error(why: Revoked) -> UserError:
    """That a certificate was revoked, why, and what there is instead."""
    other = why.replaced_by
    return UserError(
        "certificate.revoked",
        f"Sertifikat ini sudah dicabut: {why.reason.term.lower()}.",
        safe="Catatannya tetap ada, tetapi tidak dicetak lagi.",
        todo=f"Cetak penggantinya, {other.register_no}." if other else "Tarik kembali kertasnya.",
    )
