"""The page of draws by key and mouse: announce, draw, publish, answer, weigh."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.market import draw_files
from app.domain.market.draw_files import Verdict
from app.models.market import DrawRecord
from app.protocol import keys
from app.services import draws
from app.services.draws import DrawState
from app.services.workspace import Workspace
from app.sync.inbox import applying
from app.ui.desk import Desk, Notice
from app.ui.kit.banner import Banner
from app.ui.kit.tones import Severity
from app.ui.pages.draws import DrawsPage
from tests.services.field import enrol
from tests.services.market import NUMBERS, table
from tests.ui.draws.conftest import NAMES, announced, drawn, later

LEFT = Qt.MouseButton.LeftButton


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, LEFT)


def told(banner: Banner) -> str:
    return " ".join(label.text() for label in banner.findChildren(QLabel))


def rows(page: DrawsPage) -> list[tuple[str, ...]]:
    return [tuple(row) for row in page.draws.detail.table.rows_model.rows]


@pytest.fixture
def root_key() -> str:
    return keys.new_private_key()


def test_nothing_yet_says_what_a_draw_is(page: DrawsPage) -> None:
    assert page.draws.empty.isVisible()
    assert not page.draws.detail.isVisible()
    click(page.draws.empty.action_button)
    assert page.draws.new_sheet is not None
    assert page.draws.new_sheet.isVisible()
    page.draws.new_sheet.reject()


def test_a_draw_is_announced_by_key_alone(page: DrawsPage, ws: Workspace) -> None:
    page.new_button.setFocus()
    QTest.keyClick(page.new_button, Qt.Key.Key_Space)
    sheet = page.draws.new_sheet
    assert sheet is not None
    assert sheet.focusWidget() is sheet.occasion
    assert not sheet.announce_button.isEnabled()
    QTest.keyClick(sheet.occasion, Qt.Key.Key_Down)
    assert sheet.counted.text() == "5 may take part, 1 not yet (each can ask why)."
    assert sheet.title_edit.text() == "Undian Bazar Contoh Tebet"
    sheet.places.setFocus()
    QTest.keyClick(sheet.places, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(sheet.places, "2")
    QTest.keyClick(sheet.announce_button, Qt.Key.Key_Space)
    (line,) = draws.draws(ws)
    assert (line.places, line.candidates, line.state) == (2, 5, DrawState.WAITING)
    detail = page.draws.detail
    assert detail.isVisible()
    assert detail.view is not None
    assert detail.view.id == line.id
    assert not detail.numbers_button.isVisible()
    assert "The numbers appear on 30 November 2026." in told(detail.banner)
    assert [row[0] for row in rows(page)] == ["–"] * 5


def test_the_day_may_not_be_today_and_weekends_are_told(page: DrawsPage, ws: Workspace) -> None:
    click(page.new_button)
    sheet = page.draws.new_sheet
    assert sheet is not None
    assert sheet.sources[0].text().startswith("Penutupan IHSG 30 November 2026")
    sheet.day.setDate(QDate(2026, 11, 28))
    assert sheet.day_field.severity is Severity.HINT
    assert "28 November 2026" in sheet.sources[1].text()
    sheet.occasion.setCurrentIndex(1)
    sheet.day.setDate(QDate(2026, 11, 21))
    click(sheet.announce_button)
    assert sheet.isVisible()
    assert sheet.banner.isVisible()
    assert draws.draws(ws) == ()
    sheet.reject()


def test_what_was_typed_as_source_stays(page: DrawsPage) -> None:
    click(page.new_button)
    sheet = page.draws.new_sheet
    assert sheet is not None
    sheet.sources[0].setFocus()
    sheet.sources[0].selectAll()
    QTest.keyClicks(sheet.sources[0], "Undian lain")
    sheet.day.setDate(QDate(2026, 12, 1))
    assert sheet.sources[0].text() == "Undian lain"
    sheet.reject()


def test_a_list_from_csv(page: DrawsPage, tmp_path: Path, ws: Workspace) -> None:
    click(page.new_button)
    sheet = page.draws.new_sheet
    assert sheet is not None
    sheet._on_csv_chosen([str(table(tmp_path / "salah.csv", ("", "Tebet")))])
    assert sheet.banner.isVisible()
    assert not sheet.announce_button.isEnabled()
    sheet._on_csv_chosen(
        [str(table(tmp_path / "daftar.csv", ("Dapur", "Tebet"), ("Kue", "Tebet")))]
    )
    assert not sheet.banner.isVisible()
    assert sheet.counted.text() == "2 may take part."
    click(sheet.announce_button)
    assert draws.draws(ws)[0].candidates == 2


def test_numbers_are_read_back_and_drawn_once(page: DrawsPage, ws: Workspace) -> None:
    draw_id = announced(ws)
    later(ws)
    page.reload()
    detail = page.draws.detail
    assert detail.numbers_button.isVisible()
    click(detail.numbers_button)
    sheet = page.draws.numbers_sheet
    assert sheet is not None
    assert sheet.focusWidget() is sheet.edits[0]
    QTest.keyClicks(sheet.edits[0], "7.241,88x")
    assert sheet.fields[0].severity is Severity.FORMAT
    QTest.keyClick(sheet.edits[0], Qt.Key.Key_Backspace)
    assert sheet.readings[0].text() == "Counts as 724188"
    assert not sheet.draw_button.isEnabled()
    QTest.keyClicks(sheet.edits[1], NUMBERS[1])
    assert sheet.draw_button.isEnabled()
    QTest.keyClick(sheet.edits[1], Qt.Key.Key_Return)
    view = draws.get(ws, draw_id)
    assert view.verdict is Verdict.SAME
    assert view.drawn is not None
    assert [row[1] for row in rows(page)] == [one.name for one in view.drawn.order]
    assert [row[4] for row in rows(page)] == [
        "Place",
        "Place",
        *(f"Waiting {n}" for n in (1, 2, 3)),
    ]
    assert not detail.numbers_button.isVisible()
    assert detail.fairness.isVisible()


def test_finding_one_in_the_order(page: DrawsPage, ws: Workspace) -> None:
    drawn(ws)
    page.reload()
    detail = page.draws.detail
    detail.search.setFocus()
    QTest.keyClicks(detail.search, "kopi")
    detail.search.text_settled.emit("kopi")
    assert [row[1] for row in rows(page)] == ["Kopi Wati"]


def test_files_to_publish_can_be_checked(page: DrawsPage, ws: Workspace, tmp_path: Path) -> None:
    draw_id = drawn(ws)
    page.reload()
    heard: list[Notice] = []
    page.desk.noticed.connect(heard.append)
    folder = tmp_path / "umum"
    folder.mkdir()
    page.draws._on_folder_chosen([str(folder)])
    assert sorted(path.suffix for path in folder.iterdir()) == [".json", ".json", ".pdf", ".pdf"]
    files = [path.read_bytes() for path in folder.glob("*.json")]
    assert draw_files.check(files, draws.get(ws, draw_id).fingerprint).verdict is Verdict.SAME
    assert heard[-1].text == "4 files written to umum."
    page.draws._on_folder_chosen([str(tmp_path / "tidak-ada")])
    assert "tidak dapat disimpan" in told(page.draws.detail.banner)


def test_why_not_me_in_the_window(page: DrawsPage, ws: Workspace, qtbot: QtBot) -> None:
    drawn(ws)
    page.reload()
    click(page.draws.detail.why_button)
    sheet = page.draws.why_sheet
    assert sheet is not None
    assert sheet.focusWidget() is sheet.search
    assert not sheet.copy_button.isEnabled()
    QTest.keyClicks(sheet.search, "dapur")
    qtbot.waitUntil(lambda: len(sheet.list.rows_model.rows) == 2)
    assert [row[2] for row in sheet.list.rows_model.rows] == ["yes", "no"]
    QTest.keyClick(sheet.search, Qt.Key.Key_Down)
    assert sheet.focusWidget() is sheet.list
    assert "Dapur Sari adalah peserta nomor" in sheet.text.toPlainText()
    QTest.keyClick(sheet.list, Qt.Key.Key_Down)
    assert "Dapur Tanpa Izin bukan peserta undian ini" in sheet.text.toPlainText()
    assert "NIB" in sheet.text.toPlainText()
    click(sheet.copy_button)
    assert QGuiApplication.clipboard().text() == sheet.text.toPlainText()
    letters: list[object] = []
    sheet.letter_wanted.disconnect()
    sheet.letter_wanted.connect(lambda pdf, title: letters.append((pdf[:5], title)))
    click(sheet.letter_button)
    assert letters == [(b"%PDF-", "Answer to Dapur Tanpa Izin")]


def test_a_correction_asks_why_and_shows_its_successor(page: DrawsPage, ws: Workspace) -> None:
    old = drawn(ws)
    page.reload()
    click(page.draws.detail.replace_button)
    sheet = page.draws.new_sheet
    assert sheet is not None
    assert sheet.occasion.currentIndex() == 1
    click(sheet.announce_button)
    assert sheet.banner.isVisible()
    QTest.keyClicks(sheet.reason, "angka salah ketik")
    click(sheet.announce_button)
    new, was = draws.draws(ws)
    assert (was.id, was.state) == (old, DrawState.REPLACED)
    detail = page.draws.detail
    assert detail.view is not None
    assert detail.view.id == new.id
    page.draws.show_draw(old)
    assert detail.view.id == old
    assert not detail.replace_button.isVisible()
    click(detail.banner.action_button)
    assert detail.view.id == new.id


def test_a_changed_record_is_red(page: DrawsPage, ws: Workspace) -> None:
    drawn(ws)
    with ws.db.write() as session, applying(session):
        row = session.query(DrawRecord).filter_by(part="drawn").one()
        row.body = {**row.body, "order": row.body["order"][::-1]}
    page.reload()
    assert "Angka yang diumumkan menghasilkan urutan lain." in told(page.draws.detail.banner)


def test_who_may_only_look(page: DrawsPage, ws: Workspace, root_key: str) -> None:
    announced(ws)
    later(ws)
    enrol(ws, root_key)
    page.reload()
    assert not page.new_button.isVisible()
    assert not page.draws.detail.numbers_button.isVisible()
    assert not page.draws.detail.replace_button.isVisible()
    assert page.draws.detail.why_button.isVisible()


# Keadilan.


def test_the_year_is_weighed(page: DrawsPage, ws: Workspace, tmp_path: Path) -> None:
    assert page.parts["draws"].isChecked()
    click(page.parts["fairness"])
    panel = page.fairness
    assert panel.isVisible()
    assert panel.stats["turns"].number == "0"
    assert panel.stats["served"].number == "0/6"
    assert [bar.name for bar in panel.chart.bars] == ["Pasar Minggu"]
    panel.grain.setFocus()
    QTest.keyClick(panel.grain, Qt.Key.Key_Down)
    QTest.keyClick(panel.grain, Qt.Key.Key_Down)
    assert len(panel.table.rows_model.rows) == 4
    path = tmp_path / "keadilan.xlsx"
    panel._on_file_chosen([str(path)])
    assert openpyxl.load_workbook(path)["Per rw"].max_row == 6


def test_every_control_can_be_reached_by_tab(page: DrawsPage, ws: Workspace) -> None:
    drawn(ws)
    page.reload()
    seen, first = set[str](), page.focusWidget()
    for _ in range(60):
        QTest.keyClick(page.focusWidget() or page, Qt.Key.Key_Tab)
        now = page.window().focusWidget()
        seen.add(now.objectName() if now else "")
        if now is first:
            break
    assert {"draws.new", "draw.why", "draw.publish", "draw.search", "draw.table"} <= seen


@pytest.mark.parametrize("part", [0, 1])
def test_it_fits_the_screen(page: DrawsPage, ws: Workspace, part: int) -> None:
    drawn(ws)
    page.reload()
    page._on_part(part)
    assert page.minimumSizeHint().width() <= 1366 - 208
    assert page.minimumSizeHint().height() <= 768 - 80


def test_names_of_the_list(page: DrawsPage, ws: Workspace, desk: Desk) -> None:
    draw_id = announced(ws)
    page.show_record(draw_id)
    record = page.draws.model.record(0)
    assert record is not None
    assert record.chips[0].text == "Menunggu hari undian"
    assert len(NAMES) == 5
