"""The centre's signed word for what it has taken in: the only ground for a green tick.

A receipt names the laptop, the bytes and the answer, so that neither a fault nor a
false centre can make a laptop believe that its work has arrived.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.protocol import cose
from app.protocol.wire import Ack, canonical

_BATCH, _PHOTO, _LETTER = "batch", "photo", "letter"


def _acks_hash(acks: Sequence[Ack]) -> bytes:
    return hashlib.sha256(canonical([a.to_json() for a in acks])).digest()


@dataclass(frozen=True, slots=True)
class BatchReceipt:
    """That batch `no` of a laptop, with these bytes, was answered with these acks."""

    device: UUID
    incarnation: int
    no: int
    hash: str
    acks: tuple[Ack, ...]

    def _payload(self, seconds: int) -> dict[int, object]:
        place = [self.device.bytes, self.incarnation, self.no]
        what = [bytes.fromhex(self.hash), _acks_hash(self.acks)]
        return {1: _BATCH, 2: place, 3: what, 4: seconds}

    def sign(self, key: Ed25519PrivateKey, at: datetime) -> bytes:
        """The receipt as a message signed by the centre."""
        return cose.sign1(self._payload(int(at.timestamp())), key)

    def confirmed_by(self, message: bytes, key: Ed25519PublicKey) -> bool:
        """Whether `message` is this receipt, signed by `key`."""
        return _confirmed(message, key, self._payload(0))


@dataclass(frozen=True, slots=True)
class PhotoReceipt:
    """That a photograph is whole at the centre: its length and hash were checked there."""

    device: UUID
    sha256: str
    size_bytes: int

    def _payload(self, seconds: int) -> dict[int, object]:
        what = [bytes.fromhex(self.sha256), self.size_bytes]
        return {1: _PHOTO, 2: self.device.bytes, 3: what, 4: seconds}

    def sign(self, key: Ed25519PrivateKey, at: datetime) -> bytes:
        """The receipt as a message signed by the centre."""
        return cose.sign1(self._payload(int(at.timestamp())), key)

    def confirmed_by(self, message: bytes, key: Ed25519PublicKey) -> bool:
        """Whether `message` is this receipt, signed by `key`."""
        return _confirmed(message, key, self._payload(0))


def _confirmed(message: bytes, key: Ed25519PublicKey, expected: dict[int, object]) -> bool:
    try:
        payload = cose.verify1(message, key)
    except cose.CoseError:
        return False
    if not isinstance(payload, dict) or not isinstance(payload.get(4), int):
        return False
    return {**payload, 4: 0} == expected


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes with a batch that another laptop or a stick carries: who sends it, signed."""

    device: UUID
    incarnation: int
    no: int
    hash: str
    person: UUID

    def sign(self, key: Ed25519PrivateKey) -> bytes:
        """The letter, signed by the sending laptop."""
        place = [self.device.bytes, self.incarnation, self.no]
        return cose.sign1(
            {1: _LETTER, 2: place, 3: bytes.fromhex(self.hash), 4: self.person.bytes}, key
        )


def read_letter(message: bytes, key: Ed25519PublicKey | None = None) -> Letter:
    """The letter in `message`; checked against `key` when given. CoseError when it is none."""
    payload = cose.open1(message)[0] if key is None else cose.verify1(message, key)
    match payload:
        case {
            1: "letter",
            2: [bytes() as device, int() as incarnation, int() as no],
            3: bytes() as digest,
            4: bytes() as person,
        } if len(device) == len(person) == 16 and len(digest) == 32:
            sender = UUID(bytes=device), incarnation, no
            return Letter(*sender, digest.hex(), UUID(bytes=person))
    raise cose.CoseError("not a letter")
