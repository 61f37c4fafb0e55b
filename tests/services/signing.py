"""Keys and certificates made for a test, as an issuer would make them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

Private = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey
OWNER = "Bambang Prasetyo"
PASSWORD = "kata-sandi-panjang"
FIRST = datetime.now(UTC) - timedelta(days=30)
"""Readers of PDFs look at the real clock."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A key with its certificate."""

    private: Private
    certificate: x509.Certificate

    @property
    def pkcs8(self) -> bytes:
        return self.private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)


def key(kind: str = "P-256") -> Private:
    """A new key: `P-256`, `RSA 2048`, `RSA 1024`, `Ed25519`."""
    if kind == "P-256":
        return ec.generate_private_key(ec.SECP256R1())
    if kind == "Ed25519":
        return ed25519.Ed25519PrivateKey.generate()
    return rsa.generate_private_key(65537, int(kind.removeprefix("RSA ")))


def issue(
    private: Private,
    by: Issued | None = None,
    *,
    name: str = OWNER,
    first: datetime = FIRST,
    days: int = 365,
    signs: bool = True,
    usage: bool = True,
) -> Issued:
    """A certificate for a key: of an authority of its own, or issued `by` one."""
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    root = by is None
    issuer = subject if by is None else by.certificate.subject
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(first + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=root, path_length=None), critical=True)
    )
    if usage:
        builder = builder.add_extension(_usage(root=root, signs=signs), critical=True)
    signing = private if by is None else by.private
    digest = None if isinstance(signing, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    return Issued(private, builder.sign(signing, digest))


def _usage(*, root: bool, signs: bool) -> x509.KeyUsage:
    signs = signs and not root
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=signs,
        key_encipherment=not root and not signs,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=root,
        crl_sign=root,
        encipher_only=False,
        decipher_only=False,
    )


def authority() -> Issued:
    """Who issues in these tests."""
    return issue(key(), name="Penerbit Uji", days=3650)


def p12(path: Path, leaf: Issued, by: Issued) -> Path:
    """A P12 with a key, its certificate and its issuer's."""
    lock = serialization.BestAvailableEncryption(PASSWORD.encode())
    data = pkcs12.serialize_key_and_certificates(
        b"alias", leaf.private, leaf.certificate, [by.certificate], lock
    )
    path.write_bytes(data)
    return path
