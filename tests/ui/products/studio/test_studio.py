"""The studio by its keys: capture, roles, retake, undo, leaving."""

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import datetime

import pytest
import shiboken6
import sqlalchemy as sa
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from app.domain.terms import PhotoRole
from app.errors import UserError
from app.models.entities import Photo
from app.services import photographs, products
from app.services.changes import undo
from app.services.photographs import Added
from app.ui.pages.products.studio.shots import ShotState, next_role
from tests.conftest import NOW
from tests.ui.forms.register import click, unnamed
from tests.ui.products.studio.conftest import (
    BUILT_IN,
    USB,
    Cameras,
    OpenStudio,
    Studio,
    coloured,
)

CTRL = Qt.KeyboardModifier.ControlModifier
FRONT, LABEL, CONTENT = PhotoRole.FRONT, PhotoRole.LABEL, PhotoRole.CONTENT


def test_the_space_bar_takes_and_keeps_at_once(open_studio: OpenStudio) -> None:
    studio = open_studio()
    studio.shoot()
    studio.settle()
    (photo,) = studio.photos  # with the studio still open: a crash now loses nothing
    assert (photo.width, photo.height, photo.role) == (640, 360, FRONT)
    assert [shot.state for shot in studio.live] == [ShotState.KEPT]
    assert studio.sheet.role is LABEL
    assert taken_at(studio) == NOW


def taken_at(studio: Studio) -> datetime | None:
    """When the product's one photograph was taken, as its row says."""
    with studio.ws.db.read() as session:
        return session.scalar(sa.select(Photo.taken_at))


def test_the_button_takes_too(open_studio: OpenStudio) -> None:
    studio = open_studio()
    studio.ready()
    click(studio.sheet.bar.shoot_button)
    studio.until(lambda: bool(studio.live))
    assert studio.live[0].role is FRONT


def test_the_picture_is_what_stood_before_the_camera_not_mirrored(open_studio: OpenStudio) -> None:
    cameras = Cameras(BUILT_IN)
    image = coloured("#2020C0")
    for x in range(image.width() // 2):
        for y in range(image.height()):
            image.setPixel(x, y, 0xFFC02020)
    cameras.image = image
    studio = open_studio(cameras)
    studio.shoot()
    studio.settle()
    assert studio.sheet.preview.frame is not None
    assert studio.sheet.preview.frame.pixelColor(5, 5).red() > 150
    kept = studio.live[0].small
    assert kept.pixelColor(5, 5).red() > 150
    assert kept.pixelColor(kept.width() - 5, 5).blue() > 150


def test_digits_say_what_the_next_photo_shows(open_studio: OpenStudio) -> None:
    studio = open_studio()
    studio.ready()
    studio.key(Qt.Key.Key_3)
    assert studio.sheet.roles.rows[CONTENT].isChecked()
    studio.shoot()
    assert studio.sheet.role is PhotoRole.PACKAGING
    studio.key(Qt.Key.Key_1)
    studio.shoot()
    assert studio.sheet.role is LABEL  # the first that is missing from there on
    studio.settle()
    assert studio.shown == [CONTENT, FRONT]


def test_a_role_is_chosen_by_the_mouse(open_studio: OpenStudio) -> None:
    studio = open_studio()
    click(studio.sheet.roles.rows[PhotoRole.IN_USE])
    assert studio.sheet.role is PhotoRole.IN_USE


@pytest.mark.parametrize(
    ("had", "now", "proposed"),
    [
        ((), FRONT, FRONT),
        ((FRONT,), FRONT, LABEL),
        ((FRONT, LABEL), FRONT, CONTENT),
        ((PhotoRole.IN_USE,), PhotoRole.IN_USE, FRONT),
        (tuple(PhotoRole), CONTENT, CONTENT),
    ],
)
def test_the_next_missing_role_is_proposed(
    had: tuple[PhotoRole, ...], now: PhotoRole, proposed: PhotoRole
) -> None:
    assert next_role(had, now) is proposed


def test_what_the_product_has_is_not_proposed_again(open_studio: OpenStudio) -> None:
    first = open_studio()
    first.shoot()
    first.close()
    photos = products.get(first.ws, first.product).photos
    first.cameras = Cameras(BUILT_IN)
    first.door.make_source = lambda: first.cameras
    first.door.open(first.product, "Keripik", photos, first.door.parent())  # type: ignore[arg-type]
    assert first.door.sheet is not None
    assert first.door.sheet.role is LABEL
    assert first.door.sheet.roles.rows[FRONT].count == 1
    first.sheet = first.door.sheet


def test_a_retake_takes_the_place_of_the_last_shot(open_studio: OpenStudio) -> None:
    studio = open_studio()
    studio.shoot()
    studio.shoot()
    studio.settle()
    first, second = studio.photos
    studio.cameras.image = coloured("#208040")
    studio.until(lambda: studio.sheet.preview.frame is not None)
    studio.shoot(Qt.Key.Key_R)
    studio.settle()
    kept, fresh = studio.photos
    assert kept == first
    assert fresh.id != second.id
    assert studio.shown == [FRONT, LABEL]
    assert studio.sheet.role is CONTENT
    assert len(studio.live) == 2


def test_undo_brings_back_what_a_retake_replaced(open_studio: OpenStudio) -> None:
    studio = open_studio()
    studio.shoot()
    studio.settle()
    before = studio.photos
    studio.shoot(Qt.Key.Key_R)
    studio.key(Qt.Key.Key_Z, CTRL)  # while it is perhaps still on its way to the disk
    studio.settle()
    assert studio.photos == before
    studio.key(Qt.Key.Key_Z, CTRL)
    studio.settle()
    assert studio.photos == ()
    assert studio.live == []
    assert studio.sheet.role is FRONT
    studio.key(Qt.Key.Key_Z, CTRL)
    assert not studio.sheet.bar.undo_button.isEnabled()


def test_nothing_is_retaken_before_the_first(open_studio: OpenStudio) -> None:
    studio = open_studio()
    studio.ready()
    studio.key(Qt.Key.Key_R)
    assert not studio.capturing()
    assert not studio.sheet.bar.retake_button.isEnabled()


def test_thirds_by_key_and_button(open_studio: OpenStudio) -> None:
    studio = open_studio()
    assert studio.grid_drawn()
    studio.key(Qt.Key.Key_G)
    assert not studio.grid_drawn()
    click(studio.sheet.head.grid_button)
    assert studio.grid_drawn()


def test_the_space_bar_takes_whatever_has_the_focus(open_studio: OpenStudio) -> None:
    studio = open_studio()
    studio.shoot()
    studio.sheet.bar.undo_button.setFocus()
    studio.shoot()
    assert len(studio.live) == 2


def test_all_shots_of_a_sitting_are_one_change(open_studio: OpenStudio) -> None:
    studio = open_studio()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Space, Qt.Key.Key_R):
        studio.shoot(key)
    studio.close()
    (harvest,) = studio.ended
    assert (harvest.count, harvest.only) == (2, studio.product)
    undo(studio.ws, harvest.change)
    assert studio.photos == ()


