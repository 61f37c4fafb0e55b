"""Serapan: how much agencies order of curated businesses, held against what they spend."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.terms import Category
from app.services.eorder_absorption import Absorption, Figure, Filter
from app.ui import labels
from app.ui.kit.banner import EmptyState
from app.ui.kit.buttons import secondary_button
from app.ui.kit.cards import Card, Stat
from app.ui.kit.choices import Select
from app.ui.kit.data_table import Column, DataTable, Row
from app.ui.kit.scroll import scrolling
from app.ui.kit.tones import Tone
from app.ui.pages.eorder.jobs import AbsorptionChoices
from app.ui.pages.eorder.share_columns import ShareColumns
from app.ui.pages.rekap import words
from app.ui.pages.rekap.bars import Bar
from app.ui.pages.rekap.cards import BarsCard, Grains
from app.ui.theme import Space

_BARS = 232


class AbsorptionPanel(QWidget):
    """Figures of one selection; `filter_changed(object)` carries the new Filter."""

    filter_changed = Signal(object)
    xlsx_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Absorption | None = None
        self._make_filters()
        self.stats = {
            "amount": Stat(self.tr("Ordered through e-order"), "–", icon="shopping-bag"),
            "spent": Stat(self.tr("Spending known"), "–", icon="database"),
            "share": Stat(self.tr("Share of spending"), "–", Tone.SUCCESS, "flag"),
            "businesses": Stat(self.tr("Businesses"), "–", icon="building-store"),
        }
        for name, stat in self.stats.items():
            stat.setObjectName(f"absorption.{name}")
        self.months = Card(self.tr("Is the target reached?"))
        self.columns = ShareColumns(self.tr("Share of spending by month"))
        self.months.add(self.columns, 1)
        self.agencies = BarsCard(self.tr("Which agency orders how much?"), _BARS)
        self.districts = BarsCard(self.tr("Where do the orders go?"), _BARS)
        self.categories = BarsCard(self.tr("What is ordered?"), _BARS)
        self._make_table()
        self.empty = EmptyState(
            "chart-bar",
            self.tr("No transaction recap yet"),
            self.tr("Import the recap of e-order; the spending of the agencies goes beside it."),
            action=self.tr("Import a recap"),
            action_icon="upload",
        )
        self.empty.action_triggered.connect(self.import_wanted)
        self._lay_out()

    def _make_filters(self) -> None:
        self.region, self.category, self.agency = Select(), Select(), Select()
        self.first, self.last = Select(), Select()
        self._filters = {
            "region": (self.region, self.tr("Region")),
            "category": (self.category, self.tr("Category")),
            "agency": (self.agency, self.tr("Agency")),
            "first": (self.first, self.tr("From month")),
            "last": (self.last, self.tr("To month")),
        }
        for key, (select, name) in self._filters.items():
            select.setObjectName(f"absorption.filter.{key}")
            select.setAccessibleName(name)
            select.setToolTip(name)
            select.currentIndexChanged.connect(self._on_changed)
        self._fill(self.category, self.tr("All categories"), [(c.term, str(c)) for c in Category])
        self.xlsx_button = secondary_button(self.tr("Save as XLSX"), icon="download")
        self.xlsx_button.setObjectName("absorption.xlsx")
        self.xlsx_button.clicked.connect(self.xlsx_wanted)

    def _make_table(self) -> None:
        self.by = Grains(
            self.tr("A row for each"),
            [
                ("by_business", self.tr("Business")),
                ("districts", self.tr("District")),
                ("categories", self.tr("Category")),
                ("agencies", self.tr("Agency")),
                ("months", self.tr("Month")),
            ],
        )
        self.by.chosen.connect(self._show_table)
        self.table = DataTable(
            self.tr("All figures"),
            [
                Column(self.tr("Name"), wide=True),
                Column(self.tr("Lines"), right=True),
                Column(self.tr("Ordered"), right=True),
                Column(self.tr("Spending"), right=True),
                Column(self.tr("Share"), right=True),
            ],
        )
        self.table.setObjectName("absorption.table")
        self.table.setMinimumHeight(300)
        self.table_card = Card(self.tr("All figures"))
        self.table_card.add_header_widget(self.by)
        self.table_card.add(self.table)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(Space.S)
        for (select, _), stretch in zip(self._filters.values(), (4, 4, 4, 3, 3), strict=True):
            bar.addWidget(select, stretch)
        bar.addWidget(self.xlsx_button)
        tiles = QHBoxLayout()
        tiles.setSpacing(Space.M)
        for stat in self.stats.values():
            tiles.addWidget(stat, 1)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, Space.XS, 0)
        grid.setSpacing(Space.M)
        grid.addLayout(tiles, 0, 0, 1, 2)
        grid.addWidget(self.months, 1, 0)
        grid.addWidget(self.agencies, 1, 1)
        grid.addWidget(self.districts, 2, 0)
        grid.addWidget(self.categories, 2, 1)
        grid.addWidget(self.table_card, 3, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._full = scrolling(inside)
        self._blank = Card()
        self._blank.add(self.empty, 1)
        self._blank.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addLayout(bar)
        column.addWidget(self._full, 1)
        column.addWidget(self._blank, 1)

    # -- choosing -------------------------------------------------------------------------

    def _fill(self, select: Select, every: str, items: Iterable[tuple[str, str]]) -> None:
        with QSignalBlocker(select):
            kept = select.currentData()
            select.clear()
            select.addItem(every, None)
            for text, data in items:
                select.addItem(text, data)
            select.setCurrentIndex(max(select.findData(kept), 0))

    def set_choices(self, choices: AbsorptionChoices) -> None:
        """Offer these; what was chosen stays where it is still there."""
        with QSignalBlocker(self.region):
            kept = self.region.currentData() or choices.start
            self.region.clear()
            for choice in choices.regions:
                self.region.addItem("\u2003" * choice.depth + choice.name, choice.code)
            self.region.setCurrentIndex(max(self.region.findData(kept), 0))
        self._fill(self.agency, self.tr("All agencies"), [(a, a) for a in choices.agencies])
        months = [(words.month(code, long=True), code) for code in choices.months]
        self._fill(self.first, self.tr("From the start"), months)
        self._fill(self.last, self.tr("Until now"), months)

    @property
    def filter(self) -> Filter:
        """What is chosen."""
        category = self.category.currentData()
        return Filter(
            region=self.region.currentData() or "31",
            category=Category(category) if category else None,
            agency=self.agency.currentData() or "",
            first=self.first.currentData() or "",
            last=self.last.currentData() or "",
        )

    def _on_changed(self, _index: int) -> None:
        self.filter_changed.emit(self.filter)

    # -- showing --------------------------------------------------------------------------

    def show_figures(self, found: Absorption) -> None:
        """Show these."""
        self._found = found
        some = bool(found.total.lines or found.total.spent or found.only != Filter())
        self._full.setVisible(some)
        self._blank.setVisible(not some)
        self.xlsx_button.setEnabled(some)
        total = found.total
        self.stats["amount"].set_number(short_rupiah(total.amount))
        self.stats["spent"].set_number(short_rupiah(total.spent) if total.spent else "–")
        tone = {True: Tone.SUCCESS, False: Tone.WARNING, None: Tone.NEUTRAL}[found.reached]
        self.stats["share"].set_number(words.percent(total.share), tone)
        self.stats["businesses"].set_number(labels.number(found.businesses))
        self.columns.set_months(found.months, found.target)
        self._bars(self.agencies, found.agencies, with_share=True)
        self._bars(self.districts, found.districts)
        self._bars(self.categories, found.categories)
        self.districts.say(self._unmatched(found))
        key = next(key for key, button in self.by.buttons.items() if button.isChecked())
        self._show_table(key)

    def _unmatched(self, found: Absorption) -> str:
        if not found.unmatched:
            return ""
        text = self.tr("{amount} of businesses that nobody recognised yet: see Import.")
        return text.format(amount=labels.rupiah(found.unmatched))

    def _bars(self, card: BarsCard, rows: tuple[Figure, ...], *, with_share: bool = False) -> None:
        most = max((row.amount for row in rows), default=0) or 1
        card.say("")
        card.bars.set_bars(
            [
                Bar(
                    row.name,
                    self._value(row, with_share=with_share),
                    row.amount / most,
                    tone=self._tone(row, with_share=with_share),
                )
                for row in rows
            ]
        )

    def _value(self, row: Figure, *, with_share: bool) -> str:
        amount = short_rupiah(row.amount)
        if not with_share:
            return amount
        if row.share is None:
            return self.tr("{amount} · spending unknown").format(amount=amount)
        return f"{amount} · {words.percent(row.share)}"

    def _tone(self, row: Figure, *, with_share: bool) -> Tone:
        target = self._found.target if self._found else 0
        if not with_share:
            return Tone.SUCCESS if row.key else Tone.WARNING
        if row.share is None:
            return Tone.INFO
        return Tone.SUCCESS if row.share * 100 >= target else Tone.WARNING

    def _show_table(self, key: str) -> None:
        if self._found is None:
            return
        rows: tuple[Figure, ...] = getattr(self._found, key)
        self.table.set_rows(
            [
                Row(
                    row.key,
                    (
                        words.month(row.name, long=True) if key == "months" else row.name,
                        labels.number(row.lines),
                        labels.rupiah(row.amount),
                        labels.rupiah(row.spent) or "–",
                        words.percent(row.share),
                    ),
                )
                for row in (reversed(rows) if key == "months" else rows)
            ]
        )


def short_rupiah(amount: int | None) -> str:
    """`Rp177,8 miliar`, `Rp12,5 juta`, `Rp950.000`: as long as a tile has room for."""
    if amount is None:
        return "–"
    for size, name in ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta")):
        if amount >= size:
            tenths = (amount * 20 + size) // (2 * size)
            whole = labels.number(tenths // 10)
            return f"Rp{whole},{tenths % 10} {name}" if tenths % 10 else f"Rp{whole} {name}"
    return labels.rupiah(amount)
