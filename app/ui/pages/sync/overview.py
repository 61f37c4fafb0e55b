"""Where this laptop stands towards the centre, what waits, and how earlier syncs went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.syncing import Progress, RunLine, Status, WaitingLine
from app.ui import labels
from app.ui.kit.buttons import secondary_button
from app.ui.kit.cards import Card, IconBadge, KeyValueGrid, ProgressLine
from app.ui.kit.labels import ElidedLabel, Label
from app.ui.kit.tones import Tone
from app.ui.pages.sync.words import Words, size
from app.ui.theme import Space

SKEW_LIMIT_MS = 120_000
"""From here on a clock is said to be wrong: papers carry dates."""


@dataclass(frozen=True, slots=True)
class _Stand:
    icon: str
    tone: Tone
    headline: str


class StatusCard(Card):
    """The one sentence that counts, always true; progress and a way to stop while it runs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("status_card")
        self._badge_row = QHBoxLayout()
        self._badge_row.setSpacing(Space.L)
        self._badge: IconBadge | None = None
        self.headline = Label("", "title", wrap=True)
        self.headline.setObjectName("status_card.headline")
        self.detail = Label("", "muted", wrap=True)
        self.detail.setObjectName("status_card.detail")
        self.progress = ProgressLine(self.tr("Progress"))
        self.progress.setObjectName("status_card.progress")
        self.cancel_button = secondary_button(self.tr("Stop"), icon="x")
        self.cancel_button.setObjectName("cancel_button")
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addStretch(1)
        words.addWidget(self.headline)
        words.addWidget(self.detail)
        words.addSpacing(Space.XS)
        words.addWidget(self.progress)
        words.addStretch(1)
        self._badge_row.addLayout(words, 1)
        self._badge_row.addWidget(self.cancel_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(self._badge_row)
        self.set_running(on=False)

    def set_status(self, status: Status) -> None:
        """Say how things stand."""
        stand = self._stand(status)
        self._set_badge(stand.icon, stand.tone)
        self.headline.setText(stand.headline)
        self.detail.setText(self._detail(status))

    def _stand(self, status: Status) -> _Stand:
        if status.refused or status.conflicts:
            return _Stand("alert-triangle", Tone.WARNING, self.tr("Some records need you"))
        if status.waiting_rows:
            text = self.tr("{count} records wait to be sent")
            shown = text.format(count=labels.number(status.waiting_rows))
            return _Stand("cloud-upload", Tone.INFO, shown)
        if status.waiting_photos:
            text = self.tr("{count} photos wait to be sent")
            shown = text.format(count=labels.number(status.waiting_photos))
            return _Stand("cloud-upload", Tone.INFO, shown)
        if status.last_success_at is None:
            return _Stand("cloud-off", Tone.NEUTRAL, self.tr("Not synchronised yet"))
        return _Stand("cloud-check", Tone.SUCCESS, self.tr("Everything has reached the centre"))

    def _detail(self, status: Status) -> str:
        if status.last_success_at is None:
            return self.tr("Connect to a hotspot or Wi-Fi, then press F5.")
        text = self.tr("Last complete synchronisation: {moment}")
        return text.format(moment=labels.moment(status.last_success_at))

    def _set_badge(self, icon: str, tone: Tone) -> None:
        if self._badge is not None:
            self._badge.hide()
            self._badge.deleteLater()
        self._badge = IconBadge(icon, tone, 48)
        self._badge_row.insertWidget(0, self._badge)

    def set_running(self, *, on: bool) -> None:
        """While a sync runs: a line that fills and a way to stop."""
        self.progress.setVisible(on)
        self.cancel_button.setVisible(on)
        self.cancel_button.setEnabled(on)
        self.detail.setVisible(True)
        if on:
            self._set_badge("refresh", Tone.INFO)
            self.headline.setText(self.tr("Synchronising…"))
            self.detail.setText(self.tr("Connecting to the centre"))
            self.progress.set_progress(0, 0)

    def set_progress(self, progress: Progress) -> None:
        """How far the sync is."""
        done = labels.number(progress.done)
        if progress.stage == "photos" and progress.total:
            text = self.tr("Photos: {done} of {total}")
            self.detail.setText(text.format(done=done, total=labels.number(progress.total)))
            self.progress.set_progress(progress.done, progress.total)
        else:
            self.detail.setText(self.tr("Records: {done}").format(done=done))


class WaitingCard(Card):
    """What waits, by kind, and how many bytes of photographs."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Waiting to be sent"), parent)
        self.setObjectName("waiting_card")
        self._words = words
        self._none = Label(self.tr("Nothing is waiting."), "muted")
        self.grid = KeyValueGrid()
        self.add(self._none)
        self.add(self.grid)

    def set_lines(self, lines: Sequence[WaitingLine], status: Status) -> None:
        """Show what waits."""
        rows = [(self._words.entity(w.entity), labels.number(w.count)) for w in lines]
        if status.waiting_photos:
            name = self.tr("Photo files")
            count = labels.number(status.waiting_photos)
            rows.append((name, f"{count} · {size(status.waiting_bytes)}"))
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
        self.rows: list[QWidget] = []

    def set_lines(self, lines: Sequence[RunLine]) -> None:
        """Show these."""
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
