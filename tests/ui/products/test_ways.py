"""The ways by which pictures come: camera, files, folders, a watched folder."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.domain.terms import PhotoRole
from app.services import photographs, products
from app.services.drafts import DraftKey
from app.services.products import PhotoView
from app.services.watching import STABLE_S, Watch
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.kit.buttons import Button
from app.ui.lanes import Lanes
from app.ui.pages.products import ProductsPage
from app.ui.pages.products.studio.sheet import StudioSheet
from app.ui.pages.products.viewer import PhotoSheet
from app.ui.tour.drawn_camera import DrawnCamera
from tests.ui.forms.register import (
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
from tests.ui.products.studio.conftest import BUILT_IN, coloured

CTRL = Qt.KeyboardModifier.ControlModifier
COLOURS = ("#804020", "#208040", "#204080", "#808020")


def picture(folder: Path, name: str, colour: str = COLOURS[0]) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (320, 240), colour).save(path)
    return path


def photos(ws: Workspace, key: UUID) -> tuple[PhotoView, ...]:
    return products.get(ws, key).photos


def urls(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


# Files and folders.


def test_a_folder_dropped_on_the_strip_brings_its_pictures(
    page: ProductsPage, shown: UUID, ws: Workspace, tmp_path: Path
) -> None:
    for place in (2, 1):
        picture(tmp_path / "kartu" / "DCIM", f"{place}.png", COLOURS[place])
    (tmp_path / "kartu" / "catatan.txt").write_text("bukan foto", encoding="utf-8")
    single = picture(tmp_path, "satu.png")
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none, strip = Qt.KeyboardModifier.NoModifier, page.photos.strip.viewport()
    data = urls(tmp_path / "kartu", single)
    enter = QDragEnterEvent(QPoint(20, 20), copy, data, left, none)
    QApplication.sendEvent(strip, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(strip, QDropEvent(QPointF(20, 20), copy, data, left, none))
    assert len(photos(ws, shown)) == 3
    assert not page.photos.banner.isVisible()


def test_a_folder_without_pictures_is_named(
    page: ProductsPage, shown: UUID, ws: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "kosong").mkdir()
    page.add_pictures([tmp_path / "kosong"])
    assert photos(ws, shown) == ()
    assert "kosong" in page.photos.banner.accessibleName()


@pytest.mark.usefixtures("clipboard")
def test_several_copied_files_are_pasted_from_a_text_field_too(
    page: ProductsPage, shown: UUID, ws: Workspace, tmp_path: Path
) -> None:
    """A file manager puts the names there as text as well."""
    paths = [picture(tmp_path, f"{at}.png", COLOURS[at]) for at in range(3)]
    data = urls(*paths)
    data.setText("\n".join(str(path) for path in paths))
    QGuiApplication.clipboard().setMimeData(data)
    page.editor.editor("name").setFocus()
    press(Qt.Key.Key_V, CTRL)
    assert len(photos(ws, shown)) == 3
    assert page.typed().name == "Keripik"


def test_the_files_button_asks_for_files(
    page: ProductsPage, shown: UUID, ws: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_O, CTRL)
    qtbot.waitUntil(lambda: page.photos.dialog is not None)
    dialog = page.photos.dialog
    assert dialog is not None
    dialog.filesSelected.emit([str(picture(tmp_path, "a.png"))])
    dialog.reject()
    assert len(photos(ws, shown)) == 1


# What a photograph shows.


def test_tiles_say_what_the_photographs_show(
    page: ProductsPage, shown: UUID, ws: Workspace, tmp_path: Path
) -> None:
    data = picture(tmp_path, "a.png").read_bytes()
    for role in (PhotoRole.FRONT, PhotoRole.LABEL, None):
        photographs.add_bytes(ws, shown, data, "a.png", role=role)
    page.reload()
    tiles = [page.photos.strip.tile(str(photo.id)) for photo in photos(ws, shown)]
    assert [tile.item.label for tile in tiles] == ["Depan", "Label", ""]
    assert "Depan" in tiles[0].accessibleName()
    tiles[0].item = tiles[2].item
    assert tiles[0].grab().toImage() != tiles[1].grab().toImage()


def test_digits_in_the_viewer_say_what_a_photograph_shows(
    page: ProductsPage,
    shown: UUID,
    ws: Workspace,
    tmp_path: Path,
    desk: Desk,
    heard: Heard,
    qtbot: QtBot,
) -> None:
    page.add_pictures([picture(tmp_path, "a.png"), picture(tmp_path, "b.png", COLOURS[1])])
    click(page.photos.strip.tile(str(photos(ws, shown)[0].id)))
    sheet = page.findChild(PhotoSheet)
    assert sheet is not None
    qtbot.waitUntil(lambda: focused() is sheet.close_button)
    press(Qt.Key.Key_2)
    assert sheet.roles.segments[PhotoRole.LABEL].isChecked()
    press(Qt.Key.Key_Right)
    assert not sheet.roles.segments[PhotoRole.LABEL].isChecked()
    click(sheet.roles.segments[PhotoRole.IN_USE])
    assert [photo.role for photo in photos(ws, shown)] == [PhotoRole.LABEL, PhotoRole.IN_USE]
    press(Qt.Key.Key_5)
    assert photos(ws, shown)[1].role is None
    change = heard.notices[-1].change
    assert change is not None
    desk.undo(change)
    assert photos(ws, shown)[1].role is PhotoRole.IN_USE
    sheet.close()


# The camera.


def test_the_camera_key_opens_the_studio_and_its_shots_come_to_the_page(
    ws: Workspace, show: Show, real_lanes: Lanes, qtbot: QtBot
) -> None:
    desk = Desk(ws, real_lanes)
    heard = Heard(desk)
    page = ProductsPage(desk)
    show(page)
    key = product(ws, business(ws, "Dapur Sari"), "Keripik")
    page.enter(key)
    real_lanes.drain()
    door = page.gallery.studio
    door.make_source = lambda: DrawnCamera(coloured("#804020"), (BUILT_IN,))
    press(Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: door.sheet is not None)
    sheet = door.sheet
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.finder.ready, timeout=20_000)
    QTest.keyClick(sheet, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(sheet.strip.tiles), timeout=20_000)
    real_lanes.drain()
    (photo,) = photos(ws, key)
    assert page.photos.strip.tile(str(photo.id)).item.label == "Depan"  # behind the studio, at once
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    real_lanes.drain()
    assert [notice.text for notice in heard.notices] == ["1 photos added."]
    change = heard.notices[0].change
    assert change is not None
    desk.undo(change)
    real_lanes.drain()
    assert photos(ws, key) == ()


def test_a_new_product_is_saved_before_its_photographs(
    page: ProductsPage, ws: Workspace, qtbot: QtBot
) -> None:
    door = page.gallery.studio
    door.make_source = lambda: DrawnCamera(coloured("#804020"), ())
    page.enter(business(ws, "Dapur Sari"), new=True)
    click(page.photos.ways.camera_button)
    assert page.findChild(StudioSheet) is None  # what is missing has the focus now
    assert focused() is page.editor.editor("name")
    type_text("Keripik")
    page.editor.editor("category").setFocus()
    press(Qt.Key.Key_Down)
    click(page.photos.ways.camera_button)
    assert products.ids(ws) == [page.record_id]
    sheet = page.findChild(StudioSheet)
    assert sheet is not None
    sheet.reject()


# A watched folder.


class Watched:
    """The page's watcher over a folder, with a clock that is turned by hand."""

    def __init__(self, page: ProductsPage, folder: Path) -> None:
        folder.mkdir()
        self.page, self.folder, self.now = page, folder, 0.0
        self.watcher = page.gallery.watcher
        self.watcher.make_watch = lambda path: Watch(path, lambda: self.now)
        page.photos.folder_chosen.emit(str(folder))

    def appear(self, name: str, colour: str = COLOURS[0]) -> None:
        """A picture is there for the first time, still growing."""
        picture(self.folder, name, colour)
        self.watcher.look()

    def grown(self) -> None:
        """It has stopped growing."""
        self.now += STABLE_S
        self.watcher.look()

    @property
    def says(self) -> str:
        """What stands in the bar."""
        bar = self.page.photos.watch_bar
        return f"{bar.title.text()} | {bar.line.text()}" if bar.isVisible() else ""


