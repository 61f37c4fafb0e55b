"""From Qt's pictures to bare bytes."""

from __future__ import annotations

from PySide6.QtGui import QImage


def rgb_of(image: QImage) -> tuple[int, int, bytes]:
    """A picture as width, height and bare RGB bytes, row by row; runs in any thread."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    width, line = plain.width() * 3, plain.bytesPerLine()
    data = bytes(plain.constBits())
    if line != width:  # Qt pads each row to four bytes
        data = b"".join(data[at : at + width] for at in range(0, line * plain.height(), line))
    return plain.width(), plain.height(), data
