"""Lembar penilaian: filling in a sheet, submitting it, taking it back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from app.domain.rescoring import with_carried
from app.domain.rubric import Gate, Rubric
from app.domain.scoring import Sheet, score_sheet
from app.domain.sheets import sheet_from_json, sheet_to_json
from app.domain.standing import unsuperseded
from app.domain.terms import Category, CurationState, Level
from app.errors import UserError
from app.models.entities import (
    Assessment,
    Business,
    Curation,
    CurationSession,
    Product,
)
from app.models.local import SheetDraft
from app.services import (
    blind_labels,
    blindness,
    interests,
    looking,
    products,
    regions,
    rubrics,
    second_chances,
    sheet_gates,
    standing,
)
from app.services.changes import Change
from app.services.sessions import OPEN, require_open
from app.services.sheet_gates import DocumentLine
from app.services.sheet_views import UNLABELLED, SheetView, missing
from app.services.workspace import Workspace


def load_sheet(ws: Workspace, curation_id: UUID) -> SheetView:
    """The sheet of this curator for a curation: the draft, or what was submitted."""
    with ws.db.read() as session:
        curation = session.get_one(Curation, curation_id)
        product = session.get_one(Product, curation.product_id)
        business = session.get_one(Business, product.business_id)
        held = session.get_one(CurationSession, curation.session_id)
        rubric = rubrics.by_rev(session, curation.rubric_rev)
        me = ws.me.person_id
        own = standing.sheets_of(session, curation_id, me)
        mine = own[-1] if own else None
        draft = session.get(SheetDraft, (curation_id, me))
        decision = standing.decision(session, curation_id)
        returned = curation_id in standing.returns(session, [curation_id])
        documents = sheet_gates.document_lines(session, product, ws.today())
        gates = rubric.gates_for(product.shelf_life_days)
        code = blind_labels.codes(session, [curation_id]).get(curation_id, "")
        blind = blindness.is_blind(ws, held) and decision is None
        place = regions.addresses(session, [business.ward_code])[business.ward_code].short
        stands = second_chances.stands(session, curation, rubric, me)
        sheet = _sheet(mine, draft, gates, documents, session, product, ws.today())
        if mine is None and stands is not None:
            sheet = with_carried(sheet, stands)
        return SheetView(
            curation_id=curation_id,
            session_id=held.id,
            product_id=product.id,
            business_id=business.id,
            product=(code or UNLABELLED) if blind else product.name,
            business="" if blind else business.name,
            place="" if blind else place,
            price=product.price,
            category=Category(product.category),
            level=Level(curation.level),
            attempt=curation.attempt,
            session_name=held.name,
            session_open=held.state == OPEN,
            state=standing.state(curation, ended=decision is not None or returned),
            rubric=rubric,
            gates=gates,
            sheet=sheet,
            stands=stands,
            submitted=mine is not None,
            submitted_at=mine.submitted_at if mine else None,
            saved_at=draft.saved_at if draft else None,
            decision_id=decision.id if decision else None,
            photos=products.photo_views(session, product.id),
            documents=sheet_gates.unnamed(documents) if blind else documents,
            code=code,
            blind=blind,
            unverified=bool(curation.unverified),
            tie=interests.ties(session, curation).get(me),
            returned=returned,
            panel_opened=mine is None and looking.opened(session, curation_id, me),
        )


def _sheet(
    mine: Assessment | None,
    draft: SheetDraft | None,
    gates: tuple[Gate, ...],
    documents: tuple[DocumentLine, ...],
    session: Session,
    product: Product,
    today: date,
) -> Sheet:
    if mine is not None:
        return sheet_from_json(mine.sheet)
    if draft is not None:
        return sheet_from_json(draft.sheet)
    return Sheet(gates=sheet_gates.from_papers(session, product, gates, documents, today))


def _keep_draft() -> sqlite.Insert:
    insert = sqlite.insert(SheetDraft.metadata.tables[SheetDraft.__tablename__])
    fresh: dict[str, Any] = {
        "sheet": insert.excluded.sheet,
        "saved_at": insert.excluded.saved_at,
        "started_at": sa.func.coalesce(SheetDraft.started_at, insert.excluded.started_at),
    }
    return insert.on_conflict_do_update(index_elements=["curation_id", "curator_id"], set_=fresh)


_KEEP_DRAFT = _keep_draft()
"""Made once: it is run after every key."""


def save_draft(ws: Workspace, curation_id: UUID, sheet: Sheet) -> datetime:
    """Keep the sheet as it stands; returns when. Called after every key that changes it.

    The first one says when the sheet was begun. Raises UserError `curation.interest`,
    `curation.mentor` for who is close to the business.
    """
    now = ws.clock.now()
    with ws.db.write() as session:
        curation = session.get_one(Curation, curation_id)
        interests.require_untied(session, curation, ws.me.person_id, "Tidak ada yang berubah.")
        session.execute(
            _KEEP_DRAFT,
            {
                "curation_id": curation_id,
                "curator_id": ws.me.person_id,
                "rubric_rev": curation.rubric_rev,
                "sheet": sheet_to_json(sheet),
                "saved_at": now,
                "started_at": now,
            },
        )
    return now


def submit(ws: Workspace, curation_id: UUID, sheet: Sheet) -> tuple[UUID, Change]:
    """Submit the sheet: from here on it is a record that is never changed.

    Raises UserError `sheet.incomplete`, `sheet.submitted_already`, `session.closed`,
    `curation.not_open`, `curation.decided`, `curation.returned`, `curation.interest`,
    `curation.mentor`, `sheet.panel_opened`, `role.missing`.
    """
    _require_judge(ws)
    view = load_sheet(ws, curation_id)
    if view.stands is not None:
        sheet = with_carried(sheet, view.stands)
    _require_open_sheet(view, sheet)
    with ws.change() as recorder:
        session = recorder.session
        curation = session.get_one(Curation, curation_id)
        require_open(session.get_one(CurationSession, curation.session_id))
        interests.require_untied(session, curation, ws.me.person_id, _KEPT)
        row = new_assessment(ws, curation, view.rubric, sheet, recorder.now)
        draft = session.get(SheetDraft, (curation_id, ws.me.person_id))
        row.started_at = draft.started_at if draft else None
        row.supersedes = _taken_back(session, curation_id, ws.me.person_id)
        recorder.add(row)
        recorder.tell("sheet.submitted", curation, total=row.total)
        return row.id, recorder.done()


_KEPT = "Nilai yang sudah diisi tersimpan sebagai konsep."


def returned_already() -> UserError:
    """What is said of a curation that was sent down."""
    return UserError(
        "curation.returned",
        "Produk ini sudah dikembalikan ke tingkat di bawahnya.",
        safe="Semua lembar yang sudah masuk tetap tersimpan.",
        todo="Nilai lagi dari tingkat itu, lalu buka percobaan baru di sini.",
    )


def _taken_back(session: Session, curation_id: UUID, curator_id: UUID) -> UUID | None:
    """The curator's own withdrawal that nothing followed yet: the next sheet follows it."""
    query = (
        sa.select(Assessment)
        .where(Assessment.curation_id == curation_id, Assessment.curator_id == curator_id)
        .order_by(Assessment.submitted_at, Assessment.id)
    )
    open_ends = [row for row in unsuperseded(session.scalars(query).all()) if row.withdrawn]
    return open_ends[-1].id if open_ends else None


