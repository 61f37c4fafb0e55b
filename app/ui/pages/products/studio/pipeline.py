"""Frames to look at and stills to keep: the capture session behind the studio."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QImageCapture, QMediaCaptureSession, QVideoFrame, QVideoSink

_REST = 2
"""Times as long as a frame took, the window is left to its other work."""


class Pipeline(QObject):
    """`framed(QImage)` each frame for the preview, never mirrored; `ready_changed()`;
    `captured(QImage)` a still that was asked for, `missed()` one that did not come.

    The image capture is set before any source: it is never ready otherwise. Whether it is, is
    known from its signal and from frames that come: `isReadyForCapture` asks for a `QCamera`,
    which is only one of the sources there are.
    """

    framed = Signal(QImage)
    ready_changed = Signal()
    captured = Signal(QImage)
    missed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.session = QMediaCaptureSession(self)
        self._capture = QImageCapture(self)
        self._sink = QVideoSink(self)
        self.session.setImageCapture(self._capture)
        self.session.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self._on_frame)
        self._flowing = self._idle = False
        self._clock = QElapsedTimer()
        self._clock.start()
        self._rest_until = 0
        self._capture.readyForCaptureChanged.connect(self._on_ready)
        self._capture.imageCaptured.connect(self._on_captured)
        self._capture.errorOccurred.connect(self._on_error)

    @property
    def ready(self) -> bool:
        """Whether a still can be taken now."""
        return self._flowing and self._idle

    def renew(self) -> None:
        """Another source comes: it is ready with its first frame."""
        self._flowing, self._idle = False, True

    def capture(self) -> bool:
        """Take a still of the next frame; False when that cannot be."""
        return self.ready and self._capture.capture() >= 0

    def _on_ready(self, ready: bool) -> None:
        self._idle = ready
        self.ready_changed.emit()

    def _on_frame(self, frame: QVideoFrame) -> None:
        """Show it, unless that would leave the window no time for anything else.

        Without a graphics card a large frame costs an old laptop 20 ms: it gets fewer frames,
        and never late ones.
        """
        begun = self._clock.elapsed()
        if begun < self._rest_until or not frame.isValid() or self._sink.videoFrame() != frame:
            return
        frame.setMirrored(False)
        image = frame.toImage()
        self._rest_until = self._clock.elapsed() + _REST * (self._clock.elapsed() - begun)
        if image.isNull():
            return
        self.framed.emit(image)
        if not self._flowing:
            self._flowing = True
            self.ready_changed.emit()

    def _on_captured(self, _key: int, image: QImage) -> None:
        self.captured.emit(image)

    def _on_error(self, _key: int, _error: QImageCapture.Error, _text: str) -> None:
        self.missed.emit()
