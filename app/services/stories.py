"""Riwayat: everything that happened to a product, told in order. Nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.models.entities import (
    Appeal,
    AuditEvent,
    CaseReturn,
    Certificate,
    CertificateRevocation,
    Curation,
    DecisionRecord,
    Device,
    ImprovementItem,
    Person,
    Photo,
    Product,
)
from app.models.market import GebetanPick, ProductFeedback
from app.services import blindness, looking, market_lines
from app.services.market_lines import MarketLine
from app.services.workspace import Workspace

_OF_NO_RESULT = frozenset(
    {
        *("product.added", "product.edited", "photo.added", "photo.removed", "photo.role"),
        *("photo.mended", "photo.restored", "curation.registered", "curation.opened"),
        *("curation.taken_out", "curation.scored_whole", "curation.verified"),
        *("curation.validated", "curation.checked_in"),
    }
)
"""Lines that tell nothing of what a product came to."""

_RULED = frozenset({"curation.decided", "curation.corrected"})
"""Lines whose why the chair wrote into the decision of the same moment."""


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One thing that happened: who, when, what (`verb` and `details`), why."""

    id: UUID
    at: datetime
    verb: str
    entity: str
    entity_id: UUID
    person: str
    device: str
    level: str
    attempt: int
    why: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Story:
    """A product's story, the first line first.

    `withheld` when results wait for the reader's own sheet: whoever is about to score reads
    neither what others gave nor what the product came to before.
    """

    lines: tuple[StoryLine, ...]
    withheld: bool = False


def of_product(ws: Workspace, product_id: UUID) -> Story:
    """The story of a product through all its curations; UserError `product.blind`."""
    with ws.db.read() as session:
        product = session.get_one(Product, product_id)
        blindness.require_shown(ws, session, product_id)
        curations = {
            c.id: c
            for c in session.scalars(sa.select(Curation).where(Curation.product_id == product_id))
        }
        about = _records(session, product_id, curations)
        every = _events(session, [product_id, *curations, *about])
        unseen = product_id in looking.unseen_results(ws, session)
        events = [e for e in every if not unseen or _may_tell(ws, e)]
        market = market_lines.of(session, product_id, product.business_id)
        told = [] if unseen else market
        people = [*(e.created_by for e in events), *(line.row.created_by for line in told)]
        names = _names(session, Person, people)
        devices = _names(session, Device, (e.device_id for e in events))
        names.setdefault(ws.me.person_id, ws.me.person_name)
        lines = [
            _line(e, names, devices, curations.get(about.get(e.entity_id, e.entity_id)), why)
            for e in events
            for why in (_why(session, e),)
        ]
        lines += [_of_market(line, names) for line in told]
        withheld = len(events) < len(every) or len(told) < len(market)
        # Sorted by the moment alone: lines of one moment stay in the order they were written.
        return Story(tuple(sorted(lines, key=lambda line: line.at)), withheld)


def _of_market(line: MarketLine, names: Mapping[UUID, str]) -> StoryLine:
    row = line.row
    return StoryLine(
        id=row.id,
        at=line.at,
        verb=line.verb,
        entity=row.__tablename__,
        entity_id=row.id,
        person=names.get(row.created_by, "") if row.created_by else "",
        device="",
        level="",
        attempt=0,
        why=line.why,
        details=line.details,
    )


def _may_tell(ws: Workspace, event: AuditEvent) -> bool:
    """Whether a line may be read before one's own sheet is in."""
    own = event.verb.startswith("sheet.") and event.created_by == ws.me.person_id
    return own or event.verb in _OF_NO_RESULT


def _records(
    session: Session, product_id: UUID, curations: Mapping[UUID, Curation]
) -> dict[UUID, UUID]:
    """Records about the product that have lines of their own, each with its curation."""
    found: dict[UUID, UUID] = {}
    for cls in (DecisionRecord, Certificate, Appeal, CaseReturn):
        query = sa.select(cls.id, cls.curation_id).where(cls.product_id == product_id)
        found |= dict(session.execute(query).all())
    items = (
        sa.select(ImprovementItem.id, DecisionRecord.curation_id)
        .join(DecisionRecord, DecisionRecord.id == ImprovementItem.decision_id)
        .where(ImprovementItem.product_id == product_id)
    )
    found |= dict(session.execute(items).all())
    for kept in (Photo, GebetanPick, ProductFeedback):
        keys = sa.select(kept.id).where(kept.product_id == product_id)
        found |= dict.fromkeys(session.scalars(keys), product_id)
    return found


def _events(session: Session, keys: list[UUID]) -> list[AuditEvent]:
    query = (
        sa.select(AuditEvent)
        .where(AuditEvent.entity_id.in_(keys))
        .order_by(AuditEvent.created_at, AuditEvent.id)
    )
    return list(session.scalars(query))


def _names(
    session: Session, cls: type[Person] | type[Device], keys: Iterable[UUID | None]
) -> dict[UUID, str]:
    wanted = {key for key in keys if key is not None}
    return dict(session.execute(sa.select(cls.id, cls.name).where(cls.id.in_(wanted))).all())


def _why(session: Session, event: AuditEvent) -> str:
    """Why it was done: it stands in the record the line is about, never in the line itself."""
    if event.entity == "appeal":
        appeal = session.get(Appeal, event.entity_id)
        answered = event.verb == "appeal.answered"
        said = None if appeal is None else appeal.answer if answered else appeal.reason
    elif event.verb in _RULED:
        said = session.scalar(
            sa.select(DecisionRecord.reason).where(
                DecisionRecord.curation_id == event.entity_id,
                DecisionRecord.decided_at == event.created_at,
                DecisionRecord.deleted.is_(False),
            )
        )
    elif event.verb == "curation.returned":
        said = session.scalar(
            sa.select(CaseReturn.reason).where(
                CaseReturn.curation_id == event.entity_id,
                CaseReturn.returned_at == event.created_at,
            )
        )
    elif event.verb == "certificate.revoked":
        said = session.scalar(
            sa.select(CertificateRevocation.note).where(
                CertificateRevocation.certificate_id == event.entity_id,
                CertificateRevocation.revoked_at == event.created_at,
            )
        )
    elif event.entity == "product_feedback":
        said = session.scalar(
            sa.select(ProductFeedback.words).where(ProductFeedback.id == event.entity_id)
        )
    elif event.verb in ("gebetan_pick.withdrawn", "gebetan_pick.lost"):
        said = session.scalar(sa.select(GebetanPick.note).where(GebetanPick.id == event.entity_id))
    elif event.verb == "certificate.kept":
        said = str(event.details.get("note") or "")
    else:
        said = None
    return said or ""


def _line(
    event: AuditEvent,
    names: Mapping[UUID, str],
    devices: Mapping[UUID, str],
    curation: Curation | None,
    why: str,
) -> StoryLine:
    return StoryLine(
        id=event.id,
        at=event.created_at,
        verb=event.verb,
        entity=event.entity,
        entity_id=event.entity_id,
        person=names.get(event.created_by, "") if event.created_by else "",
        device=devices.get(event.device_id, ""),
        level=curation.level if curation else "",
        attempt=curation.attempt if curation else 0,
        why=why,
        details=dict(event.details),
    )
