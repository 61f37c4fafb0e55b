"""Boleh atau belum: what a channel sees of a product, and the rules in force."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.clock import ManualClock
from app.domain.market.channels import Channel, Offered, Standing, Why
from app.domain.market.terms import BookingState, EventState, PickState
from app.domain.terms import DocumentType, Grade, Level, Outcome, RevocationReason
from app.models.entities import Business, Certificate, Product
from app.models.local import Refusal
from app.models.market import (
    ChannelRulesVersion,
    EventBooking,
    EventVisit,
    GebetanPick,
    MarketEvent,
)
from app.services import certificates, curations, returns, revocations, standings
from app.services.workspace import Workspace
from app.sync.inbox import applying
from tests.conftest import NOW
from tests.services.field import add_product, judge, open_session, paper, register

TODAY = NOW.date()
NIB = "1234567890123"
HALAL = "ID00110000000000001"


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


def sent_down(ws: Workspace, curation: UUID) -> None:
    """Send a product of the city's session down to its district."""
    returns.send_down(ws, curation, "Kemasan perlu diperbaiki di kecamatan.")


def test_what_was_sent_down_has_to_pass_again(
    ws: Workspace, passed: UUID, clock: ManualClock
) -> None:
    city = open_session(ws, Level.CITY, "31.74", "Kurasi Kota")
    curation, _ = curations.open_curation(ws, passed, city)
    clock.advance(timedelta(hours=1))
    sent_down(ws, curation)
    assert seen(ws, passed).results == ()
    assert Why.NOT_CURATED in whys(at(ws, passed, Channel.BAZAAR))


def test_papers_of_a_business_and_of_its_product_lie_together(
    ws: Workspace, business: UUID
) -> None:
    until, later = TODAY + timedelta(days=5), TODAY + timedelta(days=50)
    own = (
        paper(DocumentType.HALAL, HALAL, valid_until=until),
        paper(DocumentType.HALAL, HALAL, valid_until=later, of_product=False),
        paper(DocumentType.BPOM, "", in_process=True),
        paper(DocumentType.PIRT, "215317401000119", valid_until=TODAY - timedelta(days=1)),
    )
    product = add_product(ws, business, "Keripik", category="MKN", documents=own)
    held = seen(ws, product).documents
    assert held == {
        DocumentType.NIB: None,
        DocumentType.HALAL: later,
        DocumentType.PIRT: TODAY - timedelta(days=1),
    }
    told = [r.what for r in at(ws, product, Channel.EORDER).reasons if r.why is Why.DOCUMENT]
    assert told == ["SPP-IRT (P-IRT) atau Izin edar BPOM berakhir 20 November 2026."]


def test_a_closed_business_is_out_everywhere(ws: Workspace, passed: UUID) -> None:
    with ws.db.write() as session:
        session.execute(sa.update(Business).values(status="closed"))
    with ws.db.read() as session:
        found = standings.read(session, ws, [passed], TODAY)[passed]
    assert all(Why.CLOSED in whys(one) for one in found.values())
    assert set(found) == set(Channel)


# -- turns that were had ----------------------------------------------------------------


def pick(ws: Workspace, product: UUID, state: PickState = PickState.PICKED) -> UUID:
    """A turn in Gebetan UMKM."""
    with ws.change() as recorder:
        row = recorder.session.get_one(Product, product)
        values = {"round_id": UUID(int=1), "price": 20_000, "stock": 10, "picked_on": TODAY}
        kept = recorder.add(
            GebetanPick(
                business_id=row.business_id,
                product_id=row.id,
                state=str(state),
                scope=row.scope,
                **values,
            )
        )
        return kept.id


def booked(ws: Workspace, product: UUID, state: BookingState, day: date = TODAY) -> UUID:
    """A place at a bazaar."""
    with ws.change() as recorder:
        row = recorder.session.get_one(Product, product)
        event = recorder.add(
            MarketEvent(
                channel="bazaar",
                name="Bazar",
                place="Balai Kota",
                scope="31",
                region_code="31",
                first_day=day,
                last_day=day,
                plan={},
                state=str(EventState.PLANNED),
            )
        )
        kept = recorder.add(
            EventBooking(
                event_id=event.id,
                business_id=row.business_id,
                product_id=row.id,
                day=day,
                booth=1 if state is BookingState.ASSIGNED else None,
                state=str(state),
                scope=row.scope,
            )
        )
        return kept.id


def refuse(ws: Workspace, entity: str, key: UUID, code: str) -> None:
    """As the centre would."""
    with ws.db.write() as session:
        session.add(Refusal(entity=entity, id=key, code=code, refused_at=ws.clock.now()))


