"""Hasil: what trainings moved, beside products of businesses that did not come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.training_effects import Effect
from app.ui import labels
from app.ui.kit.banner import EmptyState
from app.ui.kit.cards import Card
from app.ui.kit.data_table import Column, DataTable, Row
from app.ui.kit.labels import Label
from app.ui.pages.coaching.words import CoachingWords, percent, signed
from app.ui.theme import Space


class EffectsPanel(QWidget):
    """A table of topics and criteria, and how to read it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = CoachingWords(self)
        self._words.hide()
        self.table = DataTable(
            self.tr("What trainings moved"),
            [
                Column(self.tr("Topic"), wide=True),
                Column(self.tr("Criterion")),
                Column(self.tr("Products"), right=True),
                Column(self.tr("Before"), right=True),
                Column(self.tr("After"), right=True),
                Column(self.tr("By itself"), right=True),
                Column(self.tr("Gain (90 %)"), right=True),
                Column(self.tr("Verdict")),
            ],
        )
        self.table.setObjectName("coaching.effects")
        text = self.tr(
            "Points of a hundred. \u201cBy itself\u201d is how far products of businesses that "
            "did not come moved from the same beginning; the gain is what is left. Fewer than five "
            "products say nothing."
        )
        self.empty = EmptyState(
            "chart-bar",
            self.tr("Nothing to compare yet"),
            self.tr("A product must be curated, its business trained, and the product again."),
        )
        self._card = Card(self.tr("Which training moves which criterion"))
        self._card.add(Label(text, "muted", wrap=True))
        self._card.add(self.table, 1)
        self._blank = Card()
        self._blank.add(self.empty, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self._card, 1)
        column.addWidget(self._blank, 1)
        self.show_effects(())

    def show_effects(self, effects: Sequence[Effect]) -> None:
        """Show these."""
        self._card.setVisible(bool(effects))
        self._blank.setVisible(not effects)
        self.table.set_rows([self._row(effect) for effect in effects])

    def _row(self, effect: Effect) -> Row:
        lift = effect.lift
        verdict, tone = self._words.verdict(lift)
        gain = "\u2013"
        if lift.gain is not None and lift.low is not None and lift.high is not None:
            gain = f"{signed(lift.gain)}  ({signed(lift.low)} … {signed(lift.high)})"
        aimed = f"{effect.name} \u00b7 {self._words.aimed()}" if effect.aimed else effect.name
        cells = (
            effect.topic,
            aimed,
            labels.number(lift.trained),
            percent(lift.before),
            percent(lift.after),
            "\u2013" if lift.expected is None else signed(lift.expected),
            gain,
            verdict,
        )
        return Row((effect.topic, effect.code), cells, ((7, tone),))
