"""No camera, a busy one, one that is pulled out: a sentence, and the other ways stay."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtMultimedia import QCameraDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.errors import UserError
from app.ui.pages.products.studio import Trouble, viewfinder
from app.ui.pages.products.studio.camera import Mode, SystemCameras, best
from app.ui.pages.products.studio.pipeline import Pipeline
from app.ui.pages.products.studio.words import said_of
from tests.ui.forms.register import click
from tests.ui.products.studio.conftest import BUILT_IN, USB, Cameras, OpenStudio, Studio


def told(studio: Studio) -> str:
    """What stands in the place of the picture; empty while the picture does."""
    view = studio.sheet.trouble
    return view.what.text() if view.isVisible() else ""


def test_without_a_camera_one_is_asked_for_and_comes_by_itself(open_studio: OpenStudio) -> None:
    cameras = Cameras()
    studio = open_studio(cameras)
    assert told(studio) == "No camera was found."
    assert not studio.sheet.bar.shoot_button.isEnabled()
    studio.key(Qt.Key.Key_Space)
    assert studio.live == []
    cameras.plug(USB)
    studio.shoot()
    assert told(studio) == ""


def test_the_way_by_files_stays(open_studio: OpenStudio) -> None:
    studio = open_studio(Cameras())
    wanted: list[bool] = []
    studio.door.files_wanted.connect(lambda: wanted.append(True))
    click(studio.sheet.trouble.files_button)
    studio.until(lambda: studio.door.sheet is None)
    assert wanted == [True]


@pytest.mark.parametrize("trouble", [Trouble.BUSY, Trouble.FORBIDDEN])
def test_a_camera_that_refuses_is_tried_again(open_studio: OpenStudio, trouble: Trouble) -> None:
    cameras = Cameras(BUILT_IN)
    cameras.blocked[BUILT_IN.key] = trouble
    studio = open_studio(cameras)
    assert told(studio) == said_of(trouble).what
    click(studio.sheet.trouble.retry_button)
    assert told(studio) == said_of(trouble).what
    cameras.blocked.clear()
    click(studio.sheet.trouble.retry_button)
    studio.shoot()
    assert told(studio) == ""


def test_another_camera_is_taken_when_one_is_busy(open_studio: OpenStudio) -> None:
    cameras = Cameras(BUILT_IN, USB)
    cameras.blocked[BUILT_IN.key] = Trouble.BUSY
    studio = open_studio(cameras)
    QTest.keyClick(studio.sheet.head.devices, Qt.Key.Key_Down)
    studio.shoot()
    assert cameras.opened == USB.key


def test_pulled_out_in_the_middle_and_plugged_in_again(open_studio: OpenStudio) -> None:
    cameras = Cameras(USB)
    studio = open_studio(cameras)
    studio.shoot()
    cameras.pull(USB)
    assert told(studio) == "The camera was unplugged."
    assert studio.sheet.head.devices.currentIndex() == -1
    studio.settle()
    assert len(studio.photos) == 1
    cameras.plug(USB)
    studio.shoot()
    studio.settle()
    assert len(studio.photos) == 2


def test_another_camera_does_not_take_over_unasked(open_studio: OpenStudio) -> None:
    cameras = Cameras(USB, BUILT_IN)
    studio = open_studio(cameras)
    studio.ready()
    cameras.pull(USB)
    assert told(studio) == "The camera was unplugged."
    assert cameras.opened == ""
    devices = studio.sheet.head.devices
    assert [devices.itemData(at) for at in range(devices.count())] == [BUILT_IN.key]
    QTest.keyClick(devices, Qt.Key.Key_Down)
    studio.shoot()
    assert cameras.opened == BUILT_IN.key


def test_pulled_out_while_capturing(open_studio: OpenStudio) -> None:
    cameras = Cameras(USB)
    studio = open_studio(cameras)
    studio.ready()
    studio.key(Qt.Key.Key_Space)
    assert studio.capturing()
    cameras.pull(USB)
    assert not studio.capturing()
    assert told(studio) == "The camera was unplugged."
    cameras.plug(USB)
    studio.shoot()
    studio.settle()
    assert len(studio.photos) == len(studio.live)


def test_a_camera_plugged_in_beside_the_one_in_use_is_offered(open_studio: OpenStudio) -> None:
    cameras = Cameras(BUILT_IN)
    studio = open_studio(cameras)
    studio.ready()
    cameras.plug(USB)
    assert studio.sheet.head.devices.count() == 2
    assert studio.sheet.head.devices.currentData() == BUILT_IN.key
    assert cameras.opened == BUILT_IN.key


def test_a_camera_that_sends_nothing_is_told(
    open_studio: OpenStudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(viewfinder, "SILENCE_MS", 1)
    cameras = Cameras(BUILT_IN)
    cameras.covered = True
    studio = open_studio(cameras)
    studio.until(lambda: told(studio) == "The camera sends no picture.")
    assert cameras.opened == ""


def test_a_still_that_does_not_come_is_told_and_asked_again(
    open_studio: OpenStudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio = open_studio()
    studio.ready()
    finder = studio.sheet.finder
    monkeypatch.setattr(finder._pipeline, "capture", lambda: True)
    studio.key(Qt.Key.Key_Space)
    monkeypatch.undo()
    assert studio.capturing()
    finder._pipeline.missed.emit()
    assert studio.sheet.banner.isVisible()
    assert "This shot did not come." in studio.sheet.banner.accessibleName()
    studio.shoot()
    assert not studio.sheet.banner.isVisible()


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_says_what_happened_and_what_to_do(trouble: Trouble) -> None:
    said = said_of(trouble)
    assert said.what.endswith(".")
    assert said.todo.endswith(".")


def test_a_laptop_without_the_library_is_told(
    open_studio: OpenStudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio = open_studio()
    studio.close()

    def no_library() -> Cameras:
        raise ImportError("libpulse.so.0: cannot open shared object file")

    studio.door.make_source = no_library
    with pytest.raises(UserError) as caught:
        studio.door.open(studio.product, "Keripik", (), studio.door.parent())  # type: ignore[arg-type]
    assert caught.value.code == "camera.no_library"
    assert "berkas" in caught.value.todo
    assert "PySide6.QtMultimedia" in sys.modules


@pytest.mark.parametrize(
    ("modes", "taken"),
    [
        ([Mode(640, 480, 30)], 0),
        ([Mode(640, 480, 30), Mode(1920, 1080, 30), Mode(1280, 720, 60)], 1),
        ([Mode(3840, 2160, 30), Mode(1920, 1080, 30)], 1),
        ([Mode(1920, 1080, 5), Mode(1280, 720, 30)], 1),
        ([Mode(1920, 1080, 30), Mode(1920, 1200, 30), Mode(1920, 1080, 60)], 1),
        ([Mode(2592, 1944, 5), Mode(1600, 1200, 5)], 1),
    ],
)
def test_the_mode_is_fluent_and_as_large_as_intake_keeps(modes: list[Mode], taken: int) -> None:
    assert best(modes) == taken


def test_the_laptops_own_cameras_are_let_go_of(qapp: QApplication) -> None:
    """As far as it goes without one: a device that is not there, and one that is none."""
    holder = QObject()
    pipeline, cameras = Pipeline(holder), SystemCameras(holder)
    told: list[Trouble] = []
    cameras.failed.connect(told.append)
    cameras.open(pipeline.session, "not plugged in")
    assert told == [Trouble.UNPLUGGED]
    cameras._start(pipeline.session, QCameraDevice())
    assert pipeline.session.camera() is not None
    cameras.close()
    assert pipeline.session.camera() is None
    cameras.close()
    assert all(device.key and device.name for device in cameras.devices())
