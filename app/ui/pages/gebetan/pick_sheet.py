"""Another price or stock for a business that is picked."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from app.errors import UserError
from app.services import gebetan_picks
from app.services.changes import Change
from app.services.gebetan_picks import PickLine
from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.fields import Field
from app.ui.kit.labels import Label
from app.ui.kit.sheet import Sheet
from app.ui.kit.tones import Tone
from app.ui.pages.forms.numbers import NumberEdit


class PickSheet(Sheet):
    """Price and stock as agreed with the business."""

    def __init__(self, desk: Desk, line: PickLine, parent: QWidget | None) -> None:
        super().__init__(self.tr("Price and stock"), parent)
        self.setObjectName("pick_sheet")
        self._desk, self._line = desk, line
        self.banner = Banner(Tone.DANGER, "")
        self.banner.hide()
        self.price, self.stock = NumberEdit(most=9), NumberEdit(most=7)
        self.price.setObjectName("pick_sheet.price")
        self.stock.setObjectName("pick_sheet.stock")
        self.price.set_value(line.price)
        self.stock.set_value(line.stock)
        self.body.addWidget(Label(f"{line.business} · {line.product}", "title", wrap=True))
        self.body.addWidget(self.banner)
        self.body.addWidget(Field(self.tr("Price of one, in rupiah"), self.price))
        self.body.addWidget(Field(self.tr("Pieces it can make for this round"), self.stock))
        self.cancel_button = secondary_button(self.tr("Cancel"))
        self.save_button = primary_button(self.tr("Save"), icon="check", shortcut="Ctrl+S")
        self.add_button(self.cancel_button)
        self.add_button(self.save_button, default=True)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self._on_save)
        self.price.setFocus()
        self.price.selectAll()

    def _on_save(self) -> None:
        price, stock = self.price.value or 0, self.stock.value or 0
        job = partial(gebetan_picks.change, self._desk.ws, self._line.id, price, stock)
        self._desk.change(job, self, self._on_saved, self._on_failed)

    def _on_saved(self, change: Change) -> None:
        self._desk.committed(change)
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.banner.set_error(error)
        self.banner.show()
        self.fit()
