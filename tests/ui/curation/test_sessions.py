"""Making, changing, closing and opening sessions; practice; papers; seventy sheets by keyboard."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.rubric import Rubric
from app.domain.scoring import Sheet
from app.domain.session_rules import TieRule
from app.domain.terms import GateState, Level
from app.models.entities import Assessment
from app.protocol import keys
from app.services import (
    blind_labels,
    curations,
    picking,
    score_sheets,
    session_papers,
    sessions,
)
from app.services.session_rules import shipped
from app.services.sessions import SessionForm
from app.services.workspace import Workspace
from app.ui import printing
from app.ui.pages.curation import CurationPage
from app.ui.pages.curation.papers import Paper, PapersSheet
from app.ui.pages.curation.photo_view import FullPhotos
from app.ui.pages.curation.session_form import SessionSheet
from app.ui.printing import Printout
from tests.reports.reading import whole_text
from tests.services.field import enrol

from .conftest import add_product

ENTER = Qt.Key.Key_Return
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def type_keys(text: str) -> None:
    """As a person types: into whatever has the focus, which may change at every key."""
    for character in text:
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClicks(widget, character)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)


# -- the form --------------------------------------------------------------------------


def test_a_session_is_made_with_what_was_agreed(page: CurationPage, ws: Workspace) -> None:
    fields = page.session_card.fields
    fields.name_edit.setText("Bazar Uji")
    fields.place_edit.setText("Taman Uji")
    fields.minimum_edit.setValue(2)
    fields.best_edit.setValue(10)
    fields.walk_ins.click()
    fields.blind.click()
    assert "1. kelas lebih tinggi" in fields.tie_rules.words.text()
    QTest.mouseClick(page.session_card.open_button, Qt.MouseButton.LeftButton)
    held = sessions.current(ws)
    assert held is not None
    form = sessions.form_of(ws, held.id)
    told = (form.minimum_members, form.pick_best, form.walk_ins, form.blind, form.chair_id)
    assert told == (2, 10, False, True, ws.me.person_id)


def test_the_rules_for_equal_points_are_chosen_and_put_in_order(
    page: CurationPage, ws: Workspace, session_id: UUID
) -> None:
    """By mouse and by keyboard; the session keeps its own, the ranking and the paper say them."""
    page.reload()
    QTest.mouseClick(page.head.change_button, Qt.MouseButton.LeftButton)
    sheet = page.window().findChild(SessionSheet)
    assert sheet is not None
    ties = sheet.fields.tie_rules
    assert ties.rules == shipped(ws.resources).tie_rules
    assert not ties.checks[TieRule.GRADE].isVisibleTo(sheet)
    QTest.mouseClick(ties.change_button, Qt.MouseButton.LeftButton)
    assert ties.checks[TieRule.GRADE].isVisibleTo(sheet)
    QTest.mouseClick(ties.downs[TieRule.GRADE], Qt.MouseButton.LeftButton)
    for _ in range(9):
        QTest.keyClick(ties.checks[TieRule.NEWCOMER], Qt.Key.Key_Up, ALT)
    for rule in (TieRule.TASTE, TieRule.HYGIENE, TieRule.FEWER_LOW):
        ties.checks[rule].click()
    wanted = (TieRule.NEWCOMER, TieRule.GATES, TieRule.GRADE, TieRule.EARLIER)
    assert ties.rules == wanted
    assert not ties.ups[TieRule.NEWCOMER].isEnabled(), "it is the first"
    sheet.fields.best_edit.setValue(3)
    sheet.save()
    assert sessions.form_of(ws, session_id).tie_rules == wanted
    assert picking.ranking(ws, session_id).rules == wanted
    page.desk.committed(curations.add(ws, add_product(ws, "Dodol"), session_id)[1])
    paper = whole_text(session_papers.running_order_pdf(ws, session_id))
    assert "3nilaitertinggi" in paper
    assert "1.usahayangbelumpernahterpilih;2.syaratwajiblebihlengkap" in paper


def test_what_the_rules_leave_open_is_said(page: CurationPage) -> None:
    ties = page.session_card.fields.tie_rules
    QTest.mouseClick(ties.change_button, Qt.MouseButton.LeftButton)
    assert not ties.advice.isVisibleTo(ties)
    QTest.mouseClick(ties.ups[TieRule.EARLIER], Qt.MouseButton.LeftButton)
    first = ties.advice.text()
    ties.checks[TieRule.EARLIER].click()
    assert ties.advice.isVisibleTo(ties)
    assert ties.advice.text() not in {"", first}
    for check in ties.checks.values():
        check.setChecked(False)
    ties.checks[TieRule.GRADE].click()
    ties.checks[TieRule.GRADE].click()
    assert ties.rules == ()
    assert page.session_card.fields.form.tie_rules == ()


def test_usual_members_follow_the_level(page: CurationPage, ws: Workspace) -> None:
    enrol(ws, keys.new_private_key(), roles=(("chair", "31"),))
    fields = page.session_card.fields
    shown = []
    for at in range(len(Level)):
        fields.level_select.setCurrentIndex(at)
        shown.append(fields.minimum_edit.value())
    assert shown == [1, 2, 3]
    fields.minimum_edit.setValue(1)
    assert fields.minimum_edit.value() == 3, "fewer than the level asks would be typed in vain"
    assert fields.region == "31"


def test_a_session_is_changed_from_its_page(
    page: CurationPage, ws: Workspace, session_id: UUID
) -> None:
    page.reload()
    QTest.mouseClick(page.head.change_button, Qt.MouseButton.LeftButton)
    sheet = page.window().findChild(SessionSheet)
    assert sheet is not None
    assert sheet.fields.form == sessions.form_of(ws, session_id)
    assert not sheet.fields.training.isEnabled(), "what it is stays"
    sheet.fields.name_edit.setText("")
    sheet.save()
    assert sheet.banner.isVisibleTo(sheet)
    sheet.fields.name_edit.setText("Bazar Minggu")
    sheet.save()
    assert sessions.form_of(ws, session_id).name == "Bazar Minggu"


def test_a_closed_session_is_opened_again(
    page: CurationPage, ws: Workspace, session_id: UUID
) -> None:
    page.desk.committed(sessions.close(ws, session_id))
    page.reload()
    assert not page.head.change_button.isVisibleTo(page)
    assert not page.head.close_button.isVisibleTo(page)
    QTest.mouseClick(page.head.reopen_button, Qt.MouseButton.LeftButton)
    assert sessions.recent(ws)[0].open
    assert page.head.close_button.isVisibleTo(page)


def test_practice_is_said_as_long_as_it_is_open(page: CurationPage, ws: Workspace) -> None:
    enrol(ws, keys.new_private_key(), roles=(("chair", "31"),))
    form = SessionForm("Uji", "Taman", date(2026, 11, 21), Level.DISTRICT, "31.74.02")
    real, _ = sessions.create(ws, form)
    page.reload()
    assert not page.head.practice.isVisibleTo(page)
    page._ask_session()
    page.session_card.fields.name_edit.setText("Latihan")
    page.session_card.fields.place_edit.setText("Kantor")
    page.session_card.fields.training.click()
    page.session_card.open_session()
    assert page.head.practice.isVisibleTo(page)
    assert not page.head.practice.close_button.isVisibleTo(page), "it cannot be waved away"
    sessions.choose(ws, real)
    page.reload()
    assert not page.head.practice.isVisibleTo(page)


# -- photographs and papers --------------------------------------------------------------


def test_f_shows_the_photographs_and_leads_back(
    page: CurationPage, ws: Workspace, session_id: UUID
) -> None:
    key, change = curations.open_curation(ws, add_product(ws, "Dodol"), session_id)
    page.desk.committed(change)
    page.show_record(key)
    press(Qt.Key.Key_F)
    full = page.window().findChild(FullPhotos)
    assert full is not None
    assert full.isFullScreen()
    assert full.has_picture
    for step in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Space):
        QTest.keyClick(full, step)
        assert full.place == 0, "there is but one"
    QTest.keyClick(full, Qt.Key.Key_Escape)
    assert not full.isVisible()
    assert not score_sheets.load_sheet(ws, key).sheet.scores


@pytest.mark.parametrize(
    ("paper", "part"),
    [
        (Paper.ORDER, "UrutanTampil"),
        (Paper.LABELS, "BazarUji"),
        (Paper.BLANK, "TANDATANGANKURATOR"),
        (Paper.OWN, "RaniKurator"),
        (Paper.ATTENDANCE, "DaftarHadir"),
    ],
)
def test_papers_go_the_way_of_all_papers(
    page: CurationPage,
    ws: Workspace,
    session_id: UUID,
    paper: Paper,
    part: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[Printout] = []
    monkeypatch.setattr(page.papers.printing, "start", sent.append)
    _, change = curations.open_curation(ws, add_product(ws, "Dodol"), session_id)
    page.desk.committed(change)
    QTest.keyClick(page, Qt.Key.Key_P, CTRL | Qt.KeyboardModifier.ShiftModifier)
    sheet = page.window().findChild(PapersSheet)
    assert sheet is not None
    QTest.mouseClick(sheet.buttons[paper], Qt.MouseButton.LeftButton)
    (printout,) = sent
    assert isinstance(printout.pdf, bytes)
    assert part in whole_text(printout.pdf)
    assert printing.file_name(printout.title).endswith("Bazar Uji.pdf")
    page.papers.printing.printed.emit(printout)


def test_a_report_before_anything_is_decided_is_told(
    page: CurationPage, ws: Workspace, session_id: UUID
) -> None:
    curations.open_curation(ws, add_product(ws, "Dodol"), session_id)
    page.papers._make(session_id, "Bazar Uji", None, Paper.REPORT)
    assert "Belum ada hasil" in page.banner.accessibleName()


def test_what_cannot_be_printed_is_said(
    page: CurationPage, ws: Workspace, session_id: UUID
) -> None:
    page.reload()
    assert not page.head.print_button.isVisibleTo(page), "nothing is in the queue"
    page.papers._make(session_id, "Bazar Uji", None, Paper.ORDER)
    assert page.banner.isVisibleTo(page)


# -- paper sheets ------------------------------------------------------------------------

SHEETS = 35
"""As many as an idle machine types in twenty seconds."""


def answers(rubric: Rubric, place: int) -> str:
    """The digits somebody wrote on the paper sheet of one product."""
    return "".join(str(2 + (place + at) % 3) for at in range(len(rubric.indicators)))


@pytest.mark.lesson("B35")
def test_paper_sheets_are_typed_in_without_the_mouse(page: CurationPage, ws: Workspace) -> None:
    """Code, Enter, the digits in the order of the paper, Ctrl+Enter; then the next.

    The keys are counted: at two a second, seventy such sheets take less than twenty minutes.
    """
    form = SessionForm("Bazar", "Taman", date(2026, 11, 21), Level.DISTRICT, "31.74.02", blind=True)
    held, _ = sessions.create(ws, form)
    product = add_product(ws, "Dodol")
    codes, written = {}, {}
    for place in range(SHEETS):
        key, _ = curations.add(ws, product if not place else add_product(ws, f"P{place}"), held)
        view = score_sheets.load_sheet(ws, key)
        met = {g.code: GateState.MET for g in view.gates}
        score_sheets.save_draft(ws, key, Sheet(gates=met))
        codes[key], written[key] = view.code, answers(view.rubric, place)
    page.reload()
    count = 0
    for key, code in codes.items():
        press(Qt.Key.Key_M, CTRL)
        type_keys(code.replace("-", ""))
        press(ENTER)
        type_keys(written[key])
        press(ENTER, CTRL)
        count += 3 + len(code) - 2 + len(written[key])
    indicators = [i.code for i in view.rubric.indicators]
    with ws.db.read() as session:
        sheets = session.execute(sa.select(Assessment.curation_id, Assessment.sheet)).all()
    typed = {key: "".join(str(sheet["scores"][c]) for c in indicators) for key, sheet in sheets}
    assert len(sheets) == SHEETS
    assert typed == written
    assert count * 70 / SHEETS / 2 <= 20 * 60
    with ws.db.read() as session:
        assert len(blind_labels.codes(session, list(codes))) == SHEETS
