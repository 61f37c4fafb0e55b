"""The panel at large: sheets side by side, and the chair's word on them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import UserError
from app.services import decisions
from app.services.panels import PanelView
from app.services.rulings import Judged, Ruling
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.chips import ChipRow
from app.ui.kit.labels import Label
from app.ui.kit.scroll import scrolling
from app.ui.kit.sheet import Sheet
from app.ui.kit.tones import Tone
from app.ui.lanes import Latest
from app.ui.pages.curation.compare_table import CompareTable
from app.ui.pages.curation.panel_section import AlarmLine
from app.ui.pages.curation.panel_words import PanelWords, tone_of
from app.ui.pages.curation.reason_sheet import ReasonField
from app.ui.theme import Space

_HIGH = 300
"""With alarms, reason and buttons a sheet of this much table fits a screen of 768."""


_ALARMS = 4
"""The gravest come first; all of them stand in the page behind."""


class PanelSheet(Sheet):
    """Reading for every member; with `confirm` the chair chooses: `ruled(object)` a `Ruling`."""

    ruled = Signal(object)

    def __init__(
        self, desk: Desk, view: PanelView, title: str, confirm: str, parent: QWidget | None
    ) -> None:
        super().__init__(title, parent, width=900)
        self.setObjectName("panel_sheet")
        self._desk, self._view = desk, view
        self._latest = Latest()
        self.banner = Banner(Tone.DANGER, "")
        self.banner.hide()
        self.table = CompareTable(view, choosing=bool(confirm))
        self.body.addWidget(Label(title, "title"))
        self._add_alarms()
        self.body.addWidget(self.banner)
        area = scrolling(self.table)
        area.setFixedHeight(min(_HIGH, self.table.sizeHint().height() + Space.S))
        self.body.addWidget(area)
        self.close_button = secondary_button(self.tr("Cancel") if confirm else self.tr("Close"))
        self.add_button(self.close_button, default=not confirm)
        self.close_button.clicked.connect(self.reject)
        if confirm:
            self._add_ruling(confirm)

    def _add_alarms(self) -> None:
        words, column = PanelWords(self), QVBoxLayout()
        column.setSpacing(Space.XS)
        for alarm in self._view.alarms[:_ALARMS]:
            line = AlarmLine(words.alarm(alarm, self._view), tone_of(alarm))
            column.addWidget(line)
        self.body.addLayout(column)

    def _add_ruling(self, confirm: str) -> None:
        self.outcome = Label("", "title")
        self.outcome.setObjectName("panel.outcome")
        self.chips = ChipRow()
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        row.addWidget(Label(self.tr("It comes to"), "muted"))
        row.addWidget(self.outcome)
        row.addWidget(self.chips, 1)
        self.body.addLayout(row)
        self.reason = ReasonField(
            self.tr("Reason"), self.tr("Stays with the result; whoever reads it later sees it.")
        )
        self.body.addWidget(self.reason)
        self.confirm_button = primary_button(confirm, icon="check")
        self.confirm_button.setObjectName("panel.confirm")
        self.confirm_button.clicked.connect(self._on_confirm)
        self.add_button(self.confirm_button, default=True)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._on_confirm)
        self.table.changed.connect(self._preview)
        self._preview()

    @property
    def ruling(self) -> Ruling:
        """What is chosen and written now."""
        sheets = tuple(s.id for s in self.table.chosen)
        return Ruling(sheets, self.table.settled, self.reason.text)

    def _preview(self) -> None:
        ruling = self.ruling
        if not ruling.sheets:
            self._show(None)
            return
        job = partial(_preview, self._desk, self._view, ruling)
        self._desk.read(job, self, self._on_preview, token=self._latest.renew())

    def _on_preview(self, found: Judged | UserError | None) -> None:
        if isinstance(found, UserError):
            self.show_error(found)
            self._show(None)
            return
        self.banner.hide()
        self._show(found)

    def _show(self, judged: Judged | None) -> None:
        self.outcome.setText("–" if judged is None else labels.points(judged.verdict.total))
        verdict = judged.verdict if judged else None
        self.chips.set_chips(
            (labels.outcome_chip(verdict.outcome, verdict.grade),) if verdict else ()
        )
        self.confirm_button.setEnabled(judged is not None)

    def _on_confirm(self) -> None:
        if self.confirm_button.isEnabled():
            self.ruled.emit(self.ruling)

    def show_error(self, error: UserError) -> None:
        """Say what is wrong; what was chosen and typed stays."""
        self.banner.set_error(error)
        self.banner.show()
        if error.code == "ruling.no_reason":
            self.reason.edit.setFocus()


def _preview(desk: Desk, view: PanelView, ruling: Ruling) -> Judged | UserError | None:
    """What a choice comes to, or why it comes to nothing."""
    try:
        return decisions.preview(desk.ws, view.curation_id, ruling)
    except UserError as error:
        return error
