"""What is typed into Usaha and Produk outlives the window, the program, and the record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.clock import ManualClock
from app.domain.terms import DocumentType
from app.errors import UserError
from app.models.entities import Business, Product
from app.services import businesses, drafts, products
from app.services.businesses import BusinessForm
from app.services.changes import undo
from app.services.drafts import Draft, DraftKey, FormKind
from app.services.products import ProductForm
from app.services.workspace import Workspace
from app.ui.desk import Desk, Place
from app.ui.kit.tones import Severity
from app.ui.lanes import InlineLanes, Lanes
from app.ui.pages.businesses import BusinessesPage
from app.ui.pages.home import HomePage
from app.ui.pages.products import ProductsPage
from tests.ui.forms.register import (
    OTHER_WARD,
    WARD,
    Heard,
    Show,
    business,
    click,
    press,
    product,
    type_text,
)

CTRL = Qt.KeyboardModifier.ControlModifier
NIK = "3174025203780001"
OpenBusinesses = Callable[[], BusinessesPage]
OpenProducts = Callable[[], ProductsPage]


@pytest.fixture
def usaha(ws: Workspace, show: Show) -> OpenBusinesses:
    """Opens the page as a newly started program does, every time it is called."""

    def open_() -> BusinessesPage:
        page = BusinessesPage(Desk(ws, InlineLanes()))
        show(page)
        page.resize(1158, 700)
        return page

    return open_


@pytest.fixture
def produk(ws: Workspace, show: Show) -> OpenProducts:
    def open_() -> ProductsPage:
        page = ProductsPage(Desk(ws, InlineLanes()))
        show(page)
        page.resize(1158, 700)
        return page

    return open_


def line(page: BusinessesPage | ProductsPage, name: str) -> QLineEdit:
    editor = page.editor.editor(name)
    assert isinstance(editor, QLineEdit)
    return editor


def retype(editor: QLineEdit, text: str) -> None:
    editor.setFocus()
    editor.selectAll()
    type_text(text)


def kept(ws: Workspace) -> list[BusinessForm]:
    return [draft.typed for draft in drafts.kept(ws, FormKind.BUSINESS, BusinessForm)]


def wait_kept(ws: Workspace, qtbot: QtBot, name: str) -> None:
    qtbot.waitUntil(lambda: name in [form.name for form in kept(ws)])


def test_what_is_typed_is_on_disk_though_the_typing_goes_on(
    usaha: OpenBusinesses, ws: Workspace, qtbot: QtBot
) -> None:
    page = usaha()
    page.enter(new=True)
    for _ in range(300):  # a timer that waited for a pause would not come
        if kept(ws):
            break
        type_text("x")
        qtbot.wait(20)
    assert set(kept(ws)[0].name) == {"x"}
    assert page.status.text() == "Not saved yet · 10.00"


def test_a_new_business_comes_back_after_a_restart(
    usaha: OpenBusinesses, ws: Workspace, qtbot: QtBot, clock: ManualClock
) -> None:
    page = usaha()
    page.enter(new=True)
    type_text("Dapur Sari")
    retype(page.editor.editor("nik").focusProxy(), NIK)  # type: ignore[arg-type]
    city = page.editor.wards.selects[0]
    city.setFocus()
    while city.currentData() != WARD[:5]:
        press(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: [form.nik for form in kept(ws)] == [NIK])
    page.leave()

    clock.advance(timedelta(days=1))
    again = usaha()
    again.enter()
    press(Qt.Key.Key_N, CTRL)
    qtbot.waitUntil(lambda: again.is_new and again.is_dirty)
    assert line(again, "name").text() == "Dapur Sari"
    assert again.typed().nik == NIK
    assert again.editor.wards.code == WARD[:5]
    assert again.draft_banner.isVisible()
    assert "21 Nov 10.00" in again.draft_banner.accessibleName()
    assert again.save_button.isEnabled()
    assert again.discard_button.isVisible()
    assert not again.drafts_banner.isVisible()

    click(again.new_button)  # somebody else comes to the table
    assert line(again, "name").text() == ""
    assert again.drafts_banner.isVisible()
    assert not again.draft_banner.isVisible()
    click(again.drafts_banner.action_button)
    assert line(again, "name").text() == "Dapur Sari"


def test_saving_a_restored_form_ends_its_draft(
    usaha: OpenBusinesses, ws: Workspace, qtbot: QtBot
) -> None:
    key = DraftKey(FormKind.BUSINESS, UUID(int=7), new=True)
    whole = BusinessForm(name="Dapur Sari", owner_name="Sari", ward_code=WARD, consent=True)
    drafts.keep(ws, Draft(key, BusinessForm(), whole))
    page = usaha()
    page.enter(new=True)
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: page.record_id is not None)
    assert kept(ws) == []
    assert not page.draft_banner.isVisible()
    assert page.status.text() == "Everything is saved"
    assert len(businesses.ids(ws)) == 1
    page.leave()
    assert kept(ws) == []


def test_an_edit_comes_back_with_its_record(
    usaha: OpenBusinesses, ws: Workspace, qtbot: QtBot
) -> None:
    business(ws, "Anyaman Mekar")
    key = business(ws, "Dapur Sari")
    page = usaha()
    page.enter(key)
    retype(line(page, "brand"), "Mak Ipah")
    page.leave()  # to another page, or the window closes: no timer is waited for
    assert [form.brand for form in kept(ws)] == ["Mak Ipah"]

    again = usaha()
    again.enter()
    assert line(again, "name").text() == "Anyaman Mekar"
    assert "Dapur Sari" in again.drafts_banner.accessibleName()
    again.show_record(key)
    assert line(again, "brand").text() == "Mak Ipah"
    assert again.draft_banner.isVisible()
    again.finder.list.setFocus()
    press(Qt.Key.Key_Home)
    assert line(again, "brand").text() == ""
    assert businesses.get(ws, key).form.brand == ""


def test_typing_it_back_ends_the_draft(usaha: OpenBusinesses, ws: Workspace, qtbot: QtBot) -> None:
    page = usaha()
    page.enter(business(ws, "Dapur Sari"))
    retype(line(page, "brand"), "M")
    wait_kept(ws, qtbot, "Dapur Sari")
    press(Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: kept(ws) == [])


def test_discarding_is_final_only_after_its_undo(
    usaha: OpenBusinesses, ws: Workspace, qtbot: QtBot
) -> None:
    page = usaha()
    heard = Heard(page.desk)
    page.enter(new=True)
    type_text("Dapur Sari")
    wait_kept(ws, qtbot, "Dapur Sari")
    click(page.discard_button)
    assert line(page, "name").text() == ""
    assert kept(ws) == []
    take_back = heard.notices[-1].undo
    assert take_back is not None
    take_back()
    assert line(page, "name").text() == "Dapur Sari"
    wait_kept(ws, qtbot, "Dapur Sari")
    click(page.discard_button)
    again = usaha()
    again.enter(new=True)
    assert line(again, "name").text() == ""


def test_undo_of_discarding_works_from_another_page(usaha: OpenBusinesses, ws: Workspace) -> None:
    key = business(ws, "Dapur Sari")
    page = usaha()
    heard = Heard(page.desk)
    page.enter(key)
    retype(line(page, "brand"), "Mak Ipah")
    click(page.discard_button)
    page.leave()
    take_back = heard.notices[-1].undo
    assert take_back is not None
    take_back()
    assert heard.places == [Place("businesses")]
    assert line(page, "brand").text() == "Mak Ipah"


def edit_elsewhere(ws: Workspace, key: UUID, **values: str) -> BusinessForm:
    form = replace(businesses.get(ws, key).form, **values)  # type: ignore[arg-type]
    businesses.save(ws, form, key)
    return form


def test_a_record_that_changed_meanwhile_is_never_overwritten_silently(
    usaha: OpenBusinesses, ws: Workspace, qtbot: QtBot
) -> None:
    key = business(ws, "Dapur Sari", brand="Lama", phone="0812000001")
    page = usaha()
    page.enter(key)
    retype(line(page, "brand"), "Ketikan")
    page.leave()
    edit_elsewhere(ws, key, brand="Pusat", phone="0812000002")

    for _ in range(2):  # the mark outlives a second restart
        page = usaha()
        page.enter(key)
        assert line(page, "brand").text() == "Ketikan"
        assert line(page, "phone").text() == "0812000002"
        field = page.editor.field("brand")
        assert field.message == "Changed elsewhere: Pusat"
        assert field.severity is Severity.HINT
        assert page.editor.field("phone").message == ""
        assert "type: Brand." in page.draft_banner.accessibleName()
        page.leave()
    heard = Heard(page.desk)
    page.enter()
    click(page.draft_banner.action_button)
    assert line(page, "brand").text() == "Pusat"
    assert not page.draft_banner.isVisible()
    assert page.editor.field("brand").message == ""
    take_back = heard.notices[-1].undo
    assert take_back is not None
    take_back()
    assert line(page, "brand").text() == "Ketikan"
    assert page.draft_banner.isVisible()
    assert page.save()
    assert businesses.get(ws, key).form.brand == "Ketikan"
    assert page.editor.field("brand").message == ""
    assert not page.draft_banner.isVisible()


def test_a_change_that_comes_while_one_types_is_marked_at_once(
    usaha: OpenBusinesses, ws: Workspace
) -> None:
    key = business(ws, "Dapur Sari", nik=NIK)
    page = usaha()
    page.enter(key)
    nik = page.editor.editor("nik")
    nik.setFocus()
    press(Qt.Key.Key_F2)
    retype(nik.focusProxy(), "3174025203780002")  # type: ignore[arg-type]
    form = replace(businesses.get(ws, key).form, nik="3174025203780003", women_led=True)
    page.desk.committed(businesses.save(ws, form, key)[1])
    assert page.typed().nik == "3174025203780002"
    assert page.typed().women_led
    assert page.editor.field("nik").message == "Changed elsewhere: 3174••••••••0003"
    click(page.draft_banner.close_button)
    assert not page.draft_banner.isVisible()
    retype(line(page, "brand"), "Mekar")
    assert not page.draft_banner.isVisible(), "what was closed stays closed"


def delete(ws: Workspace, table: type[Business | Product], key: UUID) -> None:
    with ws.change() as recorder:
        recorder.session.get_one(table, key).deleted = True


def test_a_draft_of_a_deleted_record_opens_as_a_new_form(
    usaha: OpenBusinesses, ws: Workspace, qtbot: QtBot
) -> None:
    key = business(ws, "Dapur Sari")
    page = usaha()
    page.enter(key)
    retype(line(page, "brand"), "Mak Ipah")
    page.leave()
    delete(ws, Business, key)

    again = usaha()
    again.enter(key)
    assert again.is_new
    assert (again.typed().name, again.typed().brand) == ("Dapur Sari", "Mak Ipah")
    assert "no longer on this laptop" in again.draft_banner.accessibleName()
    (waiting,) = drafts.waiting(ws)
    assert waiting.key.new
    assert again.save()
    assert businesses.ids(ws) == [again.record_id]
    assert drafts.waiting(ws) == ()


def test_a_record_deleted_elsewhere_leaves_no_draft_of_what_nobody_typed(
    usaha: OpenBusinesses, ws: Workspace
) -> None:
    key = business(ws, "Dapur Sari")
    page = usaha()
    page.enter(key)
    delete(ws, Business, key)
    page.desk.changed.emit(frozenset({"business"}))
    assert page.error_banner.isVisible()
    assert page.is_new
    assert not page.is_dirty
    page.leave()
    assert drafts.waiting(ws) == ()


def test_undoing_a_registration_is_kept_too(usaha: OpenBusinesses, ws: Workspace) -> None:
    page = usaha()
    heard = Heard(page.desk)
    page.enter(new=True)
    page.write(BusinessForm(name="Dapur", owner_name="Sari", ward_code=WARD, consent=True))
    assert page.save()
    change = heard.notices[-1].change
    assert change is not None
    page.desk.committed(undo(ws, change))
    assert [form.name for form in kept(ws)] == ["Dapur"]


def test_words_typed_while_saving_are_kept_under_the_record(
    ws: Workspace, show: Show, real_lanes: Lanes
) -> None:
    page = BusinessesPage(Desk(ws, real_lanes))
    show(page)
    page.enter(new=True)
    real_lanes.drain()
    page.write(BusinessForm(name="Dapur", owner_name="Sari", ward_code=WARD, consent=True))
    assert page.save()
    retype(line(page, "brand"), "Mekar")
    page.leave()  # while it is on its way: nothing may bring the old draft back
    real_lanes.drain()
    page.leave()
    real_lanes.drain()
    (draft,) = drafts.kept(ws, FormKind.BUSINESS, BusinessForm)
    assert draft.key == DraftKey(FormKind.BUSINESS, page.record_id or UUID(int=0))
    assert (draft.base.brand, draft.typed.brand) == ("", "Mekar")


def test_a_full_disk_is_told_and_tried_again(
    usaha: OpenBusinesses, ws: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = usaha()
    told: list[UserError] = []
    page.desk.failed.connect(told.append)

    def full(*_: object) -> None:
        raise UserError("database.disk_full", "Penuh.")

    with monkeypatch.context() as patch:
        patch.setattr(drafts, "keep", full)
        page.enter(new=True)
        type_text("Dapur")
        qtbot.waitUntil(lambda: len(told) == 1)
    assert page.status.text() == "Not saved yet", "it does not say what is not so"
    type_text(" Sari")
    wait_kept(ws, qtbot, "Dapur Sari")


def test_closing_the_offer_forgets_nothing(usaha: OpenBusinesses, ws: Workspace) -> None:
    page = usaha()
    page.enter(new=True)
    type_text("Dapur Sari")
    page.start_new()
    click(page.drafts_banner.close_button)
    page.refresh()
    assert not page.drafts_banner.isVisible()
    assert [waiting.title for waiting in drafts.waiting(ws)] == ["Dapur Sari"]
    retype(line(page, "name"), "Kedai")
    page.start_new()
    assert page.drafts_banner.isVisible(), "another one waits"


def test_a_half_chosen_address_comes_back_with_its_record(
    usaha: OpenBusinesses, ws: Workspace
) -> None:
    key = business(ws, "Dapur Sari")
    page = usaha()
    page.enter(key)
    city = page.editor.wards.selects[0]
    city.setFocus()
    while city.currentData() != OTHER_WARD[:5]:
        press(Qt.Key.Key_Up)
    page.leave()
    again = usaha()
    again.enter(key)
    assert again.editor.wards.code == OTHER_WARD[:5]
    assert again.is_dirty


# Produk.


def kept_products(ws: Workspace) -> tuple[Draft[ProductForm], ...]:
    return drafts.kept(ws, FormKind.PRODUCT, ProductForm)


def test_a_new_product_comes_back_with_business_papers_and_pictures(
    produk: OpenProducts, ws: Workspace, tmp_path: Path, pictures: list[Path]
) -> None:
    owner, other = business(ws, "Dapur Sari"), business(ws, "Kedai")
    page = produk()
    page.enter(owner, new=True)
    type_text("Keripik")
    page.add_pictures([pictures[0], tmp_path / "tidak-ada.png"])  # no category: they wait
    page.editor.documents.add(DocumentType.HALAL)
    type_text("ID001")
    page.leave()
    (draft,) = kept_products(ws)
    assert draft.beside.business_id == owner

    page = produk()
    page.enter(other, new=True)
    assert line(page, "name").text() == "", "a product of another business is another one"
    page = produk()
    page.enter(owner, new=True)
    assert (line(page, "name").text(), page.editor.owner.text()) == ("Keripik", "Dapur Sari")
    (row,) = page.editor.documents.rows
    assert row.number.text() == "ID001"
    category = page.editor.editor("category")
    category.setFocus()
    press(Qt.Key.Key_Down)
    assert page.save()
    assert page.record_id is not None
    assert len(products.get(ws, page.record_id).photos) == 1
    assert kept_products(ws) == ()


def test_a_half_typed_business_of_a_new_product_is_kept(
    produk: OpenProducts, ws: Workspace
) -> None:
    page = produk()
    page.enter(new=True)
    type_text("dap")
    page.leave()
    again = produk()
    again.enter(new=True)
    assert again.editor.owner.text() == "dap"
    assert again.editor.owner.business_id is None


def test_a_product_whose_business_has_gone_asks_for_another(
    produk: OpenProducts, ws: Workspace
) -> None:
    owner = business(ws, "Dapur Sari")
    page = produk()
    page.enter(owner, new=True)
    type_text("Keripik")
    page.leave()
    delete(ws, Business, owner)
    again = produk()
    again.enter(new=True)
    assert line(again, "name").text() == "Keripik"
    assert again.editor.owner.text() == "Dapur Sari"
    assert not again.save()
    assert again.editor.field("business").blocks


def test_a_product_changed_meanwhile_names_what_differs(
    produk: OpenProducts, ws: Workspace
) -> None:
    owner = business(ws, "Dapur Sari")
    key = product(ws, owner, "Keripik", category="MKN")
    page = produk()
    page.enter(key)
    retype(line(page, "price"), "40000")
    page.leave()
    products.save(ws, owner, replace(products.get(ws, key).form, price=38_000), key)
    again = produk()
    again.enter(key)
    assert line(again, "price").text() == "40.000"
    assert again.editor.field("price").message == "Changed elsewhere: Rp38.000"
    assert "Price in rupiah" in again.draft_banner.accessibleName()


# Beranda.


def test_home_lists_what_waits_and_leads_there(
    ws: Workspace, show: Show, usaha: OpenBusinesses, clock: ManualClock
) -> None:
    key = business(ws, "Kedai")
    page = usaha()
    page.enter(key)
    retype(line(page, "brand"), "K")
    page.start_new()
    clock.advance(timedelta(minutes=42))
    type_text("Dapur Sari")
    page.leave()

    desk = Desk(ws, InlineLanes())
    home = HomePage(desk)
    show(home)
    home.resize(1158, 700)
    places: list[Place] = []
    desk.travelled.connect(places.append)
    home.enter()
    assert home.waiting.isVisible()
    assert home.waiting.accessibleName() == "Not saved yet: Business Dapur Sari, typed 10.42"
    home.waiting.button.setFocus()
    press(Qt.Key.Key_Space)
    (other,) = home.waiting.menu.actions()
    assert other.text() == "Business Kedai, typed 10.00"
    click(home.waiting.more_button)
    assert home.waiting.menu.isVisible()
    other.trigger()
    home.waiting.menu.close()
    (new,) = [place for place in places if place.draft]
    assert places == [new, Place("businesses", key)]

    again = usaha()
    assert new.record is not None
    again.resume(new.record)
    assert line(again, "name").text() == "Dapur Sari"
    drafts.drop(ws, DraftKey(FormKind.BUSINESS, key))
    drafts.drop(ws, DraftKey(FormKind.BUSINESS, new.record, new=True))
    desk.changed.emit(frozenset({"form_draft"}))
    assert not home.waiting.isVisible()
