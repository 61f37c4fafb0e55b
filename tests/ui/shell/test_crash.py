"""kill -9 while somebody types into a form; and a window that is closed in the middle of a word."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import BugRecord, open_workspace, workspace
from app.paths import WORK, DataDir
from app.services import businesses, drafts
from app.services.businesses import BusinessForm
from app.services.drafts import Draft, DraftKey, FormKind
from app.ui.desk import Place
from app.ui.pages.businesses import BusinessesPage
from app.ui.pages.home import HomePage
from app.ui.shell.program import Program
from app.ui.shell.window import MainWindow
from tests.ui.forms.register import WARD
from tests.ui.shell.typist import REST, window_of

ROOT = Path(__file__).resolve().parents[3]
Start = Callable[[], Program]


@pytest.fixture
def start(tmp_path: Path, qapp: QApplication) -> Iterator[Start]:
    """The program in this process, in the folder of the one that was killed."""
    started: list[Program] = []

    def do() -> Program:
        program = Program(DataDir(tmp_path), open_workspace, BugRecord(tmp_path))
        started.append(program)
        program.start()
        return program

    yield do
    for program in started:
        program.stop()
        program.deleteLater()


def type_and_kill(folder: Path, page: str, text: str) -> None:
    """Let another process type, and kill it the moment it has typed the last letter."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.ui.shell.typist", str(folder), page, text],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "*=false"},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        typed = ""
        while typed != text and (word := process.stdout.readline()):
            typed += word.removesuffix("\n")
        process.kill()
    assert typed == text
    assert process.returncode != 0, "it was killed, it did not end"


def form_of(window: MainWindow) -> BusinessesPage:
    page = window.page("businesses")
    assert isinstance(page, BusinessesPage)
    return page


def name_field(page: BusinessesPage) -> QLineEdit:
    field = page.editor.editor("name")
    assert isinstance(field, QLineEdit)
    return field


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def settled(program: Program) -> MainWindow:
    window = window_of(program)
    program.lanes.drain()
    return window


def test_after_a_kill_the_half_typed_business_waits_on_the_first_page(
    tmp_path: Path, start: Start, qtbot: QtBot
) -> None:
    text = "Dapur Contoh Mak Ipah & Putri"
    type_and_kill(tmp_path, "businesses", text + REST)

    program = start()
    window = settled(program)
    home = window.page("home")
    assert isinstance(home, HomePage)
    assert window.stack.currentWidget() is home
    assert home.waiting.isVisible()
    assert text in home.waiting.accessibleName()
    click(home.waiting.button)
    program.lanes.drain()
    page = form_of(window)
    assert window.stack.currentWidget() is page
    assert name_field(page).text() == text
    assert page.draft_banner.isVisibleTo(page)
    assert page.is_new


def test_a_kill_in_the_middle_of_a_word_costs_the_last_second_at_most(tmp_path: Path) -> None:
    type_and_kill(tmp_path, "businesses", f"Dapur Sa{REST}ri")
    with workspace(DataDir(tmp_path), WORK) as ws:
        (waiting,) = drafts.waiting(ws)
    assert waiting.title in ("Dapur Sa", "Dapur Sar", "Dapur Sari")


def test_a_product_without_a_name_waits_too(tmp_path: Path, start: Start) -> None:
    type_and_kill(tmp_path, "products", f"dapur sari{REST}")
    program = start()
    window = settled(program)
    home = window.page("home")
    assert isinstance(home, HomePage)
    click(home.waiting.button)
    program.lanes.drain()
    owner = window.page("products").findChild(QLineEdit, "product_form.business")
    assert isinstance(owner, QLineEdit)
    assert owner.text() == "dapur sari"


def test_closing_the_window_writes_what_was_typed_last(
    tmp_path: Path, start: Start, qtbot: QtBot
) -> None:
    program = start()
    window = settled(program)
    with qtbot.waitActive(window):
        window.activateWindow()
    window.travel(Place("businesses", new=True))
    program.lanes.drain()
    QTest.keyClicks(name_field(form_of(window)), "Dapur Sari")
    slow = partial(time.sleep, 0.3)  # the lane is at something else just then
    program.lanes.db(slow, window, lambda _: None)
    window.close()
    assert program.ws is not None
    (waiting,) = drafts.waiting(program.ws)  # before anything else has run
    assert waiting.title == "Dapur Sari"
    program.stop()

    again = settled(start())
    QTest.mouseClick(again.sidebar.button("businesses"), Qt.MouseButton.LeftButton)
    again.desk.lanes.drain()
    assert name_field(form_of(again)).text() == "Dapur Sari", "an empty laptop asks for the first"


def test_a_busy_lane_does_not_keep_the_window_open_for_ever(
    tmp_path: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What could not be written within the bound is written when the program stops."""
    monkeypatch.setattr("app.ui.shell.window._PATIENCE_S", 0.01)
    program = start()
    window = settled(program)
    window.travel(Place("businesses", new=True))
    program.lanes.drain()
    QTest.keyClicks(name_field(form_of(window)), "Dapur Sari")
    gate = threading.Event()
    program.lanes.db(gate.wait, window, window.setEnabled)
    window.close()
    assert not window.isVisible()
    gate.set()
    program.stop()
    with workspace(DataDir(tmp_path), WORK) as ws:
        assert [waiting.title for waiting in drafts.waiting(ws)] == ["Dapur Sari"]


def test_a_program_that_is_stopped_asks_its_window_first(tmp_path: Path, start: Start) -> None:
    program = start()
    window = settled(program)
    window.travel(Place("businesses", new=True))
    program.lanes.drain()
    QTest.keyClicks(name_field(form_of(window)), "Dapur Sari")
    program.stop()
    with workspace(DataDir(tmp_path), WORK) as ws:
        assert [waiting.title for waiting in drafts.waiting(ws)] == ["Dapur Sari"]


def test_undo_in_the_corner_brings_discarded_words_back(start: Start) -> None:
    program = start()
    window = settled(program)
    window.travel(Place("businesses", new=True))
    program.lanes.drain()
    page = form_of(window)
    QTest.keyClicks(name_field(page), "Dapur Sari")
    click(page.discard_button)
    assert name_field(page).text() == ""
    (toast,) = window.toasts.toasts
    assert toast.action_button is not None
    click(toast.action_button)
    program.lanes.drain()
    assert name_field(page).text() == "Dapur Sari"


def test_the_window_stays_small_with_forms_that_wait(tmp_path: Path, start: Start) -> None:
    """A long name, another one, a change from elsewhere: 1366 × 728 holds them all."""
    program = start()
    window = settled(program)
    ws = program.ws
    assert ws is not None
    whole = BusinessForm(name="Dapur " * 12, owner_name="S", ward_code=WARD, consent=True)
    key, _ = businesses.save(ws, whole)
    for record, new in ((key, False), (ws.ids.new(), True)):
        form = replace(whole, brand="Ketikan", phone="081200000012")
        drafts.keep(ws, Draft(DraftKey(FormKind.BUSINESS, record, new), whole, form))
    businesses.save(ws, replace(whole, brand="Pusat", phone="081200000013"), key)
    window.desk.changed.emit(frozenset({"form_draft"}))
    for place in (Place("home"), Place("businesses", key), Place("businesses", new=True)):
        window.travel(place)
        program.lanes.drain()
        QApplication.processEvents()
        hint = window.minimumSizeHint()
        assert (hint.width() <= 1366, hint.height() <= 728) == (True, True)
