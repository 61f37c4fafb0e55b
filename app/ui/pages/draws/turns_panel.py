"""The tab *Keadilan*: how the turns of a year were spread over areas and groups."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.market.channels import Channel
from app.services import market_fairness, market_fairness_xlsx
from app.services.market_fairness import AreaLine, Fairness, Grain, Part, Question
from app.ui import labels
from app.ui.desk import Desk, Notice
from app.ui.kit.banner import EmptyState
from app.ui.kit.buttons import secondary_button
from app.ui.kit.cards import Card, Stat
from app.ui.kit.choices import Select
from app.ui.kit.labels import Label
from app.ui.kit.scroll import scrolling
from app.ui.kit.tones import Tone
from app.ui.lanes import Latest
from app.ui.pages.draws import words
from app.ui.pages.draws.chart import Bar, TurnsChart
from app.ui.pages.draws.tables import RowsTable
from app.ui.theme import Space

_SHOWN = 60
"""Bars in the chart: those that fall behind come first; all are in the table."""

_BEHIND = 0.75
"""Of the average: below it an area falls behind."""


class TurnsPanel(QWidget):
    """A year's figures, a chart, a table and a workbook."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fairness_of_turns")
        self.desk = desk
        self._latest, self._latest_years = Latest(), Latest()
        self.dialog: QFileDialog | None = None
        self._make_choices()
        self._make_cards()
        self._lay_out()
        self._connect()

    def _make_choices(self) -> None:
        self.year, self.grain, self.channel = Select(), Select(), Select()
        names = {
            "turns.year": (self.year, self.tr("Year")),
            "turns.grain": (self.grain, self.tr("By")),
            "turns.channel": (self.channel, self.tr("Channel")),
        }
        for name, (select, text) in names.items():
            select.setObjectName(name)
            select.setAccessibleName(text)
        for grain in Grain:
            self.grain.addItem(grain.term, str(grain))
        self.grain.setCurrentIndex(list(Grain).index(Grain.DISTRICT))
        self.channel.addItem(self.tr("All channels"), "")
        for channel in Channel:
            self.channel.addItem(channel.term, str(channel))
        self.year.addItem(str(self.desk.ws.today().year), self.desk.ws.today().year)
        self.xlsx_button = secondary_button(self.tr("Save as XLSX"), icon="download")
        self.xlsx_button.setObjectName("turns.xlsx")

    def _make_cards(self) -> None:
        self.stats = {
            "turns": Stat(self.tr("Turns given"), "–", icon="calendar"),
            "served": Stat(self.tr("Had a turn"), "–", Tone.INFO, "building-store"),
            "women": Stat(self.tr("Women-led"), "–", Tone.SUCCESS, "user"),
            "up2k": Stat(self.tr("UP2K groups"), "–", Tone.SUCCESS, "users"),
            "gini": Stat(self.tr("Gini of areas"), "–", icon="chart-bar"),
            "wait": Stat(self.tr("Longest wait"), "–", Tone.WARNING, "clock"),
        }
        for name, stat in self.stats.items():
            stat.setObjectName(f"turns.{name}")
        self.chart_card = Card(self.tr("Which areas fall behind?"))
        self.chart = TurnsChart(self.tr("Turns for each hundred businesses"))
        self.chart_note = Label("", "muted", wrap=True)
        self.chart_note.setObjectName("turns.note")
        self.chart_card.add(self.chart_note)
        self.chart_card.add(scrolling(self.chart), 1)
        heads = (
            *(self.tr("Area"), self.tr("May take part"), self.tr("Turns"), self.tr("Served")),
            *(self.tr("Per 100"), self.tr("Wait, median"), self.tr("Longest")),
        )
        self.table_card = Card(self.tr("All areas"))
        self.table = RowsTable(self.tr("All areas"), heads, range(1, 7), 0)
        self.table.setObjectName("turns.table")
        self.table_card.add(self.table, 1)
        self.empty = EmptyState(
            "chart-bar",
            self.tr("Nothing to weigh yet"),
            self.tr("Turns appear here once businesses passed curation and took part."),
        )
        self.empty.setObjectName("turns_empty")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(Space.S)
        for widget in (self.year, self.grain, self.channel):
            top.addWidget(widget)
        top.addStretch(1)
        top.addWidget(self.xlsx_button)
        tiles = QHBoxLayout()
        tiles.setSpacing(Space.S + 2)
        for stat in self.stats.values():
            tiles.addWidget(stat, 1)
        cards = QHBoxLayout()
        cards.setSpacing(Space.M)
        cards.addWidget(self.chart_card, 4)
        cards.addWidget(self.table_card, 6)
        figures = QWidget()
        inside = QVBoxLayout(figures)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.M)
        inside.addLayout(tiles)
        inside.addLayout(cards, 1)
        blank = Card()
        blank.add(self.empty, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(figures)
        self.stack.addWidget(blank)
        self.stack.setCurrentWidget(blank)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addLayout(top)
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        for select in (self.year, self.grain, self.channel):
            select.currentIndexChanged.connect(self.read)
        self.xlsx_button.clicked.connect(self._on_xlsx_clicked)

    # -- reading --------------------------------------------------------------------------

    @property
    def question(self) -> Question:
        """What is chosen."""
        channel = self.channel.currentData()
        return Question(
            int(self.year.currentData()),
            self.desk.ws.me.regions[0] if len(self.desk.ws.me.regions) == 1 else "31",
            Grain(self.grain.currentData()),
            Channel(channel) if channel else None,
        )

    def reload(self) -> None:
        """Read the years there are, and the figures."""
        job = partial(market_fairness.years, self.desk.ws)
        self.desk.lanes.io(job, self, self._on_years, token=self._latest_years.renew())

    def _on_years(self, found: tuple[int, ...]) -> None:
        chosen = self.year.currentData()
        self.year.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.year.clear()
        for year in found:
            self.year.addItem(str(year), year)
        self.year.setCurrentIndex(max(self.year.findData(chosen), 0))
        self.year.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.read()

    def read(self) -> None:
        """Read the figures of what is chosen."""
        # Not the database lane: what somebody saves must not wait for a figure.
        job = partial(market_fairness.over_year, self.desk.ws, self.question)
        self.desk.lanes.io(job, self, self.show_fairness, token=self._latest.renew())

    def show_fairness(self, found: Fairness) -> None:
        """Show these figures."""
        self.stack.setCurrentIndex(0 if found.areas else 1)
        self.xlsx_button.setEnabled(bool(found.areas))
        values = {
            "turns": labels.number(found.turns),
            "served": f"{labels.number(found.served)}/{labels.number(found.eligible)}",
            "women": words.percent(found.women.share),
            "up2k": words.percent(found.up2k.share),
            "gini": words.decimal(None if found.gini is None else float(found.gini), 2),
            "wait": self._days(found.longest_wait),
        }
        for name, value in values.items():
            self.stats[name].set_number(value)
        for name, part in (("women", found.women), ("up2k", found.up2k)):
            self.stats[name].setToolTip(self._compared(part))
        self._show_chart(found)
        self.table.set_rows([self._row(line) for line in found.areas])

    def _compared(self, part: Part) -> str:
        text = self.tr("{share} of the turns, {expected} of those who may take part")
        return text.format(share=words.percent(part.share), expected=words.percent(part.expected))

    def _show_chart(self, found: Fairness) -> None:
        average = found.average or 0.0
        lines = [line for line in found.areas if line.per_hundred is not None]
        bars = tuple(self._bar(line, average) for line in lines[:_SHOWN])
        text = self.tr("average {value}").format(value=words.decimal(found.average))
        self.chart.set_bars(bars, average, text)
        behind = sum(bar.behind for bar in bars)
        told = self.tr(
            "{count} areas have less than three quarters of the average. "
            "Women-led: {women}. UP2K: {up2k}."
        )
        groups = {"women": self._compared(found.women), "up2k": self._compared(found.up2k)}
        self.chart_note.setText(told.format(count=labels.number(behind), **groups))

    def _bar(self, line: AreaLine, average: float) -> Bar:
        value = line.per_hundred or 0.0
        text = self.tr("{area}: {turns} turns, {count} businesses may take part, waits {wait}")
        spoken = text.format(
            area=line.name,
            turns=labels.number(line.turns),
            count=labels.number(line.eligible),
            wait=self._days(line.longest_wait),
        )
        return Bar(line.name, value, words.decimal(value), value < _BEHIND * average, spoken)

    def _days(self, days: int | None) -> str:
        return "–" if days is None else self.tr("{days} days").format(days=labels.number(days))

    def _row(self, line: AreaLine) -> tuple[str, ...]:
        counts = (line.eligible, line.turns, line.served)
        waits = (line.median_wait, line.longest_wait)
        return (
            line.name,
            *map(labels.number, counts),
            words.decimal(line.per_hundred),
            *("–" if days is None else labels.number(days) for days in waits),
        )

    # -- taking along ---------------------------------------------------------------------

    def _on_xlsx_clicked(self) -> None:
        place = QStandardPaths.StandardLocation.DocumentsLocation
        name = f"Keadilan giliran {self.year.currentText()}.xlsx"
        start = Path(QStandardPaths.writableLocation(place)) / name
        dialog = QFileDialog(self, self.tr("Save the figures"), str(start), "XLSX (*.xlsx)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.filesSelected.connect(self._on_file_chosen)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _on_file_chosen(self, paths: list[str]) -> None:
        if paths:
            ws, asked = self.desk.ws, self.question
            job = partial(market_fairness_xlsx.write, ws, Path(paths[0]), asked)
            self.desk.lanes.io(job, self, self._on_saved, self.desk.handle)

    def _on_saved(self, path: Path) -> None:
        self.desk.noticed.emit(Notice(self.tr("Saved: {name}").format(name=path.name)))
