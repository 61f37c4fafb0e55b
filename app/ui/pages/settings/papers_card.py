"""The way to Surat & tanda tangan, and whose set-up the papers of this laptop take."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.ui.kit.buttons import secondary_button
from app.ui.kit.cards import Card
from app.ui.kit.labels import Label


class PapersCard(Card):
    """`open_button` leads to the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Letters & signatures"), parent)
        self.setObjectName("papers_card")
        self._words = Label("", "muted", wrap=True)
        self.add(self._words)
        self.open_button = secondary_button(self.tr("Open"), icon="arrow-right")
        self.open_button.setObjectName("open_papers_button")
        self.body.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)

    def set_region(self, name: str) -> None:
        """Whose set-up counts; '' while the settings of this laptop do."""
        if name:
            text = self.tr(
                "Letterhead, emblem, signatories and numbers come from {region}, published by its "
                "admin and the same on every laptop."
            )
            self._words.setText(text.format(region=name))
        else:
            self._words.setText(
                self.tr(
                    "Nobody has published a set-up for this region yet: papers take the letterhead "
                    "and the signatories below."
                )
            )
