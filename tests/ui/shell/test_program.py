"""The life of the program: first start, rooms, trouble, bugs, search."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import BugRecord, open_workspace
from app.domain.terms import BusinessStatus
from app.errors import UserError
from app.paths import SAMPLE, WORK, DataDir
from app.services import businesses
from app.services.businesses import BusinessForm
from app.ui.desk import Place
from app.ui.shell.palette import SearchPalette
from app.ui.shell.program import Program
from app.ui.shell.window import MainWindow
from tests import laptops

StartProgram = Callable[[], Program]

_BOOTH_PAGES = ("home", "businesses", "products", "curation", "certificates")


@pytest.fixture
def data(tmp_path: Path) -> DataDir:
    return DataDir(tmp_path / "data")


@pytest.fixture
def start(data: DataDir, qapp: QApplication) -> Iterator[StartProgram]:
    started: list[Program] = []

    def do() -> Program:
        program = Program(data, open_workspace, BugRecord(data.root))
        started.append(program)
        program.start()
        return program

    yield do
    for program in started:
        program.stop()
        program.deleteLater()


def window_of(program: Program) -> MainWindow:
    assert program.window is not None
    program.lanes.drain()
    return program.window


def test_starting_empty_opens_the_window_on_a_named_laptop(
    start: StartProgram, data: DataDir
) -> None:
    program = start()
    first = program.first
    assert first is not None
    QTest.keyClicks(first.name_edit, "Rani Kurator")
    QTest.mouseClick(first.buttons["empty"], Qt.MouseButton.LeftButton)
    window = window_of(program)
    assert program.first is not first
    assert window.desk.ws.me.person_name == "Rani Kurator"
    assert window.sidebar.current == "home"
    assert data.room() == WORK


def test_the_journal_is_kept_while_one_works_and_when_one_closes(
    start: StartProgram, data: DataDir
) -> None:
    program = start()
    assert program.first is not None
    QTest.mouseClick(program.first.buttons["empty"], Qt.MouseButton.LeftButton)
    ws = window_of(program).desk.ws
    assert program._journal.isActive()

    def rows() -> int:
        program.lanes.drain()
        files = (data.folder(WORK) / "jurnal").glob("*.jsonl")
        return sum(f.read_text(encoding="utf-8").count('"kind":"row"') for f in files)

    laptops.insert(ws.db, "business", ws.ids.new(), name="Satu")
    program._journal.timeout.emit()
    assert rows() == 1
    program._journal.timeout.emit()
    assert rows() == 1
    laptops.insert(ws.db, "business", ws.ids.new(), name="Dua")
    program.stop()
    assert not program._journal.isActive()
    assert rows() == 2


def test_the_second_start_goes_straight_to_the_window(start: StartProgram) -> None:
    program = start()
    assert program.first is not None
    QTest.mouseClick(program.first.buttons["connect"], Qt.MouseButton.LeftButton)
    assert window_of(program).sidebar.current == "sync"
    program.stop()
    again = start()
    assert again.first is None
    assert window_of(again).desk.ws.me.person_name == "Kurator"


def test_sample_data_lives_in_a_room_of_its_own_and_can_be_left(
    start: StartProgram, data: DataDir, qtbot: QtBot
) -> None:
    program = start()
    assert program.first is not None
    QTest.mouseClick(program.first.buttons["sample"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.window is not None, timeout=60_000)
    ws = window_of(program).desk.ws
    assert (data.room(), ws.me.sample, len(businesses.ids(ws))) == (SAMPLE, True, 40)
    window_of(program).room_left.emit()
    assert data.room() == WORK
    assert program.first is not None  # the room of work has not been started yet
    assert program.ws is not None
    assert program.ws.is_new


def test_a_second_instance_is_told_not_to_start(start: StartProgram, data: DataDir) -> None:
    holder = open_workspace(data)
    try:
        program = start()
        assert program.window is None
        assert program.trouble is not None
        assert program.trouble.isVisible()
    finally:
        holder.close()


def open_window(start: StartProgram) -> MainWindow:
    program = start()
    assert program.first is not None
    QTest.mouseClick(program.first.buttons["empty"], Qt.MouseButton.LeftButton)
    return window_of(program)


def test_every_page_opens_from_the_sidebar_and_fits_a_small_screen(start: StartProgram) -> None:
    window = open_window(start)
    for key in (*_BOOTH_PAGES, "followups", "rekap", "rubrics", "sync", "settings"):
        QTest.mouseClick(window.sidebar.button(key), Qt.MouseButton.LeftButton)
        window.desk.lanes.drain()
        assert window.stack.currentWidget() is window.pages[key]
    hint = window.minimumSizeHint()
    assert (hint.width() <= 1366, hint.height() <= 728) == (True, True)


def test_search_finds_with_a_typing_error_and_goes_there(start: StartProgram, qtbot: QtBot) -> None:
    window = open_window(start)
    form = BusinessForm(
        name="Keripik Palmerah",
        owner_name="Siti",
        ward_code="31.74.02.1001",
        consent=True,
        status=str(BusinessStatus.ACTIVE),
    )
    key, change = businesses.save(window.desk.ws, form)
    window.desk.committed(change)
    with qtbot.waitActive(window):
        window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.findChild(SearchPalette)
    assert palette is not None
    QTest.keyClicks(palette.search, "kripik pelmerah")
    qtbot.waitUntil(lambda: list(palette.model.ids) == [key])
    QTest.keyClick(palette.search, Qt.Key.Key_Return)
    window.desk.lanes.drain()
    assert window.sidebar.current == "businesses"


def test_what_a_person_can_act_on_stands_above_the_page(start: StartProgram) -> None:
    window = open_window(start)
    window.desk.handle(UserError("x.y", "Kartu penuh.", todo="Ganti kartu."))
    assert window.banner.isVisibleTo(window)
    QTest.mouseClick(window.banner.close_button, Qt.MouseButton.LeftButton)
    assert not window.banner.isVisibleTo(window)


def test_a_bug_is_written_down_without_its_values_and_told(
    start: StartProgram, data: DataDir
) -> None:
    program = start()
    assert program.first is not None
    QTest.mouseClick(program.first.buttons["empty"], Qt.MouseButton.LeftButton)
    try:
        raise ValueError("NIK 3174025203780001")
    except ValueError:
        kind, error, trace = sys.exc_info()
    assert kind is not None
    assert error is not None
    program._note_bug(kind, error, trace)
    text = (data.root / "galat.log").read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "test_program.py" in text
    assert "3174025203780001" not in text
    assert window_of(program).banner.isVisibleTo(window_of(program))


def test_undo_in_the_toast_takes_the_change_back(start: StartProgram, qtbot: QtBot) -> None:
    window = open_window(start)
    ws = window.desk.ws
    form = BusinessForm(name="Usaha", owner_name="A", ward_code="31.74.02.1001", consent=True)
    _, change = businesses.save(ws, form)
    window.desk.committed(change, "Tersimpan.")
    (toast,) = window.toasts.toasts
    assert toast.action_button is not None
    QTest.mouseClick(toast.action_button, Qt.MouseButton.LeftButton)
    window.desk.lanes.drain()
    assert businesses.ids(ws) == []


def test_the_state_of_the_network_is_always_in_view(start: StartProgram) -> None:
    window = open_window(start)
    window.refresh_status()
    window.desk.lanes.drain()
    assert window.sidebar.status_button.text()
    QTest.mouseClick(window.sidebar.status_button, Qt.MouseButton.LeftButton)
    assert window.sidebar.current == "sync"
    window.travel(Place("home"))
