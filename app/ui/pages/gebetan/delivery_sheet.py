"""What is asked when packages have reached their office: the day, and who received them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QWidget

from app.errors import UserError
from app.services import gebetan_delivery
from app.services.changes import Change
from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.choices import DateField
from app.ui.kit.fields import Field
from app.ui.kit.labels import Label
from app.ui.kit.sheet import Sheet
from app.ui.kit.tones import Tone
from app.ui.pages.gebetan.days import day_of, qdate


class DeliverySheet(Sheet):
    """Notes the delivery of some orders."""

    def __init__(
        self, desk: Desk, keys: Sequence[UUID], offices: str, day: date, parent: QWidget | None
    ) -> None:
        super().__init__(self.tr("Note the delivery"), parent)
        self.setObjectName("delivery_sheet")
        self._desk, self._keys = desk, list(keys)
        self.banner = Banner(Tone.DANGER, "")
        self.banner.hide()
        self.day, self.receiver = DateField(qdate(day)), QLineEdit()
        self.receiver.setObjectName("delivery.receiver")
        self.body.addWidget(Label(self.tr("Note the delivery"), "title"))
        self.body.addWidget(Label(offices, "muted", wrap=True))
        self.body.addWidget(self.banner)
        self.body.addWidget(Field(self.tr("Received by"), self.receiver, required=True))
        self.body.addWidget(Field(self.tr("Day"), self.day))
        self.cancel_button = secondary_button(self.tr("Cancel"))
        self.save_button = primary_button(self.tr("Note"), icon="check")
        self.save_button.setObjectName("delivery.save")
        self.add_button(self.cancel_button)
        self.add_button(self.save_button, default=True)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self._on_save)
        self.receiver.setFocus()

    def _on_save(self) -> None:
        ws, day = self._desk.ws, day_of(self.day)
        job = partial(gebetan_delivery.deliver, ws, self._keys, day, self.receiver.text())
        self._desk.change(job, self, self._on_saved, self._on_failed)

    def _on_saved(self, change: Change) -> None:
        self._desk.committed(change, self.tr("Delivery noted."))
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.banner.set_error(error)
        self.banner.show()
        self.fit()
