"""Lines of the lists: cards of the services as records of the kit, made in the database lane."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.domain.terms import CurationState, DocumentType, Outcome
from app.services import businesses, products
from app.services.businesses import BusinessCard
from app.services.products import ProductCard
from app.services.workspace import Workspace
from app.ui import labels
from app.ui.kit.records import Record
from app.ui.kit.tones import ChipSpec, Tone

_SHORT = 5


def _unsent() -> ChipSpec:
    text = QCoreApplication.translate("Cards", "Not sent")
    return ChipSpec(text, Tone.NEUTRAL, "cloud-upload")


def maybe_twice() -> ChipSpec:
    """That a business may be registered twice."""
    return ChipSpec(QCoreApplication.translate("Cards", "Maybe twice"), Tone.INFO, "flag")


def business_record(card: BusinessCard) -> Record:
    """A business: owner and place, how many products, whether it was sent."""
    count = QCoreApplication.translate("Cards", "{count} products").format(count=card.products)
    chips = [ChipSpec(count)]
    if card.maybe_twice:
        chips.append(maybe_twice())
    if card.unsent:
        chips.append(_unsent())
    return Record(
        card.id,
        card.name,
        f"{card.owner_name} · {card.place}",
        tuple(chips),
        card.thumb,
        "building-store",
    )


def business_records(ws: Workspace, wanted: tuple[Any, ...]) -> Sequence[Record]:
    """Records of businesses by id."""
    return [business_record(card) for card in businesses.cards(ws, wanted)]


def product_record(card: ProductCard, *, with_business: bool = True) -> Record:
    """A product: whose and how much, its result, expired documents, whether it was sent."""
    parts = (card.business_name if with_business else "", labels.rupiah(card.price))
    return Record(
        card.id,
        card.name,
        " · ".join(part for part in parts if part) or card.category.term,
        product_chips(card),
        card.thumb,
    )


def product_chips(card: ProductCard) -> tuple[ChipSpec, ...]:
    """Result or state, each expired document, not sent."""
    chips: list[ChipSpec] = []
    if card.outcome is not None:
        chips.append(_result(card, card.outcome))
    elif card.state is not None and card.state is not CurationState.DECIDED:
        chips.append(labels.state_chip(card.state))
    for kind in card.expired:
        text = QCoreApplication.translate("Cards", "{document} expired").format(
            document=_short(kind)
        )
        chips.append(ChipSpec(text, Tone.WARNING))
    if card.unsent:
        chips.append(_unsent())
    return tuple(chips)


def _short(kind: DocumentType) -> str:
    """`PIRT`, `HALAL`: what people say, where the whole term would not fit a chip."""
    return str(kind) if len(kind) <= _SHORT else kind.term


def _result(card: ProductCard, outcome: Outcome) -> ChipSpec:
    """`★ A · 88,5`: grade and points in the outcome's tone and icon, short enough for a line."""
    chip = labels.outcome_chip(outcome)
    icon = "star" if outcome is Outcome.PASSED else chip.icon
    parts = (card.grade.term if card.grade else "", labels.points(card.total or 0))
    return ChipSpec(" · ".join(part for part in parts if part), chip.tone, icon)


def product_records(ws: Workspace, wanted: tuple[Any, ...]) -> Sequence[Record]:
    """Records of products by id, with their business."""
    return [product_record(card) for card in products.cards(ws, wanted)]


def own_product_records(ws: Workspace, wanted: tuple[Any, ...]) -> Sequence[Record]:
    """Records of products by id, on the page of their business."""
    return [product_record(card, with_business=False) for card in products.cards(ws, wanted)]
