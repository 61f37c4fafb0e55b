"""Kurasi: opening a curation, filling in the sheet, submitting it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.permissions import ORGANISING_ROLES, VERIFYING_ROLES
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
from app.services import (
    blind_labels,
    blindness,
    climbing,
    rubrics,
    scopes,
    second_chances,
    standing,
)
from app.services.changes import Change, Recorder
from app.services.session_rules import rules_of
from app.services.sessions import OPEN, require_open
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
    place: int = 0
    code: str = ""
    blind: bool = False
    """Whether this person sees the code in place of names."""

    unverified: bool = False
    checked_in_at: datetime | None = None

    @property
    def title(self) -> str:
        """What the product is called on screen and paper: its code where it is judged blind."""
        return (self.code or "–") if self.blind else self.product

    returned: bool = False
    """Sent down to the level below without a decision."""


def open_curation(ws: Workspace, product_id: UUID, session_id: UUID) -> tuple[UUID, Change]:
    """Put a product into a session and open it for scoring; the same again is the same curation.

    One that was not verified and validated is opened where the session allows walk-ins, and
    says so. Raises UserError when the session is closed, the product has passed this level
    already, or has not passed the level below; `curation.not_verified`,
    `curation.not_validated`, `role.missing`.
    """
    ws.me.require_organiser()
    with ws.change() as recorder:
        held = recorder.session.get_one(CurationSession, session_id)
        row, is_new = _entered(ws, recorder, product_id, held)
        if CurationState(row.state).rank < CurationState.OPEN.rank:
            let_in(row, held)
            told = {"level": row.level, "attempt": row.attempt, "unverified": bool(row.unverified)}
            recorder.tell("curation.opened", row, **told)
        change = recorder.done()
        return row.id, change if is_new else forward(change)


def add(ws: Workspace, product_id: UUID, session_id: UUID) -> tuple[UUID, Change]:
    """Put a product into a session: opened at once by who may where walk-ins are allowed, else
    registered, to be verified and validated. Raises as `open_curation`.
    """
    with ws.db.read() as session:
        held = session.get_one(CurationSession, session_id)
        opens = held.walk_ins and ws.me.may(ORGANISING_ROLES, held.scope)
    enter = open_curation if opens else register
    return enter(ws, product_id, session_id)


def register(ws: Workspace, product_id: UUID, session_id: UUID) -> tuple[UUID, Change]:
    """Put a product into the queue of a session, to be verified; raises as `open_curation`."""
    with ws.change() as recorder:
        held = recorder.session.get_one(CurationSession, session_id)
        if not ws.me.may(VERIFYING_ROLES, held.scope):
            raise UserError(
                "role.missing",
                f"Kegiatan {held.name} di luar wilayah tugas Anda.",
                safe="Data usaha dan produk tetap tersimpan.",
                todo="Minta petugas kegiatan itu mendaftarkan produknya.",
            )
        row, is_new = _entered(ws, recorder, product_id, held)
        if is_new:
            recorder.tell("curation.registered", row, level=row.level, attempt=row.attempt)
        return row.id, recorder.done()


def _entered(
    ws: Workspace, recorder: Recorder, product_id: UUID, held: CurationSession
) -> tuple[Curation, bool]:
    """The curation of a product in a session, and whether it was made just now."""
    session = recorder.session
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
        row = _add_curation(ws, recorder, key, case_id, held, product, attempt)
        if rules_of(ws.resources, held).blind and blind_labels.may_label(ws, held):
            blind_labels.give(ws, recorder, row)
        return row, True
    _take_over(session, row, held)
    return row, False


def let_in(row: Curation, held: CurationSession) -> None:
    """Open a curation for scoring.

    Raises UserError `curation.not_verified` or `curation.not_validated` when a step is missing
    and the session does not allow walk-ins.
    """
    if row.state != CurationState.VALIDATED:
        if not held.walk_ins:
            raise _step_missing(CurationState(row.state), held)
        row.unverified = True
    row.state = str(CurationState.OPEN)


def _step_missing(state: CurationState, held: CurationSession) -> UserError:
    if state is CurationState.VERIFIED:
        return UserError(
            "curation.not_validated",
            "Produk ini sudah diverifikasi, tetapi belum divalidasi Kasatpel.",
            safe="Produk tetap ada dalam antrean.",
            todo="Minta Kasatpel kecamatan memvalidasinya, lalu buka penilaian.",
        )
    return UserError(
        "curation.not_verified",
        f"Kegiatan {held.name} hanya menilai produk yang sudah diverifikasi dan divalidasi.",
        safe="Produknya tetap tersimpan.",
        todo="Daftarkan ke antrean, minta pendamping memverifikasi dan Kasatpel memvalidasi.",
    )


def forward(change: Change) -> Change:
    """A step of a curation as a change: states never go back, so it is not undone."""
    return replace(change, before=())


def _take_over(session: Session, row: Curation, held: CurationSession) -> None:
    """Bring a curation that was undone, or left in a closed session, into this one."""
    before = session.get(CurationSession, row.session_id)
    if row.deleted or before is None or before.state != OPEN:
        row.deleted, row.session_id = False, held.id
        row.queue_no, row.checked_in_at = next_place(session, held.id), None
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
) -> Curation:
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
    rubric = rubrics.in_force(session, Category(product.category), held.held_on)
    chance = second_chances.offer(ws, session, held, case_id, attempt, rubric.rev)
    return recorder.add(
        Curation(
            case_id=case_id,
            product_id=product.id,
            business_id=product.business_id,
            session_id=held.id,
            level=held.level,
            attempt=attempt,
            state=str(CurationState.REGISTERED),
            queue_no=next_place(session, held.id),
            walk_in=scopes.guest_of(ws, session, home) is not None,
            opened_at=recorder.now,
            opened_by=ws.me.person_id,
            rubric_rev=rubric.rev,
            rescore=chance.to_json() if chance else None,
            **places,
        ),
        key,
    )


def next_place(session: Session, session_id: UUID) -> int:
    """The place at the end of a session's queue, counted from 1."""
    query = sa.select(sa.func.max(Curation.queue_no)).where(Curation.session_id == session_id)
    return (session.scalar(query) or 0) + 1


