"""Today's session: where it is, how far it is, and the button that goes on with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.home import Queue
from app.services.sessions import SessionView
from app.ui import labels
from app.ui.kit.buttons import primary_button
from app.ui.kit.cards import Card, IconBadge, ProgressLine
from app.ui.kit.chips import ChipRow
from app.ui.kit.labels import ElidedLabel, Label
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.theme import Space


class SessionCard(Card):
    """The session chosen on this laptop; `curation_requested()`."""

    curation_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("session_card")
        self.title = ElidedLabel("", "title")
        self.title.setObjectName("session_card.title")
        self._place = Label("", "muted", wrap=True)
        self._chips = ChipRow()
        self._line = ProgressLine(self.tr("Scored products"))
        self.queue = ChipRow()
        self.queue.setObjectName("session_card.queue")
        self.count = Label("", "label")
        self.count.setObjectName("session_card.count")
        self.button = primary_button("", icon="clipboard-check", big=True)
        self.button.setObjectName("session_card.button")
        self.button.clicked.connect(self.curation_requested)
        self._lay_out()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(self.title)
        words.addWidget(self._place)
        words.addSpacing(Space.XS)
        words.addWidget(self._chips)
        self._progress = QWidget()
        column = QVBoxLayout(self._progress)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addStretch(1)
        column.addWidget(self.count)
        column.addWidget(self._line)
        column.addWidget(self.queue)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(Space.L)
        row.addWidget(IconBadge("calendar", Tone.INFO, 52), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 3)
        row.addWidget(self._progress, 2)
        row.addSpacing(Space.S)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)

    def set_queue(self, queue: Queue) -> None:
        """How far the products are, and how many wait for this person."""
        counts = (
            (queue.mine, self.tr("{count} wait for you"), Tone.WARNING),
            (queue.waiting, self.tr("{count} waiting"), Tone.NEUTRAL),
            (queue.scored, self.tr("{count} to decide"), Tone.INFO),
        )
        self.queue.set_chips(
            tuple(
                ChipSpec(text.format(count=labels.number(n)), tone) for n, text, tone in counts if n
            )
        )

    def set_session(self, view: SessionView | None) -> None:
        """Show a session, or that there is none yet."""
        self._progress.setVisible(view is not None)
        self._chips.setVisible(view is not None)
        if view is None:
            self.title.setText(self.tr("No session is open"))
            self._place.setText(self.tr("Open the session of today, then products can be scored."))
            self.button.setText(self.tr("Open a session"))
            self.button.setAccessibleName(self.button.text())
            self.button.set_icon_name("plus")
            return
        self.title.setText(view.name)
        self._place.setText(f"{view.place} · {labels.weekday_date(view.held_on)}")
        self._chips.set_chips(self._chips_of(view))
        text = self.tr("{scored} of {total} products scored")
        self.count.setText(
            text.format(scored=labels.number(view.scored), total=labels.number(view.total))
        )
        self._line.set_progress(view.scored, view.total)
        text = self.tr("Continue scoring") if view.scored else self.tr("Start scoring")
        self.button.setText(text)
        self.button.setAccessibleName(text)
        self.button.set_icon_name("clipboard-check")

    def _chips_of(self, view: SessionView) -> tuple[ChipSpec, ...]:
        chips = [
            ChipSpec(view.level.term, Tone.INFO, "flag"),
            ChipSpec(view.region_name, Tone.NEUTRAL, "map-pin"),
        ]
        if not view.open:
            chips.append(ChipSpec(self.tr("Closed"), Tone.WARNING, "lock"))
        if view.training:
            chips.append(ChipSpec(self.tr("Practice"), Tone.WARNING, "certificate"))
        return tuple(chips)
