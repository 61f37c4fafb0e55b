"""The main job as five doors, in the order in which they are gone through."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from app.ui.kit.paint import (
    draw_icon,
    draw_icon_centred,
    draw_ring,
    draw_text,
    fill_round,
    inner,
    painter_for,
)
from app.ui.kit.slots import weak_slot
from app.ui.theme import Radius, Space, Type, colours, font

_HEIGHT = 76
_BADGE = 40


@dataclass(frozen=True, slots=True)
class Door:
    """One entry: its key, icon, title and the line below it."""

    key: str
    icon: str
    title: str
    hint: str


class _DoorButton(QAbstractButton):
    """A card that can be pressed; the next one to go through is filled softly."""

    def __init__(self, number: int, door: Door, parent: QWidget) -> None:
        super().__init__(parent)
        self._door, self._number = door, number
        self.next = False
        self.setObjectName(f"door.{door.key}")
        self.setText(door.title)
        self.setAccessibleName(f"{number}. {door.title}")
        self.setAccessibleDescription(door.hint)
        self.setToolTip(f"{door.title}: {door.hint}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(180, _HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(140, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = colours(), painter_for(self)
        rect = inner(self.rect())
        rest = now.accent_soft if self.next else now.surface
        fill = now.pressed if self.isDown() else now.hover if self.underMouse() else rest
        fill_round(painter, rect, Radius.CARD, fill, now.accent if self.next else now.border)
        badge = QRectF(Space.M + 2, (self.height() - _BADGE) / 2, _BADGE, _BADGE)
        fill_round(painter, badge, 11, now.accent if self.next else now.accent_soft)
        mark = now.on_accent if self.next else now.accent_text
        draw_icon_centred(painter, self._door.icon, mark, badge, 20)
        left = badge.right() + Space.M - 2
        width = self.width() - left - 30
        face = font(Type.BODY, QFont.Weight.DemiBold)
        title = f"{self._number}. {self._door.title}"
        draw_text(painter, QRectF(left, 18, width + 4, 20), title, now.text, face)
        hint = QRectF(left, 39, width + 4, 18)
        draw_text(painter, hint, self._door.hint, now.text_muted, font(Type.CAPTION))
        corner = QPointF(self.width() - 26, (self.height() - 16) / 2)
        draw_icon(painter, "chevron-right", now.text_muted, corner, 16)
        if self.hasFocus():
            draw_ring(painter, rect, Radius.CARD, now.focus, 0)
        painter.end()


class DoorRow(QWidget):
    """The doors side by side; Left and Right move, `door_opened(str)` carries the key."""

    door_opened = Signal(str)

    def __init__(self, doors: tuple[Door, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        self._buttons: dict[str, _DoorButton] = {}
        for at, door in enumerate(doors):
            button = _DoorButton(at + 1, door, self)
            button.clicked.connect(weak_slot(self._on_door_clicked, door.key))
            row.addWidget(button)
            self._buttons[door.key] = button

    def set_next(self, key: str) -> None:
        """Which door comes next; the others stay open too."""
        for name, button in self._buttons.items():
            button.next = name == key
            button.update()

    @property
    def next_key(self) -> str:
        """The door that comes next; empty for none."""
        return next((key for key, button in self._buttons.items() if button.next), "")

    def button(self, key: str) -> QAbstractButton:
        """One door's button."""
        return self._buttons[key]

    def _on_door_clicked(self, key: str) -> None:
        self.door_opened.emit(key)