@pytest.fixture
def watched(page: ProductsPage, shown: UUID, tmp_path: Path) -> Watched:
    return Watched(page, tmp_path / "DCIM")


def test_new_pictures_go_to_the_product_on_show(
    watched: Watched, page: ProductsPage, shown: UUID, ws: Workspace, heard: Heard
) -> None:
    assert watched.says == (
        "Watching DCIM: 0 photos came in | New photos go to the product on show."
    )
    watched.appear("IMG_1.png")
    assert photos(ws, shown) == ()
    watched.grown()
    assert len(photos(ws, shown)) == 1
    assert "1 photos came in" in watched.says
    assert heard.notices[-1].text == "1 photos added."
    assert ws.settings.watched_folder == str(watched.folder)


def test_a_picture_belongs_to_who_was_on_show_when_it_appeared(
    watched: Watched, page: ProductsPage, shown: UUID, ws: Workspace
) -> None:
    other = product(ws, products.get(ws, shown).business_id, "Abon")
    watched.appear("IMG_1.png")
    page.show_record(other)
    watched.grown()
    assert len(photos(ws, shown)) == 1
    assert photos(ws, other) == ()
    watched.appear("IMG_2.png", COLOURS[1])
    watched.grown()
    assert len(photos(ws, other)) == 1


