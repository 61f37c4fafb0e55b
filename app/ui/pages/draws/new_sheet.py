"""A new draw: for what, whom, how many places, and which public numbers decide."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from app.errors import UserError
from app.services import draw_making, draw_pool
from app.services.changes import Change
from app.services.draw_making import DrawForm
from app.services.draw_pool import Occasion, Pool
from app.services.draws import DrawView
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.cards import row_of
from app.ui.kit.choices import DateField, Select
from app.ui.kit.fields import Field
from app.ui.kit.labels import Label
from app.ui.kit.sheet import Sheet
from app.ui.kit.tones import Severity, Tone
from app.ui.lanes import Latest

_DAYS, _PLACES = 7, 56
_WEEKEND = 5


class NewDrawSheet(Sheet):
    """`announced(object, object)` carries the draw's key and the Change.

    With `instead` it replaces that draw, and asks why.
    """

    announced = Signal(object, object)

    def __init__(self, desk: Desk, parent: QWidget | None, instead: DrawView | None = None) -> None:
        super().__init__(self.tr("New draw"), parent, width=640)
        self.setObjectName("new_draw_sheet")
        self._desk, self._instead = desk, instead
        self._pool: Pool | None = None
        self._latest = Latest()
        self.dialog: QFileDialog | None = None
        self._make_fields()
        self._lay_out()
        self._connect()
        desk.read(partial(draw_pool.occasions, desk.ws), self, self._on_occasions)

    def _make_fields(self) -> None:
        self.banner = Banner(Tone.DANGER, "")
        self.banner.hide()
        self.occasion = Select()
        self.occasion.setObjectName("draw.occasion")
        self.csv_button = secondary_button(self.tr("List from CSV"), icon="file-text")
        self.csv_button.setObjectName("draw.csv")
        self.counted = Label(self.tr("Choose for what is drawn."), "muted", wrap=True)
        self.counted.setObjectName("draw.counted")
        self.title_edit = QLineEdit()
        self.title_edit.setObjectName("draw.title")
        self.places = QSpinBox()
        self.places.setObjectName("draw.places")
        self.places.setRange(1, 65_535)
        self.places.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.places.setValue(_PLACES)
        self.day = DateField(_to_qt(_weekday(self._desk.ws.today() + timedelta(days=_DAYS))))
        self.day.setObjectName("draw.day")
        self.sources = [QLineEdit(), QLineEdit()]
        for at, edit in enumerate(self.sources):
            edit.setObjectName(f"draw.source.{at}")
        self.reason = QLineEdit(self)
        self.reason.setObjectName("draw.reason")
        self._suggest_sources()

    def _lay_out(self) -> None:
        new, again = self.tr("New draw"), self.tr("Replace a draw")
        self.body.setSpacing(10)
        self.body.addWidget(Label(again if self._instead else new, "title"))
        self.body.addWidget(self.banner)
        if self._instead is not None:
            asked = self.tr("What was wrong with the draw it replaces")
            self.body.addWidget(Field(asked, self.reason, required=True))
        else:
            self.reason.hide()
        chosen = QWidget()
        row = QHBoxLayout(chosen)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.occasion, 1)
        row.addWidget(self.csv_button)
        self.occasion_field = Field(self.tr("Drawn for"), chosen, required=True)
        self.body.addWidget(self.occasion_field)
        self.body.addWidget(self.counted)
        self.body.addWidget(Field(self.tr("Name"), self.title_edit, required=True))
        self.day_field = Field(self.tr("Day the numbers appear"), self.day, required=True)
        places = Field(self.tr("Places"), self.places, required=True)
        self.body.addWidget(row_of(places, self.day_field, spacing=12, stretch_last=True))
        heading = self.tr("Public number that decides, and where it is read")
        self.body.addWidget(Field(heading, self.sources[0], required=True))
        self.body.addWidget(Field(self.tr("Second number (may stay empty)"), self.sources[1]))
        self.cancel_button = secondary_button(self.tr("Cancel"))
        self.announce_button = primary_button(self.tr("Freeze and announce"), icon="lock")
        self.announce_button.setObjectName("draw.announce")
        self.announce_button.setEnabled(False)
        self.add_button(self.cancel_button)
        self.add_button(self.announce_button, default=True)

    def _connect(self) -> None:
        self.cancel_button.clicked.connect(self.reject)
        self.announce_button.clicked.connect(self._on_announce)
        self.occasion.currentIndexChanged.connect(self._on_occasion_chosen)
        self.csv_button.clicked.connect(self._on_csv_clicked)
        self.day.dateChanged.connect(self._on_day_changed)

    # -- for what and whom ----------------------------------------------------------------

    def _on_occasions(self, found: tuple[Occasion, ...]) -> None:
        self.occasion.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.occasion.addItem(self.tr("Choose an event or a round …"), None)
        for one in found:
            day = labels.long_date(one.day)
            self.occasion.addItem(f"{one.name} · {day}", one)
        self.occasion.blockSignals(False)  # noqa: FBT003 - Qt's signature
        if self._instead is not None:
            wanted = self._instead.event_id or self._instead.round_id
            at = next((at for at, one in enumerate(found, 1) if one.id == wanted), 0)
            self.occasion.setCurrentIndex(at)
        self.occasion.setFocus()

    def _on_occasion_chosen(self) -> None:
        one = self.occasion.currentData()
        if isinstance(one, Occasion):
            self._gather(partial(draw_pool.of_occasion, self._desk.ws, one))

    def _on_csv_clicked(self) -> None:
        dialog = QFileDialog(self, self.tr("List of candidates"), "", "CSV (*.csv)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.filesSelected.connect(self._on_csv_chosen)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _on_csv_chosen(self, paths: list[str]) -> None:
        if paths:
            self.occasion.setCurrentIndex(0)
            self._gather(partial(draw_pool.of_csv, self._desk.ws, Path(paths[0])))

    def _gather(self, job: Callable[[], Pool]) -> None:
        self._pool = None
        self.announce_button.setEnabled(False)
        self.banner.hide()
        self.counted.setText(self.tr("Looking who may take part …"))
        token = self._latest.renew()
        self._desk.lanes.io(job, self, self._on_pool, self._on_failed, token=token)

    def _on_pool(self, pool: Pool) -> None:
        self._pool = pool
        self.title_edit.setText(pool.title)
        out = self.tr("{count} may take part, {out} not yet (each can ask why).")
        alone = self.tr("{count} may take part.")
        words = out if pool.left_out else alone
        count, left = labels.number(len(pool.candidates)), labels.number(len(pool.left_out))
        self.counted.setText(words.format(count=count, out=left))
        self.announce_button.setEnabled(True)

    # -- the numbers ----------------------------------------------------------------------

    def _on_day_changed(self) -> None:
        self._suggest_sources()

    def _suggest_sources(self) -> None:
        """Two numbers that are in every newspaper; what somebody typed stays."""
        day = _to_date(self.day.date())
        words = labels.long_date(day)
        made = (
            f"Penutupan IHSG {words}, dua desimal (idx.co.id)",
            f"JISDOR {words}, rupiah penuh (bi.go.id)",
        )
        for edit, text in zip(self.sources, made, strict=True):
            if not edit.isModified():
                edit.setText(text)
        if not hasattr(self, "day_field"):
            return
        weekend = day.weekday() >= _WEEKEND
        text = self.tr("At the weekend neither exchange nor bank publishes.") if weekend else ""
        self.day_field.set_message(Severity.HINT if weekend else Severity.NONE, text)

    # -- announcing -----------------------------------------------------------------------

    def _form(self) -> DrawForm:
        sources = tuple(text for edit in self.sources if (text := edit.text().strip()))
        day = _to_date(self.day.date())
        return DrawForm(self.title_edit.text(), self.places.value(), sources, day)

    def _on_announce(self) -> None:
        if self._pool is None:
            return
        self.announce_button.setEnabled(False)
        instead = (self._instead.id, self.reason.text()) if self._instead else None
        job = partial(
            draw_making.announce, self._desk.ws, self._form(), self._pool, instead=instead
        )
        self._desk.change(job, self, self._on_announced, self._on_failed)

    def _on_announced(self, made: tuple[UUID, Change]) -> None:
        self.accept()
        self.announced.emit(*made)

    def _on_failed(self, error: Exception) -> None:
        self.announce_button.setEnabled(self._pool is not None)
        if self._pool is None:
            self.counted.setText(self.tr("Choose for what is drawn."))
        if not isinstance(error, UserError):
            self._desk.handle(error)
            return
        self.banner.set_error(error)
        self.banner.show()
        self.fit()


def _weekday(day: date) -> date:
    """That day, or the Monday after it."""
    return day + timedelta(days=max(7 - day.weekday(), 0) if day.weekday() >= _WEEKEND else 0)


def _to_qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _to_date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
