"""The form of a training: partner, topic, day, place, criteria it aims at."""

from __future__ import annotations

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.domain.names import clean
from app.errors import UserError
from app.services.trainings import TrainingForm
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.choices import Check, DateField, Select
from app.ui.kit.fields import Field, FormGrid
from app.ui.kit.labels import Label
from app.ui.kit.sheet import Sheet
from app.ui.kit.tones import Severity, Tone
from app.ui.pages.coaching.jobs import TrainingsView
from app.ui.theme import Space

_SEATS = 4
_ACROSS = 3


class TrainingSheet(Sheet):
    """`saved(object)` carries the `TrainingForm`; closes when the page says so."""

    saved = Signal(object)

    def __init__(self, view: TrainingsView, form: TrainingForm, parent: QWidget | None) -> None:
        super().__init__(self.tr("Training"), parent, width=640)
        self.setObjectName("training_sheet")
        self._view = view
        self.banner = Banner(Tone.DANGER, "")
        self.banner.hide()
        self.partner, self.topic = (
            self._editable(view.partners),
            self._editable(tuple(topic.name for topic in view.topics)),
        )
        self.partner.setObjectName("training.partner")
        self.topic.setObjectName("training.topic")
        self.place = QLineEdit(form.place)
        self.place.setObjectName("training.place")
        self.region = Select()
        for choice in view.regions:
            self.region.addItem("\u2003" * choice.depth + choice.name, choice.code)
        self.day = DateField(QDate(form.held_on.year, form.held_on.month, form.held_on.day))
        self.seats = QLineEdit("" if form.seats is None else str(form.seats))
        self.seats.setObjectName("training.seats")
        self.seats.setMaxLength(_SEATS)
        self.note = QLineEdit(form.note)
        self.checks: dict[str, Check] = {}
        self._lay_out()
        self._fill(form)
        self.topic.currentTextChanged.connect(self._on_topic_changed)

    def _editable(self, items: tuple[str, ...]) -> Select:
        select = Select()
        select.setEditable(True)
        select.addItems(list(items))
        return select

    def _lay_out(self) -> None:
        self.body.addWidget(Label(self.tr("Training"), "title"))
        self.body.addWidget(self.banner)
        grid = FormGrid()
        self.fields = {
            "topic": Field(self.tr("Topic"), self.topic, required=True),
            "partner": Field(self.tr("Partner"), self.partner, required=True),
            "day": Field(self.tr("Day"), self.day),
            "seats": Field(self.tr("Seats"), self.seats, help_text=self.tr("Empty: no limit")),
            "place": Field(self.tr("Place"), self.place, required=True),
            "region": Field(self.tr("Region"), self.region),
        }
        for field in self.fields.values():
            grid.add(field)
        grid.add(Field(self.tr("Note"), self.note), 2)
        self.body.addWidget(grid)
        self.body.addWidget(Label(self.tr("Criteria it aims at"), "label"))
        checks = QGridLayout()
        checks.setSpacing(Space.S)
        for at, (code, name) in enumerate(self._view.names.items()):
            check = Check(name)
            check.setObjectName(f"training.criterion.{code}")
            self.checks[code] = check
            checks.addWidget(check, at // _ACROSS, at % _ACROSS)
        self.body.addLayout(checks)
        self.cancel_button = secondary_button(self.tr("Cancel"))
        self.save_button = primary_button(self.tr("Save"))
        self.save_button.setObjectName("training.save")
        self.add_button(self.cancel_button)
        self.add_button(self.save_button, default=True)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self._on_save)

    def _fill(self, form: TrainingForm) -> None:
        self.partner.setCurrentText(form.partner)
        self.topic.setCurrentText(form.topic)
        self.region.setCurrentIndex(max(self.region.findData(form.region), 0))
        for code, check in self.checks.items():
            check.setChecked(code in form.criteria)

    def _on_topic_changed(self, text: str) -> None:
        """A proposed topic brings its criteria; they can be changed."""
        known = {topic.name: topic.criteria for topic in self._view.topics}
        if text in known:
            for code, check in self.checks.items():
                check.setChecked(code in known[text])

    def _on_save(self) -> None:
        if not self._is_whole():
            return
        seats = self.seats.text().strip()
        day = self.day.date()
        self.saved.emit(
            TrainingForm(
                partner=self.partner.currentText(),
                topic=self.topic.currentText(),
                held_on=day.toPython(),  # type: ignore[arg-type]  # a date, as PySide has it
                place=self.place.text(),
                region=self.region.currentData() or "",
                criteria=tuple(code for code, check in self.checks.items() if check.isChecked()),
                seats=int(seats) if seats else None,
                note=self.note.text(),
            )
        )

    def _is_whole(self) -> bool:
        words = {
            "topic": self.topic.currentText(),
            "partner": self.partner.currentText(),
            "place": self.place.text(),
        }
        for name, text in words.items():
            missing = Severity.NONE if clean(text) else Severity.FORMAT
            self.fields[name].set_message(missing, self.tr("Please fill this in."))
        seats = self.seats.text().strip()
        wrong = bool(seats) and not (seats.isdecimal() and int(seats) > 0)
        severity = Severity.FORMAT if wrong else Severity.NONE
        self.fields["seats"].set_message(severity, self.tr("A whole number above zero."))
        blocking = next((f for f in self.fields.values() if f.blocks), None)
        if blocking is not None:
            blocking.setFocus()
            self.fit()
        return blocking is None

    def show_error(self, error: UserError) -> None:
        """Say what is wrong."""
        self.banner.set_error(error)
        self.banner.show()
        self.fit()
