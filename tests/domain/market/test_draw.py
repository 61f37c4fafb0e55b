"""A draw: as in RFC 3797, the same for everyone who redoes it, and not to be steered."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.market.draw import (
    Announcement,
    Candidate,
    DrawError,
    announce,
    draw,
    picks,
    read_announcement,
    redo,
    seed,
)

DAYS = (date(2026, 11, 21), date(2026, 11, 27))
SOURCES = ("Penutupan IHSG 27 November 2026",)

keys = st.lists(st.uuids(), min_size=1, max_size=30, unique=True)


def announcement(found: list[UUID], places: int = 3, salt: str = "garam") -> Announcement:
    people = [Candidate(key, f"Usaha {key.hex[:4]}", "31.74.02") for key in found]
    return announce("Bazar Kebayoran", places, people, SOURCES, DAYS, salt)


def test_the_worked_example_of_the_rfc() -> None:
    """RFC 3797 §6: the digest is MD5 there, all else is the same."""
    key = "9319./2.5.8.10.12./9.18.26.34.41.45./"
    drawn = [at + 1 for at in picks(key, 25, 10, hashlib.md5)]
    assert drawn == [17, 7, 2, 16, 25, 23, 8, 24, 19, 13]


@given(keys, st.integers(1, 40), st.integers(0, 10**9))
def test_everyone_is_drawn_once(found: list[UUID], places: int, number: int) -> None:
    drawn = draw(announcement(found, places), [str(number)])
    assert sorted(c.key for c in drawn.order) == sorted(found)
    assert drawn.chosen + drawn.waiting == drawn.order
    assert len(drawn.chosen) == min(places, len(found))
    assert [drawn.position(c.key) for c in drawn.order] == list(range(1, len(found) + 1))
    assert drawn.position(UUID(int=0)) is None or UUID(int=0) in found


@given(keys, st.randoms(use_true_random=False), st.integers(0, 10**9))
def test_the_order_of_the_list_does_not_matter(
    found: list[UUID], random: object, number: int
) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert announcement(found).fingerprint == announcement(shuffled).fingerprint
    assert draw(announcement(found), [str(number)]) == draw(announcement(shuffled), [str(number)])


@given(keys, st.integers(0, 10**9))
def test_what_is_published_reads_back(found: list[UUID], number: int) -> None:
    said = announcement(found)
    read = read_announcement(said.to_json())
    assert read == said
    drawn = draw(said, [str(number)])
    assert redo(read, said.fingerprint, [str(number)], [c.key for c in drawn.order]) == drawn


def test_a_changed_list_is_told() -> None:
    said = announcement([UUID(int=n) for n in range(1, 9)])
    drawn = draw(said, ["724188"])
    order = [c.key for c in drawn.order]
    fewer = replace(said, candidates=said.candidates[1:])
    with pytest.raises(DrawError, match="hash was published"):
        redo(fewer, said.fingerprint, ["724188"], order)
    with pytest.raises(DrawError, match="another order"):
        redo(said, said.fingerprint, ["724189"], order)
    with pytest.raises(DrawError, match="another order"):
        redo(said, said.fingerprint, ["724188"], [order[1], order[0], *order[2:]])


@pytest.mark.parametrize(
    ("one", "other"),
    [("7.241,88", "724188"), ("5 2 12", "12  5 2"), ("007", "7"), ("3/1", "1;3")],
)
def test_one_number_however_it_is_written(one: str, other: str) -> None:
    said = announcement([UUID(int=1)])
    assert seed(said, [one]) == seed(said, [other])


@pytest.mark.parametrize("numbers", [[], ["1", "2"], [""], ["  "], ["dua"], ["1 -2"], ["9" * 19]])
def test_no_number_no_draw(numbers: list[str]) -> None:
    with pytest.raises(DrawError):
        draw(announcement([UUID(int=1)]), numbers)


def test_two_draws_of_a_day_differ() -> None:
    found = [UUID(int=n) for n in range(1, 30)]
    one, other = announcement(found, salt="a"), announcement(found, salt="b")
    assert draw(one, ["724188"]).order != draw(other, ["724188"]).order


def test_nobody_is_favoured() -> None:
    """First places over many numbers: chi-squared below its 99.9 % point for 9 degrees."""
    found = [UUID(int=n) for n in range(1, 11)]
    said, rounds = announcement(found, 1), 2_000
    first = Counter(draw(said, [str(number)]).order[0].key for number in range(rounds))
    expected = rounds / len(found)
    assert sum((first[key] - expected) ** 2 / expected for key in found) < 27.9


@pytest.mark.parametrize(
    "broken",
    [
        None,
        [],
        {},
        {"kind": "other"},
        {"places": 0},
        {"places": "3"},
        {"candidates": []},
        {"candidates": [["x", "y", "z"]]},
        {"sources": []},
        {"sources": [" "]},
        {"salt": ""},
        {"decided_on": "2026-11-21"},
        {"more": 1},
    ],
)
def test_what_is_no_announcement(broken: object) -> None:
    good = announcement([UUID(int=1)]).to_json()
    data = {**good, **broken} if isinstance(broken, dict) and broken else broken
    with pytest.raises(DrawError):
        read_announcement(data)


def test_one_who_stands_there_twice() -> None:
    with pytest.raises(DrawError, match="twice"):
        announcement([UUID(int=1), UUID(int=1)])
