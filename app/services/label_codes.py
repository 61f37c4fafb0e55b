"""Codes on labels: read once a photograph, offered until a person takes or waves them away.

Nothing is filled in by itself: an offer becomes an edit of the form, which is checked and
saved like anything typed. What was said to an offer is remembered on this laptop only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from app.domain import identifiers
from app.domain.terms import DocumentType
from app.errors import UserError
from app.models.entities import Certificate, Photo
from app.models.local import PhotoCode
from app.photos.codes import CodeKind, FoundCode
from app.services import verification
from app.services.workspace import Workspace

_READ, _OPEN, _TAKEN, _WAVED = "read", "open", "taken", "waved"

DOCUMENTS = {
    CodeKind.HALAL: DocumentType.HALAL,
    CodeKind.BPOM: DocumentType.BPOM,
    CodeKind.PIRT: DocumentType.PIRT,
    CodeKind.NIB: DocumentType.NIB,
}
"""Which document each kind of code is the number of."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A photograph whose codes were not looked for yet."""

    photo_id: UUID
    sha256: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A number found on a label: of a document, or of a certificate of ours."""

    photo_id: UUID
    kind: CodeKind
    number: str
    certificate_id: UUID | None = None

    @property
    def document(self) -> DocumentType | None:
        """The document the number belongs to; None for a certificate of ours."""
        return DOCUMENTS.get(self.kind)


def unread(ws: Workspace, product_id: UUID) -> tuple[Unread, ...]:
    """Clean masters of a product that nobody looked at and that are on this laptop."""
    looked = sa.exists().where(PhotoCode.photo_id == Photo.id, PhotoCode.state == _READ)
    query = sa.select(Photo.id, Photo.sha256).where(*_of(product_id), ~looked)
    with ws.db.read() as session:
        found = session.execute(query.order_by(Photo.created_at)).all()
    return tuple(Unread(key, sha) for key, sha in found if ws.photos.has(sha))


def _of(product_id: UUID) -> tuple[sa.ColumnElement[bool], ...]:
    return Photo.product_id == product_id, Photo.mended_from.is_(None), _seen()


def _seen() -> sa.ColumnElement[bool]:
    """Masters that are shown, themselves or by what was made from them."""
    mended = aliased(Photo)
    stands_in = sa.exists().where(mended.mended_from == Photo.id, mended.deleted.is_(False))
    return sa.or_(Photo.deleted.is_(False), stands_in)


def keep(ws: Workspace, photo_id: UUID, codes: Sequence[FoundCode]) -> None:
    """Remember that a photograph was read and what was found; doing it twice is harmless."""
    with ws.db.write() as session:
        wanted = [PhotoCode(photo_id=photo_id, kind="", number="", state=_READ)]
        for code in codes:
            number = _our_certificate(ws, code) if code.kind is CodeKind.OURS else code.number
            if number and _is_sound(ws, code.kind, number):
                wanted.append(
                    PhotoCode(photo_id=photo_id, kind=code.kind.value, number=number, state=_OPEN)
                )
        for row in wanted:
            if session.get(PhotoCode, (row.photo_id, row.kind, row.number)) is None:
                session.add(row)


def _our_certificate(ws: Workspace, code: FoundCode) -> str:
    """The register number of a genuine certificate of ours; empty for any other text."""
    try:
        return verification.verify_text(ws, code.number).register_no
    except UserError:
        return ""


def _is_sound(ws: Workspace, kind: CodeKind, number: str) -> bool:
    document = DOCUMENTS.get(kind)
    if document is None:
        return True
    return not identifiers.blocking(identifiers.check_document(document, number, ws.today()))


def offers(ws: Workspace, product_id: UUID) -> tuple[Offer, ...]:
    """What stands open for a product, each number once."""
    query = (
        sa.select(PhotoCode)
        .join(Photo, Photo.id == PhotoCode.photo_id)
        .where(*_of(product_id), PhotoCode.state != _READ)
        .order_by(Photo.position, Photo.created_at, PhotoCode.kind, PhotoCode.number)
    )
    with ws.db.read() as session:
        rows = session.scalars(query).all()
        settled = {(r.kind, r.number) for r in rows if r.state != _OPEN}
        found: dict[tuple[str, str], Offer] = {}
        for row in rows:
            key = (row.kind, row.number)
            if key not in settled and key not in found:
                found[key] = _offer(session, row)
    return tuple(o for o in found.values() if o.document or o.certificate_id)


def _offer(session: Session, row: PhotoCode) -> Offer:
    kind = CodeKind(row.kind)
    certificate = None
    if kind is CodeKind.OURS:
        query = sa.select(Certificate.id).where(
            Certificate.register_no == row.number, Certificate.deleted.is_(False)
        )
        certificate = session.scalar(query.limit(1))
    return Offer(row.photo_id, kind, row.number, certificate)


def answer(ws: Workspace, offer: Offer, *, taken: bool) -> None:
    """The person took an offer or waved it away: it does not come back."""
    with ws.db.write() as session:
        row = session.get(PhotoCode, (offer.photo_id, offer.kind.value, offer.number))
        if row is not None:
            row.state = _TAKEN if taken else _WAVED
