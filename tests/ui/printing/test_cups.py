"""Printing through a real CUPS: whole jobs, ranges, 500 certificates, no paper, no printer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pypdfium2
import pytest
import sqlalchemy as sa
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.regions import TRAINING
from app.errors import UserError
from app.models.entities import TABLES
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.lanes import Lanes
from app.ui.printing import KEPT, Printed, Printing, Printout, run, spooler, watch
from app.ui.printing.spooler import Look
from app.ui.printing.troubles import Trouble
from tests.cups import PrivateCups, missing
from tests.laptops import row_of
from tests.ui.printing.papers import long_pdf

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing() or "-")

PRINTER = "Booth"
_WAIT = 60_000


@pytest.fixture(scope="module")
def server() -> Iterator[PrivateCups]:
    """One cupsd for all tests here."""
    made = PrivateCups()
    yield made
    made.close()


@pytest.fixture
def cups(server: PrivateCups, monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateCups]:
    """The server with one printer that has paper and has printed nothing."""
    monkeypatch.setenv("CUPS_SERVER", str(server.socket))
    monkeypatch.setattr(run, "LOOK_MS", 20)
    monkeypatch.setattr(watch, "FIRST_LOOK_MS", 20)
    monkeypatch.setattr(watch, "LOOK_MS", 50)
    server.set_paper(there=True)
    server.add_printer(PRINTER)
    yield server
    server.set_paper(there=True)
    server.run("lpadmin", "-x", PRINTER, check=False)
    for path in server.printed():
        path.unlink()


class Stand:
    """A page that prints, and what it heard."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        self.printing = Printing(desk, over)
        self.printed: list[Printed] = []
        self.failed: list[UserError] = []
        self.finished: list[Printout] = []
        self.printing.printed.connect(self.printed.append)
        self.printing.failed.connect(self.failed.append)
        self.printing.finished.connect(self.finished.append)


@pytest.fixture
def stand(
    ws: Workspace, real_lanes: Lanes, show: Callable[[QWidget], None], cups: PrivateCups
) -> Iterator[Stand]:
    """Printing over the real lanes; no sheet is left open."""
    assert cups.run("lpstat", "-e") == PRINTER
    over = QWidget()
    show(over)
    desk = Desk(ws, real_lanes)
    yield Stand(desk, over)
    real_lanes.drain()
    desk.deleteLater()


def begin(stand: Stand, qtbot: QtBot, printout: Printout, pages: str = "", copies: int = 1) -> None:
    """Fill in the print sheet and press Print."""
    stand.printing.start(printout)
    qtbot.waitUntil(lambda: stand.printing.sheet is not None, timeout=_WAIT)
    sheet = stand.printing.sheet
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.preview.page_count > 0, timeout=_WAIT)
    assert sheet.select.currentText() == PRINTER
    sheet.pages_edit.setText(pages)
    if sheet.copies is not None:
        sheet.copies.setValue(copies)
    sheet.print_button.click()


