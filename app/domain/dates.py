"""Indonesian dates, numbers and rupiah, whatever the computer's locale."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")

_SEPARATORS = str.maketrans(",.", ".,")


def long_date(day: date) -> str:
    """`21 November 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_date(day: date) -> str:
    """`Sabtu, 21 November 2026`."""
    return f"{WEEKDAYS[day.weekday()]}, {long_date(day)}"


def number(value: Decimal | int, places: int = 2) -> str:
    """`1.234,5`: at most `places` decimals, rounded half up, no trailing zeros."""
    exact = Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{exact:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return ("0" if text == "-0" else text).translate(_SEPARATORS)


def rupiah(amount: Decimal | int) -> str:
    """`Rp150.000`, whole rupiah, a debt as `-Rp150.000`."""
    text = number(amount, places=0)
    return f"-Rp{text[1:]}" if text.startswith("-") else f"Rp{text}"
