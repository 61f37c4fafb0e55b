"""Produk: what is typed, its papers, its place in lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.findings import sentence
from app.domain.terms import Category, DocumentType
from app.errors import UserError
from app.services import changes, products
from app.services.products import DocumentForm, ProductForm
from app.services.workspace import Workspace
from tests.conftest import NOW
from tests.services.field import add_product, judge, open_session, paper, register

TODAY = NOW.date()
YESTERDAY = TODAY - timedelta(days=1)
GOOD = ProductForm(name="Keripik", category="MKN")


@pytest.mark.parametrize(
    ("form", "field", "codes"),
    [
        (replace(GOOD, name=" "), "name", ["required"]),
        (replace(GOOD, name="x" * 121), "name", ["name.too_long"]),
        (replace(GOOD, category=""), "category", ["required"]),
        (replace(GOOD, price=-1), "price", ["price.negative"]),
        (replace(GOOD, documents=(paper(DocumentType.SNI, ""),)), "document.0", ["required"]),
        (
            replace(GOOD, documents=(paper(DocumentType.SNI), paper(DocumentType.NIB, "12"))),
            "document.1",
            ["nib.thirteen_digits"],
        ),
        (
            replace(GOOD, documents=(paper(DocumentType.SNI, valid_until=YESTERDAY),)),
            "document.0",
            ["document.expired"],
        ),
        (
            replace(GOOD, documents=(paper(DocumentType.PIRT, "215317401000119"),)),
            "document.0",
            ["pirt.maybe_expired"],
        ),
    ],
)
def test_a_finding_stands_at_its_field(form: ProductForm, field: str, codes: list[str]) -> None:
    found = products.check(form, TODAY)
    assert list(found) == [field]
    assert [f.code for f in found[field]] == codes
    assert all(sentence(code) for code in codes)


def test_a_good_form_has_no_findings() -> None:
    running = paper(DocumentType.HALAL, "", in_process=True)
    last_day = paper(DocumentType.SNI, valid_until=TODAY)
    assert not products.check(replace(GOOD, price=0, documents=(running, last_day)), TODAY)


def test_a_blocked_form_saves_nothing(ws: Workspace) -> None:
    business = register(ws)
    with pytest.raises(UserError) as caught:
        products.save(ws, business, replace(GOOD, documents=(paper(DocumentType.NIB, "1"),)))
    assert caught.value.code == "product.invalid"
    assert products.ids(ws) == []


def test_everything_typed_comes_back(ws: Workspace) -> None:
    form = ProductForm(
        name='Sambal <Ulek> & "Terasi" ñ',
        category="MKN",
        price=3_000_000_000,
        net_content="250 g",
        shelf_life_days=60,
        description="Pedas",
        ingredients="cabai & garam",
        documents=(paper(DocumentType.SNI, "SNI 1", valid_until=TODAY, in_process=True),),
    )
    key, change = products.save(ws, register(ws), form)
    view = products.get(ws, key)
    kept = [replace(d, id=None) for d in view.form.documents]
    assert replace(view.form, documents=tuple(kept)) == form
    assert view.business_name == "Dapur Sari"
    assert change.entities == {"product", "legal_document"}


def test_documents_are_added_changed_and_dropped(ws: Workspace) -> None:
    business = register(ws)
    first = replace(GOOD, documents=(paper(DocumentType.SNI, "A"), paper(DocumentType.SLHS, "B")))
    key, _ = products.save(ws, business, first)
    kept, dropped = products.get(ws, key).form.documents
    fresh = paper(DocumentType.TRADEMARK, "IDM000000001")
    changed = replace(kept, number="A2")
    _, change = products.save(ws, business, replace(GOOD, documents=(changed, fresh)), key)
    now = products.get(ws, key).form.documents
    assert [(d.kind, d.number) for d in now] == [
        (DocumentType.SNI, "A2"),
        (DocumentType.TRADEMARK, "IDM000000001"),
    ]
    assert now[0].id == kept.id
    changes.undo(ws, change)
    assert products.get(ws, key).form.documents == (kept, dropped)


def test_a_second_product_leaves_the_papers_of_its_business(ws: Workspace) -> None:
    business = register(ws)
    of_all = paper(DocumentType.SNI, "punya usaha", of_product=False)
    first, _ = products.save(ws, business, replace(GOOD, documents=(of_all,)))
    second, _ = products.save(ws, business, replace(GOOD, name="Kedua"))
    for key in (first, second):
        assert [d.number for d in products.get(ws, key).form.documents] == ["punya usaha"]


def test_papers_of_a_product_are_its_own(ws: Workspace) -> None:
    business = register(ws)
    own = replace(GOOD, documents=(paper(DocumentType.SNI),))
    products.save(ws, business, own)
    other, _ = products.save(ws, business, replace(GOOD, name="Kedua"))
    assert products.get(ws, other).form.documents == ()


def in_force(ws: Workspace, *documents: DocumentForm, nib: str = "") -> dict[str, date | None]:
    business = register(ws, nib=nib)
    key = add_product(ws, business, documents=documents, photo=False)
    with ws.db.read() as session:
        good = products.documents_in_force(session, business, key, TODAY)
    return {str(kind): until for kind, until in good.items()}


def test_papers_in_force(ws: Workspace) -> None:
    tomorrow = TODAY + timedelta(days=1)
    good = in_force(
        ws,
        paper(DocumentType.SNI, valid_until=YESTERDAY),
        paper(DocumentType.HALAL, "", in_process=True),
        paper(DocumentType.SLHS, valid_until=TODAY),
        paper(DocumentType.LAB_TEST),
        paper(DocumentType.PKRT, "lama", valid_until=tomorrow),
        paper(DocumentType.PKRT, "baru", valid_until=TODAY),
        nib="9120001234567",
    )
    assert good == {"SLHS": TODAY, "LAB_TEST": None, "PKRT": tomorrow, "NIB": None}


def test_an_expired_paper_is_flagged_on_the_card(ws: Workspace) -> None:
    documents = (
        paper(DocumentType.SNI, valid_until=YESTERDAY),
        paper(DocumentType.SLHS, valid_until=TODAY),
    )
    key = add_product(ws, register(ws), documents=documents)
    assert products.cards(ws, [key])[0].expired == (DocumentType.SNI,)


@pytest.mark.parametrize("category", list(Category))
def test_every_category_can_be_kept_and_filtered(ws: Workspace, category: Category) -> None:
    business = register(ws)
    key = add_product(ws, business, "Satu", category=str(category), photo=False)
    other = next(c for c in Category if c is not category)
    assert products.ids(ws, category=category) == [key]
    assert products.ids(ws, category=other) == []
    assert products.ids(ws, category=category, text="satu") == [key]
    assert products.ids(ws, category=other, text="satu") == []
    assert products.cards(ws, [key])[0].category is category


def test_products_of_one_business(ws: Workspace) -> None:
    mine, other = register(ws), register(ws, "Lain")
    key = add_product(ws, mine, photo=False)
    add_product(ws, other, "Batik", photo=False)
    assert products.ids(ws, business=mine) == [key]
    assert len(products.ids(ws)) == 2


def test_undo_of_a_new_product(ws: Workspace) -> None:
    key, change = products.save(
        ws, register(ws), replace(GOOD, documents=(paper(DocumentType.SNI),))
    )
    changes.undo(ws, change)
    assert products.ids(ws) == []
    with pytest.raises(UserError) as caught:
        products.get(ws, key)
    assert caught.value.code == "product.gone"


def test_the_card_shows_the_last_result(ws: Workspace) -> None:
    key = add_product(ws, register(ws))
    judge(ws, key, open_session(ws), 3)
    card, view = products.cards(ws, [key])[0], products.get(ws, key)
    assert (card.outcome, card.grade, card.total, card.state) == ("passed", "B", 7500, "decided")
    assert (view.last_outcome, view.last_grade) == ("passed", "B")
