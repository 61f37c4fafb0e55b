"""The cards of Rekap: each asks one question and answers it from frozen figures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from app.domain.terms import Grade, Level
from app.services.rekap_rows import (
    CriterionRow,
    DocumentRow,
    MonthRow,
    RegionRow,
    ShortcomingRow,
    Totals,
)
from app.ui import labels
from app.ui.kit.buttons import Button, secondary_button
from app.ui.kit.cards import Card
from app.ui.kit.labels import Label
from app.ui.kit.scroll import scrolling
from app.ui.kit.slots import weak_slot
from app.ui.kit.tones import Tone
from app.ui.pages.rekap import words
from app.ui.pages.rekap.bars import Bar, BarList
from app.ui.pages.rekap.columns import Column, Legend, MonthColumns
from app.ui.theme import Space

_LOW = 30
_SHOWN = 8


class BarsCard(Card):
    """A question, a line below it, and bars that scroll when they are many."""

    def __init__(self, title: str, height: int, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.hint = Label("", "muted", wrap=True)
        self.bars = BarList(title)
        area = scrolling(self.bars)
        area.setMinimumHeight(height)
        self.add(self.hint)
        self.add(area, 1)

    def say(self, text: str) -> None:
        """The line below the question; none takes no room."""
        self.hint.setText(text)
        self.hint.setVisible(bool(text))


class Grains(QWidget):
    """Buttons of which one is down: `chosen(str)` carries its key."""

    chosen = Signal(str)

    def __init__(self, name: str, grains: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        group = QButtonGroup(self)
        self.buttons: dict[str, Button] = {}
        for key, text in grains:
            button = secondary_button(text)
            button.setCheckable(True)
            button.setFixedHeight(_LOW)
            button.setAccessibleName(f"{name}: {text}")
            button.setObjectName(f"grain.{key}")
            button.clicked.connect(weak_slot(self._on_clicked, key))
            group.addButton(button)
            row.addWidget(button)
            self.buttons[key] = button
        self.set_current(grains[0][0])

    def set_current(self, key: str) -> None:
        """Press one without telling."""
        self.buttons[key].setChecked(True)

    def _on_clicked(self, key: str) -> None:
        self.chosen.emit(key)


class RegionsCard(BarsCard):
    """Which region is behind: the lowest rate first; `region_requested(str)` goes into one."""

    region_requested = Signal(str)
    grain_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Which region is behind?"), 270, parent)
        self.setObjectName("regions_card")
        grains = [(str(level), level.term) for level in (Level.DISTRICT, Level.CITY)]
        self._grains = Grains(self.tr("A row for each"), grains)
        self._grains.chosen.connect(self._on_grain_chosen)
        self.add_header_widget(self._grains)
        self.grain = Level.DISTRICT
        self.bars.activated.connect(self.region_requested)

    def _on_grain_chosen(self, key: str) -> None:
        self.grain = Level(key)
        self.grain_changed.emit()

    def set_rows(self, rows: Sequence[RegionRow]) -> None:
        """Show these; regions where nothing was decided come last, by name."""
        judged = sorted(
            (row for row in rows if row.totals.decided),
            key=lambda row: (row.totals.rate or 0.0, -row.totals.decided, row.name),
        )
        silent = [row for row in rows if not row.totals.decided]
        bars = [
            Bar(row.name, words.of(row.totals), row.totals.rate or 0.0, key=row.code)
            for row in judged
        ]
        none = self.tr("nothing decided")
        bars += [Bar(row.name, none, 0.0, key=row.code) for row in silent]
        self.bars.set_bars(bars)
        text = self.tr("Share that passed, the lowest first. Press a row to go into it.")
        self.say(text if judged else self.tr("Nothing was decided in this selection."))


class MonthsCard(Card):
    """How the months compare: stacked outcomes, one month told in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("How do the months compare?"), parent)
        self.setObjectName("months_card")
        self.told = Label("", "muted", wrap=True)
        self.columns = MonthColumns(self.tr("Outcomes by month"))
        self.columns.chosen.connect(self._on_chosen)
        self.add(self.told)
        self.add(self.columns, 1)
        self.add(Legend())

    def set_rows(self, rows: Sequence[MonthRow]) -> None:
        """Show these months; what began before anything was decided is left out."""
        first = next((at for at, row in enumerate(rows) if row.totals.decided), len(rows))
        self.columns.set_columns(
            [
                Column(words.month(row.month), self._words(row), row.totals)
                for row in rows[first:][-24:]
            ]
        )
        self._on_chosen(self.columns.current)

    def _words(self, row: MonthRow) -> str:
        text = self.tr("{month}: {of} passed")
        return text.format(month=words.month(row.month, long=True), of=words.of(row.totals))

    def _on_chosen(self, at: int) -> None:
        columns = self.columns.columns
        if not 0 <= at < len(columns):
            self.told.setText(self.tr("Nothing was decided in this selection."))
            return
        text = columns[at].words
        if at:
            text += " · " + self.tr("before: {words}").format(words=columns[at - 1].words)
        self.told.setText(text)


