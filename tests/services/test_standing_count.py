"""The standing kept ready is the standing read anew, whatever happened and whichever day it is."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain.market.channels import Channel
from app.domain.terms import BusinessStatus, RevocationReason
from app.models.entities import Business, Certificate, Photo
from app.models.standing_rows import (
    ALLOWED,
    StandingProduct,
    StandingRow,
)
from app.services import certificates, products, revocations, standing_count, standings
from app.services.workspace import Workspace
from tests.services.field import add_product, judge, open_session, register

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
