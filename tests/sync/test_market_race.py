"""Two laptops give the market's places away without a network: the centre gives each once.

A business takes part in Gebetan UMKM once ever; a booth has one business a day and a business
one place a day (programmes.md). Whoever loses keeps the row, refused, and both see who won.
"""

from __future__ import annotations

import functools
import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.central import people
from app.central.centre import Centre
from app.clock import ManualClock
from app.domain.market.terms import BookingState, PickState
from app.domain.permissions import Grant
from app.domain.terms import Role
from app.ids import IdMaker
from app.models.entities import TABLES
from app.photos.store import PhotoStore
from app.protocol import keys
from tests import laptops
from tests.conftest import NOW
from tests.postgres import fresh_centre
from tests.sync.conftest import Laptop, MakeLaptop, central_row
from tests.sync.inprocess import InProcess

DAY = date(2026, 12, 4)
_BUSINESSES, _BOOTHS = 4, 3
_HOLDING = {s for s in BookingState if s.holds}
Row = dict[str, Any]


@pytest.fixture
def officer(make_laptop: MakeLaptop) -> Laptop:
    return make_laptop("Petugas", "31.74", role=Role.PROGRAMME_OFFICER)


@pytest.fixture
def colleague(make_laptop: MakeLaptop) -> Laptop:
    return make_laptop("Rekan", "31", role=Role.PROGRAMME_OFFICER)


def pick(laptop: Laptop, business: UUID, **values: Any) -> UUID:
    return laptop.add("gebetan_pick", business_id=business, **{"state": "picked", **values})


def book(laptop: Laptop, event: UUID, business: UUID, booth: int | None, **values: Any) -> UUID:
    state = BookingState.WAITING if booth is None else BookingState.ASSIGNED
    own = {"event_id": event, "business_id": business, "booth": booth, "day": DAY}
    return laptop.add("event_booking", **own, **{"state": str(state), **values})


def test_who_loses_keeps_the_row_and_sees_who_won(officer: Laptop, colleague: Laptop) -> None:
    business = UUID(int=70)
    won, lost = pick(colleague, business), pick(officer, business)
    colleague.sync()
    officer.sync()
    assert officer.refusals() == {lost: "gebetan.taken"}
    assert {won, lost} == set(officer.rows("gebetan_pick"))
    assert central_row(officer.transport.centre, lost, "gebetan_pick") is None


def test_withdrawn_makes_room_and_never_comes_back(officer: Laptop, colleague: Laptop) -> None:
    business = UUID(int=71)
    first = pick(colleague, business)
    colleague.sync()
    colleague.edit(first, "gebetan_pick", state=str(PickState.WITHDRAWN))
    colleague.sync()
    second = pick(officer, business)
    officer.sync()
    assert officer.refusals() == {}
    colleague.edit(first, "gebetan_pick", state=str(PickState.PICKED))
    colleague.sync()
    assert colleague.refusals() == {first: "gebetan.taken"}
    found = central_row(officer.transport.centre, second, "gebetan_pick")
    assert found is not None


def test_what_was_merged_has_taken_part(officer: Laptop, colleague: Laptop) -> None:
    """Its twin was picked before anybody knew that they are one."""
    twin, kept = (officer.add(name=name) for name in ("Dapur Sari", "Dapur Sari Jaya"))
    pick(officer, twin)
    officer.sync()
    officer.edit(twin, deleted=True, merged_into=kept)
    officer.sync()
    lost = pick(colleague, kept)
    colleague.sync()
    assert colleague.refusals() == {lost: "gebetan.taken"}


def test_one_batch_may_not_hold_two(officer: Laptop) -> None:
    keys = {pick(officer, UUID(int=72)) for _ in range(2)}
    officer.sync()
    assert set(officer.refusals().values()) == {"gebetan.taken"}
    assert len(keys & officer.refusals().keys()) == 1


def test_two_businesses_swap_in_one_batch(officer: Laptop) -> None:
    event, one, other = UUID(int=80), UUID(int=81), UUID(int=82)
    before = [book(officer, event, one, 1), book(officer, event, other, 2)]
    officer.sync()
    for key in before:
        officer.edit(key, "event_booking", state=str(BookingState.SWAPPED))
    after = [book(officer, event, one, 2), book(officer, event, other, 1)]
    officer.sync()
    assert officer.refusals() == {}
    centre = officer.transport.centre
    assert [central_row(centre, key, "event_booking")["booth"] for key in after] == [2, 1]  # type: ignore[index]


