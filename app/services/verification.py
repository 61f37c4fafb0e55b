"""Checking a certificate anywhere: from the text of its code, a picture, or the PDF itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.domain.terms import Grade, Level, RevocationReason
from app.errors import UserError
from app.models.entities import Certificate
from app.models.local import StatusList as Held
from app.photos import taking
from app.photos.errors import PhotoError
from app.photos.taking import Runner
from app.protocol import keys, status
from app.protocol.status import StatusError, StatusList, fresher
from app.protocol.token import Facts, TokenStatus, is_training
from app.protocol.verdict import Judgement, Unchecked, Verdict, judge
from app.services import certificate_states
from app.services.certificate_states import Revoked
from app.services.workspace import Workspace

_SHORTEST_CODE = 100


@dataclass(frozen=True, slots=True)
class Checked:
    """What a genuine code says, and what is known of it: only `final` and `provisional` are good.

    `status` is its worth by the code alone. `why` goes with `unchecked`; `list_at` is the day
    of the status list that was asked, None for none. `reason` and `replaced_by` are told where
    this laptop has the record of a revocation, `key_revoked_since` where it is not this
    certificate but the key of the laptop.
    """

    verdict: Verdict
    status: TokenStatus
    register_no: str
    business: str
    product: str
    level: Level
    grade: Grade
    total: int
    issued_on: str
    valid_until: str
    signed_by: str
    why: Unchecked | None = None
    list_at: datetime | None = None
    key_revoked_since: date | None = None
    reason: RevocationReason | None = None
    replaced_by: str = ""

    @property
    def good(self) -> bool:
        """Whether whoever shows it may be believed."""
        return self.verdict in {Verdict.FINAL, Verdict.PROVISIONAL}

    @property
    def revocation(self) -> str:
        """`good`, `revoked` or `not_checked`: what is known of revocation."""
        if self.verdict is Verdict.REVOKED:
            return "revoked"
        return "good" if self.list_at is not None and self.good else "not_checked"


def root_keys(ws: Workspace) -> tuple[str, ...]:
    """The root keys this laptop trusts: the one it was enrolled with."""
    if ws.is_new:
        return ()
    with ws.db.read() as session:
        key = ws.identity(session).root_public_key
        return (key,) if key else ()


def status_list(ws: Workspace, roots: tuple[str, ...] = ()) -> StatusList | None:
    """The status list this laptop holds; None where it has none that a trusted root signed."""
    if ws.is_new:
        return None
    with ws.db.read() as session:
        held = session.get(Held, 1)
        message = None if held is None else held.message
    trusted = [_public_key(k) for k in (*roots, *root_keys(ws))]
    try:
        return None if message is None else status.read(message, trusted)
    except StatusError:
        return None


def read_list(ws: Workspace, path: Path, roots: tuple[str, ...] = ()) -> StatusList:
    """A status list from a file; UserError `verify.bad_list` when no trusted root signed it."""
    trusted = [_public_key(k) for k in (*roots, *root_keys(ws))]
    try:
        return status.read(path.read_bytes(), trusted)
    except (OSError, StatusError) as error:
        raise UserError(
            "verify.bad_list",
            f"{path.name} bukan daftar status yang ditandatangani pusat.",
            todo="Unduh lagi dari situs periksa sertifikat.",
        ) from error


def verify_text(
    ws: Workspace,
    text: str,
    roots: tuple[str, ...] = (),
    listed: StatusList | None = None,
) -> Checked:
    """Check the text of a code, without a network; `listed` is a newer status list than ours.

    Raises UserError `verify.forged` when it must not be believed, `verify.training`
    for a training paper, `verify.not_a_code` for any other text,
    `verify.no_key` when this laptop knows no root key, `verify.bad_key` when one of
    `roots` is no key.
    """
    if is_training(text):
        raise UserError(
            "verify.training",
            "Ini kode dari dokumen latihan, bukan sertifikat.",
            todo="Mintalah sertifikat yang diterbitkan sesudah kurasi sungguhan.",
        )
    trusted = [_public_key(k) for k in (*roots, *root_keys(ws))]
    if not trusted:
        raise UserError(
            "verify.no_key",
            "Laptop ini belum mengenal kunci pusat, jadi kode belum dapat diperiksa.",
            todo="Hubungkan laptop ke pusat sekali, atau beri kunci dengan --root-key.",
        )
    if not _looks_like_code(text):
        raise UserError(
            "verify.not_a_code",
            "Ini bukan teks kode sertifikat, jadi belum ada yang diperiksa.",
            todo="Pindai kode QR pada sertifikat, atau pilih PDF atau foto sertifikatnya.",
        )
    ours = status_list(ws, roots)
    if listed is None or (ours is not None and not fresher(listed, ours)):
        listed = ours
    found = judge(text, trusted, listed, ws.clock.now())
    if found.facts is None:
        raise UserError(
            "verify.forged",
            "Kode ini TIDAK SAH: isinya berubah atau tidak ditandatangani oleh pusat.",
            todo="Jangan terima sertifikat ini; laporkan nomor registernya ke Dinas.",
        )
    return _checked(ws, found, found.facts, listed)


def _checked(ws: Workspace, found: Judgement, facts: Facts, listed: StatusList | None) -> Checked:
    known = _known_here(ws, facts)
    verdict = found.verdict
    if known is not None:  # a list may be hours old, this laptop may know better
        verdict = Verdict.REVOKED
    ended = facts.valid_until < ws.today()
    worth = TokenStatus.FINAL if facts.final else TokenStatus.PROVISIONAL
    return Checked(
        verdict=verdict,
        status=TokenStatus.EXPIRED if ended else worth,
        register_no=facts.register_no,
        business=facts.business,
        product=facts.product,
        level=facts.level,
        grade=facts.grade,
        total=facts.total,
        issued_on=facts.issued_on.isoformat(),
        valid_until=facts.valid_until.isoformat(),
        signed_by=f"laptop {found.device}" if found.device else "pusat",
        why=found.why if verdict is Verdict.UNCHECKED else None,
        list_at=listed.issued_at if listed else None,
        key_revoked_since=found.key_revoked_since,
        reason=known.reason if known else None,
        replaced_by=known.replaced_by.register_no if known and known.replaced_by else "",
    )


def _known_here(ws: Workspace, facts: Facts) -> Revoked | None:
    """What this laptop knows of the certificate's revocation itself."""
    if ws.is_new:
        return None
    with ws.db.read() as session:
        query = sa.select(Certificate).where(Certificate.register_no == facts.register_no)
        for row in session.scalars(query):
            if row.record_hash.startswith(facts.record_hash.hex()):
                return certificate_states.state(session, row).revoked
    return None


