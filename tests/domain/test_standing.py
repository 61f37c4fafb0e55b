"""What counts of records that are never changed; a case's way up and down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.climbing import Attempt, below, next_attempt, passed
from app.domain.standing import first_of, in_force, rivals_of, unsuperseded
from app.domain.terms import Level, Outcome

AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Made:
    """A decision as the rule sees one."""

    id: UUID
    supersedes: UUID | None = None
    deleted: bool = False
    decided_at: datetime = AT


def made(number: int, of: int | None = None, *, undo: bool = False, minutes: int = 0) -> Made:
    earlier = None if of is None else UUID(int=of)
    return Made(UUID(int=number), earlier, undo, AT + timedelta(minutes=minutes))


def test_a_correction_outweighs_whatever_the_clock() -> None:
    first, late = made(1), made(2, minutes=60)
    corrected = made(3, 2, minutes=-90)
    assert in_force([first]) == first
    assert in_force([first, late]) == late
    assert len(rivals_of([first, late])) == 2
    assert in_force([first, late, corrected]) == corrected
    assert len(rivals_of([first, corrected, late])) == 2  # `first` was never answered


def test_an_undo_leaves_nothing_and_another_may_follow() -> None:
    first, undone = made(1), made(2, 1, undo=True)
    again = made(3, 2, minutes=5)
    assert in_force([]) is None
    assert in_force([first, undone]) is None
    assert in_force([first, undone, again]) == again
    assert first_of(again, [first, undone, again]) == again
    corrected = made(4, 3)
    assert first_of(corrected, [first, undone, again, corrected]) == again


def test_a_circle_of_another_program_ends() -> None:
    circle = [made(1, 2), made(2, 1)]
    assert unsuperseded(circle) == []
    assert in_force(circle) is None
    tail = made(3, 1)
    assert in_force([*circle, tail]) == tail
    assert first_of(tail, [*circle, tail]).id in {UUID(int=1), UUID(int=2)}


@st.composite
def chains(draw: st.DrawFn) -> list[Made]:
    rows: list[Made] = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        of = draw(st.none() | st.sampled_from([r.id.int for r in rows])) if rows else None
        undo = of is not None and draw(st.booleans())
        rows.append(made(number, of, undo=undo, minutes=draw(st.integers(-3, 3))))
    return rows


@given(chains(), st.randoms(use_true_random=False))
def test_every_laptop_agrees_whatever_order_they_came(rows: list[Made], rng: Any) -> None:
    mixed = list(rows)
    rng.shuffle(mixed)
    found = in_force(rows)
    assert found == in_force(mixed)
    if found is not None:
        assert not found.deleted
        assert all(row.supersedes != found.id for row in rows)
        assert not first_of(found, rows).deleted


# -- up and down -----------------------------------------------------------------------

EARLY, LATE = AT, AT + timedelta(hours=1)


def lulus(number: int, at: datetime = AT) -> Attempt:
    return Attempt(number, Outcome.PASSED, at)


@pytest.mark.parametrize(
    ("attempts", "returned_at", "climbs", "follows"),
    [
        ([], None, False, 1),
        ([Attempt(1)], None, False, 1),
        ([Attempt(1, Outcome.CONDITIONAL, AT)], None, False, 2),
        ([lulus(1)], None, True, 2),
        ([lulus(1)], LATE, False, 2),
        ([lulus(1), Attempt(2)], LATE, False, 2),
        ([lulus(1), Attempt(2, Outcome.FAILED, LATE)], LATE, False, 3),
        ([lulus(1), lulus(2, LATE)], EARLY, True, 3),
        ([lulus(1), lulus(2, LATE)], LATE, False, 3),
        ([Attempt(1, returned=True)], None, False, 2),
        ([Attempt(1, returned=True), Attempt(2)], None, False, 2),
        ([Attempt(2), Attempt(1, Outcome.FAILED, AT)], None, False, 2),
    ],
)
def test_climbing(
    attempts: list[Attempt], returned_at: datetime | None, climbs: bool, follows: int
) -> None:
    assert passed(attempts, returned_at) is climbs
    assert next_attempt(attempts) == follows


def test_levels_below() -> None:
    assert [below(level) for level in Level] == [None, Level.DISTRICT, Level.CITY]