def test_a_booth_that_is_moved_in_place_is_checked_at_the_end(officer: Laptop) -> None:
    """Rows change their booths in one statement: the constraint waits for the commit."""
    event = UUID(int=83)
    rows = [book(officer, event, UUID(int=84 + n), n + 1) for n in range(2)]
    officer.sync()
    officer.edit(rows[0], "event_booking", state=str(BookingState.WAITING), booth=None)
    officer.edit(rows[1], "event_booking", booth=1)
    officer.sync()
    assert officer.refusals() == {}


@pytest.mark.parametrize(
    ("constraint", "entity", "rows"),
    [
        ("once_ever", "gebetan_pick", [{"state": "picked"}, {"state": "delivered"}]),
        ("one_a_booth", "event_booking", [{"business_id": UUID(int=1)}, {}]),
        ("one_a_business", "event_booking", [{"booth": 1}, {"booth": 2}]),
    ],
)
def test_the_database_itself_refuses_a_second(
    centre: Centre, constraint: str, entity: str, rows: list[Row]
) -> None:
    """Whoever writes past the checks: the constraint stands without them."""
    own: Row = {"day": DAY, "state": "assigned", "booth": 1} if entity == "event_booking" else {}
    listed = [
        laptops.row_of(entity, UUID(int=90 + at), **{**own, **values})
        for at, values in enumerate(rows)
    ]
    with pytest.raises(sa.exc.IntegrityError, match=constraint):
        _write(centre, entity, listed)


def _write(centre: Centre, entity: str, rows: list[Row]) -> None:
    with centre.engine.begin() as conn:
        conn.execute(sa.insert(TABLES[entity]), rows)


@contextmanager
def _race() -> Iterator[tuple[Centre, list[Laptop]]]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kl-race-")))
        clock = ManualClock(NOW)
        centre = stack.enter_context(fresh_centre(folder / "centre", clock, quiet=True))
        made = [_officer(centre, clock, folder, name) for name in ("Petugas", "Rekan")]
        for laptop in made:
            stack.callback(laptop.db.close)
        yield centre, made


def _officer(centre: Centre, clock: ManualClock, folder: Path, name: str) -> Laptop:
    person = people.add_person(centre, name, [Grant(Role.PROGRAMME_OFFICER, "31.74")])
    private = keys.new_private_key()
    code = people.new_code(centre, person)
    enrolled = people.enrol(centre, code, name, keys.public_text(private))
    assert enrolled is not None
    own = folder / name
    return Laptop(
        folder=own,
        db=laptops.new_database(own / "kurasi.sqlite"),
        photos=PhotoStore(own / "foto"),
        enrolled=enrolled,
        clock=clock,
        ids=IdMaker(clock, random.Random(name)),
        transport=InProcess(centre, enrolled.token),
        private_key=private,
    )


@functools.cache
def _stage() -> tuple[ExitStack, Centre, list[Laptop]]:
    """Enrolling is slow: all runs share one centre, each has businesses and an event of its own."""
    stack = ExitStack()
    centre, made = stack.enter_context(_race())
    return stack, centre, made


