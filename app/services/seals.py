"""Digital signatures (PAdES) on finished certificates, kept beside the data.

A certificate that was signed is never drawn again: every later print and copy is that file.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import JAKARTA
from app.domain.terms import CertificateStatus
from app.errors import UserError
from app.models.entities import AuditEvent, Certificate, Device
from app.services import certificate_states, pdfs, seal_keys
from app.services.seal_keys import P12, SealKey, Source, Token
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from pyhanko.sign.timestamps import TimeStamper

log = logging.getLogger(__name__)
_SIGNED = "certificate.sealed"
FIELD = "TandaTangan1"
"""Name of the signature's field in the file."""
_PART = 1_000
_ENDS = frozenset({"seal.keep"})
"""After these the next one would fare no better."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A signed file; `stamped` says whether a timestamp service vouches for the moment."""

    pdf: bytes
    stamped: bool


def source_of(ws: Workspace) -> Source | None:
    """The key this laptop is set to sign with; None when it is not."""
    said = ws.settings
    if said.seal_module:
        return Token(Path(said.seal_module), said.seal_token, said.seal_key)
    return P12(Path(said.seal_file)) if said.seal_file else None


def stamper_of(url: str) -> TimeStamper | None:
    """Who vouches for the moment; None where no service is set."""
    if not url:
        return None
    from app.services.timestamps import HttpStamper

    return HttpStamper(url)


def seal(pdf: bytes, key: SealKey, at: datetime, stamper: TimeStamper | None = None) -> Sealed:
    """Sign a certificate visibly where its first signatory signs: PAdES B-B, or B-T.

    Where the timestamp service does not answer, the signature is B-B. UserError
    `seal.not_ours`, `seal.already`, and those of the token.
    """
    from pyhanko.sign.timestamps.common_utils import TimestampRequestError

    from app.reports import seal as paper

    box = _place(pdf)
    look = paper.appearance(box, key.owner, at.astimezone(JAKARTA))
    if stamper is not None:
        try:
            return Sealed(_signed(pdf, key, box, look, stamper), stamped=True)
        except TimestampRequestError:
            log.info("the timestamp service did not answer")
    return Sealed(_signed(pdf, key, box, look, None), stamped=False)


def _place(pdf: bytes) -> tuple[float, float, float, float]:
    import pikepdf

    from app.reports import seal as paper

    try:
        if paper.is_signed(pdf):
            raise _already()
        box = paper.place(pdf)
    except (pikepdf.PdfError, ValueError) as error:
        raise _not_ours() from error
    if box is None:
        raise _not_ours()
    return box


def _already() -> UserError:
    return UserError(
        "seal.already",
        "Sertifikat ini sudah bertanda tangan digital.",
        safe="Berkas itu tidak diubah.",
    )


def _not_ours() -> UserError:
    return UserError(
        "seal.not_ours",
        "Berkas ini bukan satu sertifikat asli yang sudah ditetapkan pusat.",
        safe="Berkas itu tidak diubah.",
        todo="Simpan dari program ini sebagai PDF: bukan draf, bukan salinan, satu per berkas.",
    )


def _signed(
    pdf: bytes,
    key: SealKey,
    box: tuple[float, float, float, float],
    look: bytes,
    stamper: TimeStamper | None,
) -> bytes:
    from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
    from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
    from pyhanko.stamp import StaticStampStyle

    from app.services.seal_writing import ArchivalWriter, PageOf

    middle = AxisAlignment.ALIGN_MID
    style = StaticStampStyle(
        border_width=0,
        background=PageOf(look),
        background_layout=SimpleBoxLayoutRule(middle, middle, margins=Margins(0, 0, 0, 0)),
    )
    about = PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, name=key.owner
    )
    # Whole points suffice for a rectangle that a hand would fill.
    left, bottom, right, top = (round(value) for value in box)
    field = SigFieldSpec(FIELD, on_page=0, box=(left, bottom, right, top))
    signer = PdfSigner(
        about, key.signer, timestamper=stamper, stamp_style=style, new_field_spec=field
    )
    out = BytesIO()
    signer.sign_pdf(ArchivalWriter(BytesIO(pdf)), output=out)
    return out.getvalue()


# -- certificates of this laptop --------------------------------------------------------


def seal_certificate(
    ws: Workspace, certificate_id: UUID, key: SealKey, stamper: TimeStamper | None = None
) -> Sealed:
    """Sign a confirmed certificate and keep the file; UserError `seal.not_final` and others."""
    with ws.db.read() as session:
        row = session.get_one(Certificate, certificate_id)
        status = certificate_states.state(session, row).status
    if pdfs.sealed_file(ws, certificate_id).exists():
        raise _already()
    if status != CertificateStatus.FINAL:
        raise UserError(
            "seal.not_final",
            "Hanya sertifikat yang sudah ditetapkan pusat yang ditandatangani secara digital.",
            safe="Sertifikat tidak diubah.",
            todo="Sinkronkan dahulu, lalu coba lagi setelah statusnya final.",
        )
    made = seal(pdfs.original_pdf(ws, certificate_id), key, ws.clock.now(), stamper)
    _keep(ws, certificate_id, made.pdf)
    with ws.change() as recorder:  # the file stays here; that it is here, others are told
        recorder.tell(_SIGNED, recorder.session.get_one(Certificate, certificate_id))
    return made


