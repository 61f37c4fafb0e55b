"""Numbers and dates in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports.spelled import spelled, spelled_date, spelled_rupiah

_WORDS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]


def heard(words: str) -> int:
    """What a listener understands: an independent reading of the words."""
    total, group, digit = 0, 0, 0
    for word in words.split():
        match word:
            case "sepuluh" | "sebelas":
                group += {"sepuluh": 10, "sebelas": 11}[word]
            case "seratus":
                group += 100
            case "seribu":
                total += 1000
            case "belas":
                group, digit = group + 10 + digit, 0
            case "puluh":
                group, digit = group + 10 * digit, 0
            case "ratus":
                group, digit = group + 100 * digit, 0
            case "ribu" | "juta" | "miliar":
                units = {"ribu": 1000, "juta": 1_000_000, "miliar": 1_000_000_000}
                total += (group + digit) * units[word]
                group, digit = 0, 0
            case _:
                digit = _WORDS.index(word)
    return total + group + digit


@given(st.integers(0, 999_999_999_999))
def test_what_is_spelled_is_understood(value: int) -> None:
    assert heard(spelled(value)) == value


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "nol"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (20, "dua puluh"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (1000, "seribu"),
        (1999, "seribu sembilan ratus sembilan puluh sembilan"),
        (2026, "dua ribu dua puluh enam"),
        (11_000, "sebelas ribu"),
        (1_000_000, "satu juta"),
        (1_250_000_000, "satu miliar dua ratus lima puluh juta"),
    ],
)
def test_numbers_as_people_say_them(value: int, words: str) -> None:
    assert spelled(value) == words


@pytest.mark.parametrize("value", [-1, 1_000_000_000_000])
def test_what_cannot_be_spelled(value: int) -> None:
    with pytest.raises(ValueError, match="cannot spell"):
        spelled(value)


def test_rupiah_in_words() -> None:
    assert spelled_rupiah(2_500_000) == "dua juta lima ratus ribu rupiah"


def test_a_date_as_an_official_report_says_it() -> None:
    assert spelled_date(date(2026, 11, 21)) == (
        "Sabtu tanggal dua puluh satu bulan November tahun dua ribu dua puluh enam"
    )
    assert spelled_date(date(2028, 2, 29)).startswith("Selasa tanggal dua puluh sembilan")
