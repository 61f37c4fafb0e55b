"""Codes and lists that somebody tampered with, and nonsense signed by genuine keys."""

from __future__ import annotations

import base64
import random
import zlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.protocol import cose, keys, status
from tests.fixtures import status_codes as codes

HEAD = f"HTTPS://{codes.HOST.upper()}/#"


def message_of(code: str) -> bytes:
    """The bytes of a code that is one."""
    text = code.rpartition("#")[2].upper()
    return base64.b32decode(text + "=" * (-len(text) % 8))


def coded(message: bytes) -> str:
    """The code of any bytes."""
    return HEAD + base64.b32encode(message).decode("ascii").rstrip("=")


def flipped(message: bytes, bit: int) -> bytes:
    """One bit is other than it was."""
    changed = bytearray(message)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def genuine() -> list[str]:
    """Codes to begin with."""
    return [case.code for case in codes.cases() if case.verdict not in ("invalid", "training")]


# Tampering with what was signed.


def _flip(message: bytes, rng: random.Random) -> bytes:
    return flipped(message, rng.randrange(len(message) * 8))


def _cut(message: bytes, rng: random.Random) -> bytes:
    return message[: rng.randrange(len(message))]


def _grow(message: bytes, rng: random.Random) -> bytes:
    return message + rng.randbytes(rng.randint(1, 4))


def _insert(message: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(message))
    return message[:at] + rng.randbytes(1) + message[at:]


def _drop(message: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(message))
    return message[:at] + message[at + 1 :]


def _cross(message: bytes, rng: random.Random) -> bytes:
    """Parts of two genuine codes."""
    one, other = cbor2.loads(message), cbor2.loads(message_of(rng.choice(genuine())))
    return cbor2.dumps([rng.choice(pair) for pair in zip(one, other, strict=True)])


def _header(message: bytes, rng: random.Random) -> bytes:
    """What is not signed is other than we write it."""
    parts = cbor2.loads(message)
    chain = parts[1].get(258, [])
    unsigned: list[Any] = [
        {},
        {258: []},
        {258: chain * 2},
        {258: chain * 4},
        {1: -8},
        {**parts[1], 4: b"kid"},
        {258: chain[0] if chain else b""},
        {258.0: chain},
        {"258": chain},
        [],
        {258: None},
        {258: [bytearray(link) for link in chain]},
    ]
    parts[1] = rng.choice(unsigned)
    return cbor2.dumps(parts)


def _spelled(message: bytes, rng: random.Random) -> bytes:
    """The same value in another form of CBOR: long lengths, open lengths, a tag, a key twice."""
    parts = cbor2.loads(message)
    bodies = [cbor2.dumps(part) for part in parts]
    longer = b"\x59" + len(parts[3]).to_bytes(2, "big") + parts[3]
    chain = cbor2.dumps(parts[1].get(258, []))
    return rng.choice(
        [
            b"\xd2" + message,
            b"\x9f" + b"".join(bodies) + b"\xff",
            b"\x98\x04" + b"".join(bodies),
            b"\x84" + b"".join([*bodies[:3], longer]),
            b"\x84" + bodies[0] + b"\xbf\x19\x01\x02" + chain + b"\xff" + b"".join(bodies[2:]),
            b"\x84" + bodies[0] + (b"\xa2" + (b"\x19\x01\x02" + chain) * 2) + b"".join(bodies[2:]),
            b"\x84" + bodies[0] + b"\xa1\x1a\x00\x00\x01\x02" + chain + b"".join(bodies[2:]),
            b"\x84\x5f" + bodies[0] + b"\xff" + b"".join(bodies[1:]),
        ]
    )


_BYTES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(_flip,) * 3,
    _cut,
    _grow,
    _insert,
    _drop,
    _cross,
    *(_header,) * 2,
    *(_spelled,) * 2,
)


def _respelled(code: str, rng: random.Random) -> str:
    """The text changes, and at times what it says."""
    at = rng.randrange(len(HEAD), len(code))
    return rng.choice(
        [
            code.lower(),
            f" {code}\n",
            code[: at + 1],
            code[:-1] + chr(ord(code[-1]) + 1),
            code + "A",
            code + "=" * rng.randint(1, 6),
            code[:at] + "=" + code[at:],
            code[:at] + rng.choice("0189 é-") + code[at:],
            code[:at] + "\n" + code[at:],
            code[:at].replace("I", "ı") + code[at:],
            code.rpartition("#")[2],
            "#" + code,
            code.replace("#", "?"),
            f"LATIHAN {code}",
            code.replace("#", "#LATIHAN%20"),
            f"{code}#{code}",
        ]
    )


def mutated(rng: random.Random) -> str:
    """A genuine code that was changed once, or (rarely) not at all."""
    code = rng.choice(genuine())
    if rng.random() < 0.3:
        return _respelled(HEAD + code.rpartition("#")[2].upper(), rng)
    if rng.random() < 0.05:
        return code
    return coded(rng.choice(_BYTES)(message_of(code), rng))


# Nonsense signed by genuine keys.

_TEXTS = ("", "a", "\u202eabc", "<script>", "\ufeffx", "\x00", "漢" * 40, "K-31.74.04-A7-2026-1-X")
_NUMBERS = (0, -1, 1, 2, 3, 4, 10_000, 10_001, 2**31, 2**53, 2**63, -(2**40), 2_932_896, 2_932_897)
_OTHER: tuple[Any, ...] = (None, True, False, 1.0, b"", b"x" * 16, [], {}, [1], {1: 2})


