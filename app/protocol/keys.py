"""Ed25519 keys as text, and delegations: who may sign for which region, how long, which numbers."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.protocol import cose

_EPOCH = date(1970, 1, 1)


def new_private_key() -> str:
    """A fresh private key, base64 of its 32 bytes."""
    return _text(Ed25519PrivateKey.generate().private_bytes_raw())


def private_key(text: str) -> Ed25519PrivateKey:
    """The key in `text`; ValueError when there is none."""
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(text, validate=True))


def public_key(text: str) -> Ed25519PublicKey:
    """The public key in `text`; ValueError when there is none."""
    return Ed25519PublicKey.from_public_bytes(base64.b64decode(text, validate=True))


def public_text(private: str) -> str:
    """The public half of a private key, as text."""
    return _text(private_key(private).public_key().public_bytes_raw())


def public_pem(text: str) -> str:
    """The public key as PEM, for people and other tools."""
    encoding, form = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    return public_key(text).public_bytes(encoding, form).decode("ascii")


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def to_days(day: date) -> int:
    """Days since 1970-01-01: how dates stand in signed messages."""
    return (day - _EPOCH).days


def from_days(days: int) -> date:
    """The date of `days` since 1970-01-01."""
    return _EPOCH + timedelta(days=days)


def is_day(days: object) -> bool:
    """Whether there is such a day: what is signed may hold any number."""
    return cose.whole(days) and to_days(date.min) <= days <= to_days(date.max)  # type: ignore[operator]


@dataclass(frozen=True, slots=True)
class Delegation:
    """What a key may sign: register numbers of `device` in `region`, first to last, in a span."""

    public: bytes
    region: str
    device: str
    not_before: date
    not_after: date
    first: int
    last: int

    def sign(self, issuer: Ed25519PrivateKey) -> bytes:
        """The delegation as a message signed by `issuer`."""
        span = [to_days(self.not_before), to_days(self.not_after)]
        payload = {
            1: self.public,
            2: self.region,
            3: self.device,
            4: span,
            5: [self.first, self.last],
        }
        return cose.sign1(payload, issuer)


def read_delegation(message: bytes, issuer: Ed25519PublicKey) -> Delegation:
    """The delegation in `message`, when `issuer` signed it; CoseError otherwise."""
    payload: Any = cose.verify1(message, issuer)
    match payload:
        case {
            1: bytes() as public,
            2: str() as region,
            3: str() as device,
            4: [int() as since, int() as until],
            5: [int() as first, int() as last],
        } if (
            len(payload) == 5
            and len(public) == 32
            and is_day(since)
            and is_day(until)
            and cose.whole(first, last)
        ):
            span = (from_days(since), from_days(until))
            return Delegation(public, region, device, *span, first, last)
    raise cose.CoseError("not a delegation")