class MarketRace(RuleBasedStateMachine):
    """Picks, withdrawals, bookings, swaps and syncs of two laptops in any order."""

    def __init__(self) -> None:
        super().__init__()
        _, self.centre, self.laptops = _stage()
        fresh = self.laptops[0].ids.new
        self.event = fresh()
        self.businesses = [fresh() for _ in range(_BUSINESSES)]

    # -- what people do -------------------------------------------------------------

    @rule(who=st.integers(0, 1), business=st.integers(0, _BUSINESSES - 1))
    def pick(self, who: int, business: int) -> None:
        laptop, key = self.laptops[who], self.businesses[business]
        if not [r for r in self._picks(laptop) if r["business_id"] == key and _lives(r)]:
            pick(laptop, key)

    @rule(who=st.integers(0, 1), data=st.data())
    def withdraw(self, who: int, data: st.DataObject) -> None:
        laptop = self.laptops[who]
        mine = sorted(r["id"] for r in self._picks(laptop) if r["state"] == "picked")
        if mine:
            key = data.draw(st.sampled_from(mine))
            laptop.edit(key, "gebetan_pick", state=str(PickState.WITHDRAWN))

    @rule(
        who=st.integers(0, 1),
        business=st.integers(0, _BUSINESSES - 1),
        booth=st.none() | st.integers(1, _BOOTHS),
    )
    def book(self, who: int, business: int, booth: int | None) -> None:
        laptop, key = self.laptops[who], self.businesses[business]
        living = [r for r in self._bookings(laptop) if r["state"] in _HOLDING]
        free = booth is None or booth not in {r["booth"] for r in living}
        if free and key not in {r["business_id"] for r in living}:
            book(laptop, self.event, key, booth)

    @rule(who=st.integers(0, 1), data=st.data())
    def stay_away(self, who: int, data: st.DataObject) -> None:
        laptop = self.laptops[who]
        mine = sorted(r["id"] for r in self._bookings(laptop) if r["state"] in _HOLDING)
        if mine:
            key = data.draw(st.sampled_from(mine))
            laptop.edit(key, "event_booking", state=str(BookingState.NO_SHOW))

    @rule(who=st.integers(0, 1))
    def swap(self, who: int) -> None:
        laptop = self.laptops[who]
        placed = [r for r in self._bookings(laptop) if r["state"] == BookingState.ASSIGNED]
        if len(placed) < 2:
            return
        one, other = sorted(placed, key=lambda r: r["id"])[:2]
        for row in (one, other):
            laptop.edit(row["id"], "event_booking", state=str(BookingState.SWAPPED))
        book(laptop, self.event, one["business_id"], other["booth"])
        book(laptop, self.event, other["business_id"], one["booth"])

    @rule(who=st.integers(0, 1))
    def sync(self, who: int) -> None:
        self.laptops[who].sync()

    # -- what always holds ------------------------------------------------------------

    @invariant()
    def nobody_twice_at_the_centre(self) -> None:
        living = Counter(r["business_id"] for r in self._central("gebetan_pick") if _lives(r))
        assert all(count == 1 for count in living.values()), living

    @invariant()
    def no_slot_double_at_the_centre(self) -> None:
        held = [r for r in self._central("event_booking") if r["state"] in _HOLDING]
        booths = Counter(r["booth"] for r in held if r["booth"] is not None)
        people = Counter(r["business_id"] for r in held)
        assert all(count == 1 for count in (*booths.values(), *people.values())), held

    def teardown(self) -> None:
        """At the end everyone has synced: what was not refused is everywhere alike."""
        for _ in range(2):
            for laptop in self.laptops:
                laptop.sync()
        for entity in ("gebetan_pick", "event_booking"):
            there = {r["id"]: r for r in self._central(entity)}
            for laptop in self.laptops:
                refused = laptop.refusals()
                mine = {i: r for i, r in laptop.rows(entity).items() if self._is_mine(r)}
                assert there.keys() <= mine.keys()
                assert mine.keys() - there.keys() <= refused.keys()
                for key, row in there.items():
                    if key not in refused and not self._in_conflict(key):
                        assert mine[key]["state"] == row["state"]
        self._someone_won()

    def _someone_won(self) -> None:
        """A refused pick names a business that takes part, or took part when it was refused."""
        there = self._central("gebetan_pick")
        for laptop in self.laptops:
            refused = laptop.refusals()
            for row in self._picks(laptop):
                if refused.get(row["id"]) == "gebetan.taken":
                    assert any(r["business_id"] == row["business_id"] for r in there)

    def _in_conflict(self, key: UUID) -> bool:
        return any(key == found for laptop in self.laptops for found, *_ in laptop.conflicts())

    def _is_mine(self, row: Row) -> bool:
        return row["business_id"] in self.businesses

    def _picks(self, laptop: Laptop) -> list[Row]:
        return [r for r in laptop.rows("gebetan_pick").values() if self._is_mine(r)]

    def _bookings(self, laptop: Laptop) -> list[Row]:
        rows = laptop.rows("event_booking").values()
        return [r for r in rows if r["event_id"] == self.event]

    def _central(self, entity: str) -> list[Row]:
        table = TABLES[entity]
        query = sa.select(table).where(table.c.business_id.in_(self.businesses))
        with self.centre.engine.connect() as conn:
            return [dict(row) for row in conn.execute(query).mappings()]


def _lives(row: Row) -> bool:
    return not row["deleted"] and row["state"] != PickState.WITHDRAWN


@pytest.fixture(scope="module", autouse=True)
def _end_of_the_stage() -> Iterator[None]:
    yield
    if _stage.cache_info().currsize:
        _stage()[0].close()
        _stage.cache_clear()


MarketRace.TestCase.settings = settings(
    max_examples=25, stateful_step_count=30, suppress_health_check=list(HealthCheck)
)
TestMarketRace = MarketRace.TestCase
