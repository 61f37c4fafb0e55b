"""Two records side by side in the real window: flagged, compared, merged, separated, undone."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.twins import survivor
from app.services import businesses, products, twins
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.kit.records import Record
from app.ui.pages.businesses import BusinessesPage
from app.ui.pages.businesses.compare import CompareSheet
from tests.ui.forms.register import Heard, Show, business, click, press, product, unnamed

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def pair(ws: Workspace) -> tuple[UUID, UUID]:
    """One business twice, with a product each, and a stranger."""
    one = business(ws, "Dapur Bu Sari", phone="081234567890", nik="3174025209880001")
    other = business(ws, "Dapur Ibu Sari", owner_name="Siti Aminah", nib="1234567890123")
    business(ws, "Batik Ayu", owner_name="Ayu")
    product(ws, one, "Rendang")
    product(ws, other, "Sambal")
    return one, other


@pytest.fixture
def page(desk: Desk, show: Show, pair: tuple[UUID, UUID]) -> BusinessesPage:
    page = BusinessesPage(desk)
    show(page)
    page.resize(1158, 700)
    page.enter(pair[0])
    return page


@pytest.fixture
def sheet(page: BusinessesPage, qtbot: QtBot) -> CompareSheet:
    """Opened by its key, as a curator does."""
    QTest.keyClick(page, Qt.Key.Key_B, CTRL)
    qtbot.waitUntil(lambda: page.findChild(CompareSheet) is not None)
    found = page.findChild(CompareSheet)
    assert isinstance(found, CompareSheet)
    return found


def chips(page: BusinessesPage, key: UUID) -> list[str]:
    model = page.finder.list.record_model
    record = model.record(model.row_of(key))
    assert isinstance(record, Record)
    return [chip.text for chip in record.chips]


def listed(page: BusinessesPage) -> set[object]:
    return set(page.finder.list.record_model.ids)


def answer(sheet: CompareSheet, key: Qt.Key, qtbot: QtBot, heard: Heard) -> None:
    """Press a key of the sheet and wait for what it tells."""
    before = len(heard.notices)
    QTest.keyClick(sheet, key, CTRL if key == Qt.Key.Key_Z else Qt.KeyboardModifier.NoModifier)
    qtbot.waitUntil(lambda: len(heard.notices) > before)


def test_both_are_flagged_and_the_list_can_show_them_alone(
    page: BusinessesPage, pair: tuple[UUID, UUID]
) -> None:
    assert all("Maybe twice" in chips(page, key) for key in pair)
    assert page.finder.count == 3
    click(page.only_twice)
    assert listed(page) == set(pair)
    page.finder.search.setText("zzz")
    page.finder.query_changed.emit()
    assert page.finder.count == 0
    page.enter(pair[1])
    assert page.twin_notice.isVisible()
    assert unnamed(page) == []


def test_a_stranger_is_not_flagged(page: BusinessesPage, ws: Workspace) -> None:
    stranger = next(key for key in businesses.ids(ws) if "Maybe twice" not in chips(page, key))
    page.enter(stranger)
    assert not page.twin_notice.isVisible()


def test_the_sheet_shows_what_differs_and_masks_the_nik(
    sheet: CompareSheet, pair: tuple[UUID, UUID]
) -> None:
    assert sheet.view is not None
    assert (sheet.view.left.id, sheet.view.right.id) == pair
    assert {"name", "owner_name", "nik", "nib", "phone"} <= sheet.view.differing
    assert not sheet.cells["ward_code"][0].isEnabled()
    shown = " ".join(cell.accessibleName() for cells in sheet.cells.values() for cell in cells)
    assert "3174••••••••0001" in shown
    assert "3174025209880001" not in shown
    assert unnamed(sheet) == []


@pytest.mark.parametrize(
    ("key", "name"), [(Qt.Key.Key_1, "Dapur Bu Sari"), (Qt.Key.Key_2, "Dapur Ibu Sari")]
)
def test_one_key_merges_and_another_takes_it_back(
    *,
    sheet: CompareSheet,
    page: BusinessesPage,
    ws: Workspace,
    pair: tuple[UUID, UUID],
    qtbot: QtBot,
    heard: Heard,
    key: Qt.Key,
    name: str,
) -> None:
    answer(sheet, key, qtbot, heard)
    stays = survivor(*pair)
    assert businesses.get(ws, stays).form.name == name
    assert page.finder.count == 2
    assert page.record_id == stays
    assert len(products.ids(ws, business=stays)) == 2
    assert sheet.view is None
    answer(sheet, Qt.Key.Key_Z, qtbot, heard)
    assert page.finder.count == 3
    assert len(twins.find(ws)) == 1
    assert [businesses.get(ws, k).form.name for k in pair] == ["Dapur Bu Sari", "Dapur Ibu Sari"]
    assert not sheet.undo_button.isEnabled()
    sheet.reject()


def test_a_clicked_value_is_kept_in_any_case(
    *,
    sheet: CompareSheet,
    page: BusinessesPage,
    ws: Workspace,
    pair: tuple[UUID, UUID],
    qtbot: QtBot,
    heard: Heard,
) -> None:
    left, right = sheet.cells["owner_name"]
    click(left)
    click(right)
    assert (left.isChecked(), right.isChecked()) == (False, True)
    left.setFocus()
    press(Qt.Key.Key_Space)
    assert (left.isChecked(), right.isChecked()) == (True, False)
    click(right)
    answer(sheet, Qt.Key.Key_1, qtbot, heard)
    form = businesses.get(ws, survivor(*pair)).form
    assert (form.name, form.owner_name) == ("Dapur Bu Sari", "Siti Aminah")
    assert (form.phone, form.nib) == ("081234567890", "1234567890123"), "what one had not got"
    sheet.reject()


def test_two_businesses_is_remembered_and_taken_back(
    sheet: CompareSheet,
    page: BusinessesPage,
    ws: Workspace,
    pair: tuple[UUID, UUID],
    qtbot: QtBot,
    heard: Heard,
) -> None:
    answer(sheet, Qt.Key.Key_B, qtbot, heard)
    assert not any("Maybe twice" in chips(page, key) for key in pair)
    assert twins.find(ws) == []
    answer(sheet, Qt.Key.Key_Z, qtbot, heard)
    assert all("Maybe twice" in chips(page, key) for key in pair)
    sheet.reject()


def test_separated_again_by_the_mouse(
    page: BusinessesPage, ws: Workspace, desk: Desk, pair: tuple[UUID, UUID]
) -> None:
    desk.committed(twins.merge(ws, pair[1], pair[0]))
    page.enter(survivor(*pair))
    (button,) = page.twin_notice.separate_buttons
    click(button)
    assert page.finder.count == 3
    assert not page.twin_notice.isVisible()
    assert [businesses.get(ws, k).form.name for k in pair] == ["Dapur Bu Sari", "Dapur Ibu Sari"]


def test_merging_what_is_gone_is_told_on_the_sheet(
    sheet: CompareSheet, ws: Workspace, pair: tuple[UUID, UUID], qtbot: QtBot
) -> None:
    twins.merge(ws, *pair)
    click(sheet.left_button)
    qtbot.waitUntil(sheet.error.isVisible)
    sheet.reject()
