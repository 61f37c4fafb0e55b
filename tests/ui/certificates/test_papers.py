"""The list of papers, the paper on show, issuing and saving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.domain.terms import Outcome
from app.services import appeals, papers, result_messages
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.pages.certificates import CertificatesPage
from app.ui.pages.certificates.jobs import PaperKind, Show
from app.ui.pages.certificates.message import MessageSheet
from app.ui.printing import Printout, file_name
from tests.ui.certificates.room import passed

Shower = Callable[[QWidget], None]


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


@pytest.fixture
def page(desk: Desk, show: Shower) -> CertificatesPage:
    made = CertificatesPage(desk)
    made.resize(1158, 700)
    show(made)
    made.enter()
    return made


def test_the_newest_paper_is_shown_with_its_facts(page: CertificatesPage, room: Workspace) -> None:
    newest = papers.cards(room, papers.ids(room))[0]
    assert page.list.selected_id == newest.decision_id
    assert page.panel.card == newest
    assert page.list.hasFocus()
    assert len(page.model.ids) == 4
    assert page.header.isVisible()


def test_a_certificate_and_a_sheet_are_what_they_say(
    page: CertificatesPage, room: Workspace
) -> None:
    good = passed(room)
    weak = papers.cards(room, papers.ids(room, only=Outcome.FAILED))[0]
    page.show_record(good.decision_id)
    assert page.panel.fact("register") == good.register_no
    assert page.panel.fact("status") == "Latihan"
    assert good.register_no is not None
    assert good.register_no in text_of(page._pdf)
    page.show_record(weak.decision_id)
    assert page.panel.fact("register") == ""
    assert page.panel.fact("status") == weak.outcome.term
    assert "Lembar Perbaikan" in text_of(page._pdf)


def test_filters_by_mouse(page: CertificatesPage, room: Workspace) -> None:
    good = set(papers.ids(room, only=Outcome.PASSED))
    QTest.mouseClick(page.filters[Show.PASSED], Qt.MouseButton.LeftButton)
    assert set(page.model.ids) == good
    QTest.mouseClick(page.filters[Show.TO_IMPROVE], Qt.MouseButton.LeftButton)
    assert set(page.model.ids) == set(papers.ids(room)) - good
    assert page.list.selected_id == page.model.ids[0]


def test_going_to_a_paper_the_filter_hides(page: CertificatesPage, room: Workspace) -> None:
    wanted = passed(room).decision_id
    page._on_filter_clicked(Show.TO_IMPROVE)
    page.enter(wanted)
    assert page.list.selected_id == wanted
    assert page.filters[Show.ALL].isChecked()
    assert page.panel.print_button.hasFocus()


def test_arrow_keys_go_through_the_papers(page: CertificatesPage) -> None:
    before = page.panel.card
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.panel.card is not None
    assert page.panel.card != before
    assert page.panel.card.decision_id == page.model.ids[1]


def test_issuing_by_keyboard(page: CertificatesPage, room: Workspace) -> None:
    wanted = passed(room, issued=False).decision_id
    page.show_record(wanted)
    assert page.panel.issue_button.hasFocus()
    assert page.panel.print_button.isHidden()
    QTest.keyClick(page.panel.issue_button, Qt.Key.Key_Space)
    card = papers.cards(room, [wanted])[0]
    assert card.certificate_id is not None
    assert page.panel.fact("register") == card.register_no
    assert page.panel.issue_button.isHidden()
    assert page.panel.print_button.hasFocus()


def test_a_missing_emblem_is_told_in_the_page(page: CertificatesPage, room: Workspace) -> None:
    room.save_settings(replace(room.settings, emblem_file=str(room.folder / "tidak-ada.png")))
    page.desk.changed.emit(frozenset({"settings"}))
    assert page.panel.banner.isVisible()
    assert "lambang" in page.panel.banner.accessibleName()


def test_saving_asks_with_a_sensible_name_and_writes(
    page: CertificatesPage, room: Workspace, tmp_path: Path
) -> None:
    page.show_record(passed(room).decision_id)
    QTest.mouseClick(page.panel.save_button, Qt.MouseButton.LeftButton)
    assert page.dialog is not None
    chosen = Path(page.dialog.selectedFiles()[0]).name
    assert chosen.startswith(f"Sertifikat {page.panel.fact('register')}")
    assert chosen.endswith(".pdf")
    page.dialog.reject()
    target = tmp_path / "simpan.pdf"
    notices: list[object] = []
    page.desk.noticed.connect(notices.append)
    page._on_files_chosen([str(target)])
    assert target.read_bytes() == page._pdf
    assert len(notices) == 1


def test_a_disk_that_refuses_is_told_and_leaves_nothing(
    page: CertificatesPage, tmp_path: Path
) -> None:
    target = tmp_path / "ada-folder.pdf"
    target.mkdir()
    page.save_as()
    assert page.dialog is not None
    page.dialog.reject()
    page._on_files_chosen([str(target)])
    assert page.panel.banner.isVisible()
    assert "tidak dapat disimpan" in page.panel.banner.accessibleName()
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".baru"] == []


def test_nothing_yet_says_what_to_do(
    ws: Workspace, lanes: object, show: Shower, desk: Desk
) -> None:
    empty = Desk(ws, desk.lanes)
    page = CertificatesPage(empty)
    show(page)
    page.enter()
    places: list[str] = []
    empty.travelled.connect(lambda place: places.append(place.page))
    assert page.empty.isVisible()
    assert page.panel.isHidden()
    page.empty.action_button.click()
    assert places == ["curation"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Sertifikat K-31 Keripik", "Sertifikat K-31 Keripik.pdf"),
        ('Lembar "A/B": <pedas>?', "Lembar A B pedas.pdf"),
        ("..", "Dokumen.pdf"),
        ("x" * 300, "x" * 120 + ".pdf"),
    ],
)
def test_file_names_that_windows_takes(title: str, expected: str) -> None:
    assert file_name(title) == expected


def test_the_story_and_an_objection_from_the_paper(page: CertificatesPage, room: Workspace) -> None:
    panel = page.panel
    QTest.mouseClick(panel.story_button, Qt.MouseButton.LeftButton)
    story = page.about.story_sheet
    assert story is not None
    assert any(sentence.startswith("Decided at") for sentence in story.sentences)
    QTest.keyClick(story, Qt.Key.Key_Escape)
    QTest.mouseClick(panel.objection_button, Qt.MouseButton.LeftButton)
    sheet = page.about.file_sheet
    assert sheet is not None
    QTest.keyClicks(sheet.name_edit, "Sari")
    QTest.keyClicks(sheet.reason_edit, "Contoh yang dicicipi sudah lama terbuka.")
    QTest.mouseClick(sheet.save_button, Qt.MouseButton.LeftButton)
    (line,) = appeals.listed(room)
    assert panel.card is not None
    assert (line.decision_id, line.brought_by) == (panel.card.decision_id, "Sari")


# -- other papers of a result, and its message ------------------------------------------


def choose(page: CertificatesPage, kind: PaperKind) -> None:
    """Pick a paper in the list as a person does."""
    choice = page.panel.choice
    choice.setFocus()
    place = [choice.itemText(at) for at in range(choice.count())]
    wanted = place.index(_NAMES[kind])
    QTest.keyClick(choice, Qt.Key.Key_Home)
    for _ in range(wanted):
        QTest.keyClick(choice, Qt.Key.Key_Down)
    choice.activated.emit(choice.currentIndex())


_NAMES = {
    PaperKind.CERTIFICATE: "Certificate",
    PaperKind.IMPROVEMENT: "Improvement sheet",
    PaperKind.LETTER: "Letter with the result",
    PaperKind.NEXT_GRADE: "Next grade sheet",
}


@pytest.mark.parametrize(
    ("kind", "says", "file"),
    [
        (PaperKind.LETTER, "Pemberitahuan Hasil", "Surat hasil"),
        (PaperKind.NEXT_GRADE, "Lembar Naik Kelas", "Naik kelas"),
        (PaperKind.IMPROVEMENT, "Lembar Perbaikan", "Lembar perbaikan"),
        (PaperKind.CERTIFICATE, "SERTIFIKAT", "Sertifikat"),
    ],
)
def test_every_paper_of_a_result_is_shown_saved_and_printed(
    page: CertificatesPage,
    room: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    kind: PaperKind,
    says: str,
    file: str,
) -> None:
    sent: list[Printout] = []
    monkeypatch.setattr(page.printing, "start", sent.append)
    good = passed(room)
    page.show_record(good.decision_id)
    choose(page, kind)
    assert page.panel.kind is kind
    assert says in text_of(page._pdf)
    page.print_paper()
    assert sent[-1].title.startswith(file)
    counted = (good.certificate_id,) if kind is PaperKind.CERTIFICATE else ()
    assert sent[-1].certificates == counted, "only prints of certificates are counted"
    page.save_as()
    assert page.dialog is not None
    assert Path(page.dialog.selectedFiles()[0]).name.startswith(file)
    page.dialog.reject()


def test_the_chosen_paper_stays_until_another_result(
    page: CertificatesPage, room: Workspace
) -> None:
    page.show_record(passed(room).decision_id)
    choose(page, PaperKind.LETTER)
    page.desk.changed.emit(frozenset({"product"}))
    kinds = [page.panel.kind]
    page.show_record(papers.ids(room, only=Outcome.FAILED)[0])
    kinds.append(page.panel.kind)
    assert kinds == [PaperKind.LETTER, PaperKind.IMPROVEMENT]


def test_a_certificate_that_is_issued_comes_forward(
    page: CertificatesPage, room: Workspace
) -> None:
    page.show_record(passed(room, issued=False).decision_id)
    choose(page, PaperKind.LETTER)
    page.issue()
    assert page.panel.kind is PaperKind.CERTIFICATE
    assert "SERTIFIKAT" in text_of(page._pdf)


def message(page: CertificatesPage) -> MessageSheet:
    QTest.mouseClick(page.panel.message_button, Qt.MouseButton.LeftButton)
    assert page.message_sheet is not None
    return page.message_sheet


def test_the_message_is_copied_and_opened(
    page: CertificatesPage, room: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(bytes(url.toEncoded().data()).decode())
        return len(opened) == 1

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    weak = papers.ids(room, only=Outcome.FAILED)[0]
    page.show_record(weak)
    sheet = message(page)
    told = result_messages.of_result(room, weak)
    assert sheet.text.toPlainText() == told.text
    assert sheet.focusWidget() is sheet.open_button
    QTest.mouseClick(sheet.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == told.text
    QTest.keyClick(sheet.open_button, Qt.Key.Key_Space)
    assert opened == [told.link], "no sign of the link is changed on its way"
    QTest.keyClick(sheet.open_button, Qt.Key.Key_Space)
    assert "Peramban" in sheet.banner.accessibleName()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)


def test_the_paper_to_attach_is_saved_beside_it(
    page: CertificatesPage, room: Workspace, tmp_path: Path
) -> None:
    for key, says in (
        (passed(room).decision_id, "SERTIFIKAT"),
        (papers.ids(room, only=Outcome.FAILED)[0], "Pemberitahuan Hasil"),
    ):
        page.show_record(key)
        sheet = message(page)
        QTest.mouseClick(sheet.save_button, Qt.MouseButton.LeftButton)
        assert sheet.dialog is not None
        sheet.dialog.reject()
        target = tmp_path / f"{says}.pdf"
        sheet._on_files_chosen([str(target)])
        assert says in text_of(target.read_bytes())
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
