"""The page Produk, driven as a curator does."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.terms import DocumentType, Level
from app.services import businesses, curations, products, sessions
from app.services.products import DocumentForm, ProductForm
from app.services.sessions import SessionForm
from app.services.workspace import Workspace
from app.ui.desk import Desk, Place
from app.ui.pages.products import ProductsPage
from tests.ui.forms.register import (
    WARD,
    Heard,
    Show,
    business,
    click,
    focused,
    press,
    product,
    type_text,
    unnamed,
)

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(desk: Desk, show: Show) -> ProductsPage:
    page = ProductsPage(desk)
    show(page)
    page.resize(1158, 700)
    return page


def line(page: ProductsPage, name: str) -> QLineEdit:
    editor = page.editor.editor(name)
    assert isinstance(editor, QLineEdit)
    return editor


def category(page: ProductsPage) -> QComboBox:
    editor = page.editor.editor("category")
    assert isinstance(editor, QComboBox)
    return editor


def form_of(ws: Workspace, key: UUID | None) -> ProductForm:
    assert key is not None
    return products.get(ws, key).form


def fill(page: ProductsPage, name: str = "Keripik") -> None:
    line(page, "name").setFocus()
    type_text(name)
    category(page).setFocus()
    press(Qt.Key.Key_Down)


def open_session(ws: Workspace) -> UUID:
    form = SessionForm("Bazar", "GOR", ws.today(), Level.DISTRICT, WARD[:8])
    return sessions.create(ws, form)[0]


def test_a_new_product_for_a_business(page: ProductsPage, ws: Workspace, qtbot: QtBot) -> None:
    owner = business(ws, "Dapur Sari")
    page.enter(owner, new=True)
    assert page.editor.owner.text() == "Dapur Sari"
    assert focused() is line(page, "name")
    assert not page.is_dirty
    fill(page)
    press(Qt.Key.Key_Tab)
    type_text("35000")
    assert line(page, "price").text() == "35.000"
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: page.record_id is not None)
    form = form_of(ws, page.record_id)
    assert (form.name, form.category, form.price) == ("Keripik", "MKN", 35_000)
    assert products.ids(ws, business=owner) == [page.record_id]
    assert page.editor.owner.isReadOnly()
    assert focused() is page.photos.strip.add_button


def test_the_business_is_found_by_typing(page: ProductsPage, ws: Workspace, qtbot: QtBot) -> None:
    business(ws, "Anyaman Mekar")
    owner = business(ws, "Dapur Sari")
    page.enter(new=True)
    assert focused() is page.editor.owner
    type_text("sari")
    qtbot.waitUntil(lambda: page.editor.owner.offers is not None)
    press(Qt.Key.Key_Escape)
    assert page.editor.owner.offers is None
    assert focused() is page.editor.owner
    type_text(" ")
    qtbot.waitUntil(lambda: page.editor.owner.offers is not None)
    press(Qt.Key.Key_Return)
    assert page.editor.owner.business_id == owner
    assert page.editor.owner.text() == "Dapur Sari"
    assert page.editor.owner.offers is None
    type_text("x")
    assert page.editor.owner.business_id is None


def test_without_a_business_nothing_is_saved(page: ProductsPage, ws: Workspace) -> None:
    page.enter(new=True)
    fill(page)
    assert not page.save()
    assert focused() is page.editor.owner
    assert page.editor.field("business").blocks
    assert products.ids(ws) == []


def test_the_category_filters_the_list(page: ProductsPage, ws: Workspace) -> None:
    owner = business(ws, "Dapur Sari")
    product(ws, owner, "Keripik")
    scarf = product(ws, owner, "Selendang", category="FSY")
    page.enter()
    assert page.finder.count == 2
    page.category.setFocus()
    while page.category.currentData() != "FSY":
        press(Qt.Key.Key_Down)
    assert page.finder.count == 1
    page.finder.list.setFocus()
    assert page.record_id == scarf


def test_one_click_adds_the_document_the_category_needs(page: ProductsPage, ws: Workspace) -> None:
    key = product(ws, business(ws, "Dapur Sari"), "Keripik")
    page.enter(key)
    texts = [b.text() for b in page.editor.documents.suggestion_buttons]
    assert texts[:2] == [DocumentType.PIRT.term, DocumentType.HALAL.term]
    click(page.editor.documents.suggestion_buttons[0])
    (row,) = page.editor.documents.rows
    assert focused() is row.number
    assert page.editor.documents.suggestion_buttons[0].text() == DocumentType.HALAL.term
    type_text("12")
    assert row.message == ""
    press(Qt.Key.Key_Tab)
    assert "15 angka" in row.message
    assert not page.save()
    assert focused() is row.number
    row.number.selectAll()
    type_text("2053175010001-30")
    assert row.message == ""
    assert page.save()
    assert focused() is row.number
    assert not page.is_dirty
    (saved,) = form_of(ws, key).documents
    assert page.typed().documents == (saved,)
    assert (saved.kind, saved.of_product) == (DocumentType.PIRT, True)


def test_a_document_is_dated_marked_and_removed(page: ProductsPage, ws: Workspace) -> None:
    papers = (
        DocumentForm(DocumentType.HALAL, "ID00110000000000001"),
        DocumentForm(DocumentType.TRADEMARK, "IDM000123456"),
    )
    key = product(ws, business(ws, "Dapur Sari"), "Keripik", documents=papers)
    page.enter(key)
    first, second = page.editor.documents.rows
    first.until.check.setFocus()
    press(Qt.Key.Key_Space)
    assert first.until.date.isVisible()
    first.in_process.setFocus()
    press(Qt.Key.Key_Space)
    click(second.remove_button)
    assert page.save()
    (saved,) = form_of(ws, key).documents
    assert saved.kind is DocumentType.HALAL
    assert saved.in_process
    assert saved.valid_until is not None


def test_an_expired_document_is_a_hint(page: ProductsPage, ws: Workspace) -> None:
    paper = DocumentForm(DocumentType.HALAL, "ID00110000000000001", ws.today() - timedelta(days=1))
    key = product(ws, business(ws, "Dapur Sari"), "Keripik", documents=(paper,))
    page.enter(key)
    line(page, "net_content").setFocus()
    type_text("150 g")
    assert page.save()
    assert "kedaluwarsa" in page.editor.documents.rows[0].message
    record = page.finder.list.record_model.record(0)
    assert record is not None
    assert "HALAL expired" in [chip.text for chip in record.chips]


def test_scoring_without_a_session_asks_for_one(
    page: ProductsPage, ws: Workspace, heard: Heard
) -> None:
    page.enter(product(ws, business(ws, "Dapur Sari"), "Keripik"))
    click(page.score_button)
    assert heard.places == [Place("curation")]


def test_scoring_saves_and_opens_the_curation(
    page: ProductsPage, ws: Workspace, heard: Heard
) -> None:
    session = open_session(ws)
    page.enter(business(ws, "Dapur Sari"), new=True)
    fill(page)
    click(page.score_button)
    (key,) = products.ids(ws)
    curation = curations.open_curation(ws, key, session)[0]
    assert heard.places == [Place("curation", curation)]


def test_scoring_in_a_closed_session_is_explained_on_the_page(
    page: ProductsPage, ws: Workspace, heard: Heard
) -> None:
    sessions.close(ws, open_session(ws))
    page.enter(product(ws, business(ws, "Dapur Sari"), "Keripik"))
    click(page.score_button)
    assert page.error_banner.isVisible()
    assert "sudah ditutup" in page.error_banner.accessibleName()
    assert heard.places == []


def test_a_product_that_is_gone_is_told(page: ProductsPage, ws: Workspace) -> None:
    kept = product(ws, business(ws, "Dapur Sari"), "Keripik")
    page.enter(kept)
    page.show_record(UUID(int=1))
    assert page.error_banner.isVisible()
    assert page.record_id == kept


def test_the_way_to_the_business(page: ProductsPage, ws: Workspace, heard: Heard) -> None:
    owner = business(ws, "Dapur Sari")
    page.enter(product(ws, owner, "Keripik"))
    click(page.business_button)
    assert heard.places == [Place("businesses", owner)]


def test_a_second_new_product_keeps_the_first(page: ProductsPage, ws: Workspace) -> None:
    first, second = business(ws, "Anyaman Mekar"), business(ws, "Dapur Sari")
    page.enter(first, new=True)
    type_text("Tas")
    page.enter(second, new=True)
    assert page.editor.owner.business_id == second
    assert line(page, "name").text() == ""
    click(page.drafts_banner.action_button)
    assert page.editor.owner.business_id == first
    assert line(page, "name").text() == "Tas"


def test_a_product_shown_first_of_all_is_the_one_asked_for(
    page: ProductsPage, ws: Workspace
) -> None:
    owner = business(ws, "Dapur Sari")
    product(ws, owner, "Abon")
    wanted = product(ws, owner, "Keripik")
    page.enter(wanted)
    assert page.record_id == wanted
    assert page.finder.list.selected_id == wanted
    assert businesses.ids(ws) == [owner]


def test_everything_that_takes_the_focus_has_a_name(page: ProductsPage, ws: Workspace) -> None:
    papers = (DocumentForm(DocumentType.HALAL, "ID00110000000000001", ws.today()),)
    page.enter(product(ws, business(ws, "Dapur Sari"), "Keripik", documents=papers))
    assert unnamed(page) == []
