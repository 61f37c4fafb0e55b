"""One product certified twice, because its business, or the product, was registered twice.

Merging records touches no certificate. Two of them then vouch for one product, and a person
says which of the two goes; the other one is named as what stands in its place.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from app.models.entities import Certificate, Product
from app.services import certificate_states, papers
from app.services.papers import PaperCard
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Stands:
    """The certificate that stays."""

    id: UUID
    register_no: str


@dataclass(frozen=True, slots=True)
class Doubled:
    """A certificate in force beside another one of the same product and level."""

    card: PaperCard
    stands: Stands


def doubled(ws: Workspace, business_id: UUID) -> tuple[Doubled, ...]:
    """Certificates of a business that another one makes needless, by register number.

    The one that holds longest stays. Two of one record are no doubles: curated again before
    its time was over, a product has both. What somebody must not know yet is not told.
    """
    query = (
        sa.select(Certificate, Product.name_key)
        .join(Product, Product.id == Certificate.product_id)
        .where(
            Product.business_id == business_id,
            Product.deleted.is_(False),
            Certificate.deleted.is_(False),
            Certificate.valid_until >= ws.today(),
        )
    )
    with ws.db.read() as session:
        lines = session.execute(query).all()
        known = certificate_states.states(session, [row for row, _ in lines])
    groups: dict[tuple[str, str], list[Certificate]] = defaultdict(list)
    for row, name in lines:
        if known[row.id].revoked is None:
            groups[name, row.level].append(row)
    pairs = [pair for rows in groups.values() for pair in _pairs(rows)]
    told = papers.cards(ws, [row.decision_id for pair in pairs for row in pair])
    cards = {card.certificate_id: card for card in told}
    return tuple(
        Doubled(cards[goes.id], Stands(stays.id, stays.register_no))
        for goes, stays in sorted(pairs, key=lambda pair: pair[0].register_no)
        if goes.id in cards and stays.id in cards
    )


def _pairs(rows: list[Certificate]) -> list[tuple[Certificate, Certificate]]:
    """Those that another record's certificate makes needless, each with that one."""
    stays = max(rows, key=lambda row: (row.valid_until, row.register_no))
    return [(row, stays) for row in rows if row.product_id != stays.product_id]
