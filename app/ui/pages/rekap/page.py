"""The page: choices, figures, six questions, and all figures as a table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.terms import Level
from app.services import rekap, rekap_filter, syncing
from app.services.rekap_filter import Filter
from app.services.rekap_rows import MonthRow, RegionRow, Totals
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.buttons import secondary_button
from app.ui.kit.cards import Card, PageHeader, Stat
from app.ui.kit.chips import Chip
from app.ui.kit.scroll import scrolling
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.lanes import Latest
from app.ui.pages.page import Page
from app.ui.pages.rekap import words
from app.ui.pages.rekap.cards import (
    CriteriaCard,
    DocumentsCard,
    GradesCard,
    Grains,
    MonthsCard,
    RegionsCard,
    ShortcomingsCard,
)
from app.ui.pages.rekap.counting import Counting
from app.ui.pages.rekap.exporting import Exporting
from app.ui.pages.rekap.filters import Choices, FilterBar, read_choices
from app.ui.pages.rekap.table import FiguresTable
from app.ui.theme import Space

T = TypeVar("T")


class RekapPage(Page):
    """Where and when products passed, and what they lack."""

    KEY = "rekap"
    WATCHES = syncing.ENTITIES | {"settings"}

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("rekap_page")
        self._latest, self._latest_choices = Latest(), Latest()
        self._chosen: Choices | None = None
        self._wanted: Filter | None = None
        self._totals = Totals()
        self._is_writing = False
        self._months: tuple[MonthRow, ...] = ()
        self.counting = Counting(desk, self)
        self.exporting = Exporting(desk, self)
        self._make_widgets()
        self._lay_out()
        self._connect()

    # -- building ---------------------------------------------------------------------

    def _make_widgets(self) -> None:
        self.header = PageHeader(self.tr("Recap"), " ")
        self.practice = Chip("", Tone.WARNING, "certificate")
        self.practice.setObjectName("rekap.practice")
        self.xlsx_button = secondary_button(self.tr("Save as XLSX"), icon="download")
        self.xlsx_button.setObjectName("rekap.xlsx")
        self.pdf_button = secondary_button(self.tr("Save as PDF"), icon="file-text")
        self.pdf_button.setObjectName("rekap.pdf")
        self.print_button = secondary_button(self.tr("Print"), icon="printer", shortcut="Ctrl+P")
        self.print_button.setObjectName("rekap.print")
        for widget in (self.practice, self.xlsx_button, self.pdf_button, self.print_button):
            self.header.add_action(widget)
        self.filters = FilterBar()
        self.stats = {
            "registered": Stat(self.tr("Businesses"), "–", icon="building-store"),
            "verified": Stat(self.tr("Verified"), "–", Tone.INFO, "shield-check"),
            "scored": Stat(self.tr("Scored"), "–", icon="clipboard-check"),
            "passed": Stat(self.tr("Passed"), "–", Tone.SUCCESS, "circle-check"),
            "rate": Stat(self.tr("Pass rate"), "–", Tone.SUCCESS, "flag"),
        }
        for name, stat in self.stats.items():
            stat.setObjectName(f"rekap.{name}")
        self.regions, self.months = RegionsCard(), MonthsCard()
        self.shortcomings, self.criteria = ShortcomingsCard(), CriteriaCard()
        self.documents, self.grades = DocumentsCard(), GradesCard()
        self.table_card = Card(self.tr("All figures"))
        self.by = Grains(
            self.tr("A row for each"),
            [
                *((str(level), level.term) for level in Level),
                ("month", self.tr("Month")),
            ],
        )
        self.table_card.add_header_widget(self.by)
        self.table = FiguresTable(self.tr("All figures"))
        self.table_card.add(self.table)

    def _lay_out(self) -> None:
        tiles = QHBoxLayout()
        tiles.setSpacing(Space.M)
        for stat in self.stats.values():
            tiles.addWidget(stat, 1)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, Space.XS, 0)
        grid.setSpacing(Space.M)
        grid.addLayout(tiles, 0, 0, 1, 2)
        pairs = (
            (self.regions, self.months),
            (self.shortcomings, self.criteria),
            (self.documents, self.grades),
        )
        for at, (left, right) in enumerate(pairs, 1):
            grid.addWidget(left, at, 0)
            grid.addWidget(right, at, 1)
        grid.addWidget(self.table_card, len(pairs) + 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.inside = scrolling(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L + 4, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(self.header)
        column.addWidget(self.filters)
        column.addWidget(self.inside, 1)

    def _connect(self) -> None:
        self.filters.changed.connect(self._on_filter_changed)
        self.regions.region_requested.connect(self._on_region_requested)
        self.regions.grain_changed.connect(self._on_grain_changed)
        self.by.chosen.connect(self._on_by_chosen)
        self.counting.counted.connect(self._on_counted)
        self.xlsx_button.clicked.connect(self._on_xlsx_clicked)
        self.pdf_button.clicked.connect(self._on_pdf_clicked)
        self.print_button.clicked.connect(self._on_print_clicked)
        self.exporting.busy_changed.connect(self._on_busy_changed)
        up = QShortcut(QKeySequence("Alt+Up"), self)
        up.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        up.activated.connect(self.go_up)

    # -- showing ----------------------------------------------------------------------

    @override
    def enter(self, record: object = None, *, new: bool = False) -> None:
        super().enter()
        self.counting.start()

    @override
    def show_about(self, about: object) -> None:
        if isinstance(about, Filter):
            self._wanted = about
            if self._chosen is not None:
                self._show_wanted()

    @override
    def put_off(self) -> None:
        self.counting.stop()
        self.exporting.stop()

    @override
    def reload(self) -> None:
        token = self._latest_choices.renew()
        job = partial(read_choices, self.desk.ws)
        self.desk.lanes.io(job, self, self._on_choices, token=token)
        self._show_practice()
        self.counting.start()

    def _on_choices(self, choices: Choices) -> None:
        self._chosen = choices
        self.filters.set_choices(choices)
        self._show_wanted()

    def _show_wanted(self) -> None:
        if self._wanted is not None:
            self.filters.set_filter(self._wanted)
            self._wanted = None
        self.read()

    def read(self) -> None:
        """Read every figure of the filter; each card shows its own when it is there."""
        ws, only, token = self.desk.ws, self.filters.filter, self._latest.renew()

        def ask(job: Callable[..., T], done: Callable[[T], None], *more: object) -> None:
            # Not the database lane: what somebody saves must not wait for a figure.
            self.desk.lanes.io(partial(job, ws, only, *more), self, done, token=token)

        ask(rekap.totals, self._on_totals)
        ask(rekap.by_region, self.regions.set_rows, self.regions.grain)
        ask(rekap.by_month, self._on_months)
        ask(rekap.shortcomings, self.shortcomings.set_rows)
        ask(rekap.criteria, self.criteria.set_rows)
        ask(rekap.documents, self.documents.set_rows)
        if self._by_level is not None:
            ask(rekap.by_region, self._on_table_regions, self._by_level)
        self._say_what_counts()

    @property
    def _by_level(self) -> Level | None:
        """The level of the table's rows; None for months."""
        key = next(key for key, button in self.by.buttons.items() if button.isChecked())
        return None if key == "month" else Level(key)

    def _on_totals(self, totals: Totals) -> None:
        self._totals = totals
        values = {
            "registered": labels.number(totals.registered),
            "verified": labels.number(totals.verified),
            "scored": labels.number(totals.scored),
            "passed": labels.number(totals.passed),
            "rate": words.percent(totals.rate),
        }
        for name, value in values.items():
            self.stats[name].set_number(value)
        self.grades.set_totals(totals)

    def _on_months(self, rows: tuple[MonthRow, ...]) -> None:
        self._months = rows
        self.months.set_rows(rows)
        if self._by_level is None:
            self._show_months_table()

    def _show_months_table(self) -> None:
        rows = [(words.month(row.month, long=True), row.totals) for row in reversed(self._months)]
        self.table.set_rows([*rows, (self.tr("All"), self._totals)])

    def _on_table_regions(self, rows: tuple[RegionRow, ...]) -> None:
        shown = [(row.name, row.totals) for row in rows]
        self.table.set_rows([*shown, (self.tr("All"), self._totals)])

    def _show_practice(self) -> None:
        ws = self.desk.ws
        sample = self.tr("Sample data") if ws.me.sample else self.tr("Practice")
        self.practice.set_spec(ChipSpec(sample, Tone.WARNING, "certificate"))
        self.practice.setVisible(rekap_filter.is_practice(ws))

    def _say_what_counts(self, left: int = 0) -> None:
        if left:
            text = self.tr("Counting anew: {count} districts left. The figures grow meanwhile.")
            self.header.set_subtitle(text.format(count=labels.number(left)))
            return
        text = self.tr("By the district a business comes from · decisions that stand")
        if not rekap_filter.is_practice(self.desk.ws):
            text += " · " + self.tr("practice does not count")
        self.header.set_subtitle(text)

    def _on_counted(self, left: int) -> None:
        if self._chosen is None or not left:
            self.reload()
        else:
            self.read()
        self._say_what_counts(left)

    # -- choosing ---------------------------------------------------------------------

    def _on_filter_changed(self, _only: Filter) -> None:
        self.read()

    def _on_region_requested(self, code: str) -> None:
        only = self.filters.filter
        if code != only.region:
            self._go(code)

    def go_up(self) -> None:
        """From a region to the one it lies in, as far as this person's reach."""
        code = self.filters.filter.region.rpartition(".")[0]
        if code and self.filters.region.findData(code) >= 0:
            self._go(code)

    def _go(self, code: str) -> None:
        at = self.filters.region.findData(code)
        if at >= 0:
            self.filters.region.setCurrentIndex(at)

    def _on_grain_changed(self) -> None:
        self.read()

    def _on_by_chosen(self, key: str) -> None:
        if key == "month":
            self._show_months_table()
        else:
            self.read()

    # -- taking along -------------------------------------------------------------------

    def _on_xlsx_clicked(self) -> None:
        if self._is_writing:
            self.exporting.stop()
        else:
            self.exporting.ask_xlsx(self.filters.filter, self._file_stem())

    def _on_pdf_clicked(self) -> None:
        self.exporting.ask_pdf(self.filters.filter, self._file_stem())

    def _on_print_clicked(self) -> None:
        self.exporting.print_paper(self.filters.filter, self._file_stem())

    def _file_stem(self) -> str:
        return f"Rekap kurasi {self.filters.region.currentText().strip()} {self.desk.ws.today()}"

    def _on_busy_changed(self, busy: bool) -> None:
        self._is_writing = busy
        for button in (self.pdf_button, self.print_button):
            button.setEnabled(not busy)
        text = self.tr("Stop saving") if busy else self.tr("Save as XLSX")
        self.xlsx_button.setText(text)
        self.xlsx_button.setAccessibleName(text)
        self.xlsx_button.set_icon_name("x" if busy else "download")
