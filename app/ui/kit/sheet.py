"""Dialogs that never block: opened with `open()`, answered by signals, gone when closed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.kit.buttons import Button, Kind, secondary_button
from app.ui.kit.cards import IconBadge
from app.ui.kit.labels import Label
from app.ui.kit.tones import TONE_ICONS, Tone
from app.ui.theme import Space


class Sheet(QDialog):
    """Base of all dialogs: title, body, a row of buttons. Use `open()`, never `exec()`.

    Put content into `body` and buttons by `add_button`. It is window-modal and deletes
    itself when closed; Escape rejects. Answers: `accepted`, `rejected`, `finished(int)`.
    """

    def __init__(self, title: str, parent: QWidget | None, *, width: int = 460) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setFixedWidth(width)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL - 4)
        column.setSpacing(Space.L)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        self._column = column
        self.body = QVBoxLayout()
        self.body.setSpacing(Space.M)
        column.addLayout(self.body)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(Space.S + 2)
        self._buttons.addStretch(1)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.fit()
        super().showEvent(event)

    def fit(self) -> None:
        """Take the height that what it shows needs now."""
        # Wrapped sentences ask for the height of a narrow column unless told the width.
        height = self._column.totalSizeHint().height()
        if self._column.hasHeightForWidth():
            height = self._column.totalHeightForWidth(self.width())
        self.resize(self.width(), height)

    def add_button(self, button: Button, *, default: bool = False) -> None:
        """Append a button at the right; the default one answers Return."""
        if self._buttons.count() == 1:  # a sheet without buttons has no row for them
            self._column.addSpacing(Space.XS)
            self._column.addLayout(self._buttons)
        self._buttons.addWidget(button)
        button.setAutoDefault(default)
        button.setDefault(default)


class ConfirmSheet(Sheet):
    """A question with two answers; `confirmed()` only for yes.

    For a danger the quiet answer is the default, so that Return harms nobody.
    """

    confirmed = Signal()

    def __init__(
        self,
        title: str,
        text: str,
        confirm: str,
        parent: QWidget | None,
        *,
        tone: Tone = Tone.INFO,
        cancel: str = "",
        icon: str = "",
    ) -> None:
        super().__init__(title, parent)
        is_danger = tone is Tone.DANGER
        mark = "alert-triangle" if is_danger else TONE_ICONS[tone]
        self._build_words(title, text, icon or mark, tone)
        self.cancel_button = secondary_button(cancel or self.tr("Cancel"))
        self.confirm_button = Button(confirm, Kind.DANGER if is_danger else Kind.PRIMARY)
        self.add_button(self.cancel_button, default=is_danger)
        self.add_button(self.confirm_button, default=not is_danger)
        self.cancel_button.clicked.connect(self.reject)
        self.confirm_button.clicked.connect(self.accept)
        self.accepted.connect(self.confirmed)
        (self.cancel_button if is_danger else self.confirm_button).setFocus()

    def _build_words(self, title: str, text: str, icon: str, tone: Tone) -> None:
        row = QHBoxLayout()
        row.setSpacing(Space.L)
        row.addWidget(IconBadge(icon, tone, 44), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(Space.XS + 2)
        words.addWidget(Label(title, "title", wrap=True))
        words.addWidget(Label(text, wrap=True))
        words.addStretch(1)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        self.setAccessibleDescription(text)
