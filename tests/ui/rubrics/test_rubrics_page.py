"""Rubrik: reading for everybody; writing, trying and publishing for an admin."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from app.domain import rubric_edit as edit
from app.domain.terms import Category, GateState
from app.services import rubric_drafts, rubric_xlsx
from app.services.workspace import Workspace
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.tones import Severity, Tone
from app.ui.pages.rubrics import RubricsPage
from app.ui.pages.rubrics.frame import Tab
from app.ui.pages.rubrics.publish_sheet import FaultsSheet, PublishSheet
from app.ui.pages.rubrics.tables import ReadTable
from tests.services.field import add_product, enrol, judge, open_session, register

MKN, FSY = Category.PACKAGED_FOOD, Category.FASHION
CITA_RASA = ("criteria", 0, "indicators", 0)


def draft(ws: Workspace, code: Category = MKN) -> dict[str, Any] | None:
    kept = rubric_drafts.shelf(ws, code).draft
    return None if kept is None else kept.body


def begin(page: RubricsPage) -> None:
    page.frame.edit_button.click()


def look_at(page: RubricsPage, place: tuple[Any, ...]) -> None:
    page.frame.editor.parts.choose(place)


def field(page: RubricsPage, *place: Any) -> QWidget:
    form = page.frame.editor.form
    assert form is not None
    return form.inputs[tuple(place)].inner


def number(page: RubricsPage, *place: Any) -> QSpinBox:
    found = field(page, *place)
    assert isinstance(found, QSpinBox)
    return found


def tone(page: RubricsPage) -> Tone:
    """Whether the sum of the weights is told as good or bad."""
    return page.frame.editor.parts.sum_chip.spec.tone


def cells(table: ReadTable) -> list[list[str]]:
    found = [
        [table.item(row, column) for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]
    return [["" if item is None else item.text() for item in row] for row in found]


def kept(page: RubricsPage, qtbot: QtBot) -> None:
    """Wait until what was typed is on disk."""
    qtbot.waitUntil(lambda: not page._save_timer.isActive())


def test_everybody_reads_but_only_the_provinces_admin_writes(
    ws: Workspace, root: str, page: RubricsPage
) -> None:
    enrol(ws, root)
    page.reload()
    frame = page.frame
    assert not frame.edit_button.isVisible()
    assert not frame.import_button.isVisible()
    assert frame.export_button.isVisible()
    look_at(page, CITA_RASA)
    name = field(page, *CITA_RASA, "name")
    assert isinstance(name, QLineEdit)
    assert (name.text(), name.isReadOnly()) == ("Cita rasa", True)
    assert not frame.editor.parts.tools.isVisible()
    enrol(ws, root, roles=(("admin", "31"),), name="Adi")
    page.reload()
    assert frame.edit_button.isVisible()


def test_what_is_typed_is_kept_within_a_second(
    ws: Workspace, page: RubricsPage, qtbot: QtBot
) -> None:
    begin(page)
    look_at(page, CITA_RASA)
    name = field(page, *CITA_RASA, "name")
    name.setFocus()
    QTest.keyClick(name, Qt.Key.Key_End)
    QTest.keyClicks(name, " pokok")
    assert page._save_timer.remainingTime() <= 1000
    kept(page, qtbot)
    body = draft(ws)
    assert body is not None
    assert edit.value_at(body, (*CITA_RASA, "name")) == "Cita rasa pokok"
    item = page.frame.editor.parts.tree.currentItem()
    assert item is not None
    assert item.text(0) == "Cita rasa pokok"


def test_a_sync_in_the_background_leaves_what_is_typed_alone(
    desk: Desk, page: RubricsPage, qtbot: QtBot
) -> None:
    begin(page)
    look_at(page, CITA_RASA)
    name = field(page, *CITA_RASA, "name")
    assert isinstance(name, QLineEdit)
    name.setFocus()
    name.setCursorPosition(4)
    QTest.keyClicks(name, " dan")
    desk.changed.emit(frozenset({"sync", "rubric"}))
    QTest.keyClicks(name, " ya")
    assert field(page, *CITA_RASA, "name") is name
    assert (name.text(), name.hasFocus()) == ("Cita dan ya rasa", True)
    kept(page, qtbot)


def test_leaving_the_page_keeps_what_was_typed_last(ws: Workspace, page: RubricsPage) -> None:
    begin(page)
    look_at(page, CITA_RASA)
    number(page, *CITA_RASA, "weight").setValue(13)
    page.leave()
    body = draft(ws)
    assert body is not None
    assert edit.value_at(body, (*CITA_RASA, "weight")) == 13


def test_weights_that_do_not_add_up_are_red_and_can_be_levelled(
    page: RubricsPage, qtbot: QtBot
) -> None:
    begin(page)
    parts = page.frame.editor.parts
    assert tone(page) is Tone.SUCCESS
    assert not parts.level_button.isVisible()
    look_at(page, CITA_RASA)
    number(page, *CITA_RASA, "weight").setValue(13)
    assert (parts.sum_chip.spec.text, tone(page)) == ("Rasa: 31 of 30", Tone.DANGER)
    look_at(page, ("criteria", 0))
    number(page, "criteria", 0, "weight").setValue(31)
    assert parts.sum_chip.spec.text == "Weights: 101 of 100"
    assert tone(page) is Tone.DANGER
    parts.level_button.click()
    assert tone(page) is Tone.SUCCESS
    assert page.frame.editor.found == ()
    kept(page, qtbot)


def test_an_empty_anchor_is_told_beside_its_field_and_in_the_list(
    page: RubricsPage, qtbot: QtBot
) -> None:
    begin(page)
    look_at(page, CITA_RASA)
    anchor = field(page, *CITA_RASA, "anchors", "2")
    assert isinstance(anchor, QPlainTextEdit)
    anchor.selectAll()
    QTest.keyClick(anchor, Qt.Key.Key_Delete)
    form = page.frame.editor.form
    assert form is not None
    box = form._boxes[(*CITA_RASA, "anchors", "2")]
    assert (box.severity, box.message) == (Severity.FORMAT, "Masih kosong.")
    kept(page, qtbot)
    look_at(page, ())
    page.frame.publish_button.click()
    sheet = page.sheet
    assert isinstance(sheet, FaultsSheet)
    with qtbot.waitSignal(sheet.finished):
        sheet.accept()
    assert page.frame.editor.parts.current == CITA_RASA


def test_steps_back_and_forward(ws: Workspace, page: RubricsPage, qtbot: QtBot) -> None:
    begin(page)
    look_at(page, ("gates", 0))
    page.frame.editor.parts.remove_button.click()
    look_at(page, CITA_RASA)
    number(page, *CITA_RASA, "weight").setValue(11)
    page.frame.undo_button.click()
    assert number(page, *CITA_RASA, "weight").value() == 12
    page.frame.undo_button.click()
    assert not page.frame.undo_button.isEnabled()
    tree = page.frame.editor.parts.tree
    tree.setFocus()
    QTest.keyClick(tree, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    kept(page, qtbot)
    body = draft(ws)
    assert body is not None
    assert len(body["gates"]) == 5
    assert edit.value_at(body, (*CITA_RASA, "weight")) == 12


@pytest.mark.parametrize(
    ("part", "key", "at"),
    [
        ((), "criteria", 5),
        (("gates",), "gates", 6),
        (("gates", 1), "gates", 2),
        (("critical_findings", 0), "critical_findings", 1),
        (("outcomes", 7), "outcomes", 7),
    ],
)
def test_parts_are_added_moved_and_taken_away(
    page: RubricsPage, qtbot: QtBot, part: tuple[Any, ...], key: str, at: int
) -> None:
    begin(page)
    history = page._history
    assert history is not None
    before = history.now
    look_at(page, part)
    parts = page.frame.editor.parts
    parts.add_button.click()
    assert parts.current == (key, at)
    assert len(history.now[key]) == len(before[key]) + 1
    parts.up_button.click()
    assert parts.current == (key, at - 1)
    parts.down_button.click()
    parts.remove_button.click()
    assert history.now == before
    kept(page, qtbot)


def test_the_curators_sheet_is_shown_as_it_will_be(page: RubricsPage, qtbot: QtBot) -> None:
    begin(page)
    page.frame.set_tab(Tab.PREVIEW)
    form = page.frame.preview.form
    assert form is not None
    assert len(form.rows) == 18
    form.start()
    for _ in range(18):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_4)
    assert page.frame.preview.points.text() == "Points as on paper: 100"
    page.frame.set_tab(Tab.TEXT)
    look_at(page, CITA_RASA)
    number(page, *CITA_RASA, "weight").setValue(13)
    page.frame.set_tab(Tab.PREVIEW)
    assert page.frame.preview.banner.isVisible()
    assert not page.frame.preview.card.isVisible()
    kept(page, qtbot)


def test_two_versions_side_by_side(page: RubricsPage, qtbot: QtBot) -> None:
    begin(page)
    look_at(page, CITA_RASA)
    number(page, *CITA_RASA, "weight").setValue(11)
    page.frame.set_tab(Tab.COMPARE)
    assert cells(page.frame.compare.table) == [["Indikator · Cita rasa\nBobot", "12", "11"]]
    kept(page, qtbot)


def publish(page: RubricsPage, qtbot: QtBot, summary: str, days: int = 0) -> None:
    page.frame.publish_button.click()
    sheet = page.sheet
    assert isinstance(sheet, PublishSheet)
    assert not sheet.publish_button.isEnabled()
    QTest.keyClicks(sheet.summary, summary)
    sheet.day_edit.setDate(sheet.day_edit.date().addDays(days))
    with qtbot.waitSignal(sheet.finished):
        sheet.publish_button.click()


def test_publishing_asks_for_a_summary_and_the_version_waits(
    ws: Workspace, root: str, page: RubricsPage, qtbot: QtBot
) -> None:
    enrol(ws, root, roles=(("admin", "31"),), name="Adi Admin")
    page.reload()
    begin(page)
    look_at(page, ("criteria", 0))
    name = field(page, "criteria", 0, "name")
    QTest.keyClicks(name, "!")
    publish(page, qtbot, "Nama kriteria")
    shelf = rubric_drafts.shelf(ws, MKN)
    assert shelf.pending is not None
    assert shelf.pending.summary == "Nama kriteria"
    frame = page.frame
    assert frame.banner.isVisible()
    assert not frame.edit_button.isVisible()
    assert frame.state_chip.spec.text == "In force"
    frame.banner.action_button.click()  # take it back
    assert draft(ws) is not None
    assert rubric_drafts.shelf(ws, MKN).pending is None
    assert frame.publish_button.isVisible()


def test_a_version_may_begin_later(ws: Workspace, page: RubricsPage, qtbot: QtBot) -> None:
    begin(page)
    look_at(page, ("criteria", 0))
    QTest.keyClicks(field(page, "criteria", 0, "name"), "!")
    publish(page, qtbot, "Mulai tahun depan", days=40)
    shelf = rubric_drafts.shelf(ws, MKN)
    assert (shelf.in_force.version, shelf.newest.version) == (1, 2)
    day = ws.today() + timedelta(days=40)
    assert shelf.newest.valid_from == day
    frame = page.frame
    assert frame.state_chip.spec.text == "In force"
    frame.version_wanted.emit(shelf.newest.rev)
    assert frame.state_chip.spec.text == f"From {labels.long_date(day)}"
    begin(page)
    frame.publish_button.click()
    sheet = page.sheet
    assert isinstance(sheet, PublishSheet)
    assert sheet.day_edit.minimumDate().toPython() == ws.today()
    sheet.day_edit.setDate(sheet.day_edit.date().addDays(-5))
    assert sheet.day_edit.date().toPython() == ws.today(), "no day that is over"
    sheet.reject()


def test_a_draft_thrown_away_can_be_brought_back(
    ws: Workspace, desk: Desk, page: RubricsPage, qtbot: QtBot
) -> None:
    told: list[Any] = []
    desk.noticed.connect(told.append)
    begin(page)
    look_at(page, CITA_RASA)
    number(page, *CITA_RASA, "weight").setValue(11)
    page.frame.drop_button.click()
    assert draft(ws) is None
    assert page.frame.edit_button.isVisible()
    told[-1].undo()
    body = draft(ws)
    assert body is not None
    assert edit.value_at(body, (*CITA_RASA, "weight")) == 11


def test_a_workbook_goes_out_and_comes_in(ws: Workspace, page: RubricsPage, tmp_path: Path) -> None:
    path = tmp_path / "rubrik.xlsx"
    page._export(rubric_drafts.shelf(ws, MKN).body, path)
    book = openpyxl.load_workbook(path)
    book["Umum"]["B3"] = "Makanan dalam kemasan"
    book.save(path)
    page._take_in(path)
    body = draft(ws)
    assert body is not None
    assert body["name"] == "Makanan dalam kemasan"
    book["Indikator"]["G3"] = "enam"
    book.save(path)
    page._take_in(path)
    assert "Indikator!G3" in _words(page)
    body = draft(ws)
    assert body is not None
    assert body["name"] == "Makanan dalam kemasan"
    path.write_bytes(rubric_xlsx.write(rubric_drafts.shelf(ws, FSY).body))
    page._take_in(path)
    assert "bukan rubrik Makanan kemasan" in _words(page)


def _words(page: RubricsPage) -> str:
    return " ".join(label.text() for label in page.frame.banner.findChildren(QLabel))


# -- the laboratory ----------------------------------------------------------------------


@pytest.fixture
def field_day(ws: Workspace) -> Workspace:
    held, shop = open_session(ws), register(ws)
    for name, score in (("Satu", 4), ("Dua", 3), ("Tiga", 3)):
        judge(ws, add_product(ws, shop, name), held, score)
    return ws


def test_turning_a_threshold_shows_who_moves(
    field_day: Workspace, page: RubricsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.choose(FSY)
    page.frame.set_tab(Tab.LAB)
    lab = page.frame.lab
    qtbot.waitUntil(lambda: lab.result is not None)
    assert lab.moves.rowCount() == 0
    assert "3 stored results" in lab.note.text()
    controls = lab.controls
    assert controls is not None
    controls.turns["outcomes", 4, "when", "total_below"].spin.setValue(80)
    qtbot.waitUntil(lambda: lab.moves.rowCount() == 1)
    assert cells(lab.moves)[0][2] == "2"
    qtbot.waitUntil(lambda: lab.names.rowCount() == 2)
    assert {row[0] for row in cells(lab.names)} == {"Dua", "Tiga"}
    path = tmp_path / "lab.xlsx"
    page._export_trial(path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Perpindahan", "Per kategori", "Per kecamatan", "Nama"]
    assert [c.value for c in book["Perpindahan"][2]][-1] == 2
    assert {row[0].value for row in book["Nama"].iter_rows(min_row=2)} == {"Dua", "Tiga"}
    lab.keep_button.click()
    body = draft(field_day, FSY)
    assert body is not None
    assert body["outcomes"][4]["when"] == {"total_below": 80}
    assert page.frame.tab is Tab.TEXT


def test_a_weight_turned_keeps_the_sum(
    field_day: Workspace, page: RubricsPage, qtbot: QtBot
) -> None:
    page.choose(FSY)
    page.frame.set_tab(Tab.LAB)
    lab = page.frame.lab
    controls = lab.controls
    assert controls is not None
    controls.turns["criteria", 0, "weight"].spin.setValue(90)
    body = controls.body
    assert sum(c["weight"] for c in body["criteria"]) == 100
    assert body["criteria"][0]["weight"] > 50
    button, inside = controls.within[body["criteria"][0]["code"]]
    assert inside.isHidden()
    button.click()
    assert not inside.isHidden()
    controls.turns["criteria", 0, "indicators", 0, "weight"].spin.setValue(40)
    body = controls.body
    weights = [i["weight"] for i in body["criteria"][0]["indicators"]]
    assert sum(weights) == body["criteria"][0]["weight"]
    assert weights[0] == max(weights)
    next(iter(controls.gates.values())).click()
    assert len(controls.body["gates"]) == 3
    lab.reset_button.click()
    fresh = lab.controls
    assert fresh is not None
    assert fresh.body == rubric_drafts.shelf(field_day, FSY).body
    qtbot.waitUntil(lambda: lab.result is not None)


def test_what_an_open_requirement_leads_to_can_be_turned(
    ws: Workspace, page: RubricsPage, qtbot: QtBot
) -> None:
    product = add_product(ws, register(ws), "Satu")
    judge(ws, product, open_session(ws), 4, gates={"NIB": GateState.UNMET})
    page.choose(FSY)
    page.frame.set_tab(Tab.LAB)
    lab = page.frame.lab
    qtbot.waitUntil(lambda: lab.result is not None)
    controls = lab.controls
    assert controls is not None
    unmet, running = controls.effects.values()
    select = unmet.inner
    assert isinstance(select, QComboBox)
    assert select.currentText() == "Perlu perbaikan, C"
    choose(select, "Nothing")
    qtbot.waitUntil(lambda: lab.moves.rowCount() == 1)
    assert cells(lab.moves)[0][1].startswith("Lulus")
    choose(select, "Tidak lulus, D")
    qtbot.waitUntil(lambda: cells(lab.moves)[0][1].startswith("Tidak lulus"))
    choose(select, "Perlu perbaikan, C")
    qtbot.waitUntil(lambda: lab.moves.rowCount() == 0)
    assert controls.body == rubric_drafts.shelf(ws, FSY).body
    assert running.accessibleName() == "When one is in process"


def choose(select: QComboBox, words: str) -> None:
    """Choose as a hand would: by the list, which tells that it was a person."""
    select.setCurrentIndex(select.findText(words))
    select.activated.emit(select.currentIndex())


@pytest.mark.parametrize("tab", list(Tab))
@pytest.mark.parametrize("editing", [False, True])
def test_the_page_fits_a_small_screen(page: RubricsPage, tab: Tab, editing: bool) -> None:
    if editing:
        begin(page)
    page.frame.set_tab(tab)
    assert page.minimumSizeHint().width() <= 1158
    assert page.minimumSizeHint().height() <= 640
