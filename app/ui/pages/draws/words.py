"""How the draws and their figures are written."""

from __future__ import annotations

from fractions import Fraction

from app.domain.market.draw_files import Verdict
from app.services.draws import DrawState
from app.ui.kit.tones import ChipSpec, Tone

_STATE = {
    DrawState.WAITING: (Tone.INFO, "clock"),
    DrawState.READY: (Tone.WARNING, "pencil"),
    DrawState.DRAWN: (Tone.SUCCESS, "check"),
    DrawState.REPLACED: (Tone.NEUTRAL, "history"),
}


def state_chip(state: DrawState) -> ChipSpec:
    """Where a draw stands."""
    return ChipSpec(state.term, *_STATE[state])


def verdict_tone(verdict: Verdict) -> Tone:
    """What its records say when it is done again."""
    if verdict in (Verdict.SAME, Verdict.ANNOUNCED):
        return Tone.SUCCESS
    return Tone.DANGER if verdict.is_alarm else Tone.WARNING


def grouped(fingerprint: str) -> str:
    """A hash in groups of eight."""
    return " ".join(fingerprint[at : at + 8] for at in range(0, len(fingerprint), 8))


def percent(value: Fraction | None) -> str:
    """`42,5 %`; a dash for none."""
    return "–" if value is None else f"{decimal(float(100 * value))} %"


def decimal(value: float | None, digits: int = 1) -> str:
    """`12,5`; a dash for none."""
    return "–" if value is None else f"{value:.{digits}f}".replace(".", ",")
