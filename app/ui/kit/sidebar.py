"""The deep-green navigation at the left, with the network's state at its foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.kit.paint import (
    draw_icon,
    draw_ring,
    draw_text,
    fill_round,
    inner,
    painter_for,
    text_width,
)
from app.ui.kit.slots import weak_slot
from app.ui.theme import Radius, Size, Space, Type, colours, font, qcolor

_SHORTCUTS = 9


@dataclass(frozen=True, slots=True)
class NavItem:
    """One page: a stable key, its label and its icon."""

    key: str
    label: str
    icon: str


class StatusKind(Enum):
    """What the slot at the foot says about the network and the outbox."""

    DONE = "done"
    WAITING = "waiting"
    OFFLINE = "offline"
    SYNCING = "syncing"
    ATTENTION = "attention"


_STATUS_ICONS = {
    StatusKind.DONE: "cloud-check",
    StatusKind.WAITING: "cloud-upload",
    StatusKind.OFFLINE: "wifi-off",
    StatusKind.SYNCING: "refresh",
    StatusKind.ATTENTION: "refresh-alert",
}


class _SidebarButton(QAbstractButton):
    """Shared painting: ground, ring; subclasses paint the content."""

    def __init__(self, parent: QWidget, height: int) -> None:
        super().__init__(parent)
        self._height = height
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(Size.SIDEBAR - 24, self._height)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        rect = inner(self.rect())
        if fill := self._fill():
            fill_round(painter, rect, Radius.CONTROL, fill)
        self._paint_content(painter)
        if self.hasFocus():
            draw_ring(painter, rect, Radius.CONTROL, colours().sidebar_focus, 0)
        painter.end()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # QAbstractButton would eat the arrows; the sidebar moves the focus itself.
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _fill(self) -> str | None:
        if self.isChecked():
            return colours().sidebar_active
        return colours().sidebar_hover if self.underMouse() else None

    def _paint_content(self, painter: QPainter) -> None:
        raise NotImplementedError


class _NavButton(_SidebarButton):
    def __init__(self, item: NavItem, keys: str, parent: QWidget) -> None:
        super().__init__(parent, 40)
        self.item = item
        self._badge = 0
        self.setCheckable(True)
        self.setToolTip(f"{item.label} ({keys})" if keys else item.label)
        self.set_badge(0)

    def set_badge(self, count: int) -> None:
        self._badge = count
        self.setAccessibleName(f"{self.item.label} ({count})" if count else self.item.label)
        self.update()

    @override
    def _paint_content(self, painter: QPainter) -> None:
        now, middle = colours(), self.height() / 2
        colour = now.sidebar_strong if self.isChecked() else now.sidebar_text
        if self.isChecked():
            fill_round(painter, QRectF(0, middle - 10, 3, 20), 1.5, now.sidebar_mark)
        draw_icon(painter, self.item.icon, colour, QPointF(14, round(middle - 10)), 20)
        weight = QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Medium
        right = self._paint_badge(painter, self.width() - 10.0) if self._badge else self.width()
        area = QRectF(46, 0, right - 46 - 6, self.height())
        draw_text(painter, area, self.item.label, colour, font(Type.BODY, weight))

    def _paint_badge(self, painter: QPainter, right: float) -> float:
        now = colours()
        face = font(Type.CAPTION, QFont.Weight.Bold, tabular=True)
        text = str(self._badge) if self._badge < 1000 else "999+"
        width = max(20, text_width(text, face) + 12)
        rect = QRectF(right - width, self.height() / 2 - 10, width, 20)
        fill_round(painter, rect, 10, now.signal_wait)
        draw_text(painter, rect, text, now.sidebar, face, Qt.AlignmentFlag.AlignHCenter)
        return rect.left()


class _SearchButton(_SidebarButton):
    def __init__(self, text: str, keys: str, parent: QWidget) -> None:
        super().__init__(parent, 38)
        self._keys = keys
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(f"{text} ({keys})")

    @override
    def _fill(self) -> str | None:
        return colours().sidebar_active if self.underMouse() else colours().sidebar_hover

    @override
    def _paint_content(self, painter: QPainter) -> None:
        now = colours()
        top = round(self.height() / 2 - 9)
        draw_icon(painter, "search", now.sidebar_text, QPointF(14, top), 18)
        area = QRectF(44, 0, self.width() - 108, self.height())
        draw_text(painter, area, self.text(), now.sidebar_text, font(Type.BODY))
        keys = QRectF(self.width() - 64, 0, 54, self.height())
        right = Qt.AlignmentFlag.AlignRight
        draw_text(painter, keys, self._keys, now.sidebar_muted, font(Type.CAPTION), right)


class _StatusButton(_SidebarButton):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, 48)
        self.kind = StatusKind.OFFLINE

    @override
    def _paint_content(self, painter: QPainter) -> None:
        now = colours()
        table = {
            StatusKind.DONE: now.signal_good,
            StatusKind.WAITING: now.signal_wait,
            StatusKind.OFFLINE: now.signal_wait,
            StatusKind.SYNCING: now.sidebar_mark,
            StatusKind.ATTENTION: now.signal_bad,
        }
        top = round(self.height() / 2 - 9)
        draw_icon(painter, _STATUS_ICONS[self.kind], table[self.kind], QPointF(14, top), 18)
        first, _, rest = self.text().partition(" · ")
        half = self.height() / 2
        area = QRectF(44, half - 18 if rest else half - 9, self.width() - 50, 18)
        face = font(Type.SMALL, QFont.Weight.DemiBold)
        draw_text(painter, area, first, now.sidebar_text, face)
        small = font(Type.CAPTION)
        draw_text(painter, area.translated(0, 18), rest, now.sidebar_muted, small)


class _Brand(QWidget):
    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.title, self.session = title, ""
        self.setFixedHeight(58)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, width = colours(), self.width() - 14
        painter = painter_for(self)
        bold = font(Type.TITLE, QFont.Weight.Bold)
        draw_text(painter, QRectF(8, 6, width, 24), self.title, now.sidebar_strong, bold)
        small = font(Type.SMALL)
        draw_text(painter, QRectF(8, 31, width, 20), self.session, now.sidebar_muted, small)
        painter.end()


class Sidebar(QWidget):
    """Navigation; Alt+1 to Alt+9 reach the pages in order, Up and Down move within it.

    `page_requested(str)` carries the key when a person asks for a page, also for the
    page already shown; `status_clicked()` when they press the slot at the foot.
    """

    page_requested = Signal(str)
    status_clicked = Signal()

    def __init__(self, title: str, items: Sequence[NavItem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(Size.SIDEBAR)
        self.setAccessibleName(self.tr("Navigation"))
        self._buttons: dict[str, _NavButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(12, Space.L, 12, Space.M)
        column.setSpacing(Space.XS)
        self._brand = _Brand(title, self)
        self._column = column
        column.addWidget(self._brand)
        column.addSpacing(Space.S)
        for at, item in enumerate(items, start=1):
            column.addWidget(self._make_button(item, at))
        column.addStretch(1)
        self._status = _StatusButton(self)
        self._status.clicked.connect(self.status_clicked)
        column.addWidget(self._status)
        self.set_status(StatusKind.OFFLINE, self.tr("Offline"))

    def add_search(self, text: str, keys: str) -> QAbstractButton:
        """A button below the brand that looks like a search field; the caller opens the search."""
        button = _SearchButton(text, keys, self)
        self._column.insertWidget(1, button)
        return button

    def set_session(self, text: str) -> None:
        """The line below the program's name: the curation session."""
        self._brand.session = text
        self._brand.setToolTip(text)
        self._brand.update()

    def set_current(self, key: str) -> None:
        """Mark a page as shown, without a signal; KeyError for an unknown key."""
        chosen = self._buttons[key]
        for button in self._buttons.values():
            button.setChecked(button is chosen)

    @property
    def current(self) -> str | None:
        """The key of the marked page."""
        return next((key for key, b in self._buttons.items() if b.isChecked()), None)

    def set_badge(self, key: str, count: int) -> None:
        """Show `count` beside a page, nothing for 0; KeyError for an unknown key."""
        self._buttons[key].set_badge(count)

    def set_status(self, kind: StatusKind, text: str) -> None:
        """The slot at the foot: network state and, in words, what is not sent yet.

        What follows the first `` · `` stands on a second line.
        """
        self._status.kind = kind
        self._status.setText(text)
        self._status.setAccessibleName(text)
        self._status.setToolTip(text)
        self._status.update()

    def button(self, key: str) -> QAbstractButton:
        """The button of a page, for tests and tours; KeyError for an unknown key."""
        return self._buttons[key]

    @property
    def status_button(self) -> QAbstractButton:
        """The slot at the foot."""
        return self._status

    @property
    def status_kind(self) -> StatusKind:
        """What the slot at the foot shows as its icon."""
        return self._status.kind

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._move_focus(step)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        painter.fillRect(self.rect(), qcolor(colours().sidebar))
        y = self._status.y() - 7
        painter.fillRect(12, y, self.width() - 24, 1, qcolor(colours().sidebar_line))
        painter.end()

    def _make_button(self, item: NavItem, at: int) -> _NavButton:
        keys = f"Alt+{at}" if at <= _SHORTCUTS else ""
        button = _NavButton(item, keys, self)
        request = weak_slot(self._on_page_asked, item.key)
        button.clicked.connect(request)
        if keys:
            QShortcut(QKeySequence(keys), self).activated.connect(request)
        self._buttons[item.key] = button
        return button

    def _on_page_asked(self, key: str) -> None:
        self.set_current(key)
        self.page_requested.emit(key)

    def _move_focus(self, step: int) -> None:
        row: list[QAbstractButton] = [*self._buttons.values(), self._status]
        at = next((i for i, button in enumerate(row) if button.hasFocus()), 0)
        row[(at + step) % len(row)].setFocus(Qt.FocusReason.TabFocusReason)
