"""The page: connecting, or where things stand and the button that synchronises."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.services import syncing
from app.services.changes import ConflictKey
from app.ui.desk import Desk, Notice
from app.ui.kit.banner import Banner, EmptyState
from app.ui.kit.buttons import primary_button
from app.ui.kit.cards import Card, PageHeader
from app.ui.kit.scroll import scrolling
from app.ui.kit.tones import Tone
from app.ui.lanes import Latest
from app.ui.pages.page import Page
from app.ui.pages.sync.carrying import Carrying
from app.ui.pages.sync.enrol import EnrolPanel
from app.ui.pages.sync.files_card import FilesCard
from app.ui.pages.sync.jobs import SyncView, read_view
from app.ui.pages.sync.mending import Mending
from app.ui.pages.sync.notices import Notices
from app.ui.pages.sync.overview import HistoryCard, WaitingCard
from app.ui.pages.sync.refused import RefusalCard
from app.ui.pages.sync.results import Results
from app.ui.pages.sync.safety_card import SafetyCard
from app.ui.pages.sync.settling import Settling
from app.ui.pages.sync.status_card import StatusCard
from app.ui.pages.sync.story import ConflictStory
from app.ui.pages.sync.told import Told
from app.ui.pages.sync.words import Words
from app.ui.syncing.runner import Ended
from app.ui.theme import Space

_ENROL_WIDTH = 560


class SyncPage(Page):
    """Connects this laptop to a centre and shows how both stand."""

    KEY = "sync"
    WATCHES = syncing.ENTITIES | {"sync"}

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("sync_page")
        self._latest = Latest()
        self._wants_focus = False
        self._wanted: ConflictKey | None = None
        self.settling = Settling(desk, self)
        self._reveal = QTimer(self)
        self._reveal.setSingleShot(True)
        self._reveal.setInterval(0)
        self._reveal.timeout.connect(self._on_reveal)
        self._make_widgets()
        self._lay_out()
        self._connect()
        self._connect_cards()
        self._show_running()
        self._show_background()

    # -- building ---------------------------------------------------------------------

    def _make_widgets(self) -> None:
        words = Words(self)
        self.header = PageHeader(self.tr("Synchronisation"))
        self.sync_button = primary_button(self.tr("Synchronise"), icon="refresh", shortcut="F5")
        self.sync_button.setObjectName("sync_button")
        self.header.add_action(self.sync_button)
        self.banner = Banner(Tone.INFO, "", closable=True)
        self.banner.setObjectName("sync_banner")
        self.banner.hide()
        self.results = Results(self)
        self.notices = Notices()
        self.enrol_panel = EnrolPanel(self.desk)
        self.status_card = StatusCard()
        self.story = ConflictStory(words, self.desk.thumbs)
        self.refusal_card = RefusalCard(words)
        self.mending = Mending(self.desk, self.refusal_card, self)
        self.waiting_card = WaitingCard(words)
        self.files_card = FilesCard()
        self.carrying = Carrying(self.desk, self.files_card, self)
        self.safety_card = SafetyCard()
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
        for part in (self._sample, self._enrol, self._overview, self.sync_button):
            part.hide()

    def _overview_column(self) -> QWidget:
        left, right = QVBoxLayout(), QVBoxLayout()
        for side, cards in (
            (left, (self.refusal_card, self.waiting_card, self.files_card)),
            (right, (self.safety_card, self.history_card)),
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
        for widget in (self.banner, self.notices, self.status_card, self.story):
            column.addWidget(widget)
        column.addLayout(row, 1)
        return box

    def _connect(self) -> None:
        sync, background = self.desk.sync, self.desk.background
        sync.started.connect(self._on_started)
        sync.progressed.connect(self.status_card.set_progress)
        sync.ended.connect(self._on_ended)
        background.changed.connect(self._show_background)
        automatic = self.status_card.automatic
        automatic.pause_requested.connect(background.pause)
        automatic.resume_requested.connect(background.resume)
        automatic.settings_requested.connect(self._on_settings_requested)
        self.sync_button.clicked.connect(self.synchronise)
        self.status_card.cancel_button.clicked.connect(self.cancel)

    def _connect_cards(self) -> None:
        self.enrol_panel.enrolled.connect(self._on_enrolled)
        self.sample_state.action_triggered.connect(self._on_settings_requested)
        self.story.chosen.connect(self._on_chosen)
        self.story.undo_requested.connect(self._on_undo_requested)
        self.settling.settled.connect(self.story.pile.settle)
        self.settling.failed.connect(self._on_choice_failed)
        self.settling.reopened.connect(self._on_reopened)
        self.mending.retried.connect(self.synchronise)
        self.mending.told.connect(self._on_told)
        # Once the card has its new height.
        self.carrying.told.connect(self._reveal.start)

    # -- showing ----------------------------------------------------------------------

    @override
    def enter(self, record: UUID | None = None, *, new: bool = False) -> None:
        """Come to the front; with conflicts, their keys work at once."""
        self._wants_focus = True
        super().enter(record, new=new)
        if self.story.isVisible():
            self._take_focus()

    @override
    def leave(self) -> None:
        super().leave()
        self.settling.forget()
        self.story.start_over()
        self.story.set_last(self.settling.last_text)
        self._to_top()

    def _to_top(self) -> None:
        # A card that goes away with the focus hands it on, and the page scrolls after it.
        self._overview.verticalScrollBar().setValue(0)

    @override
    def reload(self) -> None:
        job = partial(read_view, self.desk.ws)
        self.desk.read(job, self, self._on_view, token=self._latest.renew())

    def _on_view(self, view: SyncView) -> None:
        status = view.status
        sample = status.sample and not status.enrolled
        self._show_part(enrolled=status.enrolled, sample=sample)
        self.header.set_subtitle(status.centre_url or "")
        if not self.desk.sync.is_running:
            self.status_card.show_view(view)
        self.notices.show_view(view)
        self._show_story(view)
        self.refusal_card.set_lines(view.refusals)
        self.waiting_card.set_lines(view.waiting, status)
        self.files_card.show_drafts(view.drafts, self.desk.ws.today())
        self.safety_card.show_safety(view.safety)
        self.history_card.set_lines(view.runs)

    def _show_story(self, view: SyncView) -> None:
        if self._wanted is not None:
            self.story.pile.expect(self._wanted)
            self._wanted = None
        had_focus = self.story.has_focus
        self.story.set_lines(view.conflicts, view.now)
        if had_focus and self.story.isHidden():
            self.sync_button.setFocus()
            self._to_top()
        if self._wants_focus and view.conflicts:
            self._take_focus()

    def _take_focus(self) -> None:
        self._wants_focus = False
        self.story.setFocus()

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

    def _show_background(self) -> None:
        self.status_card.automatic.show_background(self.desk.background)

    # -- one sync ---------------------------------------------------------------------

    @property
    def is_running(self) -> bool:
        """Whether a sync runs now, asked for or not."""
        return self.desk.sync.is_running

    def synchronise(self) -> None:
        """Sync once, off the UI thread; one that runs by itself becomes the person's own."""
        self.banner.hide()
        self.desk.sync.start()
        self._show_button()

    def cancel(self) -> None:
        """Stop at the next step."""
        self.desk.sync.cancel()
        self._show_running()

    def _show_running(self) -> None:
        sync = self.desk.sync
        self.status_card.set_running(on=sync.is_running, stopping=sync.is_stopping)
        self._show_button()

    def _show_button(self) -> None:
        sync = self.desk.sync
        self.sync_button.setEnabled(not sync.is_running or sync.is_quiet)

    def _name_button(self, *, broken_off: bool) -> None:
        """After a run that broke off, the same button goes on from there."""
        text = self.tr("Go on") if broken_off else self.tr("Synchronise")
        self.sync_button.setText(text)
        self.sync_button.setAccessibleName(text)

    def _on_started(self) -> None:
        self._show_running()

    def _on_ended(self, ended: Ended) -> None:
        self._show_running()
        self._name_button(broken_off=ended.stopped or ended.error is not None)
        told = self.results.words(ended, self.desk.background)
        if told is not None:
            self._on_told(told)

    def _on_told(self, told: Told) -> None:
        self.banner.set_message(told.tone, told.what, safe=told.safe, todo=told.todo)
        self.banner.show()
        self._overview.verticalScrollBar().setValue(0)

    def _on_reveal(self) -> None:
        self._overview.ensureWidgetVisible(self.files_card, 0, Space.XL)

    # -- what needs a person ----------------------------------------------------------

    def _on_chosen(self, keys: tuple[ConflictKey, ...], mine: bool, text: str) -> None:
        self.settling.choose(keys, mine, text)
        self.story.set_last(self.settling.last_text)

    def _on_undo_requested(self) -> None:
        self.settling.undo()
        self.story.set_last(self.settling.last_text)

    def _on_reopened(self, keys: tuple[ConflictKey, ...]) -> None:
        self._wanted = keys[0]

    def _on_choice_failed(self, keys: tuple[ConflictKey, ...]) -> None:
        self.story.pile.settle(keys)
        self.story.set_last(self.settling.last_text)
        self.reload()

    # -- elsewhere --------------------------------------------------------------------

    def _on_enrolled(self, name: str) -> None:
        self.desk.noticed.emit(Notice(self.tr("Connected as {name}.").format(name=name)))
        self.desk.changed.emit(self.WATCHES)
        self.reload()
        self.sync_button.setFocus()
        self.desk.background.resume()

    def _on_settings_requested(self) -> None:
        self.desk.go("settings")
