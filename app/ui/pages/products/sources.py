"""Where pictures come from: files, folders, the clipboard, a drag."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage

from app.services import watching
from app.ui.kit.photos import is_picture_name, picture_files


@dataclass(frozen=True, slots=True)
class Pasted:
    """A picture that is no file; `name` is what the person hears of it."""

    image: QImage
    name: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """The same as a PNG file's bytes."""

    data: bytes
    name: str


Source = Path | Pasted
Ready = Path | Drawn
"""What can be written down and taken in as it is."""


def is_ready(source: Source) -> bool:
    """Whether it is a picture's file by its name; a folder is not, and what has no name."""
    return isinstance(source, Path) and is_picture_name(source)


def made_ready(sources: Sequence[Source]) -> tuple[Ready, ...]:
    """Folders by the pictures in them (an empty one stays, to be named), images as PNG.

    For a worker: looks at the disk, and encodes.
    """
    made: list[Ready] = []
    for source in sources:
        if isinstance(source, Pasted):
            made.append(Drawn(png_bytes(source.image), source.name))
        else:
            made.extend(watching.pictures_under((source,)) or (source,))
    return tuple(made)


def png_bytes(image: QImage) -> bytes:
    """The picture as a PNG file; runs in any thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def pictures_in(data: QMimeData, pasted_name: str, *, any_file: bool = False) -> list[Source]:
    """The pictures of a clipboard or a drag: files, else the image itself.

    With `any_file` other local files count too, so that each is refused by its name.
    """
    files = picture_files(data)
    if any_file:
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if files:
        return list(files)
    if data.hasImage():
        image = QImage(data.imageData())
        return [] if image.isNull() else [Pasted(image, pasted_name)]
    return []
