"""Checking a certificate anywhere: from the text of its code, a picture, or the PDF itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.domain.terms import Grade, Level
from app.errors import UserError
from app.photos import taking
from app.photos.errors import PhotoError
from app.photos.taking import Runner
from app.protocol import keys
from app.protocol.token import TokenError, TokenStatus, verify_token
from app.services.workspace import Workspace

_SHORTEST_CODE = 100


@dataclass(frozen=True, slots=True)
class Checked:
    """What a genuine certificate says. Revocation is told apart: `not_checked` is never `valid`."""

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
    revocation: str


def root_keys(ws: Workspace) -> tuple[str, ...]:
    """The root keys this laptop trusts: the one it was enrolled with."""
    if ws.is_new:
        return ()
    with ws.db.read() as session:
        key = ws.identity(session).root_public_key
        return (key,) if key else ()


def verify_text(ws: Workspace, text: str, roots: tuple[str, ...] = ()) -> Checked:
    """Check the text of a code, without a network.

    Raises UserError `verify.forged` when it must not be believed, `verify.training`
    for a training paper, `verify.not_a_code` for any other text,
    `verify.no_key` when this laptop knows no root key, `verify.bad_key` when one of
    `roots` is no key.
    """
    if text.strip().upper().startswith("LATIHAN"):
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
    try:
        verified = verify_token(text, trusted, ws.today())
    except TokenError as error:
        raise UserError(
            "verify.forged",
            "Kode ini TIDAK SAH: isinya berubah atau tidak ditandatangani oleh pusat.",
            todo="Jangan terima sertifikat ini; laporkan nomor registernya ke Dinas.",
        ) from error
    facts = verified.facts
    return Checked(
        status=verified.status,
        register_no=facts.register_no,
        business=facts.business,
        product=facts.product,
        level=facts.level,
        grade=facts.grade,
        total=facts.total,
        issued_on=facts.issued_on.isoformat(),
        valid_until=facts.valid_until.isoformat(),
        signed_by=f"laptop {verified.device}" if verified.device else "pusat",
        revocation="not_checked",
    )


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
    return "/#" not in code and not code.upper().startswith("LATIHAN")