def _require_open_sheet(view: SheetView, sheet: Sheet) -> None:
    if view.decision_id is not None:
        raise UserError(
            "curation.decided",
            "Hasil kurasi ini sudah ditetapkan.",
            safe=_KEPT,
            todo="Minta ketua tim membuat koreksi dengan alasan.",
        )
    if view.returned:
        raise returned_already()
    if view.submitted:
        raise UserError(
            "sheet.submitted_already",
            "Lembar penilaian Anda untuk produk ini sudah dikirim.",
            todo="Tarik kembali dahulu bila ada yang salah.",
        )
    if view.state.rank < CurationState.OPEN.rank:
        raise UserError(
            "curation.not_open",
            "Produk ini belum dibuka untuk dinilai.",
            safe="Nilai yang sudah diisi tersimpan sebagai konsep.",
            todo="Minta kurator atau petugas membuka penilaiannya.",
        )
    if view.panel_opened:
        raise UserError(
            "sheet.panel_opened",
            "Anda sudah melihat lembar anggota lain tanpa menilai, jadi tidak menilai lagi.",
            safe=_KEPT,
            todo="Tetapkan hasilnya dari lembar anggota tim.",
        )
    if missing(view, sheet):
        raise UserError(
            "sheet.incomplete",
            "Lembar penilaian belum lengkap.",
            safe="Nilai yang sudah diisi tersimpan.",
            todo="Lengkapi bagian yang ditandai, lalu kirim lagi.",
        )


