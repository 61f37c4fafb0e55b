"""One product at all channels: boleh, or belum with why, what would change it and from when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.market.channels import Reason, Standing
from app.ui import labels
from app.ui.kit.chips import Chip
from app.ui.kit.labels import Label, Line
from app.ui.pages.channels.words import StandingWords
from app.ui.theme import Space


class StandingsView(QWidget):
    """A block a channel, all six one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = StandingWords(self)
        self._words.hide()
        self.chips: dict[str, Chip] = {}
        """The chip of each channel on show, by its code."""

        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)

    def show_standings(self, found: Sequence[Standing], today: date) -> None:
        """Show these; none leaves it empty."""
        self._empty()
        for at, standing in enumerate(found):
            if at:
                self._column.addWidget(Line())
            self._column.addWidget(self._block(standing, today))

    def _empty(self) -> None:
        self.chips = {}
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()

    def _block(self, standing: Standing, today: date) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, Space.XS, 0, Space.XS)
        column.setSpacing(Space.XS)
        spec = self._words.chip(standing, today)
        chip = Chip(spec.text, spec.tone, spec.icon)
        self.chips[str(standing.channel)] = chip
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(Label(standing.channel.term, "strong"), 1)
        head.addWidget(chip)
        column.addLayout(head)
        if standing.allowed:
            column.addWidget(Label(self._words.until(standing), "muted", wrap=True))
        for at, reason in enumerate(standing.reasons):
            if at:
                column.addSpacing(Space.XS)
            column.addWidget(self._reason(reason))
        if standing.opens is not None:
            text = self.tr("Opens by itself on {day}.")
            column.addWidget(Label(text.format(day=labels.long_date(standing.opens)), wrap=True))
        return box

    def _reason(self, reason: Reason) -> QWidget:
        """What is missing and what to do, as one paragraph each."""
        box = QWidget()
        row = QVBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Label(reason.what, wrap=True))
        row.addWidget(Label(reason.todo, "muted", wrap=True))
        return box
