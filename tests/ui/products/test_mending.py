"""The bench: every tool by mouse and by key, step by step back and on, saved or left."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.photos.mending import AUTO, Crop, Mending, Neutral
from app.photos.store import PhotoStore
from app.services import mendings, photographs, products
from app.services.products import PhotoView
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.kit.sheet import ConfirmSheet
from app.ui.lanes import Lanes
from app.ui.pages.products import ProductsPage
from app.ui.pages.products.mending import MendingSheet
from app.ui.pages.products.mending.frame import handle_point
from app.ui.pages.products.mending.steps import Handle
from app.ui.pages.products.viewer import PhotoSheet
from tests.photos.pictures import encoded, quarters
from tests.photos.plain import GROUNDS, on_plain_ground
from tests.photos.test_mending import on_a_sheet_on_a_table
from tests.ui.forms.register import Heard, Show, business, click, press, product, unnamed

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def owner(ws: Workspace) -> UUID:
    return product(ws, business(ws, "Dapur Sari"), "Keripik")


@pytest.fixture
def photo(ws: Workspace, owner: UUID) -> UUID:
    """Red, green / blue, yellow."""
    return photographs.add_bytes(ws, owner, encoded(quarters((400, 300))), "a.jpg").photo_ids[0]


@pytest.fixture
def host(show: Show) -> QWidget:
    widget = QWidget()
    widget.resize(1200, 700)
    show(widget)
    return widget


@pytest.fixture
def sheet(desk: Desk, photo: UUID, host: QWidget, qtbot: QtBot) -> MendingSheet:
    return opened(desk, photo, host, qtbot)


def opened(desk: Desk, photo: UUID, host: QWidget, qtbot: QtBot) -> MendingSheet:
    sheet = MendingSheet(desk, photo, host)
    with qtbot.waitActive(sheet):
        sheet.open()
    qtbot.waitUntil(sheet.stage.hasFocus)
    return sheet


def shown(ws: Workspace, owner: UUID) -> tuple[PhotoView, ...]:
    return products.get(ws, owner).photos


def balance(sheet: MendingSheet) -> str | Neutral | None:
    return sheet.steps.now.white_balance


def compares(sheet: MendingSheet) -> bool:
    return sheet.stage.shows_before


def drag(sheet: MendingSheet, start: QPointF, by: QPoint) -> None:
    stage, at = sheet.stage, start.toPoint()
    QTest.mousePress(stage, LEFT, pos=at)
    for part in (0.5, 1.0):
        QTest.mouseMove(stage, at + QPoint(round(by.x() * part), round(by.y() * part)))
    QTest.mouseRelease(stage, LEFT, pos=at + by)


def test_opened_from_the_viewer_by_e_and_saved(
    desk: Desk, ws: Workspace, owner: UUID, photo: UUID, show: Show, heard: Heard, qtbot: QtBot
) -> None:
    page = ProductsPage(desk)
    show(page)
    page.enter(owner)
    click(page.photos.strip.tile(str(photo)))
    viewer = page.findChild(PhotoSheet)
    assert viewer is not None
    qtbot.waitUntil(viewer.close_button.hasFocus)
    press(Qt.Key.Key_E)
    qtbot.waitUntil(lambda: page.findChild(MendingSheet) is not None)
    sheet = page.findChild(MendingSheet)
    assert sheet is not None
    qtbot.waitUntil(sheet.stage.hasFocus)
    press(Qt.Key.Key_R)
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: bool(heard.notices))
    (view,) = shown(ws, owner)
    assert (view.width, view.height, view.mended_from) == (300, 400, photo)
    assert page.gallery.photos == (view,)
    (notice,) = heard.notices
    assert notice.text == "Photo mended."
    assert notice.change is not None
    desk.undo(notice.change)
    assert [view.id for view in shown(ws, owner)] == [photo]
    assert [view.id for view in page.gallery.photos] == [photo]


def test_nothing_is_saved_without_a_step(sheet: MendingSheet, ws: Workspace, owner: UUID) -> None:
    assert not sheet.save_button.isEnabled()
    assert not sheet.undo_button.isEnabled()
    assert not sheet.original_button.isEnabled()
    press(Qt.Key.Key_R)
    assert sheet.save_button.isEnabled()
    assert [view.mended_from for view in shown(ws, owner)] == [None]


def question(sheet: MendingSheet, qtbot: QtBot) -> ConfirmSheet:
    """Escape, and what it asks."""
    press(Qt.Key.Key_Escape)
    found = sheet.findChild(ConfirmSheet)
    assert found is not None
    qtbot.waitUntil(found.isActiveWindow)
    return found


def test_steps_are_not_lost_by_one_key(
    sheet: MendingSheet, ws: Workspace, owner: UUID, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_R)
    question(sheet, qtbot)
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: sheet.findChild(ConfirmSheet) is None)
    assert sheet.isVisible()
    with qtbot.waitActive(sheet):
        sheet.activateWindow()
    assert sheet.steps.now.quarter_turns == 1
    asked = question(sheet, qtbot)
    with qtbot.waitSignal(sheet.rejected):
        click(asked.confirm_button)
    assert [view.mended_from for view in shown(ws, owner)] == [None]


def test_without_steps_nothing_is_asked(sheet: MendingSheet, qtbot: QtBot) -> None:
    press(Qt.Key.Key_R)
    press(Qt.Key.Key_Z, CTRL)
    with qtbot.waitSignal(sheet.rejected):
        press(Qt.Key.Key_Escape)


def test_turning_by_mouse_and_by_key(sheet: MendingSheet) -> None:
    click(sheet.tools.right_button)
    press(Qt.Key.Key_R)
    assert sheet.steps.now.quarter_turns == 2
    press(Qt.Key.Key_L)
    click(sheet.tools.left_button)
    click(sheet.tools.left_button)
    assert sheet.steps.now.quarter_turns == 3
    stage = sheet.stage
    assert stage.shown is not None
    assert stage.shown.width() < stage.shown.height()


def test_undo_and_redo_go_through_the_steps(sheet: MendingSheet) -> None:
    press(Qt.Key.Key_R)
    sheet.tools.slider.setValue(30)
    press(Qt.Key.Key_Z, CTRL)
    assert sheet.steps.now == Mending(quarter_turns=1)
    assert sheet.tools.slider.value() == 0
    press(Qt.Key.Key_Z, CTRL)
    assert sheet.steps.now == Mending()
    assert not sheet.undo_button.isEnabled()
    press(Qt.Key.Key_Z, CTRL | SHIFT)
    click(sheet.redo_button)
    assert sheet.steps.now == Mending(quarter_turns=1, straighten_degrees=3.0)
    assert not sheet.redo_button.isEnabled()
    click(sheet.original_button)
    assert sheet.steps.now.is_identity
    press(Qt.Key.Key_Z, CTRL)
    assert sheet.steps.now.straighten_degrees == 3.0


def test_one_drag_of_the_slider_is_one_step(sheet: MendingSheet) -> None:
    slider = sheet.tools.slider
    middle = slider.height() // 2
    QTest.mousePress(slider, LEFT, pos=QPoint(200, middle))
    for x in (210, 230, slider.width() - 1):
        QTest.mouseMove(slider, QPoint(x, middle))
    QTest.mouseRelease(slider, LEFT, pos=QPoint(slider.width() - 1, middle))
    assert sheet.steps.now.straighten_degrees == 15
    assert sheet.tools.degrees.text() == "+15,0°"
    QTest.mouseDClick(slider, LEFT, pos=QPoint(10, middle))
    assert sheet.steps.now.straighten_degrees == 0
    press(Qt.Key.Key_Z, CTRL)
    press(Qt.Key.Key_Z, CTRL)
    assert sheet.steps.now == Mending()
    assert not sheet.undo_button.isEnabled()


def test_the_slider_by_keys(sheet: MendingSheet) -> None:
    sheet.tools.slider.setFocus()
    for _ in range(3):
        QTest.keyClick(sheet.tools.slider, Qt.Key.Key_Left)
    assert sheet.steps.now.straighten_degrees == -0.3
    assert sheet.tools.degrees.text() == "−0,3°"
    click(sheet.undo_button)
    assert sheet.steps.now == Mending()


def test_a_corner_is_dragged_and_the_frame_moved(sheet: MendingSheet) -> None:
    stage = sheet.stage
    area = stage.area()
    corner = handle_point(stage.frame(), Handle.SE)
    drag(sheet, corner, QPoint(-round(area.width() / 2), -round(area.height() / 2)))
    crop = sheet.steps.now.crop
    assert crop is not None
    assert (crop.left, crop.top) == (0, 0)
    assert crop.right == pytest.approx(0.5, abs=0.01)
    assert crop.bottom == pytest.approx(0.5, abs=0.01)
    drag(sheet, stage.frame().center(), QPoint(2000, 2000))
    moved = sheet.steps.now.crop
    assert moved is not None
    assert (moved.right, moved.bottom) == (1, 1)
    assert moved.width == pytest.approx(crop.width, abs=0.001)
    click(sheet.undo_button)
    assert sheet.steps.now.crop == crop  # each drag was one step
    click(sheet.tools.whole_button)
    assert sheet.steps.now.crop is None


@pytest.mark.parametrize(("key", "ratio"), [("1:1", 1.0), ("4:3", 4 / 3)])
def test_a_ratio_is_kept(sheet: MendingSheet, key: str, ratio: float) -> None:
    press(Qt.Key.Key_R)  # 300 wide, 400 high
    click(sheet.tools.ratio.segments[key])
    for by in (QPoint(-90, -20), QPoint(-30, 60), QPoint(500, 500)):
        drag(sheet, handle_point(sheet.stage.frame(), Handle.SE), by)
        crop = sheet.steps.now.crop
        assert crop is not None
        assert crop.width * 300 / (crop.height * 400) == pytest.approx(ratio, rel=0.01)
    assert sheet.tools.ratio.value == key


def test_the_crop_by_keys(sheet: MendingSheet) -> None:
    for _ in range(10):
        QTest.keyClick(sheet.stage, Qt.Key.Key_Left, SHIFT)
        QTest.keyClick(sheet.stage, Qt.Key.Key_Up, SHIFT)
    for _ in range(20):
        QTest.keyClick(sheet.stage, Qt.Key.Key_Right)
    crop = sheet.steps.now.crop
    assert crop is not None
    sides = (crop.left, crop.top, crop.right, crop.bottom)
    assert sides == pytest.approx((0.1, 0, 1, 0.9))
    click(sheet.undo_button)
    assert sheet.steps.now.crop is None


def test_a_crop_turns_with_the_picture(sheet: MendingSheet, ws: Workspace, owner: UUID) -> None:
    sheet.stage.crop_changed.emit(Crop(0, 0, 0.5, 0.5))  # the red quarter
    press(Qt.Key.Key_R)
    assert sheet.steps.now.crop == Crop(0.5, 0, 1, 0.5)
    click(sheet.save_button)
    (view,) = shown(ws, owner)
    image = QImage.fromData(ws.photos.read(view.sha256))
    assert image.pixelColor(image.width() // 2, image.height() // 2).red() > 180


def test_the_white_balance_by_keys_and_by_picking(sheet: MendingSheet) -> None:
    row = sheet.tools.balance
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Right)
    assert balance(sheet) == AUTO
    QTest.keyClick(row, Qt.Key.Key_Right)
    assert sheet.stage.picks
    assert sheet.tools.balance_hint.isVisible()
    for _ in range(25):
        QTest.keyClick(sheet.stage, Qt.Key.Key_Left)
    QTest.keyClick(sheet.stage, Qt.Key.Key_Return)
    assert balance(sheet) == Neutral(0.25, 0.5)
    assert sheet.isVisible()  # Enter took the point, and saved nothing
    click(row.segments[""])
    assert balance(sheet) is None


def test_a_point_is_clicked_on_the_turned_picture(sheet: MendingSheet) -> None:
    press(Qt.Key.Key_R)
    click(sheet.tools.balance.segments["pick"])
    area = sheet.stage.area()
    at = QPointF(area.left() + 0.75 * area.width(), area.top() + 0.25 * area.height())
    QTest.mouseClick(sheet.stage, LEFT, pos=at.toPoint())
    point = sheet.steps.now.white_balance
    assert isinstance(point, Neutral)
    assert point.x == pytest.approx(0.25, abs=0.01)  # red: it came from the upper left
    assert point.y == pytest.approx(0.25, abs=0.01)
    assert sheet.tools.balance.value == "pick"


def test_escape_ends_picking_before_it_closes(sheet: MendingSheet) -> None:
    click(sheet.tools.balance.segments["pick"])
    press(Qt.Key.Key_Escape)
    assert sheet.isVisible()
    assert sheet.tools.balance.value == ""


def test_the_white_ground_is_honest(
    sheet: MendingSheet, desk: Desk, ws: Workspace, owner: UUID, host: QWidget, qtbot: QtBot
) -> None:
    assert not sheet.tools.ground.isEnabled()
    assert "not plain enough" in sheet.tools.ground_hint.text()
    press(Qt.Key.Key_W)
    assert sheet.steps.now.is_identity
    sheet.reject()
    drawn = encoded(on_plain_ground("jar_honey", GROUNDS[3], 1))
    plain = photographs.add_bytes(ws, owner, drawn, "b.jpg").photo_ids[0]
    other = opened(desk, plain, host, qtbot)
    press(Qt.Key.Key_W)
    assert other.tools.ground.isChecked()
    shown_now = other.stage.shown
    assert shown_now is not None
    assert shown_now.toImage().pixelColor(4, 4).name() == "#ffffff"
    click(other.save_button)
    assert mendings.to_mend(ws, shown(ws, owner)[1].id).mending == Mending(white_ground=True)


def test_a_plain_part_is_cropped_to_before_its_ground_is_white(
    desk: Desk, ws: Workspace, owner: UUID, host: QWidget, qtbot: QtBot
) -> None:
    picture = encoded(on_a_sheet_on_a_table())
    photo = photographs.add_bytes(ws, owner, picture, "meja.jpg").photo_ids[0]
    sheet = opened(desk, photo, host, qtbot)
    ground = sheet.tools.ground
    assert not ground.isEnabled()
    size = sheet.stage.area().size()
    for handle, way in ((Handle.NW, 1), (Handle.SE, -1)):
        by = QPoint(round(way * 0.21 * size.width()), round(way * 0.21 * size.height()))
        drag(sheet, handle_point(sheet.stage.frame(), handle), by)
    assert ground.isEnabled()
    click(ground)
    assert sheet.steps.now.white_ground
    click(sheet.tools.whole_button)
    assert ground.isEnabled()  # what is on can be taken off
    assert "not plain enough" in sheet.tools.ground_hint.text()


def test_before_is_shown_while_the_key_or_the_button_is_held(sheet: MendingSheet) -> None:
    press(Qt.Key.Key_R)
    stage = sheet.stage
    QTest.keyPress(stage, Qt.Key.Key_B)
    assert compares(sheet)
    assert stage.shown is not None
    assert stage.shown.width() > stage.shown.height()
    QTest.keyRelease(stage, Qt.Key.Key_B)
    assert not compares(sheet)
    QTest.mousePress(sheet.before_button, LEFT)
    assert compares(sheet)
    QTest.mouseRelease(sheet.before_button, LEFT)
    assert not compares(sheet)


def test_mending_goes_on_where_it_was_left(
    sheet: MendingSheet, desk: Desk, ws: Workspace, owner: UUID, host: QWidget, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_R)
    click(sheet.save_button)
    (view,) = shown(ws, owner)
    again = opened(desk, view.id, host, qtbot)
    assert again.steps.now == Mending(quarter_turns=1)
    assert not again.save_button.isEnabled()
    click(again.original_button)
    click(again.save_button)
    assert [view.mended_from for view in shown(ws, owner)] == [None]


def test_a_picture_that_is_not_here_is_told(
    desk: Desk, ws: Workspace, photo: UUID, host: QWidget, tmp_path: Path
) -> None:
    ws.photos = PhotoStore(tmp_path / "kosong")
    sheet = MendingSheet(desk, photo, host)
    sheet.open()
    assert sheet.banner.isVisible()
    assert not sheet.tools.isEnabled()
    assert not sheet.save_button.isEnabled()


def test_only_the_newest_preview_comes_to_the_window(
    ws: Workspace, photo: UUID, host: QWidget, real_lanes: Lanes, qtbot: QtBot
) -> None:
    sheet = MendingSheet(Desk(ws, real_lanes), photo, host)
    sheet.open()
    qtbot.waitUntil(lambda: sheet.stage.hasFocus() and sheet.tools.isEnabled())
    for value in range(-60, 61, 5):
        sheet.tools.slider.setValue(value)
    sheet.tools.right_button.click()
    assert sheet.steps.now == Mending(quarter_turns=1, straighten_degrees=6.0)
    real_lanes.drain()
    stage = sheet.stage
    assert stage.shown is not None
    assert stage.shown.width() < stage.shown.height()
    sheet.reject()


def test_nobody_leaves_while_it_is_saved(
    ws: Workspace, owner: UUID, photo: UUID, host: QWidget, real_lanes: Lanes, qtbot: QtBot
) -> None:
    sheet = MendingSheet(Desk(ws, real_lanes), photo, host)
    told: list[object] = []
    sheet.mended.connect(told.append)
    sheet.open()
    qtbot.waitUntil(sheet.tools.isEnabled)
    sheet.tools.right_button.click()
    sheet.save_button.click()
    sheet.reject()
    assert sheet.isVisible()
    assert not sheet.cancel_button.isEnabled()
    qtbot.waitUntil(lambda: bool(told))
    real_lanes.drain()
    assert [view.mended_from for view in shown(ws, owner)] == [photo]


def test_everything_says_its_name(sheet: MendingSheet) -> None:
    assert unnamed(sheet) == []
    assert sheet.width() <= 1366 - 40
    assert sheet.height() <= 768 - 60
