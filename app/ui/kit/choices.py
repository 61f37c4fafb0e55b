"""Editors that choose: drop-down list, date, check box."""

from __future__ import annotations

from PySide6.QtCore import QDate, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QWidget
from typing_extensions import override

from app.ui.kit.paint import (
    draw_icon_centred,
    draw_ring,
    draw_text,
    fill_round,
    inner,
    painter_for,
    text_width,
)
from app.ui.theme import Radius, Size, Space, Type, colours, font

_BOX = 20


class Select(QComboBox):
    """A drop-down list with a chevron of the theme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.setSizeAdjustPolicy(policy)
        self.setMinimumContentsLength(8)
        self.setFixedHeight(Size.CONTROL)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_trailing(self, "chevron-down")


class DateField(QDateEdit):
    """A date as dd/MM/yyyy with a calendar."""

    def __init__(self, date: QDate | None = None, parent: QWidget | None = None) -> None:
        super().__init__(date or QDate.currentDate(), parent)
        self.setDisplayFormat("dd/MM/yyyy")
        self.setCalendarPopup(True)
        self.setFixedHeight(Size.CONTROL)

    @override
    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.lineEdit().setAccessibleName(name)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_trailing(self, "calendar")


def _paint_trailing(widget: QWidget, icon: str) -> None:
    now = colours()
    colour = now.text_muted if widget.isEnabled() else now.text_disabled
    painter = painter_for(widget)
    area = QRectF(widget.width() - 34, 0, 30, widget.height())
    draw_icon_centred(painter, icon, colour, area, Size.ICON)
    painter.end()


class Check(QCheckBox):
    """A check box with a box large enough to hit; the whole text is part of it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def sizeHint(self) -> QSize:
        width = text_width(self.text(), font(Type.BODY)) + _BOX + Space.M + Space.S
        return QSize(width, 32)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_BOX + 60, 32)

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = colours(), painter_for(self)
        box = QRectF(3, (self.height() - _BOX) / 2, _BOX, _BOX)
        if self.isChecked() and self.isEnabled():
            fill_round(painter, box, 5, now.accent)
            draw_icon_centred(painter, "check", now.on_accent, box, 16)
        else:
            fill_round(painter, box, 5, now.surface, now.control_border, 1.5)
            if self.isChecked():
                draw_icon_centred(painter, "check", now.text_disabled, box, 16)
        left = box.right() + Space.S + 2
        area = QRectF(left, 0, self.width() - left, self.height())
        colour = now.text if self.isEnabled() else now.text_disabled
        draw_text(painter, area, self.text(), colour, font(Type.BODY))
        if self.hasFocus():
            draw_ring(painter, inner(self.rect()), Radius.CONTROL, now.focus, 0)
        painter.end()
