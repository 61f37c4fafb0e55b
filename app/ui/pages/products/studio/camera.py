"""The cameras of this laptop."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCameraPermission, QCoreApplication, QObject, Qt
from PySide6.QtMultimedia import (
    QCamera,
    QCameraDevice,
    QCameraFormat,
    QMediaCaptureSession,
    QMediaDevices,
)
from typing_extensions import override

from app.ui.pages.products.studio.source import CameraSource, Device, Trouble

_WIDTH = 1920
"""A little above what intake keeps: more only costs time."""
_FLUENT = 15.0


@dataclass(frozen=True, slots=True)
class Mode:
    """One way in which a camera can send: size in pixels and pictures a second."""

    width: int
    height: int
    rate: float


def best(modes: Sequence[Mode]) -> int:
    """The place of the mode to use: fluent, as near to 1920 pixels as there is, then tallest."""

    def worth(place: int) -> tuple[bool, int, int, float]:
        mode = modes[place]
        return mode.rate >= _FLUENT, -abs(mode.width - _WIDTH), mode.height, mode.rate

    return max(range(len(modes)), key=worth)


class SystemCameras(CameraSource):
    """What QtMultimedia finds: built in, by USB, virtual."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._media = QMediaDevices(self)
        self._media.videoInputsChanged.connect(self.devices_changed)
        self._camera: QCamera | None = None
        self._session: QMediaCaptureSession | None = None

    @override
    def devices(self) -> tuple[Device, ...]:
        found = sorted(QMediaDevices.videoInputs(), key=lambda device: not device.isDefault())
        return tuple(Device(_key(device), device.description()) for device in found)

    @override
    def open(self, session: QMediaCaptureSession, key: str) -> None:
        self.close()
        device = next((d for d in QMediaDevices.videoInputs() if _key(d) == key), None)
        if device is None:
            self.failed.emit(Trouble.UNPLUGGED)
        elif _forbidden(key):
            self.failed.emit(Trouble.FORBIDDEN)
        else:
            self._start(session, device)

    def _start(self, session: QMediaCaptureSession, device: QCameraDevice) -> None:
        camera = QCamera(device, self)
        camera.errorOccurred.connect(self._on_error)
        formats = device.videoFormats()
        if formats:
            camera.setCameraFormat(formats[best([_mode(f) for f in formats])])
        self._camera, self._session = camera, session
        session.setCamera(camera)
        camera.start()

    @override
    def close(self) -> None:
        camera, session = self._camera, self._session
        self._camera = self._session = None
        if camera is not None and session is not None:
            camera.errorOccurred.disconnect(self._on_error)
            camera.stop()
            session.setCamera(None)  # type: ignore[arg-type]  # None lets go of it
            camera.deleteLater()

    def _on_error(self, error: QCamera.Error, _text: str) -> None:
        if error is not QCamera.Error.NoError and self._camera is not None:
            there = any(d == self._camera.cameraDevice() for d in QMediaDevices.videoInputs())
            self.failed.emit(Trouble.BUSY if there else Trouble.UNPLUGGED)


def _key(device: QCameraDevice) -> str:
    return bytes(device.id().data()).decode("utf-8", "replace")


def _mode(form: QCameraFormat) -> Mode:
    size = form.resolution()
    return Mode(size.width(), size.height(), form.maxFrameRate())


def _forbidden(key: str) -> bool:
    """Whether the system says no; where it does not say, the camera itself will fail."""
    if key.startswith("/dev/") and not os.access(key, os.R_OK | os.W_OK):
        return True
    app = QCoreApplication.instance()
    denied = Qt.PermissionStatus.Denied
    return app is not None and app.checkPermission(QCameraPermission()) is denied
