"""The messages of one sync, as JSON, with limits on every size.

A laptop sends at most one frozen batch and asks what is new; the centre applies
the batch, then answers with receipts and news. Parsing is strict: whatever does
not have the agreed shape is a `WireError` before any of it is used.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import orjson

PROTO = 1
HEADER = "Kurasi-Proto"
"""Every answer of a centre carries it; a login page of a public Wi-Fi does not."""
RECEIPT = "Kurasi-Receipt"
"""Carries the centre's signed word that a photograph is whole there."""

MAX_PACKED = 512 * 1024
MAX_UNPACKED = 8 * 1024 * 1024
MAX_ANSWER = 64 * 1024 * 1024
MAX_CHANGES = 500
MAX_PAGE = 5_000
MAX_PAGES = 200
MAX_FRAME = 32 * 1024 * 1024
MAX_LEASES = 200
SCHEMA = 6
"""Version of the shared tables; digests are compared between equals only."""
MIN_SCHEMA = 1
"""The oldest laptop that may take in rows; any laptop may push."""


class WireError(ValueError):
    """A message that does not have the agreed shape; the text says where."""


def canonical(value: object) -> bytes:
    """The one spelling of a value on the wire: sorted keys, no spaces, UTF-8."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def pack(value: object) -> bytes:
    """JSON, compressed."""
    return zlib.compress(canonical(value), 6)


def pack_frames(frames: Iterable[object]) -> Iterator[bytes]:
    """Several values as one compressed stream, a line each, sent as they come."""
    deflate = zlib.compressobj(6)
    for value in frames:
        yield deflate.compress(canonical(value) + b"\n") + deflate.flush(zlib.Z_SYNC_FLUSH)
    yield deflate.flush()


def unpack_frames(chunks: Iterable[bytes]) -> Iterator[Any]:
    """The values of a stream, each as soon as it is whole; WireError when it ends too early."""
    inflate = zlib.decompressobj()
    line = bytearray()
    for chunk in chunks:
        rest = chunk
        while rest:
            try:
                line += inflate.decompress(rest, MAX_FRAME)
            except zlib.error as error:
                raise WireError(f"not compressed: {error}") from error
            rest = inflate.unconsumed_tail
            *whole, last = line.split(b"\n")
            yield from (parse(bytes(text)) for text in whole)
            line = bytearray(last)
            if len(line) > MAX_FRAME or inflate.unused_data:
                raise WireError("too large, or more than one")
    if line or not inflate.eof:
        raise WireError("cut off")


def unpack(data: bytes, limit: int = MAX_UNPACKED) -> Any:
    """The value in compressed JSON; WireError when it is neither, or over `limit` bytes."""
    inflate = zlib.decompressobj()
    try:
        text = inflate.decompress(data, limit)
        if inflate.unconsumed_tail or inflate.unused_data or not inflate.eof:
            raise WireError("too large, cut off or more than one")
    except zlib.error as error:
        raise WireError(f"not compressed: {error}") from error
    return parse(text)


def parse(text: bytes) -> Any:
    """The value in JSON; WireError when it is none (NaN and its like are none)."""
    try:
        return orjson.loads(text)
    except ValueError as error:
        raise WireError(f"not a message: {error}") from error


@dataclass(frozen=True, slots=True)
class Change:
    """One row as changed here: `fields` maps a field to its value and the version it was based on.

    `lver` is the laptop's edit counter, echoed so that an answer cannot clear a newer edit.
    `hand_over` asks the centre's staff to take a record that its sender may not write.
    """

    entity: str
    id: UUID
    fields: Mapped
    new: bool
    lver: int
    hand_over: bool = False

    def to_json(self) -> dict[str, Any]:
        """The form on the wire."""
        handed = {"over": True} if self.hand_over else {}
        return {
            "e": self.entity,
            "id": self.id.hex,
            "set": dict(self.fields),
            "new": self.new,
            "lver": self.lver,
            **handed,
        }

    @classmethod
    def from_json(cls, data: Any) -> Change:
        """Read the form on the wire; WireError."""
        try:
            told = _mapping(data["set"])
            _names(tuple(told))
            _versions([base for _, base in told.values()])
            return cls(
                _name(data["e"]),
                UUID(data["id"]),
                told,
                data["new"] is True,
                _count(data["lver"]),
                data.get("over") is True,
            )
        except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
            raise WireError(f"change: {error!r}") from error


Mapped = Mapping[str, Sequence[Any]]
"""Fields with their values and the versions those are based on, as pairs."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Changes frozen under a number; `prev` is the hash of the batch before."""

    no: int
    prev: str
    changes: tuple[Change, ...]

    def to_json(self) -> dict[str, Any]:
        """The form on the wire."""
        return {"no": self.no, "prev": self.prev, "changes": [c.to_json() for c in self.changes]}

    @staticmethod
    def body(no: int, prev: str, changes: Sequence[bytes]) -> bytes:
        """The bytes of a batch whose changes are written already: `canonical` of the whole."""
        head = b'{"changes":[' + b",".join(changes)
        return head + b'],"no":%d,"prev":%s}' % (no, canonical(prev))

    @classmethod
    def from_json(cls, data: Any) -> Batch:
        """Read the form on the wire; WireError."""
        try:
            changes = tuple(Change.from_json(c) for c in data["changes"])
            if len(changes) > MAX_CHANGES:
                raise WireError("too many changes")
            return cls(_count(data["no"]), _text(data["prev"]), changes)
        except (KeyError, TypeError) as error:
            raise WireError(f"batch: {error!r}") from error


