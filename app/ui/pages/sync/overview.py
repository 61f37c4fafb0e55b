"""What waits, and how earlier syncs went."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.syncing import RunLine, Status, WaitingLine
from app.ui import labels
from app.ui.kit.cards import Card, IconBadge, KeyValueGrid
from app.ui.kit.labels import ElidedLabel, Label
from app.ui.kit.tones import Tone
from app.ui.pages.sync.telling import Telling, size
from app.ui.pages.sync.words import Words
from app.ui.theme import Space

_RUNS = 8
"""How many earlier runs are shown: more would only be scrolled past."""


class WaitingCard(Card):
    """What waits, by kind, how many bytes of photographs, and how long it will take."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Waiting to be sent"), parent)
        self.setObjectName("waiting_card")
        self._words, self._telling = words, Telling(self)
        self._none = Label(self.tr("Nothing is waiting."), "muted")
        self.grid = KeyValueGrid()
        self.add(self._none)
        self.add(self.grid)

    def set_lines(self, lines: Sequence[WaitingLine], status: Status) -> None:
        """Show what waits."""
        rows = [(self._words.entity(w.entity), labels.number(w.count)) for w in lines]
        if status.waiting_photos:
            count = labels.number(status.waiting_photos)
            rows.append((self.tr("Photo files"), f"{count} · {size(status.waiting_bytes)}"))
        if status.carried:
            rows.append((self.tr("Batches of other laptops"), labels.number(status.carried)))
        if status.seconds_left is not None:
            time = self._telling.duration(status.seconds_left)
            rows.append((self.tr("Estimated time"), time))
        self.grid.set_rows(rows)
        self.grid.setVisible(bool(rows))
        self._none.setVisible(not rows)


class HistoryCard(Card):
    """Earlier syncs, newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Earlier synchronisations"), parent)
        self.setObjectName("history_card")
        self._none = Label(self.tr("None yet."), "muted")
        self.add(self._none)
        self._lines: Sequence[RunLine] = ()
        self.rows: list[QWidget] = []

    def set_lines(self, lines: Sequence[RunLine]) -> None:
        """Show the latest of these."""
        lines = tuple(lines)[:_RUNS]
        if lines == self._lines:
            return
        self._lines = lines
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [self._row(line) for line in lines]
        for row in self.rows:
            self.add(row)
        self._none.setVisible(not lines)

    def _row(self, line: RunLine) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        tone = Tone.SUCCESS if line.ok else Tone.WARNING
        icon = "check" if line.ok else "alert-triangle"
        row.addWidget(IconBadge(icon, tone, 28), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(labels.moment(line.started_at), "strong"))
        text = self.words_of(line)
        words.addWidget(ElidedLabel(text, "muted") if line.ok else Label(text, "muted", wrap=True))
        row.addLayout(words, 1)
        box.setAccessibleName(f"{labels.moment(line.started_at)}. {text}")
        return box

    def words_of(self, line: RunLine) -> str:
        """What a sync did, or why it did not."""
        if not line.ok:
            return line.sentence
        text = self.tr("Sent {sent}, received {received}, photos {photos}")
        return text.format(
            sent=labels.number(line.sent),
            received=labels.number(line.received),
            photos=labels.number(line.photos_sent + line.photos_received),
        )