def new_assessment(
    ws: Workspace, curation: Curation, rubric: Rubric, sheet: Sheet, now: datetime
) -> Assessment:
    """A row for this person's sheet, with the totals it comes to; not added anywhere yet."""
    totals = score_sheet(rubric, sheet)
    return Assessment(
        curation_id=curation.id,
        curator_id=ws.me.person_id,
        device_id=ws.me.device_id,
        rubric_code=str(rubric.code),
        rubric_version=rubric.version,
        rubric_rev=rubric.rev,
        sheet=sheet_to_json(sheet),
        total=totals.total or 0,
        criterion_points={c.code: c.points for c in totals.criteria if c.applicable},
        submitted_at=now,
        scope=curation.scope,
        guest_scope=curation.guest_scope,
    )


def _require_judge(ws: Workspace) -> None:
    if not ws.me.judges():
        raise UserError(
            "role.missing",
            "Hanya kurator atau ketua tim yang boleh mengirim lembar penilaian.",
            safe=_KEPT,
            todo="Minta admin memberi peran kurator.",
        )


def withdraw(ws: Workspace, curation_id: UUID) -> Change:
    """Take one's submitted sheet back by a withdrawing record; the sheet becomes the draft again.

    Raises UserError `curation.decided` once a decision rests on it, `curation.returned`.
    """
    with ws.change() as recorder:
        session = recorder.session
        own = standing.sheets_of(session, curation_id, ws.me.person_id)
        if not own:
            return recorder.done()
        mine = own[-1]
        if standing.returns(session, [curation_id]):
            raise returned_already()
        if standing.decision(session, curation_id):
            raise UserError(
                "curation.decided",
                "Hasil kurasi sudah ditetapkan, lembar tidak dapat ditarik.",
                safe="Lembar dan hasilnya tetap tersimpan.",
                todo="Minta ketua tim membuat koreksi dengan alasan.",
            )
        names = [c.name for c in Assessment.__table__.columns]
        copy = {n: getattr(mine, n) for n in names if n not in {"id", "created_at", "created_by"}}
        copy |= {"supersedes": mine.id, "withdrawn": True, "submitted_at": recorder.now}
        recorder.add(Assessment(**copy))
        recorder.tell("sheet.withdrawn", session.get_one(Curation, curation_id))
        draft = session.get(SheetDraft, (curation_id, ws.me.person_id))
        if draft is None:
            session.add(
                SheetDraft(
                    curation_id=curation_id,
                    curator_id=ws.me.person_id,
                    rubric_rev=mine.rubric_rev,
                    sheet=mine.sheet,
                    saved_at=recorder.now,
                    started_at=mine.started_at,
                )
            )
        else:
            draft.sheet, draft.saved_at = mine.sheet, recorder.now
        return recorder.done()
