"""Which areas fall behind? Turns for each hundred businesses, against the average of all."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from app.ui.kit.paint import draw_text, fill_round, painter_for
from app.ui.theme import Space, Type, colours, font, qcolor

_ROW = 26
_HEAD = 20
_BAR = 10
_NUMBER = 52


@dataclass(frozen=True, slots=True)
class Bar:
    """One area: what is written, how long it is, and what is told on hovering."""

    name: str
    value: float
    text: str
    behind: bool
    spoken: str


class TurnsChart(QWidget):
    """Bars in rising order, and a line for the average; what lies behind it has its own colour."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self._average, self._average_text = 0.0, ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    @property
    def bars(self) -> tuple[Bar, ...]:
        """What is shown."""
        return self._bars

    def set_bars(self, bars: tuple[Bar, ...], average: float, text: str) -> None:
        """Show these; `text` names the line of the average."""
        self._bars, self._average, self._average_text = bars, average, text
        self.setAccessibleDescription(". ".join(bar.spoken for bar in bars))
        self.setMinimumHeight(self.sizeHint().height())
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(380, _HEAD + _ROW * len(self._bars) + 2)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = (event.pos().y() - _HEAD) // _ROW
            text = self._bars[at].spoken if 0 <= at < len(self._bars) else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def _x_of(self, value: float) -> float:
        left, right = self._name_width() + Space.M, self.width() - _NUMBER
        most = max([self._average, *(bar.value for bar in self._bars)]) or 1.0
        return left + (right - left) * value / most

    def _name_width(self) -> float:
        return min(max(self.width() * 0.34, 110.0), 230.0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        for at, bar in enumerate(self._bars):
            self._paint_bar(painter, bar, _HEAD + at * _ROW)
        if self._bars:
            self._paint_average(painter)
        painter.end()

    def _paint_bar(self, painter: QPainter, bar: Bar, top: int) -> None:
        now, start = colours(), self._x_of(0)
        name = QRectF(0, top, self._name_width(), _ROW)
        draw_text(painter, name, bar.name, now.text, font(Type.SMALL))
        track = QRectF(start, top + (_ROW - _BAR) / 2, self.width() - _NUMBER - start, _BAR)
        fill_round(painter, track, _BAR / 2, now.neutral_soft)
        length = self._x_of(bar.value) - start
        if length > 0:
            filled = QRectF(start, track.top(), max(length, _BAR), _BAR)
            fill_round(painter, filled, _BAR / 2, now.warning_text if bar.behind else now.accent)
        number = QRectF(self.width() - _NUMBER, top, _NUMBER, _ROW)
        face = font(Type.SMALL, QFont.Weight.DemiBold, tabular=True)
        draw_text(painter, number, bar.text, now.text, face, Qt.AlignmentFlag.AlignRight)

    def _paint_average(self, painter: QPainter) -> None:
        now, x = colours(), round(self._x_of(self._average)) + 0.5
        painter.setPen(QPen(qcolor(now.text_muted), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, _HEAD - 2), QPointF(x, self.height()))
        place = QRectF(x - 200, 0, 400, _HEAD - 4)
        if x + 90 > self.width():
            place = QRectF(self.width() - 400, 0, 400, _HEAD - 4)
        align = Qt.AlignmentFlag.AlignHCenter
        if x + 90 > self.width():
            align = Qt.AlignmentFlag.AlignRight
        face = font(Type.CAPTION)
        draw_text(painter, place, self._average_text, now.text_muted, face, align)
