"""Umpan balik: what offices said of each product they had; goes back into coaching."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.names import clean
from app.domain.regions import TRAINING
from app.domain.terms import Category
from app.errors import UserError
from app.models.entities import Business, Product
from app.models.market import GebetanOrder, GebetanRound, ProductFeedback
from app.services import gebetan_rounds as rounds
from app.services import rubrics
from app.services.changes import Change, Recorder
from app.services.workspace import Workspace

RATINGS = range(1, 6)
MOST_WORDS = 500


@dataclass(frozen=True, slots=True)
class CriterionChoice:
    """A criterion of the rubric that what was said may be about."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class FeedbackForm:
    """What an office said of one product; `rating` 1 to 5."""

    product_id: UUID
    rating: int
    criterion: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a product: by which office, when."""

    product_id: UUID
    office: str
    rating: int
    criterion: str
    words: str
    told_on: date


def criteria(ws: Workspace, category: Category) -> list[CriterionChoice]:
    """What feedback on a product of this category may be about."""
    with ws.db.read() as session:
        rubric = rubrics.in_force(session, category, ws.today())
    return [CriterionChoice(c.code, c.name) for c in rubric.criteria]


def add(ws: Workspace, order_id: UUID, forms: Sequence[FeedbackForm]) -> Change:
    """Write down what an office said; it is never changed, a later word stands beside it.

    UserError `gebetan.not_delivered`, `gebetan.rating`, `gebetan.words`, `gebetan.not_inside`.
    """
    with ws.change() as recorder:
        order = recorder.session.get_one(GebetanOrder, order_id)
        held = recorder.session.get_one(GebetanRound, order.round_id)
        rounds.require_officer(ws, held)
        if order.delivered_on is None:
            raise UserError(
                "gebetan.not_delivered",
                f"Paket untuk {order.office} belum dicatat tersalurkan.",
                safe="Belum ada yang dicatat.",
                todo="Catat dahulu penyalurannya.",
            )
        inside = {UUID(i["product"]) for i in order.items or ()}
        for form in forms:
            _require_sense(form, inside)
            _write(ws, recorder, held, order, form)
        return recorder.done()


def said(ws: Workspace, round_id: UUID) -> dict[UUID, list[Said]]:
    """What was said in a round, by order, newest first."""
    with ws.db.read() as session:
        query = (
            sa.select(ProductFeedback)
            .where(ProductFeedback.round_id == round_id, ProductFeedback.deleted.is_(False))
            .order_by(ProductFeedback.created_at.desc(), ProductFeedback.id.desc())
        )
        found: dict[UUID, list[Said]] = {}
        for row in session.scalars(query):
            if row.order_id is not None:
                found.setdefault(row.order_id, []).append(_said(row))
        return found


def _said(row: ProductFeedback) -> Said:
    return Said(
        row.product_id, row.office, row.rating, row.criterion or "", row.words or "", row.told_on
    )


def _write(
    ws: Workspace,
    recorder: Recorder,
    held: GebetanRound,
    order: GebetanOrder,
    form: FeedbackForm,
) -> None:
    business = _business(recorder.session, form.product_id)
    home = TRAINING if held.scope == TRAINING else business.scope
    row = recorder.add(
        ProductFeedback(
            scope=home,
            guest_scope=None if held.scope == home else held.scope,
            round_id=held.id,
            event_id=None,
            order_id=order.id,
            business_id=business.id,
            product_id=form.product_id,
            office=order.office,
            rating=form.rating,
            criterion=form.criterion or None,
            words=clean(form.words) or None,
            told_on=ws.today(),
        )
    )
    recorder.tell("feedback.told", row, rating=form.rating, office=order.office)


def _business(session: Session, product_id: UUID) -> Business:
    return session.get_one(Business, session.get_one(Product, product_id).business_id)


def _require_sense(form: FeedbackForm, inside: Container[UUID]) -> None:
    if form.rating not in RATINGS:
        raise UserError(
            "gebetan.rating",
            "Nilai umpan balik antara 1 dan 5.",
            safe="Belum ada yang dicatat.",
            todo="Tekan 1 sampai 5.",
        )
    if len(form.words) > MOST_WORDS:
        raise UserError(
            "gebetan.words",
            f"Umpan balik paling panjang {MOST_WORDS} huruf.",
            safe="Belum ada yang dicatat.",
            todo="Ringkas, lalu simpan lagi.",
        )
    if form.product_id not in inside:
        raise UserError(
            "gebetan.not_inside",
            "Produk itu tidak ada dalam paket kantor ini.",
            safe="Belum ada yang dicatat.",
            todo="Pilih produk dari paketnya.",
        )