def test_leaving_while_capturing_keeps_the_shot(open_studio: OpenStudio) -> None:
    studio = open_studio()
    studio.ready()
    studio.key(Qt.Key.Key_Space)
    assert studio.capturing()
    studio.close()
    assert studio.shown == [FRONT]
    assert studio.cameras.opened == ""


def test_leaving_without_a_shot_changes_nothing(open_studio: OpenStudio) -> None:
    studio = open_studio()
    studio.close()
    assert studio.ended[0].count == 0
    assert not studio.ended[0].change.before


def test_a_shot_that_cannot_be_saved_is_kept_and_saved_again(
    open_studio: OpenStudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = UserError("photo.disk_full", "Disk penuh.", todo="Kosongkan ruang.")
    add_bytes = photographs.add_bytes

    def refuse(*_args: object, **_named: object) -> Added:
        raise full

    monkeypatch.setattr(photographs, "add_bytes", refuse)
    studio = open_studio()
    studio.shoot()
    studio.settle()
    assert [shot.state for shot in studio.live] == [ShotState.FAILED]
    assert studio.sheet.banner.isVisible()
    assert "Disk penuh." in studio.sheet.banner.accessibleName()
    monkeypatch.setattr(photographs, "add_bytes", add_bytes)
    click(studio.sheet.banner.action_button)
    studio.settle()
    assert studio.shown == [FRONT]
    assert not studio.sheet.banner.isVisible()


def test_what_was_never_saved_is_named_at_the_end(
    open_studio: OpenStudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = UserError("photo.disk_full", "Disk penuh.", todo="Kosongkan ruang.")

    def refuse(*_args: object, **_named: object) -> Added:
        raise full

    monkeypatch.setattr(photographs, "add_bytes", refuse)
    studio = open_studio()
    studio.shoot()
    studio.close()
    (refusal,) = studio.ended[0].refusals
    assert refusal.error is full
    assert refusal.name.startswith("kamera-20261121-100000")


def test_another_camera_is_chosen_and_remembered(open_studio: OpenStudio) -> None:
    studio = open_studio()
    studio.ready()
    assert studio.cameras.opened == BUILT_IN.key
    devices = studio.sheet.head.devices
    assert isinstance(devices, QComboBox)
    assert [devices.itemText(at) for at in range(devices.count())] == [BUILT_IN.name, USB.name]
    devices.setFocus()
    QTest.keyClick(devices, Qt.Key.Key_Down)
    assert studio.cameras.opened == USB.key
    studio.ready()
    studio.settle()
    assert studio.ws.settings.camera == USB.key


def test_the_remembered_camera_comes_first(open_studio: OpenStudio) -> None:
    studio = open_studio()
    studio.sheet.head.device_chosen.emit(USB.key)
    studio.close()
    studio.door.open(studio.product, "Keripik", (), studio.door.parent())  # type: ignore[arg-type]
    assert studio.door.sheet is not None
    studio.sheet = studio.door.sheet
    assert studio.sheet.finder.key == USB.key


def test_everything_that_takes_the_focus_has_a_name(open_studio: OpenStudio) -> None:
    studio = open_studio()
    studio.shoot()
    assert unnamed(studio.sheet) == []


def test_the_program_starts_without_multimedia() -> None:
    code = (
        "import sys, app.ui.shell.window;"
        "sys.exit(any(name.startswith('PySide6.QtMultimedia') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_nothing_is_left_of_a_sitting(open_studio: OpenStudio) -> None:
    studio = open_studio(judge=lambda _width, _height, _rgb: ("Terlalu gelap.",))
    threads = set(threading.enumerate())
    studio.shoot()
    gone: list[bool] = []
    studio.sheet.destroyed.connect(lambda: gone.append(True))
    finder, cameras = studio.sheet.finder, studio.cameras
    studio.close()
    studio.until(lambda: bool(gone))
    assert not shiboken6.isValid(finder)
    assert not shiboken6.isValid(cameras)
    assert studio.door.findChildren(QObject) == []
    fresh = set(threading.enumerate()) - threads
    assert all("-lane" in thread.name for thread in fresh)
    assert studio.lanes.pending == 0
