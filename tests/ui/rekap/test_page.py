"""The page Rekap: its cards show what the services count, by mouse, by key and in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.domain.terms import Category, Grade, Level, Outcome
from app.errors import UserError
from app.services import rekap, rekap_count
from app.services.rekap_filter import Filter
from app.services.rekap_rows import CriterionRow, MonthRow, RegionRow, ShortcomingRow, Totals
from app.services.workspace import Workspace
from app.ui import labels
from app.ui.desk import Desk, Notice
from app.ui.pages.rekap import RekapPage, words
from app.ui.pages.rekap.bars import ROW, Bar, BarList
from app.ui.pages.rekap.cards import CriteriaCard, MonthsCard, RegionsCard, ShortcomingsCard
from app.ui.pages.rekap.columns import round_up
from tests.ui.certificates.conftest import FakeSpooler

Shower = Callable[[QWidget], None]


@pytest.fixture
def page(desk: Desk, show: Shower) -> RekapPage:
    made = RekapPage(desk)
    made.resize(1158, 700)
    show(made)
    made.enter()
    return made


def totals(passed: int, failed: int = 0) -> Totals:
    outcomes = {**dict.fromkeys(Outcome, 0), Outcome.PASSED: passed, Outcome.FAILED: failed}
    grades = {**dict.fromkeys(Grade, 0), Grade.B: passed, Grade.D: failed}
    return Totals(10, 5, 12, passed + failed, outcomes, grades, 8000 * (passed + failed))


def test_it_counts_and_shows_the_figures_of_the_services(page: RekapPage, room: Workspace) -> None:
    assert rekap_count.waiting(room) == 0
    counted = rekap.totals(room, Filter())
    assert counted.decided == 4
    assert page.stats["registered"].number == labels.number(counted.registered)
    assert page.stats["passed"].number == labels.number(counted.passed)
    assert page.stats["rate"].number == words.percent(counted.rate)
    assert page.practice.isVisible()
    assert page.practice.spec.text == "Sample data"
    rows = page.table.figures.rowCount()
    assert page.table.figures.index(rows - 1, 0).data() == "All"
    assert page.table.figures.index(rows - 1, 1).data() == labels.number(counted.registered)


def test_a_filter_changes_every_card(page: RekapPage, room: Workspace) -> None:
    some = Category.PACKAGED_FOOD
    page.filters.category.setCurrentIndex(page.filters.category.findData(str(some)))
    only = Filter(category=some)
    assert page.filters.filter == only
    assert page.stats["scored"].number == labels.number(rekap.totals(room, only).scored)
    shown = [bar.name for bar in page.criteria.bars.bars]
    assert sorted(shown) == sorted(row.name for row in rekap.criteria(room, only))


def test_a_region_is_gone_into_by_key_and_left_again(page: RekapPage) -> None:
    bars = page.regions.bars
    bars.setFocus()
    code = bars.bars[0].key
    QTest.keyClick(bars, Qt.Key.Key_Return)
    assert page.filters.filter.region == code
    assert [bar.key for bar in bars.bars] == [code]
    page.go_up()
    assert page.filters.filter.region == code[:5]


def test_it_opens_filtered(page: RekapPage) -> None:
    page.show_about(Filter("31.74", Level.DISTRICT))
    assert page.filters.filter == Filter("31.74", Level.DISTRICT)
    assert all(bar.key.startswith("31.74") for bar in page.regions.bars.bars)


def test_a_saved_decision_is_counted(page: RekapPage, room: Workspace) -> None:
    from tests.services import field

    before = page.stats["registered"].number
    field.register(room, "Usaha Baru")
    page.desk.changed.emit(frozenset({"business"}))
    assert page.stats["registered"].number == str(int(before) + 1)


def test_the_worst_comes_first_and_the_silent_last(show: Shower) -> None:
    card = RegionsCard()
    show(card)
    rows = [("a", totals(9, 1)), ("b", Totals()), ("c", totals(1, 9)), ("d", totals(0, 3))]
    card.set_rows([RegionRow(code, f"Kecamatan {code}", t) for code, t in rows])
    assert [bar.key for bar in card.bars.bars] == ["d", "c", "a", "b"]
    assert [bar.fraction for bar in card.bars.bars] == [0.0, 0.1, 0.9, 0.0]
    assert card.bars.bars[1].value == "1 of 10 · 10,0%"
    assert "Kecamatan c: 1 of 10 · 10,0%" in card.bars.accessibleDescription()


def test_bars_by_mouse_and_keys(show: Shower) -> None:
    bars, asked = BarList("Bars"), list[str]()
    bars.activated.connect(asked.append)
    bars.set_bars([Bar("A", "1", 0.1, key="a"), Bar("B", "2", 0.2), Bar("C", "3", 0.3, key="c")])
    bars.resize(300, 3 * ROW)
    show(bars)
    bars.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_End, Qt.Key.Key_Space):
        QTest.keyClick(bars, key)
    assert asked == ["c"], "a bar without a key cannot be pressed"
    QTest.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(20, ROW // 2))
    assert asked == ["c", "a"]
    assert not bars.grab().isNull()


def test_months_are_told_in_words_beside_the_one_before(show: Shower) -> None:
    card = MonthsCard()
    show(card)
    rows = [("2026-08", Totals()), ("2026-09", totals(3, 1)), ("2026-10", totals(1, 1))]
    card.set_rows([MonthRow(month, t) for month, t in rows])
    assert len(card.columns.columns) == 2, "months before the first decision are left out"
    assert card.told.text().startswith("Oktober 2026: 1 of 2 · 50,0% passed · before: September")
    card.columns.setFocus()
    QTest.keyClick(card.columns, Qt.Key.Key_Left)
    assert card.told.text() == "September 2026: 3 of 4 · 75,0% passed"
    card.set_rows([])
    assert card.told.text() == "Nothing was decided in this selection."


@pytest.mark.parametrize(
    ("most", "top"), [(0, 4), (1, 4), (5, 8), (41, 60), (99, 100), (18_002, 20_000)]
)
def test_the_scale_ends_above_the_highest_in_round_steps(most: int, top: int) -> None:
    assert round_up(most) == top


def test_what_lacks_and_what_is_weak(show: Shower) -> None:
    lacking, weak = ShortcomingsCard(), CriteriaCard()
    show(lacking)
    show(weak)
    lacking.set_rows([ShortcomingRow("unmet", "NIB", "NIB", 5, 20)])
    assert lacking.bars.bars[0].name == "Requirement not met: NIB"
    assert lacking.bars.bars[0].value == "5 times · 25,0%"
    food, craft = Category.PACKAGED_FOOD, Category.CRAFT
    rows = [
        CriterionRow(food, "RASA", "Rasa", 8000, 3),
        CriterionRow(craft, "DSN", "Desain", 61, 2),
    ]
    weak.set_rows(rows)
    assert [bar.name for bar in weak.bars.bars] == ["Desain · Kriya", "Rasa · Makanan kemasan"]
    weak.set_rows(rows[:1])
    assert [(bar.name, bar.value) for bar in weak.bars.bars] == [("Rasa", "80,0%")]


def test_the_workbook_is_saved_and_told(page: RekapPage, tmp_path: Path) -> None:
    told: list[Notice] = []
    page.desk.noticed.connect(told.append)
    page.xlsx_button.click()
    dialog = page.exporting.dialog
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith("Daerah Khusus Ibukota Jakarta 2026-11-21.xlsx")
    path = tmp_path / "rekap.xlsx"
    dialog.filesSelected.emit([str(path)])
    dialog.close()
    assert [notice.text for notice in told] == ["Saved: rekap.xlsx"]
    assert "Per kecamatan" in load_workbook(path).sheetnames
    assert page.xlsx_button.text() == "Save as XLSX"


def test_the_paper_is_saved(page: RekapPage, tmp_path: Path) -> None:
    page.pdf_button.click()
    dialog = page.exporting.dialog
    assert dialog is not None
    dialog.filesSelected.emit([str(tmp_path / "rekap.pdf")])
    dialog.close()
    assert (tmp_path / "rekap.pdf").read_bytes().startswith(b"%PDF")


def test_the_paper_is_seen_and_printed(page: RekapPage, spooler: FakeSpooler) -> None:
    told: list[Notice] = []
    page.desk.noticed.connect(told.append)
    page.print_button.click()
    sheet = page.exporting.printing.sheet
    assert sheet is not None
    assert sheet.preview.page_count > 0
    sheet.print_button.click()
    assert spooler.pdf(1).startswith(b"%PDF")
    assert told[0].text.startswith("Sent to the printer: Rekap kurasi")
    assert page.print_button.isEnabled()


def test_without_a_printer_the_paper_is_kept_and_told(
    page: RekapPage, spooler: FakeSpooler
) -> None:
    failed: list[UserError] = []
    page.desk.failed.connect(failed.append)
    spooler.install(names=())
    page.print_button.click()
    assert [error.code for error in failed] == ["print.no_printer"]
    assert "Rekap kurasi" in failed[0].safe