class ShortcomingsCard(BarsCard):
    """What is lacking most often, of all that was decided in the categories it belongs to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("What is lacking most often?"), 40 * _SHOWN, parent)
        self.setObjectName("shortcomings_card")

    def set_rows(self, rows: Sequence[ShortcomingRow]) -> None:
        """Show the commonest of these."""
        shown = rows[:_SHOWN]
        text = self.tr("{count} times · {share}")
        self.bars.set_bars(
            [
                Bar(
                    words.shortcoming(row),
                    text.format(
                        count=labels.number(row.count),
                        share=words.percent(row.count / row.of if row.of else None),
                    ),
                    row.count / row.of if row.of else 0.0,
                    Tone.DANGER if row.kind == "critical" else Tone.WARNING,
                )
                for row in shown
            ]
        )
        if rows:
            self.say(self.tr("Share of the decisions in which it was judged."))
        else:
            self.say(self.tr("Nothing lacking was noted in this selection."))


class CriteriaCard(BarsCard):
    """Which criteria are weak: the mean share of their weight, the lowest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Which criteria are weak?"), 40 * _SHOWN, parent)
        self.setObjectName("criteria_card")

    def set_rows(self, rows: Sequence[CriterionRow]) -> None:
        """Show these, with their category where several are shown."""
        several = len({row.category for row in rows}) > 1
        ordered = sorted(rows, key=lambda row: (row.mean, row.category, row.code))
        self.bars.set_bars(
            [
                Bar(
                    f"{row.name} · {row.category.term}" if several else row.name,
                    words.tenth(row.mean),
                    row.mean / 10_000,
                )
                for row in ordered
            ]
        )
        sheets = self.tr("Mean over the sheets that stand; 100% is the whole weight.")
        self.say(sheets if rows else self.tr("No sheet in this selection."))


class DocumentsCard(BarsCard):
    """Which papers are missing or run out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Which documents are missing or run out?"), 200, parent)
        self.setObjectName("documents_card")

    def set_rows(self, rows: Sequence[DocumentRow]) -> None:
        """Show these."""
        text = self.tr("{missing} missing · {expired} expired · {ending} within 90 days")
        bars = []
        for row in rows:
            open_ = row.missing + row.in_process + row.expired + row.ending
            said = text.format(
                missing=labels.number(row.missing + row.in_process),
                expired=labels.number(row.expired),
                ending=labels.number(row.ending),
            )
            share = open_ / row.wanted if row.wanted else 0.0
            bars.append(Bar(row.kind.term, said, share, Tone.WARNING))
        self.bars.set_bars(bars)
        note = self.tr("Products whose rubric asks for it, as of today; months do not matter.")
        self.say(note)


class GradesCard(BarsCard):
    """How good: the grades of what was decided."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("How good are they?"), 160, parent)
        self.setObjectName("grades_card")

    def set_totals(self, totals: Totals) -> None:
        """Show the grades and the mean."""
        tones = {Grade.C: Tone.WARNING, Grade.D: Tone.DANGER}
        decided = totals.decided or 1
        self.bars.set_bars(
            [
                Bar(
                    self.tr("Grade {grade}").format(grade=grade.term),
                    f"{labels.number(n)} · {words.percent(n / decided)}",
                    n / decided,
                    tones.get(grade, Tone.SUCCESS),
                )
                for grade, n in totals.grades.items()
            ]
        )
        mean = "–" if totals.mean is None else labels.points(totals.mean)
        self.say(self.tr("Mean total: {mean}").format(mean=mean))
