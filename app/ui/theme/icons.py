"""Tabler outlines from `resources/icons`, recoloured and drawn sharp at any density."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.ui.theme.tokens import Size

_FOLDER = Path(__file__).resolve().parents[3] / "resources" / "icons"


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return (_FOLDER / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def icon_pixmap(name: str, colour: str, size: int = Size.ICON, ratio: float = 1.0) -> QPixmap:
    """Icon `name` (file name without suffix) in `colour`, `size` logical pixels square.

    `ratio` is the device pixel ratio of the target. Cached. FileNotFoundError for an
    unknown name: icons are part of the program, so that is a bug.
    """
    edge = round(size * ratio)
    pixmap = QPixmap(edge, edge)
    pixmap.fill(Qt.GlobalColor.transparent)
    svg = _source(name).replace("currentColor", colour)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def icon(name: str, colour: str, size: int = Size.ICON) -> QIcon:
    """A `QIcon` for menus and actions, with pictures for densities 1, 1.5 and 2."""
    made = QIcon()
    for ratio in (1.0, 1.5, 2.0):
        made.addPixmap(icon_pixmap(name, colour, size, ratio))
    return made


def icon_names() -> list[str]:
    """All bundled icon names, sorted."""
    return sorted(path.stem for path in _FOLDER.glob("*.svg"))
