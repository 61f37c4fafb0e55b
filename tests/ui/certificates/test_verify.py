"""Checking a certificate: genuine, expired, training, forged, and files that show no code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import segno
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.numbers import RegisterNumber
from app.domain.terms import Grade, Level
from app.protocol import keys, token
from app.services import pdfs
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.pages.certificates import CertificatesPage
from app.ui.pages.certificates.verify import VerifySheet
from tests.ui.certificates.room import passed

Shower = Callable[[QWidget], None]
HOST = "kurasi.jakarta.go.id"


@pytest.fixture
def root(room: Workspace) -> str:
    """The private root key of a centre this laptop knows."""
    private = keys.new_private_key()
    with room.db.write() as session:
        room.identity(session).root_public_key = keys.public_text(private)
    return private


@pytest.fixture
def sheet(desk: Desk, show: Shower) -> VerifySheet:
    page = CertificatesPage(desk)
    show(page)
    page.enter()
    QTest.mouseClick(page.verify_button, Qt.MouseButton.LeftButton)
    assert page.verify_sheet is not None
    return page.verify_sheet


def code(private: str, until: date) -> str:
    facts = token.Facts(
        register_no=str(RegisterNumber("31.74.02", "A7", 2026, 12)),
        business="Dapur Betawi",
        product="Kerak Telor",
        level=Level.DISTRICT,
        grade=Grade.A,
        total=8850,
        issued_on=date(2026, 1, 5),
        valid_until=until,
        record_hash=bytes(32),
        final=True,
    )
    return token.make_token(facts, keys.private_key(private), (), HOST)


def said(sheet: VerifySheet) -> str:
    return sheet.banner.accessibleName()


def paste(sheet: VerifySheet, text: str) -> None:
    QApplication.clipboard().setText(text)
    sheet.code.clear()
    QTest.keyClick(sheet.code, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(sheet.code, Qt.Key.Key_Return)


def test_a_genuine_code_shows_what_was_signed(sheet: VerifySheet, root: str) -> None:
    assert sheet.code.hasFocus()
    paste(sheet, code(root, date(2028, 1, 5)))
    assert "Genuine: signed" in said(sheet)
    assert "revoked has not been checked" in said(sheet)
    assert sheet.facts.value("Business") == "Dapur Betawi"
    assert sheet.facts.value("Total") == "88,5 · A"
    assert sheet.facts.value("Valid until") == "5 Januari 2028"
    assert sheet.isVisible()


def test_an_expired_code_is_genuine_but_over(sheet: VerifySheet, root: str) -> None:
    paste(sheet, code(root, date(2026, 11, 20)))
    assert "expired" in said(sheet)


def test_a_changed_code_is_forged(sheet: VerifySheet, root: str) -> None:
    good = code(root, date(2028, 1, 5))
    middle = len(good) // 2
    bad = good[:middle] + ("A" if good[middle] != "A" else "B") + good[middle + 1 :]
    paste(sheet, bad)
    assert "TIDAK SAH" in said(sheet)
    assert sheet.facts.isHidden()


def test_another_centres_code_is_forged(sheet: VerifySheet, root: str) -> None:
    paste(sheet, code(keys.new_private_key(), date(2028, 1, 5)))
    assert "TIDAK SAH" in said(sheet)


def test_a_training_certificate_as_pdf(sheet: VerifySheet, room: Workspace, tmp_path: Path) -> None:
    card = passed(room)
    assert card.certificate_id is not None
    path = tmp_path / "sertifikat.pdf"
    path.write_bytes(pdfs.certificate_pdf(room, card.certificate_id))
    sheet._on_files_chosen([str(path)])
    assert "latihan" in said(sheet)


def test_a_dropped_picture_beside_a_payment_code(
    sheet: VerifySheet, root: str, tmp_path: Path
) -> None:
    from PIL import Image

    ours, other = tmp_path / "ours.png", tmp_path / "other.png"
    segno.make(code(root, date(2028, 1, 5)), error="m").save(str(ours), scale=4)
    segno.make("00020101021126QRIS", error="m").save(str(other), scale=4)
    picture = Image.new("RGB", (1000, 700), "white")
    for path, left in ((ours, 10), (other, 700)):
        with Image.open(path) as part:
            picture.paste(part.convert("RGB"), (left, 10))
    both = tmp_path / "both.png"
    picture.save(both)
    drop(sheet, both)
    assert "Genuine: signed" in said(sheet)


def drop(sheet: VerifySheet, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    at, copy = QPoint(10, 10), Qt.DropAction.CopyAction
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, copy, data, button, none)
    QApplication.sendEvent(sheet, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(sheet, QDropEvent(at.toPointF(), copy, data, button, none))


def test_a_file_without_a_code_says_so(sheet: VerifySheet, tmp_path: Path) -> None:
    path = tmp_path / "catatan.txt"
    path.write_text("bukan gambar", encoding="utf-8")
    sheet._on_files_chosen([str(path)])
    assert "tidak dapat dibaca" in said(sheet)


def test_a_laptop_without_a_key_says_so(sheet: VerifySheet) -> None:
    paste(sheet, code(keys.new_private_key(), date(2028, 1, 5)))
    assert "belum mengenal kunci" in said(sheet)


def test_emptying_the_field_takes_the_verdict_back(sheet: VerifySheet, root: str) -> None:
    paste(sheet, code(root, date(2028, 1, 5)))
    assert sheet.facts.isVisible()
    sheet.code.clear()
    QTest.keyClick(sheet.code, Qt.Key.Key_Return)
    assert sheet.facts.isHidden()
    assert "Nothing checked" in said(sheet)