def _keep(ws: Workspace, certificate_id: UUID, pdf: bytes) -> None:
    path = pdfs.sealed_file(ws, certificate_id)
    try:
        path.parent.mkdir(exist_ok=True)
        fresh = path.with_suffix(".baru")
        with fresh.open("wb") as file:
            file.write(pdf)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        raise UserError(
            "seal.keep",
            "Sertifikat yang ditandatangani tidak dapat disimpan.",
            safe="Sertifikat yang lama tetap ada.",
            todo="Kosongkan ruang disk, lalu tandatangani lagi.",
        ) from error


def unsealed(ws: Workspace, certificate_ids: Iterable[UUID]) -> list[UUID]:
    """Those of them that are confirmed and not signed yet, neither here nor on another laptop."""
    wanted = list(certificate_ids)
    with ws.db.read() as session:
        rows = session.scalars(
            sa.select(Certificate).where(Certificate.id.in_(wanted), Certificate.deleted.is_(False))
        ).all()
        known = certificate_states.states(session, rows)
        final = {key for key, found in known.items() if found.status is CertificateStatus.FINAL}
        final -= _elsewhere(ws, session, final).keys()
    return [i for i in wanted if i in final and not pdfs.sealed_file(ws, i).exists()]


def waiting(ws: Workspace) -> list[UUID]:
    """All certificates that are confirmed and not signed yet, by register number."""
    query = sa.select(Certificate.id).where(Certificate.deleted.is_(False))
    with ws.db.read() as session:
        known = list(session.scalars(query.order_by(Certificate.register_no)))
    parts = (known[at : at + _PART] for at in range(0, len(known), _PART))
    return [key for part in parts for key in unsealed(ws, part)]


def _elsewhere(ws: Workspace, session: Session, wanted: Iterable[UUID]) -> dict[UUID, str]:
    """Those of them that another laptop has told it signed, each with that laptop's code."""
    query = (
        sa.select(AuditEvent.entity_id, Device.code)
        .outerjoin(Device, Device.id == AuditEvent.device_id)
        .where(
            AuditEvent.entity_id.in_(wanted),
            AuditEvent.verb == _SIGNED,
            AuditEvent.device_id != ws.me.device_id,
        )
    )
    return {key: code or "?" for key, code in session.execute(query)}


class SealState(Enum):
    """What can be said of a certificate's digital signature on this laptop."""

    NONE = "none"
    SEALABLE = "sealable"
    SEALED = "sealed"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class SealView:
    """Where a certificate was signed: `laptop` is the code of another that has the file."""

    state: SealState
    laptop: str = ""


def seal_view(ws: Workspace, certificate_id: UUID | None) -> SealView:
    """Whether this laptop has signed a certificate, or may sign it now, or another has."""
    if certificate_id is None:
        return SealView(SealState.NONE)
    if pdfs.sealed_file(ws, certificate_id).exists():
        return SealView(SealState.SEALED)
    with ws.db.read() as session:
        laptop = _elsewhere(ws, session, [certificate_id]).get(certificate_id)
    if laptop is not None:
        return SealView(SealState.ELSEWHERE, laptop)
    may = source_of(ws) is not None and unsealed(ws, [certificate_id])
    return SealView(SealState.SEALABLE if may else SealState.NONE)


@dataclass(frozen=True, slots=True)
class SealedMany:
    """What became of a list: how many were signed, of these without timestamp, and faults."""

    sealed: int
    unstamped: int
    left_out: tuple[UserError, ...]


def seal_many(
    ws: Workspace,
    certificate_ids: Sequence[UUID],
    secret: str,
    *,
    tell: Callable[[int], None],
    check: Callable[[], None],
) -> SealedMany:
    """Sign certificates with this laptop's key, opened once.

    One that cannot be signed is left out, and why is said; what ends the key ends the list.
    `tell(done)` after each; `check()` may raise to stop, what was signed stays. UserError
    `seal.not_set` and all of `seal_keys.opened`.
    """
    source = source_of(ws)
    if source is None:
        raise UserError(
            "seal.not_set",
            "Laptop ini tidak diatur untuk menandatangani secara digital.",
            todo="Atur kuncinya di Pengaturan.",
        )
    stamper = stamper_of(ws.settings.seal_timestamp_url)
    made, left_out = [], []
    with seal_keys.opened(source, secret, ws.clock.now()) as key:
        for certificate_id in certificate_ids:
            check()
            try:
                made.append(seal_certificate(ws, certificate_id, key, stamper))
            except UserError as error:
                if error.code in _ENDS:
                    raise
                left_out.append(error)
            tell(len(made) + len(left_out))
    unstamped = sum(not one.stamped for one in made) if stamper is not None else 0
    return SealedMany(len(made), unstamped, tuple(left_out))
