"""Segments: the big choice buttons of score and gate rows. The row takes the keys, not they."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from app.ui.kit.paint import draw_icon, draw_text, fill_round, inner, painter_for, text_width
from app.ui.kit.tones import Tone, tone_colours
from app.ui.theme import Radius, Size, Type, colours, font


class Segment(QAbstractButton):
    """One choice; filled with the accent when chosen, or with its tone if it has one."""

    def __init__(
        self,
        text: str,
        name: str,
        *,
        tone: Tone | None = None,
        icon: str = "",
        big: bool = False,
        tall: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone, self._icon_name, self._big = tone, icon, big
        self._height = Size.BIG_CONTROL if big or tall else Size.CONTROL
        self.setText(text)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy.Policy.Expanding if big else QSizePolicy.Policy.Minimum
        self.setSizePolicy(policy, QSizePolicy.Policy.Fixed)

    @override
    def nextCheckState(self) -> None:
        """A click asks; only the row decides what is chosen."""

    @override
    def sizeHint(self) -> QSize:
        mark = 20 if self._icon_name else 0
        wide = text_width(self.text(), self._face()) + mark + 22
        return QSize(max(44, wide), self._height)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _face(self) -> QFont:
        if self._big:
            return font(Type.TITLE, QFont.Weight.DemiBold, tabular=True)
        return font(Type.SMALL, QFont.Weight.DemiBold)

    def _look(self) -> tuple[str, str, str]:
        """(fill, text, line)."""
        now = colours()
        if self.isChecked() and self._tone is not None:
            back, fore = tone_colours(self._tone)
            return back, fore, fore
        if self.isChecked():
            return now.accent, now.on_accent, now.accent
        if not self.isEnabled():
            return now.surface_alt, now.text_disabled, now.border
        fill = now.hover if self.underMouse() else now.surface
        return fill, now.text if self._big else now.text_muted, now.control_border

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        fill, fore, line = self._look()
        painter = painter_for(self)
        rect = inner(self.rect())
        fill_round(painter, rect, Radius.CONTROL, fill, line)
        if self._icon_name:
            width = text_width(self.text(), self._face()) + 20
            left = round((self.width() - width) / 2)
            corner = QPointF(left, round(self.height() / 2 - 8))
            draw_icon(painter, self._icon_name, fore, corner, 16)
            rect.setLeft(left + 20)
            draw_text(painter, rect, self.text(), fore, self._face())
        else:
            centre = Qt.AlignmentFlag.AlignHCenter
            draw_text(painter, rect, self.text(), fore, self._face(), centre)
        painter.end()
