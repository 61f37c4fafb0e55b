"""Checking a certificate: every verdict, by text, by file and by the camera."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import segno
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from typing_extensions import override

from app.domain.numbers import RegisterNumber
from app.domain.terms import Grade, Level
from app.models.local import StatusList
from app.protocol import keys, status, token
from app.protocol.keys import Delegation
from app.services import pdfs
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.lanes import Lanes
from app.ui.pages.certificates import CertificatesPage
from app.ui.pages.certificates.verdicts import LOOKS
from app.ui.pages.certificates.verify import VerifySheet
from app.ui.pages.products.studio import Device, Trouble
from app.ui.tour.drawn_camera import DrawnCamera
from tests.conftest import NOW
from tests.ui.certificates.room import passed

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaCaptureSession

Shower = Callable[[QWidget], None]
HOST = "kurasi.jakarta.go.id"
PAGE = Path(__file__).resolve().parents[3] / "packaging" / "verify-page"
LAPTOP = keys.private_key(keys.new_private_key())


@pytest.fixture
def root(room: Workspace) -> str:
    """The private root key of a centre this laptop knows."""
    private = keys.new_private_key()
    with room.db.write() as session:
        room.identity(session).root_public_key = keys.public_text(private)
    return private


@pytest.fixture
def page(desk: Desk, show: Shower) -> CertificatesPage:
    made = CertificatesPage(desk)
    show(made)
    made.enter()
    return made


def opened(page: CertificatesPage) -> VerifySheet:
    QTest.mouseClick(page.verify_button, Qt.MouseButton.LeftButton)
    assert page.verify_sheet is not None
    return page.verify_sheet


@pytest.fixture
def sheet(page: CertificatesPage) -> VerifySheet:
    return opened(page)


def number(sequence: int) -> RegisterNumber:
    return RegisterNumber("31.74.02", "A7", 2026, sequence)


def facts(until: date = date(2028, 1, 5), sequence: int = 12) -> token.Facts:
    return token.Facts(
        register_no=str(number(sequence)),
        business="Dapur Betawi",
        product="Kerak Telor",
        level=Level.DISTRICT,
        grade=Grade.A,
        total=8850,
        issued_on=date(2026, 1, 5),
        valid_until=until,
        record_hash=bytes(16),
        final=True,
    )


def code(private: str, until: date = date(2028, 1, 5), sequence: int = 12) -> str:
    return token.make_token(facts(until, sequence), keys.private_key(private), (), HOST)


def by_laptop(private: str) -> str:
    """A provisional certificate."""
    public = LAPTOP.public_key().public_bytes_raw()
    span = date(2026, 1, 1), date(2026, 12, 31)
    link = Delegation(public, "31.74", "A7", *span, 1, 99).sign(keys.private_key(private))
    return token.make_token(replace(facts(), final=False), LAPTOP, (link,), HOST)


def receive(room: Workspace, private: str, *, days: int = 0, lost: bool = False) -> None:
    """A list as a sync brings it: numbers 12 and 13 are known, 13 is revoked."""
    held = [(number(12), False), (number(13), True)]
    gone = {"A7": status.RevokedKey(date(2026, 11, 10))} if lost else {}
    at = NOW - timedelta(days=days)
    message = status.build("https://x/status.cwt", at, held, gone).sign(keys.private_key(private))
    with room.db.write() as session:
        session.merge(StatusList(one=1, message=message, issued_at=at, received_at=NOW))


def said(sheet: VerifySheet) -> str:
    """What a screen reader is told of the answer."""
    told = sheet.band if sheet.band.isVisible() else sheet.banner
    assert told.isVisible()
    assert sheet.band.isVisible() != sheet.banner.isVisible()
    return told.accessibleName()


def paste(sheet: VerifySheet, text: str) -> None:
    QApplication.clipboard().setText(text)
    sheet.code.clear()
    QTest.keyClick(sheet.code, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(sheet.code, Qt.Key.Key_Return)


def test_a_genuine_code_shows_what_was_signed(
    sheet: VerifySheet, room: Workspace, root: str
) -> None:
    assert sheet.code.hasFocus()
    receive(room, root)
    paste(sheet, code(root))
    assert said(sheet).startswith("SAH. Genuine")
    assert sheet.fact("Business") == "Dapur Betawi"
    assert sheet.fact("Total") == "88,5 · A"
    assert sheet.fact("Valid until") == "5 Januari 2028"
    assert sheet.fact("Status as of") == "21 November 2026, 10.00"
    assert sheet.fact("Signed by") == "pusat"
    assert sheet.isVisible()


def test_a_provisional_one(sheet: VerifySheet, room: Workspace, root: str) -> None:
    receive(room, root)
    paste(sheet, by_laptop(root))
    assert said(sheet).startswith("SAH SEMENTARA. A provisional certificate")
    assert sheet.fact("Signed by") == "laptop A7"


def test_what_was_not_checked_is_amber(sheet: VerifySheet, room: Workspace, root: str) -> None:
    paste(sheet, code(root))
    assert said(sheet).startswith("BELUM DIPERIKSA. Proven genuine")
    assert "no list" in said(sheet)
    assert sheet.fact("Status as of") == "not known"
    receive(room, root, days=40)
    paste(sheet, code(root))
    assert "dated 12 Oktober 2026, 10.00" in said(sheet)
    receive(room, root)
    paste(sheet, code(root, sequence=14))
    assert "did not have this certificate" in said(sheet)


def test_a_revoked_one(sheet: VerifySheet, room: Workspace, root: str) -> None:
    receive(room, root)
    paste(sheet, code(root, sequence=13))
    assert said(sheet).startswith("DICABUT. Once issued, but revoked")
    assert "Do not accept" in said(sheet)
    assert sheet.fact("Product") == "Kerak Telor"


def test_a_laptops_key_that_was_revoked(sheet: VerifySheet, room: Workspace, root: str) -> None:
    receive(room, root, lost=True)
    paste(sheet, by_laptop(root))
    assert said(sheet).startswith(
        "DICABUT. The key of laptop A7 was revoked as of 10 November 2026"
    )
    paste(sheet, code(root))
    assert said(sheet).startswith("SAH. ")


def test_an_expired_code_is_genuine_but_over(sheet: VerifySheet, root: str) -> None:
    paste(sheet, code(root, date(2026, 11, 20)))
    assert said(sheet).startswith("KEDALUWARSA. Genuine, but its time ended on 20 November 2026.")


def test_a_changed_code_is_forged(sheet: VerifySheet, root: str) -> None:
    good = code(root)
    middle = len(good) // 2
    bad = good[:middle] + ("A" if good[middle] != "A" else "B") + good[middle + 1 :]
    paste(sheet, bad)
    assert said(sheet).startswith("TIDAK SAH.")
    assert "Jangan terima" in said(sheet)
    assert sheet.fact_box.isHidden()


def test_another_centres_code_is_forged(sheet: VerifySheet, root: str) -> None:
    paste(sheet, code(keys.new_private_key()))
    assert said(sheet).startswith("TIDAK SAH.")


def test_a_training_certificate_as_pdf(sheet: VerifySheet, room: Workspace, tmp_path: Path) -> None:
    card = passed(room)
    assert card.certificate_id is not None
    path = tmp_path / "sertifikat.pdf"
    path.write_bytes(pdfs.certificate_pdf(room, card.certificate_id))
    sheet._on_files_chosen([str(path)])
    assert said(sheet).startswith("LATIHAN.")


def test_words_and_colours_are_those_of_the_public_page() -> None:
    words = (PAGE / "words.js").read_text(encoding="utf-8")
    style = (PAGE / "style.css").read_text(encoding="utf-8")
    block = words.partition("OFFICIAL = {")[2].partition("}")[0]
    official = dict(re.findall(r'(\w+): "([^"]+)"', block))
    assert official == {name: look.word for name, look in LOOKS.items()}
    for name, look in LOOKS.items():
        found = re.search(rf'\[data-verdict="{name}"\][^{{]*{{([^}}]*)}}', style)
        assert found is not None
        assert f"--ground: {look.colours[0]}; --on-ground: {look.colours[1]};" in found[1]


def picture(*texts: str) -> QImage:
    """A table with codes side by side."""
    image = QImage(1280, 720, QImage.Format.Format_RGB32)
    image.fill(QColor("#B0A090"))
    painter = QPainter(image)
    for place, text in enumerate(texts):
        matrix = segno.make(text, error="m", micro=False).matrix
        side, left = 6, 60 + 640 * place
        painter.fillRect(left - 24, 36, len(matrix) * side + 48, len(matrix) * side + 48, "white")
        for y, row in enumerate(matrix):
            for x, dark in enumerate(row):
                if dark:
                    painter.fillRect(left + x * side, 60 + y * side, side, side, QColor("black"))
    painter.end()
    return image


def test_a_dropped_picture_beside_a_payment_code(
    sheet: VerifySheet, room: Workspace, root: str, tmp_path: Path
) -> None:
    receive(room, root)
    both = tmp_path / "both.png"
    assert picture(code(root), "00020101021126QRIS").save(str(both))
    drop(sheet, both)
    assert said(sheet).startswith("SAH. ")


def test_of_two_certificates_the_graver_verdict_counts(
    sheet: VerifySheet, room: Workspace, root: str, tmp_path: Path
) -> None:
    receive(room, root)
    both = tmp_path / "both.png"
    assert picture(code(root), code(root, sequence=13)).save(str(both))
    drop(sheet, both)
    assert said(sheet).startswith("DICABUT. ")


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
    paste(sheet, code(root))
    assert sheet.fact_box.isVisible()
    sheet.code.clear()
    QTest.keyClick(sheet.code, Qt.Key.Key_Return)
    assert sheet.fact_box.isHidden()
    assert "Nothing checked" in said(sheet)


# By the camera, which is drawn; frames go through the real capture session.


class Cameras(DrawnCamera):
    """A drawn camera that can be missing or in use."""

    def __init__(self, image: QImage, trouble: Trouble | None = None, count: int = 1) -> None:
        super().__init__(image, [Device("built-in", "Integrated Camera")][:count])
        self.trouble = trouble

    @override
    def open(self, session: QMediaCaptureSession, key: str) -> None:
        if self.trouble is None:
            super().open(session, key)
        else:
            self.failed.emit(self.trouble)


@pytest.fixture
def live(room: Workspace, real_lanes: Lanes, show: Shower) -> Iterator[VerifySheet]:
    """The sheet with lanes that take their time, as a camera needs them."""
    desk = Desk(room, real_lanes)
    page = CertificatesPage(desk)
    show(page)
    made = opened(page)
    yield made
    if isValid(made):
        made.reject()
    real_lanes.drain()
    desk.deleteLater()


def use(sheet: VerifySheet, camera: Cameras) -> None:
    sheet.camera.make_source = lambda: camera
    QTest.mouseClick(sheet.camera.start_button, Qt.MouseButton.LeftButton)


def test_by_the_camera(live: VerifySheet, room: Workspace, root: str, qtbot: QtBot) -> None:
    receive(room, root)
    camera = Cameras(picture("00020101021126QRIS"))
    use(live, camera)
    qtbot.waitUntil(lambda: "not a certificate" in str(live.camera.preview.hints), timeout=20_000)
    camera.image = picture()
    qtbot.waitUntil(lambda: "closer" in str(live.camera.preview.hints), timeout=20_000)
    assert live.banner.isVisible()
    camera.image = picture(code(root), "00020101021126QRIS")
    qtbot.waitUntil(live.band.isVisible, timeout=20_000)
    assert said(live).startswith("SAH. ")
    assert camera.opened == ""
    assert live.camera.start_button.isVisible()
    assert live.camera.start_button.hasFocus()


def test_the_camera_is_let_go(live: VerifySheet, root: str, qtbot: QtBot) -> None:
    camera = Cameras(picture())
    use(live, camera)
    qtbot.waitUntil(lambda: live.camera.preview.frame is not None, timeout=20_000)
    assert camera.opened == "built-in"
    QTest.mouseClick(live.camera.stop_button, Qt.MouseButton.LeftButton)
    assert camera.opened == ""
    again = Cameras(picture())
    use(live, again)
    assert again.opened == "built-in"
    live.reject()
    assert again.opened == ""


def test_no_camera_and_one_in_use_leave_the_other_ways(
    sheet: VerifySheet, room: Workspace, root: str
) -> None:
    use(sheet, Cameras(picture(), count=0))
    assert "No camera was found." in sheet.camera.trouble.text()
    use(sheet, Cameras(picture(), Trouble.BUSY))
    assert "cannot be used right now. Choose a file or paste" in sheet.camera.trouble.text()
    assert sheet.camera.start_button.isVisible()
    receive(room, root)
    paste(sheet, code(root))
    assert said(sheet).startswith("SAH. ")


def test_a_laptop_without_the_library(sheet: VerifySheet) -> None:
    def missing() -> DrawnCamera:
        raise ImportError("libpulse")

    sheet.camera.make_source = missing
    QTest.mouseClick(sheet.camera.start_button, Qt.MouseButton.LeftButton)
    assert "cannot be used on this laptop" in sheet.camera.trouble.text()


def test_it_fits_a_small_screen(sheet: VerifySheet, room: Workspace, root: str) -> None:
    """With the longest answer: a revoked key and all facts."""
    receive(room, root, lost=True)
    paste(sheet, by_laptop(root))
    assert sheet.height() <= 700
    assert sheet.width() <= 1366 - 208
