"""The live coach's place: it sees one frame at a time, the newest, off the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from app.ui.lanes import Lanes, Latest
from app.ui.pages.products.studio.pixels import rgb_of

LARGEST = QSize(640, 360)


class FrameJudge(Protocol):
    """Says what to do about a frame of the camera, gravest first; nothing for a good one.

    Called in a worker, never twice at a time; `rgb` is `width * height * 3` bytes, row by row.
    """

    def __call__(self, width: int, height: int, rgb: bytes, /) -> Sequence[str]: ...


def small_of(image: QImage) -> QImage:
    """A frame at most 640 × 360; runs in any thread."""
    if image.width() <= LARGEST.width() and image.height() <= LARGEST.height():
        return image
    return image.scaled(LARGEST, Qt.AspectRatioMode.KeepAspectRatio)


def _judge(judge: FrameJudge, image: QImage) -> tuple[str, ...]:
    return tuple(judge(*rgb_of(small_of(image))))


class JudgeLoop(QObject):
    """`judged(object)` a tuple of sentences. A frame that comes while one is judged waits; a
    newer one takes its place.
    """

    judged = Signal(object)

    def __init__(self, lanes: Lanes, judge: FrameJudge, parent: QObject) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._judge: FrameJudge | None = judge
        self._latest = Latest()
        self._busy = False
        self._next: QImage | None = None

    def offer(self, image: QImage) -> None:
        """Judge this frame, or the next one if a newer one comes before its turn."""
        if self._judge is None:
            return
        if self._busy:
            self._next = image
            return
        self._busy = True
        job = partial(_judge, self._judge, image)
        token = self._latest.renew()
        self._lanes.io(job, self, self._on_judged, self._on_failed, token=token)

    def stop(self) -> None:
        """Judge no more; what is being judged is not told."""
        self._judge = self._next = None
        self._latest.renew()

    def _on_judged(self, sentences: tuple[str, ...]) -> None:
        self._busy = False
        self.judged.emit(sentences)
        if self._next is not None:
            image, self._next = self._next, None
            self.offer(image)

    def _on_failed(self, error: Exception) -> None:
        """A coach that fails is asked no more: photographs are taken without it."""
        self.stop()
        self.judged.emit(())
        raise error
