"""Photographs on the page Produk: files, drops, pastes, the ones that are refused."""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.photos.drawing import draw_product, spoil
from app.services import products
from app.services.changes import undo
from app.services.products import PhotoView
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.lanes import Lanes
from app.ui.pages.products import ProductsPage
from app.ui.pages.products.viewer import PhotoSheet
from tests.ui.forms.register import Heard, Show, business, click, focused, press, product, type_text

CTRL = Qt.KeyboardModifier.ControlModifier


def picture(folder: Path, name: str, colour: str = "#804020") -> Path:
    path = folder / name
    Image.new("RGB", (320, 240), colour).save(path)
    return path


def photos(ws: Workspace, key: UUID) -> tuple[PhotoView, ...]:
    return products.get(ws, key).photos


def test_good_files_come_in_and_a_bad_one_is_named(
    page: ProductsPage, shown: UUID, ws: Workspace, tmp_path: Path, heard: Heard
) -> None:
    bad = tmp_path / "rusak.jpg"
    bad.write_bytes(b"no picture")
    good = [picture(tmp_path, "a.png"), picture(tmp_path, "b.png", "#208040")]
    page.add_pictures([good[0], bad, good[1]])
    assert len(photos(ws, shown)) == 2
    assert page.photos.banner.isVisible()
    assert "rusak.jpg" in page.photos.banner.accessibleName()
    assert [n.text for n in heard.notices] == ["2 photos added."]
    assert not page.photos.stop_button.isVisible()
    assert page.photos.strip.tile(str(photos(ws, shown)[1].id)).isVisible()
    change = heard.notices[0].change
    assert change is not None
    undo(ws, change)
    assert photos(ws, shown) == ()


def test_the_dialog_hands_over_files(
    page: ProductsPage, shown: UUID, ws: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    click(page.photos.strip.add_button)
    dialog = page.photos.dialog
    assert dialog is not None
    dialog.filesSelected.emit([str(picture(tmp_path, "a.png"))])
    dialog.reject()
    assert len(photos(ws, shown)) == 1
    assert page.photos.dialog is None


def test_dropped_files_come_in_anywhere_on_the_page(
    page: ProductsPage, shown: UUID, ws: Workspace, tmp_path: Path
) -> None:
    note = tmp_path / "catatan.txt"
    note.write_text("bukan foto", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(p)) for p in (picture(tmp_path, "a.png"), note)])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(500, 400), copy, data, left, Qt.KeyboardModifier.NoModifier)
    page.dropEvent(event)
    assert len(photos(ws, shown)) == 1
    assert "catatan.txt" in page.photos.banner.accessibleName()


@pytest.mark.usefixtures("clipboard")
def test_a_picture_is_pasted_even_from_a_text_field(
    page: ProductsPage, shown: UUID, ws: Workspace
) -> None:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("#804020"))
    QGuiApplication.clipboard().setImage(image)
    name = page.editor.editor("name")
    assert isinstance(name, QLineEdit)
    name.setFocus()
    press(Qt.Key.Key_V, CTRL)
    assert len(photos(ws, shown)) == 1
    QGuiApplication.clipboard().setText(" pedas")
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_V, CTRL)
    assert name.text() == "Keripik pedas"
    assert len(photos(ws, shown)) == 1


def test_photos_of_an_unsaved_product_wait_for_it(
    page: ProductsPage, ws: Workspace, tmp_path: Path
) -> None:
    page.enter(business(ws, "Dapur Sari"), new=True)
    page.add_pictures([picture(tmp_path, "a.png")])
    assert page.is_new
    assert page.is_dirty
    assert focused() is page.editor.editor("name")
    type_text("Keripik")
    page.editor.editor("category").setFocus()
    press(Qt.Key.Key_Down)
    assert page.save()
    assert page.record_id is not None
    assert len(photos(ws, page.record_id)) == 1


def test_waiting_photos_stay_with_a_form_that_is_left(
    page: ProductsPage, ws: Workspace, tmp_path: Path
) -> None:
    owner = business(ws, "Dapur Sari")
    other = product(ws, owner, "Abon")
    page.enter(owner, new=True)
    page.add_pictures([picture(tmp_path, "a.png")])
    page.show_record(other)
    assert photos(ws, other) == ()
    click(page.drafts_banner.action_button)
    type_text("Keripik")
    page.editor.editor("category").setFocus()
    press(Qt.Key.Key_Down)
    assert page.save()
    assert page.record_id is not None
    assert len(photos(ws, page.record_id)) == 1


