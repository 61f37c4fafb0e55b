"""The messages of one sync, as JSON, with limits on every size.

A laptop sends at most one frozen batch and asks what is new; the centre applies
the batch, then answers with receipts and news. Parsing is strict: whatever does
not have the agreed shape is a `WireError` before any of it is used.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

PROTO = 1
HEADER = "Kurasi-Proto"
"""Every answer of a centre carries it; a login page of a public Wi-Fi does not."""

MAX_PACKED = 512 * 1024
MAX_UNPACKED = 8 * 1024 * 1024
MAX_ANSWER = 64 * 1024 * 1024
MAX_CHANGES = 500
MAX_PAGE = 5_000


class WireError(ValueError):
    """A message that does not have the agreed shape; the text says where."""


def canonical(value: object) -> bytes:
    """The one spelling of a value on the wire: sorted keys, no spaces, UTF-8."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8")


def pack(value: object) -> bytes:
    """JSON, compressed."""
    return zlib.compress(canonical(value), 6)


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
        return json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise WireError(f"not a message: {error}") from error


def _no_number(name: str) -> Any:
    raise WireError(f"not a number: {name}")


@dataclass(frozen=True, slots=True)
class Change:
    """One row as changed here: `fields` maps a field to its value and the version it was based on.

    `lver` is the laptop's edit counter, echoed so that an answer cannot clear a newer edit.
    """

    entity: str
    id: UUID
    fields: Mapped
    new: bool
    lver: int

    def to_json(self) -> dict[str, Any]:
        """The form on the wire."""
        fields = {name: [value, base] for name, (value, base) in self.fields.items()}
        return {
            "e": self.entity,
            "id": self.id.hex,
            "set": fields,
            "new": self.new,
            "lver": self.lver,
        }

    @classmethod
    def from_json(cls, data: Any) -> Change:
        """Read the form on the wire; WireError."""
        try:
            fields = {_text(k): (v[0], _count(v[1])) for k, v in _mapping(data["set"]).items()}
            return cls(
                _text(data["e"]),
                UUID(data["id"]),
                fields,
                data["new"] is True,
                _count(data["lver"]),
            )
        except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
            raise WireError(f"change: {error!r}") from error


Mapped = Mapping[str, tuple[Any, int]]


@dataclass(frozen=True, slots=True)
class Batch:
    """Changes frozen under a number; `prev` is the hash of the batch before."""

    no: int
    prev: str
    changes: tuple[Change, ...]

    def to_json(self) -> dict[str, Any]:
        """The form on the wire."""
        return {"no": self.no, "prev": self.prev, "changes": [c.to_json() for c in self.changes]}

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
class Request:
    """What a laptop asks in one step; `batch_bytes` are the frozen bytes as they were hashed."""

    app: str
    device: UUID
    incarnation: int
    client_now: str
    batch_bytes: bytes | None
    cursors: Mapping[str, int]
    limit: int
    epoch: str

    def to_json(self) -> dict[str, Any]:
        """The form on the wire."""
        batch = self.batch_bytes.decode("utf-8") if self.batch_bytes is not None else None
        return {
            "proto": PROTO,
            "app": self.app,
            "device": self.device.hex,
            "incarnation": self.incarnation,
            "client_now": self.client_now,
            "batch": batch,
            "cursors": dict(self.cursors),
            "limit": self.limit,
            "epoch": self.epoch,
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
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise WireError(f"request: {error!r}") from error


@dataclass(frozen=True, slots=True)
class Ack:
    """The receipt for one change.

    `status` is `ok`, `conflict` (some `fields` lost; `row` is the centre's) or
    `rejected` (`code` says why; the laptop keeps its row).
    """

    entity: str
    id: UUID
    status: str
    ver: int
    fields: tuple[str, ...] = ()
    code: str = ""
    row: Mapping[str, Any] | None = None

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
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
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
    """What the centre says: receipts, news, and where this laptop now stands."""

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
    extra: Mapping[str, Any] = field(default_factory=dict)

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
            )
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise WireError(f"answer: {error!r}") from error


def _count(value: Any, below: int = 2**62) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < below:
        raise WireError(f"not a count: {value!r}")
    return value


def _text(value: Any) -> str:
    """Text that every database can hold: no NUL, no half of a character."""
    if not isinstance(value, str) or "\x00" in value:
        raise WireError("not a text")
    value.encode("utf-8")
    return value


def _mapping(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise WireError(f"not an object: {type(value).__name__}")
    return value
