"""A line over a list of products: how many of them are judged blind and left out."""

from __future__ import annotations

from functools import partial

from app.services import blindness
from app.ui.desk import Desk
from app.ui.kit.labels import Label


class BlindNote(Label):
    """Says why a product is not listed, so that nobody registers it once more; else hidden."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("", "muted", wrap=True)
        self.setObjectName("blind_note")
        self._desk = desk
        self.hide()

    def refresh(self) -> None:
        """Count again."""
        self._desk.read(partial(blindness.count, self._desk.ws), self, self._on_count)

    def _on_count(self, number: int) -> None:
        told = self.tr("Not listed until decided: {count} products of a blind session.")
        self.setText(told.format(count=number) if number else "")
        self.setVisible(number > 0)
