"""Numbers found on labels: offered once, filled in by one key, waved away by another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.terms import DocumentType
from app.photos.codes import CodeKind, FoundCode
from app.services import label_codes, photographs, products
from app.services.products import DocumentForm
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.lanes import Lanes
from app.ui.pages.products import ProductsPage
from tests.photos.labels import Spoilt, label_photo
from tests.photos.pictures import encoded, quarters
from tests.ui.forms.register import Show, business, click, focused, press, product

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
HALAL, BPOM = "ID31110016921890424", "MD224510107115"


@pytest.fixture
def page(desk: Desk, show: Show) -> ProductsPage:
    page = ProductsPage(desk)
    show(page)
    page.resize(1158, 700)
    return page


@pytest.fixture
def labelled(ws: Workspace) -> UUID:
    """A product whose photograph shows a halal certificate's code."""
    key = product(ws, business(ws, "Dapur Sari"), "Keripik")
    text = f"https://bpjph.halal.go.id/cek?no={HALAL}"
    photographs.add_bytes(ws, key, label_photo(text, "qr", Spoilt(), 1), "label.jpg")
    return key


def documents(page: ProductsPage) -> list[tuple[DocumentType, str]]:
    return [(form.kind, form.number) for form in page.editor.documents.value]


def test_a_label_is_read_and_its_number_filled_in_by_one_key(
    page: ProductsPage, labelled: UUID, ws: Workspace, qtbot: QtBot
) -> None:
    page.enter(labelled)
    banner = page.offers.banner
    assert banner.isVisible()
    assert HALAL in banner.accessibleName()
    assert documents(page) == []  # nothing is filled in silently
    page.editor.editor("name").setFocus()
    press(Qt.Key.Key_I, CTRL)
    qtbot.waitUntil(banner.isHidden)
    assert documents(page) == [(DocumentType.HALAL, HALAL)]
    assert focused() is page.editor.documents.rows[0].number
    assert page.is_dirty
    assert products.get(ws, labelled).form.documents == ()  # the person saves
    assert page.save()
    (saved,) = products.get(ws, labelled).form.documents
    assert (saved.kind, saved.number) == (DocumentType.HALAL, HALAL)
    assert label_codes.offers(ws, labelled) == ()


@pytest.mark.parametrize("by", ["key", "mouse"])
def test_a_waved_away_number_does_not_come_back(
    page: ProductsPage, labelled: UUID, ws: Workspace, by: str
) -> None:
    page.enter(labelled)
    if by == "key":
        page.editor.editor("name").setFocus()
        press(Qt.Key.Key_I, CTRL | SHIFT)
    else:
        click(page.offers.banner.close_button)
    assert page.offers.banner.isHidden()
    assert documents(page) == []
    page.enter(product(ws, business(ws, "Lain"), "Abon"))
    page.enter(labelled)
    assert page.offers.banner.isHidden()


def test_a_number_on_the_form_already_is_not_offered(
    page: ProductsPage, labelled: UUID, ws: Workspace
) -> None:
    view = products.get(ws, labelled)
    spaced = f"{HALAL[:2]} {HALAL[2:]}"
    form = replace(view.form, documents=(DocumentForm(DocumentType.HALAL, spaced),))
    products.save(ws, view.business_id, form, labelled)
    page.enter(labelled)
    assert page.offers.banner.isHidden()
    row = page.editor.documents.rows[0]
    row.number.setText("ID123")
    row.edited.emit()
    assert page.offers.banner.isVisible()
    assert "replaces ID123" in page.offers.banner.accessibleName()
    click(page.offers.banner.action_button)
    assert documents(page) == [(DocumentType.HALAL, HALAL)]


def test_several_numbers_are_offered_one_after_the_other(page: ProductsPage, ws: Workspace) -> None:
    key = product(ws, business(ws, "Dapur Sari"), "Keripik")
    photo = photographs.add_bytes(ws, key, encoded(quarters()), "a.jpg").photo_ids[0]
    found = FoundCode(CodeKind.HALAL, HALAL), FoundCode(CodeKind.BPOM, BPOM)
    label_codes.keep(ws, photo, found)
    page.enter(key)
    banner = page.offers.banner
    assert BPOM in banner.accessibleName()
    click(banner.action_button)
    assert HALAL in banner.accessibleName()
    click(banner.action_button)
    assert documents(page) == [(DocumentType.BPOM, BPOM), (DocumentType.HALAL, HALAL)]
    assert banner.isHidden()


def test_a_picture_without_codes_asks_nothing_and_is_read_once(
    page: ProductsPage, ws: Workspace
) -> None:
    key = product(ws, business(ws, "Dapur Sari"), "Keripik")
    photographs.add_bytes(ws, key, encoded(quarters((80, 60))), "a.jpg")
    page.enter(key)
    assert page.offers.banner.isHidden()
    assert label_codes.unread(ws, key) == ()


def test_offers_of_one_product_do_not_stand_over_another(
    page: ProductsPage, labelled: UUID, ws: Workspace
) -> None:
    page.enter(labelled)
    assert page.offers.banner.isVisible()
    page.enter(product(ws, business(ws, "Lain"), "Abon"))
    assert page.offers.banner.isHidden()
    page.start_new()
    assert page.offers.banner.isHidden()
    page.enter(labelled)
    assert page.offers.banner.isVisible()


def test_a_file_that_is_gone_stops_nothing(
    page: ProductsPage, labelled: UUID, ws: Workspace
) -> None:
    (waiting,) = label_codes.unread(ws, labelled)
    path = ws.folder / "foto" / waiting.sha256[:2] / f"{waiting.sha256}.photo"
    path.write_bytes(b"damaged")
    page.enter(labelled)
    assert page.offers.banner.isHidden()
    assert label_codes.unread(ws, labelled) == (waiting,)


def test_reading_happens_in_the_background(
    ws: Workspace, labelled: UUID, show: Show, real_lanes: Lanes, qtbot: QtBot
) -> None:
    page = ProductsPage(Desk(ws, real_lanes))
    show(page)
    page.enter(labelled)
    qtbot.waitUntil(page.offers.banner.isVisible, timeout=60_000)
    real_lanes.drain()


def test_labels_are_read_when_all_pictures_are_in(
    ws: Workspace, show: Show, real_lanes: Lanes, tmp_path: Path, qtbot: QtBot
) -> None:
    key = product(ws, business(ws, "Dapur Sari"), "Keripik")
    page = ProductsPage(Desk(ws, real_lanes))
    show(page)
    page.enter(key)
    real_lanes.drain()
    text = f"https://bpjph.halal.go.id/cek?no={HALAL}"
    files = [tmp_path / "label.jpg", *(tmp_path / f"{n}.jpg" for n in range(3))]
    files[0].write_bytes(label_photo(text, "qr", Spoilt(), 1))
    for path in files[1:]:
        path.write_bytes(encoded(quarters()))
    unread: list[int] = []
    page.gallery.taken.connect(lambda _key: unread.append(len(label_codes.unread(ws, key))))
    page.add_pictures(files)
    qtbot.waitUntil(page.offers.banner.isVisible, timeout=60_000)
    assert unread == [1, 2, 3, 4]  # the workshop was not kept busy with codes meanwhile
    real_lanes.drain()
