"""What a photograph shows: five roles, five digits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.terms import PhotoRole
from app.ui.kit.paint import draw_icon, draw_text, fill_round, inner, painter_for
from app.ui.kit.slots import weak_slot
from app.ui.pages.products.role_bar import ROLE_KEYS
from app.ui.theme import Radius, Size, Space, Type, colours, font

_HEIGHT: Final = 40
_CAP: Final = 24
_END: Final = 88


class RoleRow(QAbstractButton):
    """One role: its digit, its name, and how many photographs show it."""

    def __init__(self, digit: str, role: PhotoRole, parent: QWidget) -> None:
        super().__init__(parent)
        self.role = role
        self.count = 0
        self._digit = digit
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """How many photographs show this."""
        self.count = count
        self.setAccessibleName(f"{self._digit} {self.role.term}, {self._state()}")
        self.update()

    def _state(self) -> str:
        return str(self.count) if self.count else self.tr("none")

    @override
    def nextCheckState(self) -> None:
        """A click asks; only the panel decides."""

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = colours(), painter_for(self)
        rect, chosen = inner(self.rect()), self.isChecked()
        fill = now.hover if self.underMouse() else now.surface
        line, width = (now.accent, 2.0) if chosen else (now.border, 1.0)
        ground = now.accent_soft if chosen else fill
        fill_round(painter, rect, Radius.CONTROL, ground, line, width)
        self._paint_cap(painter, now.accent_text if chosen else now.text_muted)
        name = QRectF(Space.S + _CAP + Space.M, 0, 0, _HEIGHT)
        name.setRight(rect.right() - _END - Space.S)
        face = font(Type.BODY, QFont.Weight.DemiBold if chosen else QFont.Weight.Medium)
        draw_text(painter, name, self.role.term, now.text, face)
        self._paint_end(painter, QRectF(rect.right() - _END, 0, _END - Space.M, _HEIGHT))
        painter.end()

    def _paint_cap(self, painter: QPainter, colour: str) -> None:
        cap = QRectF(Space.S, (_HEIGHT - _CAP) / 2, _CAP, _CAP)
        fill_round(painter, cap, Radius.SMALL - 1, None, colour)
        face, centre = font(Type.SMALL, QFont.Weight.DemiBold), Qt.AlignmentFlag.AlignHCenter
        draw_text(painter, cap, self._digit, colour, face, centre)

    def _paint_end(self, painter: QPainter, area: QRectF) -> None:
        now, right = colours(), Qt.AlignmentFlag.AlignRight
        colour = now.success_text if self.count else now.text_muted
        if self.count:
            area.setRight(area.right() - Size.ICON - Space.XS)
            at = QPointF(area.right() + Space.XS, round(area.center().y() - Size.ICON / 2))
            draw_icon(painter, "check", colour, at, Size.ICON)
        draw_text(painter, area, self._state(), colour, font(Type.SMALL), right)


class RolePanel(QWidget):
    """All five. `chosen(object)` a `PhotoRole` somebody clicked."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[PhotoRole, RoleRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for digit, role in ROLE_KEYS.items():
            row = RoleRow(digit, role, self)
            row.clicked.connect(weak_slot(self._on_row_clicked, role))
            self.rows[role] = row
            column.addWidget(row)

    def set_role(self, role: PhotoRole) -> None:
        """Mark what the next shot shows."""
        for own, row in self.rows.items():
            row.setChecked(own is role)

    def set_counts(self, counts: Mapping[PhotoRole, int]) -> None:
        """Say how many photographs show each."""
        for role, row in self.rows.items():
            row.set_count(counts.get(role, 0))

    def _on_row_clicked(self, role: PhotoRole) -> None:
        self.chosen.emit(role)
