"""Scoring by keyboard alone, on the real page over a real database."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.scoring import Sheet
from app.domain.terms import GateState, Outcome
from app.services import curations, decisions, papers, score_sheets, sessions
from app.services.workspace import Workspace
from app.ui.desk import Desk, Place
from app.ui.pages.curation import CurationPage
from app.ui.pages.curation.picker import ProductPicker

from .conftest import add_product

INDICATORS = 18


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(*keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(focus(), key)


def score_all(key: Qt.Key = Qt.Key.Key_3) -> None:
    for _ in range(INDICATORS):
        press(key)


def put(page: CurationPage, ws: Workspace, session_id: UUID, name: str = "Dodol") -> UUID:
    """A product in the queue and on show."""
    curation_id, change = curations.open_curation(ws, add_product(ws, name), session_id)
    page.desk.committed(change)
    page.show_record(curation_id)
    return curation_id


def test_without_a_session_the_page_asks_for_one(page: CurationPage, ws: Workspace) -> None:
    assert page.stack.currentIndex() == 0
    assert focus() is page.session_card.name_edit
    QTest.keyClicks(focus(), "Bazar Setiabudi")
    page.session_card.place_edit.setFocus()
    QTest.keyClicks(focus(), "Taman Setiabudi")
    press(Qt.Key.Key_Return)
    held = sessions.current(ws)
    assert held is not None
    assert (held.name, held.place) == ("Bazar Setiabudi", "Taman Setiabudi")
    assert page.stack.currentIndex() == 1


def test_a_session_without_a_name_is_refused_in_words(page: CurationPage) -> None:
    press(Qt.Key.Key_Return)
    assert page.stack.currentIndex() == 0
    assert page.session_card.banner.isVisibleTo(page)


@pytest.mark.usefixtures("session_id")
def test_a_product_is_picked_by_typing(
    page: CurationPage, ws: Workspace, qtbot: QtBot, session_id: UUID
) -> None:
    product_id = add_product(ws, "Keripik Singkong")
    add_product(ws, "Sambal Bawang")
    page.reload()
    QTest.mouseClick(page.queue.add_button, Qt.MouseButton.LeftButton)
    picker = page.findChild(ProductPicker)
    assert picker is not None
    QTest.keyClicks(picker.search, "singk")
    qtbot.waitUntil(lambda: len(picker.model.ids) == 1)
    QTest.mouseClick(picker.take_button, Qt.MouseButton.LeftButton)
    cards = curations.queue(ws, session_id)
    assert [card.product_id for card in cards] == [product_id]
    assert page.card.title.text() == "Keripik Singkong"


def test_eighteen_indicators_in_at_most_25_keys_and_each_is_saved(
    page: CurationPage, ws: Workspace, session_id: UUID
) -> None:
    curation_id = put(page, ws, session_id)
    keys = 0
    for count in range(1, INDICATORS + 1):
        press(Qt.Key.Key_4)
        keys += 1
        assert len(score_sheets.load_sheet(ws, curation_id).sheet.scores) == count
    assert keys <= 25
    assert page.verdict.total.text() == "100"


def test_a_score_of_one_opens_its_note_first(
    page: CurationPage, ws: Workspace, session_id: UUID
) -> None:
    curation_id = put(page, ws, session_id)
    press(Qt.Key.Key_1)
    assert focus().objectName() == "note.RASA-1"
    QTest.keyClicks(focus(), "Hambar")
    press(Qt.Key.Key_Return)
    assert focus().objectName() == "score.RASA-2"
    sheet = score_sheets.load_sheet(ws, curation_id).sheet
    assert sheet.scores == {"RASA-1": 1}
    assert sheet.notes == {"RASA-1": "Hambar"}


def test_a_note_is_saved_though_the_typing_goes_on(
    page: CurationPage, ws: Workspace, session_id: UUID, qtbot: QtBot
) -> None:
    curation_id = put(page, ws, session_id)
    press(Qt.Key.Key_1)
    for _ in range(300):
        if score_sheets.load_sheet(ws, curation_id).sheet.notes:
            break
        QTest.keyClicks(focus(), "a")
        qtbot.wait(20)
    assert score_sheets.load_sheet(ws, curation_id).sheet.notes
    assert focus().objectName() == "note.RASA-1"


def test_leaving_the_page_takes_the_last_words_of_a_note(
    page: CurationPage, ws: Workspace, session_id: UUID
) -> None:
    curation_id = put(page, ws, session_id)
    press(Qt.Key.Key_1)
    QTest.keyClicks(focus(), "Hambar")
    page.leave()  # as closing the window does
    assert score_sheets.load_sheet(ws, curation_id).sheet.notes == {"RASA-1": "Hambar"}


def test_not_applicable_only_where_the_rubric_allows(
    page: CurationPage, ws: Workspace, session_id: UUID
) -> None:
    curation_id = put(page, ws, session_id)
    view = score_sheets.load_sheet(ws, curation_id)
    refused = next(i for i in view.rubric.indicators if not i.not_applicable_allowed)
    allowed = next(i for i in view.rubric.indicators if i.not_applicable_allowed)
    assert page.card.form is not None
    for indicator in (refused, allowed):
        page.card.form.bring(page.card.form.rows[indicator.code].score)
        press(Qt.Key.Key_T)
    sheet = score_sheets.load_sheet(ws, curation_id).sheet
    assert sheet.not_applicable == frozenset({allowed.code})


def test_an_incomplete_sheet_says_what_is_missing_and_goes_there(
    page: CurationPage, ws: Workspace, session_id: UUID
) -> None:
    curation_id = put(page, ws, session_id)
    press(Qt.Key.Key_3)
    QTest.mouseClick(page.card.submit_button, Qt.MouseButton.LeftButton)
    assert page.banner.isVisibleTo(page)
    assert focus().objectName() == "score.RASA-2"
    assert not score_sheets.load_sheet(ws, curation_id).submitted


def answer_gates(page: CurationPage, state: GateState = GateState.MET) -> None:
    assert page.card.form is not None
    for row in page.card.form.gates.values():
        row.setFocus()
        chosen = state if state in row._segments else GateState.MET
        QTest.mouseClick(row.segment(chosen), Qt.MouseButton.LeftButton)


def test_from_the_first_key_to_the_certificate(
    page: CurationPage, ws: Workspace, session_id: UUID, desk: Desk
) -> None:
    went: list[Place] = []
    desk.travelled.connect(went.append)
    curation_id = put(page, ws, session_id)
    score_all()
    answer_gates(page)
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    view = score_sheets.load_sheet(ws, curation_id)
    assert view.submitted
    assert page.verdict.conclude_button.isVisibleTo(page)
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    view = score_sheets.load_sheet(ws, curation_id)
    assert view.decision_id is not None
    assert decisions.get(ws, view.decision_id).outcome is Outcome.PASSED
    QTest.mouseClick(page.verdict.paper_button, Qt.MouseButton.LeftButton)
    assert went == [Place("certificates", view.decision_id)]
    (card,) = papers.cards(ws, [view.decision_id])
    assert card.certificate_id is not None


def test_a_submitted_sheet_can_be_taken_back_and_is_not_lost(
    page: CurationPage, ws: Workspace, session_id: UUID
) -> None:
    curation_id = put(page, ws, session_id)
    score_all()
    answer_gates(page)
    page.judging.submit()
    assert page.card.form is not None
    assert not page.card.form.rows["RASA-1"].isEnabled()
    QTest.mouseClick(page.verdict.withdraw_button, Qt.MouseButton.LeftButton)
    view = score_sheets.load_sheet(ws, curation_id)
    assert not view.submitted
    assert len(view.sheet.scores) == INDICATORS
    assert page.card.form.rows["RASA-1"].isEnabled()


def test_weak_product_leads_to_an_improvement_sheet(
    page: CurationPage, ws: Workspace, session_id: UUID, desk: Desk
) -> None:
    went: list[Place] = []
    desk.travelled.connect(went.append)
    curation_id = put(page, ws, session_id)
    score_all(Qt.Key.Key_2)
    answer_gates(page, GateState.UNMET)
    page.judging.submit()
    page.judging.conclude()
    decision_id = score_sheets.load_sheet(ws, curation_id).decision_id
    assert decision_id is not None
    assert decisions.get(ws, decision_id).outcome is Outcome.FAILED
    QTest.mouseClick(page.verdict.paper_button, Qt.MouseButton.LeftButton)
    assert went == [Place("certificates", decision_id)]
    assert papers.cards(ws, [decision_id])[0].certificate_id is None


def test_what_was_typed_survives_another_product_and_back(
    page: CurationPage, ws: Workspace, session_id: UUID
) -> None:
    first = put(page, ws, session_id, "Dodol")
    press(Qt.Key.Key_4, Qt.Key.Key_3)
    second = put(page, ws, session_id, "Sambal")
    press(Qt.Key.Key_2)
    page.queue.records.select_id(first)
    assert page.card.form is not None
    assert page.card.form.sheet.scores == {"RASA-1": 4, "RASA-2": 3}
    page.queue.records.select_id(second)
    assert page.card.form is not None
    assert page.card.form.sheet.scores == {"RASA-1": 2}


def test_a_note_typed_just_before_stays_with_its_sheet(
    page: CurationPage, ws: Workspace, session_id: UUID
) -> None:
    """Who goes to the next product within a blink has written about the one before."""
    second = put(page, ws, session_id, "Sambal")
    first = put(page, ws, session_id, "Dodol")
    assert page.card.form is not None
    row = page.card.form.rows["RASA-1"]
    row.open_note()
    QTest.keyClicks(row.note, "Terlalu asin.")
    page.queue.records.select_id(second)
    assert score_sheets.load_sheet(ws, first).sheet.notes == {"RASA-1": "Terlalu asin."}
    assert score_sheets.load_sheet(ws, second).sheet.notes == {}
    assert row.note.text() == ""
    assert row.note.isHidden()


def test_one_products_answers_do_not_show_in_the_next(
    page: CurationPage, ws: Workspace, session_id: UUID
) -> None:
    """The rows of a sheet serve for the next one: nothing of the first may stay in them."""
    second = put(page, ws, session_id, "Sambal")
    first = put(page, ws, session_id, "Dodol")
    filled = score_sheets.load_sheet(ws, first)
    aside = next(i.code for i in filled.rubric.indicators if i.not_applicable_allowed)
    codes = [f.code for f in filled.rubric.critical_findings]
    sheet = Sheet(
        scores={"RASA-1": 1},
        not_applicable=frozenset({aside}),
        notes={"RASA-1": "Pahit."},
        gates={"NIB": GateState.UNMET},
        critical=frozenset(codes),
        remark="Perlu diulang.",
    )
    score_sheets.save_draft(ws, first, sheet)
    page.reload()
    page.queue.records.select_id(second)
    page.queue.records.select_id(first)
    form = page.card.form
    assert form is not None
    assert form.sheet == sheet
    before = score_sheets.load_sheet(ws, second).sheet
    page.queue.records.select_id(second)
    assert page.card.form is form
    assert form.sheet == before
    assert form.rows["RASA-1"].score.score is None
    assert not form.rows[aside].score.is_not_applicable
    assert form.remark.toPlainText() == ""
    assert not any(check.isChecked() for check in form.findings.values())
    assert score_sheets.load_sheet(ws, second).sheet == before, "showing is no change"
    page.queue.records.select_id(first)
    assert score_sheets.load_sheet(ws, first).sheet == sheet
    assert not form.rows["RASA-1"].note.isHidden()
    assert all(check.isChecked() for check in form.findings.values())


def test_nothing_can_be_scored_in_a_closed_session(
    page: CurationPage, ws: Workspace, session_id: UUID
) -> None:
    put(page, ws, session_id)
    page.desk.committed(sessions.close(ws, session_id))
    assert page.card.form is not None
    assert not page.card.form.rows["RASA-1"].isEnabled()
    assert not page.card.submit_button.isVisibleTo(page)
    assert not page.queue.add_button.isEnabled()


def test_every_stop_has_a_name(page: CurationPage, ws: Workspace, session_id: UUID) -> None:
    put(page, ws, session_id)
    nameless = [
        type(widget).__name__
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisibleTo(page)
        and not widget.accessibleName()
        and not getattr(widget, "text", str)()
    ]
    assert nameless == []
