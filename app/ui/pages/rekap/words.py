"""Rekap's figures in words: months, rates, kinds of shortcoming."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from app.services.rekap_rows import ShortcomingRow, Totals
from app.ui import labels

_LOCALE = QLocale("id_ID")


def month(code: str, *, long: bool = False) -> str:
    """`2026-11` → `Nov 26`, or `November 2026`."""
    day = QDate(int(code[:4]), int(code[5:7]), 1)
    return _LOCALE.toString(day, "MMMM yyyy" if long else "MMM yy")


def percent(share: float | None) -> str:
    """`0.44` → `44,0%`, so that figures stand in line; a dash where there is nothing to divide."""
    return "–" if share is None else f"{share * 100:.1f}%".replace(".", ",")


def tenth(hundredths: int) -> str:
    """`7134` hundredths of a per cent → `71,3%`."""
    return percent(hundredths / 10_000)


def of(totals: Totals) -> str:
    """`12 dari 40 · 30%`."""
    text = QCoreApplication.translate("Rekap", "{passed} of {decided} · {rate}")
    return text.format(
        passed=labels.number(totals.passed),
        decided=labels.number(totals.decided),
        rate=percent(totals.rate),
    )


def shortcoming(row: ShortcomingRow) -> str:
    """The name of what was lacking, with what kind it is where the name alone does not say."""
    kinds = {
        "unmet": QCoreApplication.translate("Rekap", "Requirement not met: {name}"),
        "in_process": QCoreApplication.translate("Rekap", "Requirement in process: {name}"),
        "floor": QCoreApplication.translate("Rekap", "Criterion below its floor: {name}"),
        "critical": QCoreApplication.translate("Rekap", "Critical finding: {name}"),
    }
    return kinds.get(row.kind, "{name}").format(name=row.name)