def numbers(pdf: Path) -> list[int]:
    """The numbers of the pages that came out."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return [int(found[1]) for text in texts if (found := re.search(r"Halaman (\d+)", text))]


def out(cups: PrivateCups, qtbot: QtBot, count: int) -> list[list[int]]:
    """Wait for `count` jobs; the pages of each."""
    qtbot.waitUntil(lambda: len(cups.printed()) >= count, timeout=_WAIT)
    return [numbers(path) for path in cups.printed()]


def certificates(ws: Workspace, count: int) -> tuple[UUID, ...]:
    """Certificates of this laptop: their prints are counted."""
    rows = [row_of("certificate", uuid4(), scope=TRAINING) for _ in range(count)]
    with ws.db.write() as session:
        session.execute(sa.insert(TABLES["certificate"]), rows)
    return tuple(row["id"] for row in rows)


def kept(ws: Workspace) -> list[Path]:
    return sorted((ws.folder / KEPT).glob("*.pdf"))


def test_a_paper_arrives_whole_and_its_copies_are_asked_for(
    stand: Stand, cups: PrivateCups, qtbot: QtBot
) -> None:
    begin(stand, qtbot, Printout("Urutan tampil", long_pdf(23)), copies=3)
    assert out(cups, qtbot, 1) == [list(range(1, 24))]
    assert cups.printed()[0].stem.endswith("-3")
    qtbot.waitUntil(lambda: len(stand.printed) == 1, timeout=_WAIT)
    assert stand.printed[0].pages == tuple(range(23))
    assert stand.failed == []


def test_only_the_pages_that_were_asked_for(stand: Stand, cups: PrivateCups, qtbot: QtBot) -> None:
    begin(stand, qtbot, Printout("Lembar penilaian", long_pdf(9)), pages="7-, 1-2, 4")
    assert out(cups, qtbot, 1) == [[1, 2, 4, 7, 8, 9]]


def test_pages_that_are_not_there_keep_the_sheet_open(
    stand: Stand, cups: PrivateCups, qtbot: QtBot
) -> None:
    begin(stand, qtbot, Printout("Label", long_pdf(4)), pages="3-9")
    sheet = stand.printing.sheet
    assert sheet is not None
    assert "4 halaman" in sheet.pages.message
    assert sheet.pages.blocks
    sheet.reject()
    assert not stand.printing.busy
    assert cups.printed() == []


def test_five_hundred_certificates_come_out_once_each(
    stand: Stand, cups: PrivateCups, ws: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "sekaligus.pdf"
    file.write_bytes(long_pdf(500))
    keys = certificates(ws, 500)
    begin(stand, qtbot, Printout("Sertifikat bazar", file, keys))
    progress = stand.printing.progress
    assert progress is not None
    qtbot.waitUntil(lambda: len(stand.printed) == 1, timeout=5 * _WAIT)
    assert out(cups, qtbot, 500) == [[number] for number in range(1, 501)]
    assert stand.printed[0].certificates == keys
    assert stand.printing.progress is None
    assert [printout.pdf for printout in stand.finished] == [file]


def test_stopping_a_batch_counts_what_came_out_and_no_more(
    stand: Stand, cups: PrivateCups, ws: Workspace, qtbot: QtBot
) -> None:
    keys = certificates(ws, 60)
    begin(stand, qtbot, Printout("Sertifikat bazar", long_pdf(60), keys))
    out(cups, qtbot, 5)
    assert stand.printing.progress is not None
    stand.printing.progress.stop_button.click()
    qtbot.waitUntil(lambda: len(stand.printed) == 1, timeout=_WAIT)
    went = stand.printed[0].certificates
    assert 5 <= len(went) < 60
    assert went == keys[: len(went)]
    assert out(cups, qtbot, len(went)) == [[at + 1] for at in range(len(went))]
    assert cups.run("lpstat", "-W", "not-completed", "-o") == ""
    assert stand.failed == []


def test_a_batch_without_paper_waits_says_so_and_goes_on(
    stand: Stand, cups: PrivateCups, ws: Workspace, qtbot: QtBot
) -> None:
    cups.set_paper(there=False)
    keys = certificates(ws, 3)
    begin(stand, qtbot, Printout("Sertifikat bazar", long_pdf(3), keys))
    progress = stand.printing.progress
    assert progress is not None
    qtbot.waitUntil(progress.banner.isVisible, timeout=_WAIT)
    assert "Kertas di printer Booth habis" in progress.banner.accessibleName()
    assert stand.printed == []
    cups.set_paper(there=True)
    qtbot.waitUntil(lambda: len(stand.printed) == 1, timeout=_WAIT)
    assert stand.printed[0].certificates == keys
    assert len(out(cups, qtbot, 3)) == 3


def test_a_batch_stopped_without_paper_leaves_the_rest_as_a_pdf(
    stand: Stand, cups: PrivateCups, ws: Workspace, qtbot: QtBot
) -> None:
    keys = certificates(ws, 8)
    begin(stand, qtbot, Printout("Sertifikat bazar", long_pdf(8), keys), pages="2-8")
    out(cups, qtbot, 2)
    cups.set_paper(there=False)
    progress = stand.printing.progress
    assert progress is not None
    qtbot.waitUntil(progress.banner.isVisible, timeout=_WAIT)
    progress.stop_button.click()
    qtbot.waitUntil(lambda: len(stand.failed) == 1, timeout=_WAIT)
    went = stand.printed[0].certificates
    assert went == keys[1 : 1 + len(went)]
    [left] = kept(ws)
    assert numbers(left) == list(range(2 + len(went), 9))
    assert str(left) in stand.failed[0].safe
    assert cups.run("lpstat", "-W", "not-completed", "-o") == ""
    cups.set_paper(there=True)
    assert len(out(cups, qtbot, len(went))) == len(went), "nothing comes out afterwards"


def test_a_paper_in_the_queue_of_a_stopped_printer_is_told_and_kept(
    stand: Stand, cups: PrivateCups, ws: Workspace, qtbot: QtBot
) -> None:
    cups.run("cupsdisable", PRINTER)
    begin(stand, qtbot, Printout("Urutan tampil", long_pdf(2)))
    qtbot.waitUntil(lambda: len(stand.failed) == 1, timeout=_WAIT)
    error = stand.failed[0]
    assert error.code == "print.waiting"
    assert "dihentikan" in error.what
    assert "antrean" in error.safe
    [path] = kept(ws)
    assert str(path) in error.safe
    assert numbers(path) == [1, 2]
    cups.run("cupsenable", PRINTER)
    assert out(cups, qtbot, 1) == [[1, 2]]


def test_a_printer_removed_during_a_batch_leaves_the_rest(
    stand: Stand, cups: PrivateCups, ws: Workspace, qtbot: QtBot
) -> None:
    keys = certificates(ws, 40)
    begin(stand, qtbot, Printout("Sertifikat bazar", long_pdf(40), keys))
    out(cups, qtbot, 3)
    cups.remove_printer(PRINTER)

    def is_over() -> bool:
        progress = stand.printing.progress
        if progress is not None and progress.banner.isVisible():
            progress.stop_button.click()
        return len(stand.failed) == 1

    qtbot.waitUntil(is_over, timeout=_WAIT)
    went = len(stand.printed[0].certificates)
    # Of the two in its queue nobody can be asked any more: they are not counted, but kept.
    assert len(cups.printed()) - 2 <= went <= len(cups.printed())
    assert numbers(kept(ws)[0]) == list(range(went + 1, 41))
    assert "Booth" in stand.failed[0].what


def test_a_spooler_without_printers_leaves_the_pdf(
    stand: Stand, cups: PrivateCups, ws: Workspace, qtbot: QtBot
) -> None:
    cups.remove_printer(PRINTER)
    stand.printing.start(Printout("Urutan tampil", long_pdf(1)))
    qtbot.waitUntil(lambda: len(stand.failed) == 1, timeout=_WAIT)
    assert stand.failed[0].code == "print.no_printer"
    assert len(kept(ws)) == 1
    assert not stand.printing.busy


def test_what_the_spooler_tells_of_a_job(cups: PrivateCups, qtbot: QtBot) -> None:
    cups.set_paper(there=False)
    first = spooler.submit(PRINTER, "Satu", long_pdf(1))
    second = spooler.submit(PRINTER, "Dua", long_pdf(1))
    both = [first, second]
    stuck = Look(frozenset(), first, Trouble.PAPER_OUT)
    qtbot.waitUntil(lambda: spooler.look(PRINTER, both) == stuck, timeout=_WAIT)
    spooler.cancel(second)
    cups.set_paper(there=True)
    qtbot.waitUntil(lambda: spooler.look(PRINTER, both).done == set(both), timeout=_WAIT)
    assert len(cups.printed()) == 1
    assert spooler.look("Tidak_Ada", both).trouble is Trouble.GONE
    with pytest.raises(UserError, match="tidak menerima"):
        spooler.submit("Tidak_Ada", "Tiga", long_pdf(1))
