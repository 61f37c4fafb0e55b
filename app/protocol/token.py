"""The signed facts of a certificate, as they stand in its QR code.

`HTTPS://HOST/#` and base32 of a COSE_Sign1 message: a phone's camera opens the
static page of HOST, which reads what stands behind `#`; nothing of it reaches a
server. Whoever knows the root's public key can check it without a network.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.domain.numbers import parse_register_number
from app.domain.regions import covers
from app.domain.terms import Grade, Level
from app.protocol import cose, keys

NAME_LIMIT = 40
"""Names in the code are cut after so many bytes of UTF-8 (letters, for most names), so that
it stays within 38 mm at level M."""

_LEVELS = list(Level)
_FULL = 10_000


class TokenError(ValueError):
    """Not a code of a certificate, or one that must not be believed; the text says why."""


class TokenStatus(StrEnum):
    """What a genuine code says about itself today."""

    PROVISIONAL = "provisional"
    FINAL = "final"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is signed. `total` in hundredths; `record_hash` the first 16 bytes of the record's."""

    register_no: str
    business: str
    product: str
    level: Level
    grade: Grade
    total: int
    issued_on: date
    valid_until: date
    record_hash: bytes
    final: bool

    def to_cbor(self) -> dict[int, Any]:
        """The payload: small integer keys, names cut."""
        return {
            1: self.register_no,
            2: _cut(self.business),
            3: _cut(self.product),
            4: _LEVELS.index(self.level),
            5: str(self.grade),
            6: self.total,
            7: keys.to_days(self.issued_on),
            8: keys.to_days(self.valid_until),
            9: self.record_hash[:16],
            10: self.final,
        }


def _cut(name: str) -> str:
    return name.encode("utf-8", "replace")[:NAME_LIMIT].decode("utf-8", "ignore")


def _facts(payload: Any) -> Facts:
    match payload:
        case {
            1: str() as number,
            2: str() as business,
            3: str() as product,
            4: int() as level,
            5: str() as grade,
            6: int() as total,
            7: int() as issued,
            8: int() as until,
            9: bytes() as digest,
            10: bool() as final,
        } if (
            len(payload) == 10
            and cose.whole(level, total)
            and 0 <= level < len(_LEVELS)
            and grade in set(Grade)
            and 0 <= total <= _FULL
            and keys.is_day(issued)
            and keys.is_day(until)
        ):
            span = (keys.from_days(issued), keys.from_days(until))
            return Facts(
                number, business, product, _LEVELS[level], Grade(grade), total, *span, digest, final
            )
    raise TokenError("not the facts of a certificate")


def make_token(facts: Facts, key: Ed25519PrivateKey, chain: tuple[bytes, ...], host: str) -> str:
    """The text of the QR code, in the alphanumeric set."""
    message = cose.sign1(facts.to_cbor(), key, chain)
    code = base64.b32encode(message).decode("ascii").rstrip("=")
    return f"HTTPS://{host.upper()}/#{code}"


_TRAINING = "LATIHAN"


def training_token(register_no: str) -> str:
    """The text of the QR code on a training paper: says so, and can never verify."""
    return f"{_TRAINING} {register_no}"


def is_training(text: str) -> bool:
    """Whether a text is that of a training paper, by itself or behind the `#` of an address.

    Browsers write the space behind the word as `%20`, and one before it as well.
    """
    said = text.rpartition("#")[2].replace("%20", " ")
    return any(part.strip().upper().startswith(_TRAINING) for part in (text, said))


@dataclass(frozen=True, slots=True)
class Verified:
    """A genuine code: its facts, its worth on the day; `device` signed it, or (None) the centre.

    `root` is the raw root key it leads to.
    """

    facts: Facts
    status: TokenStatus
    device: str | None
    root: bytes


def verify_token(text: str, roots: Sequence[Ed25519PublicKey], today: date) -> Verified:
    """Check a QR code's text against the root keys; TokenError when it must not be believed."""
    message = _message(text)
    problem = TokenError("no root key is known")
    for root in roots:
        try:
            return _verify(message, root, today)
        except (cose.CoseError, TokenError) as error:
            problem = TokenError(str(error))
    raise problem


def _message(text: str) -> bytes:
    if is_training(text):
        raise TokenError("a training paper")
    code = text.rpartition("#")[2].strip().upper()
    try:
        message = base64.b32decode(code + "=" * (-len(code) % 8))
    except (binascii.Error, ValueError) as error:
        raise TokenError("not the code of a certificate") from error
    if base64.b32encode(message).decode("ascii").rstrip("=") != code:
        # The last letter has bits to spare: only one spelling of a message is ours.
        raise TokenError("not the code of a certificate")
    return message


def _verify(message: bytes, root: Ed25519PublicKey, today: date) -> Verified:
    _, chain = cose.open1(message)
    raw = root.public_bytes_raw()
    if not chain:
        facts = _facts(cose.verify1(message, root))
        if not facts.final:
            raise TokenError("the centre signs final certificates only")
        return Verified(facts, _status(facts, today), None, raw)
    if len(chain) != 1:
        raise TokenError("a chain of unknown form")
    delegation = keys.read_delegation(chain[0], root)
    facts = _facts(cose.verify1(message, Ed25519PublicKey.from_public_bytes(delegation.public)))
    _within(facts, delegation)
    return Verified(facts, _status(facts, today), delegation.device, raw)


def _within(facts: Facts, delegation: keys.Delegation) -> None:
    number = parse_register_number(facts.register_no)
    if number is None or str(number) != facts.register_no:
        raise TokenError("a register number that is none")
    if facts.final:
        raise TokenError("a laptop cannot sign a final certificate")
    inside = (
        number.device == delegation.device
        and covers(delegation.region, number.region)
        and delegation.first <= number.sequence <= delegation.last
        and delegation.not_before <= facts.issued_on <= delegation.not_after
    )
    if not inside:
        raise TokenError("signed outside what the laptop was delegated")


def _status(facts: Facts, today: date) -> TokenStatus:
    if facts.valid_until < today:
        return TokenStatus.EXPIRED
    return TokenStatus.FINAL if facts.final else TokenStatus.PROVISIONAL