def test_what_comes_while_no_product_is_on_show_waits_for_a_word(
    watched: Watched, page: ProductsPage, shown: UUID, ws: Workspace, heard: Heard
) -> None:
    page.leave()
    assert "pauses" in heard.notices[-1].text
    watched.appear("IMG_1.png")
    watched.grown()
    page.enter(shown)
    assert photos(ws, shown) == ()
    assert "1 photos came while no saved product was on show." in watched.says
    click(page.photos.watch_bar.held_button)
    assert len(photos(ws, shown)) == 1
    assert not page.photos.watch_bar.held_button.isVisible()
    assert "New photos go to the product on show." in watched.says


def test_pictures_of_a_new_product_wait_until_it_is_saved(
    watched: Watched, page: ProductsPage, shown: UUID, ws: Workspace
) -> None:
    page.enter(products.get(ws, shown).business_id, new=True)
    type_text("Abon")
    assert "Paused until a saved product is on show" in watched.says
    watched.appear("IMG_1.png")
    watched.grown()
    assert focused() is page.editor.editor("name")  # nobody is called away from typing
    assert page.is_new
    watched.appear("IMG_2.png", COLOURS[1])
    page.editor.editor("category").setFocus()
    press(Qt.Key.Key_Down)
    assert page.save()
    watched.grown()
    assert page.record_id is not None
    assert len(photos(ws, page.record_id)) == 2
    assert photos(ws, shown) == ()


def test_a_card_that_is_taken_out_is_told_and_goes_on(
    watched: Watched, page: ProductsPage, shown: UUID, ws: Workspace
) -> None:
    away = watched.folder.with_name("away")
    watched.folder.rename(away)
    watched.watcher.look()
    assert "out of reach" in watched.says
    away.rename(watched.folder)
    watched.appear("IMG_1.png")
    watched.grown()
    assert "New photos go" in watched.says
    assert len(photos(ws, shown)) == 1


def test_stopping_ends_it(watched: Watched, page: ProductsPage, shown: UUID, ws: Workspace) -> None:
    watched.appear("IMG_1.png")
    click(page.photos.watch_bar.stop_button)
    watched.grown()
    assert watched.says == ""
    assert photos(ws, shown) == ()
    assert not page.gallery.watcher._timer.isActive()


def test_a_folder_that_is_not_there_is_told(
    page: ProductsPage, shown: UUID, desk: Desk, tmp_path: Path
) -> None:
    failures: list[object] = []
    desk.failed.connect(failures.append)
    page.gallery.watcher.start(tmp_path / "hilang")
    assert [getattr(error, "code", "") for error in failures] == ["watch.no_folder"]
    assert page.gallery.watcher.state is None
    assert not page.photos.watch_bar.isVisible()


