"""Tables that only a laptop has: the outbox, drafts, the search index, what waits for a person."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.models.synced import NAMING
from app.models.synced import Base as SharedBase


class LocalBase(DeclarativeBase):
    """Metadata of the laptop's own tables."""

    metadata = sa.MetaData(naming_convention=NAMING)
    type_annotation_map = SharedBase.type_annotation_map


class SyncRow(LocalBase):
    """Versions of one synced row: what the centre last told, and which fields are ahead of it.

    `fb` maps each dirty field to the version it was based on; '{}' is clean. `frozen` is the
    edit counter up to which the row stands in a batch: it waits to be frozen while `lver` is
    ahead. `seen` is False while a region is read anew and the centre has not named the row yet.
    """

    __tablename__ = "sync_row"

    entity: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    bver: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    fb: Mapped[dict[str, Any]]
    lver: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    state: Mapped[str] = mapped_column(default="")
    frozen: Mapped[int] = mapped_column(sa.BigInteger, default=0, server_default="0")
    seen: Mapped[bool] = mapped_column(default=True, server_default=sa.true())

    __table_args__ = (
        sa.Index("ix_sync_row_dirty", "entity", "lver", sqlite_where=sa.text("fb <> '{}'")),
    )


AHEAD = SyncRow.fb != sa.literal_column("'{}'")
"""Rows with work the centre has not confirmed. Spelled out: SQLite uses the index of such rows
for no parameter, and would read all of them."""


class SyncState(LocalBase):
    """One row: this laptop's place in the conversation with the centre."""

    __tablename__ = "sync_state"

    one: Mapped[int] = mapped_column(primary_key=True, default=1)
    applying: Mapped[bool] = mapped_column(default=False)
    lver: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    batch_no: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    last_hash: Mapped[str] = mapped_column(default="")
    incarnation: Mapped[int] = mapped_column(default=1)
    epoch: Mapped[str] = mapped_column(default="")
    cursors: Mapped[dict[str, Any]]
    last_success_at: Mapped[datetime | None]
    skew_ms: Mapped[int | None]
    # `laptop` or `centre`: which of the two is too old for the other; '' when neither is.
    upgrade: Mapped[str] = mapped_column(default="", server_default="")
    centre_app: Mapped[str] = mapped_column(default="", server_default="")
    # Regions whose digest still differed after they were read anew; told to the centre.
    unequal: Mapped[list[str] | None]
    # Digests that were equal at the end of the last sync, as the centre told them.
    digests: Mapped[dict[str, Any] | None]


class BatchOut(LocalBase):
    """A frozen batch: these bytes are what is sent, however often."""

    __tablename__ = "batch_out"

    no: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[bytes]
    hash: Mapped[str]
    rows: Mapped[list[Any]]
    frozen_at: Mapped[datetime]
    acked_at: Mapped[datetime | None]
    # The centre's signed word for this batch; nothing in it is settled without.
    receipt: Mapped[bytes | None]


class PullStage(LocalBase):
    """Rows fetched but not yet applied; applied whole."""

    __tablename__ = "pull_stage"

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    item: Mapped[dict[str, Any]]


class SyncConflict(LocalBase):
    """A field that two people changed; it waits for a person, both values kept."""

    __tablename__ = "sync_conflict"

    entity: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    mine: Mapped[Any] = mapped_column(sa.JSON)
    theirs: Mapped[Any] = mapped_column(sa.JSON)
    noticed_at: Mapped[datetime]
    # When the field was changed here, and who changed it at the centre and when, as far as known.
    mine_at: Mapped[datetime | None]
    theirs_by: Mapped[UUID | None]
    theirs_at: Mapped[datetime | None]
    # `mine` or `theirs` once a person has chosen; kept, so that the choice can be undone.
    choice: Mapped[str] = mapped_column(default="", server_default="")
    settled_at: Mapped[datetime | None]


class Refusal(LocalBase):
    """A row the centre refused, and why; the row itself stays where it is."""

    __tablename__ = "refusal"

    entity: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str]
    refused_at: Mapped[datetime]
    # The person asked for the record to be handed to the centre's staff.
    hand_over: Mapped[bool] = mapped_column(default=False, server_default=sa.false())


