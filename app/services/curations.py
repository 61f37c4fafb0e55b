"""Kurasi: opening a curation, filling in the sheet, submitting it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.terms import Category, CurationState, Grade, Level, Outcome
from app.errors import UserError
from app.ids import natural
from app.models.entities import (
    Business,
    Curation,
    CurationCase,
    CurationSession,
    DecisionRecord,
    Product,
)
from app.models.local import SheetDraft
from app.services import climbing, rubrics, scopes, standing
from app.services.changes import Change, Recorder
from app.services.sessions import OPEN
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class QueueCard:
    """A product in the queue of a session."""

    curation_id: UUID
    product_id: UUID
    product: str
    business: str
    category: Category
    thumb: str | None
    state: CurationState
    answered: int
    total: int | None
    outcome: Outcome | None
    grade: Grade | None
    returned: bool = False
    """Sent down to the level below without a decision."""


def open_curation(ws: Workspace, product_id: UUID, session_id: UUID) -> tuple[UUID, Change]:
    """Put a product into a session; the same one again gives the same curation.

    Raises UserError when the session is closed, the product has passed this level
    already, or has not passed the level below; `role.missing`.
    """
    ws.me.require_organiser()
    with ws.change() as recorder:
        session = recorder.session
        held = session.get_one(CurationSession, session_id)
        product = session.get_one(Product, product_id)
        require_open(held)
        case_id, level = natural("case", product_id, 1), Level(held.level)
        attempt = climbing.next_attempt(session, case_id, held)
        climbing.require_level_below(session, case_id, held)
        key = natural("curation", case_id, level, attempt)
        if held.training:
            key = natural("curation", case_id, level, attempt, held.id)
        row = session.get(Curation, key)
        if row is None:
            _add_curation(ws, recorder, key, case_id, held, product, attempt)
        else:
            _take_over(session, row, held)
        return key, recorder.done()


def require_open(held: CurationSession) -> None:
    """Raise UserError `session.closed` when nothing may be scored in a session any more."""
    if held.state != OPEN:
        raise UserError(
            "session.closed",
            f"Kegiatan {held.name} sudah ditutup.",
            safe="Nilai yang sudah masuk tetap tersimpan.",
            todo="Buka kegiatan baru, atau buka kembali kegiatan ini.",
        )


def _take_over(session: Session, row: Curation, held: CurationSession) -> None:
    """Bring a curation that was undone, or left in a closed session, into this one."""
    before = session.get(CurationSession, row.session_id)
    if row.deleted or before is None or before.state != OPEN:
        row.deleted, row.session_id = False, held.id
        case = session.get(CurationCase, row.case_id)
        if case is not None:
            case.deleted = False


def _add_curation(
    ws: Workspace,
    recorder: Recorder,
    key: UUID,
    case_id: UUID,
    held: CurationSession,
    product: Product,
    attempt: int,
) -> None:
    session = recorder.session
    home = product.scope
    guest = home if home != held.scope and not held.training else None
    places = {"scope": held.scope, "guest_scope": guest}
    if session.get(CurationCase, case_id) is None and not held.training:
        recorder.add(
            CurationCase(
                product_id=product.id, business_id=product.business_id, round_no=1, **places
            ),
            case_id,
        )
    rubric = rubrics.newest(session, Category(product.category))
    row = recorder.add(
        Curation(
            case_id=case_id,
            product_id=product.id,
            business_id=product.business_id,
            session_id=held.id,
            level=held.level,
            attempt=attempt,
            state=str(CurationState.OPEN),
            walk_in=scopes.guest_of(ws, session, home) is not None,
            opened_at=recorder.now,
            opened_by=ws.me.person_id,
            rubric_rev=rubric.rev,
            **places,
        ),
        key,
    )
    recorder.tell("curation.opened", row, level=held.level, attempt=attempt)


def queue(ws: Workspace, session_id: UUID) -> list[QueueCard]:
    """The products of a session, in the order they were opened."""
    with ws.db.read() as session:
        query = (
            sa.select(Curation, Product, Business.name)
            .join(Product, Product.id == Curation.product_id)
            .join(Business, Business.id == Product.business_id)
            .where(Curation.session_id == session_id, Curation.deleted.is_(False))
            .order_by(Curation.opened_at, Curation.id)
        )
        rows = session.execute(query).all()
        thumbs = scopes.thumbs(session, [p.id for _, p, _ in rows])
        keys = [c.id for c, _, _ in rows]
        drafts, decisions = _answered(session, keys), decided(session, keys)
        sent_down = standing.returns(session, keys)
        return [
            _queue_card(c, p, n, thumbs, drafts, decisions, returned=c.id in sent_down)
            for c, p, n in rows
        ]


def _queue_card(
    curation: Curation,
    product: Product,
    business: str,
    thumbs: Mapping[UUID, str],
    drafts: Mapping[UUID, int],
    decisions: Mapping[UUID, DecisionRecord],
    *,
    returned: bool,
) -> QueueCard:
    decision = decisions.get(curation.id)
    return QueueCard(
        curation_id=curation.id,
        product_id=product.id,
        product=product.name,
        business=business,
        category=Category(product.category),
        thumb=thumbs.get(product.id),
        state=standing.state(curation, ended=decision is not None or returned),
        answered=drafts.get(curation.id, 0),
        total=decision.total if decision else None,
        outcome=Outcome(decision.outcome) if decision else None,
        grade=Grade(decision.grade) if decision else None,
        returned=returned and decision is None,
    )


def _answered(session: Session, keys: list[UUID]) -> dict[UUID, int]:
    query = sa.select(SheetDraft).where(SheetDraft.curation_id.in_(keys))
    return {
        d.curation_id: len(d.sheet.get("scores", {})) + len(d.sheet.get("not_applicable", ()))
        for d in session.scalars(query)
    }


def decided(session: Session, keys: list[UUID]) -> dict[UUID, DecisionRecord]:
    """The decision in force of each curation that has one."""
    return standing.decisions(session, keys)
