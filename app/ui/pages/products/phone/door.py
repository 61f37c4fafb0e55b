"""The way to the phone, from the page of a product."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.ui.desk import Desk
from app.ui.pages.products.intake import Harvest
from app.ui.pages.products.phone import around
from app.ui.pages.products.phone.room import Arrival
from app.ui.pages.products.phone.sheet import PhoneSheet, open_phone_sheet


class PhoneDoor(QObject):
    """Opens the dialog, one at a time.

    `grew(object)` names the product that got a photograph; `ended(object)` is the `Harvest`
    of a dialog, once all that came has been judged. `around` may be set before opening.
    """

    grew = Signal(object)
    ended = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.around = around.SYSTEM
        self.sheet: PhoneSheet | None = None
        self._product_id: UUID | None = None

    def open(self, product_id: UUID, name: str, over: QWidget) -> None:
        """Show the code for a product."""
        if self.sheet is not None:
            return
        self._product_id = product_id
        sheet = open_phone_sheet(self._desk, product_id, name, over, self.around)
        self.sheet = sheet
        sheet.arrived.connect(self._on_arrived)
        sheet.room.finished.connect(self._on_finished)
        sheet.finished.connect(self._on_closed)

    def _on_arrived(self, _arrival: Arrival) -> None:
        self.grew.emit(self._product_id)

    def _on_closed(self, _result: int) -> None:
        self.sheet = None

    def _on_finished(self, harvest: Harvest) -> None:
        # What was judged after the dialog had closed is on show too.
        self.grew.emit(harvest.only)
        self.ended.emit(harvest)
