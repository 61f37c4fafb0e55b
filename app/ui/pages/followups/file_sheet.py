"""Recording an objection as a business brings it."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.errors import UserError
from app.services import appeals
from app.services.changes import Change
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.fields import Field
from app.ui.kit.labels import Label
from app.ui.kit.sheet import Sheet
from app.ui.kit.tones import Tone


class FileAppealSheet(Sheet):
    """Asks who brings it and why; `filed(object)` with the Change once it is recorded."""

    filed = Signal(object)

    def __init__(self, desk: Desk, decision_id: UUID, product: str, parent: QWidget) -> None:
        super().__init__(self.tr("Record an objection"), parent, width=520)
        self._desk, self._decision_id = desk, decision_id
        self.body.addWidget(Label(self.tr("Record an objection"), "title"))
        self.hint = Label(product, "muted", wrap=True)
        self.body.addWidget(self.hint)
        self._product = product
        self.banner = Banner(Tone.DANGER, "")
        self.banner.hide()
        self.body.addWidget(self.banner)
        self.name_edit = QLineEdit()
        self.name_edit.setMaxLength(120)
        self.name_edit.setObjectName("appeal_name")
        self.body.addWidget(Field(self.tr("Who brings it"), self.name_edit, required=True))
        self.reason_edit = QPlainTextEdit()
        self.reason_edit.setObjectName("appeal_reason")
        self.reason_edit.setTabChangesFocus(True)
        self.reason_edit.setFixedHeight(128)
        field = Field(
            self.tr("Reason, in the business's own words"), self.reason_edit, required=True
        )
        self.body.addWidget(field)
        self.cancel_button = secondary_button(self.tr("Cancel"))
        self.save_button = primary_button(self.tr("Record it"), icon="check")
        self.save_button.setObjectName("appeal_save")
        self.add_button(self.cancel_button)
        self.add_button(self.save_button, default=True)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save)
        self.name_edit.setFocus()
        desk.read(partial(appeals.last_day, desk.ws, decision_id), self, self._on_last_day)

    def _on_last_day(self, last: date) -> None:
        text = self.tr("{product} · objections until {date}")
        self.hint.setText(text.format(product=self._product, date=labels.long_date(last)))

    def save(self) -> None:
        """Record it; what is wrong is told here and nothing typed is lost."""
        name, reason = self.name_edit.text(), self.reason_edit.toPlainText()
        job = partial(appeals.file, self._desk.ws, self._decision_id, name, reason)
        self.save_button.setEnabled(False)
        self._desk.change(job, self, self._on_filed, self._on_failed)

    def _on_filed(self, done: tuple[UUID, Change]) -> None:
        self.filed.emit(done[1])
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self.save_button.setEnabled(True)
        if not isinstance(error, UserError):
            self._desk.handle(error)
            return
        self.banner.set_error(error)
        self.banner.show()
        self.fit()
