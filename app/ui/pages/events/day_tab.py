"""Kehadiran dan omzet: cards are scanned or booths ticked off, takings noted, the recap read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.market.terms import Teller
from app.errors import UserError
from app.services import events_days
from app.services.changes import Change
from app.services.events_days import DayLine, Scanned
from app.services.events_recap import Figures
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.banner import Banner, EmptyState
from app.ui.kit.buttons import Button, IconButton, primary_button, secondary_button
from app.ui.kit.choices import Select
from app.ui.kit.labels import ElidedLabel, Label
from app.ui.kit.slots import weak_slot
from app.ui.kit.tones import Tone
from app.ui.pages.events.card_sheet import CardSheet
from app.ui.pages.events.jobs import Opened
from app.ui.pages.events.table import Head, Line, LinesTable
from app.ui.theme import Space

CAME, RECAP = "came", "recap"


class DayTab(QWidget):
    """Attendance and takings of the chosen day. `export_wanted()` asks for the workbook."""

    export_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._opened: Opened | None = None
        self._day = date.min
        self._lines: dict[UUID | int, DayLine] = {}
        self.camera: CardSheet | None = None
        self._make_widgets()
        self._lay_out()
        self._connect()

    def _make_widgets(self) -> None:
        self.scan_edit = QLineEdit()
        self.scan_edit.setObjectName("scan_edit")
        self.scan_edit.setPlaceholderText(self.tr("Scan a booth card, or type its code"))
        self.scan_edit.setAccessibleName(self.tr("Code of the booth card"))
        self.scan_edit.setClearButtonEnabled(True)
        self.camera_button = IconButton("camera", self.tr("Scan with the camera"))
        self.camera_button.setObjectName("scan_camera")
        self.banner = Banner(Tone.SUCCESS, "")
        self.banner.setObjectName("scan_banner")
        self.banner.hide()
        self.told = ElidedLabel("", "muted")
        self.export_button = IconButton("download", self.tr("Recap as XLSX"))
        self.export_button.setObjectName("export_button")
        self.table = LinesTable(self.tr("Attendance and takings"))
        self.table.setObjectName("day_table")
        self.came_button = secondary_button(self.tr("Is here"), icon="check")
        self.came_button.setObjectName("came_button")
        self.came_button.show_key(self.tr("Space"))
        self.taking_edit = QLineEdit()
        self.taking_edit.setObjectName("taking_edit")
        self.taking_edit.setPlaceholderText("250.000")
        self.taking_edit.setFixedWidth(120)
        self.taking_edit.setMaxLength(16)
        self.teller_select = Select()
        self.teller_select.setObjectName("teller_select")
        self.teller_select.setAccessibleName(self.tr("Told by"))
        for teller in Teller:
            self.teller_select.addItem(teller.term, teller)
        self.save_button = primary_button(self.tr("Note the takings"), icon="check")
        self.save_button.setObjectName("taking_save")
        self.empty = EmptyState(
            "users",
            self.tr("Nobody has a booth on this day"),
            self.tr("Give the booths first; then scan the cards here."),
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.M, 0, 0)
        column.setSpacing(Space.S)
        bar = QHBoxLayout()
        bar.setSpacing(Space.S)
        bar.addLayout(self._views())
        bar.addWidget(self.scan_edit, 1)
        bar.addWidget(self.camera_button)
        bar.addWidget(self.export_button)
        column.addLayout(bar)
        column.addWidget(self.banner)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        self.deeds = QWidget()
        deeds = QHBoxLayout(self.deeds)
        deeds.setContentsMargins(0, 0, 0, 0)
        deeds.setSpacing(Space.S)
        deeds.addWidget(self.came_button)
        deeds.addStretch(1)
        label = Label(self.tr("Takings, Rp"), "body")
        label.setBuddy(self.taking_edit)
        self.taking_edit.setAccessibleName(self.tr("Takings of the day, Rp"))
        for widget in (label, self.taking_edit, self.teller_select, self.save_button):
            deeds.addWidget(widget)
        column.addWidget(self.deeds)

    def _views(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.S - 2)
        self.views: dict[str, Button] = {}
        for key, text in ((CAME, self.tr("Attendance")), (RECAP, self.tr("Recap"))):
            button = secondary_button(text)
            button.setObjectName(f"day_view.{key}")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.clicked.connect(weak_slot(self._refresh))
            row.addWidget(button)
            self.views[key] = button
        self.views[CAME].setChecked(True)
        return row

    def _connect(self) -> None:
        self.scan_edit.returnPressed.connect(self._on_scanned)
        self.camera_button.clicked.connect(self.open_camera)
        self.table.line_selected.connect(self._on_selected)
        self.table.space_pressed.connect(self._on_tick)
        self.table.enter_pressed.connect(self._on_enter)
        self.came_button.clicked.connect(self._on_tick)
        self.taking_edit.returnPressed.connect(self._on_taking)
        self.save_button.clicked.connect(self._on_taking)
        self.export_button.clicked.connect(self.export_wanted)

    # -- showing ------------------------------------------------------------------------

    def show_day(self, opened: Opened, day: date) -> None:
        """Show the attendance of a day."""
        is_other = self._opened is None or (self._opened.event.id, self._day) != (
            opened.event.id,
            day,
        )
        self._opened, self._day = opened, day
        if is_other:
            self.banner.hide()
        self._refresh()

    @property
    def view(self) -> str:
        """Attendance or recap."""
        return next(key for key, button in self.views.items() if button.isChecked())

    def _refresh(self) -> None:
        opened = self._opened
        if opened is None:
            return
        lines = opened.attendance(self._day)
        self._tell(lines)
        self._lines = {line.line.id: line for line in lines}
        is_recap = self.view == RECAP
        if is_recap:
            self._show_recap(opened)
        else:
            self._show_lines(lines)
        is_bare = not (opened.recap.lines if is_recap else lines)
        gone, come = (self.table, self.empty) if is_bare else (self.empty, self.table)
        gone.hide()
        come.show()
        self.deeds.setVisible(not is_recap and not is_bare)
        self.scan_edit.setEnabled(not is_bare)
        self.camera_button.setEnabled(not is_bare)
        self.export_button.setEnabled(bool(opened.recap.lines))

    def _tell(self, lines: Sequence[DayLine]) -> None:
        came = sum(line.came for line in lines)
        told = [line.taken for line in lines if line.taken is not None]
        text = self.tr("{came} of {all} are here · {told} told their takings · {sum} in all")
        self.told.setText(
            text.format(
                came=labels.number(came),
                all=labels.number(len(lines)),
                told=labels.number(len(told)),
                sum=labels.rupiah(sum(told)),
            )
        )

    def _show_lines(self, lines: Sequence[DayLine]) -> None:
        heads = (
            Head(self.tr("Booth"), 58, number=True),
            Head(self.tr("Business"), None),
            Head(self.tr("Product"), 180),
            Head(self.tr("Takings"), 120, number=True),
            Head(self.tr("Told by"), 120),
            Head(self.tr("Here since"), 130),
        )
        self.table.show_lines(heads, [self._line(line) for line in lines])

    def _line(self, day: DayLine) -> Line:
        here, tone = self.tr("not yet"), Tone.NEUTRAL
        if day.came_at is not None:
            how = self.tr("{time} · scanned") if day.scanned else self.tr("{time} · ticked")
            here, tone = how.format(time=labels.moment(day.came_at)[-5:]), Tone.SUCCESS
        cells = (
            str(day.line.booth or ""),
            day.line.business,
            day.line.product,
            labels.rupiah(day.taken),
            day.told_by.term if day.told_by else "",
            here,
        )
        return Line(day.line.id, cells, tone)

    def _show_recap(self, opened: Opened) -> None:
        heads = (
            Head(self.tr("Day, kecamatan or category"), None),
            Head(self.tr("Booths"), 80, number=True),
            Head(self.tr("Here"), 80, number=True),
            Head(self.tr("Told"), 80, number=True),
            Head(self.tr("Takings"), 150, number=True),
            Head(self.tr("Mean a booth"), 130, number=True),
        )
        recap = opened.recap
        rows = [*recap.days, *recap.areas, *recap.categories, recap.total]
        self.table.show_lines(heads, [self._figures(at, row) for at, row in enumerate(rows)])

    def _figures(self, at: int, row: Figures) -> Line:
        counts = (labels.number(n) for n in (row.places, row.came, row.told))
        return Line(at, (row.name, *counts, labels.rupiah(row.amount), labels.rupiah(row.mean)))

    def _on_selected(self, key: UUID | int | None) -> None:
        line = self._lines.get(key) if key is not None else None
        self.came_button.setEnabled(line is not None and not line.came)
        for widget in (self.taking_edit, self.save_button, self.teller_select):
            widget.setEnabled(line is not None)
        if line is None or self.taking_edit.hasFocus():
            return
        self.taking_edit.setText("" if line.taken is None else labels.number(line.taken))

    # -- who came -----------------------------------------------------------------------

    def open_camera(self) -> None:
        """Read cards with the camera, one after the other."""
        self.camera = CardSheet(self._desk, self)
        self.camera.read.connect(self.scan)
        self.camera.finished.connect(self._on_camera_closed)
        self.camera.open()

    def _on_camera_closed(self, _result: int) -> None:
        self.camera = None

    def _on_scanned(self) -> None:
        text = self.scan_edit.text()
        self.scan_edit.clear()
        self.scan(text)

    def scan(self, text: str) -> None:
        """Note who comes with this card."""
        if self._opened is None or not text.strip():
            return
        job = partial(events_days.scan, self._desk.ws, self._opened.event.id, self._day, text)
        self._desk.change(job, self, self._on_found, self._on_failed)

    def _on_found(self, found: Scanned) -> None:
        line = found.line
        text = self.tr("Booth {no}: {name} is here.")
        if found.again:
            text = self.tr("Booth {no}: {name} was noted before.")
        todo = ""
        if found.moved_from is not None:
            todo = self.tr("The card still says booth {old}: it was swapped. Print a new one.")
        self.banner.set_message(
            Tone.INFO if found.again else Tone.SUCCESS,
            text.format(no=line.booth, name=line.business),
            todo=todo.format(old=found.moved_from),
        )
        self.banner.show()
        if self.camera is not None:
            self.camera.tell(text.format(no=line.booth, name=line.business))
        self.table.select(line.id)
        self.scan_edit.setFocus()
        self._desk.committed(found.change)

    def _on_tick(self) -> None:
        line = self._lines.get(self.table.selected or 0)
        if line is None or line.came:
            return
        job = partial(events_days.tick, self._desk.ws, line.line.id)
        self._desk.change(job, self, self._on_changed, self._on_failed)

    def _on_changed(self, change: Change) -> None:
        self._desk.committed(change)

    # -- takings ------------------------------------------------------------------------

    def _on_enter(self) -> None:
        if self.taking_edit.isEnabled() and self.view == CAME:
            self.taking_edit.setFocus()
            self.taking_edit.selectAll()

    def _on_taking(self) -> None:
        line = self._lines.get(self.table.selected or 0)
        if line is None:
            return
        digits = re.sub(r"[.\s]|[Rr]p", "", self.taking_edit.text())
        if not digits.isdigit():
            self._on_failed(_no_amount())
            return
        teller = Teller(self.teller_select.currentData())
        job = partial(events_days.record_taking, self._desk.ws, line.line.id, int(digits), teller)
        self._desk.change(job, self, self._on_taken, self._on_failed)

    def _on_taken(self, change: Change) -> None:
        self.banner.hide()
        row = self.table.currentIndex().row()
        self.table.setFocus()
        self._desk.committed(change)
        if row + 1 < len(self.table.lines.lines):
            self.table.selectRow(row + 1)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self._desk.handle(error)
            return
        self.banner.set_error(error)
        self.banner.show()
        if self.camera is not None:
            self.camera.tell(error.what)


def _no_amount() -> UserError:
    return UserError(
        "taking.amount",
        "Omzetnya bukan angka.",
        safe="Omzet yang sudah dicatat tidak berubah.",
        todo="Ketik rupiah tanpa koma, misalnya 250.000.",
    )
