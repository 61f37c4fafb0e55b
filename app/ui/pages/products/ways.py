"""The ways by which pictures come to a product, side by side below its photographs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.kit.buttons import Button, secondary_button
from app.ui.theme import Space


class Ways(QWidget):
    """`phone_wanted()`; `add(button)` appends another way."""

    phone_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.S)
        self._row.addStretch(1)
        self.phone_button = self._way(self.tr("Phone"), "device-mobile", "F7", "phone_button")
        self.phone_button.clicked.connect(self.phone_wanted)

    def add(self, button: Button, place: int | None = None) -> None:
        """One more way, last or at a place."""
        last = self._row.count() - 1
        self._row.insertWidget(last if place is None else place, button)

    def _way(self, text: str, icon: str, key: str, name: str) -> Button:
        button = secondary_button(text, icon=icon, shortcut=key)
        button.setObjectName(name)
        self.add(button)
        return button