def batch_hash(body: bytes) -> str:
    """SHA-256, in hex, of a frozen batch's bytes."""
    return hashlib.sha256(body).hexdigest()


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a laptop says of itself, for the centre's overview; counts, never contents."""

    waiting_rows: int = 0
    waiting_photos: int = 0
    refused: int = 0
    conflicts: int = 0
    unequal: tuple[str, ...] = ()

    def to_json(self) -> list[Any]:
        """The form on the wire."""
        counts = [self.waiting_rows, self.waiting_photos, self.refused, self.conflicts]
        return [*counts, list(self.unequal)]

    @classmethod
    def from_json(cls, data: Any) -> Outlook:
        """Read the form on the wire; WireError."""
        try:
            rows, photos, refused, conflicts, unequal = data
            return cls(
                _count(rows, 2**31),
                _count(photos, 2**31),
                _count(refused, 2**31),
                _count(conflicts, 2**31),
                tuple(_text(s)[:40] for s in unequal[:100]),
            )
        except (TypeError, ValueError) as error:
            raise WireError(f"outlook: {error!r}") from error


@dataclass(frozen=True, slots=True)
class Lease:
    """A block of official numbers lent to a laptop; `next` is the first it may still give."""

    id: UUID
    series: str
    region: str
    first: int
    last: int
    expires_on: date
    next: int

    def to_json(self) -> list[Any]:
        """The form on the wire."""
        span = [self.first, self.last, self.expires_on.isoformat(), self.next]
        return [self.id.hex, self.series, self.region, *span]

    @classmethod
    def from_json(cls, data: Any) -> Lease:
        """Read the form on the wire; WireError."""
        try:
            key, series, region, first, last, until, after = data
            counts = _count(first, 2**31), _count(last, 2**31)
            ends = date.fromisoformat(_text(until))
            return cls(UUID(key), _text(series), _text(region), *counts, ends, _count(after, 2**31))
        except (TypeError, ValueError, AttributeError) as error:
            raise WireError(f"lease: {error!r}") from error


