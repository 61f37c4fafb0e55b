"""Whatever happens to an event: no booth twice, nobody twice a day, nobody who may not."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.clock import ManualClock
from app.domain.market.channels import Channel
from app.errors import UserError
from app.ids import IdMaker
from app.paths import RESOURCES
from app.services import bookings, bookings_by_hand, events, events_turns, standings
from app.services.workspace import Workspace
from tests.conftest import NOW
from tests.services.event_field import FIRST, WARDS, Stallholder, bazaar, stock

_PEOPLE = st.lists(
    st.builds(
        Stallholder,
        name=st.sampled_from(["Anggrek", "Bawang", "Cempaka", "Durian"]),
        ward=st.sampled_from(WARDS),
        rw=st.sampled_from(["1", "02", ""]),
        category=st.sampled_from(["FSY", "KRY", "MKN"]),
        nib=st.sampled_from([True, True, True, False]),
        women_led=st.booleans(),
        outcome=st.sampled_from(["passed", "conditional", "failed"]),
    ),
    min_size=1,
    max_size=14,
)
_DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["no_show", "give_up", "swap", "move", "book", "again"]),
        st.integers(0, 40),
        st.integers(0, 40),
    ),
    max_size=8,
)


@contextmanager
def laptop(template: Path, seed: str = "a") -> Iterator[Workspace]:
    """A fresh copy of a started laptop, gone afterwards."""
    clock = ManualClock(NOW)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "laptop"
        shutil.copytree(template, folder, ignore=shutil.ignore_patterns("*.lock"))
        ids = IdMaker(clock, random.Random(seed))
        ws = Workspace(folder, folder / "setelan.toml", RESOURCES, clock, ids)
        try:
            yield ws
        finally:
            ws.close()


def check(ws: Workspace, event: Any) -> None:
    """What must hold of an event at every moment."""
    held = [line for line in bookings.of_event(ws, event) if line.counts]
    assert all(n == 1 for n in Counter((x.day, x.booth) for x in held).values()), "a booth twice"
    whole = [x for x in bookings.of_event(ws, event) if x.state.holds]
    assert all(n == 1 for n in Counter((x.day, x.business_id) for x in whole).values()), "one twice"
    view = events.get(ws, event)
    own = [line.id for line in bookings.of_event(ws, event)]
    with ws.db.read() as session:
        for line in held:
            stall = view.plan.stall(line.booth or 0)
            assert stall is not None
            assert stall.stands(line.day)
            products = [line.product_id] if line.product_id else []
            found = standings.read(session, ws, products, line.day, but=own)
            assert found[products[0]][Channel.BAZAAR].allowed, "somebody who may not"


def do(ws: Workspace, event: Any, deed: tuple[str, int, int]) -> None:
    """One deed of an officer; what the program refuses changes nothing."""
    what, one, other = deed
    held = [line for line in bookings.of_event(ws, event) if line.counts]
    days = events.get(ws, event).days
    booths = [stall.no for stall in events.get(ws, event).plan.stalls]
    if what == "again":
        events_turns.save(ws, events_turns.propose(ws, event, days))
    elif what == "book":
        day = days[one % len(days)]
        found = bookings_by_hand.candidates(ws, event, day, "")
        chosen = found[other % len(found)].product_id
        bookings_by_hand.book(ws, event, day, booths[one % len(booths)], chosen, "Tamu")
    elif held:
        first, second = held[one % len(held)], held[other % len(held)]
        if what == "no_show":
            bookings.no_show(ws, first.id)
        elif what == "give_up":
            bookings.give_up(ws, first.id, "Sakit")
        elif what == "swap" and first.id != second.id:
            bookings.swap(ws, first.id, second.id, "Listrik")
        elif what == "move":
            bookings.move(ws, first.id, booths[other % len(booths)], "Listrik")


@given(
    people=_PEOPLE,
    counts=st.lists(st.integers(1, 4), min_size=1, max_size=3),
    whole=st.booleans(),
    deeds=_DEEDS,
)
@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
def test_whatever_happens(
    template: Path,
    people: list[Stallholder],
    counts: list[int],
    whole: bool,
    deeds: list[tuple[str, int, int]],
) -> None:
    with laptop(template) as ws:
        stock(ws, people)
        event = bazaar(ws, counts, whole=whole)
        for deed in [("again", 0, 0), *deeds]:
            with suppress(UserError):
                do(ws, event, deed)
            check(ws, event)


@given(people=_PEOPLE, counts=st.lists(st.integers(1, 4), min_size=1, max_size=3))
@settings(
    max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
def test_the_same_records_give_the_same_places(
    template: Path, people: list[Stallholder], counts: list[int]
) -> None:
    """On this laptop again, and on another that has the same records."""
    told: list[Any] = []
    for _ in range(2):
        with laptop(template) as ws:
            stock(ws, people)
            event = bazaar(ws, counts)
            try:
                days = [FIRST + timedelta(days=at) for at in range(len(counts))]
                first = events_turns.propose(ws, event, days)
                assert events_turns.propose(ws, event, list(reversed(days))) == first
            except UserError as error:
                told.append(error.code)
            else:
                told.append(first)
    assert told[0] == told[1]