def queue(ws: Workspace, session_id: UUID) -> list[QueueCard]:
    """The products of a session in their running order."""
    with ws.db.read() as session:
        held = session.get(CurationSession, session_id)
        query = (
            sa.select(Curation, Product, Business.name)
            .join(Product, Product.id == Curation.product_id)
            .join(Business, Business.id == Product.business_id)
            .where(Curation.session_id == session_id, Curation.deleted.is_(False))
            .order_by(*RUNNING_ORDER)
        )
        rows = session.execute(query).all()
        thumbs = scopes.thumbs(session, [p.id for _, p, _ in rows])
        keys = [c.id for c, _, _ in rows]
        beside = _Beside(
            thumbs,
            _answered(session, keys),
            standing.decisions(session, keys),
            blind_labels.codes(session, keys),
            frozenset(standing.returns(session, keys)),
            is_blind=held is not None and blindness.is_blind(ws, held),
        )
        return [_queue_card(at, *row, beside) for at, row in enumerate(rows, start=1)]


RUNNING_ORDER = (
    sa.nulls_last(Curation.queue_no),
    Curation.opened_at,
    Curation.id,
)
"""Where two laptops gave one number, and where an older program gave none, the order is the same
on both."""


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is known beside the curations of a queue, by product or curation."""

    thumbs: Mapping[UUID, str]
    drafts: Mapping[UUID, int]
    decisions: Mapping[UUID, DecisionRecord]
    codes: Mapping[UUID, str]
    returned: frozenset[UUID]
    is_blind: bool


def _queue_card(
    place: int, curation: Curation, product: Product, business: str, beside: _Beside
) -> QueueCard:
    decision = beside.decisions.get(curation.id)
    returned = curation.id in beside.returned
    blind = beside.is_blind and decision is None
    return QueueCard(
        curation_id=curation.id,
        product_id=product.id,
        product="" if blind else product.name,
        business="" if blind else business,
        category=Category(product.category),
        thumb=beside.thumbs.get(product.id),
        state=standing.state(curation, ended=decision is not None or returned),
        answered=beside.drafts.get(curation.id, 0),
        total=decision.total if decision else None,
        outcome=Outcome(decision.outcome) if decision else None,
        grade=Grade(decision.grade) if decision else None,
        place=place,
        code=beside.codes.get(curation.id, ""),
        blind=blind,
        unverified=bool(curation.unverified),
        checked_in_at=curation.checked_in_at,
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
