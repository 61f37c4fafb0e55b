"""What a record is called when only its kind and key are known."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.terms import Category
from app.models.entities import (
    SYNCED,
    Business,
    Curation,
    PaperSetup,
    Product,
    Region,
    RubricVersion,
    Synced,
)
from app.services import blind_labels, blindness, regions
from app.services.workspace import Workspace

CLASSES: dict[str, type[Synced]] = {cls.__tablename__: cls for cls in SYNCED}
"""Record classes by entity name."""


def title(ws: Workspace, session: Session, entity: str, row_id: UUID) -> str:
    """The name of a record, of its product or of its business; '' when it has none here.

    Of a product that is judged blind sheets and the like have its code, all else no name.
    """
    row = session.get(CLASSES[entity], row_id)
    if row is None:
        return ""
    curation = _curation(session, row)
    if product_of(session, row) in blindness.hidden(ws, session):
        codes = blind_labels.codes(session, [curation.id]) if curation else {}
        return next(iter(codes.values()), blindness.NAMELESS)
    if isinstance(row, RubricVersion):
        return f"{Category(row.code).term}, versi {row.version}"
    if isinstance(row, PaperSetup):
        name = session.scalar(sa.select(Region.name).where(Region.code == row.region_code))
        return f"Surat {regions.short_city(name or row.region_code)}, versi {row.version}"
    for name in ("name", "product_id", "business_id"):
        value = getattr(row, name, None)
        if isinstance(value, str):
            return value
        owner = _owner(session, name, value) if value else None
        if owner is not None:
            return owner
    return str(getattr(row, "register_no", "") or "")


def product_of(session: Session, row: Synced) -> UUID | None:
    """The product a record is, or is about; None for all that belongs to none."""
    product = row.id if isinstance(row, Product) else getattr(row, "product_id", None)
    curation = _curation(session, row)
    return product or (curation.product_id if curation else None)


def _curation(session: Session, row: Synced) -> Curation | None:
    if isinstance(row, Curation):
        return row
    key = getattr(row, "curation_id", None)
    return session.get(Curation, key) if key is not None else None


def _owner(session: Session, column: str, key: UUID) -> str | None:
    cls = Product if column == "product_id" else Business
    return session.scalar(sa.select(cls.name).where(cls.id == key))
