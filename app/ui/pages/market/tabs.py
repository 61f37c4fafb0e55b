"""The strip above every page of the market: one step to each of the others."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from app.ui.desk import Desk
from app.ui.kit.buttons import Button, secondary_button
from app.ui.kit.slots import weak_slot
from app.ui.theme import Space

RAIL = "market"
"""The place of all these pages in the sidebar."""


class MarketTabs(QWidget):
    """A button a page, the one on show pressed."""

    def __init__(self, desk: Desk, current: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._current = desk, current
        self.buttons: dict[str, Button] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S - 2)
        for key, text in self._words().items():
            button = secondary_button(text)
            button.setObjectName(f"market_tab.{key}")
            button.setCheckable(True)
            button.setChecked(key == current)
            button.clicked.connect(weak_slot(self._go, key))
            group.addButton(button)
            row.addWidget(button)
            self.buttons[key] = button
        row.addStretch(1)

    def _words(self) -> dict[str, str]:
        return {
            "market": self.tr("Channels"),
            "eorder": "e-order",
            "gebetan": "Gebetan UMKM",
            "events": self.tr("Events"),
            "draws": self.tr("Draws and fairness"),
            "coaching": self.tr("Coaching"),
        }

    def _go(self, key: str) -> None:
        # The button of the page that stays behind keeps saying where one is.
        self.buttons[self._current].setChecked(True)
        if key != self._current:
            self._desk.go(key)
