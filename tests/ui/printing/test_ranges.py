"""Which pages a person means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UserError
from app.ui.printing.ranges import parse_pages, show_pages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (0, 1, 2, 3, 4, 5, 6)),
        ("  ", (0, 1, 2, 3, 4, 5, 6)),
        ("1-3, 5", (0, 1, 2, 4)),
        ("5,1 – 3", (0, 1, 2, 4)),
        ("2;2;2", (1,)),
        ("6-", (5, 6)),
        ("-2", (0, 1)),
        ("7", (6,)),
        ("1,,2,", (0, 1)),
    ],
)
def test_pages_that_are_meant(text: str, expected: tuple[int, ...]) -> None:
    assert parse_pages(text, 7) == expected


@pytest.mark.parametrize("text", ["a", "1-b", "3-1", "-", "1 2", ",", "1--2", "１x", "1.5"])
def test_what_cannot_be_meant_is_said(text: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_pages(text, 7)
    assert caught.value.code == "print.pages_unclear"
    assert "1-3, 5" in caught.value.todo


@pytest.mark.parametrize("text", ["8", "0", "5-9", "1-3, 12", "9-", "0-2"])
def test_pages_that_are_not_there_are_said(text: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_pages(text, 7)
    assert caught.value.code == "print.pages_beyond"
    assert "7 halaman" in caught.value.what


@given(st.sets(st.integers(0, 499), min_size=1))
def test_what_is_shown_means_the_same_pages(pages: set[int]) -> None:
    chosen = tuple(sorted(pages))
    assert parse_pages(show_pages(chosen), 500) == chosen
