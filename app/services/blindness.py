"""Blind judging: who must not learn which business a product of a session's queue belongs to.

Whoever judges, as long as a blind session is open and the product has no result in it. They see
the code, the category and the photographs in the session, and nothing of the product anywhere
else: neither in lists, search and story nor in what is due or was decided before, for a name
beside a picture is enough. Whoever lays the products out (mentors, officers, admins) sees both;
so does, outside the score sheet, a judge who registered the product: they know already.
"""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.errors import UserError
from app.models.entities import Curation, CurationSession, Product
from app.services import standing
from app.services.session_rules import rules_of
from app.services.sessions import OPEN
from app.services.workspace import Workspace

NAMELESS = "Produk yang sedang dinilai buta"
"""What a record of such a product is called outside its session."""


def is_blind(ws: Workspace, held: CurationSession) -> bool:
    """Whether this person judges a session's products by their codes alone."""
    return ws.me.judges() and rules_of(ws.resources, held).blind


def hidden(ws: Workspace, session: Session) -> frozenset[UUID]:
    """The products of which this person is told nothing outside their session."""
    if not ws.me.judges():
        return frozenset()
    still_open = sa.select(CurationSession).where(
        CurationSession.state == OPEN, CurationSession.deleted.is_(False)
    )
    blind = [held.id for held in session.scalars(still_open) if is_blind(ws, held)]
    if not blind:
        return frozenset()
    queued = (
        sa.select(Curation.id, Curation.product_id)
        .join(Product, Product.id == Curation.product_id)
        .where(
            Curation.session_id.in_(blind),
            Curation.deleted.is_(False),
            Product.created_by.is_distinct_from(ws.me.person_id),
        )
    )
    waiting = dict(session.execute(queued).all())
    ended = standing.decisions(session, waiting).keys() | standing.returns(session, waiting).keys()
    return frozenset(product for key, product in waiting.items() if key not in ended)


def count(ws: Workspace) -> int:
    """How many products lists leave out for this person."""
    with ws.db.read() as session:
        return len(hidden(ws, session))


def require_shown(ws: Workspace, session: Session, product_id: UUID) -> None:
    """UserError `product.blind` for a product this person is told nothing of."""
    if product_id in hidden(ws, session):
        raise not_shown()


def not_shown() -> UserError:
    """What is said instead of a product that is judged blind."""
    return UserError(
        "product.blind",
        "Produk ini sedang dinilai buta, jadi datanya belum ditampilkan.",
        safe="Data dan fotonya tersimpan.",
        todo="Nilai dari antrean kegiatannya; sesudah hasilnya ada, datanya tampil lagi.",
    )
