"""Thumbnails beside each other, only to be looked at."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.ui.kit.paint import draw_icon_centred, fill_round, painter_for
from app.ui.kit.thumbs import ThumbnailCache
from app.ui.theme import Radius, Space, colours


class ThumbRow(QWidget):
    """A few thumbnails beside each other."""

    def __init__(
        self, thumbs: ThumbnailCache, parent: QWidget | None = None, *, extent: int = 60
    ) -> None:
        super().__init__(parent)
        self._cache, self._extent = thumbs, extent
        self.shown: tuple[str, ...] = ()
        self.setFixedHeight(extent)
        thumbs.ready.connect(self._on_thumbs_ready)

    def set_thumbs(self, shown: tuple[str, ...]) -> None:
        """Show these."""
        self.shown = shown
        self.update()

    def _on_thumbs_ready(self, name: object) -> None:
        if name in self.shown:
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, now = painter_for(self), colours()
        ratio = self.devicePixelRatioF()
        if not self.shown:
            box = QRectF(0, 0, self._extent, self._extent)
            fill_round(painter, box, Radius.CONTROL, now.neutral_soft)
            draw_icon_centred(painter, "photo", now.text_muted, box, 24)
        for place, name in enumerate(self.shown):
            box = QRectF(place * (self._extent + Space.S), 0, self._extent, self._extent)
            pixmap = self._cache.pixmap(name, self._extent, radius=Radius.CONTROL, ratio=ratio)
            if pixmap is None:
                fill_round(painter, box, Radius.CONTROL, now.neutral_soft)
            else:
                painter.drawPixmap(box.topLeft(), pixmap)
        painter.end()