def _looks_like_code(text: str) -> bool:
    """Whether somebody meant a code: a register number or free text is no forgery."""
    return "#" in text or len(text.strip()) > _SHORTEST_CODE


def _public_key(text: str) -> Ed25519PublicKey:
    try:
        return keys.public_key(text)
    except ValueError as error:
        raise UserError(
            "verify.bad_key",
            "Kunci induk yang diberikan bukan kunci.",
            todo="Salin lagi seluruh kunci yang ditampilkan `main.py central init`.",
        ) from error


def read_codes(workshop: Runner, path: Path) -> list[str]:
    """The texts of all QR codes in a picture or on the first pages of a PDF, ours before others.

    Raises UserError `verify.cannot_read` for a file that is neither, `verify.no_code`
    when it shows no code.
    """
    try:
        found = taking.read_texts(workshop, path.read_bytes(), name=path.name)
    except (OSError, PhotoError) as error:
        raise UserError(
            "verify.cannot_read",
            f"{path.name} tidak dapat dibaca sebagai PDF atau gambar.",
            todo="Pilih berkas sertifikat (PDF) atau foto kodenya.",
        ) from error
    if not found:
        raise UserError(
            "verify.no_code",
            f"Tidak ada kode QR yang terbaca di {path.name}.",
            todo="Foto kodenya lebih dekat dan lebih terang.",
        )
    return sorted(found, key=_is_foreign)


def _is_foreign(code: str) -> bool:
    """A payment code beside the paper, or on the photograph of the product."""
    return "/#" not in code and not is_training(code)