class Relay(LocalBase):
    """A batch of another laptop, carried for it: sent to the centre under that laptop's name."""

    __tablename__ = "relay"

    device_id: Mapped[UUID] = mapped_column(primary_key=True)
    incarnation: Mapped[int] = mapped_column(primary_key=True)
    no: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True)
    body: Mapped[bytes]
    letter: Mapped[bytes]
    device_name: Mapped[str]
    received_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(default="")


class HandedDraft(LocalBase):
    """A score sheet begun on another laptop, kept here so that its curator can go on."""

    __tablename__ = "handed_draft"

    curation_id: Mapped[UUID] = mapped_column(primary_key=True)
    curator_id: Mapped[UUID] = mapped_column(primary_key=True)
    curator_name: Mapped[str]
    device_name: Mapped[str]
    rubric_rev: Mapped[str]
    sheet: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]
    received_at: Mapped[datetime]
    # When it was begun; unknown of a file that an older program wrote.
    started_at: Mapped[datetime | None]


class FormDraft(LocalBase):
    """What was typed into a form and not yet saved as a record; survives a crash."""

    __tablename__ = "form_draft"

    kind: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    values: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]


class BlobTransfer(LocalBase):
    """A photograph's way to the centre: `waiting` or `stored` (by the centre's receipt)."""

    __tablename__ = "blob_transfer"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    size_bytes: Mapped[int] = mapped_column(sa.BigInteger)
    thumbnail: Mapped[bool]
    direction: Mapped[str]
    state: Mapped[str] = mapped_column(index=True)
    stored_at: Mapped[datetime | None]
    receipt: Mapped[bytes | None]


class PhotoCode(LocalBase):
    """A code read from a label: `open` until a person took it (`taken`) or waved it away (`waved`).

    A row without kind and number (`read`) says that this photograph was looked at.
    """

    __tablename__ = "photo_code"

    photo_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]


class SyncRun(LocalBase):
    """One attempt to sync, for the page that lists them."""

    __tablename__ = "sync_run"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime]
    ok: Mapped[bool]
    sentence: Mapped[str]
    sent: Mapped[int]
    received: Mapped[int]
    photos_sent: Mapped[int]
    photos_received: Mapped[int]
    bytes_sent: Mapped[int] = mapped_column(sa.BigInteger, default=0, server_default="0")


class SheetDraft(LocalBase):
    """A score sheet being filled in; lives on this laptop until submitted."""

    __tablename__ = "sheet_draft"

    curation_id: Mapped[UUID] = mapped_column(primary_key=True)
    curator_id: Mapped[UUID] = mapped_column(primary_key=True)
    rubric_rev: Mapped[str]
    sheet: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]
    # When its first key was pressed: a sheet done implausibly fast is told to the chair.
    started_at: Mapped[datetime | None]


class RubricDraft(LocalBase):
    """A rubric that an admin is writing; lives on this laptop until it is published."""

    __tablename__ = "rubric_draft"

    code: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[dict[str, Any]]
    based_on: Mapped[str]
    saved_at: Mapped[datetime]


class PaperSetupDraft(LocalBase):
    """A set-up of papers that an admin is writing; lives here until it is published.

    Its emblem is a file beside the data, named by its hash.
    """

    __tablename__ = "paper_setup_draft"

    region_code: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[dict[str, Any]]
    based_on: Mapped[int]
    saved_at: Mapped[datetime]


class Identity(LocalBase):
    """One row: who works on this laptop and which laptop it is."""

    __tablename__ = "identity"

    one: Mapped[int] = mapped_column(primary_key=True, default=1)
    person_id: Mapped[UUID]
    person_name: Mapped[str]
    device_id: Mapped[UUID]
    device_code: Mapped[str]
    enrolled_at: Mapped[datetime | None]
    centre_url: Mapped[str | None]
    centre_certificate: Mapped[str | None]
    token: Mapped[str | None]
    roles: Mapped[list[Any]]
    private_key: Mapped[str]
    delegation: Mapped[str | None]
    root_public_key: Mapped[str | None]
    verify_host: Mapped[str | None]
    sample: Mapped[bool] = mapped_column(default=False)
    # For files on a stick: our own secret, and whom to seal for at the centre.
    file_secret: Mapped[str | None]
    centre_recipient: Mapped[str | None]


