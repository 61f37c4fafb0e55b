"""Two laptops give one booth: the centre takes the first, the other is told and goes on."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.central.centre import Centre
from app.domain.market.channels import Channel
from app.domain.market.floor import Grid, generate
from app.domain.terms import Role
from app.errors import UserError
from app.ids import IdMaker
from app.models.entities import TABLES, Product
from app.models.local import Identity
from app.models.market import EventBooking, MarketEvent
from app.paths import RESOURCES
from app.services import bookings, changes, events_lost
from app.services.events_rows import Sent
from app.services.workspace import Workspace
from app.sync.inbox import applying
from tests.laptops import DISTRICT, row_of
from tests.sync.conftest import Laptop, MakeLaptop, central_count

DAY = date(2026, 11, 27)
Open = Callable[[Laptop], Workspace]


@pytest.fixture
def open_room() -> Iterator[Open]:
    """The services on a laptop's database."""
    opened = []

    def make(laptop: Laptop) -> Workspace:
        ids = IdMaker(laptop.clock, random.Random(str(laptop.folder)))
        ws = Workspace(laptop.folder, laptop.folder / "s.toml", RESOURCES, laptop.clock, ids)
        opened.append(ws)
        with ws.db.write() as session:
            session.add(
                Identity(
                    one=1,
                    person_id=laptop.enrolled.person_id,
                    person_name="Petugas",
                    device_id=laptop.enrolled.device_id,
                    device_code=laptop.enrolled.device_code,
                    roles=[[str(Role.PROGRAMME_OFFICER), DISTRICT]],
                    private_key=laptop.private_key,
                    enrolled_at=laptop.clock.now(),
                )
            )
        return ws

    yield make
    for ws in opened:
        ws.close()


def event_of(laptop: Laptop) -> UUID:
    plan = generate(Grid(1, 3)).to_json()
    values = {"channel": str(Channel.BAZAAR), "state": "planned", "region_code": DISTRICT}
    days = {"first_day": DAY, "last_day": DAY}
    return laptop.add("market_event", plan=plan, rules=None, **values, **days)


def give(laptop: Laptop, event: UUID, business: UUID, booth: int, **more: Any) -> UUID:
    place = {"event_id": event, "business_id": business, "day": DAY, "booth": booth}
    values = {"state": "assigned", "turn": None, "turn_rule": None, "product_id": None}
    return laptop.add("event_booking", **{**values, **place, **more})


@dataclass(frozen=True, slots=True)
class Registered:
    """A business with one product."""

    business: UUID
    product: UUID


def stallholder(laptop: Laptop, name: str) -> Registered:
    """One that a bazaar takes once its product is judged."""
    business = laptop.add(name=name, nib="9000000000001")
    product = laptop.add("product", business_id=business, category="FSY")
    return Registered(business, product)


def judged(ws: Workspace) -> None:
    """Every product passed in its district: as a sync brings the word of those who judge."""
    with ws.db.write() as session, applying(session):
        for product in session.scalars(sa.select(Product)).all():
            curation = row_of("curation", ws.ids.new(), product_id=product.id, state="decided")
            session.execute(sa.insert(TABLES["curation"]), [curation])
            of = {"product_id": product.id, "business_id": product.business_id}
            decision = row_of("decision", ws.ids.new(), curation_id=curation["id"], **of)
            session.execute(sa.insert(TABLES["decision"]), [decision])


@pytest.fixture
def officers(make_laptop: MakeLaptop) -> tuple[Laptop, Laptop]:
    role = Role.PROGRAMME_OFFICER
    return make_laptop("Satu", role=role), make_laptop("Dua", role=role)


def test_a_booth_lost_to_another_laptop(
    officers: tuple[Laptop, Laptop], open_room: Open, centre: Centre
) -> None:
    one, two = officers
    event = event_of(one)
    mine, theirs = stallholder(one, "Dapur Satu"), stallholder(one, "Dapur Dua")
    one.sync()
    two.sync()
    give(one, event, mine.business, 1, product_id=mine.product)
    lost = give(two, event, theirs.business, 1, product_id=theirs.product)
    one.sync()
    assert two.sync().refused == 1
    assert two.refusals() == {lost: "booking.booth_taken"}
    ws = open_room(two)
    judged(ws)
    lines = {line.id: line for line in bookings.of_event(ws, event)}
    assert lines[lost].sent is Sent.REFUSED
    assert not lines[lost].counts
    assert [x.business for x in lines.values() if x.counts] == ["Dapur Satu"]
    (told,) = events_lost.lost(ws, event)
    assert told.what.endswith("sudah lebih dahulu diberikan kepada Dapur Satu.")
    assert (told.next_booth, told.again) == (2, False)
    booth, _ = events_lost.take_next(ws, lost)
    assert booth == 2
    assert two.sync().refused == 0
    assert events_lost.lost(ws, event) == ()
    assert {(x.booth, x.sent) for x in bookings.of_event(ws, event)} == {
        (1, Sent.CONFIRMED),
        (2, Sent.CONFIRMED),
    }
    assert central_count(centre, "event_booking") == 2


