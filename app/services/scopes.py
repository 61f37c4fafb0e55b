"""Which region owns a new record, who else sees it, and what has not reached the centre."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from app.domain.regions import TRAINING, any_covers
from app.models.entities import CurationSession, Photo, Product
from app.models.local import AHEAD, SyncRow
from app.services.workspace import Workspace


def guest_of(ws: Workspace, session: Session, home: str) -> str | None:
    """The second scope of a walk-in: the session's region, else the person's first one."""
    mine = ws.me.regions
    if any_covers(mine, home):
        return None
    current = current_session(ws, session)
    if current is not None and current.scope != TRAINING:
        return current.scope
    return mine[0]


def chosen_session(ws: Workspace) -> UUID | None:
    """The key of the session chosen on this laptop; None for none, or what is no key."""
    try:
        return UUID(ws.settings.current_session)
    except ValueError:
        return None


def current_session(ws: Workspace, session: Session) -> CurationSession | None:
    """The session chosen on this laptop, when it is still there."""
    key = chosen_session(ws)
    row = session.get(CurationSession, key) if key else None
    return None if row is None or row.deleted else row


def unsent(ws: Workspace, session: Session, entity: str, keys: Sequence[UUID]) -> set[UUID]:
    """Which of `keys` are ahead of the centre; none before there is one."""
    if not ws.me.enrolled:
        return set()
    query = sa.select(SyncRow.id).where(SyncRow.entity == entity, SyncRow.id.in_(keys), AHEAD)
    return set(session.scalars(query))


def shown_photo() -> sa.ColumnElement[bool]:
    """Living photographs, without those that a living mended one stands in for."""
    mended = aliased(Photo)
    stands_in = sa.exists().where(mended.mended_from == Photo.id, mended.deleted.is_(False))
    return sa.and_(Photo.deleted.is_(False), ~stands_in)


def thumbs(session: Session, products: Sequence[UUID]) -> dict[UUID, str]:
    """The first photograph's thumbnail of each product."""
    query = (
        sa.select(Photo.product_id, Photo.thumb_sha256)
        .where(Photo.product_id.in_(products), shown_photo())
        .order_by(Photo.position.desc(), Photo.created_at.desc())
    )
    return dict(session.execute(query).all())


def business_thumbs(
    session: Session, businesses: Sequence[UUID], but: Collection[UUID] = ()
) -> dict[UUID, str]:
    """A thumbnail for each business: of one of its products, `but` for some."""
    query = (
        sa.select(Product.business_id, Photo.thumb_sha256)
        .join(Photo, Photo.product_id == Product.id)
        .where(
            Product.business_id.in_(businesses),
            shown_photo(),
            Product.deleted.is_(False),
            Product.id.not_in(but),
        )
        .order_by(Product.created_at.desc(), Photo.position.desc())
    )
    return dict(session.execute(query).all())