class RegisterCounter(LocalBase):
    """Last sequence of register numbers given by this laptop in a year."""

    __tablename__ = "register_counter"

    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class NumberLease(LocalBase):
    """Official numbers the centre has lent this laptop, and how far they are used up."""

    __tablename__ = "number_lease"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    series: Mapped[str] = mapped_column(index=True)
    region_code: Mapped[str]
    first: Mapped[int]
    last: Mapped[int]
    next: Mapped[int]
    expires_on: Mapped[date]


class StatusList(LocalBase):
    """One row: the newest status list the centre has signed, as this laptop got it."""

    __tablename__ = "status_list"

    one: Mapped[int] = mapped_column(primary_key=True, default=1)
    message: Mapped[bytes]
    issued_at: Mapped[datetime]
    received_at: Mapped[datetime]


class LabelCounter(LocalBase):
    """Last sequence of blind codes given by this laptop in a year."""

    __tablename__ = "label_counter"

    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class PrintCount(LocalBase):
    """How often a certificate was printed here; a second print says SALINAN.

    `begun` prints were handed over and are not known to have come out.
    """

    __tablename__ = "print_count"

    certificate_id: Mapped[UUID] = mapped_column(primary_key=True)
    prints: Mapped[int]
    begun: Mapped[int] = mapped_column(default=0, server_default="0")


class TwinTodo(LocalBase):
    """A business whose twins have to be looked for (again); noted by triggers.

    `n` grows with every note, so that what changes while it is looked at stays noted.
    `step` is 1 once its numbers were compared and only names are left.
    """

    __tablename__ = "twin_todo"

    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    step: Mapped[int] = mapped_column(default=0, server_default="0", index=True)

    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy reads it


class TwinPair(LocalBase):
    """Two businesses that may be one, the smaller key first; found anew when either changes."""

    __tablename__ = "twin_pair"

    a: Mapped[UUID] = mapped_column(primary_key=True)
    b: Mapped[UUID] = mapped_column(primary_key=True, index=True)
    certainty: Mapped[int]
    score: Mapped[int]


class RekapTodo(LocalBase):
    """A district whose figures have to be counted anew; noted by triggers, see `rekap_marks`.

    `claim` names who counts it now; what changes meanwhile sets it back to 0, and the count
    that was under way is thrown away.
    """

    __tablename__ = "rekap_todo"

    district: Mapped[str] = mapped_column(primary_key=True)
    claim: Mapped[int] = mapped_column(sa.BigInteger, default=0, server_default="0")


class RekapDay(LocalBase):
    """The day on which a district was counted last: what its documents were then."""

    __tablename__ = "rekap_day"

    district: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date]


class RekapCell(LocalBase):
    """A count of Rekap for one district, written anew whole with its district.

    What `code` and `total` mean depends on the figure (`app.services.rekap_count`). `practice`
    rows count only in a room that is practice altogether.
    """

    __tablename__ = "rekap_cell"

    figure: Mapped[str] = mapped_column(primary_key=True)
    district: Mapped[str] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(primary_key=True)
    level: Mapped[str] = mapped_column(primary_key=True)
    category: Mapped[str] = mapped_column(primary_key=True)
    practice: Mapped[bool] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    n: Mapped[int]
    total: Mapped[int] = mapped_column(sa.BigInteger)

    __table_args__ = (
        # Of all figures shortcomings have the most rows: summed by code in the index's order.
        sa.Index(
            "ix_rekap_cell_short",
            *("category", "code", "district", "month", "level", "practice", "n"),
            sqlite_where=sa.text("figure = 'short'"),
        ),
        {"sqlite_with_rowid": False},
    )


class SearchDoc(LocalBase):
    """What search finds; kept by triggers, indexed by FTS5 (see search.sql in capture.py)."""

    __tablename__ = "search_doc"

    rowid: Mapped[int] = mapped_column("rowid", primary_key=True, autoincrement=True)
    entity: Mapped[str]
    ref: Mapped[UUID] = mapped_column(unique=True)
    text: Mapped[str]
