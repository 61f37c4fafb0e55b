"""One camera at a time: which one, whether it sends, and what to do when it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from app.ui.pages.products.studio.source import CameraSource, Device, Trouble

if TYPE_CHECKING:
    from app.ui.pages.products.studio.pipeline import Pipeline

SILENCE_MS = 6_000
"""Cameras by USB take up to some seconds until their first picture."""
STILL_MS = 3_000


class Viewfinder(QObject):
    """`framed(QImage)` for the preview; `captured(QImage)` a still, `missed()` one that did not
    come; `changed()` when devices, trouble or readiness are other than before.
    """

    framed = Signal(QImage)
    captured = Signal(QImage)
    missed = Signal()
    changed = Signal()

    def __init__(self, source: CameraSource, wanted: str, parent: QObject) -> None:
        super().__init__(parent)
        from app.ui.pages.products.studio.pipeline import Pipeline

        self._source = source
        source.setParent(self)
        self._pipeline: Pipeline = Pipeline(self)
        self.trouble: Trouble | None = None
        self.key = wanted
        self.devices: tuple[Device, ...] = ()
        self._open = self._capturing = False
        self._silence = self._timer(SILENCE_MS, self._on_silence)
        self._still = self._timer(STILL_MS, self._on_missed)
        source.devices_changed.connect(self._on_devices_changed)
        source.failed.connect(self._on_failed)
        self._pipeline.framed.connect(self._on_framed)
        self._pipeline.ready_changed.connect(self._on_ready)
        self._pipeline.captured.connect(self._on_captured)
        self._pipeline.missed.connect(self._on_missed)

    def _timer(self, interval: int, slot: object) -> QTimer:
        timer = QTimer(self, interval=interval, singleShot=True)
        timer.timeout.connect(slot)
        return timer

    @property
    def ready(self) -> bool:
        """Whether a still can be asked for now."""
        return self.trouble is None and not self._capturing and self._pipeline.ready

    @property
    def capturing(self) -> bool:
        """Whether a still is on its way."""
        return self._capturing

    def start(self) -> None:
        """Open the wanted camera, or the first there is."""
        self.devices = self._source.devices()
        keys = [device.key for device in self.devices]
        if keys:
            self.choose(self.key if self.key in keys else keys[0])
        else:
            self._fail(Trouble.NONE_FOUND)

    def choose(self, key: str) -> None:
        """Use this camera from now on."""
        self._close()
        self.key, self.trouble, self._open = key, None, True
        self._silence.start()
        self._pipeline.renew()
        self._source.open(self._pipeline.session, key)
        self.changed.emit()

    def retry(self) -> None:
        """Look again, as if the studio had just been opened."""
        self.start()

    def capture(self) -> bool:
        """Take a still; False when the camera is not ready for one."""
        if not self.ready or not self._pipeline.capture():
            return False
        self._capturing = True
        self._still.start()
        self.changed.emit()
        return True

    def stop(self) -> None:
        """Let go of the camera for good."""
        self._close()

    def _close(self) -> None:
        self._silence.stop()
        self._still.stop()
        self._open = self._capturing = False
        self._source.close()

    def _fail(self, trouble: Trouble) -> None:
        lost = self._capturing
        self._close()
        self.trouble = trouble
        self.changed.emit()
        if lost:
            self.missed.emit()

    # What happens to cameras.

    def _on_devices_changed(self) -> None:
        self.devices = self._source.devices()
        keys = [device.key for device in self.devices]
        # A camera that is pulled out fails first, and is gone from the list only after.
        if self.key not in keys and self._was_seen():
            self._fail(Trouble.UNPLUGGED)
        elif not keys:
            self._fail(Trouble.NONE_FOUND)
        elif self.trouble is Trouble.NONE_FOUND or (self.trouble and self.key in keys):
            self.start()
        else:
            self.changed.emit()

    def _was_seen(self) -> bool:
        return self._open or self.trouble not in (None, Trouble.NONE_FOUND)

    def _on_failed(self, trouble: Trouble) -> None:
        if self._open:
            self._fail(trouble)

    def _on_silence(self) -> None:
        self._fail(Trouble.SILENT)

    # What the camera sends.

    def _on_framed(self, image: QImage) -> None:
        if self._open:
            self._silence.start()
            self.framed.emit(image)

    def _on_ready(self) -> None:
        self.changed.emit()

    def _on_captured(self, image: QImage) -> None:
        if self._capturing:
            self._capturing = False
            self._still.stop()
            self.captured.emit(image)
            self.changed.emit()

    def _on_missed(self) -> None:
        if self._capturing:
            self._capturing = False
            self._still.stop()
            self.missed.emit()
            self.changed.emit()
