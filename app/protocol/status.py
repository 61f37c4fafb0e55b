"""The centre's signed list of which certificates it knows and which it has taken back.

The shape of an IETF Token Status List (draft-ietf-oauth-status-list): a CWT in COSE_Sign1
with one bit a certificate, signed by the root. Three members of our own stand beside it:
where the bits of a laptop's numbers begin, which certificates the centre has at all, and
which laptops' keys are no longer believed. Whoever holds the root's public key and this
list can judge any code without a network.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.domain.numbers import RegisterNumber, parse_register_number
from app.protocol import cose, keys

TYPE = "application/statuslist+cwt"
TTL = 86_400
"""Seconds after which a newer list should be fetched."""
TRUSTED_FOR = timedelta(days=30)
"""An older list no longer says that a certificate stands; what it says is revoked stays so."""
CLOCKS_APART = timedelta(days=1)
"""A list from further ahead than clocks go wrong is not believed."""
HASH_PREFIX = 8
"""Bytes of a record's hash that name it among those of a laptop whose key was revoked."""

MAX_MESSAGE = 4 * 1024 * 1024
_MAX_BITS = 8 * 1024 * 1024
"""Bytes of one bitstring: 67 million certificates."""

_SUB, _IAT, _TTL, _LIST = 2, 6, 65534, 65533
_DIRECTORY, _KNOWN, _KEYS = -70001, -70002, -70003
_PLACE = re.compile(r"([0-9A-Z]{2,6})-(\d{4})", re.ASCII)
_LAST_DAY = (date.max - date(1970, 1, 1)).days
_LAST_SECOND = int(datetime(9999, 1, 1, tzinfo=UTC).timestamp())


class StatusError(ValueError):
    """Not a status list of ours, or not signed by a root that is trusted."""


@dataclass(frozen=True, slots=True)
class RevokedKey:
    """A laptop's key is not believed since a day, but for the records the centre held honestly.

    `spared` are the first bytes of those records' hashes.
    """

    since: date
    spared: frozenset[bytes] = frozenset()

    def spares(self, record_hash: bytes) -> bool:
        """Whether the certificate of this record was made while the key was in honest hands."""
        return record_hash[:HASH_PREFIX] in self.spared


class Standing(StrEnum):
    """What a list says of one register number."""

    GOOD = "good"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class StatusList:
    """A list that was read: `root` is the raw key that signed it.

    `directory` tells of a laptop's numbers in a year where their bits begin and how many
    there are; `revoked` and `known` are the bits, the first in the lowest bit of a byte.
    """

    uri: str
    issued_at: datetime
    ttl: int
    directory: Mapping[tuple[str, int], tuple[int, int]]
    revoked: bytes
    known: bytes
    keys: Mapping[str, RevokedKey] = field(default_factory=dict)
    root: bytes = b""

    def standing(self, register_no: str) -> Standing:
        """What the list says of the certificate with this number."""
        number = parse_register_number(register_no)
        index = self._index(number) if str(number) == register_no else None
        if index is None:
            return Standing.UNKNOWN
        if _bit(self.revoked, index):
            return Standing.REVOKED
        return Standing.GOOD if _bit(self.known, index) else Standing.UNKNOWN

    def _index(self, number: RegisterNumber | None) -> int | None:
        if number is None:
            return None
        offset, count = self.directory.get((number.device, number.year), (0, 0))
        return offset + number.sequence - 1 if 1 <= number.sequence <= count else None

    def outdated(self, now: datetime) -> bool:
        """Whether it is too old, or from too far ahead, to say that a certificate stands."""
        age = now - self.issued_at
        return age > TRUSTED_FOR or age < -CLOCKS_APART

    def sign(self, key: Ed25519PrivateKey) -> bytes:
        """The list as a message signed by the root."""
        payload = {
            _SUB: self.uri,
            _IAT: int(self.issued_at.timestamp()),
            _TTL: self.ttl,
            _LIST: {"bits": 1, "lst": zlib.compress(self.revoked, 9)},
            _DIRECTORY: {
                f"{device}-{year:04d}": list(span)
                for (device, year), span in self.directory.items()
            },
            _KNOWN: zlib.compress(self.known, 9),
            _KEYS: {
                device: [keys.to_days(revoked.since), sorted(revoked.spared)]
                for device, revoked in self.keys.items()
            },
        }
        return cose.sign1(payload, key, typ=TYPE)


