"""Numbers and dates in Indonesian words, as an official report writes them."""

from __future__ import annotations

from datetime import date

from app.domain.dates import MONTHS, WEEKDAYS

_ONES = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
_STEPS = (
    (1_000_000_000, "miliar", ""),
    (1_000_000, "juta", ""),
    (1_000, "ribu", "seribu"),
    (100, "ratus", "seratus"),
)


def spelled(value: int) -> str:
    """`dua ribu dua puluh enam`; ValueError below nought and from a million million on."""
    if not 0 <= value < 1_000_000_000_000:
        raise ValueError(f"cannot spell {value}")
    return " ".join(_words(value)) or _ONES[0]


def spelled_rupiah(value: int) -> str:
    """`dua puluh lima ribu rupiah`."""
    return f"{spelled(value)} rupiah"


def _words(value: int) -> list[str]:
    for unit, name, single in _STEPS:
        if value >= unit:
            count, rest = divmod(value, unit)
            head = [single] if count == 1 and single else [*_words(count), name]
            return [*head, *_words(rest)]
    return _below_hundred(value)


def _below_hundred(value: int) -> list[str]:
    if value >= 20:
        tens, rest = divmod(value, 10)
        return [_ONES[tens], "puluh", *_below_hundred(rest)]
    if value >= 12:
        return [_ONES[value - 10], "belas"]
    return [_ONES[value]] if value else []


def spelled_date(day: date) -> str:
    """`Sabtu tanggal dua puluh satu bulan November tahun dua ribu dua puluh enam`."""
    return (
        f"{WEEKDAYS[day.weekday()]} tanggal {spelled(day.day)} "
        f"bulan {MONTHS[day.month - 1]} tahun {spelled(day.year)}"
    )
