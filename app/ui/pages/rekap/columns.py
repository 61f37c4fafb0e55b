"""Months side by side, each a column of its outcomes; one of them is told in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.domain.terms import Outcome
from app.services.rekap_rows import Totals
from app.ui import labels
from app.ui.kit.paint import draw_ring, draw_text, fill_round, painter_for, text_width
from app.ui.theme import Radius, Type, colours, font

_LEFT, _TOP, _FOOT = 56, 10, 26
_WIDEST = 44
_LINES = 4


@dataclass(frozen=True, slots=True)
class Column:
    """One month: the short name below it, the whole sentence, and its counts."""

    name: str
    words: str
    totals: Totals


def round_up(most: int) -> int:
    """The top of a scale of four equal steps of whole numbers."""
    tens = 1
    while True:
        for step in (tens, tens * 3 // 2, tens * 2, tens * 5 // 2, tens * 3, tens * 4, tens * 5):
            if step * _LINES >= most:
                return step * _LINES
        tens *= 10


class MonthColumns(QWidget):
    """Stacked columns; Left and Right choose a month, `chosen(int)` tells which."""

    chosen = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.columns: tuple[Column, ...] = ()
        self.current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(170)
        self.setAccessibleName(name)

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show these months, oldest first; the last one is chosen."""
        self.columns = tuple(columns)
        self.current = len(self.columns) - 1
        self.setAccessibleDescription("; ".join(column.words for column in self.columns))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, 210)

    # -- hands --------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._choose(self.current + step)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        pitch = self._pitch()
        if pitch:
            self._choose(int((event.position().x() - _LEFT) // pitch))

    def _choose(self, at: int) -> None:
        if 0 <= at < len(self.columns):
            self.current = at
            self.update()
            self.chosen.emit(at)

    # -- painting -------------------------------------------------------------------------

    def _pitch(self) -> float:
        return (self.width() - _LEFT) / len(self.columns) if self.columns else 0.0

    def _frame(self) -> QRectF:
        """Around the chosen month; not the whole width where there is only one."""
        pitch = self._pitch()
        wide = min(pitch, 2 * _WIDEST)
        left = _LEFT + pitch * (self.current + 0.5) - wide / 2
        return QRectF(left, 2, wide, self.height() - 4)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = colours(), painter_for(self)
        top = round_up(max((c.totals.decided for c in self.columns), default=1) or 1)
        floor = self.height() - _FOOT
        scale = (floor - _TOP) / top
        if self.columns and not self.hasFocus():
            fill_round(painter, self._frame(), Radius.SMALL, now.hover)
        for line in range(_LINES + 1):
            y = floor - line * (floor - _TOP) / _LINES
            fill_round(painter, QRectF(_LEFT, y, self.width() - _LEFT, 1), 0, now.border)
            label = QRectF(0, y - 9, _LEFT - 8, 18)
            words = labels.number(top * line // _LINES)
            face = font(Type.CAPTION, tabular=True)
            draw_text(painter, label, words, now.text_muted, face, Qt.AlignmentFlag.AlignRight)
        every = max(1, -(-46 * len(self.columns) // max(1, self.width() - _LEFT)))
        for at, column in enumerate(self.columns):
            self._paint_column(painter, at, column, floor, scale)
            if (len(self.columns) - 1 - at) % every == 0:
                self._paint_name(painter, at, column, floor)
        painter.end()

    def _paint_column(
        self, painter: QPainter, at: int, column: Column, floor: float, scale: float
    ) -> None:
        pitch = self._pitch()
        wide = min(pitch * 0.66, _WIDEST)
        left = _LEFT + pitch * at + (pitch - wide) / 2
        bottom = floor
        for outcome in Outcome:
            high = column.totals.outcomes[outcome] * scale
            if high > 0:
                block = QRectF(left, bottom - high, wide, max(high - 1, 1))
                fill_round(painter, block, min(3, high / 3), fill_of_outcome(outcome))
                bottom -= high
        if at == self.current and self.hasFocus():
            draw_ring(painter, self._frame(), Radius.SMALL, colours().focus, 0)

    def _paint_name(self, painter: QPainter, at: int, column: Column, floor: float) -> None:
        pitch = self._pitch()
        room = max(pitch, 46)
        left = _LEFT + pitch * (at + 0.5) - room / 2
        left = max(0.0, min(left, self.width() - room))
        now, face = colours(), font(Type.CAPTION)
        middle = Qt.AlignmentFlag.AlignHCenter
        area = QRectF(left, floor + 4, room, 18)
        draw_text(painter, area, column.name, now.text_muted, face, middle)


def fill_of_outcome(outcome: Outcome) -> str:
    """The colour of an outcome, the same in the columns and in their legend."""
    now = colours()
    return {
        Outcome.PASSED: now.accent,
        Outcome.CONDITIONAL: now.info_text,
        Outcome.NEEDS_IMPROVEMENT: now.warning_line,
        Outcome.FAILED: now.danger,
    }[outcome]


class Legend(QWidget):
    """What the colours of the columns mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(20)
        self.setAccessibleName(", ".join(outcome.term for outcome in Outcome))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, left = painter_for(self), 0.0
        face = font(Type.CAPTION)
        for outcome in Outcome:
            fill_round(painter, QRectF(left, 5, 10, 10), 3, fill_of_outcome(outcome))
            wide = text_width(outcome.term, face) + 2
            area = QRectF(left + 16, 0, wide, 20)
            draw_text(painter, area, outcome.term, colours().text_muted, face)
            left += 16 + wide + 14
        painter.end()
