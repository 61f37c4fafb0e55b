"""Printing: the spooler, the painted way, and no printer at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.terms import Outcome
from app.services import papers, pdfs
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.pages.certificates import CertificatesPage
from app.ui.printing import KEPT, painted
from app.ui.printing.sheets import PrintSheet
from tests.ui.certificates.conftest import FakeSpooler
from tests.ui.certificates.room import passed
from tests.ui.certificates.test_papers import text_of

Shower = Callable[[QWidget], None]


@pytest.fixture
def page(desk: Desk, room: Workspace, show: Shower) -> CertificatesPage:
    made = CertificatesPage(desk)
    show(made)
    made.enter(passed(room).decision_id)
    return made


def ask(page: CertificatesPage, qtbot: QtBot) -> PrintSheet:
    """Press Ctrl+P and give the sheet that opens."""
    with qtbot.waitActive(page):
        page.activateWindow()
    QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.printing.sheet is not None)
    assert page.printing.sheet is not None
    return page.printing.sheet


def test_the_spooler_gets_the_certificate(
    page: CertificatesPage, room: Workspace, spooler: FakeSpooler, qtbot: QtBot
) -> None:
    sheet = ask(page, qtbot)
    assert [sheet.select.itemText(i) for i in range(2)] == ["Epson_L3110", "HP_Laser"]
    sheet.select.setCurrentIndex(1)
    shown = page._pdf
    QTest.keyClick(sheet.print_button, Qt.Key.Key_Return)
    assert spooler.pdf(1) == shown
    assert spooler.jobs()[0].startswith("-d|HP_Laser|-t|Sertifikat K-31")
    assert room.settings.last_printer == "HP_Laser"
    assert not page.printing.busy


def test_a_second_print_is_a_copy_on_the_printer_used_last(
    page: CertificatesPage, spooler: FakeSpooler, qtbot: QtBot
) -> None:
    sheet = ask(page, qtbot)
    sheet.select.setCurrentIndex(1)
    QTest.keyClick(sheet.print_button, Qt.Key.Key_Return)
    sheet = ask(page, qtbot)
    assert sheet.select.currentText() == "HP_Laser"
    QTest.keyClick(sheet.print_button, Qt.Key.Key_Return)
    assert "SALINAN" not in text_of(spooler.pdf(1)).upper()
    assert "SALINAN" in text_of(spooler.pdf(2)).upper()


def test_escape_prints_nothing_and_may_be_asked_again(
    page: CertificatesPage, spooler: FakeSpooler, qtbot: QtBot
) -> None:
    QTest.keyClick(ask(page, qtbot), Qt.Key.Key_Escape)
    assert spooler.jobs() == []
    assert not page.printing.busy
    assert ask(page, qtbot).isVisible()


def kept(room: Workspace) -> list[Path]:
    return sorted((room.folder / KEPT).glob("*.pdf"))


def test_a_printer_that_refuses_leaves_the_pdf(
    page: CertificatesPage, room: Workspace, spooler: FakeSpooler, qtbot: QtBot
) -> None:
    spooler.install(status=1)
    ask(page, qtbot).print_button.click()
    words = page.panel.banner.accessibleName()
    assert page.panel.banner.isVisible()
    assert "Epson_L3110 tidak menerima" in words
    assert str(kept(room)[0]) in words
    assert kept(room)[0].read_bytes() == page._pdf
    key = page.panel.card.certificate_id if page.panel.card else None
    assert key is not None
    assert "SALINAN" not in text_of(pdfs.certificate_pdf(room, key)).upper()


def test_without_any_printer_the_pdf_is_kept(
    page: CertificatesPage, room: Workspace, spooler: FakeSpooler
) -> None:
    spooler.install(names=())
    page.print_paper()
    assert page.printing.sheet is None
    assert "Tidak ada printer" in page.panel.banner.accessibleName()
    assert len(kept(room)) == 1


def into_file(monkeypatch: pytest.MonkeyPatch, target: Path) -> None:
    """A printer of Qt's that writes a PDF."""

    def open_printer(_name: str, title: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        printer.setDocName(title)
        return printer

    monkeypatch.setattr(painted, "printer_names", lambda: ("Printer Booth",))
    monkeypatch.setattr(painted, "open_printer", open_printer)


def darkness(pdf: bytes, page: int) -> list[float]:
    """How dark each of 8 × 8 fields of a page is: two prints of one page are alike."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[page].render(scale=1).to_pil().convert("L").resize((8, 8))
        return [value / 255 for value in picture.tobytes()]
    finally:
        document.close()


@pytest.mark.usefixtures("no_spooler")
@pytest.mark.parametrize("outcome", [Outcome.PASSED, Outcome.FAILED])
def test_painted_pages_look_like_the_paper(
    desk: Desk,
    room: Workspace,
    show: Shower,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    outcome: Outcome,
) -> None:
    target = tmp_path / "cetakan.pdf"
    into_file(monkeypatch, target)
    page = CertificatesPage(desk)
    show(page)
    page.enter(
        passed(room).decision_id if outcome is Outcome.PASSED else papers.ids(room, only=outcome)[0]
    )
    shown = page._pdf
    with qtbot.waitSignal(page.printing.printed, timeout=20_000):
        ask(page, qtbot).print_button.click()
    document = pypdfium2.PdfDocument(shown)
    pages = len(document)
    document.close()
    printed = target.read_bytes()
    result = pypdfium2.PdfDocument(printed)
    try:
        assert len(result) == pages
        wide, high = result[0].get_size()
    finally:
        result.close()
    assert (wide > high) == (outcome is Outcome.PASSED)
    for number in range(pages):
        pairs = zip(darkness(printed, number), darkness(shown, number), strict=True)
        assert max(abs(a - b) for a, b in pairs) < 0.06


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
@pytest.mark.usefixtures("no_spooler")
def test_a_printer_that_cannot_begin_leaves_the_pdf(
    page: CertificatesPage,
    room: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    into_file(monkeypatch, tmp_path / "tidak" / "ada" / "cetakan.pdf")
    with qtbot.waitSignal(page.printing.failed, timeout=20_000):
        ask(page, qtbot).print_button.click()
    assert len(kept(room)) == 1
