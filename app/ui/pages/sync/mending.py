"""The ways on from a refusal: send again, hand over to the centre's staff, take back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.services import refusals
from app.services.refusals import RefusalLine
from app.ui.desk import Desk, Notice
from app.ui.kit.tones import Tone
from app.ui.pages.sync.jobs import take_back
from app.ui.pages.sync.refused import RefusalCard
from app.ui.pages.sync.told import Told


class Mending(QObject):
    """What the card of refusals asks for; `retried()` when refused records may go again."""

    retried = Signal()
    told = Signal(object)

    def __init__(self, desk: Desk, card: RefusalCard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        card.retry_requested.connect(self.retry)
        card.hand_over_requested.connect(self.hand_over)
        card.take_back_requested.connect(self.take_back)

    def retry(self) -> None:
        """Let refused records be sent again."""
        job = partial(refusals.retry_refused, self._desk.ws)
        self._desk.change(job, self, self._on_retried)

    def _on_retried(self, _nothing: None) -> None:
        self._desk.changed.emit(frozenset({"sync"}))
        self.retried.emit()

    def hand_over(self, line: RefusalLine) -> None:
        """Give a record to the centre's staff with the next sync."""
        job = partial(refusals.hand_over, self._desk.ws, [(line.entity, line.id)])
        self._desk.change(job, self, partial(self._on_handed_over, line))

    def _on_handed_over(self, line: RefusalLine, _nothing: None) -> None:
        # Named by its entity, so that background sync sends it.
        self._desk.changed.emit(frozenset({"sync", line.entity}))
        text = self.tr("It goes to the centre's staff with the next sync.")
        self._desk.noticed.emit(Notice(text))

    def take_back(self, line: RefusalLine) -> None:
        """Keep it after all, unless it was sent already."""
        job = partial(take_back, self._desk.ws, line)
        self._desk.change(job, self, partial(self._on_taken_back, line))

    def _on_taken_back(self, line: RefusalLine, is_ours: bool) -> None:
        self._desk.changed.emit(frozenset({"sync", line.entity}))
        if not is_ours:
            what = self.tr("It is with the centre's staff already.")
            safe = self.tr("They decide; you see their answer here.")
            self.told.emit(Told(Tone.INFO, what, safe))
