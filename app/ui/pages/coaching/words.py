"""Words of the page; a widget only to be translated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtWidgets import QWidget

from app.domain.market.terms import TrainingState
from app.market.lift import Lift
from app.services.coaching import Candidate, Need
from app.services.trainings import TrainingLine
from app.ui import labels
from app.ui.kit.tones import ChipSpec, Tone

STATE_TONES = {
    TrainingState.OFFERED: Tone.INFO,
    TrainingState.ATTENDED: Tone.SUCCESS,
    TrainingState.ABSENT: Tone.DANGER,
}


def percent(share: float) -> str:
    """`0.675` → `68 %`."""
    return f"{round(100 * share)} %"


def signed(share: float) -> str:
    """`0.12` → `+12`, `-0.03` → `−3`: points of a hundred."""
    value = round(100 * share)
    return f"+{value}" if value > 0 else f"\u2212{-value}" if value < 0 else "0"


class CoachingWords(QWidget):
    """Sentences and chips."""

    def need(self, need: Need) -> str:
        """Below a criterion."""
        text = self.tr("{count} businesses · {offered} already offered")
        parts = [
            text.format(count=labels.number(need.businesses), offered=labels.number(need.offered))
        ]
        if need.complaints:
            parts.append(self.tr("{count} complaints").format(count=need.complaints))
        return " · ".join(parts)

    def needs_of(self, candidate: Candidate, names: Mapping[str, str]) -> str:
        """`Kemasan & label 50 %, Foto produk 62 %`."""
        return ", ".join(f"{names.get(c, c)} {percent(share)}" for c, share in candidate.needs)

    def training(self, line: TrainingLine) -> str:
        """Below a training's topic in the list."""
        return f"{labels.long_date(line.form.held_on)} · {line.form.partner}"

    def training_chips(self, line: TrainingLine) -> tuple[ChipSpec, ...]:
        """How many came, or how many places are offered."""
        if line.attended or line.absent:
            text = self.tr("{came} of {all} came").format(came=line.attended, all=line.invited)
            return (ChipSpec(text, Tone.SUCCESS, "users"),)
        text = self.tr("{count} offered").format(count=line.offered)
        return (ChipSpec(text, Tone.INFO if line.offered else Tone.NEUTRAL, "users"),)

    def criteria(self, codes: Iterable[str], names: Mapping[str, str]) -> str:
        """The criteria a training aims at."""
        return ", ".join(names.get(c, c) for c in codes) or self.tr("No criterion in particular")

    def aimed(self) -> str:
        """Beside a criterion that the topic aims at."""
        return self.tr("aimed at")

    def verdict(self, lift: Lift) -> tuple[str, Tone]:
        """What the figures allow one to say."""
        if lift.gain is None or lift.low is None or lift.high is None:
            return self.tr("Too few to tell"), Tone.NEUTRAL
        if lift.low > 0:
            return self.tr("Moves it"), Tone.SUCCESS
        if lift.high < 0:
            return self.tr("Lowers it"), Tone.DANGER
        return self.tr("Not proven"), Tone.WARNING
