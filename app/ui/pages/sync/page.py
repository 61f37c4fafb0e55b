"""The page: connecting, or where things stand and the button that synchronises."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.errors import UserError
from app.services import conflicts, refusals, syncing
from app.services.changes import Change
from app.services.conflicts import ConflictLine
from app.services.syncing import Progress, Report
from app.ui import labels
from app.ui.desk import Desk, Notice
from app.ui.kit.banner import Banner, EmptyState
from app.ui.kit.buttons import primary_button
from app.ui.kit.cards import Card, PageHeader
from app.ui.kit.scroll import scrolling
from app.ui.kit.tones import Tone
from app.ui.lanes import Latest
from app.ui.pages.page import Page
from app.ui.pages.sync.choices import ConflictCard, RefusalCard
from app.ui.pages.sync.enrol import EnrolPanel
from app.ui.pages.sync.jobs import SyncView, read_view
from app.ui.pages.sync.overview import SKEW_LIMIT_MS, HistoryCard, StatusCard, WaitingCard
from app.ui.pages.sync.watching import QtWatcher
from app.ui.pages.sync.words import Words
from app.ui.theme import Space

_ENROL_WIDTH = 560


class SyncPage(Page):
    """Connects this laptop to a centre and synchronises with it."""

    KEY = "sync"
    WATCHES = syncing.ENTITIES | {"sync"}

    synced = Signal()
    """A sync has ended, well or not, or the laptop was connected: the sidebar asks again."""

    running_changed = Signal(bool)
    """Whether a sync runs now."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("sync_page")
        self._latest = Latest()
        self._watcher: QtWatcher | None = None
        self._make_widgets()
        self._lay_out()
        self._connect()

    # -- building ---------------------------------------------------------------------

    def _make_widgets(self) -> None:
        words = Words(self)
        self.header = PageHeader(self.tr("Synchronisation"))
        self.sync_button = primary_button(self.tr("Synchronise"), icon="refresh", shortcut="F5")
        self.sync_button.setObjectName("sync_button")
        self.header.add_action(self.sync_button)
        self.banner = Banner(Tone.INFO, "", closable=True)
        self.banner.setObjectName("sync_banner")
        self.skew_banner = Banner(Tone.WARNING, "")
        self.skew_banner.setObjectName("skew_banner")
        self.enrol_panel = EnrolPanel(self.desk)
        self.status_card = StatusCard()
        self.conflict_card = ConflictCard(words)
        self.refusal_card = RefusalCard(words)
        self.waiting_card = WaitingCard(words)
        self.history_card = HistoryCard()
        self.sample_state = EmptyState(
            "database",
            self.tr("Sample data is never sent"),
            self.tr("Leave the sample data in the settings to work with a centre."),
            action=self.tr("Open the settings"),
            action_icon="settings",
        )
        self.sample_state.setObjectName("sample_state")

    def _lay_out(self) -> None:
        self._sample = Card()
        self._sample.add(self.sample_state, 1)
        self._enrol = QWidget()
        centred = QHBoxLayout(self._enrol)
        centred.setContentsMargins(0, Space.XL, 0, 0)
        self.enrol_panel.setFixedWidth(_ENROL_WIDTH)
        centred.addWidget(self.enrol_panel, 0, Qt.AlignmentFlag.AlignTop)
        self._overview = scrolling(self._overview_column())
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L + 4, Space.XL, Space.XL)
        column.setSpacing(Space.L)
        column.addWidget(self.header)
        column.addWidget(self._sample, 1)
        column.addWidget(self._enrol, 1)
        column.addWidget(self._overview, 1)
        for part in (self._sample, self._enrol, self._overview, self.banner, self.skew_banner):
            part.hide()
        self.sync_button.hide()

    def _overview_column(self) -> QWidget:
        left, right = QVBoxLayout(), QVBoxLayout()
        for side, cards in (
            (left, (self.conflict_card, self.refusal_card, self.waiting_card)),
            (right, (self.history_card,)),
        ):
            side.setSpacing(Space.L)
            for card in cards:
                side.addWidget(card)
            side.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(Space.L)
        row.addLayout(left, 3)
        row.addLayout(right, 2)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        for widget in (self.banner, self.skew_banner, self.status_card):
            column.addWidget(widget)
        column.addLayout(row, 1)
        return box

    def _connect(self) -> None:
        self.sync_button.clicked.connect(self.synchronise)
        self.status_card.cancel_button.clicked.connect(self.cancel)
        self.enrol_panel.enrolled.connect(self._on_enrolled)
        self.conflict_card.chosen.connect(self._on_conflict_chosen)
        self.refusal_card.retry_requested.connect(self.retry_refused)
        self.sample_state.action_triggered.connect(self._on_settings_requested)

    # -- showing ----------------------------------------------------------------------

    @override
    def reload(self) -> None:
        job = partial(read_view, self.desk.ws)
        self.desk.read(job, self, self._on_view, token=self._latest.renew())

    def _on_view(self, view: SyncView) -> None:
        status = view.status
        sample = status.sample and not status.enrolled
        self._show_part(enrolled=status.enrolled, sample=sample)
        self.header.set_subtitle(status.centre_url or "")
        if not self.is_running:
            self.status_card.set_status(status)
        self.conflict_card.set_lines(view.conflicts)
        self.refusal_card.set_lines(view.refusals)
        self.waiting_card.set_lines(view.waiting, status)
        self.history_card.set_lines(view.runs)
        self._show_skew(status.skew_ms)

    def _show_part(self, *, enrolled: bool, sample: bool) -> None:
        parts = {
            self._sample: sample,
            self._enrol: not sample and not enrolled,
            self._overview: enrolled,
            self.sync_button: enrolled,
        }
        for part, shown in parts.items():
            if not shown:
                part.hide()
        for part, shown in parts.items():
            if shown:
                part.show()

    def _show_skew(self, skew_ms: int | None) -> None:
        off = skew_ms is not None and abs(skew_ms) > SKEW_LIMIT_MS
        self.skew_banner.setVisible(off)
        if off and skew_ms is not None:
            minutes = labels.number(round(abs(skew_ms) / 60_000))
            slow, fast = self._skew_sentences()
            what = (slow if skew_ms > 0 else fast).format(minutes=minutes)
            todo = self.tr("Set the clock of this laptop: papers carry its date.")
            self.skew_banner.set_message(Tone.WARNING, what, todo=todo)

    def _skew_sentences(self) -> tuple[str, str]:
        return (
            self.tr("The clock of this laptop is {minutes} minutes slow."),
            self.tr("The clock of this laptop is {minutes} minutes fast."),
        )

    # -- one sync ---------------------------------------------------------------------

    @property
    def is_running(self) -> bool:
        """Whether a sync runs now."""
        return self._watcher is not None

    def synchronise(self) -> None:
        """Sync once, off the UI thread; nothing while one runs."""
        if self.is_running:
            return
        self._watcher = QtWatcher()
        self._watcher.moved.connect(self._on_moved, Qt.ConnectionType.QueuedConnection)
        self._set_running(on=True)
        job = partial(syncing.run, self.desk.ws, self._watcher)
        self.desk.lanes.io(job, self, self._on_synced, self._on_sync_failed)

    def cancel(self) -> None:
        """Stop at the next step."""
        if self._watcher is not None:
            self._watcher.cancel()
            self.status_card.cancel_button.setEnabled(False)

    def _set_running(self, *, on: bool) -> None:
        self.sync_button.setEnabled(not on)
        self.status_card.set_running(on=on)
        self.running_changed.emit(on)
        if on:
            self.banner.hide()

    def _on_moved(self, progress: Progress) -> None:
        if self.is_running:
            self.status_card.set_progress(progress)

    def _on_synced(self, report: Report) -> None:
        stopped = self._watcher is not None and self._watcher.cancelled()
        self._end_run()
        self._tell(report, stopped=stopped)
        self.desk.changed.emit(syncing.ENTITIES)
        self.synced.emit()

    def _on_sync_failed(self, error: Exception) -> None:
        self._end_run()
        # What came before the failure is here: other pages show it too.
        self.desk.changed.emit(syncing.ENTITIES)
        self.synced.emit()
        if not isinstance(error, UserError):
            self.desk.handle(error)
            return
        self.banner.set_error(error)
        self.banner.show()

    def _end_run(self) -> None:
        self._watcher = None
        self._set_running(on=False)
        self.reload()

    def _tell(self, report: Report, *, stopped: bool) -> None:
        text = self.tr("Sent {sent} records and {photos} photos, received {received} records.")
        did = text.format(
            sent=labels.number(report.sent),
            photos=labels.number(report.photos_sent),
            received=labels.number(report.received),
        )
        if stopped:
            what, todo = self.tr("Stopped."), self.tr("The next synchronisation goes on from here.")
            self.banner.set_message(Tone.WARNING, what, safe=did, todo=todo)
        elif report.refused or report.conflicts:
            what = self.tr("Synchronised, but some records need you.")
            self.banner.set_message(Tone.WARNING, what, safe=did)
        elif not report.complete:
            what = self.tr("Records are synchronised; some photos still wait.")
            self.banner.set_message(Tone.INFO, what, safe=did)
        else:
            self.banner.set_message(Tone.SUCCESS, self.tr("Synchronised."), safe=did)
        self.banner.show()

    # -- what needs a person ----------------------------------------------------------

    def _on_conflict_chosen(self, line: ConflictLine, mine: bool) -> None:
        job = partial(conflicts.choose, self.desk.ws, line.key, mine=mine)
        self.desk.change(job, self, self._on_conflict_settled, self._on_settling_failed)

    def _on_conflict_settled(self, change: Change) -> None:
        self.desk.committed(change, self.tr("Chosen."))
        self.reload()
        self.synced.emit()

    def _on_settling_failed(self, error: Exception) -> None:
        self.reload()
        self.desk.handle(error)

    def retry_refused(self) -> None:
        """Let refused records be sent again at the next sync, and sync."""
        job = partial(refusals.retry_refused, self.desk.ws)
        self.desk.change(job, self, self._on_retried)

    def _on_retried(self, _nothing: None) -> None:
        self.reload()
        self.synchronise()

    # -- elsewhere --------------------------------------------------------------------

    def _on_enrolled(self, name: str) -> None:
        self.desk.noticed.emit(Notice(self.tr("Connected as {name}.").format(name=name)))
        self.desk.changed.emit(self.WATCHES)
        self.reload()
        self.synced.emit()
        self.sync_button.setFocus()

    def _on_settings_requested(self) -> None:
        self.desk.go("settings")
