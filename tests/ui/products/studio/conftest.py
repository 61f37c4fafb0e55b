"""The studio over a product, with cameras that are plugged and broken by the test.

Frames go through the real capture session and come out of the real image capture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.domain.terms import PhotoRole
from app.services import products
from app.services.products import PhotoView
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.lanes import Lanes
from app.ui.pages.products.intake import Harvest
from app.ui.pages.products.studio import Device, FrameJudge, StudioDoor, Trouble
from app.ui.pages.products.studio.sheet import StudioSheet
from app.ui.pages.products.studio.shots import Shot
from app.ui.tour.drawn_camera import DrawnCamera
from tests.ui.forms.register import Show, business, desk, heard, product, started, ws

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaCaptureSession

__all__ = ["desk", "heard", "started", "ws"]

BUILT_IN = Device("built-in", "Integrated Camera")
USB = Device("usb", "HD Pro Webcam")


def coloured(colour: str, width: int = 640, height: int = 360) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


class Cameras(DrawnCamera):
    """A drawn camera that can be plugged, pulled out, blocked and covered."""

    def __init__(self, *devices: Device) -> None:
        super().__init__(coloured("#804020"), devices)
        self.blocked: dict[str, Trouble] = {}
        self.covered = False

    @override
    def open(self, session: QMediaCaptureSession, key: str) -> None:
        if (trouble := self.blocked.get(key)) is not None:
            self.failed.emit(trouble)
            return
        super().open(session, key)
        if self.covered:
            self._beat.stop()

    def plug(self, device: Device) -> None:
        self.attached = (*self.attached, device)
        self.devices_changed.emit()

    def pull(self, device: Device) -> None:
        """As a cable pulled out: the camera fails first, then it is no longer listed."""
        self.attached = tuple(d for d in self.attached if d != device)
        if self.opened == device.key:
            self._beat.stop()
            self.failed.emit(Trouble.BUSY)
        self.devices_changed.emit()


@dataclass
class Studio:
    """An open studio, driven by keys."""

    sheet: StudioSheet
    door: StudioDoor
    cameras: Cameras
    ended: list[Harvest]
    bot: QtBot
    lanes: Lanes
    ws: Workspace
    product: UUID

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key in the sheet."""
        QTest.keyClick(self.sheet, key, modifier or Qt.KeyboardModifier.NoModifier)

    def until(self, condition: Callable[[], bool]) -> None:
        self.bot.waitUntil(condition, timeout=20_000)

    def ready(self) -> None:
        """Until a shot can be taken."""
        self.until(lambda: self.sheet.finder.ready)

    def shoot(self, key: Qt.Key = Qt.Key.Key_Space) -> None:
        """Take (or retake) a shot and wait until it is there."""
        before = self.live[-1] if self.live else None
        self.ready()
        self.key(key)
        self.until(lambda: bool(self.live) and self.live[-1] is not before)

    @property
    def live(self) -> list[Shot]:
        """The shots that stand."""
        return [tile.shot for tile in self.sheet.strip.tiles]

    def capturing(self) -> bool:
        """Whether a still is on its way."""
        return self.sheet.finder.capturing

    def grid_drawn(self) -> bool:
        """Whether the thirds are drawn."""
        return self.sheet.preview.has_grid

    def settle(self) -> None:
        """Until everything taken is on disk."""
        self.lanes.drain()

    @property
    def photos(self) -> tuple[PhotoView, ...]:
        """What the product has on disk."""
        return products.get(self.ws, self.product).photos

    @property
    def shown(self) -> list[PhotoRole | None]:
        """What the product's photographs show."""
        return [photo.role for photo in self.photos]

    def close(self) -> None:
        """Leave by the key, and wait until the sitting is over."""
        self.key(Qt.Key.Key_Escape)
        self.until(lambda: self.door.sheet is None)
        self.lanes.drain()
        self.until(lambda: bool(self.ended))


OpenStudio = Callable[..., Studio]


@pytest.fixture
def open_studio(ws: Workspace, real_lanes: Lanes, show: Show, qtbot: QtBot) -> Iterator[OpenStudio]:
    """Opens the studio over a window of a curator's size; all is closed at the end."""
    opened: list[Studio] = []

    def open_(cameras: Cameras | None = None, judge: FrameJudge | None = None) -> Studio:
        source = cameras if cameras is not None else Cameras(BUILT_IN, USB)
        window = QWidget()
        window.resize(1366, 728)
        show(window)
        key = product(ws, business(ws, "Dapur Sari"), "Keripik")
        door = StudioDoor(Desk(ws, real_lanes), window)
        door.make_source = lambda: source
        door.make_judge = None if judge is None else lambda: judge
        ended: list[Harvest] = []
        door.ended.connect(ended.append)
        door.open(key, "Keripik", products.get(ws, key).photos, window)
        assert door.sheet is not None
        studio = Studio(door.sheet, door, source, ended, qtbot, real_lanes, ws, key)
        opened.append(studio)
        qtbot.waitUntil(studio.sheet.isActiveWindow)
        return studio

    yield open_
    for studio in opened:
        if studio.door.sheet is not None:
            studio.close()
