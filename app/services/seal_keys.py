"""The Dinas's own signing keys: a P12 file, or a token reached by PKCS#11.

A password or PIN goes in as an argument and is kept nowhere; the key lives as long as the
`with` block that opened it. What is wrong with a key is said before anything is signed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from app.errors import UserError

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer

LEAST_RSA = 2048
_CURVES = ("secp256r1", "secp384r1", "secp521r1")
_MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class P12:
    """A key in a file, opened by a password."""

    path: Path


@dataclass(frozen=True, slots=True)
class Token:
    """A key on a token: the module that reaches it, the token's label, the key's label.

    Without labels the only token there is, and the only key on it that has a certificate.
    """

    module: Path
    token: str = ""
    key: str = ""


Source = P12 | Token


@dataclass(frozen=True, slots=True)
class SealKey:
    """An opened key with what people call its owner."""

    owner: str
    issuer: str
    not_after: datetime
    signer: Signer = field(repr=False, compare=False)


@contextmanager
def opened(source: Source, secret: str, now: datetime) -> Iterator[SealKey]:
    """A key ready to sign; UserError `seal.…` when it cannot be opened or must not sign."""
    if isinstance(source, P12):
        yield _of_file(source, secret, now)
    else:
        with _of_token(source, secret, now) as key:
            yield key


def _of_file(source: P12, secret: str, now: datetime) -> SealKey:
    from asn1crypto import keys as asn1_keys
    from pyhanko.sign.signers import SimpleSigner

    private, certificate, others = _read_p12(source, secret)
    require_fit(certificate, now)
    der = private.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    signer = SimpleSigner(
        signing_cert=_asn1(certificate),
        signing_key=asn1_keys.PrivateKeyInfo.load(der),
        cert_registry=_registry([certificate, *others]),
    )
    return _key(certificate, signer)


def _read_p12(source: P12, secret: str) -> tuple[Any, x509.Certificate, list[x509.Certificate]]:
    try:
        if source.path.stat().st_size > _MOST_BYTES:
            raise _no_p12(source)
        data = source.path.read_bytes()
    except OSError as error:
        raise UserError(
            "seal.file",
            f"Berkas kunci {source.path.name} tidak dapat dibuka.",
            safe="Sertifikat tidak diubah.",
            todo="Periksa tempat berkas P12 di Pengaturan.",
        ) from error
    try:
        private, certificate, others = pkcs12.load_key_and_certificates(
            data, secret.encode("utf-8")
        )
    except ValueError as error:
        if "password" in str(error).lower():
            raise UserError(
                "seal.password",
                "Kata sandi berkas kunci salah.",
                safe="Belum ada yang ditandatangani.",
                todo="Ketik lagi kata sandi berkas P12.",
            ) from error
        raise _no_p12(source) from error
    except UnsupportedAlgorithm as error:
        raise _no_p12(source) from error
    if private is None or certificate is None:
        raise _no_p12(source)
    return private, certificate, others


def _no_p12(source: P12) -> UserError:
    return UserError(
        "seal.no_p12",
        f"{source.path.name} bukan berkas P12 dengan kunci dan sertifikatnya.",
        safe="Sertifikat tidak diubah.",
        todo="Pilih berkas .p12 atau .pfx dari penerbit sertifikat elektronik.",
    )


@contextmanager
def _of_token(source: Token, secret: str, now: datetime) -> Iterator[SealKey]:
    from pyhanko.sign.pkcs11 import PKCS11Signer

    with _session(source, secret) as session, _told():
        certificate, key_id, others = _certificate_on(session, source)
        require_fit(certificate, now)
        signer = PKCS11Signer(
            session,
            signing_cert=_asn1(certificate),
            key_id=key_id,
            ca_chain=[_asn1(other) for other in others],
            # Many tokens sign a digest on a curve, but make none themselves.
            use_raw_mechanism=isinstance(certificate.public_key(), ec.EllipticCurvePublicKey),
        )
        yield _key(certificate, signer)


@contextmanager
def _session(source: Token, secret: str) -> Iterator[Any]:
    """A session on the token, logged in."""
    with _told():
        session = _token(source).open(user_pin=secret)
    try:
        yield session
    finally:
        _close(session)


def _close(session: Any) -> None:
    from pkcs11.exceptions import PKCS11Error

    try:
        session.close()
    except PKCS11Error:
        return  # its token has gone, and the session with it


def _token(source: Token) -> Any:
    import pkcs11

    if not source.module.is_file():
        raise _no_module(source)
    try:
        library = pkcs11.lib(str(source.module))
    except (RuntimeError, OSError) as error:  # PKCS11Error is a RuntimeError
        raise _no_module(source) from error
    tokens = [slot.get_token() for slot in library.get_slots(token_present=True)]
    fitting = [t for t in tokens if not source.token or t.label == source.token]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise UserError(
            "seal.tokens",
            "Lebih dari satu token tertancap.",
            safe="Belum ada yang ditandatangani.",
            todo="Sebutkan label tokennya, atau cabut yang lain.",
        )
    raise _token_gone()


def _no_module(source: Token) -> UserError:
    return UserError(
        "seal.module",
        f"Modul PKCS#11 {source.module.name} tidak dapat dimuat.",
        safe="Sertifikat tidak diubah.",
        todo="Periksa tempat modulnya, atau pasang perangkat lunak token.",
    )


def _token_gone() -> UserError:
    return UserError(
        "seal.token_gone",
        "Token tanda tangan tidak ditemukan.",
        safe="Yang sudah ditandatangani tetap tersimpan.",
        todo="Tancapkan token itu, lalu coba lagi.",
    )


def _certificate_on(
    session: Any, source: Token
) -> tuple[x509.Certificate, bytes, list[x509.Certificate]]:
    """The certificate of the key to sign with, the id of both, and the other certificates."""
    from pkcs11 import Attribute, ObjectClass

    wanted: dict[Any, Any] = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.SIGN: True}
    if source.key:
        wanted[Attribute.LABEL] = source.key
    ids = {bytes(found[Attribute.ID]) for found in session.get_objects(wanted)}
    stored = [
        (bytes(found[Attribute.ID]), x509.load_der_x509_certificate(found[Attribute.VALUE]))
        for found in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
    ]
    fitting = [(key_id, certificate) for key_id, certificate in stored if key_id in ids]
    if len(fitting) != 1:
        which = f"berlabel {source.key} " if source.key else ""
        count = "Tidak ada kunci" if not fitting else "Lebih dari satu kunci"
        raise UserError(
            "seal.key",
            f"{count} {which}dengan sertifikat di token ini.",
            safe="Belum ada yang ditandatangani.",
            todo="Periksa label kunci di Pengaturan.",
        )
    key_id, certificate = fitting[0]
    return certificate, key_id, [c for _, c in stored if c != certificate]


@contextmanager
def _told() -> Iterator[None]:
    """What a token answers, in words."""
    from pkcs11 import exceptions as p11

    gone = (p11.TokenNotPresent, p11.DeviceRemoved, p11.DeviceError, p11.TokenNotRecognised)
    ended = (p11.SessionHandleInvalid, p11.SessionClosed, p11.SlotIDInvalid)
    try:
        yield
    except (p11.PinIncorrect, p11.PinLenRange, p11.PinInvalid) as error:
        raise UserError(
            "seal.pin",
            "PIN token salah.",
            safe="Belum ada yang ditandatangani.",
            todo="Ketik lagi dengan teliti: token mengunci diri setelah beberapa kali salah.",
        ) from error
    except (p11.PinLocked, p11.PinExpired, p11.UserPinNotInitialized) as error:
        raise UserError(
            "seal.pin_locked",
            "PIN token terkunci, kedaluwarsa, atau belum dibuat.",
            safe="Belum ada yang ditandatangani.",
            todo="Minta penerbit token membukanya.",
        ) from error
    except (*gone, *ended) as error:
        raise _token_gone() from error
    except p11.PKCS11Error as error:
        raise UserError(
            "seal.token_trouble",
            f"Token menolak perintah ({type(error).__name__}).",
            safe="Yang sudah ditandatangani tetap tersimpan.",
            todo="Cabut dan tancapkan lagi tokennya, lalu ulangi.",
        ) from error


def require_fit(certificate: x509.Certificate, now: datetime) -> None:
    """UserError for a certificate that readers of PDFs would not believe."""
    if now > certificate.not_valid_after_utc:
        raise _unfit(
            "seal.expired", f"kedaluwarsa sejak {certificate.not_valid_after_utc:%d-%m-%Y}"
        )
    if now < certificate.not_valid_before_utc:
        since = certificate.not_valid_before_utc
        raise _unfit("seal.not_yet", f"baru berlaku sejak {since:%d-%m-%Y}; periksa tanggal laptop")
    public = certificate.public_key()
    if isinstance(public, rsa.RSAPublicKey):
        if public.key_size < LEAST_RSA:
            raise _unfit("seal.weak", f"memakai RSA {public.key_size} bit, terlalu lemah")
    elif not isinstance(public, ec.EllipticCurvePublicKey) or public.curve.name not in _CURVES:
        raise _unfit(
            "seal.kind", "memakai jenis kunci yang tidak dikenal pembaca PDF (RSA atau P-256 saja)"
        )
    if not _may_sign(certificate):
        raise _unfit("seal.usage", "tidak diterbitkan untuk menandatangani dokumen")


def _may_sign(certificate: x509.Certificate) -> bool:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment


def _unfit(code: str, why: str) -> UserError:
    return UserError(
        code,
        f"Sertifikat elektronik ini {why}.",
        safe="Belum ada yang ditandatangani.",
        todo="Pakai sertifikat elektronik yang masih berlaku untuk tanda tangan.",
    )


def _key(certificate: x509.Certificate, signer: Signer) -> SealKey:
    return SealKey(
        _name(certificate.subject),
        _name(certificate.issuer),
        certificate.not_valid_after_utc,
        signer,
    )


def _name(name: x509.Name) -> str:
    found = name.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(found[0].value) if found else name.rfc4514_string()


def _asn1(certificate: x509.Certificate) -> Any:
    from asn1crypto import x509 as asn1_x509

    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def _registry(certificates: Iterable[x509.Certificate]) -> Any:
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple([_asn1(c) for c in certificates])
    return store
