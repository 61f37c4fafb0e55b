"""Connecting a laptop: the address, the fingerprint, the code, and what can go wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services import enrolment, syncing
from app.services.workspace import Workspace
from app.ui.pages.sync import SyncPage
from app.ui.pages.sync.enrol import CodeEdit, shape_code
from tests.conftest import OpenWorkspace
from tests.ui.sync_page.conftest import Served, free_port, laptop_name, other_certificate, portal


def type_in(page: SyncPage, url: str, code: str) -> None:
    """Fill the form in and press Enter, by keyboard alone."""
    panel = page.enrol_panel
    panel.address.setFocus()
    panel.address.clear()
    QTest.keyClicks(panel.address, url)
    QTest.keyClick(panel.address, Qt.Key.Key_Return)
    panel.code.clear()
    QTest.keyClicks(panel.code, code)
    QTest.keyClick(panel.code, Qt.Key.Key_Return)


def said(page: SyncPage) -> str:
    banner = page.enrol_panel.banner
    return banner.accessibleName() if banner.isVisible() else ""


def test_connecting_to_a_centre_of_our_own(page: SyncPage, ws: Workspace, served: Served) -> None:
    panel = page.enrol_panel
    ended: list[str] = []
    page.enrol_panel.enrolled.connect(ended.append)
    type_in(page, served.url, served.code().replace("-", "").lower())
    assert panel.fingerprint.isVisible()
    assert panel.fingerprint.text() == enrolment.fingerprint(served.pem)
    assert syncing.status(ws).centre_url is None
    assert panel.confirm_button.hasFocus()
    QTest.keyClick(panel.confirm_button, Qt.Key.Key_Space)
    assert syncing.status(ws).centre_url == served.url
    assert ws.me.person_name == "Sari Kurator"
    assert not panel.isVisible()
    assert page.status_card.isVisible()
    assert page.sync_button.isVisible()
    assert ended == ["Sari Kurator"]


def test_a_used_code_is_told_and_may_be_typed_again(
    page: SyncPage, ws: Workspace, served: Served, open_workspace: OpenWorkspace
) -> None:
    code = served.code()
    enrolment.enrol(open_workspace(laptop_name()), served.url, code, served.pem)
    type_in(page, served.url, code)
    page.enrol_panel.confirm_button.click()
    assert "Kode tidak berlaku" in said(page)
    assert page.enrol_panel.code.hasFocus()
    assert page.enrol_panel.address.text() == served.url
    assert not ws.me.enrolled


def test_back_from_a_fingerprint_that_differs(
    page: SyncPage, ws: Workspace, served: Served
) -> None:
    type_in(page, served.url, served.code())
    page.enrol_panel.back_button.click()
    assert page.enrol_panel.address.isVisible()
    assert page.enrol_panel.address.text() == served.url
    assert not ws.me.enrolled


def test_nothing_listens(page: SyncPage) -> None:
    type_in(page, f"https://127.0.0.1:{free_port()}", "ABCDEFGHJKLM")
    assert "belum tersambung ke internet" in said(page)
    assert "Semua data tetap aman" in said(page)


def test_a_login_page_of_a_wifi(page: SyncPage, tmp_path: Path) -> None:
    with portal(other_certificate(tmp_path)) as url:
        type_in(page, url, "ABCDEFGHJKLM")
        page.enrol_panel.confirm_button.click()
    assert "meminta login" in said(page)


def test_an_address_without_https(page: SyncPage) -> None:
    type_in(page, "http://kurasi.example", "ABCDEFGHJKLM")
    assert "harus diawali https://" in said(page)


def test_an_unfinished_code_is_told_beside_the_field(page: SyncPage) -> None:
    type_in(page, "https://kurasi.example", "ABCD")
    assert said(page) == ""
    assert page.enrol_panel.code.hasFocus()
    assert page.enrol_panel._code_field.blocks


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("abcd", "ABCD"),
        ("abcde", "ABCD-E"),
        ("ab cd-ef_gh jk", "ABCD-EFGH-JK"),
        ("ABCDEFGHJKLMNOP", "ABCD-EFGH-JKLM"),
    ],
)
def test_codes_are_grouped(typed: str, shown: str) -> None:
    assert shape_code(typed) == shown


def test_typing_in_the_middle_keeps_the_cursor(page: SyncPage) -> None:
    edit: CodeEdit = page.enrol_panel.code
    QTest.keyClicks(edit, "abcdfgh")
    edit.setCursorPosition(5)
    QTest.keyClicks(edit, "e")
    assert edit.text() == "ABCD-EFGH"
    assert edit.cursorPosition() == 6
    QTest.keyClicks(edit, "x")
    assert edit.text() == "ABCD-EXFG-H"


def test_a_pasted_code(page: SyncPage) -> None:
    edit = page.enrol_panel.code
    edit.setFocus()
    QApplication.clipboard().setText(" abcd efgh jklm ")
    QTest.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert edit.text() == "ABCD-EFGH-JKLM"
    assert edit.complete
