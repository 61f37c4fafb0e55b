"""Buttons that paint themselves: icon, text, key hint, and a ring that shows on any fill."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from app.ui.kit.paint import (
    draw_icon,
    draw_icon_centred,
    draw_key_hint,
    draw_ring,
    draw_text,
    fill_round,
    inner,
    painter_for,
    text_width,
)
from app.ui.theme import Colours, Radius, Size, Space, Type, colours, font

V = TypeVar("V")

_PAD = 14
_GAP = 8


class Kind(Enum):
    """What a button is for; one primary at most per card."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    GHOST = "ghost"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class _Look:
    fill: str | None
    text: str
    line: str | None
    ring: str


class _PaintedButton(QPushButton):
    """Common state of the kit's buttons; hover comes from `WA_Hover`."""

    def __init__(self, kind: Kind, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._kind = kind
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)

    @property
    def kind(self) -> Kind:
        """What the button is for."""
        return self._kind

    def _look(self) -> _Look:
        now = colours()
        if not self.isEnabled() and self._kind is Kind.GHOST:
            return _Look(None, now.text_disabled, None, now.focus)
        if not self.isEnabled():
            return _Look(now.surface_alt, now.text_disabled, now.border, now.focus)
        if self._kind is Kind.PRIMARY:
            fill = self._pick(now.accent, now.accent_hover, now.accent_pressed)
            return _Look(fill, now.on_accent, None, now.on_accent)
        if self._kind is Kind.DANGER:
            fill = self._pick(now.danger, now.danger_hover, now.danger_hover)
            return _Look(fill, now.on_danger, None, now.on_danger)
        return self._quiet_look(now)

    def _quiet_look(self, now: Colours) -> _Look:
        if self.isChecked():
            return _Look(now.accent_soft, now.accent_text, now.accent, now.focus)
        if self._kind is Kind.GHOST:
            fill = self._pick(None, now.hover, now.pressed)
            return _Look(fill, now.accent_text, None, now.focus)
        fill = self._pick(now.surface, now.hover, now.pressed)
        return _Look(fill, now.text, now.control_border, now.focus)

    def _pick(self, rest: V, hover: V, pressed: V) -> V:
        if self.isDown():
            return pressed
        return hover if self.underMouse() else rest

    def _paint_ground(self, painter: QPainter, look: _Look) -> None:
        rect = inner(self.rect())
        fill_round(painter, rect, Radius.CONTROL, look.fill, look.line)
        if self.hasFocus():
            on_fill = look.ring not in (colours().focus,)
            draw_ring(painter, rect, Radius.CONTROL, look.ring, 2.0 if on_fill else 0.0)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()


class Button(_PaintedButton):
    """A text button with optional icon and key hint.

    `shortcut` (for example ``"Ctrl+S"``) is installed and shown as a key cap. Signals
    are `QPushButton`'s: connect `clicked` to a slot without arguments.
    """

    def __init__(
        self,
        text: str,
        kind: Kind = Kind.SECONDARY,
        *,
        icon: str = "",
        shortcut: str = "",
        big: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(kind, parent)
        self._icon_name = icon
        self._hint = ""
        self._height = Size.BIG_CONTROL if big else Size.CONTROL
        self.setText(text)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if shortcut:
            self.set_shortcut(shortcut)

    def set_shortcut(self, keys: str) -> None:
        """Install `keys` as the button's shortcut and show them."""
        sequence = QKeySequence(keys)
        self.setShortcut(sequence)
        # Keyboards say Enter where Qt says Return.
        native = sequence.toString(QKeySequence.SequenceFormat.NativeText)
        self._hint = native.replace("Return", "Enter")
        self.setToolTip(f"{self.text()} ({self._hint})")
        self.updateGeometry()

    def show_key(self, text: str) -> None:
        """Show a key cap for a key that somebody else listens to."""
        self._hint = text
        self.updateGeometry()

    def set_icon_name(self, name: str) -> None:
        """Show another icon, or none for ``""``."""
        self._icon_name = name
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        width = self._content_width() + 2 * _PAD
        return QSize(width, self._height)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _content_width(self) -> int:
        width = text_width(self.text(), self._face())
        width += Size.ICON + _GAP if self._icon_name else 0
        return width + (self._hint_width() + Space.M if self._hint else 0)

    def _hint_width(self) -> int:
        return text_width(self._hint, font(Type.CAPTION, QFont.Weight.Medium)) + 10

    def _face(self) -> QFont:
        return font(Type.BODY, QFont.Weight.DemiBold)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look()
        painter = painter_for(self)
        self._paint_ground(painter, look)
        self._paint_content(painter, look)
        painter.end()

    def _paint_content(self, painter: QPainter, look: _Look) -> None:
        middle = self.height() / 2
        left = float(max(_PAD, (self.width() - self._content_width()) // 2))
        if self._icon_name:
            corner = QPointF(left, round(middle - Size.ICON / 2))
            draw_icon(painter, self._icon_name, look.text, corner, Size.ICON)
            left += Size.ICON + _GAP
        width = text_width(self.text(), self._face())
        area = QRectF(left, 0, min(width, self.width() - left - 4), self.height())
        draw_text(painter, area, self.text(), look.text, self._face())
        if self._hint:
            right = left + width + Space.M + self._hint_width()
            draw_key_hint(painter, right, middle, self._hint, look.text)


class IconButton(_PaintedButton):
    """A square button with an icon only; `name` is its accessible name and tooltip."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        size: int = Size.CONTROL,
        kind: Kind = Kind.GHOST,
        checkable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(kind, parent)
        self._icon_name = icon
        self._extent = size
        self.setCheckable(checkable)
        self.set_name(name)
        self.setFixedSize(size, size)

    def set_name(self, name: str) -> None:
        """Change the accessible name and tooltip."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def set_icon_name(self, name: str) -> None:
        """Show another icon."""
        self._icon_name = name
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._extent, self._extent)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look()
        painter = painter_for(self)
        self._paint_ground(painter, look)
        size = Size.ICON if self._extent >= 30 else 16
        plain = self._kind is Kind.GHOST and not self.isChecked() and self.isEnabled()
        colour = colours().text_muted if plain else look.text
        draw_icon_centred(painter, self._icon_name, colour, inner(self.rect()), size)
        painter.end()


def primary_button(
    text: str,
    *,
    icon: str = "",
    shortcut: str = "",
    big: bool = False,
    parent: QWidget | None = None,
) -> Button:
    """The one main action of a card or page."""
    return Button(text, Kind.PRIMARY, icon=icon, shortcut=shortcut, big=big, parent=parent)


def secondary_button(
    text: str,
    *,
    icon: str = "",
    shortcut: str = "",
    big: bool = False,
    parent: QWidget | None = None,
) -> Button:
    """An ordinary action."""
    return Button(text, Kind.SECONDARY, icon=icon, shortcut=shortcut, big=big, parent=parent)


def ghost_button(
    text: str,
    *,
    icon: str = "",
    shortcut: str = "",
    big: bool = False,
    parent: QWidget | None = None,
) -> Button:
    """A quiet action, without outline."""
    return Button(text, Kind.GHOST, icon=icon, shortcut=shortcut, big=big, parent=parent)


def danger_button(
    text: str,
    *,
    icon: str = "",
    shortcut: str = "",
    big: bool = False,
    parent: QWidget | None = None,
) -> Button:
    """An action that takes something away."""
    return Button(text, Kind.DANGER, icon=icon, shortcut=shortcut, big=big, parent=parent)
