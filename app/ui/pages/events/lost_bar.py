"""Places that another laptop gave away first: what happened, and one button for the way on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services import events_lost
from app.services.changes import Change
from app.services.events_lost import Lost, Settled
from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import secondary_button
from app.ui.kit.tones import Tone
from app.ui.theme import Space


class LostBar(QWidget):
    """Hidden while nothing is lost; else tells the first, and settles all at once."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._event: UUID | None = None
        self._lost: tuple[Lost, ...] = ()
        self.banner = Banner(Tone.DANGER, "")
        self.banner.setObjectName("lost_banner")
        self.drop_button = secondary_button(self.tr("Let it go"), icon="x")
        self.drop_button.setObjectName("lost_drop")
        self.all_button = secondary_button(self.tr("Settle all"), icon="check")
        self.all_button.setObjectName("lost_all")
        self.all_button.setToolTip(
            self.tr("In turn: the next free booth that fits, else the place is let go.")
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.banner, 1)
        ways = QVBoxLayout()
        ways.setSpacing(Space.XS)
        ways.addStretch(1)
        ways.addWidget(self.drop_button)
        ways.addWidget(self.all_button)
        ways.addStretch(1)
        row.addLayout(ways)
        self.banner.action_triggered.connect(self._on_action)
        self.drop_button.clicked.connect(self._on_drop)
        self.all_button.clicked.connect(self._on_all)
        self.hide()

    def show_lost(self, event_id: UUID, lost: Sequence[Lost]) -> None:
        """Show the lost places of an event."""
        self._event, self._lost = event_id, tuple(lost)
        self.setVisible(bool(lost))
        self.all_button.setVisible(len(lost) > 1)
        if lost:
            self._tell(lost[0])

    def _tell(self, lost: Lost) -> None:
        action = ""
        if lost.again:
            todo = self.tr("What stood in the way is gone: send it again.")
            action = self.tr("Send again")
        elif lost.next_booth is not None:
            todo = self.tr("The next free booth is {no}.").format(no=lost.next_booth)
            action = self.tr("Take booth {no}").format(no=lost.next_booth)
        else:
            todo = self.tr("Let the place go; the business comes first at the next turn.")
        if len(self._lost) > 1:
            more = self.tr("{count} more like it.").format(count=len(self._lost) - 1)
            todo = f"{todo} {more}"
        safe = self.tr("It is kept here and counts for nothing until you decide.")
        self.banner.set_message(Tone.DANGER, lost.what, safe=safe, todo=todo, action=action)

    def _on_action(self) -> None:
        if not self._lost:
            return
        lost, ws = self._lost[0], self._desk.ws
        if lost.again:
            again = partial(events_lost.send_again, ws, lost.line.id)
            self._desk.change(again, self, self._on_sent_again, self._desk.handle)
        else:
            take = partial(events_lost.take_next, ws, lost.line.id)
            self._desk.change(take, self, self._on_taken, self._desk.handle)

    def _on_taken(self, done: tuple[int, Change]) -> None:
        text = self.tr("Booth {no} instead; the centre hears of it at the next sync.")
        self._desk.committed(done[1], text.format(no=done[0]))

    def _on_sent_again(self, change: Change) -> None:
        self._desk.committed(change, self.tr("It is sent again at the next sync."))

    def _on_drop(self) -> None:
        if self._lost:
            job = partial(events_lost.let_go, self._desk.ws, self._lost[0].line.id)
            self._desk.change(job, self, self._on_dropped, self._desk.handle)

    def _on_dropped(self, change: Change) -> None:
        self._desk.committed(change, self.tr("The place is let go."))

    def _on_all(self) -> None:
        if self._event is not None:
            job = partial(events_lost.settle_all, self._desk.ws, self._event)
            self._desk.change(job, self, self._on_settled, self._desk.handle)

    def _on_settled(self, done: Settled) -> None:
        text = self.tr("{moved} have another booth, {dropped} were let go.")
        self._desk.committed(done.change, text.format(moved=done.moved, dropped=done.dropped))
