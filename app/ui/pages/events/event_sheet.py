"""Planning an event, or several Fridays at once; changing what was agreed."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from uuid import UUID

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from app.domain.market.channels import Channel
from app.domain.market.turns import Basis
from app.errors import UserError
from app.services import events, events_planning
from app.services.changes import Change
from app.services.events import EventForm, EventView
from app.services.regions import RegionChoice
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.choices import Check, DateField, Select
from app.ui.kit.fields import Field, FormGrid
from app.ui.kit.labels import Label
from app.ui.kit.sheet import Sheet
from app.ui.kit.tones import Tone
from app.ui.theme import Size


class EventSheet(Sheet):
    """Asks what an event is; `saved(object, object)` with the keys and the Change."""

    saved = Signal(object, object)

    def __init__(self, desk: Desk, view: EventView | None, parent: QWidget) -> None:
        title = self.tr("Change the event") if view else self.tr("New event")
        super().__init__(title, parent, width=640)
        self._desk, self._view = desk, view
        self.setObjectName("event_sheet")
        self.body.addWidget(Label(title, "title"))
        self.banner = Banner(Tone.DANGER, "")
        self.banner.hide()
        self.body.addWidget(self.banner)
        self._make_widgets()
        self._lay_out()
        self._fill(view.form if view else None)
        self.channel_select.currentIndexChanged.connect(self._on_channel)
        self.first_edit.dateChanged.connect(self._on_first_day)
        self.fridays_spin.valueChanged.connect(self._tell_fridays)
        self._on_channel()
        desk.read(partial(events.region_choices, desk.ws), self, self._on_regions)

    def _make_widgets(self) -> None:
        self.channel_select = Select()
        self.channel_select.setObjectName("event_channel")
        for channel in events.CHANNELS:
            self.channel_select.addItem(channel.term, channel)
        self.name_edit, self.place_edit = QLineEdit(), QLineEdit()
        self.name_edit.setObjectName("event_name")
        self.place_edit.setObjectName("event_place")
        self.name_edit.setMaxLength(120)
        self.place_edit.setMaxLength(120)
        self.region_select = Select()
        self.region_select.setObjectName("event_region")
        self.first_edit, self.last_edit = DateField(), DateField()
        self.first_edit.setObjectName("event_first")
        self.last_edit.setObjectName("event_last")
        self.fridays_spin = QSpinBox()
        self.fridays_spin.setObjectName("event_fridays")
        self.fridays_spin.setRange(1, 26)
        self.fridays_spin.setFixedHeight(Size.CONTROL)
        self.fridays_spin.lineEdit().setTextMargins(10, 0, 10, 0)
        self.basis_select = Select()
        self.basis_select.setObjectName("event_basis")
        for basis in Basis:
            self.basis_select.addItem(basis.term, basis)
        self.whole_check = Check(self.tr("One booth for all days"))
        self.whole_check.setObjectName("event_whole")

    def _lay_out(self) -> None:
        form = FormGrid()
        form.add(Field(self.tr("Channel"), self.channel_select))
        form.add(Field(self.tr("Region"), self.region_select))
        form.add(Field(self.tr("Name of the event"), self.name_edit, required=True))
        form.add(Field(self.tr("Place"), self.place_edit, required=True))
        form.add(Field(self.tr("First day"), self.first_edit))
        self.last_field = Field(self.tr("Last day"), self.last_edit)
        form.add(self.last_field)
        self.fridays_field = Field(self.tr("Number of Fridays"), self.fridays_spin)
        form.add(self.fridays_field)
        self.fridays_label = Label("", "muted", wrap=True)
        form.add(self.fridays_label, 2)
        form.add(Field(self.tr("Areas take turns by"), self.basis_select))
        form.add(self.whole_check)
        self.body.addWidget(form)
        self.cancel_button = secondary_button(self.tr("Cancel"))
        self.save_button = primary_button(self.tr("Save"), icon="check")
        self.save_button.setObjectName("event_save")
        self.add_button(self.cancel_button)
        self.add_button(self.save_button, default=True)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save)

    def _fill(self, form: EventForm | None) -> None:
        today = self._desk.ws.today()
        first = form.first_day if form else today + timedelta(days=7)
        self._region = form.region_code if form else ""
        self._note = form.note if form else ""
        self.first_edit.setDate(_qdate(first))
        self.last_edit.setDate(_qdate(form.last_day if form else first))
        if form is None:
            return
        self.channel_select.setCurrentIndex(self.channel_select.findData(form.channel))
        self.basis_select.setCurrentIndex(self.basis_select.findData(form.basis))
        self.name_edit.setText(form.name)
        self.place_edit.setText(form.place)
        self.whole_check.setChecked(form.whole)

    def _on_regions(self, choices: list[RegionChoice]) -> None:
        for choice in choices:
            self.region_select.addItem(choice.name, choice.code)
        self.region_select.setCurrentIndex(max(self.region_select.findData(self._region), 0))

    @property
    def _channel(self) -> Channel:
        return Channel(self.channel_select.currentData())

    def _on_channel(self) -> None:
        """Jumat Beli Lokal comes on Fridays, several at once; others last some days."""
        weekly = self._channel is Channel.FRIDAY
        self.last_field.setVisible(not weekly)
        self.whole_check.setVisible(not weekly)
        self.fridays_field.setVisible(weekly and self._view is None)
        self.fridays_label.setVisible(weekly and self._view is None)
        if weekly and not self.name_edit.text():
            self.name_edit.setText(Channel.FRIDAY.term)
        self._tell_fridays()
        self.fit()

    def _on_first_day(self, day: QDate) -> None:
        self.last_edit.setDate(max(self.last_edit.date(), day, key=QDate.toJulianDay))
        self._tell_fridays()

    def _fridays(self) -> tuple[date, ...]:
        first = _date(self.first_edit)
        return events_planning.fridays_from(first, self.fridays_spin.value())

    def _tell_fridays(self, *_: object) -> None:
        days = self._fridays()
        text = self.tr("From {first} to {last}, one event a week.")
        if len(days) == 1:
            text = self.tr("One event on {first}.")
        first, last = labels.weekday_date(days[0]), labels.weekday_date(days[-1])
        self.fridays_label.setText(text.format(first=first, last=last))

    @property
    def form(self) -> EventForm:
        """What is typed."""
        first = _date(self.first_edit)
        weekly = self._channel is Channel.FRIDAY
        return EventForm(
            channel=self._channel,
            name=self.name_edit.text(),
            place=self.place_edit.text(),
            region_code=self.region_select.currentData() or "",
            first_day=first,
            last_day=first if weekly else _date(self.last_edit),
            basis=Basis(self.basis_select.currentData()),
            whole=self.whole_check.isChecked() and not weekly,
            note=self._note,
        )

    def save(self) -> None:
        """Save it; what is wrong is told here and nothing typed is lost."""
        ws, form, view = self._desk.ws, self.form, self._view
        self.save_button.setEnabled(False)
        if view is None:
            fridays = self._fridays() if form.channel is Channel.FRIDAY else ()
            job = partial(events_planning.create, ws, form, fridays)
            self._desk.change(job, self, self._on_created, self._on_failed)
        else:
            update = partial(events_planning.update, ws, view.id, form)
            self._desk.change(update, self, self._on_updated, self._on_failed)

    def _on_created(self, made: tuple[tuple[UUID, ...], Change]) -> None:
        self.saved.emit(*made)
        self.accept()

    def _on_updated(self, change: Change) -> None:
        if self._view is not None:
            self.saved.emit((self._view.id,), change)
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self.save_button.setEnabled(True)
        if not isinstance(error, UserError):
            self._desk.handle(error)
            return
        self.banner.set_error(error)
        self.banner.show()
        self.fit()


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _date(field: DateField) -> date:
    day = field.date()
    return date(day.year(), day.month(), day.day())