def _value(rng: random.Random) -> Any:
    return rng.choice([rng.choice(_TEXTS), rng.choice(_NUMBERS), rng.choice(_OTHER)])


def _numbers(rng: random.Random) -> str:
    """Register numbers near the right one."""
    good = codes.number(rng.choice([0, 1, 2, 99_999, 100_000]), rng.choice(["A7", "B2"]))
    return rng.choice(
        [
            good,
            good.lower(),
            f" {good}",
            f"{good}\n",
            good.replace("-0", "-00", 1),
            good.replace("31.74.04", "31.75.04"),
            good.replace("0", "٠", 1),
            good[:-1] + "A",
            good.replace("K", "K"),
        ]
    )


def _facts(rng: random.Random, *, final: bool) -> dict[Any, Any]:
    payload: dict[Any, Any] = dict(codes.facts(rng.choice([1, 2, 3, 7])).to_cbor())
    payload[10] = final
    change = rng.random()
    if change < 0.25:
        payload[1] = _numbers(rng)
    elif change < 0.4:
        days = keys.to_days(codes.TODAY)
        payload[rng.choice([7, 8])] = days + rng.choice([-31, -30, -1, 0, 30, 31, 10**6, 10**9])
    elif change < 0.8:
        payload[rng.randint(1, 10)] = _value(rng)
    elif change < 0.9:
        payload[rng.choice([0, 11, "1", 1.5])] = _value(rng)
    elif change < 0.95:
        del payload[rng.randint(1, 10)]
    return payload


def _delegation(rng: random.Random) -> dict[Any, Any]:
    days = keys.to_days(codes.TODAY)
    payload: dict[Any, Any] = {
        1: codes.LAPTOP.public_key().public_bytes_raw(),
        2: "31.74",
        3: "A7",
        4: [days - 30, days + 30],
        5: [1, 99_999],
    }
    change = rng.random()
    if change < 0.2:
        payload[2] = rng.choice(["31", "31.74.04", "31.74.0", "31.7", "", "global", "31.74.05"])
    elif change < 0.4:
        payload[5] = rng.choice([[2, 3], [1, 1], [3, 2], [1], [1, 2, 3], [1, 2**60], ["1", 2]])
    elif change < 0.6:
        payload[4] = rng.choice([[days - 4, days], [days, days - 9], [0, 10**9], [days], [0, True]])
    elif change < 0.7:
        payload[rng.randint(1, 5)] = _value(rng)
    elif change < 0.8:
        payload[rng.choice([0, 6])] = _value(rng)
    return payload


def _signed(payload: Any, key: Ed25519PrivateKey, chain: tuple[bytes, ...], typ: str = "") -> bytes:
    return cose.sign1(payload, key, chain, typ=typ)


def nonsense(rng: random.Random) -> str:
    """Anything, well signed: by the root, or by a laptop the root delegated something to."""
    if rng.random() < 0.35:
        return coded(_signed(_facts(rng, final=rng.random() < 0.9), codes.ROOT, ()))
    link = _signed(_delegation(rng), codes.ROOT, (), rng.choice(["", "", "", "", "delegation"]))
    return coded(_signed(_facts(rng, final=rng.random() < 0.1), codes.LAPTOP, (link,)))


# Lists.


def _list_payload(rng: random.Random) -> Any:
    payload: Any = cose.open1(codes.lists()["status.cwt"])[0]
    change, bits = rng.random(), zlib.compress(b"\x03\x04\x05\x06")
    if change < 0.15:
        payload[65533] = rng.choice(
            [
                {"bits": 2, "lst": bits},
                {"bits": 1, "lst": bits},
                {"bits": 1, "lst": bits[:-3]},
                {"bits": 1, "lst": bits + b"x"},
                {"bits": 1, "lst": b""},
                {"bits": 1, "lst": bits, "more": 1},
                {"lst": bits},
            ]
        )
    elif change < 0.3:
        payload[-70001] = rng.choice(
            [
                {"A7-2026": [0, 5]},
                {"A7-2026": [3, 5], "B2-2026": [0, 3]},
                {"A7-2026": [0, 5], "B2-2026": [4, 3]},
                {"A7-2026": [0, 500]},
                {"A7-2026": [-1, 5]},
                {"A7-2026": [0, 0]},
                {"A7-2026": [0]},
                {"A7": [0, 5]},
                {7: [0, 5]},
                {},
            ]
        )
    elif change < 0.45:
        payload[-70003] = rng.choice(
            [{"A7": [1, []]}, {"A7": [1, [b"short"]]}, {"A7": []}, {1: [1, []]}, {"A7": [-1, []]}]
        )
    elif change < 0.6:
        payload[6] = int((codes.NOW + timedelta(hours=rng.randint(-800, 60))).timestamp())
    elif change < 0.8:
        payload[rng.choice([2, 6, 65534, 65533, -70001, -70002, -70003])] = _value(rng)
    elif change < 0.9:
        payload[rng.choice([1, 4, "x"])] = _value(rng)
    return payload


def mutated_list(rng: random.Random) -> bytes:
    """A list that was tampered with, or one of any shape that the root signed."""
    if rng.random() < 0.3:
        return rng.choice(_BYTES[:7])(codes.lists()["status.cwt"], rng)
    typ = rng.choice([status.TYPE] * 6 + ["", "application/cwt"])
    return _signed(_list_payload(rng), codes.ROOT, (), typ)
