"""How a standing looks: chips and sentences, alike in the list, the page and the product's card."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from app.domain.market.channels import Standing
from app.ui import labels
from app.ui.kit.tones import ChipSpec, Tone

SOON_DAYS = 30


class StandingWords(QWidget):
    """Words for a standing; a widget only to be translated."""

    def chip(self, found: Standing, today: date) -> ChipSpec:
        """Boleh, boleh with its last day where that is near, or belum."""
        if not found.allowed:
            return ChipSpec(self.tr("Not yet"), Tone.WARNING, "lock")
        if found.until is not None and (found.until - today).days <= SOON_DAYS:
            text = self.tr("Allowed until {day}").format(day=labels.short_date(found.until))
            return ChipSpec(text, Tone.WARNING, "clock")
        return ChipSpec(self.tr("Allowed"), Tone.SUCCESS, "circle-check")

    def chips(self, found: Standing, today: date) -> tuple[ChipSpec, ...]:
        """For a list: boleh with its day, or the first reason and how many there are beside it."""
        if found.allowed:
            return (self.chip(found, today),)
        first = ChipSpec(found.reasons[0].why.term, Tone.WARNING, "lock")
        more = len(found.reasons) - 1
        if not more:
            return (first,)
        return first, ChipSpec(self.tr("+{n} more").format(n=more))

    def until(self, found: Standing) -> str:
        """How long an allowed one stays so."""
        if found.until is None:
            return self.tr("Without an end, as things are.")
        return self.tr("Until {day}, if nothing is renewed.").format(
            day=labels.long_date(found.until)
        )

    def days(self, left: int) -> ChipSpec:
        """How long a paper is still good."""
        if left < 0:
            return ChipSpec(self.tr("Over"), Tone.DANGER, "circle-x")
        if left == 0:
            return ChipSpec(self.tr("Last day"), Tone.DANGER, "alert-triangle")
        text = self.tr("{days} days left").format(days=labels.number(left))
        return ChipSpec(text, Tone.WARNING if left <= SOON_DAYS else Tone.NEUTRAL, "clock")
