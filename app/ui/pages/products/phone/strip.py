"""What is coming from phones: one tile a picture, filling, then the picture itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget
from typing_extensions import override

from app.photos.phone.uploads import Arriving, UploadState
from app.ui.kit.paint import (
    draw_icon_centred,
    draw_text,
    fill_round,
    inner,
    painter_for,
)
from app.ui.kit.scroll import unfilled
from app.ui.kit.thumbs import ThumbnailCache
from app.ui.theme import Radius, Space, Type, colours, font

_TILE: Final = 92
_CAPTION: Final = 22
_STILL_S: Final = 8.0
"""After so long without a byte a picture is called broken off."""


class ArrivalTile(QWidget):
    """One picture: how far it is, or what became of it."""

    def __init__(self, picture: Arriving, thumbs: ThumbnailCache, parent: QWidget) -> None:
        super().__init__(parent)
        self.picture = picture
        self.thumb = ""
        self._thumbs = thumbs
        self._is_still = False
        self.setFixedSize(_TILE, _TILE + _CAPTION)
        self.set_picture(picture)

    @property
    def caption(self) -> str:
        """What the picture shows, else how its file is called."""
        role = self.picture.role
        return role.term if role is not None else self.picture.name

    @property
    def text(self) -> str:
        """Its state in words."""
        states = {
            UploadState.WHOLE: self.tr("Being checked"),
            UploadState.STORED: self.tr("Stored"),
            UploadState.REFUSED: self.tr("Refused"),
        }
        if self._is_still:
            return self.tr("Broken off")
        share = 100 * self.picture.offset // self.picture.size
        return states.get(self.picture.state, f"{share}%")

    def set_picture(self, picture: Arriving) -> None:
        """Show how it stands now."""
        self.picture = picture
        self._is_still = False
        self._say()

    def set_thumb(self, sha256: str) -> None:
        """It is stored: show it."""
        self.thumb = sha256
        self.set_picture(replace(self.picture, state=UploadState.STORED))

    def look(self, now: float) -> None:
        """Notice that nothing has come for a while."""
        moving = self.picture.state is UploadState.RECEIVING
        still = moving and now - self.picture.moved_at > _STILL_S
        if still != self._is_still:
            self._is_still = still
            self._say()

    def _say(self) -> None:
        self.setAccessibleName(f"{self.caption}: {self.text}")
        self.setToolTip(f"{self.picture.name}\n{self.picture.text or self.text}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(_TILE, _TILE + _CAPTION)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        rect = QRectF(0, 0, _TILE, _TILE)
        ratio = self.devicePixelRatioF()
        found = None
        if self.thumb:
            found = self._thumbs.pixmap(self.thumb, _TILE, radius=Radius.CONTROL, ratio=ratio)
        if found is not None:
            painter.drawPixmap(0, 0, found)
        else:
            self._paint_ground(painter, rect)
        if self.picture.state is UploadState.STORED:
            self._paint_tick(painter)
        words = QRectF(0, _TILE + 4, _TILE, _CAPTION - 4)
        centre = Qt.AlignmentFlag.AlignHCenter
        draw_text(painter, words, self.caption, colours().text_muted, font(Type.CAPTION), centre)
        painter.end()

    def _paint_ground(self, painter: QPainter, rect: QRectF) -> None:
        now, state = colours(), self.picture.state
        refused = state is UploadState.REFUSED
        back, fore = now.neutral_soft, now.neutral_text
        if refused:
            back, fore = now.danger_soft, now.danger_text
        elif self._is_still:
            back, fore = now.warning_soft, now.warning_text
        fill_round(painter, inner(rect.toRect()), Radius.CONTROL, back)
        icon = "circle-x" if refused else "wifi-off" if self._is_still else "photo"
        draw_icon_centred(painter, icon, fore, QRectF(0, 10, _TILE, 36), 26)
        face = font(Type.CAPTION, QFont.Weight.DemiBold, tabular=True)
        centre = Qt.AlignmentFlag.AlignHCenter
        draw_text(painter, QRectF(4, 48, _TILE - 8, 18), self.text, fore, face, centre)
        if not refused:
            bar = QRectF(12, 72, _TILE - 24, 6)
            fill_round(painter, bar, 3, now.surface)
            if self.picture.offset:
                share = self.picture.offset / self.picture.size
                bar.setWidth(max(6.0, bar.width() * share))
                fill_round(painter, bar, 3, now.warning_line if self._is_still else now.accent)

    def _paint_tick(self, painter: QPainter) -> None:
        now = colours()
        place = QRectF(_TILE - 30, _TILE - 30, 24, 24)
        fill_round(painter, place, 12, now.success_text, now.surface, 2)
        draw_icon_centred(painter, "check", now.surface, place, 14)


class ArrivalStrip(QScrollArea):
    """The tiles side by side, the newest at the right and in view."""

    def __init__(self, thumbs: ThumbnailCache) -> None:
        super().__init__()
        self._thumbs = thumbs
        self.tiles: dict[str, ArrivalTile] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(_TILE + _CAPTION + 14)
        self._inside = QWidget()
        self._row = QHBoxLayout(self._inside)
        self._row.setContentsMargins(0, 0, 0, 12)
        self._row.setSpacing(Space.S + 2)
        self._row.addStretch(1)
        self.setWidget(self._inside)
        unfilled(self._inside)
        thumbs.ready.connect(self._on_thumb_ready)
        self.horizontalScrollBar().rangeChanged.connect(self._on_range_changed)

    def show_picture(self, picture: Arriving) -> None:
        """Show how a picture stands; one that its phone took back goes."""
        tile = self.tiles.get(picture.id)
        if picture.state is UploadState.REFUSED and not picture.text:
            self._drop(picture.id)
        elif tile is None:
            tile = ArrivalTile(picture, self._thumbs, self._inside)
            self._row.insertWidget(self._row.count() - 1, tile)
            tile.show()
            self.tiles[picture.id] = tile
        else:
            tile.set_picture(picture)

    def show_thumb(self, ident: str, sha256: str) -> None:
        """A picture is stored."""
        if (tile := self.tiles.get(ident)) is not None:
            tile.set_thumb(sha256)

    def look(self, now: float) -> None:
        """Notice which pictures have broken off."""
        for tile in self.tiles.values():
            tile.look(now)

    @property
    def stored(self) -> int:
        """How many are stored."""
        return sum(t.picture.state is UploadState.STORED for t in self.tiles.values())

    @property
    def coming(self) -> int:
        """How many are not whole yet."""
        return sum(t.picture.state is UploadState.RECEIVING for t in self.tiles.values())

    def _drop(self, ident: str) -> None:
        tile = self.tiles.pop(ident, None)
        if tile is not None:
            self._row.removeWidget(tile)
            tile.hide()
            tile.deleteLater()

    def _on_thumb_ready(self, name: object) -> None:
        for tile in self.tiles.values():
            if tile.thumb == name:
                tile.update()

    def _on_range_changed(self, _least: int, most: int) -> None:
        self.horizontalScrollBar().setValue(most)
