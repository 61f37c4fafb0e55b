"""Signing digitally from the page of papers: asked, done, told; and what the window shows of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from app.protocol import keys
from app.reports import seal as paper
from app.services import certificates, papers, pdfs, seals
from app.services.seals import SealState, SealView
from app.services.workspace import Workspace
from app.ui.desk import Desk, Notice
from app.ui.kit.chips import Chip
from app.ui.kit.pdf_pages import PdfPages
from app.ui.lanes import InlineLanes
from app.ui.pages.certificates import CertificatesPage
from app.ui.pages.certificates.seal import SealSheet
from tests.services import signing
from tests.services.field import (
    add_product,
    confirm,
    enrol,
    judge,
    open_session,
    register,
)
from tests.services.signing import PASSWORD

Shower = Callable[[QWidget], None]
ROOT = keys.new_private_key()


@pytest.fixture(scope="module")
def p12(tmp_path_factory: pytest.TempPathFactory) -> Path:
    authority = signing.authority()
    first = signing.FIRST.replace(year=signing.FIRST.year - 1)
    leaf = signing.issue(signing.key(), authority, first=first, days=3650)
    return signing.p12(tmp_path_factory.mktemp("kunci") / "dinas.p12", leaf, authority)


@pytest.fixture
def room(ws: Workspace) -> Workspace:
    """A laptop of a centre."""
    enrol(ws, ROOT)
    return ws


@pytest.fixture
def desk(room: Workspace, lanes: InlineLanes) -> Iterator[Desk]:
    made = Desk(room, lanes)
    yield made
    made.deleteLater()


@pytest.fixture
def final(room: Workspace, p12: Path) -> list[UUID]:
    """Two certificates that the centre has confirmed, and a laptop that may sign."""
    room.save_settings(replace(room.settings, seal_file=str(p12)))
    shop, held = register(room), open_session(room)
    made = []
    for name in ("Kain", "Tas"):
        decision = judge(room, add_product(room, shop, name), held, 3)
        made.append(certificates.issue(room, decision)[0])
        confirm(room, made[-1], ROOT)
    return made


@pytest.fixture
def page(desk: Desk, final: list[UUID], show: Shower) -> CertificatesPage:
    assert final
    made = CertificatesPage(desk)
    made.resize(1158, 700)
    show(made)
    made.enter()
    return made


def said(banner: QWidget) -> str:
    """The words of a banner."""
    return " ".join(label.text() for label in banner.findChildren(QLabel))


def open_sheet(page: CertificatesPage, room: Workspace) -> SealSheet:
    page.show_record(papers.ids(room)[0])
    QTest.mouseClick(page.panel.seal_button, Qt.MouseButton.LeftButton)
    assert page.sealing.sheet is not None
    return page.sealing.sheet


@pytest.mark.usefixtures("final")
def test_who_has_no_key_set_is_not_asked(page: CertificatesPage, room: Workspace) -> None:
    room.save_settings(replace(room.settings, seal_file=""))
    page.reload()
    page.show_record(papers.ids(room)[0])
    assert page.panel.seal_button.isHidden()


def test_one_is_signed_and_shown(
    final: list[UUID], page: CertificatesPage, room: Workspace
) -> None:
    told: list[Notice] = []
    page.desk.noticed.connect(told.append)
    sheet = open_sheet(page, room)
    assert not sheet.sign_button.isEnabled()
    QTest.keyClicks(sheet.secret, PASSWORD)
    QTest.mouseClick(sheet.sign_button, Qt.MouseButton.LeftButton)
    card = page.panel.card
    assert card is not None
    key = card.certificate_id
    assert key is not None
    assert paper.is_signed(pdfs.certificate_pdf(room, key))
    assert page._pdf == pdfs.certificate_pdf(room, key)
    assert page.panel.seal_button.isHidden()
    assert "Digitally signed" in [chip.spec.text for chip in page.panel.findChildren(Chip)]
    assert told[-1].text == "1 certificates signed digitally."
    assert len(seals.waiting(room)) == len(final) - 1
    assert page.sealing._secret == ""


def test_signed_elsewhere_it_says_where(page: CertificatesPage, final: list[UUID]) -> None:
    page.panel.set_seal(SealView(SealState.ELSEWHERE, "B2"))
    assert page.panel.seal_button.isHidden()
    shown = [chip.spec.text for chip in page.panel.findChildren(Chip)]
    assert "Signed on laptop B2" in shown


def test_all_that_wait_are_signed_with_a_secret_that_is_remembered(
    final: list[UUID], page: CertificatesPage, room: Workspace
) -> None:
    sheet = open_sheet(page, room)
    QTest.mouseClick(sheet.all, Qt.MouseButton.LeftButton)
    QTest.keyClicks(sheet.secret, PASSWORD)
    sheet.remember.setChecked(True)
    QTest.mouseClick(sheet.sign_button, Qt.MouseButton.LeftButton)
    assert seals.waiting(room) == []
    assert page.sealing._secret == PASSWORD
    assert all(paper.is_signed(pdfs.certificate_pdf(room, key)) for key in final)
    for file in room.folder.rglob("*"):
        if file.is_file():
            assert PASSWORD.encode() not in file.read_bytes()


def test_a_wrong_password_is_told_and_may_be_typed_again(
    final: list[UUID], page: CertificatesPage, room: Workspace
) -> None:
    sheet = open_sheet(page, room)
    QTest.keyClicks(sheet.secret, "salah")
    sheet.remember.setChecked(True)
    QTest.mouseClick(sheet.sign_button, Qt.MouseButton.LeftButton)
    assert "Kata sandi berkas kunci salah." in said(sheet.banner)
    assert page.sealing._secret == ""
    assert sheet.focusWidget() is sheet.secret
    QTest.keyClicks(sheet.secret, PASSWORD)
    QTest.mouseClick(sheet.sign_button, Qt.MouseButton.LeftButton)
    assert len(seals.waiting(room)) == len(final) - 1


def test_the_window_shows_what_the_signature_says(
    final: list[UUID], page: CertificatesPage, room: Workspace
) -> None:
    key = final[0]
    place = paper.place(pdfs.original_pdf(room, key))
    assert place is not None
    before = _ink(pdfs.original_pdf(room, key), place)
    sheet = open_sheet(page, room)
    QTest.mouseClick(sheet.all, Qt.MouseButton.LeftButton)
    QTest.keyClicks(sheet.secret, PASSWORD)
    QTest.mouseClick(sheet.sign_button, Qt.MouseButton.LeftButton)
    assert _ink(pdfs.certificate_pdf(room, key), place) > before + 100


def _ink(pdf: bytes, box: tuple[float, float, float, float]) -> int:
    """Dark pixels where the certificate is signed, as the window draws it."""
    pages = PdfPages(pdf)
    try:
        size = pages.sizes()[0]
        image = pages.draw(0, QSize(round(size.width()), round(size.height())))
    finally:
        pages.close()
    left, bottom, right, top = (round(value) for value in box)
    high = image.height()
    area = ((x, y) for x in range(left, right) for y in range(high - top, high - bottom))
    return sum(image.pixelColor(x, y).lightness() < 160 for x, y in area)
