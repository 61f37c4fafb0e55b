"""The way into the studio, from the page of a product."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.errors import UserError
from app.services.products import PhotoView
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.pages.products.intake import Harvest
from app.ui.pages.products.live_coach import FrameCoach
from app.ui.pages.products.studio.judging import FrameJudge
from app.ui.pages.products.studio.source import CameraSource

if TYPE_CHECKING:
    from app.ui.pages.products.studio.sheet import StudioSheet


def _system_cameras() -> CameraSource:
    from app.ui.pages.products.studio.camera import SystemCameras

    return SystemCameras()


def _remember(ws: Workspace, key: str) -> None:
    ws.save_settings(replace(ws.settings, camera=key))


class StudioDoor(QObject):
    """Opens the studio, one at a time.

    `make_source` gives the cameras and `make_judge` a live coach for a sitting (None: no hints);
    both may be set before the studio is opened. `grew(object)` names the product whose
    photographs changed, `ended(object)` is the `Harvest` of a sitting, `files_wanted()` when no
    camera would do.
    """

    grew = Signal(object)
    ended = Signal(object)
    files_wanted = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.make_source: Callable[[], CameraSource] = _system_cameras
        self.make_judge: Callable[[], FrameJudge] | None = partial(FrameCoach, desk.ws)
        self.sheet: StudioSheet | None = None

    def open(self, product_id: UUID, name: str, photos: Sequence[PhotoView], over: QWidget) -> None:
        """Open the studio for a product. Raises UserError `camera.no_library`."""
        if self.sheet is not None:
            return
        try:
            from app.ui.pages.products.studio.sheet import Sitting, StudioSheet
            from app.ui.pages.products.studio.shots import Shots

            source = self.make_source()
        except ImportError as error:
            raise _no_library() from error
        had = tuple(photo.role for photo in photos if photo.role is not None)
        shots = Shots(self._desk, product_id, self)
        shots.grew.connect(self.grew)
        shots.ended.connect(self._on_ended)
        sitting = Sitting(name, had, self._desk.ws.settings.camera)
        sheet = StudioSheet(sitting, shots, source, over)
        if self.make_judge is not None:
            sheet.judge_with(self.make_judge(), self._desk.lanes)
        sheet.camera_chosen.connect(self._on_camera_chosen)
        sheet.files_wanted.connect(self.files_wanted)
        sheet.finished.connect(self._on_finished)
        self.sheet = sheet
        sheet.open()
        sheet.preview.setFocus()

    def close(self) -> None:
        """Leave the studio, if it is open: nobody is there to see what the camera sees."""
        if self.sheet is not None:
            self.sheet.reject()

    def _on_camera_chosen(self, key: str) -> None:
        self._desk.lanes.db(partial(_remember, self._desk.ws, key), self, self._on_remembered)

    def _on_remembered(self, _nothing: None) -> None:
        """The next sitting begins with this camera."""

    def _on_finished(self, _result: int) -> None:
        self.sheet = None

    def _on_ended(self, harvest: Harvest) -> None:
        shots = self.sender()
        if shots is not None:
            shots.deleteLater()
        self.ended.emit(harvest)


def _no_library() -> UserError:
    return UserError(
        "camera.no_library",
        "Kamera tidak dapat dipakai di laptop ini: bagian multimedia Qt tidak dapat dimuat.",
        safe="Foto yang sudah ada tidak terpengaruh.",
        todo="Minta admin memasang paket libpulse0, atau tambahkan foto dari berkas atau ponsel.",
    )
