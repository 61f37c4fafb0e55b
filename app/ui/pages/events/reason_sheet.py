"""One sentence why, and where a choice belongs to it, the choice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.errors import UserError
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.choices import Select
from app.ui.kit.fields import Field
from app.ui.kit.labels import Label
from app.ui.kit.sheet import Sheet
from app.ui.kit.tones import Tone


class ReasonSheet(Sheet):
    """Asks for a reason; `answered(object, str)` with what was chosen and the reason."""

    answered = Signal(object, str)

    def __init__(
        self,
        title: str,
        about: str,
        parent: QWidget,
        *,
        choice: str = "",
        choices: Sequence[tuple[str, object]] = (),
    ) -> None:
        super().__init__(title, parent, width=500)
        self.setObjectName("reason_sheet")
        self.body.addWidget(Label(title, "title"))
        self.body.addWidget(Label(about, "muted", wrap=True))
        self.banner = Banner(Tone.DANGER, "")
        self.banner.hide()
        self.body.addWidget(self.banner)
        self.select = Select(self)
        self.select.setVisible(bool(choices))
        self.select.setObjectName("reason_choice")
        for text, value in choices:
            self.select.addItem(text, value)
        if choices:
            self.body.addWidget(Field(choice, self.select))
        self.edit = QLineEdit()
        self.edit.setObjectName("reason_edit")
        self.edit.setMaxLength(200)
        help_text = self.tr("Whoever asks why will read it. No phone numbers or NIK.")
        self.body.addWidget(Field(self.tr("Reason"), self.edit, help_text=help_text, required=True))
        self.cancel_button = secondary_button(self.tr("Cancel"))
        self.save_button = primary_button(self.tr("Save"), icon="check")
        self.save_button.setObjectName("reason_save")
        self.add_button(self.cancel_button)
        self.add_button(self.save_button, default=True)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self._on_save)
        (self.select if choices else self.edit).setFocus()

    def _on_save(self) -> None:
        self.save_button.setEnabled(False)
        self.answered.emit(self.select.currentData(), self.edit.text())

    def show_error(self, error: UserError) -> None:
        """What was wrong; nothing typed is lost."""
        self.save_button.setEnabled(True)
        self.banner.set_error(error)
        self.banner.show()
        self.fit()
