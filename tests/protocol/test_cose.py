"""COSE_Sign1: against a message put together by hand, and against every kind of tampering."""

from __future__ import annotations

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.protocol import cose

# The secret key of RFC 8032 §7.1, TEST 1.
KEY = Ed25519PrivateKey.from_private_bytes(
    bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
)
PUBLIC = KEY.public_key()
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))


def by_hand(body: bytes, key: Ed25519PrivateKey = KEY) -> bytes:
    """RFC 9052 §4.4, byte by byte: Sig_structure, then [protected, {}, payload, signature]."""
    assert len(body) < 24
    protected = bytes.fromhex("43a10127")  # bstr .cbor {1: -8}
    to_sign = b"\x84\x6aSignature1" + protected + b"\x40" + bytes([0x40 | len(body)]) + body
    signature = key.sign(to_sign)
    return (
        b"\x84" + protected + b"\xa0" + bytes([0x40 | len(body)]) + body + b"\x58\x40" + signature
    )


def test_the_message_of_the_standard() -> None:
    body = b"\xa2\x01\x18\x2a\x02\x62id"  # {1: 42, 2: "id"}
    assert cose.sign1({1: 42, 2: "id"}, KEY) == by_hand(body)
    assert cose.verify1(by_hand(body), PUBLIC) == {1: 42, 2: "id"}
    assert cose.open1(by_hand(body)) == ({1: 42, 2: "id"}, ())


def test_the_key_of_the_standard() -> None:
    """The public key and the signature of the empty message, as RFC 8032 prints them."""
    assert PUBLIC.public_bytes_raw().hex().startswith("d75a980182b10ab7d54bfed3c964073a")
    assert (
        KEY.sign(b"").hex().startswith("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065")
    )


VALUES = st.recursive(
    st.booleans() | st.integers(-(2**53) + 1, 2**53 - 2) | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.integers(0, 20), inner),
    max_leaves=6,
)


@settings(max_examples=50)
@given(VALUES, st.lists(st.binary(), max_size=3).map(tuple))
def test_what_was_signed_comes_back(payload: object, chain: tuple[bytes, ...]) -> None:
    message = cose.sign1(payload, KEY, chain)
    assert cose.verify1(message, PUBLIC) == payload
    assert cose.open1(message) == (payload, chain)
    assert cose.sign1(payload, KEY, chain) == message
    with pytest.raises(cose.CoseError):
        cose.verify1(message, OTHER.public_key())


def test_every_flipped_bit_is_noticed() -> None:
    message = cose.sign1({1: "K-31.74.04", 2: 8550, 3: b"\x00" * 16}, KEY)
    for place in range(len(message)):
        for bit in range(8):
            wrong = bytearray(message)
            wrong[place] ^= 1 << bit
            with pytest.raises(cose.CoseError):
                cose.verify1(bytes(wrong), PUBLIC)


def test_every_cut_and_every_addition_is_noticed() -> None:
    message = cose.sign1({1: "K-31.74.04"}, KEY)
    for end in range(len(message)):
        with pytest.raises(cose.CoseError):
            cose.verify1(message[:end], PUBLIC)
    with pytest.raises(cose.CoseError, match="trailing"):
        cose.verify1(message + b"\x00", PUBLIC)


def remade(protected: object, unprotected: object, *more: object) -> bytes:
    body = cbor2.dumps({1: 1})
    structure = cbor2.dumps(["Signature1", protected, b"", body])
    return cbor2.dumps([protected, unprotected, body, KEY.sign(structure), *more])


@pytest.mark.parametrize(
    "message",
    [
        remade(cbor2.dumps({1: -7}), {}),  # another algorithm, rightly signed
        remade(b"", {}),
        remade(cbor2.dumps({1: -8, 4: b"kid"}), {}),
        remade(cbor2.dumps({1: -8}), {4: b"kid"}),
        remade(cbor2.dumps({1: -8}), {258: b"no list"}),
        remade(cbor2.dumps({1: -8}), {258: ["no bytes"]}),
        remade(cbor2.dumps({1: -8}), {258: [b""] * 4}),
        remade(cbor2.dumps({1: -8}), {258: []}),  # a second spelling of no chain
        remade(cbor2.dumps({1: -8}), []),
        remade(cbor2.dumps({1: -8}), {}, b"fifth"),
        cbor2.dumps([]),
        cbor2.dumps({}),
        cbor2.dumps(None),
        b"",
    ],
)
def test_other_messages_are_refused(message: bytes) -> None:
    with pytest.raises(cose.CoseError):
        cose.verify1(message, PUBLIC)


@pytest.mark.parametrize(
    "payload",
    [None, 1.5, 2**53, -(2**60), {1.0: 1}, {b"k": 1}, {True: 1}, [[[[[[[[[[1]]]]]]]]]]],
    ids=repr,
)
def test_kinds_of_values_we_never_sign_are_refused(payload: object) -> None:
    with pytest.raises(cose.CoseError, match="one form"):
        cose.verify1(cose.sign1(payload, KEY), PUBLIC)


def test_the_same_message_in_other_bytes_is_refused() -> None:
    message = cose.sign1({1: 1}, KEY)
    protected, body, signature = message[1:5], message[6:10], message[10:]
    assert message == b"\x84" + protected + b"\xa0" + body + signature
    for spelled in (
        b"\xd2" + message,  # the tag of COSE_Sign1
        b"\x9f" + message[1:] + b"\xff",
        b"\x98\x04" + message[1:],
        b"\x84" + protected + b"\xbf\xff" + body + signature,
        b"\x84" + protected + b"\xa0" + b"\x58\x03" + body[1:] + signature,
    ):
        with pytest.raises(cose.CoseError, match="one form"):
            cose.verify1(spelled, PUBLIC)


@settings(max_examples=400)
@given(st.binary(max_size=60))
@example(bytes.fromhex("c5821b7fffffffffffffff01"))  # bigfloat: 1 * 2**(2**63)
@example(bytes.fromhex("c4821b7fffffffffffffff01"))  # decimal fraction: 1 * 10**(2**63)
@example(bytes.fromhex("d81e820100"))  # rational 1/0
@example(bytes.fromhex("d9010281f6"))  # a set with null in it
@example(bytes.fromhex("d901028180"))  # a set with a list in it
@example(bytes.fromhex("d823615b"))  # a regular expression that is none
@example(bytes.fromhex("c06161"))  # a date that is none
@example(bytes.fromhex("c1fb7ff0000000000000"))  # the epoch plus infinity
@example(bytes.fromhex("c11b7fffffffffffffff"))
@example(bytes.fromhex("d81cd81d00"))  # a value that holds itself
@example(bytes.fromhex("5bffffffffffffffff"))  # a string longer than memory
@example(bytes.fromhex("9bffffffffffffffff"))
@example(bytes.fromhex("bbffffffffffffffff"))
@example(bytes.fromhex("a18000"))  # a list as a key
@example(b"\x81" * 20_000)
@example(b"\xc2" * 20_000)
def test_nothing_but_a_cose_error(data: bytes) -> None:
    for message in (data, cbor2.dumps([cbor2.dumps({1: -8}), {}, data, bytes(64)])):
        for read in (cose.open1, lambda m: cose.verify1(m, PUBLIC)):
            try:
                read(message)
            except cose.CoseError:
                continue
