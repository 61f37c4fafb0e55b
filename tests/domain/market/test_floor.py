"""The plan of the floor, and the code of a booth card."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.market.booth_code import BoothCodeError, booth_code, event_mark, read_booth_code
from app.domain.market.floor import (
    EMPTY,
    FloorPlan,
    Grid,
    PlanError,
    Stall,
    generate,
    read_plan,
)
from app.domain.terms import Category

DAYS = tuple(date(2026, 11, 27) + timedelta(days=at) for at in range(3))


@given(
    rows=st.integers(1, 12),
    columns=st.integers(1, 20),
    width=st.sampled_from([1.0, 2.0, 2.5, 3.0]),
    aisle=st.sampled_from([0.0, 1.5, 3.0]),
)
def test_a_grid_is_a_plan_without_problems_and_survives_json(
    rows: int, columns: int, width: float, aisle: float
) -> None:
    plan = generate(Grid(rows, columns, width=width, aisle=aisle))
    assert [s.no for s in plan.stalls] == list(range(1, rows * columns + 1))
    assert plan.problems() == ()
    assert read_plan(plan.to_json()) == plan


@given(
    counts=st.lists(st.integers(0, 12), min_size=3, max_size=3),
)
def test_as_many_booths_a_day_as_asked_for(counts: list[int]) -> None:
    plan = generate(Grid(3, 4)).with_counts(DAYS, counts)
    assert plan.counts(DAYS) == tuple(counts)
    booths = plan.booths(DAYS)
    assert len(booths) == sum(counts)
    assert len({(b.day, b.number) for b in booths}) == len(booths)


@given(
    no=st.integers(1, 12),
    x=st.floats(-50, 400, allow_nan=False),
    y=st.floats(-50, 400, allow_nan=False),
)
def test_wherever_it_is_dragged_a_booth_stays_inside(no: int, x: float, y: float) -> None:
    plan = generate(Grid(3, 4)).moved(no, x, y)
    stall = plan.stall(no)
    assert stall is not None
    assert 0 <= stall.x <= plan.width - stall.w
    assert 0 <= stall.y <= plan.height - stall.h
    assert (stall.x * 2).is_integer()


def test_two_booths_on_one_ground_and_one_outside_are_told() -> None:
    plan = FloorPlan(6, 6, (Stall(1, 0, 0, 2, 2), Stall(2, 1, 1, 2, 2), Stall(3, 5, 0, 2, 2)))
    assert plan.problems() == ("Lapak 3 keluar dari denah.", "Lapak 1 dan 2 bertumpuk.")
    assert EMPTY.problems() == ("Denah belum memuat lapak.",)


def test_a_booth_more_takes_free_ground_and_the_first_free_number() -> None:
    plan = generate(Grid(1, 3)).without(2)
    more, no = plan.added(2, 2)
    assert no == 2
    assert more.problems() == ()
    with pytest.raises(PlanError):
        FloorPlan(2, 2, (Stall(1, 0, 0, 2, 2),)).added(2, 2)


def test_a_number_is_given_once() -> None:
    plan = generate(Grid(1, 2))
    assert [s.no for s in plan.renumbered(2, 9).stalls] == [1, 9]
    for to in (1, 0, 1000):
        with pytest.raises(PlanError):
            plan.renumbered(2, to)


@pytest.mark.parametrize("grid", [Grid(0, 1), Grid(40, 40), Grid(1, 1, width=0.5), Grid(1, 200)])
def test_what_is_no_grid_is_refused(grid: Grid) -> None:
    with pytest.raises(PlanError):
        generate(grid)


@pytest.mark.parametrize(
    "data",
    [
        {"width": 3},
        {"width": 3, "height": "x", "booths": []},
        {"width": 3, "height": 3, "booths": [{"no": 1}]},
        {"width": 3, "height": 3, "booths": [{"no": 0, "x": 0, "y": 0, "w": 1, "h": 1}]},
        {"width": 9, "height": 9, "booths": [{"no": 1, "x": 0, "y": 0, "w": 1, "h": 1}] * 2},
    ],
)
def test_what_is_no_plan_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(PlanError):
        read_plan(data)
    assert read_plan({}) == EMPTY


def test_categories_and_days_are_kept() -> None:
    stall = replace(
        generate(Grid(1, 1)).stalls[0],
        categories=frozenset({Category.FASHION}),
        days=frozenset(DAYS[1:]),
    )
    plan = read_plan(FloorPlan(9, 9, (stall,)).to_json())
    assert plan.stalls == (stall,)
    assert plan.counts(DAYS) == (0, 1, 1)


# -- cards ------------------------------------------------------------------------------


@given(event=st.uuids(), booking=st.uuids(), booth=st.integers(1, 999))
def test_a_code_says_its_parts_however_it_is_typed(event: UUID, booking: UUID, booth: int) -> None:
    code = booth_code(event, booking, booth)
    assert len(code) <= 22
    for typed in (code, code.lower(), code.replace("-", ""), f" {code.replace('-', ' ')} "):
        found = read_booth_code(typed)
        assert (found.event, found.booth) == (event_mark(event), booth)


@given(place=st.integers(2, 16), symbol=st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_symbol_is_noticed(place: int, symbol: str) -> None:
    code = booth_code(UUID(int=1), UUID(int=2), 12).replace("-", "")
    wrong = code[:place] + symbol + code[place + 1 :]
    if wrong != code:
        with pytest.raises(BoothCodeError):
            read_booth_code(wrong)


@pytest.mark.parametrize("text", ["", "A7-48293-K", "https://contoh.id", "L-1", "9" * 20])
def test_other_codes_are_no_cards(text: str) -> None:
    with pytest.raises(BoothCodeError) as caught:
        read_booth_code(text)
    assert not caught.value.mistyped


def test_bookings_of_one_event_have_codes_of_their_own() -> None:
    event = uuid4()
    codes = {booth_code(event, uuid4(), 1) for _ in range(2000)}
    assert len(codes) == 2000
