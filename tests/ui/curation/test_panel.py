"""The chair's view on the real page: told before deciding, never before scoring."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.clock import ManualClock
from app.domain.terms import GateState, InterestKind, Level
from app.models.entities import Interest
from app.services import certificates, corrections, curations, panels, score_sheets, sessions
from app.services.rulings import Ruling
from app.services.sessions import SessionForm
from app.services.workspace import Workspace
from app.ui.kit.labels import Label
from app.ui.pages.curation import CurationPage
from app.ui.pages.curation.interest_sheet import InterestSheet
from app.ui.pages.curation.panel_section import AlarmLine, MemberRow
from app.ui.pages.curation.panel_sheet import PanelSheet
from app.ui.pages.curation.ranking_sheet import RankingSheet
from app.ui.pages.curation.reason_sheet import ReasonSheet
from tests.services.field import agree
from tests.services.test_panels import ANI, BUDI, arrives, send

from .conftest import add_product
from .test_curation_page import press

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def opened(page: CurationPage, ws: Workspace, session_id: UUID) -> UUID:
    """A product on show, not scored yet."""
    key, change = curations.open_curation(ws, add_product(ws, "Dodol"), session_id)
    page.desk.committed(change)
    page.show_record(key)
    return key


def texts(page: CurationPage, kind: type[QWidget]) -> list[str]:
    found = page.verdict.findChildren(kind)
    return [w.accessibleName() for w in found if w.isVisibleTo(page)]


def words(page: CurationPage) -> str:
    shown = page.verdict.findChildren(Label)
    return " ".join(label.text() for label in shown if label.isVisibleTo(page))


def dialog(page: CurationPage, kind: type[QWidget]) -> QWidget:
    found = page.window().findChild(kind)
    assert found is not None
    return found


def test_blind_until_ones_own_sheet_is_in(page: CurationPage, ws: Workspace, opened: UUID) -> None:
    arrives(ws, opened, ANI, 1)
    page.show_record(opened)
    assert texts(page, MemberRow) == ["You, Belum", "Kurator 0065, Terkirim"]
    assert texts(page, AlarmLine) == []
    assert "25" not in words(page)
    page.verdict.compare_wanted.emit()
    sheet = dialog(page, PanelSheet)
    assert isinstance(sheet, PanelSheet)
    assert sheet.table.counting == {}  # asked round the button, there is nothing to see
    sheet.reject()
    send(ws, opened, 3)
    page.show_record(opened)
    assert texts(page, MemberRow) == ["You, 75, Terkirim", "Kurator 0065, 25, Terkirim"]
    assert any("50 points apart" in line for line in texts(page, AlarmLine))


def test_a_chair_looks_without_scoring(page: CurationPage, ws: Workspace, opened: UUID) -> None:
    arrives(ws, opened, ANI, 3)
    page.show_record(opened)
    button = page.verdict.findChild(QWidget, "panel.open")
    assert button is not None
    QTest.mouseClick(button, LEFT)
    assert panels.load(ws, opened).visible
    assert not score_sheets.load_sheet(ws, opened).editable
    assert page.verdict.conclude_button.isVisibleTo(page)
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert score_sheets.load_sheet(ws, opened).decision_id is not None


def test_two_sheets_and_a_gate_are_settled_with_a_reason(
    page: CurationPage, ws: Workspace, opened: UUID, qtbot: QtBot
) -> None:
    arrives(ws, opened, ANI, 2)
    better = arrives(ws, opened, ANI, 4)
    arrives(ws, opened, BUDI, 3, gates={"NIB": GateState.UNMET})
    send(ws, opened, 3)
    page.show_record(opened)
    assert not page.verdict.conclude_button.isVisibleTo(page)
    QTest.mouseClick(page.verdict.choose_button, LEFT)
    sheet = dialog(page, PanelSheet)
    assert isinstance(sheet, PanelSheet)
    assert sheet.outcome.text() == "75"
    sheet.table.counting[better].setChecked(True)
    assert sheet.outcome.text() == "83,33"
    settle = sheet.table.settling["NIB"]
    settle.setCurrentIndex(settle.findData("met"))
    assert sheet.chips.findChild(QWidget) is not None
    QTest.mouseClick(sheet.confirm_button, LEFT)
    assert sheet.banner.isVisibleTo(sheet)
    assert sheet.focusWidget() is sheet.reason.edit
    qtbot.waitUntil(sheet.isActiveWindow)
    QTest.keyClicks(sheet.reason.edit, "NIB dilihat di OSS.")
    QTest.keyClick(sheet.reason.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    decision = panels.load(ws, opened).decision
    assert decision is not None
    assert (decision.total, decision.outcome, decision.reason) == (
        8333,
        "passed",
        "NIB dilihat di OSS.",
    )
    assert "NIB dilihat di OSS." in words(page)


def test_undone_and_corrected(page: CurationPage, ws: Workspace, opened: UUID) -> None:
    arrives(ws, opened, ANI, 2)
    send(ws, opened, 4)
    page.show_record(opened)
    page.judging.conclude()
    QTest.mouseClick(page.verdict.take_back_button, LEFT)
    assert panels.load(ws, opened).decision is None
    assert page.verdict.conclude_button.isVisibleTo(page)
    assert "taken back" in words(page)
    page.judging.conclude()
    page.desk.committed(sessions.close(ws, panels.load(ws, opened).session_id))
    assert not page.verdict.take_back_button.isVisibleTo(page)
    QTest.mouseClick(page.verdict.correct_button, LEFT)
    sheet = dialog(page, PanelSheet)
    assert isinstance(sheet, PanelSheet)
    (theirs,) = [s.id for s in panels.load(ws, opened).sheets if s.curator == ANI]
    sheet.table.counting[theirs].setChecked(False)
    sheet.reason.edit.setPlainText("Ani menilai produk lain.")
    QTest.mouseClick(sheet.confirm_button, LEFT)
    decision = panels.load(ws, opened).decision
    assert decision is not None
    assert (decision.total, decision.reason) == (10000, "Ani menilai produk lain.")
    assert "corrected" in words(page)


def test_a_certificate_of_an_older_result_is_told(
    page: CurationPage, ws: Workspace, opened: UUID
) -> None:
    send(ws, opened, 3)
    page.show_record(opened)
    page.judging.conclude()
    decision = score_sheets.load_sheet(ws, opened).decision_id
    assert decision is not None
    certificates.issue(ws, decision)
    corrections.correct(ws, opened, Ruling(reason="Salah ketik."))
    page.show_record(opened)
    assert any("cannot be revoked" in line for line in texts(page, AlarmLine))


def test_an_interest_in_two_keys(
    page: CurationPage, ws: Workspace, opened: UUID, show: Callable[[QWidget], None]
) -> None:
    QTest.keyClick(page, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    sheet = dialog(page, InterestSheet)
    QTest.keyClick(sheet, Qt.Key.Key_2)
    tie = score_sheets.load_sheet(ws, opened).tie
    assert tie is not None
    assert tie.kind is InterestKind.KIN
    assert not page.card.submit_button.isVisibleTo(page)
    QTest.mouseClick(page.card.interest_button, LEFT)  # once more takes it back
    assert score_sheets.load_sheet(ws, opened).editable
    assert page.card.submit_button.isVisibleTo(page)


def test_another_interest_needs_words(page: CurationPage, ws: Workspace, opened: UUID) -> None:
    QTest.mouseClick(page.card.interest_button, LEFT)
    sheet = dialog(page, InterestSheet)
    assert isinstance(sheet, InterestSheet)
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    QTest.mouseClick(sheet.buttons[InterestKind.OTHER], LEFT)
    assert score_sheets.load_sheet(ws, opened).tie is None
    QTest.keyClicks(sheet.words, "Pemasok bahan")
    QTest.keyClick(sheet.words, Qt.Key.Key_Return)
    with ws.db.read() as session:
        (row,) = session.query(Interest)
        assert (row.kind, row.note) == ("other", "Pemasok bahan")


def test_sent_down_with_a_reason(
    page: CurationPage, ws: Workspace, opened: UUID, clock: ManualClock
) -> None:
    send(ws, opened, 3)
    page.show_record(opened)
    page.judging.conclude()
    product = score_sheets.load_sheet(ws, opened).product_id
    clock.advance(timedelta(minutes=1))
    form = SessionForm("Kota", "Balai Kota", ws.today(), Level.CITY, "31.74")
    city, _ = sessions.create(ws, form)
    agree(ws, city, minimum_members={"city": 1})
    above, change = curations.open_curation(ws, product, city)
    send(ws, above, 3)
    page.desk.committed(change)
    page.show_record(above)
    assert "Kecamatan: 75" in words(page)
    QTest.mouseClick(page.verdict.send_down_button, LEFT)
    sheet = dialog(page, ReasonSheet)
    assert isinstance(sheet, ReasonSheet)
    QTest.mouseClick(sheet.confirm_button, LEFT)
    assert sheet.banner.isVisibleTo(sheet)
    QTest.keyClicks(sheet.field.edit, "Label belum lengkap.")
    QTest.mouseClick(sheet.confirm_button, LEFT)
    assert panels.load(ws, above).returned == "Label belum lengkap."
    assert "Label belum lengkap." in words(page)
    assert not page.verdict.conclude_button.isVisibleTo(page)
    assert curations.queue(ws, city)[0].returned


def test_the_ranking_shows_what_decided(
    page: CurationPage, ws: Workspace, session_id: UUID, clock: ManualClock
) -> None:
    assert not page.head.ranking_button.isVisibleTo(page)
    agree(ws, session_id, pick_best=1)
    for name in ("Dodol", "Sambal"):
        clock.advance(timedelta(minutes=1))
        key, _ = curations.open_curation(ws, add_product(ws, name), session_id)
        send(ws, key, 3)
        page.show_record(key)
        page.judging.conclude()
    assert page.head.ranking_button.isVisibleTo(page)
    QTest.mouseClick(page.head.ranking_button, LEFT)
    sheet = dialog(page, RankingSheet)
    told = " ".join(label.text() for label in sheet.findChildren(Label))
    assert "told apart by: lebih dahulu terdaftar dalam antrean" in told
    press(Qt.Key.Key_Return)
