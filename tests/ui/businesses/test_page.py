"""The page Usaha, driven as a curator does."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.terms import Level
from app.models.local import Identity
from app.services import businesses, sessions
from app.services.changes import undo
from app.services.sessions import SessionForm
from app.services.workspace import Workspace
from app.ui.desk import Desk, Place
from app.ui.kit.inputs import MaskedEdit
from app.ui.kit.tones import Severity
from app.ui.lanes import Lanes
from app.ui.pages.businesses import BusinessesPage
from tests.ui.forms.register import (
    OTHER_WARD,
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
def page(desk: Desk, show: Show) -> BusinessesPage:
    page = BusinessesPage(desk)
    show(page)
    page.resize(1158, 700)
    return page


def line(page: BusinessesPage, name: str) -> QLineEdit:
    editor = page.editor.editor(name)
    assert isinstance(editor, QLineEdit)
    return editor


def retype(editor: QLineEdit, text: str) -> None:
    editor.setFocus()
    editor.selectAll()
    type_text(text)


def choose(box: QComboBox, code: str) -> None:
    """Choose by keys, as a curator without a mouse does."""
    box.setFocus()
    while box.currentData() != code:
        before = box.currentIndex()
        press(Qt.Key.Key_Down)
        assert box.currentIndex() != before, f"{code} is not on the list"


def fill(page: BusinessesPage, name: str = "Dapur Sari") -> None:
    line(page, "name").setFocus()
    type_text(name)
    retype(line(page, "owner_name"), "Sari")
    for box, code in zip(page.editor.wards.selects, (WARD[:5], WARD[:8], WARD), strict=True):
        if box.currentData() != code:
            choose(box, code)
    page.editor.editor("consent").setFocus()
    press(Qt.Key.Key_Space)


def saved(ws: Workspace, key: UUID | None) -> businesses.BusinessForm:
    assert key is not None
    return businesses.get(ws, key).form


def test_the_first_business_is_shown_and_search_has_the_focus(
    page: BusinessesPage, ws: Workspace
) -> None:
    key = business(ws, "Anyaman Mekar")
    business(ws, "Dapur Sari")
    page.enter()
    assert page.record_id == key
    assert line(page, "name").text() == "Anyaman Mekar"
    assert focused() is page.finder.search
    assert not page.save_button.isEnabled()


def test_on_an_empty_laptop_one_just_types(ws: Workspace, show: Show, real_lanes: Lanes) -> None:
    page = BusinessesPage(Desk(ws, real_lanes))
    show(page)
    page.enter()
    real_lanes.drain()
    assert focused() is line(page, "name")
    type_text("Dapur Sari")
    assert page.save_button.isEnabled()


def test_typing_searches_and_down_opens(page: BusinessesPage, ws: Workspace, qtbot: QtBot) -> None:
    business(ws, "Anyaman Mekar")
    key = business(ws, "Dapur Sari")
    page.enter()
    type_text("sari")
    qtbot.waitUntil(lambda: page.finder.count == 1)
    press(Qt.Key.Key_Down)
    assert page.record_id == key
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.finder.count == 2)


def test_a_business_is_registered_by_keyboard(
    page: BusinessesPage, ws: Workspace, heard: Heard, qtbot: QtBot
) -> None:
    page.enter()
    press(Qt.Key.Key_N, CTRL)
    qtbot.waitUntil(lambda: focused() is line(page, "name"))
    fill(page)
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: page.record_id is not None)
    form = saved(ws, page.record_id)
    assert (form.name, form.owner_name, form.ward_code) == ("Dapur Sari", "Sari", WARD)
    assert form.consent
    assert page.finder.list.selected_id == page.record_id
    assert focused() is page.products.add_button
    assert [n.text for n in heard.notices] == ["Saved."]
    assert not page.is_dirty


def test_saving_goes_to_the_first_field_that_blocks(page: BusinessesPage, ws: Workspace) -> None:
    page.enter(new=True)
    type_text("Dapur Sari")
    assert not page.save()
    assert focused() is line(page, "owner_name")
    assert page.editor.field("owner_name").message == "Wajib diisi."
    assert page.editor.field("ward_code").blocks
    assert page.editor.field("consent").blocks
    assert businesses.ids(ws) == []


def test_a_finding_shows_once_the_field_was_left_and_goes_once_mended(
    page: BusinessesPage,
) -> None:
    page.enter(new=True)
    retype(line(page, "nib"), "123")
    field = page.editor.field("nib")
    assert field.message == ""
    press(Qt.Key.Key_Tab)
    assert field.severity is Severity.FORMAT
    retype(line(page, "nib"), "1234567890123")
    assert field.message == ""


def test_a_hint_does_not_keep_from_saving(page: BusinessesPage, ws: Workspace) -> None:
    page.enter(new=True)
    fill(page)
    retype(line(page, "npwp"), "123456789012345")
    press(Qt.Key.Key_Tab)
    assert page.editor.field("npwp").severity is Severity.HINT
    assert page.save()
    assert saved(ws, page.record_id).npwp != ""


def test_the_same_business_is_found_and_opened_and_the_typing_kept(
    page: BusinessesPage, ws: Workspace
) -> None:
    key = business(ws, "Dapur Sari")
    page.enter(new=True)
    type_text("dapur  sari")
    press(Qt.Key.Key_Tab)
    assert page.similar.isVisible()
    click(page.similar.buttons[0])
    assert page.record_id == key
    assert not page.similar.isVisible()
    assert page.drafts_banner.isVisible()
    click(page.drafts_banner.action_button)
    assert page.is_new
    assert line(page, "name").text() == "dapur  sari"
    assert not page.drafts_banner.isVisible()


def test_a_left_edit_waits_for_its_record(page: BusinessesPage, ws: Workspace) -> None:
    first, second = business(ws, "Anyaman Mekar"), business(ws, "Dapur Sari")
    page.enter(first)
    retype(line(page, "brand"), "Mekar")
    page.finder.list.setFocus()
    press(Qt.Key.Key_Down)
    assert page.record_id == second
    assert line(page, "brand").text() == ""
    page.show_record(first)
    assert line(page, "brand").text() == "Mekar"
    assert page.is_dirty
    assert saved(ws, first).brand == ""


def test_discarded_text_can_be_brought_back(
    page: BusinessesPage, ws: Workspace, heard: Heard
) -> None:
    page.enter(business(ws, "Anyaman Mekar"))
    retype(line(page, "brand"), "Mekar")
    click(page.discard_button)
    assert line(page, "brand").text() == ""
    assert not page.is_dirty
    assert not page.drafts_banner.isVisible()
    undo_discarding = heard.notices[-1].undo
    assert undo_discarding is not None
    undo_discarding()
    assert line(page, "brand").text() == "Mekar"
    assert page.is_dirty


def test_a_change_from_elsewhere_leaves_what_is_typed(
    page: BusinessesPage, ws: Workspace, desk: Desk
) -> None:
    key = business(ws, "Anyaman Mekar")
    page.enter(key)
    retype(line(page, "brand"), "Mekar")
    form = replace(saved(ws, key), owner_name="Budi", brand="Lain")
    desk.committed(businesses.save(ws, form, key)[1])
    assert line(page, "owner_name").text() == "Budi"
    assert line(page, "brand").text() == "Mekar"
    assert page.save()
    assert (saved(ws, key).owner_name, saved(ws, key).brand) == ("Budi", "Mekar")


def test_undoing_a_registration_keeps_the_form(
    page: BusinessesPage, ws: Workspace, desk: Desk, heard: Heard
) -> None:
    page.enter(new=True)
    fill(page)
    assert page.save()
    change = heard.notices[-1].change
    assert change is not None
    desk.committed(undo(ws, change))
    assert businesses.ids(ws) == []
    assert page.is_new
    assert page.is_dirty
    assert line(page, "name").text() == "Dapur Sari"
    assert page.editor.wards.ward_code == WARD
    assert page.save()
    assert len(businesses.ids(ws)) == 1


def test_each_list_of_the_address_follows_the_one_above(page: BusinessesPage) -> None:
    page.enter(new=True)
    city, district, ward = page.editor.wards.selects
    assert city.count() == 6
    assert not district.isEnabled()
    choose(city, OTHER_WARD[:5])
    assert district.isEnabled()
    assert not ward.isEnabled()
    choose(district, OTHER_WARD[:8])
    choose(ward, OTHER_WARD)
    assert page.typed().ward_code == OTHER_WARD
    choose(city, WARD[:5])
    assert page.typed().ward_code == ""
    assert district.currentIndex() == -1


def test_a_business_from_another_region_is_called_so(page: BusinessesPage, ws: Workspace) -> None:
    with ws.db.write() as session:
        session.get_one(Identity, 1).roles = [["curator", "31.74"]]
    ws.forget_me()
    home = business(ws, "Anyaman Mekar")
    away = business(ws, "Dapur Sari", ward_code=OTHER_WARD)
    page.enter(away)
    assert "Outside" in page.editor.district_field.message
    assert not page.editor.district_field.blocks
    page.show_record(home)
    assert page.editor.district_field.message == ""


def test_the_nik_is_masked(page: BusinessesPage, ws: Workspace) -> None:
    page.enter(business(ws, "Anyaman Mekar", nik="3174025508900001"))
    editor = page.editor.editor("nik")
    assert isinstance(editor, MaskedEdit)
    assert "02550890" not in editor.line_edit.text()
    assert page.typed().nik == "3174025508900001"


def test_products_stand_beside_and_open(page: BusinessesPage, ws: Workspace, heard: Heard) -> None:
    key = business(ws, "Dapur Sari")
    snack = product(ws, key, "Keripik")
    page.enter(key)
    assert page.products.count == 1
    page.products.list.setFocus()
    press(Qt.Key.Key_Return)
    assert heard.places == [Place("products", snack)]


def test_adding_a_product_saves_first(page: BusinessesPage, ws: Workspace, heard: Heard) -> None:
    page.enter(new=True)
    fill(page)
    click(page.products.add_button)
    (key,) = businesses.ids(ws)
    assert heard.places == [Place("products", key, new=True)]


def test_tab_goes_in_reading_order(page: BusinessesPage) -> None:
    page.enter(new=True)
    names = []
    for _ in range(9):
        names.append(focused().objectName().removeprefix("business_form."))
        press(Qt.Key.Key_Tab)
    assert names == [
        *("name", "brand", "owner_name", "phone", "status", "women_led", "up2k"),
        *("city", "rt"),
    ]


def test_a_new_form_begins_in_the_sessions_region(
    page: BusinessesPage, ws: Workspace, desk: Desk
) -> None:
    sessions.create(ws, SessionForm("Bazar", "GOR", ws.today(), Level.DISTRICT, WARD[:8]))
    page.enter(new=True)
    assert page.editor.wards.district_code == WARD[:8]
    assert page.typed().ward_code == ""
    assert not page.is_dirty


def test_everything_that_takes_the_focus_has_a_name(page: BusinessesPage, ws: Workspace) -> None:
    page.enter(business(ws, "Dapur Sari"))
    assert unnamed(page) == []
