"""Figures with their intervals, one row each, on one axis."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from app.services.fairness import Span
from app.ui.kit.paint import CHIP_HEIGHT, chip_width, draw_chip, draw_text, fill_round, painter_for
from app.ui.kit.tones import ChipSpec
from app.ui.theme import Space, Type, colours, font, qcolor

_ROW = 38
_HEAD = 22
_FOOT = 22
_BAR = 12
_DOT = 5.0
_CAP = 4
_NUMBER = 54
_GAP = Space.M


@dataclass(frozen=True, slots=True)
class Axis:
    """From where to where, which values are marked, and where bars begin (None: a dot)."""

    low: float
    high: float
    marks: tuple[tuple[float, str], ...]
    origin: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: its name, numbers in columns, a chip; `ring` is a second, hollow mark."""

    name: str
    span: Span | None
    numbers: tuple[str, ...] = ()
    chip: ChipSpec | None = None
    ring: float | None = None
    spoken: str = ""


class SpanChart(QWidget):
    """Rows on one axis: a bar or a dot for the figure, a whisker for its interval."""

    def __init__(
        self, name: str, headings: tuple[str, ...] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._headings = name, headings
        self._rows: tuple[Row, ...] = ()
        self._axis = Axis(0, 1, ())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._rows

    @property
    def axis(self) -> Axis:
        """The axis in use."""
        return self._axis

    def set_rows(self, rows: tuple[Row, ...], axis: Axis) -> None:
        """Show these."""
        self._rows, self._axis = rows, axis
        self.setAccessibleDescription(". ".join(row.spoken or row.name for row in rows))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(380, self._top + _ROW * len(self._rows) + _FOOT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(300, self.sizeHint().height())

    @property
    def _top(self) -> int:
        return _HEAD if self._headings else 0

    def x_of(self, value: float) -> float:
        """Where a value lies, clipped to the axis."""
        left, right = self._field()
        share = (value - self._axis.low) / (self._axis.high - self._axis.low)
        return left + (right - left) * min(max(share, 0.0), 1.0)

    def _name_width(self) -> float:
        return min(max(self.width() * 0.27, 92.0), 190.0)

    def _chip_width(self) -> int:
        return max((chip_width(row.chip) for row in self._rows if row.chip), default=0)

    def _columns(self) -> int:
        return max((len(row.numbers) for row in self._rows), default=len(self._headings))

    def _field(self) -> tuple[float, float]:
        """The left and right end of the axis."""
        chips = self._chip_width()
        right = self.width() - self._columns() * _NUMBER - (chips + _GAP if chips else 0)
        return self._name_width() + _GAP, right - _DOT - 2

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = (event.pos().y() - self._top) // _ROW
            text = self._rows[at].spoken if 0 <= at < len(self._rows) else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        self._paint_axis(painter)
        self._paint_headings(painter)
        for at, row in enumerate(self._rows):
            self._paint_row(painter, row, self._top + at * _ROW)
        painter.end()

    def _paint_axis(self, painter: QPainter) -> None:
        now, face = colours(), font(Type.CAPTION, tabular=True)
        bottom = self._top + _ROW * len(self._rows)
        for value, text in self._axis.marks:
            x = round(self.x_of(value)) + 0.5
            painter.setPen(QPen(qcolor(now.border), 1))
            painter.drawLine(QPointF(x, self._top), QPointF(x, bottom))
            place = QRectF(x - 40, bottom + 2, 80, _FOOT - 4)
            draw_text(painter, place, text, now.text_muted, face, Qt.AlignmentFlag.AlignHCenter)

    def _paint_headings(self, painter: QPainter) -> None:
        face = font(Type.CAPTION, QFont.Weight.Medium)
        for at, text in enumerate(self._headings):
            place = QRectF(self._number_left(at), 0, _NUMBER, _HEAD - 4)
            draw_text(painter, place, text, colours().text_muted, face, Qt.AlignmentFlag.AlignRight)

    def _number_left(self, column: int) -> float:
        return self._field()[1] + _DOT + 2 + column * _NUMBER

    def _paint_row(self, painter: QPainter, row: Row, top: int) -> None:
        now, middle = colours(), top + _ROW / 2
        name = QRectF(0, top, self._name_width(), _ROW)
        draw_text(painter, name, row.name, now.text, font(Type.SMALL))
        if row.span is not None:
            self._paint_span(painter, row.span, middle)
        if row.ring is not None:
            self._paint_ring(painter, self.x_of(row.ring), middle)
        bold = font(Type.SMALL, QFont.Weight.DemiBold, tabular=True)
        for at, text in enumerate(row.numbers):
            place = QRectF(self._number_left(at), top, _NUMBER, _ROW)
            draw_text(painter, place, text, now.text, bold, Qt.AlignmentFlag.AlignRight)
        if row.chip is not None:
            left = self.width() - self._chip_width()
            place = QRectF(left, middle - CHIP_HEIGHT / 2, chip_width(row.chip), CHIP_HEIGHT)
            draw_chip(painter, place, row.chip)

    def _paint_span(self, painter: QPainter, span: Span, middle: float) -> None:
        now, x = colours(), self.x_of(span.value)
        if self._axis.origin is not None:
            start = self.x_of(self._axis.origin)
            left, right = min(start, x), max(start, x)
            track = QRectF(start, middle - _BAR / 2, self._field()[1] - start, _BAR)
            fill_round(painter, track, _BAR / 2, now.neutral_soft)
            if right - left > 1:
                bar = QRectF(left, middle - _BAR / 2, max(right - left, _BAR), _BAR)
                fill_round(painter, bar, _BAR / 2, now.accent)
        # The seam in the card's colour keeps the whisker legible across a bar.
        for colour, width in ((now.surface, 3.5), (now.text, 1.5)):
            painter.setPen(QPen(qcolor(colour), width))
            self._paint_whisker(painter, self.x_of(span.low), self.x_of(span.high), middle)
        if self._axis.origin is None:
            painter.setPen(QPen(qcolor(now.surface), 1.5))
            painter.setBrush(qcolor(now.accent))
            painter.drawEllipse(QPointF(x, middle), _DOT, _DOT)

    @staticmethod
    def _paint_whisker(painter: QPainter, low: float, high: float, middle: float) -> None:
        painter.drawLine(QPointF(low, middle), QPointF(high, middle))
        for end in (low, high):
            painter.drawLine(QPointF(end, middle - _CAP), QPointF(end, middle + _CAP))

    @staticmethod
    def _paint_ring(painter: QPainter, x: float, middle: float) -> None:
        painter.setPen(QPen(qcolor(colours().text_muted), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(x, middle), _DOT, _DOT)
