"""Peringkat: who is picked, and for products of equal points which rule told them apart."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.services.picking import RankedLine, Ranking
from app.ui import labels
from app.ui.kit.buttons import secondary_button
from app.ui.kit.chips import Chip
from app.ui.kit.labels import ElidedLabel, Label
from app.ui.kit.scroll import scrolling
from app.ui.kit.sheet import Sheet
from app.ui.kit.tones import Tone
from app.ui.theme import Space

_LINE, _HIGH = 46, 420


class RankingSheet(Sheet):
    """The ranking of one session."""

    def __init__(self, ranking: Ranking, parent: QWidget | None) -> None:
        title = self.tr("Ranking")
        super().__init__(title, parent, width=720)
        self.setObjectName("ranking_sheet")
        self.body.addWidget(Label(title, "title"))
        self.body.addWidget(Label(self._intro(ranking), "muted", wrap=True))
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, Space.S, 0)
        self._grid.setHorizontalSpacing(Space.M)
        self._grid.setVerticalSpacing(Space.S)
        self._grid.setColumnStretch(1, 1)
        for at, line in enumerate(ranking.lines):
            self._add(at, line)
        self._grid.setRowStretch(len(ranking.lines), 1)
        area = scrolling(inside)
        area.setFixedHeight(min(_HIGH, _LINE * max(1, len(ranking.lines))))
        self.body.addWidget(area)
        self.close_button = secondary_button(self.tr("Close"))
        self.add_button(self.close_button, default=True)
        self.close_button.clicked.connect(self.accept)

    def _intro(self, ranking: Ranking) -> str:
        best = self.tr("The best {count} of those that passed are picked.")
        parts = [best.format(count=ranking.best or 0)]
        if ranking.rules:
            numbered = enumerate(ranking.rules, start=1)
            rules = ", ".join(f"{at}. {rule.term.lower()}" for at, rule in numbered)
            parts.append(self.tr("Equal points are told apart by: {rules}.").format(rules=rules))
        if ranking.undecided:
            text = self.tr("{count} products have no result yet.")
            parts.append(text.format(count=ranking.undecided))
        return " ".join(parts)

    def _add(self, at: int, line: RankedLine) -> None:
        top = Qt.AlignmentFlag.AlignTop
        number = Label(str(line.place.number), "title")
        self._grid.addWidget(number, at, 0, top)
        words = QWidget()
        column = QGridLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setVerticalSpacing(0)
        column.addWidget(ElidedLabel(line.product, "strong"), 0, 0)
        told = [line.business, line.category.term]
        if why := self.why(line):
            told.append(why)
        column.addWidget(ElidedLabel(" · ".join(told), "muted"), 1, 0)
        self._grid.addWidget(words, at, 1)
        self._grid.addWidget(Label(labels.points(line.total), "title"), at, 2, top)
        self._grid.addWidget(Label(line.grade.term, "strong"), at, 3, top)
        chip = Chip(self.tr("Picked"), Tone.SUCCESS, "star")
        if not line.place.chosen:
            chip = Chip(self.tr("Not picked"), Tone.NEUTRAL)
        self._grid.addWidget(chip, at, 4, top)

    def why(self, line: RankedLine) -> str:
        """Which rule put a product of equal points where it stands."""
        if not line.place.tied:
            return ""
        if line.place.rule is None:
            return self.tr("equal by every rule")
        return self.tr("told apart by: {rule}").format(rule=line.place.rule.term.lower())
