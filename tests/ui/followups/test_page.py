"""Tindak lanjut by key and mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.terms import AppealOutcome, GateState
from app.protocol import keys
from app.services import appeals, follow_ups, result_messages
from app.services.follow_ups import Show
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.lanes import InlineLanes
from app.ui.pages.followups import FollowUpsPage
from app.ui.pages.followups.jobs import Tab
from app.ui.printing import Printout
from tests.reports.reading import whole_text
from tests.services.conftest import started
from tests.services.field import add_product, enrol, judge, open_session, register

ShowWidget = Callable[[QWidget], None]


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = started(tmp_path / "laptop")
    yield made
    made.close()


@pytest.fixture
def decision(ws: Workspace) -> UUID:
    product = add_product(ws, register(ws, phone="081234567890"), "Keripik", category="MKN")
    return judge(
        ws, product, open_session(ws), 3, gates={"NIB": GateState.UNMET}, scores={"KMS-1": 2}
    )


@pytest.fixture
def page(ws: Workspace, decision: UUID, show: ShowWidget) -> FollowUpsPage:
    desk = Desk(ws, InlineLanes())
    made = FollowUpsPage(desk)
    desk.setParent(made)
    made.resize(1128, 700)
    show(made)
    made.enter()
    return made


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.text())


def test_it_opens_with_what_there_is(page: FollowUpsPage, ws: Workspace) -> None:
    assert page.tabs[Tab.OPEN].isChecked(), "nothing is overdue"
    assert page.detail.title.text() == "Keripik"
    assert "081234567890" in page.detail.subtitle.text()
    assert len(page.detail.rows) == follow_ups.counts(ws).open
    shown = texts(page.detail)
    for line in follow_ups.items(ws, Show.OPEN):
        assert line.title in shown
        assert line.advice in shown


def test_done_by_one_press_and_back(page: FollowUpsPage, ws: Workspace) -> None:
    first = page.detail.rows[0]
    key, count = first.line.id, len(page.detail.rows)
    first.button.setFocus()
    QTest.keyClick(first.button, Qt.Key.Key_Space)
    assert len(page.detail.rows) == count - 1
    click(page.tabs[Tab.DONE])
    assert [row.line.id for row in page.detail.rows] == [key]
    click(page.detail.rows[0].button)
    assert page.empty.isVisible()
    assert follow_ups.counts(ws).done == 0


def test_an_objection_is_recorded(page: FollowUpsPage, ws: Workspace) -> None:
    click(page.detail.appeal_button)
    sheet = page.about.file_sheet
    assert sheet is not None
    click(sheet.save_button)
    assert sheet.banner.isVisible(), "a name and a reason are missing"
    assert appeals.listed(ws) == []
    QTest.keyClicks(sheet.name_edit, "Sari Wulandari")
    QTest.keyClicks(sheet.reason_edit, "NIB sudah terbit.")
    assert "5 " in sheet.hint.text() or "Desember" in sheet.hint.text()
    click(sheet.save_button)
    (line,) = appeals.listed(ws)
    assert (line.brought_by, line.reason) == ("Sari Wulandari", "NIB sudah terbit.")
    click(page.tabs[Tab.APPEALS])
    assert page.detail.appeal is not None
    assert page.detail.appeal.answer_edit is None, "who scored it does not answer"


def test_somebody_else_answers(page: FollowUpsPage, ws: Workspace, decision: UUID) -> None:
    appeals.file(ws, decision, "Sari", "NIB sudah terbit.")
    enrol(ws, keys.new_private_key(), name="Budi Ketua")
    enrol(ws, keys.new_private_key(), name="Tono Ketua")
    click(page.tabs[Tab.APPEALS])
    card = page.detail.appeal
    assert card is not None
    assert card.answer_edit is not None
    QTest.keyClicks(card.answer_edit, "NIB diperiksa dan benar.")
    click(card.uphold)
    assert page.empty.isVisible()
    click(page.tabs[Tab.ANSWERED])
    assert page.detail.appeal is not None
    assert "NIB diperiksa dan benar." in texts(page.detail)
    assert appeals.listed(ws, answered=True)[0].answer_outcome is AppealOutcome.UPHELD


def test_the_story_is_told_in_sentences(page: FollowUpsPage, ws: Workspace) -> None:
    click(page.detail.story_button)
    sheet = page.about.story_sheet
    assert sheet is not None
    assert sheet.sentences[-1] == "Product registered"
    assert sheet.sentences[0].startswith("Decided at kecamatan: Perlu perbaikan")
    assert not [s for s in sheet.sentences if "." in s or "{" in s or "–" in s]
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert page.isVisible()


def test_the_letter_goes_to_the_printer(
    page: FollowUpsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[Printout] = []
    monkeypatch.setattr(page.telling.printing, "start", sent.append)
    click(page.detail.letter_button)
    (printout,) = sent
    assert printout.title == "Surat hasil Keripik"
    assert isinstance(printout.pdf, bytes)
    assert "DaftarPerbaikan" in whole_text(printout.pdf)
    notices: list[object] = []
    page.telling._desk.noticed.connect(notices.append)
    page.telling.printing.printed.emit(printout)
    assert len(notices) == 1


def test_the_message_of_what_to_mend(page: FollowUpsPage, ws: Workspace, decision: UUID) -> None:
    click(page.detail.message_button)
    sheet = page.telling.message_sheet
    assert sheet is not None
    text = sheet.text.toPlainText()
    assert text == result_messages.of_result(ws, decision).text
    assert "081234567890" not in text
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
