"""Giving a free booth out of turn: who, and why; who may not is shown with the reason."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.errors import UserError
from app.services import bookings_by_hand
from app.services.bookings_by_hand import Candidate
from app.services.changes import Change
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.fields import Field
from app.ui.kit.inputs import SearchField
from app.ui.kit.labels import Label
from app.ui.kit.sheet import Sheet
from app.ui.kit.tones import Tone
from app.ui.lanes import Latest
from app.ui.pages.events.table import Head, Line, LinesTable


class HandSheet(Sheet):
    """Finds a business and gives it the booth; `given(object)` with the Change."""

    given = Signal(object)

    def __init__(self, desk: Desk, event_id: UUID, day: date, booth: int, parent: QWidget) -> None:
        title = self.tr("Give booth {no} out of turn").format(no=booth)
        super().__init__(title, parent, width=720)
        self.setObjectName("hand_sheet")
        self._desk, self._event_id, self._day, self._booth = desk, event_id, day, booth
        self._found: dict[UUID, Candidate] = {}
        self._latest = Latest()
        self.body.addWidget(Label(title, "title"))
        about = self.tr("{day}. The rules of the channel hold out of turn too.")
        self.body.addWidget(Label(about.format(day=labels.weekday_date(day)), "muted", wrap=True))
        self.banner = Banner(Tone.DANGER, "")
        self.banner.hide()
        self.body.addWidget(self.banner)
        self.search = SearchField(self.tr("Business or product"), shortcut="")
        self.search.setObjectName("hand_search")
        self.body.addWidget(self.search)
        self.table = LinesTable(self.tr("Businesses found"))
        self.table.setObjectName("hand_table")
        self.table.setMinimumHeight(230)
        self.body.addWidget(self.table)
        self.reason_edit = QLineEdit()
        self.reason_edit.setObjectName("hand_reason")
        self.reason_edit.setMaxLength(200)
        help_text = self.tr("Whoever asks why will read it.")
        field = Field(self.tr("Reason"), self.reason_edit, help_text=help_text, required=True)
        self.body.addWidget(field)
        self.cancel_button = secondary_button(self.tr("Cancel"))
        self.save_button = primary_button(self.tr("Give the booth"), icon="check")
        self.save_button.setObjectName("hand_save")
        self.add_button(self.cancel_button)
        self.add_button(self.save_button, default=True)
        self.search.text_settled.connect(self._look)
        self.search.list_requested.connect(self.table.setFocus)
        self.table.line_selected.connect(self._on_selected)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save)
        self._look("")
        self.search.setFocus()

    def _look(self, text: str) -> None:
        job = partial(bookings_by_hand.candidates, self._desk.ws, self._event_id, self._day, text)
        self._desk.read(job, self, self._on_found, token=self._latest.renew())

    def _on_found(self, found: tuple[Candidate, ...]) -> None:
        self._found = {one.product_id: one for one in found}
        heads = (Head(self.tr("Business"), 190), Head(self.tr("Product"), 170), Head(""))
        may = self.tr("May take part")
        lines = [
            Line(
                one.product_id,
                (one.business, one.product, one.blocked or may),
                Tone.DANGER if one.blocked else Tone.SUCCESS,
            )
            for one in found
        ]
        self.table.show_lines(heads, lines)

    def _on_selected(self, key: UUID | None) -> None:
        one = self._found.get(key) if key is not None else None
        self.save_button.setEnabled(one is not None and not one.blocked)

    def save(self) -> None:
        """Give the booth to the chosen one."""
        key = self.table.selected
        if not isinstance(key, UUID):
            return
        job = partial(
            bookings_by_hand.book,
            *(self._desk.ws, self._event_id, self._day, self._booth, key),
            self.reason_edit.text(),
        )
        self._desk.change(job, self, self._on_given, self._on_failed)

    def _on_given(self, change: Change) -> None:
        self.given.emit(change)
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self._desk.handle(error)
            return
        self.banner.set_error(error)
        self.banner.show()
        self.fit()
