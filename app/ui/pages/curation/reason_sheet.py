"""One written reason, asked before something that stays on record."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.errors import UserError
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.fields import Field
from app.ui.kit.labels import Label
from app.ui.kit.sheet import Sheet
from app.ui.kit.tones import Tone


class ReasonField(Field):
    """A few lines for a reason that whoever comes later will read."""

    def __init__(self, label: str, help_text: str, parent: QWidget | None = None) -> None:
        self.edit = QPlainTextEdit()
        self.edit.setObjectName("reason")
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(68)
        super().__init__(label, self.edit, help_text=help_text, required=True, parent=parent)

    @property
    def text(self) -> str:
        """The reason as typed."""
        return self.edit.toPlainText()


class ReasonSheet(Sheet):
    """`given(str)` carries the reason; the sheet stays until `accept`, so that words are kept."""

    given = Signal(str)

    def __init__(
        self, title: str, text: str, confirm: str, help_text: str, parent: QWidget | None
    ) -> None:
        super().__init__(title, parent, width=520)
        self.setObjectName("reason_sheet")
        self.banner = Banner(Tone.DANGER, "")
        self.banner.hide()
        self.field = ReasonField(self.tr("Reason"), help_text)
        self.body.addWidget(Label(title, "title", wrap=True))
        self.body.addWidget(Label(text, wrap=True))
        self.body.addWidget(self.banner)
        self.body.addWidget(self.field)
        self.cancel_button = secondary_button(self.tr("Cancel"))
        self.confirm_button = primary_button(confirm, icon="check")
        self.confirm_button.setObjectName("reason.confirm")
        self.add_button(self.cancel_button)
        self.add_button(self.confirm_button, default=True)
        self.cancel_button.clicked.connect(self.reject)
        self.confirm_button.clicked.connect(self._on_confirm)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._on_confirm)
        self.field.edit.setFocus()

    def _on_confirm(self) -> None:
        self.given.emit(self.field.text)

    def show_error(self, error: UserError) -> None:
        """Say what is wrong; what was typed stays."""
        self.banner.set_error(error)
        self.banner.show()
        self.field.edit.setFocus()
