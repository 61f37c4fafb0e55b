"""One product with two certificates: said on its business's page, and one revoked from there."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtWidgets import QWidget

from app.domain.terms import RevocationReason
from app.models.entities import CertificateRevocation, Product
from app.services import certificates, products
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.pages.businesses import BusinessesPage
from app.ui.pages.certificates.revoking import RevokeSheet
from tests.ui.certificates.room import passed
from tests.ui.forms.register import click, unnamed

Shower = Callable[[QWidget], None]


@pytest.fixture
def business(room: Workspace) -> UUID:
    """Both certified products of the room are one, as if their businesses had been merged."""
    waiting = passed(room, issued=False)
    certificates.issue(room, waiting.decision_id)
    with room.change() as recorder:
        one = recorder.session.get_one(Product, passed(room).product_id)
        other = next(
            recorder.session.get_one(Product, card.product_id)
            for card in (waiting, passed(room))
            if card.product_id != one.id
        )
        other.business_id, other.name, other.name_key = one.business_id, one.name, one.name_key
        return one.business_id


@pytest.fixture
def page(desk: Desk, show: Shower, business: UUID) -> BusinessesPage:
    made = BusinessesPage(desk)
    made.resize(1158, 700)
    show(made)
    made.enter(business)
    return made


def asked(page: BusinessesPage) -> RevokeSheet:
    [button] = page.doubled.revoke_buttons
    click(button)
    sheet = page.doubled.revoking.sheet
    assert sheet is not None
    return sheet


def test_the_double_is_revoked_and_the_other_named(page: BusinessesPage, room: Workspace) -> None:
    assert page.doubled.isVisible()
    assert unnamed(page) == []
    sheet = asked(page)
    assert sheet.chosen is RevocationReason.DUPLICATE
    assert sheet.instead.isVisible()
    assert not sheet.another.isVisible(), "the one that stays is there already"
    click(sheet.revoke_button)
    with room.db.read() as session:
        [revoked] = session.query(CertificateRevocation).all()
    assert revoked.reason == RevocationReason.DUPLICATE
    assert revoked.replaced_by is not None
    assert revoked.replaced_by != revoked.certificate_id
    assert not page.doubled.isVisible()


def test_for_another_reason_nothing_is_linked(page: BusinessesPage, room: Workspace) -> None:
    sheet = asked(page)
    sheet.reason.setCurrentText(RevocationReason.ON_REQUEST.term)
    assert not sheet.instead.isVisible()
    assert sheet.another.isVisible()
    click(sheet.revoke_button)
    with room.db.read() as session:
        [revoked] = session.query(CertificateRevocation).all()
    assert (revoked.reason, revoked.replaced_by) == (RevocationReason.ON_REQUEST, None)


def test_another_business_says_nothing_of_it(
    page: BusinessesPage, room: Workspace, business: UUID
) -> None:
    others = {products.get(room, key).business_id for key in products.ids(room)} - {business}
    page.enter(others.pop())
    assert not page.doubled.isVisible()


def test_who_may_not_revoke_is_told_whom_to_ask(
    desk: Desk, show: Shower, business: UUID, room: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.revocations.may_revoke", lambda _ws, _scope: False)
    page = BusinessesPage(desk)
    show(page)
    page.enter(business)
    assert page.doubled.isVisible()
    assert page.doubled.revoke_buttons == []
