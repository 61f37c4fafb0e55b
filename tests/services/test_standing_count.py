"""The standing kept ready is the standing read anew, whatever happened and whichever day it is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.clock import ManualClock
from app.domain.market.channels import Channel
from app.domain.terms import BusinessStatus, RevocationReason
from app.models.entities import Business, Certificate, Photo, Product
from app.models.standing_rows import (
    ALLOWED,
    ExpiryRow,
    StandingCombo,
    StandingProduct,
    StandingRow,
)
from app.services import certificates, products, revocations, standing_count, standings
from app.services.workspace import Workspace
from tests.services.field import add_product, judge, open_session, register
from tests.services.test_standings import publish

NIB = "1234567890123"
Kept = dict[tuple[UUID, str], tuple[bool, date | None]]


def kept(ws: Workspace) -> Kept:
    """Allowed or not, and until when, as kept."""
    query = sa.select(
        StandingProduct.product_id, StandingRow.channel, StandingRow.combo, StandingRow.until
    ).join(StandingRow, StandingRow.n == StandingProduct.n)
    with ws.db.read() as session:
        return {(p, c): (combo == ALLOWED, until) for p, c, combo, until in session.execute(query)}


def anew(ws: Workspace) -> Kept:
    """The same, read from the records."""
    with ws.db.read() as session:
        found = standings.read(session, ws, products.ids(ws), ws.today())
    return {
        (product, str(channel)): (one.allowed, one.until)
        for product, channels in found.items()
        for channel, one in channels.items()
    }


def settled(ws: Workspace) -> Kept:
    """Kept, after everything that waits was looked at; the same as read anew."""
    standing_count.catch_up(ws)
    assert standing_count.waiting(ws) == 0
    found = kept(ws)
    assert found == anew(ws)
    return found


@pytest.fixture
def passed(ws: Workspace) -> UUID:
    """A cloth that passed in its district and has its certificate."""
    product = add_product(ws, register(ws, nib=NIB))
    certificates.issue(ws, judge(ws, product, open_session(ws), 4))
    return product


def test_nothing_waits_on_an_empty_laptop(ws: Workspace) -> None:
    assert settled(ws) == {}
    assert standing_count.step(ws) == standing_count.Looked(0)


def test_a_business_without_a_product_is_not_looked_at(ws: Workspace) -> None:
    settled(ws)
    register(ws)
    assert standing_count.waiting(ws) == 0


def test_what_is_kept_is_what_is_read(ws: Workspace, passed: UUID) -> None:
    add_product(ws, register(ws, "Warung Budi"), "Keripik", category="MKN")
    found = settled(ws)
    assert len(found) == 2 * len(Channel)
    assert found[passed, "friday"][0]


@pytest.mark.parametrize("how", ["document", "photo", "closed", "revoked", "deleted", "renamed"])
def test_a_change_is_looked_at_again(ws: Workspace, passed: UUID, how: str) -> None:
    before = settled(ws)
    assert standing_count.waiting(ws) == 0
    if how == "revoked":
        with ws.db.read() as session:
            key = session.scalars(sa.select(Certificate.id)).one()
        revocations.revoke(ws, key, RevocationReason.ON_REQUEST)
    with ws.db.write() as session:
        if how == "document":
            session.execute(sa.update(Business).values(nib=None))
        elif how == "photo":
            session.execute(sa.update(Photo).values(deleted=True))
        elif how == "closed":
            session.execute(sa.update(Business).values(status=str(BusinessStatus.CLOSED)))
        elif how == "deleted":
            session.execute(sa.text("UPDATE product SET deleted = 1"))
        elif how == "renamed":
            session.execute(sa.text("UPDATE product SET name_key = 'aaa'"))
    assert standing_count.waiting(ws) == 1
    after = settled(ws)
    assert (after != before) == (how != "renamed")


def test_on_a_new_day_only_who_is_touched_is_read_again(
    ws: Workspace, clock: ManualClock, passed: UUID
) -> None:
    add_product(ws, register(ws, "Warung Budi", nib="1234567890124"), "Batik")
    found = settled(ws)
    until = found[passed, "friday"][1]
    assert until is not None
    clock.advance(timedelta(days=1))
    assert standing_count.waiting(ws) == 0, "nothing begins or ends tomorrow"
    clock.advance(timedelta(days=(until - ws.today()).days))
    assert standing_count.waiting(ws) == 0, "the last day is a good one"
    clock.advance(timedelta(days=1))
    assert standing_count.waiting(ws) == 1
    assert settled(ws)[passed, "friday"] == (False, None)


def test_a_clock_that_was_ahead_is_put_right(
    ws: Workspace, clock: ManualClock, passed: UUID
) -> None:
    clock.advance(timedelta(days=5000))
    assert not settled(ws)[passed, "friday"][0]
    clock.advance(timedelta(days=-5000))
    assert settled(ws)[passed, "friday"][0]


def test_other_rules_have_everybody_looked_at_again(
    ws: Workspace, clock: ManualClock, passed: UUID
) -> None:
    settled(ws)
    publish(ws, 2, ws.today() + timedelta(days=1), photos=9)
    assert standing_count.waiting(ws) == 0, "they have not begun"
    clock.advance(timedelta(days=1))
    assert standing_count.waiting(ws) == 1
    assert not settled(ws)[passed, "friday"][0]


def test_what_changes_while_it_is_looked_at_stays_noted(
    ws: Workspace, passed: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = standing_count._look

    def meanwhile(*args: Any) -> Any:
        found = look(*args)
        with ws.db.write() as session:
            session.execute(sa.update(Business).values(status=str(BusinessStatus.CLOSED)))
        monkeypatch.setattr(standing_count, "_look", look)
        return found

    monkeypatch.setattr(standing_count, "_look", meanwhile)
    assert standing_count.step(ws) == standing_count.Looked(1, 1)
    assert kept(ws) == {}, "what was found may be old"
    assert not settled(ws)[passed, "friday"][0]


def test_a_product_that_moves_to_another_business_moves_its_rows(
    ws: Workspace, passed: UUID
) -> None:
    settled(ws)
    other = register(ws, "Warung Budi")
    with ws.db.write() as session:
        session.execute(sa.update(Product).values(business_id=other))
    assert standing_count.waiting(ws) == 2
    assert not settled(ws)[passed, "bazaar"][0], "the other business has no NIB"


def test_a_paper_is_kept_with_what_hangs_on_it(ws: Workspace, passed: UUID) -> None:
    standing_count.catch_up(ws)
    with ws.db.read() as session:
        rows = session.scalars(sa.select(ExpiryRow)).all()
        assert [(row.kind, row.closes) for row in rows] == [("CERTIFICATE", "|friday|")]
        keys = session.scalars(sa.select(StandingCombo.keys)).all()
    assert "|level|" in keys
