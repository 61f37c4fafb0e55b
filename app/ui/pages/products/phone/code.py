"""A code to scan, drawn in whole pixels on white in either scheme."""

from __future__ import annotations

from collections.abc import Sequence

import segno
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.ui.kit.paint import draw_icon_centred, fill_round, painter_for
from app.ui.theme import Radius, colours, qcolor

_EXTENT = 300
"""Holds the code of an address at eight pixels a module."""
_QUIET = 4
"""White modules around, as the standard asks."""
_DARK, _LIGHT = "#000000", "#FFFFFF"
"""Not of the theme: cameras want black on white, by night too."""


class CodeView(QWidget):
    """Shows `text` as a code; an icon while there is none."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.text = ""
        self._rows: Sequence[Sequence[int]] = ()
        self._icon = "qrcode"
        self.setFixedSize(_EXTENT, _EXTENT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def set_text(self, text: str) -> None:
        """Show a code, or none for ''."""
        if text == self.text:
            return
        self.text = text
        made = segno.make(text, error="m", micro=False) if text else None
        self._rows = tuple(made.matrix) if made is not None else ()
        self.update()

    def set_icon_name(self, name: str) -> None:
        """The icon while there is no code."""
        self._icon = name
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(_EXTENT, _EXTENT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, now = painter_for(self), colours()
        rect = QRectF(self.rect())
        if self._rows:
            fill_round(painter, rect, Radius.CARD, _LIGHT, now.border)
            self._paint_code(painter)
        else:
            fill_round(painter, rect, Radius.CARD, now.surface_alt, now.border)
            draw_icon_centred(painter, self._icon, now.text_muted, rect, 56)
        painter.end()

    def _paint_code(self, painter: QPainter) -> None:
        ratio = self.devicePixelRatioF()
        count = len(self._rows)
        module = int(_EXTENT * ratio // (count + 2 * _QUIET)) / ratio
        left = int((_EXTENT - count * module) / 2 * ratio) / ratio
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    place = QRectF(left + x * module, left + y * module, module, module)
                    painter.fillRect(place, qcolor(_DARK))
