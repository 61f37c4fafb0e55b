"""Settings: read-only facts, what is saved, what is refused, and what is kept while typing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app import settings as stored
from app.services import photographs, products
from app.services.workspace import Workspace
from app.settings import SignatorySetting
from app.ui.desk import Desk
from app.ui.kit.tones import Severity
from app.ui.lanes import InlineLanes
from app.ui.pages.settings import SettingsPage
from app.ui.theme import current_scheme
from tests.photos.pictures import encoded, noisy
from tests.ui.forms.register import business, product

Shower = Callable[[QWidget], None]
NIP = "198003122006041007"


@pytest.fixture
def desk(ws: Workspace, lanes: InlineLanes) -> Iterator[Desk]:
    made = Desk(ws, lanes)
    yield made
    made.deleteLater()


@pytest.fixture
def page(desk: Desk, show: Shower) -> SettingsPage:
    made = SettingsPage(desk)
    made.resize(1158, 700)
    show(made)
    made.enter()
    return made


def saved(ws: Workspace) -> stored.Settings:
    """What the file holds, read anew."""
    return stored.load(ws.folder / "setelan.toml")


def save(page: SettingsPage, qtbot: QtBot) -> None:
    """Press Ctrl+S and wait for the shortcut to click."""
    with qtbot.waitSignal(page.save_button.clicked):
        QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def test_the_facts_of_this_laptop(page: SettingsPage, ws: Workspace) -> None:
    assert page.person.value("Name") == "Rani Kurator"
    assert page.person.value("Laptop") == "00"
    assert page.person.value("Centre") == "Not connected"
    assert page.person.value("Regions") == "Daerah Khusus Ibukota Jakarta"
    shown = page.program.value("Data folder").replace("\u200b", "")
    assert shown == str(ws.folder)
    assert page.leave_button.isHidden()


def test_the_letterhead_is_saved_by_ctrl_s(page: SettingsPage, ws: Workspace, qtbot: QtBot) -> None:
    heard: list[frozenset[str]] = []
    page.desk.changed.connect(heard.append)
    assert page.unsaved_chip.isHidden()
    page.lines.setFocus()
    page.lines.selectAll()
    QTest.keyClicks(page.lines, "SUKU DINAS")
    QTest.keyClick(page.lines, Qt.Key.Key_Return)
    QTest.keyClicks(page.lines, "JAKARTA SELATAN")
    page.address.clear()
    QTest.keyClicks(page.address, "Jalan Prapanca 9")
    assert page.unsaved_chip.isVisible()
    save(page, qtbot)
    assert saved(ws).letterhead_lines == ("SUKU DINAS", "JAKARTA SELATAN")
    assert saved(ws).letterhead_address == "Jalan Prapanca 9"
    assert page.unsaved_chip.isHidden()
    assert heard == [frozenset({"settings"})]


def test_what_another_page_kept_meanwhile_stays(
    page: SettingsPage, ws: Workspace, qtbot: QtBot
) -> None:
    ws.save_settings(replace(ws.settings, last_printer="Epson", current_session="x"))
    QTest.keyClicks(page.address, " 2")
    save(page, qtbot)
    assert (saved(ws).last_printer, saved(ws).current_session) == ("Epson", "x")


def test_nothing_typed_is_lost_when_the_page_is_left(page: SettingsPage) -> None:
    QTest.keyClicks(page.address, " Pusat")
    page.leave()
    page.desk.changed.emit(frozenset({"sync"}))
    page.enter()
    assert page.address.text().endswith(" Pusat")
    assert page.unsaved_chip.isVisible()


def test_a_signatory_is_added_by_keyboard(page: SettingsPage, ws: Workspace, qtbot: QtBot) -> None:
    QTest.keyClick(page.signatories.add_signatory, Qt.Key.Key_Space)
    row = page.signatories.rows[1]
    assert row.name.hasFocus()
    QTest.keyClicks(row.name, "Drs. Agus")
    QTest.keyClick(row.name, Qt.Key.Key_Tab)
    assert row.position.hasFocus()
    QTest.keyClicks(row.position, "Kepala Suku Dinas")
    QTest.keyClick(row.position, Qt.Key.Key_Tab)
    QTest.keyClicks(row.nip, NIP)
    assert row.nip_field.severity is Severity.NONE
    save(page, qtbot)
    assert saved(ws).signatories[1] == SignatorySetting("Drs. Agus", "Kepala Suku Dinas", NIP)


def test_a_wrong_nip_blocks_and_a_strange_one_does_not(
    page: SettingsPage, ws: Workspace, qtbot: QtBot
) -> None:
    row = page.signatories.rows[0]
    QTest.keyClicks(row.nip, "1980")
    assert "18 angka" in row.nip_field.message
    save(page, qtbot)
    assert saved(ws).signatories[0].nip == ""
    assert row.nip.hasFocus()
    row.nip.clear()
    QTest.keyClicks(row.nip, "198003122006991007")
    assert row.nip_field.severity is Severity.HINT
    save(page, qtbot)
    assert saved(ws).signatories[0].nip == "198003122006991007"


def test_removing_and_never_more_than_fit(page: SettingsPage, ws: Workspace, qtbot: QtBot) -> None:
    card = page.signatories
    while card.add_signatory.isEnabled():
        card.add_signatory.click()
    assert len(card.rows) == 5
    for _ in range(4):
        QTest.mouseClick(card.rows[-1].remove_button, Qt.MouseButton.LeftButton)
    assert len(card.rows) == 1
    save(page, qtbot)
    assert len(saved(ws).signatories) == 1


def test_the_signing_mode(page: SettingsPage, ws: Workspace, qtbot: QtBot) -> None:
    QTest.mouseClick(page.modes["tte_draft"], Qt.MouseButton.LeftButton)
    save(page, qtbot)
    assert saved(ws).signing_mode == "tte_draft"


def test_an_emblem_is_copied_beside_the_data(
    page: SettingsPage, ws: Workspace, pictures: list[Path], qtbot: QtBot
) -> None:
    page.emblem._on_files_chosen([str(pictures[0])])
    assert page.emblem.has_picture
    with Image.open(pictures[0]) as chosen:
        wanted = chosen.convert("RGBA").tobytes()
    pictures[0].unlink()
    save(page, qtbot)
    path = Path(saved(ws).emblem_file)
    assert path.parent == ws.folder
    with Image.open(path) as kept:
        assert (kept.format, kept.convert("RGBA").tobytes()) == ("PNG", wanted)
    assert page.emblem.has_picture
    QTest.mouseClick(page.emblem.clear_button, Qt.MouseButton.LeftButton)
    save(page, qtbot)
    assert saved(ws).emblem_file == ""
    assert not page.emblem.has_picture


def test_a_file_that_is_no_picture_is_told(
    page: SettingsPage, ws: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "lambang.png"
    path.write_text("bukan gambar", encoding="utf-8")
    page.emblem._on_files_chosen([str(path)])
    assert "lambang.png tidak dapat dipakai" in page.banner.accessibleName()
    assert page.banner.isVisible()
    assert not page.emblem.has_picture
    assert page.unsaved_chip.isHidden()


def test_the_theme_applies_at_once_and_is_kept(page: SettingsPage, ws: Workspace) -> None:
    QTest.mouseClick(page.themes["dark"], Qt.MouseButton.LeftButton)
    assert current_scheme() == "dark"
    assert saved(ws).scheme == "dark"
    assert page.unsaved_chip.isHidden()
    QTest.mouseClick(page.themes["light"], Qt.MouseButton.LeftButton)
    assert current_scheme() == "light"


def test_leaving_the_sample_data(
    open_workspace: Callable[..., Workspace], lanes: InlineLanes, show: Shower, qtbot: QtBot
) -> None:
    ws = open_workspace("contoh", person=None)
    ws.start("Rani", sample=True)
    desk = Desk(ws, lanes)
    page = SettingsPage(desk)
    show(page)
    page.enter()
    with qtbot.waitSignal(page.room_left):
        QTest.mouseClick(page.leave_button, Qt.MouseButton.LeftButton)
    desk.deleteLater()


def test_background_sync_can_be_switched_off(
    page: SettingsPage, ws: Workspace, qtbot: QtBot
) -> None:
    card = page.sync
    assert (card.background.isChecked(), card.metered.isChecked()) == (True, False)
    QTest.mouseClick(card.metered, Qt.MouseButton.LeftButton, pos=card.metered.rect().center())
    assert page.unsaved_chip.isVisible()
    save(page, qtbot)
    assert saved(ws).sync_on_metered
    card.background.setFocus()
    QTest.keyClick(card.background, Qt.Key.Key_Space)
    assert not card.metered.isEnabled()
    save(page, qtbot)
    assert not saved(ws).background_sync


# -- photographs on this laptop -------------------------------------------------------------------


@pytest.fixture
def photographed(ws: Workspace) -> str:
    """The hash of a photograph of a product."""
    key = product(ws, business(ws, "Dapur Sari"), "Keripik Pisang")
    photographs.add_bytes(ws, key, encoded(noisy((640, 480))), "a.jpg")
    return products.get(ws, key).photos[0].sha256


@pytest.mark.usefixtures("photographed")
def test_the_room_of_photographs_is_shown(page: SettingsPage) -> None:
    assert page.photos.facts.value("Photos take").endswith(" MB")
    assert page.photos.facts.value("Left on the disk")
    assert not page.photos.room_banner.isVisible()


def test_little_room_is_warned_of(
    page: SettingsPage, ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = shutil.disk_usage(ws.folder)._replace(free=812 * 1024**2)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: free)
    page.reload()
    assert page.photos.room_banner.isVisible()
    assert "Only 812 MB are left" in page.photos.room_banner.accessibleName()


@pytest.mark.usefixtures("photographed")
def test_whole_photographs_are_said_to_be_whole(page: SettingsPage) -> None:
    page.photos.check_button.setFocus()
    QTest.keyClick(page.photos.check_button, Qt.Key.Key_Space)
    assert page.photos.result.accessibleName() == "All photos are here and whole."


def test_a_spoiled_photograph_is_named_by_its_product(
    page: SettingsPage, ws: Workspace, photographed: str
) -> None:
    (ws.folder / "foto" / photographed[:2] / f"{photographed}.photo").write_bytes(b"rusak")
    QTest.mouseClick(page.photos.check_button, Qt.MouseButton.LeftButton)
    said = page.photos.result.accessibleName()
    assert said.startswith("1 photo files are missing or damaged.")
    assert "Keripik Pisang (Dapur Sari): 1 berkas rusak; foto ulang produknya" in said
    assert page.photos.check_button.isEnabled()
