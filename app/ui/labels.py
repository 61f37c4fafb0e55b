"""How values of the field look in the window: numbers, dates, chips. Terms come from the domain."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale

from app.clock import JAKARTA
from app.domain.terms import CertificateStatus, CurationState, Grade, Outcome
from app.ui.kit.tones import ChipSpec, Tone

_LOCALE = QLocale("id_ID")

_OUTCOME_TONE = {
    Outcome.PASSED: Tone.SUCCESS,
    Outcome.CONDITIONAL: Tone.WARNING,
    Outcome.NEEDS_IMPROVEMENT: Tone.WARNING,
    Outcome.FAILED: Tone.DANGER,
}
_STATUS_TONE = {
    CertificateStatus.FINAL: Tone.SUCCESS,
    CertificateStatus.PROVISIONAL: Tone.INFO,
    CertificateStatus.TRAINING: Tone.WARNING,
    CertificateStatus.REVOKED: Tone.DANGER,
}


def points(hundredths: int) -> str:
    """`8850` → `88,5`; at most two decimals."""
    text = f"{hundredths // 100},{hundredths % 100:02d}"
    return text.rstrip("0").rstrip(",")


def number(value: int) -> str:
    """`367000` → `367.000`."""
    return _LOCALE.toString(value)


def rupiah(value: int | None) -> str:
    """`35000` → `Rp35.000`; empty for None."""
    return "" if value is None else f"Rp{number(value)}"


def metres(value: float) -> str:
    """`2.5` → `2,5`."""
    return f"{value:g}".replace(".", ",")


def long_date(day: date) -> str:
    """`22 November 2026`."""
    return _LOCALE.toString(QDate(day.year, day.month, day.day), "d MMMM yyyy")


def short_date(day: date) -> str:
    """`22 Nov 2026`."""
    return _LOCALE.toString(QDate(day.year, day.month, day.day), "d MMM yyyy")


def short_weekday(day: date) -> str:
    """`Minggu, 22 Nov 2026`."""
    return _LOCALE.toString(QDate(day.year, day.month, day.day), "dddd, d MMM yyyy")


def weekday_date(day: date) -> str:
    """`Minggu, 22 November 2026`."""
    return _LOCALE.toString(QDate(day.year, day.month, day.day), "dddd, d MMMM yyyy")


def moment(at: datetime) -> str:
    """`22 Nov 09.41` in Jakarta's time."""
    local = at.astimezone(JAKARTA)
    day = _LOCALE.toString(QDate(local.year, local.month, local.day), "d MMM")
    return f"{day} {local:%H.%M}"


def long_moment(at: datetime) -> str:
    """`22 November 2026, 09.41` in Jakarta's time."""
    local = at.astimezone(JAKARTA)
    return f"{long_date(local.date())}, {local:%H.%M}"


def lately(at: datetime, now: datetime) -> str:
    """`09.41` today, `21 Nov 09.41` on any other day, in Jakarta's time."""
    local = at.astimezone(JAKARTA)
    same = local.date() == now.astimezone(JAKARTA).date()
    return f"{local:%H.%M}" if same else moment(at)


def outcome_chip(outcome: Outcome, grade: Grade | None = None) -> ChipSpec:
    """`Lulus · B`, in the outcome's tone."""
    text = outcome.term if grade is None else f"{outcome.term} · {grade.term}"
    icon = {Outcome.PASSED: "circle-check", Outcome.FAILED: "circle-x"}.get(outcome, "flag")
    return ChipSpec(text, _OUTCOME_TONE[outcome], icon)


def total_chip(hundredths: int, outcome: Outcome) -> ChipSpec:
    """`★ 88,5`, in the outcome's tone."""
    return ChipSpec(points(hundredths), _OUTCOME_TONE[outcome], "star")


def state_chip(state: CurationState) -> ChipSpec:
    """Where a curation stands."""
    return ChipSpec(state.term, Tone.NEUTRAL, "clock")


def status_chip(status: CertificateStatus) -> ChipSpec:
    """What a certificate is worth."""
    return ChipSpec(status.term, _STATUS_TONE[status], "certificate")
