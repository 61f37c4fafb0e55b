"""What is asked about a session: when, where, for whom, and what its panel agrees on."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from app.clock import JAKARTA
from app.domain.regions import ancestor
from app.domain.terms import Level
from app.services import regions, sessions
from app.services.regions import RegionChoice
from app.services.session_rules import shipped
from app.services.sessions import PersonChoice, SessionForm
from app.ui.desk import Desk
from app.ui.kit.choices import Check, DateField, Select
from app.ui.kit.fields import Field, FormGrid
from app.ui.kit.labels import Label
from app.ui.lanes import Latest
from app.ui.pages.curation.tie_rules import TieRules
from app.ui.theme import Size, Space

_PROVINCE = "31"
_MOST_MEMBERS = 15
_MOST_PICKED = 500


class SessionFields(QWidget):
    """The fields of a session, new or there already; `submitted()` on Return in a line."""

    submitted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._mine = desk.ws.me.regions
        self._shown: SessionForm | None = None
        self._region = ""
        self._panel: frozenset[UUID] = frozenset()
        self._chair: UUID | None = None
        self._latest = Latest()
        self.members: dict[UUID, Check] = {}
        self._make_editors()
        self._lay_out()
        self._connect()
        self._show_usual()
        job = partial(regions.children, desk.ws, _PROVINCE)
        desk.read(job, self, self._on_cities)

    # -- building -----------------------------------------------------------------

    def _make_editors(self) -> None:
        self.name_edit, self.place_edit = QLineEdit(), QLineEdit()
        self.name_edit.setPlaceholderText(self.tr("For example: Setiabudi bazaar"))
        self.place_edit.setPlaceholderText(self.tr("For example: Setiabudi park"))
        now = self._desk.ws.clock.now().astimezone(JAKARTA)
        self.day_edit = DateField(QDate(now.year, now.month, now.day))
        self.level_select, self.city_select = Select(), Select()
        self.district_select, self.chair_select = Select(), Select()
        for level in Level:
            self.level_select.addItem(level.term, str(level))
        self.minimum_edit = _spin(1, _MOST_MEMBERS)
        self.best_edit = _spin(0, _MOST_PICKED)
        self.best_edit.setSpecialValueText(self.tr("All that pass"))
        self.tie_rules = TieRules()
        self.tie_rules.set_rules(shipped(self._desk.ws.resources).tie_rules)
        self.walk_ins = Check(self.tr("Products may be scored without verification"))
        self.walk_ins.setChecked(True)
        self.blind = Check(self.tr("Judge blind: codes in place of names"))
        self.training = Check(self.tr("Practice: nothing is sent, no certificates"))
        names = {
            "name": self.name_edit,
            "place": self.place_edit,
            "day": self.day_edit,
            "level": self.level_select,
            "city": self.city_select,
            "district": self.district_select,
            "chair": self.chair_select,
            "minimum": self.minimum_edit,
            "best": self.best_edit,
            "walk_ins": self.walk_ins,
            "blind": self.blind,
            "training": self.training,
        }
        for name, editor in names.items():
            editor.setObjectName(f"session_form.{name}")

    def _lay_out(self) -> None:
        form = FormGrid(3)
        form.add(Field(self.tr("Name of the event"), self.name_edit, required=True), 2)
        form.add(Field(self.tr("Day"), self.day_edit))
        form.add(Field(self.tr("Place"), self.place_edit, required=True), 2)
        form.add(Field(self.tr("Level"), self.level_select))
        form.add(Field(self.tr("City"), self.city_select))
        form.add(Field(self.tr("District"), self.district_select))
        form.add(Field(self.tr("Chair"), self.chair_select))
        form.add_section(self.tr("What the panel agrees on"))
        form.add(Field(self.tr("Sheets for a decision, at least"), self.minimum_edit))
        form.add(Field(self.tr("Pick the best"), self.best_edit))
        form.add(self.tie_rules, 3)
        self._checks = QGridLayout()
        self._checks.setHorizontalSpacing(Space.L)
        self._checks.setVerticalSpacing(0)
        self._checks.addWidget(self.walk_ins, 0, 0, 1, 2)
        self._checks.addWidget(self.blind, 1, 0)
        self._checks.addWidget(self.training, 1, 1)
        self._people = QGridLayout()
        self._people.setHorizontalSpacing(Space.L)
        self._people.setVerticalSpacing(0)
        for at in range(3):
            self._people.setColumnStretch(at, 1)
        self._people_label = Label(self.tr("Panel"), "section")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, Space.S, 0)
        column.setSpacing(Space.S)
        column.addWidget(form)
        column.addLayout(self._checks)
        column.addWidget(self._people_label)
        column.addLayout(self._people)
        column.addStretch(1)

    def _connect(self) -> None:
        self.name_edit.returnPressed.connect(self.submitted)
        self.place_edit.returnPressed.connect(self.submitted)
        self.city_select.currentIndexChanged.connect(self._on_city_changed)
        self.district_select.currentIndexChanged.connect(self._on_region_changed)
        self.level_select.currentIndexChanged.connect(self._on_level_changed)
        self.chair_select.currentIndexChanged.connect(self._on_chair_changed)

    # -- regions --------------------------------------------------------------------

    def _on_cities(self, cities: list[RegionChoice]) -> None:
        self._fill(self.city_select, cities)

    def _on_districts(self, districts: list[RegionChoice]) -> None:
        self._fill(self.district_select, districts)

    def _fill(self, select: Select, choices: list[RegionChoice]) -> None:
        """Offer the regions; that of the session, or the person's own, is chosen beforehand."""
        wanted = (self._region,) if self._region else self._mine
        select.clear()
        for choice in choices:
            select.addItem(choice.name, choice.code)
        for at, choice in enumerate(choices):
            if any(r == choice.code or r.startswith(choice.code + ".") for r in wanted):
                select.setCurrentIndex(at)
                return

    def _on_city_changed(self) -> None:
        code = self.city_select.currentData()
        if code:
            job = partial(regions.children, self._desk.ws, code)
            self._desk.read(job, self, self._on_districts)

    def _on_level_changed(self) -> None:
        level = self._level
        self.city_select.setEnabled(level is not Level.PROVINCE)
        self.district_select.setEnabled(level is Level.DISTRICT)
        self._show_least()
        if self._shown is None:
            self._show_usual()
        self._on_region_changed()

    def _show_least(self) -> None:
        """What is usual at a level is the least there: fewer would be typed in vain."""
        self.minimum_edit.setMinimum(sessions.usual_members(self._desk.ws, self._level))

    def _show_usual(self) -> None:
        self._show_least()
        self.minimum_edit.setValue(self.minimum_edit.minimum())

    @property
    def _level(self) -> Level:
        return Level(self.level_select.currentData())

    @property
    def region(self) -> str:
        """The region chosen, of the level chosen."""
        code = self.district_select.currentData() or self.city_select.currentData() or _PROVINCE
        try:
            return ancestor(code, self._level)
        except ValueError:
            return ""

    # -- people ---------------------------------------------------------------------

    def _on_region_changed(self) -> None:
        if self.region:
            job = partial(sessions.people, self._desk.ws, self.region)
            self._desk.read(job, self, self._on_people, token=self._latest.renew())

    def _on_people(self, people: list[PersonChoice]) -> None:
        panel, chair = self.panel, self.chair_select.currentData() or self._chair
        for check in self.members.values():
            self._people.removeWidget(check)
            check.hide()
            check.deleteLater()
        self.members = {}
        self.chair_select.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.chair_select.clear()
        for at, person in enumerate(people):
            check = Check(person.name)
            check.setObjectName(f"session_form.member.{person.id}")
            check.setChecked(person.id in panel)
            # A long name is cut short rather than that the form grows beyond its card.
            check.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            check.setToolTip(person.name)
            self._people.addWidget(check, at // 3, at % 3)
            self.members[person.id] = check
            self.chair_select.addItem(person.name, person.id)
        found = self.chair_select.findData(chair)
        self.chair_select.setCurrentIndex(max(found, 0))
        self.chair_select.blockSignals(False)  # noqa: FBT003 - Qt's own
        self.chair_select.setEnabled(bool(people))
        # One alone needs no list to choose from.
        for widget in (self._people_label, *self.members.values()):
            widget.setVisible(len(people) > 1)

    def _on_chair_changed(self) -> None:
        self._chair = self.chair_select.currentData()

    @property
    def panel(self) -> frozenset[UUID]:
        """Who is ticked; those who are not known here stay as they were."""
        ticked = {key for key, check in self.members.items() if check.isChecked()}
        return frozenset(ticked | (self._panel - self.members.keys()))

    # -- values ---------------------------------------------------------------------

    def show_form(self, form: SessionForm) -> None:
        """Show a session that is there already; what it is cannot be changed any more."""
        self._shown, self._region = form, form.region_code
        self._panel, self._chair = frozenset(form.panel), form.chair_id
        self.name_edit.setText(form.name)
        self.place_edit.setText(form.place)
        day = form.held_on
        self.day_edit.setDate(QDate(day.year, day.month, day.day))
        self.level_select.setCurrentIndex(self.level_select.findData(str(form.level)))
        self.minimum_edit.setValue(form.minimum_members or 1)
        self.best_edit.setValue(form.pick_best or 0)
        self.walk_ins.setChecked(form.walk_ins)
        self.blind.setChecked(bool(form.blind))
        self.training.setChecked(form.training)
        self.training.setEnabled(False)
        self.tie_rules.set_rules(form.tie_rules or ())
        job = partial(regions.children, self._desk.ws, _PROVINCE)
        self._desk.read(job, self, self._on_cities)

    @property
    def form(self) -> SessionForm:
        """What was typed and ticked."""
        picked = self.day_edit.date()
        chosen = self.chair_select.currentData()
        return SessionForm(
            name=self.name_edit.text(),
            place=self.place_edit.text(),
            held_on=date(picked.year(), picked.month(), picked.day()),
            level=self._level,
            region_code=self.region,
            chair_id=chosen if isinstance(chosen, UUID) else self._chair,
            panel=tuple(sorted(self.panel, key=str)),
            minimum_members=self.minimum_edit.value(),
            walk_ins=self.walk_ins.isChecked(),
            blind=self.blind.isChecked(),
            pick_best=self.best_edit.value() or None,
            tie_rules=self.tie_rules.rules,
            training=self.training.isChecked(),
        )

    def focus_empty(self) -> None:
        """Bring the first line without text forward."""
        empty = self.name_edit if not self.name_edit.text().strip() else self.place_edit
        empty.setFocus()


def _spin(least: int, most: int) -> QSpinBox:
    made = QSpinBox()
    made.setRange(least, most)
    made.setFixedHeight(Size.CONTROL)
    # The style sheet's padding stops at the frame of a spin box, its line has none.
    made.lineEdit().setTextMargins(10, 0, 10, 0)
    return made
