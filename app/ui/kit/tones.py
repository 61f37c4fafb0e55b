"""Tones and the small value types the kit's widgets share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from app.ui.theme import colours


class Tone(Enum):
    """What a chip, banner, toast or figure says by its colour (never by colour alone)."""

    NEUTRAL = "neutral"
    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"
    INFO = "info"


class Severity(Enum):
    """How grave a field's message is: a hint never blocks, a format fault does."""

    NONE = "none"
    HINT = "hint"
    FORMAT = "format"


@dataclass(frozen=True, slots=True)
class ChipSpec:
    """A chip as a value: text, tone and an optional icon name."""

    text: str
    tone: Tone = Tone.NEUTRAL
    icon: str = ""


TONE_ICONS = {
    Tone.NEUTRAL: "info-circle",
    Tone.SUCCESS: "circle-check",
    Tone.WARNING: "alert-triangle",
    Tone.DANGER: "circle-x",
    Tone.INFO: "info-circle",
}


def tone_colours(tone: Tone) -> tuple[str, str]:
    """(background, foreground) of a tone in the scheme in force."""
    now = colours()
    table = {
        Tone.NEUTRAL: (now.neutral_soft, now.neutral_text),
        Tone.SUCCESS: (now.success_soft, now.success_text),
        Tone.WARNING: (now.warning_soft, now.warning_text),
        Tone.DANGER: (now.danger_soft, now.danger_text),
        Tone.INFO: (now.info_soft, now.info_text),
    }
    return table[tone]