def _bit(bits: bytes, index: int) -> bool:
    return bool(bits[index // 8] >> index % 8 & 1)


def build(
    uri: str,
    issued_at: datetime,
    certificates: Iterable[tuple[RegisterNumber, bool]],
    revoked_keys: Mapping[str, RevokedKey],
    ttl: int = TTL,
) -> StatusList:
    """The list over all `certificates` the centre has, each with whether it was revoked."""
    return grown(
        StatusList(uri, issued_at, ttl, {}, b"", b""), issued_at, certificates, revoked_keys
    )


def grown(
    held: StatusList,
    issued_at: datetime,
    certificates: Iterable[tuple[RegisterNumber, bool]],
    revoked_keys: Mapping[str, RevokedKey],
) -> StatusList:
    """`held` with the `certificates` that have come, or were revoked, since it was made."""
    numbers = dict(certificates)
    counts = {place: count for place, (_, count) in held.directory.items()}
    for number in numbers:
        place = number.device, number.year
        counts[place] = max(counts.get(place, 0), number.sequence)
    directory, total = {}, 0
    for place in sorted(counts):
        directory[place] = (total, counts[place])
        total += counts[place]
    revoked = _moved(held.revoked, held.directory, directory, total)
    known = _moved(held.known, held.directory, directory, total)
    for number, taken_back in numbers.items():
        index = directory[number.device, number.year][0] + number.sequence - 1
        known[index // 8] |= 1 << index % 8
        if taken_back:
            revoked[index // 8] |= 1 << index % 8
    of = bytes(revoked), bytes(known), dict(revoked_keys)
    return StatusList(held.uri, issued_at, held.ttl, directory, *of)


_Places = Mapping[tuple[str, int], tuple[int, int]]


def _moved(bits: bytes, before: _Places, after: _Places, total: int) -> bytearray:
    """Each place's bits to where they begin now: another's number has grown before them."""
    whole = 0
    for place, (offset, count) in before.items():
        piece = int.from_bytes(bits[offset // 8 : -(-(offset + count) // 8)], "little")
        whole |= (piece >> offset % 8 & (1 << count) - 1) << after[place][0]
    return bytearray(whole.to_bytes(-(-total // 8), "little"))


def read(message: bytes, roots: Sequence[Ed25519PublicKey]) -> StatusList:
    """The list in `message`, when one of `roots` signed it; StatusError otherwise."""
    if len(message) > MAX_MESSAGE:
        raise StatusError("too large")
    for root in roots:
        try:
            payload = cose.verify1(message, root, typ=TYPE)
        except cose.CoseError:
            continue
        return _parsed(payload, root.public_bytes_raw())
    raise StatusError("not a list signed by a root that is trusted")


def _parsed(payload: Any, root: bytes) -> StatusList:
    match payload:
        case {
            2: str() as uri,
            6: int() as issued,
            65534: int() as ttl,
            65533: {"bits": 1 as width, "lst": bytes() as packed},
            -70001: dict() as places,
            -70002: bytes() as held,
            -70003: dict() as revoked,
        } if (
            len(payload) == 7
            and cose.whole(issued, ttl, width)
            and 0 <= issued < _LAST_SECOND
            and ttl >= 0
        ):
            bits, known = _unpacked(packed), _unpacked(held)
            if len(bits) != len(known):
                raise StatusError("two bitstrings of unequal length")
            directory = _directory(places, len(bits) * 8)
            moment = datetime.fromtimestamp(issued, UTC)
            return StatusList(uri, moment, ttl, directory, bits, known, _keys(revoked), root)
    raise StatusError("not the facts of a status list")


def _unpacked(packed: bytes) -> bytes:
    inflate = zlib.decompressobj()
    try:
        bits = inflate.decompress(packed, _MAX_BITS)
    except zlib.error as error:
        raise StatusError("a bitstring that is not compressed") from error
    if not inflate.eof or inflate.unused_data:
        raise StatusError("a bitstring cut off, or too long")
    return bits


def _directory(places: Mapping[Any, Any], total: int) -> dict[tuple[str, int], tuple[int, int]]:
    found = {}
    for name, span in places.items():
        place = _PLACE.fullmatch(name) if isinstance(name, str) else None
        match span:
            case [int() as offset, int() as count] if (
                place and cose.whole(offset, count) and offset >= 0 and count > 0
            ):
                found[place[1], int(place[2])] = (offset, count)
            case _:
                raise StatusError("a directory of another form")
    spans = sorted(found.values())
    ends = [offset + count for offset, count in spans]
    apart = all(end <= after for end, (after, _) in zip(ends, spans[1:], strict=False))
    if not apart or (ends and ends[-1] > total):
        raise StatusError("bits that two laptops share, or that are not there")
    return found


def _keys(revoked: Mapping[Any, Any]) -> dict[str, RevokedKey]:
    found = {}
    for device, told in revoked.items():
        match told:
            case [int() as day, list() as spared] if (
                isinstance(device, str)
                and cose.whole(day)
                and 0 <= day <= _LAST_DAY
                and all(isinstance(s, bytes) and len(s) == HASH_PREFIX for s in spared)
            ):
                found[device] = RevokedKey(keys.from_days(day), frozenset(spared))
            case _:
                raise StatusError("revoked keys of another form")
    return found


def fresher(new: StatusList, held: StatusList | None) -> bool:
    """Whether `new` may take the place of `held`: never an older one, from one root at least."""
    return held is None or new.root != held.root or new.issued_at > held.issued_at