def test_gebetan_is_once_ever_unless_withdrawn(ws: Workspace, passed: UUID) -> None:
    pick(ws, passed, PickState.WITHDRAWN)
    assert seen(ws, passed).taken == {}
    key = pick(ws, passed)
    assert seen(ws, passed).taken == {Channel.GEBETAN: (TODAY,)}
    assert Why.ONCE in whys(at(ws, passed, Channel.GEBETAN))
    with ws.db.read() as session:
        again = standings.read(session, ws, [passed], TODAY, but=[key])[passed]
    assert Why.ONCE not in whys(again[Channel.GEBETAN]), "its own place does not bar it"


@pytest.mark.parametrize(("code", "counts"), [("gebetan.taken", True), ("row.bad_value", False)])
def test_a_refused_pick_counts_only_where_somebody_else_was_first(
    ws: Workspace, passed: UUID, code: str, counts: bool
) -> None:
    refuse(ws, "gebetan_pick", pick(ws, passed), code)
    assert (Channel.GEBETAN in seen(ws, passed).taken) is counts


def test_a_merged_business_took_part_for_the_one_it_was(ws: Workspace, passed: UUID) -> None:
    twin = register(ws, "Dapur Sari Lagi")
    pick(ws, add_product(ws, twin, "Keripik lain", photo=False))
    assert Channel.GEBETAN not in seen(ws, passed).taken
    with ws.change() as recorder:
        row = recorder.session.get_one(Business, twin)
        row.deleted = True
        row.merged_into = recorder.session.get_one(Product, passed).business_id
        recorder.done()
    assert Channel.GEBETAN in seen(ws, passed).taken


@pytest.mark.parametrize(
    ("state", "counts"),
    [
        (BookingState.ASSIGNED, True),
        (BookingState.NO_SHOW, True),
        (BookingState.WAITING, False),
        (BookingState.SWAPPED, False),
        (BookingState.GIVEN_UP, False),
    ],
)
def test_a_place_at_a_bazaar_cools_off(
    ws: Workspace, passed: UUID, state: BookingState, counts: bool
) -> None:
    booked(ws, passed, state)
    found = at(ws, passed, Channel.BAZAAR)
    assert (whys(found) == [Why.COOLING]) is counts
    if counts:
        assert found.opens == TODAY + timedelta(days=30)
        assert at(ws, passed, Channel.BAZAAR, TODAY + timedelta(days=30)).allowed


def test_a_visit_is_a_turn(ws: Workspace, passed: UUID) -> None:
    key = booked(ws, passed, BookingState.WAITING)
    with ws.change() as recorder:
        row = recorder.session.get_one(EventBooking, key)
        recorder.add(
            EventVisit(
                event_id=row.event_id,
                booking_id=row.id,
                business_id=row.business_id,
                day=row.day,
                came_at=ws.clock.now(),
                scanned=True,
                scope=row.scope,
            )
        )
    assert seen(ws, passed).taken == {Channel.BAZAAR: (TODAY,)}


# -- the rules, and the day of use --------------------------------------------------------


def publish(ws: Workspace, version: int, begins: date, **changed: Any) -> None:
    """Rules of entry as they would come from a centre, Friday's changed."""
    body = json.loads((ws.resources / "channels.json").read_text(encoding="utf-8"))
    friday = next(c for c in body["channels"] if c["channel"] == "friday")
    friday.update(changed)
    with ws.db.write() as session, applying(session):
        session.add(
            ChannelRulesVersion(
                id=ws.ids.new(),
                scope="global",
                created_at=ws.clock.now(),
                version=version,
                rev=str(version),
                body=body,
                valid_from=begins,
                published_at=ws.clock.now(),
            )
        )


def test_the_version_that_began_last_counts(ws: Workspace, passed: UUID) -> None:
    assert at(ws, passed, Channel.FRIDAY).allowed
    publish(ws, 2, TODAY + timedelta(days=2), photos=2)
    publish(ws, 3, TODAY + timedelta(days=4), grade="A")
    assert at(ws, passed, Channel.FRIDAY, TODAY + timedelta(days=1)).allowed
    assert whys(at(ws, passed, Channel.FRIDAY, TODAY + timedelta(days=2))) == [Why.PHOTOS]
    assert whys(at(ws, passed, Channel.FRIDAY, TODAY + timedelta(days=4))) == [Why.GRADE]


def test_what_runs_out_before_the_day_of_use_is_blocked_today(ws: Workspace, passed: UUID) -> None:
    friday = at(ws, passed, Channel.FRIDAY)
    last = friday.until
    assert last is not None
    assert standings.blocked(friday, last) == ""
    assert "Hanya boleh sampai" in standings.blocked(friday, last + timedelta(days=1))
    mall = at(ws, passed, Channel.MALL)
    assert standings.blocked(mall, TODAY) == mall.reasons[0].what
    assert standings.blocked(at(ws, passed, Channel.BAZAAR), date.max) == "", "it asks for no end"
