"""Boleh atau belum: what a channel sees of a product, and the rules in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from app.domain.market.channels import Channel, Offered, Standing, Why
from app.domain.terms import DocumentType, Grade, Level, Outcome, RevocationReason
from app.models.entities import Certificate
from app.services import certificates, revocations, standings
from app.services.workspace import Workspace
from tests.conftest import NOW
from tests.services.field import add_product, judge, open_session, register

TODAY = NOW.date()
NIB = "1234567890123"


def seen(ws: Workspace, product: UUID) -> Offered:
    """The product as a channel looks at it."""
    with ws.db.read() as session:
        return standings.offered(session, [product])[product]


def at(ws: Workspace, product: UUID, channel: Channel, day: date = TODAY) -> Standing:
    """Its standing at one channel."""
    with ws.db.read() as session:
        return standings.read(session, ws, [product], day)[product][channel]


def whys(found: Standing) -> list[Why]:
    """The reasons by their names."""
    return [reason.why for reason in found.reasons]


@pytest.fixture
def business(ws: Workspace) -> UUID:
    """A business with its NIB."""
    return register(ws, nib=NIB)


@pytest.fixture
def passed(ws: Workspace, business: UUID) -> UUID:
    """A cloth that passed in its district and has its certificate."""
    product = add_product(ws, business)
    certificates.issue(ws, judge(ws, product, open_session(ws), 4))
    return product


def test_a_product_that_was_never_judged_is_told_so(ws: Workspace, business: UUID) -> None:
    product = add_product(ws, business)
    assert seen(ws, product).results == ()
    assert Why.NOT_CURATED in whys(at(ws, product, Channel.BAZAAR))


def test_what_passed_with_its_papers_may_enter(ws: Workspace, passed: UUID) -> None:
    found = seen(ws, passed)
    assert found.results == (replace(found.results[0], level=Level.DISTRICT),)
    assert (found.results[0].outcome, found.results[0].grade) == (Outcome.PASSED, Grade.B)
    assert found.photos == 1
    assert found.documents == {DocumentType.NIB: None}
    friday = at(ws, passed, Channel.FRIDAY)
    assert friday.allowed
    assert friday.until == found.certificate_until
    assert whys(at(ws, passed, Channel.MALL)) == [Why.LEVEL]


def test_a_revoked_certificate_holds_no_more(ws: Workspace, passed: UUID) -> None:
    with ws.db.read() as session:
        key = session.query(Certificate.id).scalar()
    revocations.revoke(ws, key, RevocationReason.ON_REQUEST)
    assert seen(ws, passed).certificate_until is None
    assert whys(at(ws, passed, Channel.FRIDAY)) == [Why.CERTIFICATE]
    assert at(ws, passed, Channel.BAZAAR).allowed, "a bazaar asks for no certificate"
