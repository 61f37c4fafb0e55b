"""The one sentence that counts, always true, and the run that goes on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.syncing import Progress, Status
from app.ui import labels
from app.ui.kit.buttons import ghost_button, secondary_button
from app.ui.kit.cards import Card, IconBadge, ProgressLine
from app.ui.kit.chips import Chip
from app.ui.kit.labels import ElidedLabel, Label, Line
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.pages.sync.jobs import SyncView
from app.ui.pages.sync.telling import Telling, size
from app.ui.syncing.background import BackgroundSync, Mode
from app.ui.syncing.facts import is_all_confirmed
from app.ui.theme import Space


@dataclass(frozen=True, slots=True)
class _Stand:
    icon: str
    tone: Tone
    headline: str


class StatusCard(Card):
    """Where this laptop stands; progress and a way to stop while a sync runs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("status_card")
        self._telling = Telling(self)
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
        self.automatic = AutomaticRow()
        self._lay_out()
        self.set_running(on=False)

    def _lay_out(self) -> None:
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
        self.add(Line())
        self.add(self.automatic)
        self.body.setContentsMargins(18, 18, 18, Space.S + 2)

    def show_view(self, view: SyncView) -> None:
        """Say how things stand."""
        stand = self._stand(view)
        self._set_badge(stand.icon, stand.tone)
        self.headline.setText(stand.headline)
        self.detail.setText(self._detail(view.status))

    def _stand(self, view: SyncView) -> _Stand:
        status = view.status
        if view.to_mend or status.conflicts:
            return _Stand("alert-triangle", Tone.WARNING, self.tr("Some records need you"))
        for count, icon, text in self._waits(status):
            if count:
                return _Stand(icon, Tone.INFO, text.format(count=labels.number(count)))
        if is_all_confirmed(status):
            text = self.tr("Everything has reached the centre")
            return _Stand("cloud-check", Tone.SUCCESS, text)
        if status.last_success_at is None:
            return _Stand("cloud-off", Tone.NEUTRAL, self.tr("Not synchronised yet"))
        return _Stand("refresh-alert", Tone.NEUTRAL, self.tr("Nothing waits to be sent"))

    def _waits(self, status: Status) -> tuple[tuple[int, str, str], ...]:
        return (
            (status.waiting_rows, "cloud-upload", self.tr("{count} records wait to be sent")),
            (status.waiting_photos, "cloud-upload", self.tr("{count} photos wait to be sent")),
            (status.refused, "clock", self.tr("{count} records wait for others to arrive first")),
            (status.handed_over, "users", self.tr("{count} records wait for the centre's staff")),
            (status.carried, "cloud-upload", self.tr("{count} batches of other laptops wait")),
        )

    def _detail(self, status: Status) -> str:
        if status.last_success_at is None:
            last = self.tr("Connect to a hotspot or Wi-Fi, then press F5.")
        else:
            text = self.tr("Last complete synchronisation: {moment}.")
            last = text.format(moment=labels.moment(status.last_success_at))
        if status.seconds_left is None:
            return last
        text = self.tr("Sending will take {time}.")
        takes = text.format(time=self._telling.duration(status.seconds_left))
        return f"{last} {takes}"

    def _set_badge(self, icon: str, tone: Tone) -> None:
        if self._badge is not None:
            self._badge.hide()
            self._badge.deleteLater()
        self._badge = IconBadge(icon, tone, 48)
        self._badge_row.insertWidget(0, self._badge)

    def set_running(self, *, on: bool, stopping: bool = False) -> None:
        """While a sync runs: a line that fills and a way to stop."""
        self.progress.setVisible(on)
        self.cancel_button.setVisible(on)
        self.cancel_button.setEnabled(on and not stopping)
        if on and not stopping:
            self._set_badge("refresh", Tone.INFO)
            self.headline.setText(self.tr("Synchronising…"))
            self.detail.setText(self.tr("Connecting to the centre"))
            self.progress.set_progress(0, 0)
        elif on:
            self.headline.setText(self.tr("Stopping at the next step…"))

    def set_progress(self, progress: Progress) -> None:
        """How far the sync is."""
        self.detail.setText(self._progress_words(progress))
        if progress.bytes_total:
            done = min(progress.bytes_done, progress.bytes_total)
            self.progress.set_progress(done, progress.bytes_total)
        else:
            self.progress.set_progress(min(progress.done, progress.total), progress.total)

    def _progress_words(self, progress: Progress) -> str:
        done, total = labels.number(progress.done), labels.number(progress.total)
        if progress.stage != "photos":
            if not progress.total:
                return self.tr("Records: {done}").format(done=done)
            return self.tr("Records: {done} of {total}").format(done=done, total=total)
        text = self.tr("Photos: {done} of {total}").format(done=done, total=total)
        if not progress.bytes_total:
            return text
        amount = self.tr("{done} of {total}").format(
            done=size(progress.bytes_done), total=size(progress.bytes_total)
        )
        return f"{text} · {amount}"


class AutomaticRow(QWidget):
    """Whether it synchronises by itself, and an hour of quiet."""

    pause_requested = Signal()
    resume_requested = Signal()
    settings_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("automatic_row")
        self.chip = Chip("")
        self.words = ElidedLabel("", "muted")
        self.pause_button = ghost_button(self.tr("Pause for an hour"), icon="player-pause")
        self.resume_button = ghost_button(self.tr("Go on now"), icon="refresh")
        self.settings_button = ghost_button(self.tr("Open the settings"), icon="settings")
        self.pause_button.setObjectName("pause_button")
        self.resume_button.setObjectName("resume_button")
        self.pause_button.clicked.connect(self.pause_requested)
        self.resume_button.clicked.connect(self.resume_requested)
        self.settings_button.clicked.connect(self.settings_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addWidget(self.chip)
        row.addWidget(self.words, 1)
        for button in (self.pause_button, self.resume_button, self.settings_button):
            button.setFixedHeight(30)
            row.addWidget(button)

    def show_background(self, background: BackgroundSync) -> None:
        """Say what holds it, or that nothing does."""
        mode = background.mode
        spec, words = self._words(background)
        self.chip.set_spec(spec)
        self.words.setText(words)
        self.setAccessibleName(f"{spec.text}. {words}")
        self.pause_button.setVisible(mode in (Mode.READY, Mode.OFFLINE))
        self.resume_button.setVisible(mode is Mode.PAUSED)
        self.settings_button.setVisible(mode in (Mode.OFF, Mode.METERED))

    def _words(self, background: BackgroundSync) -> tuple[ChipSpec, str]:
        mode, until = background.mode, background.paused_until
        if mode is Mode.OFF:
            text = self.tr("It synchronises only when you press the button.")
            return ChipSpec(self.tr("Automatic: off")), text
        if mode is Mode.PAUSED and until is not None:
            time = labels.moment(until).rpartition(" ")[2]
            text = self.tr("Quiet until {time}. The button works all the same.")
            spec = ChipSpec(self.tr("Automatic: paused"), Tone.WARNING)
            return spec, text.format(time=time)
        on = ChipSpec(self.tr("Automatic: on"), Tone.INFO)
        if mode is Mode.METERED:
            return on, self.tr("It waits: this network is paid by the amount of data.")
        if mode is Mode.OFFLINE or background.seems_offline:
            return on, self.tr("It goes on by itself as soon as the centre can be reached.")
        return on, self.tr("It sends by itself what you enter.")
