"""Opening a session: what is asked before the first product is scored; changing it later."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.errors import UserError
from app.services import sessions
from app.services.changes import Change
from app.services.sessions import SessionForm, SessionView
from app.services.workspace import Workspace
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import Button, primary_button, secondary_button
from app.ui.kit.cards import Card, row_of
from app.ui.kit.labels import Label
from app.ui.kit.sheet import Sheet
from app.ui.kit.slots import weak_slot
from app.ui.kit.tones import Tone
from app.ui.pages.curation.session_fields import SessionFields


class SessionCard(Card):
    """A new session; `opened(object)` carries its key."""

    opened = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Open a curation session"), parent)
        self._desk = desk
        words = self.tr("Everything scored today belongs to this session. It can be closed later.")
        self.add(Label(words, "muted", wrap=True))
        self.banner = Banner(Tone.DANGER, "")
        self.banner.hide()
        self.add(self.banner)
        self.fields = SessionFields(desk)
        self.name_edit, self.place_edit = self.fields.name_edit, self.fields.place_edit
        self.add(self.fields)
        self.open_button = primary_button(self.tr("Open session"), icon="clipboard-check")
        self.open_button.setObjectName("open_session_button")
        self.add(row_of(self.open_button))
        self.body.addStretch(1)
        self.open_button.clicked.connect(self.open_session)
        self.fields.submitted.connect(self.open_session)

    def open_session(self) -> None:
        """Open the session as typed."""
        job = partial(sessions.create, self._desk.ws, self.fields.form)
        self._desk.change(job, self, self._on_opened, self._on_failed)

    def _on_opened(self, made: tuple[UUID, Change]) -> None:
        key, change = made
        self.banner.hide()
        self._desk.committed(change)
        self.opened.emit(key)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.banner.set_error(error)
        self.banner.show()
        self.fields.focus_empty()


class SessionSheet(Sheet):
    """A session that is there already, to change what was agreed."""

    def __init__(self, desk: Desk, session_id: UUID, parent: QWidget | None) -> None:
        super().__init__(self.tr("Change the session"), parent, width=820)
        self.setObjectName("session_sheet")
        self._desk, self._session_id = desk, session_id
        self.banner = Banner(Tone.DANGER, "")
        self.banner.hide()
        self.fields = SessionFields(desk)
        self.body.addWidget(Label(self.tr("Change the session"), "title"))
        self.body.addWidget(self.banner)
        self.body.addWidget(self.fields)
        self.cancel_button = secondary_button(self.tr("Cancel"))
        self.save_button = primary_button(self.tr("Save"), icon="check", shortcut="Ctrl+S")
        self.save_button.setObjectName("session_sheet.save")
        self.add_button(self.cancel_button)
        self.add_button(self.save_button, default=True)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save)
        desk.read(partial(sessions.form_of, desk.ws, session_id), self, self._on_form)

    def _on_form(self, form: SessionForm) -> None:
        self.fields.show_form(form)
        self.fields.name_edit.setFocus()

    def save(self) -> None:
        """Save the session as typed."""
        job = partial(sessions.update, self._desk.ws, self._session_id, self.fields.form)
        self._desk.change(job, self, self._on_saved, self._on_failed)

    def _on_saved(self, change: Change) -> None:
        self._desk.committed(change, self.tr("The session is changed.") if change.before else "")
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.banner.set_error(error)
        self.banner.show()
        self.fields.focus_empty()


class RecentSessions(Card):
    """Sessions there are already, to go on with one; `chosen(object)` carries its key."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Go on with a session"), parent)
        self._desk = desk
        self.buttons: dict[UUID, Button] = {}
        self.hide()

    def load(self) -> None:
        """Read the latest sessions."""
        job = partial(sessions.recent, self._desk.ws, 6)
        self._desk.read(job, self, self._on_sessions)

    def _on_sessions(self, found: list[SessionView]) -> None:
        for button in self.buttons.values():
            self.body.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = {view.id: self._button(view) for view in found}
        for button in self.buttons.values():
            self.add(button)
        self.setVisible(bool(found))

    def _button(self, view: SessionView) -> Button:
        day = labels.long_date(view.held_on)
        button = secondary_button(f"{view.name} · {day}", icon="" if view.open else "lock")
        button.setObjectName(f"session.{view.id}")
        button.setToolTip(view.place)
        button.clicked.connect(weak_slot(self._choose, view.id))
        return button

    def _choose(self, key: UUID) -> None:
        self._desk.read(partial(_choose, self._desk.ws, key), self, self._on_chosen)

    def _on_chosen(self, key: UUID) -> None:
        self.chosen.emit(key)


def _choose(ws: Workspace, key: UUID) -> UUID:
    sessions.choose(ws, key)
    return key
