"""Thumbnails read in the I/O lane and kept; asking for one never blocks the UI thread.

A picture is named by a key (in the program: the hash it is stored under) and read as
bytes by whoever made the cache: what its file is called is not the window's matter.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath, QPixmap

from app.errors import UserError
from app.ui.lanes import Lanes

_KEPT: Final = 400

_Key = tuple[str, int, int, int]
Reader = Callable[[str], bytes]


def read_thumbnail(data: bytes, size: QSize, radius: int) -> QImage:
    """Read, turn upright, crop to `size` (device pixels) and round the corners.

    Runs in any thread. OSError if it is no picture.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    full = reader.size()
    if full.isValid():
        # Enough pixels for the crop either way round, whatever the EXIF turn.
        edge = max(size.width(), size.height())
        wanted = full.scaled(QSize(edge, edge), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        if wanted.width() < full.width():
            reader.setScaledSize(wanted)
    image = reader.read()
    if image.isNull():
        raise OSError(reader.errorString())
    return _rounded(image, size, radius)


def _rounded(image: QImage, size: QSize, radius: int) -> QImage:
    cover = image.scaled(
        size,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    made = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(0, 0, size.width(), size.height(), radius, radius)
    painter.setClipPath(path)
    left, top = (size.width() - cover.width()) // 2, (size.height() - cover.height()) // 2
    painter.drawImage(left, top, cover)
    painter.end()
    return made


@dataclass(frozen=True, slots=True)
class _Loaded:
    key: _Key
    image: QImage | None


def _load(read: Reader, key: _Key) -> _Loaded:
    name, edge, radius, percent = key
    pixels = round(edge * percent / 100)
    try:
        image = read_thumbnail(read(name), QSize(pixels, pixels), round(radius * percent / 100))
    except (OSError, UserError):
        # A missing or damaged file is shown as such; it is no fault of the program.
        return _Loaded(key, None)
    return _Loaded(key, image)


class ThumbnailCache(QObject):
    """Rounded thumbnails by name; the last 400 are kept.

    `ready(object)` carries the name once its picture can be painted. One that cannot be
    read stays without a picture and is not tried again until `forget(name)`.
    """

    ready = Signal(object)

    def __init__(self, lanes: Lanes, read: Reader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._read = read
        self._kept: OrderedDict[_Key, QPixmap] = OrderedDict()
        self._asked: set[_Key] = set()
        self._broken: set[_Key] = set()

    def pixmap(
        self, name: str, edge: int, *, radius: int = 8, ratio: float = 1.0
    ) -> QPixmap | None:
        """A square of `edge` logical pixels, or None for now (then `ready` follows)."""
        key = (name, edge, radius, round(ratio * 100))
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        self._ask(key)
        return self._kept.get(key)

    def is_broken(self, name: str) -> bool:
        """Whether the picture could not be read."""
        return any(key[0] == name for key in self._broken)

    def forget(self, name: str) -> None:
        """Drop what is kept of `name`, so that it is read again."""
        for key in [key for key in self._kept if key[0] == name]:
            del self._kept[key]
        self._broken = {key for key in self._broken if key[0] != name}

    def _ask(self, key: _Key) -> None:
        if key in self._asked or key in self._broken:
            return
        self._asked.add(key)
        self._lanes.io(partial(_load, self._read, key), self, self._on_loaded)

    def _on_loaded(self, loaded: _Loaded) -> None:
        self._asked.discard(loaded.key)
        if loaded.image is None:
            self._broken.add(loaded.key)
        else:
            self._keep(loaded.key, loaded.image)
        self.ready.emit(loaded.key[0])

    def _keep(self, key: _Key, image: QImage) -> None:
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(key[3] / 100)
        self._kept[key] = pixmap
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
