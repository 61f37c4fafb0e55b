"""Aid a business received: a dated fact of its story, never a condition for anything."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from app.domain.dates import long_date
from app.services import aid
from app.services.aid import Received
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.cards import Card
from app.ui.kit.labels import ElidedLabel, Label
from app.ui.lanes import Latest
from app.ui.theme import Space

_SHOWN = 4


class AidCard(Card):
    """There only while there is aid to tell of."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(pad=Space.M)
        self._desk, self._latest = desk, Latest()
        self.setObjectName("aid_card")
        self.lines: list[ElidedLabel] = []
        self.body.setSpacing(Space.XS)
        self.add(Label(self.tr("Aid received"), "section"))
        self.hide()

    def show_business(self, business_id: UUID | None) -> None:
        """Read the aid of a business; none for one that is not saved."""
        token = self._latest.renew()
        if business_id is None:
            self._on_aid(())
            return
        job = partial(aid.of_business, self._desk.ws, business_id)
        self._desk.read(job, self, self._on_aid, token=token)

    def _on_aid(self, received: tuple[Received, ...]) -> None:
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = []
        for one in received[:_SHOWN]:
            self._add(f"{one.programme} {one.year} · {labels.rupiah(one.amount)}", "body")
            if one.received_on is not None:
                text = self.tr("received on {day}")
                self._add(text.format(day=long_date(one.received_on)), "muted")
        if len(received) > _SHOWN:
            text = self.tr("and {count} more")
            self._add(text.format(count=labels.number(len(received) - _SHOWN)), "muted")
        self.setVisible(bool(received))

    def _add(self, text: str, role: str) -> None:
        line = ElidedLabel(text, role)  # type: ignore[arg-type]
        self.add(line)
        self.lines.append(line)