@dataclass(frozen=True, slots=True)
class Request:
    """What a laptop asks in one step; `batch_bytes` are the frozen bytes as they were hashed.

    `limit` is rows a page, `pages` how many pages it takes in one answer. `status_at` is the
    second its status list was issued at, 0 for none; `leases` how far it has come in each
    block of official numbers. Laptops before schema 5 say neither, and are told neither.
    """

    app: str
    device: UUID
    incarnation: int
    client_now: str
    batch_bytes: bytes | None
    cursors: Mapping[str, int]
    limit: int
    epoch: str
    pages: int = 1
    schema: int = 1
    outlook: Outlook = Outlook()
    status_at: int | None = None
    leases: Mapping[UUID, int] | None = None

    def to_json(self) -> dict[str, Any]:
        """The form on the wire."""
        batch = self.batch_bytes.decode("utf-8") if self.batch_bytes is not None else None
        told: dict[str, Any] = {}
        if self.status_at is not None:
            told["status_at"] = self.status_at
        if self.leases is not None:
            told["leases"] = {key.hex: after for key, after in self.leases.items()}
        return {
            **told,
            "proto": PROTO,
            "app": self.app,
            "device": self.device.hex,
            "incarnation": self.incarnation,
            "client_now": self.client_now,
            "batch": batch,
            "cursors": dict(self.cursors),
            "limit": self.limit,
            "epoch": self.epoch,
            "pages": self.pages,
            "schema": self.schema,
            "outlook": self.outlook.to_json(),
        }

    @classmethod
    def from_json(cls, data: Any) -> Request:
        """Read the form on the wire; WireError."""
        try:
            if data["proto"] != PROTO:
                raise WireError("another protocol")
            batch = data["batch"]
            return cls(
                app=_text(data["app"]),
                device=UUID(data["device"]),
                incarnation=_count(data["incarnation"], 2**31),
                client_now=_text(data["client_now"]),
                batch_bytes=None if batch is None else _text(batch).encode("utf-8"),
                cursors={_text(k): _count(v) for k, v in _mapping(data["cursors"]).items()},
                limit=min(max(_count(data["limit"]), 1), MAX_PAGE),
                epoch=_text(data["epoch"]),
                pages=min(max(_count(data.get("pages", 1)), 1), MAX_PAGES),
                schema=_count(data.get("schema", 1), 2**31),
                outlook=Outlook.from_json(data.get("outlook", [0, 0, 0, 0, []])),
                status_at=_count(data["status_at"]) if "status_at" in data else None,
                leases=_told_leases(data["leases"]) if "leases" in data else None,
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise WireError(f"request: {error!r}") from error


def _told_leases(value: Any) -> dict[UUID, int]:
    told = _mapping(value)
    if len(told) > MAX_LEASES:
        raise WireError("too many leases")
    return {UUID(_text(key)): _count(after, 2**31) for key, after in told.items()}


@dataclass(frozen=True, slots=True)
class Ack:
    """The receipt for one change.

    `status` is `ok`, `conflict` (some `fields` lost; `row` is the centre's, `by` who wrote
    each of them and when), `rejected` (`code` says why; the laptop keeps its row) or `held`
    (handed over: the centre keeps it for its staff).
    """

    entity: str
    id: UUID
    status: str
    ver: int
    fields: tuple[str, ...] = ()
    code: str = ""
    row: Mapping[str, Any] | None = None
    by: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The form on the wire; what is empty is left out."""
        data: dict[str, Any] = {
            "e": self.entity,
            "id": self.id.hex,
            "st": self.status,
            "ver": self.ver,
        }
        if self.fields:
            data["cf"] = list(self.fields)
        if self.code:
            data["code"] = self.code
        if self.row is not None:
            data["row"] = dict(self.row)
        if self.by:
            data["by"] = {name: list(who) for name, who in self.by.items()}
        return data

    @classmethod
    def from_json(cls, data: Any) -> Ack:
        """Read the form on the wire; WireError."""
        try:
            row = data.get("row")
            return cls(
                _text(data["e"]),
                UUID(data["id"]),
                _text(data["st"]),
                _count(data["ver"]),
                tuple(_text(f) for f in data.get("cf", ())),
                _text(data.get("code", "")),
                None if row is None else _mapping(row),
                {
                    _text(name): (_text(who[0]), _text(who[1]))
                    for name, who in _mapping(data.get("by", {})).items()
                },
            )
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise WireError(f"ack: {error!r}") from error


@dataclass(frozen=True, slots=True)
class Item:
    """One row of the feed; `row` is None when it left the scope it came by."""

    entity: str
    id: UUID
    ver: int
    row: Mapping[str, Any] | None

    def to_json(self) -> list[Any]:
        """The form on the wire."""
        return [self.entity, self.id.hex, self.ver, None if self.row is None else dict(self.row)]

    @classmethod
    def from_json(cls, data: Any) -> Item:
        """Read the form on the wire; WireError."""
        try:
            entity, row_id, ver, row = data
            return cls(
                _text(entity), UUID(row_id), _count(ver), None if row is None else _mapping(row)
            )
        except (TypeError, ValueError, AttributeError) as error:
            raise WireError(f"item: {error!r}") from error


@dataclass(frozen=True, slots=True)
class Answer:
    """What the centre says: receipts, news, and where this laptop now stands.

    Long news come as several answers in one stream, the receipts in the first.
    `receipt` is the centre's signature under the acks; `digest` (rows, mark) of each scope
    comes with the last news; `settled` names records handed over that were decided upon.
    `status` is the signed status list, when it is newer than the laptop's; `leases` are all
    blocks of official numbers it may give from.
    """

    acks: tuple[Ack, ...]
    items: tuple[Item, ...]
    cursors: Mapping[str, int]
    more: bool
    scopes: tuple[str, ...]
    roles: tuple[tuple[str, str], ...]
    epoch: str
    server_now: str
    delegation: str = ""
    applied_no: int = 0
    problem: str = ""
    receipt: bytes = b""
    digest: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    app: str = ""
    upgrade: str = ""
    recipient: str = ""
    settled: tuple[tuple[str, UUID, bool], ...] = ()
    status: bytes = b""
    leases: tuple[Lease, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The form on the wire."""
        return {
            "acks": [a.to_json() for a in self.acks],
            "items": [i.to_json() for i in self.items],
            "cursors": dict(self.cursors),
            "more": self.more,
            "scopes": list(self.scopes),
            "roles": [list(r) for r in self.roles],
            "epoch": self.epoch,
            "server_now": self.server_now,
            "delegation": self.delegation,
            "applied_no": self.applied_no,
            "problem": self.problem,
            "receipt": base64.b64encode(self.receipt).decode("ascii"),
            "digest": {scope: list(mark) for scope, mark in self.digest.items()},
            "app": self.app,
            "upgrade": self.upgrade,
            "recipient": self.recipient,
            "settled": [[e, i.hex, ok] for e, i, ok in self.settled],
            **({"status": base64.b64encode(self.status).decode("ascii")} if self.status else {}),
            **({"leases": [lease.to_json() for lease in self.leases]} if self.leases else {}),
        }

    @classmethod
    def from_json(cls, data: Any) -> Answer:
        """Read the form on the wire; WireError. Unknown keys are passed over."""
        try:
            return cls(
                acks=tuple(Ack.from_json(a) for a in data["acks"]),
                items=tuple(Item.from_json(i) for i in data["items"]),
                cursors={_text(k): _count(v) for k, v in _mapping(data["cursors"]).items()},
                more=data["more"] is True,
                scopes=tuple(_text(s) for s in data["scopes"]),
                roles=tuple((_text(r[0]), _text(r[1])) for r in data["roles"]),
                epoch=_text(data["epoch"]),
                server_now=_text(data["server_now"]),
                delegation=_text(data.get("delegation", "")),
                applied_no=_count(data.get("applied_no", 0)),
                problem=_text(data.get("problem", "")),
                receipt=base64.b64decode(_text(data.get("receipt", "")), validate=True),
                digest={_text(k): _mark(v) for k, v in _mapping(data.get("digest", {})).items()},
                app=_text(data.get("app", "")),
                upgrade=_text(data.get("upgrade", "")),
                recipient=_text(data.get("recipient", "")),
                settled=tuple(
                    (_text(e), UUID(i), ok is True) for e, i, ok in data.get("settled", ())
                ),
                status=base64.b64decode(_text(data.get("status", "")), validate=True),
                leases=tuple(Lease.from_json(x) for x in data.get("leases", ())),
            )
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise WireError(f"answer: {error!r}") from error


def relay_to_json(letter: bytes, body: bytes) -> dict[str, Any]:
    """A batch of another laptop with the letter that laptop signed."""
    return {"letter": base64.b64encode(letter).decode("ascii"), "batch": body.decode("utf-8")}


def relay_from_json(data: Any) -> tuple[bytes, bytes]:
    """Letter and batch; WireError."""
    try:
        letter = base64.b64decode(_text(data["letter"]), validate=True)
        return letter, _text(data["batch"]).encode("utf-8")
    except (KeyError, TypeError, ValueError) as error:
        raise WireError(f"relay: {error!r}") from error


@dataclass(frozen=True, slots=True)
class Relayed:
    """What became of a relayed batch: `problem` is '' when the centre has it, now or before."""

    problem: str
    applied_no: int

    def to_json(self) -> dict[str, Any]:
        """The form on the wire."""
        return {"problem": self.problem, "applied_no": self.applied_no}

    @classmethod
    def from_json(cls, data: Any) -> Relayed:
        """Read the form on the wire; WireError."""
        try:
            return cls(_text(data["problem"]), _count(data["applied_no"]))
        except (KeyError, TypeError) as error:
            raise WireError(f"relayed: {error!r}") from error


_COUNTS = 2**62


def _count(value: Any, below: int = _COUNTS) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < below:
        raise WireError(f"not a count: {value!r}")
    return value


def _mark(value: Any) -> tuple[int, int]:
    rows, mark = value
    if isinstance(mark, bool) or not isinstance(mark, int) or abs(mark) > 2**63:
        raise WireError(f"not a mark: {mark!r}")
    return _count(rows), mark


def _text(value: Any) -> str:
    """Text that every database can hold: no NUL, no half of a character."""
    if not isinstance(value, str) or "\x00" in value:
        raise WireError("not a text")
    if not value.isascii():
        value.encode("utf-8")
    return value


_name = functools.lru_cache(4096)(_text)
"""The same few names come a million times."""


@functools.lru_cache(4096)
def _names(told: tuple[object, ...]) -> None:
    """As `_name`, of all fields of a row at once: rows of one kind mostly have the same."""
    for name in told:
        _text(name)


def _versions(told: Sequence[Any]) -> None:
    if told and (set(map(type, told)) != {int} or min(told) < 0 or max(told) >= _COUNTS):
        raise WireError("not versions")


def _mapping(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise WireError(f"not an object: {type(value).__name__}")
    return value
