"""COSE_Sign1 with Ed25519 over deterministic CBOR (RFC 9052, RFC 8949 §4.2).

Forty lines on `cbor2` and `cryptography`; strict on reading: another algorithm,
a second header or trailing bytes are refused before anything is believed.
"""

from __future__ import annotations

import io
from typing import Any

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_ALGORITHM, _TYPE = 1, 16
_EDDSA = -8
_CHAIN = 258  # unprotected, private use: delegations, root's first
_LARGEST = 2**53 - 1  # beyond it JavaScript, which reads the same messages, no longer counts
_DEEPEST = 8


class CoseError(ValueError):
    """Not a message of ours, or not signed by the key it should be."""


def sign1(
    payload: Any, key: Ed25519PrivateKey, chain: tuple[bytes, ...] = (), *, typ: str = ""
) -> bytes:
    """Sign `payload` (any CBOR value); `chain` are the delegations that lead to `key`.

    `typ` says in the protected header what kind of message it is (RFC 9596), so that none
    can be taken for another.
    """
    body = cbor2.dumps(payload, canonical=True)
    protected = _protected(typ)
    unprotected = {_CHAIN: list(chain)} if chain else {}
    signature = key.sign(_to_be_signed(protected, body))
    return cbor2.dumps([protected, unprotected, body, signature], canonical=True)


def open1(message: bytes) -> tuple[Any, tuple[bytes, ...]]:
    """Payload and chain of a message, *unverified*; CoseError when it is none."""
    _, chain, body, _ = _parts(message)
    return _loads(body), chain


def verify1(message: bytes, key: Ed25519PublicKey, *, typ: str = "") -> Any:
    """The payload, when `key` signed it as a message of kind `typ`; CoseError otherwise."""
    protected, _, body, signature = _parts(message)
    if protected != _protected(typ):
        raise CoseError("another algorithm, or another kind of message")
    try:
        key.verify(signature, _to_be_signed(protected, body))
    except InvalidSignature as error:
        raise CoseError("wrong signature") from error
    return _loads(body)


def _protected(typ: str) -> bytes:
    header: dict[int, Any] = {_ALGORITHM: _EDDSA, **({_TYPE: typ} if typ else {})}
    return cbor2.dumps(header, canonical=True)


def _to_be_signed(protected: bytes, body: bytes) -> bytes:
    return cbor2.dumps(["Signature1", protected, b"", body], canonical=True)


def _parts(message: bytes) -> tuple[bytes, tuple[bytes, ...], bytes, bytes]:
    value = _loads(message)
    match value:
        case [bytes() as protected, dict() as unprotected, bytes() as body, bytes() as signature]:
            chain = unprotected.get(_CHAIN, [])
            known = set(unprotected) <= {_CHAIN} and isinstance(chain, list) and len(chain) <= 3
            one_spelling = bool(chain) == bool(unprotected)
            if known and one_spelling and all(isinstance(link, bytes) for link in chain):
                return protected, tuple(chain), body, signature
    raise CoseError("not a COSE_Sign1 message")


def whole(*values: object) -> bool:
    """Whether all are whole numbers; to Python, true and false are numbers as well."""
    return all(type(value) is int for value in values)


def _loads(data: bytes) -> Any:
    """The value in its one deterministic form, of the kinds we use; CoseError for any other.

    What is not signed of a message could otherwise be written in many ways, and what one
    reader passes over another might believe.
    """
    stream = io.BytesIO(data)
    try:
        value = cbor2.load(stream)
    except (cbor2.CBORDecodeError, RecursionError, ValueError) as error:
        raise CoseError("not CBOR") from error
    if stream.read(1):
        raise CoseError("trailing bytes")
    if not _plain(value, 0) or cbor2.dumps(value, canonical=True) != data:
        raise CoseError("not in its one form")
    return value


def _plain(value: Any, depth: int) -> bool:
    if depth > _DEEPEST:
        return False
    if isinstance(value, list):
        return all(_plain(part, depth + 1) for part in value)
    if isinstance(value, dict):
        named = all(whole(key) or isinstance(key, str) for key in value)
        return named and all(_plain(part, depth + 1) for pair in value.items() for part in pair)
    if whole(value):
        return bool(-_LARGEST <= value < _LARGEST)
    return isinstance(value, (bytes, str, bool))
