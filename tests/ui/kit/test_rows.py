"""Score and gate rows, driven as curators do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.terms import GateState
from app.ui.kit.gate import GateRow
from app.ui.kit.score import ScoreRow
from app.ui.theme import colours

Show = Callable[[QWidget], None]
ANCHORS = {1: "Belum ada", 4: "Lengkap"}


@pytest.fixture
def row(show: Show) -> ScoreRow:
    made = ScoreRow("Cita rasa", "12", ANCHORS)
    show(made)
    made.setFocus()
    return made


@pytest.mark.parametrize("key", "1234")
def test_digits_score(qtbot: QtBot, row: ScoreRow, key: str) -> None:
    with qtbot.waitSignal(row.score_chosen) as heard:
        QTest.keyClicks(row, key)
    assert heard.args == [int(key)]
    assert row.score == int(key)
    assert [row.segment(s).isChecked() for s in (1, 2, 3, 4)] == [
        s == row.score for s in range(1, 5)
    ]


def test_the_keypad_scores_too(row: ScoreRow) -> None:
    QTest.keyClick(row, Qt.Key.Key_3, Qt.KeyboardModifier.KeypadModifier)
    assert row.score == 3


def test_control_digit_and_other_keys_do_not_score(row: ScoreRow) -> None:
    spy = QSignalSpy(row.score_chosen)
    QTest.keyClick(row, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(row, "059x")
    assert spy.count() == 0


def test_mouse_scores_and_brings_the_focus(row: ScoreRow) -> None:
    row.clearFocus()
    spy = QSignalSpy(row.score_chosen)
    QTest.mouseClick(row.segment(2), Qt.MouseButton.LeftButton)
    assert (spy.count(), row.score, row.hasFocus()) == (1, 2, True)
    QTest.mouseClick(row.segment(2), Qt.MouseButton.LeftButton)
    assert row.score == 2


def test_delete_clears(qtbot: QtBot, row: ScoreRow) -> None:
    row.set_score(2)
    with qtbot.waitSignal(row.score_chosen) as heard:
        QTest.keyClick(row, Qt.Key.Key_Delete)
    assert heard.args == [None]
    assert row.score is None


def test_not_applicable_takes_the_score_away_and_back(row: ScoreRow) -> None:
    row.set_score(4)
    spy = QSignalSpy(row.not_applicable_toggled)
    QTest.keyClicks(row, "t")
    assert (row.score, row.is_not_applicable) == (None, True)
    QTest.mouseClick(row.not_applicable_button, Qt.MouseButton.LeftButton)
    assert not row.is_not_applicable
    assert [spy.at(i)[0] for i in range(spy.count())] == [True, False]
    QTest.keyClicks(row, "t3")
    assert (row.score, row.is_not_applicable) == (3, False)


def test_note_by_key_and_mouse(row: ScoreRow) -> None:
    spy = QSignalSpy(row.note_requested)
    QTest.keyClicks(row, "n")
    QTest.mouseClick(row.note_button, Qt.MouseButton.LeftButton)
    assert spy.count() == 2


def test_setters_are_silent(row: ScoreRow) -> None:
    spies = [QSignalSpy(s) for s in (row.score_chosen, row.not_applicable_toggled)]
    row.set_score(3)
    row.set_not_applicable(on=True)
    assert [spy.count() for spy in spies] == [0, 0]
    with pytest.raises(ValueError, match="score 5"):
        row.set_score(5)


def test_a_missing_note_is_said_aloud(row: ScoreRow) -> None:
    row.set_score(1)
    row.set_note_state(required=True, present=False)
    assert row.accessibleName() == "Cita rasa: 1, note required"
    row.set_note_state(required=True, present=True)
    assert row.accessibleName() == "Cita rasa: 1"


def test_the_anchor_of_the_score_is_shown(row: ScoreRow) -> None:
    assert row.segment(4).toolTip() == "4 · Lengkap"
    assert row.segment(1).accessibleName() == "Cita rasa: 1, Belum ada"
    before = row.sizeHint().height()
    row.set_score(4)
    assert row.sizeHint().height() > before


def test_rows_are_one_tab_stop_each_and_arrows_walk(show: Show) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    rows = [ScoreRow(f"I{n}", "1") for n in range(3)]
    for made in rows:
        column.addWidget(made)
    show(page)
    rows[0].setFocus()
    QTest.keyClick(rows[0], Qt.Key.Key_Tab)
    assert rows[1].hasFocus()
    QTest.keyClick(rows[1], Qt.Key.Key_Down)
    assert rows[2].hasFocus()
    QTest.keyClick(rows[2], Qt.Key.Key_Up)
    assert rows[1].hasFocus()


def test_the_focused_row_shows_a_ring(row: ScoreRow) -> None:
    middle = row.height() // 2
    assert row.grab().toImage().pixelColor(0, middle).name().upper() == colours().focus
    row.clearFocus()
    assert row.grab().toImage().pixelColor(0, middle).name().upper() != colours().focus


def test_gate_states_by_key_keep_their_identity(show: Show) -> None:
    gate = GateRow("NIB?")
    show(gate)
    gate.setFocus()
    heard: list[object] = []
    gate.state_chosen.connect(heard.append)
    QTest.keyClicks(gate, "1234")
    QTest.keyClick(gate, Qt.Key.Key_Delete)
    assert heard == [*GateState, None]
    assert heard[1] is GateState.IN_PROCESS


def test_gate_by_mouse(qtbot: QtBot, show: Show) -> None:
    gate = GateRow("NIB?", "Wajib")
    show(gate)
    with qtbot.waitSignal(gate.state_chosen) as heard:
        QTest.mouseClick(gate.segment(GateState.UNMET), Qt.MouseButton.LeftButton)
    assert heard.args == [GateState.UNMET]
    assert gate.segment(GateState.UNMET).isChecked()
    assert gate.accessibleName() == "NIB?: Belum"
    gate.set_state(None)
    assert gate.accessibleName() == "NIB?: no answer yet"
