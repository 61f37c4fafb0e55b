"""What the centre refused, why, and the ways on: mend and send again, or hand it over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from app.domain.permissions import PUBLISHED
from app.models.local import Refusal, SyncRow
from app.services.titles import title
from app.services.workspace import Workspace
from app.sync import outbox

_FOR_STAFF = frozenset({"scope.outside", "row.not_yours", "batch.shrinks"})


@dataclass(frozen=True, slots=True)
class RefusalLine:
    """A record the centre refused, and why.

    `waits` when only something else has to arrive first (it is sent again by itself);
    `handed_over` when its person gave it to the centre's staff; `may_hand_over` when that
    is the way on, because the record is not (or no longer) the person's to write, or too much
    was deleted at once.
    """

    entity: str
    id: UUID
    title: str
    code: str
    refused_at: datetime
    handed_over: bool = False

    @property
    def waits(self) -> bool:
        """Whether it goes again by itself at the next sync."""
        return self.code in outbox.LATER

    @property
    def may_hand_over(self) -> bool:
        """Whether handing it to the centre's staff is the way on."""
        held = self.entity not in PUBLISHED and not self.handed_over
        return held and self.code in _FOR_STAFF


def refusals(ws: Workspace) -> list[RefusalLine]:
    """What the centre refused or keeps for its staff, newest first."""
    with ws.db.read() as session:
        rows = session.scalars(sa.select(Refusal).order_by(Refusal.refused_at.desc())).all()
        return [
            RefusalLine(
                entity=r.entity,
                id=r.id,
                title=title(ws, session, r.entity, r.id),
                code=r.code,
                refused_at=r.refused_at,
                handed_over=r.hand_over,
            )
            for r in rows
        ]


def retry_refused(ws: Workspace) -> None:
    """Send refused records once more at the next sync."""
    with ws.db.write() as session:
        outbox.retry_refused(session)
        session.execute(sa.delete(Refusal).where(sa.not_(Refusal.hand_over)))


def hand_over(ws: Workspace, keys: list[tuple[str, UUID]]) -> None:
    """Give records to the centre's staff at the next sync: they are sent whole and kept there.

    Here they stay, left out of what waits, until the staff have decided. Until the next sync
    `keep` takes it back.
    """
    _set(ws, keys, hand_over=True)


def keep(ws: Workspace, keys: list[tuple[str, UUID]]) -> None:
    """Take a hand-over back that has not been sent yet."""
    _set(ws, keys, hand_over=False)


def _set(ws: Workspace, keys: list[tuple[str, UUID]], *, hand_over: bool) -> None:
    with ws.db.write() as session:
        for key in keys:
            refusal, sync = session.get(Refusal, key), session.get(SyncRow, key)
            if refusal is None or sync is None or sync.state == outbox.HELD:
                continue
            refusal.hand_over = hand_over
            sync.state = "" if hand_over else outbox.REFUSED
            sync.frozen = 0
