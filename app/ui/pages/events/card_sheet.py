"""Booth cards by the laptop's camera, one after the other, without touching anything between."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.market.booth_code import BoothCodeError, read_booth_code
from app.ui.desk import Desk
from app.ui.kit.buttons import secondary_button
from app.ui.kit.labels import Label
from app.ui.kit.sheet import Sheet
from app.ui.pages.certificates.code_camera import CodeCamera, Sought


class CardSheet(Sheet):
    """The camera; `read(str)` the code of each card that comes by, once while it is held."""

    read = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(self.tr("Scan booth cards"), parent, width=530)
        self.setObjectName("card_sheet")
        self._last = ""
        self.body.addWidget(Label(self.tr("Scan booth cards"), "title"))
        sought = Sought(
            self._is_new,
            hold=self.tr("Hold the booth card in front of the camera."),
            other=self.tr("Hold the next booth card in front of the camera."),
            instead=self.tr("Type the code of the card, or tick the business off in the list."),
            goes_on=True,
        )
        self.camera = CodeCamera(desk, sought)
        self.camera.grew.connect(self.fit)
        self.camera.found.connect(self._on_found)
        self.body.addWidget(self.camera)
        self.told = Label("", "strong", wrap=True)
        self.told.setMinimumHeight(40)
        self.body.addWidget(self.told)
        self.close_button = secondary_button(self.tr("Done"))
        self.close_button.setObjectName("card_close")
        self.add_button(self.close_button, default=True)
        self.close_button.clicked.connect(self.accept)
        self.finished.connect(self.camera.stop)

    def tell(self, text: str) -> None:
        """What came of the card that was read."""
        self.told.setText(text)

    def _is_new(self, text: str) -> bool:
        """A booth card that is not the one just read: it may be held for a while."""
        return is_card(text) and text != self._last

    def _on_found(self, texts: tuple[str, ...]) -> None:
        card = next((text for text in texts if self._is_new(text)), None)
        if card is not None:
            self._last = card
            self.read.emit(card)


def is_card(text: str) -> bool:
    """Whether a code is a booth card's."""
    try:
        read_booth_code(text)
    except BoothCodeError:
        return False
    return True
