"""Where the studio's frames come from, as the studio sees it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QLoggingCategory, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaCaptureSession

# What a laptop has not got of video hardware is no news to a curator. Said here, for it must
# stand before QtMultimedia is loaded by whichever source comes first.
QLoggingCategory.setFilterRules(
    "qt.multimedia.symbolsresolver.warning=false\nqt.multimedia.ffmpeg.info=false"
)


class Trouble(Enum):
    """Why there is no picture."""

    NONE_FOUND = auto()
    BUSY = auto()
    """Something else holds the camera, or it refused to start."""
    FORBIDDEN = auto()
    """The system does not let this program use cameras."""
    UNPLUGGED = auto()
    SILENT = auto()
    """It is open and sends nothing."""


@dataclass(frozen=True, slots=True)
class Device:
    """A camera: a key that is remembered, and the name its maker gave it."""

    key: str
    name: str


class CameraSource(QObject):
    """Cameras that can be plugged into a capture session, one at a time.

    `devices_changed()` when one came or went; `failed(object)` a `Trouble` of the open one.
    """

    devices_changed = Signal()
    failed = Signal(object)

    def devices(self) -> tuple[Device, ...]:
        """What is there now, the system's own choice first."""
        raise NotImplementedError

    def open(self, session: QMediaCaptureSession, key: str) -> None:
        """Let a camera send its frames into the session, which has its image capture already."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of the open camera; without one nothing happens."""
        raise NotImplementedError
