"""The papers of a session: running order, labels, score sheets; records in, PDF/A out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.scoring import score_sheet
from app.domain.terms import Level
from app.errors import UserError
from app.models.entities import CurationSession
from app.services import blind_labels, curations, letterheads, regions, score_sheets
from app.services.changes import Change
from app.services.curations import QueueCard
from app.services.session_rules import rules_of
from app.services.sheet_views import SheetView
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from app.reports.session_values import ScoreSheetData, SessionFacts


def running_order_pdf(ws: Workspace, session_id: UUID) -> bytes:
    """Who comes when. Where the session is blind it names codes alone, whoever prints it: the
    paper lies on the curators' table. UserError `session.empty`, `label.missing`.
    """
    from app.reports.running_order import render_running_order
    from app.reports.session_values import Turn

    cards = _cards(ws, session_id)
    blind = _is_blind(ws, session_id)
    if blind:
        _require_codes(cards)
    turns = [
        Turn(
            place=card.place,
            title=card.code if blind else card.product,
            business="" if blind else card.business,
            category=card.category.term,
        )
        for card in cards
    ]
    return render_running_order(_facts(ws, session_id), turns)


def labels_pdf(ws: Workspace, session_id: UUID) -> tuple[bytes, Change]:
    """A label for each product, in running order; those without a code are given one.

    Raises UserError `session.empty`, `role.missing`, `label.used_up`.
    """
    from app.reports.labels import render_labels

    _cards(ws, session_id)
    given = blind_labels.give_all(ws, session_id)
    cards = _cards(ws, session_id)
    return render_labels(_facts(ws, session_id), [card.code for card in cards]), given


def blank_sheets_pdf(ws: Workspace, session_id: UUID) -> bytes:
    """A score sheet to fill in by hand for each product; UserError `session.empty`,
    `label.missing`.
    """
    from app.reports.score_sheet import render_score_sheets

    cards = _cards(ws, session_id)
    blind = _is_blind(ws, session_id)
    if blind:
        _require_codes(cards)
    made = []
    for card in cards:
        view = score_sheets.load_sheet(ws, card.curation_id)
        made.append(_sheet(view, card.place, blind=blind))
    return render_score_sheets(_facts(ws, session_id), made)


def own_sheet_pdf(ws: Workspace, curation_id: UUID) -> bytes:
    """This curator's own sheet of one product, as it stands."""
    from app.reports.score_sheet import render_score_sheets

    view = score_sheets.load_sheet(ws, curation_id)
    data = _sheet(view, None, blind=view.blind, curator=ws.me.person_name)
    return render_score_sheets(_facts(ws, view.session_id), [data])


def _sheet(view: SheetView, place: int | None, *, blind: bool, curator: str = "") -> ScoreSheetData:
    from app.domain.dates import number
    from app.reports.session_values import ScoreSheetData

    totals: dict[str, str] = {}
    if curator:
        points = score_sheet(view.rubric, view.sheet)
        totals = {c.code: number(_points(c.points)) for c in points.criteria if c.applicable}
        if points.total is not None:
            totals[""] = number(_points(points.total))
    return ScoreSheetData(
        place=place,
        title=view.code if blind else view.product,
        business="" if blind else view.business,
        category=view.category.term,
        code=view.code,
        curator=curator,
        rubric=view.rubric,
        gates=view.gates,
        sheet=view.sheet if curator else None,
        totals=totals,
    )


def _points(hundredths: int) -> Decimal:
    return Decimal(hundredths) / 100


def _cards(ws: Workspace, session_id: UUID) -> list[QueueCard]:
    cards = curations.queue(ws, session_id)
    if not cards:
        raise UserError(
            "session.empty",
            "Antrean kegiatan ini masih kosong.",
            todo="Tambahkan produk ke antrean, lalu cetak lagi.",
        )
    return cards


def _is_blind(ws: Workspace, session_id: UUID) -> bool:
    with ws.db.read() as session:
        return rules_of(ws.resources, session.get_one(CurationSession, session_id)).blind


def _require_codes(cards: Sequence[QueueCard]) -> None:
    missing = sum(not card.code for card in cards)
    if missing:
        raise UserError(
            "label.missing",
            f"{missing} produk dalam antrean belum punya kode buta.",
            safe="Antrean tetap seperti semula.",
            todo="Minta kurator atau petugas mencetak labelnya dahulu.",
        )


def _facts(ws: Workspace, session_id: UUID) -> SessionFacts:
    with ws.db.read() as session:
        return facts_of(ws, session, session.get_one(CurationSession, session_id))


def facts_of(ws: Workspace, session: Session, held: CurationSession) -> SessionFacts:
    """What every paper of a session says of it."""
    from app.reports.session_values import SessionFacts
    from app.reports.values import PaperStatus

    name = regions.names(session, [held.region_code]).get(held.region_code, held.region_code)
    practice = ws.me.training or held.training
    rules = rules_of(ws.resources, held)
    return SessionFacts(
        name=held.name,
        place=held.place,
        held_on=held.held_on,
        level=Level(held.level).term.lower(),
        region=regions.short_city(name),
        letterhead=letterheads.letterhead(ws, session, held.region_code, held.held_on),
        status=PaperStatus.TRAINING if practice else PaperStatus.FINAL,
        best=rules.pick_best,
        tie_rules=tuple(rule.term for rule in rules.tie_rules),
    )