def test_two_laptops_gave_away_the_whole_event(
    officers: tuple[Laptop, Laptop], open_room: Open, centre: Centre
) -> None:
    """All lost places are settled in one step: another booth while there is one, in turn."""
    one, two = officers
    event = event_of(one)
    people = [stallholder(one, f"Usaha {at}") for at in range(4)]
    one.sync()
    two.sync()
    rooms = [open_room(laptop) for laptop in officers]
    judged(rooms[1])
    for booth, at in ((1, 0), (2, 1)):
        give(one, event, people[at].business, booth, product_id=people[at].product)
    for booth, at, turn in ((1, 2, 2), (2, 3, 1)):
        give(two, event, people[at].business, booth, product_id=people[at].product, turn=turn)
    one.sync()
    assert two.sync().refused == 2
    done = events_lost.settle_all(rooms[1], event)
    assert (done.moved, done.dropped) == (1, 1)
    assert two.sync().refused == 0
    now = {x.booth: x.business_id for x in bookings.of_event(rooms[1], event) if x.counts}
    assert now == {
        1: people[0].business,
        2: people[1].business,
        3: people[3].business,
    }, "the smaller turn comes first"
    assert events_lost.lost(rooms[1], event) == ()


def test_a_business_that_has_a_place_already(
    officers: tuple[Laptop, Laptop], open_room: Open
) -> None:
    one, two = officers
    event, business = event_of(one), one.add(name="Dapur Satu")
    one.sync()
    two.sync()
    give(one, event, business, 1)
    lost = give(two, event, business, 2)
    one.sync()
    two.sync()
    ws = open_room(two)
    (told,) = events_lost.lost(ws, event)
    assert told.line.refusal == "booking.twice"
    assert "(lapak 1)" in told.what
    assert told.next_booth is None
    events_lost.let_go(ws, lost)
    two.sync()
    assert events_lost.lost(ws, event) == ()
    assert [x.booth for x in bookings.of_event(ws, event)] == [1]
    with pytest.raises(UserError):
        events_lost.let_go(ws, lost)


def test_what_stood_in_the_way_is_gone(officers: tuple[Laptop, Laptop], open_room: Open) -> None:
    one, two = officers
    event = event_of(one)
    mine, theirs = one.add(name="Dapur Satu"), one.add(name="Dapur Dua")
    one.sync()
    two.sync()
    first = give(one, event, mine, 1)
    lost = give(two, event, theirs, 1)
    one.sync()
    two.sync()
    one.edit(first, "event_booking", state="given_up")
    one.sync()
    two.sync()
    ws = open_room(two)
    (told,) = events_lost.lost(ws, event)
    assert told.again
    events_lost.send_again(ws, lost)
    assert two.sync().refused == 0
    assert [x.business for x in bookings.of_event(ws, event) if x.counts] == ["Dapur Dua"]


def test_one_who_moves_up_is_taken_in_with_the_one_who_left(
    officers: tuple[Laptop, Laptop], open_room: Open, centre: Centre
) -> None:
    """The end of one place and the beginning of the next travel together, in this order."""
    one, two = officers
    event = event_of(one)
    mine, theirs = one.add(name="Dapur Satu"), one.add(name="Dapur Dua")
    first, other = give(one, event, mine, 1), give(one, event, theirs, 2)
    one.sync()
    ws = open_room(one)
    bookings.swap(ws, first, other, "Butuh listrik")
    assert one.sync().refused == 0
    now = {x.business: x.booth for x in bookings.of_event(ws, event) if x.counts}
    assert now == {"Dapur Satu": 2, "Dapur Dua": 1}
    two.sync()
    with two.db.read() as session:
        assert session.get_one(MarketEvent, event).name
        assert session.query(EventBooking).count() == 4
    assert central_count(centre, "event_booking") == 4


def test_a_deed_that_was_sent_is_undone_at_the_centre_too(
    officers: tuple[Laptop, Laptop], open_room: Open, centre: Centre
) -> None:
    """Whoever moved up leaves the booth before its first holder takes it again."""
    one, _ = officers
    event = event_of(one)
    people = [stallholder(one, f"Usaha {at}") for at in range(2)]
    first = give(one, event, people[0].business, 1, product_id=people[0].product)
    waits = {"state": "waiting", "booth": None, "turn": 2}
    values = {"event_id": event, "business_id": people[1].business, "day": DAY}
    one.add("event_booking", **values, **waits, product_id=people[1].product)
    one.sync()
    ws = open_room(one)
    judged(ws)
    freed = bookings.no_show(ws, first)
    assert freed.heir == "Usaha 1"
    assert one.sync().refused == 0
    changes.undo(ws, freed.change)
    assert one.sync().refused == 0
    lines = bookings.of_event(ws, event)
    assert [(x.business, x.booth) for x in lines if x.counts] == [("Usaha 0", 1)]
    assert [x.business for x in bookings.waiting(ws, event)] == ["Usaha 1"]
