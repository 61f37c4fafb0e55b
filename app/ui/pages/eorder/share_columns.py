"""Months side by side: the share of spending, and the line of the target across them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.services.eorder_absorption import Figure
from app.ui import labels
from app.ui.kit.paint import draw_ring, draw_text, fill_round, painter_for
from app.ui.kit.tones import Tone
from app.ui.pages.rekap import words
from app.ui.pages.rekap.bars import fill_of
from app.ui.theme import Radius, Type, colours, font

_LEFT, _TOP, _FOOT, _HEAD = 44, 10, 26, 26
_WIDEST = 44
_STEP = 20


class ShareColumns(QWidget):
    """Left and Right choose a month, which is told in words above the columns."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.months: tuple[Figure, ...] = ()
        self.target = 0
        self.current = -1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(200)

    def set_months(self, months: Sequence[Figure], target: int) -> None:
        """Show these, oldest first; the last one is chosen. `target` is a percentage."""
        self.months, self.target = tuple(months), target
        self.current = len(self.months) - 1
        self.setAccessibleDescription("; ".join(self.told(month) for month in self.months))
        self.update()

    def told(self, month: Figure) -> str:
        """A month in words."""
        name, amount = words.month(month.key, long=True), labels.rupiah(month.amount)
        if month.share is None:
            text = self.tr("{month}: {amount} ordered, spending unknown")
            return text.format(month=name, amount=amount)
        text = self.tr("{month}: {amount} ordered, {share} of the spending known")
        return text.format(month=name, amount=amount, share=words.percent(month.share))

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, 240)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._choose(self.current + step)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.months:
            self._choose(int((event.position().x() - _LEFT) // self._pitch()))

    def _choose(self, at: int) -> None:
        if 0 <= at < len(self.months):
            self.current = at
            self.update()

    # -- painting -------------------------------------------------------------------------

    def _pitch(self) -> float:
        return (self.width() - _LEFT) / max(len(self.months), 1)

    def _top(self) -> int:
        """The percentage at the top of the scale."""
        most = max((round(m.share * 100) for m in self.months if m.share is not None), default=0)
        return -(-max(most, self.target + 1, 2 * _STEP) // _STEP) * _STEP

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = colours(), painter_for(self)
        if 0 <= self.current < len(self.months):
            area = QRectF(_LEFT, 0, self.width() - _LEFT, 20)
            draw_text(
                painter, area, self.told(self.months[self.current]), now.text, font(Type.SMALL)
            )
        top, floor = self._top(), self.height() - _FOOT
        scale = (floor - _TOP - _HEAD) / top
        face = font(Type.CAPTION, tabular=True)
        step = _STEP * max(1, -(-top // (_STEP * 5)))
        for mark in range(0, top + 1, step):
            y = floor - mark * scale
            fill_round(painter, QRectF(_LEFT, y, self.width() - _LEFT, 1), 0, now.border)
            label = QRectF(0, y - 9, _LEFT - 8, 18)
            draw_text(painter, label, f"{mark}%", now.text_muted, face, Qt.AlignmentFlag.AlignRight)
        for at, month in enumerate(self.months):
            self._paint_month(painter, at, month, floor, scale)
        if self.target:
            self._paint_target(painter, floor - self.target * scale)
        painter.end()

    def _paint_month(
        self, painter: QPainter, at: int, month: Figure, floor: float, scale: float
    ) -> None:
        pitch = self._pitch()
        wide = min(pitch * 0.66, _WIDEST)
        left = _LEFT + pitch * at + (pitch - wide) / 2
        now = colours()
        frame = QRectF(left - 6, _HEAD, wide + 12, self.height() - _HEAD - 2)
        if at == self.current and self.hasFocus():
            draw_ring(painter, frame, Radius.SMALL, now.focus, 0)
        elif at == self.current:
            fill_round(painter, frame, Radius.SMALL, now.hover)
        if month.share is not None:
            high = max(month.share * 100 * scale, 2)
            tone = Tone.SUCCESS if month.share * 100 >= self.target else Tone.WARNING
            fill_round(
                painter, QRectF(left, floor - high, wide, high), min(3, high / 2), fill_of(tone)
            )
        room = max(pitch, 46)
        every = max(1, -(-46 // max(1, int(pitch))))
        if (len(self.months) - 1 - at) % every == 0:
            x = max(0.0, min(left + wide / 2 - room / 2, self.width() - room))
            area = QRectF(x, floor + 4, room, 18)
            middle = Qt.AlignmentFlag.AlignHCenter
            name = words.month(month.key)
            draw_text(painter, area, name, now.text_muted, font(Type.CAPTION), middle)

    def _paint_target(self, painter: QPainter, y: float) -> None:
        now = colours()
        x = float(_LEFT)
        while x < self.width():
            fill_round(painter, QRectF(x, y - 1, 6, 2), 1, now.text)
            x += 10
        text = self.tr("Target {share}%").format(share=self.target)
        area = QRectF(_LEFT, y - 20, self.width() - _LEFT - 4, 18)
        right = Qt.AlignmentFlag.AlignRight
        draw_text(painter, area, text, now.text_muted, font(Type.CAPTION), right)
