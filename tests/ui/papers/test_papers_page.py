"""Surat & tanda tangan: written with the keyboard, seen as on paper, published, looked back at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.official_numbers import Numbering
from app.domain.paper_setup import Signer
from app.protocol import keys
from app.services import paper_setup_shelves
from app.services.paper_setup_shelves import SetupShelf, Standing
from app.services.workspace import Workspace
from app.ui.desk import Desk, Place
from app.ui.kit.tones import Severity
from app.ui.lanes import InlineLanes
from app.ui.pages.papers import PapersPage
from app.ui.pages.settings import SettingsPage
from tests.services.field import enrol
from tests.services.test_paper_setups import CITY, SARI, SETUP, arrive, confirm, png, refuse

Shower = Callable[[QWidget], None]


@pytest.fixture
def admin(ws: Workspace) -> Workspace:
    roles = (("admin", CITY), ("curator", "31.74.04"))
    enrol(ws, keys.new_private_key(), roles=roles, name="Adi Admin")
    return ws


@pytest.fixture
def desk(ws: Workspace, lanes: InlineLanes) -> Iterator[Desk]:
    made = Desk(ws, lanes)
    yield made
    made.deleteLater()


@pytest.fixture
def open_page(desk: Desk, show: Shower) -> Callable[[], PapersPage]:
    def open_() -> PapersPage:
        made = PapersPage(desk)
        made.resize(1158, 700)
        show(made)
        made.enter()
        return made

    return open_


def said(banner: QWidget) -> str:
    """The words of a banner."""
    return " ".join(label.text() for label in banner.findChildren(QLabel))


def shelf(ws: Workspace) -> SetupShelf:
    return paper_setup_shelves.shelf(ws, CITY)


def click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def write(editor: QLineEdit, text: str) -> None:
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, text)


def fill(page: PapersPage) -> None:
    """What a first set-up needs, by keyboard."""
    form = page.frame.form
    write(form.address, "Jalan Baru 1")
    row = form.signers.rows[0]
    write(row.name, "Sari Dewi")
    write(row.position, "Kepala Suku Dinas")
    write(row.nip, "197001011995031001")
    write(form.numbers.classification, "KG.11")
    write(form.numbers.unit, "SD")


def test_an_admin_writes_and_publishes(
    admin: Workspace, open_page: Callable[[], PapersPage], qtbot: QtBot
) -> None:
    page = open_page()
    frame = page.frame
    assert frame.regions.currentText().strip() == "Jakarta Selatan"
    assert frame.chip.spec.text == "From this laptop"
    assert frame.form.address.isReadOnly()
    click(frame.edit_button)
    assert frame.chip.spec.text == "Draft"
    fill(page)
    assert frame.form.numbers.example.text() == "0007/KG.11/SD/XI/2026"
    qtbot.waitUntil(lambda: not page._save_timer.isActive())
    kept = shelf(admin).draft
    assert kept is not None
    assert kept.setup.address == "Jalan Baru 1"
    click(frame.publish_button)
    assert page.sheet is not None
    click(page.sheet.publish_button)
    pending = shelf(admin).pending
    assert pending is not None
    assert pending.setup.signers == (Signer("Sari Dewi", "Kepala Suku Dinas", SARI.nip),)
    assert frame.chip.spec.text == "Waits for the centre"
    assert not frame.edit_button.isVisible()
    confirm(admin)
    page.desk.changed.emit(frozenset({"sync"}))
    assert frame.chip.spec.text == "In force"
    assert frame.banner.isHidden()


def test_what_is_wrong_is_marked_and_nothing_is_published(
    admin: Workspace, open_page: Callable[[], PapersPage]
) -> None:
    page = open_page()
    click(page.frame.edit_button)
    fill(page)
    form = page.frame.form
    write(form.signers.rows[0].nip, "123")
    click(page.frame.publish_button)
    assert page.sheet is None
    assert form.signers.rows[0].nip_field.severity is Severity.FORMAT
    write(form.signers.rows[0].nip, SARI.nip)
    write(form.numbers.template, "{seq}/{unit}")
    assert "next year" in form.numbers.template_field.message
    click(page.frame.publish_button)
    assert page.sheet is None
    assert form.numbers.template.hasFocus()
    write(form.numbers.template, "{seq}/{unit}/{tahun}")
    form.lines.setPlainText("")
    click(page.frame.publish_button)
    assert form.lines_field.severity is Severity.FORMAT
    assert shelf(admin).pending is None


def test_a_successor_is_added_with_a_first_day(
    admin: Workspace, open_page: Callable[[], PapersPage], qtbot: QtBot
) -> None:
    arrive(admin, replace(SETUP, signers=(replace(SARI, end=date(2026, 12, 31)),)))
    page = open_page()
    assert "From 1 Januari 2027 nobody signs" in said(page.frame.banner)
    click(page.frame.edit_button)
    click(page.frame.form.signers.add_button)
    row = page.frame.form.signers.rows[1]
    assert row.name.hasFocus()
    write(row.name, "Budi")
    write(row.position, "Kepala")
    row.start.set_value(date(2027, 1, 1))
    qtbot.waitUntil(lambda: page.frame.banner.isHidden())
    assert page.frame.form.value.signers[1] == Signer("Budi", "Kepala", "", date(2027, 1, 1))
    click(row.remove_button)
    assert len(page.frame.form.value.signers) == 1


def test_numbers_may_be_lent_to_laptops(
    admin: Workspace, open_page: Callable[[], PapersPage]
) -> None:
    arrive(admin)
    page = open_page()
    click(page.frame.edit_button)
    click(page.frame.form.numbers.numbering[Numbering.LEASED])
    assert page.frame.form.value.numbering is Numbering.LEASED
    click(page.frame.publish_button)
    assert page.sheet is not None
    click(page.sheet.publish_button)
    pending = shelf(admin).pending
    assert pending is not None
    assert pending.setup.numbering is Numbering.LEASED


def test_an_emblem_is_made_small_enough_to_travel(
    admin: Workspace, open_page: Callable[[], PapersPage], tmp_path: Path
) -> None:
    arrive(admin, replace(SETUP, emblem=None))
    page = open_page()
    click(page.frame.edit_button)
    (tmp_path / "lambang.png").write_bytes(png())
    page.frame.form.emblem.file_chosen.emit(tmp_path / "lambang.png")
    assert page.frame.form.emblem.has_picture
    emblem = page.frame.form.value.emblem
    assert emblem is not None
    assert emblem.startswith(b"\x89PNG")
    (tmp_path / "bukan.png").write_bytes(b"bukan gambar")
    page.frame.form.emblem.file_chosen.emit(tmp_path / "bukan.png")
    assert "tidak dapat dipakai" in said(page.frame.banner)
    click(page.frame.form.emblem.clear_button)
    assert page.frame.form.value.emblem is None


def test_the_paper_is_drawn_as_one_types(
    admin: Workspace, open_page: Callable[[], PapersPage], qtbot: QtBot
) -> None:
    arrive(admin)
    page = open_page()
    before = page.frame.preview.head.image
    assert before is not None
    click(page.frame.edit_button)
    write(page.frame.form.address, "Jalan yang sama sekali lain 77")
    qtbot.waitUntil(lambda: page.frame.preview.head.image != before)
    write(page.frame.form.address, "J" * 200)
    page.frame.form.lines.setPlainText("\n".join(["P" * 120] * 4))
    qtbot.waitUntil(lambda: not page.frame.preview._timer.isActive())


def test_others_read_and_look_back(ws: Workspace, open_page: Callable[[], PapersPage]) -> None:
    enrol(ws, keys.new_private_key())
    arrive(ws)
    later = replace(SETUP, lines=("BARU",), valid_from=SETUP.valid_from + timedelta(days=30))
    arrive(ws, later, version=2, by="Cici")
    page = open_page()
    page.choose(CITY)
    frame = page.frame
    assert frame.edit_button.isHidden()
    assert frame.publish_button.isHidden()
    assert frame.chip.spec.text == "In force"
    assert "Bayu" in frame.summary.text()
    page._on_history(shelf(ws).lines[0].id)
    assert frame.form.lines.toPlainText() == "BARU"
    assert frame.chip.spec.text == "Planned"
    click(frame.banner.action_button)
    assert frame.form.lines.toPlainText() == "\n".join(SETUP.lines)


def test_a_district_says_whose_set_up_it_takes(
    admin: Workspace, open_page: Callable[[], PapersPage]
) -> None:
    arrive(admin)
    page = open_page()
    page.choose("31.74.04")
    assert page.frame.chip.spec.text == "From Jakarta Selatan"
    assert page.frame.form.lines.toPlainText() == "\n".join(SETUP.lines)


def test_a_refused_one_is_told_and_taken_back(
    admin: Workspace, open_page: Callable[[], PapersPage]
) -> None:
    page = open_page()
    click(page.frame.edit_button)
    fill(page)
    click(page.frame.publish_button)
    assert page.sheet is not None
    click(page.sheet.publish_button)
    arrive(admin)
    refuse(admin, "paper_setup.version_taken")
    page.desk.changed.emit(frozenset({"sync"}))
    assert "oleh Bayu" in said(page.frame.banner)
    click(page.frame.banner.action_button)
    assert page.frame.chip.spec.text == "Draft"
    assert page.frame.form.address.text() == "Jalan Baru 1"
    assert [line.standing for line in shelf(admin).lines] == [Standing.IN_FORCE]
    click(page.frame.drop_button)
    assert shelf(admin).draft is None


def test_settings_lead_there_and_give_way(admin: Workspace, desk: Desk, show: Shower) -> None:
    page = SettingsPage(desk)
    show(page)
    page.enter()
    assert page.papers.isVisible()
    assert page.letterhead.isVisible()
    arrive(admin)
    desk.changed.emit(frozenset({"paper_setup"}))
    assert page.letterhead.isHidden()
    assert page.signatories.isHidden()
    gone: list[Place] = []
    desk.travelled.connect(gone.append)
    click(page.papers.open_button)
    assert [place.page for place in gone] == ["papers"]
