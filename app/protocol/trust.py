"""Comparing a certificate by eye, where no public authority vouches for it."""

from __future__ import annotations

import ssl
from hashlib import sha256


def fingerprint(certificate_pem: str) -> str:
    """The first 16 hex digits of a certificate's SHA-256, in fours: what a person compares."""
    digest = sha256(ssl.PEM_cert_to_DER_cert(certificate_pem)).hexdigest()[:16].upper()
    return " ".join(digest[i : i + 4] for i in range(0, 16, 4))
