"""Named bars on one scale that starts at zero: a chart that reads as a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget
from typing_extensions import override

from app.ui.kit.paint import draw_ring, draw_text, fill_round, painter_for, text_width
from app.ui.kit.tones import Tone
from app.ui.theme import Radius, Type, colours, font

ROW = 40
_BAR = 8
_SIDE = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its value in words, its length 0 to 1, and a key to go on with."""

    name: str
    value: str
    fraction: float
    tone: Tone = Tone.SUCCESS
    key: str = ""


class BarList(QWidget):
    """Bars below each other. Up and Down move, Return or a click asks for a bar's key.

    `activated(str)`: the key; bars without one cannot be pressed.
    """

    activated = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.bars: tuple[Bar, ...] = ()
        self.current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._hovered = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._announce()

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show these, in this order."""
        self.bars = tuple(bars)
        self.current = min(self.current, max(len(self.bars) - 1, 0))
        self._announce()
        self.updateGeometry()
        self.update()

    def _announce(self) -> None:
        self.setAccessibleName(self._name)
        told = "; ".join(f"{bar.name}: {bar.value}" for bar in self.bars)
        self.setAccessibleDescription(told)

    @override
    def sizeHint(self) -> QSize:
        return QSize(280, ROW * max(len(self.bars), 1))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.sizeHint().height())

    # -- hands --------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self.bars) - 1}
        key = Qt.Key(event.key())
        if key in steps or key in ends:
            self._move(ends.get(key, self.current + steps.get(key, 0)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._activate(self.current)
        else:
            super().keyPressEvent(event)

    def _move(self, to: int) -> None:
        if not 0 <= to < len(self.bars):
            return
        self.current = to
        port = self.parentWidget()
        area = port.parentWidget() if port is not None else None
        if isinstance(area, QScrollArea):
            area.ensureVisible(0, round((to + 0.5) * ROW), 0, ROW)
        self.update()

    def _activate(self, at: int) -> None:
        if 0 <= at < len(self.bars) and self.bars[at].key:
            self.activated.emit(self.bars[at].key)

    def _at(self, event: QMouseEvent) -> int:
        at = int(event.position().y() // ROW)
        return at if 0 <= at < len(self.bars) else -1

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hovered = self._at(event)
        can = self._hovered >= 0 and bool(self.bars[self._hovered].key)
        self.setCursor(Qt.CursorShape.PointingHandCursor if can else Qt.CursorShape.ArrowCursor)
        self.update()

    @override
    def leaveEvent(self, event: object) -> None:
        self._hovered = -1
        self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and (at := self._at(event)) >= 0:
            self.current = at
            self._activate(at)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    # -- painting -------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, seen = painter_for(self), event.rect()
        bold = font(Type.SMALL, QFont.Weight.DemiBold, tabular=True)
        for at, bar in enumerate(self.bars):
            if not seen.intersects(QRect(0, at * ROW, self.width(), ROW)):
                continue
            now, top = colours(), float(at * ROW)
            row = QRectF(0, top, self.width(), ROW)
            if at == self._hovered and bar.key:
                fill_round(painter, row, Radius.SMALL, now.hover)
            wide = text_width(bar.value, bold) + 4
            room = self.width() - 2 * _SIDE
            name = QRectF(_SIDE, top + 5, max(room - wide - 10, 40), 18)
            draw_text(painter, name, bar.name, now.text, font(Type.SMALL))
            value = QRectF(self.width() - _SIDE - wide, top + 5, wide, 18)
            draw_text(painter, value, bar.value, now.text, bold, Qt.AlignmentFlag.AlignRight)
            track = QRectF(_SIDE, top + 26, room, _BAR)
            fill_round(painter, track, _BAR / 2, now.neutral_soft)
            if bar.fraction > 0:
                track.setWidth(max(_BAR, room * min(bar.fraction, 1.0)))
                fill_round(painter, track, _BAR / 2, fill_of(bar.tone))
            if at == self.current and self.hasFocus():
                draw_ring(painter, row, Radius.SMALL, now.focus, 0)
        painter.end()


def fill_of(tone: Tone) -> str:
    """The colour of a bar of this tone."""
    now = colours()
    fills = {Tone.WARNING: now.warning_line, Tone.DANGER: now.danger, Tone.INFO: now.info_text}
    return fills.get(tone, now.accent)
