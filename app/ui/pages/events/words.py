"""What bookings and recaps are called on the page of events."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.domain.market.terms import BookingState, EventState
from app.domain.market.turns import TurnRule
from app.services.events import EventLine
from app.services.events_rows import BookingLine, Sent
from app.ui import labels
from app.ui.kit.tones import ChipSpec, Tone

_STATES = {
    EventState.PLANNED: Tone.NEUTRAL,
    EventState.OPEN: Tone.SUCCESS,
    EventState.CLOSED: Tone.INFO,
}


def state_chip(state: EventState) -> ChipSpec:
    """Where an event stands."""
    return ChipSpec(state.term, _STATES[state])


class Words(QObject):
    """Sentences about bookings."""

    def span(self, line: EventLine) -> str:
        """The days of an event, short: `21–23 Nov 2026`, `Jumat, 27 Nov 2026`."""
        first, last = line.first_day, line.last_day
        if first == last:
            return labels.short_weekday(first)
        begins = str(first.day) if first.month == last.month else labels.short_date(first)
        return f"{begins}–{labels.short_date(last)}"

    def state(self, line: BookingLine, *, enrolled: bool) -> tuple[str, Tone]:
        """How a booking stands, and how grave that is."""
        if line.sent is Sent.REFUSED:
            return self.tr("Refused by the centre"), Tone.DANGER
        if line.state is BookingState.ASSIGNED:
            if enrolled and line.sent is Sent.PROPOSED:
                return self.tr("Proposed (usulan)"), Tone.WARNING
            return self.tr("Has the booth"), Tone.SUCCESS
        return line.state.term, Tone.NEUTRAL

    def why(self, line: BookingLine) -> str:
        """Why a business stands where it stands."""
        parts = []
        if line.turn is not None:
            parts.append(self.tr("Turn {number}").format(number=labels.number(line.turn)))
        if line.rule is not None:
            term = line.rule.term
            if line.rule is TurnRule.NUMBER and line.draw_id is None:
                term = self.tr("registered earlier")
            parts.append(self.tr("before the next because: {rule}").format(rule=term.lower()))
        if line.reason:
            parts.append(line.reason)
        if not parts:
            parts.append(self.tr("Last in the order."))
        return " · ".join(parts)