def test_the_folder_is_chosen_in_a_dialog(
    page: ProductsPage, shown: UUID, tmp_path: Path, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: page.photos.dialog is not None)
    dialog = page.photos.dialog
    assert dialog is not None
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    dialog.fileSelected.emit(str(tmp_path))
    dialog.reject()
    state = page.gallery.watcher.state
    assert state is not None
    assert state.folder == tmp_path
    page.gallery.watcher.stop()


def test_the_folder_is_read_before_anything_is_new(
    ws: Workspace, show: Show, real_lanes: Lanes, tmp_path: Path
) -> None:
    page = ProductsPage(Desk(ws, real_lanes))
    show(page)
    page.enter(product(ws, business(ws, "Dapur Sari"), "Keripik"))
    real_lanes.drain()
    page.gallery.watcher.start(tmp_path)
    assert page.photos.watch_bar.line.text() == "Reading what is in it already…"
    under_way = real_lanes.pending
    page.gallery.watcher.look()  # one pass at a time
    assert real_lanes.pending <= under_way
    real_lanes.drain()
    assert page.photos.watch_bar.line.text() == "New photos go to the product on show."


# The row of ways.


def test_the_ways_fit_on_a_small_screen(page: ProductsPage, shown: UUID) -> None:
    """1366 × 768 less sidebar, list and margins."""
    ways = page.photos.ways
    buttons = ways.findChildren(Button)
    assert len(buttons) >= 3
    assert all(button.width() >= button.sizeHint().width() for button in buttons)
    assert max(button.geometry().right() for button in buttons) <= ways.width()


def test_every_way_has_a_name(watched: Watched, page: ProductsPage) -> None:
    assert unnamed(page) == []


def restarted(watched: Watched, desk: Desk, show: Show, key: UUID | None) -> ProductsPage:
    """Another run of the program over the same data."""
    watched.page.close()
    page = ProductsPage(desk)
    show(page)
    page.enter(key)
    return page


def test_what_waits_is_still_there_after_a_restart(
    watched: Watched, page: ProductsPage, shown: UUID, ws: Workspace, desk: Desk, show: Show
) -> None:
    page.leave()
    watched.appear("IMG_1.png")
    watched.appear("IMG_2.png", COLOURS[1])
    watched.grown()
    (watched.folder / "IMG_2.png").unlink()
    again = restarted(watched, desk, show, shown)
    bar = again.photos.watch_bar
    assert "1 photos came while no saved product was on show." in bar.line.text()
    click(bar.held_button)
    assert len(photos(ws, shown)) == 1
    assert restarted(watched, desk, show, shown).gallery.watcher.state is None


def test_what_came_for_a_form_waits_for_it_over_a_restart(
    watched: Watched, page: ProductsPage, shown: UUID, ws: Workspace, desk: Desk, show: Show
) -> None:
    page.enter(products.get(ws, shown).business_id, new=True)
    type_text("Abon")
    form = page.gallery.watcher._owner
    assert isinstance(form, DraftKey)
    watched.appear("IMG_1.png")
    watched.grown()
    again = restarted(watched, desk, show, shown)
    other = product(ws, products.get(ws, shown).business_id, "Abon")
    again.gallery.watcher.saved(form, other)
    assert len(photos(ws, other)) == 1


def test_a_folder_out_of_reach_is_asked_for_again_by_choosing_it(
    watched: Watched, page: ProductsPage, shown: UUID, desk: Desk, show: Show
) -> None:
    page.leave()
    watched.appear("IMG_1.png")
    watched.grown()
    away = watched.folder.with_name("away")
    watched.folder.rename(away)
    again = restarted(watched, desk, show, shown)
    assert again.gallery.watcher.state is None
    away.rename(watched.folder)
    again.photos.folder_chosen.emit(str(watched.folder))
    assert "1 photos came" in again.photos.watch_bar.line.text()
    click(again.photos.watch_bar.stop_button)
    later = restarted(watched, desk, show, shown)
    assert later.gallery.watcher.state is None, "who stopped watching wants none of them"
