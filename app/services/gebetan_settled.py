"""Where a pick stands: a proposal until the centre has it, confirmed, or lost to another office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.market.terms import PickState
from app.domain.terms import Term
from app.models.entities import AuditEvent
from app.models.local import Refusal, SyncRow
from app.models.market import GebetanPick, GebetanRound
from app.services import gebetan_rounds as rounds
from app.services import regions
from app.services.workspace import Workspace

TAKEN = "gebetan.taken"
LOST_VERB = "gebetan_pick.lost"
"""Told of a row withdrawn because its business was picked elsewhere first: who won may lie in
a region that is not seen here, so this is what keeps the business from being offered again."""


class Settled(Term):
    """How far the centre has said its word on a pick."""

    PROPOSED = "proposed", "Usulan"
    CONFIRMED = "confirmed", "Terkonfirmasi"
    LOST = "lost", "Kalah cepat"
    REFUSED = "refused", "Ditolak pusat"

    @property
    def holds(self) -> bool:
        """Whether packages may be made of it."""
        return self in (Settled.PROPOSED, Settled.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Winner:
    """The round that had the business first, as far as it is seen here."""

    round_name: str
    region: str


def of_picks(session: Session, keys: Iterable[UUID]) -> dict[UUID, Settled]:
    """How each of these picks stands."""
    wanted = list(keys)
    codes = dict(
        session.execute(
            sa.select(Refusal.id, Refusal.code).where(
                Refusal.entity == "gebetan_pick", Refusal.id.in_(wanted)
            )
        ).all()
    )
    known = set(
        session.scalars(
            sa.select(SyncRow.id).where(
                SyncRow.entity == "gebetan_pick", SyncRow.id.in_(wanted), SyncRow.bver > 0
            )
        )
    )
    return {key: _settled(codes.get(key), known=key in known) for key in wanted}


def _settled(code: str | None, *, known: bool) -> Settled:
    if code == TAKEN:
        return Settled.LOST
    if code is not None:
        return Settled.REFUSED
    return Settled.CONFIRMED if known else Settled.PROPOSED


def winners(
    ws: Workspace, session: Session, picks: Iterable[GebetanPick]
) -> Mapping[UUID, Winner | None]:
    """For each lost pick the round that has its business; None where it is not seen here."""
    lost = {pick.business_id: pick.id for pick in picks}
    query = (
        sa.select(GebetanPick.business_id, GebetanRound)
        .join(GebetanRound, GebetanRound.id == GebetanPick.round_id)
        .where(
            GebetanPick.business_id.in_(list(lost)),
            GebetanPick.id.not_in(list(lost.values())),
            GebetanPick.deleted.is_(False),
            GebetanPick.state != str(PickState.WITHDRAWN),
        )
    )
    found: dict[UUID, Winner | None] = dict.fromkeys(lost.values())
    for business, held in session.execute(query):
        code = rounds.region_of(ws, held)
        name = regions.names(session, [code]).get(code, code)
        found[lost[business]] = Winner(held.name, regions.short_city(name))
    return found


def lost_before() -> sa.Select[UUID]:
    """Businesses that another office had first, though its pick may not be seen here."""
    told = sa.select(AuditEvent.entity_id).where(
        AuditEvent.entity == "gebetan_pick", AuditEvent.verb == LOST_VERB
    )
    return sa.select(GebetanPick.business_id).where(
        GebetanPick.id.in_(told), GebetanPick.deleted.is_(False)
    )
