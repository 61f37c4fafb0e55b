"""Offers from labels: read once, offered until answered, never filled in by themselves."""

from __future__ import annotations

from uuid import UUID

import pytest

from app.domain.terms import DocumentType
from app.photos.codes import CodeKind, FoundCode
from app.photos.mending import Mending
from app.services import changes, label_codes, mendings, photographs, products
from app.services.workspace import Workspace
from tests.photos.pictures import encoded, noisy
from tests.services.field import add_product, register

HALAL = FoundCode(CodeKind.HALAL, "ID31110016921890424")
BPOM = FoundCode(CodeKind.BPOM, "MD224510107115")


@pytest.fixture
def product(ws: Workspace) -> UUID:
    return add_product(ws, register(ws), photo=False)


def photograph(ws: Workspace, product: UUID, seed: int = 1) -> UUID:
    return photographs.add_bytes(ws, product, encoded(noisy((64, 48), seed)), "a.jpg").photo_ids[0]


def numbers(ws: Workspace, product: UUID) -> list[str]:
    return [offer.number for offer in label_codes.offers(ws, product)]


def test_each_photograph_is_read_once(ws: Workspace, product: UUID) -> None:
    one, two = photograph(ws, product, 1), photograph(ws, product, 2)
    assert [u.photo_id for u in label_codes.unread(ws, product)] == [one, two]
    label_codes.keep(ws, one, ())
    label_codes.keep(ws, one, ())
    assert [u.photo_id for u in label_codes.unread(ws, product)] == [two]
    assert label_codes.offers(ws, product) == ()


def test_an_offer_stands_until_it_is_answered(ws: Workspace, product: UUID) -> None:
    photo = photograph(ws, product)
    label_codes.keep(ws, photo, (HALAL, BPOM))
    bpom, halal = label_codes.offers(ws, product)
    assert (halal.document, halal.number) == (DocumentType.HALAL, HALAL.number)
    assert bpom.document is DocumentType.BPOM
    label_codes.answer(ws, halal, taken=True)
    assert numbers(ws, product) == [BPOM.number]
    label_codes.answer(ws, bpom, taken=False)
    label_codes.keep(ws, photo, (HALAL, BPOM))
    assert numbers(ws, product) == []
    assert products.get(ws, product).form.documents == ()


def test_an_answer_holds_for_the_number_on_every_photograph(ws: Workspace, product: UUID) -> None:
    first, second = photograph(ws, product, 1), photograph(ws, product, 2)
    label_codes.keep(ws, first, (HALAL,))
    label_codes.keep(ws, second, (HALAL,))
    (offer,) = label_codes.offers(ws, product)
    label_codes.answer(ws, offer, taken=False)
    assert numbers(ws, product) == []


def test_a_number_no_form_would_take_is_no_offer(ws: Workspace, product: UUID) -> None:
    label_codes.keep(ws, photograph(ws, product), (FoundCode(CodeKind.PIRT, "906317101002229"),))
    assert numbers(ws, product) == []


def test_text_that_only_looks_like_our_certificate_is_dropped(ws: Workspace, product: UUID) -> None:
    forged = FoundCode(CodeKind.OURS, "HTTPS://CEK.EXAMPLE.ID/#" + "A" * 200)
    label_codes.keep(ws, photograph(ws, product), (forged,))
    assert label_codes.offers(ws, product) == ()


def test_offers_go_and_come_with_their_photograph(ws: Workspace, product: UUID) -> None:
    photo = photograph(ws, product)
    label_codes.keep(ws, photo, (HALAL,))
    mended, _ = mendings.mend(ws, photo, Mending(quarter_turns=1))
    assert numbers(ws, product) == [HALAL.number]
    assert label_codes.unread(ws, product) == ()  # the mended one is the same label
    gone = photographs.remove(ws, mended)
    assert numbers(ws, product) == []
    changes.undo(ws, gone)
    assert numbers(ws, product) == [HALAL.number]


def test_a_photograph_that_has_not_arrived_is_read_later(ws: Workspace, product: UUID) -> None:
    photo = photograph(ws, product)
    (waiting,) = label_codes.unread(ws, product)
    path = ws.folder / "foto" / waiting.sha256[:2] / f"{waiting.sha256}.photo"
    data = path.read_bytes()
    path.unlink()
    assert label_codes.unread(ws, product) == ()
    ws.photos.put(data)
    assert [u.photo_id for u in label_codes.unread(ws, product)] == [photo]
