"""Short messages at the bottom left that never take the focus, with an optional undo."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent, QFont, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.kit.labels import Label
from app.ui.kit.paint import (
    draw_icon,
    draw_ring,
    draw_text,
    fill_round,
    inner,
    painter_for,
    text_width,
)
from app.ui.kit.tones import TONE_ICONS, Tone
from app.ui.theme import Radius, Space, Type, colours, font

_WIDTH: Final = 268
_EDGE: Final = 20
_MOST: Final = 2
_PLAIN_MS: Final = 5_000
_ACTION_MS: Final = 10_000


class _ToastAction(QPushButton):
    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def sizeHint(self) -> QSize:
        return QSize(text_width(self.text(), self._face()) + 20, 30)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        rect, colour = inner(self.rect()), colours().inverse_accent
        if self.underMouse():
            fill_round(painter, rect, Radius.SMALL, None, colour)
        middle = Qt.AlignmentFlag.AlignHCenter
        draw_text(painter, rect, self.text(), colour, self._face(), middle)
        if self.hasFocus():
            draw_ring(painter, rect, Radius.SMALL, colour, 0)
        painter.end()

    @staticmethod
    def _face() -> QFont:
        return font(Type.BODY, QFont.Weight.Bold)


class Toast(QFrame):
    """One message; made by `ToastHost.post`.

    `action_triggered()` at most once; `finished()` when it is gone, however.
    """

    action_triggered = Signal()
    finished = Signal()

    def __init__(self, text: str, tone: Tone, action: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._tone = tone
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(44, Space.M, Space.S, Space.M)
        self._text = Label(text, wrap=True)
        row.addWidget(self._text, 1)
        self._button: QPushButton | None = None
        if action:
            self._button = _ToastAction(action, self)
            self._button.clicked.connect(self._on_button_clicked)
            row.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_ACTION_MS if action else _PLAIN_MS)
        self._timer.timeout.connect(self.dismiss)
        self._timer.start()
        self._colour()

    @property
    def text(self) -> str:
        """The message."""
        return self._text.text()

    @property
    def action_button(self) -> QPushButton | None:
        """The undo button, if there is one."""
        return self._button

    def dismiss(self) -> None:
        """Take the toast away now."""
        self._timer.stop()
        self.hide()
        self.finished.emit()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        if not self.isHidden():
            self._timer.start()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now = colours()
        painter = painter_for(self)
        rect = QRectF(self.rect())
        fill_round(painter, rect, Radius.CARD - 2, now.inverse, now.sidebar_line)
        corner = QPointF(15, round(rect.height() / 2 - 9))
        draw_icon(painter, TONE_ICONS[self._tone], now.inverse_accent, corner, 18)
        painter.end()

    def _colour(self) -> None:
        rule = f"color: {colours().inverse_text}"
        if self._text.styleSheet() != rule:
            self._text.setStyleSheet(rule)

    def _on_button_clicked(self) -> None:
        self.action_triggered.emit()
        self.dismiss()


class ToastHost(QWidget):
    """Stacks toasts over the bottom left corner of `parent`, the newest lowest.

    At the left lie lists, which scroll; at the right the buttons a person wants next.

    It covers only its toasts, so what lies below stays usable. At most two at a time.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)
        self._toasts: list[Toast] = []
        self._window = parent
        parent.installEventFilter(self)
        self.hide()

    def post(self, text: str, tone: Tone = Tone.SUCCESS, *, action: str = "") -> Toast:
        """Show `text`; connect the returned toast's `action_triggered` if `action` is given."""
        toast = Toast(text, tone, action, self)
        self._toasts.append(toast)
        self._column.addWidget(toast)
        toast.finished.connect(self._on_toast_finished)
        toast.show()
        if len(self._toasts) > _MOST:
            self._toasts[0].dismiss()
        self._place()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(toast, text))
        return toast

    @property
    def toasts(self) -> tuple[Toast, ...]:
        """The toasts on show, oldest first."""
        return tuple(self._toasts)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _on_toast_finished(self) -> None:
        for toast in [toast for toast in self._toasts if toast.isHidden()]:
            self._toasts.remove(toast)
            self._column.removeWidget(toast)
            toast.deleteLater()
        self._place()

    def _place(self) -> None:
        self.setVisible(bool(self._toasts))
        heights = [self._height_of(toast) for toast in self._toasts]
        if not heights:
            return
        for toast, height in zip(self._toasts, heights, strict=True):
            toast.setFixedHeight(height)
        total = sum(heights) + Space.S * (len(heights) - 1)
        area = self._window.rect()
        self.setGeometry(_EDGE, area.height() - total - _EDGE, _WIDTH, total)
        self.raise_()

    @staticmethod
    def _height_of(toast: Toast) -> int:
        return max(48, toast.heightForWidth(_WIDTH))
