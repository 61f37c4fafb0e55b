"""Rupiah, dates and months as people write them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dates import rupiah as written
from app.services.eorder_tables import BadCellError, day, digits, month, rupiah

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        ("Rp1.234.567,00", 1_234_567),
        ("Rp 1.234.567,-", 1_234_567),
        ("IDR 1,234,567.00", 1_234_567),
        ("1.234", 1_234),
        ("1,234", 1_234),
        ("1234567", 1_234_567),
        ("12500,50", 12_501),
        ("12500.4", 12_500),
        ("Rp. 5.000", 5_000),
        (333.333, 333),
        (1e6, 1_000_000),
        (150_000, 150_000),
    ],
)
def test_rupiah(value: Any, amount: int) -> None:
    assert rupiah(value) == amount


@pytest.mark.parametrize(
    "value",
    ["", None, "Rp", "1.23.456", "1.234.56", "12a", "(1.000)", "-1", 0, -5, True, 1e16, "٣٤"],
)
def test_no_rupiah(value: Any) -> None:
    with pytest.raises(BadCellError):
        rupiah(value)


@given(st.integers(1, 10**14))
def test_what_we_write_we_read(amount: int) -> None:
    assert rupiah(written(amount)) == amount
    assert rupiah(f"{amount:,}") == amount
    assert rupiah(str(amount)) == amount


@pytest.mark.parametrize(
    "value",
    [
        *("20/11/2026", "20-11-2026", "20.11.2026", "2026-11-20", "20/11/2026 10:15:00"),
        *("2026-11-20T10:15", "20 November 2026", "20 nov 2026"),
        *(date(2026, 11, 20), datetime.fromisoformat("2026-11-20T23:59")),
    ],
)
def test_days(value: Any) -> None:
    assert day(value, TODAY) == date(2026, 11, 20)


@pytest.mark.parametrize(
    "value", ["", None, "11/20/2026", "20/11/26", "46346", 46346, "22/11/2026", "1/1/1999", "kini"]
)
def test_no_days(value: Any) -> None:
    with pytest.raises(BadCellError):
        day(value, TODAY)


@pytest.mark.parametrize(
    ("value", "year"),
    [
        *(("November 2026", ""), ("nov-2026", ""), ("2026-11", ""), ("11/2026", "")),
        *(("20/11/2026", ""), (date(2026, 11, 20), ""), ("November", 2026), ("11", "2026")),
    ],
)
def test_months(value: Any, year: Any) -> None:
    assert month(value, year, TODAY) == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("value", "year"), [("", ""), ("13", "2026"), ("November", ""), ("Desember 2026", "")]
)
def test_no_months(value: Any, year: Any) -> None:
    with pytest.raises(BadCellError):
        month(value, year, TODAY)


def test_identifiers_keep_every_digit() -> None:
    assert digits('="0812345"') == "0812345"
    assert digits("'0812345") == "0812345"
    assert digits(9120001234567) == "9120001234567"
    for rounded in (3174044509900001, 3.174e15, "3,17E+15"):
        with pytest.raises(BadCellError):
            digits(rounded)
