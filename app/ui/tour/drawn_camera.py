"""A camera that is drawn: frames of our own through the real capture pipeline, no device needed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QMediaCaptureSession, QVideoFrame, QVideoFrameInput
from typing_extensions import override

from app.ui.pages.products.studio.source import CameraSource, Device

_FRAME_MS = 33


class DrawnCamera(CameraSource):
    """Sends one picture again and again, thirty times a second, until it gets another one."""

    def __init__(
        self, image: QImage, devices: Sequence[Device], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.image = image
        self.attached = tuple(devices)
        self.opened = ""
        """The key of the device in use; empty for none."""
        self._session: QMediaCaptureSession | None = None
        self._input: QVideoFrameInput | None = None
        self._beat = QTimer(self, interval=_FRAME_MS)
        self._beat.timeout.connect(self._on_beat)

    @override
    def devices(self) -> tuple[Device, ...]:
        return self.attached

    @override
    def open(self, session: QMediaCaptureSession, key: str) -> None:
        self.close()
        self.opened, self._session = key, session
        self._input = QVideoFrameInput(self)
        session.setVideoFrameInput(self._input)
        self._beat.start()

    @override
    def close(self) -> None:
        self._beat.stop()
        self.opened = ""
        if self._session is not None and self._input is not None:
            self._session.setVideoFrameInput(None)  # type: ignore[arg-type]  # None lets go of it
            self._input.deleteLater()
        self._session = self._input = None

    def _on_beat(self) -> None:
        if self._input is not None:
            self._input.sendVideoFrame(QVideoFrame(self.image))
