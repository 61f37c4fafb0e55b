"""Tables that only the centre has: versions, the feed, laptops' places, logins, codes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.models.synced import NAMING
from app.models.synced import Base as SharedBase


class CentralBase(DeclarativeBase):
    """Metadata of the centre's own tables."""

    metadata = sa.MetaData(naming_convention=NAMING)
    type_annotation_map = SharedBase.type_annotation_map


class RowVersion(CentralBase):
    """Version of each row and of each of its fields, and the scopes that see it."""

    __tablename__ = "row_version"

    entity: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    ver: Mapped[int] = mapped_column(sa.BigInteger)
    fver: Mapped[dict[str, Any]]
    scopes: Mapped[list[str]] = mapped_column(ARRAY(sa.Text))
    by: Mapped[UUID | None]
    at: Mapped[datetime]
    # Who made the row, as `device/incarnation`, and who changed each field since.
    origin: Mapped[str] = mapped_column(default="", server_default="")
    fby: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    # Who wrote the present version, as `device/incarnation`: it need not be told.
    place: Mapped[str] = mapped_column(default="", server_default="")


class Feed(CentralBase):
    """One ordered feed per scope; `seq` is given under a lock at the end of the transaction."""

    __tablename__ = "feed"

    scope: Mapped[str] = mapped_column(primary_key=True)
    entity: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(sa.BigInteger)
    gone: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (sa.Index("ix_feed_scope_seq", "scope", "seq", unique=True),)


class DeviceSync(CentralBase):
    """How far one laptop has come; locked while one of its batches is applied."""

    __tablename__ = "device_sync"

    device_id: Mapped[UUID] = mapped_column(primary_key=True)
    incarnation: Mapped[int]
    last_no: Mapped[int] = mapped_column(sa.BigInteger)
    last_hash: Mapped[str]
    last_seen_at: Mapped[datetime | None]
    app_version: Mapped[str | None]
    skew_ms: Mapped[int | None]
    # What the laptop said of itself when last seen.
    waiting_rows: Mapped[int] = mapped_column(default=0, server_default="0")
    waiting_photos: Mapped[int] = mapped_column(default=0, server_default="0")
    refused: Mapped[int] = mapped_column(default=0, server_default="0")
    conflicts: Mapped[int] = mapped_column(default=0, server_default="0")
    unequal: Mapped[str] = mapped_column(default="", server_default="")
    # How often another copy of it was met, or it came back from an old backup.
    forks: Mapped[int] = mapped_column(default=0, server_default="0")
    last_fork_at: Mapped[datetime | None]


class Login(CentralBase):
    """Lets one person in from one laptop; only the hash of the token is kept."""

    __tablename__ = "login"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(index=True)
    device_id: Mapped[UUID] = mapped_column(index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    issued_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class EnrolCode(CentralBase):
    """A one-time code that turns a laptop into somebody's laptop."""

    __tablename__ = "enrol_code"

    code_hash: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(index=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class BatchIn(CentralBase):
    """A batch that was applied and what was answered: the same question gets the same answer."""

    __tablename__ = "batch_in"

    device_id: Mapped[UUID] = mapped_column(primary_key=True)
    incarnation: Mapped[int] = mapped_column(primary_key=True)
    no: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True)
    hash: Mapped[str]
    received_at: Mapped[datetime]
    answer: Mapped[list[Any]]


class FieldConflict(CentralBase):
    """A value that lost against a newer one; kept until a person has chosen."""

    __tablename__ = "field_conflict"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    entity: Mapped[str]
    row_id: Mapped[UUID] = mapped_column(index=True)
    field: Mapped[str]
    value: Mapped[Any] = mapped_column(sa.JSON)
    person_id: Mapped[UUID]
    device_id: Mapped[UUID]
    received_at: Mapped[datetime]


class Held(CentralBase):
    """A record its sender may not write, handed over: it waits for the centre's staff."""

    __tablename__ = "held"

    device_id: Mapped[UUID] = mapped_column(primary_key=True)
    entity: Mapped[str] = mapped_column(primary_key=True)
    row_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID]
    change: Mapped[dict[str, Any]]
    reason: Mapped[str]
    received_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    accepted: Mapped[bool | None]


