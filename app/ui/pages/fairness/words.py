"""How the figures of fairness are written: commas, signs, chips."""

from __future__ import annotations

from app.services.fairness import AgreementReading, LeniencyReading, Span
from app.ui.kit.tones import ChipSpec, Tone

_MINUS = "\N{MINUS SIGN}"

_AGREEMENT = {
    AgreementReading.ALIGNED: Tone.SUCCESS,
    AgreementReading.FAIR: Tone.INFO,
    AgreementReading.APART: Tone.WARNING,
    AgreementReading.ALL_EQUAL: Tone.NEUTRAL,
    AgreementReading.TOO_FEW: Tone.NEUTRAL,
}
_LENIENCY = {
    LeniencyReading.LENIENT: Tone.WARNING,
    LeniencyReading.STRICT: Tone.WARNING,
    LeniencyReading.LEVEL: Tone.SUCCESS,
    LeniencyReading.APART: Tone.NEUTRAL,
    LeniencyReading.TOO_FEW: Tone.NEUTRAL,
}


def decimal(value: float, digits: int = 1) -> str:
    """`70.0` → `70`, `71.25` → `71,3`; at most `digits` decimals."""
    text = f"{abs(value):.{digits}f}"
    text = text.rstrip("0").rstrip(".").replace(".", ",")
    return f"{_MINUS}{text}" if value < 0 and text != "0" else text


def fixed(value: float, digits: int = 1) -> str:
    """Always as many decimals, so that columns stand in line."""
    text = f"{abs(value):.{digits}f}".replace(".", ",")
    return f"{_MINUS}{text}" if value < 0 and text.strip("0,") else text


def signed(value: float) -> str:
    """`3.14` → `+3,1`."""
    text = fixed(value)
    return text if text.startswith(_MINUS) or not text.strip("0,") else f"+{text}"


def between(span: Span, digits: int = 1) -> str:
    """The interval: `1,2 … 4,8`."""
    return f"{fixed(span.low, digits)} … {fixed(span.high, digits)}"


def agreement_chip(reading: AgreementReading) -> ChipSpec:
    """What alpha says."""
    return ChipSpec(reading.term, _AGREEMENT[reading])


def leniency_chip(reading: LeniencyReading) -> ChipSpec:
    """What leniency says."""
    return ChipSpec(reading.term, _LENIENCY[reading])
