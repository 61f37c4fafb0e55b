"""Whether this laptop synchronises by itself, and on networks paid by the amount of data."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.settings import Settings
from app.ui.kit.cards import Card
from app.ui.kit.choices import Check
from app.ui.kit.labels import Label


class SyncCard(Card):
    """Two boxes; `edited()` when a person ticks one."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Synchronisation"), parent)
        self.setObjectName("settings_sync_card")
        self.background = Check(self.tr("Synchronise by itself when a network is there"))
        self.metered = Check(self.tr("Also where data is paid by the amount"))
        for name, box in (("background", self.background), ("metered", self.metered)):
            box.setObjectName(f"settings_form.{name}")
            box.clicked.connect(self._on_clicked)
            self.add(box)
        text = self.tr("Off, everything waits until you press the button on the page.")
        self.add(Label(text, "muted", wrap=True))

    def set_settings(self, settings: Settings) -> None:
        """Show what is set."""
        self.background.setChecked(settings.background_sync)
        self.metered.setChecked(settings.sync_on_metered)
        self.metered.setEnabled(settings.background_sync)

    def _on_clicked(self) -> None:
        self.metered.setEnabled(self.background.isChecked())
        self.edited.emit()
