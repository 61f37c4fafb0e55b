"""A certificate of our own for a trial or a test: TLS as in earnest, trusted by its fingerprint."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass(frozen=True, slots=True)
class TlsFiles:
    """Where a certificate and its key lie."""

    certificate: Path
    key: Path


def make_certificate(folder: Path, hosts: tuple[str, ...] = (), days: int = 365) -> TlsFiles:
    """A self-signed certificate for this machine's names and loopback; kept when still good."""
    files = TlsFiles(folder / "tls.crt", folder / "tls.key")
    if files.certificate.exists() and files.key.exists() and _is_good(files.certificate):
        return files
    folder.mkdir(parents=True, exist_ok=True)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _build(key, hosts, days)
    files.key.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    files.certificate.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return files


def _is_good(path: Path) -> bool:
    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    return certificate.not_valid_after_utc > datetime.now(UTC) + timedelta(days=7)


def _build(key: ec.EllipticCurvePrivateKey, hosts: tuple[str, ...], days: int) -> x509.Certificate:
    now = datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Kurasi Lapangan (coba)")])
    known = dict.fromkeys(("localhost", socket.gethostname(), *hosts))
    names = [*(_general_name(h) for h in known), _general_name("127.0.0.1"), _general_name("::1")]
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )


def _general_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)
