"""The head of the page: the session, what is done with it as a whole, that it is practice."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services import sessions
from app.services.changes import Change
from app.services.sessions import SessionView
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import Button, secondary_button
from app.ui.kit.cards import PageHeader
from app.ui.kit.sheet import ConfirmSheet
from app.ui.kit.slots import weak_slot
from app.ui.kit.tones import Tone
from app.ui.pages.curation.queue import may_arrange
from app.ui.pages.curation.session_form import SessionSheet
from app.ui.theme import Space


class SessionHead(QWidget):
    """Tells of the session on show; changes, closes and reopens it. The page prints and ranks."""

    other_wanted = Signal()
    print_wanted = Signal()
    ranking_wanted = Signal()
    failed = Signal(object)
    """Exception: the session stays as it is."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._session: SessionView | None = None
        self.bar = PageHeader(self.tr("Curation"))
        self._make_buttons()
        self.practice = Banner(
            Tone.WARNING,
            self.tr("PRACTICE. Nothing scored here is sent, and no certificate comes of it."),
        )
        self.practice.setObjectName("practice_banner")
        self.practice.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.bar)
        column.addWidget(self.practice)

    def _make_buttons(self) -> None:
        self.close_button = self._button(self.tr("Close session"), "lock", "close_session")
        self.close_button.clicked.connect(self._on_close_wanted)
        self.other_button = self._button(self.tr("Other session"), "calendar", "other_session")
        self.other_button.clicked.connect(self.other_wanted)
        self.print_button = self._button(self.tr("Print"), "printer", "print_session")
        self.print_button.setToolTip(self.tr("Print ({keys})").format(keys="Ctrl+Shift+P"))
        self.print_button.clicked.connect(self.print_wanted)
        self.change_button = self._button(self.tr("Change"), "pencil", "change_session")
        self.change_button.clicked.connect(self._on_change_wanted)
        self.reopen_button = self._button(self.tr("Open again"), "arrow-back-up", "reopen_session")
        self.reopen_button.clicked.connect(self._on_reopen_wanted)
        self.ranking_button = self._button(self.tr("Ranking"), "star", "ranking")
        self.ranking_button.clicked.connect(self.ranking_wanted)
        self.ranking_button.hide()
        self._actions = (
            self.ranking_button,
            self.print_button,
            self.change_button,
            self.other_button,
            self.close_button,
            self.reopen_button,
        )
        for button in self._actions:
            self.bar.add_action(button)

    def _button(self, text: str, icon: str, name: str) -> Button:
        button = secondary_button(text, icon=icon)
        button.setObjectName(f"{name}_button")
        return button

    def show_session(self, session: SessionView) -> None:
        """The session's name, how far it is, and what this person may do with it."""
        self._session = session
        self._show_actions(session)
        self.practice.setVisible(session.training)
        self.bar.set_title(session.name)
        done = self.tr("{scored} of {total} decided").format(
            scored=session.scored, total=session.total
        )
        level = f"{session.level.term} {session.region_name}"
        parts = [done, session.place, level, labels.weekday_date(session.held_on)]
        if not session.open:
            parts.insert(0, self.tr("Closed"))
        self.bar.set_subtitle(" · ".join(parts))

    def show_none(self) -> None:
        """No session is on show: one is asked for below."""
        self._session = None
        self.bar.set_title(self.tr("Curation"))
        self.bar.set_subtitle(self.tr("Open a session to score products"))
        for button in self._actions:
            button.hide()
        self.practice.hide()

    def _show_actions(self, session: SessionView) -> None:
        arranges = may_arrange(self._desk.ws.me)
        self.print_button.setVisible(session.total > 0)
        self.other_button.show()
        self.change_button.setVisible(session.open and arranges)
        self.close_button.setVisible(session.open and arranges)
        self.reopen_button.setVisible(not session.open and arranges)

    # -- changing it --------------------------------------------------------------------

    def _on_change_wanted(self) -> None:
        if self._session is not None:
            SessionSheet(self._desk, self._session.id, self.window()).open()

    def _on_reopen_wanted(self) -> None:
        if self._session is not None:
            job = partial(sessions.close, self._desk.ws, self._session.id, closed=False)
            self._desk.change(job, self, self._on_reopened, self._on_failed)

    def _on_reopened(self, change: Change) -> None:
        self._desk.committed(change, self.tr("The session is open again."))

    def _on_close_wanted(self) -> None:
        if self._session is None:
            return
        question = ConfirmSheet(
            self.tr("Close this session?"),
            self.tr("Nothing can be scored in a closed session. It can be opened again."),
            self.tr("Close session"),
            self.window(),
        )
        question.confirmed.connect(weak_slot(self._close_session))
        question.open()

    def _close_session(self) -> None:
        if self._session is not None:
            job = partial(sessions.close, self._desk.ws, self._session.id)
            self._desk.change(job, self, self._on_closed, self._on_failed)

    def _on_closed(self, change: Change) -> None:
        self._desk.committed(change, self.tr("The session is closed."))

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(error)
