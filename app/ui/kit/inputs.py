"""Special editors: a masked identity number and the search field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.kit.buttons import IconButton
from app.ui.kit.paint import draw_icon, draw_key_hint, painter_for
from app.ui.theme import Size, Type, colours, font

_KEEP = 4


def mask(value: str) -> str:
    """`value` with only its first and last four characters readable.

    Eight characters or fewer are hidden entirely: showing both ends would show all.
    """
    hidden = len(value) - 2 * _KEEP
    if hidden <= 0:
        return "•" * len(value)
    return f"{value[:_KEEP]}{'•' * hidden}{value[-_KEEP:]}"


class _TrailingEdit(QLineEdit):
    """A line edit that keeps one small button inside its right edge."""

    def __init__(self, button: IconButton, parent: QWidget) -> None:
        super().__init__(parent)
        self._button = button
        button.setParent(self)
        self.setProperty("variant", "trailing")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        button = self._button
        gap = (self.height() - button.height()) // 2
        button.move(self.width() - button.width() - gap, gap)


class MaskedEdit(QWidget):
    """An editor for a protected number (NIK): ``3171••••••••0001`` unless revealed.

    The eye (a toggle, or F2 or Enter in the field) reveals it for reading and typing;
    leaving the field hides it again. Typing into an empty field needs no reveal.
    While hidden the real value is not in the widget's text, so it cannot be copied.
    """

    value_edited = Signal(str)

    def __init__(self, value: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = value
        self._revealed = False
        self._eye = IconButton("eye", self.tr("Show the number"), size=28, checkable=True)
        self._edit = _TrailingEdit(self._eye, self)
        self._edit.setFont(font(Type.BODY, tabular=True))
        self._edit.installEventFilter(self)
        self._eye.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._edit)
        self.setFocusProxy(self._edit)
        self._edit.textEdited.connect(self._on_text_edited)
        self._eye.toggled.connect(self._on_eye_toggled)
        self._show()

    @property
    def value(self) -> str:
        """The real value, whatever is shown."""
        return self._value

    @property
    def is_revealed(self) -> bool:
        """Whether the real value can be read on the screen."""
        return self._revealed

    @property
    def line_edit(self) -> QLineEdit:
        """The inner editor, for validators, placeholder text and tests."""
        return self._edit

    @property
    def eye_button(self) -> IconButton:
        """The toggle inside the field."""
        return self._eye

    def set_value(self, value: str) -> None:
        """Show another value, hidden."""
        self._value = value
        self.set_revealed(on=False)

    def set_revealed(self, *, on: bool) -> None:
        """Show or hide the real value."""
        self._revealed = on
        if self._eye.isChecked() != on:
            self._eye.setChecked(on)
        self._show()

    @override
    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._edit.setAccessibleName(name)

    @override
    def setAccessibleDescription(self, description: str) -> None:
        super().setAccessibleDescription(description)
        self._edit.setAccessibleDescription(description)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self._on_focus_left(event.reason())
        if watched is not self._edit:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._handles_key(event)
        return super().eventFilter(watched, event)

    def _handles_key(self, event: QKeyEvent) -> bool:
        keys = (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_F2 or (self._edit.isReadOnly() and event.key() in keys):
            self.set_revealed(on=not self._revealed)
            return True
        return False

    def _on_focus_left(self, reason: Qt.FocusReason) -> None:
        # Between the number and its eye nothing is hidden; a context menu gives the focus back.
        inside = QApplication.focusWidget() in (self._edit, self._eye)
        if not inside and reason != Qt.FocusReason.PopupFocusReason:
            self.set_revealed(on=False)

    def _on_text_edited(self, text: str) -> None:
        self._value = text
        self._revealed = True
        self._eye.setChecked(True)
        self.value_edited.emit(text)

    def _on_eye_toggled(self, checked: bool) -> None:
        self._eye.set_icon_name("eye-off" if checked else "eye")
        self._eye.set_name(self.tr("Hide the number") if checked else self.tr("Show the number"))
        if checked != self._revealed:
            self.set_revealed(on=checked)

    def _show(self) -> None:
        hidden = bool(self._value) and not self._revealed
        self._edit.setReadOnly(hidden)
        shown = mask(self._value) if hidden else self._value
        if self._edit.text() != shown:
            self._edit.setText(shown)
        self._eye.setEnabled(bool(self._value))


class SearchField(QLineEdit):
    """A search box: glass, clear button, key hint, and a debounced signal.

    `text_settled(str)` comes once typing rests for `delay_ms`, at once on Return and on
    clearing, and never twice for the same text. `list_requested()` on Down: give the
    list the focus. Escape clears. `returnPressed()` follows the text it settled.
    """

    text_settled = Signal(str)
    list_requested = Signal()

    def __init__(
        self,
        placeholder: str,
        *,
        shortcut: str = "Ctrl+F",
        delay_ms: int = 120,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("variant", "search")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self._settled = ""
        self._hint = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        if shortcut:
            QShortcut(QKeySequence(shortcut), self).activated.connect(self._on_shortcut_activated)
        self._clear = IconButton("x", self.tr("Clear the search"), size=28, parent=self)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.hide()
        self._clear.clicked.connect(self.clear)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(delay_ms)
        self._timer.timeout.connect(self._on_timer_timeout)
        self.textChanged.connect(self._on_text_changed)

    @property
    def clear_button(self) -> IconButton:
        """The cross inside the field; hidden while it is empty."""
        return self._clear

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_timer_timeout()
            self.returnPressed.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self._on_timer_timeout()
            self.list_requested.emit()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        gap = (self.height() - self._clear.height()) // 2
        self._clear.move(self.width() - self._clear.width() - gap, gap)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = painter_for(self)
        top = round(self.height() / 2 - Size.ICON / 2)
        draw_icon(painter, "search", colours().text_muted, QPointF(12, top), Size.ICON)
        if self._hint and not self.text() and not self.hasFocus() and self.width() > 220:
            middle = self.height() / 2
            draw_key_hint(painter, self.width() - 9, middle, self._hint, colours().text_muted)
        painter.end()

    def _on_shortcut_activated(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def _on_text_changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        if text:
            self._timer.start()
        else:
            self._on_timer_timeout()

    def _on_timer_timeout(self) -> None:
        self._timer.stop()
        if self.text() != self._settled:
            self._settled = self.text()
            self.text_settled.emit(self._settled)
