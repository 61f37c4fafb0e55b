"""Many certificates at once: which, how they are made, what comes out, what is counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.terms import Outcome
from app.errors import UserError
from app.models.entities import AuditEvent, Curation, CurationSession
from app.models.local import PrintCount
from app.services import certificate_batches, certificates, papers, pdfs, print_counts
from app.services.certificate_batches import Stack
from app.services.workspace import Workspace
from app.ui.desk import Desk, Notice
from app.ui.lanes import JobCancelled
from app.ui.pages.certificates import CertificatesPage
from app.ui.pages.certificates.batch import BatchSheet
from app.ui.printing import KEPT, run
from app.ui.printing import spooler as submitter
from tests.ui.certificates.conftest import FakeSpooler
from tests.ui.certificates.room import passed
from tests.ui.certificates.test_papers import text_of
from tests.ui.certificates.test_printing import into_file, kept

Shower = Callable[[QWidget], None]
HELD = "Bazar Contoh Kemayoran"


@pytest.fixture
def both(room: Workspace) -> tuple[UUID, ...]:
    """Both certificates of the room, as if of one session, by register number."""
    certificates.issue(room, passed(room, issued=False).decision_id)
    with room.change() as recorder:
        held = recorder.session.query(CurationSession).filter_by(name=HELD).one()
        for curation in recorder.session.query(Curation):
            curation.session_id = held.id
    [stack] = certificate_batches.stacks(room)
    assert len(stack.certificates) == 2
    return stack.certificates


@pytest.fixture
def page(
    desk: Desk,
    both: tuple[UUID, ...],
    show: Shower,
    monkeypatch: pytest.MonkeyPatch,
) -> CertificatesPage:
    assert both
    monkeypatch.setattr(run, "LOOK_MS", 10)
    made = CertificatesPage(desk)
    show(made)
    made.enter()
    return made


def prints(room: Workspace) -> dict[UUID, int]:
    with room.db.read() as session:
        return {row.certificate_id: row.prints for row in session.query(PrintCount)}


def ask(page: CertificatesPage) -> BatchSheet:
    QTest.mouseClick(page.batch_button, Qt.MouseButton.LeftButton)
    assert page.batch.sheet is not None
    return page.batch.sheet


def pages_in(pdf: bytes | Path) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


# -- the service --------------------------------------------------------------------------


def test_a_stack_knows_what_was_never_printed(room: Workspace, both: tuple[UUID, ...]) -> None:
    print_counts.count(room, [both[1]])
    [stack] = certificate_batches.stacks(room)
    assert stack.unprinted == {both[0]}
    assert stack.chosen(unprinted_only=True) == (both[0],)
    assert stack.chosen(unprinted_only=False) == both
    assert stack.name == HELD


def test_no_more_than_may_be_in_one_file(room: Workspace) -> None:
    many = tuple(UUID(int=number) for number in range(612))
    day = room.today()
    stack = Stack(UUID(int=1), "Bazar", day, many, frozenset(many[100:]))
    assert len(stack.chosen(unprinted_only=False)) == 500
    assert stack.chosen(unprinted_only=True) == many[100:600]


def test_one_file_has_each_certificate_on_a_page(
    room: Workspace, both: tuple[UUID, ...], tmp_path: Path
) -> None:
    told: list[int] = []
    path = tmp_path / "baru" / "sekaligus.pdf"
    batch = certificate_batches.make(room, both, path, tell=told.append, check=lambda: None)
    assert (batch.certificates, batch.left_out, told) == (both, (), [1, 2])
    assert pages_in(path) == 2
    together = text_of(path.read_bytes())
    for key in both:
        alone = text_of(pdfs.certificate_pdf(room, key))
        assert alone.splitlines()[-1] in together


def test_what_must_not_be_printed_is_left_out_and_said(
    room: Workspace, both: tuple[UUID, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = pdfs.certificate_data

    def data(ws: Workspace, key: UUID) -> object:
        if key == both[0]:
            raise UserError("certificate.corrected", "Hasil ini sudah dikoreksi.")
        return whole(ws, key)

    monkeypatch.setattr(pdfs, "certificate_data", data)
    path = tmp_path / "sekaligus.pdf"
    batch = certificate_batches.make(room, both, path, tell=len_of, check=lambda: None)
    assert batch.certificates == (both[1],)
    assert [error.code for error in batch.left_out] == ["certificate.corrected"]
    with pytest.raises(UserError, match="dikoreksi"):
        certificate_batches.make(room, both[:1], path, tell=len_of, check=lambda: None)
    with pytest.raises(UserError) as caught:
        certificate_batches.make(room, (), path, tell=len_of, check=lambda: None)
    assert caught.value.code == "batch.empty"


def len_of(_done: int) -> None:
    """Nobody listens."""


def test_stopped_it_leaves_no_file(room: Workspace, both: tuple[UUID, ...], tmp_path: Path) -> None:
    def stop() -> None:
        raise JobCancelled

    path = tmp_path / "sekaligus.pdf"
    with pytest.raises(JobCancelled):
        certificate_batches.make(room, both, path, tell=len_of, check=stop)
    assert not path.exists()


def test_prints_are_counted_all_or_none(room: Workspace, both: tuple[UUID, ...]) -> None:
    print_counts.count(room, both)
    print_counts.count(room, both[:1])
    assert prints(room) == {both[0]: 2, both[1]: 1}
    with pytest.raises(Exception, match="No row"):
        print_counts.count(room, [both[1], UUID(int=5)])
    assert prints(room) == {both[0]: 2, both[1]: 1}
    with room.db.read() as session:
        told = session.query(AuditEvent).filter_by(verb="certificate.printed").count()
    assert told == 3


def under_way(room: Workspace) -> dict[UUID, tuple[int, int]]:
    with room.db.read() as session:
        return {row.certificate_id: (row.begun, row.prints) for row in session.query(PrintCount)}


def test_what_was_under_way_when_the_program_ended_counts(
    room: Workspace, both: tuple[UUID, ...]
) -> None:
    """A copy that does not say so is worse than one that says so needlessly."""
    print_counts.begin(room, both[:1])
    assert under_way(room) == {both[0]: (1, 0)}
    assert certificate_batches.stacks(room)[0].unprinted == {both[1]}
    assert "SALINAN" in text_of(pdfs.certificate_pdf(room, both[0]))
    assert print_counts.settle(room) == 1
    assert under_way(room) == {both[0]: (0, 1)}
    assert print_counts.settle(room) == 0
    with room.db.read() as session:
        told = session.query(AuditEvent).filter_by(verb="certificate.printed")
        assert [event.entity_id for event in told] == [both[0]]


def test_what_did_not_go_is_no_print(room: Workspace, both: tuple[UUID, ...]) -> None:
    print_counts.count(room, both[:1])
    print_counts.begin(room, both)
    print_counts.forget(room, both)
    assert under_way(room) == {both[0]: (0, 1)}
    assert "SALINAN" not in text_of(pdfs.certificate_pdf(room, both[1]))
    print_counts.begin(room, both[1:])
    print_counts.count(room, both[1:])
    assert under_way(room) == dict.fromkeys(both, (0, 1))


# -- the page -----------------------------------------------------------------------------


def test_all_that_were_not_printed_go_out_and_count_once(
    page: CertificatesPage,
    room: Workspace,
    both: tuple[UUID, ...],
    spooler: FakeSpooler,
    qtbot: QtBot,
) -> None:
    sheet = ask(page)
    assert "2 of 2 certificates" in sheet.words
    QTest.keyClick(sheet.ready_button, Qt.Key.Key_Return)
    shown = page.printing.sheet
    assert shown is not None
    assert shown.preview.page_count == 2
    assert shown.copies is None, "a second copy would have to say SALINAN"
    QTest.keyClick(shown.print_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.printing.busy)
    assert [pages_in(spooler.pdf(number)) for number in (1, 2)] == [1, 1]
    assert spooler.jobs()[1].split("|")[3].endswith("(2)")
    assert prints(room) == dict.fromkeys(both, 1)
    assert list((room.folder / KEPT).iterdir()) == []
    sheet = ask(page)
    assert not sheet.ready_button.isEnabled()
    sheet.unprinted.setChecked(False)
    assert "SALINAN" in sheet.words
    sheet.ready_button.click()
    assert page.printing.sheet is not None
    page.printing.sheet.print_button.click()
    qtbot.waitUntil(lambda: not page.printing.busy)
    assert "SALINAN ke-1" in text_of(spooler.pdf(3))
    assert prints(room) == dict.fromkeys(both, 2)


def test_only_the_pages_asked_for_are_printed_and_counted(
    page: CertificatesPage,
    room: Workspace,
    both: tuple[UUID, ...],
    spooler: FakeSpooler,
    qtbot: QtBot,
) -> None:
    ask(page).ready_button.click()
    assert page.printing.sheet is not None
    page.printing.sheet.pages_edit.setText("2")
    page.printing.sheet.print_button.click()
    qtbot.waitUntil(lambda: not page.printing.busy)
    assert prints(room) == {both[1]: 1}
    assert len(spooler.jobs()) == 1


def test_nothing_is_counted_when_the_sheet_is_put_away(
    page: CertificatesPage, room: Workspace, spooler: FakeSpooler
) -> None:
    ask(page).ready_button.click()
    assert page.printing.sheet is not None
    QTest.keyClick(page.printing.sheet, Qt.Key.Key_Escape)
    assert prints(room) == {}
    assert spooler.jobs() == []
    assert list((room.folder / KEPT).iterdir()) == []
    assert page.batch.sheet is None


def test_a_printer_that_refuses_leaves_all_of_them(
    page: CertificatesPage, room: Workspace, spooler: FakeSpooler, qtbot: QtBot
) -> None:
    spooler.install(status=1)
    ask(page).ready_button.click()
    assert page.printing.sheet is not None
    page.printing.sheet.print_button.click()
    qtbot.waitUntil(lambda: not page.printing.busy)
    [path] = kept(room)
    assert pages_in(path) == 2
    assert str(path) in page.panel.banner.accessibleName()
    assert prints(room) == {}


def test_without_any_certificate_it_says_so(ws: Workspace, desk: Desk, show: Shower) -> None:
    empty = Desk(ws, desk.lanes)
    page = CertificatesPage(empty)
    show(page)
    page.enter()
    told: list[Notice] = []
    empty.noticed.connect(told.append)
    page.batch_button.click()
    assert page.batch.sheet is None
    assert [notice.text for notice in told] == ["No certificate has been issued yet."]


@pytest.mark.usefixtures("no_spooler")
def test_painted_certificates_stop_between_pages(
    page: CertificatesPage,
    room: Workspace,
    both: tuple[UUID, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    target = tmp_path / "cetakan.pdf"
    into_file(monkeypatch, target)
    ask(page).ready_button.click()
    assert page.printing.sheet is not None
    page.printing.sheet.print_button.click()
    progress = page.printing.progress
    assert progress is not None
    QTest.keyClick(progress, Qt.Key.Key_Escape)
    assert progress.stop_button.text() == "Stopping…"
    qtbot.waitUntil(lambda: not page.printing.busy, timeout=20_000)
    assert prints(room) == {both[0]: 1}
    assert pages_in(target) == 1
    assert kept(room) == []


def test_another_paper_has_copies(
    page: CertificatesPage, room: Workspace, spooler: FakeSpooler
) -> None:
    page.show_record(papers.ids(room, only=Outcome.FAILED)[0])
    page.print_paper()
    sheet = page.printing.sheet
    assert sheet is not None
    assert sheet.copies is not None
    sheet.copies.setValue(3)
    sheet.print_button.click()
    assert "|-n|3|" in spooler.jobs()[0]
    assert prints(room) == {}


def test_each_is_noted_before_its_job_is_handed_over(
    page: CertificatesPage,
    room: Workspace,
    both: tuple[UUID, ...],
    spooler: FakeSpooler,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """So that nothing that came out is forgotten when the program breaks off in between."""
    seen: list[dict[UUID, tuple[int, int]]] = []
    submit = submitter.submit

    def looked(printer: str, title: str, pdf: bytes, copies: int) -> str:
        seen.append(under_way(room))
        return submit(printer, title, pdf, copies)

    monkeypatch.setattr(submitter, "submit", looked)
    ask(page).ready_button.click()
    assert page.printing.sheet is not None
    page.printing.sheet.print_button.click()
    qtbot.waitUntil(lambda: not page.printing.busy)
    assert seen[0] == {both[0]: (1, 0)}
    assert seen[1][both[1]] == (1, 0)
    assert under_way(room) == dict.fromkeys(both, (0, 1))


@pytest.mark.usefixtures("no_spooler")
def test_painted_pages_are_noted_one_by_one(
    page: CertificatesPage,
    room: Workspace,
    both: tuple[UUID, ...],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    into_file(monkeypatch, tmp_path / "out.pdf")
    noted: list[tuple[UUID, ...]] = []
    begin = print_counts.begin

    def told(ws: Workspace, wanted: tuple[UUID, ...]) -> None:
        noted.append(tuple(wanted))
        begin(ws, wanted)

    monkeypatch.setattr(print_counts, "begin", told)
    ask(page).ready_button.click()
    assert page.printing.sheet is not None
    page.printing.sheet.print_button.click()
    qtbot.waitUntil(lambda: not page.printing.busy)
    assert noted == [(both[0],), (both[1],)]
    assert under_way(room) == dict.fromkeys(both, (0, 1))