def test_a_typed_form_is_saved_by_a_drop(page: ProductsPage, ws: Workspace, tmp_path: Path) -> None:
    page.enter(business(ws, "Dapur Sari"), new=True)
    type_text("Keripik")
    page.editor.editor("category").setFocus()
    press(Qt.Key.Key_Down)
    page.add_pictures([picture(tmp_path, "a.png")])
    (key,) = products.ids(ws)
    assert len(photos(ws, key)) == 1


def test_removing_can_be_undone(
    page: ProductsPage, shown: UUID, ws: Workspace, tmp_path: Path, desk: Desk, heard: Heard
) -> None:
    page.add_pictures([picture(tmp_path, "a.png")])
    (photo,) = photos(ws, shown)
    page.photos.strip.tile(str(photo.id)).setFocus()
    press(Qt.Key.Key_Delete)
    assert photos(ws, shown) == ()
    change = heard.notices[-1].change
    assert change is not None
    desk.undo(change)
    assert page.photos.strip.tile(str(photo.id)).isVisible()


def test_the_viewer_turns_pages_and_puts_one_first(
    page: ProductsPage, shown: UUID, ws: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    page.add_pictures([picture(tmp_path, "a.png"), picture(tmp_path, "b.png", "#208040")])
    first, second = photos(ws, shown)
    click(page.photos.strip.tile(str(first.id)))
    sheet = page.findChild(PhotoSheet)
    assert sheet is not None
    assert sheet.picture.has_image
    assert not sheet.first_button.isEnabled()
    qtbot.waitUntil(lambda: focused() is sheet.close_button)
    press(Qt.Key.Key_Right)
    click(sheet.first_button)
    assert [p.id for p in photos(ws, shown)] == [second.id, first.id]


def test_a_blurred_photo_is_called_so(
    page: ProductsPage, shown: UUID, ws: Workspace, tmp_path: Path
) -> None:
    sharp = draw_product("pouch_chips", "senja", "Keripik", 3, (1200, 900))
    spoil(sharp, "blur").save(tmp_path / "a.jpg")
    page.add_pictures([tmp_path / "a.jpg"])
    (photo,) = photos(ws, shown)
    chip = page.photos.strip.tile(str(photo.id)).item.chip
    assert chip is not None
    assert chip.text == "Blurred"


def test_pictures_go_to_the_product_they_were_dropped_on(
    ws: Workspace, show: Show, real_lanes: Lanes, tmp_path: Path
) -> None:
    owner = business(ws, "Dapur Sari")
    first, second = product(ws, owner, "Abon"), product(ws, owner, "Keripik")
    page = ProductsPage(Desk(ws, real_lanes))
    show(page)
    page.enter(first)
    real_lanes.drain()
    page.add_pictures([picture(tmp_path, "a.png"), picture(tmp_path, "b.png", "#208040")])
    page.show_record(second)
    real_lanes.drain()
    assert page.record_id == second
    assert [p.width for p in photos(ws, first)] == [320, 320]
    assert photos(ws, second) == ()


def test_nothing_is_lost_when_the_next_product_comes_while_saving(
    ws: Workspace, show: Show, real_lanes: Lanes, tmp_path: Path
) -> None:
    owner = business(ws, "Dapur Sari")
    page = ProductsPage(Desk(ws, real_lanes))
    show(page)
    page.enter(owner, new=True)
    real_lanes.drain()
    type_text("Keripik")
    page.editor.editor("category").setFocus()
    press(Qt.Key.Key_Down)
    page.add_pictures([picture(tmp_path, "a.png")])  # saves, in the lane
    page.editor.editor("name").setFocus()
    press(Qt.Key.Key_End)
    type_text(" pedas")
    page.start_new()
    real_lanes.drain()
    (key,) = products.ids(ws)
    assert len(photos(ws, key)) == 1
    assert page.is_new
    click(page.drafts_banner.action_button)
    real_lanes.drain()
    assert page.record_id == key
    assert page.typed().name == "Keripik pedas"


def many(folder: Path, count: int) -> list[Path]:
    return [picture(folder, f"{n:02}.png", f"#{n:02}40{n:02}") for n in range(count)]


def test_stopping_keeps_what_is_in_and_says_what_is_not(
    ws: Workspace, show: Show, real_lanes: Lanes, tmp_path: Path, qtbot: QtBot
) -> None:
    key = product(ws, business(ws, "Dapur Sari"), "Keripik")
    desk = Desk(ws, real_lanes)
    heard = Heard(desk)
    page = ProductsPage(desk)
    show(page)
    page.enter(key)
    real_lanes.drain()
    page.add_pictures(many(tmp_path, 30))
    qtbot.waitUntil(lambda: len(photos(ws, key)) >= 2, timeout=60_000)
    assert page.photos.stop_button.isVisible()
    click(page.photos.stop_button)
    qtbot.waitUntil(lambda: not page.photos.stop_button.isVisible(), timeout=60_000)
    qtbot.waitUntil(lambda: bool(heard.notices), timeout=60_000)
    taken = len(photos(ws, key))
    assert 2 <= taken < 30
    (notice,) = heard.notices
    assert notice.text == f"Stopped: {taken} photos added, {30 - taken} left out."
    assert page.photos.banner.isHidden()
    assert notice.change is not None
    real_lanes.drain()
    page.add_pictures([picture(tmp_path, "lagi.png")])
    qtbot.waitUntil(lambda: len(photos(ws, key)) == taken + 1, timeout=60_000)
    real_lanes.drain()
    undo(ws, notice.change)
    assert len(photos(ws, key)) == 1


def test_stopping_is_done_from_the_keyboard(
    ws: Workspace, show: Show, real_lanes: Lanes, tmp_path: Path, qtbot: QtBot
) -> None:
    key = product(ws, business(ws, "Dapur Sari"), "Keripik")
    page = ProductsPage(Desk(ws, real_lanes))
    show(page)
    page.enter(key)
    real_lanes.drain()
    page.add_pictures(many(tmp_path, 30))
    page.photos.stop_button.setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not page.photos.stop_button.isVisible(), timeout=60_000)
    real_lanes.drain()
    assert len(photos(ws, key)) < 30


