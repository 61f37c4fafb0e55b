"""The shots taken so far, as small pictures with their roles and how they fare."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget
from typing_extensions import override

from app.ui.kit.paint import (
    CHIP_HEIGHT,
    chip_width,
    draw_chip,
    draw_icon_centred,
    draw_round_pixmap,
    fill_round,
    painter_for,
)
from app.ui.kit.scroll import unfilled
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.pages.products.studio.shots import Shot, ShotState
from app.ui.theme import Radius, Space, colours

_WIDTH: Final = 124
_HEIGHT: Final = 92
_COLUMNS: Final = 2


class ShotTile(QWidget):
    """One shot; a new one is made when its state changes."""

    def __init__(self, shot: Shot, parent: QWidget) -> None:
        super().__init__(parent)
        self.shot = shot
        self.state = shot.state
        self._pixmap = QPixmap.fromImage(shot.small)
        self.setFixedSize(_WIDTH, _HEIGHT)
        state = self._words()
        self.setAccessibleName(f"{shot.role.term}, {state}" if state else shot.role.term)
        self.setToolTip(self.accessibleName())

    def _words(self) -> str:
        if self.state is ShotState.SAVING:
            return self.tr("being saved")
        return self.tr("not saved") if self.state is ShotState.FAILED else ""

    @override
    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter, rect = colours(), painter_for(self), QRectF(self.rect())
        draw_round_pixmap(painter, rect, self._pixmap, Radius.CONTROL)
        chip = ChipSpec(self.shot.role.term)
        if self.state is ShotState.FAILED:
            fill_round(painter, rect, Radius.CONTROL, None, now.danger, 3)
            chip = ChipSpec(self._words(), Tone.DANGER, "alert-triangle")
        width = min(chip_width(chip), _WIDTH - 10)
        draw_chip(painter, QRectF(5, _HEIGHT - 27, width, CHIP_HEIGHT), chip)
        if self.state is ShotState.SAVING:
            badge = QRectF(_WIDTH - 29, 5, 24, 24)
            fill_round(painter, badge, 12, now.surface)
            draw_icon_centred(painter, "clock", now.text_muted, badge, 16)
        painter.end()


class ShotStrip(QScrollArea):
    """Two side by side; the newest is in sight."""

    def __init__(self) -> None:
        super().__init__()
        self.tiles: list[ShotTile] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Shots taken"))
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(Space.S)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setWidget(self._inside)
        unfilled(self._inside)

    def set_shots(self, shots: Sequence[Shot]) -> None:
        """Show these, oldest first."""
        shown = [(tile.shot, tile.state) for tile in self.tiles]
        if shown == [(shot, shot.state) for shot in shots]:
            return
        for tile in self.tiles:
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self.tiles = [ShotTile(shot, self._inside) for shot in shots]
        for place, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, place // _COLUMNS, place % _COLUMNS)
            tile.show()
        if self.tiles:
            self._inside.adjustSize()
            self.ensureWidgetVisible(self.tiles[-1])
