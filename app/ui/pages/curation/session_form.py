"""Opening a session: what is asked before the first product is scored."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.clock import JAKARTA
from app.domain.regions import ancestor
from app.domain.terms import Level
from app.errors import UserError
from app.services import regions, sessions
from app.services.changes import Change
from app.services.regions import RegionChoice
from app.services.sessions import SessionForm, SessionView
from app.services.workspace import Workspace
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import Button, primary_button, secondary_button
from app.ui.kit.cards import Card, row_of
from app.ui.kit.choices import DateField, Select
from app.ui.kit.fields import Field, FormGrid
from app.ui.kit.labels import Label
from app.ui.kit.slots import weak_slot
from app.ui.kit.tones import Tone

_PROVINCE = "31"


class SessionCard(Card):
    """Name, place, day, level and region of a new session; `opened(object)` carries its key."""

    opened = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Open a curation session"), parent)
        self._desk = desk
        self._mine = desk.ws.me.regions
        self._wanted = ""
        self._build()
        self._load_cities()

    def _build(self) -> None:
        self.add(
            Label(
                self.tr("Everything scored today belongs to this session. It can be closed later."),
                "muted",
                wrap=True,
            )
        )
        self.banner = Banner(Tone.DANGER, "")
        self.banner.hide()
        self.add(self.banner)
        self.name_edit, self.place_edit = QLineEdit(), QLineEdit()
        self.name_edit.setPlaceholderText(self.tr("For example: Setiabudi bazaar"))
        self.place_edit.setPlaceholderText(self.tr("For example: Setiabudi park"))
        now = self._desk.ws.clock.now().astimezone(JAKARTA)
        self.day_edit = DateField(QDate(now.year, now.month, now.day))
        self.level_select, self.city_select = Select(), Select()
        self.district_select = Select()
        for level in Level:
            self.level_select.addItem(level.term, str(level))
        form = FormGrid()
        form.add(Field(self.tr("Name of the event"), self.name_edit, required=True), 2)
        form.add(Field(self.tr("Place"), self.place_edit, required=True))
        form.add(Field(self.tr("Day"), self.day_edit))
        form.add(Field(self.tr("Level"), self.level_select))
        form.add(Field(self.tr("City"), self.city_select))
        form.add(Field(self.tr("District"), self.district_select))
        self.add(form)
        self.open_button = primary_button(self.tr("Open session"), icon="clipboard-check")
        self.open_button.setObjectName("open_session_button")
        self.add(row_of(self.open_button))
        self.body.addStretch(1)
        for name in ("name_edit", "place_edit"):
            getattr(self, name).setObjectName(f"session_form.{name.removesuffix('_edit')}")
        self.city_select.setObjectName("session_form.city")
        self.district_select.setObjectName("session_form.district")
        self.open_button.clicked.connect(self.open_session)
        self.name_edit.returnPressed.connect(self.open_session)
        self.place_edit.returnPressed.connect(self.open_session)
        self.city_select.currentIndexChanged.connect(self._on_city_changed)
        self.level_select.currentIndexChanged.connect(self._on_level_changed)

    def _load_cities(self) -> None:
        job = partial(regions.children, self._desk.ws, _PROVINCE)
        self._desk.read(job, self, self._on_cities)

    def _on_cities(self, cities: list[RegionChoice]) -> None:
        self._fill(self.city_select, cities)

    def _on_districts(self, districts: list[RegionChoice]) -> None:
        self._fill(self.district_select, districts)

    def _fill(self, select: Select, choices: list[RegionChoice]) -> None:
        """Offer the regions; the person's own one is chosen beforehand."""
        select.clear()
        for choice in choices:
            select.addItem(choice.name, choice.code)
        for at, choice in enumerate(choices):
            if any(r == choice.code or r.startswith(choice.code + ".") for r in self._mine):
                select.setCurrentIndex(at)
                return

    def _on_city_changed(self) -> None:
        code = self.city_select.currentData()
        if code:
            job = partial(regions.children, self._desk.ws, code)
            self._desk.read(job, self, self._on_districts)

    def _on_level_changed(self) -> None:
        level = Level(self.level_select.currentData())
        self.city_select.setEnabled(level is not Level.PROVINCE)
        self.district_select.setEnabled(level is Level.DISTRICT)

    def open_session(self) -> None:
        """Open the session as typed."""
        job = partial(sessions.create, self._desk.ws, self._form())
        self._desk.change(job, self, self._on_opened, self._on_failed)

    def _form(self) -> SessionForm:
        level = Level(self.level_select.currentData())
        region = self.district_select.currentData() or self.city_select.currentData() or _PROVINCE
        picked = self.day_edit.date()
        day = date(picked.year(), picked.month(), picked.day())
        return SessionForm(
            self.name_edit.text(), self.place_edit.text(), day, level, ancestor(region, level)
        )

    def _on_opened(self, made: tuple[UUID, Change]) -> None:
        key, change = made
        self._desk.committed(change)
        self.opened.emit(key)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.banner.set_error(error)
        self.banner.show()
        empty = self.name_edit if not self.name_edit.text().strip() else self.place_edit
        empty.setFocus()


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