class ScopeDigest(CentralBase):
    """Count and xor over the rows of a scope, kept by every write: what a laptop compares."""

    __tablename__ = "scope_digest"

    scope: Mapped[str] = mapped_column(primary_key=True)
    rows: Mapped[int] = mapped_column(sa.BigInteger)
    mark: Mapped[int] = mapped_column(sa.BigInteger)


class Blob(CentralBase):
    """A photograph that is whole at the centre: length and hash were checked."""

    __tablename__ = "blob"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    size_bytes: Mapped[int] = mapped_column(sa.BigInteger)
    stored_at: Mapped[datetime]
    device_id: Mapped[UUID]


class OfficialSeries(CentralBase):
    """The counter of one series of official numbers (`app.domain.official_numbers.series`).

    `region_code` is the unit's that began it.
    """

    __tablename__ = "official_series"

    name: Mapped[str] = mapped_column(primary_key=True)
    region_code: Mapped[str]
    last: Mapped[int]


class OfficialNumber(CentralBase):
    """What became of one number of a series: on a certificate, or void and why.

    Numbers below the counter that stand neither here nor in an open lease do not exist.
    """

    __tablename__ = "official_number"

    series: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str | None] = mapped_column(unique=True)
    certificate_id: Mapped[UUID | None] = mapped_column(unique=True)
    # '' for one in use; `expired`, `taken`, `restored`: why nobody has it.
    void: Mapped[str] = mapped_column(default="", server_default="")
    at: Mapped[datetime]


class NumberLease(CentralBase):
    """A block of a series that one laptop gives from while it is offline."""

    __tablename__ = "number_lease"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    device_id: Mapped[UUID] = mapped_column(index=True)
    series: Mapped[str] = mapped_column(index=True)
    region_code: Mapped[str]
    first: Mapped[int]
    last: Mapped[int]
    leased_at: Mapped[datetime]
    expires_on: Mapped[date]
    closed_at: Mapped[datetime | None]


class KeyRevocation(CentralBase):
    """A laptop's key is not believed since a day, but for the records named in `spared`
    (the first bytes of their hashes, in hexadecimal digits)."""

    __tablename__ = "key_revocation"

    device_id: Mapped[UUID] = mapped_column(primary_key=True)
    since: Mapped[date]
    spared: Mapped[list[str]]
    revoked_at: Mapped[datetime]


class StatusListState(CentralBase):
    """One row: the status list as it was last signed, and what it was made from."""

    __tablename__ = "status_list"

    one: Mapped[int] = mapped_column(primary_key=True, default=1)
    issued_at: Mapped[datetime]
    checked_at: Mapped[datetime]
    mark: Mapped[str]
    message: Mapped[bytes]


class CentreState(CentralBase):
    """One row: what makes this database this centre."""

    __tablename__ = "centre_state"

    one: Mapped[int] = mapped_column(primary_key=True, default=1)
    epoch: Mapped[str]
    root_public_key: Mapped[str]
    next_device: Mapped[int]
    verify_host: Mapped[str]
    # No version is given below it: raised after a restore, so that no number is given twice.
    ver_floor: Mapped[int] = mapped_column(sa.BigInteger, default=0, server_default="0")
    file_recipient: Mapped[str] = mapped_column(default="", server_default="")


class FeedCounter(CentralBase):
    """One row: the last `seq` given. Taken by UPDATE as the last statement of a transaction,
    so its row lock makes the order of numbers the order of visibility (sync design §2.3).
    """

    __tablename__ = "feed_counter"

    one: Mapped[int] = mapped_column(primary_key=True, default=1)
    seq: Mapped[int] = mapped_column(sa.BigInteger)
