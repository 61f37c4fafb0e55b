"""Cabut: the sheet that asks why, what the page says afterwards, and the way to the replacement."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.domain.terms import RevocationReason
from app.services import certificate_states, papers
from app.services.papers import PaperCard
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.pages.certificates import CertificatesPage
from app.ui.pages.certificates.jobs import PaperKind
from app.ui.pages.certificates.revoking import RevokeSheet
from tests.ui.certificates.room import passed

Shower = Callable[[QWidget], None]


@pytest.fixture
def card(room: Workspace) -> PaperCard:
    return passed(room)


@pytest.fixture
def page(desk: Desk, show: Shower, card: PaperCard) -> CertificatesPage:
    made = CertificatesPage(desk)
    made.resize(1158, 700)
    show(made)
    made.enter()
    made.show_record(card.decision_id)
    return made


def asked(page: CertificatesPage) -> RevokeSheet:
    QTest.mouseClick(page.panel.revoke_button, Qt.MouseButton.LeftButton)
    sheet = page.revoking.sheet
    assert sheet is not None
    return sheet


def choose(sheet: RevokeSheet, reason: RevocationReason) -> None:
    sheet.reason.setCurrentText(reason.term)


def click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_revoked_with_a_reason_and_not_printed_any_more(
    page: CertificatesPage, room: Workspace, card: PaperCard
) -> None:
    assert page._pdf
    sheet = asked(page)
    choose(sheet, RevocationReason.ON_REQUEST)
    sheet.note.setPlainText("usaha tutup")
    click(sheet.revoke_button)
    assert not sheet.isVisible()
    shown = page.panel.card
    assert shown is not None
    assert shown.revoked is not None
    assert shown.revoked.note == "usaha tutup"
    assert page.panel.fact("status") == "Dicabut"
    assert page.panel.state.isVisible()
    assert "permintaan pelaku usaha" in page.panel.state.accessibleName()
    assert not page.panel.revoke_button.isVisible()
    assert not page.panel.save_button.isEnabled()
    assert not page.panel.banner.isVisible()
    page.panel.choice.setCurrentIndex(1)
    page.panel.choice.activated.emit(1)
    assert page.panel.kind is not PaperKind.CERTIFICATE
    assert page.panel.save_button.isEnabled(), "its other papers may be printed as before"


def test_a_grave_reason_wants_words_and_keeps_what_was_typed(page: CertificatesPage) -> None:
    sheet = asked(page)
    choose(sheet, RevocationReason.FRAUD)
    click(sheet.revoke_button)
    assert sheet.isVisible()
    assert sheet.banner.isVisible()
    sheet.note.setPlainText("dipakai usaha lain")
    click(sheet.revoke_button)
    assert page.panel.fact("status") == "Dicabut"


def test_another_is_offered_only_where_the_decision_still_stands(page: CertificatesPage) -> None:
    sheet = asked(page)
    assert sheet.chosen is RevocationReason.ERROR
    assert sheet.another.isVisible()
    assert sheet.another.isChecked()
    choose(sheet, RevocationReason.ON_REQUEST)
    assert sheet.another.isVisible()
    assert not sheet.another.isChecked()
    choose(sheet, RevocationReason.PRODUCT_CHANGED)
    assert not sheet.another.isVisible()
    click(sheet.cancel_button)
    assert page.panel.fact("status") == "Latihan"


def test_revoked_and_replaced_in_one_step(
    page: CertificatesPage, room: Workspace, card: PaperCard
) -> None:
    sheet = asked(page)
    sheet.note.setPlainText("salah nama")
    click(sheet.revoke_button)
    shown = page.panel.card
    assert shown is not None
    assert shown.certificate_id != card.certificate_id
    assert shown.revoked is None
    assert shown.replaces is not None
    assert shown.replaces.register_no == card.register_no
    assert card.register_no is not None
    assert card.register_no in page.panel.state.accessibleName()
    assert page._pdf


def test_an_unsent_revocation_is_undone_from_the_band(
    page: CertificatesPage, room: Workspace, card: PaperCard
) -> None:
    sheet = asked(page)
    choose(sheet, RevocationReason.ON_REQUEST)
    click(sheet.revoke_button)
    page.panel.state.action_triggered.emit()
    assert page.panel.fact("status") == "Latihan"
    assert not page.panel.state.isVisible()
    assert page._pdf
    assert papers.cards(room, [card.decision_id])[0].revoked is None


def test_after_an_error_another_can_be_issued_later(
    page: CertificatesPage, room: Workspace, card: PaperCard
) -> None:
    sheet = asked(page)
    sheet.note.setPlainText("salah cetak")
    sheet.another.setChecked(False)
    click(sheet.revoke_button)
    assert page.panel.issue_button.isVisible()
    click(page.panel.issue_button)
    shown = page.panel.card
    assert shown is not None
    assert shown.certificate_id not in (None, card.certificate_id)
    assert shown.replaces is not None
    with room.db.read() as session:
        from app.models.entities import Certificate

        old = session.get_one(Certificate, card.certificate_id)
        gone = certificate_states.state(session, old).revoked
    assert gone is not None
    assert gone.replaced_by is not None
    assert gone.replaced_by.id == shown.certificate_id