def little_room(ws: Workspace, monkeypatch: pytest.MonkeyPatch, megabytes: int) -> None:
    usage = shutil.disk_usage(ws.folder)._replace(free=megabytes * 1024**2)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)


def test_little_room_is_warned_of_once(
    page: ProductsPage, shown: UUID, ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    banner = page.photos.room_banner
    assert not banner.isVisible()
    little_room(ws, monkeypatch, 812)
    page.add_pictures([picture(tmp_path, "a.png")])
    assert banner.isVisible()
    assert "Only 812 MB are left" in banner.accessibleName()
    click(banner.close_button)
    little_room(ws, monkeypatch, 800)
    page.add_pictures([picture(tmp_path, "b.png", "#208040")])
    assert not banner.isVisible()
    assert len(photos(ws, shown)) == 2
    little_room(ws, monkeypatch, 150)
    page.add_pictures([picture(tmp_path, "c.png", "#802040")])
    assert banner.isVisible()
    assert "less than 200 MB" in banner.accessibleName()
    assert "200 MB" in page.photos.banner.accessibleName()
    assert len(photos(ws, shown)) == 2


def test_a_strip_keeps_the_tiles_and_the_focus_of_photographs_that_stay(
    page: ProductsPage, shown: UUID, ws: Workspace, tmp_path: Path
) -> None:
    page.add_pictures(many(tmp_path, 3))
    first, second, third = (str(photo.id) for photo in photos(ws, shown))
    strip = page.photos.strip
    kept = strip.tile(third)
    kept.setFocus()
    page.add_pictures([picture(tmp_path, "lagi.png")])
    assert strip.tile(third) is kept is focused()
    strip.tile(second).setFocus()
    press(Qt.Key.Key_Delete)
    assert kept.accessibleName().startswith("Photo 2")
    strip.tile(first).setFocus()
    press(Qt.Key.Key_Tab)
    assert focused() is kept
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    assert focused() is strip.add_button
