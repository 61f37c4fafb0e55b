"""Opening a round, or changing one: month, region, days, and what each cluster pays."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.market.packages import Cluster
from app.errors import UserError
from app.services import gebetan_rounds
from app.services.changes import Change
from app.services.gebetan_rounds import RoundForm, RoundView
from app.services.regions import RegionChoice
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.choices import Check, DateField, Select
from app.ui.kit.fields import Field, FormGrid
from app.ui.kit.labels import Label
from app.ui.kit.sheet import Sheet
from app.ui.kit.tones import Tone
from app.ui.pages.forms.numbers import NumberEdit
from app.ui.pages.gebetan.days import day_of, qdate

_MONTHS_AHEAD = 12


class RoundSheet(Sheet):
    """Asks for a round; `saved(object)` carries its key."""

    saved = Signal(object)

    def __init__(self, desk: Desk, held: RoundView | None, parent: QWidget | None) -> None:
        title = self.tr("Change the round") if held else self.tr("New round")
        super().__init__(title, parent, width=640)
        self.setObjectName("round_sheet")
        self._desk, self._key = desk, held.id if held else None
        self._form: RoundForm | None = None
        self.banner = Banner(Tone.DANGER, "")
        self.banner.hide()
        self.body.addWidget(Label(title, "title"))
        self.body.addWidget(self.banner)
        self._make_fields()
        self.cancel_button = secondary_button(self.tr("Cancel"))
        self.save_button = primary_button(self.tr("Save"), icon="check", shortcut="Ctrl+S")
        self.save_button.setObjectName("round_sheet.save")
        self.add_button(self.cancel_button)
        self.add_button(self.save_button, default=True)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save)
        if held is None:
            desk.read(partial(_fresh, desk.ws), self, self._on_fresh)
        else:
            form = RoundForm(
                *(held.month, held.region_code, held.clusters, held.opens_on, held.closes_on),
                delivers_on=held.delivers_on,
                note=held.note,
            )
            self._show(form, [RegionChoice(held.region_code, held.region)], fixed=True)

    def _make_fields(self) -> None:
        self.month, self.region = Select(), Select()
        self.opens, self.closes, self.delivers = DateField(), DateField(), DateField()
        self.delivers_known = Check(self.tr("Delivery day is known"))
        self.delivers_known.toggled.connect(self.delivers.setEnabled)
        self.grid = FormGrid()
        self.grid.add(Field(self.tr("Month"), self.month))
        self.grid.add(Field(self.tr("Region"), self.region))
        self.grid.add(Field(self.tr("Orders open on"), self.opens))
        self.grid.add(Field(self.tr("Orders close on"), self.closes))
        self.grid.add(Field(self.tr("Delivered on"), self.delivers))
        self.grid.add(self.delivers_known)
        self.grid.add_section(self.tr("What a package is worth, in rupiah"))
        self.amounts: dict[str, NumberEdit] = {}
        self.body.addWidget(self.grid)

    def _on_fresh(self, found: tuple[RoundForm, list[RegionChoice]]) -> None:
        form, places = found
        self._show(form, places, fixed=False)

    def _show(self, form: RoundForm, places: list[RegionChoice], *, fixed: bool) -> None:
        self._form = form
        first = form.month.replace(day=1)
        for ahead in range(1 if fixed else _MONTHS_AHEAD):
            at = first.month - 1 + ahead
            month = first.replace(year=first.year + at // 12, month=at % 12 + 1)
            self.month.addItem(gebetan_rounds.month_name(month), month)
        for place in places:
            self.region.addItem(place.name, place.code)
        self.month.setEnabled(not fixed)
        self.region.setEnabled(not fixed)
        self.opens.setDate(qdate(form.opens_on))
        self.closes.setDate(qdate(form.closes_on))
        self.delivers_known.setChecked(form.delivers_on is not None)
        self.delivers.setEnabled(form.delivers_on is not None)
        self.delivers.setDate(qdate(form.delivers_on or form.closes_on))
        for cluster in form.clusters:
            edit = NumberEdit(most=9)
            edit.setObjectName(f"round_sheet.{cluster.code}")
            edit.set_value(cluster.amount)
            self.amounts[cluster.code] = edit
            self.grid.add(Field(cluster.name, edit))
        self.fit()
        (self.opens if fixed else self.month).setFocus()

    def save(self) -> None:
        """Save the round as typed; nothing before the form was read."""
        if self._form is None:
            return
        clusters = tuple(
            Cluster(c.code, c.name, self.amounts[c.code].value or 0) for c in self._form.clusters
        )
        known = self.delivers_known.isChecked()
        form = replace(
            self._form,
            month=self.month.currentData(),
            region_code=self.region.currentData() or self._form.region_code,
            clusters=clusters,
            opens_on=day_of(self.opens),
            closes_on=day_of(self.closes),
            delivers_on=day_of(self.delivers) if known else None,
        )
        job = partial(gebetan_rounds.save, self._desk.ws, form, self._key)
        self._desk.change(job, self, self._on_saved, self._on_failed)

    def _on_saved(self, made: tuple[UUID, Change]) -> None:
        key, change = made
        self.saved.emit(key)
        self._desk.committed(change, self.tr("The round is saved."))
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.banner.set_error(error)
        self.banner.show()
        self.fit()


def _fresh(ws: Workspace) -> tuple[RoundForm, list[RegionChoice]]:
    return gebetan_rounds.new_form(ws), gebetan_rounds.choices(ws)
