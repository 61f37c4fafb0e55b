"""Aman dihapus: whether what is here is also, by the centre's signed word, at the centre."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.models.entities import FIELD, TABLES, Assessment
from app.models.local import (
    AHEAD,
    BlobTransfer,
    FormDraft,
    HandedDraft,
    PaperSetupDraft,
    Refusal,
    Relay,
    RubricDraft,
    SheetDraft,
    SyncConflict,
    SyncRow,
)
from app.services.workspace import Workspace

_FIELD = tuple(cls.__tablename__ for cls in FIELD)


@dataclass(frozen=True, slots=True)
class Safety:
    """What of this laptop the centre has confirmed, and what it has not.

    Records count as confirmed by the signed receipt of the batch they came in, or because
    the centre itself sent them; photographs by a signed receipt each.
    """

    confirmed_records: int
    open_records: int
    confirmed_photos: int
    open_photos: int
    refused: int
    conflicts: int
    drafts: int
    carried: int

    @property
    def safe_to_wipe(self) -> bool:
        """Whether nothing would be lost if this laptop were lost now."""
        return not any(
            (self.open_records, self.open_photos, self.refused, self.drafts, self.carried)
        )


_DRAFTS = (FormDraft, HandedDraft, RubricDraft, PaperSetupDraft)


def of_laptop(ws: Workspace) -> Safety:
    """The whole laptop."""
    with ws.db.read() as session:
        clean = sa.and_(SyncRow.fb == {}, SyncRow.bver > 0, SyncRow.entity.in_(_FIELD))
        photos = BlobTransfer.thumbnail.is_(False), BlobTransfer.direction == "up"
        signed = BlobTransfer.receipt.is_not(None)
        return Safety(
            confirmed_records=_count(session, SyncRow, clean),
            open_records=_count(session, SyncRow, AHEAD),
            confirmed_photos=_count(session, BlobTransfer, *photos, signed),
            open_photos=_count(session, BlobTransfer, *photos, sa.not_(signed)),
            refused=_count(session, Refusal),
            conflicts=_count(session, SyncConflict, SyncConflict.settled_at.is_(None)),
            drafts=_count(session, SheetDraft, _unsubmitted())
            + sum(_count(session, table) for table in _DRAFTS),
            carried=_count(session, Relay, Relay.sent_at.is_(None)),
        )


def _unsubmitted() -> sa.ColumnElement[bool]:
    """A sheet's draft outlives its submission (to withdraw it by); then it holds nothing new."""
    submitted = (
        sa.select(Assessment.id)
        .where(
            Assessment.curation_id == SheetDraft.curation_id,
            Assessment.curator_id == SheetDraft.curator_id,
            Assessment.submitted_at >= SheetDraft.saved_at,
        )
        .exists()
    )
    return sa.not_(submitted)


def _count(session: Session, table: type, *which: sa.ColumnElement[bool]) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(table).where(*which)) or 0


_WORST = ("refused", "conflict", "waiting", "handed_over", "confirmed")
"""States of a record, the worst first; a record is as safe as its least safe part."""


def state_of_product(ws: Workspace, product_id: UUID) -> str:
    """`refused`, `conflict`, `waiting`, `handed_over` or `confirmed`: the worst of the product,
    its documents, photographs (rows and files), curations, sheets, decisions, certificates."""
    return _state(ws, "product", product_id, "product_id")


def state_of_business(ws: Workspace, business_id: UUID) -> str:
    """The same for a business and all that names it."""
    return _state(ws, "business", business_id, "business_id")


def _state(ws: Workspace, entity: str, key: UUID, column: str) -> str:
    with ws.db.read() as session:
        keys = {(entity, key)}
        for name in _FIELD:
            table = TABLES[name]
            if column in table.c:
                ids = session.scalars(sa.select(table.c.id).where(table.c[column] == key))
                keys |= {(name, row_id) for row_id in ids}
        found = {_of_row(session, *k) for k in keys}
        if _has_open_photo(session, [i for e, i in keys if e == "photo"]):
            found.add("waiting")
        return min(found, key=_WORST.index)


def _of_row(session: Session, entity: str, row_id: UUID) -> str:
    refusal = session.get(Refusal, (entity, row_id))
    if refusal is not None:
        return "handed_over" if refusal.hand_over else "refused"
    conflict = sa.select(SyncConflict.id).where(
        SyncConflict.entity == entity,
        SyncConflict.id == row_id,
        SyncConflict.settled_at.is_(None),
    )
    if session.scalar(conflict) is not None:
        return "conflict"
    sync = session.get(SyncRow, (entity, row_id))
    confirmed = sync is not None and not sync.fb and sync.bver > 0
    return "confirmed" if confirmed else "waiting"


def _has_open_photo(session: Session, photo_ids: list[UUID]) -> bool:
    photo = TABLES["photo"]
    query = (
        sa.select(BlobTransfer.sha256)
        .join(photo, photo.c.sha256 == BlobTransfer.sha256)
        .where(
            photo.c.id.in_(photo_ids),
            photo.c.deleted.is_(False),
            BlobTransfer.direction == "up",
            BlobTransfer.receipt.is_(None),
        )
    )
    return session.scalar(query.limit(1)) is not None
